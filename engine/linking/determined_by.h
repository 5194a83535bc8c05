#pragma once

// Attributes that follow from another one: a state from the postcode, a region from the town. Compared beside it, they would count
// the same evidence twice.

#include "core/records.h"

namespace jumelles::linking {

// Whether the value of `attribute` follows from that of `by`: where both are filled and several records share the value of `by`,
// nineteen of twenty have the value that most of these have, though `attribute` has several values (two of its records drawn at random
// are not that often alike), and nine of ten records that hold `attribute` hold `by`. O(records).
bool is_determined_by(const RecordSet& records, int attribute, int by);

}  // namespace jumelles::linking
