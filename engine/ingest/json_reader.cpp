#include <algorithm>
#include <cstring>
#include <limits>

#include "ingest/encoding.h"
#include "ingest/json_scanner.h"
#include "ingest/row_reader.h"

namespace jumelles::ingest {
namespace {

// Reads a JSON array of objects, or objects one after the other (NDJSON, with or without line ends between them).
// Behind a broken object it looks for the end of that object, or for a line on which the next one starts.
class JsonReader final : public RowReader {
 public:
  JsonReader(ImportResult& result, const ReaderOptions& options)
      : result_(result), table_(result.table), check_rows_(options.check_rows) {}

  Status read(TextWindow& window, bool at_end) override;
  Status finish() override;

 private:
  void pass(const char* begin, const char* end);       // keeps line and column
  const char* between(const char* at, const char* end);  // over what separates objects
  const char* recover(const char* at, const char* end);
  // Rejects what starts at `begin` and starts to look for the next object, which `next_found` says is at object_.next.
  const char* reject_object(const char* begin, const char* stop, bool next_found);
  bool take_object();  // false: an escape cannot be read
  Column& column_of(const JsonField& field, size_t position);
  void reject(const char* reason_id, std::string reason, std::string_view raw) {
    add_reject(result_, line_, source_row_, reason_id, std::move(reason), raw);
  }

