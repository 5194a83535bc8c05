#pragma once

// How many cells hold each distinct value of some columns, as they were read: first in passes over rows, then values are looked at one by one.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/records.h"
#include "standardize/plan.h"

namespace jumelles::standardize {

// One column, or several that are one text together.
struct CountedFeed {
  Feed feed;
  std::vector<uint32_t> rules{};          // of a recipe, that are on for it
  Dictionary joined{};                    // of several columns
  const Dictionary* values = nullptr;     // the column's, or `joined` once its rows are counted
  std::vector<uint32_t> cells{};          // per value
};

// `Part` is a CountedFeed, or more.
template <class Part = CountedFeed>
class CellCounts {
 public:
  explicit CellCounts(std::vector<std::shared_ptr<const Table>> tables) : tables_(std::move(tables)) {}

  const std::vector<std::shared_ptr<const Table>>& tables() const { return tables_; }
  std::vector<Part> parts;

  // Units: rows.
  uint64_t start_rows() {
    ends_.clear();
    uint64_t total = 0;
    for (Part& part : parts) {
      const Table& table = *tables_[part.feed.table];
      const std::vector<uint32_t>& columns = part.feed.pieces.columns;
      if (columns.size() == 1) part.values = &table.columns[columns[0]].values;
      part.cells.assign(part.values != nullptr ? part.values->size() : 1, 0);
      ends_.push_back(total += table.row_count());
    }
    return total;
  }
  void count_rows(uint64_t begin, uint64_t end) {
    for_units(begin, end, [&](Part& part, uint32_t first, uint32_t last) {
      const Table& table = *tables_[part.feed.table];
      if (part.values != nullptr) {
        const std::vector<Code>& codes = table.columns[part.feed.pieces.columns[0]].codes;
        for (uint32_t row = first; row < last; ++row) ++part.cells[codes[row]];
        return;
      }
      for (uint32_t row = first; row < last; ++row) {
        join_pieces(table, part.feed.pieces, row, text_);
        const Code code = part.joined.intern(text_);
        if (code == part.cells.size()) part.cells.push_back(0);
        ++part.cells[code];
      }
    });
  }

  // Units: distinct values.
  uint64_t start_values() {
    ends_.clear();
    uint64_t total = 0;
    for (Part& part : parts) {
      if (part.values == nullptr) part.values = &part.joined;
      ends_.push_back(total += part.values->size());
    }
    return total;
  }
  // Calls f(part, code) for the values of a range that cells hold, but the empty one.
  template <class F>
  void for_values(uint64_t begin, uint64_t end, F f) {
    for_units(begin, end, [&](Part& part, uint32_t first, uint32_t last) {
      for (Code code = std::max<Code>(first, 1); code < last; ++code)
        if (part.cells[code] > 0) f(part, code);
    });
  }

 private:
  template <class F>
  void for_units(uint64_t begin, uint64_t end, F f) {
    size_t p = static_cast<size_t>(std::upper_bound(ends_.begin(), ends_.end(), begin) - ends_.begin());
    for (; begin < end; ++p) {
      const uint64_t base = p == 0 ? 0 : ends_[p - 1], stop = std::min(end, ends_[p]);
      if (stop > begin) f(parts[p], static_cast<uint32_t>(begin - base), static_cast<uint32_t>(stop - base));
      begin = stop;
    }
  }

  std::vector<std::shared_ptr<const Table>> tables_;
  std::vector<uint64_t> ends_;  // of the parts' units, summed up
  std::string text_;
};

}  // namespace jumelles::standardize
