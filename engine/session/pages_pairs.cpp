#include <algorithm>

#include "assessing/pair_weights.h"
#include "session/orders.h"
#include "session/pages.h"

namespace jumelles::session {

RecordLabel Pager::label(RecordIndex record) const {
  const RecordSet& records = *result->records;
  return {impl.document_source(records.table_of(record)), record_label(records, record), record_detail(records, record)};
}

const Edge* Pager::edge_of(uint64_t pair) const {
  const uint64_t kept = result->edges->size();
  if (pair < kept) return &(*result->edges)[pair];
  return pair - kept < result->link->vetoed.size() ? &result->link->vetoed[pair - kept] : nullptr;
}

std::optional<uint64_t> Pager::pair_number(RecordIndex a, RecordIndex b) const {
  uint64_t before = 0;
  for (const auto* edges : {result->edges.get(), &result->link->vetoed}) {
    const auto at = std::lower_bound(edges->begin(), edges->end(), std::pair(a, b), [](const Edge& e, const auto& pair) { return std::pair(e.a, e.b) < pair; });
    if (at != edges->end() && at->a == a && at->b == b) return before + static_cast<uint64_t>(at - edges->begin());
    before += edges->size();
  }
  return std::nullopt;
}

// Below the threshold, whatever was judged left out: the nearest to it first are the strongest. O(first + count + judged).
std::vector<uint64_t> Pager::unjudged_pairs(const PairsQuery& query, uint64_t linked, uint64_t& total) const {
  const std::vector<uint32_t>& order = *result->by_weight;
  total = impl.summary.counts.to_check_pair_count;
  std::vector<uint64_t> out;
  const uint64_t size = order.size() - linked, end = std::min<uint64_t>(total, query.first + query.count);
  uint64_t seen = 0;
  for (uint64_t i = 0; i < size && seen < end; ++i) {
    const uint32_t edge = order[query.sort == "weakest" ? order.size() - 1 - i : linked + i];
    if (impl.is_judged(edge)) continue;
    if (seen++ >= query.first) out.push_back(edge);
  }
  return out;
}

namespace {

// Pairs to check, those whose answer settles most first; of as many the nearest to the threshold. O(pairs to check log).
std::vector<uint64_t> by_look_alikes(Session::Impl& impl, const std::vector<uint32_t>& order, uint64_t linked) {
  assessing::LikenessIndex& likeness = impl.likeness_now();
  std::vector<std::pair<uint64_t, uint64_t>> counted;
  for (uint64_t i = linked; i < order.size(); ++i)
    if (!impl.is_judged(order[i])) counted.emplace_back(likeness.count(order[i]), order[i]);
  std::stable_sort(counted.begin(), counted.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
  std::vector<uint64_t> out;
  for (const auto& [count, edge] : counted) out.push_back(edge);
  return out;
}

}  // namespace

std::vector<uint64_t> Pager::list_pairs(const PairsQuery& query, uint64_t& total) const {
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
  const bool most_alike = query.filter == "to_check" && query.sort == "alike";
  if (query.filter == "to_judge" || query.filter == "judged" || most_alike) {
    std::vector<uint64_t> all;
    if (most_alike) all = by_look_alikes(impl, order, linked);
    else if (query.filter == "to_judge")
      for (const uint32_t edge : impl.pairs_to_judge()) all.push_back(edge);
    else
      for (const auto& [pair, verdict] : impl.verdicts)
        if (const auto edge = pair_number(pair.first, pair.second)) all.push_back(*edge);
    total = all.size();
    for (uint64_t i = query.first; i < std::min<uint64_t>(total, query.first + query.count); ++i) out.push_back(all[i]);
    return out;
  }
  if (query.filter == "to_check" && impl.summary.counts.checked_pair_count > 0) return unjudged_pairs(query, linked, total);
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

// Where pairs are searched, or listed by name, the whole list is made once a revision: O(pairs), and what it takes to search or order them.
const std::vector<uint64_t>& Pager::made_pair_list(const PairsQuery& query) const {
  constexpr size_t kMostLists = 8;
  const std::string key = query.filter + '\n' + query.sort + '\n' + query.text;
  const auto known = impl.pair_lists.find(key);
  if (known != impl.pair_lists.end()) return known->second;
  if (impl.pair_lists.size() >= kMostLists) impl.pair_lists.clear();
  const bool by_name = query.sort == "name", by_name_reversed = query.sort == "name_reversed", named = by_name || by_name_reversed;
  PairsQuery whole{query.filter, named ? "strongest" : query.sort, 0, UINT32_MAX};
  uint64_t total = 0;
  std::vector<uint64_t> list = list_pairs(whole, total);
  if (!query.text.empty()) {
    const std::vector<uint8_t> answers = impl.answering_records(query.text);
    std::erase_if(list, [&](uint64_t pair) { return answers[edge_of(pair)->a] == 0 && answers[edge_of(pair)->b] == 0; });
  }
  if (named) {
    const std::vector<uint64_t>& order = impl.record_order();
    put_in_order(list, [&](uint64_t pair) { return order[edge_of(pair)->b]; }, by_name_reversed);
    put_in_order(list, [&](uint64_t pair) { return order[edge_of(pair)->a]; }, by_name_reversed);
  }
  return impl.pair_lists[key] = std::move(list);
}

Result<Page> Pager::operator()(const PairsQuery& asked) const {
  if (!result) return no_result();
  PairsQuery query = asked;
  query.count = std::min(query.count, kPageLimit);
  PairsPage page{query.filter, query.sort, query.first, 0, {}};
  std::vector<uint64_t> pairs;
  if (query.text.empty() && !query.sort.starts_with("name")) {
    pairs = list_pairs(query, page.total);
    page.unfiltered = page.total;
  } else {
    (void)list_pairs({query.filter, "strongest", 0, 0}, page.unfiltered);
    page.search_state = query.text.empty() ? "" : impl.search_index() == nullptr ? "indexing" : "ready";
    if (page.search_state == "indexing") return Page(std::move(page));
    const std::vector<uint64_t>& list = made_pair_list(query);
    page.total = list.size();
    for (uint64_t i = query.first; i < std::min<uint64_t>(page.total, query.first + query.count); ++i) pairs.push_back(list[i]);
  }
  for (const uint64_t pair : pairs) page.rows.push_back(pair_row(pair));
  return Page(std::move(page));
}

PairSide Pager::side(RecordIndex record) const {
  const RecordSet& records = *result->records;
  const uint32_t table = records.table_of(record);
  PairSide out;
  out.source = impl.document_source(table);
  out.id = records.record_ids[record];
  out.name = impl.ref_of(record);
  out.source_row = result->tables[table]->source_rows[records.row_of(record)];
  for (const Attribute& attribute : records.attributes)
    if (attribute.type == AttributeType::kUpdatedDate) out.updated = clean_text(records, attribute, record);
  out.label = record_label(records, record);
  return out;
}

std::string Pager::originals(const Attribute& attribute, RecordIndex record, bool& absent) const {
  std::string out;
  absent = true;
  const uint32_t table = result->records->table_of(record);
  const std::vector<uint32_t>* last = nullptr;
  for (size_t slot = 0; slot < attribute.slots.size(); ++slot) {
    bool no_column = false;
    const std::string text = original_text(*result, attribute, slot, record, no_column);
    absent = absent && no_column;
    const std::vector<uint32_t>& columns = attribute.slots[slot].origins[table].columns;
    if (text.empty() || (last != nullptr && columns == *last)) continue;
    last = &columns;
    if (!out.empty()) out += " · ";
    out += text;
  }
  return out;
}

void Pager::put_attributes(PairDetail& page, const Edge& edge, const linking::Explanation& explanation) const {
  const LinkConfig& config = result->link->config;
  for (const Attribute& attribute : result->records->attributes) {
    ComparedAttribute row;
    row.attribute = attribute.key;
    row.type = info(attribute.type).id;
    row.a = originals(attribute, edge.a, row.absent_a);
    row.b = originals(attribute, edge.b, row.absent_b);
    if (row.absent_a && row.absent_b) continue;
    for (const linking::Evidence& evidence : explanation.evidence) {
      const Comparison& comparison = config.comparisons[evidence.comparison];
      if (std::find(comparison.attributes.begin(), comparison.attributes.end(), attribute.key) == comparison.attributes.end()) continue;
      row.comparison = comparison.id;
      row.finding = evidence.level < 0 ? "missing" : comparison.levels[static_cast<size_t>(evidence.level)].id;
      break;
    }
    page.attributes.push_back(std::move(row));
  }
}

std::string Pager::term_text(const linking::Evidence& evidence, RecordIndex record) const {
  const Attribute& attribute = result->records->attributes[static_cast<size_t>(evidence.term_attribute)];
  for (const Attribute::Slot& slot : attribute.slots)
    if (const Code code = slot.codes[record]; code != kMissing && attribute.comparison_of[code] == evidence.term) return std::string(attribute.clean[code]);
  return std::string(attribute.comparison[evidence.term]);
}

Edge Pager::any_edge(RecordIndex a, RecordIndex b) const {
  Edge edge{std::min(a, b), std::max(a, b), 0, UINT16_MAX};
  edge.match_weight = assessing::weight_of(*result, edge.a, edge.b);
  if (const int rule = result->link->scorer->first_rule(edge.a, edge.b); rule >= 0) edge.rule = static_cast<uint16_t>(rule);
  return edge;
}

RivalsSummary Pager::rivals(RecordIndex record, RecordIndex partner, Weight weight) const {
  const RecordSet& records = *result->records;
  const std::vector<uint32_t>& group_of = result->groups->group_of;
  RivalsSummary out;
  Weight best = 0;
  for (const Edge& edge : *result->edges) {
    if ((edge.a != record && edge.b != record) || edge.match_weight < weight - kRivalMargin) continue;
    const RecordIndex other = edge.a == record ? edge.b : edge.a;
    if (other == partner || records.table_of(other) != records.table_of(partner)) continue;
    if (group_of[other] == group_of[partner] || impl.verdict_on(edge.a, edge.b) == "different") continue;
    if (out.count++ > 0 && edge.match_weight <= best) continue;
    best = edge.match_weight;
    out.record = other;
  }
  out.weight_bits = bits(best);
  return out;
}

Result<Page> Pager::operator()(const PairQuery& query) const {
  if (!result) return no_result();
  const bool any = query.pair == kAnyPair;
  const uint32_t count = result->records->record_count();
  if (any && (query.a >= count || query.b >= count || query.a == query.b)) return missing("record", std::max(query.a, query.b));
  // Two records that were met are that pair, however they are asked for.
  const std::optional<uint64_t> number = any ? pair_number(std::min(query.a, query.b), std::max(query.a, query.b)) : std::optional(query.pair);
  const Edge* found = number ? edge_of(*number) : nullptr;
  if (!any && !found) return missing("pair", query.pair);
  const Edge asked = found ? *found : any_edge(query.a, query.b);
  const Edge* edge = &asked;
  const LinkConfig& config = result->link->config;
  const linking::Explanation explanation = assessing::explain(*result, edge->a, edge->b);
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
  const bool vetoed = found ? *number >= result->edges->size() : explanation.veto == Veto::kMustNotMatch;
  const bool kept = (edge->rule != UINT16_MAX && page.probability >= config.review_floor) || explanation.veto == Veto::kMustMatch;
  page.state = vetoed ? "vetoed" : !kept ? "apart" : edge->match_weight >= threshold ? "linked" : "to_check";
  if (explanation.constraint >= 0) {
    const Constraint& constraint = config.constraints[static_cast<size_t>(explanation.constraint)];
    page.constraint = constraint.id;
    page.constraint_attribute = constraint.attribute;
  }
  page.verdict = impl.verdict_on(edge->a, edge->b);
  put_likeness(page, *edge);
  page.same_group = result->groups->group_of[edge->a] == result->groups->group_of[edge->b];
  if (edge->rule < config.blocking_rules.size())
    for (const KeyPart& part : config.blocking_rules[edge->rule].parts) page.found_by.push_back({part.attribute, part.transform});
  put_attributes(page, *edge, explanation);
  page.rival_margin_bits = bits(kRivalMargin);
  if (!vetoed && page.a.source != page.b.source) {
    page.rivals_of_a = rivals(edge->a, edge->b, edge->match_weight);
    page.rivals_of_b = rivals(edge->b, edge->a, edge->match_weight);
  }
  for (const linking::Evidence& evidence : explanation.evidence) {
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
    if (evidence.term_count > 0) bar.term = term_text(evidence, evidence.term_of_b ? edge->b : edge->a);
    page.bars.push_back(std::move(bar));
  }
  if (explanation.rivals_weight != 0) {
    WaterfallBar& bar = page.bars.emplace_back();
    bar.comparison = "rivals";
    bar.level = "one_at_most";
    bar.weight_bits = bits(explanation.rivals_weight);
  }
  return Page(std::move(page));
}

}  // namespace jumelles::session
