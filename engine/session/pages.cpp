#include <algorithm>
#include <array>

#include "pipeline/why_not.h"
#include "session/impl.h"
#include "standardize/standardize.h"

namespace jumelles::session {
namespace {

using namespace protocol;

constexpr uint32_t kPageLimit = 1000;
constexpr size_t kExampleLimit = 8;

Error missing(const char* what, uint64_t index) {
  return {ErrorCode::kBadInput, "query.no_such", std::string("There is no ") + what + " number " + std::to_string(index) + ".",
          "Ask again after the next revision.", what, 0, {std::to_string(index)}};
}

Error no_result() { return {ErrorCode::kBadInput, "query.no_result", "There is no result yet.", "Run the matching first.", {}, 0, {}}; }

const char* status_id(standardize::CleanStatus status) {
  static constexpr const char* kIds[] = {"clean", "missing", "placeholder", "invalid"};
  return kIds[static_cast<size_t>(status)];
}

struct Pager {
  Session::Impl& impl;
  const pipeline::RunResult* result = impl.result.get();

  // ------------------------------------------------------------ sources

  const SourceData* source(uint32_t index) const {
    return index < impl.document.data.size() && impl.document.data[index]->table ? impl.document.data[index].get() : nullptr;
  }

  Result<Page> operator()(const PreviewQuery& query) const {
    const SourceData* data = source(query.source);
    if (!data) return missing("source", query.source);
    const Table& table = *data->table;
    PreviewPage page{query.source, query.first, table.row_count(), {}};
    const uint64_t end = std::min<uint64_t>(table.row_count(), uint64_t{query.first} + std::min(query.count, kPageLimit));
    for (uint64_t row = query.first; row < end; ++row) {
      PreviewRow& out = page.rows.emplace_back();
      out.line = table.line_numbers[row];
      for (const Column& column : table.columns) out.cells.emplace_back(column.text(static_cast<uint32_t>(row)));
    }
    return Page(std::move(page));
  }

  Result<Page> operator()(const RejectsQuery& query) const {
    RejectsPage page;
    page.first = query.first;
    const uint64_t end = uint64_t{query.first} + std::min(query.count, kPageLimit);
    for (size_t s = 0; s < impl.document.data.size(); ++s) {
      const SourceData& data = *impl.document.data[s];
      if (!data.imported) continue;
      const auto& rejects = data.imported->rejects;
      const uint64_t base = page.total;
      for (uint64_t i = std::max<uint64_t>(query.first, base); i < std::min<uint64_t>(end, base + rejects.size()); ++i) {
        const RejectedRow& row = rejects[i - base];
        page.rows.push_back({impl.document.project.sources[s].name, row.line, row.reason_id, row.reason, row.text});
      }
      page.total += rejects.size();
    }
    return Page(std::move(page));
  }

  Result<Page> operator()(const ColumnQuery& query) const {
    const SourceData* data = source(query.source);
    if (!data) return missing("source", query.source);
    if (query.column >= data->table->columns.size()) return missing("column", query.column);
    const Column& column = data->table->columns[query.column];
    const profile::ColumnProfile& profiled = data->profile->columns[query.column];
    ColumnDetail page;
    page.source = query.source;
    page.column = query.column;
    page.filled_count = profiled.filled_count;
    page.distinct_count = profiled.distinct_count;
    page.valid_count = profiled.valid_count;
    page.row_count = data->table->row_count();
    for (const profile::ShapeCount& shape : profiled.shapes) page.shapes.push_back({shape.shape, shape.count});
    for (const profile::ValueCount& value : profiled.top_values) page.top_values.push_back({std::string(column.values[value.code]), value.count});
    put_examples(page, column, impl.document.project.sources[query.source].columns[query.column].mapping.type);
    return Page(std::move(page));
  }

