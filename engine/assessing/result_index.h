#pragma once

// What screens and outputs ask of a result again and again, prepared once: pairs by weight, marks and counts of groups.

#include <cstdint>
#include <memory>
#include <vector>

#include "core/group_changes.h"
#include "core/phase.h"
#include "core/records.h"
#include "survive/survive.h"

namespace jumelles::assessing {

// Indexes of `edges`, strongest first, ties in the order of the edges; without those below `floor` that were above it as
// `scored`, the same edges before rivals took something off. O(n) per 16 bits of the weights' range.
std::vector<Phase> weight_order_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const std::vector<Edge>> scored,
                                       Weight floor, std::shared_ptr<std::vector<uint32_t>> order);

enum GroupMark : uint8_t { kSeveralRecords = 1, kSeveralSources = 2, kDisagreeing = 4, kToCheck = 8 };

// Whether records of one group hold different comparison forms (clean ones where there is none) of an attribute. Dates of
// creation and update and consents differ by nature: never.
bool disagree(const Attribute& attribute, const RecordIndex* members, size_t count);

struct GroupIndex {
  std::vector<uint8_t> marks;                        // per group: GroupMark bits
  uint64_t multi_source_count = 0;
  uint64_t inner_duplicate_count = 0;                // records beyond the first of one source in one group
  uint64_t largest_group = 0;
  std::vector<std::vector<uint64_t>> origin_counts;  // [attribute][source]: golden values that came from it
};

// Of other groups of the same records. Only groups that came or went are looked at, and values that another rule chose.
struct FormerIndex {
  std::shared_ptr<const GroupIndex> index;
  std::shared_ptr<const Groups> groups;
  std::shared_ptr<const survive::GoldenRecords> golden;
  std::shared_ptr<const GroupChanges> changes;
  std::vector<uint8_t> chosen_alike;  // survive::chosen_alike
  bool same_groups = false;           // all groups are as they were; `changes` is not asked then
};
std::vector<Phase> group_index_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups,
                                      std::shared_ptr<const survive::GoldenRecords> golden, std::shared_ptr<GroupIndex> index,
                                      FormerIndex former = {});

}  // namespace jumelles::assessing
