#pragma once

#include <string_view>

#include "core/table.h"

namespace jumelles::deliver {

// Which of our own files a table was read from, told by its columns: "golden", "xref", "pairs", "rejects", "errors", "curve"; "" where it
// is none of them.
std::string_view own_output(const Table& table);

}  // namespace jumelles::deliver
