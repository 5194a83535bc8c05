#pragma once

// Delimited text read character by character, whole, with nothing but the rules: the slow oracle of the scanner.

#include <cstdint>
#include <string>
#include <vector>

namespace jumelles::reference {

struct CsvReferenceRow {
  uint64_t line = 0;               // where it starts, from 1
  bool unbalanced = false;         // its quote is never closed properly: the row is given up at the end of that line
  std::vector<std::string> cells;  // of a row that is not given up
  bool operator==(const CsvReferenceRow&) const = default;
};

// Blank lines give no row. `escapes`: a backslash takes the character behind it, a line end of two characters as well.
std::vector<CsvReferenceRow> read_csv_reference(const std::string& text, const std::string& separator, bool escapes = false);

}  // namespace jumelles::reference
