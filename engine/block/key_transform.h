#pragma once

// The table of key transforms: how parts of blocking keys are made from comparison forms. One value gives no key, one,
// or several (rare words, spellings with one letter left out).

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/attribute.h"
#include "core/records.h"

namespace jumelles::block {

enum class Transform : uint8_t {
  kExact,
  kPhonetic,
  kFirst1,
  kFirst2,
  kFirst3,
  kFirst5,
  kFirst8,
  kFirst9,
  kLast8,
  kFirstWord,
  kLastWord,
  kSortedWords,
  kYear,
  kMonthDay,
  kUserPart,
  kDelete1,     // the value and each spelling with one character left out
  kWords,       // each word of three characters or more
  kRareWords,   // the three rarest words
  kRarePairs,   // pairs of the five rarest words
  kCodeWords,   // words with digits, and neighbors that make a code together ("QR TV720K" is "QRTV720K")
};

struct TransformInfo {
  Transform transform;
  std::string_view id;
  bool multiple;                  // may give several keys
  std::string_view example;       // comparison form
  std::string_view example_key;   // readable form of its first key
};

const std::vector<TransformInfo>& transforms();
const TransformInfo* find_transform(std::string_view id);
// Readable first key of a value, for previews and documentation; words count as equally rare.
std::string readable_key(Transform transform, std::string_view comparison);

// Keys of every distinct comparison value of one attribute: those of code c are keys[first[c] .. first[c + 1]).
class KeyColumn {
 public:
  // `wanted`: per comparison code, whether it gets keys; nullptr means all. It must outlive the preparation.
  KeyColumn(const Attribute& attribute, Transform transform, const std::vector<uint8_t>* wanted = nullptr);
  // Units: effort of counting words (for rarity), then of keying the values; ranges in order.
  uint64_t units() const;
  void prepare(uint64_t begin, uint64_t end);
  const uint64_t* begin(Code code) const { return keys_.data() + first_[code]; }
  const uint64_t* end(Code code) const { return keys_.data() + first_[code + 1]; }
  bool multiple() const { return multiple_; }
  // Of a prepared column.
  double keys_per_value() const { return static_cast<double>(keys_.size()) / std::max(1.0, static_cast<double>(first_.size()) - 2); }

 private:
  void key_value(Code code);
  void add(std::string_view key);
  const Dictionary& values_;
  Transform transform_;
  bool multiple_;
  bool counts_words_;
  const std::vector<uint8_t>* wanted_;
  uint64_t counting_units_ = 0, keying_units_ = 1;
  std::vector<uint32_t> first_;
  std::vector<uint64_t> keys_;
  std::vector<uint32_t> word_counts_;  // hashed counters: a collision makes a word look more common, no more
};

}  // namespace jumelles::block
