#pragma once

// Counts how often each pattern of levels occurs. What comes out is sorted, so that sums over it do not depend on the
// order in which pairs were met.

#include <cstdint>
#include <vector>

namespace jumelles::score {

struct PatternCount {
  uint64_t pattern = 0;
  uint64_t count = 0;
};

class PatternCounter {
 public:
  PatternCounter() : slots_(1024) {}
  void add(uint64_t pattern, uint64_t count = 1);  // amortized O(1)
  std::vector<PatternCount> sorted() const;        // ascending by pattern

 private:
  void grow();
  std::vector<PatternCount> slots_;  // count 0: free
  uint64_t used_ = 0;
};

}  // namespace jumelles::score
