#include "score/dependence.h"

#include <algorithm>
#include <cmath>

namespace jumelles::score {
namespace {

// Between the seen and the expected number, as far from the latter as a standard error allows.
double doubted_ratio(double seen, double expected, double pairs) {
  if (expected <= 0) return 1;
  if (seen >= expected) return std::max(1.0, (seen - std::sqrt(pairs)) / expected);
  return std::min(1.0, (seen + std::sqrt(expected) + 1.0) / expected);
}

}  // namespace

JointFactors joint_factors(const JointCounts& counts) { return joint_factors(counts, counts); }

JointFactors joint_factors(const JointCounts& counts, const JointCounts& pairs) {
  double rows[16] = {}, columns[16] = {}, all = 0;
  for (size_t i = 1; i < 16; ++i)
    for (size_t j = 1; j < 16; ++j) {
      rows[i] += counts[i * 16 + j];
      columns[j] += counts[i * 16 + j];
      all += counts[i * 16 + j];
    }
  JointFactors factors(256, 1.0);
  if (all <= 0) return factors;
  for (size_t i = 1; i < 16; ++i) {
    double sum = 0;
    for (size_t j = 1; j < 16; ++j) {
      factors[i * 16 + j] = doubted_ratio(counts[i * 16 + j], rows[i] * columns[j] / all, pairs[i * 16 + j]);
      sum += columns[j] / all * factors[i * 16 + j];
    }
    if (sum > 0)
      for (size_t j = 1; j < 16; ++j) factors[i * 16 + j] /= sum;
  }
  return factors;
}

std::vector<Dependence> strongest_forest(std::vector<Dependence> candidates, size_t comparison_count, double least) {
  std::sort(candidates.begin(), candidates.end(), [](const Dependence& a, const Dependence& b) {
    if (a.strength != b.strength) return a.strength > b.strength;
    return a.first != b.first ? a.first < b.first : a.second < b.second;
  });
  std::vector<size_t> tree(comparison_count);
  for (size_t c = 0; c < comparison_count; ++c) tree[c] = c;
  std::vector<Dependence> kept;
  for (Dependence& candidate : candidates) {
    const size_t a = tree[candidate.first], b = tree[candidate.second];
    if (candidate.strength < least || a == b) continue;
    for (size_t& t : tree)
      if (t == b) t = a;
    kept.push_back(std::move(candidate));
  }
  std::sort(kept.begin(), kept.end(), [](const Dependence& a, const Dependence& b) {
    return a.first != b.first ? a.first < b.first : a.second < b.second;
  });
  return kept;
}

}  // namespace jumelles::score
