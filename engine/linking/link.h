#pragma once

// Records in, scored pairs out: proposes what the configuration leaves open, counts candidate pairs,
// trains the Fellegi-Sunter model, scores every candidate pair and keeps those above the review floor.

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/labels.h"
#include "core/link_config.h"
#include "core/phase.h"
#include "core/records.h"

namespace jumelles::linking {

// Pairs counted per whole bit of match weight, from kMinBits upward.
struct WeightHistogram {
  static constexpr int kMinBits = -60, kMaxBits = 100;
  std::array<uint64_t, kMaxBits - kMinBits> counts{};
};

// One bar of a pair's explanation. Prior, bars and what rivals take off add up to the pair's match weight exactly.
struct Evidence {
  uint16_t comparison = 0;   // index into LinkConfig::comparisons
  int16_t level = -1;        // index into its levels; -1: missing on one side
  Weight weight = 0;         // of the level
  Weight term_frequency_weight = 0;  // correction for a rare or common shared value, or for one alike a common value
  uint32_t term_count = 0;   // records that hold the shared or more common value, 0 when no correction applies
  bool term_of_b = false;    // the more common value is the second record's
  Code term = kMissing;      // that value: comparison code of `term_attribute`
  int term_attribute = -1;   // index into RecordSet::attributes
};

struct Explanation {
  Weight prior = 0;
  std::vector<Evidence> evidence;  // one per comparison of the configuration, in its order
  Weight rivals_weight = 0;  // what other candidates take off, where a source holds each thing once; 0 of a scorer, see pair_weights.h
  Weight match_weight = 0;
  Veto veto = Veto::kNone;
  int constraint = -1;       // index into LinkConfig::constraints
};

// Scores any pair on demand with a trained model. Cheap to call, not cheap to make; immutable.
class PairScorer {
 public:
  virtual ~PairScorer() = default;
  virtual Weight score(RecordIndex a, RecordIndex b) const = 0;  // vetoes not applied
  virtual Veto veto(RecordIndex a, RecordIndex b) const = 0;
  virtual Explanation explain(RecordIndex a, RecordIndex b) const = 0;
  // The levels of all comparisons at once (compare::Pattern).
  virtual uint64_t pattern(RecordIndex a, RecordIndex b) const = 0;
  // Index of the first blocking rule that finds the pair, -1 when none does.
  virtual int first_rule(RecordIndex a, RecordIndex b) const = 0;
  // All rules that find it, as bits.
  virtual uint32_t rules_of(RecordIndex a, RecordIndex b) const = 0;
  // Weight of the pair if `a` held what `donor` holds in an attribute. Vetoes not applied.
  virtual Weight score_with(RecordIndex a, RecordIndex b, RecordIndex donor, int attribute) const = 0;
  // Appends a record's keys by some parts of a blocking rule (bits); none when a part is missing or the rule is off.
  virtual void keys(size_t rule, uint32_t parts, RecordIndex record, std::vector<uint64_t>& out) const = 0;
};

struct Prepared;  // linking/prepared.h

struct LinkResult {
  LinkConfig config;                 // resolved: proposals and trained parameters filled in
  std::vector<Edge> edges;           // p >= review_floor, not vetoed, sorted by (a, b)
  std::vector<Edge> vetoed;          // p >= review_floor but vetoed, sorted by (a, b)
  // Where only pairs of two sources are linked: those inside a source, sorted by (a, b). No links; they tell which sources
  // hold each thing once, and where one does not, bring the partners of its records together.
  std::vector<Edge> inside;
  std::optional<Edge> strongest;     // of all pairs compared, kept or not, that no rule sets apart
  WeightHistogram histogram;         // all candidate pairs
  uint64_t candidate_pair_count = 0;
  uint64_t possible_pair_count = 0;  // by link type
  std::vector<std::string> notices;  // ids of what was refined or left out, for the screens
  std::shared_ptr<const PairScorer> scorer;
  std::shared_ptr<const Prepared> prepared;
};

// Phases of one linking run. `records` must outlive the result's scorer. An empty blocking_rules or
// comparisons list is proposed from the data; a trained config is only scored.
// `labels` may be null; they teach, and bind nothing here. `former`: parts of a run over the same records that still hold for
// `config`, the others null; may be null.
std::vector<Phase> link_phases(std::shared_ptr<const RecordSet> records, LinkConfig config, std::shared_ptr<LinkResult> result,
                               std::shared_ptr<const Labels> labels = nullptr, std::shared_ptr<const Prepared> former = nullptr);

}  // namespace jumelles::linking
