#include "widgets/controls.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "icons.h"

namespace jumelles::ui {
namespace {

struct ButtonMetrics {
  float padding, gap;
  Ink ink;
};
ButtonMetrics button_metrics(float height) {
  if (height >= size::kButtonBig) return {16, 8, kBodyStrong};
  if (height >= size::kButton) return {12, 8, kBodyStrong};
  return {10, 6, kDenseStrong};
}

Semantic semantic_of(std::string key, Role role, std::string_view name, Rect rect, std::string_view action) {
  Semantic s;
  s.key = std::move(key);
  s.role = role;
  s.name = name;
  s.rect = rect;
  s.action = action;
  return s;
}

void button_background(Ui& ui, Rect r, const ButtonOptions& o, const Interaction& state) {
  float radius = size::kRadiusControl;
  if (o.disabled) {
    if (o.kind != ButtonKind::kQuiet) box(ui, r, Token::kSurface, Token::kBorder, radius);
    return;
  }
  if (o.kind == ButtonKind::kPrimary) {
    fill(ui, r, state.hovered || state.held ? Token::kAccentHover : Token::kAccent, radius);
    return;
  }
  Token background = state.held ? Token::kAccentSoft : state.hovered ? Token::kHover : Token::kSurface;
  if (o.kind == ButtonKind::kQuiet) {
    if (state.held || state.hovered) fill(ui, r, background, radius);
  } else {
    box(ui, r, background, Token::kControl, radius);
  }
}

Token button_color(const ButtonOptions& o) {
  if (o.disabled) return Token::kDisabled;
  switch (o.kind) {
    case ButtonKind::kPrimary: return Token::kOnAccent;
    case ButtonKind::kQuiet: return Token::kAccent;
    case ButtonKind::kSecondary: break;
  }
  return Token::kText;
}

}  // namespace

float button_width(const Ui& ui, std::string_view label, const ButtonOptions& o) {
  if (o.width > 0) return o.width;
  ButtonMetrics m = button_metrics(o.height);
  float w = 2 * m.padding + std::ceil(text_width(ui, label, m.ink));
  if (o.glyph) w += 16 + m.gap;
  if (!o.shortcut.empty()) w += key_cap_width(ui, o.shortcut) + m.gap;
  return w;
}

bool button(Ui& ui, std::string key, float x, float y, std::string_view label, const ButtonOptions& o) {
  Rect r{x, y, button_width(ui, label, o), o.height};
  Semantic semantic = semantic_of(std::move(key), Role::kButton, label, r, "press");
  semantic.disabled = o.disabled;
  semantic.command = o.command;
  Interaction state = interact(ui, std::move(semantic));
  button_background(ui, r, o, state);
  ButtonMetrics m = button_metrics(o.height);
  Token color = button_color(o);
  Ink ink = m.ink;
  ink.color = color;
  ButtonOptions natural = o;
  natural.width = 0;
  float at = x + (r.w - button_width(ui, label, natural)) / 2 + m.padding;
  if (o.glyph) {
    draw_icon(ui, at, y + (o.height - 16) / 2, 16, o.glyph, color);
    at += 16 + m.gap;
  }
  at = text(ui, std::floor(at), y + (o.height - type_size(ink.type).line_px) / 2, label, ink) + m.gap;
  if (!o.shortcut.empty()) key_cap(ui, std::ceil(at), y + (o.height - size::kKeyCap) / 2, o.shortcut, o.kind == ButtonKind::kPrimary && !o.disabled);
  tip(ui, r, o.tip);
  return state.pressed;
}

bool button_from_right(Ui& ui, std::string key, float& right, float y, std::string_view label, const ButtonOptions& o) {
  float w = button_width(ui, label, o);
  right -= w;
  bool pressed = button(ui, std::move(key), right, y, label, o);
  right -= 12;
  return pressed;
}

bool icon_button(Ui& ui, std::string key, Rect r, const char* glyph, std::string_view name, bool disabled, Token color, float icon_size) {
  Semantic semantic = semantic_of(std::move(key), Role::kButton, name, r, "press");
  semantic.disabled = disabled;
  Interaction state = interact(ui, std::move(semantic));
  if (!disabled && (state.hovered || state.held)) fill(ui, r, state.held ? Token::kAccentSoft : Token::kHover, size::kRadiusChip);
  draw_icon(ui, r.x + (r.w - icon_size) / 2, r.y + (r.h - icon_size) / 2, icon_size, glyph, disabled ? Token::kDisabled : color);
  tip(ui, r, name);
  return state.pressed;
}

namespace {
float segment_width(const Ui& ui, const Segment& s) {
  // Room for the semibold form, so that choosing moves nothing.
  return std::ceil(text_width(ui, s.text, kDenseStrong)) + 20 + (s.glyph ? 20.0f : 0.0f);
}
}  // namespace

float segmented_width(const Ui& ui, std::span<const Segment> segments) {
  float w = 2;
  for (const Segment& s : segments) w += segment_width(ui, s);
  return w;
}

std::optional<size_t> segmented(Ui& ui, std::string key, float x, float y, std::span<const Segment> segments, size_t selected) {
  std::optional<size_t> chosen;
  constexpr float h = size::kButtonDense;
  float total = segmented_width(ui, segments);
  box(ui, {x, y, total, h}, Token::kSurface, Token::kControl, size::kRadiusControl);
  float at = x + 1;
  for (size_t i = 0; i < segments.size(); ++i) {
    const Segment& s = segments[i];
    Rect r{at, y, segment_width(ui, s), h};
    Semantic semantic = semantic_of(key + "/" + s.id, Role::kRadio, s.text, r, "press");
    semantic.checked = i == selected;
    Interaction state = interact(ui, std::move(semantic));
    ImDrawFlags corners = (i == 0 ? ImDrawFlags_RoundCornersLeft : 0) | (i + 1 == segments.size() ? ImDrawFlags_RoundCornersRight : 0);
    if (!corners) corners = ImDrawFlags_RoundCornersNone;
    Token background = i == selected || state.held ? Token::kAccentSoft : state.hovered ? Token::kHover : Token::kNone;
    if (background != Token::kNone)
      draw_list()->AddRectFilled({ui.snap(r.x), ui.snap(y) + ui.line_width()}, {ui.snap(r.right()), ui.snap(y + h) - ui.line_width()},
                                 ui.color(background), 5, corners);
    if (i) vline(ui, r.x, y + 1, y + h - 1, Token::kBorder);
    Token color = i == selected ? Token::kAccent : Token::kMuted;
    float tx = r.x + 10;
    if (s.glyph) {
      draw_icon(ui, tx, y + 7, 14, s.glyph, color);
      tx += 20;
    }
    Ink ink = i == selected ? kDenseStrong : kDense;
    ink.color = color;
    text(ui, tx, y + 4, s.text, ink);
    if (state.pressed && i != selected) chosen = i;
    at = r.right();
  }
  return chosen;
}

bool toggle(Ui& ui, std::string key, float x, float y, bool on, std::string_view name, bool disabled, std::string_view why) {
  Rect hit{x - 2, y - 4, 32, 24};
  Semantic semantic = semantic_of(std::move(key), Role::kSwitch, name, hit, "toggle");
  semantic.checked = on;
  semantic.disabled = disabled;
  Interaction state = interact(ui, std::move(semantic));
  Rect r{x, y, 28, 16};
  if (on) {
    fill(ui, r, disabled ? Token::kDisabled : state.hovered ? Token::kAccentHover : Token::kAccent, 8);
    disc(ui, x + 20, y + 8, 6, Token::kOnAccent);
  } else {
    box(ui, r, Token::kSurface, disabled ? Token::kBorderStrong : Token::kControl, 8);
    disc(ui, x + 8.5f, y + 8, 6, disabled ? Token::kBorderStrong : Token::kControl);
  }
  tip(ui, hit, why);
  return state.pressed;
}

float combo_width(const Ui& ui, std::string_view value, const ComboOptions& o) {
  float w = 16 + std::ceil(text_width(ui, value, kDense)) + 6 + 14;
  if (!o.prefix.empty()) w += std::ceil(text_width(ui, o.prefix, kDenseMuted)) + 6;
  if (o.glyph) w += 24;
  return w;
}

namespace {

std::optional<size_t> combo_popup(Ui& ui, const std::string& key, Rect anchor, std::span<const Choice> choices, size_t selected) {
  std::optional<size_t> chosen;
  float width = anchor.w;
  for (const Choice& choice : choices) width = std::max(width, text_width(ui, choice.text, kDense) + 52);
  constexpr float kRow = 32, kPad = 4;
  ImVec2 screen = ImGui::GetIO().DisplaySize;
  float height = std::min(kRow * static_cast<float>(choices.size()) + 2 * kPad, std::max(120.0f, screen.y - 40));
  float y = anchor.bottom() + 4;
  if (y + height > screen.y - 8) y = std::max(8.0f, std::min(screen.y - 8 - height, anchor.y - 4 - height));
  float x = std::min(anchor.x, screen.x - 8 - width);
  ImGui::SetNextWindowPos({x, y});
  ImGui::SetNextWindowSize({width, height});
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
  if (kRow * static_cast<float>(choices.size()) + 2 * kPad > height) flags &= ~ImGuiWindowFlags_NoScrollbar;
  if (!ImGui::BeginPopup(key.c_str(), flags)) return chosen;
  ui.popup_open = true;
  ImVec2 origin = ImGui::GetCursorScreenPos();
  for (size_t i = 0; i < choices.size(); ++i) {
    Rect r{origin.x + kPad, origin.y + kPad + kRow * static_cast<float>(i), width - 2 * kPad, kRow};
    Semantic semantic = semantic_of(key + "/" + choices[i].id, Role::kOption, choices[i].text, r, "press");
    semantic.selected = i == selected;
    Interaction state = interact(ui, std::move(semantic), true);
    if (i == selected) ImGui::SetItemDefaultFocus();
    if (i == selected) fill(ui, r, Token::kAccentSoft, size::kRadiusChip);
    else if (state.hovered || state.focused) fill(ui, r, Token::kHover, size::kRadiusChip);
    if (i == selected) draw_icon(ui, r.x + 8, r.y + 9, 14, icon::kCheck, Token::kAccent);
    text(ui, r.x + 30, r.y + 6, choices[i].text, i == selected ? kDenseStrong : kDense);
    if (state.pressed) {
      chosen = i;
      ImGui::CloseCurrentPopup();
    }
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, kRow * static_cast<float>(choices.size()) + 2 * kPad});
  ImGui::EndPopup();
  return chosen;
}

}  // namespace

