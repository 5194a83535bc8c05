// What people decide about pairs and drawn groups: kept in the project by name, undone like everything else.

#include <algorithm>

#include "core/hash.h"
#include "evaluate/judged_groups.h"
#include "session/impl.h"

namespace jumelles::session {
namespace {

using namespace protocol;

constexpr size_t kOffered = 2000;             // pairs put in order to be judged
constexpr uint32_t kFewestDraws = 20, kMostDraws = 1000;
constexpr uint32_t kLookAlikesOf = 4;         // members of a drawn group whose look-alikes are offered
constexpr uint32_t kLookAlikesEach = 4, kMostLookAlikes = 12;
constexpr double kLeastInterest = 0.005;      // every pair may be asked for, the doubtful ones most

std::pair<RecordIndex, RecordIndex> ordered(RecordIndex a, RecordIndex b) { return {std::min(a, b), std::max(a, b)}; }

}  // namespace

// Verdicts over the records of the result, brought up to date with every revision.
void Session::Impl::bind_verdicts() {
  verdicts.clear();
  judged_edges.clear();
  judged_edges_of = result ? result->edges : nullptr;
  if (!result || document.project.decisions.empty()) return;
  const std::vector<Edge>& edges = *result->edges;
  judged_edges.assign(edges.size(), false);
  const document::RecordFinder& find = *result->finder;
  for (const document::PairDecision& decision : document.project.decisions) {
    const RecordIndex a = find(decision.a), b = find(decision.b);
    if (a == kNoRecord || b == kNoRecord) continue;
    verdicts[ordered(a, b)] = decision.verdict;
    const auto at = std::lower_bound(edges.begin(), edges.end(), ordered(a, b), [](const Edge& e, const auto& pair) { return std::pair(e.a, e.b) < pair; });
    if (at != edges.end() && std::pair(at->a, at->b) == ordered(a, b)) judged_edges[static_cast<size_t>(at - edges.begin())] = true;
  }
}

std::string Session::Impl::verdict_on(RecordIndex a, RecordIndex b) const {
  const auto found = verdicts.find(ordered(a, b));
  return found == verdicts.end() ? std::string() : found->second;
}

Status Session::Impl::judge_pair(const JudgePair& command) {
  const Status status = take_verdict(command);
  last_judgment = command.number;
  if (!status) emit_revision();  // its sender waits to hear of it
  else after_edit(Edit::kDecisions);
  return status;
}

Status Session::Impl::take_verdict(const JudgePair& command) {
  if (!result) return no_result();
  // Records are counted anew with every result: the same numbers would be other people.
  if (command.result != result_number)
    return refused("judge.other_result", "The records have changed since this pair was shown: the verdict was not kept.", "Judge the pair as it is shown now.");
  const RecordSet& records = *result->records;
  if (command.a >= records.record_count() || command.b >= records.record_count() || command.a == command.b)
    return refused("judge.no_pair", "There is no such pair of records.", "Choose two records of the list.");
  if (!command.verdict.empty() && command.verdict != document::kSame && command.verdict != document::kDifferent && command.verdict != document::kUnsure)
    return refused("judge.verdict", "The verdict " + command.verdict + " is not known.", "Say same, different, unsure, or nothing to take it back.");
  remember("judge_pair");
  const document::RecordFinder& find = *result->finder;
  auto& decisions = document.project.decisions;
  const auto pair = ordered(command.a, command.b);
  std::erase_if(decisions, [&](const document::PairDecision& decision) { return ordered(find(decision.a), find(decision.b)) == pair; });
  if (!command.verdict.empty())
    decisions.push_back({running::name_of(pair.first, records, result->tables), running::name_of(pair.second, records, result->tables), command.verdict});
  return {};
}

Status Session::Impl::draw_sample(const DrawSample& command) {
  if (!result) return no_result();
  remember("draw_sample");
  // As the groups are without what was judged of a former sample: that one goes.
  const Groups& groups = result->unshaped_groups ? *result->unshaped_groups : *result->groups;
  const uint32_t count = std::clamp(command.count, kFewestDraws, kMostDraws);
  const std::vector<evaluate::Draw> draws =
      evaluate::draw_groups(evaluate::chances_to_be_drawn(groups, *result->edges), count, mix(document.project.link.seed ^ 0x73616D706C65ull));
  document.project.sample.clear();
  for (const evaluate::Draw& draw : draws) {
    document::SampledGroup group;
    group.chance = draw.chance;
    group.times = draw.times;
    for (uint32_t m = groups.first_member[draw.group]; m < groups.first_member[draw.group + 1]; ++m)
      group.members.push_back(running::name_of(groups.members[m], *result->records, result->tables));
    document.project.sample.push_back(std::move(group));
  }
  after_edit(Edit::kDecisions);
  return {};
}

Status Session::Impl::judge_group(const JudgeGroup& command) {
  if (!result) return no_result();
  auto& sample = document.project.sample;
  if (command.group >= sample.size()) return refused("judge.no_group", "There is no drawn group number " + std::to_string(command.group) + ".", "Draw groups first.");
  document::SampledGroup judged = sample[command.group];
  judged.missing.clear();
  judged.thing_of.clear();
  judged.unsure = command.unsure;
  if (!command.unsure && !command.records.empty()) {
    const document::RecordFinder& find = *result->finder;
    bool fits = command.records.size() == command.thing_of.size() && command.records.size() >= judged.members.size();
    for (size_t i = 0; i < judged.members.size() && fits; ++i) fits = find(judged.members[i]) == command.records[i];
    for (size_t i = judged.members.size(); i < command.records.size() && fits; ++i) fits = command.records[i] < result->records->record_count();
    if (!fits) return refused("judge.other_group", "The records are not those of the drawn group.", "Judge the group that is shown.");
    for (size_t i = 0; i < command.records.size(); ++i) {
      const bool member = i < judged.members.size();
      const auto members_end = command.thing_of.begin() + static_cast<std::ptrdiff_t>(judged.members.size());
      // Of the others only those that belong to a thing of the group.
      if (!member && std::find(command.thing_of.begin(), members_end, command.thing_of[i]) == members_end) continue;
      if (!member) judged.missing.push_back(running::name_of(command.records[i], *result->records, result->tables));
      judged.thing_of.push_back(command.thing_of[i]);
    }
  }
  remember("judge_group");
  sample[command.group] = std::move(judged);
  after_edit(Edit::kDecisions);
  return {};
}

// Pairs in the order to be judged in: drawn at random, doubtful ones more often, so that what is learned from them holds for
// all (Efraimidis & Spirakis 2006). Pairs that a source without duplicates settles, and judged ones, are left out.
std::vector<uint32_t> Session::Impl::pairs_to_judge() {
  const std::vector<Edge>& edges = *result->edges;
  if (judge_order_of != result->edges) {
    judge_order_of = result->edges;
    judge_order.clear();
    std::vector<std::pair<double, uint32_t>> order;
    const uint64_t seed = mix(result->project.link.seed ^ 0x6A75646765ull);
    for (uint32_t e = 0; e < edges.size(); ++e) {
      const double p = probability_from_weight(edges[e].match_weight);
      const double uniform = (static_cast<double>(mix((uint64_t{edges[e].a} << 32 | edges[e].b) ^ seed) >> 11) + 0.5) * 0x1p-53;
      order.emplace_back(-ln(uniform) / (p * (1.0 - p) + kLeastInterest), e);
    }
    const size_t kept = std::min(order.size(), kOffered);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end());
    for (size_t i = 0; i < kept; ++i) judge_order.push_back(order[i].second);
  }
  const RecordSet& records = *result->records;
  const Groups& groups = *result->groups;
  std::vector<uint8_t> clean(records.sources.size(), 0);
  for (size_t s = 0; s < clean.size(); ++s) {
    const auto& names = result->project.link.one_per_source;
    clean[s] = std::find(names.begin(), names.end(), records.sources[s].name) != names.end();
  }
  const auto holds = [&](uint32_t group, uint16_t source) {
    for (uint32_t m = groups.first_member[group]; m < groups.first_member[group + 1]; ++m)
      if (records.source_of[groups.members[m]] == source) return true;
    return false;
  };
  std::vector<uint32_t> out;
  for (const uint32_t e : judge_order) {
    const RecordIndex a = edges[e].a, b = edges[e].b;
    if (!verdict_on(a, b).empty()) continue;
    const uint32_t group_a = groups.group_of[a], group_b = groups.group_of[b];
    const bool settled = group_a != group_b && ((clean[records.source_of[b]] != 0 && holds(group_a, records.source_of[b])) ||
                                                (clean[records.source_of[a]] != 0 && holds(group_b, records.source_of[a])));
    if (!settled) out.push_back(e);
  }
  return out;
}

