#include "score/model.h"

#include <algorithm>

namespace jumelles::score {

void set_weights(std::vector<Comparison>& comparisons) {
  constexpr double kSmallest = 1e-12;
  for (Comparison& comparison : comparisons)
    for (Level& level : comparison.levels)
      if (!level.locked)
        level.weight = weight_from_bits(log2(std::max(level.m_probability, kSmallest)) - log2(std::max(level.u_probability, kSmallest)));
}

WeightTable::WeightTable(const std::vector<Comparison>& comparisons, double prior)
    : prior_(weight_from_probability(prior)), count_(comparisons.size()) {
  for (size_t c = 0; c < comparisons.size() && c < weights_.size(); ++c)
    for (size_t level = 0; level < comparisons[c].levels.size() && level < 15; ++level)
      weights_[c][level + 1] = comparisons[c].levels[level].weight;
}

std::vector<Weight> term_weights(const std::vector<uint32_t>& counts, double u_exact, double own_count) {
  uint64_t total = 0;
  for (size_t code = 1; code < counts.size(); ++code) total += counts[code];
  std::vector<Weight> weights(counts.size(), 0);
  if (total == 0 || u_exact <= 0) return weights;
  const double base = log2(u_exact) + log2(static_cast<double>(total));
  uint32_t last_count = 0;
  Weight last = 0;
  for (size_t code = 1; code < counts.size(); ++code) {
    if (counts[code] != last_count) {
      last_count = counts[code];
      const double others = std::max(0.0, static_cast<double>(last_count) - own_count) + 1.0;
      last = weight_from_bits(base - log2(others));
    }
    weights[code] = last;
  }
  return weights;
}

}  // namespace jumelles::score
