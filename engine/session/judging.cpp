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

document::RecordName name_from(const RecordRef& ref) { return {ref.source, ref.id, ref.row, ref.content}; }
RecordRef ref_from(const document::RecordName& name) { return {name.source, name.id, name.row, name.content}; }

// Verdicts over the records of the result, brought up to date with every revision: found anew with other records, followed else.
void Session::Impl::bind_verdicts() {
  const RecordSet* records = result ? result->records.get() : nullptr;
  if (verdicts_of != records || records == nullptr) {
    verdicts.clear();
    verdicts_of = records;
    judged_edges_of = nullptr;
    if (records != nullptr && !project.decisions.pairs.empty()) {
      for (const document::PairDecision& decision : project.decisions.pairs) take_verdict_of(decision);
    }
  }
  if (result && judged_edges_of == result->edges) return;
  judged_edges.clear();
  judged_edges_of = result ? result->edges : nullptr;
  for (const auto& [pair, verdict] : verdicts) mark_judged(pair, true);
}

// What somebody said of the pair itself stands, whatever was settled by likeness.
void Session::Impl::take_verdict_of(const document::PairDecision& decision) {
  const auto pair = ordered((*result->finder)(decision.a), (*result->finder)(decision.b));
  if (pair.second == kNoRecord) return;
  const bool by_likeness = !decision.follows.empty();
  const auto [found, fresh] = verdicts.try_emplace(pair, SaidVerdict{decision.verdict, by_likeness});
  if (!fresh && (!by_likeness || found->second.by_likeness)) found->second = {decision.verdict, by_likeness};
}

void Session::Impl::mark_judged(const std::pair<RecordIndex, RecordIndex>& pair, bool judged) {
  if (!judged_edges_of) return;
  const std::vector<Edge>& edges = *judged_edges_of;
  const auto at = std::lower_bound(edges.begin(), edges.end(), pair, [](const Edge& e, const auto& p) { return std::pair(e.a, e.b) < p; });
  if (at == edges.end() || std::pair(at->a, at->b) != pair) return;
  if (judged_edges.empty()) judged_edges.assign(edges.size(), false);
  judged_edges[static_cast<size_t>(at - edges.begin())] = judged;
}

// One verdict among many thousands: that one.
void Session::Impl::follow_verdicts(const document::Difference& difference) {
  constexpr size_t kFew = 64;
  if (difference.pairs.empty() || verdicts_of == nullptr) return;
  if (!result || verdicts_of != result->records.get() || difference.pairs.before.size() + difference.pairs.after.size() > kFew) {
    verdicts_of = nullptr;
    return;
  }
  const document::RecordFinder& find = *result->finder;
  for (const bool goes : {true, false})
    for (const document::PairDecision& decision : goes ? difference.pairs.before : difference.pairs.after) {
      const auto pair = ordered(find(decision.a), find(decision.b));
      if (pair.second == kNoRecord) continue;
      if (goes) verdicts.erase(pair);
      else take_verdict_of(decision);
      mark_judged(pair, !goes);
    }
}

std::string Session::Impl::verdict_on(RecordIndex a, RecordIndex b) const {
  const auto found = verdicts.find(ordered(a, b));
  return found == verdicts.end() ? std::string() : found->second.verdict;
}

bool Session::Impl::is_by_likeness(RecordIndex a, RecordIndex b) const {
  const auto found = verdicts.find(ordered(a, b));
  return found != verdicts.end() && found->second.by_likeness;
}

Status Session::Impl::judge_pair(const JudgePair& command) {
  const Status status = take_verdict(command);
  last_judgment = command.number;
  if (!status) emit_revision();  // its sender waits to hear of it
  else after_edit(Edit::kDecisions);
  return status;
}

Status Session::Impl::take_verdict(const JudgePair& command) {
  const document::RecordName a = name_from(command.a), b = name_from(command.b);
  if (a.id.empty() || b.id.empty() || a == b) return refused("judge.no_pair", "There is no such pair of records.", "Choose two records of the list.");
  if (!command.verdict.empty() && command.verdict != document::kSame && command.verdict != document::kDifferent && command.verdict != document::kUnsure)
    return refused("judge.verdict", "The verdict " + command.verdict + " is not known.", "Say same, different, unsure, or nothing to take it back.");
  std::optional<document::PairDecision> said;
  std::vector<document::PairDecision> settled;
  if (!command.verdict.empty()) said = {a, b, command.verdict, {author, now_ms(), "judged", 0}, {}};
  const auto is_it = [&](const document::PairDecision& decision) {
    return (decision.a == a && decision.b == b) || (decision.a == b && decision.b == a) || means_the_same(decision, a, b);
  };
  if (command.look_alikes) {
    if (!said) return refused("judge.no_likeness", "Only same and different settle pairs that look alike.", "Say one of these, or judge the pair alone.");
    Result<std::vector<document::PairDecision>> alike = settled_by(*said);
    if (!alike) return alike.error();
    // What the former answer has settled follows the new one.
    for (const document::PairDecision& decision : project.decisions.pairs)
      if (decision.follows.empty() && is_it(decision)) settled = document::followers_of(project.decisions.pairs, decision);
    for (document::PairDecision& decision : settled) decision = {decision.a, decision.b, said->verdict, {author, now_ms(), document::kByLikeness, 0}, {a, b}};
    settled.insert(settled.end(), std::make_move_iterator(alike.value().begin()), std::make_move_iterator(alike.value().end()));
  }
  remember(settled.empty() ? "judge_pair" : "judge_alike");
  document::say(project.decisions.pairs, is_it, std::move(said), std::move(settled));
  return {};
}

