#pragma once

// Personal data kept out of sight: shapes stay, values do not.

#include <string>
#include <string_view>

namespace jumelles {

// Each letter as x or X, each digit as 0, the rest as it is: "Paulette Bunel" is "Xxxxxxxx Xxxxx", "06 39 98 69 33" "00 00 00 00 00". As
// many characters as before, but for accents that stand on their own. O(length).
std::string masked(std::string_view value);
// As above, digits as x: of an answer that is told by them. As 0, everybody would have refused a consent.
std::string masked_answer(std::string_view value);

}  // namespace jumelles
