// What is shown of an audit: its page, a cell of it, records by filters; and the rules that mend what it found.

#include <algorithm>
#include <map>
#include <numeric>

#include "audit/cell_detail.h"
#include "audit/costs.h"
#include "audit/facets.h"
#include "deliver/column_names.h"
#include "monitoring/figures.h"
#include "session/dictionary.h"
#include "session/finding_rules.h"
#include "standardize/plan.h"

namespace jumelles::session {
namespace {

using audit::Finding;
using audit::FindingKindId;

constexpr size_t kShownValues = 8;
constexpr double kValidityTarget = 0.95;  // of any attribute, where nobody says otherwise

// Makes the page of an audit, in the words of a language.
struct AuditWriter {
  Session::Impl& impl;
  const audit::Audit& audit;
  const RecordSet& records;
  std::string language;
  AuditPage page{};
  FindingRules rules{audit, impl.auditor.input};
  std::string day{};

  std::string label(const Attribute& attribute) const { return impl.attribute_words(attribute.key, std::string(info(attribute.type).id), language); }

  // How old records are is told from today; where there is no calendar, from the latest date of all.
  void put_sources() {
    day = impl.auditor.input.today;
    for (const audit::SourceFacts& source : audit.sources)
      if (impl.auditor.input.today.empty()) day = std::max(day, source.newest);
    for (const audit::SourceFacts& source : audit.sources) {
      page.sources.push_back({source.name, source.record_count, source.oldest, source.median, source.newest, monitoring::months_between(source.median, day)});
      page.record_count += source.record_count;
    }
  }

  void put_attributes() {
    for (const Attribute& attribute : records.attributes) {
      AuditAttribute row{attribute.key, std::string(info(attribute.type).id), label(attribute), -1, kValidityTarget, false, false};
      for (const document::QualityTarget& target : impl.project.quality_targets) {
        if (target.attribute != attribute.key) continue;
        if (target.measure == "freshness") {
          row.freshness_target = static_cast<int32_t>(target.months);
          continue;
        }
        const bool is_completeness = target.measure == "completeness";
        (is_completeness ? row.completeness_target : row.validity_target) = target.share;
        (is_completeness ? row.completeness_by_user : row.validity_by_user) = true;
      }
      page.attributes.push_back(std::move(row));
    }
  }

  void put_cells() {
    double completeness = 0;
    uint64_t present = 0, checked = 0, valid = 0;
    for (uint32_t a = 0; a < page.attributes.size(); ++a) {
      AuditAttribute& attribute = page.attributes[a];
      bool any_checked = false;
      for (uint32_t t = 0; t < page.sources.size(); ++t) {
        const audit::CellFacts& facts = audit.cell(a, t);
        AuditCell cell{t, a, facts.present, facts.filled_count, facts.value_count, facts.distinct_count, facts.checked_count, facts.valid_count,
                       facts.set_aside_count, facts.mended_count, facts.median_date, false, false, monitoring::months_between(facts.median_date, day), false};
        cell.below_freshness = facts.present && attribute.freshness_target >= 0 && cell.age_months > attribute.freshness_target;
        if (facts.present && page.sources[t].record_count > 0) {
          const double share = static_cast<double>(facts.filled_count) / page.sources[t].record_count;
          completeness += share;
          ++present;
          cell.below_completeness = attribute.completeness_target >= 0 && share < attribute.completeness_target;
          cell.below_validity = attribute.validity_target >= 0 && facts.checked_count > 0 &&
                                static_cast<double>(facts.valid_count) < attribute.validity_target * static_cast<double>(facts.checked_count);
          checked += facts.checked_count;
          valid += facts.valid_count;
          any_checked = any_checked || facts.checked_count > 0;
        }
        page.cells.push_back(std::move(cell));
      }
      if (!any_checked && !attribute.validity_by_user) attribute.validity_target = -1;  // nothing there can be right or wrong
    }
    page.completeness = present == 0 ? 0 : completeness / static_cast<double>(present);
    page.validity = checked == 0 ? 0 : static_cast<double>(valid) / static_cast<double>(checked);
  }

