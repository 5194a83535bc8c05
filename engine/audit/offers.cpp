// One cell, one offer: several findings may be about a cell, but one of them alone offers to change it.

#include "audit/work.h"

namespace jumelles::audit {

KindBits changing_bits() {
  static const KindBits changing = [] {
    KindBits bits = 0;
    for (size_t b = 0; b < kValueKindCount; ++b)
      if (is_changing(kind(of_value(b)).fix)) bits |= bit(of_value(b));
    return bits;
  }();
  return changing;
}

KindBits with_one_offer(KindBits kinds) {
  const KindBits offers = kinds & changing_bits();
  if (std::popcount(offers) <= 1) return kinds;
  FindingKindId best = first_kind(offers);
  for (KindBits left = offers; left != 0; left &= left - 1)
    if (is_offered_before(kind(first_kind(left)), kind(best))) best = first_kind(left);
  return (kinds & ~offers) | bit(best);
}

}  // namespace jumelles::audit
