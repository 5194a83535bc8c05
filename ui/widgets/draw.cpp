#include "widgets/draw.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace jumelles::ui {
namespace {

ImDrawList* target = nullptr;

constexpr size_t kLineBytes = 2000;  // of a line: more than the widest screen shows

ImFont* font(const Ui& ui, Ink ink) { return ink.strong ? ui.semibold : ui.regular; }

float width_of(const Ui& ui, std::string_view text, Ink ink) {
  if (text.empty()) return 0;
  return font(ui, ink)->CalcTextSizeA(type_size(ink.type).imgui_px, 1e9f, 0, text.data(), text.data() + text.size()).x;
}

// Ends of lines of `text` wrapped at words within `width`.
template <class Visit>
float wrap(const Ui& ui, std::string_view text, float width, Ink ink, Visit visit) {
  TypeSize metrics = type_size(ink.type);
  const char* at = text.data();
  const char* end = at + text.size();
  float y = 0;
  while (at < end) {
    const char* stop = font(ui, ink)->CalcWordWrapPosition(metrics.imgui_px, at, end, width);
    if (stop == at) ++stop;
    // Dear ImGui also breaks after a comma, which may stand in a number: only blanks end a word here.
    if (stop < end && *stop != ' ' && *stop != '\n') {
      const char* blank = stop;
      while (blank > at && *blank != ' ') --blank;
      if (blank > at) stop = blank;
    }
    const char* newline = std::find(at, stop, '\n');
    if (newline != stop) stop = newline;
    visit(y, std::string_view(at, static_cast<size_t>(stop - at)));
    y += metrics.line_px;
    at = stop;
    if (at < end && *at == '\n') {
      ++at;
    } else {
      while (at < end && *at == ' ') ++at;
    }
  }
  return y;
}

size_t previous_character(std::string_view text, size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

}  // namespace

DrawTarget::DrawTarget(ImDrawList* list) : before_(target) { target = list; }
DrawTarget::~DrawTarget() { target = before_; }
ImDrawList* draw_list() { return target ? target : ImGui::GetWindowDrawList(); }

float text_width(const Ui& ui, std::string_view text, Ink ink) { return width_of(ui, text, ink); }

float text(Ui& ui, float x, float y, std::string_view text, Ink ink) {
  if (text.empty()) return x;
  if (ui.drawn) ui.drawn->emplace_back(text);
  TypeSize metrics = type_size(ink.type);
  // Dear ImGui rounds a font's ascent up: these put the baseline where a style sheet would.
  static constexpr float kTops[] = {1, 0, 2, 1, 2, 1, 0};  // by Type
  float top = std::floor(y + kTops[static_cast<size_t>(ink.type)] + 0.5f);
  draw_list()->AddText(font(ui, ink), metrics.imgui_px, {x, top}, ui.color(ink.color), text.data(), text.data() + text.size());
  return x + width_of(ui, text, ink);
}

float text_right(Ui& ui, float right, float y, std::string_view value, Ink ink) {
  float x = std::floor(right - width_of(ui, value, ink) + 0.5f);
  text(ui, x, y, value, ink);
  return x;
}

float text_center(Ui& ui, Rect rect, std::string_view value, Ink ink) {
  TypeSize metrics = type_size(ink.type);
  float x = std::floor(rect.x + (rect.w - width_of(ui, value, ink)) / 2 + 0.5f);
  return text(ui, x, rect.y + (rect.h - metrics.line_px) / 2, value, ink);
}

std::string one_line(std::string_view value) {
  std::string out;
  out.reserve(std::min(value.size(), kLineBytes) + 8);
  for (size_t i = 0; i < value.size(); ++i) {
    if (i >= kLineBytes && (static_cast<unsigned char>(value[i]) & 0xC0) != 0x80) return out + "\u2026";
    if (value[i] == '\r' && i + 1 < value.size() && value[i + 1] == '\n') continue;
    if (value[i] == '\n' || value[i] == '\r') out += " \u21b5 ";
    else out += static_cast<unsigned char>(value[i]) < ' ' ? ' ' : value[i];
  }
  return out;
}

namespace {

float cut_line(Ui& ui, float x, float y, float width, std::string_view value, Ink ink) {
  if (width_of(ui, value, ink) <= width) return text(ui, x, y, value, ink);
  ui.cuts.emplace_back(value);
  static constexpr std::string_view kEllipsis = "\u2026";
  float room = width - width_of(ui, kEllipsis, ink);
  const char* stop = nullptr;
  font(ui, ink)->CalcTextSizeA(type_size(ink.type).imgui_px, std::max(1.0f, room), 0, value.data(), value.data() + value.size(), &stop);
  size_t count = static_cast<size_t>(stop - value.data());
  while (count > 0 && width_of(ui, value.substr(0, count), ink) > room) count = previous_character(value, count);
  while (count > 0 && value[count - 1] == ' ') --count;
  std::string cut(value.substr(0, count));
  cut += kEllipsis;
  tip(ui, {x, y, width, type_size(ink.type).line_px}, value);
  return text(ui, x, y, cut, ink);
}

}  // namespace

float text_cut(Ui& ui, float x, float y, float width, std::string_view value, Ink ink) {
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) >= ' '; };
  if (value.size() < kLineBytes && std::all_of(value.begin(), value.end(), is_plain)) return cut_line(ui, x, y, width, value, ink);
  const float end = cut_line(ui, x, y, width, one_line(value), ink);
  tip(ui, {x, y, width, type_size(ink.type).line_px}, value);  // with its lines
  return end;
}

