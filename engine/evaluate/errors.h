#pragma once

// Where recall and precision are lost: what became of every true pair, and the worst wrong decisions.

#include <array>
#include <functional>
#include <vector>

#include "evaluate/evaluate.h"

namespace jumelles::evaluate {

// What became of a pair. The first two are joined, the others are not.
enum class PairFate : uint8_t {
  kLinked,          // met, scored from the threshold upward (or forced by a rule), in one group
  kIndirect,        // in one group because of other records only
  kNeverMet,        // no blocking rule brings it: lost to blocking
  kBelowThreshold,  // met, scored below: lost to scoring
  kForbidden,       // met, scored above, but a must-not-match rule forbids it
  kRefused,         // met, scored above, but kept apart when groups were made
};
constexpr size_t kFateCount = 6;
// "linked", "joined_indirectly", "never_met", "below_threshold", "forbidden", "refused".
const char* fate_id(PairFate fate);

// What is known about one pair; asked for true pairs and for pairs of one group.
struct PairAnswer {
  bool met = false;
  bool forced = false, forbidden = false;  // by a must-match or must-not-match rule
  Weight match_weight = 0;
};
using AskPair = std::function<PairAnswer(RecordIndex a, RecordIndex b)>;  // a < b

PairFate fate_of(const PairAnswer& answer, Weight threshold, bool same_group);

struct PairError {
  RecordIndex a = 0, b = 0;
  bool is_match = false;  // true: a match that was missed; false: two records wrongly in one group
  PairFate fate = PairFate::kLinked;
  Weight match_weight = 0;
};

struct ErrorReport {
  uint64_t true_pairs = 0, asked_true_pairs = 0;  // fewer are asked than there are where there are too many
  std::array<uint64_t, kFateCount> true_by_fate{};   // of the asked true pairs
  uint64_t never_met_but_alike = 0;               // of kNeverMet: would have been linked, had they met
  uint64_t false_pairs = 0;                       // wrongly in one group, of those looked at
  bool all_false_pairs_seen = true;
  std::array<uint64_t, kFateCount> false_by_fate{};  // kLinked and kIndirect only
  std::vector<PairError> worst;                   // false positives first, by fate, worst first
};

struct ErrorOptions {
  Weight threshold = 0;
  size_t limit = 200;                             // worst errors kept of each fate
  uint64_t pair_limit = 2'000'000;                // true pairs asked, and as many wrong ones
};

// Worst first means, for wrongly linked pairs, the heaviest; for those joined indirectly, the lightest; for pairs that
// never met, were forbidden or refused, the heaviest; for those below the threshold, the lightest. Ties by record order.
ErrorReport find_errors(const Truth& truth, const RecordSet& records, const Groups& groups, const AskPair& ask, const ErrorOptions& options);

}  // namespace jumelles::evaluate
