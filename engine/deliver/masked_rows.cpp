#include "deliver/masked_rows.h"

#include "core/masked.h"

namespace jumelles::deliver {

MaskedRows::MaskedRows(std::shared_ptr<Rows> rows, const std::vector<OutputColumn>& columns) : rows_(std::move(rows)) {
  for (const OutputColumn& column : columns) is_value_.push_back(column.is_value);
}

Rows& MaskedRows::text(std::string_view value) {
  if (takes_value()) rows_->text(masked(value));
  else rows_->text(value);
  return *this;
}

Rows& MaskedRows::exact(std::string_view value) {
  if (takes_value()) rows_->text(masked(value));
  else rows_->exact(value);
  return *this;
}

Rows& MaskedRows::guarded(std::string_view value, Guard guard) {
  if (takes_value()) rows_->guarded(masked(value), guard);
  else rows_->guarded(value, guard);
  return *this;
}

Rows& MaskedRows::number(uint64_t value) {
  if (takes_value()) rows_->text(masked(std::to_string(value)));
  else rows_->number(value);
  return *this;
}

// Neither is one any more.
Rows& MaskedRows::decimal(std::string_view value) {
  if (takes_value()) rows_->text(masked(value));
  else rows_->decimal(value);
  return *this;
}

Rows& MaskedRows::date(std::string_view value) {
  if (takes_value()) rows_->text(masked(value));
  else rows_->date(value);
  return *this;
}

Rows& MaskedRows::list(std::span<const std::string> values) {
  if (!takes_value()) {
    rows_->list(values);
    return *this;
  }
  std::vector<std::string> hidden;
  for (const std::string& value : values) hidden.push_back(masked(value));
  rows_->list(hidden);
  return *this;
}

bool MaskedRows::end() {
  at_ = 0;
  return rows_->end();
}

}  // namespace jumelles::deliver
