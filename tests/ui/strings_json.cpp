#include "ui/strings_json.h"

#include <nlohmann/json.hpp>

namespace jumelles::fixture {
namespace {

using nlohmann::json;
using Change = std::function<std::string(const std::string&, std::string)>;

void walk(json& j, const std::string& path, const Change& change) {
  if (j.is_string()) j = change(path, j.get<std::string>());
  else if (j.is_array())
    for (json& item : j) walk(item, path, change);
  else if (j.is_object())
    for (auto& [key, item] : j.items()) walk(item, path.empty() ? key : path + "." + key, change);
}

}  // namespace

std::string with_strings(std::string_view text, const Change& change) {
  json j = json::parse(text);
  walk(j, "", change);
  return j.dump();
}

}  // namespace jumelles::fixture
