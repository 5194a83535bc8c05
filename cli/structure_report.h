#pragma once

// What the data decided, in words: a line per choice; and why nothing is linked, where nothing is.

#include <ostream>

#include "protocol/protocol.h"

namespace jumelles::cli {

void print_structure(std::ostream& out, const protocol::Summary& summary);
// Of a summary that has a reason.
void print_nothing_linked(std::ostream& out, const protocol::Summary& summary);

}  // namespace jumelles::cli
