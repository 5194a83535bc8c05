#include "standardize/row_rules.h"

#include <algorithm>

#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

// As many distinct examples of a rule are counted; those that come later are not, and the most frequent come early.
constexpr size_t kMostCounted = 1000;
constexpr std::string_view kBesides = " | ";
constexpr Code kNotSeen = UINT32_MAX;

std::string key_of(const ColumnMapping& column) {
  if (!info(column.type).in_records) return {};
  return column.attribute.empty() ? std::string(info(fed_type(column.type)).id) : column.attribute;
}

std::vector<uint32_t> columns_of(const std::vector<ColumnMapping>& columns, const std::string& attribute) {
  std::vector<uint32_t> found;
  for (uint32_t c = 0; c < columns.size(); ++c)
    if (key_of(columns[c]) == attribute) found.push_back(c);
  return found;
}

// A column for an attribute that the table has none of: as that of another table, or as attributes of that name are.
ColumnMapping new_column(const Mapping& mapping, const std::string& attribute) {
  ColumnMapping column;
  for (const auto& columns : mapping)
    if (const std::vector<uint32_t> found = columns_of(columns, attribute); !found.empty()) {
      column = columns[found[0]];
      break;
    }
  if (column.type == AttributeType::kIgnored) column.type = attribute_type_from_id(attribute).value_or(AttributeType::kText);
  if (!info(column.type).in_records) column.type = AttributeType::kText;
  column.attribute = attribute;
  column.confidence = 1;
  column.reason_id = "user";
  return column;
}

// Unique in a table: no column that was read has that name.
std::string new_name(const Table& table, const std::string& attribute) {
  std::string name = attribute;
  const auto is_there = [&](const Column& column) { return column.name == name; };
  for (int n = 2; std::any_of(table.columns.begin(), table.columns.end(), is_there); ++n) name = attribute + " (" + std::to_string(n) + ")";
  return name;
}

std::string beside(std::string_view a, std::string_view b) { return std::string(a) + std::string(kBesides) + std::string(b); }

}  // namespace

void add_row_rule_columns(const Recipe& recipe, const std::vector<std::string>& sources, Mapping& mapping) {
  for (size_t t = 0; t < mapping.size(); ++t)
    for (const uint32_t rule : recipe.row_rules_for(sources[t])) {
      const RecipeRule& row_rule = recipe.rules()[rule];
      if (row_rule.act == "join" || columns_of(mapping[t], row_rule.attribute).empty()) continue;
      for (const std::string& attribute : row_rule.into)
        if (columns_of(mapping[t], attribute).empty()) mapping[t].push_back(new_column(mapping, attribute));
    }
}

RowRules::RowRules(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<const Recipe> recipe, int most)
    : read_(std::move(tables)), tables_(read_), mapping_(std::move(mapping)), recipe_(std::move(recipe)), effects_(recipe_->rules().size()) {
  std::vector<std::string> names;
  for (const auto& table : read_) names.push_back(table->name);
  if (most < 0) add_row_rule_columns(*recipe_, names, mapping_);
  else add_row_rule_columns(Recipe({recipe_->rules().begin(), recipe_->rules().begin() + most + 1}), names, mapping_);
  for (uint32_t t = 0; t < read_.size(); ++t) {
    std::vector<uint32_t> rules = recipe_->row_rules_for(names[t]);
    std::erase_if(rules, [&](uint32_t rule) { return (most >= 0 && rule > static_cast<uint32_t>(most)) || columns_of(mapping_[t], recipe_->rules()[rule].attribute).empty(); });
    if (rules.empty()) continue;
    jobs_.push_back({t, std::make_shared<Table>(), std::move(rules), {}, 0});
    jobs_.back().out->name = names[t];
    tables_[t] = jobs_.back().out;
  }
}

