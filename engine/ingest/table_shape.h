#pragma once

// What the rows of a table have in common, seen in its first ones: by that a row is told that is none of them.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::ingest {

struct SampleRow {
  uint64_t line = 1;               // of the file
  bool after_blank = false;        // a blank line stands above
  std::vector<std::string> cells;
};

// Digits with what numbers, dates and telephones are written with; an e-mail; anything else.
enum class Look : uint8_t { kEmpty, kNumeric, kEmail, kText };
Look look_of(std::string_view text);
// "rec-12-org" -> "a-9-a": what codes of one series have in common.
std::string pattern_of(std::string_view text);
// Whether a table of so many cells is a list of codes and what they mean beside one of records, however long it is.
inline bool is_code_list_beside(double rows, double cells, double other_rows, double other_cells) {
  constexpr double kFewestRecords = 10, kCodeColumns = 2.5, kRecordColumns = 5;
  return cells <= kCodeColumns * rows && other_rows >= kFewestRecords && other_cells >= kRecordColumns * other_rows;
}
bool is_year(std::string_view text);
inline std::vector<std::string_view> views_of(const std::vector<std::string>& cells) { return {cells.begin(), cells.end()}; }
size_t filled_cells(const SampleRow& row);
// The number of filled cells of the middle one of the rows; 0 without rows.
size_t usual_filling(std::span<const SampleRow> rows);

// Of the rows that fill as many cells as most do, or more.
struct TableShape {
  std::vector<bool> always;   // columns that all of them fill
  size_t always_count = 0;
  std::vector<bool> numeric;  // columns where all they hold are numbers, dates or telephones
  std::string first_cell;     // that all of them begin with; "" where they differ

  // Whether a row leaves a cell empty that all rows fill. False where nothing is known.
  bool lacks_some(std::span<const std::string_view> cells) const;
};

// `rows`: those below the header. What stands below a blank line may be something else, and is left out.
TableShape shape_of(std::span<const SampleRow> rows);

}  // namespace jumelles::ingest
