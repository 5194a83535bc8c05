#pragma once

// A trained model over prepared records: scores, vetoes and explains any pair.

#include <array>
#include <memory>
#include <vector>

#include "block/block_index.h"
#include "compare/record_comparer.h"
#include "linking/bound_constraints.h"
#include "linking/candidate_pairs.h"
#include "linking/link.h"
#include "linking/prepared.h"
#include "score/model.h"

namespace jumelles::linking {

class LinkScorer final : public PairScorer {
 public:
  LinkScorer(std::shared_ptr<const RecordSet> records, std::shared_ptr<const LinkConfig> config,
             std::shared_ptr<const compare::RecordComparer> comparer, const std::vector<std::vector<uint32_t>>& term_counts);

  Weight score(RecordIndex a, RecordIndex b) const override;
  const BoundConstraints& constraints() const { return constraints_; }
  Veto veto(RecordIndex a, RecordIndex b) const override { return constraints_.veto(a, b); }
  Explanation explain(RecordIndex a, RecordIndex b) const override;
  compare::Pattern pattern(RecordIndex a, RecordIndex b) const override { return comparer_->compare(a, b); }
  int first_rule(RecordIndex a, RecordIndex b) const override;
  uint32_t rules_of(RecordIndex a, RecordIndex b) const override;
  Weight score_with(RecordIndex a, RecordIndex b, RecordIndex donor, int attribute) const override;
  void keys(size_t rule, uint32_t parts, RecordIndex record, std::vector<uint64_t>& out) const override;
  // The blocks of each rule and the keys they come from, kept for `first_rule` and `keys`.
  void keep_blocks(const Prepared& prepared);

  // What all pairs of one pattern have in common.
  struct PatternSums {
    compare::Pattern pattern = 0;
    Weight sum = 0;                  // of the levels
    bool graded = false;             // texts are told by how much they overlap
    uint16_t corrected = 0;          // comparisons whose values decide a correction, as bits
    std::array<Weight, 4> siblings{};  // odds of the first kinds of siblings
    // Whether pairs of the pattern can weigh differently.
    bool depends_on_values() const { return graded || corrected != 0; }
  };
  PatternSums sums_of(compare::Pattern pattern) const;
  // The same for rows that are at hand. They are not looked at where values do not matter.
  Weight score(const PatternSums& sums, const uint32_t* row_a, const uint32_t* row_b) const;
  Weight score(compare::Pattern pattern, const uint32_t* row_a, const uint32_t* row_b) const { return score(sums_of(pattern), row_a, row_b); }

 private:
  void bind_terms(size_t comparison, const std::vector<uint32_t>& counts, const std::vector<double>& shares, double own_count);
  // The value that decides a correction: shared, or the more common one of two that are alike.
  struct DecidingTerm { Code term = kMissing; bool of_b = false; };
  // The correction of one comparison's level, 0 for levels that have none.
  Weight term_weight(size_t comparison, uint32_t grade, const uint32_t* row_a, const uint32_t* row_b, DecidingTerm* decides = nullptr) const;
  // Texts overlap by degrees, levels are steps: what a pair's overlap adds to its level's weight or takes from it.
  void bind_scales();
  // Where a pair stands between its level and a neighboring one.
  struct Between {
    uint32_t grade = 0, neighbor = 0;  // the same: on its level
    double share = 0;                  // of the way to the neighbor
    bool more = false;                 // the neighbor is more alike
    Weight part_of(Weight own, Weight other) const;
  };
  Between place(size_t comparison, uint32_t grade, const uint32_t* row_a, const uint32_t* row_b) const;
  Weight scale_weight(size_t comparison, const Between& between) const {
    return between.part_of(weights_.level_weight(comparison, between.grade), weights_.level_weight(comparison, between.neighbor));
  }
  using Places = std::array<Between, 16>;  // by comparison
  Places places_of(const PatternSums& sums, const uint32_t* row_a, const uint32_t* row_b) const;
  Weight score_at(const PatternSums& sums, const uint32_t* row_a, const uint32_t* row_b, const Places& places) const;
  using TermWeights = std::array<Weight, 16>;  // by comparison
  TermWeights term_weights(const PatternSums& sums, const uint32_t* row_a, const uint32_t* row_b) const;
  // What is taken off a pair's weight for being alike by nature: log2(1 + odds of all kinds of siblings).
  Weight sibling_correction(const PatternSums& sums, const TermWeights& terms, const Places& places) const;
  struct Terms {
    uint32_t grades = 0;             // those whose weight is corrected, as bits
    uint32_t exact_grade = 0;        // of equal values; 0: not corrected
    std::vector<uint32_t> counts;    // per comparison code
    std::vector<Weight> weights;     // for equal values
    std::array<Weight, 16> ceilings{};  // by grade of values that are alike: what equal ones' weight plus this may not exceed
  };
  std::shared_ptr<const RecordSet> records_;
  std::shared_ptr<const LinkConfig> config_;
  std::shared_ptr<const compare::RecordComparer> comparer_;
  std::shared_ptr<const CandidatePairs> candidates_;
  std::shared_ptr<const block::KeyColumns> columns_;
  std::vector<std::vector<int>> rule_columns_;  // [rule][part]; empty for rules that are off
  score::WeightTable weights_;
  std::vector<Terms> terms_;         // per comparison
  std::vector<size_t> with_terms_;   // comparisons of which levels are corrected
  // One level of texts by overlap: where its weight holds, and the same of its neighbors.
  struct Scale {
    bool bound = false;
    double at = 0, at_below = 0, at_above = 0;
    uint32_t below = 0, above = 0;  // the neighbors' grades; 0: none
  };
  static constexpr Weight kWorthGrading = -10 * kOneBit;
  std::vector<std::array<Scale, 16>> scales_;  // [comparison][grade]
  std::vector<size_t> with_scales_;
  BoundConstraints constraints_;
};

}  // namespace jumelles::linking
