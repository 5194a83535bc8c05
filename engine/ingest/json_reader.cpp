#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

#include "core/ascii.h"
#include "ingest/encoding.h"
#include "ingest/json_envelope.h"
#include "ingest/json_flatten.h"
#include "ingest/json_pages.h"
#include "ingest/json_scanner.h"
#include "ingest/json_seek.h"
#include "ingest/row_reader.h"
#include "text/fold.h"

namespace jumelles::ingest {
namespace {

// Columns that fields inside of fields may make; a field that would make more is kept as text.
constexpr size_t kMaxFlatColumns = 512;

// Reads objects one after the other (NDJSON, with or without line ends between them), an array of them, or the place that the
// outline has found: a list, the lists of several pages, an object of objects, rows of cells.
// Behind a broken object it looks for the end of that object, or for a line on which the next one starts.
class JsonReader final : public RowReader {
 public:
  JsonReader(ImportResult& result, const ReaderOptions& options)
      : result_(result), table_(result.table), check_rows_(options.check_rows), place_(options.records), seeker_(place_),
        keyed_(place_.shape == JsonShape::kKeyed), has_key_column_(keyed_ || place_.grouped), rows_(place_.shape == JsonShape::kRows), whole_file_(place_.opening == kNoBracket),
        page_is_line_(place_.pages && place_.page_is_line) {
    if (place_.pages) pages_.emplace(place_);
    if (!has_key_column_) return;
    keys_.intern(std::string_view("\0", 1));  // a field of the name "key" has another column
    table_.columns.emplace_back().name = "key";
  }

  Status read(TextWindow& window, bool at_end) override;
  Status finish() override;

 private:
  void pass(const char* begin, const char* end);       // keeps line and column
  const char* between(const char* at, const char* end);  // over what separates objects
  const char* recover(const char* at, const char* end, bool at_end);
  int begins_object(const char* at, const char* end, bool at_end) const;
  const char* seek_page(const char* at, const char* end);
  void reject_page();
  void drop_idle_key();
  const char* take_bracket(const char* at);  // of the list itself; null: none stands there
  // The next row, key or piece of junk at `begin`; null: more text is needed.
  const char* take_next(const char* begin, const char* end, bool at_end);
  const char* take_key(const char* begin, const char* end, bool at_end);
  // Rejects what starts at `begin` and starts to look for the next object, which `next_found` says is at object_.next.
  const char* reject_object(const char* begin, const char* stop, bool next_found);
  void take_row(std::string_view raw);
  bool take_object();  // false: an escape cannot be read
  bool flatten();      // object_ into flat_; false: broken inside
  bool flatten_field(const JsonField& field, const JsonEnvelope& envelope);
  void add_geometry(const JsonField& field);
  void take_flat();
  bool take_cells();   // false: an escape cannot be read
  void name_cells();
  bool is_header() const;
  // Objects of one kind have their fields in one order.
  Column& column_of(std::string_view key, size_t position) {
    return position < table_.columns.size() && table_.columns[position].name == key ? table_.columns[position] : column_named(key);
  }
  Column& column_named(std::string_view key);
  std::string_view plain_key(const JsonField& field) {
    if (!field.key_escaped) return field.key.empty() ? std::string_view("(empty)") : field.key;
    unescape_json(field.key, key_);
    return key_;
  }
  [[gnu::always_inline]] void set(Column& column, uint32_t row, std::string_view value) {
    if (column.codes.size() != row) column.codes.resize(row, kMissing);  // the last of two fields of one name counts
    column.codes.push_back(column.values.intern(value));
  }
  void reject(const char* reason_id, std::string reason, std::string_view raw) {
    add_reject(result_, line_, source_row_, reason_id, std::move(reason), raw);
  }

