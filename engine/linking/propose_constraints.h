#pragma once

// Rules that the numbers in the records give reason for: two things with different well-formed numbers are two things, where
// the number is a thing's own. Which ones are: SIREN; SIRET, VAT numbers and the identifiers with check digits that an
// authority gives once (standardize/identifier_schemes.h), where most of them stand once in their source: what most records of a
// source share with others is the number of something larger, a contact's company or a paper's journal.
// Equal numbers need no rule: training finds what they are worth.

#include <vector>

#include "core/link_config.h"
#include "core/records.h"

namespace jumelles::linking {

// In the order of the attributes. O(records) for each attribute that may have one.
std::vector<Constraint> propose_constraints(const RecordSet& records);

}  // namespace jumelles::linking
