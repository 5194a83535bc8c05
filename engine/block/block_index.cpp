#include "block/block_index.h"

#include <algorithm>
#include <bit>

#include "core/hash.h"

namespace jumelles::block {
namespace {

constexpr size_t kMaxKeys = 64;
constexpr uint64_t kNoPart = 0x6E6F6E65ull;
constexpr double kKeyWeight = 3;  // finding a key takes as long as so many other steps with it

}  // namespace

// Numbers keys by first appearance and counts them.
class KeyGroups {
 public:
  explicit KeyGroups(size_t expected = 0) { slots_.resize(std::bit_ceil(std::max<size_t>(1024, expected * 2))); }
  uint32_t group(uint64_t key) {
    if ((sizes.size() + 1) * 2 > slots_.size()) grow();
    const size_t mask = slots_.size() - 1;
    size_t slot = slot_of(key);
    while (slots_[slot].number != 0 && slots_[slot].key != key) slot = (slot + 1) & mask;
    if (slots_[slot].number == 0) {
      sizes.push_back(0);
      slots_[slot] = {key, static_cast<uint32_t>(sizes.size())};
    }
    const uint32_t group = slots_[slot].number - 1;
    ++sizes[group];
    return group;
  }
  // Called some keys ahead of group(key): the table is larger than the caches.
  void prefetch(uint64_t key) const { __builtin_prefetch(&slots_[slot_of(key)]); }
  std::vector<uint64_t> keys() const {
    std::vector<uint64_t> of_group(sizes.size());
    for (const Slot& slot : slots_)
      if (slot.number != 0) of_group[slot.number - 1] = slot.key;
    return of_group;
  }
  std::vector<uint32_t> sizes;

 private:
  struct Slot {
    uint64_t key = 0;
    uint32_t number = 0;  // group plus 1
  };
  size_t slot_of(uint64_t key) const { return (key * 0x9E3779B97F4A7C15ull >> 20) & (slots_.size() - 1); }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    const size_t mask = slots_.size() - 1;
    for (const Slot& entry : old) {
      if (entry.number == 0) continue;
      size_t slot = slot_of(entry.key);
      while (slots_[slot].number != 0) slot = (slot + 1) & mask;
      slots_[slot] = entry;
    }
  }
  std::vector<Slot> slots_;
};

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

RuleBlocks::~RuleBlocks() = default;

uint64_t RuleBlocks::key_units() const {
  double keys = 1;
  for (const int part : rule_.parts) keys *= std::max(1.0, columns_.column(part).keys_per_value());
  return record_count() * static_cast<uint64_t>(std::min(keys, static_cast<double>(kMaxKeys)) * kKeyWeight);
}

uint64_t RuleBlocks::units() const { return key_units() + 2 * record_count(); }

void RuleBlocks::build(uint64_t begin, uint64_t end) {
  const uint64_t keys = key_units(), count = record_count();
  // Runs `work` on the part of `things` that the units inside [first, first + length) stand for.
  const auto pass = [&](uint64_t first, uint64_t length, auto start, auto things, auto work) {
    const uint64_t from = std::max(begin, first), to = std::min(end, first + length);
    if (from >= to) return;
    if (from == first) start();
    const uint64_t total = things();
    work((from - first) * total / length, (to - first) * total / length);
  };
  pass(0, keys, [&] { groups_ = std::make_unique<KeyGroups>(multiple_ ? 0 : count); }, [&] { return count; },
       [&](uint64_t from, uint64_t to) { add_keys(static_cast<uint32_t>(from), static_cast<uint32_t>(to)); });
  pass(keys, count, [&] { start_members(); }, [&] { return uint64_t{memberships_.size()}; },
       [&](uint64_t from, uint64_t to) { fill_members(from, to); });
  pass(keys + count, count, [&] { start_blocks_of(); }, [&] { return uint64_t{block_count()}; },
       [&](uint64_t from, uint64_t to) { fill_blocks_of(static_cast<uint32_t>(from), static_cast<uint32_t>(to)); });
  if (end == units()) std::vector<uint32_t>().swap(next_);
}

void RuleBlocks::add_keys(uint32_t begin, uint32_t end) {
  if (rule_.parts.empty()) return;
  // A batch at a time: what one record waits for, memory, overlaps with the next ones.
  constexpr uint32_t kBatch = 256;
  constexpr size_t kAhead = 16;
  for (uint32_t from = begin; from < end; from += kBatch) {
    const uint32_t to = std::min(end, from + kBatch);
    batch_.clear();
    scratch_.clear();
    for (uint32_t record = from; record < to; ++record) {
      append_keys(columns_, rule_.parts, record_of(record), scratch_);
      batch_.resize(scratch_.size(), record);
    }
    for (size_t i = 0; i < scratch_.size(); ++i) {
      if (i + kAhead < scratch_.size()) groups_->prefetch(scratch_[i + kAhead]);
      memberships_.push_back({groups_->group(scratch_[i]), batch_[i]});
    }
  }
}

