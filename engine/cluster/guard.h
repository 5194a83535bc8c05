#pragma once

// The question that two groups are asked before they join: of the decided pairs between them at least a share must be links, and of
// all pairs a fifth of that share.

#include <algorithm>
#include <cstdint>

#include "core/math.h"

namespace jumelles::cluster {

// What one pair says about joining the groups of its two records.
enum class Vote : uint8_t { kAgainst, kInDoubt, kLink };

class Guard {
 public:
  static constexpr uint32_t kMostAsked = 64;       // pairs between two groups; of more a sample is asked
  static constexpr double kLeastFloor = 0.01;      // a review floor below this probability counts as this

  // Pairs from `threshold` upward are links, those below `review_floor` speak against, others are in doubt.
  Guard() = default;
  Guard(Weight threshold, Weight review_floor, double link_share_floor)
      : threshold_(threshold), review_floor_(std::max(review_floor, weight_from_probability(kLeastFloor))), link_share_floor_(link_share_floor) {}

  Vote vote(Weight weight) const {
    if (weight >= threshold_) return Vote::kLink;
    return weight < review_floor_ ? Vote::kAgainst : Vote::kInDoubt;
  }
  // Of `asked` pairs.
  bool enough(uint64_t links, uint64_t against, uint64_t asked) const {
    const double decided = std::max(static_cast<double>(links + against), kLeastDecidedShare * static_cast<double>(asked));
    return static_cast<double>(links) >= link_share_floor_ * decided;
  }

 private:
  // Pairs in doubt do not count until they are four fifths of all: doubt alone must not chain groups together.
  static constexpr double kLeastDecidedShare = 0.2;
  Weight threshold_ = 0, review_floor_ = 0;
  double link_share_floor_ = 0.5;
};

}  // namespace jumelles::cluster
