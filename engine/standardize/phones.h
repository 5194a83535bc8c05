#pragma once

// Cells of phone columns.

#include <string_view>
#include <vector>

#include "standardize/standardize.h"
#include "standardize/trace.h"

namespace jumelles::standardize {

// The numbers of a cell, valid ones first, none twice: "01 45 67 89 13 / 06 12 34 57 15" are two. At least one value, which says what
// became of the cell where it holds no number. `country`: where numbers without a calling code are dialed ("FR"), "" where that is
// not known.
//   clean       "+33 6 12 34 57 15", behind it an extension as it is written ("poste 12"). As it is written: what no plan has room for, what the
//               country leaves open, what may not be called from abroad (0800...), what a spreadsheet has rounded.
//   comparison  E.164 where a plan has room for the number; else digits (7 to 15)
//   validity    valid in a range that was given out; unchecked in none, or without a country; invalid where no plan has room for it
void clean_phones(std::string_view original, std::string_view country, Trace* trace, std::vector<CleanValue>& out);

}  // namespace jumelles::standardize
