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
  // The pattern's number: patterns are numbered by first appearance. Amortized O(1).
  uint32_t add(uint64_t pattern, uint64_t count = 1);
  uint32_t size() const { return static_cast<uint32_t>(entries_.size()); }
  uint64_t pattern(uint32_t number) const { return entries_[number].pattern; }
  uint64_t count(uint32_t number) const { return entries_[number].count; }
  void add_to(uint32_t number, uint64_t count) { entries_[number].count += count; }
  std::vector<PatternCount> sorted() const;  // ascending by pattern

 private:
  void grow();
  std::vector<PatternCount> entries_;
  std::vector<uint32_t> slots_;  // number plus 1; 0: free
};

}  // namespace jumelles::score
