#pragma once

// What people and programs write where there is no value: "N/A", "inconnu", "\N", "#REF!", "XXXXX", "0000-00-00". One table of words says
// for which types each stands in; the same word may be a value of another ("NC" is a country, "Sans" a surname, "Aucun" a town).

#include <string_view>

#include "core/attribute.h"

namespace jumelles::standardize {

// Whether a readable text (text/readable.h; not blank) stands for nothing in a column of that type. `folded` is its folded form. O(length).
bool stands_for_nothing(AttributeType type, std::string_view readable, std::string_view folded);

// Whether such a word is somebody's surname or given name as well ("VIDE", "NONE", "Nan"): a name where the other part of one stands
// beside it, unless the column is full of it.
bool may_be_a_name(AttributeType type, std::string_view folded);

// The same before the type is known: what hardly any type takes as a value. Only looks into texts of at most 24 bytes.
bool stands_for_nothing(std::string_view original);

// Which rule says so of a value that stands for nothing.
std::string_view rule_of_stand_in(std::string_view readable, std::string_view folded);

// An ISO date ("1900-01-00", unknown parts "00") that programs write where there is none. `usual_from`: the year from which most dates
// of the column are, 0 where it is not known.
bool is_stand_in_date(std::string_view iso, int usual_from);

}  // namespace jumelles::standardize
