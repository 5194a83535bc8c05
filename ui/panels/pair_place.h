#pragma once

// Where somebody is in the list of pairs, and what they say of the pair there. The place is a pair of records, not a number:
// judged pairs leave the list and others come, and the pair that is looked at stays the same one.

#include <cstdint>
#include <string>

#include "panels/panels.h"

namespace jumelles::ui {

enum class PairPlace : uint8_t { kNothing, kUnknown, kPair };  // kUnknown: the engine is still to say
PairPlace pair_place(const Panel& panel);

// Finds the pair again in the list as it is known now; where it has left, or none was chosen, takes the one at its row.
void settle_pair(Panel& panel);

protocol::PairsQuery pairs_query(const Panel& panel, uint64_t row);
// A row of the list, null while it is on its way.
const protocol::PairRow* pair_row_at(Panel& panel, uint64_t row, bool* fresh = nullptr);
// What was last said of a listed pair, on its way to the engine or told by it; "" when nothing was.
std::string verdict_of(const Panel& panel, const protocol::PairRow& row, bool fresh);

// The same of the pair at the place.
std::string shown_verdict(Panel& panel);

// From their first one; those that the text of the filter leaves.
void show_pairs(Panel& panel, std::string filter, std::string sort);
void choose_pair_row(Panel& panel, uint64_t row);
void choose_records(Panel& panel, uint32_t a, uint32_t b);  // any two instead of the list's
void step_pair(Panel& panel, int64_t by);

// Says it of the pair at the place, or takes it back when that was said before one came there; the next pair to be judged follows.
// `alike`: its look-alikes are settled by it, too. Saying of a pair that was settled by likeness what it is already makes it one's own word.
void judge_pair(Panel& panel, const std::string& verdict, bool alike = false);
// A verdict is to be undone: its pair will be the place once it is back in the list.
void return_to_judged_pair(Panel& panel);

}  // namespace jumelles::ui
