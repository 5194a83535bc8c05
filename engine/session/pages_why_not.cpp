#include <algorithm>

#include "assessing/pair_weights.h"
#include "session/pages.h"

namespace jumelles::session {

std::string Pager::value_of(const std::string& attribute, RecordIndex record) const {
  const int a = result->records->find(attribute);
  return a < 0 ? std::string() : clean_text(*result->records, result->records->attributes[static_cast<size_t>(a)], record);
}

ChangeSummary Pager::change_summary(const assessing::Change& change, const WhyNotQuery& query) const {
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

Result<Page> Pager::operator()(const WhyNotQuery& query) const {
  if (!result) return no_result();
  const uint32_t count = result->records->record_count();
  if (query.a >= count || query.b >= count || query.a == query.b) return missing("record", std::max(query.a, query.b));
  const assessing::WhyNot why = assessing::why_not(*result, query.a, query.b);
  WhyNotDetail page;
  page.a = query.a;
  page.b = query.b;
  page.reason = assessing::id(why.reason);
  page.below_threshold = why.below_threshold;
  if (why.constraint >= 0) {
    page.constraint = result->project.link.constraints[static_cast<size_t>(why.constraint)].id;
    page.constraint_attribute = result->project.link.constraints[static_cast<size_t>(why.constraint)].attribute;
  }
  for (const assessing::NearKey& near : why.near_keys) {
    NearKey& out = page.near_keys.emplace_back();
    out.split = near.split;
    for (const assessing::PartMeeting& part : near.parts)
      out.parts.push_back({part.part.attribute, part.part.transform, part.agrees, value_of(part.part.attribute, query.a), value_of(part.part.attribute, query.b)});
  }
  page.link_count = why.links;
  page.against_count = why.against;
  page.group_pair_count = why.pairs;
  for (const assessing::Change& change : why.changes) page.changes.push_back(change_summary(change, query));
  return Page(std::move(page));
}

Result<Page> Pager::operator()(const LookAlikesQuery& query) const {
  constexpr size_t kScored = 200;  // records that share most values
  if (!result) return no_result();
  const RecordSet& records = *result->records;
  if (query.record >= records.record_count()) return missing("record", query.record);
  const uint32_t group = result->groups->group_of[query.record];
  std::vector<uint8_t> shared(records.record_count(), 0);
  for (const Attribute& attribute : records.attributes) {
    if (!comparable(attribute)) continue;
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
  for (const RecordIndex r : near) scored.emplace_back(-assessing::weight_of(*result, r, query.record), r);
  std::sort(scored.begin(), scored.end());
  LookAlikesPage page;
  page.record = query.record;
  for (size_t i = 0; i < std::min<size_t>(scored.size(), std::min(query.count, kPageLimit)); ++i)
    page.rows.push_back({scored[i].second, label(scored[i].second), records.record_ids[scored[i].second], probability_from_weight(-scored[i].first), impl.ref_of(scored[i].second)});
  return Page(std::move(page));
}

}  // namespace jumelles::session
