#pragma once

// A recipe as a file of its own, recipe.json: what was mended in one project is mended in another one. docs/project.md describes it.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "standardize/recipe.h"

namespace jumelles::document {

constexpr int kRecipeVersion = 1;

// Rules in their order, without the names that they have in their project. Ends with a line break.
std::string recipe_to_json(const std::vector<standardize::RecipeRule>& rules);

struct RuleProblem {
  size_t place = 0;  // in the file, from 0
  Error problem;
};
struct RecipeFile {
  std::vector<standardize::RecipeRule> rules;
  std::vector<size_t> places;        // of `rules`, in the file
  std::vector<RuleProblem> problems;  // of rules that cannot be read: the others are in `rules`
};
// Of a recipe.json, or of a project.json, whose recipe it is. Whether attributes and sources of that name are there is not asked.
// Errors: no JSON ("recipe.unreadable"), no list of rules ("recipe.no_list"), another version ("recipe.version").
Result<RecipeFile> recipe_from_json(std::string_view text);

}  // namespace jumelles::document
