#pragma once

// Fingerprints of what each stage of a run rests on.

#include <cstdint>
#include <vector>

#include "document/project.h"

namespace jumelles::document {

// Fingerprints of what each stage rests on; equal ones mean that its result still holds.
struct StageKeys {
  uint64_t records = 0;
  uint64_t comparer = 0;    // how two records are compared, and rows that are there again and again
  uint64_t candidates = 0;  // which pairs of records are met
  uint64_t patterns = 0;    // of these pairs: rests on the two above
  uint64_t model = 0;       // what training found
  uint64_t scores = 0;      // pairs with their weights
  uint64_t groups = 0, golden = 0;
  bool operator==(const StageKeys&) const = default;
};

// `table_keys`: one number per table that changes when it is read anew.
StageKeys stage_keys(const Project& project, const std::vector<uint64_t>& table_keys);

// Each of its own fields and the key of what comes before.
uint64_t comparer_key(const LinkConfig& config, uint64_t records);
uint64_t candidates_key(const LinkConfig& config, uint64_t records);
uint64_t model_key(const LinkConfig& config, uint64_t patterns);
uint64_t scores_key(const LinkConfig& config, uint64_t model);
// From the comparer's to the scores', which is returned; `keys` has that of the records.
uint64_t link_keys(const LinkConfig& config, StageKeys& keys);
// Of the weighed pairs; `project`: with its sources that hold each thing once.
uint64_t edges_key(const Project& project, uint64_t scores);
// Of how groups are joined, whatever people decided: `project` with its sources that hold each thing once.
uint64_t joining_key(const Project& project, uint64_t scores);
uint64_t groups_key(const Project& project, uint64_t scores);
uint64_t golden_key(const Project& project, uint64_t groups);

}  // namespace jumelles::document