std::vector<Phase> RowRules::phases(std::shared_ptr<RowRules> rules) {
  if (rules->jobs_.empty()) return {};
  constexpr uint64_t kFirstStep = 200;
  std::vector<Phase> phases;
  phases.push_back(pass("recipe.copy", Unit::kSteps, rules, &RowRules::start_copy, &RowRules::copy, 1));
  phases.push_back(pass("recipe.rows", Unit::kRows, rules, &RowRules::start_rows, &RowRules::rows, kFirstStep));
  phases.push_back(pass("recipe.leave_out", Unit::kRows, rules, &RowRules::start_leaving_out, &RowRules::leave_out, kFirstStep));
  phases.push_back(jumelles::step("recipe.leave_out", rules, &RowRules::finish));
  return phases;
}

uint64_t RowRules::start_copy() {
  uint64_t total = 0;
  ends_.clear();
  for (const Job& job : jobs_) ends_.push_back(total += mapping_[job.table].size() + 1);
  return total;
}

// Column by column; what belongs to rows comes last.
void RowRules::copy(uint64_t begin, uint64_t end) {
  for (uint64_t unit = begin; unit < end; ++unit) {
    const size_t j = static_cast<size_t>(std::upper_bound(ends_.begin(), ends_.end(), unit) - ends_.begin());
    Job& job = jobs_[j];
    const Table& from = *read_[job.table];
    const uint64_t c = unit - (j == 0 ? 0 : ends_[j - 1]);
    if (c < from.columns.size()) {
      job.out->columns.push_back(from.columns[c]);
    } else if (c < mapping_[job.table].size()) {
      Column column;
      column.name = new_name(*job.out, mapping_[job.table][c].attribute);
      column.codes.assign(from.row_count(), kMissing);
      job.out->columns.push_back(std::move(column));
    } else {
      job.out->source_rows = from.source_rows;
      job.out->line_numbers = from.line_numbers;
      job.is_out.assign(from.row_count(), 0);
      add_steps(static_cast<uint32_t>(j));
    }
  }
}

void RowRules::add_steps(uint32_t j) {
  const std::vector<ColumnMapping>& columns = mapping_[jobs_[j].table];
  for (const uint32_t rule : jobs_[j].rules) {
    const RecipeRule& row_rule = recipe_->rules()[rule];
    Step step{j, rule, columns_of(columns, row_rule.attribute), {}, {}};
    for (const std::string& attribute : row_rule.into) step.into.push_back(columns_of(columns, attribute));
    step.known.resize(step.columns.size());
    steps_.push_back(std::move(step));
  }
}

uint64_t RowRules::start_rows() {
  uint64_t total = 0;
  ends_.clear();
  for (const Step& step : steps_) ends_.push_back(total += jobs_[step.job].out->row_count());
  return total;
}

void RowRules::rows(uint64_t begin, uint64_t end) {
  size_t s = static_cast<size_t>(std::upper_bound(ends_.begin(), ends_.end(), begin) - ends_.begin());
  for (; begin < end; ++s) {
    const uint64_t base = s == 0 ? 0 : ends_[s - 1], stop = std::min(end, ends_[s]);
    const std::vector<uint8_t>& is_out = jobs_[steps_[s].job].is_out;
    for (uint64_t row = begin - base; row < stop - base; ++row)
      if (is_out[row] == 0) apply(steps_[s], static_cast<uint32_t>(row));
    begin = stop;
  }
}

bool RowRules::is_about(Step& step, size_t column, Code code) {
  if (code == kMissing) return false;
  std::vector<uint8_t>& known = step.known[column];
  if (known.size() <= code) known.resize(jobs_[step.job].out->columns[step.columns[column]].values.size(), 0);
  if (known[code] == 0) {
    const Dictionary& values = jobs_[step.job].out->columns[step.columns[column]].values;
    const AttributeType type = mapping_[jobs_[step.job].table][step.columns[column]].type;
    known[code] = recipe_->is_about(step.rule, type, trim(values[code])) ? 1 : 2;
  }
  return known[code] == 1;
}

