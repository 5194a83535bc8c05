#include "session/finding_rules.h"

#include <algorithm>
#include <set>
#include <utility>

#include "standardize/words.h"

namespace jumelles::session {

using audit::Finding;
using standardize::RecipeRule;

bool FindingRules::is_of_column(const Finding& finding) const {
  const audit::FindingKind& kind = audit::kind(finding.kind);
  if (audit::is_of_column(kind, finding.count, finding.of_count)) return true;
  for (size_t t = 0; t < finding.per_source.size() && finding.attributes.size() == 1; ++t) {
    const audit::CellFacts& cell = audit_.cell(finding.attributes[0], t);
    if (audit::is_of_column(kind, finding.per_source[t], uint64_t{cell.value_count} + cell.set_aside_count)) return true;
  }
  return false;
}

// Of the attribute itself, as rules on rows find it; below 0: its values come out of another one's column, or there is none.
int FindingRules::column_of(uint32_t table, uint32_t attribute) const {
  const std::vector<ColumnMapping>& columns = input_.mapping[table];
  for (size_t c = 0; c < columns.size(); ++c)
    if (columns[c].attribute == input_.records->attributes[attribute].key && info(columns[c].type).in_records) return static_cast<int>(c);
  return -1;
}

// In every source that the finding is about.
bool FindingRules::has_columns(const Finding& finding, uint32_t attribute) const {
  for (uint32_t t = 0; t < finding.per_source.size(); ++t)
    if (finding.per_source[t] > 0 && column_of(t, attribute) < 0) return false;
  return true;
}

bool FindingRules::name_values(const Finding& finding, bool keep, RecipeRule& rule) const {
  const audit::FindingKind& kind = audit::kind(finding.kind);
  rule.suspects = kind.suspects;
  if (!rule.suspects.empty()) return true;
  if (finding.values.size() < finding.distinct_count || finding.values.empty()) return false;  // too many to be listed
  for (const audit::FoundValue& value : finding.values) rule.values.push_back({value.value, keep && audit::is_rewritten(kind.fix) ? value.becomes : std::string()});
  return true;
}

// Which cells are exchanged with which; of a source that is exchanged for the most part all are.
bool FindingRules::name_pairs(const Finding& finding, RecipeRule& rule) const {
  std::set<std::pair<std::string_view, std::string_view>> pairs;
  const RecordSet& records = *input_.records;
  for (uint32_t t = 0; t < input_.tables.size(); ++t) {
    const RecordIndex first = records.first_record[t], last = records.first_record[t + 1];
    if (finding.per_source[t] == 0) continue;
    if (finding.per_source[t] == finding.count && 2 * finding.count > last - first) {
      rule.source = input_.tables[t]->name;
      return true;
    }
    const Column& one = input_.tables[t]->columns[static_cast<size_t>(column_of(t, finding.attributes[0]))];
    const Column& other = input_.tables[t]->columns[static_cast<size_t>(column_of(t, finding.attributes[1]))];
    for (RecordIndex r = first; r < last && pairs.size() <= audit::kMostValues; ++r)
      if (finding.records.has(r)) pairs.emplace(standardize::trim(one.text(r - first)), standardize::trim(other.text(r - first)));
  }
  if (pairs.empty() || pairs.size() > audit::kMostValues) return false;
  for (const auto& [one, other] : pairs) {
    if (one.empty()) return false;  // rules name what cells hold
    rule.values.push_back({std::string(one), std::string(other)});
  }
  return true;
}

std::optional<RecipeRule> FindingRules::offered(const Finding& finding) const {
  const audit::FindingKind& kind = audit::kind(finding.kind);
  const audit::Fix fix = is_of_column(finding) ? audit::Fix::kSee : audit::fix_of(kind, finding.count, finding.of_count);
  if (finding.attributes.empty()) return std::nullopt;
  RecipeRule rule;
  rule.attribute = input_.records->attributes[finding.attributes[0]].key;
  rule.finding = audit::id_of(finding, *input_.records);
  if (fix == audit::Fix::kMissing || audit::is_rewritten(fix)) {
    rule.act = kind.suspects.empty() ? "values" : "suspects";
    return name_values(finding, true, rule) ? std::optional(std::move(rule)) : std::nullopt;
  }
  if (fix == audit::Fix::kMove) {
    rule.act = "move";
    rule.into = {std::string(kind.into)};
    return has_columns(finding, finding.attributes[0]) && name_values(finding, false, rule) ? std::optional(std::move(rule)) : std::nullopt;
  }
  if (fix == audit::Fix::kExchange && finding.attributes.size() == 2) {
    rule.act = "exchange";
    rule.into = {input_.records->attributes[finding.attributes[1]].key};
    const bool has_both = has_columns(finding, finding.attributes[0]) && has_columns(finding, finding.attributes[1]);
    return has_both && name_pairs(finding, rule) ? std::optional(std::move(rule)) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<RecipeRule> FindingRules::exclusion(const Finding& finding) const {
  const audit::FindingKind& kind = audit::kind(finding.kind);
  if (!kind.is_nobodys || finding.attributes.size() != 1 || is_of_column(finding) || !has_columns(finding, finding.attributes[0])) return std::nullopt;
  RecipeRule rule;
  rule.act = "exclude";
  rule.attribute = input_.records->attributes[finding.attributes[0]].key;
  rule.finding = audit::id_of(finding, *input_.records);
  return name_values(finding, false, rule) ? std::optional(std::move(rule)) : std::nullopt;
}

}  // namespace jumelles::session