// Whether a decision that names its records otherwise (from a file of labels, say) is about the same two.
bool Session::Impl::means_the_same(const document::PairDecision& decision, const document::RecordName& a, const document::RecordName& b) {
  if (!result || (decision.a.id != a.id && decision.a.id != b.id)) return false;
  const document::RecordFinder& find = *result->finder;
  const auto pair = ordered(find(a), find(b));
  return pair.second != kNoRecord && ordered(find(decision.a), find(decision.b)) == pair;
}

RecordRef Session::Impl::ref_of(RecordIndex record) const { return ref_from(running::name_of(record, *result)); }

Status Session::Impl::draw_sample(const DrawSample& command) {
  if (!command.groups.empty()) {
    remember("draw_sample");
    project.decisions.sample.clear();
    for (const DrawnGroup& drawn : command.groups) {
      document::SampledGroup& group = project.decisions.sample.emplace_back();
      group.chance = drawn.chance;
      group.times = drawn.times;
      for (const RecordRef& member : drawn.members) group.members.push_back(name_from(member));
    }
    after_edit(Edit::kDecisions);
    return {};
  }
  if (!result) return no_result();
  remember("draw_sample");
  // As the groups are without what was judged of a former sample: that one goes.
  const Groups& groups = result->unshaped_groups ? *result->unshaped_groups : *result->groups;
  const uint32_t count = std::clamp(command.count, kFewestDraws, kMostDraws);
  const std::vector<evaluate::Draw> draws =
      evaluate::draw_groups(evaluate::chances_to_be_drawn(groups, *result->edges), count, mix(project.link.seed ^ 0x73616D706C65ull));
  project.decisions.sample.clear();
  for (const evaluate::Draw& draw : draws) {
    document::SampledGroup group;
    group.chance = draw.chance;
    group.times = draw.times;
    for (uint32_t m = groups.first_member[draw.group]; m < groups.first_member[draw.group + 1]; ++m)
      group.members.push_back(running::name_of(groups.members[m], *result));
    project.decisions.sample.push_back(std::move(group));
  }
  after_edit(Edit::kDecisions);
  return {};
}

Status Session::Impl::judge_group(const JudgeGroup& command) {
  auto& sample = project.decisions.sample;
  if (command.group >= sample.size()) return refused("judge.no_group", "There is no drawn group number " + std::to_string(command.group) + ".", "Draw groups first.");
  document::SampledGroup judged = sample[command.group];
  judged.missing.clear();
  judged.thing_of.clear();
  judged.unsure = command.unsure;
  if (!command.unsure && !command.records.empty()) {
    bool fits = command.records.size() == command.thing_of.size() && command.records.size() >= judged.members.size();
    for (size_t i = 0; i < judged.members.size() && fits; ++i) fits = name_from(command.records[i]) == judged.members[i];
    for (size_t i = judged.members.size(); i < command.records.size() && fits; ++i) fits = !command.records[i].id.empty();
    if (!fits) return refused("judge.other_group", "The records are not those of the drawn group.", "Judge the group that is shown.");
    for (size_t i = 0; i < command.records.size(); ++i) {
      const bool member = i < judged.members.size();
      const auto members_end = command.thing_of.begin() + static_cast<std::ptrdiff_t>(judged.members.size());
      // Of the others only those that belong to a thing of the group.
      if (!member && std::find(command.thing_of.begin(), members_end, command.thing_of[i]) == members_end) continue;
      if (!member) judged.missing.push_back(name_from(command.records[i]));
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
  const auto& sample = project.decisions.sample;
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
    row.name = ref_of(record);
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
    page.records.back().name = ref_from(group.members[i]);  // as it was drawn
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
  for (const document::PairDecision& decision : project.decisions.pairs)
    ++(!decision.follows.empty() ? out.settled_pair_count : decision.verdict == document::kSame ? out.same_count : decision.verdict == document::kDifferent ? out.different_count : out.unsure_count);
  out.known_record_count = project.decisions.known_groups.size();
  out.drawn_count = project.decisions.sample.size();
  out.shaped_count = project.decisions.shaped_groups.size();
  out.golden_value_count = project.decisions.golden_values.size();
  out.judged_pair_count = out.same_count + out.different_count + out.unsure_count;
  out.first_open_group = out.drawn_count;
  for (size_t g = project.decisions.sample.size(); g-- > 0;) {
    const document::SampledGroup& group = project.decisions.sample[g];
    if (group.unsure) ++out.passed_count;
    else if (!group.thing_of.empty()) ++out.judged_count;
    else out.first_open_group = g;
  }
  if (!result) return out;
  out.contradiction_count = result->contradiction_count;
  count_golden_values(out);
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
