#include "evaluate/errors.h"

#include <algorithm>

#include "evaluate/true_pairs.h"

namespace jumelles::evaluate {
namespace {

// The `limit` worst errors of one fate, without keeping all of them.
class Worst {
 public:
  Worst(size_t limit, bool heaviest) : limit_(limit), heaviest_(heaviest) {}
  void add(const PairError& error) {
    kept_.push_back(error);
    if (kept_.size() >= 2 * limit_ + 64) cut();
  }
  std::vector<PairError> take() {
    cut();
    return std::move(kept_);
  }

 private:
  void cut() {
    std::sort(kept_.begin(), kept_.end(), [this](const PairError& x, const PairError& y) {
      if (x.match_weight != y.match_weight) return heaviest_ ? x.match_weight > y.match_weight : x.match_weight < y.match_weight;
      return x.a != y.a ? x.a < y.a : x.b < y.b;
    });
    if (kept_.size() > limit_) kept_.resize(limit_);
  }
  size_t limit_;
  bool heaviest_;
  std::vector<PairError> kept_;
};

bool heaviest_first(PairFate fate) { return fate != PairFate::kIndirect && fate != PairFate::kBelowThreshold; }

class Finder {
 public:
  Finder(const Truth& truth, const RecordSet& records, const Groups& groups, const AskPair& ask, const ErrorOptions& options)
      : truth_(truth), records_(records), groups_(groups), ask_(ask), options_(options) {
    for (size_t f = 0; f < kFateCount; ++f) {
      missed_.emplace_back(options.limit, heaviest_first(static_cast<PairFate>(f)));
      wrong_.emplace_back(options.limit, heaviest_first(static_cast<PairFate>(f)));
    }
  }

  void look_at_true_pairs() {
    report_.true_pairs = true_pair_count(truth_);
    const uint64_t limit = std::max<uint64_t>(1, options_.pair_limit);
    const uint64_t stride = std::max<uint64_t>(1, (report_.true_pairs + limit - 1) / limit);
    for_true_pairs(truth_, stride, [&](RecordIndex a, RecordIndex b) {
      const PairAnswer answer = ask_(a, b);
      const bool together = groups_.group_of[a] == groups_.group_of[b];
      const PairFate fate = fate_of(answer, options_.threshold, together);
      ++report_.asked_true_pairs;
      ++report_.true_by_fate[static_cast<size_t>(fate)];
      if (fate == PairFate::kNeverMet && answer.match_weight >= options_.threshold && !answer.forbidden) ++report_.never_met_but_alike;
      if (!together) missed_[static_cast<size_t>(fate)].add({a, b, true, fate, answer.match_weight});
    });
  }

  void look_at_groups() {
    const TruePartners partners(truth_, records_.record_count());
    uint64_t left = options_.pair_limit;
    for (uint32_t group = 0; group < groups_.group_count(); ++group)
      for (uint32_t i = groups_.first_member[group]; i < groups_.first_member[group + 1]; ++i)
        for (uint32_t j = i + 1; j < groups_.first_member[group + 1]; ++j) {
          const RecordIndex a = groups_.members[i], b = groups_.members[j];
          if (!partners.known(a) || !partners.known(b) || partners.match(a, b)) continue;
          if (truth_.cross_table_only && records_.table_of(a) == records_.table_of(b)) continue;
          if (left == 0) {
            report_.all_false_pairs_seen = false;
            return;
          }
          --left;
          const PairAnswer answer = ask_(a, b);
          const PairFate fate = fate_of(answer, options_.threshold, true);
          ++report_.false_pairs;
          ++report_.false_by_fate[static_cast<size_t>(fate)];
          wrong_[static_cast<size_t>(fate)].add({a, b, false, fate, answer.match_weight});
        }
  }

  ErrorReport take() {
    for (auto* list : {&wrong_, &missed_})
      for (Worst& worst : *list)
        for (PairError& error : worst.take()) report_.worst.push_back(error);
    return std::move(report_);
  }

 private:
  const Truth& truth_;
  const RecordSet& records_;
  const Groups& groups_;
  const AskPair& ask_;
  const ErrorOptions& options_;
  std::vector<Worst> missed_, wrong_;  // per fate
  ErrorReport report_;
};

}  // namespace

const char* fate_id(PairFate fate) {
  switch (fate) {
    case PairFate::kLinked: return "linked";
    case PairFate::kIndirect: return "joined_indirectly";
    case PairFate::kNeverMet: return "never_met";
    case PairFate::kBelowThreshold: return "below_threshold";
    case PairFate::kForbidden: return "forbidden";
    case PairFate::kRefused: break;
  }
  return "refused";
}

PairFate fate_of(const PairAnswer& answer, Weight threshold, bool same_group) {
  const bool scored_above = answer.forced || answer.match_weight >= threshold;
  if (same_group) return answer.met && !answer.forbidden && scored_above ? PairFate::kLinked : PairFate::kIndirect;
  if (!answer.met) return PairFate::kNeverMet;
  if (!scored_above) return PairFate::kBelowThreshold;
  return answer.forbidden ? PairFate::kForbidden : PairFate::kRefused;
}

ErrorReport find_errors(const Truth& truth, const RecordSet& records, const Groups& groups, const AskPair& ask, const ErrorOptions& options) {
  Finder finder(truth, records, groups, ask, options);
  finder.look_at_true_pairs();
  finder.look_at_groups();
  return finder.take();
}

}  // namespace jumelles::evaluate
