#pragma once

// Personal data kept off the screen: shapes stay, values do not. This is where it is decided which fields of the protocol are values of
// records; everything that the interface draws, says or copies has passed here. A new kind of page does not compile before it is listed.

#include "protocol/protocol.h"

namespace jumelles::ui {

void mask(protocol::Page& page);
void mask(protocol::Summary& summary);

}  // namespace jumelles::ui
