// What the recipe does to what was read, and what one more rule would do.

#include <algorithm>

#include "session/pages.h"
#include "standardize/suspects.h"

namespace jumelles::session {
namespace {

using standardize::RecipeEffect;
using standardize::RecipeRule;

constexpr double kAtOnceMs = 5;  // what takes no longer is counted within the question

std::vector<RecipeExample> examples_of(const standardize::RecipeRuleEffect& effect) {
  std::vector<RecipeExample> examples;
  for (const standardize::RecipeChange& change : effect.examples) examples.push_back({change.before, change.after, change.count});
  return examples;
}

}  // namespace

document::Project Session::Impl::recipe_ground(std::vector<RecipeRule> rules) const {
  document::Project ground;
  for (size_t s = 0; s < data.size(); ++s)
    if (data[s]->state == SourceState::kReady) ground.sources.push_back(project.sources[s]);
  ground.recipe = std::move(rules);
  return ground;
}

const RecipeEffect* Session::Impl::recipe_effect(RecipeCounter::Count& count, std::vector<RecipeRule> rules, int alone) {
  document::Project asked = recipe_ground(std::move(rules));
  if (asked.sources.empty()) return nullptr;
  const uint64_t id = combine(document::stage_keys(asked, ready_keys())[document::Stage::kRecords], static_cast<uint64_t>(alone + 1));
  if (count.id == id) return count.known.get();
  const bool somebody_waits = count.runner != nullptr;
  count = {};
  count.id = id;
  count.making = std::make_shared<RecipeEffect>(ready_tables(), document::mapping_of(asked.sources),
                                                std::make_shared<standardize::Recipe>(std::move(asked.recipe)), alone);
  count.runner = std::make_unique<Runner>(RecipeEffect::phases(count.making), clock);
  count.started_ms = clock();
  if (!count.runner->pump(kAtOnceMs)) {
    count.runner.reset();
    count.known = std::move(count.making);
    if (somebody_waits) events.push_back(TaskEnded{"recipe", {}, false, 0});
  }
  return count.known.get();
}

bool Session::Impl::pump_recipes(double budget_ms) {
  for (RecipeCounter::Count* count : {&recipe_counter.trial, &recipe_counter.whole}) {
    if (!count->runner) continue;
    if (budget_ms <= 0 || count->runner->pump(budget_ms)) return true;
    longest_step_ms = std::max(longest_step_ms, count->runner->longest_step_ms());
    count->runner.reset();
    count->known = std::move(count->making);
    events.push_back(TaskEnded{"recipe", {}, false, clock() - count->started_ms});
    return recipe_counter.whole.runner != nullptr;
  }
  return false;
}

Result<Page> Pager::operator()(const RecipeQuery&) const {
  RecipePage page;
  for (const RecipeRule& rule : impl.project.recipe) page.rows.push_back({summary_of(rule), {}});
  for (const std::string_view id : standardize::suspect_ids()) page.suspects.emplace_back(id);
  page.attributes = impl.recipe_attributes(impl.project.recipe);
  page.others = impl.other_recipe_attributes(impl.project.recipe);
  page.import = impl.recipe_import;
  const RecipeEffect* effect = impl.recipe_effect(impl.recipe_counter.whole, impl.project.recipe, -1);
  page.state = effect != nullptr ? "ready" : impl.ready_keys().empty() ? "no_source" : "counting";
  if (effect == nullptr) return Page(std::move(page));
  for (size_t r = 0; r < page.rows.size(); ++r) {
    page.rows[r].rule.value_count = effect->rules()[r].value_count;
    page.rows[r].rule.cell_count = effect->rules()[r].cell_count;
    page.rows[r].rule.row_count = effect->rules()[r].row_count;
    page.rows[r].examples = examples_of(effect->rules()[r]);
  }
  return Page(std::move(page));
}

Result<Page> Pager::operator()(const RecipeTrialQuery& query) const {
  RecipeTrial page;
  RecipeRule rule = rule_from(query.rule);
  rule.enabled = true;
  if (const std::optional<Error> problem = impl.recipe_rule_problem(rule, impl.project.recipe)) {
    page.state = "problem";
    page.problem = problem->id;
    page.problem_arguments = problem->arguments;
    return Page(std::move(page));
  }
  // In the place of the one that it changes, else behind all of its kind.
  std::vector<RecipeRule> rules = impl.project.recipe;
  const bool is_of_rows = standardize::is_of_rows(rule.act);
  auto place = std::find_if(rules.begin(), rules.end(), [&](const RecipeRule& other) { return other.name == rule.name; });
  if (place == rules.end() || standardize::is_of_rows(place->act) != is_of_rows)
    place = is_of_rows ? std::find_if(rules.begin(), rules.end(), [](const RecipeRule& other) { return !standardize::is_of_rows(other.act); }) : rules.end();
  const int alone = static_cast<int>(place - rules.begin());
  rules.erase(place, rules.end());
  rules.push_back(std::move(rule));
  const RecipeEffect* effect = impl.recipe_effect(impl.recipe_counter.trial, std::move(rules), alone);
  page.state = effect != nullptr ? "ready" : impl.ready_keys().empty() ? "no_source" : "counting";
  if (effect == nullptr) return Page(std::move(page));
  const standardize::RecipeRuleEffect& tried = effect->rules()[static_cast<size_t>(alone)];
  page.value_count = tried.value_count;
  page.cell_count = tried.cell_count;
  page.row_count = tried.row_count;
  page.examples = examples_of(tried);
  return Page(std::move(page));
}

}  // namespace jumelles::session
