#include <nlohmann/json.hpp>

#include "document/field_table.h"
#include "document/schema.h"

namespace jumelles::document {
namespace {

using Json = nlohmann::ordered_json;

Json of_type(const std::string& type, const FieldInfo& field) {
  if (type == "bool") return {{"type", "boolean"}};
  if (type == "object") return {{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}};
  if (type == "list") return {{"type", "array"}};
  Json json{{"type", type == "whole" ? "integer" : type == "number" ? "number" : "string"}};
  if (type == "one of") json["enum"] = field.ids;
  if (field.range && type == "number") {
    json[field.range->open_low ? "exclusiveMinimum" : "minimum"] = field.range->low;
    if (field.range->high < kNoLimit) json[field.range->open_high ? "exclusiveMaximum" : "maximum"] = field.range->high;
  }
  return json;
}

// Where a path leads: into the properties of objects and the items of lists.
Json& place_of(Json& root, const std::string& path) {
  Json* at = &root;
  size_t begin = 0;
  while (begin < path.size()) {
    const size_t end = path.find_first_of(".[", begin);
    at = &(*at)["properties"][path.substr(begin, end - begin)];
    begin = end;
    while (begin != std::string::npos && path.compare(begin, 2, "[]") == 0) at = &(*at)["items"], begin += 2;
    if (begin == std::string::npos || begin >= path.size()) break;
    ++begin;
  }
  return *at;
}

}  // namespace

std::string json_schema() {
  Json root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Jumelles project"}, {"type", "object"},
            {"required", {"version"}}, {"additionalProperties", false}, {"properties", Json::object()}};
  for (const FieldInfo& field : field_table()) {
    Json& place = place_of(root, field.path);
    place = of_type(field.type, field);
    if (field.type == "list") {
      Json items = of_type(field.element, field);
      place["items"] = std::move(items);
    }
    if (field.optional) place["type"] = Json::array({place["type"], "null"});
    if (field.optional && place.contains("enum")) place["enum"].push_back(nullptr);
    place["description"] = field.says.meaning;
    place["x-kind"] = id(field.says.kind);
    if (field.says.stage != Stage::kNone) place["x-stage"] = id(field.says.stage);
  }
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace jumelles::document
