#pragma once

// Which groups of a partition are as they were in a former one: what was made of these still holds.

#include <cstdint>
#include <memory>
#include <vector>

#include "core/labels.h"
#include "core/phase.h"
#include "core/records.h"

namespace jumelles {

struct GroupChanges {
  std::vector<uint32_t> former_of;  // per group: the former group of the very same records, kNoGroup where there was none
  std::vector<uint32_t> gone;       // former groups that are no more, ascending
};

// Both partitions over the same records. O(records).
std::vector<Phase> group_changes_phases(std::shared_ptr<const Groups> former, std::shared_ptr<const Groups> groups, std::shared_ptr<GroupChanges> out);

// Records of which other pairs are known than before, as ends of these pairs; ascending, unique. Two pairs of records known to be of
// one group, or of two, are the same knowledge whatever the groups' numbers. Null: nothing is known.
std::vector<RecordIndex> changed_records(const Labels* former, const Labels* labels);

}  // namespace jumelles
