#pragma once

// Words in dates, folded: English, French, German, Spanish, Italian, Dutch and Portuguese.

#include <string_view>

namespace jumelles::standardize {

// 1 to 12; 0 when the word is no month's name or usual abbreviation.
int month_of(std::string_view folded);
// Weekdays, ordinals, "né le", "of", "du": what says nothing more of the date.
bool is_word_around_date(std::string_view folded);

}  // namespace jumelles::standardize
