#pragma once

// The whole blocks that some drawn records are in, by many keys at once: what a key would find is then counted on pairs that
// are all there, however many records there are. A sample of the records themselves holds a pair only where it happens to hold
// both of its records: of three million records next to none.

#include <cstdint>
#include <vector>

#include "block/block_index.h"

namespace jumelles::block {

class DrawnBlocks {
 public:
  // `keys`: column numbers of each key's parts; the columns must be prepared. `among`: the records that count, ascending; `drawn`:
  // those of them whose blocks are wanted. `max_block`: larger blocks are left out. kLink: partners are of other sources.
  // O(among * keys) time; memory for the blocks of the drawn records only.
  DrawnBlocks(const KeyColumns& columns, std::vector<std::vector<int>> keys, const std::vector<RecordIndex>& among,
              const std::vector<RecordIndex>& drawn, LinkType link_type, uint32_t max_block);
  // Three passes: keys of the drawn records, the records that share these, blocks by key. Ranges in order.
  uint64_t units() const { return drawn_.size() + among_.size() + keys_.size() * kFinishUnits; }
  void build(uint64_t begin, uint64_t end);

  // Partners of the drawn records by a key, all together: record by record, and again for every further block that two share.
  uint64_t partner_count(size_t key) const { return keys_[key].partners; }
  // Calls visit(key, partner) for the records that share a block with a drawn one (its place among them), itself left out.
  template <class Visit>
  void visit_partners(size_t place, Visit visit) const {
    for (size_t k = 0; k < keys_.size(); ++k) {
      const Key& key = keys_[k];
      for (uint32_t v = key.first_value[place]; v < key.first_value[place + 1]; ++v)
        for (uint32_t m = key.first_member[key.values[v]]; m < key.first_member[key.values[v] + 1]; ++m)
          if (are_partners(drawn_[place], key.members[m])) visit(k, key.members[m]);
    }
  }

 private:
  static constexpr uint64_t kFinishUnits = 1000;  // of one key, in records: sorting what was found
  // Half of a hash beside the number of its value plus 1; 0: free. With the place in the table, that tells hashes apart well enough.
  struct Slot { uint32_t half = 0, value = 0; };
  struct Hit { uint32_t value; RecordIndex record; };
  // Which hashes are there, or may be: bits by hash, several times as many as there are hashes. Most records end here.
  struct Filter {
    std::vector<uint64_t> words;
    void fill(const std::vector<uint64_t>& hashes);
    bool has(uint64_t hash) const {
      const size_t bit = (hash >> 32) & (words.size() * 64 - 1);
      return (words[bit / 64] >> (bit % 64) & 1) != 0;
    }
  };
  struct Key {
    std::vector<uint32_t> parts;        // numbers among those used
    bool multiple = false;
    std::vector<uint64_t> hashes;       // of the drawn records' values
    std::vector<Slot> slots;            // open addressing
    Filter filter;
    std::vector<uint32_t> first_value, values;  // per drawn record
    std::vector<uint32_t> sizes;        // per value: records that share it
    std::vector<Hit> hits;
    std::vector<uint32_t> first_member;
    std::vector<RecordIndex> members;
    uint64_t partners = 0;
  };
  struct Part {
    int column;
    std::vector<uint32_t> first;        // per record of the batch
    std::vector<uint64_t> keys;
    std::vector<uint64_t> hashes;       // of the drawn records
    Filter filter;                      // of these: other keys find no partner
  };
  bool are_partners(RecordIndex a, RecordIndex b) const {
    const std::vector<uint16_t>& source_of = columns_.records().source_of;
    return a != b && (link_type_ != LinkType::kLink || source_of[a] != source_of[b]);
  }
  void load(const RecordIndex* records, size_t count);
  // Calls visit(place in the batch, hash) for every key of the loaded batch.
  template <class Visit>
  void visit_keys(const Key& key, size_t count, Visit visit);
  void add_values(uint64_t begin, uint64_t end);
  void find_partners(uint64_t begin, uint64_t end);
  void finish(Key& key);
  static Slot& slot_of(Key& key, uint64_t hash);
  static uint32_t add_value(Key& key, uint64_t hash);
  void start_finding();

  const KeyColumns& columns_;
  const std::vector<RecordIndex>& among_;
  const std::vector<RecordIndex>& drawn_;
  LinkType link_type_;
  uint32_t max_block_;
  std::vector<Key> keys_;
  std::vector<Part> parts_;
  bool finding_ = false;
  std::vector<uint64_t> scratch_;
};

}  // namespace jumelles::block