  // Values that cleaning changes, of every outcome, from the first ones of the column.
  static void put_examples(ColumnDetail& page, const Column& column, AttributeType type) {
    constexpr Code kLooked = 400;
    std::array<size_t, 4> of_status{};
    for (Code code = 1; code < std::min<Code>(column.values.size(), kLooked) && page.examples.size() < kExampleLimit; ++code) {
      const std::string_view original = column.values[code];
      const standardize::CleanValue value = standardize::clean_value(type, original);
      if (value.status == standardize::CleanStatus::kClean && value.clean == original) continue;
      if (++of_status[static_cast<size_t>(value.status)] > kExampleLimit / 2) continue;
      page.examples.push_back({std::string(original), value.clean, status_id(value.status)});
    }
  }

  // ------------------------------------------------------------ pairs

  RecordLabel label(RecordIndex record) const {
    const RecordSet& records = *result->records;
    return {impl.document_source(records.table_of(record)), record_label(records, record), record_detail(records, record)};
  }

  const Edge* edge_of(uint64_t pair) const {
    const uint64_t kept = result->edges->size();
    if (pair < kept) return &(*result->edges)[pair];
    return pair - kept < result->link->vetoed.size() ? &result->link->vetoed[pair - kept] : nullptr;
  }

  std::optional<uint64_t> pair_number(RecordIndex a, RecordIndex b) const {
    uint64_t before = 0;
    for (const auto* edges : {result->edges.get(), &result->link->vetoed}) {
      const auto at = std::lower_bound(edges->begin(), edges->end(), std::pair(a, b), [](const Edge& e, const auto& pair) { return std::pair(e.a, e.b) < pair; });
      if (at != edges->end() && at->a == a && at->b == b) return before + static_cast<uint64_t>(at - edges->begin());
      before += edges->size();
    }
    return std::nullopt;
  }

  // Ids of the pairs [first, first + count) of a filtered and sorted list; sets its total.
  std::vector<uint64_t> list_pairs(const PairsQuery& query, uint64_t& total) const {
    const std::vector<uint32_t>& order = *result->by_weight;
    const std::vector<Edge>& edges = *result->edges;
    const Weight threshold = weight_from_probability(result->project.link.threshold);
    const uint64_t linked = static_cast<uint64_t>(
        std::partition_point(order.begin(), order.end(), [&](uint32_t e) { return edges[e].match_weight >= threshold; }) - order.begin());
    std::vector<uint64_t> out;
    if (query.filter == "vetoed") {
      total = result->link->vetoed.size();
      for (uint64_t i = query.first; i < std::min<uint64_t>(total, query.first + query.count); ++i) out.push_back(edges.size() + i);
      return out;
    }
    if (query.filter == "to_judge" || query.filter == "judged") {
      std::vector<uint64_t> all;
      if (query.filter == "to_judge")
        for (const uint32_t edge : impl.pairs_to_judge()) all.push_back(edge);
      else
        for (const auto& [pair, verdict] : impl.verdicts)
          if (const auto edge = pair_number(pair.first, pair.second)) all.push_back(*edge);
      total = all.size();
      for (uint64_t i = query.first; i < std::min<uint64_t>(total, query.first + query.count); ++i) out.push_back(all[i]);
      return out;
    }
    const uint64_t low = query.filter == "to_check" ? linked : 0, high = query.filter == "linked" ? linked : order.size();
    total = high - low;
    if (query.first >= total) return out;
    const uint64_t end = std::min<uint64_t>(total, query.first + query.count);
    if (query.sort == "strongest" || query.sort == "weakest") {
      for (uint64_t i = query.first; i < end; ++i) out.push_back(order[query.sort == "strongest" ? low + i : high - 1 - i]);
      return out;
    }
    // "useful": outward from the threshold, nearest weight first.
    uint64_t up = std::clamp(linked, low, high), down = up;  // next above: up - 1, next below: down
    for (uint64_t i = 0; i < end; ++i) {
      bool take_up = down == high;
      if (up > low && down < high) take_up = edges[order[up - 1]].match_weight - threshold <= threshold - edges[order[down]].match_weight;
      const uint64_t at = take_up ? --up : down++;
      if (i >= query.first) out.push_back(order[at]);
    }
    return out;
  }

