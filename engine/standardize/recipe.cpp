#include "standardize/recipe.h"

#include <algorithm>

#include "standardize/suspects.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

constexpr std::string_view kSuspects = "suspects", kValues = "values", kReplace = "replace", kMissingAct = "missing";
constexpr std::string_view kSplit = "split", kJoin = "join", kMove = "move", kExchange = "exchange", kExclude = "exclude";
// Between the two values of an exchange, where they are looked up together.
constexpr char kBetween = '\x1f';

Error problem(std::string id, std::string message, std::string hint, std::string path) {
  return {ErrorCode::kBadConfig, std::move(id), std::move(message), std::move(hint), std::move(path), 0, {}};
}

bool has_pattern(const RecipeRule& rule) {
  if (rule.act == kReplace || rule.act == kMissingAct || rule.act == kSplit) return true;
  return is_of_rows(rule.act) && rule.act != kJoin && !rule.pattern.empty();
}

bool has_condition(const RecipeRule& rule) { return !rule.suspects.empty() || !rule.values.empty() || !rule.pattern.empty(); }

std::string both(std::string_view value, std::string_view other) { return std::string(value) + kBetween + std::string(other); }

// What is wrong with the other attributes of a rule on rows.
std::optional<Error> into_problem(const RecipeRule& rule) {
  const size_t least = rule.act == kExclude ? 0 : rule.act == kSplit ? 2 : 1, most = rule.act == kSplit || rule.act == kJoin ? SIZE_MAX : least;
  bool is_right = rule.into.size() >= least && rule.into.size() <= most;
  for (auto key = rule.into.begin(); key != rule.into.end(); ++key)
    is_right = is_right && !key->empty() && (rule.act == kSplit || *key != rule.attribute) && std::find(rule.into.begin(), key, *key) == key;
  if (is_right) return std::nullopt;
  return problem("recipe.into", "The rule does not say which other attributes it is about, each once.", "Choose them.", "into");
}

}  // namespace

const std::vector<std::string>& recipe_acts() {
  static const std::vector<std::string> acts{std::string(kSuspects), std::string(kValues), std::string(kReplace), std::string(kMissingAct), std::string(kSplit),
                                             std::string(kJoin),     std::string(kMove),   std::string(kExchange), std::string(kExclude)};
  return acts;
}

bool is_of_rows(std::string_view act) { return act == kSplit || act == kJoin || act == kMove || act == kExchange || act == kExclude; }

std::optional<Error> recipe_problem(const RecipeRule& rule) {
  const auto is_in = [](const auto& list, const std::string& id) { return std::find(list.begin(), list.end(), id) != list.end(); };
  if (!is_in(recipe_acts(), rule.act)) return problem("recipe.act", "A rule of the recipe has another act than these.", "Choose one of the list.", "act");
  const bool names_suspects = rule.act == kSuspects || (is_of_rows(rule.act) && !rule.suspects.empty());
  if (names_suspects && !is_in(suspect_ids(), rule.suspects)) return problem("recipe.suspects", "There are no suspects of that kind.", "Choose one of the list.", "suspects");
  if (rule.act == kValues && rule.values.empty()) return problem("recipe.no_values", "The rule names no value.", "Write what a value becomes.", "values");
  if (rule.act == kValues || is_of_rows(rule.act))
    for (const ValueChange& change : rule.values)
      if (trim(change.from).empty()) return problem("recipe.empty_value", "A value that is to be changed is empty.", "Write it.", "values");
  if (is_of_rows(rule.act))
    if (std::optional<Error> wrong = into_problem(rule)) return wrong;
  if (rule.act == kExclude && !has_condition(rule)) return problem("recipe.no_condition", "The rule does not say which rows are left out.", "Write what they hold.", "pattern");
  if (!has_pattern(rule)) return std::nullopt;
  if (rule.pattern.empty()) return problem("recipe.no_pattern", "The rule looks for nothing.", "Write what is looked for.", "pattern");
  if (const Result<text::Pattern> pattern = text::Pattern::compile(rule.pattern); !pattern) return pattern.error();
  return std::nullopt;
}

