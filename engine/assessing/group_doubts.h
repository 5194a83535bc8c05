#pragma once

// Which groups are worth a look, and why. Nothing follows from it: people decide.

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "assessing/run_result.h"
#include "core/group_changes.h"
#include "core/phase.h"

namespace jumelles::assessing {

enum GroupDoubt : uint8_t {
  kContradicted = 1,     // what people said of its records does not go together
  kBridged = 2,          // a single pair holds two halves of two records or more (group_ties.h)
  kTwoBirths = 4,        // two birth dates, neither of them a part of the other
  kTwoCompanyNumbers = 8 // two company numbers (of establishments, their companies')
};
inline constexpr std::array kGroupDoubts{kContradicted, kBridged, kTwoBirths, kTwoCompanyNumbers};
const char* id(GroupDoubt doubt);  // "contradiction", "bridge", "two_births", "two_company_numbers"

struct GroupDoubts {
  std::vector<uint8_t> marks;        // per group: GroupDoubt bits
  std::vector<uint32_t> first_edge;  // per record (group_ties.h)
  uint64_t count = 0;                // groups with a mark
  uint64_t several_count = 0;        // groups of several records
};

// Of groups that somebody has put together whole, only contradictions are told. `former`: of other groups of the same records; groups
// that are as they were, with the same links and words, are not looked at again. May be null. Groups, edges, golden records and all
// that people said of `result` are there when the first phase starts. O(edges + records).
std::vector<Phase> group_doubt_phases(std::shared_ptr<const RunResult> result, std::shared_ptr<const RunResult> former, std::shared_ptr<const GroupChanges> changes,
                                      std::shared_ptr<GroupDoubts> out);

}  // namespace jumelles::assessing
