#pragma once

// Windows-1252 from 0x80 to 0x9F, which ISO-8859-1 leaves to control characters; the five undefined bytes keep those.

#include <cstdint>

namespace jumelles::text {

inline constexpr char16_t kWindows1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};

// The byte that Windows-1252 or ISO-8859-1 writes a character as; -1 where neither has it.
constexpr int windows_1252_byte(char32_t point) {
  if (point < 0x100) return static_cast<int>(point);
  for (int i = 0; i < 32; ++i)
    if (kWindows1252[i] == point) return 0x80 + i;
  return -1;
}

}  // namespace jumelles::text
