#include "block/block_index.h"

#include <algorithm>

#include "core/hash.h"

namespace jumelles::block {
namespace {

constexpr size_t kMaxKeys = 64;
constexpr uint64_t kNoPart = 0x6E6F6E65ull;

// Numbers keys by first appearance and counts them.
class Grouping {
 public:
  explicit Grouping(size_t expected) {
    size_t size = 64;
    while (size < expected * 2) size *= 2;
    keys_.assign(size, 0);
    groups_.assign(size, 0);
  }
  uint32_t group(uint64_t key) {
    if (key == 0) key = 1;
    size_t slot = (key * 0x9E3779B97F4A7C15ull >> 20) & (keys_.size() - 1);
    while (keys_[slot] != 0 && keys_[slot] != key) slot = (slot + 1) & (keys_.size() - 1);
    if (keys_[slot] == 0) {
      keys_[slot] = key;
      groups_[slot] = static_cast<uint32_t>(sizes.size());
      sizes.push_back(0);
    }
    ++sizes[groups_[slot]];
    return groups_[slot];
  }
  std::vector<uint32_t> sizes;

 private:
  std::vector<uint64_t> keys_;
  std::vector<uint32_t> groups_;
};

}  // namespace

int KeyColumns::add(const KeyPart& part) {
  const TransformInfo* transform = find_transform(part.transform);
  const int attribute = records_.find(part.attribute);
  return transform == nullptr || attribute < 0 ? -1 : add(attribute, transform->transform);
}

int KeyColumns::add(int attribute, Transform transform) {
  for (size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].attribute == attribute && entries_[i].transform == transform) return static_cast<int>(i);
  auto column = std::make_unique<KeyColumn>(records_.attributes[static_cast<size_t>(attribute)], transform);
  const uint64_t units = column->units();
  const Attribute& source = records_.attributes[static_cast<size_t>(attribute)];
  const bool multiple = column->multiple() || source.slots.size() > 1;
  entries_.push_back({attribute, transform, std::move(column), units_, multiple, source.slots[0].codes.data(), source.comparison_of.data()});
  units_ += units;
  return static_cast<int>(entries_.size()) - 1;
}

void KeyColumns::prepare(uint64_t begin, uint64_t end) {
  for (Entry& entry : entries_) {
    const uint64_t from = std::max(begin, entry.first_unit), to = std::min(end, entry.first_unit + entry.column->units());
    if (from < to) entry.column->prepare(from - entry.first_unit, to - entry.first_unit);
  }
}


void append_keys(const KeyColumns& columns, const std::vector<int>& parts, RecordIndex record, std::vector<uint64_t>& out) {
  constexpr uint64_t kSeed = 0x4B4559ull;
  bool single = true;
  for (const int part : parts) single = single && !columns.multiple(part);
  if (single) {
    uint64_t key = kSeed;
    for (const int part : parts) {
      const KeyColumn& column = columns.column(part);
      const Code code = columns.code(part, record);
      if (column.begin(code) == column.end(code)) return;
      key = combine(key, *column.begin(code));
    }
    out.push_back(key);
    return;
  }
  const size_t begin = out.size();
  out.push_back(kSeed);
  for (const int part : parts) {
    const KeyColumn& column = columns.column(part);
    const Attribute& attribute = columns.records().attributes[static_cast<size_t>(columns.attribute(part))];
    const size_t old_end = out.size();
    for (const Attribute::Slot& slot : attribute.slots) {
      const Code code = attribute.comparison_of[slot.codes[record]];
      for (const uint64_t* key = column.begin(code); key != column.end(code); ++key)
        for (size_t i = begin; i < old_end && out.size() - old_end < kMaxKeys; ++i) out.push_back(combine(out[i], *key));
    }
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(begin), out.begin() + static_cast<std::ptrdiff_t>(old_end));
    if (out.size() == begin) return;
  }
  if (out.size() - begin > 1) {
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end());
    out.erase(std::unique(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end()), out.end());
  }
}

