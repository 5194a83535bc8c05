#pragma once

#include <string>
#include <string_view>

#include "standardize/standardize.h"
#include "standardize/trace.h"

namespace jumelles::standardize {

// "1 234,50 EUR", "$1,234.5", "-4.0" as canonical decimal: "1234.5", "-4"; "" when the text is no number. Text to text, no
// rounding. A comma followed by exactly three digits separates thousands, unless the number cannot be read so.
std::string canonical_number(std::string_view original);

// A number, or a duration ("3:40", "3m 40sec") in seconds.
void clean_number(std::string_view original, Trace* trace, CleanValue& out);
// "1971", "71" (30 to 99 are 19xx), "1971.0", or the year of a date.
void clean_year(std::string_view original, Trace* trace, CleanValue& out);

}  // namespace jumelles::standardize
