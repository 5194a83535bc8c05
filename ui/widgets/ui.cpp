#include "widgets/ui.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "widgets/draw.h"

namespace jumelles::ui {
namespace fonts {
extern const unsigned char kInterRegular[];
extern const unsigned kInterRegular_size;
extern const unsigned char kInterSemibold[];
extern const unsigned kInterSemibold_size;
extern const unsigned char kLucide[];
extern const unsigned kLucide_size;
}  // namespace fonts

namespace {

constexpr double kTipDelayMs = 400;
constexpr double kTipChainMs = 300;
constexpr size_t kTipBytes = 1200;  // of a tool-tip: what fits on a small screen
// Scroll positions are floats: beyond this height rows are reached by proportion.
constexpr double kMaxContentHeight = 4e6;

ImFont* add_font(const unsigned char* data, unsigned size, const char* name) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = 2;
  ImFormatString(config.Name, IM_ARRAYSIZE(config.Name), "%s", name);
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<unsigned char*>(data), static_cast<int>(size), 17.0f, &config);
}

ImVec4 vec(uint32_t rgb, float alpha = 1) {
  return {static_cast<float>(rgb >> 16 & 255) / 255, static_cast<float>(rgb >> 8 & 255) / 255, static_cast<float>(rgb & 255) / 255, alpha};
}

void focus_ring(Ui& ui, Rect r, bool inside) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  float gap = inside ? -1.0f : 3.0f;
  if (!inside) {
    // Around an item at the edge of its region, but not over what lies beside one that was scrolled away.
    const ImVec2 from = list->GetClipRectMin(), to = list->GetClipRectMax();
    list->PushClipRect({from.x - gap - 2, from.y - gap - 2}, {to.x + gap + 2, to.y + gap + 2});
  }
  list->AddRect({r.x - gap, r.y - gap}, {r.right() + gap, r.bottom() + gap}, ui.color(Token::kAccent), inside ? 0 : 8, 0, 2);
  if (!inside) list->PopClipRect();
}

}  // namespace

std::optional<std::string> Ui::take_operation(const std::string& key) {
  auto found = operations.find(key);
  if (found == operations.end()) return std::nullopt;
  std::string value = std::move(found->second);
  operations.erase(found);
  return value;
}

ImU32 Ui::color(Token token) const {
  if (token == Token::kNone) return 0;
  uint32_t rgb = theme->colors[static_cast<size_t>(token)];
  return IM_COL32(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, 255);
}

ImU32 Ui::color(Token token, float alpha) const {
  return (color(token) & 0x00FFFFFFu) | static_cast<ImU32>(alpha * 255.0f + 0.5f) << IM_COL32_A_SHIFT;
}

float Ui::snap(float v) const { return std::floor(v * pixels_per_point + 0.001f) / pixels_per_point; }
float Ui::line_width() const { return std::max(1.0f, std::floor(pixels_per_point)) / pixels_per_point; }

void setup_imgui(Ui& ui) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigNavCaptureKeyboard = true;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  ui.regular = add_font(fonts::kInterRegular, fonts::kInterRegular_size, "Inter");
  ui.semibold = add_font(fonts::kInterSemibold, fonts::kInterSemibold_size, "Inter Semibold");
  ui.icons = add_font(fonts::kLucide, fonts::kLucide_size, "Lucide");
  // A character that no font has shows as a box instead of vanishing.
  ui.regular->FallbackChar = 0x25A1;
  ui.semibold->FallbackChar = 0x25A1;
  io.FontDefault = ui.regular;
  // Ctrl+Tab belongs to the browser.
  ImGui::GetCurrentContext()->ConfigNavWindowingKeyNext = ImGuiKey_None;
  ImGui::GetCurrentContext()->ConfigNavWindowingKeyPrev = ImGuiKey_None;
  apply_style(ui);
}

std::span<const unsigned char> font_file(bool strong) {
  if (strong) return {fonts::kInterSemibold, fonts::kInterSemibold_size};
  return {fonts::kInterRegular, fonts::kInterRegular_size};
}

