#include "panels/copying.h"

#include <algorithm>
#include <utility>

#include "app/commands.h"
#include "core/harmless.h"
#include "i18n/text.h"
#include "icons.h"

namespace jumelles::ui {
namespace {

std::string harmless(std::string_view cell) { return needs_apostrophe(cell) ? "'" + std::string(cell) : std::string(cell); }

std::string field(std::string_view cell) {
  std::string out = harmless(cell);
  if (out.find_first_of("\t\r\n\"") == std::string::npos) return out;
  for (size_t at = 0; (at = out.find('"', at)) != std::string::npos; at += 2) out.insert(at, 1, '"');
  return '"' + out + '"';
}

std::string line(const std::vector<std::string>& cells) {
  std::string out;
  for (size_t i = 0; i < cells.size(); ++i) out += (i ? "\t" : "") + field(cells[i]);
  return out;
}

std::string html_cell(std::string_view cell, std::string_view tag) {
  std::string out = "<" + std::string(tag) + " style=\"mso-number-format:'\\@'\">";
  for (const char c : harmless(cell)) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '\n') out += "<br style=\"mso-data-placement:same-cell\">";
    else if (c != '\r') out += c;
  }
  return out + "</" + std::string(tag) + ">";
}

void copy(Panel& panel, HostRequest request, const char* words, std::array<std::string, 2> counts) {
  panel.view.copying_words = words;
  panel.view.copying_counts = std::move(counts);
  request.what = "copy";
  panel.platform.request(std::move(request));
}

void copy_value(Panel& panel, const std::string& value) { copy(panel, {"", harmless(value), ""}, "copy.said.value", {}); }

void copy_table(Panel& panel, const CopiedTable& table, const char* words) {
  const size_t columns = table.header.empty() && !table.rows.empty() ? table.rows.front().size() : table.header.size();
  copy(panel, {"", as_text(table), "", as_html(table)}, words, {number(table.rows.size()), number(columns)});
}

void start_copying(Panel& panel, const ListToCopy& list) {
  panel.view.list_copy = std::make_shared<ListCopy>(ListCopy{list, panel.client.summary().revision, list.total, {list.header, {}}});
  panel.ui.more_frames = true;
}

void end_copying(Panel& panel) {
  const std::shared_ptr<ListCopy> done = std::exchange(panel.view.list_copy, nullptr);
  const uint64_t rows = done->table.rows.size();
  if (done->total <= rows && rows <= kMostRowsAsHtml) return copy_table(panel, done->table, "copy.said.table");
  const bool whole = done->total <= rows;
  copy(panel, {"", as_text(done->table), "", rows <= kMostRowsAsHtml ? as_html(done->table) : std::string()}, whole ? "copy.said.table" : "copy.said.part",
       {number(rows), number(whole ? done->table.header.size() : done->total)});
}

}  // namespace

std::string as_text(const CopiedTable& table) {
  std::string out = table.header.empty() ? "" : line(table.header) + "\r\n";
  for (size_t i = 0; i < table.rows.size(); ++i) out += line(table.rows[i]) + (table.rows.size() > 1 || !table.header.empty() ? "\r\n" : "");
  return out;
}

std::string as_html(const CopiedTable& table) {
  std::string out = "<table>";
  const auto put = [&](const std::vector<std::string>& cells, std::string_view tag) {
    out += "<tr>";
    for (const std::string& cell : cells) out += html_cell(cell, tag);
    out += "</tr>";
  };
  if (!table.header.empty()) put(table.header, "th");
  for (const auto& row : table.rows) put(row, "td");
  return out + "</table>";
}