void RowRules::apply(Step& step, uint32_t row) {
  if (recipe_->rules()[step.rule].act == "join") return join(step, row);
  const bool is_exchange = recipe_->rules()[step.rule].act == "exchange";  // of the first columns alone
  const size_t count = is_exchange ? 1 : step.columns.size();
  for (size_t c = 0; c < count && jobs_[step.job].is_out[row] == 0; ++c) apply_to_cell(step, c, row);
}

// Whether a cell may hold that text from now on: it is empty, or says it already.
bool RowRules::may_take(const Table& table, uint32_t column, uint32_t row, std::string_view text) const {
  const std::string_view there = trim(table.columns[column].text(row));
  return text.empty() || there.empty() || there == text;
}

// 1 where that changes the cell.
uint32_t RowRules::put(Table& table, uint32_t at, uint32_t row, std::string_view text) {
  Column& column = table.columns[at];
  if (trim(column.text(row)) == text) return 0;
  column.codes[row] = column.values.intern(std::string(text));  // it may be one of that dictionary
  if (row < column.guards.size()) column.guards[row] = Guard::kNone;
  return 1;
}

void RowRules::apply_to_cell(Step& step, size_t c, uint32_t row) {
  Table& table = *jobs_[step.job].out;
  const RecipeRule& rule = recipe_->rules()[step.rule];
  const uint32_t own = step.columns[c];
  if (!is_about(step, c, table.columns[own].codes[row])) {
    const bool may_be_empty = rule.act == "exchange" && rule.suspects.empty() && rule.values.empty() && rule.pattern.empty();
    if (!may_be_empty || !trim(table.columns[own].text(row)).empty()) return;
  }
  const std::string text(trim(table.columns[own].text(row)));
  if (rule.act == "exclude") return exclude(step, row, text);
  if (rule.act == "move") {
    const uint32_t to = step.into[0][0];
    if (!may_take(table, to, row, text)) return;
    const uint32_t changed = put(table, to, row, text) + put(table, own, row, {});
    return take(step, row, text, text, changed);
  }
  if (rule.act == "exchange") {
    const uint32_t to = step.into[0][0];
    const std::string other(trim(table.columns[to].text(row)));
    if (text == other || !recipe_->is_about_both(step.rule, text, other)) return;
    const uint32_t changed = put(table, to, row, text) + put(table, own, row, other);
    return take(step, row, beside(text, other), beside(other, text), changed);
  }
  // split
  if (!recipe_->split(step.rule, text, parts_)) return;
  parts_.resize(step.into.size());
  bool keeps_own = false;
  for (size_t i = 0; i < parts_.size(); ++i) {
    const bool is_own = rule.into[i] == rule.attribute;
    keeps_own = keeps_own || is_own;
    if (!is_own && !may_take(table, step.into[i][0], row, parts_[i])) return;
  }
  uint32_t changed = keeps_own ? 0 : put(table, own, row, {});
  std::string after;
  for (size_t i = 0; i < parts_.size(); ++i) {
    const bool is_own = rule.into[i] == rule.attribute;
    if (is_own || !parts_[i].empty()) changed += put(table, is_own ? own : step.into[i][0], row, parts_[i]);
    after = i == 0 ? parts_[i] : beside(after, parts_[i]);
  }
  take(step, row, text, after, changed);
}

// Into the first column of its attribute. A row without any of the others stays as it is.
void RowRules::join(Step& step, uint32_t row) {
  Table& table = *jobs_[step.job].out;
  const RecipeRule& rule = recipe_->rules()[step.rule];
  const uint32_t own = step.columns[0];
  std::string joined(trim(table.columns[own].text(row))), before = joined;
  bool is_more = false;
  for (const std::vector<uint32_t>& columns : step.into)
    for (const uint32_t column : columns) {
      const std::string_view text = trim(table.columns[column].text(row));
      if (text.empty()) continue;
      is_more = true;
      before = before.empty() ? std::string(text) : beside(before, text);
      if (!joined.empty()) joined += rule.replacement;
      joined += text;
    }
  if (!is_more) return;
  uint32_t changed = put(table, own, row, trim(joined));
  for (const std::vector<uint32_t>& columns : step.into)
    for (const uint32_t column : columns) changed += put(table, column, row, {});
  take(step, row, std::move(before), std::move(joined), changed);
}

