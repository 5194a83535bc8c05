#include "block/block_index.h"

#include <algorithm>

#include "core/hash.h"

namespace jumelles::block {
namespace {

constexpr size_t kMaxKeys = 64;
constexpr uint64_t kNoPart = 0x6E6F6E65ull;

}  // namespace

// Numbers keys by first appearance and counts them.
class KeyGroups {
 public:
  KeyGroups() : slots_(1024) {}
  uint32_t group(uint64_t key) {
    if (key == 0) key = 1;
    if ((sizes.size() + 1) * 2 > slots_.size()) grow();
    const size_t mask = slots_.size() - 1;
    size_t slot = slot_of(key);
    while (slots_[slot].key != 0 && slots_[slot].key != key) slot = (slot + 1) & mask;
    if (slots_[slot].key == 0) {
      slots_[slot] = {key, static_cast<uint32_t>(sizes.size())};
      sizes.push_back(0);
    }
    ++sizes[slots_[slot].group];
    return slots_[slot].group;
  }
  std::vector<uint32_t> sizes;

 private:
  struct Slot {
    uint64_t key = 0;
    uint32_t group = 0;
  };
  size_t slot_of(uint64_t key) const { return (key * 0x9E3779B97F4A7C15ull >> 20) & (slots_.size() - 1); }
  void grow() {
    std::vector<Slot> old(slots_.size() * 4);
    old.swap(slots_);
    const size_t mask = slots_.size() - 1;
    for (const Slot& entry : old) {
      if (entry.key == 0) continue;
      size_t slot = slot_of(entry.key);
      while (slots_[slot].key != 0) slot = (slot + 1) & mask;
      slots_[slot] = entry;
    }
  }
  std::vector<Slot> slots_;
};

RuleBlocks::~RuleBlocks() = default;

int KeyColumns::add(const KeyPart& part) {
  const TransformInfo* transform = find_transform(part.transform);
  const int attribute = records_.find(part.attribute);
  return transform == nullptr || attribute < 0 ? -1 : add(attribute, transform->transform);
}

int KeyColumns::add(int attribute, Transform transform) {
  for (size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].attribute == attribute && entries_[i].transform == transform) return static_cast<int>(i);
  auto column = std::make_unique<KeyColumn>(records_.attributes[static_cast<size_t>(attribute)], transform);
  // Several keys of a value take longer: they count as several units, so that steps stay even.
  const uint64_t weight = column->multiple() ? 8 : 1;
  const uint64_t units = column->units() * weight;
  const Attribute& source = records_.attributes[static_cast<size_t>(attribute)];
  const bool multiple = column->multiple() || source.slots.size() > 1;
  entries_.push_back({attribute, transform, std::move(column), units_, weight, multiple, source.slots[0].codes.data(), source.comparison_of.data()});
  units_ += units;
  return static_cast<int>(entries_.size()) - 1;
}