std::optional<size_t> combo(Ui& ui, std::string key, Rect r, std::span<const Choice> choices, size_t selected, const ComboOptions& o) {
  std::string value = selected < choices.size() ? choices[selected].text : std::string();
  Semantic semantic = semantic_of(key, Role::kCombobox, o.name.empty() ? o.prefix : o.name, r, "choose");
  semantic.value = value;
  semantic.choices.assign(choices.begin(), choices.end());
  semantic.disabled = o.disabled;
  std::string popup = key + "/list";
  semantic.expanded = ImGui::IsPopupOpen(popup.c_str());
  bool open = semantic.expanded;
  Interaction state = interact(ui, std::move(semantic));
  bool framed = !o.as_text || state.hovered || state.focused || open;
  if (framed)
    box(ui, r, state.held || open ? Token::kAccentSoft : state.hovered ? Token::kHover : Token::kSurface,
        o.disabled ? Token::kBorder : Token::kControl, size::kRadiusControl);
  float x = r.x + 8, y = r.y + (r.h - 20) / 2;
  if (o.glyph) {
    draw_icon(ui, x, r.y + (r.h - 14) / 2, 14, o.glyph, o.color == Token::kText ? Token::kMuted : o.color);
    x += 22;
  }
  if (!o.prefix.empty()) x = text(ui, x, y, o.prefix, kDenseMuted) + 6;
  bool chevron = framed || !o.chevron_on_hover;
  text_cut(ui, std::ceil(x), y, r.right() - (chevron ? 26 : 4) - x, value, {Type::kDense, o.strong, o.disabled ? Token::kDisabled : o.color});
  if (chevron) draw_icon(ui, r.right() - 22, r.y + (r.h - 14) / 2, 14, icon::kChevronDown, o.disabled ? Token::kDisabled : Token::kMuted);
  if (state.pressed) ImGui::OpenPopup(popup.c_str());
  std::optional<size_t> chosen = combo_popup(ui, popup, r, choices, selected);
  if (std::optional<std::string> wanted = ui.take_operation(key); wanted && !o.disabled) {
    for (size_t i = 0; i < choices.size(); ++i)
      if (choices[i].id == *wanted) chosen = i;
  }
  if (chosen == selected) chosen.reset();
  return chosen;
}