RuleBlocks::RuleBlocks(const KeyColumns& columns, BoundRule rule, LinkType link_type, BlockLimits limits,
                       const std::vector<RecordIndex>* sample)
    : columns_(columns), rule_(std::move(rule)), link_type_(link_type), limits_(limits), sample_(sample) {
  // Across two tables of equal size, half of the pairs of a block are none.
  if (link_type_ == LinkType::kLink) limits_.max_block += limits_.max_block / 2;
  for (const int part : rule_.parts) multiple_ = multiple_ || columns_.multiple(part);
}

void RuleBlocks::build(uint64_t begin, uint64_t end) {
  for (uint64_t unit = begin; unit < end && !rule_.parts.empty(); ++unit) {
    const RecordIndex record = sample_ != nullptr ? (*sample_)[unit] : static_cast<RecordIndex>(unit);
    scratch_.clear();
    append_keys(columns_, rule_.parts, record, scratch_);
    for (const uint64_t key : scratch_) memberships_.push_back({key, record});
  }
  if (end == units()) finish();
}

void RuleBlocks::finish() {
  {
    Grouping grouping(memberships_.size());
    std::vector<uint32_t> groups(memberships_.size());
    for (size_t i = 0; i < memberships_.size(); ++i) groups[i] = grouping.group(memberships_[i].key);
    for (const uint32_t size : grouping.sizes) {
      largest_block_ = std::max(largest_block_, size);
      raw_pair_count_ += uint64_t{size} * (size - 1) / 2;
      if (size > limits_.max_block) ++refined_block_count_;
    }
    if (refined_block_count_ == 0) {
      done_.swap(memberships_);
      store(done_, groups, grouping.sizes);
      done_ = {};
      return;
    }
    std::vector<Membership> large;
    for (size_t i = 0; i < memberships_.size(); ++i) {
      const uint32_t size = grouping.sizes[groups[i]];
      if (size > limits_.max_block) large.push_back(memberships_[i]);
      else if (size > 1) done_.push_back(memberships_[i]);
    }
    memberships_ = {};
    split_large(large);
  }
  Grouping grouping(done_.size());
  std::vector<uint32_t> groups(done_.size());
  for (size_t i = 0; i < done_.size(); ++i) groups[i] = grouping.group(done_[i].key);
  store(done_, groups, grouping.sizes);
  done_ = {};
}

void RuleBlocks::split_large(std::vector<Membership>& list) {
  for (const int part : rule_.refinement) {
    if (list.empty()) return;
    for (Membership& membership : list) {
      scratch_.clear();
      append_keys(columns_, {part}, membership.record, scratch_);
      membership.key = combine(membership.key, scratch_.empty() ? kNoPart : scratch_.front());
    }
    Grouping grouping(list.size());
    std::vector<uint32_t> groups(list.size());
    for (size_t i = 0; i < list.size(); ++i) groups[i] = grouping.group(list[i].key);
    std::vector<Membership> still;
    for (size_t i = 0; i < list.size(); ++i) {
      const uint32_t size = grouping.sizes[groups[i]];
      if (size > limits_.max_block) still.push_back(list[i]);
      else if (size > 1) done_.push_back(list[i]);
    }
    list.swap(still);
  }
  make_windows(list);
}

void RuleBlocks::make_windows(std::vector<Membership>& list) {
  if (list.empty() || limits_.window == 0) return;
  multiple_ = true;
  const RecordSet& records = columns_.records();
  const Attribute* attribute =
      limits_.window_attribute < 0 ? nullptr : &records.attributes[static_cast<size_t>(limits_.window_attribute)];
  const auto text = [&](RecordIndex record) {
    return attribute == nullptr ? std::string_view() : attribute->comparison[attribute->comparison_of[attribute->slots[0].codes[record]]];
  };
  std::sort(list.begin(), list.end(), [&](const Membership& a, const Membership& b) {
    if (a.key != b.key) return a.key < b.key;
    const int order = text(a.record).compare(text(b.record));
    return order != 0 ? order < 0 : a.record < b.record;
  });
  // Windows overlap by half: each record is in two, neighbors up to half a window apart meet.
  const uint32_t half = std::max<uint32_t>(1, limits_.window / 2);
  for (size_t begin = 0; begin < list.size();) {
    size_t end = begin;
    while (end < list.size() && list[end].key == list[begin].key) ++end;
    for (size_t i = begin; i < end; ++i) {
      const uint64_t window = (i - begin) / half;
      done_.push_back({combine(list[i].key, window + 1), list[i].record});
      if (window > 0) done_.push_back({combine(list[i].key, window), list[i].record});
    }
    begin = end;
  }
}

