#pragma once

// Where a table begins in the first rows of a file: below titles, comments and units, with or without names of columns.

#include <cstdint>
#include <string>
#include <vector>

namespace jumelles::ingest {

struct SampleRow {
  uint64_t line = 1;               // of the file
  bool after_blank = false;        // a blank line stands above
  std::vector<std::string> cells;
};

struct TableStart {
  size_t row = 0;  // index of the first row that counts: the header, or the first record
  bool has_header = true;
  int votes = 0;   // how much the header is unlike the rows below; below 0: it is one of them
};

// `fields`: of most rows. Looks at the first rows only; `rows` must not be empty.
TableStart find_table_start(const std::vector<SampleRow>& rows, size_t fields);
// Whether the row at `first` names the columns, below 0: it looks like the rows below.
int header_votes(const std::vector<SampleRow>& rows, size_t first);

}  // namespace jumelles::ingest
