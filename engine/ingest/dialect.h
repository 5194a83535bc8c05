#pragma once

// How a file is written, guessed from its beginning: JSON or delimited text, the separator, whether there is a header.

#include <string>
#include <string_view>
#include <vector>

#include "ingest/ingest.h"

namespace jumelles::ingest {

struct SniffedDialect {
  Format format = Format::kCsv;
  char separator = ',';
  bool has_header = true;
  bool separator_line = false;
  bool crlf = false;
  uint32_t column_count = 0;  // fields of most rows
};

// `sample`: the first decoded text of a file, at most some 100 kB, with 16 line feeds behind its end; `cut` when the file
// goes on. The separator is the one that gives most rows the same number of fields as the first row, tab before
// semicolon before bar before comma where several do. There is a header unless the first row looks like the others.
SniffedDialect sniff_dialect(std::string_view sample, bool cut, const DialectOverride& choice);

// Whether the first of the rows names the columns, as far as can be told from the others.
bool first_row_is_header(const std::vector<std::vector<std::string>>& rows);

}  // namespace jumelles::ingest
