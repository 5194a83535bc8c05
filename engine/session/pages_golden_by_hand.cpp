#include <algorithm>

#include "running/hand_values.h"
#include "session/pages.h"

namespace jumelles::session {

// What became of a decision of the present document in the result, which may be of a document before it. `place`: where it most likely stands.
const survive::HandOutcome* Pager::outcome_of(const document::GoldenDecision& decision, size_t place) const {
  if (!result) return nullptr;
  const auto& applied = result->project.decisions.golden_values;
  const auto at = [&](size_t i) { return i < result->golden->by_hand.size() ? &result->golden->by_hand[i] : nullptr; };
  if (place < applied.size() && applied[place] == decision) return at(place);
  const auto found = std::find(applied.begin(), applied.end(), decision);
  return found == applied.end() ? nullptr : at(static_cast<size_t>(found - applied.begin()));
}

GoldenDecisionRow Pager::decision_row(const document::GoldenDecision& decision, const survive::HandOutcome* outcome) const {
  GoldenDecisionRow row;
  row.attribute = decision.attribute;
  row.act = decision.act;
  row.value = decision.value;
  row.value_id = value_id_of(decision);
  row.below = decision.below;
  row.for_ever = decision.for_ever;
  row.who = decision.origin.who;
  row.at_ms = decision.origin.at_ms;
  row.record = ref_from(decision.records.front());
  if (!result) return row;
  if (const int a = result->records->find(decision.attribute); a >= 0) {
    const Attribute& attribute = result->records->attributes[static_cast<size_t>(a)];
    row.type = info(attribute.type).id;
    if (decision.act == document::kTyped)
      if (std::string clean = running::clean_typed(*result->records, attribute, (*result->finder)(decision.records.front()), decision.value).clean; !clean.empty())
        row.value = std::move(clean);
  }
  if (outcome == nullptr) return row;
  row.state = id(outcome->state);
  if (outcome->group == kNoGroup) {
    row.label = row.record.source + " " + row.record.id;  // nothing else is known of it
    return row;
  }
  row.group = outcome->group;
  row.golden_id = (*result->golden_ids)[outcome->group];
  row.label = golden_label(*result, outcome->group);
  return row;
}

void Pager::put_by_hand(GoldenAttribute& row, const Attribute& attribute, size_t index, uint32_t group) const {
  const survive::GoldenRecords& golden = *result->golden;
  const survive::GoldenValue& value = golden.values[index][group];
  row.below = row.value;
  row.invalid = value.code != kMissing && golden.validity(attribute, index, value.code) == Validity::kInvalid;
  const auto& decisions = result->project.decisions.golden_values;
  for (size_t i = 0; i < golden.by_hand.size() && i < decisions.size(); ++i) {
    const survive::HandOutcome& outcome = golden.by_hand[i];
    if (outcome.group != group || outcome.attribute != index) continue;
    row.below = attribute.clean[outcome.below.code];
    row.decisions.push_back(decision_row(decisions[i], &outcome));
  }
}

Result<Page> Pager::operator()(const GoldenDecisionsQuery& query) const {
  const auto& decisions = impl.project.decisions.golden_values;
  GoldenDecisionsPage page{query.first, decisions.size(), {}};
  const uint64_t end = std::min<uint64_t>(page.total, query.first + std::min(query.count, kPageLimit));
  for (uint64_t i = query.first; i < end; ++i) {
    const size_t place = decisions.size() - 1 - static_cast<size_t>(i);
    page.rows.push_back(decision_row(decisions[place], outcome_of(decisions[place], place)));
  }
  return Page(std::move(page));
}

Result<Page> Pager::operator()(const TypedValueQuery& query) const {
  if (!result) return no_result();
  const Groups& groups = *result->groups;
  if (query.group >= groups.group_count()) return missing("group", query.group);
  const int a = result->records->find(query.attribute);
  if (a < 0) return refused("golden.no_customer", "There is no such golden value.", "Choose an attribute of a golden record.");
  const Attribute& attribute = result->records->attributes[static_cast<size_t>(a)];
  const RecordIndex record = groups.members[groups.first_member[query.group]];
  standardize::CleanValue clean = running::clean_typed(*result->records, attribute, record, query.text);
  TypedValue page{query.attribute, std::string(info(attribute.type).id), query.text, std::move(clean.clean), "clean"};
  const bool unreadable = clean.status == standardize::CleanStatus::kInvalid;
  if (unreadable || clean.validity == Validity::kInvalid) page.status = "invalid";
  else if (page.clean.empty()) page.status = "missing";
  if (unreadable && page.clean.empty()) page.clean = query.text;
  return Page(std::move(page));
}

}  // namespace jumelles::session
