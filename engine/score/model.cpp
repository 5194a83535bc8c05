#include "score/model.h"

#include <algorithm>

namespace jumelles::score {

Weight trained_weight(const Level& level) {
  constexpr double kSmallest = 1e-12;
  return weight_from_bits(log2(std::max(level.m_probability, kSmallest)) - log2(std::max(level.u_probability, kSmallest))) + level.adjustment;
}

void set_weights(std::vector<Comparison>& comparisons) {
  for (Comparison& comparison : comparisons)
    for (Level& level : comparison.levels)
      level.weight = level.locked ? level.hand_weight : trained_weight(level);
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

WeightTable::WeightTable(const std::vector<Comparison>& comparisons, double prior, const std::vector<double>& sibling_priors,
                         const std::vector<LevelDependence>& dependences, double moved_share)
    : prior_(weight_from_probability(prior)), count_(std::min(comparisons.size(), std::tuple_size_v<decltype(weights_)>)) {
  constexpr double kSmallest = 1e-12;
  const auto in_bits = [](double p) { return log2(p > kSmallest ? p : kSmallest); };
  bool siblings = false, uses_dependences = false, moved = false;
  for (size_t c = 0; c < count_; ++c) {
    if (comparisons[c].comparator == "siblings") siblings = comparisons[c].enabled;
    else if (comparisons[c].comparator == "dependence") uses_dependences = comparisons[c].enabled;
    else if (comparisons[c].comparator == "moved") moved = comparisons[c].enabled;
    else
      for (size_t level = 0; level < comparisons[c].levels.size() && level < 15; ++level)
        weights_[c][level + 1] = comparisons[c].levels[level].weight;
  }
  for (size_t c = 0; c < count_ && moved && moved_share > 0; ++c)
    if (comparisons[c].may_change && comparisons[c].enabled) changing_.push_back(c);
  if (!changing_.empty()) {
    stayed_ = weight_from_bits(in_bits(1 - moved_share));
    moved_odds_ = weight_from_bits(in_bits(moved_share) - in_bits(1 - moved_share));
  }
  const auto fill = [](const std::vector<std::vector<Weight>>& from, std::array<Weight, 256>& to) {
    for (size_t i = 0; i < from.size() && i < 15; ++i)
      for (size_t j = 0; j < from[i].size() && j < 15; ++j) to[(i + 1) * 16 + j + 1] = from[i][j];
  };
  const auto place_of = [&](const std::string& id) {
    size_t c = 0;
    while (c < count_ && comparisons[c].id != id) ++c;
    return c;
  };
  std::vector<const LevelDependence*> bound;
  for (const LevelDependence& dependence : dependences) {
    Edge edge;
    edge.first = place_of(dependence.first);
    edge.second = place_of(dependence.second);
    if (!uses_dependences || edge.first == count_ || edge.second == count_) continue;
    fill(dependence.weights, edge.weights);
    const auto may_change = [&](size_t c) { return !changing_.empty() && comparisons[c].may_change && comparisons[c].enabled; };
    if (may_change(edge.first) || may_change(edge.second)) changing_edges_.push_back(edges_.size());
    edges_.push_back(edge);
    bound.push_back(&dependence);
  }
  double strangers = 1.0;
  for (const double p : sibling_priors) strangers -= p;
  for (size_t kind = 0; siblings && kind < sibling_priors.size(); ++kind) {
    Kind made;
    made.prior = weight_from_bits(in_bits(sibling_priors[kind]) - in_bits(strangers));
    for (size_t c = 0; c < count_; ++c) {
      const std::vector<Level>& levels = comparisons[c].levels;
      for (size_t level = 0; level < levels.size() && level < 15; ++level)
        if (kind < levels[level].sibling_probabilities.size())
          made.weights[c][level + 1] = weight_from_bits(in_bits(levels[level].sibling_probabilities[kind]) - in_bits(levels[level].u_probability));
      made.share[c] = !levels.empty() && kind < levels[0].sibling_probabilities.size() &&
                      levels[0].sibling_probabilities[kind] > 0.25 * levels[0].m_probability;
    }
    made.edges.resize(edges_.size());
    for (size_t e = 0; e < edges_.size(); ++e)
      if (kind < bound[e]->sibling_weights.size()) fill(bound[e]->sibling_weights[kind], made.edges[e]);
    kinds_.push_back(std::move(made));
  }
}

std::vector<Weight> term_weights(const std::vector<uint32_t>& counts, double u_exact, double own_count, const std::vector<double>& shares) {
  uint64_t total = 0;
  for (size_t code = 1; code < counts.size(); ++code) total += counts[code];
  std::vector<Weight> weights(counts.size(), 0);
  if (total == 0 || u_exact <= 0) return weights;
  const double base = log2(1.0 + u_exact * static_cast<double>(total));
  uint32_t last_count = 0;
  double last_imagined = 0;
  Weight last = 0;
  for (size_t code = 1; code < counts.size(); ++code) {
    const double imagined = shares.empty() ? 1.0 : shares[code] / u_exact;
    if (counts[code] != last_count || imagined != last_imagined) {
      last_count = counts[code];
      last_imagined = imagined;
      last = weight_from_bits(base - log2(std::max(0.0, static_cast<double>(last_count) - own_count) + imagined));
    }
    weights[code] = last;
  }
  return weights;
}

Weight alike_ceiling(const std::vector<uint32_t>& counts, double u_exact, double u_level) {
  double total = 0;
  for (size_t code = 1; code < counts.size(); ++code) total += counts[code];
  return weight_from_bits(log2(1.0 + u_level * total) - log2(1.0 + u_exact * total));
}

}  // namespace jumelles::score
