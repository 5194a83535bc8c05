#pragma once

// The matching part of the one configuration document: which records are compared, how, and what each
// agreement is worth. Proposed from the data, every field can be changed, saved whole in project.json.

#include <cstdint>
#include <string>
#include <vector>

#include "core/math.h"
#include "core/range.h"

namespace jumelles {

// What is allowed. Learned shares may pass 1 by a rounding error.
constexpr Range kPriorRange{0, 1, true, true};
constexpr Range kThresholdRange{0, 1, false, true};      // the review floor, too
constexpr Range kPairsPerRecordRange{0.01, 1e6};
constexpr Range kShareRange{0, 1};
constexpr Range kLearnedShareRange{0, 1 + 1e-11};
constexpr Range kCountRange{0, kNoLimit};
constexpr Range kWeightBitsRange{-0x1p20, 0x1p20};       // sums of these do not overflow
constexpr Range kHandWeightBitsRange{-100, 100};         // of a weight set by hand
constexpr size_t kMaxBlockingRules = 32;                 // which of them find a pair is told in as many bits
constexpr size_t kMaxKeyParts = 31;

enum class LinkType : uint8_t { kDedupe, kLink, kLinkDedupe };

// How a part of a blocking key is made from a comparison form. ids: "exact", "phonetic", "first_3"...
// The table of transforms, with titles and examples, is in block/key_transform.h.
struct KeyPart {
  std::string attribute;  // key of the attribute
  std::string transform;  // id of the transform
};

// What is chosen or proposed, what is learned and what is counted are types of their own; a run works with both together.
struct BlockingRuleSetting {
  std::vector<KeyPart> parts;      // all must agree
  std::vector<KeyPart> refinement; // added, one after the other, where a block is over the size limit
  bool enabled = true;
  bool by_hand = false;            // made or changed by somebody: proposals leave it as it is
};
struct BlockingRuleFigures {
  // Of proposed keys that took more than a twentieth of the budget of pairs:
  double share_before_refining = 0;   // of the budget, before the last part was added; 0: proposed as it is
  double refining_loss = -1;          // share of the expected matches that a further part would cost: kept whole; below 0: not asked
  uint64_t pair_count = 0;         // pairs this rule adds to those of the rules before it
  uint64_t total_pair_count = 0;   // pairs that share the key, found before or not
  uint64_t largest_block = 0;      // records
  uint64_t refined_block_count = 0;
  uint64_t exclusive_link_count = 0;  // pairs likelier matches than not that only this rule finds; the same whatever the threshold
};
struct BlockingRule : BlockingRuleSetting, BlockingRuleFigures {};

// One level of a comparison. Levels go from strongest to "else"; the first true one counts.
struct LevelSetting {
  std::string id;             // "exact", "nickname", "similar_0.92", "same_year", "else": text by comparator + level
  double threshold = 0;       // where the level has one
  bool term_frequency = false;   // weight corrected by how common the shared value is, or the more common of two alike
  bool locked = false;           // the weight is set by hand
  Weight hand_weight = 0;        // that weight
};
struct LevelModel {
  double m_probability = 0;
  double u_probability = 0;
  std::vector<double> sibling_probabilities;  // share of each kind of siblings on this level (LinkModel::sibling_priors)
  Weight adjustment = 0;         // learned from judged pairs
  Weight weight = 0;             // log2(m/u) + adjustment, or the one set by hand
  double observed_m_count = 0;   // expected matches seen on this level while training
  uint64_t observed_u_count = 0; // random pairs seen on this level
};
struct Level : LevelSetting, LevelModel {};

struct ComparisonSetting {
  std::string id;                       // unique, usually the attribute's key
  std::vector<std::string> attributes;  // keys; several when they are compared as one
  std::string comparator;               // id in the table of compare/comparator.h
  bool enabled = true;
  bool may_change = false;  // an address, a phone, an e-mail: who moves has others, often all at once (LinkModel::moved_share)
  bool by_hand = false;     // as of a blocking rule; its levels, too
};
struct Comparison : ComparisonSetting {
  std::vector<Level> levels;            // missing is not a level: its weight is 0
};

// A rule that decides whatever the weights say.
struct ConstraintSetting {
  std::string id;          // "different_valid_siren", "different_valid_number", "different_values", "same_values"
  std::string attribute;   // key
  bool must_match = false; // false: must not match
  bool enabled = true;
  bool by_hand = false;    // as of a blocking rule
};
struct Constraint : ConstraintSetting {
  uint64_t pair_count = 0; // pairs it decided (after a run)
};
// Whether it looks at well-formed values alone.
inline bool is_of_valid(const ConstraintSetting& constraint) { return constraint.id.rfind("different_valid_", 0) == 0; }

// Why an attribute is not compared, or not as usual, though nobody said so:
//   "spelled_whole"     it is made of the names in the same record: it adds nothing
//   "spelled_in_part"   so it is in part: only being equal counts
//   "follows_from_place" the postcode or the town says it
//   "less_telling"      there is no room, others tell more
struct ComparisonNote { std::string attribute, reason; };

// What the data at hand decided about the shape of the model or of the groups, and the numbers that did
// (linking/structure.h): one answer to a question, or one for each source. To read only: nothing follows from it.
struct StructureFigure { std::string name; double value = 0; };
struct StructureChoice {
  std::string question, answer;  // ids
  std::string source;            // its name, where the question is about one
  std::vector<StructureFigure> figures;
};

// Comparisons that say the same, in part: what is added to a pair's weight by their two levels (score/dependence.h).
struct LevelDependence {
  std::string first, second;                            // ids of the comparisons
  std::vector<std::vector<Weight>> weights;             // [level of first][level of second]
  std::vector<std::vector<std::vector<Weight>>> sibling_weights;  // per kind of siblings: on their odds
  double strength = 0;                                  // bits that would be counted twice, on average over matches
};

// What a user chose of the matching as a whole, or left at its default.
struct LinkSetting {
  LinkType link_type = LinkType::kDedupe;
  uint64_t seed = 1;
  double pairs_per_record = 40;       // budget of candidate pairs
  bool prior_locked = false;
  // The textbook's Fellegi-Sunter model and nothing else, to measure by: no siblings, dependences, chosen training pairs, rivals,
  // and no source taken for free of duplicates unless the user says so.
  bool plain_model = false;
  double review_floor = 0.01;         // pairs below this probability are not kept
  double threshold = 0.5;             // pairs from this probability upward are linked
  // Clustering
  bool plain_closure = false;         // connected components, no guard
  double link_share_floor = 0.5;      // share of linked pairs two groups need to join
  std::vector<std::string> one_per_source;  // names of sources treated as free of duplicates
  bool one_per_source_proposed = false;     // the list above was measured, not set by hand
};

// What training found, and what the data decided.
struct LinkModel {
  double prior = 0;                   // probability that two random records match (lambda)
  // Probability that two random records are siblings: different, but alike by nature (members of a household, papers of
  // the same authors); one per kind. Empty: the data show none. Their evidence is the comparison of comparator "siblings".
  std::vector<double> sibling_priors;
  // Share of the matches whose attributes that may change have all changed: they say nothing there. 0: not asked. Its evidence is
  // the comparison of comparator "moved".
  double moved_share = 0;
  // Measured in training; their evidence is the comparison of comparator "dependence".
  std::vector<LevelDependence> dependences;
  bool trained = false;               // m, u and prior are set: training is skipped
  bool proposal_due = false;          // the rules that are there were made by hand: others are still to be proposed beside them
  uint64_t taught_pair_count = 0;     // candidate pairs of known answer that training had
  double expected_match_count = 0;    // matches among the possible pairs, by training
  std::vector<ComparisonNote> comparison_notes;  // of the proposed comparisons
  std::vector<StructureChoice> structure;        // of training, and of the run after it
};

struct LinkConfig : LinkSetting, LinkModel {
  std::vector<BlockingRule> blocking_rules;
  std::vector<Comparison> comparisons;
  std::vector<Constraint> constraints;
};

}  // namespace jumelles
