#pragma once

// Expectation-maximization written pair by pair, as in a textbook: what the engine's EM over counted patterns must equal.

#include <cstdint>
#include <vector>

namespace jumelles::reference {

struct DirectModel {
  double prior = 0;
  std::vector<std::vector<double>> m, u;  // u is fixed
};

// `pairs`: per pair the level + 1 of each comparison, 0 missing; all other of the `possible_pairs` are non-matches.
// One iteration; `smoothing` pairs spread as `typical`.
DirectModel direct_em_iteration(const std::vector<std::vector<int>>& pairs, double possible_pairs, const DirectModel& model,
                                double smoothing, const std::vector<std::vector<double>>& typical);

}  // namespace jumelles::reference
