#pragma once

// Links in descending weight, sorted by radix passes that can be cut anywhere.

#include <array>
#include <cstdint>
#include <vector>

#include "core/math.h"

namespace jumelles::cluster {

// One link: the number of its edge and a key that is smaller for a heavier one.
struct Link {
  uint64_t key = 0;
  uint32_t edge = 0;
};

// Stable least-significant-digit radix sort by key. Use: add() every link, then begin(), then run() over
// consecutive ranges that cover [0, unit_count()). Equal keys keep the order in which they were added.
class LinkOrder {
 public:
  // Must-match pairs come before every weight.
  static constexpr uint64_t kForced = 0;
  static uint64_t key_of(Weight weight) { return static_cast<uint64_t>(kTop - weight); }

  void add(uint64_t key, uint32_t edge);
  void begin();
  uint64_t unit_count() const { return passes_.size() * links_.size(); }
  void run(uint64_t begin, uint64_t end);
  // Sorted once run() has seen all units.
  const std::vector<Link>& links() const { return links_; }

 private:
  static constexpr int kDigitBits = 11;
  static constexpr int kDigits = 6;
  static constexpr uint32_t kBuckets = 1u << kDigitBits;
  static constexpr Weight kTop = Weight{1} << 54;  // weights are clamped to +-2^52

  static uint32_t digit(uint64_t key, int pass) { return static_cast<uint32_t>(key >> (pass * kDigitBits)) & (kBuckets - 1); }

  std::vector<Link> links_, other_;
  std::vector<int> passes_;  // digits that differ between keys
  std::array<std::array<uint32_t, kBuckets>, kDigits> counts_{};
};

}  // namespace jumelles::cluster
