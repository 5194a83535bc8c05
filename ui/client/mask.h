#pragma once

// Personal data kept off the screen: shapes stay, values do not. This is where it is decided which fields of the protocol are values of
// records; everything that the interface draws, says or copies has passed here. A new kind of page does not compile before it is listed.

#include <string>
#include <string_view>

#include "protocol/protocol.h"

namespace jumelles::ui {

// Each letter as x or X, each digit as 0, the rest as it is: "Paulette Bunel" is "Xxxxxxxx Xxxxx", "06 39 98 69 33" "00 00 00 00 00". As
// many characters as before, but for accents that stand on their own.
std::string masked(std::string_view value);

void mask(protocol::Page& page);
void mask(protocol::Summary& summary);

}  // namespace jumelles::ui
