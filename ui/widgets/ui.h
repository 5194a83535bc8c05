#pragma once

// The context that every widget draws with: theme, fonts, the frame's semantics, tool-tips, and what is asked of the host.
// One object per studio; everything else is passed explicitly.

#include <imgui.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "theme.h"
#include "widgets/semantics.h"

namespace jumelles::ui {

struct Ui {
  const Theme* theme = &light_theme();
  float pixels_per_point = 1;   // device pixels per CSS pixel
  double now_ms = 0;            // of this frame
  ImFont* regular = nullptr;
  ImFont* semibold = nullptr;
  ImFont* icons = nullptr;

  std::vector<Semantic> semantics;

  // Asked for by widgets, read by the frame:
  bool more_frames = false;     // something moves: draw again at once
  double wake_after_ms = -1;    // draw again then; -1 = not needed
  bool popup_open = false;      // of the last frame
  std::vector<std::string> cuts;  // texts that did not fit in this frame, for tests
  std::vector<std::string>* drawn = nullptr;  // every text that is drawn, where a test wants to know
  int slider_steps = 0;         // arrow keys for the focused slider, in steps
  std::string slider_key;       // the focused slider of the last frame, or ""

  // Tool-tip: what the pointer rests on.
  struct Tip {
    Rect rect;
    std::string text;
    bool operator==(const Tip& o) const { return rect.x == o.rect.x && rect.y == o.rect.y && text == o.text; }
  };
  Tip tip, last_tip;
  double tip_since_ms = 0, tip_shown_until_ms = -1e9;

  // Text fields (widgets/text_field.h). What happened in the real ones since the last frame, in its order.
  struct FieldEvent {
    enum class What : uint8_t { kFocus, kInput, kCommit, kCancel, kStep, kBlur };
    std::string key;
    What what = What::kInput;
    std::string value = {};     // of kInput: the whole text; of kBlur: key of what has the focus now, or ""
    int steps = 0;              // of kStep: down, or up where negative
  };
  std::vector<FieldEvent> field_events;
  std::string field;            // that has the focus, or ""
  bool field_has_list = false;  // its arrows walk a list
  std::string field_wanted;     // asked of the host: to give the focus to this one; taken by the frame
  bool field_left = false;      // ... to take it from the one that has it

  // A menu that was asked for by a key (widgets/menu.h): of which item, "" of the current thing; or only its copy.
  struct MenuAsked { bool menu = false, copy = false; std::string key; };
  MenuAsked menu_asked;         // taken by the frame
  bool keys_at_current = false; // arrows have walked the current thing since something got the focus: the keys for menus are its

  // Operations asked for from outside (accessibility mirror, tests): a key and the value to choose or set.
  std::unordered_map<std::string, std::string> operations;
  std::optional<std::string> take_operation(const std::string& key);

  uint32_t rgb(Token token) const { return theme->colors[static_cast<size_t>(token)]; }
  ImU32 color(Token token) const;
  ImU32 color(Token token, float alpha) const;
  float snap(float v) const;       // down to a device pixel
  float line_width() const;        // about one CSS pixel, whole device pixels
  void wake(double after_ms) { if (wake_after_ms < 0 || after_ms < wake_after_ms) wake_after_ms = after_ms; }
};

// Fonts and style, once per ImGui context.
void setup_imgui(Ui& ui);
// The file of the font that texts are drawn in, for those who draw beside the studio.
std::span<const unsigned char> font_file(bool strong);
void apply_style(const Ui& ui);
void use_theme(Ui& ui, const Theme& theme);
// Shows the tool-tip that widgets have asked for. Call after everything else is drawn.
void finish_tooltip(Ui& ui);

// Scrolls the regions that are being drawn until `rect` is seen; with the next frame.
void scroll_to(Ui& ui, Rect rect);

// A part of the window that clips and may scroll. Coordinates inside are absolute; origin() moves with scrolling.
struct RegionOptions {
  Token background = Token::kSurface;
  bool scroll_x = false, scroll_y = false;
};
class Region {
 public:
  Region(Ui& ui, const char* id, Rect rect, RegionOptions options = {});
  ~Region();
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;
  float x() const { return origin_x_; }
  float y() const { return origin_y_; }
  const Rect& rect() const { return rect_; }
  // The scrolled content's extent, in absolute coordinates.
  void extend_to(float right, float bottom);

 private:
  Rect rect_;
  float origin_x_ = 0, origin_y_ = 0;
};

// Rows of equal height, any number of them; only the visible ones are visited. Scrolls to `reveal` when that is a row.
class RowRegion {
 public:
  // Rows wider than the place (`content_width`) are scrolled sideways: x() is where they begin.
  RowRegion(Ui& ui, const char* id, Rect rect, float row_height, uint64_t row_count, int64_t reveal = -1, float content_width = 0);
  ~RowRegion();
  RowRegion(const RowRegion&) = delete;
  RowRegion& operator=(const RowRegion&) = delete;
  uint64_t first() const { return first_; }
  uint64_t last() const { return last_; }  // one past
  float x() const { return x_; }
  float width() const { return width_; }  // of what is seen of a row
  // Scrolls sideways until what lies between them is seen, both counted from x(); with the next frame.
  void reveal_across(Ui& ui, float left, float right);
  Rect row(uint64_t index) const { return {rect_.x, top_ + static_cast<float>(index - first_) * row_height_, width_, row_height_}; }

 private:
  Rect rect_;
  float row_height_, width_, top_ = 0, x_ = 0;
  uint64_t first_ = 0, last_ = 0;
};

// Over everything else, while it is drawn: lists beneath take no keys. Not inside of a Region.
class Overlay {
 public:
  Overlay(Ui& ui, const char* id, Rect rect);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;
};
Rect window_rect();               // of the whole studio
bool is_pressing_in(Rect rect);   // the pointer's button is down there
bool is_clicked_outside(Rect rect);
bool is_clicked_in(Rect rect);    // of the region that is being drawn

// The one door to ImGui's items: an invisible button with its semantic.
struct Interaction {
  bool hovered = false, held = false, pressed = false, focused = false;
};
Interaction interact(Ui& ui, Semantic semantic, bool inside_ring = false);
// A text that matters to readers and tests, without an item.
void say(Ui& ui, Role role, std::string key, Rect rect, std::string_view name, std::string_view value = {});
void heading(Ui& ui, std::string key, Rect rect, std::string_view name, int level);
// Shows `text` when the pointer rests on `rect`.
void tip(Ui& ui, Rect rect, std::string_view text);

}  // namespace jumelles::ui
