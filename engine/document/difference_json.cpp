#include <nlohmann/json.hpp>

#include <algorithm>

#include "document/difference.h"
#include "document/json_parts.h"

namespace jumelles::document {
namespace {

using Json = nlohmann::ordered_json;

// Of lists of other lengths nothing is said but that they were replaced: what is at one place has nothing to do with what was.
void collect(const Json& before, const Json& after, const std::string& path, Json& back, Json& forth) {
  if (before == after) return;
  const bool objects = before.is_object() && after.is_object(), lists = before.is_array() && after.is_array();
  if (objects && before.size() == after.size()) {
    for (const auto& [name, value] : before.items()) collect(value, after.at(name), path + "/" + name, back, forth);
    return;
  }
  if (lists && before.size() == after.size()) {
    for (size_t i = 0; i < before.size(); ++i) collect(before[i], after[i], path + "/" + std::to_string(i), back, forth);
    return;
  }
  back[path] = before;
  forth[path] = after;
}

template <class T>
Splice<T> splice(const std::vector<T>& before, const std::vector<T>& after) {
  const size_t shorter = std::min(before.size(), after.size());
  Splice<T> out;
  while (out.at < shorter && before[out.at] == after[out.at]) ++out.at;
  size_t tail = 0;
  while (tail < shorter - out.at && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  const auto part = [&](const std::vector<T>& list) {
    return std::vector<T>(list.begin() + static_cast<std::ptrdiff_t>(out.at), list.end() - static_cast<std::ptrdiff_t>(tail));
  };
  out.before = part(before);
  out.after = part(after);
  return out;
}

template <class T>
void apply(const Splice<T>& splice, Direction direction, std::vector<T>& list) {
  if (splice.empty()) return;
  const std::vector<T>& is = direction == Direction::kBack ? splice.after : splice.before;
  const std::vector<T>& becomes = direction == Direction::kBack ? splice.before : splice.after;
  const size_t at = std::min(splice.at, list.size()), end = std::min(at + is.size(), list.size());
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(at), list.begin() + static_cast<std::ptrdiff_t>(end));
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), becomes.begin(), becomes.end());
}

bool set_fields(const Json& changes, Project& project) {
  Json json = settings_json(project);
  for (const auto& [path, value] : changes.items()) json[Json::json_pointer(path)] = value;
  return restore_settings(json, project);
}

uint64_t bytes_of(const std::string& text) { return sizeof text + text.capacity(); }
uint64_t bytes_of(const RecordName& name) { return sizeof name + name.source.capacity() + name.id.capacity() + name.content.capacity(); }
uint64_t bytes_of(const PairDecision& x) {
  uint64_t bytes = sizeof x + bytes_of(x.a) + bytes_of(x.b) + x.verdict.capacity() + x.origin.who.capacity() + x.origin.how.capacity();
  for (const RecordName& name : x.follows) bytes += bytes_of(name);
  return bytes;
}
uint64_t bytes_of(const KnownRecord& x) { return sizeof x + bytes_of(x.record) + x.group.capacity() + x.origin.who.capacity() + x.origin.how.capacity(); }
uint64_t bytes_of(const SampledGroup& x) {
  uint64_t bytes = sizeof x + x.thing_of.capacity() * sizeof(uint64_t);
  for (const auto* names : {&x.members, &x.missing})
    for (const RecordName& name : *names) bytes += bytes_of(name);
  return bytes;
}
uint64_t bytes_of(const ShapedGroup& x) {
  uint64_t bytes = sizeof x + x.thing_of.capacity() * sizeof(uint64_t) + x.how.capacity() + x.origin.who.capacity();
  for (const RecordName& name : x.records) bytes += bytes_of(name);
  return bytes;
}
uint64_t bytes_of(const GoldenDecision& x) {
  uint64_t bytes = sizeof x + x.attribute.capacity() + x.act.capacity() + x.value.capacity() + x.below.capacity() + x.origin.who.capacity();
  for (const RecordName& name : x.records) bytes += bytes_of(name);
  return bytes;
}
template <class T>
uint64_t bytes_of(const Splice<T>& splice) {
  uint64_t bytes = 0;
  for (const auto* list : {&splice.before, &splice.after})
    for (const T& element : *list) bytes += bytes_of(element);
  return bytes;
}

}  // namespace

Difference difference(const Project& before, const Project& after) {
  Difference out;
  Json back = Json::object(), forth = Json::object();
  collect(settings_json(before), settings_json(after), "", back, forth);
  if (!back.empty()) {
    out.before = back.dump();
    out.after = forth.dump();
  }
  out.pairs = splice(before.decisions.pairs, after.decisions.pairs);
  out.known_groups = splice(before.decisions.known_groups, after.decisions.known_groups);
  out.sample = splice(before.decisions.sample, after.decisions.sample);
  out.shaped_groups = splice(before.decisions.shaped_groups, after.decisions.shaped_groups);
  out.golden_values = splice(before.decisions.golden_values, after.decisions.golden_values);
  return out;
}

void apply(const Difference& difference, Direction direction, Project& project) {
  const std::string& fields_text = direction == Direction::kBack ? difference.before : difference.after;
  if (!fields_text.empty()) {
    (void)set_fields(Json::parse(fields_text), project);  // both were written here
  }
  apply(difference.pairs, direction, project.decisions.pairs);
  apply(difference.known_groups, direction, project.decisions.known_groups);
  apply(difference.sample, direction, project.decisions.sample);
  apply(difference.shaped_groups, direction, project.decisions.shaped_groups);
  apply(difference.golden_values, direction, project.decisions.golden_values);
}

namespace {

template <class T>
void put(Json& json, const char* name, const Splice<T>& splice) {
  if (!splice.empty()) json[name] = {{"at", splice.at}, {"remove", splice.before.size()}, {"insert", list_json(splice.after)}};
}

template <class T>
bool take(const Json& json, const char* name, std::vector<T>& list) {
  const auto found = json.find(name);
  if (found == json.end()) return true;
  const size_t at = found->at("at").get<size_t>(), remove = found->at("remove").get<size_t>();
  std::vector<T> insert;
  if (at > list.size() || remove > list.size() - at || !list_from_json(found->at("insert"), insert)) return false;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(at), list.begin() + static_cast<std::ptrdiff_t>(at + remove));
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), insert.begin(), insert.end());
  return true;
}

}  // namespace

std::string to_json(const Difference& difference) {
  Json json = Json::object();
  if (!difference.after.empty()) json["fields"] = Json::parse(difference.after);
  put(json, "decisions", difference.pairs);
  put(json, "known_groups", difference.known_groups);
  put(json, "sample", difference.sample);
  put(json, "shaped_groups", difference.shaped_groups);
  put(json, "golden_values", difference.golden_values);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool apply_json(std::string_view text, Project& project) {
  try {
    const Json json = Json::parse(text);
    if (!json.is_object() || (json.contains("fields") && !set_fields(json["fields"], project))) return false;
    return take(json, "decisions", project.decisions.pairs) && take(json, "known_groups", project.decisions.known_groups) &&
           take(json, "sample", project.decisions.sample) && take(json, "shaped_groups", project.decisions.shaped_groups) &&
           take(json, "golden_values", project.decisions.golden_values);
  } catch (const Json::exception&) {
    return false;
  }
}

uint64_t memory_bytes(const Difference& difference) {
  return sizeof difference + bytes_of(difference.before) + bytes_of(difference.after) + bytes_of(difference.pairs) + bytes_of(difference.known_groups) +
         bytes_of(difference.sample) + bytes_of(difference.shaped_groups) + bytes_of(difference.golden_values);
}

}  // namespace jumelles::document