// Records without links to any member that look like one are offered beside those with links: keys may have missed them.
Result<Page> Session::Impl::sampled_group(const SampledGroupQuery& query) {
  if (!result) return no_result();
  const auto& sample = document.project.sample;
  if (query.group >= sample.size()) return refused("judge.no_group", "There is no drawn group number " + std::to_string(query.group) + ".", "Draw groups first.");
  const document::SampledGroup& group = sample[query.group];
  const RecordSet& records = *result->records;
  const document::RecordFinder& find = *result->finder;
  SampledGroupDetail page;
  page.group = query.group;
  page.total = static_cast<uint32_t>(sample.size());
  page.state = group.unsure ? "unsure" : group.thing_of.empty() ? "open" : "judged";
  std::vector<const Attribute*> shown;
  for (const Attribute& attribute : records.attributes)
    if (comparable(attribute)) {
      shown.push_back(&attribute);
      page.attributes.push_back(attribute.key);
    }
  const auto add = [&](RecordIndex record, bool member, uint32_t thing, double probability) {
    SampledRecord row;
    row.record = record;
    row.source = document_source(records.table_of(record));
    row.id = records.record_ids[record];
    row.label = record_label(records, record);
    row.is_member = member;
    row.thing = thing;
    row.probability = probability;
    for (const Attribute* attribute : shown) {
      bool absent = false;
      row.values.push_back(original_text(*result, *attribute, 0, record, absent));
    }
    page.records.push_back(std::move(row));
  };
  std::vector<RecordIndex> members, listed;
  for (size_t i = 0; i < group.members.size(); ++i) {
    const RecordIndex record = find(group.members[i]);
    if (record == kNoRecord) return refused("judge.record_gone", "A record of the drawn group is no longer there.", "Draw groups again.");
    members.push_back(record);
    add(record, true, group.thing_of.empty() ? 0 : static_cast<uint32_t>(group.thing_of[i]), 1);
  }
  listed = members;
  for (size_t i = 0; i < group.missing.size(); ++i) {
    const RecordIndex record = find(group.missing[i]);
    if (record == kNoRecord) continue;
    listed.push_back(record);
    add(record, false, static_cast<uint32_t>(group.thing_of[members.size() + i]), 1);
  }
  std::vector<std::pair<double, RecordIndex>> near;
  for (size_t i = 0; i < std::min<size_t>(members.size(), kLookAlikesOf); ++i) {
    Result<Page> found = this->page(LookAlikesQuery{members[i], kLookAlikesEach});
    if (!found) continue;
    for (const LookAlike& row : std::get<LookAlikesPage>(found.value()).rows) near.emplace_back(-row.probability, row.record);
  }
  std::sort(near.begin(), near.end());
  for (const auto& [probability, record] : near) {
    if (page.records.size() >= members.size() + kMostLookAlikes || std::find(listed.begin(), listed.end(), record) != listed.end()) continue;
    listed.push_back(record);
    add(record, false, kNoThing, -probability);
  }
  return Page(std::move(page));
}