void RowRules::exclude(Step& step, uint32_t row, std::string_view text) {
  Job& job = jobs_[step.job];
  job.is_out[row] = 1;
  ++job.out_count;
  take(step, row, std::string(text), {}, 0);
}

void RowRules::take(const Step& step, uint32_t row, std::string before, std::string after, uint32_t cells) {
  Effect& effect = effects_[step.rule];
  const uint64_t place = (uint64_t{step.job} << 32) | row;
  effect.row_count += effect.last_row != place;  // it may have changed another column of that row
  effect.last_row = place;
  effect.cell_count += cells;
  std::pair<std::string, std::string> change{std::move(before), std::move(after)};
  const auto known = effect.examples.find(change);
  if (known != effect.examples.end()) ++known->second;
  else if (effect.examples.size() < kMostCounted) effect.examples.emplace(std::move(change), 1);
}

uint64_t RowRules::start_leaving_out() {
  uint64_t total = 0;
  ends_.clear();
  for (const Job& job : jobs_) ends_.push_back(total += job.out_count == 0 ? 0 : uint64_t{job.out->row_count()} * job.out->columns.size());
  return total;
}

// Column by column, with a dictionary of the values that are still there.
void RowRules::leave_out(uint64_t begin, uint64_t end) {
  for (uint64_t unit = begin; unit < end; ++unit) {
    const size_t j = static_cast<size_t>(std::upper_bound(ends_.begin(), ends_.end(), unit) - ends_.begin());
    Job& job = jobs_[j];
    const uint64_t place = unit - (j == 0 ? 0 : ends_[j - 1]), row_count = job.out->row_count();
    Column& column = job.out->columns[place / row_count];
    const auto row = static_cast<uint32_t>(place % row_count);
    if (row == 0) {
      values_ = Dictionary();
      codes_.clear();
      now_.assign(column.values.size(), kNotSeen);
      now_[kMissing] = kMissing;
    }
    if (job.is_out[row] == 0) {
      Code& now = now_[column.codes[row]];
      if (now == kNotSeen) now = values_.intern(column.values[column.codes[row]]);
      if (codes_.size() < column.guards.size()) column.guards[codes_.size()] = row < column.guards.size() ? column.guards[row] : Guard::kNone;
      codes_.push_back(now);
    }
    if (row + 1 < row_count) continue;
    column.values = std::move(values_);
    column.codes.swap(codes_);
    if (column.guards.size() > column.codes.size()) column.guards.resize(column.codes.size());
  }
}

void RowRules::finish() {
  for (Job& job : jobs_) {
    for (Column& column : job.out->columns) column.values.seal();
    if (job.out_count == 0) continue;
    Table& table = *job.out;
    size_t kept = 0;
    for (size_t row = 0; row < job.is_out.size(); ++row) {
      if (job.is_out[row] != 0) continue;
      table.source_rows[kept] = table.source_rows[row];
      table.line_numbers[kept++] = table.line_numbers[row];
    }
    table.source_rows.resize(kept);
    table.line_numbers.resize(kept);
  }
  steps_.clear();
}

RowRuleEffect RowRules::effect(uint32_t rule) const {
  RowRuleEffect effect{effects_[rule].row_count, effects_[rule].cell_count, {}};
  for (const auto& [change, count] : effects_[rule].examples) effect.examples.push_back({change.first, change.second, count});
  std::stable_sort(effect.examples.begin(), effect.examples.end(), [](const RecipeChange& a, const RecipeChange& b) { return a.count > b.count; });
  if (effect.examples.size() > kMostRecipeExamples) effect.examples.resize(kMostRecipeExamples);
  return effect;
}

}  // namespace jumelles::standardize
