#include "linking/random_pairs.h"

#include <algorithm>

namespace jumelles::linking {
namespace {

constexpr uint64_t kRandomPairs = 200000;  // drawn, when there are more
// Pairs of a few thousand records (of each source, when linking across): what is looked up for them stays near.
constexpr uint64_t kRandomRecords = 3000;

}  // namespace

RandomPairs::RandomPairs(const RecordSet& records, LinkType link_type, uint64_t seed)
    : records_(records), link_type_(link_type), rng_(seed ^ 0x72616E646F6Dull) {
  const uint64_t n = records.record_count();
  const uint64_t all = n < 2 ? 0 : n * (n - 1) / 2;
  all_ = all <= kRandomPairs;
  units_ = std::min(all, kRandomPairs);
  if (all_) return;
  if (link_type == LinkType::kLink) {
    sample_sources();
    return;
  }
  for (uint64_t i = 0; i < std::min(n, kRandomRecords); ++i) sample_.push_back(static_cast<RecordIndex>(n <= kRandomRecords ? i : rng_.below(n)));
}

void RandomPairs::sample_sources() {
  sources_.resize(records_.sources.size());
  for (RecordIndex r = 0; r < records_.record_count(); ++r) sources_[records_.source_of[r]].sample.push_back(r);
  std::erase_if(sources_, [](const Source& source) { return source.sample.empty(); });
  const uint64_t n = records_.record_count();
  uint64_t first = 0, pairs = 0;
  for (Source& source : sources_) {
    source.first = first;
    source.size = source.sample.size();
    first += source.size;
    pairs += source.size * (n - source.size);
    source.pairs_before = pairs;
    for (uint64_t i = 0; i < std::min(source.size, kRandomRecords); ++i) std::swap(source.sample[i], source.sample[i + rng_.below(source.size - i)]);
    source.sample.resize(std::min(source.size, kRandomRecords));
  }
  if (pairs == 0) units_ = 0;  // one source alone
}

RandomPairs::Pair RandomPairs::nth(uint64_t unit) const {
  // unit = a * (a - 1) / 2 + b with b < a.
  uint64_t low = 1, high = records_.record_count();
  while (low < high) {
    const uint64_t row = (low + high) / 2;
    if (row * (row + 1) / 2 <= unit) low = row + 1;
    else high = row;
  }
  return {static_cast<RecordIndex>(low), static_cast<RecordIndex>(unit - low * (low - 1) / 2)};
}

RandomPairs::Pair RandomPairs::drawn(uint64_t unit) {
  // Each record about as often as the others, one after the other: what is known of it stays near.
  const RecordIndex a = sample_[unit * sample_.size() / kRandomPairs];
  RecordIndex b = a;
  while (a == b) b = sample_[rng_.below(sample_.size())];
  return {a, b};
}

RandomPairs::Pair RandomPairs::drawn_across() {
  const uint64_t pair = rng_.below(sources_.back().pairs_before);
  Source& p = *std::upper_bound(sources_.begin(), sources_.end(), pair, [](uint64_t x, const Source& s) { return x < s.pairs_before; });
  // One of the records elsewhere.
  uint64_t place = rng_.below(records_.record_count() - p.size);
  if (place >= p.first) place += p.size;
  Source& q = *(std::upper_bound(sources_.begin(), sources_.end(), place, [](uint64_t x, const Source& s) { return x < s.first; }) - 1);
  return {p.sample[rng_.below(p.sample.size())], q.sample[rng_.below(q.sample.size())]};
}

}  // namespace jumelles::linking
