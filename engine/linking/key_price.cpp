#include "linking/key_price.h"

#include <algorithm>
#include <cmath>

#include "core/hash.h"
#include "linking/propose_blocking.h"

namespace jumelles::linking {
namespace {

constexpr uint32_t kDrawn = 4000;        // records
constexpr uint32_t kPartners = 24;       // of one block that are looked at
constexpr uint64_t kSeed = 0x7072696365ull;
constexpr uint64_t kNoPart = 0x6E6F6E65ull;
constexpr uint64_t kFirstRecords = 2000, kFirstValues = 200;

// Pairs of the windows that a block of so many records is split into (RuleBlocks::make_windows), were none of its rows the same.
double window_pairs(double size, uint32_t window) {
  const double half = std::max<uint32_t>(1, window / 2), whole = 2 * half;
  const double more = size <= whole ? 0 : std::ceil((size - whole) / half);
  const double last = size - more * half;
  return more * whole * (whole - 1) / 2 + last * (last - 1) / 2;
}

}  // namespace

KeyCounts::Entry& KeyCounts::place(std::vector<Entry>& entries, uint64_t key) {
  const size_t mask = entries.size() - 1;
  size_t i = key & mask;
  while (entries[i].count > 0 && entries[i].key != key) i = (i + 1) & mask;
  return entries[i];
}

KeyCounts::Entry& KeyCounts::at(uint64_t key) {
  Part& part = parts_[part_of(key)];
  if (4 * (part.used + 1) > 3 * part.entries.size()) {
    std::vector<Entry> larger(std::max<size_t>(8, 2 * part.entries.size()));
    for (const Entry& entry : part.entries)
      if (entry.count > 0) place(larger, entry.key) = entry;
    part.entries.swap(larger);
  }
  Entry& entry = place(part.entries, key);
  if (entry.count == 0) entry.key = key, ++part.used;
  return entry;
}

const KeyCounts::Entry* KeyCounts::find(uint64_t key) const {
  const std::vector<Entry>& entries = parts_[part_of(key)].entries;
  if (entries.empty()) return nullptr;
  const size_t mask = entries.size() - 1;
  for (size_t i = key & mask; entries[i].count > 0; i = (i + 1) & mask)
    if (entries[i].key == key) return &entries[i];
  return nullptr;
}

bool KeyPricing::knows(const RecordSet& records, const BlockingRule& key) {
  block::KeyColumns columns(records);
  return !key.parts.empty() && std::all_of(key.parts.begin(), key.parts.end(), [&](const KeyPart& part) { return columns.add(part) >= 0; });
}

KeyPricing::KeyPricing(std::shared_ptr<const RecordSet> records, const LinkConfig& config, const BlockingRule& key, std::shared_ptr<const Prepared> prepared,
                       std::vector<size_t> others)
    : records_(std::move(records)),
      prepared_(std::move(prepared)),
      others_(std::move(others)),
      type_(prepared_ && prepared_->candidates ? prepared_->candidates->link_type() : config.link_type),
      limits_(block_limits(*records_, config)),
      columns_(*records_) {
  limits_.max_block = block::most_of_block(limits_, type_);
  for (const KeyPart& part : key.parts) rule_.parts.push_back(columns_.add(part));
  for (const KeyPart& part : key.refinement)
    if (const int column = columns_.add(part); column >= 0) rule_.refinement.push_back(column);
  counts_.resize(rule_.refinement.size() + 1);
  by_source_.resize(type_ == LinkType::kLink ? counts_.size() : 0);
}

std::vector<Phase> KeyPricing::phases(std::shared_ptr<KeyPricing> pricing) {
  using P = KeyPricing;
  const auto records = [](P& p) -> uint64_t { return p.records_->record_count(); };
  std::vector<Phase> out;
  out.push_back(pass("price.values", Unit::kValues, pricing, [](P& p) { return p.columns_.units(); }, [](P& p, uint64_t begin, uint64_t end) { p.columns_.prepare(begin, end); },
                     kFirstValues));
  for (size_t level = 0; level < pricing->counts_.size(); ++level)
    out.push_back(pass("price.count", Unit::kRecords, pricing, records, [level](P& p, uint64_t begin, uint64_t end) { p.count(level, begin, end); }, kFirstRecords));
  out.push_back(pass("price.sum", Unit::kSteps, pricing, [](P&) { return uint64_t{KeyCounts::kParts}; }, [](P& p, uint64_t begin, uint64_t end) { p.sum(begin, end); }, 8));
  out.push_back(pass("price.draw", Unit::kRecords, pricing, [](P& p) { return p.draw_count(); }, [](P& p, uint64_t begin, uint64_t end) { p.draw(begin, end); }, 16));
  out.push_back(pass("price.draw", Unit::kRecords, pricing, records, [](P& p, uint64_t begin, uint64_t end) { p.find_partners(begin, end); }, kFirstRecords));
  out.push_back(pass("price.new", Unit::kRecords, pricing, [](P& p) { return uint64_t{p.drawn_.size()}; }, [](P& p, uint64_t begin, uint64_t end) { p.look(begin, end); }, 16));
  out.push_back(step("price.new", pricing, [](P& p) { p.finish(); }));
  return out;
}

uint64_t KeyPricing::source_key(uint64_t key, RecordIndex record) const { return combine(key, records_->source_of[record]); }

void KeyPricing::append_final_keys(RecordIndex record, size_t levels, std::vector<uint64_t>& out) {
  const size_t first = out.size();
  block::append_keys(columns_, rule_.parts, record, out);
  for (size_t i = first; i < out.size(); ++i)
    for (size_t level = 0; level < levels; ++level) {
      const KeyCounts::Entry* entry = counts_[level].find(out[i]);
      if (entry == nullptr || !is_large(*entry)) break;
      scratch_.clear();
      block::append_keys(columns_, {rule_.refinement[level]}, record, scratch_);
      out[i] = combine(out[i], scratch_.empty() ? kNoPart : scratch_.front());
    }
}

// Of each refinement only what the former ones left large.
void KeyPricing::count(size_t level, uint64_t begin, uint64_t end) {
  const auto reaches = [&](uint64_t key) {
    const KeyCounts::Entry* entry = counts_[level - 1].find(key);
    return entry != nullptr && is_large(*entry);
  };
  for (RecordIndex record = static_cast<RecordIndex>(begin); record < end; ++record) {
    keys_.clear();
    append_final_keys(record, level == 0 ? 0 : level - 1, keys_);
    for (uint64_t key : keys_) {
      if (level > 0) {
        if (!reaches(key)) continue;
        scratch_.clear();
        block::append_keys(columns_, {rule_.refinement[level - 1]}, record, scratch_);
        key = combine(key, scratch_.empty() ? kNoPart : scratch_.front());
      }
      KeyCounts::Entry& entry = counts_[level].at(key);
      ++entry.count;
      if (!by_source_.empty()) entry.same_source += by_source_[level].at(source_key(key, record)).count++;
    }
  }
}

double KeyPricing::pairs_of(const KeyCounts::Entry& entry, bool windowed) const {
  const double size = entry.count, all = size * (size - 1) / 2, allowed = all - static_cast<double>(entry.same_source);
  return !windowed ? allowed : all > 0 ? window_pairs(size, limits_.window) * allowed / all : 0;
}

void KeyPricing::sum(uint64_t begin, uint64_t end) {
  for (size_t level = 0; level < counts_.size(); ++level)
    for (size_t part = begin; part < end; ++part)
      for (const KeyCounts::Entry& entry : counts_[level].part(part)) {
        if (entry.count == 0) continue;
        const bool last = level + 1 == counts_.size(), large = is_large(entry);
        if (level == 0) {
          price_.largest_block = std::max(price_.largest_block, entry.count);
          price_.refined_block_count += large;
        }
        if (large && !last) continue;
        pairs_ += pairs_of(entry, large);
        price_.is_estimate = price_.is_estimate || large;
      }
}

uint64_t KeyPricing::draw_count() const { return std::min(records_->record_count(), kDrawn); }

// One record of each of as many equal parts.
void KeyPricing::draw(uint64_t begin, uint64_t end) {
  const uint64_t count = records_->record_count(), wanted = draw_count();
  complete_ = complete_ && wanted == count;
  for (uint64_t i = begin; i < end; ++i) {
    const uint64_t first = i * count / wanted, size = (i + 1) * count / wanted - first;
    const RecordIndex record = static_cast<RecordIndex>(first + mix(i + kSeed) % size);
    keys_.clear();
    append_final_keys(record, rule_.refinement.size(), keys_);
    complete_ = complete_ && keys_.size() <= 1;
    for (const uint64_t key : keys_) {
      drawn_.push_back({record, key});
      partners_[key];
    }
  }
}

// Each of a block's records is as likely to be kept as another one.
void KeyPricing::find_partners(uint64_t begin, uint64_t end) {
  for (RecordIndex record = static_cast<RecordIndex>(begin); record < end; ++record) {
    keys_.clear();
    append_final_keys(record, rule_.refinement.size(), keys_);
    for (const uint64_t key : keys_) {
      const auto found = partners_.find(key);
      if (found == partners_.end()) continue;
      Partners& partners = found->second;
      const uint64_t place = ++partners.seen <= kPartners ? partners.seen - 1 : combine(key, record) % partners.seen;
      if (partners.seen <= kPartners) partners.records.push_back(record);
      else if (place < kPartners) partners.records[place] = record;
    }
  }
}

void KeyPricing::look(uint64_t begin, uint64_t end) {
  const auto is_known = [&](RecordIndex a, RecordIndex b) {
    return std::any_of(others_.begin(), others_.end(), [&](size_t rule) { return prepared_->candidates->rule(rule).share_block(a, b); });
  };
  for (size_t i = begin; i < end; ++i) {
    const Drawn& drawn = drawn_[i];
    const Partners& partners = partners_.at(drawn.key);
    complete_ = complete_ && partners.seen <= kPartners;
    uint32_t looked = 0, fresh = 0;
    for (const RecordIndex partner : partners.records) {
      if (!are_allowed(drawn.record, partner)) continue;
      ++looked;
      fresh += !is_known(drawn.record, partner);
    }
    if (looked == 0) continue;
    // It stands for all partners that a run would give it.
    const KeyCounts::Entry* entry = nullptr;
    size_t level = counts_.size();
    while (entry == nullptr && level > 0) entry = counts_[--level].find(drawn.key);
    const double share = looked / static_cast<double>(partners.records.size()), size = entry->count;
    const double weight = is_large(*entry) ? 2 * window_pairs(size, limits_.window) / size * share : share * size;
    drawn_pairs_ += weight;
    new_pairs_ += weight * fresh / looked;
  }
}

void KeyPricing::finish() {
  price_.pair_count = static_cast<uint64_t>(std::llround(pairs_));
  price_.new_pair_count = drawn_pairs_ > 0 ? static_cast<uint64_t>(std::llround(pairs_ * new_pairs_ / drawn_pairs_)) : 0;
  price_.is_estimate = price_.is_estimate || (!complete_ && !others_.empty());
  if (others_.empty()) price_.new_pair_count = price_.pair_count;
}

}  // namespace jumelles::linking
