#include "block/block_index.h"

#include <algorithm>

#include "core/hash.h"

namespace jumelles::block {
namespace {

constexpr std::ptrdiff_t kHalfOfCopies = 2;  // of a window that holds copies of one row only
constexpr uint64_t kNoPart = 0x6E6F6E65ull;
constexpr int kBucketBits = 10;
constexpr uint32_t kBucketShift = 32 - kBucketBits;

}  // namespace

int KeyColumns::add(const KeyPart& part) {
  const TransformInfo* transform = find_transform(part.transform);
  const int attribute = records_.find(part.attribute);
  return transform == nullptr || attribute < 0 ? -1 : add(attribute, transform->transform);
}

int KeyColumns::add(int attribute, Transform transform) {
  for (size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].attribute == attribute && entries_[i].transform == transform) return static_cast<int>(i);
  auto column = std::make_unique<KeyColumn>(records_.attributes[static_cast<size_t>(attribute)], transform, wanted(attribute));
  const uint64_t units = column->units();
  const Attribute& source = records_.attributes[static_cast<size_t>(attribute)];
  const bool multiple = column->multiple() || source.slots.size() > 1;
  entries_.push_back({attribute, transform, std::move(column), units_, multiple, source.slots[0].codes.data(), source.comparison_of.data()});
  units_ += units;
  return static_cast<int>(entries_.size()) - 1;
}

const std::vector<uint8_t>* KeyColumns::wanted(int attribute) {
  if (sample_ == nullptr) return nullptr;
  std::vector<uint8_t>& codes = wanted_[static_cast<size_t>(attribute)];
  if (!codes.empty()) return &codes;
  const Attribute& source = records_.attributes[static_cast<size_t>(attribute)];
  codes.assign(source.comparison.size(), 0);
  for (const Attribute::Slot& slot : source.slots)
    for (const RecordIndex record : *sample_) codes[source.comparison_of[slot.codes[record]]] = 1;
  return &codes;
}

void KeyColumns::prepare(uint64_t begin, uint64_t end) {
  for (Entry& entry : entries_) {
    const uint64_t from = std::max(begin, entry.first_unit), to = std::min(end, entry.first_unit + entry.column->units());
    if (from < to) entry.column->prepare(from - entry.first_unit, to - entry.first_unit);
  }
}


void append_keys(const KeyColumns& columns, const std::vector<int>& parts, RecordIndex record, std::vector<uint64_t>& out) {
  bool single = true;
  for (const int part : parts) single = single && !columns.multiple(part);
  if (single) {
    uint64_t key = kKeySeed;
    for (const int part : parts) {
      const KeyColumn& column = columns.column(part);
      const Code code = columns.code(part, record);
      if (column.begin(code) == column.end(code)) return;
      key = combine(key, *column.begin(code));
    }
    out.push_back(key);
    return;
  }
  append_product(parts, [&](int part, auto use) {
    const KeyColumn& column = columns.column(part);
    const Attribute& attribute = columns.records().attributes[static_cast<size_t>(columns.attribute(part))];
    for (const Attribute::Slot& slot : attribute.slots) {
      const Code code = attribute.comparison_of[slot.codes[record]];
      use(column.begin(code), column.end(code));
    }
  }, out);
}

RuleBlocks::RuleBlocks(const KeyColumns& columns, BoundRule rule, LinkType link_type, BlockLimits limits)
    : columns_(columns), rule_(std::move(rule)), link_type_(link_type), limits_(limits) {
  limits_.max_block = most_of_block(limits, link_type);
  for (const int part : rule_.parts) multiple_ = multiple_ || columns_.multiple(part);
}

uint64_t RuleBlocks::key_units() const {
  double keys = 1;
  for (const int part : rule_.parts) keys *= std::max(1.0, columns_.column(part).keys_per_value());
  return record_count() * static_cast<uint64_t>(std::min(keys, static_cast<double>(kMaxKeys)));
}

uint64_t RuleBlocks::units() const { return 4 * key_units(); }

