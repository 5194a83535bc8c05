#pragma once

// Reading and writing UTF-8. Invalid bytes are read as U+FFFD, one at a time; nothing throws.

#include <cstdint>
#include <string>
#include <string_view>

namespace jumelles::text {

constexpr char32_t kReplacement = 0xFFFD;

// Reads one code point at `at` (< size) and moves `at` behind it.
inline char32_t decode(std::string_view utf8, size_t& at) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(utf8[i]); };
  const uint8_t lead = byte(at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const int extra = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 ? (lead < 0xF0 ? 2 : 0) : lead >= 0xC2 ? 1 : 0;
  if (extra == 0 || at + static_cast<size_t>(extra) >= utf8.size()) {
    ++at;
    return kReplacement;
  }
  char32_t point = static_cast<char32_t>(lead & (0x3F >> extra));
  for (int i = 1; i <= extra; ++i) {
    const uint8_t next = byte(at + static_cast<size_t>(i));
    if ((next & 0xC0) != 0x80) {
      ++at;
      return kReplacement;
    }
    point = (point << 6) | (next & 0x3Fu);
  }
  constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  if (point < kSmallest[extra] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) {
    ++at;
    return kReplacement;
  }
  at += static_cast<size_t>(extra) + 1;
  return point;
}

inline void append_utf8(std::string& out, char32_t point) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<uint8_t>(byte))); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | (point >> 6));
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3F));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

}  // namespace jumelles::text
