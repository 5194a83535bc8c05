#pragma once

// Which characters of two texts the other does not have: runs of bytes at character borders, for coloring.

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace jumelles::ui {

struct Run {
  size_t begin = 0, end = 0;
  bool operator==(const Run&) const = default;
};
struct TextDifference {
  std::vector<Run> a, b;
};
// Longest common subsequence of characters, upper and lower case alike; when little is shared, everything between the common ends differs.
// O(length²), texts are cells; beyond 200 characters only the common ends are found.
TextDifference difference(std::string_view a, std::string_view b);

}  // namespace jumelles::ui