  void put_words(FindingRow& row, const audit::FindingKind& kind) const {
    std::vector<std::string> labels;
    for (const std::string& key : row.attributes) {
      const int a = records.find(key);
      const auto is_it = [&](const DictionaryRow& one) { return one.entry.attribute == key; };
      if (a >= 0) labels.push_back(page.attributes[static_cast<size_t>(a)].label);
      else if (const auto absent = std::find_if(page.dictionary.begin(), page.dictionary.end(), is_it); absent != page.dictionary.end()) labels.push_back(absent->label);
    }
    row.kind = kind.name;
    row.severity = audit::severity_id(audit::severity_of(kind, row.count, row.of_count));
    row.fix = audit::fix_id(audit::fix_of(kind, row.count, row.of_count));
    row.state = "open";
    row.counts_records = kind.counts_records;
    row.headline = audit::headline(kind, row.count, labels, language);
    row.explanation = audit::explanation(kind, row.count, labels, language);
  }

  void put_ignored(FindingRow& row) const {
    const std::vector<std::string>& ignored = impl.project.ignored_findings;
    if (std::find(ignored.begin(), ignored.end(), row.id) != ignored.end()) row.state = "ignored";
  }

  FindingRow finding_row(const Finding& finding) const {
    const audit::FindingKind& kind = audit::kind(finding.kind);
    FindingRow row;
    row.id = audit::id_of(finding, records);
    for (const uint32_t a : finding.attributes) row.attributes.push_back(records.attributes[a].key);
    row.count = finding.count;
    row.of_count = finding.of_count;
    for (uint32_t t = 0; t < finding.per_source.size(); ++t)
      if (finding.per_source[t] > 0) row.sources.push_back({t, finding.per_source[t]});
    for (size_t v = 0; v < std::min(kShownValues, finding.values.size()); ++v) row.values.push_back({finding.values[v].value, finding.values[v].becomes, finding.values[v].count});
    row.distinct_count = finding.distinct_count;
    put_words(row, kind);
    if (rules.is_of_column(finding)) {
      row.fix = audit::fix_id(audit::Fix::kSee);
      row.explanation = audit::explanation_of_column(language);
    }
    if (const auto rule = rules.offered(finding)) row.rule = summary_of(*rule);
    else if (row.fix != "done") row.fix = "see";
    row.can_exclude = rules.exclusion(finding).has_value();
    put_ignored(row);
    return row;
  }

  // What a rule of the recipe has dealt with, and is found no more.
  void put_treated() {
    for (size_t r = 0; r < impl.auditor.rules.size() && impl.auditor.effect; ++r) {
      const standardize::RecipeRule& rule = impl.auditor.rules[r];
      const standardize::RecipeRuleEffect& effect = impl.auditor.effect->rules()[r];
      const audit::FindingKind* kind = audit::kind_named(std::string_view(rule.finding).substr(0, rule.finding.find(' ')));
      const auto is_it = [&](const FindingRow& row) { return row.id == rule.finding; };
      if (!rule.enabled || kind == nullptr || std::any_of(page.findings.begin(), page.findings.end(), is_it)) continue;
      FindingRow row;
      row.id = rule.finding;
      row.attributes = {rule.attribute};
      row.count = standardize::is_of_rows(rule.act) ? effect.row_count : effect.cell_count;
      row.distinct_count = effect.value_count;
      for (const standardize::RecipeChange& change : effect.examples) row.values.push_back({change.before, change.after, change.count});
      put_words(row, *kind);
      row.state = "treated";
      row.rule = summary_of(rule);
      page.findings.push_back(std::move(row));
    }
  }

  void put_matching_finding(FindingKindId id, const std::vector<uint64_t>& per_table, uint64_t total) {
    if (total == 0) return;
    FindingRow row;
    row.id = audit::kind(id).name;
    row.count = total;
    row.of_count = page.record_count;
    for (uint32_t t = 0; t < per_table.size(); ++t)
      if (per_table[t] > 0) row.sources.push_back({t, per_table[t]});
    put_words(row, audit::kind(id));
    put_ignored(row);
    page.findings.push_back(std::move(row));
  }

