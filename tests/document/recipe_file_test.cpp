#include "document/recipe_file.h"

#include <doctest/doctest.h>

using namespace jumelles;
using namespace jumelles::document;

TEST_CASE("a recipe is written so that people can read it, and read as it was") {
  std::vector<standardize::RecipeRule> rules{{"recipe 7", "city", "", "values", "", "", "", {{"LYN", "Lyon"}}, true, ""},
                                             {"recipe 2", "email", "crm", "replace", "", "é+", "e", {}, false, "odd_form email"}};
  CHECK(recipe_to_json(rules) == R"({
  "version": 1,
  "recipe": [
    {
      "attribute": "city",
      "act": "values",
      "values": [
        {
          "from": "LYN",
          "to": "Lyon"
        }
      ]
    },
    {
      "attribute": "email",
      "source": "crm",
      "act": "replace",
      "pattern": "é+",
      "replacement": "e",
      "enabled": false,
      "finding": "odd_form email"
    }
  ]
}
)");
  const auto read = recipe_from_json(recipe_to_json(rules));
  REQUIRE(read.ok());
  CHECK(read.value().problems.empty());
  for (standardize::RecipeRule& rule : rules) rule.name.clear();
  CHECK(read.value().rules == rules);
}

TEST_CASE("a value that becomes missing is kept as one") {
  const auto read = recipe_from_json(recipe_to_json({{"", "city", "", "values", "", "", "", {{"x", ""}}, true, ""}}));
  REQUIRE(read.ok());
  CHECK(read.value().rules.at(0).values == std::vector<standardize::ValueChange>{{"x", ""}});
}

TEST_CASE("an empty recipe is a recipe") {
  const auto read = recipe_from_json("\xEF\xBB\xBF" + recipe_to_json({}));
  REQUIRE(read.ok());
  CHECK(read.value().rules.empty());
}