Recipe::Recipe(std::vector<RecipeRule> rules) : rules_(std::move(rules)), ready_(rules_.size()) {
  for (size_t r = 0; r < rules_.size(); ++r) {
    const RecipeRule& rule = rules_[r];
    Ready& ready = ready_[r];
    ready.works = !recipe_problem(rule);
    if (!ready.works) continue;
    if (has_pattern(rule)) ready.pattern = std::move(text::Pattern::compile(rule.pattern).value());
    for (const ValueChange& change : rule.values) {
      if (rule.act == kExchange) ready.values[both(trim(change.from), trim(change.to))];
      else ready.values[std::string(trim(change.from))] = std::string(trim(change.to));
    }
  }
}

bool Recipe::is_idle() const {
  for (size_t r = 0; r < rules_.size(); ++r)
    if (rules_[r].enabled && ready_[r].works) return false;
  return true;
}

std::vector<uint32_t> Recipe::rules_for(std::string_view source, std::string_view attribute) const {
  std::vector<uint32_t> found;
  for (size_t r = 0; r < rules_.size(); ++r) {
    const RecipeRule& rule = rules_[r];
    if (rule.enabled && ready_[r].works && !is_of_rows(rule.act) && rule.attribute == attribute && (rule.source.empty() || rule.source == source))
      found.push_back(static_cast<uint32_t>(r));
  }
  return found;
}

std::vector<uint32_t> Recipe::row_rules_for(std::string_view source) const {
  std::vector<uint32_t> found;
  for (size_t r = 0; r < rules_.size(); ++r) {
    const RecipeRule& rule = rules_[r];
    if (rule.enabled && ready_[r].works && is_of_rows(rule.act) && (rule.source.empty() || rule.source == source)) found.push_back(static_cast<uint32_t>(r));
  }
  return found;
}

bool Recipe::is_about(uint32_t at, AttributeType type, std::string_view value) const {
  const RecipeRule& rule = rules_[at];
  const Ready& ready = ready_[at];
  if (value.empty()) return false;
  if (!rule.suspects.empty() && suspect(type, value).id != rule.suspects) return false;
  if (!rule.values.empty() && rule.act != kExchange && ready.values.find(std::string(value)) == ready.values.end()) return false;
  return !ready.pattern || ready.pattern->finds(value);
}

bool Recipe::is_about_both(uint32_t at, std::string_view value, std::string_view other) const {
  return rules_[at].values.empty() || ready_[at].values.find(both(value, other)) != ready_[at].values.end();
}

bool Recipe::split(uint32_t at, std::string_view value, std::vector<std::string>& parts) const {
  const text::Pattern& pattern = *ready_[at].pattern;
  const size_t most = rules_[at].into.size();
  text::Pattern::Found found;
  parts.clear();
  if (!pattern.search(value, 0, found)) return false;
  if (!found.groups.empty()) {
    if (found.begin != 0 || found.end != value.size() || found.groups.size() > most) return false;  // else something would be lost
    for (const std::string_view group : found.groups) parts.emplace_back(trim(group));
    return true;
  }
  size_t begin = 0;
  for (bool more = true; more && parts.size() + 1 < most; more = pattern.search(value, begin, found)) {
    if (found.begin == found.end) return false;  // it finds nothing that parts
    parts.emplace_back(trim(value.substr(begin, found.begin - begin)));
    begin = found.end;
  }
  parts.emplace_back(trim(value.substr(begin)));
  return true;
}

bool Recipe::apply_one(uint32_t at, AttributeType type, std::string_view value, std::string& out) const {
  const RecipeRule& rule = rules_[at];
  const Ready& ready = ready_[at];
  if (value.empty()) return false;
  if (rule.act == kSuspects) {
    const Suspicion found = suspect(type, value);
    if (found.id != rule.suspects) return false;
    out = found.suggestion;
  } else if (rule.act == kValues) {
    const auto known = ready.values.find(std::string(value));
    if (known == ready.values.end()) return false;
    out = known->second;
  } else if (rule.act == kReplace) {
    if (!ready.pattern->replace(value, rule.replacement, out)) return false;
    if (const std::string_view bare = trim(out); bare.size() < out.size()) out = std::string(bare);
  } else {
    if (!ready.pattern->finds(value)) return false;
    out.clear();
  }
  return out != value;
}

bool Recipe::apply(const std::vector<uint32_t>& rules, AttributeType type, std::string_view original, std::string& out) const {
  std::string left(trim(original));
  bool is_changed = false;
  for (const uint32_t rule : rules)
    if (apply_one(rule, type, left, out)) {
      left.swap(out);
      is_changed = true;
    }
  is_changed = is_changed && left != trim(original);  // two rules may undo each other
  out.swap(left);
  return is_changed;
}

}  // namespace jumelles::standardize
