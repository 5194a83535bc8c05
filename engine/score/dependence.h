#pragma once

// Comparisons that say the same: a column and its copy, street and town of people who moved, a name and its parts.
//
// Counted as if independent, what they share would count twice. Where levels of two comparisons meet more often (or
// more seldom) than independence allows, within a class (matches, strangers, a kind of siblings), the class's odds are
// corrected by
//   factor(i, j) = seen pairs on levels (i, j) / (pairs * share of i * share of j)
// so that P(i, j) = P(i) P(j) factor(i, j). Each comparison is corrected by one other at most, and none in a circle: the
// product stays a probability (Chow & Liu 1968; Friedman, Geiger & Goldszmidt 1997). Few pairs prove nothing: the seen
// number is drawn towards the expected one by its standard error.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jumelles::score {

// Counts of pairs by the grades of two comparisons, [grade of one * 16 + grade of the other]; grade 0 is missing.
using JointCounts = std::vector<double>;
// The same shape: what the product of both is multiplied by; 1 where a side is missing.
using JointFactors = std::vector<double>;

JointFactors joint_factors(const JointCounts& counts);
// `counts` are shares of so many pairs: what is seen is as doubtful as the pairs it was taken from.
JointFactors joint_factors(const JointCounts& counts, const JointCounts& pairs);

struct Dependence {
  size_t first = 0, second = 0;  // comparisons, first < second
  JointFactors matches, strangers;
  std::vector<JointFactors> siblings;  // per kind
  double strength = 0;  // bits by which a match would be overrated or underrated, on average
};

inline size_t joint_index(uint64_t pattern, size_t first, size_t second) {
  return (pattern >> (4 * first) & 15) * 16 + (pattern >> (4 * second) & 15);
}

// Of all candidates those to keep: strongest first, at least `least` bits, no circles. Sorted by (first, second).
std::vector<Dependence> strongest_forest(std::vector<Dependence> candidates, size_t comparison_count, double least);

}  // namespace jumelles::score