void RuleBlocks::build(uint64_t begin, uint64_t end) {
  const uint64_t length = key_units();
  // Runs `work` on the part of `things` that the units inside pass `number` stand for.
  const auto pass = [&](uint64_t number, auto start, auto things, auto work) {
    const uint64_t first = number * length;
    const uint64_t from = std::max(begin, first), to = std::min(end, first + length);
    if (from >= to) return;
    if (from == first) start();
    const uint64_t total = things();
    work(static_cast<uint32_t>((from - first) * total / length), static_cast<uint32_t>((to - first) * total / length));
  };
  pass(0, [&] { memberships_.reserve(record_count()); }, [&] { return record_count(); },
       [&](uint32_t from, uint32_t to) { add_keys(from, to); });
  pass(1, [&] { start_partition(); }, [&] { return memberships_.size(); }, [&](uint32_t from, uint32_t to) { partition(to - from); });
  pass(2, [] {}, [&] { return uint32_t{1} << kBucketBits; }, [&](uint32_t from, uint32_t to) { find_blocks(from, to); });
  pass(3, [&] { start_blocks_of(); }, [&] { return block_count(); }, [&](uint32_t from, uint32_t to) { fill_blocks_of(from, to); });
  if (end == units()) std::vector<uint32_t>().swap(next_);
}

void RuleBlocks::add_keys(uint32_t begin, uint32_t end) {
  if (rule_.parts.empty()) return;
  for (RecordIndex record = begin; record < end; ++record) {
    scratch_.clear();
    append_keys(columns_, rule_.parts, record, scratch_);
    for (const uint64_t key : scratch_) memberships_.push_back(Membership(key, record));
  }
}

// In place, by the first bits of the keys, which are hashes: an American flag sort of one round (McIlroy, Bostic,
// McIlroy: Engineering radix sort, 1993).
void RuleBlocks::start_partition() {
  bucket_.assign((size_t{1} << kBucketBits) + 1, 0);
  for (const Membership& membership : memberships_) ++bucket_[(membership.high >> kBucketShift) + 1];
  for (size_t i = 1; i < bucket_.size(); ++i) bucket_[i] += bucket_[i - 1];
  next_.assign(bucket_.begin(), bucket_.end() - 1);
  home_ = 0;
}

// Puts `count` more of them into their buckets, one each time around.
void RuleBlocks::partition(uint32_t count) {
  for (; count > 0; --count) {
    while (next_[home_] == bucket_[home_ + 1]) ++home_;
    Membership& here = memberships_[next_[home_]];
    const uint32_t wanted = here.high >> kBucketShift;
    if (wanted == home_) ++next_[home_];
    else std::swap(here, memberships_[next_[wanted]++]);
  }
}

void RuleBlocks::find_blocks(uint32_t begin_bucket, uint32_t end_bucket) {
  for (uint32_t bucket = begin_bucket; bucket < end_bucket; ++bucket) {
    const auto begin = memberships_.begin() + bucket_[bucket], end = memberships_.begin() + bucket_[bucket + 1];
    std::sort(begin, end);
    for_each_run(begin, end, [&](auto from, auto to) {
      const uint64_t size = static_cast<uint64_t>(to - from);
      largest_block_ = std::max(largest_block_, static_cast<uint32_t>(size));
      if (size <= limits_.max_block) return add_block(from, to);
      ++refined_block_count_;
      large_.insert(large_.end(), from, to);
    });
  }
}

template <class Iterator, class Visit>
void RuleBlocks::for_each_run(Iterator begin, Iterator end, Visit visit) {
  while (begin != end) {
    Iterator to = begin + 1;
    while (to != end && to->key() == begin->key()) ++to;
    visit(begin, to);
    begin = to;
  }
}

template <class Iterator>
void RuleBlocks::add_block(Iterator begin, Iterator end) {
  if (end - begin < 2) return;
  for (Iterator member = begin; member != end; ++member) members_.push_back(member->record);
  first_member_.push_back(static_cast<uint32_t>(members_.size()));
}

void RuleBlocks::start_blocks_of() {
  // Swapped, because = {} would keep the memory.
  std::vector<Membership>().swap(memberships_);
  std::vector<uint32_t>().swap(bucket_);
  split_large();
  members_.shrink_to_fit();
  first_member_.shrink_to_fit();
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
    if (source_of[a] != source_of[b]) return source_of[a] < source_of[b];
    return a < b;
  };
  for (uint32_t block = begin; block < end; ++block) {
    RecordIndex* const from = members_.data() + first_member_[block];
    RecordIndex* const to = members_.data() + first_member_[block + 1];
    if (link) std::sort(from, to, less);
    pair_count_ += block_pairs(block);
    for (const RecordIndex* r = from; r != to; ++r) {
      if (multiple_) blocks_of_[next_[*r]++] = block + 1;
      else single_[*r] = block + 1;
    }
  }
}

