#pragma once

// Rows of delimited text that are no records: totals, footers, rules, comments, units. What is said here is said carefully: a
// customer named TOTAL who has an address or a telephone stays one.

#include <span>
#include <string_view>

#include "ingest/table_shape.h"

namespace jumelles::ingest {

struct Aside {
  const char* id = nullptr;      // "csv.total_row"...; nullptr: a record
  const char* reason = nullptr;  // one sentence
  bool is(const Aside& other) const { return id != nullptr && std::string_view(id) == other.id; }
};

constexpr Aside kRepeatedHeader{"csv.repeated_header", "The header line stands here again."};
constexpr Aside kOtherTable{"csv.other_table", "The row belongs to a second table, under another header."};
constexpr Aside kUnitsRow{"csv.units_row", "The row holds units or types, below the header."};
constexpr Aside kTitleLine{"csv.title_line", "The line stands alone below a blank one: a title, not a record."};
constexpr Aside kGroupRow{"csv.group_row", "The row is a heading over the rows below, not a record."};
constexpr Aside kContinuedRow{"csv.continued_row", "The row goes on with the one above; its texts were not joined to it."};
constexpr Aside kTotalRow{"csv.total_row", "The row is a total, not a record."};
constexpr Aside kFooter{"csv.footer", "The line says something of the file; it is no record."};
constexpr Aside kEmptyRow{"csv.empty_row", "The row holds separators only."};

// `cells`: texts of a row; `names`: of the columns, as many as there are. O(length of the row); call it for rows that
// may_be_aside() only.
Aside aside_of(std::span<const std::string_view> cells, std::span<const std::string_view> names, const TableShape& shape = {});
// Whether a row of so many filled cells of so many columns, the first of which begins like that, is worth a look.
bool may_be_aside(size_t filled, size_t columns, std::string_view first_filled, const TableShape& shape = {});
// What a row is by the record above it: a subtotal of its group ("Total Nice" below "Nice"), or the rest of its texts.
Aside aside_below(std::span<const std::string_view> cells, std::span<const std::string_view> names, std::span<const std::string_view> above, const TableShape& shape);
// Whether a line only rules off: "-----+-----", "|:---|", "├───┼". `least`: characters that it must have.
bool is_rule(std::string_view text, size_t least);
// The line that ends the rows of a table in a dump of PostgreSQL.
inline bool is_end_mark(std::string_view first_cell) { return first_cell == "\\."; }

// Whether a cell marks its line as a comment ("#", "--", "//"), or a row is one of units or types ("(EUR)", "kg", "varchar(50)").
bool is_comment(std::string_view first_cell);
bool is_units_row(std::span<const std::string_view> cells);
// Whether at least two cells, and half of those that are filled, are words that columns are called by ("Nom", "date", "amount").
bool names_columns(std::span<const std::string_view> cells);

}  // namespace jumelles::ingest
