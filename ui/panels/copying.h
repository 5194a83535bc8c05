#pragma once

// What is done with a cell or a row: its menu, and copying. What is copied is what the client tells: masked while that is on.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "panels/panels.h"

namespace jumelles::ui {

// A table as it goes to a spreadsheet: separated by tabs, the header first; texts that a spreadsheet would run get an apostrophe
// (core/harmless.h), those with tabs, quotes or line ends quotes.
struct CopiedTable {
  std::vector<std::string> header;  // empty: none
  std::vector<std::vector<std::string>> rows;
};
std::string as_text(const CopiedTable& table);
// The same for those who take tables as such; every cell is told to be a text, so that leading zeros stay.
std::string as_html(const CopiedTable& table);

struct MenuAct {
  MenuItem item;
  std::function<void(Panel&)> act;
};
// What can be copied of a thing, and what else can be done with it.
struct ThingMenu {
  std::string name;
  std::optional<std::string> value;
  std::optional<std::vector<std::string>> row;
  std::optional<CopiedTable> table;
  const char* table_text = "copy.table";  // what its item is called
  std::vector<MenuAct> acts;
};
// Opens the menu, or copies the value, else the row, as it was asked.
void answer(Panel& panel, const Asked& asked, ThingMenu menu);
// Draws the open menu and does what is chosen; at the root of the window.
void draw_context_menu(Panel& panel);

// To the same customer on another screen, in the list of all.
void show_group(Panel& panel, uint32_t group);
void show_golden_record(Panel& panel, uint32_t group);
// All customers that answer the words.
void show_golden_records(Panel& panel, const std::string& text);

}  // namespace jumelles::ui
