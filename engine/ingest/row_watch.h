#pragma once

// Watches the rows of a table for those that are none of its records: totals, titles, headers, rows of a second table. The same for
// texts and sheets. What a row is, is said by the row, by the one above it and, where a table may begin below a blank line, by some
// rows below: those are held until it is known.

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/aside.h"
#include "ingest/table_shape.h"

namespace jumelles::ingest {

// A row whose turn comes later, with all that its reader needs.
struct HeldRow {
  uint64_t line = 1;
  uint32_t source_row = 0;
  std::string raw;
  std::vector<std::string> cells;
  bool after_blank = false;
  Aside aside{};  // when it is released
};

class RowWatch {
 public:
  using Cells = std::span<const std::string_view>;
  // The text that the record above has in a column.
  using Above = std::function<std::string(size_t column)>;

  // `header`: cells as they stand in the file, empty where there is none; `line_above`: of a header of two lines the first one.
  void set_header(std::vector<std::string> header, std::vector<std::string> line_above);
  void set_shape(TableShape shape) { shape_ = std::move(shape); }
  bool has_header() const { return !header_.empty(); }

  // Whether a row may be anything but a record; quick, for every row. `first`: the text of its first filled cell.
  bool is_worth_a_look(size_t filled, size_t columns, std::string_view first) const {
    return after_blank_ || other_table_ || ended_ || may_be_aside(filled, columns, first, shape_) || may_be_title(first);
  }
  // What a row of one cell or more is. `names`: of the columns; `first`: no row stands between it and the header.
  Aside look(Cells cells, Cells names, bool first, const Above& above);
  // Whether a row that look() took for a record must wait for those below it.
  bool must_wait(Cells cells, size_t columns) const;

  void hold(HeldRow row);
  void resume(const HeldRow& row) { after_blank_ = row.after_blank; }  // before it is looked at by itself
  bool is_holding() const { return !held_.empty(); }
  // Whether enough rows are held to know what they are; `no_more`: a blank line or the end is below.
  bool is_known(bool no_more) const;
  // The held rows, with what they are, to be read in their order: what each of them is by itself, look() says.
  std::vector<HeldRow> release();

  // What was done with a row; a blank line.
  void took_record() {
    spaced_ = after_blank_;
    after_blank_ = false;
    ++record_count_;
  }
  void set_aside(const Aside& aside);
  void pass_blank() { after_blank_ = true; }
  void end_table() { ended_ = true; }  // what follows is not of it
  bool after_blank() const { return after_blank_; }
  bool met_other_table() const { return met_other_table_; }

 private:
  // A title, or the mark of another file in front of one.
  bool may_be_title(std::string_view text) const {
    if (text.starts_with('\xEF')) return true;
    return (header_sizes_ >> std::min<size_t>(text.size(), 63) & 1) != 0 &&
           std::any_of(header_.begin(), header_.end(), [&](const std::string& title) { return title == text; });
  }
  Aside header_of(Cells cells);
  bool is_trailer(Cells cells) const;
  bool is_wider(Cells cells) const;  // it fills columns behind the last title
  bool is_other_table(std::span<const HeldRow> rows) const;

  std::vector<std::string> header_, line_above_;
  size_t header_width_ = 0;    // up to the last title
  uint64_t header_sizes_ = 0;  // a bit for each length of a title, the last one for all that are longer
  TableShape shape_;
  std::vector<HeldRow> held_;
  uint64_t record_count_ = 0;
  bool after_blank_ = false;   // a blank line stands above, or a title or footer below one
  bool spaced_ = false;        // the record above stands below a blank line as well: they are between all rows
  bool ended_ = false;         // a mark ended the table
  bool other_table_ = false;   // rows of a second table, until this one's header comes again
  bool met_other_table_ = false;
};

}  // namespace jumelles::ingest
