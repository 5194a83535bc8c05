#pragma once

// A trained model corrected by pairs that were judged: how far its weights are off, as far as the judged pairs can tell.
//
// Penalized logistic regression with the model's weight as offset:
//   log-odds(pair) = match weight + shift + sum of d(comparison, level of the pair)
//   maximize  sum of log-likelihoods - shift^2 / (2 kShiftBits^2) - sum of d^2 / (2 kLevelBits^2)
// (Hoerl & Kennard 1970 for the penalty; a Gaussian prior that the model is right.) Few pairs change little, none nothing,
// many outweigh the model. The judged pairs may have been chosen by their weights and values in any way; if they were
// chosen by the answer (half matches, half others), the shift is that of the choice, and is to be left out.

#include <cstdint>
#include <vector>

#include "core/math.h"

namespace jumelles::score {

// What is expected of a model before anything is judged: right in all up to a factor of eight in odds, each level's weight
// up to a factor of two.
constexpr double kShiftBits = 3, kLevelBits = 1;

struct WeighedPair {
  uint64_t pattern = 0;  // 4 bits per comparison: level + 1, 0 missing
  Weight weight = 0;     // what the model says
  bool match = false;
};

struct Refinement {
  Weight shift = 0;
  std::vector<std::vector<Weight>> levels;  // [comparison][level], to be added to the weights
  bool settled = false;                     // the maximum was found
};

// `adjustable[comparison][level]`: 0 for levels that stay as they are (set by hand, no level at all). O(iterations *
// (pairs * comparisons^2 + levels^3)).
Refinement refine(const std::vector<WeighedPair>& pairs, const std::vector<std::vector<uint8_t>>& adjustable, bool shifts);

}  // namespace jumelles::score