  ImportResult& result_;
  Table& table_;
  bool check_rows_;
  bool opened_ = false, closed_ = false;  // the array
  Dictionary keys_;                       // code - 1: column
  size_t retry_size_ = 0;
  uint64_t line_ = 1;
  uint64_t column_ = 0;                   // bytes since the start of the line
  bool line_is_blank_ = true;             // only spaces so far
  uint32_t source_row_ = 0;
  bool nested_ = false;
  // Recovery: inside a broken object.
  bool recovering_ = false, in_string_ = false, escape_ = false;
  uint32_t depth_ = 0;                    // open brackets; 0 while passing over something that is no object
  bool too_long_ = false;
  uint64_t broken_column_ = 0;            // where the broken object started its line, kNoColumn when it did not
  static constexpr uint64_t kNoColumn = std::numeric_limits<uint64_t>::max();
  JsonObject object_;
  std::string key_, scratch_;
};

void JsonReader::pass(const char* begin, const char* end) {
  while (const void* found = std::memchr(begin, '\n', static_cast<size_t>(end - begin))) {
    begin = static_cast<const char*>(found) + 1;
    ++line_;
    column_ = 0;
    line_is_blank_ = true;
  }
  column_ += static_cast<uint64_t>(end - begin);
  line_is_blank_ = line_is_blank_ && std::all_of(begin, end, [](char c) { return is_json_space(c) || c == ','; });
}

const char* JsonReader::between(const char* at, const char* end) {
  const char* const begin = at;
  while (at < end && (is_json_space(*at) || *at == ',')) ++at;
  pass(begin, at);
  return at;
}

const char* JsonReader::recover(const char* at, const char* end) {
  for (; at < end; ++at) {
    const char c = *at;
    if (depth_ == 0 && !in_string_ && (c == ',' || c == '\n' || c == '{' || c == ']')) {
      recovering_ = false;
      return at;
    }
    if (c == '{' && !in_string_ && line_is_blank_ && column_ == broken_column_) {
      recovering_ = false;
      return at;
    }
    if (c == '\n') in_string_ = escape_ = false;
    if (in_string_) {
      if (escape_) escape_ = false;
      else if (c == '\\') escape_ = true;
      else if (c == '"') in_string_ = false;
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if ((c == '}' || c == ']') && depth_ > 0 && --depth_ == 0) {
      recovering_ = false;
      pass(at, at + 1);
      return at + 1;
    }
    pass(at, at + 1);
  }
  return at;
}

Status JsonReader::read(TextWindow& window, bool at_end) {
  const char* begin = window.begin();
  const char* const end = window.end();
  while (begin < end && (row_limit == 0 || table_.row_count() < row_limit)) {
    if (recovering_) {
      begin = recover(begin, end);
      continue;
    }
    begin = between(begin, end);
    if (begin == end) break;
    if (!opened_ && source_row_ == 0 && *begin == '[') {
      opened_ = true;
      pass(begin, begin + 1);
      ++begin;
      continue;
    }
    if (opened_ && *begin == ']') {
      closed_ = true;
      pass(begin, begin + 1);
      ++begin;
      continue;
    }
    const auto available = static_cast<size_t>(end - begin);
    if (!at_end && available < retry_size_) break;
    const bool too_long = available >= kMaxRowBytes;
    const char* const stop = too_long ? begin + kMaxRowBytes : end;
    const bool is_object = *begin == '{';
    const JsonState state = is_object ? scan_json_object(begin, stop, at_end && stop == end, object_) : JsonState::kBroken;
    too_long_ = is_object && state == JsonState::kIncomplete;
    // A reject shows its first line: wait for it.
    const bool line_is_cut = state == JsonState::kBroken && !at_end && available < kMaxRejectText && std::memchr(begin, '\n', available) == nullptr;
    if (line_is_cut || (state == JsonState::kIncomplete && !too_long)) {
      retry_size_ = std::min(available * 2, kMaxRowBytes);
      break;
    }
    retry_size_ = 0;
    ++source_row_;
    if (state == JsonState::kObject) {
      const std::string_view raw(begin, static_cast<size_t>(object_.next - begin));
      if (check_rows_ && !is_clean_text(raw)) reject("json.invalid_bytes", "The object holds bytes that are not text in this encoding.", raw);
      else if (!take_object()) reject("json.bad_escape", "An escape stands for no character.", raw);
      if (table_.columns.size() > kMaxColumns)
        return Error{ErrorCode::kBadInput, "json.too_many_columns", "The objects have more than 4096 different fields.",
                     "Export a list of objects of one kind.", {}, line_, {}};
      pass(begin, object_.next);
      begin = object_.next;
      continue;
    }
    const bool broken = state == JsonState::kBroken;
    begin = reject_object(begin, stop, is_object && broken && object_.depth == 1 && object_.next < end && *object_.next == '{');
  }
  window.take_until(begin);
  return {};
}

const char* JsonReader::reject_object(const char* begin, const char* stop, bool next_found) {
  // The start of the text is enough to find the place.
  const std::string_view raw(begin, std::min(static_cast<size_t>(stop - begin), kMaxRejectText));
  const std::string_view first_line = raw.substr(0, raw.find('\n'));
  const bool is_object = *begin == '{';
  if (!is_object) reject("json.not_an_object", "An object was expected.", first_line);
  else if (too_long_) reject("json.object_too_long", "The object is longer than 8 MB.", first_line);
  else reject("json.broken_object", object_.problem, first_line);
  if (next_found) {
    pass(begin, object_.next);
    return object_.next;
  }
  recovering_ = true;
  in_string_ = *begin == '"';
  escape_ = false;
  depth_ = is_object || *begin == '[' ? 1 : 0;
  broken_column_ = line_is_blank_ ? column_ : kNoColumn;
  pass(begin, begin + 1);
  return begin + 1;
}

Column& JsonReader::column_of(const JsonField& field, size_t position) {
  std::string_view key = field.key;
  if (field.key_escaped) {
    unescape_json(field.key, key_);
    key = key_;
  }
  if (key.empty()) key = "(empty)";
  // Objects of one kind have their fields in one order.
  if (position < table_.columns.size() && table_.columns[position].name == key) return table_.columns[position];
  const Code code = keys_.intern(key);
  if (code > table_.columns.size()) table_.columns.emplace_back().name = std::string(key);
  return table_.columns[code - 1];
}

bool JsonReader::take_object() {
  for (const JsonField& field : object_.fields) {
    if (field.key_escaped && !unescape_json(field.key, scratch_)) return false;
    if (field.value_escaped && !unescape_json(field.value, scratch_)) return false;
  }
  const size_t row = table_.row_count();
  for (size_t i = 0; i < object_.fields.size(); ++i) {
    const JsonField& field = object_.fields[i];
    Column& column = column_of(field, i);
    nested_ = nested_ || field.kind == JsonKind::kNested;
    std::string_view value = field.kind == JsonKind::kNull ? std::string_view() : field.value;
    if (field.value_escaped) {
      unescape_json(field.value, scratch_);
      value = scratch_;
    }
    column.codes.resize(row, kMissing);  // the last of two fields of one name counts
    column.codes.push_back(column.values.intern(value));
  }
  table_.source_rows.push_back(source_row_);
  table_.line_numbers.push_back(line_);
  return true;
}

Status JsonReader::finish() {
  for (Column& column : table_.columns) column.codes.resize(table_.row_count(), kMissing);
  if (nested_) add_notice(result_, "nested_value_kept_as_text");
  if (opened_ && !closed_ && row_limit == 0) add_notice(result_, "json_array_not_closed");
  return {};
}

}  // namespace

std::unique_ptr<RowReader> make_json_reader(ImportResult& result, const ReaderOptions& options) {
  return std::make_unique<JsonReader>(result, options);
}

}  // namespace jumelles::ingest
