#pragma once

// Everything a person can command, once: menus, shortcuts, help and tests read this table.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "panels/panels.h"

namespace jumelles::ui {

struct KeyPress {
  std::string key;  // logical: "z", "Enter", "ArrowDown"
  bool control = false, shift = false, alt = false;
  bool repeated = false;  // held down
};

struct CommandRow {
  const char* id;         // texts: "command.ID" and "command.ID.help"
  const char* shortcut;   // "Ctrl+Enter", or ""
  bool (*enabled)(const Panel&);
  void (*run)(Panel&);
  bool repeats = false;   // while its key is held down
  // What it is about is not known yet: it waits, and with it what was commanded after it. It was possible when it was
  // commanded, and is done when the wait is over.
  bool (*waits)(Panel&) = nullptr;
  const char* field = nullptr;  // key of the text field that it leads to: what is typed behind it is for that one
};

std::span<const CommandRow> commands();
const CommandRow& command(std::string_view id);
// The enabled command that this press asks for.
const CommandRow* command_for(const Panel& panel, const KeyPress& press);
// "Ctrl ↵" as drawn in key caps.
std::string shortcut_text(const CommandRow& row);

bool can_run(const Panel& panel);
bool nothing_readable(const Panel& panel);  // there are sources, and none of them could be read
bool is_busy(const Panel& panel);
// Says what was done for a while in the status strip, and to screen readers.
void tell(Panel& panel, std::string words);
void go_to(Panel& panel, Screen screen);

}  // namespace jumelles::ui
