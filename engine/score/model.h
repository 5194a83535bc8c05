#pragma once

// Match weights of patterns, and corrections for how common a shared value is.

#include <array>
#include <cstdint>
#include <vector>

#include "core/link_config.h"
#include "core/math.h"
#include "score/dependence.h"

namespace jumelles::score {

// What a level was trained to weigh: log2(m / u) + adjustment.
Weight trained_weight(const Level& level);
// Sets each level's weight to it, those locked by hand excepted.
void set_weights(std::vector<Comparison>& comparisons);

// log2(1 + 2^w), from a table: the same everywhere, never falling, within 1e-4 bits.
Weight softplus(Weight weight);

// prior + sum of level weights by pattern (4 bits per comparison).
class WeightTable {
 public:
  WeightTable() = default;
  WeightTable(const std::vector<Comparison>& comparisons, double prior) : WeightTable(comparisons, prior, {}) {}
  WeightTable(const std::vector<Comparison>& comparisons, double prior, const std::vector<double>& sibling_priors,
              const std::vector<LevelDependence>& dependences = {}, double moved_share = 0);
  // Odds of a kind of siblings against strangers, in bits.
  size_t kind_count() const { return kinds_.size(); }
  Weight sibling_sum(size_t kind, uint64_t pattern) const {
    const Kind& k = kinds_[kind];
    Weight total = k.prior;
    for (size_t e = 0; e < edges_.size(); ++e) total += k.edges[e][joint_index(pattern, edges_[e].first, edges_[e].second)];
    for (size_t i = 0; i < count_; ++i, pattern >>= 4) total += k.weights[i][pattern & 15];
    return total;
  }
  Weight sibling_level_weight(size_t kind, size_t comparison, size_t grade) const { return kinds_[kind].weights[comparison][grade]; }
  // Whether siblings of a kind share the exact values of a comparison about as often as matches do.
  bool siblings_share(size_t kind, size_t comparison) const { return kinds_[kind].share[comparison] != 0; }
  Weight prior() const { return prior_; }
  Weight level_weight(size_t comparison, size_t grade) const { return weights_[comparison][grade]; }
  Weight sum(uint64_t pattern) const {
    Weight total = prior_ + dependence_sum(pattern) + moved_correction(pattern);
    for (size_t i = 0; i < count_; ++i, pattern >>= 4) total += weights_[i][pattern & 15];
    return total;
  }
  // What is given back where all that may change has changed, log2(1 - share + share * 2^-w), w the sum of their weights: together
  // they speak against a match no more than log2(share).
  bool asks_who_moved() const { return !changing_.empty(); }
  Weight moved_correction(uint64_t pattern) const {
    if (changing_.empty()) return 0;
    Weight sum = 0;
    for (const size_t c : changing_) sum += weights_[c][pattern >> (4 * c) & 15];
    for (const size_t e : changing_edges_) sum += edges_[e].weights[joint_index(pattern, edges_[e].first, edges_[e].second)];
    return stayed_ + softplus(moved_odds_ - sum);
  }
  // What is added for comparisons that say the same.
  Weight dependence_sum(uint64_t pattern) const {
    Weight total = 0;
    for (const Edge& edge : edges_) total += edge.weights[joint_index(pattern, edge.first, edge.second)];
    return total;
  }

 private:
  Weight prior_ = 0;
  size_t count_ = 0;
  std::array<std::array<Weight, 16>, 16> weights_{};
  struct Kind {
    Weight prior = 0;
    std::array<std::array<Weight, 16>, 16> weights{};
    std::array<uint8_t, 16> share{};
    std::vector<std::array<Weight, 256>> edges;
  };
  struct Edge {
    size_t first = 0, second = 0;
    std::array<Weight, 256> weights{};
  };
  std::vector<size_t> changing_, changing_edges_;  // comparisons that may change, dependences of these
  Weight stayed_ = 0, moved_odds_ = 0;
  std::vector<Edge> edges_;
  std::vector<Kind> kinds_;
};

// Corrections per value for pairs that share it: log2(u_exact / tf), tf the value's share of the records that hold any.
//   tf = (others + 1) / (total + 1 / u_exact)
// The pair's own entity does not make its value common: `own_count` records of it (its expected number of records) are
// not among `others`. A value that nobody else holds is not rarer than the records can tell: one imagined holder among
// as many records as it takes to meet one by chance draws tf towards u_exact, so that where nearly every value is unique
// (e-mails, phones) there is next to no correction, and never one against a value for being met once.
// (Winkler 1989; Splink's formula, features 2.4, with these two corrections.)
// `shares`, where not empty: what is known beforehand of each value, as a share of all holders. The imagined records then
// hold the value as often as that says: a common name met once is no rare one, and few records can tell neither.
std::vector<Weight> term_weights(const std::vector<uint32_t>& counts, double u_exact, double own_count, const std::vector<double>& shares = {});

// For values that are alike without being equal, as common as the more common one, no weight above log2(m / tf): records
// alike a value are at least those that hold the one it is paired with. The correction is
//   min(0, alike_ceiling + the smaller of the two values' term_weights) = min(0, log2(u_level / tf)),
// u_level and tf smoothed as above. A rare value gets nothing on top: many others may be alike it.
Weight alike_ceiling(const std::vector<uint32_t>& counts, double u_exact, double u_level);

}  // namespace jumelles::score
