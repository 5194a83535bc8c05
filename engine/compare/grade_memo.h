#pragma once

// Remembers grades of value pairs. Direct-mapped: a collision only costs a second look.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/table.h"

namespace jumelles::compare {

class GradeMemo {
 public:
  GradeMemo() : entries_(size_t{1} << kBits, 0) {}
  // compute(smaller code, larger code) gives a grade that depends on nothing else. Codes above 2^28 are not remembered.
  template <class F>
  uint8_t get(Code a, Code b, F compute) {
    if (a > b) std::swap(a, b);
    if (b >> 28 != 0) return compute(a, b);
    const uint64_t key = uint64_t{a} << 28 | b;
    uint64_t& entry = entries_[(key * 0x9E3779B97F4A7C15ull) >> (64 - kBits)];
    if (entry >> 8 != key) entry = key << 8 | compute(a, b);
    return static_cast<uint8_t>(entry);
  }

 private:
  static constexpr int kBits = 13;
  std::vector<uint64_t> entries_;  // both codes above the grade; 0: none, as codes start at 1
};

}  // namespace jumelles::compare