float paragraph(Ui& ui, float x, float y, float width, std::string_view value, Ink ink) {
  return y + wrap(ui, value, width, ink, [&](float dy, std::string_view line) { text(ui, x, y + dy, line, ink); });
}

float paragraph_height(const Ui& ui, std::string_view value, float width, Ink ink) {
  return wrap(ui, value, width, ink, [](float, std::string_view) {});
}

void draw_icon(Ui& ui, float x, float y, float size, const char* glyph, Token color) {
  draw_list()->AddText(ui.icons, size, {std::floor(x + 0.5f), std::floor(y + 0.5f)}, ui.color(color), glyph);
}

void fill(Ui& ui, Rect r, Token color, float radius) {
  if (color == Token::kNone || r.w <= 0 || r.h <= 0) return;
  draw_list()->AddRectFilled({ui.snap(r.x), ui.snap(r.y)}, {ui.snap(r.right()), ui.snap(r.bottom())}, ui.color(color), radius);
}

void box(Ui& ui, Rect r, Token background, Token outline, float radius, float outline_px) {
  float line = outline_px > 0 ? outline_px : ui.line_width();
  ImVec2 a{ui.snap(r.x), ui.snap(r.y)}, b{ui.snap(r.right()), ui.snap(r.bottom())};
  draw_list()->AddRectFilled(a, b, ui.color(outline), radius);
  draw_list()->AddRectFilled({a.x + line, a.y + line}, {b.x - line, b.y - line}, ui.color(background), std::max(0.0f, radius - line));
}

void outline(Ui& ui, Rect r, Token color) { draw_list()->AddRect({r.x + 1, r.y + 1}, {r.right() - 1, r.bottom() - 1}, ui.color(color), 0, 0, 2); }

