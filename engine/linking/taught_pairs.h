#pragma once

// Pairs whose class is known from labels, as training and scoring meet them: they count as what they are in training
// (score/em.h), and the trained weights are refined by them (score/refine.h).
//
// Judged pairs alone refine; they are taken as chosen without regard to the answer. Known groups teach what matches look
// like, no more: weights fitted to all their pairs follow the largest groups, and link too much elsewhere.

#include <cstdint>
#include <memory>
#include <vector>

#include "core/labels.h"
#include "core/link_config.h"
#include "linking/candidate_pairs.h"
#include "linking/link_scorer.h"
#include "score/pattern_counter.h"
#include "score/refine.h"

namespace jumelles::linking {

class TaughtPairs {
 public:
  // `labels` may be null: nothing is known.
  TaughtPairs(const RecordSet& records, std::shared_ptr<const Labels> labels, LinkType link_type);

  bool empty() const { return labels_ == nullptr || labels_->empty(); }
  Known of(RecordIndex a, RecordIndex b) const { return known_.of(a, b); }
  // A candidate pair of known class; in any order.
  void meet(RecordIndex a, RecordIndex b, uint64_t pattern, Known known);
  // Matches that no key brings together are matches all the same.
  void add_unmet(const CandidatePairs& candidates, const compare::RecordComparer& comparer);

  // What is settled otherwise (TrainingPairs::is_settled) does not refine: there the weight does not decide.
  template <class Settled>
  void drop_settled(Settled settled) {
    std::erase_if(met_, [&](const Met& met) { return settled(met.a, met.b); });
  }

  std::vector<score::PatternCount> matches() const { return matches_.sorted(); }
  std::vector<score::PatternCount> others() const { return others_.sorted(); }

  // Moves prior and level weights of a trained configuration to what the judged pairs that were met say. `scorer` is made of
  // `config` as it is.
  void refine(LinkConfig& config, const LinkScorer& scorer);

 private:
  struct Met { uint64_t hash; RecordIndex a, b; uint64_t pattern; bool match; };
  bool possible(RecordIndex a, RecordIndex b) const { return link_type_ != LinkType::kLink || records_.source_of[a] != records_.source_of[b]; }

  const RecordSet& records_;
  std::shared_ptr<const Labels> labels_;
  LinkType link_type_;
  KnownPairs known_;
  score::PatternCounter matches_, others_;
  std::vector<Met> met_;              // judged ones
  uint64_t met_count_ = 0;
  uint64_t kept_below_ = UINT64_MAX;  // of their hashes, when there are more than needed
};

}  // namespace jumelles::linking