void RuleBlocks::start_members() {
  for (const uint32_t size : groups_->sizes) {
    largest_block_ = std::max(largest_block_, size);
    raw_pair_count_ += uint64_t{size} * (size - 1) / 2;
    if (size > limits_.max_block) ++refined_block_count_;
  }
  if (refined_block_count_ > 0) split_large();
  block_of_.assign(groups_->sizes.size(), 0);
  for (size_t group = 0; group < groups_->sizes.size(); ++group) {
    if (groups_->sizes[group] < 2) continue;
    first_member_.push_back(first_member_.back() + groups_->sizes[group]);
    block_of_[group] = static_cast<uint32_t>(first_member_.size() - 1);
  }
  groups_.reset();
  members_.resize(first_member_.back());
  next_.assign(first_member_.begin(), first_member_.end());
}

void RuleBlocks::fill_members(size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    const uint32_t block = block_of_[memberships_[i].group];
    if (block != 0) members_[next_[block - 1]++] = memberships_[i].record;
  }
}

void RuleBlocks::start_blocks_of() {
  // Swapped, because = {} would keep the memory.
  std::vector<Membership>().swap(memberships_);
  std::vector<uint32_t>().swap(block_of_);
  const uint32_t count = record_count();
  if (!multiple_) {
    single_.assign(count, 0);
    return;
  }
  first_block_.assign(count + size_t{1}, 0);
  for (const RecordIndex record : members_) ++first_block_[record + size_t{1}];
  for (size_t r = 0; r < count; ++r) first_block_[r + 1] += first_block_[r];
  blocks_of_.resize(members_.size());
  next_.assign(first_block_.begin(), first_block_.end() - 1);
}

void RuleBlocks::fill_blocks_of(uint32_t begin, uint32_t end) {
  const std::vector<uint16_t>& source_of = columns_.records().source_of;
  const bool link = link_type_ == LinkType::kLink;
  const auto less = [&](RecordIndex a, RecordIndex b) {
    if (link && source_of[record_of(a)] != source_of[record_of(b)]) return source_of[record_of(a)] < source_of[record_of(b)];
    return a < b;
  };
  for (uint32_t block = begin; block < end; ++block) {
    RecordIndex* const from = members_.data() + first_member_[block];
    RecordIndex* const to = members_.data() + first_member_[block + 1];
    if (!std::is_sorted(from, to, less)) std::sort(from, to, less);
    pair_count_ += block_pairs(block);
    for (const RecordIndex* r = from; r != to; ++r) {
      if (multiple_) blocks_of_[next_[*r]++] = block + 1;
      else single_[*r] = block + 1;
    }
  }
}

void RuleBlocks::split_large() {
  const std::vector<uint64_t> keys = groups_->keys();
  std::vector<Keyed> list;
  for (const Membership& membership : memberships_)
    if (groups_->sizes[membership.group] > limits_.max_block) list.push_back({keys[membership.group], membership.record});
  for (uint32_t& size : groups_->sizes)
    if (size > limits_.max_block) size = 0;
  std::vector<Keyed> done;
  for (const int part : rule_.refinement) {
    if (list.empty()) break;
    KeyGroups groups;
    std::vector<uint32_t> group_of;
    for (Keyed& keyed : list) {
      scratch_.clear();
      append_keys(columns_, {part}, record_of(keyed.record), scratch_);
      keyed.key = combine(keyed.key, scratch_.empty() ? kNoPart : scratch_.front());
      group_of.push_back(groups.group(keyed.key));
    }
    std::vector<Keyed> still;
    for (size_t i = 0; i < list.size(); ++i) {
      const uint32_t size = groups.sizes[group_of[i]];
      if (size > limits_.max_block) still.push_back(list[i]);
      else if (size > 1) done.push_back(list[i]);
    }
    list.swap(still);
  }
  make_windows(list, done);
  // What came of the large blocks joins the other ones, under numbers of its own.
  const uint32_t first = static_cast<uint32_t>(groups_->sizes.size());
  KeyGroups split(done.size());
  for (const Keyed& keyed : done) memberships_.push_back({first + split.group(keyed.key), keyed.record});
  groups_->sizes.insert(groups_->sizes.end(), split.sizes.begin(), split.sizes.end());
}

void RuleBlocks::make_windows(std::vector<Keyed>& list, std::vector<Keyed>& done) {
  if (list.empty() || limits_.window == 0) return;
  multiple_ = true;
  const RecordSet& records = columns_.records();
  const Attribute* attribute =
      limits_.window_attribute < 0 ? nullptr : &records.attributes[static_cast<size_t>(limits_.window_attribute)];
  const auto text = [&](RecordIndex record) {
    if (attribute == nullptr) return std::string_view();
    return attribute->comparison[attribute->comparison_of[attribute->slots[0].codes[record_of(record)]]];
  };
  std::sort(list.begin(), list.end(), [&](const Keyed& a, const Keyed& b) {
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
      done.push_back({combine(list[i].key, window + 1), list[i].record});
      if (window > 0) done.push_back({combine(list[i].key, window), list[i].record});
    }
    begin = end;
  }
}

uint64_t RuleBlocks::block_pairs(uint32_t block) const {
  const uint64_t size = this->size(block);
  uint64_t pairs = size * (size - 1) / 2;
  if (link_type_ != LinkType::kLink) return pairs;
  const RecordSet& records = columns_.records();
  for (const RecordIndex* r = begin(block); r != end(block);) {
    const RecordIndex* run = r;
    while (run != end(block) && records.source_of[record_of(*run)] == records.source_of[record_of(*r)]) ++run;
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
