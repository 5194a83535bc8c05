#pragma once

// The screen of the recipe: rules that mend original values before they are cleaned.

#include <string>

#include "panels/panels.h"

namespace jumelles::ui {

// What a rule does, in one sentence.
std::string recipe_sentence(const protocol::RecipeRuleSummary& rule);
// Whether it is about rows: these stand before the others.
bool is_of_rows(const protocol::RecipeRuleSummary& rule);
// What becomes of an example of it: "Société : ACME" of a value that is moved; "": it is missing.
std::string recipe_outcome(const protocol::RecipeRuleSummary& rule, const protocol::RecipeExample& example);

// recipe_editor.cpp: a rule as it is made or changed, with what it would do. Give the bottom.
void open_recipe_editor(Panel& panel, const protocol::RecipePage& page, const protocol::RecipeRuleSummary* rule);  // null: one more
float draw_recipe_editor(Panel& panel, const protocol::RecipePage& page, float x, float y, float width);
float draw_recipe_examples(Panel& panel, const std::string& key, const protocol::RecipeRuleSummary& rule, const std::vector<protocol::RecipeExample>& examples, float x, float y, float width);

// recipe_spellings.cpp: spellings of an attribute, in the place of the rules until it is closed. Gives the bottom.
void open_spellings(Panel& panel, const std::string& attribute);
float draw_spellings(Panel& panel, const protocol::RecipePage& page, float x, float y, float width);

// recipe_import.cpp: buttons that write and read recipe.json, from the right; and what of the latest file came, and what not. Gives the bottom.
void draw_recipe_files(Panel& panel, const protocol::RecipePage* page, float& right, float y);
float draw_recipe_import(Panel& panel, const protocol::RecipeImport& import, float x, float y, float width);

}  // namespace jumelles::ui
