#include <algorithm>
#include <map>

#include "assessing/group_doubts.h"
#include "assessing/group_ties.h"
#include "assessing/pair_weights.h"
#include "session/orders.h"
#include "session/pages.h"

namespace jumelles::session {
namespace {

constexpr size_t kShownMembers = 200, kShownTies = 2000;
constexpr size_t kShownPresences = 32;
constexpr uint32_t kAskedMembers = 4, kAskedEach = 6;  // look-alikes of a group: of so many members, so many

std::vector<RecordIndex> members_of(const Groups& groups, uint32_t group) {
  return {groups.members.begin() + groups.first_member[group], groups.members.begin() + groups.first_member[group + size_t{1}]};
}

assessing::GroupTies ties_of(const assessing::RunResult& result, const std::vector<RecordIndex>& members) {
  return assessing::group_ties(members.data(), members.size(), *result.edges, result.doubts->first_edge,
                               weight_from_probability(result.project.link.threshold), result.binding.get());
}

bool is_doubted(const std::vector<std::string>& doubts, AttributeType type) {
  const char* doubt = type == AttributeType::kBirthDate ? "two_births" : type == AttributeType::kSiren || type == AttributeType::kSiret ? "two_company_numbers" : "";
  return std::find(doubts.begin(), doubts.end(), doubt) != doubts.end();
}

}  // namespace

GroupRow Pager::group_row(uint32_t group) const {
  const RecordSet& records = *result->records;
  const std::vector<RecordIndex> members = members_of(*result->groups, group);
  GroupRow row;
  row.group = group;
  row.golden_id = (*result->golden_ids)[group];
  row.label = golden_label(*result, group);
  row.record_count = static_cast<uint32_t>(members.size());
  for (const RecordIndex record : members)
    if (const uint32_t source = impl.document_source(records.table_of(record)); std::find(row.sources.begin(), row.sources.end(), source) == row.sources.end())
      row.sources.push_back(source);
  std::sort(row.sources.begin(), row.sources.end());
  for (const assessing::GroupDoubt doubt : assessing::kGroupDoubts)
    if ((result->doubts->marks[group] & doubt) != 0) row.doubts.emplace_back(assessing::id(doubt));
  const GroupStrength strength = group_strength(*result, group);
  row.link_count = strength.link_count;
  row.has_weakest = strength.has_weakest;
  if (row.has_weakest) row.weakest_bits = bits(strength.weakest);
  return row;
}

const std::vector<uint32_t>& Session::Impl::doubted_list() {
  if (doubted_groups) return *doubted_groups;
  doubted_groups.emplace();
  const std::vector<uint8_t>& marks = result->doubts->marks;
  for (uint32_t group = 0; group < marks.size(); ++group)
    if (marks[group] != 0) doubted_groups->push_back(group);
  const std::vector<uint32_t>& first = result->groups->first_member;
  const auto size = [&](uint32_t group) { return first[group + size_t{1}] - first[group]; };
  // Contradictions first, then the largest.
  std::stable_sort(doubted_groups->begin(), doubted_groups->end(), [&](uint32_t x, uint32_t y) {
    const bool a = (marks[x] & assessing::kContradicted) != 0, b = (marks[y] & assessing::kContradicted) != 0;
    return a != b ? a : size(x) > size(y);
  });
  return *doubted_groups;
}

Result<Page> Pager::operator()(const GroupsQuery& query) const {
  if (!result) return no_result();
  const std::string filter = query.filter.empty() || query.filter == "all" ? "all" : query.filter == "to_check" ? "doubted" : "several_records";
  const bool all = filter == "all" && query.text.empty() && query.sort.empty();
  const uint64_t unfiltered = impl.golden_count(filter);
  if (!query.text.empty() && impl.search_index() == nullptr) return Page(GroupsPage{query.filter, query.first, 0, {}, unfiltered, "indexing"});
  const std::vector<uint32_t>* list = all ? nullptr : &impl.golden_list(filter, query.text, query.sort, query.descending);
  GroupsPage page{query.filter, query.first, list ? list->size() : unfiltered, {}, unfiltered, query.text.empty() ? "" : "ready"};
  const uint64_t end = std::min<uint64_t>(page.total, query.first + std::min(query.count, kPageLimit));
  for (uint64_t i = query.first; i < end; ++i) page.rows.push_back(group_row(list ? (*list)[i] : static_cast<uint32_t>(i)));
  return Page(std::move(page));
}

Result<Page> Pager::operator()(const GroupFiguresQuery&) const {
  if (!result) return no_result();
  if (impl.group_figures) return Page(*impl.group_figures);
  const RecordSet& records = *result->records;
  const Groups& groups = *result->groups;
  std::map<uint32_t, SizeCount> sizes;
  std::vector<uint32_t> source_of_table;
  for (size_t t = 0; t + 1 < records.first_record.size(); ++t) source_of_table.push_back(impl.document_source(static_cast<uint32_t>(t)));
  const size_t source_count = impl.project.sources.size();
  std::vector<uint32_t> table_of(records.record_count());
  for (uint32_t t = 0; t < source_of_table.size(); ++t)
    std::fill(table_of.begin() + records.first_record[t], table_of.begin() + records.first_record[t + size_t{1}], t);
  std::map<uint64_t, uint64_t> by_bits;  // up to 64 sources
  for (uint32_t g = 0; g < groups.group_count(); ++g) {
    const uint32_t size = groups.first_member[g + size_t{1}] - groups.first_member[g];
    SizeCount& row = sizes[size];
    row.size = size;
    ++row.count;
    row.doubted_count += result->doubts->marks[g] != 0;
    uint64_t present = 0;
    for (uint32_t m = groups.first_member[g]; m < groups.first_member[g + size_t{1}]; ++m)
      if (const uint32_t source = source_of_table[table_of[groups.members[m]]]; source < std::min<size_t>(source_count, 64)) present |= uint64_t{1} << source;
    ++by_bits[present];
  }
  GroupFigures page;
  for (const auto& [size, row] : sizes) page.sizes.push_back(row);
  for (const auto& [present, count] : by_bits) {
    PresenceCount& row = page.presences.emplace_back();
    row.count = count;
    for (uint32_t s = 0; s < 64; ++s)
      if ((present >> s & 1) != 0) row.sources.push_back(s);
  }
  std::stable_sort(page.presences.begin(), page.presences.end(), [](const PresenceCount& x, const PresenceCount& y) { return x.count > y.count; });
  for (size_t i = kShownPresences; i < page.presences.size(); ++i) page.other_presence_count += page.presences[i].count;
  if (page.presences.size() > kShownPresences) page.presences.resize(kShownPresences);
  impl.group_figures = page;
  return Page(std::move(page));
}

void Pager::put_members(GroupDetail& page, const std::vector<RecordIndex>& members) const {
  const RecordSet& records = *result->records;
  std::vector<const Attribute*> shown;
  for (const Attribute& attribute : records.attributes)
    if (comparable(attribute)) shown.push_back(&attribute);
  // What the group is doubted for is seen first.
  std::stable_partition(shown.begin(), shown.end(), [&](const Attribute* attribute) { return is_doubted(page.row.doubts, attribute->type); });
  for (const Attribute* attribute : shown) page.attributes.push_back(attribute->key);
  for (size_t m = 0; m < std::min(members.size(), kShownMembers); ++m) {
    const RecordIndex record = members[m];
    const uint32_t table = records.table_of(record);
    GroupMember& row = page.members.emplace_back();
    row.record = record;
    row.source = impl.document_source(table);
    row.source_row = result->tables[table]->source_rows[records.row_of(record)];
    row.id = records.record_ids[record];
    row.label = record_label(records, record);
    for (const Attribute* attribute : shown) {
      bool absent = false;
      row.values.push_back(originals(*attribute, record, absent));
    }
  }
  if (members.size() <= protocol::kMostShapedRecords)
    for (const RecordIndex record : members) page.names.push_back(impl.ref_of(record));
}

void Pager::put_ties(GroupDetail& page, const std::vector<RecordIndex>& members) const {
  const assessing::GroupTies ties = ties_of(*result, members);
  const auto number_of = [&](uint32_t tie) {
    if (tie == assessing::kNoTie || ties.ties[tie].b >= page.members.size()) return protocol::kNoTie;
    page.ties.push_back({ties.ties[tie].a, ties.ties[tie].b, bits(ties.ties[tie].weight), ties.ties[tie].is_link, ties.ties[tie].by_hand});
    return static_cast<uint32_t>(page.ties.size() - 1);
  };
  page.bridge = number_of(ties.bridge);
  page.weakest = ties.weakest == ties.bridge ? page.bridge : number_of(ties.weakest);
  for (uint32_t t = 0; t < ties.ties.size() && page.ties.size() < kShownTies; ++t)
    if (t != ties.bridge && t != ties.weakest) (void)number_of(t);
  if (page.names.size() == members.size()) page.half_of.assign(ties.half_of.begin(), ties.half_of.end());
  if (page.bridge == protocol::kNoTie) return;
  const assessing::GroupTie& bridge = ties.ties[ties.bridge];
  std::vector<std::pair<Weight, std::string>> speak_for;
  for (const linking::Evidence& evidence : assessing::explain(*result, members[bridge.a], members[bridge.b]).evidence) {
    const Comparison& comparison = result->link->config.comparisons[evidence.comparison];
    if (const Weight weight = evidence.weight + evidence.term_frequency_weight; weight > 0 && !comparison.attributes.empty()) speak_for.emplace_back(-weight, comparison.id);
  }
  std::sort(speak_for.begin(), speak_for.end());
  for (auto& [weight, id] : speak_for) page.bridge_agrees.push_back(std::move(id));
}

void Pager::put_shape(GroupDetail& page, const std::vector<RecordIndex>& members) const {
  const auto& shapes = impl.project.decisions.shaped_groups;
  for (size_t s = shapes.size(); s-- > 0;)
    for (const document::RecordName& name : shapes[s].records) {
      const RecordIndex record = (*result->finder)(name);
      if (record == kNoRecord || !std::binary_search(members.begin(), members.end(), record)) continue;
      page.shape = shapes[s].how;
      page.shape_by = shapes[s].origin.who;
      page.shape_at_ms = shapes[s].origin.at_ms;
      return;
    }
}

Result<Page> Pager::operator()(const GroupQuery& query) const {
  if (!result) return no_result();
  if (query.group >= result->groups->group_count()) return missing("group", query.group);
  const std::vector<RecordIndex> members = members_of(*result->groups, query.group);
  GroupDetail page;
  page.group = query.group;
  page.row = group_row(query.group);
  put_members(page, members);
  put_ties(page, members);
  put_shape(page, members);
  return Page(std::move(page));
}

// Groups of records that the pairs of its members point to, and of what looks like some of its members.
Result<Page> Pager::operator()(const NearGroupsQuery& query) const {
  if (!result) return no_result();
  const Groups& groups = *result->groups;
  if (query.group >= groups.group_count()) return missing("group", query.group);
  const std::vector<RecordIndex> members = members_of(groups, query.group);
  std::map<uint32_t, double> near;  // group -> probability of its most alike pair
  const auto add = [&](RecordIndex record, double probability) {
    if (const uint32_t group = groups.group_of[record]; group != query.group) near[group] = std::max(near[group], probability);
  };
  for (size_t m = 0; m < std::min<size_t>(members.size(), kAskedMembers); ++m) {
    Result<Page> found = (*this)(LookAlikesQuery{members[m], kAskedEach});
    if (!found) continue;
    for (const LookAlike& row : std::get<LookAlikesPage>(found.value()).rows) add(row.record, row.probability);
  }
  std::vector<std::pair<double, uint32_t>> order;
  for (const auto& [group, probability] : near) order.emplace_back(-probability, group);
  std::sort(order.begin(), order.end());
  NearGroupsPage page;
  page.group = query.group;
  for (size_t i = 0; i < std::min<size_t>(order.size(), std::min(query.count, kPageLimit)); ++i) {
    const uint32_t group = order[i].second;
    NearGroup& row = page.rows.emplace_back();
    row.group = group;
    row.golden_id = (*result->golden_ids)[group];
    row.label = golden_label(*result, group);
    row.detail = record_detail(*result->records, groups.members[groups.first_member[group]]);
    row.probability = -order[i].first;
    for (const RecordIndex record : members_of(groups, group)) {
      if (row.names.size() >= protocol::kMostShapedRecords) break;
      row.record_sources.push_back(impl.document_source(result->records->table_of(record)));
      row.names.push_back(impl.ref_of(record));
    }
  }
  return Page(std::move(page));
}

JudgmentRow Pager::judgment_row(const Judgment& judgment, RecordIndex a, RecordIndex b, bool same) const {
  const document::Decisions& decisions = result->project.decisions;
  JudgmentRow out;
  out.record_a = a;
  out.record_b = b;
  out.a = label(a);
  out.b = label(b);
  out.id_a = result->records->record_ids[a];
  out.id_b = result->records->record_ids[b];
  out.same = same;
  out.place = judgment.place;
  const auto put_origin = [&](const document::Origin& origin) { out.who = origin.who, out.how = origin.how, out.at_ms = origin.at_ms; };
  switch (judgment.kind) {
    case JudgmentKind::kVerdict: {
      const document::PairDecision& decision = decisions.pairs[judgment.place];
      out.kind = "verdict";
      put_origin(decision.origin);
      out.names = {ref_from(decision.a), ref_from(decision.b)};
      break;
    }
    case JudgmentKind::kShape: {
      const document::ShapedGroup& shape = decisions.shaped_groups[judgment.place];
      out.kind = "shape";
      put_origin(shape.origin);
      out.how = shape.how;
      for (const document::RecordName& name : shape.records) out.names.push_back(ref_from(name));
      break;
    }
    case JudgmentKind::kDrawn: out.kind = "drawn"; break;
    case JudgmentKind::kKnown: {
      out.kind = "known";
      const auto is_it = [&](const document::KnownRecord& known) { return (*result->finder)(known.record) == a; };
      if (const auto at = std::find_if(decisions.known_groups.begin(), decisions.known_groups.end(), is_it); at != decisions.known_groups.end()) put_origin(at->origin);
      break;
    }
  }
  return out;
}

Result<Page> Pager::operator()(const ContradictionsQuery& query) const {
  if (!result) return no_result();
  const std::vector<Contradiction>& all = result->contradictions;
  ContradictionsPage page{query.first, result->contradiction_count, {}};
  const uint64_t end = std::min<uint64_t>(all.size(), query.first + std::min(query.count, kPageLimit));
  for (uint64_t i = query.first; i < end; ++i) {
    if (all[i].chain.empty()) continue;
    ContradictionRow& row = page.rows.emplace_back();
    for (const Tie& tie : all[i].chain) row.chain.push_back(judgment_row(tie.judgment, tie.a, tie.b, true));
    row.against = judgment_row(all[i].against, all[i].chain.front().a, all[i].chain.back().b, false);
  }
  return Page(std::move(page));
}

}  // namespace jumelles::session
