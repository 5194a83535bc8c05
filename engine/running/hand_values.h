#pragma once

// Golden values by hand as a project holds them (records by name, values as they were written) and as survivorship applies them.

#include <vector>

#include "document/project.h"
#include "document/record_finder.h"
#include "standardize/standardize.h"
#include "survive/survive.h"

namespace jumelles::running {

// A typed value as values of that attribute are cleaned: in the country of the record, where its country is known, else of France.
// `record` may be kNoRecord.
standardize::CleanValue clean_typed(const RecordSet& records, const Attribute& attribute, RecordIndex record, std::string_view text);

// One for each of the project's decisions, in their order. What cannot be read as its attribute is kept as it was written, as an invalid value.
// O(decisions * records of one).
std::vector<survive::HandValue> bind_hand_values(const document::Project& project, const RecordSet& records, const document::RecordFinder& find);

}  // namespace jumelles::running