  Result<Page> operator()(const PairsQuery& asked) const {
    if (!result) return no_result();
    PairsQuery query = asked;
    query.count = std::min(query.count, kPageLimit);
    PairsPage page{query.filter, query.sort, query.first, 0, {}};
    for (uint64_t pair : list_pairs(query, page.total)) {
      const Edge& edge = *edge_of(pair);
      page.rows.push_back({pair, label(edge.a), label(edge.b), probability_from_weight(edge.match_weight), bits(edge.match_weight), impl.verdict_on(edge.a, edge.b)});
    }
    return Page(std::move(page));
  }

  PairSide side(RecordIndex record) const {
    const RecordSet& records = *result->records;
    const uint32_t table = records.table_of(record);
    PairSide out;
    out.source = impl.document_source(table);
    out.id = records.record_ids[record];
    out.source_row = result->tables[table]->source_rows[records.row_of(record)];
    for (const Attribute& attribute : records.attributes)
      if (attribute.type == AttributeType::kUpdatedDate) out.updated = clean_text(records, attribute, record);
    out.label = record_label(records, record);
    return out;
  }

  // All columns of a multi-valued attribute, as they are in the source.
  std::string originals(const Attribute& attribute, RecordIndex record, bool& absent) const {
    std::string out;
    absent = true;
    int32_t last_column = -1;
    for (size_t slot = 0; slot < attribute.slots.size(); ++slot) {
      bool no_column = false;
      const std::string_view text = original_text(*result, attribute, slot, record, no_column);
      absent = absent && no_column;
      const int32_t column = attribute.slots[slot].table_columns[result->records->table_of(record)];
      if (text.empty() || column == last_column) continue;
      last_column = column;
      if (!out.empty()) out += " · ";
      out += text;
    }
    return out;
  }

  void put_attributes(PairDetail& page, const Edge& edge, const pipeline::Explanation& explanation) const {
    const LinkConfig& config = result->link->config;
    for (const Attribute& attribute : result->records->attributes) {
      ComparedAttribute row;
      row.attribute = attribute.key;
      row.type = info(attribute.type).id;
      row.a = originals(attribute, edge.a, row.absent_a);
      row.b = originals(attribute, edge.b, row.absent_b);
      if (row.absent_a && row.absent_b) continue;
      for (const pipeline::Evidence& evidence : explanation.evidence) {
        const Comparison& comparison = config.comparisons[evidence.comparison];
        if (std::find(comparison.attributes.begin(), comparison.attributes.end(), attribute.key) == comparison.attributes.end()) continue;
        row.comparison = comparison.id;
        row.finding = evidence.level < 0 ? "missing" : comparison.levels[static_cast<size_t>(evidence.level)].id;
        break;
      }
      page.attributes.push_back(std::move(row));
    }
  }

  // The value that both records share in a comparison: what makes its rarity count.
  std::string shared_value(const Comparison& comparison, const Edge& edge) const {
    std::string out;
    for (const std::string& key : comparison.attributes) {
      const int a = result->records->find(key);
      if (a < 0) continue;
      const std::string text = clean_text(*result->records, result->records->attributes[static_cast<size_t>(a)], edge.a);
      if (!out.empty() && !text.empty()) out += ' ';
      out += text;
    }
    return out;
  }

  // Any two records as an edge, found or not.
  Edge any_edge(RecordIndex a, RecordIndex b) const {
    Edge edge{std::min(a, b), std::max(a, b), 0, UINT16_MAX};
    edge.match_weight = result->link->scorer->score(edge.a, edge.b);
    if (const int rule = result->link->scorer->first_rule(edge.a, edge.b); rule >= 0) edge.rule = static_cast<uint16_t>(rule);
    return edge;
  }

