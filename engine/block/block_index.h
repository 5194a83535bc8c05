#pragma once

// Which records share which keys. A rule puts records into blocks; a block over the limit is split by the rule's
// refinement parts, at last into overlapping windows of a sorted order, so that nothing is dropped and no block
// is large. The blocks that a record ended in are kept, so that "an earlier rule finds this pair too" is a test of
// equality.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "block/key_transform.h"
#include "core/hash.h"
#include "core/link_config.h"
#include "core/records.h"
#include "core/result.h"

namespace jumelles::block {

// Key columns shared by rules: one per (attribute, transform).
class KeyColumns {
 public:
  // `sample`: the only records that need keys; nullptr means all. How rare words are is counted over all.
  explicit KeyColumns(const RecordSet& records, const std::vector<RecordIndex>* sample = nullptr)
      : records_(records), sample_(sample), wanted_(sample != nullptr ? records.attributes.size() : 0) {}
  // The column's number, made (not yet prepared) when new; -1 when attribute or transform do not exist.
  int add(const KeyPart& part);
  int add(int attribute, Transform transform);
  uint64_t units() const { return units_; }
  void prepare(uint64_t begin, uint64_t end);
  const KeyColumn& column(int index) const { return *entries_[static_cast<size_t>(index)].column; }
  int attribute(int index) const { return entries_[static_cast<size_t>(index)].attribute; }
  const RecordSet& records() const { return records_; }
  // Whether a record can have several keys there: several values or a transform that gives several.
  bool multiple(int index) const { return entries_[static_cast<size_t>(index)].multiple; }
  // Comparison code of a record's first value.
  Code code(int index, RecordIndex record) const {
    const Entry& entry = entries_[static_cast<size_t>(index)];
    return entry.comparison_of[entry.codes[record]];
  }

 private:
  struct Entry {
    int attribute;
    Transform transform;
    std::unique_ptr<KeyColumn> column;
    uint64_t first_unit;
    bool multiple;
    const Code* codes;          // of the first slot
    const Code* comparison_of;
  };
  const std::vector<uint8_t>* wanted(int attribute);
  const RecordSet& records_;
  const std::vector<RecordIndex>* sample_;
  std::vector<std::vector<uint8_t>> wanted_;  // per attribute and comparison code, made when needed
  std::vector<Entry> entries_;
  uint64_t units_ = 0;
};

// A rule whose parts are column numbers.
struct BoundRule {
  std::vector<int> parts;
  std::vector<int> refinement;
};

constexpr uint64_t kKeySeed = 0x4B4559ull;
constexpr size_t kMaxKeys = 64;  // of one record by one rule

// Appends the keys that the parts' keys make together (sorted, unique, at most kMaxKeys); none when a part has none.
// keys_of(part, use) calls use(begin, end) for the keys of a part, in one piece or several.
template <class Part, class KeysOf>
void append_product(const std::vector<Part>& parts, KeysOf keys_of, std::vector<uint64_t>& out) {
  const size_t begin = out.size();
  out.push_back(kKeySeed);
  for (const Part part : parts) {
    const size_t old_end = out.size();
    keys_of(part, [&](const uint64_t* from, const uint64_t* to) {
      for (const uint64_t* key = from; key != to; ++key)
        for (size_t i = begin; i < old_end && out.size() - old_end < kMaxKeys; ++i) out.push_back(combine(out[i], *key));
    });
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(begin), out.begin() + static_cast<std::ptrdiff_t>(old_end));
    if (out.size() == begin) return;
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end());
  out.erase(std::unique(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end()), out.end());
}

// Appends the keys of one record by a rule; none when a part is missing.
void append_keys(const KeyColumns& columns, const std::vector<int>& parts, RecordIndex record, std::vector<uint64_t>& out);

struct BlockLimits {
  uint32_t max_block = 120;     // records
  uint32_t window = 40;         // records of one window; 0: what cannot be split is left out (for counting)
  int window_attribute = -1;    // whose comparison form orders the windows; -1: record order
};

// Across two tables of equal size, half of the pairs of a block are none.
inline uint32_t most_of_block(const BlockLimits& limits, LinkType link_type) {
  return limits.max_block + (link_type == LinkType::kLink ? limits.max_block / 2 : 0);
}

