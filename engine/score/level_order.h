#pragma once

// Values that are less alike must not weigh more: where levels are ordered by likeness, m / u must not rise from one to the
// next unless the counts say so clearly. What rises by chance, or because a level was never seen, is pooled: neighbors get
// their common m / u, u staying as it is (pool adjacent violators: Ayer, Brunk, Ewing, Reid & Silverman 1955). A clear rise is
// kept, for it says something about the data: sources that write a value in two ways agree exactly only by mistake.

#include <cstdint>
#include <vector>

namespace jumelles::score {

// What is known of one level.
struct LevelCounts {
  double m = 0, u = 0;                // shares
  double matches = 0, strangers = 0;  // pairs that they were counted on
};

// A rise of log2(m / u) by so many standard errors is clear.
constexpr double kClearRise = 3.0;

// Levels from most to least alike: the m that each gets; their sum stays. O(levels^2).
std::vector<double> ordered_m(const std::vector<LevelCounts>& levels);

}  // namespace jumelles::score
