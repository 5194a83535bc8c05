#include "standardize/recipe_effect.h"

#include <algorithm>

#include "standardize/words.h"

namespace jumelles::standardize {

RecipeEffect::RecipeEffect(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<const Recipe> recipe, int alone)
    : row_rules_(std::make_shared<RowRules>(std::move(tables), std::move(mapping), recipe, alone)), counts_(row_rules_->tables()), recipe_(std::move(recipe)), alone_(alone),
      effects_(recipe_->rules().size()) {}

uint64_t RecipeEffect::start_rows() {
  for (uint32_t rule = 0; rule < effects_.size(); ++rule) {
    if (alone_ >= 0 && rule != static_cast<uint32_t>(alone_)) continue;
    RowRuleEffect done = row_rules_->effect(rule);
    effects_[rule].row_count = done.row_count;
    effects_[rule].cell_count = done.cell_count;
    effects_[rule].examples = std::move(done.examples);
  }
  RecordSet records;  // names the attributes
  const Plan plan = make_plan(counts_.tables(), row_rules_->mapping(), records);
  add_parts(plan, records);
  row_rules_.reset();
  return counts_.start_rows();
}

void RecipeEffect::add_parts(const Plan& plan, const RecordSet& records) {
  for (const Feed& feed : plan.feeds) {
    Part part;
    part.feed = feed;
    part.rules = rules_of_feed(*recipe_, feed, counts_.tables()[feed.table]->name, row_rules_->mapping()[feed.table], records.attributes[feed.attribute].key);
    if (alone_ >= 0) std::erase_if(part.rules, [&](uint32_t rule) { return rule > static_cast<uint32_t>(alone_); });
    if (part.rules.empty() || (alone_ >= 0 && part.rules.back() != static_cast<uint32_t>(alone_))) continue;
    for (const uint32_t rule : part.rules) {
      const auto counts_it = [&](const Part& other) {
        return other.feed.table == feed.table && other.feed.pieces.columns == feed.pieces.columns && std::find(other.rules.begin(), other.rules.end(), rule) != other.rules.end();
      };
      part.counts_here.push_back(std::none_of(counts_.parts.begin(), counts_.parts.end(), counts_it));
    }
    counts_.parts.push_back(std::move(part));
  }
}

void RecipeEffect::try_values(uint64_t begin, uint64_t end) {
  counts_.for_values(begin, end, [this](const Part& part, Code code) { try_value(part, code); });
}

void RecipeEffect::try_value(const Part& part, Code code) {
  left_.assign(trim((*part.values)[code]));
  for (size_t r = 0; r < part.rules.size(); ++r) {
    const uint32_t rule = part.rules[r];
    if (!recipe_->apply_one(rule, part.feed.column_type, left_, text_)) continue;
    if (part.counts_here[r] && (alone_ < 0 || rule == static_cast<uint32_t>(alone_))) take(rule, left_, text_, part.cells[code]);
    left_.swap(text_);
  }
}

void RecipeEffect::take(uint32_t rule, std::string_view before, std::string_view after, uint32_t cells) {
  RecipeRuleEffect& effect = effects_[rule];
  ++effect.value_count;
  effect.cell_count += cells;
  auto& examples = effect.examples;
  // The same in another column, or after another rule.
  const auto same = std::find_if(examples.begin(), examples.end(), [&](const RecipeChange& change) { return change.before == before && change.after == after; });
  if (same != examples.end()) same->count += cells;
  else if (examples.size() < kMostRecipeExamples) examples.push_back({std::string(before), std::string(after), cells});
  else if (cells > examples.back().count) examples.back() = {std::string(before), std::string(after), cells};
  else return;
  std::stable_sort(examples.begin(), examples.end(), [](const RecipeChange& a, const RecipeChange& b) { return a.count > b.count; });
}

std::vector<Phase> RecipeEffect::phases(std::shared_ptr<RecipeEffect> effect) {
  constexpr uint64_t kFirstStep = 200;
  std::vector<Phase> phases = RowRules::phases(effect->row_rules_);
  phases.push_back(pass("recipe.count", Unit::kRows, effect, &RecipeEffect::start_rows, [](RecipeEffect& e, uint64_t begin, uint64_t end) { e.counts_.count_rows(begin, end); }, kFirstStep));
  phases.push_back(pass("recipe.try", Unit::kValues, effect, [](RecipeEffect& e) { return e.counts_.start_values(); }, &RecipeEffect::try_values, kFirstStep));
  phases.push_back(jumelles::step("recipe.try", effect, [](RecipeEffect& e) { e.counts_ = CellCounts<Part>({}); }));  // tables that rules have changed go
  return phases;
}

}  // namespace jumelles::standardize
