#include "standardize/suspect_words.h"

#include <cstring>

#include "core/ascii.h"
#include "core/hash.h"
#include "text/fold.h"

namespace jumelles::standardize {
namespace {

// Its first and last four bytes, its length: enough to tell words apart, and no loop over them.
uint64_t hash_of(std::string_view word) {
  uint32_t front = 0, back = 0;
  if (word.size() >= 4) {
    std::memcpy(&front, word.data(), 4);
    std::memcpy(&back, word.data() + word.size() - 4, 4);
  } else {
    for (const char c : word) front = front << 8 | static_cast<uint8_t>(c);
  }
  return mix((uint64_t{front} << 32 | back) + word.size() * 0x9E3779B97F4A7C15u);
}

}  // namespace

void SuspectWords::put(std::string_view word, uint32_t bits) {
  const uint64_t hash = hash_of(word);
  filter_[hash % kBits / 64] |= uint64_t{1} << hash % 64;
  size_t at = (hash >> 32) % kSlots;
  while (slots_[at].bits != 0 && slots_[at].word != word) at = (at + 1) % kSlots;
  slots_[at].word = word;
  slots_[at].bits |= bits;
}

void SuspectWords::add(const std::vector<std::string_view>& texts, uint32_t bits) {
  for (const std::string_view text : texts) put(text.substr(0, text.find(' ')), bits);
}

uint32_t SuspectWords::of(std::string_view word) const {
  const size_t size = word.size();
  while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
  if (word.empty()) return 0;
  const uint64_t hash = hash_of(word);
  if ((filter_[hash % kBits / 64] >> hash % 64 & 1) == 0) return 0;
  for (size_t at = (hash >> 32) % kSlots; slots_[at].bits != 0; at = (at + 1) % kSlots)
    if (slots_[at].word == word) return word.size() == size ? slots_[at].bits : slots_[at].bits & kWordOfTest;
  return 0;
}

uint32_t SuspectWords::of_all(std::string_view folded) const {
  uint32_t bits = 0;
  text::tokenize(folded, [&](std::string_view word) { bits |= of(word); });
  return bits;
}

const SuspectWords& suspect_words() {
  static const SuspectWords words = [] {
    SuspectWords all;
    add_words_of_tests(all);
    add_words_of_notes(all);
    return all;
  }();
  return words;
}

}  // namespace jumelles::standardize