void RuleBlocks::split_large() {
  std::vector<Membership> still;
  for (const int part : rule_.refinement) {
    if (large_.empty()) break;
    for (Membership& membership : large_) {
      scratch_.clear();
      append_keys(columns_, {part}, membership.record, scratch_);
      membership = Membership(combine(membership.key(), scratch_.empty() ? kNoPart : scratch_.front()), membership.record);
    }
    std::sort(large_.begin(), large_.end());
    still.clear();
    for_each_run(large_.begin(), large_.end(), [&](auto from, auto to) {
      if (static_cast<size_t>(to - from) <= limits_.max_block) add_block(from, to);
      else still.insert(still.end(), from, to);
    });
    large_.swap(still);
  }
  make_windows();
  std::vector<Membership>().swap(large_);
}

// By key, then by the text of the window's attribute, then by record. Texts are compared once per value, not per record.
void RuleBlocks::sort_for_windows() {
  std::vector<uint32_t> rank_of;  // per comparison code
  const Attribute* attribute =
      limits_.window_attribute < 0 ? nullptr : &columns_.records().attributes[static_cast<size_t>(limits_.window_attribute)];
  const auto code = [&](RecordIndex record) { return attribute->comparison_of[attribute->slots[0].codes[record]]; };
  if (attribute != nullptr) {
    rank_of.assign(attribute->comparison.size(), 0);
    std::vector<Code> codes;
    for (const Membership& membership : large_)
      if (uint32_t& seen = rank_of[code(membership.record)]; seen++ == 0) codes.push_back(code(membership.record));
    std::sort(codes.begin(), codes.end(), [&](Code a, Code b) { return attribute->comparison[a] < attribute->comparison[b]; });
    for (uint32_t rank = 0; rank < codes.size(); ++rank) rank_of[codes[rank]] = rank;
  }
  struct Ranked {
    uint64_t key;
    uint32_t rank;
    RecordIndex record;
  };
  std::vector<Ranked> ranked;
  ranked.reserve(large_.size());
  for (const Membership& membership : large_) ranked.push_back({membership.key(), attribute == nullptr ? 0 : rank_of[code(membership.record)], membership.record});
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.key != b.key ? a.key < b.key : a.rank != b.rank ? a.rank < b.rank : a.record < b.record;
  });
  for (size_t i = 0; i < ranked.size(); ++i) large_[i] = Membership(ranked[i].key, ranked[i].record);
}

bool RuleBlocks::same_row(RecordIndex a, RecordIndex b) const {
  for (const Attribute& attribute : columns_.records().attributes)
    for (const Attribute::Slot& slot : attribute.slots)
      if (attribute.comparison_of[slot.codes[a]] != attribute.comparison_of[slot.codes[b]]) return false;
  return true;
}

void RuleBlocks::make_windows() {
  if (large_.empty() || limits_.window == 0) return;
  multiple_ = true;
  sort_for_windows();
  // Windows overlap by half: each record is in two, neighbors up to half a window apart meet.
  const std::ptrdiff_t half = std::max<std::ptrdiff_t>(1, limits_.window / 2);
  std::vector<Membership> window;
  for_each_run(large_.begin(), large_.end(), [&](auto from, auto to) {
    // Of one row that is there many times, neighbors are enough: it says nothing that its next copy does not say.
    std::ptrdiff_t step = half;
    for (auto begin = from;; begin += step) {
      step = half;
      const auto same_until = [&](std::ptrdiff_t length) {
        return to - begin > length && std::all_of(begin + 1, begin + length, [&](const Membership& m) { return same_row(begin->record, m.record); });
      };
      if (half > kHalfOfCopies && same_until(2 * half)) step = kHalfOfCopies;
      const bool last = to - begin <= 2 * step;
      window.assign(begin, last ? to : begin + 2 * step);
      std::sort(window.begin(), window.end());  // equal keys: by record
      add_block(window.begin(), window.end());
      if (last) break;
    }
  });
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