Interaction row_button(Ui& ui, std::string key, Rect r, std::string_view name, bool selected, bool marker, Role role) {
  Semantic semantic = semantic_of(std::move(key), role, name, r, "press");
  semantic.selected = selected;
  Interaction state = interact(ui, std::move(semantic), true);
  if (selected) {
    fill(ui, r, Token::kAccentSoft);
    if (marker) fill(ui, {r.x, r.y, 3, r.h}, Token::kAccent);
  } else if (state.hovered || state.held) {
    fill(ui, r, state.held ? Token::kAccentSoft : Token::kHover);
  }
  return state;
}

bool nav_item(Ui& ui, Rect r, const NavItemOptions& o) {
  Semantic semantic = semantic_of("rail/" + o.key, Role::kNavigation, o.text, r, "press");
  semantic.selected = o.active;
  semantic.value = o.count;
  Interaction state = interact(ui, std::move(semantic));
  if (o.active) fill(ui, r, Token::kAccentSoft, size::kRadiusControl);
  else if (state.hovered || state.held) fill(ui, r, state.held ? Token::kAccentSoft : Token::kHover, size::kRadiusControl);
  if (o.active) fill(ui, {r.x, r.y + 8, 3, r.h - 16}, Token::kAccent, 1.5f);
  Token color = o.active ? Token::kAccent : o.state == NavState::kEmpty ? Token::kMuted : Token::kText;
  struct Mark { const char* glyph; Token color; };
  static constexpr Mark kMarks[] = {{icon::kCircleDashed, Token::kMuted}, {icon::kCheck, Token::kMatch}, {icon::kRefreshCw, Token::kPossible},
                                    {icon::kLoader, Token::kAccent}, {icon::kTriangleAlert, Token::kPossible}};
  const Mark& mark = kMarks[static_cast<size_t>(o.state)];
  if (o.folded) {
    // The count below the icon, the mark beside it.
    const bool counted = !o.short_count.empty();
    draw_icon(ui, r.x + 6, r.y + (counted ? 2.0f : 9.0f), 18, o.glyph, color);
    draw_icon(ui, r.x + 26, r.y + (counted ? 5.0f : 12.0f), 12, mark.glyph, mark.color);
    if (counted) text_center(ui, {r.x, r.y + 20, r.w, 16}, o.short_count, {Type::kSmall, o.active, o.active ? Token::kAccent : Token::kMuted});
    tip(ui, r, o.count.empty() ? o.text : o.text + " · " + o.count);
    return state.pressed;
  }
  draw_icon(ui, r.x + 8, r.y + 9, 18, o.glyph, color);
  const float text_end = text(ui, r.x + 36, r.y + 8, o.text, {Type::kBody, o.active, color});
  const Ink count_ink{Type::kDense, o.active, o.active ? Token::kAccent : Token::kMuted};
  const auto fits = [&](const std::string& count, float right) { return text_end + 6 <= right - text_width(ui, count, count_ink); };
  // The count beside the mark, shorter where it must. At last in its place, where all is well: a count says that something is there; else
  // the mark alone.
  const float beside = r.right() - 28, instead = r.right() - 8;
  const bool both = o.count.empty() || fits(o.count, beside) || fits(o.short_count, beside);
  const bool marked = both || o.state != NavState::kReady;
  const float right = marked ? beside : instead;
  const bool whole = fits(o.count, right);
  if (marked) draw_icon(ui, r.right() - 22, r.y + 10, 16, mark.glyph, mark.color);
  if (both || !marked) text_right(ui, right, r.y + 8, whole ? o.count : o.short_count, count_ink);
  if (!whole) tip(ui, r, o.text + " · " + o.count);
  return state.pressed;
}

