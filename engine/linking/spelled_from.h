#pragma once

// Values that are spelled from the names in the same record: an e-mail jean.dupont@..., a slug, an account, the path of a
// picture, a shop sign made of chain and town. Two records whose names are alike have such values alike for that reason alone,
// so that only what is left over counts.

#include <vector>

#include "core/records.h"

namespace jumelles::linking {

// `own`: mean share of a value's letters that words of its own record's names spell. `others`: that words of some other
// record's names spell. `whole`: share of the values that are spelled without a rest. Of e-mails the part before the @; words
// that nearly all values of the attribute share (img, jpg) are not letters to be spelled.
struct Spelling {
  double own = 0, others = 0, whole = 0;
  // Most letters, and not by chance.
  bool follows() const { return own - others > 0.5; }
  // A name among other things, in many values. Texts of things are compared word by word; e-mails as a whole, so that sharing
  // a given name makes them alike.
  bool shares_a_word() const { return own - others > 0.2; }
  // Nothing is left over in most values.
  bool adds_nothing() const { return follows() && whole > 0.5; }
};

// `names`: attributes whose words may spell; `attribute` itself is none of them. Looks at some 2 000 records.
Spelling spelling_of(const RecordSet& records, int attribute, const std::vector<int>& names);

}  // namespace jumelles::linking
