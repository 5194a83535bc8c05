#pragma once

// Fingerprints of what each stage of a run rests on.

#include <cstdint>
#include <vector>

#include "document/project.h"

namespace jumelles::document {

// Fingerprints of what each stage rests on; equal ones mean that its result still holds.
struct StageKeys {
  uint64_t records = 0, link = 0, groups = 0, golden = 0;
  bool operator==(const StageKeys&) const = default;
};

// `table_keys`: one number per table that changes when it is read anew.
StageKeys stage_keys(const Project& project, const std::vector<uint64_t>& table_keys);

uint64_t link_key(const LinkConfig& config, uint64_t records);
// Of the weighed pairs; `project`: with its sources that hold each thing once.
uint64_t edges_key(const Project& project, uint64_t link);
// Of how groups are joined, whatever people decided: `project` with its sources that hold each thing once.
uint64_t joining_key(const Project& project, uint64_t link);
uint64_t groups_key(const Project& project, uint64_t link);
uint64_t golden_key(const Project& project, uint64_t groups);

}  // namespace jumelles::document
