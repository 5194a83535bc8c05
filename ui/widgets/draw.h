#pragma once

// Drawing by tokens, on the current window's draw list (or another one while a DrawTarget lives). Positions are CSS
// pixels; text positions name the top left corner of the line box, as in a style sheet.

#include <string>
#include <string_view>

#include "widgets/ui.h"

namespace jumelles::ui {

// Draws elsewhere than on the current window while it lives.
class DrawTarget {
 public:
  explicit DrawTarget(ImDrawList* list);
  ~DrawTarget();
  DrawTarget(const DrawTarget&) = delete;
  DrawTarget& operator=(const DrawTarget&) = delete;

 private:
  ImDrawList* before_;
};
ImDrawList* draw_list();

struct Ink {
  Type type = Type::kDense;
  bool strong = false;
  Token color = Token::kText;
};
inline constexpr Ink kSmall{Type::kSmall, false, Token::kMuted};
inline constexpr Ink kSmallStrong{Type::kSmall, true, Token::kMuted};
inline constexpr Ink kDense{Type::kDense, false, Token::kText};
inline constexpr Ink kDenseMuted{Type::kDense, false, Token::kMuted};
inline constexpr Ink kDenseStrong{Type::kDense, true, Token::kText};
inline constexpr Ink kBody{Type::kBody, false, Token::kText};
inline constexpr Ink kBodyStrong{Type::kBody, true, Token::kText};
inline constexpr Ink kBodyMuted{Type::kBody, false, Token::kMuted};
inline constexpr Ink kTitle{Type::kTitle, true, Token::kText};

float text_width(const Ui& ui, std::string_view text, Ink ink);
// Each returns the x where the text ends.
float text(Ui& ui, float x, float y, std::string_view text, Ink ink);
float text_right(Ui& ui, float right, float y, std::string_view text, Ink ink);  // returns its left edge
float text_center(Ui& ui, Rect rect, std::string_view text, Ink ink);             // both ways
// On one line, whatever the text holds, cut with an ellipsis at `width`; the whole is in a tool-tip.
float text_cut(Ui& ui, float x, float y, float width, std::string_view text, Ink ink);
// Line breaks as a sign, tabs as blanks: so that a value stays in its row. Beyond what any row could show it is cut.
std::string one_line(std::string_view text);
// Wrapped at words. Returns the bottom.
float paragraph(Ui& ui, float x, float y, float width, std::string_view text, Ink ink);
float paragraph_height(const Ui& ui, std::string_view text, float width, Ink ink);

void draw_icon(Ui& ui, float x, float y, float size, const char* glyph, Token color);

void fill(Ui& ui, Rect rect, Token color, float radius = 0);
void box(Ui& ui, Rect rect, Token background, Token outline, float radius, float outline_px = 0);  // 0: one line
// Inside of the rectangle's edges, two pixels wide: the cell that keys move.
void outline(Ui& ui, Rect rect, Token color);
void dashed_box(Ui& ui, Rect rect, Token background, Token outline, float radius, float thickness);
void hline(Ui& ui, float x0, float x1, float y, Token color);
void vline(Ui& ui, float x, float y0, float y1, Token color, float thickness = 0);
void dashed_vline(Ui& ui, float x, float y0, float y1, Token color);
void disc(Ui& ui, float cx, float cy, float radius, Token color);
// Track and part of it; at least 2 px when the value is not 0.
void bar(Ui& ui, Rect rect, double share, Token color, Token track = Token::kSunken);
void source_badge(Ui& ui, float x, float y, float size, size_t source, std::string_view letter);
float key_cap(Ui& ui, float x, float y, std::string_view text, bool on_accent = false);  // returns right edge
float key_cap_width(const Ui& ui, std::string_view text);
struct ChipStyle { Token background = Token::kSunken, color = Token::kMuted; };
float chip(Ui& ui, float x, float y, std::string_view text, const char* glyph = nullptr, ChipStyle style = {});
float chip_width(const Ui& ui, std::string_view text, bool with_icon);
// What is not there yet: a quiet bar of 60 % of the width at the text's place.
void placeholder(Ui& ui, float x, float y, float width);

}  // namespace jumelles::ui