void apply_style(const Ui& ui) {
  ImGuiStyle& style = ImGui::GetStyle();
  const auto& c = ui.theme->colors;
  auto at = [&](Token token) { return vec(c[static_cast<size_t>(token)]); };
  style.WindowPadding = style.ItemSpacing = {0, 0};
  style.WindowBorderSize = style.ChildBorderSize = 0;
  style.PopupBorderSize = 1;
  style.PopupRounding = size::kRadiusControl;
  style.WindowRounding = style.ChildRounding = 0;
  style.ScrollbarSize = size::kScrollBar;
  style.ScrollbarRounding = 3;
  style.GrabMinSize = 24;
  style.DisabledAlpha = 1;
  style.WindowMinSize = {1, 1};
  style.Colors[ImGuiCol_Text] = at(Token::kText);
  style.Colors[ImGuiCol_WindowBg] = style.Colors[ImGuiCol_ChildBg] = {0, 0, 0, 0};
  style.Colors[ImGuiCol_PopupBg] = at(Token::kRaised);
  style.Colors[ImGuiCol_Border] = at(Token::kBorderStrong);
  style.Colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
  style.Colors[ImGuiCol_ScrollbarGrab] = at(Token::kBorderStrong);
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = style.Colors[ImGuiCol_ScrollbarGrabActive] = at(Token::kControl);
  style.Colors[ImGuiCol_NavCursor] = {0, 0, 0, 0};  // drawn by interact()
}

void use_theme(Ui& ui, const Theme& theme) {
  ui.theme = &theme;
  apply_style(ui);
}

void finish_tooltip(Ui& ui) {
  if (ui.tip.text.empty()) {
    ui.last_tip = {};
    return;
  }
  if (!(ui.tip == ui.last_tip)) {
    bool chained = ui.now_ms < ui.tip_shown_until_ms + kTipChainMs;
    ui.tip_since_ms = chained ? ui.now_ms - kTipDelayMs : ui.now_ms;
    ui.last_tip = ui.tip;
  }
  double rest = kTipDelayMs - (ui.now_ms - ui.tip_since_ms);
  if (rest > 0) {
    ui.wake(rest + 1);
    return;
  }
  ui.tip_shown_until_ms = ui.now_ms;
  constexpr float kWrap = 340, kPad = 8;
  ImVec2 screen = ImGui::GetIO().DisplaySize;
  Ink ink{Type::kDense, false, Token::kText};
  float height = paragraph_height(ui, ui.tip.text, kWrap, ink);
  float width = std::min(kWrap, text_width(ui, ui.tip.text, ink));
  float x = std::clamp(ui.tip.rect.x, 4.0f, std::max(4.0f, screen.x - width - 2 * kPad - 4));
  float y = ui.tip.rect.bottom() + 6;
  if (y + height + 2 * kPad > screen.y) y = ui.tip.rect.y - height - 2 * kPad - 6;
  DrawTarget target(ImGui::GetForegroundDrawList());
  box(ui, {x, y, width + 2 * kPad, height + kPad}, Token::kRaised, Token::kBorderStrong, size::kRadiusChip);
  paragraph(ui, x + kPad, y + kPad / 2, kWrap, ui.tip.text, ink);
}

void scroll_to(Ui& ui, Rect r) {
  ImGui::ScrollToRect(ImGui::GetCurrentWindow(), ImRect(r.x, r.y, r.right(), r.bottom()), ImGuiScrollFlags_KeepVisibleEdgeX | ImGuiScrollFlags_KeepVisibleEdgeY);
  ui.more_frames = true;
}

Region::Region(Ui& ui, const char* id, Rect rect, RegionOptions options) : rect_(rect) {
  // Too small a window leaves some regions nothing: ImGui takes 0 and less for something else.
  rect.w = std::max(1.0f, rect.w), rect.h = std::max(1.0f, rect.h);
  fill(ui, rect, options.background);
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove;
  if (!options.scroll_y && !options.scroll_x) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  if (options.scroll_x) flags |= ImGuiWindowFlags_HorizontalScrollbar;
  ImGui::BeginChild(id, {rect.w, rect.h}, ImGuiChildFlags_NavFlattened, flags);
  ImVec2 origin = ImGui::GetCursorScreenPos();
  origin_x_ = origin.x;
  origin_y_ = origin.y;
}

Region::~Region() { ImGui::EndChild(); }

void Region::extend_to(float right, float bottom) {
  ImGui::SetCursorScreenPos({origin_x_, origin_y_});
  ImGui::Dummy({std::max(0.0f, right - origin_x_), std::max(0.0f, bottom - origin_y_)});
}

