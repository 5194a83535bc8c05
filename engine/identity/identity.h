#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/phase.h"
#include "core/records.h"

namespace jumelles::identity {

// golden_id of every group: short hash (base 32, 10 characters, collisions lengthened) of the founding record's
// source name and id, so that a group that does not change keeps it. Groups whose founders share source and id are
// numbered in their order. O(groups), also where all of them share one id.
//
// `former`: ids of other groups of the same records under the same names. Only those are made anew whose short form some founder
// has that was none, or is none any more.
struct FormerIds {
  std::shared_ptr<const Groups> groups;
  std::shared_ptr<const std::vector<std::string>> ids;
};
std::vector<Phase> golden_id_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups,
                                    std::vector<std::string> table_names, std::shared_ptr<std::vector<std::string>> ids, FormerIds former = {});

}  // namespace jumelles::identity
