#include <nlohmann/json.hpp>

#include "document/json_parts.h"
#include "document/project.h"
#include "document/recipe_file.h"

namespace jumelles::document {
namespace {

using Json = nlohmann::ordered_json;

// What a rule does not say is left out, so that people can read and write the file.
void drop_what_is_empty(Json& rule) {
  rule.erase("name");
  for (auto it = rule.begin(); it != rule.end();) {
    const bool is_empty = (it->is_string() && it->get_ref<const std::string&>().empty()) || (it->is_array() && it->empty()) || (it.key() == "enabled" && *it == true);
    it = is_empty ? rule.erase(it) : std::next(it);
  }
}

Error bad_rule(const Error& problem, size_t place) {
  return {ErrorCode::kBadConfig, "recipe.bad_rule", "A rule of the file cannot be read: " + problem.message, "Correct it, or leave it out.", problem.path, 0,
          {std::to_string(place + 1), problem.path}};
}

}  // namespace

std::string recipe_to_json(const std::vector<standardize::RecipeRule>& rules) {
  Json list = list_json(rules);
  for (Json& rule : list) drop_what_is_empty(rule);
  const Json file{{"version", kRecipeVersion}, {"recipe", std::move(list)}};
  return file.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<RecipeFile> recipe_from_json(std::string_view text) {
  const auto unreadable = [](std::string what) {
    return Error{ErrorCode::kBadInput, "recipe.unreadable", "The recipe is not readable: " + what, "Choose a recipe.json written by Jumelles.", {}, 0, {what}};
  };
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::exception& problem) {
    return unreadable(problem.what());
  }
  if (!json.is_object()) return unreadable("it is not an object.");
  const auto list = json.find("recipe"), version = json.find("version");
  if (list == json.end() || !list->is_array())
    return Error{ErrorCode::kBadInput, "recipe.no_list", "The file holds no list of rules.", "Choose a recipe.json written by Jumelles.", {}, 0, {}};
  const int known = json.contains("link") ? kProjectVersion : kRecipeVersion;  // a project has its own
  if (version == json.end() || *version != known)
    return Error{ErrorCode::kUnsupported, "recipe.version", "The recipe is of another version than this program reads.", "Use the version of Jumelles that wrote it.", "version", 0, {std::to_string(known)}};
  RecipeFile file;
  for (size_t i = 0; i < list->size(); ++i) {
    standardize::RecipeRule rule;
    if (const std::optional<Error> problem = rule_from_json((*list)[i], rule)) {
      file.problems.push_back({i, bad_rule(*problem, i)});
      continue;
    }
    file.rules.push_back(std::move(rule));
    file.places.push_back(i);
  }
  return file;
}

}  // namespace jumelles::document
