#include "score/pattern_counter.h"

#include <algorithm>

#include "core/hash.h"

namespace jumelles::score {

void PatternCounter::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const size_t mask = slots_.size() - 1;
  for (uint32_t number = 0; number < size(); ++number) {
    size_t slot = mix(entries_[number].pattern) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = number + 1;
  }
}

uint32_t PatternCounter::add(uint64_t pattern, uint64_t count) {
  if ((entries_.size() + 1) * 2 > slots_.size()) grow();
  const size_t mask = slots_.size() - 1;
  size_t slot = mix(pattern) & mask;
  while (slots_[slot] != 0 && entries_[slots_[slot] - 1].pattern != pattern) slot = (slot + 1) & mask;
  if (slots_[slot] == 0) {
    entries_.push_back({pattern, 0});
    slots_[slot] = size();
  }
  const uint32_t number = slots_[slot] - 1;
  entries_[number].count += count;
  return number;
}

std::vector<PatternCount> PatternCounter::sorted() const {
  std::vector<PatternCount> result;
  for (const PatternCount& entry : entries_)
    if (entry.count != 0) result.push_back(entry);
  std::sort(result.begin(), result.end(), [](const PatternCount& a, const PatternCount& b) { return a.pattern < b.pattern; });
  return result;
}

}  // namespace jumelles::score
