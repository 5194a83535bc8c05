#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/records.h"

namespace jumelles::identity {

// golden_id of every group: short hash (base 32, 10 characters, collisions lengthened) of the founding record's
// source name and id, so that a group that does not change keeps it.
std::vector<std::string> golden_ids(const RecordSet& records, const Groups& groups, const std::vector<std::string>& table_names);

}  // namespace jumelles::identity