DecisionsSummary Session::Impl::decisions_summary() const {
  DecisionsSummary out;
  for (const document::PairDecision& decision : document.project.decisions)
    ++(decision.verdict == document::kSame ? out.same_count : decision.verdict == document::kDifferent ? out.different_count : out.unsure_count);
  out.known_record_count = document.project.known_groups.size();
  out.drawn_count = document.project.sample.size();
  out.judged_pair_count = out.same_count + out.different_count + out.unsure_count;
  out.first_open_group = out.drawn_count;
  for (size_t g = document.project.sample.size(); g-- > 0;) {
    const document::SampledGroup& group = document.project.sample[g];
    if (group.unsure) ++out.passed_count;
    else if (!group.thing_of.empty()) ++out.judged_count;
    else out.first_open_group = g;
  }
  if (!result) return out;
  out.learned_count = result->link->config.taught_pair_count;
  const auto interval = [](const evaluate::Interval& i) { return IntervalSummary{i.value, i.low, i.high}; };
  if (const auto& estimate = result->judged_estimate) {
    out.precision_known = estimate->precision_known;
    out.recall_known = estimate->recall_known;
    if (out.precision_known) out.precision = interval(estimate->precision);
    if (out.recall_known) out.recall = interval(estimate->recall);
  }
  return out;
}

}  // namespace jumelles::session
