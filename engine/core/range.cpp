#include "core/range.h"

#include <cstdio>

namespace jumelles {
namespace {

std::string number(double value) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.10g", value);
  return digits;
}

}  // namespace

std::string to_string(const Range& range) {
  if (range.high == kNoLimit) return range.open_low ? "above " + number(range.low) : number(range.low) + " or more";
  return (range.open_low ? "above " : "from ") + number(range.low) + (range.open_low ? " and " : " to ") +
      (range.open_high ? "below " : "") + number(range.high);
}

}  // namespace jumelles
