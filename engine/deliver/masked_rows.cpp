#include "deliver/masked_rows.h"

#include "core/masked.h"

namespace jumelles::deliver {
namespace {

std::string hidden(ValueKind kind, std::string_view value) { return kind == ValueKind::kAnswer ? masked_answer(value) : masked(value); }

}  // namespace

MaskedRows::MaskedRows(std::shared_ptr<Rows> rows, const std::vector<OutputColumn>& columns) : rows_(std::move(rows)) {
  for (const OutputColumn& column : columns) kinds_.push_back(column.value);
}

template <class F>
Rows& MaskedRows::put(std::string_view value, F plain) {
  const ValueKind kind = kinds_[at_++];
  if (kind == ValueKind::kNone) plain();
  else rows_->text(hidden(kind, value));
  return *this;
}

Rows& MaskedRows::text(std::string_view value) {
  return put(value, [&] { rows_->text(value); });
}
Rows& MaskedRows::exact(std::string_view value) {
  return put(value, [&] { rows_->exact(value); });
}
Rows& MaskedRows::number(uint64_t value) {
  return put(std::to_string(value), [&] { rows_->number(value); });
}
Rows& MaskedRows::decimal(std::string_view value) {
  return put(value, [&] { rows_->decimal(value); });
}
Rows& MaskedRows::date(std::string_view value) {
  return put(value, [&] { rows_->date(value); });
}

Rows& MaskedRows::guarded(std::string_view value, Guard guard) {
  const ValueKind kind = kinds_[at_++];
  rows_->guarded(kind == ValueKind::kNone ? std::string(value) : hidden(kind, value), guard);
  return *this;
}

Rows& MaskedRows::list(std::span<const std::string> values) {
  const ValueKind kind = kinds_[at_++];
  std::vector<std::string> shown(values.begin(), values.end());
  if (kind != ValueKind::kNone)
    for (std::string& value : shown) value = hidden(kind, value);
  rows_->list(shown);
  return *this;
}

bool MaskedRows::end() {
  at_ = 0;
  return rows_->end();
}

}  // namespace jumelles::deliver