namespace {
float notice_text_width(float width) { return width - 56 - 16; }
}  // namespace

float notice_height(const Ui& ui, float width, std::string_view value, std::string_view hint) {
  float h = 20 + paragraph_height(ui, value, notice_text_width(width), kDenseStrong);
  if (!hint.empty()) h += paragraph_height(ui, hint, notice_text_width(width), kDense);
  return h;
}

bool notice(Ui& ui, std::string key, Rect r, NoticeKind kind, std::string_view value, std::string_view hint, std::string_view action) {
  struct Look { Token background, color; const char* glyph; };
  static constexpr Look kLooks[] = {{Token::kWarningSoft, Token::kWarning, icon::kTriangleAlert},
                                    {Token::kErrorSoft, Token::kError, icon::kOctagonAlert},
                                    {Token::kMatchSoft, Token::kMatch, icon::kCheck}};
  const Look& look = kLooks[static_cast<size_t>(kind)];
  fill(ui, r, look.background, size::kRadiusControl);
  draw_icon(ui, r.x + 16, r.y + 10, 20, look.glyph, look.color);
  say(ui, kind == NoticeKind::kDone ? Role::kStatus : Role::kAlert, key, r, value, hint);  // before its button, which lies on it
  float right = r.right() - 12;
  bool pressed = false;
  if (!action.empty()) pressed = button_from_right(ui, key + "/action", right, r.y + (r.h - size::kButtonDense) / 2, action);
  float width = std::min(right, r.right() - 16) - (r.x + 48);
  float y = paragraph(ui, r.x + 48, r.y + 10, width, value, {Type::kDense, true, look.color});
  if (!hint.empty()) paragraph(ui, r.x + 48, y, width, hint, kDense);
  return pressed;
}

