#pragma once

// Rows as a JSON array of objects, handed to the sink in pieces.

#include <memory>

#include "deliver/row_sink.h"

namespace jumelles::deliver {

// One object per row and line, its members in the order of the columns and called by their keys. A missing value is null, a list an
// array, a number a number if every program reads it without loss.
std::shared_ptr<Rows> json_rows(Sink sink);

// Whether a decimal (is_plain_decimal) has no more digits than a double keeps: 15.
bool fits_double(std::string_view decimal);

}  // namespace jumelles::deliver