void RuleBlocks::store(const std::vector<Membership>& list, const std::vector<uint32_t>& groups, const std::vector<uint32_t>& sizes) {
  std::vector<uint32_t> block_of(sizes.size(), 0);  // plus 1; 0: alone
  for (size_t group = 0; group < sizes.size(); ++group) {
    if (sizes[group] < 2) continue;
    first_member_.push_back(first_member_.back() + sizes[group]);
    block_of[group] = static_cast<uint32_t>(first_member_.size() - 1);
  }
  members_.resize(first_member_.back());
  std::vector<uint32_t> next(first_member_.begin(), first_member_.end());
  for (size_t i = 0; i < list.size(); ++i) {
    const uint32_t block = block_of[groups[i]];
    if (block != 0) members_[next[block - 1]++] = list[i].record;
  }
  const RecordSet& records = columns_.records();
  const bool link = link_type_ == LinkType::kLink;
  for (uint32_t block = 0; block < block_count(); ++block) {
    RecordIndex* const from = members_.data() + first_member_[block];
    RecordIndex* const to = members_.data() + first_member_[block + 1];
    const auto less = [&](RecordIndex a, RecordIndex b) {
      if (link && records.source_of[a] != records.source_of[b]) return records.source_of[a] < records.source_of[b];
      return a < b;
    };
    if (!std::is_sorted(from, to, less)) std::sort(from, to, less);
    pair_count_ += block_pairs(block);
  }
  const uint64_t count = units();
  if (!multiple_) {
    single_.assign(count, 0);
    for (uint32_t block = 0; block < block_count(); ++block)
      for (const RecordIndex* r = begin(block); r != this->end(block); ++r) single_[place(*r)] = block + 1;
    return;
  }
  first_block_.assign(count + size_t{1}, 0);
  for (const RecordIndex record : members_) ++first_block_[place(record) + 1];
  for (uint64_t r = 0; r < count; ++r) first_block_[r + size_t{1}] += first_block_[r];
  blocks_of_.resize(members_.size());
  std::vector<uint32_t> fill(first_block_.begin(), first_block_.end() - 1);
  for (uint32_t block = 0; block < block_count(); ++block)
    for (const RecordIndex* r = begin(block); r != this->end(block); ++r) blocks_of_[fill[place(*r)]++] = block + 1;
}

uint64_t RuleBlocks::block_pairs(uint32_t block) const {
  const uint64_t size = this->size(block);
  uint64_t pairs = size * (size - 1) / 2;
  if (link_type_ != LinkType::kLink) return pairs;
  const RecordSet& records = columns_.records();
  for (const RecordIndex* r = begin(block); r != end(block);) {
    const RecordIndex* run = r;
    while (run != end(block) && records.source_of[*run] == records.source_of[*r]) ++run;
    const uint64_t same = static_cast<uint64_t>(run - r);
    pairs -= same * (same - 1) / 2;
    r = run;
  }
  return pairs;
}

uint32_t RuleBlocks::first_common_block(RecordIndex a, RecordIndex b) const {
  if (first_member_.size() < 2) return 0;
  if (!multiple_) {
    const uint32_t block = single_block(a);
    return block != 0 && block == single_block(b) ? block : 0;
  }
  const uint32_t *p = blocks_begin(a), *q = blocks_begin(b);
  const uint32_t *p_end = blocks_end(a), *q_end = blocks_end(b);
  while (p != p_end && q != q_end) {
    if (*p == *q) return *p;
    if (*p < *q) ++p;
    else ++q;
  }
  return 0;
}

bool RuleBlocks::share_block(RecordIndex a, RecordIndex b) const { return first_common_block(a, b) != 0; }

}  // namespace jumelles::block
