#include "linking/bound_constraints.h"

namespace jumelles::linking {

BoundConstraints::BoundConstraints(const RecordSet& records, const std::vector<Constraint>& constraints) : constraints_(constraints) {
  for (size_t i = 0; i < constraints.size(); ++i) {
    const int attribute = records.find(constraints[i].attribute);
    if (constraints[i].enabled && attribute >= 0) bound_.push_back({static_cast<int>(i), &records.attributes[static_cast<size_t>(attribute)]});
  }
}

int BoundConstraints::deciding(RecordIndex a, RecordIndex b) const {
  int decided = -1;
  for (const Bound& bound : bound_) {
    const Attribute& attribute = *bound.attribute;
    const Constraint& constraint = constraints_[static_cast<size_t>(bound.index)];
    const bool checked = is_of_valid(constraint);
    bool both = false, equal = false;
    for (const Attribute::Slot& p : attribute.slots)
      for (const Attribute::Slot& q : attribute.slots) {
        const Code x = p.codes[a], y = q.codes[b];
        if (x == kMissing || y == kMissing) continue;
        if (checked && (attribute.validity[x] != Validity::kValid || attribute.validity[y] != Validity::kValid)) continue;
        if (attribute.comparison_of[x] == kMissing || attribute.comparison_of[y] == kMissing) continue;
        both = true;
        equal = equal || attribute.comparison_of[x] == attribute.comparison_of[y];
      }
    if (!both || equal != constraint.must_match) continue;
    if (!constraint.must_match) return bound.index;
    if (decided < 0) decided = bound.index;
  }
  return decided;
}

Veto BoundConstraints::veto(RecordIndex a, RecordIndex b) const {
  const int decided = deciding(a, b);
  if (decided < 0) return Veto::kNone;
  return constraints_[static_cast<size_t>(decided)].must_match ? Veto::kMustMatch : Veto::kMustNotMatch;
}

}  // namespace jumelles::linking
