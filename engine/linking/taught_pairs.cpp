#include "linking/taught_pairs.h"

#include <algorithm>

#include "core/hash.h"

namespace jumelles::linking {
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

// Visits the pairs of each group, or evenly spread ones when there are more than `kMostUnmetPairs`.
template <class Visit>
void walk_pairs(const std::vector<std::vector<RecordIndex>>& groups, Visit visit) {
  uint64_t total = 0;
  for (const std::vector<RecordIndex>& members : groups) total += members.empty() ? 0 : uint64_t{members.size()} * (members.size() - 1) / 2;
  const uint64_t stride = total / kMostUnmetPairs + 1;
  uint64_t skip = 0;  // pairs until the next one to visit
  for (const std::vector<RecordIndex>& members : groups)
    for (size_t i = 0; i + 1 < members.size(); ++i) {
      const uint64_t row = members.size() - 1 - i;
      for (; skip < row; skip += stride) visit(members[i], members[i + 1 + skip]);
      skip -= row;
    }
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
  // Each pair once, by the strongest of what is known of it.
  const auto is_in_group = [&](RecordIndex record) { return !labels_->group_of.empty() && labels_->group_of[record] != kNoGroup; };
  for (const auto* group_of : {&labels_->group_of, &labels_->taught_group_of}) {
    const bool taught = group_of == &labels_->taught_group_of;
    walk_pairs(members_of(*group_of), [&](RecordIndex a, RecordIndex b) {
      if (!known_.is_judged(a, b) && !(taught && is_in_group(a) && is_in_group(b))) look(a, b);
    });
  }
}

void TaughtPairs::refine(LinkConfig& config, const LinkScorer& scorer) {
  config.taught_pair_count = met_count_;
  std::sort(met_.begin(), met_.end(), [](const Met& x, const Met& y) { return x.hash < y.hash; });
  // Which of them were met first does not matter.
  met_.resize(std::min(met_.size(), kEnoughPairs));
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
    const bool bars_of_its_own = compare::has_bar_of_its_own(comparison);
    std::vector<uint8_t>& levels = adjustable.emplace_back();
    for (const Level& level : comparison.levels) levels.push_back(bars_of_its_own || level.locked || !comparison.enabled ? 0 : 1);
  }
  const score::Refinement refinement = score::refine(pairs, adjustable, !config.prior_locked);
  if (!refinement.settled) return;
  for (size_t c = 0; c < config.comparisons.size(); ++c)
    for (size_t level = 0; level < config.comparisons[c].levels.size(); ++level) config.comparisons[c].levels[level].adjustment = refinement.levels[c][level];
  if (!config.prior_locked) config.prior = probability_from_weight(weight_from_probability(config.prior) + refinement.shift);
}

}  // namespace jumelles::linking
