#include "standardize/recipe_effect.h"

#include <algorithm>

#include "standardize/words.h"

namespace jumelles::standardize {

RecipeEffect::RecipeEffect(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<const Recipe> recipe, int alone)
    : tables_(std::move(tables)), mapping_(std::move(mapping)), recipe_(std::move(recipe)), alone_(alone), effects_(recipe_->rules().size()) {
  RecordSet records;  // names the attributes
  const Plan plan = make_plan(tables_, mapping_, records);
  add_parts(plan, records, alone);
}

void RecipeEffect::add_parts(const Plan& plan, const RecordSet& records, int alone) {
  for (const Feed& feed : plan.feeds) {
    Part part;
    part.feed = feed;
    part.rules = rules_of_feed(*recipe_, feed, tables_[feed.table]->name, mapping_[feed.table], records.attributes[feed.attribute].key);
    if (alone >= 0) std::erase_if(part.rules, [&](uint32_t rule) { return rule > static_cast<uint32_t>(alone); });
    if (part.rules.empty() || (alone >= 0 && part.rules.back() != static_cast<uint32_t>(alone))) continue;
    for (const uint32_t rule : part.rules) {
      const auto counts_it = [&](const Part& other) {
        return other.feed.table == feed.table && other.feed.pieces.columns == feed.pieces.columns && std::find(other.rules.begin(), other.rules.end(), rule) != other.rules.end();
      };
      part.counts_here.push_back(std::none_of(parts_.begin(), parts_.end(), counts_it));
    }
    parts_.push_back(std::move(part));
  }
}

// Calls f(part, first, last) for the units of [begin, end) that fall to each.
template <class F>
void RecipeEffect::each_part(uint64_t begin, uint64_t end, F f) {
  size_t p = static_cast<size_t>(std::upper_bound(ends_.begin(), ends_.end(), begin) - ends_.begin());
  for (; begin < end; ++p) {
    const uint64_t base = p == 0 ? 0 : ends_[p - 1], stop = std::min(end, ends_[p]);
    if (stop > begin) f(parts_[p], static_cast<uint32_t>(begin - base), static_cast<uint32_t>(stop - base));
    begin = stop;
  }
}

uint64_t RecipeEffect::start_count() {
  ends_.clear();
  uint64_t total = 0;
  for (Part& part : parts_) {
    const Table& table = *tables_[part.feed.table];
    if (part.feed.pieces.columns.size() == 1) {
      part.values = &table.columns[part.feed.pieces.columns[0]].values;
      part.cells.assign(part.values->size(), 0);
    } else {
      part.cells.assign(1, 0);
    }
    ends_.push_back(total += table.row_count());
  }
  return total;
}

void RecipeEffect::count(uint64_t begin, uint64_t end) {
  each_part(begin, end, [&](Part& part, uint32_t first, uint32_t last) {
    const Table& table = *tables_[part.feed.table];
    if (part.values != nullptr) {
      const std::vector<Code>& codes = table.columns[part.feed.pieces.columns[0]].codes;
      for (uint32_t row = first; row < last; ++row) ++part.cells[codes[row]];
      return;
    }
    for (uint32_t row = first; row < last; ++row) {
      join_pieces(table, part.feed.pieces, row, text_);
      const Code code = part.joined.intern(text_);
      if (code == part.cells.size()) part.cells.push_back(0);
      ++part.cells[code];
    }
  });
}

uint64_t RecipeEffect::start_try() {
  ends_.clear();
  uint64_t total = 0;
  for (Part& part : parts_) {
    if (part.values == nullptr) part.values = &part.joined;
    ends_.push_back(total += part.values->size());
  }
  return total;
}

void RecipeEffect::try_values(uint64_t begin, uint64_t end) {
  each_part(begin, end, [&](Part& part, uint32_t first, uint32_t last) {
    for (Code code = std::max<Code>(first, 1); code < last; ++code)
      if (part.cells[code] > 0) try_value(part, code);
  });
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
  std::vector<Phase> phases;
  phases.push_back(pass("recipe.count", Unit::kRows, effect, &RecipeEffect::start_count, &RecipeEffect::count, kFirstStep));
  phases.push_back(pass("recipe.try", Unit::kValues, effect, &RecipeEffect::start_try, &RecipeEffect::try_values, kFirstStep));
  return phases;
}

}  // namespace jumelles::standardize
