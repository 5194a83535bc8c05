#pragma once

// Rows whose values are masked on their way: cells of columns that hold what records hold (OutputColumn::value), whatever they are of.

#include <memory>
#include <vector>

#include "deliver/row_sink.h"

namespace jumelles::deliver {

class MaskedRows final : public Rows {
 public:
  MaskedRows(std::shared_ptr<Rows> rows, const std::vector<OutputColumn>& columns);
  bool head(const std::vector<OutputColumn>& columns) override { return rows_->head(columns); }
  Rows& text(std::string_view value) override;
  Rows& exact(std::string_view value) override;
  Rows& guarded(std::string_view value, Guard guard) override;
  Rows& number(uint64_t value) override;
  Rows& decimal(std::string_view value) override;
  Rows& date(std::string_view value) override;
  Rows& list(std::span<const std::string> values) override;
  bool end() override;
  Status finish() override { return rows_->finish(); }

 private:
  // The next cell: `plain` writes it where it is no value; masked it is a text, and no number or date any more.
  template <class F>
  Rows& put(std::string_view value, F plain);

  std::shared_ptr<Rows> rows_;
  std::vector<ValueKind> kinds_;  // per column
  size_t at_ = 0;                 // the next cell
};

}  // namespace jumelles::deliver
