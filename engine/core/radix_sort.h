#pragma once

// A stable sort by numbers, in passes that can be cut anywhere.

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace jumelles {

// Least-significant-digit radix sort, ascending by KeyOf()(item). Use: add() every item, then start(), then run() over consecutive
// ranges that cover the units. Equal keys keep the order in which they were added. Digits that all keys share cost nothing.
template <class Item, class KeyOf>
class RadixSort {
 public:
  explicit RadixSort(KeyOf key = {}) : key_(std::move(key)) {}

  void add(const Item& item) {
    items_.push_back(item);
    const uint64_t key = key_(item);
    for (int pass = 0; pass < kDigits; ++pass) ++counts_[static_cast<size_t>(pass)][digit(key, pass)];
  }
  uint64_t start() {
    passes_.clear();
    if (items_.empty()) return 0;
    for (int pass = 0; pass < kDigits; ++pass) {
      auto& counts = counts_[static_cast<size_t>(pass)];
      if (counts[digit(key_(items_[0]), pass)] == items_.size()) continue;  // all alike: nothing to sort
      passes_.push_back(pass);
      uint32_t position = 0;
      for (uint32_t& count : counts) {
        const uint32_t next = position + count;
        count = position;  // from now on: where the next item of the bucket goes
        position = next;
      }
    }
    if (!passes_.empty()) other_.resize(items_.size());
    return unit_count();
  }
  uint64_t unit_count() const { return passes_.size() * items_.size(); }
  void run(uint64_t begin, uint64_t end) {
    const uint64_t size = items_.size();
    while (begin < end) {
      const int pass = passes_[begin / size];
      auto& positions = counts_[static_cast<size_t>(pass)];
      const uint64_t first = begin % size, last = std::min(size, first + (end - begin));
      for (uint64_t i = first; i < last; ++i) other_[positions[digit(key_(items_[i]), pass)]++] = items_[i];
      if (last == size) items_.swap(other_);
      begin += last - first;
    }
    if (end == unit_count()) std::vector<Item>().swap(other_);
  }
  // Sorted once run() has seen all units.
  const std::vector<Item>& items() const { return items_; }
  std::vector<Item> take() { return std::move(items_); }

 private:
  static constexpr int kDigitBits = 11, kDigits = 6;
  static constexpr uint32_t kBuckets = 1u << kDigitBits;
  static uint32_t digit(uint64_t key, int pass) { return static_cast<uint32_t>(key >> (pass * kDigitBits)) & (kBuckets - 1); }

  KeyOf key_;
  std::vector<Item> items_, other_;
  std::vector<int> passes_;  // digits that differ between keys
  std::array<std::array<uint32_t, kBuckets>, kDigits> counts_{};
};

}  // namespace jumelles
