#pragma once

// What the reading of the files noticed, in sentences: nothing that stops a run.

#include <ostream>

#include "protocol/protocol.h"

namespace jumelles::cli {

// A line for each notice of each source, and for its cells that were repaired.
void print_notices(std::ostream& out, const protocol::Summary& summary, std::string_view language = "en");

}  // namespace jumelles::cli
