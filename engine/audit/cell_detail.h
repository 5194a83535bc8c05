#pragma once

// What the values of one attribute in one table look like: the most frequent ones, how long they are, of which years.

#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace jumelles::audit {

struct ValueTally { std::string value; uint64_t count = 0; };
struct Span { int64_t from = 0, to = 0; uint64_t count = 0; };  // both ends belong to it

struct CellDetail {
  std::vector<ValueTally> values, shapes;    // as written, the most frequent first: at most 20 and 12
  std::vector<ValueTally> invalid, set_aside;  // at most 12
  std::vector<Span> lengths, years, numbers;  // at most 20, 30 and 20
};

// O(rows + distinct values).
CellDetail cell_detail(const AuditInput& input, uint32_t table, uint32_t attribute);

}  // namespace jumelles::audit
