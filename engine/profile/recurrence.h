#pragma once

// Whether the values of a key-like column mean something outside their own table.

#include <cstdint>
#include <utility>
#include <vector>

#include "core/table.h"

namespace jumelles::profile {

struct ColumnRef {
  const Table* table = nullptr;
  size_t column = 0;
  const Column& get() const { return table->columns[column]; }
};

// Columns of two tables that hold the same attribute, to see whether rows that share a key tell of one thing.
using SharedColumns = std::vector<std::pair<size_t, size_t>>;

// True when values of `a` recur in `b` more often than chance: more than two counters over one range would share,
// or, where that cannot be told, when the rows that share a value agree on their other columns.
// O(distinct values).
bool recurs(ColumnRef a, ColumnRef b, const SharedColumns& shared_columns);

// True when rows of one table that share a value of `column` agree on one of the `others` far more often than not:
// the value identifies something. False also when too few rows share one.
bool sharing_rows_agree(const Table& table, size_t column, const std::vector<size_t>& others);

// Share of rows of one table where both columns say the same (folded), among rows where both are filled; 0 when
// fewer than 5 rows are. At most 2000 rows are looked at.
double same_share(const Table& table, size_t first, size_t second);

// Whether `part` says nothing that `whole` does not say in the same row: no cell of it is other, or filled beside an empty one. O(rows).
bool adds_nothing(const Table& table, size_t whole, size_t part);

// A few rows of every column, to tell at once most pairs of columns that are not each other's copies: there are as many as the
// square of the columns.
class FirstTexts {
 public:
  explicit FirstTexts(const Table& table);
  // Of these rows eight or more hold both columns, and fewer than half the same text in them.
  bool differ(size_t first, size_t second) const;

 private:
  std::vector<std::vector<uint64_t>> texts_;  // [column][row]: hash, 0: missing
};

// Share of rows whose text in `whole` contains the one in `part`, as same_share; 0 when texts of other rows often do too.
double contained_share(const Table& table, size_t whole, size_t part);
bool always_contained(const Table& table, size_t whole, size_t part);

// The same for a column that holds two others joined by a blank.
double joined_share(const Table& table, size_t whole, size_t first, size_t second);
bool always_joined(const Table& table, size_t whole, size_t first, size_t second);

}  // namespace jumelles::profile
