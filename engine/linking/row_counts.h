#pragma once

// How many records hold each value, for corrections by frequency, and which rows are there again and again.
//
// A row that is there many times, the same in all that is compared, is one thing many times: it does not make its values
// common, and its pairs do not train. A few are counted: there are different things that share every word.

#include <cstdint>
#include <vector>

#include "compare/record_comparer.h"
#include "core/link_config.h"
#include "core/records.h"

namespace jumelles::linking {

class RowCounts {
 public:
  // `records` and `comparer` must outlive this; values of comparisons that correct by frequency are counted.
  RowCounts(const RecordSet& records, const LinkConfig& config, const compare::RecordComparer& comparer);
  // Records [begin, end), packed; ranges in order. O(values of the rows).
  void count(uint64_t begin, uint64_t end);
  // [comparison][comparison code]; empty for comparisons that are not corrected.
  const std::vector<std::vector<uint32_t>>& term_counts() const { return term_counts_; }
  // Pairs of the same row, of rows that are there often; none across sources, where they are not told apart.
  double repeated_pair_count() const { return repeated_pair_count_; }
  bool same_repeated_row(RecordIndex a, RecordIndex b) const;

 private:
  void add_terms(const uint32_t* row, uint32_t count);
  const RecordSet& records_;
  const compare::RecordComparer& comparer_;
  LinkType link_type_;
  std::vector<std::vector<uint32_t>> term_counts_;
  struct SeenRow { uint64_t hash = 0; uint32_t count = 0; bool counted_once = false; };
  std::vector<SeenRow> seen_rows_;     // while counting: open addressing; hash 0: free
  std::vector<uint32_t> seen_row_of_;  // per record: its place there
  std::vector<uint8_t> repeated_;      // per record: one of many of the same row
  double repeated_pair_count_ = 0;
};

}  // namespace jumelles::linking
