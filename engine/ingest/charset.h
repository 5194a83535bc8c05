#pragma once

// Encodings of one byte per character: which characters their upper halves hold, and which of them makes words of a file's bytes.

#include <array>
#include <cstdint>
#include <span>

#include "ingest/ingest.h"

namespace jumelles::ingest {

using UpperHalf = std::array<char16_t, 128>;  // the characters of the bytes 0x80..0xFF

// Every byte is a character of its own, so that any file survives the round trip: bytes that an encoding leaves undefined are
// the C1 controls of the same number. Only for encodings of one byte.
const UpperHalf& upper_half(Encoding encoding);
bool is_single_byte(Encoding encoding);

// In which company the bytes above ASCII stand, counted over a whole file: enough to tell the encodings apart.
class LetterCounts {
 public:
  enum Neighbor : uint8_t { kOther, kLower, kUpper, kHigh };
  static Neighbor neighbor(uint8_t byte);
  void add(uint8_t byte, Neighbor before, Neighbor behind) { ++counts_[byte & 0x7F][before][behind]; }
  uint64_t of(size_t index, size_t before, size_t behind) const { return counts_[index][before][behind]; }

 private:
  uint64_t counts_[128][4][4] = {};
};

// How well a character stands between such neighbors in text of western Europe: 4 "\xC3\xA9" in a word, -4 a sign or -3 a capital in
// the middle of small letters, -5 a control.
int letter_fit(char16_t character, LetterCounts::Neighbor before, LetterCounts::Neighbor behind);

struct LetterVerdict {
  Encoding encoding = Encoding::kWindows1252;
  bool uncertain = false;  // hardly any evidence, or its letters make no good words either
};
// Windows-1252 unless another one makes clearly better words of the bytes that they read differently.
LetterVerdict decide_by_letters(const LetterCounts& counts);

}  // namespace jumelles::ingest
