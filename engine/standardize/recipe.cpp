#include "standardize/recipe.h"

#include <algorithm>

#include "standardize/suspects.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

constexpr std::string_view kSuspects = "suspects", kValues = "values", kReplace = "replace", kMissingAct = "missing";

Error problem(std::string id, std::string message, std::string hint, std::string path) {
  return {ErrorCode::kBadConfig, std::move(id), std::move(message), std::move(hint), std::move(path), 0, {}};
}

bool has_pattern(const RecipeRule& rule) { return rule.act == kReplace || rule.act == kMissingAct; }

}  // namespace

const std::vector<std::string>& recipe_acts() {
  static const std::vector<std::string> acts{std::string(kSuspects), std::string(kValues), std::string(kReplace), std::string(kMissingAct)};
  return acts;
}

std::optional<Error> recipe_problem(const RecipeRule& rule) {
  const auto is_in = [](const auto& list, const std::string& id) { return std::find(list.begin(), list.end(), id) != list.end(); };
  if (!is_in(recipe_acts(), rule.act)) return problem("recipe.act", "A rule of the recipe has another act than these.", "Choose suspects, values, replace or missing.", "act");
  if (rule.act == kSuspects && !is_in(suspect_ids(), rule.suspects))
    return problem("recipe.suspects", "There are no suspects of that kind.", "Choose one of the list.", "suspects");
  if (rule.act == kValues) {
    if (rule.values.empty()) return problem("recipe.no_values", "The rule names no value.", "Write what a value becomes.", "values");
    for (const ValueChange& change : rule.values)
      if (trim(change.from).empty()) return problem("recipe.empty_value", "A value that is to be changed is empty.", "Write it.", "values");
  }
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
    for (const ValueChange& change : rule.values) ready.values[std::string(trim(change.from))] = std::string(trim(change.to));
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
    if (rule.enabled && ready_[r].works && rule.attribute == attribute && (rule.source.empty() || rule.source == source))
      found.push_back(static_cast<uint32_t>(r));
  }
  return found;
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