  Result<Page> operator()(const PairQuery& query) const {
    if (!result) return no_result();
    const bool any = query.pair == kAnyPair;
    const uint32_t count = result->records->record_count();
    if (any && (query.a >= count || query.b >= count || query.a == query.b)) return missing("record", std::max(query.a, query.b));
    const Edge* found = any ? nullptr : edge_of(query.pair);
    if (!any && !found) return missing("pair", query.pair);
    const Edge asked = any ? any_edge(query.a, query.b) : *found;
    const Edge* edge = &asked;
    const LinkConfig& config = result->link->config;
    const pipeline::Explanation explanation = result->link->scorer->explain(edge->a, edge->b);
    const Weight threshold = weight_from_probability(result->project.link.threshold);
    PairDetail page;
    page.pair = query.pair;
    page.record_a = edge->a;
    page.record_b = edge->b;
    page.a = side(edge->a);
    page.b = side(edge->b);
    page.weight_bits = bits(edge->match_weight);
    page.probability = probability_from_weight(edge->match_weight);
    page.prior_bits = bits(explanation.prior);
    page.threshold_bits = bits(threshold);
    const bool vetoed = any ? explanation.veto == Veto::kMustNotMatch : query.pair >= result->edges->size();
    const bool kept = edge->rule != UINT16_MAX && page.probability >= config.review_floor;
    page.state = vetoed ? "vetoed" : !kept && any ? "apart" : edge->match_weight >= threshold ? "linked" : "to_check";
    if (explanation.constraint >= 0) page.constraint = config.constraints[static_cast<size_t>(explanation.constraint)].id;
    page.verdict = impl.verdict_on(edge->a, edge->b);
    page.same_group = result->groups->group_of[edge->a] == result->groups->group_of[edge->b];
    if (edge->rule < config.blocking_rules.size())
      for (const KeyPart& part : config.blocking_rules[edge->rule].parts) page.found_by.push_back({part.attribute, part.transform});
    put_attributes(page, *edge, explanation);
    for (const pipeline::Evidence& evidence : explanation.evidence) {
      const Comparison& comparison = config.comparisons[evidence.comparison];
      WaterfallBar bar;
      bar.comparison = comparison.id;
      bar.level = "missing";
      if (evidence.level >= 0) {
        const Level& level = comparison.levels[static_cast<size_t>(evidence.level)];
        bar.level = level.id;
        bar.threshold = level.threshold;
      }
      bar.weight_bits = bits(evidence.weight);
      bar.term_weight_bits = bits(evidence.term_frequency_weight);
      bar.term_count = evidence.term_count;
      if (evidence.term_count > 0) bar.term = shared_value(comparison, *edge);
      page.bars.push_back(std::move(bar));
    }
    return Page(std::move(page));
  }

  // ------------------------------------------------------------ why not

  std::string value_of(const std::string& attribute, RecordIndex record) const {
    const int a = result->records->find(attribute);
    return a < 0 ? std::string() : clean_text(*result->records, result->records->attributes[static_cast<size_t>(a)], record);
  }

  ChangeSummary change_summary(const pipeline::Change& change, const WhyNotQuery& query) const {
    const LinkConfig& config = result->project.link;
    ChangeSummary out;
    out.kind = change.kind;
    out.attribute = change.attribute;
    out.source = change.source;
    out.probability = change.probability;
    out.other_pair_count = change.other_pairs;
    out.compared_pair_count = change.compared_pairs;
    out.estimated = change.estimated;
    if (change.record != kNoRecord) {
      out.side = change.record == query.a ? "a" : "b";
      out.from = value_of(change.attribute, change.record);
      out.to = value_of(change.attribute, change.record == query.a ? query.b : query.a);
    }
    if (change.constraint >= 0) {
      out.constraint = config.constraints[static_cast<size_t>(change.constraint)].id;
      out.attribute = config.constraints[static_cast<size_t>(change.constraint)].attribute;
    }
    if (change.rule >= 0) {
      const std::vector<KeyPart>& parts = config.blocking_rules[static_cast<size_t>(change.rule)].parts;
      for (size_t p = 0; p < parts.size(); ++p)
        if (static_cast<int>(p) != change.part) out.key.push_back({parts[p].attribute, parts[p].transform});
    }
    return out;
  }

