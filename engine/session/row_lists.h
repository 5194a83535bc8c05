#pragma once

// Lists of rows as they were read: those that answer words, in an order. Made in slices, so that a million rows stop nobody.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/phase.h"
#include "core/radix_sort.h"
#include "core/table.h"
#include "protocol/protocol.h"
#include "text/word_filter.h"

namespace jumelles::session {

// The place of each value of a column among those that differ, from 1: case, accents and signs aside, numbers within them by what they
// count ("A9" before "A10"), and before letters. 0: the value is missing.
struct ValueOrder {
  std::shared_ptr<const Table> table;
  uint32_t column = 0;
  std::vector<uint32_t> places;  // per code
};

// What is asked of a table.
struct RowQuestion {
  std::string text;                        // words (text/word_filter.h), each in one of the cells; "": all rows
  uint32_t column = protocol::kNoThing;    // that alone is looked at
  uint32_t sort = protocol::kNoThing;      // a column; rows whose values are alike stay in the file's order, those without come last
  bool descending = false;
  bool operator==(const RowQuestion&) const = default;
};

class RowList {
 public:
  // `order`: of a former list; made anew where it is of something else.
  RowList(std::shared_ptr<const Table> table, RowQuestion question, std::shared_ptr<const ValueOrder> order);
  // O(values + rows) of the columns that are looked at; to sort, O(values log values) of one.
  static std::vector<Phase> phases(std::shared_ptr<RowList> list);
  bool is_of(const Table* table, const RowQuestion& question) const { return table_.get() == table && question_ == question; }
  const Table* table() const { return table_.get(); }
  // Once all phases have run.
  const std::vector<uint32_t>& rows() const { return rows_; }
  const std::shared_ptr<const ValueOrder>& order() const { return order_; }

 private:
  struct Value { uint64_t beginning; uint32_t from, size; Code code; };
  struct ByBeginning { uint64_t operator()(const Value& value) const { return value.beginning; } };
  struct Placed { uint32_t place, row; };
  struct ByPlace { uint64_t operator()(const Placed& placed) const { return placed.place; } };

  uint64_t value_count() const { return first_value_.back(); }
  void find_values(uint64_t begin, uint64_t end);
  void find_rows(uint64_t begin, uint64_t end);
  void write_values(uint64_t begin, uint64_t end);
  void add_values(uint64_t begin, uint64_t end);
  void place_values(uint64_t begin, uint64_t end);
  void end_order();
  void add_rows(uint64_t begin, uint64_t end);
  void take_rows();
  std::string_view tail(const Value& value) const { return std::string_view(written_).substr(value.from, value.size); }

  std::shared_ptr<const Table> table_;
  RowQuestion question_;
  text::WordFilter words_;
  std::vector<uint32_t> columns_;              // that are looked at
  std::vector<uint64_t> first_value_{0};       // of each of them among all their values, and one past
  std::vector<std::vector<uint8_t>> found_;    // per column that is looked at and code: a bit per word
  std::vector<uint32_t> rows_;
  std::shared_ptr<const ValueOrder> order_;
  std::shared_ptr<ValueOrder> making_;
  std::string written_, one_;                  // values as they are ordered
  std::vector<Value> values_;
  size_t alike_ = 0;                           // bytes at their beginning that all have
  std::unique_ptr<RadixSort<Value, ByBeginning>> sorted_values_;
  std::unique_ptr<RadixSort<Placed, ByPlace>> sorted_rows_;
  uint32_t last_place_ = 0;
};

// Of the rows that could not be loaded.
struct RejectQuestion {
  std::string text;       // words that the row holds
  std::string source;     // its name; "": any
  std::string reason_id;  // "": any
  bool operator==(const RejectQuestion&) const = default;
};

// Of one list of sources: each by its name, with what it rejected.
using Rejects = std::vector<std::pair<std::string, std::shared_ptr<const std::vector<RejectedRow>>>>;

class RejectList {
 public:
  struct Place { uint32_t source = 0, row = 0; };
  RejectList(Rejects rejects, RejectQuestion question);
  static std::vector<Phase> phases(std::shared_ptr<RejectList> list);
  bool is_of(const Rejects& rejects, const RejectQuestion& question) const { return rejects_ == rejects && question_ == question; }
  const std::vector<Place>& rows() const { return rows_; }

 private:
  void find(uint64_t begin, uint64_t end);

  Rejects rejects_;
  RejectQuestion question_;
  text::WordFilter words_;
  uint64_t count_ = 0;
  std::vector<Place> rows_;
};

}  // namespace jumelles::session
