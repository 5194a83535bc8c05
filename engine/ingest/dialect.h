#pragma once

// How a file is written, guessed from its beginning: JSON, delimited text or columns of a fixed width; the separator, where
// the header is.

#include <string>
#include <string_view>
#include <vector>

#include "ingest/csv_scanner.h"
#include "ingest/ingest.h"
#include "ingest/table_shape.h"

namespace jumelles::ingest {

struct SniffedDialect {
  Format format = Format::kCsv;
  CsvGrammar grammar;
  bool has_header = true;
  bool separator_line = false;
  bool crlf = false;
  bool quoted_lines = false;              // each line stands in quotes as a whole
  uint64_t first_line = 1;                // of the file: the header, or the first row; what stands above is neither
  std::string header_separator;           // where the header has another one than the rows
  std::vector<uint32_t> fixed_columns;    // of a fixed width: where they begin
  uint32_t column_count = 0;              // fields of most rows
  CsvBox box;
  bool continued = false;                 // rows that are whole go on in a line of one cell
  bool wrapped = false;                   // rows that are too short go on in the next line
  std::vector<std::string> names;         // of the columns, where they are not those of the header line
  std::vector<std::string> line_above;    // of a header of two lines the first one
  TableShape shape;                       // of the first rows
};

// `sample`: the first decoded text of a file, at most some 300 kB, with 16 line feeds behind its end; `cut` when the file
// goes on. The separator is the one that gives most rows the same number of fields. There is a header unless its row looks like
// the others. Title lines above it have few cells, comments a mark.
SniffedDialect sniff_dialect(std::string_view sample, bool cut, const DialectOverride& choice);

}  // namespace jumelles::ingest