  Result<Page> operator()(const WhyNotQuery& query) const {
    if (!result) return no_result();
    const uint32_t count = result->records->record_count();
    if (query.a >= count || query.b >= count || query.a == query.b) return missing("record", std::max(query.a, query.b));
    const pipeline::WhyNot why = pipeline::why_not(*result, query.a, query.b);
    WhyNotDetail page;
    page.a = query.a;
    page.b = query.b;
    page.reason = pipeline::id(why.reason);
    page.below_threshold = why.below_threshold;
    if (why.constraint >= 0) {
      page.constraint = result->project.link.constraints[static_cast<size_t>(why.constraint)].id;
      page.constraint_attribute = result->project.link.constraints[static_cast<size_t>(why.constraint)].attribute;
    }
    for (const pipeline::NearKey& near : why.near_keys) {
      NearKey& out = page.near_keys.emplace_back();
      out.split = near.split;
      for (const pipeline::PartMeeting& part : near.parts)
        out.parts.push_back({part.part.attribute, part.part.transform, part.agrees, value_of(part.part.attribute, query.a), value_of(part.part.attribute, query.b)});
    }
    page.link_count = why.links;
    page.against_count = why.against;
    page.group_pair_count = why.pairs;
    for (const pipeline::Change& change : why.changes) page.changes.push_back(change_summary(change, query));
    return Page(std::move(page));
  }

  Result<Page> operator()(const SampledGroupQuery& query) const { return impl.sampled_group(query); }

  Result<Page> operator()(const LookAlikesQuery& query) const {
    constexpr size_t kScored = 200;  // records that share most values
    if (!result) return no_result();
    const RecordSet& records = *result->records;
    if (query.record >= records.record_count()) return missing("record", query.record);
    const uint32_t group = result->groups->group_of[query.record];
    std::vector<uint8_t> shared(records.record_count(), 0);
    for (const Attribute& attribute : records.attributes) {
      if (!info(attribute.type).compared || attribute.slots.empty()) continue;
      const std::vector<Code>& codes = attribute.slots[0].codes;
      const Code own = attribute.comparison_of[codes[query.record]];
      if (own == kMissing) continue;
      for (RecordIndex r = 0; r < records.record_count(); ++r) shared[r] = static_cast<uint8_t>(shared[r] + (attribute.comparison_of[codes[r]] == own));
    }
    for (const auto* edges : {result->edges.get(), &result->link->vetoed})
      for (const Edge& edge : *edges)
        if (edge.a == query.record || edge.b == query.record) shared[edge.a == query.record ? edge.b : edge.a] = UINT8_MAX;
    std::vector<RecordIndex> near;
    for (RecordIndex r = 0; r < records.record_count(); ++r)
      if (shared[r] > 0 && r != query.record && result->groups->group_of[r] != group) near.push_back(r);
    std::stable_sort(near.begin(), near.end(), [&](RecordIndex x, RecordIndex y) { return shared[x] > shared[y]; });
    if (near.size() > kScored) near.resize(kScored);
    std::vector<std::pair<Weight, RecordIndex>> scored;
    for (const RecordIndex r : near) scored.emplace_back(-result->link->scorer->score(std::min(r, query.record), std::max(r, query.record)), r);
    std::sort(scored.begin(), scored.end());
    LookAlikesPage page;
    page.record = query.record;
    for (size_t i = 0; i < std::min<size_t>(scored.size(), std::min(query.count, kPageLimit)); ++i)
      page.rows.push_back({scored[i].second, label(scored[i].second), records.record_ids[scored[i].second], probability_from_weight(-scored[i].first)});
    return Page(std::move(page));
  }

  // ------------------------------------------------------------ golden records

