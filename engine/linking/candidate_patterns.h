#pragma once

// The patterns of all candidate pairs, compared once: training, scoring, and scoring again with other weights read them here.

#include <cstdint>
#include <vector>

#include "compare/record_comparer.h"
#include "score/pattern_counter.h"

namespace jumelles::linking {

class CandidatePatterns {
 public:
  // 4 bytes per unit are kept, while there are no more units than this.
  static constexpr uint64_t kMostUnits = 32000000;

  CandidatePatterns(uint64_t unit_count, size_t rule_count) : number_of_(unit_count, 0), rule_pairs_(rule_count, 0) {}
  // Units in the order of the walk. `inside`: of one source, where only pairs of two are linked.
  void add(uint64_t unit, size_t rule, compare::Pattern pattern, bool inside) {
    const uint32_t number = patterns_.add(pattern, inside ? 0 : 1);
    number_of_[unit] = number + 1;
    if (inside) ++inside_count_;
    else ++rule_pairs_[rule];
  }

  // Patterns are numbered by first appearance. A unit has none where an earlier one was about the same pair.
  bool has(uint64_t unit) const { return number_of_[unit] != 0; }
  uint32_t number(uint64_t unit) const { return number_of_[unit] - 1; }
  uint32_t size() const { return patterns_.size(); }
  compare::Pattern pattern(uint32_t number) const { return patterns_.pattern(number); }
  // Pairs that may be linked, of a pattern and of a rule, and the others.
  uint64_t pair_count(uint32_t number) const { return patterns_.count(number); }
  const std::vector<uint64_t>& rule_pairs() const { return rule_pairs_; }
  uint64_t inside_count() const { return inside_count_; }
  uint64_t memory_bytes() const { return number_of_.capacity() * sizeof(uint32_t); }

 private:
  std::vector<uint32_t> number_of_;  // per unit: its pattern's number plus 1; 0: none
  score::PatternCounter patterns_;
  std::vector<uint64_t> rule_pairs_;
  uint64_t inside_count_ = 0;
};

}  // namespace jumelles::linking
