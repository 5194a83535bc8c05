#pragma once

// Where the number of a setting must lie. The range of each setting stands once, where the setting does.

#include <limits>
#include <string>

namespace jumelles {

struct Range {
  double low = 0, high = 0;
  bool open_low = false, open_high = false;  // that end itself is outside
  constexpr bool holds(double x) const {  // of no NaN
    return (open_low ? x > low : x >= low) && (open_high ? x < high : x <= high);
  }
};
constexpr double kNoLimit = std::numeric_limits<double>::infinity();

std::string to_string(const Range& range);  // "from 0 to below 1", "above 0 and below 1", "0 or more"

}  // namespace jumelles
