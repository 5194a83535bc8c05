#include "linking/determined_by.h"

#include <algorithm>
#include <map>
#include <vector>

namespace jumelles::linking {
namespace {

constexpr uint32_t kFewest = 20;             // records that share a value of the other attribute: from fewer nothing follows
constexpr double kFollows = 0.95, kCovered = 0.9;

Code first_value(const Attribute& attribute, RecordIndex record) {
  for (const Attribute::Slot& slot : attribute.slots)
    if (const Code code = attribute.comparison_of[slot.codes[record]]; code != kMissing) return code;
  return kMissing;
}

}  // namespace

bool is_determined_by(const RecordSet& records, int attribute, int by) {
  const Attribute &a = records.attributes[static_cast<size_t>(attribute)], &b = records.attributes[static_cast<size_t>(by)];
  std::vector<std::map<Code, uint32_t>> values(b.comparison.size());
  std::vector<uint32_t> of_value(a.comparison.size(), 0);
  uint32_t held = 0, both = 0;
  for (RecordIndex r = 0; r < records.record_count(); ++r) {
    const Code x = first_value(a, r), y = first_value(b, r);
    if (x == kMissing) continue;
    ++held;
    if (y == kMissing) continue;
    ++both;
    ++values[y][x];
    ++of_value[x];
  }
  uint32_t shared = 0, follow = 0;
  for (const auto& counts : values) {
    uint32_t all = 0, most = 0;
    for (const auto& [value, count] : counts) all += count, most = std::max(most, count);
    if (all < 2) continue;
    shared += all;
    follow += most;
  }
  const uint32_t commonest = of_value.empty() ? 0 : *std::max_element(of_value.begin(), of_value.end());
  return shared >= kFewest && follow >= kFollows * shared && both >= kCovered * held && commonest < kFollows * both;
}

}  // namespace jumelles::linking
