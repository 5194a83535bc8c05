#pragma once

// Columns of a fixed width: told by what is blank in all rows, and cut out of each line.

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/csv_scanner.h"

namespace jumelles::ingest {

// Where each column begins, in characters from 0; empty when the text has no such columns. O(length).
// A gap of one character counts only where it also pads its neighbors, parts digits from letters, or ends where the first line has a
// name: the pairs of digits of a telephone stay together.
// Columns that a line of dashes under the header rules, as SQL programs print it: "------ ---------- ----".
struct RuledColumns {
  std::vector<uint32_t> starts;  // characters; empty: no such line
  uint64_t header = 0;           // lines above the header in the text
};
RuledColumns find_ruled_columns(std::string_view sample, bool cut);
std::vector<uint32_t> find_fixed_columns(std::string_view sample, bool cut);

// Cuts the line at `begin` into columns without the blanks around them. Like scan_csv_row, without quotes.
CsvRowState scan_fixed_row(const char* begin, const char* end, bool at_end, const std::vector<uint32_t>& starts, CsvRow& row);

}  // namespace jumelles::ingest
