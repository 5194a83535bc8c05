#include "score/pattern_counter.h"

#include <algorithm>

#include "core/hash.h"

namespace jumelles::score {

void PatternCounter::grow() {
  std::vector<PatternCount> old(slots_.size() * 2);
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const PatternCount& entry : old) {
    if (entry.count == 0) continue;
    size_t slot = mix(entry.pattern) & mask;
    while (slots_[slot].count != 0) slot = (slot + 1) & mask;
    slots_[slot] = entry;
  }
}

void PatternCounter::add(uint64_t pattern, uint64_t count) {
  if (count == 0) return;
  if ((used_ + 1) * 2 > slots_.size()) grow();
  const size_t mask = slots_.size() - 1;
  size_t slot = mix(pattern) & mask;
  while (slots_[slot].count != 0 && slots_[slot].pattern != pattern) slot = (slot + 1) & mask;
  if (slots_[slot].count == 0) {
    slots_[slot].pattern = pattern;
    ++used_;
  }
  slots_[slot].count += count;
}

std::vector<PatternCount> PatternCounter::sorted() const {
  std::vector<PatternCount> result;
  result.reserve(used_);
  for (const PatternCount& entry : slots_)
    if (entry.count != 0) result.push_back(entry);
  std::sort(result.begin(), result.end(), [](const PatternCount& a, const PatternCount& b) { return a.pattern < b.pattern; });
  return result;
}

}  // namespace jumelles::score
