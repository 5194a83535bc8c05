#include "ui/drawn.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace jumelles::fixture {
namespace {

struct Shape {
  ImVec2 a, b, c;
  ImVec4 clip;
  uint32_t color;
};

uint32_t rgb(ImU32 color) { return (color & 0xFF) << 16 | (color & 0xFF00) | (color >> 16 & 0xFF); }
bool is_solid(ImU32 color) { return color >> 24 == 255; }

bool holds(const Shape& s, ImVec2 p) {
  if (p.x < s.clip.x || p.y < s.clip.y || p.x >= s.clip.z || p.y >= s.clip.w) return false;
  const auto side = [&](ImVec2 from, ImVec2 to) { return (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x); };
  const float one = side(s.a, s.b), two = side(s.b, s.c), three = side(s.c, s.a);
  return (one >= 0 && two >= 0 && three >= 0) || (one <= 0 && two <= 0 && three <= 0);
}

double linear(uint32_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(uint32_t color) {
  return 0.2126 * linear(color >> 16 & 255) + 0.7152 * linear(color >> 8 & 255) + 0.0722 * linear(color & 255);
}

}  // namespace

double contrast(uint32_t a, uint32_t b) {
  const double one = luminance(a), two = luminance(b);
  return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

std::vector<Glyph> glyphs(const ImDrawData& data) {
  std::vector<Glyph> out;
  std::vector<Shape> shapes;  // solid ones, in the order they were drawn
  const ImVec2 white = ImGui::GetIO().Fonts->TexUvWhitePixel;
  const auto is_white = [&](const ImDrawVert& v) { return v.uv.x == white.x && v.uv.y == white.y; };
  for (const ImDrawList* list : data.CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const ImVec4 clip = command.ClipRect;
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        const auto vertex = [&](unsigned k) -> const ImDrawVert& {
          return list->VtxBuffer[static_cast<int>(list->IdxBuffer[static_cast<int>(command.IdxOffset + i + k)] + command.VtxOffset)];
        };
        const ImDrawVert &a = vertex(0), &b = vertex(1), &c = vertex(2);
        if (is_white(a) && is_white(b) && is_white(c)) {
          if (is_solid(a.col) && is_solid(b.col) && is_solid(c.col)) shapes.push_back({a.pos, b.pos, c.pos, clip, rgb(a.col)});
          continue;
        }
        // A glyph is two triangles, the first of which has two opposite corners of its box; lines have a texture too, and no box.
        if (a.pos.y != b.pos.y || b.pos.x != c.pos.x || !is_solid(a.col)) continue;
        const ImVec2 middle{(a.pos.x + c.pos.x) / 2, (a.pos.y + c.pos.y) / 2};
        if (middle.x < clip.x || middle.y < clip.y || middle.x >= clip.z || middle.y >= clip.w) continue;
        const auto behind = std::find_if(shapes.rbegin(), shapes.rend(), [&](const Shape& shape) { return holds(shape, middle); });
        if (behind != shapes.rend()) out.push_back({rgb(a.col), behind->color, middle.x, middle.y});
      }
    }
  return out;
}

}  // namespace jumelles::fixture
