#pragma once

// Groups shaped by hand, as they come into a project and leave it. What judgments of all kinds say together is in core/judgments.h.

#include "document/project.h"
#include "document/record_finder.h"

namespace jumelles::document {

// The latest word on its records: verdicts that say otherwise of two of them go, and so do former shapes of which it names every
// record. `find`: records of the result, by which names are compared; without it they must be equal. O(decisions + records of shapes).
void shape_group(Decisions& decisions, ShapedGroup shape, const RecordFinder* find);
// Takes back the latest shape of these very records. False where there is none.
bool take_back_shape(Decisions& decisions, const std::vector<RecordName>& records, const RecordFinder* find);

}  // namespace jumelles::document
