#pragma once

// Telephone numbers and e-mail addresses.

#include <string>
#include <string_view>

#include "standardize/standardize.h"

namespace jumelles::standardize {

// French numbers to E.164, overseas departments and a leading zero lost by a spreadsheet included; "+" and "00" numbers of
// other countries kept; other digits (7 to 15) as they are, unchecked. Of "01 23 45 67 89 / 06..." the first number counts.
// clean: "+33 6 12 34 56 78".
void clean_phone(std::string_view original, CleanValue& out);

// Lower case, without "mailto:" and a name around "<...>". Not valid without one @, a local part and a dotted domain.
void clean_email(std::string_view original, CleanValue& out);

}  // namespace jumelles::standardize
