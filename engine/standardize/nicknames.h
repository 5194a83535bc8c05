#pragma once

// Given names that stand for each other: short forms, pet names and spelling variants, French and English.
// Classes are disjoint: a short form of several names (ALEX, CHRIS, FRED) puts them all into one class.

#include <cstdint>
#include <string_view>

namespace jumelles::standardize {

// The class of a folded given name, 0 when it has none. Stable within a version only. O(log n).
uint32_t nickname_class(std::string_view folded_given_name);

}  // namespace jumelles::standardize
