#include <algorithm>

#include "ingest/encoding.h"
#include "ingest/json_flatten.h"
#include "ingest/json_scanner.h"
#include "ingest/json_seek.h"
#include "ingest/row_reader.h"

namespace jumelles::ingest {
namespace {

// {"name": ["a", "b"], "email": [null, "x"]}, or {"name": {"0": "a", "1": "b"}, "email": {"1": "x"}}: a value is put into its row
// as it passes by. Rows with names of their own get them as the column "key", unless these only count: 0, 1, 2.
class JsonColumnsReader final : public RowReader {
 public:
  JsonColumnsReader(ImportResult& result, const ReaderOptions& options)
      : result_(result), table_(result.table), check_rows_(options.check_rows), seeker_(options.records) {}

  Status read(TextWindow& window, bool at_end) override;
  Status finish() override;

 private:
  enum class Expect : uint8_t { kColumn, kOpening, kValue, kNext };
  // Behind what stands at `at`; null: more text is needed, or problem_ says why not.
  const char* take(const char* at, const char* end, bool at_end);
  const char* take_column(const char* at, const char* end, bool at_end);
  const char* take_opening(const char* at, const char* end, bool at_end);
  const char* take_value(const char* at, const char* end, bool at_end);
  const char* take_next(const char* at);
  const char* end_column(const char* at);
  const char* scanned(JsonState state, size_t available, bool at_end);
  const char* broken() {
    broken_ = true;
    return nullptr;
  }
  const char* pass(const char* begin, const char* end) {
    line_ += static_cast<uint64_t>(std::count(begin, end, '\n'));
    return end;
  }
  uint32_t row_of(std::string_view key);
  void add_row();
  bool put(std::string_view raw);
  Column& column_of(std::string_view name);
  void set(Column& column, std::string_view value);
  bool keys_count() const;

