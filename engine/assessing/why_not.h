#pragma once

// Why two records are not in one group, and the single changes that would put them there.

#include <cstdint>
#include <string>
#include <vector>

#include "assessing/run_result.h"

namespace jumelles::assessing {

// One part of a blocking key for two records.
struct PartMeeting {
  KeyPart part;
  bool agrees = false;
  bool missing_a = false, missing_b = false;  // no key on that side
};

// A blocking key that did not bring the two together, and by what.
struct NearKey {
  uint32_t rule = 0;
  std::vector<PartMeeting> parts;
  bool split = false;  // every part agrees, but the block was too large and was split
};

// "together": in one group. "linked_elsewhere" does not exist: two linked records that the groups keep apart are "refused".
enum class Apart : uint8_t {
  kTogether,
  kNotCompared,     // of one source, and only pairs across sources are asked for
  kVetoed,          // a must-not-match rule
  kNoCommonKey,
  kBelowThreshold,
  kRivals,          // below the threshold because other records fit as well, of which one at most is right
  kOnePerSource,    // linked, but a source that holds a customer once would be in the group twice
  kRefused,         // linked, but too few of the pairs between the two groups are
};
const char* id(Apart reason);

struct Change {
  std::string kind;            // "value", "threshold", "constraint", "one_per_source", "key"
  // value: `record` would have to hold what the other one holds in `attribute`
  RecordIndex record = kNoRecord;
  std::string attribute;
  double probability = 0;      // of the pair after the change; threshold: the one to set
  int constraint = -1;
  std::string source;
  int rule = -1, part = -1;    // key: this rule without this part
  uint64_t other_pairs = 0;    // other pairs in different groups that it would link, and that no one-per-source rule keeps apart
  uint64_t compared_pairs = 0; // key: pairs that it would add
  bool estimated = false;      // other_pairs comes from a sample
};

struct WhyNot {
  RecordIndex a = 0, b = 0;
  Apart reason = Apart::kTogether;
  bool below_threshold = false;  // also; a common key would not be enough
  int met_by = -1;               // blocking rule that finds the pair
  int constraint = -1;           // that vetoes it
  Weight weight = 0;             // rivals taken off
  std::vector<NearKey> near_keys;   // when no key finds it: fewest differing parts first, at most three
  uint64_t links = 0, against = 0, pairs = 0;  // between the two groups, sampled when many
  std::vector<Change> changes;      // each alone would link the pair and let the groups join; fewest other pairs first
};

// Milliseconds for some ten thousand records: O(records) per change that is offered.
WhyNot why_not(const RunResult& result, RecordIndex a, RecordIndex b);

}  // namespace jumelles::assessing
