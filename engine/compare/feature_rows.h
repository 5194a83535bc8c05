#pragma once

// What comparisons need of each distinct value, side by side: a value that is looked at has all of it in one or two
// cache lines, and unlike values are told apart without reading their texts.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/table.h"

namespace jumelles::compare {

enum class Feature : uint8_t {
  kKinds,   // which characters it holds, 32 kinds
  kLength,  // bytes
  kPrefix,  // first four bytes, the first one lowest; 0 beyond the end
  kPhonetic,
  kNickname,
  kFirstWord,
  kSortedWords,
  kUser,
  kLastDigits,
  kStreetNumber,
  kStreetWay,
  kDate,     // year << 16 | month << 8 | day
  kAsOther,  // its code in the other name's dictionary
  kCount,
};

class FeatureRows {
 public:
  FeatureRows() { place_.fill(-1); }
  // All wanted features first, then start, then set.
  void want(Feature feature) {
    if (!has(feature)) place_[index(feature)] = static_cast<int8_t>(width_++);
  }
  bool has(Feature feature) const { return place_[index(feature)] >= 0; }
  void start(uint32_t value_count) { cells_.assign(size_t{value_count} * width_, 0); }
  void set(Code code, Feature feature, uint32_t value) {
    if (has(feature)) cells_[size_t{code} * width_ + static_cast<size_t>(place_[index(feature)])] = value;
  }
  // Of a wanted feature only.
  uint32_t get(Code code, Feature feature) const { return cells_[size_t{code} * width_ + static_cast<size_t>(place_[index(feature)])]; }
  // Both have the feature (it is not 0) and the same.
  bool same(Code a, Code b, Feature feature) const { return get(a, feature) != 0 && get(a, feature) == get(b, feature); }

 private:
  static constexpr size_t index(Feature feature) { return static_cast<size_t>(feature); }
  std::array<int8_t, static_cast<size_t>(Feature::kCount)> place_;
  size_t width_ = 0;
  std::vector<uint32_t> cells_;
};

}  // namespace jumelles::compare