  ImportResult& result_;
  Table& table_;
  bool check_rows_;
  JsonSeeker seeker_;
  Expect expect_ = Expect::kColumn;
  bool opened_ = false, closed_ = false, broken_ = false, by_key_ = false, nested_ = false, loose_ = false;
  uint64_t line_ = 1;
  size_t retry_size_ = 0, column_index_ = 0;
  std::string column_;         // that is read
  uint32_t row_ = 0, next_row_ = 0;
  Dictionary names_, keys_;    // code - 1: column, row
  JsonObject object_;
  JsonFlattener flat_;
  std::string scratch_;
};

Status JsonColumnsReader::read(TextWindow& window, bool at_end) {
  const char* at = window.begin();
  const char* const end = window.end();
  if (!opened_) {
    at = pass(at, seeker_.seek(at, end));
    opened_ = seeker_.found();
  }
  while (at < end && !closed_) {
    const char* const begin = at;
    while (at < end && is_json_space(*at)) ++at;
    pass(begin, at);
    if (at == end) break;
    const char* const next = take(at, end, at_end);
    if (next == nullptr) break;
    at = pass(at, next);
    if (table_.columns.size() > kMaxColumns)
      return Error{ErrorCode::kBadInput, "json.too_many_columns", "The objects have more than 4096 different fields.",
                   "Export a list of objects of one kind.", {}, line_, {}};
  }
  if (broken_ || (at_end && !closed_)) {
    const std::string name = readable_text(column_, kMaxRejectText);
    return Error{ErrorCode::kBadInput, "json.broken_column", "The column \"" + name + "\" of this JSON is broken at line " + std::to_string(line_) + ".",
                 "Ask for the file again, best as one object per record.", {}, line_, {name, std::to_string(line_)}};
  }
  window.take_until(closed_ ? end : at);
  return {};
}

const char* JsonColumnsReader::take(const char* at, const char* end, bool at_end) {
  if (!at_end && static_cast<size_t>(end - at) < retry_size_) return nullptr;
  switch (expect_) {
    case Expect::kColumn: return take_column(at, end, at_end);
    case Expect::kOpening: return take_opening(at, end, at_end);
    case Expect::kValue: return take_value(at, end, at_end);
    default: return take_next(at);
  }
}

// Null where more is needed or nothing can be made of it.
const char* JsonColumnsReader::scanned(JsonState state, size_t available, bool at_end) {
  if (state == JsonState::kObject) {
    retry_size_ = 0;
    return object_.next;
  }
  if (state == JsonState::kBroken || at_end || available >= kMaxRowBytes) return broken();
  retry_size_ = std::min(available * 2, kMaxRowBytes);
  return nullptr;
}

const char* JsonColumnsReader::take_column(const char* at, const char* end, bool at_end) {
  if (*at == ',') return at + 1;
  if (*at == '}') {
    closed_ = true;
    return at + 1;
  }
  const char* const next = scanned(scan_json_key(at, end, at_end, object_), static_cast<size_t>(end - at), at_end);
  if (next == nullptr) return nullptr;
  const JsonField& field = object_.fields[0];
  column_ = field.key;
  if (field.key_escaped && !unescape_json(field.key, column_)) return broken();
  if (column_.empty()) column_ = "(empty)";
  expect_ = Expect::kOpening;
  return next;
}

const char* JsonColumnsReader::take_opening(const char* at, const char* end, bool at_end) {
  if (*at == '[' || *at == '{') {
    by_key_ = *at == '{';
    next_row_ = 0;
    column_index_ = static_cast<size_t>(&column_of(column_) - table_.columns.data());
    expect_ = Expect::kValue;
    return at + 1;
  }
  // A count beside the columns.
  const char* const next = scanned(scan_json_value(at, end, at_end, object_), static_cast<size_t>(end - at), at_end);
  if (next != nullptr) expect_ = Expect::kColumn;
  return next;
}

const char* JsonColumnsReader::end_column(const char* at) {
  if (*at != (by_key_ ? '}' : ']') || (!by_key_ && next_row_ != table_.row_count())) return broken();
  expect_ = Expect::kColumn;
  return at + 1;
}

const char* JsonColumnsReader::take_next(const char* at) {
  if (*at != ',') return end_column(at);
  expect_ = Expect::kValue;
  return at + 1;
}

const char* JsonColumnsReader::take_value(const char* at, const char* end, bool at_end) {
  if (*at == ']' || *at == '}') return end_column(at);
  const auto available = static_cast<size_t>(end - at);
  const char* value = at;
  if (by_key_) {
    value = scanned(scan_json_key(at, end, at_end, object_), available, at_end);
    if (value == nullptr) return nullptr;
    const JsonField& field = object_.fields[0];
    scratch_ = field.key;
    if (field.key_escaped && !unescape_json(field.key, scratch_)) return broken();
  }
  const char* const next = scanned(scan_json_value(value, end, at_end, object_), available, at_end);
  if (next == nullptr) return nullptr;
  row_ = by_key_ ? row_of(scratch_) : next_row_;
  if (row_ == table_.row_count()) add_row();
  next_row_ = row_ + 1;
  loose_ = loose_ || object_.loose;
  if (!put({value, static_cast<size_t>(next - value)})) return broken();
  expect_ = Expect::kNext;
  return next;
}

uint32_t JsonColumnsReader::row_of(std::string_view key) {
  if (key.empty()) key = "(empty)";
  // Columns of one table have their rows in one order.
  if (next_row_ + 1 < keys_.size() && keys_[next_row_ + 1] == key) return next_row_;
  return keys_.intern(key) - 1;
}

void JsonColumnsReader::add_row() {
  table_.source_rows.push_back(table_.row_count() + 1);
  table_.line_numbers.push_back(line_);
}

Column& JsonColumnsReader::column_of(std::string_view name) {
  const Code code = names_.intern(name);
  if (code > table_.columns.size()) table_.columns.emplace_back().name = name;
  return table_.columns[code - 1];
}

void JsonColumnsReader::set(Column& column, std::string_view value) {
  if (column.codes.size() <= row_) column.codes.resize(row_ + 1, kMissing);
  column.codes[row_] = column.values.intern(value);
}

// The value in object_, which stands as `raw`. false: it is broken inside.
bool JsonColumnsReader::put(std::string_view raw) {
  const JsonField& value = object_.fields[0];
  if (check_rows_ && !is_clean_text(raw)) {
    add_reject(result_, line_, row_ + 1, "json.invalid_bytes", "The object holds bytes that are not text in this encoding.", raw);
    return true;
  }
  bool good = true;
  if (value.kind == JsonKind::kNested) {
    flat_.clear();
    good = flat_.add(column_, value.value);
    if (!good && !flat_.bad_escape()) return false;
    for (size_t i = 0; good && i < flat_.size(); ++i) set(column_of(flat_.name(i)), flat_.value(i));
    nested_ = nested_ || flat_.kept_text();
    loose_ = loose_ || flat_.loose();
  } else {
    std::string_view text = value.kind == JsonKind::kNull ? std::string_view() : value.value;
    if (value.value_escaped) {
      good = unescape_json(text, scratch_);
      text = scratch_;
    }
    if (good) set(table_.columns[column_index_], text);
  }
  if (!good) add_reject(result_, line_, row_ + 1, "json.bad_escape", "An escape stands for no character.", raw);
  return true;
}

// 0, 1, 2: rows that have no names of their own.
bool JsonColumnsReader::keys_count() const {
  for (Code code = 1; code < keys_.size(); ++code)
    if (keys_[code] != std::to_string(code - 1)) return false;
  return true;
}

Status JsonColumnsReader::finish() {
  for (Column& column : table_.columns) column.codes.resize(table_.row_count(), kMissing);
  if (!keys_count()) {
    Column keys;
    keys.name = unique_column_name(table_, "key");
    for (uint32_t row = 0; row < table_.row_count(); ++row) keys.codes.push_back(row + 1);
    keys.values = std::move(keys_);
    table_.columns.insert(table_.columns.begin(), std::move(keys));
  }
  if (nested_) add_notice(result_, "nested_value_kept_as_text");
  if (loose_) add_notice(result_, "json_loose_values");
  return {};
}

}  // namespace

std::unique_ptr<RowReader> make_json_columns_reader(ImportResult& result, const ReaderOptions& options) {
  return std::make_unique<JsonColumnsReader>(result, options);
}

}  // namespace jumelles::ingest
