#pragma once

// What the drawn frame means: one entry per control and per text that matters, in drawing order. The web side mirrors it
// as real DOM roles; tests find and operate the interface by it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::ui {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  bool contains(float px, float py) const { return px >= x && px < x + w && py >= y && py < y + h; }
};

enum class Role : uint8_t {
  kButton, kSwitch, kRadio, kCombobox, kOption, kSlider, kNavigation, kListItem, kRow, kCell, kColumnHeader,
  kHeading, kParagraph, kStatus, kAlert, kProgress, kChart, kTextbox, kSearchbox, kMenuItem,
};
std::string_view role_name(Role role);  // ARIA: "button", "listitem"...

struct Choice {
  std::string id, text;
};

// How the real text field over a drawn one looks, so that both are one (widgets/text_field.h).
struct FieldLook {
  std::string placeholder;
  std::string active;           // key of the option that arrows have reached in the list beneath, or ""
  float font_px = 13;           // CSS pixels
  bool strong = false;
  float left = 0, right = 0;    // from the edges of its rectangle to the text
  bool at_right = false;        // the text ends at the right one
  uint32_t color = 0;  // 0xRRGGBB
  Rect clip;                    // what is seen of it
  bool covered = false;         // something lies over it
};

struct Semantic {
  std::string key;     // stable, never translated: "rules/threshold"
  Role role = Role::kParagraph;
  std::string name;    // what a person calls it
  std::string value;   // current value, as text
  std::vector<Choice> choices;  // of a combo box
  double minimum = 0, maximum = 0, number = 0;  // of a slider
  bool disabled = false, checked = false, selected = false, expanded = false, focused = false;
  int level = 0;       // of a heading
  Rect rect;           // CSS pixels
  std::string action;  // "press", "toggle", "choose", "set" or "" when it cannot be operated
  uint32_t item = 0;   // ImGui's id, 0 for texts
  std::string command; // what pressing it asks for, when that is a command: run in its turn, also where it has to wait
  std::optional<FieldLook> field = {};  // of a text field
  std::string sort = {};  // of a header that sorts: "ascending", "descending", "none"
  bool menu = false;      // it has one (widgets/menu.h)
  bool current = false;   // the keys for menus are its, where nothing that has one has the focus
};

std::string to_json(const std::vector<Semantic>& semantics);
// Text fields alone: they are real also where nothing else is mirrored.
std::string fields_to_json(const std::vector<Semantic>& semantics);

}  // namespace jumelles::ui
