#include "ingest/json_seek.h"

#include "ingest/json_scanner.h"

namespace jumelles::ingest {
namespace {

constexpr size_t kMaxHeaderBytes = size_t{1} << 20;
// Where services write the name of a column, the one that programs use first.
constexpr std::string_view kNameKeys[] = {"fieldName", "name", "field", "id", "title", "label", "displayName"};

std::string text_of(const JsonField& field) {
  std::string out(field.value);
  if (field.kind == JsonKind::kNull || (field.value_escaped && !unescape_json(field.value, out))) out.clear();
  return out;
}

std::string name_in(const JsonField& item) {
  if (item.kind != JsonKind::kNested) return text_of(item);
  JsonObject object;
  if (item.value.front() != '{' || scan_json_object(item.value.data(), item.value.data() + item.value.size(), true, object) != JsonState::kObject) return {};
  for (const std::string_view key : kNameKeys)
    for (const JsonField& field : object.fields)
      if (field.key == key && field.kind == JsonKind::kString) return text_of(field);
  return {};
}

}  // namespace

void JsonSeeker::step(char c) {
  const bool in_text = text_.take(c);
  if (header_depth_ > 0) header_ += c;
  if (in_text) return;
  if (c == '{' || c == '[') {
    found_ = found_ || openings_ == place_.opening;
    if (header_depth_ > 0) ++header_depth_;
    else if (openings_ == place_.header) {
      header_depth_ = 1;
      header_ = c;
    }
    ++openings_;
  } else if ((c == '}' || c == ']') && header_depth_ > 0) {
    header_done_ = --header_depth_ == 0;
  }
  if (header_.size() <= kMaxHeaderBytes) return;
  header_.clear();
  header_depth_ = 0;
  header_done_ = true;
}

const char* JsonSeeker::seek(const char* at, const char* end) {
  while (at < end && !found_) step(*at++);
  return at;
}

void JsonSeeker::follow(const char* at, const char* end) {
  while (at < end && wants_more()) step(*at++);
}

std::vector<std::string> JsonSeeker::names() const {
  std::vector<std::string> out;
  JsonObject list;
  if (!header_done_ || header_.empty() || scan_json_array(header_.data(), header_.data() + header_.size(), true, list) != JsonState::kObject) return out;
  for (const JsonField& item : list.fields) out.push_back(name_in(item));
  return out;
}

}  // namespace jumelles::ingest
