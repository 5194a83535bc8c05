#pragma once

// Where a table begins in the first rows of a file: below titles, comments and units, with or without names of columns.

#include <span>
#include <string>
#include <vector>

#include "ingest/table_shape.h"

namespace jumelles::ingest {

struct TableStart {
  size_t row = 0;  // index of the first row that counts: the header (its last line), or the first record
  bool has_header = true;
  int votes = 0;   // how much the header is unlike the rows below; below 0: it is one of them
  // Where they are not those of the header's row: of a header of two lines, or that names one column too few ("" for that one).
  std::vector<std::string> names{};
};

// `fields`: of most rows. Looks at the first rows only; `rows` must not be empty.
TableStart find_table_start(const std::vector<SampleRow>& rows, size_t fields);
// Whether the row at `first` names the columns, below 0: it looks like the rows below.
int header_votes(std::span<const SampleRow> rows, size_t first);

}  // namespace jumelles::ingest
