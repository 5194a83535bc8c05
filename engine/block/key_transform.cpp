#include "block/key_transform.h"

#include <algorithm>
#include <string>

#include "core/hash.h"
#include "text/codes.h"
#include "text/fold.h"
#include "text/phonetic.h"

namespace jumelles::block {
namespace {

constexpr size_t kRareWordCount = 3, kRarePairWords = 5;
constexpr size_t kMaxWords = 12;
constexpr size_t kMaxCodeNeighbors = 40;  // words of a text whose neighbors are tried as one code
constexpr size_t kWordCounterBits = 18;

std::string_view first_characters(std::string_view text, size_t count) {
  return text.size() < count ? text : text.substr(0, count);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  text::tokenize(text, [&](std::string_view word) { words.push_back(word); });
  return words;
}

size_t counter_of(std::string_view word) { return hash_text(word) >> (64 - kWordCounterBits); }

}  // namespace

const std::vector<TransformInfo>& transforms() {
  using T = Transform;
  static const std::vector<TransformInfo> kTable = {
      {T::kExact, "exact", false, "MARTIN", "MARTIN"},
      {T::kPhonetic, "phonetic", false, "DUPOND", "DUP3"},
      {T::kFirst1, "first_1", false, "MARTIN", "M"},
      {T::kFirst2, "first_2", false, "75011", "75"},
      {T::kFirst3, "first_3", false, "MARTIN", "MAR"},
      {T::kFirst5, "first_5", false, "MARTINEZ", "MARTI"},
      {T::kFirst8, "first_8", false, "LES ENFANTS", "LES ENFA"},
      {T::kFirst9, "first_9", false, "73282932000074", "732829320"},
      {T::kLast8, "last_8", false, "+33612345678", "12345678"},
      {T::kFirstWord, "first_word", false, "JEAN PIERRE", "JEAN"},
      {T::kLastWord, "last_word", false, "RUE DES TANNEURS", "TANNEURS"},
      {T::kSortedWords, "sorted_words", false, "PIERRE JEAN", "JEAN PIERRE"},
      {T::kYear, "year", false, "1971-03-14", "1971"},
      {T::kMonthDay, "month_day", false, "1971-03-14", "03-14"},
      {T::kUserPart, "user_part", false, "jean.martin@exemple.fr", "jean.martin"},
      {T::kDelete1, "delete_1", true, "ABC", "ABC"},
      {T::kWords, "words", true, "THE BLACK CAT", "BLACK"},
      {T::kRareWords, "rare_words", true, "BLACK CAT", "BLACK"},
      {T::kRarePairs, "rare_pairs", true, "BLACK CAT", "BLACK CAT"},
      {T::kCodeWords, "code_words", true, "SPEAKER ZD64WN", "ZD64WN"},
  };
  return kTable;
}

const TransformInfo* find_transform(std::string_view id) {
  for (const TransformInfo& row : transforms())
    if (row.id == id) return &row;
  return nullptr;
}

namespace {

// Calls emit(text) for each key of a value. `rarity(word)` orders words: smaller is rarer.
template <class Emit, class Rarity>
void for_each_key(Transform transform, std::string_view value, Rarity rarity, Emit emit) {
  switch (transform) {
    case Transform::kExact: emit(value); return;
    case Transform::kPhonetic: emit(text::phonetic_code(value)); return;
    case Transform::kFirst1: emit(first_characters(value, 1)); return;
    case Transform::kFirst2: emit(first_characters(value, 2)); return;
    case Transform::kFirst3: emit(first_characters(value, 3)); return;
    case Transform::kFirst5: emit(first_characters(value, 5)); return;
    case Transform::kFirst8: emit(first_characters(value, 8)); return;
    case Transform::kFirst9:
      if (value.size() >= 9) emit(value.substr(0, 9));
      return;
    case Transform::kLast8: {
      std::string digits;
      for (const char c : value)
        if (c >= '0' && c <= '9') digits.push_back(c);
      if (digits.size() >= 8) emit(std::string_view(digits).substr(digits.size() - 8));
      return;
    }
    case Transform::kFirstWord: emit(value.substr(0, value.find(' '))); return;
    case Transform::kLastWord: emit(value.substr(value.rfind(' ') + 1)); return;
    case Transform::kSortedWords: {
      std::vector<std::string_view> words = words_of(value);
      std::sort(words.begin(), words.end());
      std::string key;
      for (const std::string_view word : words) (key += key.empty() ? "" : " ") += word;
      emit(key);
      return;
    }
    case Transform::kYear:
      if (value.size() >= 4 && value.substr(0, 4) != "0000") emit(value.substr(0, 4));
      return;
    case Transform::kMonthDay:
      if (value.size() == 10 && value.substr(5, 2) != "00" && value.substr(8, 2) != "00") emit(value.substr(5));
      return;
    case Transform::kUserPart: {
      const size_t at = value.find('@');
      if (at != std::string_view::npos && at >= 4) emit(value.substr(0, at));
      return;
    }
    case Transform::kDelete1: {
      emit(value);
      if (value.size() < 4 || value.size() > 24) return;
      std::string shorter;
      for (size_t i = 0; i < value.size(); ++i) {
        if (i > 0 && value[i] == value[i - 1]) continue;  // the same spelling again
        shorter.assign(value);
        shorter.erase(i, 1);
        emit(shorter);
      }
      return;
    }
    default: break;
  }
  std::vector<std::string_view> words = words_of(value);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  if (transform == Transform::kCodeWords) {
    size_t count = 0;
    for (const std::string_view word : words)
      if (word.size() >= 3 && text::has_digit(word) && count++ < kMaxWords) emit(word);
    text::for_each_joined_code(value, kMaxCodeNeighbors, emit);
    return;
  }
  std::erase_if(words, [](std::string_view word) { return word.size() < 2 || (word.size() < 3 && !text::has_digit(word)); });
  std::stable_sort(words.begin(), words.end(), [&](std::string_view a, std::string_view b) { return rarity(a) < rarity(b); });
  if (transform == Transform::kRarePairs) {
    const size_t count = std::min(words.size(), kRarePairWords);
    std::string key;
    for (size_t i = 0; i < count; ++i)
      for (size_t j = i + 1; j < count; ++j) {
        const auto& [p, q] = std::minmax(words[i], words[j]);
        key.assign(p);
        key += ' ';
        key += q;
        emit(key);
      }
    if (count == 1) emit(words[0]);
    return;
  }
  const size_t count = std::min(words.size(), transform == Transform::kRareWords ? kRareWordCount : kMaxWords);
  for (size_t i = 0; i < count; ++i) emit(words[i]);
}

}  // namespace

std::string readable_key(Transform transform, std::string_view comparison) {
  std::string first;
  bool done = false;
  for_each_key(
      transform, comparison, [](std::string_view) { return 0; },
      [&](std::string_view key) {
        if (!done) first = key;
        done = true;
      });
  return first;
}

namespace {

// What the keys of a value cost, roughly, as multiples of the cheapest: so that steps of equal units last alike.
constexpr uint64_t kCountingEffort = 4;
uint64_t effort(Transform transform) {
  switch (transform) {
    case Transform::kPhonetic: return 3;
    case Transform::kSortedWords: return 5;
    case Transform::kDelete1: return 12;
    case Transform::kWords:
    case Transform::kCodeWords:
    case Transform::kRareWords: return 10;
    case Transform::kRarePairs: return 24;
    default: return 1;
  }
}

}  // namespace

KeyColumn::KeyColumn(const Attribute& attribute, Transform transform, const std::vector<uint8_t>* wanted)
    : values_(attribute.comparison), transform_(transform), multiple_(false),
      counts_words_(transform == Transform::kRareWords || transform == Transform::kRarePairs || transform == Transform::kWords),
      wanted_(wanted) {
  for (const TransformInfo& row : transforms())
    if (row.transform == transform) multiple_ = row.multiple;
  keying_units_ = effort(transform);
  if (counts_words_) counting_units_ = kCountingEffort;
  first_.reserve(values_.size() + 1);
  first_.push_back(0);
}

uint64_t KeyColumn::units() const { return uint64_t{values_.size()} * (counting_units_ + keying_units_); }

void KeyColumn::prepare(uint64_t begin, uint64_t end) {
  // Not before: a wide file has thousands of columns.
  if (counts_words_ && begin == 0) word_counts_.assign(size_t{1} << kWordCounterBits, 0);
  // Values [from, to) whose first unit of a pass lies in the range.
  const auto values = [&](uint64_t first, uint64_t units_each, auto work) {
    const uint64_t last = first + values_.size() * units_each;
    const auto value_at = [&](uint64_t unit) { return units_each == 0 ? 0 : (std::clamp(unit, first, last) - first + units_each - 1) / units_each; };
    for (uint64_t code = value_at(begin); code < value_at(end); ++code) work(static_cast<Code>(code));
  };
  values(0, counting_units_, [&](Code code) {
    text::tokenize(values_[code], [&](std::string_view word) { ++word_counts_[counter_of(word)]; });
  });
  values(values_.size() * counting_units_, keying_units_, [&](Code code) { key_value(code); });
  if (end == units()) std::vector<uint32_t>().swap(word_counts_);
}

void KeyColumn::add(std::string_view key) {
  if (key.empty()) return;
  const uint64_t hash = hash_text(key);
  keys_.push_back(hash == 0 ? 1 : hash);
}

void KeyColumn::key_value(Code code) {
  const size_t begin = keys_.size();
  if (code != kMissing && (wanted_ == nullptr || (*wanted_)[code] != 0))
    for_each_key(
        transform_, values_[code], [&](std::string_view word) { return counts_words_ ? word_counts_[counter_of(word)] : 0; },
        [&](std::string_view key) { add(key); });
  std::sort(keys_.begin() + static_cast<std::ptrdiff_t>(begin), keys_.end());
  keys_.erase(std::unique(keys_.begin() + static_cast<std::ptrdiff_t>(begin), keys_.end()), keys_.end());
  first_.push_back(static_cast<uint32_t>(keys_.size()));
}

}  // namespace jumelles::block