  ImportResult& result_;
  Table& table_;
  bool check_rows_;
  JsonPlace place_;
  JsonSeeker seeker_;
  bool keyed_, has_key_column_, rows_, whole_file_;
  bool page_is_line_;                     // and ends with it, whatever is open
  bool page_is_cut_ = false;
  std::optional<JsonPageSeeker> pages_;
  bool opened_ = false, closed_ = false;  // the array or the keyed object
  bool in_inner_ = false;                 // in one of the lists of a nested one
  bool has_key_ = false;
  std::string record_key_;
  Dictionary keys_;                       // code - 1: column
  size_t retry_size_ = 0;
  uint64_t line_ = 1;
  uint64_t column_ = 0;                   // bytes since the start of the line
  bool line_is_blank_ = true;             // only spaces so far
  uint32_t source_row_ = 0;
  bool control_lines_ = false;
  uint64_t text_rows_ = 0;                // with JSON as a text in a field
  bool nested_ = false, loose_ = false, geometry_ = false, unnamed_ = false;
  // Recovery: inside a broken object.
  bool recovering_ = false, in_string_ = false, escape_ = false;
  std::string first_key_;                 // of the first object, as it stands
  uint32_t depth_ = 0;                    // open brackets; 0 while passing over something that is no object
  bool too_long_ = false;
  uint64_t broken_column_ = 0;            // where the broken object started its line, kNoColumn when it did not
  static constexpr uint64_t kNoColumn = std::numeric_limits<uint64_t>::max();
  JsonObject object_;
  JsonFlattener flat_;
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
  while (at < end && (is_json_space(*at) || *at == ',') && !(page_is_line_ && *at == '\n')) ++at;
  pass(begin, at);
  return at;
}

const char* JsonReader::seek_page(const char* at, const char* end) {
  const char* const next = pages_->seek(at, end, line_);
  pass(at, next);
  opened_ = pages_->found();
  if (place_.grouped && opened_) record_key_ = pages_->name();
  if (pages_->missed()) reject_page();
  return next;
}

void JsonReader::reject_page() {
  ++source_row_;
  const std::string_view page = pages_->page();
  add_reject(result_, pages_->page_line(), source_row_, "json.no_page", "The list that other answers have is missing.", page.substr(0, page.find('\n')));
  pages_->next_page();
}

// Whether a bracket within a text begins an object whose first field is called as that of the others: then a quote was lost, and what
// was taken for texts stands between them. -1: more text is needed.
int JsonReader::begins_object(const char* at, const char* end, bool at_end) const {
  if (first_key_.empty() || keyed_ || rows_ || *at != '{') return 0;
  const auto skip_space = [&] { while (at < end && is_json_space(*at)) ++at; };
  ++at;
  skip_space();
  for (const std::string_view part : {std::string_view("\""), std::string_view(first_key_), std::string_view("\"")}) {
    const size_t here = std::min(part.size(), static_cast<size_t>(end - at));
    if (std::string_view(at, here) != part.substr(0, here)) return 0;
    if (here < part.size()) return at_end ? 0 : -1;
    at += part.size();
  }
  skip_space();
  if (at == end) return at_end ? 0 : -1;
  return *at == ':';
}

const char* JsonReader::recover(const char* at, const char* end, bool at_end) {
  for (; at < end; ++at) {
    const char c = *at;
    if (page_is_line_ && c == '\n') {
      recovering_ = false;
      return at;
    }
    if (depth_ == 0 && !in_string_ && (c == ',' || c == '\n' || c == '{' || c == ']' || (keyed_ && c == '}') || (rows_ && c == '['))) {
      recovering_ = false;
      return at;
    }
    if (c == (rows_ ? '[' : '{') && !in_string_ && line_is_blank_ && column_ == broken_column_) {
      recovering_ = false;
      return at;
    }
    if (c == '\n') in_string_ = escape_ = false;
    if (in_string_ && c == '{' && !escape_) {
      const int begins = begins_object(at, end, at_end);
      if (begins < 0 && end - at < static_cast<std::ptrdiff_t>(kMaxRowBytes)) return at;
      if (begins > 0) {
        recovering_ = in_string_ = false;
        return at;
      }
    }
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
  if (!whole_file_ && !pages_ && !seeker_.found()) {
    const char* const found = seeker_.seek(begin, end);
    pass(begin, found);
    begin = found;
    opened_ = seeker_.found();
  }
  const char* const followed = begin;
  while (begin < end) {
    if (pages_ && !opened_) {
      begin = seek_page(begin, end);
      continue;
    }
    if (closed_ && !whole_file_) {
      begin = end;
      break;
    }
    if (recovering_) {
      const char* const next = recover(begin, end, at_end);
      if (next < end && recovering_) {
        begin = next;
        break;
      }
      begin = next;
      continue;
    }
    begin = between(begin, end);
    if (begin == end) break;
    if (page_is_line_ && *begin == '\n') {
      page_is_cut_ = true;
      opened_ = false;
      pages_->behind_list();
      continue;
    }
    if (const char* const behind = take_bracket(begin)) {
      pass(begin, behind);
      begin = behind;
      if (!pages_) continue;
      opened_ = closed_ = false;
      pages_->behind_list();
      continue;
    }
    const char* const next = take_next(begin, end, at_end);
    if (next == nullptr) break;
    begin = next;
    if (table_.columns.size() > kMaxColumns)
      return Error{ErrorCode::kBadInput, "json.too_many_columns", "The objects have more than 4096 different fields.",
                   "Export a list of objects of one kind.", {}, line_, {}};
  }
  if (opened_ && seeker_.wants_more()) seeker_.follow(followed, begin);
  window.take_until(begin);
  return {};
}

const char* JsonReader::take_bracket(const char* at) {
  if (place_.nested && opened_ && !closed_ && (*at == '[' ? !in_inner_ : *at == ']' && in_inner_)) {
    in_inner_ = !in_inner_;
    return at + 1;
  }
  // Answers of several pages may stand one behind the other, each an array.
  if (*at == '[' && whole_file_ && !rows_ && ((!opened_ && source_row_ == 0) || closed_)) {
    opened_ = true;
    closed_ = false;
    return at + 1;
  }
  if (!opened_ || *at != (keyed_ ? '}' : ']')) return nullptr;
  closed_ = true;
  return at + 1;
}

const char* JsonReader::take_next(const char* begin, const char* end, bool at_end) {
  const auto available = static_cast<size_t>(end - begin);
  if (!at_end && available < retry_size_) return nullptr;
  if (keyed_ && !has_key_ && *begin == '"') return take_key(begin, end, at_end);
  const bool too_long = available >= kMaxRowBytes;
  const char* const stop = too_long ? begin + kMaxRowBytes : end;
  const bool is_row = *begin == (rows_ ? '[' : '{') && keyed_ == has_key_;
  const bool last = at_end && stop == end;
  const JsonState state = !is_row ? JsonState::kBroken : rows_ ? scan_json_array(begin, stop, last, object_) : scan_json_object(begin, stop, last, object_);
  too_long_ = is_row && state == JsonState::kIncomplete;
  // A reject shows its first line: wait for it.
  const bool line_is_cut = state == JsonState::kBroken && !at_end && available < kMaxRejectText && std::memchr(begin, '\n', available) == nullptr;
  if (line_is_cut || (state == JsonState::kIncomplete && !too_long)) {
    retry_size_ = std::min(available * 2, kMaxRowBytes);
    return nullptr;
  }
  retry_size_ = 0;
  ++source_row_;
  if (first_key_.empty() && !rows_ && is_row && !object_.fields.empty()) first_key_ = object_.fields[0].key;
  if (state == JsonState::kObject) {
    take_row({begin, static_cast<size_t>(object_.next - begin)});
    has_key_ = false;
    pass(begin, object_.next);
    return object_.next;
  }
  const bool broken = state == JsonState::kBroken;
  has_key_ = false;
  return reject_object(begin, stop, is_row && broken && !rows_ && object_.depth == 1 && object_.next < end && *object_.next == '{');
}

const char* JsonReader::take_key(const char* begin, const char* end, bool at_end) {
  const auto available = static_cast<size_t>(end - begin);
  const bool too_long = available >= kMaxRowBytes;
  const char* const stop = too_long ? begin + kMaxRowBytes : end;
  const JsonState state = scan_json_key(begin, stop, at_end || too_long, object_);
  bool good = state == JsonState::kObject;
  if (good && !object_.fields[0].key_escaped) record_key_ = object_.fields[0].key;
  else if (good) good = unescape_json(object_.fields[0].key, record_key_);
  // A reject shows its first line: wait for it.
  const bool line_is_cut = !good && !at_end && available < kMaxRejectText && std::memchr(begin, '\n', available) == nullptr;
  if (state == JsonState::kIncomplete || line_is_cut) {
    retry_size_ = std::min(available * 2, kMaxRowBytes);
    return nullptr;
  }
  retry_size_ = 0;
  if (!good) {
    ++source_row_;
    return reject_object(begin, stop, false);
  }
  has_key_ = true;
  pass(begin, object_.next);
  return object_.next;
}

const char* JsonReader::reject_object(const char* begin, const char* stop, bool next_found) {
  // The start of the text is enough to find the place.
  const std::string_view raw(begin, std::min(static_cast<size_t>(stop - begin), kMaxRejectText));
  const std::string_view first_line = raw.substr(0, raw.find('\n'));
  const bool is_row = *begin == (rows_ ? '[' : '{');
  if (!is_row) reject("json.not_an_object", rows_ ? "A list of cells was expected." : "An object was expected.", first_line);
  else if (too_long_) reject("json.object_too_long", "The object is longer than 8 MB.", first_line);
  else reject("json.broken_object", object_.problem, first_line);
  if (next_found) {
    pass(begin, object_.next);
    return object_.next;
  }
  recovering_ = true;
  in_string_ = *begin == '"';
  escape_ = false;
  depth_ = *begin == '{' || *begin == '[' ? 1 : 0;
  broken_column_ = line_is_blank_ ? column_ : kNoColumn;
  pass(begin, begin + 1);
  return begin + 1;
}

Column& JsonReader::column_named(std::string_view key) {
  const Code code = keys_.intern(key);
  if (code > table_.columns.size()) {
    std::string name = has_key_column_ ? unique_column_name(table_, std::string(key)) : std::string(key);
    table_.columns.emplace_back().name = std::move(name);
  }
  return table_.columns[code - 1];
}

void JsonReader::take_row(std::string_view raw) {
  if (check_rows_ && !is_clean_text(raw)) {
    reject("json.invalid_bytes", "The object holds bytes that are not text in this encoding.", raw);
    return;
  }
  if (rows_ && table_.columns.empty() && table_.row_count() == 0) {
    name_cells();
    if (!table_.columns.empty() && place_.header == kNoBracket && is_header()) {
      --source_row_;
      return;
    }
  }
  if (place_.shape == JsonShape::kSequence && object_.has_nested && is_control_line(object_.fields)) {
    reject("json.control_line", "The line tells a loader what to do; it is no record.", raw);
    control_lines_ = true;
    return;
  }
  flat_.clear();
  const bool deep = object_.has_nested && !rows_;
  if (deep && !flatten() && !flat_.bad_escape()) {
    reject("json.broken_object", flat_.problem(), raw);
    return;
  }
  const bool good = !flat_.bad_escape() && (rows_ ? take_cells() : deep || take_object());
  if (!good) {
    reject("json.bad_escape", "An escape stands for no character.", raw);
    return;
  }
  if (deep) take_flat();
  text_rows_ += std::any_of(object_.fields.begin(), object_.fields.end(), [](const JsonField& field) { return holds_json(field); });
  loose_ = loose_ || object_.loose || flat_.loose();
  nested_ = nested_ || flat_.kept_text();
  table_.source_rows.push_back(source_row_);
  table_.line_numbers.push_back(line_);
}

bool JsonReader::take_object() {
  for (const JsonField& field : object_.fields) {
    if (field.key_escaped && !unescape_json(field.key, scratch_)) return false;
    if (field.value_escaped && !unescape_json(field.value, scratch_)) return false;
  }
  const uint32_t row = table_.row_count();
  if (has_key_column_) set(table_.columns[0], row, record_key_);
  for (size_t i = 0; i < object_.fields.size(); ++i) {
    const JsonField& field = object_.fields[i];
    Column& column = column_of(plain_key(field), i + has_key_column_);
    std::string_view value = field.kind == JsonKind::kNull ? std::string_view() : field.value;
    if (field.value_escaped) {
      unescape_json(field.value, scratch_);
      value = scratch_;
    }
    set(column, row, value);
  }
  return true;
}

bool JsonReader::flatten() {
  for (const JsonField& field : object_.fields)
    if (field.key_escaped && !unescape_json(field.key, scratch_)) return flat_.add_value({}, field.key, true);
  const JsonEnvelope envelope = find_envelope(object_.fields);
  for (const JsonField& field : object_.fields) {
    if (&field == envelope.type || &field == envelope.geometry) continue;
    if (!flatten_field(field, envelope)) return false;
  }
  if (envelope.geometry != nullptr) add_geometry(*envelope.geometry);
  return true;
}

bool JsonReader::flatten_field(const JsonField& field, const JsonEnvelope& envelope) {
  const std::string_view name = plain_key(field);
  if (field.kind != JsonKind::kNested) return flat_.add_value(name, field.kind == JsonKind::kNull ? std::string_view() : field.value, field.value_escaped);
  const bool is_inner = &field == envelope.inner;
  const size_t from = flat_.size();
  if (!flat_.add(is_inner ? std::string_view() : name, field.value)) return false;
  if (is_inner) {
    // What stands around has its own name.
    for (size_t i = from; i < flat_.size(); ++i)
      for (const JsonField& other : object_.fields)
        if (&other != envelope.type && &other != &field && other.key == flat_.name(i)) flat_.rename(i, std::string(name) + "." + std::string(flat_.name(i)));
  }
  if (table_.columns.size() + (flat_.size() - from) <= kMaxFlatColumns) return true;
  size_t added = 0;
  for (size_t i = from; i < flat_.size(); ++i) added += keys_.find(flat_.name(i)) == kMissing;
  if (added > 0 && table_.columns.size() + added > kMaxFlatColumns) flat_.replace(from, name, field.value);
  return true;
}

void JsonReader::add_geometry(const JsonField& field) {
  std::string_view longitude, latitude;
  if (field.kind == JsonKind::kNull) return;
  if (field.kind == JsonKind::kNested && point_of(field.value, longitude, latitude)) {
    flat_.add_value("geometry.longitude", longitude, false);
    flat_.add_value("geometry.latitude", latitude, false);
    return;
  }
  geometry_ = true;
}

void JsonReader::take_flat() {
  const uint32_t row = table_.row_count();
  if (has_key_column_) set(table_.columns[0], row, record_key_);
  for (size_t i = 0; i < flat_.size(); ++i) set(column_of(flat_.name(i), i + has_key_column_), row, flat_.value(i));
}

bool JsonReader::is_header() const {
  constexpr size_t kMinWord = 4;  // "address2", "line_1", but not "A1", which is a code
  size_t numbered = 0;
  const bool good = std::all_of(object_.fields.begin(), object_.fields.end(), [&](const JsonField& cell) {
    if (cell.kind != JsonKind::kString || cell.value.empty()) return false;
    std::string_view name = cell.value;
    if (name.size() > kMinWord && is_digit(name.back()) && name[name.size() - 2] != ' ') name.remove_suffix(1), ++numbered;
    return std::none_of(name.begin(), name.end(), [](char c) { return is_digit(c) || c == '@'; });
  });
  return good && (numbered == 0 || numbered < object_.fields.size());
}

// Columns of rows: named by their list, or by the first row.
void JsonReader::name_cells() {
  std::vector<std::string> names = seeker_.names();
  if (names.empty() && place_.header == kNoBracket && is_header())
    for (const JsonField& cell : object_.fields) {
      std::string& name = names.emplace_back(cell.value);
      if (cell.value_escaped && !unescape_json(cell.value, name)) name.clear();
    }
  unnamed_ = names.empty() && place_.header == kNoBracket;
  for (std::string& name : names)
    table_.columns.emplace_back().name = unique_column_name(table_, name.empty() ? "column " + std::to_string(table_.columns.size() + 1) : name);
}

bool JsonReader::take_cells() {
  for (const JsonField& cell : object_.fields)
    if (cell.value_escaped && !unescape_json(cell.value, scratch_)) return false;
  const uint32_t row = table_.row_count();
  for (size_t i = 0; i < object_.fields.size(); ++i) {
    const JsonField& cell = object_.fields[i];
    if (i >= table_.columns.size()) table_.columns.emplace_back().name = unique_column_name(table_, "column " + std::to_string(i + 1));
    std::string_view value = cell.kind == JsonKind::kNull ? std::string_view() : cell.value;
    if (cell.value_escaped) {
      unescape_json(cell.value, scratch_);
      value = scratch_;
    }
    nested_ = nested_ || cell.kind == JsonKind::kNested;
    set(table_.columns[i], row, value);
  }
  return true;
}

// The name of a list says nothing when it numbers pages, or when a field of the records says the same.
void JsonReader::drop_idle_key() {
  const Column& key = table_.columns[0];
  const auto is_page = [](std::string_view text) {
    const std::string lower = text::lower(text);
    std::string_view rest = lower;
    if (rest.starts_with("page")) rest.remove_prefix(4);
    return std::all_of(rest.begin(), rest.end(), [](char c) { return is_digit(c) || c == '_' || c == ' ' || c == '-'; });
  };
  bool idle = true;
  for (uint32_t code = 1; code < key.values.size() && idle; ++code) idle = is_page(key.values[code]);
  for (size_t i = 1; i < table_.columns.size() && !idle; ++i) {
    const Column& other = table_.columns[i];
    idle = true;
    for (uint32_t row = 0; row < table_.row_count() && idle; ++row) idle = other.text(row) == key.text(row);
  }
  if (idle) table_.columns.erase(table_.columns.begin());
}

Status JsonReader::finish() {
  // Names that stand behind their rows.
  if (rows_ && place_.header != kNoBracket && place_.header > place_.opening) {
    const std::vector<std::string> names = seeker_.names();
    unnamed_ = names.empty();
    for (size_t i = 0; i < std::min(names.size(), table_.columns.size()); ++i)
      if (!names[i].empty() && names[i] != table_.columns[i].name) table_.columns[i].name = unique_column_name(table_, names[i]);
  }
  for (Column& column : table_.columns) column.codes.resize(table_.row_count(), kMissing);
  if (place_.grouped) drop_idle_key();
  if (result_.stated_row_count > 0 && (result_.stated_row_count > table_.row_count() + result_.rejected_count || result_.stated_row_count == 1)) add_notice(result_, "json_more_at_service");
  if (nested_) add_notice(result_, "nested_value_kept_as_text");
  if (geometry_) add_notice(result_, "json_geometry_left_out");
  if (loose_) add_notice(result_, "json_loose_values");
  if (control_lines_) add_notice(result_, "json_control_lines");
  if (text_rows_ * 2 > table_.row_count()) add_notice(result_, "json_text_in_field");
  if (unnamed_ && rows_) add_notice(result_, "header_missing");
  if (pages_ && !opened_) {
    pages_->finish();
    if (pages_->missed()) reject_page();
  }
  if ((opened_ && !closed_) || page_is_cut_) add_notice(result_, "json_array_not_closed");
  return {};
}

}  // namespace

std::unique_ptr<RowReader> make_json_reader(ImportResult& result, const ReaderOptions& options) {
  if (options.records.shape == JsonShape::kColumns) return make_json_columns_reader(result, options);
  return std::make_unique<JsonReader>(result, options);
}

}  // namespace jumelles::ingest
