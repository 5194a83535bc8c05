#pragma once

// What holds a group together: its links, and which of them it hangs on.

#include <cstdint>
#include <memory>
#include <vector>

#include "core/labels.h"
#include "core/records.h"

namespace jumelles::assessing {

// Of the edges, sorted by (a, b), the first of each record as `a`, and behind the last record their number. O(edges + records).
std::vector<uint32_t> first_edges(const std::vector<Edge>& edges, uint32_t record_count);

struct GroupTie {
  uint32_t a = 0, b = 0;  // members of the group, a < b
  Weight weight = 0;
  bool is_link = false;   // the pair reaches the threshold
  bool by_hand = false;   // somebody said that the two are the same
};

constexpr uint32_t kNoTie = UINT32_MAX;
struct GroupTies {
  std::vector<GroupTie> ties;     // links and what was said by hand, sorted by (a, b)
  uint64_t link_count = 0;
  // The lightest link that it takes to reach every member: of the ways between the members that go over heavy links as far as they can.
  uint32_t weakest = kNoTie;
  // The lightest link without which the group falls into two halves of two records or more, and the half of each member. What was said
  // by hand does not break. kNoTie, and no halves: there is none.
  uint32_t bridge = kNoTie;
  std::vector<uint8_t> half_of;   // 0: the half of the first member
  bool all_by_hand = false;       // somebody's word holds all of it
};

// `members`: ascending. `labels`: what people said, may be null. O(ties log ties).
GroupTies group_ties(const RecordIndex* members, size_t count, const std::vector<Edge>& edges, const std::vector<uint32_t>& first_edge, Weight threshold,
                     const Labels* labels);

}  // namespace jumelles::assessing
