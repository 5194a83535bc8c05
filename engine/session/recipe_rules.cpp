// Commands about the recipe, findings that are passed over, and what attributes should reach.

#include <algorithm>
#include <utility>

#include "document/recipe_file.h"
#include "session/impl.h"
#include "standardize/standardize.h"

namespace jumelles::session {

using standardize::RecipeRule;

namespace {

constexpr size_t kMostRules = 500;
constexpr std::string_view kNamePrefix = "recipe ";

Error no_such(const char* what, const std::string& name) {
  return refused("command.no_such", std::string("There is no ") + what + " \"" + name + "\".", "Choose one of the list.", what);
}

Error too_many() {
  return {ErrorCode::kTooLarge, "recipe.too_many", "A recipe has at most " + std::to_string(kMostRules) + " rules.", "Take one away first.", {}, 0, {std::to_string(kMostRules)}};
}

// By whatever name, and whoever offered it.
bool does_the_same(const RecipeRule& a, RecipeRule b) {
  b.name = a.name, b.finding = a.finding;
  return a == b;
}

auto find_rule(std::vector<RecipeRule>& rules, const std::string& name) {
  return std::find_if(rules.begin(), rules.end(), [&](const RecipeRule& rule) { return rule.name == name; });
}

// "recipe 3": one more than the highest number that there is.
std::string next_name(const std::vector<RecipeRule>& rules) {
  uint64_t last = 0;
  for (const RecipeRule& rule : rules) {
    const std::string_view name = rule.name;
    if (!name.starts_with(kNamePrefix) || name.size() > kNamePrefix.size() + 9) continue;
    uint64_t number = 0;
    for (const char c : name.substr(kNamePrefix.size())) number = c >= '0' && c <= '9' ? number * 10 + static_cast<uint64_t>(c - '0') : 0;
    last = std::max(last, number);
  }
  return std::string(kNamePrefix) + std::to_string(last + 1);
}

}  // namespace

protocol::RecipeRuleSummary summary_of(const RecipeRule& rule) {
  protocol::RecipeRuleSummary summary{rule.name, rule.attribute, rule.source, rule.act, rule.suspects, rule.pattern, rule.replacement, {}, rule.enabled, rule.finding};
  summary.into = rule.into;
  for (const standardize::ValueChange& change : rule.values) summary.values.push_back({change.from, change.to});
  return summary;
}

RecipeRule rule_from(const protocol::RecipeRuleSummary& summary) {
  RecipeRule rule{summary.name, summary.attribute, summary.source, summary.act, summary.suspects, summary.pattern, summary.replacement, {}, summary.enabled, summary.finding, summary.into};
  for (const protocol::ValueChange& change : summary.values) rule.values.push_back({change.from, change.to});
  return rule;
}

std::vector<std::string> Session::Impl::recipe_attributes(const std::vector<RecipeRule>& recipe) const {
  std::vector<std::string> keys;
  const auto add = [&](const std::string& key) {
    if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  };
  const Mapping mapping = document::mapping_of(project.sources, recipe);
  for (const auto& columns : mapping)
    for (const ColumnMapping& column : columns)
      if (info(column.type).in_records) add(column.attribute);
  for (const std::string& key : standardize::attribute_keys(mapping)) add(key);
  return keys;
}

std::vector<std::string> Session::Impl::other_recipe_attributes(const std::vector<RecipeRule>& recipe) const {
  const std::vector<std::string> keys = recipe_attributes(recipe);
  std::vector<std::string> others;
  for (int t = 0; t < kAttributeTypeCount; ++t) {
    const AttributeTypeInfo& type = info(static_cast<AttributeType>(t));
    const bool is_usual = type.in_records && type.feeds == AttributeType::kIgnored && (!type.generic || type.type == AttributeType::kText);
    if (is_usual && std::find(keys.begin(), keys.end(), type.id) == keys.end()) others.emplace_back(type.id);
  }
  return others;
}

std::optional<Error> Session::Impl::recipe_rule_problem(const RecipeRule& rule, const std::vector<RecipeRule>& recipe) const {
  if (std::optional<Error> problem = standardize::recipe_problem(rule)) return problem;
  const std::vector<std::string> keys = recipe_attributes(recipe), others = other_recipe_attributes(recipe);
  const auto is_in = [](const std::vector<std::string>& list, const std::string& key) { return std::find(list.begin(), list.end(), key) != list.end(); };
  if (!is_in(keys, rule.attribute)) return no_such("attribute", rule.attribute);
  for (const std::string& key : rule.into)
    if (!is_in(keys, key) && (rule.act == "join" || !is_in(others, key))) return no_such("attribute", key);
  const auto is_it = [&](const document::SourceConfig& source) { return source.name == rule.source; };
  if (!rule.source.empty() && std::none_of(project.sources.begin(), project.sources.end(), is_it)) return no_such("source", rule.source);
  return std::nullopt;
}

// What was learned was learned from other values: the next run learns it anew. Rules, and weights set by hand, stay, unless columns come or go.
// Rules on rows are done first, and so they stand.
void Session::Impl::change_recipe(const std::string& step, std::vector<RecipeRule> to) {
  std::stable_partition(to.begin(), to.end(), [](const RecipeRule& rule) { return standardize::is_of_rows(rule.act); });
  if (to == project.recipe) return;
  remember(step);
  recipe_import = {};
  project.recipe = std::move(to);
  project.link.trained = false;
  if (!is_waiting_for_sources()) follow_mapping();
  after_edit();
}

Status Session::Impl::add_recipe_rules(std::vector<RecipeRule> rules, const std::string& step) {
  std::vector<RecipeRule> changed = project.recipe;
  for (RecipeRule& rule : rules) {
    if (std::optional<Error> problem = recipe_rule_problem(rule, changed)) return *problem;
    rule.name = next_name(changed);
    changed.push_back(std::move(rule));
  }
  if (changed.size() > kMostRules) return too_many();
  if (!rules.empty()) change_recipe(step, std::move(changed));
  return {};
}

// Rules that do not fit here are told one by one, and keep none of the others away.
Status Session::Impl::import_recipe(const protocol::ImportRecipe& command) {
  if (is_reading_sources()) {
    waiting_recipes.push_back(command);
    return {};
  }
  Result<document::RecipeFile> read = document::recipe_from_json(command.text);
  if (!read) {
    Error problem = read.error();
    problem.path = command.file_name;
    return problem;
  }
  protocol::RecipeImport told;
  told.number = ++recipe_import_count;
  told.file_name = command.file_name;
  for (const document::RuleProblem& problem : read.value().problems) told.problems.push_back({static_cast<uint32_t>(problem.place + 1), {}, problem.problem});
  std::vector<RecipeRule> changed = project.recipe;
  for (size_t i = 0; i < read.value().rules.size(); ++i) {
    RecipeRule& rule = read.value().rules[i];
    std::optional<Error> problem = recipe_rule_problem(rule, changed);
    if (!problem && changed.size() == kMostRules) problem = too_many();
    if (problem) {
      told.problems.push_back({static_cast<uint32_t>(read.value().places[i] + 1), summary_of(rule), *problem});
    } else if (std::any_of(project.recipe.begin(), project.recipe.end(), [&](const RecipeRule& there) { return does_the_same(there, rule); })) {
      ++told.known_count;
    } else {
      ++told.added_count;
      rule.name = next_name(changed);
      changed.push_back(std::move(rule));
    }
  }
  std::sort(told.problems.begin(), told.problems.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
  if (told.added_count > 0) change_recipe("import_recipe", std::move(changed));
  recipe_import = std::move(told);
  emit_revision();
  events.push_back(protocol::TaskEnded{"recipe_import", command.file_name, false, 0});
  return {};
}

void Session::Impl::import_waiting_recipes() {
  if (is_reading_sources()) return;
  for (const protocol::ImportRecipe& command : std::exchange(waiting_recipes, {})) {
    if (const Status status = import_recipe(command); !status) events.push_back(protocol::FailedEvent{"recipe", command.file_name, status.error()});
    record();
    history.end();
  }
}

Status Session::Impl::set_recipe_rule(const protocol::SetRecipeRule& command) {
  std::vector<RecipeRule> changed = project.recipe;
  const auto rule = find_rule(changed, command.rule);
  if (rule == changed.end()) return no_such("rule", command.rule);
  if (command.to.act.empty()) {
    changed.erase(rule);
  } else {
    RecipeRule to = rule_from(command.to);
    to.name = rule->name;
    if (std::optional<Error> problem = recipe_rule_problem(to, project.recipe)) return *problem;
    if (to == *rule) return {};
    *rule = std::move(to);
  }
  change_recipe("set_recipe_rule", std::move(changed));
  return {};
}

Status Session::Impl::enable_recipe_rule(const protocol::EnableRecipeRule& command) {
  std::vector<RecipeRule> changed = project.recipe;
  const auto rule = find_rule(changed, command.rule);
  if (rule == changed.end()) return no_such("rule", command.rule);
  if (rule->enabled == command.enabled) return {};
  rule->enabled = command.enabled;
  change_recipe("enable_recipe_rule", std::move(changed));
  return {};
}

Status Session::Impl::move_recipe_rule(const protocol::MoveRecipeRule& command) {
  std::vector<RecipeRule> changed = project.recipe;
  const auto rule = find_rule(changed, command.rule);
  if (rule == changed.end()) return no_such("rule", command.rule);
  if (command.to >= changed.size()) return no_such("place", std::to_string(command.to));
  if (rule - changed.begin() == static_cast<std::ptrdiff_t>(command.to)) return {};
  RecipeRule moved = std::move(*rule);
  changed.erase(rule);
  changed.insert(changed.begin() + command.to, std::move(moved));
  change_recipe("move_recipe_rule", std::move(changed));
  return {};
}

Status Session::Impl::ignore_finding(const protocol::IgnoreFinding& command) {
  if (command.finding.empty()) return no_such("finding", command.finding);
  std::vector<std::string>& ignored = project.ignored_findings;
  const bool is_ignored = std::find(ignored.begin(), ignored.end(), command.finding) != ignored.end();
  if (is_ignored == command.ignored) return {};
  remember("ignore_finding");
  if (command.ignored) ignored.push_back(command.finding);
  else std::erase(ignored, command.finding);
  std::sort(ignored.begin(), ignored.end());
  emit_revision();
  return {};
}

Status Session::Impl::set_quality_target(const protocol::SetQualityTarget& command) {
  const std::vector<std::string> keys = recipe_attributes(project.recipe);
  if (std::find(keys.begin(), keys.end(), command.attribute) == keys.end()) return no_such("attribute", command.attribute);
  const bool is_age = command.measure == "freshness";
  if (command.measure != "completeness" && command.measure != "validity" && !is_age) return no_such("measure", command.measure);
  constexpr uint32_t kMostMonths = 1200;
  if (!command.by_default && is_age && (command.months == 0 || command.months > kMostMonths))
    return refused("quality.target_months", "A target of freshness lies between 1 and 1200 months.", "Choose a number of months in that range.", "months");
  if (!command.by_default && !is_age && !kShareRange.holds(command.share))
    return refused("quality.target", "A target lies between 0 and 1.", "Choose a share in that range.", "share");
  std::vector<document::QualityTarget> changed = project.quality_targets;
  const auto target = std::find_if(changed.begin(), changed.end(), [&](const auto& t) { return t.attribute == command.attribute && t.measure == command.measure; });
  if (target != changed.end()) changed.erase(target);
  if (!command.by_default) changed.push_back({command.attribute, command.measure, is_age ? 1 : command.share, is_age ? uint64_t{command.months} : 0});
  std::sort(changed.begin(), changed.end(), [](const auto& a, const auto& b) { return a.attribute != b.attribute ? a.attribute < b.attribute : a.measure < b.measure; });
  if (changed == project.quality_targets) return {};
  remember("set_quality_target");
  project.quality_targets = std::move(changed);
  emit_revision();
  return {};
}

}  // namespace jumelles::session
