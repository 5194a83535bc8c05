#include "session/row_lists.h"

#include <algorithm>

#include "text/fold.h"

namespace jumelles::session {
namespace {

constexpr uint64_t kFirstStep = 4096;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The folded text with each number led by how many digits it has: then the order of bytes is the order of numbers.
void put_ordered(std::string_view folded, std::string& out) {
  for (size_t at = 0; at < folded.size();) {
    if (!is_digit(folded[at])) {
      out += folded[at++];
      continue;
    }
    size_t end = at;
    while (end < folded.size() && is_digit(folded[end])) ++end;
    while (at + 1 < end && folded[at] == '0') ++at;
    constexpr size_t kMostDigits = 15;  // '0' + 15 is before 'A'
    out += static_cast<char>('0' + std::min(end - at, kMostDigits));
    out += folded.substr(at, end - at);
    at = end;
  }
}

uint64_t beginning(std::string_view text) {
  uint64_t out = 0;
  for (size_t i = 0; i < 8; ++i) out = out << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return out;
}

}  // namespace

RowList::RowList(std::shared_ptr<const Table> table, RowQuestion question, std::shared_ptr<const ValueOrder> order)
    : table_(std::move(table)), question_(std::move(question)), words_(question_.text), order_(std::move(order)) {
  if (order_ && (order_->table != table_ || order_->column != question_.sort)) order_.reset();
  for (uint32_t c = 0; c < table_->columns.size(); ++c) {
    if (words_.empty() || (question_.column != protocol::kNoThing && question_.column != c)) continue;
    columns_.push_back(c);
    first_value_.push_back(first_value_.back() + table_->columns[c].values.size());
    found_.emplace_back(table_->columns[c].values.size(), uint8_t{0});
  }
}

std::vector<Phase> RowList::phases(std::shared_ptr<RowList> list) {
  const auto rows = [](const RowList& l) { return uint64_t{l.table_->row_count()}; };
  std::vector<Phase> out;
  out.push_back(pass("filter.values", Unit::kValues, list, [](const RowList& l) { return l.value_count(); }, &RowList::find_values, kFirstStep));
  out.push_back(pass("filter.rows", Unit::kRows, list, rows, &RowList::find_rows, kFirstStep));
  out.push_back(step("filter.rows", list, [](RowList& l) { l.found_ = {}; }));
  if (list->question_.sort >= list->table_->columns.size()) return out;
  if (!list->order_) {
    const auto values = [](const RowList& l) { return uint64_t{l.table_->columns[l.question_.sort].values.size()}; };
    out.push_back(pass("order.values", Unit::kValues, list, values, &RowList::write_values, kFirstStep));
    out.push_back(pass("order.values", Unit::kValues, list, [](const RowList& l) { return uint64_t{l.values_.size()}; }, &RowList::add_values, kFirstStep));
    out.push_back(pass("order.sort", Unit::kValues, list, [](RowList& l) { return l.sorted_values_ ? l.sorted_values_->start() : 0; },
                       [](RowList& l, uint64_t begin, uint64_t end) { l.sorted_values_->run(begin, end); }, kFirstStep));
    out.push_back(step("order.sort", list, [](RowList& l) { if (l.sorted_values_) l.values_ = l.sorted_values_->take(), l.sorted_values_.reset(); }));
    out.push_back(pass("order.sort", Unit::kValues, list, [](const RowList& l) { return uint64_t{l.values_.size()}; }, &RowList::place_values, kFirstStep));
    out.push_back(step("order.sort", list, &RowList::end_order));
  }
  out.push_back(pass("order.rows", Unit::kRows, list, [](const RowList& l) { return uint64_t{l.rows_.size()}; }, &RowList::add_rows, kFirstStep));
  out.push_back(pass("order.rows", Unit::kRows, list, [](RowList& l) { return l.sorted_rows_ ? l.sorted_rows_->start() : 0; },
                     [](RowList& l, uint64_t begin, uint64_t end) { l.sorted_rows_->run(begin, end); }, kFirstStep));
  out.push_back(step("order.rows", list, &RowList::take_rows));
  return out;
}

void RowList::find_values(uint64_t begin, uint64_t end) {
  size_t c = 0;
  while (begin < end) {
    while (begin >= first_value_[c + 1]) ++c;
    const Dictionary& values = table_->columns[columns_[c]].values;
    for (const uint64_t last = std::min(end, first_value_[c + 1]); begin < last; ++begin) {
      const Code code = static_cast<Code>(begin - first_value_[c]);
      found_[c][code] = words_.found_in(values[code]);
    }
  }
}

void RowList::find_rows(uint64_t begin, uint64_t end) {
  for (uint64_t row = begin; row < end; ++row) {
    uint8_t found = 0;
    for (size_t c = 0; c < columns_.size(); ++c) found = static_cast<uint8_t>(found | found_[c][table_->columns[columns_[c]].codes[row]]);
    if (found == words_.all()) rows_.push_back(static_cast<uint32_t>(row));
  }
}

void RowList::write_values(uint64_t begin, uint64_t end) {
  const Dictionary& values = table_->columns[question_.sort].values;
  for (uint64_t code = std::max<uint64_t>(begin, 1); code < end; ++code) {
    text::fold_into(values[static_cast<Code>(code)], one_);
    const size_t from = written_.size();
    put_ordered(one_, written_);
    values_.push_back({0, static_cast<uint32_t>(from), static_cast<uint32_t>(written_.size() - from), static_cast<Code>(code)});
    const std::string_view first = tail(values_.front()), now = tail(values_.back());
    if (values_.size() == 1) alike_ = now.size();
    alike_ = static_cast<size_t>(std::mismatch(now.begin(), now.begin() + static_cast<std::ptrdiff_t>(std::min(alike_, now.size())), first.begin()).first - now.begin());
  }
}

void RowList::add_values(uint64_t begin, uint64_t end) {
  if (!sorted_values_) sorted_values_ = std::make_unique<RadixSort<Value, ByBeginning>>();
  for (uint64_t i = begin; i < end; ++i) {
    Value value = values_[i];
    value.from += static_cast<uint32_t>(alike_), value.size -= static_cast<uint32_t>(alike_);
    value.beginning = beginning(tail(value));
    sorted_values_->add(value);
  }
}

// Values that begin alike are put in order whole, by the range that their first one is in.
void RowList::place_values(uint64_t begin, uint64_t end) {
  if (!making_) {
    making_ = std::make_shared<ValueOrder>(ValueOrder{table_, question_.sort, {}});
    making_->places.resize(table_->columns[question_.sort].values.size());
  }
  for (uint64_t i = begin; i < end; ++i) {
    if (i > 0 && values_[i - 1].beginning == values_[i].beginning) continue;
    uint64_t last = i + 1;
    while (last < values_.size() && values_[last].beginning == values_[i].beginning) ++last;
    std::sort(values_.begin() + static_cast<std::ptrdiff_t>(i), values_.begin() + static_cast<std::ptrdiff_t>(last),
              [&](const Value& x, const Value& y) { return tail(x) < tail(y); });
    for (uint64_t v = i; v < last; ++v) {
      if (v == i || tail(values_[v]) != tail(values_[v - 1])) ++last_place_;
      making_->places[values_[v].code] = last_place_;
    }
  }
}

void RowList::end_order() {
  if (!making_) making_ = std::make_shared<ValueOrder>(ValueOrder{table_, question_.sort, {0}});  // no value at all
  order_ = std::move(making_);
  written_ = {};
  values_ = {};
}

void RowList::add_rows(uint64_t begin, uint64_t end) {
  if (!sorted_rows_) sorted_rows_ = std::make_unique<RadixSort<Placed, ByPlace>>();
  const std::vector<Code>& codes = table_->columns[question_.sort].codes;
  for (uint64_t i = begin; i < end; ++i) {
    const uint32_t place = order_->places[codes[rows_[i]]];
    sorted_rows_->add({place == 0 ? UINT32_MAX : question_.descending ? UINT32_MAX - place : place, rows_[i]});
  }
}

void RowList::take_rows() {
  if (!sorted_rows_) return;
  std::transform(sorted_rows_->items().begin(), sorted_rows_->items().end(), rows_.begin(), [](const Placed& placed) { return placed.row; });
  sorted_rows_.reset();
}

RejectList::RejectList(Rejects rejects, RejectQuestion question) : rejects_(std::move(rejects)), question_(std::move(question)), words_(question_.text) {
  for (const auto& [source, rows] : rejects_) count_ += rows->size();
}

std::vector<Phase> RejectList::phases(std::shared_ptr<RejectList> list) {
  std::vector<Phase> out;
  out.push_back(pass("filter.rows", Unit::kRows, list, [](const RejectList& l) { return l.count_; }, &RejectList::find, 256));
  return out;
}

void RejectList::find(uint64_t begin, uint64_t end) {
  uint64_t base = 0;
  for (uint32_t s = 0; s < rejects_.size(); base += rejects_[s++].second->size()) {
    const auto& [source, rows] = rejects_[s];
    if (!question_.source.empty() && source != question_.source) continue;
    for (uint64_t i = std::max(begin, base); i < std::min<uint64_t>(end, base + rows->size()); ++i) {
      const RejectedRow& row = (*rows)[i - base];
      if (!question_.reason_id.empty() && row.reason_id != question_.reason_id) continue;
      if (words_.found_in(row.text) == words_.all()) rows_.push_back({s, static_cast<uint32_t>(i - base)});
    }
  }
}

}  // namespace jumelles::session