  void put_dictionary() { page.dictionary = dictionary_rows({impl.project.dictionary, records, *impl.auditor.dictionary}, page); }

  // Of what no source has there are no records to find: all of them lack it.
  void put_absent() {
    for (size_t d = page.attributes.size(); d < page.dictionary.size(); ++d) {
      const DictionaryRow& absent = page.dictionary[d];
      if (absent.entry.requirement != "required" || page.record_count == 0) continue;
      const audit::FindingKind& kind = audit::kind(FindingKindId::kRequiredMissing);
      FindingRow row;
      row.id = std::string(kind.name) + " " + absent.entry.attribute;
      row.attributes = {absent.entry.attribute};
      row.count = row.of_count = page.record_count;
      for (uint32_t s = 0; s < page.sources.size(); ++s) row.sources.push_back({s, page.sources[s].record_count});
      put_words(row, kind);
      put_ignored(row);
      page.findings.push_back(std::move(row));
    }
  }

  static void put_cost(FindingRow& row) {
    const audit::FindingKind& kind = *audit::kind_named(row.kind);
    const bool is_mended = row.state == "treated" || row.fix == "done";
    row.harm = is_mended ? "mended" : audit::harm_id(kind.harm);
    row.unit_cost = is_mended ? 0 : audit::cost_of_one(kind.harm);
    row.cost = row.unit_cost * row.count;
  }

  void put_findings() {
    for (const Finding* finding : impl.findings_now()) page.findings.push_back(finding_row(*finding));
    put_absent();
    if (page.result.has_result) {
      put_matching_finding(FindingKindId::kDuplicate, page.result.duplicates_of, page.result.duplicate_count);
      put_matching_finding(FindingKindId::kUnmatchable, page.result.unmatchable_of, page.result.unmatchable_count);
      const std::vector<uint64_t>& returns = impl.auditor.quality->returns;
      put_matching_finding(FindingKindId::kReturn, returns, std::accumulate(returns.begin(), returns.end(), uint64_t{0}));
    }
    put_treated();
    for (FindingRow& row : page.findings) put_cost(row);
    const auto cost = [](const FindingRow& row) { return audit::cost_of(*audit::kind_named(row.kind), row.count, row.of_count); };
    std::stable_sort(page.findings.begin(), page.findings.end(), [&](const FindingRow& a, const FindingRow& b) {
      const bool is_open = a.state == "open";
      return is_open != (b.state == "open") ? is_open : audit::costs_more(cost(a), cost(b));
    });
  }

