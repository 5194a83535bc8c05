#include "block/drawn_blocks.h"

#include <algorithm>
#include <bit>

namespace jumelles::block {
namespace {

constexpr size_t kBatch = 256;          // records whose keys are made together, so that one key's tables stay near
constexpr size_t kFilterBits = 16;      // per hash
constexpr size_t kLeastFilterWords = 8;

}  // namespace

DrawnBlocks::DrawnBlocks(const KeyColumns& columns, std::vector<std::vector<int>> keys, const std::vector<RecordIndex>& among,
                         const std::vector<RecordIndex>& drawn, LinkType link_type, uint32_t max_block)
    : columns_(columns), among_(among), drawn_(drawn), link_type_(link_type), max_block_(max_block), keys_(keys.size()) {
  std::vector<uint32_t> number_of;  // per column: its part plus 1
  for (size_t k = 0; k < keys.size(); ++k) {
    Key& key = keys_[k];
    for (const int column : keys[k]) {
      if (static_cast<size_t>(column) >= number_of.size()) number_of.resize(static_cast<size_t>(column) + 1, 0);
      uint32_t& number = number_of[static_cast<size_t>(column)];
      if (number == 0) {
        parts_.push_back({column, {}, {}, {}, {}});
        number = static_cast<uint32_t>(parts_.size());
      }
      key.parts.push_back(number - 1);
      key.multiple = key.multiple || columns.multiple(column);
    }
    key.slots.assign(64, {});
    key.first_value.push_back(0);
  }
}

void DrawnBlocks::build(uint64_t begin, uint64_t end) {
  const uint64_t drawn = drawn_.size(), records = among_.size();
  if (begin < drawn) add_values(begin, std::min(end, drawn));
  if (begin < drawn + records && end > drawn) {
    if (!finding_) start_finding();
    find_partners(std::max(begin, drawn) - drawn, std::min(end, drawn + records) - drawn);
  }
  const auto key_at = [&](uint64_t unit) { return (std::max(unit, drawn + records) - drawn - records) / kFinishUnits; };
  for (uint64_t k = key_at(begin); k < key_at(end); ++k) finish(keys_[k]);
}

void DrawnBlocks::load(const RecordIndex* records, size_t count) {
  for (Part& part : parts_) {
    part.first.assign(1, 0);
    part.keys.clear();
    const KeyColumn& column = columns_.column(part.column);
    const Attribute& attribute = columns_.records().attributes[static_cast<size_t>(columns_.attribute(part.column))];
    const auto add = [&](const uint64_t* from, const uint64_t* to) {
      for (const uint64_t* key = from; key != to; ++key)
        if (!finding_ || part.filter.has(*key)) part.keys.push_back(*key);
    };
    for (size_t i = 0; i < count; ++i) {
      if (!columns_.multiple(part.column)) {
        const Code code = columns_.code(part.column, records[i]);
        if (column.begin(code) != column.end(code)) add(column.begin(code), column.begin(code) + 1);
      } else {
        for (const Attribute::Slot& slot : attribute.slots) {
          const Code code = attribute.comparison_of[slot.codes[records[i]]];
          add(column.begin(code), column.end(code));
        }
      }
      part.first.push_back(static_cast<uint32_t>(part.keys.size()));
    }
    if (!finding_) part.hashes.insert(part.hashes.end(), part.keys.begin(), part.keys.end());
  }
}

template <class Visit>
void DrawnBlocks::visit_keys(const Key& key, size_t count, Visit visit) {
  for (size_t i = 0; i < count; ++i) {
    if (!key.multiple) {
      uint64_t hash = kKeySeed;
      bool filled = true;
      for (const uint32_t p : key.parts) {
        const Part& part = parts_[p];
        filled = part.first[i] != part.first[i + 1];
        if (!filled) break;
        hash = combine(hash, part.keys[part.first[i]]);
      }
      if (filled) visit(i, hash);
      continue;
    }
    scratch_.clear();
    bool filled = true;
    for (const uint32_t p : key.parts) filled = filled && parts_[p].first[i] != parts_[p].first[i + 1];
    if (!filled) continue;
    append_product(key.parts, [&](uint32_t p, auto use) { use(parts_[p].keys.data() + parts_[p].first[i], parts_[p].keys.data() + parts_[p].first[i + 1]); }, scratch_);
    for (const uint64_t hash : scratch_) visit(i, hash);
  }
}

DrawnBlocks::Slot& DrawnBlocks::slot_of(Key& key, uint64_t hash) {
  const size_t mask = key.slots.size() - 1;
  const uint32_t half = static_cast<uint32_t>(hash >> 32);
  size_t at = hash & mask;
  while (key.slots[at].value != 0 && key.slots[at].half != half) at = (at + 1) & mask;
  return key.slots[at];
}

uint32_t DrawnBlocks::add_value(Key& key, uint64_t hash) {
  Slot& slot = slot_of(key, hash);
  if (slot.value != 0) return slot.value - 1;
  key.hashes.push_back(hash);
  const uint32_t count = static_cast<uint32_t>(key.hashes.size());
  slot = {static_cast<uint32_t>(hash >> 32), count};
  if (key.hashes.size() * 2 > key.slots.size()) {
    key.slots.assign(key.slots.size() * 2, {});
    for (uint32_t v = 0; v < count; ++v) slot_of(key, key.hashes[v]) = {static_cast<uint32_t>(key.hashes[v] >> 32), v + 1};
  }
  return count - 1;
}

void DrawnBlocks::add_values(uint64_t begin, uint64_t end) {
  for (uint64_t from = begin; from < end; from += kBatch) {
    const size_t count = static_cast<size_t>(std::min<uint64_t>(end - from, kBatch));
    load(drawn_.data() + from, count);
    for (Key& key : keys_) {
      std::vector<uint32_t> values_of(count, 0);
      visit_keys(key, count, [&](size_t i, uint64_t hash) {
        key.values.push_back(add_value(key, hash));
        ++values_of[i];
      });
      for (const uint32_t values : values_of) key.first_value.push_back(key.first_value.back() + values);
    }
  }
}

void DrawnBlocks::Filter::fill(const std::vector<uint64_t>& hashes) {
  words.assign(std::max(kLeastFilterWords, std::bit_ceil(hashes.size() * kFilterBits) / 64), 0);
  for (const uint64_t hash : hashes) {
    const size_t bit = (hash >> 32) & (words.size() * 64 - 1);
    words[bit / 64] |= uint64_t{1} << (bit % 64);
  }
}

void DrawnBlocks::start_finding() {
  for (Key& key : keys_) {
    key.sizes.assign(key.hashes.size(), 0);
    key.filter.fill(key.hashes);
  }
  for (Part& part : parts_) {
    std::sort(part.hashes.begin(), part.hashes.end());
    part.hashes.erase(std::unique(part.hashes.begin(), part.hashes.end()), part.hashes.end());
    part.filter.fill(part.hashes);
  }
  finding_ = true;
}

void DrawnBlocks::find_partners(uint64_t begin, uint64_t end) {
  for (uint64_t from = begin; from < end; from += kBatch) {
    const size_t count = static_cast<size_t>(std::min<uint64_t>(end - from, kBatch));
    load(among_.data() + from, count);
    for (Key& key : keys_)
      visit_keys(key, count, [&](size_t i, uint64_t hash) {
        if (!key.filter.has(hash)) return;
        const uint32_t value = slot_of(key, hash).value;
        if (value == 0 || ++key.sizes[value - 1] > max_block_) return;
        key.hits.push_back({value - 1, among_[from + i]});
      });
  }
}

void DrawnBlocks::finish(Key& key) {
  const auto kept = [&](uint32_t value) { return key.sizes[value] <= max_block_ ? key.sizes[value] : 0; };
  key.first_member.assign(1, 0);
  for (uint32_t v = 0; v < key.sizes.size(); ++v) key.first_member.push_back(key.first_member.back() + kept(v));
  key.members.resize(key.first_member.back());
  std::vector<uint32_t> next(key.first_member.begin(), key.first_member.end() - 1);
  for (const Hit& hit : key.hits)
    if (kept(hit.value) > 0) key.members[next[hit.value]++] = hit.record;
  for (size_t place = 0; place < drawn_.size(); ++place)
    for (uint32_t v = key.first_value[place]; v < key.first_value[place + 1]; ++v) {
      const uint32_t from = key.first_member[key.values[v]], to = key.first_member[key.values[v] + 1];
      if (link_type_ != LinkType::kLink) key.partners += from < to ? to - from - 1 : 0;
      else
        for (uint32_t m = from; m < to; ++m) key.partners += are_partners(drawn_[place], key.members[m]) ? 1 : 0;
    }
  std::vector<Hit>().swap(key.hits);
  std::vector<uint64_t>().swap(key.hashes);
  std::vector<Slot>().swap(key.slots);
  std::vector<uint64_t>().swap(key.filter.words);
}

}  // namespace jumelles::block