void KeyColumns::prepare(uint64_t begin, uint64_t end) {
  for (Entry& entry : entries_) {
    const uint64_t from = std::max(begin, entry.first_unit), to = std::min(end, entry.first_unit + entry.column->units() * entry.weight);
    if (from < to) entry.column->prepare((from - entry.first_unit) / entry.weight, (to - entry.first_unit) / entry.weight);
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
  const uint64_t pass = pass_units();
  // Part of `count` that units [from, to) of a pass stand for.
  const auto share = [&](uint64_t unit, size_t count) { return static_cast<size_t>(unit * count / pass); };
  while (begin < end) {
    const uint64_t from = begin % pass, to = std::min(pass, from + (end - begin));
    const uint64_t number = begin / pass;
    if (number == 0) {
      add_keys(from, to);
    } else if (number == 1) {
      if (from == 0) start_members();
      fill_members(share(from, memberships_.size()), share(to, memberships_.size()));
    } else {
      if (from == 0) start_blocks_of();
      fill_blocks_of(static_cast<uint32_t>(share(from, block_count())), static_cast<uint32_t>(share(to, block_count())));
      if (to == pass) std::vector<uint32_t>().swap(next_);
    }
    begin += to - from;
  }
}

void RuleBlocks::add_keys(uint64_t begin, uint64_t end) {
  if (rule_.parts.empty()) return;
  if (groups_ == nullptr) groups_ = std::make_unique<KeyGroups>();
  for (uint64_t unit = begin; unit < end; ++unit) {
    const RecordIndex record = sample_ != nullptr ? (*sample_)[unit] : static_cast<RecordIndex>(unit);
    scratch_.clear();
    append_keys(columns_, rule_.parts, record, scratch_);
    for (const uint64_t key : scratch_) {
      memberships_.push_back({key, record});
      group_of_.push_back(groups_->group(key));
    }
  }
}

void RuleBlocks::start_members() {
  if (groups_ == nullptr) groups_ = std::make_unique<KeyGroups>();
  for (const uint32_t size : groups_->sizes) {
    largest_block_ = std::max(largest_block_, size);
    raw_pair_count_ += uint64_t{size} * (size - 1) / 2;
    if (size > limits_.max_block) ++refined_block_count_;
  }
  if (refined_block_count_ > 0) {
    split_large();
    // What came of the large blocks joins the other ones, under numbers of its own.
    const uint32_t first = static_cast<uint32_t>(groups_->sizes.size());
    KeyGroups split;
    for (const Membership& membership : done_) {
      memberships_.push_back(membership);
      group_of_.push_back(first + split.group(membership.key));
    }
    std::vector<Membership>().swap(done_);
    groups_->sizes.insert(groups_->sizes.end(), split.sizes.begin(), split.sizes.end());
  }
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
    const uint32_t block = block_of_[group_of_[i]];
    if (block != 0) members_[next_[block - 1]++] = memberships_[i].record;
  }
}

void RuleBlocks::start_blocks_of() {
  // Swapped, because = {} would keep the memory.
  std::vector<Membership>().swap(memberships_);
  std::vector<uint32_t>().swap(group_of_);
  std::vector<uint32_t>().swap(block_of_);
  const uint64_t count = pass_units();
  if (!multiple_) {
    single_.assign(count, 0);
    return;
  }
  first_block_.assign(count + 1, 0);
  for (const RecordIndex record : members_) ++first_block_[place(record) + 1];
  for (uint64_t r = 0; r < count; ++r) first_block_[r + 1] += first_block_[r];
  blocks_of_.resize(members_.size());
  next_.assign(first_block_.begin(), first_block_.end() - 1);
}

void RuleBlocks::fill_blocks_of(uint32_t begin, uint32_t end) {
  const RecordSet& records = columns_.records();
  const bool link = link_type_ == LinkType::kLink;
  const auto less = [&](RecordIndex a, RecordIndex b) {
    if (link && records.source_of[a] != records.source_of[b]) return records.source_of[a] < records.source_of[b];
    return a < b;
  };
  for (uint32_t block = begin; block < end; ++block) {
    RecordIndex* const from = members_.data() + first_member_[block];
    RecordIndex* const to = members_.data() + first_member_[block + 1];
    if (!std::is_sorted(from, to, less)) std::sort(from, to, less);
    pair_count_ += block_pairs(block);
    for (const RecordIndex* r = from; r != to; ++r) {
      if (multiple_) blocks_of_[next_[place(*r)]++] = block + 1;
      else single_[place(*r)] = block + 1;
    }
  }
}

void RuleBlocks::split_large() {
  std::vector<Membership> list;
  for (size_t i = 0; i < memberships_.size(); ++i) {
    if (groups_->sizes[group_of_[i]] > limits_.max_block) list.push_back(memberships_[i]);
  }
  for (uint32_t& size : groups_->sizes)
    if (size > limits_.max_block) size = 0;
  for (const int part : rule_.refinement) {
    if (list.empty()) break;
    KeyGroups groups;
    std::vector<uint32_t> group_of;
    for (Membership& membership : list) {
      scratch_.clear();
      append_keys(columns_, {part}, membership.record, scratch_);
      membership.key = combine(membership.key, scratch_.empty() ? kNoPart : scratch_.front());
      group_of.push_back(groups.group(membership.key));
    }
    std::vector<Membership> still;
    for (size_t i = 0; i < list.size(); ++i) {
      const uint32_t size = groups.sizes[group_of[i]];
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