RowRegion::RowRegion(Ui&, const char* id, Rect rect, float row_height, uint64_t row_count, int64_t reveal, float content_width)
    : rect_(rect), row_height_(row_height), width_(rect.w) {
  rect.w = std::max(1.0f, rect.w), rect.h = std::max(1.0f, rect.h);
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove;
  if (content_width > 0) flags |= ImGuiWindowFlags_HorizontalScrollbar;
  ImGui::BeginChild(id, {rect.w, rect.h}, ImGuiChildFlags_NavFlattened, flags);
  double full = static_cast<double>(row_count) * row_height;
  double content = std::min(full, kMaxContentHeight);
  double scale = full > content && content > rect.h ? (full - rect.h) / (content - rect.h) : 1.0;
  double scroll = ImGui::GetScrollY() * scale;
  if (reveal >= 0 && static_cast<uint64_t>(reveal) < row_count) {
    double top = static_cast<double>(reveal) * row_height;
    if (top < scroll) scroll = top;
    if (top + row_height > scroll + rect.h) scroll = top + row_height - rect.h;
    ImGui::SetScrollY(static_cast<float>(scroll / scale));
  }
  scroll = std::clamp(scroll, 0.0, std::max(0.0, full - rect.h));
  first_ = static_cast<uint64_t>(scroll / row_height);
  last_ = std::min<uint64_t>(row_count, first_ + static_cast<uint64_t>(rect.h / row_height) + 2);
  first_ = std::min(first_, last_);
  top_ = rect.y + static_cast<float>(static_cast<double>(first_) * row_height - scroll);
  ImVec2 origin = ImGui::GetCursorScreenPos();
  ImGui::Dummy({std::max(1.0f, content_width), static_cast<float>(content)});
  ImGui::SetCursorScreenPos(origin);
  x_ = origin.x;
  if (full > rect.h) width_ -= size::kScrollBar;
}

RowRegion::~RowRegion() { ImGui::EndChild(); }

void RowRegion::reveal_across(Ui& ui, float left, float right) {
  const float scroll = rect_.x - x_, wanted = std::max(0.0f, std::min(left, std::max(scroll, right - width_)));
  if (wanted == scroll) return;
  ImGui::SetScrollX(wanted);
  ui.more_frames = true;
}

Overlay::Overlay(Ui& ui, const char* id, Rect rect) {
  ImGui::SetNextWindowPos({rect.x, rect.y});
  ImGui::SetNextWindowSize({rect.w, rect.h});
  ImGui::Begin(id, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  ui.popup_open = true;
  box(ui, rect, Token::kRaised, Token::kBorderStrong, size::kRadiusControl);
}

Overlay::~Overlay() { ImGui::End(); }

Rect window_rect() { return {0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y}; }

bool is_pressing_in(Rect rect) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return ImGui::IsMouseDown(ImGuiMouseButton_Left) && rect.contains(mouse.x, mouse.y);
}

bool is_clicked_outside(Rect rect) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !rect.contains(mouse.x, mouse.y);
}

bool is_clicked_in(Rect rect) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return ImGui::IsMouseClicked(ImGuiMouseButton_Left) && ImGui::IsWindowHovered() && rect.contains(mouse.x, mouse.y);
}

Interaction interact(Ui& ui, Semantic semantic, bool inside_ring) {
  Rect r = semantic.rect;
  Interaction result;
  ImGui::SetCursorScreenPos({r.x, r.y});
  bool pressed = ImGui::InvisibleButton(semantic.key.c_str(), {std::max(1.0f, r.w), std::max(1.0f, r.h)}, ImGuiButtonFlags_EnableNav);
  semantic.item = ImGui::GetItemID();
  result.hovered = ImGui::IsItemHovered();
  result.focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  if (!semantic.disabled) {
    result.held = ImGui::IsItemActive();
    result.pressed = pressed;
  }
  if (pressed) ui.more_frames = true;
  if (result.focused) focus_ring(ui, r, inside_ring);
  semantic.focused = ImGui::IsItemFocused();
  if (semantic.disabled) semantic.action.clear();
  ui.semantics.push_back(std::move(semantic));
  return result;
}

void say(Ui& ui, Role role, std::string key, Rect rect, std::string_view name, std::string_view value) {
  Semantic semantic;
  semantic.key = std::move(key);
  semantic.role = role;
  semantic.name = name;
  semantic.value = value;
  semantic.rect = rect;
  ui.semantics.push_back(std::move(semantic));
}

void heading(Ui& ui, std::string key, Rect rect, std::string_view name, int level) {
  say(ui, Role::kHeading, std::move(key), rect, name);
  ui.semantics.back().level = level;
}

void tip(Ui& ui, Rect rect, std::string_view text) {
  if (text.empty() || !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return;
  ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!rect.contains(mouse.x, mouse.y)) return;
  if (text.size() <= kTipBytes) {
    ui.tip = {rect, std::string(text)};
    return;
  }
  size_t end = kTipBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  ui.tip = {rect, std::string(text.substr(0, end)) + "\u2026"};
}

}  // namespace jumelles::ui