void dashed_box(Ui& ui, Rect r, Token background, Token outline, float radius, float thickness) {
  fill(ui, r, background, radius);
  ImDrawList* list = draw_list();
  float inset = thickness / 2;
  list->PathRect({r.x + inset, r.y + inset}, {r.right() - inset, r.bottom() - inset}, radius);
  std::vector<ImVec2> path(list->_Path.Data, list->_Path.Data + list->_Path.Size);
  list->PathClear();
  if (path.empty()) return;
  path.push_back(path.front());
  constexpr float kDash = 8, kGap = 6;
  float phase = 0;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    ImVec2 a = path[i], b = path[i + 1];
    float dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy), at = 0;
    while (at < length) {
      float in_cycle = std::fmod(phase + at, kDash + kGap);
      float rest = in_cycle < kDash ? kDash - in_cycle : kDash + kGap - in_cycle;
      float next = std::min(length, at + rest);
      if (in_cycle < kDash)
        list->AddLine({a.x + dx * at / length, a.y + dy * at / length}, {a.x + dx * next / length, a.y + dy * next / length},
                      ui.color(outline), thickness);
      at = next;
    }
    phase += length;
  }
}

void hline(Ui& ui, float x0, float x1, float y, Token color) {
  float top = ui.snap(y);
  draw_list()->AddRectFilled({ui.snap(x0), top}, {ui.snap(x1), top + ui.line_width()}, ui.color(color));
}

void vline(Ui& ui, float x, float y0, float y1, Token color, float thickness) {
  float left = ui.snap(x);
  float width = thickness > 0 ? thickness : ui.line_width();
  draw_list()->AddRectFilled({left, ui.snap(y0)}, {left + width, ui.snap(y1)}, ui.color(color));
}

void dashed_vline(Ui& ui, float x, float y0, float y1, Token color) {
  for (float y = y0; y < y1; y += 6) vline(ui, x, y, std::min(y + 3, y1), color);
}

void disc(Ui& ui, float cx, float cy, float radius, Token color) { draw_list()->AddCircleFilled({cx, cy}, radius, ui.color(color), 24); }

void bar(Ui& ui, Rect r, double share, Token color, Token track) {
  if (track != Token::kNone) fill(ui, r, track, 2);
  share = std::clamp(share, 0.0, 1.0);
  if (share <= 0) return;
  float width = std::max(2.0f, static_cast<float>(share) * r.w);
  fill(ui, {r.x, r.y, width, r.h}, color, 2);
}

void source_badge(Ui& ui, float x, float y, float size, size_t source, std::string_view letter) {
  fill(ui, {x, y, size, size}, source_token(source), size::kRadiusChip);
  text_center(ui, {x, y, size, size}, letter, {Type::kMicro, true, Token::kSurface});
}

float key_cap_width(const Ui& ui, std::string_view value) { return std::ceil(width_of(ui, value, kSmall)) + 12; }

float key_cap(Ui& ui, float x, float y, std::string_view value, bool on_accent) {
  float w = key_cap_width(ui, value);
  if (on_accent)
    box(ui, {x, y, w, size::kKeyCap}, Token::kAccent, Token::kOnAccent, size::kRadiusChip);
  else
    box(ui, {x, y, w, size::kKeyCap}, Token::kSurface, Token::kBorderStrong, size::kRadiusChip);
  text(ui, x + 6, y + 1, value, {Type::kSmall, false, on_accent ? Token::kOnAccent : Token::kMuted});
  return x + w;
}

float chip_width(const Ui& ui, std::string_view value, bool with_icon) {
  return std::ceil(width_of(ui, value, kSmallStrong)) + 12 + (with_icon ? 16.0f : 0.0f);
}

float chip(Ui& ui, float x, float y, std::string_view value, const char* glyph, ChipStyle style) {
  float w = chip_width(ui, value, glyph != nullptr);
  fill(ui, {x, y, w, size::kChip}, style.background, size::kRadiusChip);
  float at = x + 6;
  if (glyph) {
    draw_icon(ui, at, y + 4, 12, glyph, style.color);
    at += 16;
  }
  text(ui, at, y + 2, value, {Type::kSmall, true, style.color});
  return x + w;
}

void placeholder(Ui& ui, float x, float y, float width) { fill(ui, {x, y + 6, width * 0.6f, 8}, Token::kSunken, 2); }

}  // namespace jumelles::ui
