#pragma once

// Golden values that people decided, as they come into a project and leave it. What they do is said in survive/hand_values.h.

#include "document/project.h"
#include "document/record_finder.h"

namespace jumelles::document {

// The latest word on that attribute of that customer: of decisions whose customer's record is among its records, a value taken or typed
// takes the place of one that was, and what is taken or typed is ignored no more, nor the other way round. `find`: records of the result,
// by which names are compared; without it they must be equal. O(decisions * records of one).
void decide_value(Decisions& decisions, GoldenDecision decision, const RecordFinder* find);
// The latest decision with that first record, attribute and act; of ignored values the one of that value. Null where there is none.
GoldenDecision* find_decision(Decisions& decisions, const GoldenDecision& like, const RecordFinder* find);
// Takes that one back. False where there is none.
bool take_back_value(Decisions& decisions, const GoldenDecision& decision, const RecordFinder* find);

}  // namespace jumelles::document
