#pragma once

// The rules that decide whatever the weights say, bound to the records they look at.

#include <vector>

#include "core/link_config.h"
#include "core/records.h"

namespace jumelles::linking {

class BoundConstraints {
 public:
  // Both must outlive it. Rules that are off, or whose attribute no table has, bind to nothing.
  BoundConstraints(const RecordSet& records, const std::vector<Constraint>& constraints);

  bool empty() const { return bound_.empty(); }
  // Index of the rule that decides a pair, -1 when none does. One that forbids is stronger than one that demands; of several
  // values, one in common is enough to be equal. O(rules x slots^2).
  int deciding(RecordIndex a, RecordIndex b) const;
  Veto veto(RecordIndex a, RecordIndex b) const;

 private:
  struct Bound { int index; const Attribute* attribute; };
  const std::vector<Constraint>& constraints_;
  std::vector<Bound> bound_;
};

}  // namespace jumelles::linking
