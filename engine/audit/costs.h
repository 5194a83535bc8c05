#pragma once

// What findings cost, and the one order in which they stand: on the screen, in the report, on the command line.
//
// A finding costs as many points as there are cells or records of it, times what one of them costs by what it does (Harm). A point is the
// trouble of one value that is only badly written; each step of harm costs about three times the one before (half a power of ten): that a
// stranger linked costs more than a letter sent twice, and this more than a phone that nobody answers, everybody grants; no exact ratio is
// known, so none is pretended. What cleaning mends without being asked, or a rule of the recipe has mended, costs nothing.

#include <cstdint>
#include <string_view>

#include "audit/finding_kinds.h"

namespace jumelles::audit {

uint64_t cost_of_one(Harm harm);        // points
std::string_view harm_id(Harm harm);    // "nothing", "untidy", "lost", "twice", "apart", "misled", "mixed", "forbidden"

struct Cost {
  uint64_t points = 0;
  Severity severity = Severity::kNote;
  uint64_t count = 0;
  FindingKindId kind{};
};
Cost cost_of(const FindingKind& kind, uint64_t count, uint64_t of_count);

// The costliest first. Of two that cost as much the graver one, then the more frequent one, then in the order of kinds: those alike stay as they were.
bool costs_more(const Cost& a, const Cost& b);

}  // namespace jumelles::audit
