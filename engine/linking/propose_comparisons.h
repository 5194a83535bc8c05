#pragma once

// Which attributes are compared, and how, when the configuration leaves it open.

#include <vector>

#include "compare/record_comparer.h"
#include "core/link_config.h"
#include "core/records.h"

namespace jumelles::linking {

// Three places are left for what training may find.
constexpr size_t kMostComparisons = compare::kMaxComparisons - 3;

// Those that tell most (attribute_worth.h), up to kMostComparisons.
// Attributes that say the same are not counted twice: postcode and town are compared as one place, a full name only where its
// parts are missing, a VAT number only where there is neither SIREN nor SIRET. What is spelled from names counts where it is equal, or not at all
// (spelled_from.h). O(records * attributes). `notes` gets what was left out for reasons found in the values.
std::vector<Comparison> propose_comparisons(const RecordSet& records, LinkType link_type, std::vector<ComparisonNote>& notes);

// Per comparison: whether it is a thing's own, by which siblings (members of a household, papers of the same authors) differ.
// Persons: given name, full name, birth date, codes. Companies: name and number. Other things: the most telling title.
std::vector<uint8_t> own_comparisons(const RecordSet& records, const std::vector<Comparison>& comparisons);

// Whether titles or texts tell some of the things apart, as films in a file of films and persons: every source words them its own
// way, and look-alikes inside a source are hard to tell from matches. Companies are not such things.
bool titles_tell(const RecordSet& records, const std::vector<Comparison>& comparisons);

// Kinds of siblings to look for: each a list of comparisons on which they are strangers although these are not their own.
// Those that share all else; those that share no address (relatives, colleagues); those that share an address alone.
std::vector<std::vector<size_t>> sibling_kinds(const RecordSet& records, const std::vector<Comparison>& comparisons,
                                               const std::vector<uint8_t>& own);

// Records that hold a value of the attribute.
uint32_t filled_count(const RecordSet& records, const Attribute& attribute);

}  // namespace jumelles::linking
