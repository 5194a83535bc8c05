#pragma once

// What a frame has drawn, read from its triangles: each glyph with its color and with what lies behind it.

#include <cstdint>
#include <vector>

struct ImDrawData;

namespace jumelles::fixture {

struct Glyph {
  uint32_t color, background;  // 0xRRGGBB
  float x, y;                  // its middle
};
std::vector<Glyph> glyphs(const ImDrawData& data);

double contrast(uint32_t a, uint32_t b);  // WCAG 2.1, 1 to 21

}  // namespace jumelles::fixture