  void put_result() {
    const assessing::SourceQuality* quality = impl.auditor.quality.get();
    AuditResult& out = page.result;
    // Of other records than these it would say other sources' figures.
    if (!impl.result || quality == nullptr || impl.auditor.quality_of != impl.result || impl.result->tables.size() != page.sources.size()) return;
    out.has_result = true;
    out.is_stale = impl.is_stale();
    out.customer_count = impl.result->groups->group_count();
    out.duplicates_of = quality->duplicates;
    out.unmatchable_of = quality->unmatchable;
    for (const uint64_t count : quality->duplicates) out.duplicate_count += count;
    for (const uint64_t count : quality->unmatchable) out.unmatchable_count += count;
    for (const assessing::TableOverlap& overlap : quality->overlaps) out.overlaps.push_back({overlap.tables, overlap.count});
    for (const assessing::TableAgreement& pair : quality->agreements) {
      const int a = records.find(impl.result->records->attributes[pair.attribute].key);
      if (a < 0) continue;
      out.agreements.push_back({static_cast<uint32_t>(a), pair.a, pair.b, pair.pair_count, pair.same_count, pair.a_alone_count, pair.b_alone_count,
                                pair.third_with_a_count, pair.third_with_b_count, pair.a_newer_count, pair.b_newer_count});
    }
  }
};

}  // namespace

Result<Page> Pager::operator()(const AuditQuery& query) const {
  AuditPage empty;
  empty.language = query.language;
  empty.state = impl.ready_tables().empty() ? "no_source" : "counting";
  const audit::Audit* audit = impl.present_audit();
  if (audit == nullptr) return Page(std::move(empty));
  AuditWriter writer{impl, *audit, *impl.auditor.input.records, query.language, std::move(empty)};
  writer.page.state = "ready";
  writer.page.elapsed_ms = impl.auditor.elapsed_ms;
  writer.put_sources();
  writer.put_attributes();
  writer.put_cells();
  writer.put_dictionary();
  writer.put_result();
  writer.put_findings();
  for (const document::BoundTag& tag : impl.tags_now()) writer.page.tags.push_back({tag.tag, tag.count, tag.lost_count});
  return Page(std::move(writer.page));
}

Result<Page> Pager::operator()(const AuditCellQuery& query) const {
  AuditCellDetail page;
  page.state = impl.ready_tables().empty() ? "no_source" : "counting";
  const audit::Audit* audit = impl.present_audit();
  if (audit == nullptr) return Page(std::move(page));
  const RecordSet& records = *impl.auditor.input.records;
  const int a = records.find(query.attribute);
  if (a < 0 || query.source >= audit->sources.size()) return missing("attribute", query.source);
  page.state = "ready";
  const auto attribute = static_cast<uint32_t>(a);
  AuditWriter writer{impl, *audit, records, query.language, {}};
  writer.put_sources();
  writer.put_attributes();
  writer.put_cells();
  page.cell = writer.page.cells[attribute * audit->sources.size() + query.source];
  std::map<std::string_view, std::string_view> remarks;
  for (const Finding* finding : impl.findings_now()) {
    if (std::find(finding->attributes.begin(), finding->attributes.end(), attribute) == finding->attributes.end() || finding->per_source[query.source] == 0) continue;
    page.findings.push_back(audit::id_of(*finding, records));
    for (const audit::FoundValue& value : finding->values) remarks.emplace(value.value, audit::kind(finding->kind).name);
  }
  const audit::CellDetail detail = audit::cell_detail(impl.auditor.input, query.source, attribute);
  const auto rows = [&](const std::vector<audit::ValueTally>& tallies) {
    std::vector<ValueRow> out;
    for (const audit::ValueTally& tally : tallies) {
      const auto remark = remarks.find(tally.value);
      out.push_back({tally.value, tally.count, remark == remarks.end() ? std::string() : std::string(remark->second)});
    }
    return out;
  };
  const auto spans = [](const std::vector<audit::Span>& from) {
    std::vector<SpanRow> out;
    for (const audit::Span& span : from) out.push_back({span.from, span.to, span.count});
    return out;
  };
  page.values = rows(detail.values);
  for (const audit::ValueTally& shape : detail.shapes) page.shapes.push_back({shape.value, shape.count, {}});
  page.invalid = rows(detail.invalid);
  page.set_aside = rows(detail.set_aside);
  page.lengths = spans(detail.lengths);
  page.years = spans(detail.years);
  page.numbers = spans(detail.numbers);
  return Page(std::move(page));
}

std::string Session::Impl::attribute_words(const std::string& key, const std::string& type, const std::string& language) const {
  std::string heading;  // of a column that feeds it
  const audit::AuditInput& input = auditor.input;
  const int a = input.records ? input.records->find(key) : -1;
  for (size_t t = 0; a >= 0 && t < input.tables.size() && heading.empty(); ++t) {
    const Attribute& attribute = input.records->attributes[static_cast<size_t>(a)];
    if (const std::vector<uint32_t>& columns = attribute.slots.empty() ? std::vector<uint32_t>() : attribute.slots[0].origins[t].columns; !columns.empty() && columns[0] != kNoColumn)
      heading = input.tables[t]->columns[columns[0]].name;
  }
  return deliver::attribute_label(key, attribute_type_from_id(type).value_or(AttributeType::kText), heading, language == "fr" ? deliver::Naming::kFrench : deliver::Naming::kEnglish);
}

std::vector<monitoring::Target> Session::Impl::targets_of(const std::vector<std::string>& attributes) const {
  std::vector<monitoring::Target> targets;
  for (const std::string& key : attributes) {
    double validity = kValidityTarget;
    for (const document::QualityTarget& target : project.quality_targets) {
      if (target.attribute != key) continue;
      if (target.measure == "completeness") targets.push_back({key, "completeness", target.share});
      else if (target.measure == "freshness") targets.push_back({key, "freshness", 1, target.months});
      else validity = target.share;
    }
    targets.push_back({key, "validity", validity});
  }
  return targets;
}

// Rules at the end of the recipe, one for each finding: of those that nothing can be done about but looking, a refusal.
Status Session::Impl::fix_findings(const FixFindings& command) {
  const audit::Audit* audit = present_audit();
  if (audit == nullptr) return refused("quality.no_audit", "The sources are being looked at.", "Try again in a moment.", "findings");
  const FindingRules offers{*audit, auditor.input};
  if (!command.act.empty() && command.act != "exclude") return refused("quality.no_fix", "Findings are mended as they offer, or their records left out.", "Choose one of the list.", "act");
  std::vector<standardize::RecipeRule> rules;
  for (const std::string& id : command.findings) {
    const auto is_it = [&](const Finding& finding) { return audit::id_of(finding, *auditor.input.records) == id; };
    const auto finding = std::find_if(audit->findings.begin(), audit->findings.end(), is_it);
    std::optional<standardize::RecipeRule> rule;
    if (finding != audit->findings.end()) rule = command.act.empty() ? offers.offered(*finding) : offers.exclusion(*finding);
    if (!rule) return refused("quality.no_fix", "There is no finding \"" + id + "\" that a rule could mend.", "Choose one of the list.", "findings");
    rules.push_back(std::move(*rule));
  }
  return add_recipe_rules(std::move(rules), "fix_findings");
}

namespace {

std::optional<audit::FacetKind> facet_kind(std::string_view id) {
  struct Row { std::string_view id; audit::FacetKind kind; };
  static constexpr Row kRows[] = {{"value", audit::FacetKind::kValue}, {"shape", audit::FacetKind::kShape}, {"length", audit::FacetKind::kLength}, {"year", audit::FacetKind::kYear},
                                  {"number", audit::FacetKind::kNumber}, {"missing", audit::FacetKind::kMissing}, {"invalid", audit::FacetKind::kInvalid}};
  for (const Row& row : kRows)
    if (row.id == id) return row.kind;
  return std::nullopt;
}

audit::RecordBits bits_of(const std::vector<uint8_t>& flags) {
  audit::RecordBits bits(static_cast<uint32_t>(flags.size()));
  for (RecordIndex r = 0; r < flags.size(); ++r)
    if (flags[r] != 0) bits.add(r);
  return bits;
}

// All records, where the finding is that no source has what the dictionary requires.
audit::RecordBits lacking_all(const Session::Impl& impl, const RecordSet& records, const std::string& finding) {
  const auto is_it = [&](const document::DictionaryEntry& entry) {
    return entry.requirement == "required" && records.find(entry.attribute) < 0 && finding == std::string(audit::kind(FindingKindId::kRequiredMissing).name) + " " + entry.attribute;
  };
  if (std::none_of(impl.project.dictionary.begin(), impl.project.dictionary.end(), is_it)) return {};
  audit::RecordBits bits(records.record_count());
  for (RecordIndex r = 0; r < records.record_count(); ++r) bits.add(r);
  return bits;
}

// The records that a filter holds for; no bits at all where what it names is not there.
audit::RecordBits records_of(const Session::Impl& impl, const audit::Audit& audit, const FacetFilter& filter) {
  const audit::AuditInput& input = impl.auditor.input;
  const RecordSet& records = *input.records;
  if (filter.kind == "source") {
    audit::RecordBits bits(records.record_count());
    for (size_t t = 0; t < audit.sources.size(); ++t)
      for (RecordIndex r = records.first_record[t]; audit.sources[t].name == filter.value && r < records.first_record[t + 1]; ++r) bits.add(r);
    return bits;
  }
  if (filter.kind == "row") {
    audit::RecordBits bits(records.record_count());
    for (size_t t = 0; t < audit.sources.size(); ++t)
      for (RecordIndex r = records.first_record[t]; audit.sources[t].name == filter.value && r < records.first_record[t + 1]; ++r)
        if (const int64_t row = input.tables[t]->source_rows[r - records.first_record[t]]; row >= filter.from && row <= filter.to) bits.add(r);
    return bits;
  }
  if (filter.kind == "tag") {
    for (const document::BoundTag& tag : impl.tags_now())
      if (tag.tag == filter.value) return bits_of(tag.has);
    return audit::RecordBits(records.record_count());
  }
  if (filter.kind == "finding") {
    const assessing::SourceQuality* quality = impl.auditor.quality.get();
    const bool is_of_records = quality != nullptr && quality->is_duplicate.size() == records.record_count();
    if (is_of_records && filter.value == audit::kind(FindingKindId::kDuplicate).name) return bits_of(quality->is_duplicate);
    if (is_of_records && filter.value == audit::kind(FindingKindId::kUnmatchable).name) return bits_of(quality->is_unmatchable);
    if (is_of_records && filter.value == audit::kind(FindingKindId::kReturn).name) return bits_of(quality->is_return);
    for (const Finding* finding : impl.findings_now())
      if (audit::id_of(*finding, records) == filter.value) return finding->records;
    return lacking_all(impl, records, filter.value);
  }
  const std::optional<audit::FacetKind> kind = facet_kind(filter.kind);
  const int attribute = records.find(filter.attribute);
  if (!kind || attribute < 0) return {};
  return audit::records_with(input, {*kind, static_cast<uint32_t>(attribute), filter.value, filter.from, filter.to});
}

}  // namespace

audit::RecordBits Session::Impl::filtered_records(const audit::Audit& audit, const std::vector<FacetFilter>& filters) const {
  std::vector<audit::RecordBits> all;
  for (const FacetFilter& filter : filters) all.push_back(records_of(*this, audit, filter));
  audit::RecordBits bits(auditor.input.records->record_count());
  for (RecordIndex r = 0; r < auditor.input.records->record_count(); ++r)
    if (std::all_of(all.begin(), all.end(), [&](const audit::RecordBits& one) { return one.has(r); })) bits.add(r);
  return bits;
}

Result<Page> Pager::operator()(const AuditRowsQuery& query) const {
  AuditRowsPage page;
  page.first = query.first;
  page.state = impl.ready_tables().empty() ? "no_source" : "counting";
  const audit::Audit* audit = impl.present_audit();
  if (audit == nullptr) return Page(std::move(page));
  page.state = "ready";
  const RecordSet& records = *impl.auditor.input.records;
  const audit::RecordBits wanted = impl.filtered_records(*audit, query.filters);
  for (const Attribute& attribute : records.attributes) page.attributes.push_back(attribute.key);
  const uint64_t last = query.first + std::min(query.count, kPageLimit);
  for (RecordIndex r = 0; r < records.record_count(); ++r) {
    if (!wanted.has(r)) continue;
    const uint64_t place = page.total++;
    if (place < query.first || place >= last) continue;
    const uint32_t t = records.table_of(r), row = r - records.first_record[t];
    const Table& table = *impl.auditor.input.tables[t];
    AuditRecordRow& out = page.rows.emplace_back(AuditRecordRow{r, t, table.source_rows[row], records.record_ids[r], {}});
    for (const Attribute& attribute : records.attributes) {
      std::string text;
      for (const Attribute::Slot& slot : attribute.slots) {
        std::string value;
        if (slot.origins[t].columns.empty()) continue;
        standardize::join_pieces(table, slot.origins[t], row, value);
        if (value.empty() || text.find(value) != std::string::npos) continue;
        text += (text.empty() ? "" : "; ") + value;
      }
      out.values.push_back(std::move(text));
    }
    for (const document::BoundTag& tag : impl.tags_now())
      if (tag.has[r] != 0) out.tags.push_back(tag.tag);
  }
  return Page(std::move(page));
}

}  // namespace jumelles::session
