#include "cluster/link_order.h"

#include <algorithm>

namespace jumelles::cluster {

void LinkOrder::add(uint64_t key, uint32_t edge) {
  links_.push_back({key, edge});
  for (int pass = 0; pass < kDigits; ++pass) ++counts_[static_cast<size_t>(pass)][digit(key, pass)];
}

void LinkOrder::begin() {
  passes_.clear();
  if (links_.empty()) return;
  for (int pass = 0; pass < kDigits; ++pass) {
    auto& counts = counts_[static_cast<size_t>(pass)];
    if (counts[digit(links_[0].key, pass)] == links_.size()) continue;  // all alike: nothing to sort
    passes_.push_back(pass);
    uint32_t position = 0;
    for (uint32_t& count : counts) {
      const uint32_t next = position + count;
      count = position;  // from now on: where the next link of the bucket goes
      position = next;
    }
  }
  other_.resize(links_.size());
}

void LinkOrder::run(uint64_t begin, uint64_t end) {
  const uint64_t size = links_.size();
  while (begin < end) {
    const int pass = passes_[begin / size];
    auto& positions = counts_[static_cast<size_t>(pass)];
    const uint64_t first = begin % size;
    const uint64_t last = std::min(size, first + (end - begin));
    for (uint64_t i = first; i < last; ++i) other_[positions[digit(links_[i].key, pass)]++] = links_[i];
    if (last == size) links_.swap(other_);
    begin += last - first;
  }
  if (begin == unit_count()) std::vector<Link>().swap(other_);
}

}  // namespace jumelles::cluster
