#pragma once

// What is done with a cell or a row: its menu, and copying. What is copied is what the client tells: masked while that is on.

#include <algorithm>
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

// A list of any length, copied whole in parts of pages: more than a clipboard should hold are left out, and that is said.
constexpr uint64_t kMostCopiedRows = 100'000;
// Beyond them as text alone: every cell of a table that is told to be a text takes many times its letters.
constexpr uint64_t kMostRowsAsHtml = 20'000;
struct ListToCopy {
  std::vector<std::string> header;
  uint64_t total = 0;
  // The rows of one page, none while it is on its way; sets how many there are in all. Asks for the pages behind it, too.
  std::function<std::optional<std::vector<std::vector<std::string>>>(Panel&, uint64_t first, uint64_t& total)> rows_from;
};
constexpr uint32_t kCopiedAtOnce = 1000;  // rows of a page

inline bool is_being_made(const protocol::PreviewPage& page) { return page.list_state == "making"; }
inline bool is_being_made(const protocol::AuditRowsPage& page) { return page.state == "counting"; }
template <class Page>
bool is_being_made(const Page& page) { return page.search_state == "indexing"; }

// The list that a query asks for; `cells_of(panel, row)` writes a row.
template <class Page, class Query, class CellsOf>
ListToCopy list_to_copy(std::vector<std::string> header, uint64_t total, Query query, CellsOf cells_of) {
  return {std::move(header), total, [query, cells_of](Panel& panel, uint64_t first, uint64_t& total) mutable -> std::optional<std::vector<std::vector<std::string>>> {
    constexpr uint64_t kAhead = 3;
    const auto ask = [&](uint64_t from, bool* fresh = nullptr) {
      query.first = static_cast<decltype(query.first)>(from);
      query.count = kCopiedAtOnce;
      return panel.client.ask<Page>(query, fresh);
    };
    for (uint64_t i = 1; i <= kAhead && first + i * kCopiedAtOnce < total; ++i) ask(first + i * kCopiedAtOnce);
    bool fresh = false;
    const Page* page = ask(first, &fresh);
    std::vector<std::vector<std::string>> out;
    if (!page && panel.client.problem(query)) return out;  // it will not come
    if (!page || !fresh || is_being_made(*page)) return std::nullopt;
    for (const auto& row : page->rows) out.push_back(cells_of(panel, row));
    total = page->total;
    panel.client.forget(query);  // once is enough
    return out;
  }};
}

// What has come of it.
struct ListCopy {
  ListToCopy list;
  uint64_t revision = 0, total = 0;  // rows of another revision are others: it begins again
  CopiedTable table;
  double share() const { return total == 0 ? 0 : static_cast<double>(table.rows.size()) / static_cast<double>(std::min(total, kMostCopiedRows)); }
};

struct MenuAct {
  MenuItem item;
  std::function<void(Panel&)> act;
};
// What can be copied of a thing, and what else can be done with it.
struct ThingMenu {
  std::string name;
  std::optional<std::string> value;
  std::optional<std::vector<std::string>> row;
  std::optional<CopiedTable> table;  // whole, and small
  std::optional<ListToCopy> list;    // or a list of any length
  std::vector<MenuAct> acts;
};
// Opens the menu, or copies the value, else the row, as it was asked.
void answer(Panel& panel, const Asked& asked, ThingMenu menu);
// A chart's two copies, as a picture of `picture` and as data, at the right end of its title. Returns their left end.
float chart_copies(Panel& panel, const std::string& key, float right, float y, Rect picture, const CopiedTable& table);
// Goes on with the list that is being copied; once a frame.
void go_on_copying(Panel& panel);
// Draws the open menu and does what is chosen; at the root of the window.
void draw_context_menu(Panel& panel);

// To the same customer on another screen, in the list of all.
void show_group(Panel& panel, uint32_t group);
void show_golden_record(Panel& panel, uint32_t group);
// All customers that answer the words.
void show_golden_records(Panel& panel, const std::string& text);

}  // namespace jumelles::ui
