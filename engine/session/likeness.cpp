// One answer settles its look-alikes: which they are, and the page that shows them.

#include <algorithm>

#include "session/pages.h"

namespace jumelles::session {

assessing::LikenessIndex& Session::Impl::likeness_now() {
  if (likeness_revision == revision) return likeness;
  likeness_revision = revision;
  likeness.bind(result, {[this](uint32_t edge) { return is_judged(edge); },
                         [this](RecordIndex a, RecordIndex b) { return verdict_on(a, b) == document::kDifferent; }});
  return likeness;
}

// What the answer on a pair settles besides it, as decisions that follow it.
Result<std::vector<document::PairDecision>> Session::Impl::settled_by(const document::PairDecision& said) {
  if (said.verdict != document::kSame && said.verdict != document::kDifferent)
    return refused("judge.no_likeness", "Only same and different settle pairs that look alike.", "Say one of these, or judge the pair alone.");
  if (!result) return no_result();
  const RecordIndex a = (*result->finder)(said.a), b = (*result->finder)(said.b);
  std::vector<document::PairDecision> out;
  if (a == kNoRecord || b == kNoRecord) return out;
  const uint64_t edge = assessing::edge_number(*result, a, b);
  if (edge == UINT64_MAX) return out;
  for (const uint32_t e : likeness_now().of(static_cast<uint32_t>(edge))) {
    const Edge& alike = (*result->edges)[e];
    const auto name = [&](RecordIndex record) { return running::name_of(record, *result); };
    out.push_back({name(alike.a), name(alike.b), said.verdict, {said.origin.who, said.origin.at_ms, document::kByLikeness, 0}, {said.a, said.b}});
  }
  return out;
}

uint64_t Pager::look_alike_count(uint64_t pair) const { return pair < result->edges->size() ? impl.likeness_now().count(static_cast<uint32_t>(pair)) : 0; }

PairRow Pager::pair_row(uint64_t pair) const {
  const Edge& edge = *edge_of(pair);
  PairRow row{pair, edge.a, edge.b, label(edge.a), label(edge.b), probability_from_weight(edge.match_weight), bits(edge.match_weight), impl.verdict_on(edge.a, edge.b), impl.ref_of(edge.a), impl.ref_of(edge.b)};
  row.by_likeness = impl.is_by_likeness(edge.a, edge.b);
  row.look_alike_count = look_alike_count(pair);
  return row;
}

// Whose answer settled the pair, or what its own answer settled.
void Pager::put_likeness(PairDetail& page, const Edge& edge) const {
  page.look_alike_count = look_alike_count(assessing::edge_number(*result, edge.a, edge.b));
  if (page.verdict.empty()) return;
  const document::RecordFinder& find = *result->finder;
  const auto is_it = [&](const document::PairDecision& decision) {
    const RecordIndex a = find(decision.a), b = find(decision.b);
    return std::min(a, b) == edge.a && std::max(a, b) == edge.b;
  };
  const auto& decisions = impl.project.decisions.pairs;
  page.by_likeness = impl.is_by_likeness(edge.a, edge.b);
  const auto said = std::find_if(decisions.begin(), decisions.end(), [&](const document::PairDecision& d) { return d.follows.empty() != page.by_likeness && is_it(d); });
  if (said == decisions.end()) return;
  if (!page.by_likeness) {
    page.settled_count = document::followers_of(decisions, *said).size();
    return;
  }
  page.follows_a = find(said->follows[0]);
  page.follows_b = find(said->follows[1]);
  const bool known = page.follows_a != kNoRecord && page.follows_b != kNoRecord;
  if (!known) page.follows_a = page.follows_b = kNoThing;
  else page.follows_label_a = label(page.follows_a), page.follows_label_b = label(page.follows_b);
}

Result<Page> Pager::operator()(const LikenessQuery& query) const {
  if (!result) return no_result();
  const uint32_t count = result->records->record_count();
  if (query.a >= count || query.b >= count || query.a == query.b) return missing("record", std::max(query.a, query.b));
  LikenessPage page{query.a, query.b, query.first, 0, {}};
  const uint64_t edge = assessing::edge_number(*result, query.a, query.b);
  if (edge == UINT64_MAX) return Page(std::move(page));
  const std::vector<uint32_t> found = impl.likeness_now().of(static_cast<uint32_t>(edge));
  page.total = found.size();
  const uint64_t end = std::min<uint64_t>(page.total, query.first + std::min(query.count, kPageLimit));
  for (uint64_t i = query.first; i < end; ++i) page.rows.push_back(pair_row(found[i]));
  return Page(std::move(page));
}

}  // namespace jumelles::session
