#pragma once

#include <cstdint>
#include <vector>

#include "core/hash.h"

namespace jumelles::cluster {

// Remembers which two groups were refused at which sizes, so that the same question is not asked for every
// link between them. Groups only grow: an answer holds until one of them has (large ones: has noticeably).
class Refusals {
 public:
  bool still_holds(uint32_t a, uint32_t b, uint64_t product) const {
    if (slots_.empty()) return false;
    const Slot& slot = slots_[position(slots_, key_of(a, b))];
    if (slot.key == kEmpty) return false;
    return product == slot.product || (product > kLarge && product / 5 * 4 < slot.product);
  }

  void remember(uint32_t a, uint32_t b, uint64_t product) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[position(slots_, key_of(a, b))];
    if (slot.key == kEmpty) {
      slot.key = key_of(a, b);
      ++used_;
    }
    slot.product = product;
  }

 private:
  struct Slot {
    uint64_t key = kEmpty;
    uint64_t product = 0;
  };
  static constexpr uint64_t kEmpty = 0;     // a pair (0, 0) is never asked
  static constexpr uint64_t kLarge = 4096;  // pairs between two groups

  static uint64_t key_of(uint32_t a, uint32_t b) { return a < b ? uint64_t{a} << 32 | b : uint64_t{b} << 32 | a; }

  static size_t position(const std::vector<Slot>& slots, uint64_t key) {
    size_t at = mix(key) & (slots.size() - 1);
    while (slots[at].key != kEmpty && slots[at].key != key) at = (at + 1) & (slots.size() - 1);
    return at;
  }

  void grow() {
    std::vector<Slot> larger(slots_.empty() ? 1024 : slots_.size() * 2);
    for (const Slot& slot : slots_)
      if (slot.key != kEmpty) larger[position(larger, slot.key)] = slot;
    slots_.swap(larger);
  }

  std::vector<Slot> slots_;  // a power of two of them
  size_t used_ = 0;
};

}  // namespace jumelles::cluster