  Result<Page> operator()(const GoldenQuery& query) const {
    if (!result) return no_result();
    const RecordSet& records = *result->records;
    const Groups& groups = *result->groups;
    const bool all = query.filter.empty() || query.filter == "all";
    const std::vector<uint32_t>* list = all ? nullptr : &impl.golden_list(query.filter);
    GoldenPage page{query.filter, query.first, list ? list->size() : groups.group_count(), {}};
    const uint64_t end = std::min<uint64_t>(page.total, query.first + std::min(query.count, kPageLimit));
    for (uint64_t i = query.first; i < end; ++i) {
      const uint32_t group = list ? (*list)[i] : static_cast<uint32_t>(i);
      GoldenRow row{group, (*result->golden_ids)[group], golden_label(*result, group), {}};
      for (uint32_t m = groups.first_member[group]; m < groups.first_member[group + 1]; ++m)
        row.record_sources.push_back(impl.document_source(records.table_of(groups.members[m])));
      page.rows.push_back(std::move(row));
    }
    return Page(std::move(page));
  }

  GoldenCell cell(const Attribute& attribute, const survive::GoldenValue& value, RecordIndex record) const {
    GoldenCell out;
    bool absent = false;
    out.original = originals(attribute, record, absent);
    const Code code = attribute.slots.empty() ? kMissing : attribute.slots[0].codes[record];
    if (value.record == record && value.code != kMissing) out.state = "winner";
    else if (absent) out.state = "absent";
    else if (out.original.empty()) out.state = "missing";
    else if (code == kMissing) out.state = "invalid";  // a placeholder or unreadable: counted as missing
    else if (code == value.code) out.state = "same";
    else out.state = attribute.validity[code] == Validity::kInvalid ? "invalid" : "other";
    return out;
  }

  static bool disagreeing(const Attribute& attribute, const std::vector<RecordIndex>& members) {
    Code first = kMissing;
    for (RecordIndex record : members) {
      const Code code = attribute.slots.empty() ? kMissing : attribute.slots[0].codes[record];
      if (code == kMissing) continue;
      if (first == kMissing) first = code;
      else if (code != first && (attribute.comparison_of[code] != attribute.comparison_of[first] || attribute.comparison_of[code] == kMissing)) return true;
    }
    return false;
  }

  Result<Page> operator()(const GoldenDetailQuery& query) const {
    constexpr size_t kShownRecords = 200;  // of one group
    if (!result) return no_result();
    const Groups& groups = *result->groups;
    if (query.group >= groups.group_count()) return missing("group", query.group);
    const RecordSet& records = *result->records;
    const auto first = groups.members.begin() + groups.first_member[query.group];
    const auto last = groups.members.begin() + groups.first_member[query.group + 1];
    const std::vector<RecordIndex> all(first, last);
    std::vector<RecordIndex> members(first, first + static_cast<std::ptrdiff_t>(std::min(all.size(), kShownRecords)));
    GoldenDetail page;
    page.group = query.group;
    page.golden_id = (*result->golden_ids)[query.group];
    page.label = golden_label(*result, query.group);
    for (RecordIndex record : members) page.records.push_back(side(record));
    const auto& rules = result->project.survivorship.rules;
    for (size_t r = 0; r < rules.size(); ++r)
      for (const std::string& key : rules[r].attributes) {
        const int found = records.find(key);
        if (found < 0) continue;
        const size_t a = static_cast<size_t>(found);
        const Attribute& attribute = records.attributes[a];
        const survive::GoldenValue& value = result->golden->values[a][query.group];
        GoldenAttribute row;
        row.attribute = key;
        row.type = info(attribute.type).id;
        row.block = group_id(info(attribute.type).group);
        row.value = attribute.clean[value.code];
        for (const auto& extra : result->golden->extra[a])
          if (extra.group == query.group) row.further_values.emplace_back(attribute.clean[extra.value.code]);
        for (size_t m = 0; m < members.size(); ++m)
          if (value.code != kMissing && members[m] == value.record) row.origin = static_cast<int32_t>(m);
        if (value.code != kMissing && value.rule < survive::rules().size()) row.rule = survive::rules()[value.rule].id;
        row.survivorship_rule = static_cast<uint32_t>(r);
        row.disagreeing = disagreeing(attribute, all);
        for (RecordIndex record : members) row.cells.push_back(cell(attribute, value, record));
        page.attributes.push_back(std::move(row));
      }
    return Page(std::move(page));
  }

