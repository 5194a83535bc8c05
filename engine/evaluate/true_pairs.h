#pragma once

// The true pairs of a truth, whichever form it has.

#include <cstdint>
#include <functional>
#include <vector>

#include "evaluate/evaluate.h"

namespace jumelles::evaluate {

uint64_t true_pair_count(const Truth& truth);
// Calls visit(a, b), a < b, for every stride-th true pair, cluster by cluster or in the order of the pairs.
void for_true_pairs(const Truth& truth, uint64_t stride, const std::function<void(RecordIndex, RecordIndex)>& visit);

// Answers for any record which others it truly belongs with. O(records + true pairs given as pairs) memory.
class TruePartners {
 public:
  TruePartners(const Truth& truth, uint32_t record_count);

  template <class Visit>
  void visit(RecordIndex record, Visit visit) const {
    const uint32_t list = list_of_[record];
    if (list == kNoList) return;
    for (uint32_t i = first_[list]; i < first_[list + 1]; ++i)
      if (members_[i] != record) visit(members_[i]);
  }
  bool match(RecordIndex a, RecordIndex b) const;
  // Whether the truth says anything about this record.
  bool known(RecordIndex record) const { return is_pairs_ || list_of_[record] != kNoList; }

 private:
  static constexpr uint32_t kNoList = UINT32_MAX;
  bool is_pairs_ = false;
  std::vector<uint32_t> list_of_, first_;  // record -> list, list -> begin in members_
  std::vector<RecordIndex> members_;       // ascending inside a list
};

}  // namespace jumelles::evaluate
