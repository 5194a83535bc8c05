#pragma once

// The grammar of delimited text, without any opinion about what the rows mean.
//
// A cell is quoted when its first character is a quote. Text between a closing quote and the next separator belongs
// to the cell; a quote elsewhere is an ordinary character. Lines end with LF, CR LF or CR.
//
// With escapes, a backslash takes the character behind it into the cell, quoted or not, as MySQL and PostgreSQL write.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::ingest {

struct CsvGrammar {
  std::string separator = ",";  // of any length but empty, without quote and line ends
  bool escapes = false;
};

struct CsvCell {
  const char* data;
  uint32_t size;
  bool quoted;           // `data` holds the raw text with its quotes: read it through csv_cell_text
  bool escaped = false;  // there is a backslash in it that means something: likewise
};

struct CsvRow {
  std::vector<CsvCell> cells;
  const char* next = nullptr;  // where the next row starts
  uint32_t line_count = 0;     // lines taken
};

enum class CsvRowState : uint8_t {
  kRow,
  kBlank,       // a line without a character
  kIncomplete,  // the text ends before the row does
  kUnbalanced,  // a quote is never closed, or only by what must be another cell's quote; `next` is behind its line
};

// Scans the row at `begin`. The 8 bytes behind `end` must be readable and some line feed must follow. O(length), views
// into the text.
CsvRowState scan_csv_row(const char* begin, const char* end, bool at_end, const CsvGrammar& grammar, CsvRow& row);

// The value of a cell; `scratch` holds it when quotes or backslashes had to be removed. ="00123", Excel's way to keep a code as
// text, is read as 00123 (`text_formula` says so).
std::string_view csv_cell_text(const CsvCell& cell, std::string& scratch, bool& text_formula);

// The first line end at or after `begin`, `end` when there is none; then the start of the next line.
const char* find_line_end(const char* begin, const char* end);
const char* skip_line_end(const char* at, const char* end);

}  // namespace jumelles::ingest
