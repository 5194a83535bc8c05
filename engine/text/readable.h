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
  // A view of `utf8` where nothing is to be done, else of a buffer: valid until the next call. O(length).
  std::string_view read(std::string_view utf8) {
    repaired_ = false;
    return is_readable_as_it_is(utf8) ? utf8 : read_closely(utf8);
  }
  // Whether the last text that was read had been encoded twice.
  bool repaired() const { return repaired_; }

 private:
  std::string_view read_closely(std::string_view utf8);
  std::string repair_, references_, plain_;
  bool repaired_ = false;
};

}  // namespace jumelles::text
