#pragma once

// A cell as people read it: what programs left in its characters is taken off before anything is made of the value.
//   UTF-8 encoded twice is repaired (text/double_encoding.h), character references are decoded (text/entities.h);
//   no-break, narrow, figure and other blanks become blanks, hyphens of other kinds a hyphen, full-width letters and digits plain ones;
//   zero-width characters, soft hyphens, direction marks and byte order marks go; a letter and its accent become one character.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace jumelles::text {

// Whether a text is of ASCII without "&": nothing is to be done then. Eight bytes at once, for it is asked of every value.
inline bool is_readable_as_it_is(std::string_view s) {
  constexpr uint64_t kHigh = 0x8080808080808080u, kLow = 0x0101010101010101u, kAmpersands = kLow * uint64_t{'&'};
  const auto plain = [](uint64_t bytes) {
    const uint64_t other = bytes ^ kAmpersands;  // zero where an ampersand is
    return ((bytes | ((other - kLow) & ~other)) & kHigh) == 0;
  };
  size_t at = 0;
  for (; at + 8 <= s.size(); at += 8) {
    uint64_t bytes;
    std::memcpy(&bytes, s.data() + at, 8);
    if (!plain(bytes)) return false;
  }
  uint64_t rest = 0;
  if (at < s.size()) std::memcpy(&rest, s.data() + at, s.size() - at);
  return plain(rest);
}

class Readable {
 public:
  // What was found in a text, as bits. What is printed is right where it stands: hyphens of books, full-width signs among letters of East Asia.
  static constexpr uint32_t kEncodedTwice = 1, kReference = 2, kUnseen = 4, kBlank = 8, kTyped = 16, kComposed = 32, kPrinted = 64;

  // A view of `utf8` where nothing is to be done, else of a buffer: valid until the next call. O(length).
  std::string_view read(std::string_view utf8) {
    found_ = 0;
    return is_readable_as_it_is(utf8) ? utf8 : read_closely(utf8);
  }
  // Whether the last text that was read had been encoded twice.
  bool repaired() const { return (found_ & kEncodedTwice) != 0; }
  // All that was taken off it.
  uint32_t found() const { return found_; }

 private:
  std::string_view read_closely(std::string_view utf8);
  std::string repair_, references_, plain_;
  uint32_t found_ = 0;
};

}  // namespace jumelles::text
