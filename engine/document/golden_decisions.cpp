#include "document/golden_decisions.h"

#include <algorithm>

namespace jumelles::document {
namespace {

bool same_record(const RecordName& x, const RecordName& y, const RecordFinder* find) {
  if (x == y) return true;
  // Names of one record may differ in row and content, not in the id where it has one.
  if (find == nullptr || x.source != y.source || (x.id != y.id && x.content.empty())) return false;
  const RecordIndex record = (*find)(x);
  return record != kNoRecord && record == (*find)(y);
}

bool is_ignored(const GoldenDecision& decision) { return decision.act == kIgnored; }

// Whether the later one takes the place of the former: they cannot both hold, or say the same.
bool replaces(const GoldenDecision& later, const GoldenDecision& former) {
  return (!is_ignored(later) && !is_ignored(former)) || later.value == former.value;
}

}  // namespace

void decide_value(Decisions& decisions, GoldenDecision decision, const RecordFinder* find) {
  std::erase_if(decisions.golden_values, [&](const GoldenDecision& former) {
    if (former.attribute != decision.attribute || !replaces(decision, former)) return false;
    return std::any_of(decision.records.begin(), decision.records.end(), [&](const RecordName& name) { return same_record(former.records.front(), name, find); });
  });
  decisions.golden_values.push_back(std::move(decision));
}

GoldenDecision* find_decision(Decisions& decisions, const GoldenDecision& like, const RecordFinder* find) {
  auto& values = decisions.golden_values;
  const auto found = std::find_if(values.rbegin(), values.rend(), [&](const GoldenDecision& decision) {
    return decision.attribute == like.attribute && decision.act == like.act && (!is_ignored(decision) || decision.value == like.value) &&
           same_record(decision.records.front(), like.records.front(), find);
  });
  return found == values.rend() ? nullptr : &*found;
}

bool take_back_value(Decisions& decisions, const GoldenDecision& decision, const RecordFinder* find) {
  const GoldenDecision* found = find_decision(decisions, decision, find);
  if (found == nullptr) return false;
  decisions.golden_values.erase(decisions.golden_values.begin() + (found - decisions.golden_values.data()));
  return true;
}

}  // namespace jumelles::document
