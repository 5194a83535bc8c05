#include "pipeline/taught_pairs.h"

#include <algorithm>

#include "core/hash.h"

namespace jumelles::pipeline {
namespace {

constexpr size_t kEnoughPairs = 40000;          // to refine weights by
constexpr uint64_t kMostUnmetPairs = 1000000;   // of known groups, looked at whether a key finds them

const Labels& labels_or_none(const std::shared_ptr<const Labels>& labels) {
  static const Labels kNone;
  return labels ? *labels : kNone;
}

// Records of each known group, group after group.
std::vector<std::vector<RecordIndex>> members_of(const std::vector<uint32_t>& group_of) {
  std::vector<std::vector<RecordIndex>> members;
  for (RecordIndex r = 0; r < group_of.size(); ++r) {
    if (group_of[r] == kNoGroup) continue;
    if (group_of[r] >= members.size()) members.resize(group_of[r] + size_t{1});
    members[group_of[r]].push_back(r);
  }
  return members;
}

}  // namespace

TaughtPairs::TaughtPairs(const RecordSet& records, std::shared_ptr<const Labels> labels, LinkType link_type)
    : records_(records), labels_(std::move(labels)), link_type_(link_type), known_(labels_or_none(labels_), records.record_count()) {}

void TaughtPairs::meet(RecordIndex a, RecordIndex b, uint64_t pattern, Known known) {
  (known == Known::kSame ? matches_ : others_).add(pattern);
  ++met_count_;
  if (!known_.is_judged(a, b)) return;
  const uint64_t hash = mix(uint64_t{std::min(a, b)} << 32 | std::max(a, b));
  if (hash > kept_below_) return;
  met_.push_back({hash, std::min(a, b), std::max(a, b), pattern, known == Known::kSame});
  if (met_.size() < 2 * kEnoughPairs) return;
  std::nth_element(met_.begin(), met_.begin() + kEnoughPairs, met_.end(), [](const Met& x, const Met& y) { return x.hash < y.hash; });
  kept_below_ = met_[kEnoughPairs].hash;
  std::erase_if(met_, [&](const Met& met) { return met.hash > kept_below_; });
}

void TaughtPairs::add_unmet(const CandidatePairs& candidates, const compare::RecordComparer& comparer) {
  if (empty()) return;
  const auto look = [&](RecordIndex a, RecordIndex b) {
    if (possible(a, b) && known_.of(a, b) == Known::kSame && candidates.rules_of(a, b) == 0) matches_.add(comparer.compare(a, b));
  };
  for (const JudgedPair& pair : labels_->pairs) look(pair.a, pair.b);
  uint64_t pairs = 0;
  for (const auto* group_of : {&labels_->group_of, &labels_->taught_group_of})
    for (const std::vector<RecordIndex>& members : members_of(*group_of))
      for (size_t i = 0; i < members.size(); ++i)
        for (size_t j = i + 1; j < members.size() && pairs < kMostUnmetPairs; ++j, ++pairs) look(members[i], members[j]);
}

void TaughtPairs::refine(LinkConfig& config, const LinkScorer& scorer) {
  config.taught_pair_count = met_count_;
  std::sort(met_.begin(), met_.end(), [](const Met& x, const Met& y) { return x.hash < y.hash; });
  std::vector<score::WeighedPair> pairs;
  bool matches = false, others = false;
  for (const Met& met : met_) {
    pairs.push_back({met.pattern, scorer.score(met.a, met.b), met.match});
    (met.match ? matches : others) = true;
  }
  // Only matches, or only others: a list of what is known, not of what was judged.
  if (!matches || !others) return;
  std::vector<std::vector<uint8_t>> adjustable;
  for (const Comparison& comparison : config.comparisons) {
    const bool bars_of_its_own = comparison.comparator == "siblings" || comparison.comparator == "dependence";
    std::vector<uint8_t>& levels = adjustable.emplace_back();
    for (const Level& level : comparison.levels) levels.push_back(bars_of_its_own || level.locked || !comparison.enabled ? 0 : 1);
  }
  const score::Refinement refinement = score::refine(pairs, adjustable, !config.prior_locked);
  if (!refinement.settled) return;
  for (size_t c = 0; c < config.comparisons.size(); ++c)
    for (size_t level = 0; level < config.comparisons[c].levels.size(); ++level) config.comparisons[c].levels[level].adjustment = refinement.levels[c][level];
  if (!config.prior_locked) config.prior = probability_from_weight(weight_from_probability(config.prior) + refinement.shift);
}

}  // namespace jumelles::pipeline
