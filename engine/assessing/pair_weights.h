#pragma once

// What a pair weighs in a result: what the scorer says, less what its rivals take off (score/rivals.h). Pairs that were not
// kept have no rivals.

#include "assessing/run_result.h"

namespace jumelles::assessing {

// Number of the pair among the edges of the result, UINT64_MAX when it is none. O(log edges).
uint64_t edge_number(const RunResult& result, RecordIndex a, RecordIndex b);
// Vetoes not applied. a and b in any order.
Weight weight_of(const RunResult& result, RecordIndex a, RecordIndex b);
// The scorer's explanation with what rivals take off.
linking::Explanation explain(const RunResult& result, RecordIndex a, RecordIndex b);
// Whether its rivals took so much off an edge that its probability is below the review floor: then it is not listed.
bool lost_to_rivals(const RunResult& result, size_t edge);
// Whether some source holds each thing once, so that pairs can have rivals.
inline bool has_rivals(const RunResult& result) { return result.edges.get() != &result.link->edges; }

}  // namespace jumelles::assessing
