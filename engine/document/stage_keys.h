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
  uint64_t operator[](Stage stage) const { return of[static_cast<size_t>(stage)]; }
  bool operator==(const StageKeys&) const = default;
};

// `table_keys`: one number per table that changes when it is read anew. Names of fields and the stages that rest on them stand in
// fields.h. O(decisions).
StageKeys stage_keys(const Project& project, const std::vector<uint64_t>& table_keys);

// Of the weighed pairs, with what rivals take off; `project`: with its sources that hold each thing once, `keys`: its own.
uint64_t edges_key(const Project& project, const StageKeys& keys);

}  // namespace jumelles::document