void answer(Panel& panel, const Asked& asked, ThingMenu menu) {
  if (asked.copy) {
    if (menu.value) copy_value(panel, *menu.value);
    else if (menu.row) copy_table(panel, {{}, {*menu.row}}, "copy.said.row");
    return;
  }
  ContextMenu& open = panel.view.menu.emplace();
  open.menu.name = menu.name;
  open.menu.x = asked.x;
  open.menu.y = asked.y;
  const auto add = [&](MenuItem item, std::function<void(Panel&)> act) {
    open.menu.items.push_back(std::move(item));
    open.acts.push_back(std::move(act));
  };
  if (menu.value) add({"value", tr("copy.value"), icon::kCopy, false, tr("copy.keys")}, [value = *menu.value](Panel& p) { copy_value(p, value); });
  if (menu.row)
    add({"row", tr("copy.row"), icon::kCopy, false, menu.value ? "" : tr("copy.keys")}, [row = *menu.row](Panel& p) { copy_table(p, {{}, {row}}, "copy.said.row"); });
  if (menu.table) add({"table", tr("copy.table"), icon::kCopy}, [table = std::move(*menu.table)](Panel& p) { copy_table(p, table, "copy.said.table"); });
  if (menu.list) {
    const uint64_t rows = menu.list->total;
    const std::string words = rows > kMostCopiedRows ? tr("copy.list_part", {number(kMostCopiedRows), number(rows)}) : tr("copy.list", {number(rows)});
    add({"table", words, icon::kCopy}, [list = std::move(*menu.list)](Panel& p) { start_copying(p, list); });
  }
  for (size_t i = 0; i < menu.acts.size(); ++i) {
    menu.acts[i].item.apart = i == 0 && !open.acts.empty();
    add(std::move(menu.acts[i].item), std::move(menu.acts[i].act));
  }
  panel.ui.more_frames = true;
}

float chart_copies(Panel& panel, const std::string& key, float right, float y, Rect picture, const CopiedTable& table) {
  constexpr float kIcon = 28;
  Ui& ui = panel.ui;
  if (icon_button(ui, key + "/copy_data", {right - kIcon, y, kIcon, kIcon}, icon::kCopy, tr("copy.data"), false, Token::kMuted, 16)) copy_table(panel, table, "copy.said.table");
  if (icon_button(ui, key + "/copy_picture", {right - 2 * kIcon - 4, y, kIcon, kIcon}, icon::kImage, tr("copy.picture"), false, Token::kMuted, 16)) {
    panel.view.copying_words = "copy.said.picture";
    const auto whole = [](float value) { return std::to_string(static_cast<int>(value)); };
    panel.platform.request({"copy_picture", whole(picture.x) + " " + whole(picture.y) + " " + whole(picture.w) + " " + whole(picture.h), ""});
  }
  return right - 2 * kIcon - 4;
}

void go_on_copying(Panel& panel) {
  if (!panel.view.list_copy) return;
  if (!panel.client.has_sources()) return panel.view.list_copy.reset();
  constexpr int kPagesOfAFrame = 4;
  ListCopy& copy = *panel.view.list_copy;
  if (copy.revision != panel.client.summary().revision) copy.table.rows.clear(), copy.revision = panel.client.summary().revision;
  std::vector<std::vector<std::string>>& rows = copy.table.rows;
  for (int i = 0; i < kPagesOfAFrame; ++i) {
    std::optional<std::vector<std::vector<std::string>>> more = copy.list.rows_from(panel, rows.size(), copy.total);
    if (!more) return;
    panel.ui.more_frames = true;
    for (auto& row : *more)
      if (rows.size() < kMostCopiedRows) rows.push_back(std::move(row));
    if (more->empty() || rows.size() >= std::min(copy.total, kMostCopiedRows)) return end_copying(panel);
  }
}

void draw_context_menu(Panel& panel) {
  if (!panel.view.menu) return;
  bool closed = false;
  const std::optional<size_t> chosen = draw_menu(panel.ui, panel.view.menu->menu, closed);
  if (!chosen && !closed) return;
  const ContextMenu done = std::move(*panel.view.menu);
  panel.view.menu.reset();
  panel.ui.more_frames = true;
  if (chosen) done.acts[*chosen](panel);
}

void show_group(Panel& panel, uint32_t group) {
  View& view = panel.view;
  view.group_filter = "all";
  view.group_text.clear();
  view.group_sort = {};
  view.group_row = group;
  view.group_marked.clear();
  view.group_merging = view.group_figures = false;
  view.reveal_group = true;
  go_to(panel, Screen::kGroups);
}

void show_golden_record(Panel& panel, uint32_t group) {
  View& view = panel.view;
  view.golden_filter = "all";
  view.golden_text.clear();
  view.golden_sort = {};
  view.golden_row = group;
  view.first_record = 0;
  view.reveal_golden = true;
  go_to(panel, Screen::kGolden);
}

void show_golden_records(Panel& panel, const std::string& text) {
  show_golden_record(panel, 0);
  panel.view.golden_text = text;
}

}  // namespace jumelles::ui
