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

Weight softplus(Weight weight) {
  constexpr int kRangeBits = 32, kSteps = 64;  // table from -32 to 32 bits, 64 steps per bit
  static const std::vector<Weight> kTable = [] {
    std::vector<Weight> table;
    for (int i = 0; i <= 2 * kRangeBits * kSteps; ++i) {
      const double x = static_cast<double>(i) / kSteps - kRangeBits;
      table.push_back(weight_from_bits(log2(1.0 + exp2(x))));
    }
    return table;
  }();
  constexpr Weight kRange = kRangeBits * kOneBit;
  if (weight <= -kRange) return 0;
  if (weight >= kRange) return weight;
  constexpr Weight kStep = kOneBit / kSteps;
  const Weight offset = weight + kRange;
  const size_t index = static_cast<size_t>(offset / kStep);
  const Weight rest = offset % kStep;
  return kTable[index] + (kTable[index + 1] - kTable[index]) * (rest >> 10) / (kStep >> 10);
}

WeightTable::WeightTable(const std::vector<Comparison>& comparisons, double prior, double sibling_prior)
    : prior_(weight_from_probability(prior)), count_(comparisons.size()) {
  constexpr double kSmallest = 1e-12;
  for (size_t c = 0; c < comparisons.size() && c < weights_.size(); ++c) {
    const std::vector<Level>& levels = comparisons[c].levels;
    if (comparisons[c].comparator == "siblings") {
      has_siblings_ = comparisons[c].enabled && sibling_prior > 0;
      continue;
    }
    for (size_t level = 0; level < levels.size() && level < 15; ++level) {
      weights_[c][level + 1] = levels[level].weight;
      if (sibling_prior <= 0) continue;
      const double s = std::max(levels[level].sibling_probability, kSmallest), u = std::max(levels[level].u_probability, kSmallest);
      sibling_weights_[c][level + 1] = weight_from_bits(log2(s) - log2(u));
    }
    siblings_share_[c] = !levels.empty() && levels[0].sibling_probability > 0.25 * levels[0].m_probability;
  }
  if (has_siblings_) sibling_prior_ = weight_from_bits(log2(sibling_prior) - log2(std::max(kSmallest, 1.0 - sibling_prior)));
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
