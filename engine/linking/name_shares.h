#pragma once

// How common the names in a file are in the whole population, where that is known: what a small file cannot tell by itself.

#include <cstdint>
#include <vector>

#include "compare/record_comparer.h"
#include "core/records.h"

namespace jumelles::linking {

// Per comparison and comparison code, the share of the population of France (text/french_names.h) that has this given name or
// surname; one that is not listed counts as one of the rarest listed. Empty for other comparisons, and for all where the given
// names are not those of France: where they are much rarer there than the names that people have there.
// `counts`: records per comparison and code. O(values log names).
std::vector<std::vector<double>> name_shares(const RecordSet& records, const compare::RecordComparer& comparer,
                                             const std::vector<std::vector<uint32_t>>& counts);

}  // namespace jumelles::linking
