#pragma once

// What partners in another source say of two records that look alike: duplicates of one thing are drawn to the same partner, two
// things each to its own. Sources free of duplicates are told by it, in training (linking/training_pairs.h) and of the links
// (cluster/cluster.h).

#include <algorithm>
#include <cstdint>

#include "core/math.h"

namespace jumelles {

struct Partners {
  uint64_t same = 0, own = 0;
  void add(bool is_same) { ++(is_same ? same : own); }
  uint64_t count() const { return same + own; }
  // Most have each its own partner: these are different things that look alike.
  bool look_alikes() const { return static_cast<double>(same) <= kSamePartnerShare * static_cast<double>(count()); }

 private:
  static constexpr double kSamePartnerShare = 1.0 / 3.0;
};

// Whether both are drawn about as strongly to a partner that they share: `x` and `y` from where a link begins.
inline bool drawn_alike(Weight x, Weight y) {
  constexpr double kAsStrongly = 0.6;  // the weaker draw, as a share of the stronger one
  return static_cast<double>(std::min(x, y)) >= kAsStrongly * static_cast<double>(std::max(x, y));
}

}  // namespace jumelles
