#pragma once

// What a blocking key would cost before any pair is compared: how many pairs it makes, how many of them no other key makes, and its largest
// block. Keys are counted in a pass over the records, no blocks are built. Blocks that a run would split at last into windows count as
// those would be. Pairs that are new are estimated: some records are drawn, and of each record's block some partners.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "block/block_index.h"
#include "core/link_config.h"
#include "core/phase.h"
#include "core/records.h"
#include "linking/prepared.h"

namespace jumelles::linking {

struct KeyPrice {
  uint64_t pair_count = 0;       // of all its blocks; pairs that share several count again
  uint64_t new_pair_count = 0;   // of them, those that none of the other keys makes
  bool is_estimate = false;      // of either: windows, or only some pairs were looked at
  uint32_t largest_block = 0;    // records, before it is refined
  uint64_t refined_block_count = 0;
};

// How many records have each key: a hash table in parts, so that growing one takes no time. O(1) expected each.
class KeyCounts {
 public:
  struct Entry { uint64_t key = 0; uint64_t same_source = 0; uint32_t count = 0; };  // same_source: pairs of one source among them
  static constexpr size_t kParts = 1024;
  Entry& at(uint64_t key);              // made when it is new; valid until the next call
  const Entry* find(uint64_t key) const;
  const std::vector<Entry>& part(size_t index) const { return parts_[index].entries; }  // those of count 0 are none

 private:
  struct Part { std::vector<Entry> entries; size_t used = 0; };
  static size_t part_of(uint64_t key) { return key >> 54; }
  static Entry& place(std::vector<Entry>& entries, uint64_t key);
  std::array<Part, kParts> parts_;
};

class KeyPricing {
 public:
  // `others`: numbers of the rules of `prepared` that the key would stand beside; `prepared` may be null. Parts must exist: see knows().
  KeyPricing(std::shared_ptr<const RecordSet> records, const LinkConfig& config, const BlockingRule& key, std::shared_ptr<const Prepared> prepared,
             std::vector<size_t> others);
  // Whether these records have all that the key is made of.
  static bool knows(const RecordSet& records, const BlockingRule& key);
  // O(records): "price.values", "price.count" once and for each refinement, "price.sum", "price.draw", "price.new".
  static std::vector<Phase> phases(std::shared_ptr<KeyPricing> pricing);
  const KeyPrice& price() const { return price_; }

 private:
  struct Drawn { RecordIndex record; uint64_t key; };
  struct Partners { uint32_t seen = 0; std::vector<RecordIndex> records; };
  void count(size_t level, uint64_t begin, uint64_t end);
  void sum(uint64_t begin, uint64_t end);
  void draw(uint64_t begin, uint64_t end);
  uint64_t draw_count() const;
  void find_partners(uint64_t begin, uint64_t end);
  void look(uint64_t begin, uint64_t end);
  void finish();
  // Appends the keys of the blocks that a record ends in after `levels` refinements at most.
  void append_final_keys(RecordIndex record, size_t levels, std::vector<uint64_t>& out);
  bool is_large(const KeyCounts::Entry& entry) const { return entry.count > limits_.max_block; }
  double pairs_of(const KeyCounts::Entry& entry, bool windowed) const;
  uint64_t source_key(uint64_t key, RecordIndex record) const;
  bool are_allowed(RecordIndex a, RecordIndex b) const { return a != b && (type_ != LinkType::kLink || records_->source_of[a] != records_->source_of[b]); }

  std::shared_ptr<const RecordSet> records_;
  std::shared_ptr<const Prepared> prepared_;
  std::vector<size_t> others_;
  LinkType type_;
  block::BlockLimits limits_;
  block::KeyColumns columns_;
  block::BoundRule rule_;
  std::vector<KeyCounts> counts_, by_source_;  // per refinement; the second where only pairs across sources count
  std::vector<uint64_t> keys_, scratch_;       // of one record
  double pairs_ = 0, drawn_pairs_ = 0, new_pairs_ = 0;
  bool complete_ = true;                       // every record was drawn, and every pair of theirs looked at, once
  std::vector<Drawn> drawn_;
  std::unordered_map<uint64_t, Partners> partners_;
  KeyPrice price_;
};

}  // namespace jumelles::linking
