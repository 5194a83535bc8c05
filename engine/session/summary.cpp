#include <algorithm>
#include <set>

#include "deliver/outputs.h"
#include "assessing/group_doubts.h"
#include "assessing/pair_weights.h"
#include "linking/prepared.h"
#include "linking/propose_blocking.h"
#include "linking/structure.h"
#include "assessing/choices.h"
#include "session/impl.h"

namespace jumelles::session {
namespace {

using namespace protocol;

constexpr double kSureConfidence = 0.6;

SourceSummary source_summary(const document::SourceConfig& config, const SourceData& data) {
  SourceSummary out;
  out.name = config.name;
  out.file_name = data.file_name;
  out.state = data.state;
  out.size_bytes = data.size_bytes;
  out.import_ms = data.import_ms;
  out.problem = data.problem;
  const ingest::DialectOverride& choice = config.choice;
  out.dialect_by_user = choice.format || choice.encoding || choice.separator || choice.has_header || choice.table || choice.header_line;
  for (const ingest::TableOfFile& table : data.tables) out.tables.push_back({table.name, table.hidden, table.row_count, table.is_list});
  if (choice.table) out.table = *choice.table;
  if (!data.table) return out;
  const ingest::Dialect& dialect = data.imported->dialect;
  out.format = ingest::id(dialect.format);
  if (dialect.format != ingest::Format::kXlsx) out.encoding = ingest::id(dialect.encoding);
  if (dialect.format == ingest::Format::kCsv) out.separator = dialect.separator;
  out.has_header = dialect.has_header;
  out.header_line = dialect.header_line;
  out.table = dialect.table;
  out.row_count = data.table->row_count();
  out.rejected_count = data.imported->rejected_count;
  out.stated_row_count = data.imported->stated_row_count;
  out.error_cell_count = data.imported->error_cell_count;
  out.notices = data.imported->notices;
  bool rounded = false;
  for (size_t c = 0; c < data.table->columns.size() && c < config.columns.size(); ++c) {
    const ColumnMapping& mapping = config.columns[c].mapping;
    const profile::ColumnProfile& profiled = data.profile->columns[c];
    ColumnSummary column;
    column.name = data.table->columns[c].name;
    if (!profiled.top_values.empty()) column.example = data.table->columns[c].values[profiled.top_values[0].code];
    column.type = info(mapping.type).id;
    column.attribute = mapping.attribute;
    column.confidence = mapping.confidence;
    column.filled_count = profiled.filled_count;
    column.reason_id = mapping.reason_id;
    column.remark_id = profiled.remark_id;
    column.remark_count = profiled.remark_count;
    out.repaired_cell_count += profiled.repaired_count;
    rounded = rounded || (profiled.rounded_count > 0 && mapping.type != AttributeType::kNumber);
    column.to_confirm = !mapping.chosen_by_user && mapping.type != AttributeType::kIgnored && mapping.confidence < kSureConfidence;
    if (mapping.type != AttributeType::kIgnored) column.role = role_id(mapping.role);
    column.role_reason_id = mapping.role_reason_id;
    column.role_matters = info(mapping.type).compared();
    out.columns.push_back(std::move(column));
  }
  // Of codes and telephones: the digits that were lost are what they are compared by.
  if (rounded) out.notices.emplace_back("rounded_numbers");
  return out;
}

std::set<std::string> compared_attributes(const document::SourceConfig& source) {
  std::set<std::string> keys;
  for (const document::ColumnConfig& column : source.columns) {
    const ColumnMapping& m = column.mapping;
    if (!info(m.type).in_records || !info(fed_type(m.type)).compared() || !is_compared(m.role)) continue;
    keys.insert(m.attribute);
    // A full name is split where another source has its parts.
    if (m.type == AttributeType::kFullName) keys.insert({"given_name", "surname"});
  }
  return keys;
}

// Sources that were read and have no attribute in common by which their records could be told to be the same.
void say_what_is_apart(Summary& out, const document::Project& project) {
  for (size_t a = 0; a < out.sources.size(); ++a)
    for (size_t b = a + 1; b < out.sources.size(); ++b) {
      if (out.sources[a].state != SourceState::kReady || out.sources[b].state != SourceState::kReady) continue;
      const std::set<std::string> mine = compared_attributes(project.sources[a]), theirs = compared_attributes(project.sources[b]);
      if (std::none_of(mine.begin(), mine.end(), [&](const std::string& key) { return theirs.count(key) > 0; }))
        out.sources[a].apart_from.push_back(out.sources[b].name);
    }
}

std::vector<KeyPartSummary> parts_summary(const std::vector<KeyPart>& parts) {
  std::vector<KeyPartSummary> out;
  for (const KeyPart& part : parts) out.push_back({part.attribute, part.transform});
  return out;
}

ComparisonSummary comparison_summary(const Comparison& comparison) {
  ComparisonSummary out;
  out.id = comparison.id;
  out.attributes = comparison.attributes;
  out.comparator = comparison.comparator;
  out.enabled = comparison.enabled;
  out.by_hand = comparison.by_hand;
  out.is_bar_of_model = compare::has_bar_of_its_own(comparison);
  for (const Level& level : comparison.levels)
    out.levels.push_back({level.id, level.threshold, bits(level.weight), level.m_probability, level.u_probability, level.term_frequency,
                          level.locked, level.observed_u_count > 0 || level.observed_m_count >= 1});
  return out;
}

void put_link(Summary& out, const LinkConfig& link) {
  out.link_type = document::id(link.link_type);
  out.is_proposed = !link.proposal_due && (!link.blocking_rules.empty() || !link.comparisons.empty());
  out.pairs_per_record_budget = link.pairs_per_record;
  out.prior = link.prior;
  out.review_floor = link.review_floor;
  out.threshold = link.threshold;
  out.one_per_source = link.one_per_source;
  out.one_per_source_proposed = link.one_per_source_proposed;
  for (const BlockingRule& rule : link.blocking_rules)
    out.blocking_rules.push_back({parts_summary(rule.parts), rule.enabled, rule.pair_count, rule.total_pair_count, rule.largest_block,
                                  rule.refined_block_count, rule.exclusive_link_count, 0, false, -1, rule.share_before_refining, rule.refining_loss, document::name_of(rule),
                                  rule.by_hand});
  for (const Comparison& comparison : link.comparisons) {
    out.comparisons.push_back(comparison_summary(comparison));
    if (comparison.comparator != "dependence" || !comparison.enabled) continue;
    for (const LevelDependence& found : link.dependences) out.overlaps.push_back({found.first, found.second, found.strength});
  }
  for (const ComparisonNote& note : link.comparison_notes) out.comparison_notes.push_back({note.attribute, note.reason});
  for (const StructureChoice& choice : link.structure) {
    StructureChoiceSummary& row = out.structure.emplace_back(StructureChoiceSummary{choice.question, choice.answer, choice.source, {}});
    for (const StructureFigure& figure : choice.figures) row.figures.push_back({figure.name, figure.value});
  }
  for (const Constraint& constraint : link.constraints)
    out.constraints.push_back({constraint.id, constraint.attribute, constraint.must_match, constraint.enabled, true, constraint.pair_count, document::name_of(constraint),
                               constraint.by_hand});
  out.link_numbers = link_numbers(link);
}

std::vector<std::string> offered_rules(const survive::AttributeRule& rule, const RecordSet& records) {
  bool has_update_date = false, multi_valued = rule.attributes.size() == 1, refusals = false;
  for (const Attribute& attribute : records.attributes) has_update_date = has_update_date || attribute.type == AttributeType::kUpdatedDate;
  for (const std::string& key : rule.attributes) {
    const int a = records.find(key);
    if (a < 0) continue;
    const AttributeType type = records.attributes[static_cast<size_t>(a)].type;
    multi_valued = multi_valued && info(type).multi_valued;
    refusals = refusals || info(type).refusal_wins;
  }
  std::vector<std::string> out;
  for (const survive::RuleInfo& row : survive::rules()) {
    if (row.needs_update_date && !has_update_date) continue;
    if (row.multi_valued && !multi_valued) continue;
    if (rule.attributes.size() > 1 && !row.whole_block) continue;
    if (row.id == "opt_out_wins" && !refusals) continue;
    out.emplace_back(row.id);
  }
  return out;
}

std::string block_name(const survive::AttributeRule& rule, const RecordSet& records) {
  if (rule.attributes.size() == 1) return rule.attributes[0];
  const int a = rule.attributes.empty() ? -1 : records.find(rule.attributes[0]);
  return a < 0 ? std::string() : std::string(group_id(info(records.attributes[static_cast<size_t>(a)].type).group));
}

uint64_t memory_of(const Dictionary& dictionary) { return dictionary.memory_bytes(); }

uint64_t memory_of(const Table& table) {
  uint64_t bytes = table.source_rows.capacity() * 4 + table.line_numbers.capacity() * 8;
  for (const Column& column : table.columns) bytes += memory_of(column.values) + column.codes.capacity() * 4;
  return bytes;
}

uint64_t memory_of(const assessing::RunResult& result) {
  const RecordSet& records = *result.records;
  uint64_t bytes = uint64_t{records.record_count()} * 40;
  for (const Attribute& attribute : records.attributes) {
    bytes += memory_of(attribute.clean) + memory_of(attribute.comparison) + attribute.comparison_of.capacity() * 5;
    for (const Attribute::Slot& slot : attribute.slots) bytes += slot.codes.capacity() * 4;
  }
  for (size_t t = 0; t < result.tables.size(); ++t)
    if (result.tables[t] != result.read_tables[t]) bytes += memory_of(*result.tables[t]);
  if (assessing::has_rivals(result)) bytes += result.edges->capacity() * sizeof(Edge);
  bytes += (result.link->edges.capacity() + result.link->vetoed.capacity()) * sizeof(Edge) + result.by_weight->capacity() * 4;
  // Kept for the next run: with other weights no pair is compared again, and records are found by their names.
  if (const auto& prepared = result.link->prepared) {
    bytes += uint64_t{records.record_count()} * prepared->comparer->row_width() * sizeof(uint32_t);
    if (prepared->patterns) bytes += prepared->patterns->memory_bytes();
  }
  bytes += result.finder->memory_bytes();
  for (const auto& values : result.golden->values) bytes += values.capacity() * sizeof(survive::GoldenValue);
  return bytes;
}

std::vector<double> filled_shares_of_attributes(const RecordSet& records) {
  std::vector<double> shares;
  for (const Attribute& attribute : records.attributes) {
    uint64_t filled = 0;
    if (!attribute.slots.empty())
      for (Code code : attribute.slots[0].codes) filled += code != kMissing && attribute.comparison_of[code] != kMissing;
    shares.push_back(records.record_count() == 0 ? 0 : static_cast<double>(filled) / records.record_count());
  }
  return shares;
}

// Per source of the records: the table that holds it.
std::vector<uint32_t> table_of_sources(const RecordSet& records) {
  std::vector<uint32_t> out(records.sources.size(), kNoSource);
  for (size_t t = 0; t + 1 < records.first_record.size(); ++t)
    for (RecordIndex record = records.first_record[t]; record < records.first_record[t + 1]; ++record)
      if (uint32_t& table = out[records.source_of[record]]; table == kNoSource) table = static_cast<uint32_t>(t);
  return out;
}

NothingLinkedSummary nothing_linked(const assessing::RunResult& run, uint64_t linked_pair_count) {
  NothingLinkedSummary out;
  if (run.groups->group_count() < run.records->record_count() || run.records->record_count() == 0) return out;
  const LinkConfig& config = run.project.link;
  const StructureChoice choice = assessing::duplicates_choice(run);
  out.reason = linked_pair_count > 0 ? "apart" : choice.answer == "found" ? "threshold" : choice.answer;
  for (const StructureFigure& figure : choice.figures) {
    if (figure.name == "likely_pairs") out.likely_pair_count = static_cast<uint64_t>(figure.value);
    if (figure.name == "most_bits") out.most_bits = figure.value;
  }
  const std::optional<Edge> best = assessing::most_similar_pair(run);
  if (!best) return out;
  out.has_pair = true;
  out.record_a = best->a;
  out.record_b = best->b;
  out.weight_bits = bits(best->match_weight);
  out.probability = probability_from_weight(best->match_weight);
  std::vector<std::pair<Weight, std::string>> against;
  for (const linking::Evidence& evidence : assessing::explain(run, best->a, best->b).evidence) {
    const Comparison& comparison = config.comparisons[evidence.comparison];
    if (!comparison.enabled || comparison.attributes.empty()) continue;
    const Weight weight = evidence.weight + evidence.term_frequency_weight;
    if (evidence.level < 0) out.missing.push_back(comparison.id);
    else if (weight < 0) against.emplace_back(weight, comparison.id);
  }
  std::stable_sort(against.begin(), against.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  for (auto& [weight, id] : against) out.against.push_back(std::move(id));
  return out;
}

}  // namespace

Counts Session::Impl::counts_of(const assessing::RunResult& run) const {
  Counts out;
  out.record_count = run.records->record_count();
  out.group_count = run.groups->group_count();
  out.multi_source_group_count = run.index->multi_source_count;
  out.inner_duplicate_count = run.index->inner_duplicate_count;
  out.candidate_pair_count = run.link->candidate_pair_count;
  out.possible_pair_count = run.link->possible_pair_count;
  out.vetoed_pair_count = run.link->vetoed.size();
  const std::vector<uint32_t>& order = *run.by_weight;
  const Weight threshold = weight_from_probability(run.project.link.threshold);
  const auto end = std::partition_point(order.begin(), order.end(), [&](uint32_t edge) { return (*run.edges)[edge].match_weight >= threshold; });
  out.linked_pair_count = static_cast<uint64_t>(end - order.begin());
  if (judged_edges_of == run.edges)
    for (auto at = end; at != order.end(); ++at) out.checked_pair_count += is_judged(*at);
  out.to_check_pair_count = order.size() - out.linked_pair_count - out.checked_pair_count;
  const uint64_t kept = order.size() + out.vetoed_pair_count;
  out.apart_pair_count = out.candidate_pair_count > kept ? out.candidate_pair_count - kept : 0;
  out.group_to_check_count = run.groups->to_check.size();
  out.largest_group = run.index->largest_group;
  out.several_records_group_count = run.doubts->several_count;
  out.doubted_group_count = run.doubts->count;
  return out;
}

EstimateSummary Session::Impl::estimate_of(const assessing::RunResult& run) const {
  EstimateSummary out;
  if (!run.estimates) return out;
  const auto interval = [](const evaluate::Interval& i) { return IntervalSummary{i.value, i.low, i.high}; };
  const evaluate::ResultEstimate& estimate = run.estimates->result;
  const evaluate::BlockingEstimate& blocking = run.estimates->blocking;
  out.withheld_id = estimate.withheld_id;
  out.known = estimate.withheld_id.empty();
  if (out.known) out.precision = interval(estimate.precision);
  out.recall_known = out.known && estimate.recall_known;
  if (out.recall_known) out.recall = interval(estimate.recall);
  out.blocking_known = blocking.known;
  out.blocking_withheld_id = blocking.reason_id;
  if (blocking.known) out.blocking_recall = interval(blocking.recall);
  out.contradicted_share = estimate.contradicted_share;
  out.expected_matches = estimate.expected_matches;
  return out;
}

// What is kept, and what can be taken back.
void Session::Impl::put_project(Summary& summary_out) const {
  summary_out.recipe_rule_count = static_cast<uint32_t>(project.recipe.size());
  summary_out.can_undo = history.undo_name() != nullptr;
  summary_out.can_redo = history.redo_name() != nullptr;
  summary_out.undo_name = summary_out.can_undo ? *history.undo_name() : "";
  summary_out.redo_name = summary_out.can_redo ? *history.redo_name() : "";
  ProjectSummary& out = summary_out.project;
  out = {};
  out.name = project.name;
  out.file_name = file_name;
  out.author = author;
  out.change = change;
  out.saved_change = saved_change;
  out.first_change = first_change;
  out.has_unsaved = change != saved_change && (!project.sources.empty() || !project.decisions.pairs.empty());
  out.embeds_sources = project.embeds_sources;
  for (const auto& reading : data) out.missing_count += reading->state == SourceState::kMissing;
  out.problems = file_problems;
}

void Session::Impl::build_summary() {
  Summary out;
  out.revision = revision;
  put_project(out);
  out.has_result = result != nullptr;
  out.result = result_number;
  out.last_judgment = last_judgment;
  out.is_stale = is_stale();
  for (size_t s = 0; s < data.size(); ++s) {
    SourceSummary& told = out.sources.emplace_back(source_summary(project.sources[s], *data[s]));
    told.embedded = held_hashes.contains(project.sources[s].number);
    if (data[s]->state == SourceState::kReady && loaded)
      for (const document::SourceConfig& saved : loaded->sources)
        if (saved.number == data[s]->number) told.differs_from_project = !saved.hash.empty() && saved.hash != data[s]->hash;
    if (data[s]->table) out.memory_bytes += memory_of(*data[s]->table);
  }
  say_what_is_apart(out, project);
  put_link(out, project.link);
  uint64_t record_count = 0;
  for (const SourceSummary& source : out.sources) record_count += source.row_count;
  for (BlockingRuleSummary& rule : out.blocking_rules) {
    rule.budget_share = static_cast<double>(rule.pair_count) / std::max(1.0, out.pairs_per_record_budget * static_cast<double>(record_count));
    rule.is_large = rule.budget_share > linking::kLargeBudgetShare;
  }
  out.source_order = project.survivorship.source_order;
  out.output_language = project.output_language;
  out.output_headers = project.output_headers;
  out.decisions = decisions_summary();
  if (result) {
    const RecordSet& records = *result->records;
    for (BlockingRuleSummary& rule : out.blocking_rules)
      rule.in_result = std::any_of(result->link->config.blocking_rules.begin(), result->link->config.blocking_rules.end(),
                                   [&](const BlockingRule& other) { return other.enabled && document::name_of(other) == rule.name; });
    if (filled_shares.empty()) filled_shares = filled_shares_of_attributes(records);
    for (ComparisonSummary& comparison : out.comparisons)
      for (const std::string& key : comparison.attributes)
        if (const int a = records.find(key); a >= 0) comparison.filled_share = std::max(comparison.filled_share, filled_shares[static_cast<size_t>(a)]);
    out.histogram.first_bit = linking::WeightHistogram::kMinBits;
    out.histogram.counts.assign(result->link->histogram.counts.begin(), result->link->histogram.counts.end());
    bind_verdicts();
    out.counts = counts_of(*result);
    out.nothing_linked = nothing_linked(*result, out.counts.linked_pair_count);
    out.counts_before = counts_before ? *counts_before : out.counts;
    out.estimate = estimate_of(*result);
    out.estimate_before = counts_before && estimate_before ? *estimate_before : out.estimate;
    if (result->estimates && out.blocking_rules.size() >= result->estimates->blocking.key_recalls.size())
      for (size_t r = 0; r < result->estimates->blocking.key_recalls.size(); ++r) out.blocking_rules[r].recall = result->estimates->blocking.key_recalls[r];
    out.threshold_before = counts_before ? threshold_before : result->project.link.threshold;
    for (const survive::AttributeRule& rule : project.survivorship.rules)
      out.survivorship.push_back({block_name(rule, records), rule.attributes, rule.cascade, offered_rules(rule, records), rule.chosen_by_user, document::name_of(rule)});
    const std::vector<uint32_t> tables = table_of_sources(records);
    for (size_t a = 0; a < result->index->origin_counts.size(); ++a) {
      OriginShare share{records.attributes[a].key, std::vector<uint64_t>(data.size(), 0)};
      for (size_t s = 0; s < tables.size(); ++s)
        if (const uint32_t source = document_source(tables[s]); source != kNoSource) share.count_per_source[source] += result->index->origin_counts[a][s];
      out.origins.push_back(std::move(share));
    }
    out.run_ms = run_ms;
    out.memory_bytes += memory_of(*result) + likeness.memory_bytes();
    out.notices = result->link->notices;
  }
  for (const deliver::OutputInfo& row : deliver::outputs(output_input())) out.deliverables.push_back({row.kind, row.file_name, row.row_count, row.column_count});
  summary = std::move(out);
}

}  // namespace jumelles::session
