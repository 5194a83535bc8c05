#include "linking/row_counts.h"

#include <algorithm>
#include <bit>

#include "core/hash.h"

namespace jumelles::linking {
namespace {

constexpr uint32_t kCountedRepeats = 8;  // of one and the same row, for frequencies

}  // namespace

RowCounts::RowCounts(const RecordSet& records, const LinkConfig& config, const compare::RecordComparer& comparer)
    : records_(records), comparer_(comparer), link_type_(config.link_type), term_counts_(config.comparisons.size()) {
  for (size_t c = 0; c < term_counts_.size(); ++c) {
    const int attribute = comparer_.term_attribute(c);
    bool corrected = false;
    for (const Level& level : config.comparisons[c].levels) corrected = corrected || level.term_frequency;
    if (attribute >= 0 && corrected) term_counts_[c].assign(records_.attributes[static_cast<size_t>(attribute)].comparison.size(), 0);
  }
}

void RowCounts::count(uint64_t begin, uint64_t end) {
  const uint64_t n = records_.record_count();
  const uint32_t counted = static_cast<uint32_t>(std::clamp<uint64_t>(n / 2, 1, kCountedRepeats));
  if (begin == 0) {
    seen_rows_.assign(std::bit_ceil(n * 2 + 2), {});
    seen_row_of_.assign(n, 0);
  }
  const uint64_t mask = seen_rows_.size() - 1;
  for (uint64_t r = begin; r < end; ++r) {
    const uint32_t* row = comparer_.row(static_cast<RecordIndex>(r));
    uint64_t hash = 1;
    for (uint32_t i = 0; i < comparer_.row_width(); ++i) hash = combine(hash, row[i]);
    hash |= 1;
    uint64_t place = mix(hash) & mask;
    while (seen_rows_[place].hash != 0 && seen_rows_[place].hash != hash) place = (place + 1) & mask;
    seen_rows_[place].hash = hash;
    seen_row_of_[r] = static_cast<uint32_t>(place);
    if (++seen_rows_[place].count <= counted) add_terms(row, 1);
  }
  if (end < n) return;
  repeated_.assign(n, 0);
  for (uint64_t r = 0; r < n; ++r) {
    SeenRow& seen = seen_rows_[seen_row_of_[r]];
    if (seen.count <= counted) continue;
    repeated_[r] = 1;
    if (seen.counted_once) continue;
    seen.counted_once = true;
    add_terms(comparer_.row(static_cast<RecordIndex>(r)), 1 - counted);
    if (link_type_ != LinkType::kLink) repeated_pair_count_ += 0.5 * seen.count * (seen.count - 1.0);
  }
  std::vector<SeenRow>().swap(seen_rows_);
  std::vector<uint32_t>().swap(seen_row_of_);
}

// `count` may wrap around: what is taken off was added before.
void RowCounts::add_terms(const uint32_t* row, uint32_t count) {
  for (size_t c = 0; c < term_counts_.size(); ++c) {
    if (term_counts_[c].empty()) continue;
    const compare::Field field = comparer_.field(comparer_.term_attribute(c));
    for (uint32_t slot = 0; slot < field.slot_count; ++slot)
      if (row[field.offset + slot] != kMissing) term_counts_[c][row[field.offset + slot]] += count;
  }
}

bool RowCounts::same_repeated_row(RecordIndex a, RecordIndex b) const {
  if ((repeated_[a] & repeated_[b]) == 0) return false;
  return std::equal(comparer_.row(a), comparer_.row(a) + comparer_.row_width(), comparer_.row(b));
}

}  // namespace jumelles::linking