void progress_bar(Ui& ui, std::string key, Rect r, double fraction, std::string_view name) {
  bar(ui, r, fraction, Token::kAccent);
  say(ui, Role::kProgress, std::move(key), r, name, std::to_string(static_cast<int>(fraction * 100)));
}

void figure(Ui& ui, std::string key, float x, float y, std::string_view value, std::string_view caption, Token color, const char* glyph) {
  float right = text(ui, x, y, value, {Type::kTitle, true, color});
  float at = x;
  if (glyph) {
    draw_icon(ui, at, y + 30, 12, glyph, Token::kMuted);
    at += 16;
  }
  float caption_right = text(ui, at, y + 28, caption, kSmall);
  say(ui, Role::kParagraph, std::move(key), {x, y, std::max(right, caption_right) - x, 44}, caption, value);
}

bool empty_state(Ui& ui, std::string key, Rect area, const char* glyph, std::string_view title, std::string_view body, std::string_view action,
                 const char* action_glyph, bool disabled, std::string_view why) {
  float width = std::min(480.0f, area.w - 48);
  float x = area.x + (area.w - width) / 2;
  float height = 32 + 12 + 24 + 4 + paragraph_height(ui, body, width, kBodyMuted) + (action.empty() ? 0.0f : 52.0f);
  float y = area.y + std::max(24.0f, (area.h - height) * 0.4f);
  draw_icon(ui, area.x + (area.w - 32) / 2, y, 32, glyph, Token::kMuted);
  y += 44;
  text_center(ui, {x, y, width, 24}, title, {Type::kLead, true, Token::kText});
  heading(ui, key + "/title", {x, y, width, 24}, title, 2);
  y += 28;
  float body_height = paragraph_height(ui, body, width, kBodyMuted);
  if (body_height <= 20) text_center(ui, {x, y, width, 20}, body, kBodyMuted);
  else paragraph(ui, x, y, width, body, kBodyMuted);
  say(ui, Role::kParagraph, key + "/text", {x, y, width, body_height}, body);
  y += body_height + 20;
  if (action.empty()) return false;
  ButtonOptions options{.kind = ButtonKind::kPrimary, .glyph = action_glyph, .height = size::kButton, .disabled = disabled, .tip = std::string(why)};
  return button(ui, key + "/action", area.x + (area.w - button_width(ui, action, options)) / 2, y, action, options);
}

size_t index_of(std::span<const Choice> choices, std::string_view id) {
  return static_cast<size_t>(std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.id == id; }) - choices.begin());
}

std::optional<float> width_handle(Ui& ui, std::string key, std::string_view name, Rect rect, float width, WidthRange range,
                                  const std::function<float()>& content_width) {
  Semantic semantic;
  semantic.key = key;
  semantic.role = Role::kSlider;
  semantic.name = name;
  semantic.value = std::to_string(static_cast<int>(width));
  semantic.minimum = range.least, semantic.maximum = range.most, semantic.number = width;
  semantic.rect = rect;
  semantic.action = "set";
  const Interaction state = interact(ui, std::move(semantic), true);
  if (state.hovered || state.held) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    vline(ui, rect.x + 3, rect.y, rect.bottom(), Token::kAccent, 2);
  }
  float wanted = width;
  if (state.held) {
    wanted += ImGui::GetIO().MouseDelta.x;
    ui.more_frames = true;
  }
  if (ImGui::IsItemFocused()) {
    ui.slider_key = key;
    wanted += 8.0f * static_cast<float>(ui.slider_steps);
  }
  if (const std::optional<std::string> asked = ui.take_operation(key)) wanted = static_cast<float>(std::atof(asked->c_str()));
  const bool by_pointer = ImGui::IsMouseReleased(ImGuiMouseButton_Left);
  if (content_width && ((state.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) || (state.pressed && !by_pointer))) wanted = std::ceil(content_width());
  if (wanted == width) return std::nullopt;
  wanted = std::clamp(wanted, range.least, range.most);
  if (wanted == width) return std::nullopt;
  return wanted;
}

}  // namespace jumelles::ui
