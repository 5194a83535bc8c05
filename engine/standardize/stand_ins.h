#pragma once

// What people and programs write where there is no value: "N/A", "inconnu", "\N", "#REF!", "XXXXX", "0000-00-00". One table of words says
// for which types each stands in; the same word may be a value of another ("NC" is a country, "Sans" a surname, "Aucun" a town).

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/attribute.h"

namespace jumelles::standardize {

// Whether a readable text (text/readable.h; not blank) stands for nothing in a column of that type. `folded` is its folded form. O(length).
bool stands_for_nothing(AttributeType type, std::string_view readable, std::string_view folded);

// Whether such a word is somebody's surname or given name as well ("VIDE", "NONE", "Nan"): a name where the other part of one stands
// beside it, unless the column is full of it. Of a company ("NA"): where a number of its own does.
bool may_be_a_name(AttributeType type, std::string_view folded);

// As above, of a word as it is written: "Sans" is a given name, "SANS" none.
bool may_be_a_name(AttributeType type, std::string_view readable, std::string_view folded);

// The same before the type is known: what hardly any type takes as a value. Only looks into texts of at most 24 bytes.
bool stands_for_nothing(std::string_view original);

// Which rule says so of a value that stands for nothing.
std::string_view rule_of_stand_in(std::string_view readable, std::string_view folded);

// An ISO date ("1900-01-00", unknown parts "00") that programs write where there is none. `usual_from`: the year from which most dates
// of the column are, 0 where it is not known.
bool is_stand_in_date(AttributeType type, std::string_view iso, int usual_from);
constexpr std::string_view kDayBeforeSpreadsheets = "1899-12-31";
// A day that means "no end": of births and of records' own times it is none, of other dates it says so, and nothing to compare.
bool is_open_end(std::string_view iso);

// Days of birth that were put where none was known, by how many rows of a column have each day (ISO, whole dates). Somebody is born on any
// day, and those whose birthday nobody wrote down are often of the first of January: such a day is a default where more than
// ten times as many have it as have a day of the column on average, or the first of January of the ten years around it. Ten: a million
// days that have one person each on average leave none with more than ten, and round years (1800) have five times as many as others.
std::vector<std::string> default_births(const std::vector<std::pair<std::string, uint32_t>>& days);

}  // namespace jumelles::standardize