// The blocks of one rule, over all records.
class RuleBlocks {
 public:
  // The columns must be prepared, except for units() of an unprepared column that is never built.
  RuleBlocks(const KeyColumns& columns, BoundRule rule, LinkType link_type, BlockLimits limits);
  RuleBlocks(const RuleBlocks&) = delete;
  RuleBlocks& operator=(const RuleBlocks&) = delete;
  // Four passes: keys of the records, these put into buckets, blocks of equal keys, blocks of the records. Ranges in order.
  uint64_t units() const;
  void build(uint64_t begin, uint64_t end);

  uint32_t block_count() const { return static_cast<uint32_t>(first_member_.size() - 1); }
  // Members ascending by record; for kLink by source, then record.
  const RecordIndex* begin(uint32_t block) const { return members_.data() + first_member_[block]; }
  const RecordIndex* end(uint32_t block) const { return members_.data() + first_member_[block + 1]; }
  uint32_t size(uint32_t block) const { return first_member_[block + 1] - first_member_[block]; }
  // Blocks of a record plus 1, ascending.
  const uint32_t* blocks_begin(RecordIndex record) const { return blocks_of_.data() + first_block_[record]; }
  const uint32_t* blocks_end(RecordIndex record) const { return blocks_of_.data() + first_block_[record + size_t{1}]; }
  bool multiple() const { return multiple_; }
  // For rules that give one block at most: the block of a record plus 1, or 0.
  uint32_t single_block(RecordIndex record) const { return single_[record]; }
  bool share_block(RecordIndex a, RecordIndex b) const;
  // The smallest common block plus 1, or 0.
  uint32_t first_common_block(RecordIndex a, RecordIndex b) const;

  uint64_t pair_count() const { return pair_count_; }  // allowed pairs over all blocks, repeats counted
  uint32_t largest_block() const { return largest_block_; }  // before refinement
  uint32_t refined_block_count() const { return refined_block_count_; }
  uint64_t block_pairs(uint32_t block) const;

 private:
  // A record in the group of a key. In halves, to take 12 bytes.
  struct Membership {
    Membership(uint64_t key, RecordIndex record)
        : high(static_cast<uint32_t>(key >> 32)), low(static_cast<uint32_t>(key)), record(record) {}
    uint64_t key() const { return uint64_t{high} << 32 | low; }
    bool operator<(const Membership& other) const { return key() != other.key() ? key() < other.key() : record < other.record; }
    uint32_t high, low;
    RecordIndex record;
  };
  uint32_t record_count() const { return columns_.records().record_count(); }
  uint64_t key_units() const;
  void add_keys(uint32_t begin, uint32_t end);
  void start_partition();
  void partition(uint32_t count);
  void find_blocks(uint32_t begin_bucket, uint32_t end_bucket);
  void start_blocks_of();
  void fill_blocks_of(uint32_t begin, uint32_t end);
  void split_large();
  void sort_for_windows();
  bool same_row(RecordIndex a, RecordIndex b) const;
  void make_windows();
  // Calls visit(begin, end) for each run of equal keys.
  template <class Iterator, class Visit>
  static void for_each_run(Iterator begin, Iterator end, Visit visit);
  // Of more than one record.
  template <class Iterator>
  void add_block(Iterator begin, Iterator end);

  const KeyColumns& columns_;
  BoundRule rule_;
  LinkType link_type_;
  BlockLimits limits_;
  std::vector<Membership> memberships_, large_;  // of all keys; of those over the limit
  std::vector<uint32_t> bucket_;                 // where the memberships of each bucket begin
  uint32_t home_ = 0;                            // the bucket that is being filled
  std::vector<uint32_t> next_;                   // where the next one of a bucket goes, then of a record
  std::vector<uint64_t> scratch_;
  std::vector<uint32_t> first_member_{0};
  std::vector<RecordIndex> members_;
  bool multiple_ = false;
  std::vector<uint32_t> single_, first_block_, blocks_of_;
  uint64_t pair_count_ = 0;
  uint32_t largest_block_ = 0, refined_block_count_ = 0;
};

}  // namespace jumelles::block
