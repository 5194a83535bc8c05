#pragma once

// Controls by the tokens' section 4. Each registers one Semantic; the caller gives the stable key.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/draw.h"
#include "widgets/ui.h"

namespace jumelles::ui {

enum class ButtonKind : uint8_t { kPrimary, kSecondary, kQuiet };
struct ButtonOptions {
  ButtonKind kind = ButtonKind::kSecondary;
  const char* glyph = nullptr;
  std::string shortcut = {};              // shown in a key cap
  float height = size::kButtonDense;
  bool disabled = false;
  std::string tip = {};                   // when disabled: what is missing
  float width = 0;                   // 0: as wide as its content
  std::string command = {};          // see Semantic::command
};
float button_width(const Ui& ui, std::string_view label, const ButtonOptions& options);
bool button(Ui& ui, std::string key, float x, float y, std::string_view label, const ButtonOptions& options = {});
// Right-aligned; moves `right` to the left of the button and a gap.
bool button_from_right(Ui& ui, std::string key, float& right, float y, std::string_view label, const ButtonOptions& options = {});
// Icon alone: `name` is its tool-tip and accessible name.
bool icon_button(Ui& ui, std::string key, Rect rect, const char* glyph, std::string_view name, bool disabled = false,
                 Token color = Token::kMuted, float icon_size = 18);

struct Segment {
  std::string id = {}, text = {};
  const char* glyph = nullptr;
};
float segmented_width(const Ui& ui, std::span<const Segment> segments);
std::optional<size_t> segmented(Ui& ui, std::string key, float x, float y, std::span<const Segment> segments, size_t selected);

bool toggle(Ui& ui, std::string key, float x, float y, bool on, std::string_view name, bool disabled = false, std::string_view why = {});

struct ComboOptions {
  std::string prefix = {};             // muted, inside: "Encodage"
  std::string name = {};               // accessible name
  bool as_text = false;           // drawn as text until hovered or focused
  const char* glyph = nullptr;
  Token color = Token::kText;
  bool strong = false;
  float height = size::kButtonDense;
  bool disabled = false;
  bool chevron_on_hover = false;  // as_text: the whole width for the text at rest
};
float combo_width(const Ui& ui, std::string_view value, const ComboOptions& options);
// Where `id` is among them; their number where it is not.
size_t index_of(std::span<const Choice> choices, std::string_view id);
// The chosen index when the user chooses.
std::optional<size_t> combo(Ui& ui, std::string key, Rect rect, std::span<const Choice> choices, size_t selected, const ComboOptions& options);

// A whole row that selects. Draws its background only; `marker` adds the 3-px accent at its left when selected.
Interaction row_button(Ui& ui, std::string key, Rect rect, std::string_view name, bool selected, bool marker, Role role = Role::kRow);

enum class NavState : uint8_t { kEmpty, kReady, kStale, kRunning, kAttention };
struct NavItemOptions {
  const char* glyph = nullptr;
  std::string text = {}, count = {}, short_count = {}, key = {};  // short_count: shown where count has no room
  NavState state = NavState::kEmpty;
  bool active = false, folded = false;
};
bool nav_item(Ui& ui, Rect rect, const NavItemOptions& options);

enum class NoticeKind : uint8_t { kWarning, kError, kDone };
// A band: icon, sentence, what to do; with a button when `action` is not empty. Returns its height.
float notice_height(const Ui& ui, float width, std::string_view text, std::string_view hint);
bool notice(Ui& ui, std::string key, Rect rect, NoticeKind kind, std::string_view text, std::string_view hint, std::string_view action = {});

void progress_bar(Ui& ui, std::string key, Rect rect, double fraction, std::string_view name);

// A figure with its caption beneath.
void figure(Ui& ui, std::string key, float x, float y, std::string_view value, std::string_view caption, Token color = Token::kText,
            const char* glyph = nullptr);

// What an empty screen waits for, and the way on. True when the button was pressed.
bool empty_state(Ui& ui, std::string key, Rect area, const char* glyph, std::string_view title, std::string_view text,
                 std::string_view action = {}, const char* action_glyph = nullptr, bool disabled = false, std::string_view why = {});

// The edge between two columns: dragged, or moved by the arrow keys; a double click and Enter give the column at its left the width that
// its content needs. That width when it changes.
struct WidthRange { float least, most; };
std::optional<float> width_handle(Ui& ui, std::string key, std::string_view name, Rect rect, float width, WidthRange range,
                                  const std::function<float()>& content_width = {});

}  // namespace jumelles::ui
