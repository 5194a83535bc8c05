#include "fixture.h"

// A recipe of three rules, and what one more would change.

namespace jumelles::fixture {

using namespace protocol;

namespace {

RecipePage recipe() {
  RecipePage page;
  page.state = "ready";
  page.suspects = {"keyboard_walk", "test_value", "mistyped_domain", "disposable_domain", "made_up_phone"};
  page.attributes = {"given_name", "surname", "email", "phone", "birth_date", "street", "postcode", "city"};
  page.rows = {{{"recipe 1", "phone", "", "missing", "", "^06( 00){4}$", "", {}, true, "made_up_phone phone", 2, 84}, {{"06 00 00 00 00", "", 61}, {"0600000000", "", 23}}},
               {{"recipe 2", "city", "crm", "values", "", "", "", {{"LYN", "Lyon"}, {"PARI", "Paris"}}, true, "", 2, 9}, {{"LYN", "Lyon", 7}, {"PARI", "Paris", 2}}},
               {{"recipe 3", "email", "boutique", "replace", "", "@gmial[.]com$", "@gmail.com", {}, false, "mistyped_domain email", 0, 0}, {}}};
  page.others = {"company_name", "country"};
  page.import = {1, "recipe.json", 2, 1, {{2, {"", "mood", "", "missing", "", "x", "", {{"Morose", "Gai"}}, true, ""}, {ErrorCode::kBadInput, "command.no_such", "", "", "attribute", 0, {"mood"}}},
                                         {5, {"", "city", "erp", "missing", "", "x", "", {}, true, ""}, {ErrorCode::kBadInput, "command.no_such", "", "", "source", 0, {}}}}};
  return page;
}

RecipeTrial trial(const RecipeRuleSummary& rule) {
  RecipeTrial trial;
  trial.state = "ready";
  if (rule.pattern == "(") {
    trial.state = "problem", trial.problem = "pattern.open_group", trial.problem_arguments = {"2"};
    return trial;
  }
  trial.value_count = 2, trial.cell_count = 31;
  if (!rule.into.empty() || rule.act == "exclude") trial.row_count = 12;
  trial.examples = {{"tel: 06 39 98 77 12", "06 39 98 77 12", 30}, {"tel: inconnu", "", 1}};
  return trial;
}

SpellingsPage spellings(const SpellingsQuery& query) {
  SpellingsPage page{"ready", query.attribute, query.source, query.method, 1204, 3, {}};
  if (query.method == "phonetic") return {"ready", query.attribute, query.source, query.method, 1204, 0, {}};
  page.groups = {{"11", {{"Lyon", 812}, {"LYON", 40}, {"lyon", 3}}, 3, 855},
                 {"12", {{"Saint-Étienne", 210}, {"ST ETIENNE", 60}, {"Saint Etienne", 20}, {"Étienne Saint", 1}}, 4, 291},
                 {"13", {{"Villeurbanne", 90}, {"villeurbanne", 90}}, 120, 9000}};
  return page;
}

}  // namespace

std::optional<Page> recipe_answer(const Query& query) {
  if (std::holds_alternative<RecipeQuery>(query)) return recipe();
  if (const auto* q = std::get_if<RecipeTrialQuery>(&query)) return trial(q->rule);
  if (const auto* q = std::get_if<SpellingsQuery>(&query)) return spellings(*q);
  return std::nullopt;
}

}  // namespace jumelles::fixture
