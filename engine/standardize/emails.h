#pragma once

// Cells of e-mail columns.

#include <string_view>
#include <vector>

#include "standardize/standardize.h"
#include "standardize/trace.h"

namespace jumelles::standardize {

// The addresses of a cell, valid ones first, none twice: "a@x.fr; b@y.fr" are two, "a@x.fr (pro)" is one. At least one value, which says
// what became of the cell where it holds no address. Lower case, without "mailto:", names and notes around; "(at)" and "[dot]" are
// read. Not valid without one @, a local part and a dotted domain; then as it is written. So is "jean paul@x.fr", which
// may be jean.paul, jean_paul or paul alone.
void clean_emails(std::string_view original, Trace* trace, std::vector<CleanValue>& out);

}  // namespace jumelles::standardize
