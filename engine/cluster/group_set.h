#pragma once

// A growing partition: groups merged small to large, with their members and what the guards need to know.

#include <cstdint>
#include <vector>

#include "core/records.h"

namespace jumelles::cluster {

// Something that is true of a whole group because of one of its records.
struct Trait {
  uint64_t value = 0;  // source, or hash of the values that must-not-match rules read
  RecordIndex record = kNoRecord;
};

// What one record brings into its group. Traits of a group are kept once per value.
struct GuardTraits {
  std::vector<Trait> sources;  // one-per-source sources only
  std::vector<Trait> vetoes;   // empty when no must-not-match rule can concern the record
};

// A view of a group's members; valid until the next unite().
struct Members {
  const RecordIndex* data = nullptr;
  uint32_t size = 0;
};

class GroupSet {
 public:
  void reset(uint32_t record_count);
  uint32_t find(RecordIndex record);
  uint32_t root_of(RecordIndex record) const {  // as find(), shortening nothing
    while (parent_[record] != record) record = parent_[record];
    return record;
  }
  uint32_t size(uint32_t root) const { return size_[root]; }
  Members members(uint32_t root) const;
  // Joins two different roots; returns the root of both: the larger one's, the smaller number when equal.
  uint32_t unite(uint32_t a, uint32_t b);
  // Traits of a group of two records or more; a single record's are not stored.
  GuardTraits& traits(uint32_t root) { return lists_[list_of_[root]].traits; }
  bool is_single(uint32_t root) const { return size_[root] == 1; }

 private:
  struct List {
    std::vector<RecordIndex> members;
    GuardTraits traits;
  };
  static constexpr uint32_t kNoList = UINT32_MAX;

  std::vector<uint32_t> parent_, size_;
  std::vector<uint32_t> list_of_;  // per root
  std::vector<List> lists_;
  std::vector<uint32_t> free_lists_;
};

// Adds the traits of `from` that `into` does not have. O(|from| * |into|): groups have few distinct traits.
void add_traits(std::vector<Trait>& into, const std::vector<Trait>& from);

}  // namespace jumelles::cluster
