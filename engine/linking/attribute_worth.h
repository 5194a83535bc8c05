#pragma once

// Which attributes to compare where there are more than can be, asked of the records themselves.
//
// Records that share a value which hardly any other holds are one thing more often than not, or at least akin. What else
// such pairs share beyond chance belongs to the thing; what they share by chance only (an amount, a status, a time) does not,
// however well it is filled. A pair that shares such a value of another attribute than B speaks for B with
//   bits of B * ((equal in B ? 1 : 0) - chance of being equal in B),   bits of B = -log2(chance), 0 where one holds none
// and as soon as a pair has enough bits to be told from all strangers, more bring nothing: so what only some records hold (a
// company's number beside persons' names) finds a place where these have nothing else.

#include <cstddef>
#include <vector>

#include "core/link_config.h"
#include "core/records.h"

namespace jumelles::linking {

// Of the attributes numbered in `candidates`, `most` places in it, ascending: greedily those that bring most beyond the ones
// chosen before. Texts count as equal where they begin alike. Deterministic. Time and memory: attributes * records, and a
// bounded number of pairs.
std::vector<size_t> most_telling(const RecordSet& records, LinkType link_type, const std::vector<int>& candidates, size_t most);

}  // namespace jumelles::linking
