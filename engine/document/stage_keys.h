#pragma once

// Fingerprints of what each stage of a run rests on; equal ones mean that its result still holds.

#include <array>
#include <cstdint>
#include <vector>

#include "document/project.h"
#include "document/stage.h"

namespace jumelles::document {

struct StageKeys {
  std::array<uint64_t, kStageCount> of{};  // each holds those before it
  uint64_t comparer = 0;                   // how two records are compared, whatever keys they meet by
  uint64_t operator[](Stage stage) const { return of[static_cast<size_t>(stage)]; }
  bool operator==(const StageKeys&) const = default;
};

// `table_keys`: one number per table that changes when it is read anew. Names of fields and the stages that rest on them stand in
// fields.h. O(decisions).
StageKeys stage_keys(const Project& project, const std::vector<uint64_t>& table_keys);

// `project`: with its sources that hold each thing once, `keys`: its own.
// Of the weighed pairs, with what rivals take off.
uint64_t edges_key(const Project& project, const StageKeys& keys);
// Of how groups are joined, whatever people decided.
uint64_t joining_key(const Project& project, const StageKeys& keys);

}  // namespace jumelles::document
