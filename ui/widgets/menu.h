#pragma once

// Menus on things: what can be done with a row or a cell, at the right button, at the menu key or Shift+F10. Copying is one of it, and
// has Ctrl+C besides. One menu at a time.

#include <optional>
#include <string>
#include <vector>

#include "widgets/ui.h"

namespace jumelles::ui {

// What is asked of a thing in this frame.
struct Asked {
  bool menu = false, copy = false;
  float x = 0, y = 0;  // where the menu is to open
  explicit operator bool() const { return menu || copy; }
};
// Of what is drawn in `rect` and has the semantic `key`. The keys are for what has the focus, or, where nothing with a menu has it, for the
// `current` thing of the screen. A semantic that is an item, or current, is told to have a menu.
Asked asked_of(Ui& ui, const std::string& key, Rect rect, bool current = false);

// By a key: what has the focus, else what is current, is asked in the next frame; or that of `key`.
bool has_menu(const Ui& ui);  // there is such a thing
void ask_for_menu(Ui& ui, std::string key, bool copy);
void ask_for_menu(Ui& ui, bool copy);

struct MenuItem {
  std::string id, text;
  const char* glyph = nullptr;
  bool apart = false;  // a line above it
  std::string shortcut = {};
};
struct Menu {
  std::string name;    // of what it is about
  float x = 0, y = 0;
  std::vector<MenuItem> items;
  bool is_open = false;
};
// Draws the menu; at the root of the window, after everything else. The item that was chosen; `closed` when it is gone.
std::optional<size_t> draw_menu(Ui& ui, Menu& menu, bool& closed);

}  // namespace jumelles::ui
