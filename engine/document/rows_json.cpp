#include <nlohmann/json.hpp>

#include <map>
#include <set>

#include "document/field_table.h"
#include "document/json_parts.h"
#include "document/rows.h"

namespace jumelles::document {
namespace {

using Json = nlohmann::ordered_json;

// What its elements are called: by "name" or "id", where all have another one that fits into a path; else by their place.
std::vector<std::string> names_of(const Json& list) {
  for (const char* key : {"name", "id"}) {
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const Json& element : list) {
      const auto found = element.find(key);
      if (found == element.end() || !found->is_string()) break;
      const std::string& name = found->get_ref<const std::string&>();
      // What is a number only would pass for a place.
      const bool fits = !name.empty() && name.find_first_of("[]") == std::string::npos && name.find_first_not_of("0123456789") != std::string::npos;
      if (!fits || !seen.insert(name).second) break;
      names.push_back(name);
    }
    if (names.size() == list.size()) return names;
  }
  std::vector<std::string> places;
  for (size_t i = 0; i < list.size(); ++i) places.push_back(std::to_string(i));
  return places;
}

bool holds_objects(const Json& json) { return json.is_array() && !json.empty() && json.front().is_object(); }

void flatten(const Json& json, const std::string& path, std::vector<Row>& rows) {
  if (json.is_object()) {
    for (const auto& [name, value] : json.items()) flatten(value, path.empty() ? name : path + "." + name, rows);
  } else if (holds_objects(json)) {
    const std::vector<std::string> names = names_of(json);
    for (size_t i = 0; i < json.size(); ++i) flatten(json[i], path + "[" + names[i] + "]", rows);
  } else {
    const FieldInfo* field = find_field(path);
    FieldKind kind = field != nullptr ? field->says.kind : FieldKind::kSetting;
    if (kind == FieldKind::kGroup) kind = FieldKind::kSetting;  // an empty list
    rows.push_back({path, json.dump(-1, ' ', false, Json::error_handler_t::replace), kind});
  }
}

// A step of a path: a name, or an element of a list.
struct Step {
  std::string name;
  bool element = false;
};
std::vector<Step> steps_of(const std::string& path) {
  std::vector<Step> steps;
  size_t at = 0;
  while (at < path.size()) {
    if (path[at] == '[') {
      const size_t end = path.find(']', at);
      if (end == std::string::npos) return {};
      steps.push_back({path.substr(at + 1, end - at - 1), true});
      at = end + 1;
    } else {
      at += path[at] == '.';
      const size_t end = path.find_first_of(".[", at);
      steps.push_back({path.substr(at, end - at), false});
      at = end == std::string::npos ? path.size() : end;
    }
  }
  return steps;
}

// Puts rows together again; elements stand in the order in which they come first.
class Builder {
 public:
  bool put(const Row& row) {
    const std::vector<Step> steps = steps_of(row.path);
    Json value = Json::parse(row.value, nullptr, false);
    if (steps.empty() || value.is_discarded()) return false;
    Json* at = &root_;
    std::string path;
    for (const Step& step : steps) {
      path += step.element ? "[" + step.name + "]" : "." + step.name;
      if (step.element ? !at->is_null() && !at->is_array() : !at->is_null() && !at->is_object()) return false;
      if (!step.element) {
        at = &(*at)[step.name];
        continue;
      }
      if (at->is_null()) *at = Json::array();
      const auto [found, fresh] = place_.emplace(path, at->size());
      if (fresh) at->push_back(nullptr);
      at = &(*at)[found->second];
    }
    *at = std::move(value);
    return true;
  }
  const Json& root() const { return root_; }

 private:
  Json root_ = Json::object();
  std::map<std::string, size_t> place_;
};

}  // namespace

std::vector<Row> to_rows(const Project& project) {
  std::vector<Row> rows;
  flatten(settings_json(project), {}, rows);
  return rows;
}

std::vector<Error> from_rows(const std::vector<Row>& rows, Project& out) {
  std::vector<Error> problems;
  Builder builder;
  for (const Row& row : rows)
    if (!builder.put(row))
      problems.push_back({ErrorCode::kBadInput, "project.bad_row", "A row of the project is not understood.", "Open an older copy of the project, or its project.json.", row.path, 0, {row.path}});
  if (!problems.empty()) return problems;
  return settings_from_json(builder.root(), out);
}

bool restore_rows(const std::vector<Row>& rows, Project& out) {
  Builder builder;
  for (const Row& row : rows) (void)builder.put(row);
  return restore_settings(builder.root(), out);
}

}  // namespace jumelles::document
