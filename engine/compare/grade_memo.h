#pragma once

// Remembers grades of value pairs. Direct-mapped: a collision only costs a second look.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/table.h"

namespace jumelles::compare {

class GradeMemo {
 public:
  GradeMemo() : keys_(kSize, 0), grades_(kSize, 0) {}
  // compute(smaller code, larger code) gives a grade that depends on nothing else.
  template <class F>
  uint8_t get(Code a, Code b, F compute) {
    const uint64_t key = a < b ? (uint64_t{a} << 32 | b) : (uint64_t{b} << 32 | a);
    const size_t slot = (key * 0x9E3779B97F4A7C15ull) >> (64 - kBits);
    if (keys_[slot] == key) return grades_[slot];
    const uint8_t grade = a < b ? compute(a, b) : compute(b, a);
    keys_[slot] = key;
    grades_[slot] = grade;
    return grade;
  }

 private:
  static constexpr int kBits = 14;
  static constexpr size_t kSize = size_t{1} << kBits;
  std::vector<uint64_t> keys_;
  std::vector<uint8_t> grades_;
};

}  // namespace jumelles::compare