  // ------------------------------------------------------------ what a rule would change

  // Golden values of some groups alone under another configuration.
  survive::GoldenRecords survive_some(const std::vector<uint32_t>& which, const survive::SurvivorshipConfig& config) const {
    auto some = std::make_shared<Groups>();
    some->group_of.assign(result->records->record_count(), 0);
    some->first_member.push_back(0);
    for (uint32_t group : which) {
      for (uint32_t m = result->groups->first_member[group]; m < result->groups->first_member[group + 1]; ++m) {
        some->group_of[result->groups->members[m]] = some->group_count();
        some->members.push_back(result->groups->members[m]);
      }
      some->first_member.push_back(static_cast<uint32_t>(some->members.size()));
    }
    auto golden = std::make_shared<survive::GoldenRecords>();
    (void)run_to_end(survive::survive_phases(result->records, some, config, golden)).ok();
    return std::move(*golden);
  }

  std::string block_text(const survive::GoldenRecords& golden, uint32_t group, const survive::AttributeRule& rule) const {
    std::string out;
    for (const std::string& key : rule.attributes) {
      const int a = result->records->find(key);
      if (a < 0) continue;
      const Attribute& attribute = result->records->attributes[static_cast<size_t>(a)];
      const auto put = [&](Code code) {
        if (code == kMissing) return;
        if (!out.empty()) out += ", ";
        out += attribute.clean[code];
      };
      put(golden.values[static_cast<size_t>(a)][group].code);
      for (const auto& extra : golden.extra[static_cast<size_t>(a)])
        if (extra.group == group) put(extra.value.code);
    }
    return out;
  }

  Result<Page> operator()(const RuleEffectQuery& query) const {
    if (!result) return no_result();
    const survive::SurvivorshipConfig& config = result->project.survivorship;
    if (query.rule >= config.rules.size()) return missing("rule", query.rule);
    survive::SurvivorshipConfig changed = config;
    changed.rules[query.rule].cascade = query.cascade;
    if (const std::vector<Error> problems = survive::validate(changed, *result->records); !problems.empty()) return problems.front();
    const survive::RuleEffect effect =
        survive::preview_rule(*result->records, *result->groups, config, *result->golden, query.rule, query.cascade, kExampleLimit);
    RuleEffect page{query.rule, query.cascade, effect.changed_group_count, {}};
    const survive::GoldenRecords after = survive_some(effect.examples, changed);
    for (uint32_t i = 0; i < effect.examples.size(); ++i)
      page.examples.push_back({golden_label(*result, effect.examples[i]), block_text(*result->golden, effect.examples[i], config.rules[query.rule]),
                               block_text(after, i, config.rules[query.rule])});
    return Page(std::move(page));
  }
};

}  // namespace

Result<Page> Session::Impl::page(const Query& query) { return std::visit(Pager{*this}, query); }

const std::vector<uint32_t>& Session::Impl::golden_list(const std::string& filter) {
  const auto known = golden_lists.find(filter);
  if (known != golden_lists.end()) return known->second;
  const uint8_t mark = filter == "several_records" ? pipeline::kSeveralRecords : filter == "several_sources" ? pipeline::kSeveralSources
                       : filter == "disagreeing"   ? pipeline::kDisagreeing    : filter == "to_check"        ? pipeline::kToCheck : 0;
  std::vector<uint32_t>& list = golden_lists[filter];
  for (uint32_t group = 0; group < result->index->marks.size(); ++group)
    if ((result->index->marks[group] & mark) != 0) list.push_back(group);
  return list;
}

}  // namespace jumelles::session
