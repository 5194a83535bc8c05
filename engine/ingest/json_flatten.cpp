#include "ingest/json_flatten.h"

#include <algorithm>

#include "ingest/json_envelope.h"

namespace jumelles::ingest {
namespace {

// Objects of one list that get columns of their own: more addresses or phones are not compared anyway.
constexpr size_t kMaxObjects = 9;
// Separators of the values of one cell, the first that none of them holds.
constexpr const char* kJoiners[] = {"; ", " | "};

}  // namespace

void JsonFlattener::clear() {
  arena_.clear();
  cells_.clear();
  kept_text_ = loose_ = bad_escape_ = false;
  problem_ = "";
}

JsonFlattener::Part JsonFlattener::keep(std::string_view text) {
  arena_ += text;
  return {arena_.size() - text.size(), text.size()};
}

bool JsonFlattener::add(std::string_view name, std::string_view raw) {
  path_ = name;
  return inside(raw, 0);
}

bool JsonFlattener::add_value(std::string_view name, std::string_view raw, bool escaped) {
  Cell cell;
  if (escaped) {
    if (!unescape_json(raw, scratch_)) {
      bad_escape_ = true;
      return false;
    }
    cell.owned = true;
    cell.text = keep(scratch_);
  }
  cell.raw = raw;
  cell.name = keep(name);
  cells_.push_back(cell);
  return true;
}

bool JsonFlattener::add_made(std::string_view text) {
  Cell cell;
  cell.owned = true;
  cell.text = keep(text);
  cell.name = keep(path_);
  cells_.push_back(cell);
  return true;
}

void JsonFlattener::replace(size_t from, std::string_view name, std::string_view raw) {
  cells_.resize(from);
  add_value(name, raw, false);
  kept_text_ = true;
}

bool JsonFlattener::inside(std::string_view raw, uint32_t depth) {
  if (JsonField value; may_be_typed(raw) && unwrap_value(raw, value, made_)) return made_.empty() ? add_value(path_, value.kind == JsonKind::kNull ? std::string_view() : value.value, value.value_escaped) : add_made(made_);
  // scan_json_object has paired the brackets and bounded their depth.
  if (levels_.size() <= depth) levels_.resize(depth + 1);
  JsonObject found = std::move(levels_[depth]);
  const char* const end = raw.data() + raw.size();
  const bool is_object = raw.front() == '{';
  const JsonState state = is_object ? scan_json_object(raw.data(), end, true, found) : scan_json_array(raw.data(), end, true, found);
  bool good = state == JsonState::kObject;
  if (!good) problem_ = found.problem;
  loose_ = loose_ || found.loose;
  good = good && (is_object ? object(found.fields, depth) : array(raw, found.fields, depth));
  levels_[depth] = std::move(found);
  return good;
}

bool JsonFlattener::object(const std::vector<JsonField>& fields, uint32_t depth) {
  const size_t path_size = path_.size();
  for (const JsonField& field : fields) {
    std::string_view key = field.key;
    if (field.key_escaped) {
      if (!unescape_json(field.key, scratch_)) {
        bad_escape_ = true;
        return false;
      }
      key = scratch_;
    }
    path_.resize(path_size);
    if (path_size > 0) path_ += '.';
    path_ += key.empty() ? std::string_view("(empty)") : key;
    const bool good = field.kind == JsonKind::kNested ? inside(field.value, depth + 1)
                                                      : add_value(path_, field.kind == JsonKind::kNull ? std::string_view() : field.value, field.value_escaped);
    if (!good) return false;
  }
  path_.resize(path_size);
  return true;
}

bool JsonFlattener::joined(const std::vector<JsonField>& items) {
  std::vector<std::string> texts;
  for (const JsonField& item : items) {
    std::string text(item.kind == JsonKind::kNull ? std::string_view() : item.value);
    if (item.value_escaped && !unescape_json(item.value, text)) {
      bad_escape_ = true;
      return true;
    }
    if (!text.empty()) texts.push_back(std::move(text));
  }
  if (texts.size() < 2) return add_made(texts.empty() ? std::string_view() : std::string_view(texts[0]));
  for (const char* const joiner : kJoiners) {
    const bool free = std::none_of(texts.begin(), texts.end(), [&](const std::string& text) { return text.find(joiner[joiner[0] == ' ']) != std::string::npos; });
    if (!free) continue;
    std::string all = texts[0];
    for (size_t i = 1; i < texts.size(); ++i) all.append(joiner).append(texts[i]);
    return add_made(all);
  }
  return false;
}

// A list of typed values is one of values.
bool JsonFlattener::unwrapped(std::string_view raw, const std::vector<JsonField>& items, uint32_t depth) {
  JsonField first;
  const auto is_object = [](const JsonField& item) { return item.kind == JsonKind::kNested && item.value.front() == '{'; };
  if (!is_object(items[0]) || !unwrap_value(items[0].value, first, made_)) return false;
  std::vector<JsonField> values = items;
  std::vector<std::string> made(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    if (!is_object(items[i])) continue;
    if (!unwrap_value(items[i].value, values[i], made[i])) return false;
    if (!made[i].empty()) values[i].kind = JsonKind::kLiteral, values[i].value_escaped = false, values[i].value = made[i];
  }
  array(raw, values, depth);
  return true;
}

bool JsonFlattener::array(std::string_view raw, const std::vector<JsonField>& items, uint32_t depth) {
  if (items.empty()) return true;  // no value, and no telling which columns it would have
  const auto is_object = [](const JsonField& item) { return item.kind == JsonKind::kNested && item.value.front() == '{'; };
  const auto is_null = [](const JsonField& item) { return item.kind == JsonKind::kNull; };
  if (unwrapped(raw, items, depth)) return !bad_escape_;
  const bool scalars = std::none_of(items.begin(), items.end(), [](const JsonField& item) { return item.kind == JsonKind::kNested; });
  const bool objects = std::all_of(items.begin(), items.end(), [&](const JsonField& item) { return is_object(item) || is_null(item); });
  if (scalars && joined(items)) return !bad_escape_;
  if (scalars || !objects) {
    kept_text_ = true;
    return add_value(path_, raw, false);
  }
  const size_t path_size = path_.size();
  size_t number = 0;
  for (const JsonField& item : items) {
    if (is_null(item)) continue;
    path_.resize(path_size);
    if (path_size > 0) path_ += '.';
    if (++number > kMaxObjects) {
      // The rest as one list.
      const char* const last = raw.data() + raw.size();
      path_ += "more";
      add_made("[" + std::string(item.value.data(), last));
      kept_text_ = true;
      break;
    }
    path_ += std::to_string(number);
    if (!inside(item.value, depth + 1)) return false;
  }
  path_.resize(path_size);
  return true;
}

}  // namespace jumelles::ingest
