#include "panels/source_preview.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "widgets/text_field.h"

namespace jumelles::ui {
namespace {

using protocol::SourceSummary;
using protocol::ColumnSummary;

constexpr float kPreviewRows = 8, kLineNumber = 48, kHeaderMenu = 18, kLeastColumn = 44, kMostColumn = 260, kWidestColumn = 900;

// Index of the column of that name, kNoThing where there is none.
uint32_t column_named(const SourceSummary& source, const std::string& name) {
  for (size_t c = 0; c < source.columns.size() && !name.empty(); ++c)
    if (source.columns[c].name == name) return static_cast<uint32_t>(c);
  return protocol::kNoThing;
}

PreviewQuestion& question_of(Panel& panel, const SourceSummary& source) { return panel.view.preview_questions[source.name]; }

// The page that a row is on, of what is asked, or of the source as it is.
protocol::PreviewQuery preview_query(const Panel& panel, const SourceSummary& source, uint64_t row, const PreviewQuestion* question) {
  protocol::PreviewQuery query{panel.view.source, static_cast<uint32_t>(row / Client::kPageRows * Client::kPageRows), Client::kPageRows};
  if (question == nullptr) return query;
  query.text = question->text;
  if (!query.text.empty()) query.column = column_named(source, question->column);
  query.sort = column_named(source, question->sort.by);
  query.descending = query.sort != protocol::kNoThing && question->sort.descending;
  return query;
}

// Rows of the preview come in pages, those that are seen.
const protocol::PreviewRow* row_of(Panel& panel, const protocol::PreviewQuery& query, uint64_t row) {
  const auto* page = panel.client.ask<protocol::PreviewPage>(query);
  return page && row - query.first < page->rows.size() ? &page->rows[row - query.first] : nullptr;
}
const protocol::PreviewRow* preview_row(Panel& panel, const SourceSummary& source, uint64_t row) {
  return row_of(panel, preview_query(panel, source, row, &question_of(panel, source)), row);
}
const protocol::PreviewRow* file_row(Panel& panel, const SourceSummary& source, uint64_t row) { return row_of(panel, preview_query(panel, source, row, nullptr), row); }

// Another question shows other rows.
void from_the_first(Panel& panel) {
  panel.view.preview_row = 0;
  panel.view.reveal_preview = panel.ui.more_frames = true;
}

std::string width_key(const SourceSummary& source, size_t column) { return source.name + "/" + source.columns[column].name; }

// Of the title and the first values of the file, whatever is asked of it: columns stay as wide, with what stands around them.
float content_width(Panel& panel, const SourceSummary& source, size_t c, uint64_t rows) {
  const Ui& ui = panel.ui;
  float w = std::max(text_width(ui, source.columns[c].name, kDenseStrong), text_width(ui, attribute_label(source.columns[c].type), kSmall) + kHeaderMenu);
  for (uint64_t r = 0; r < rows && r < source.row_count; ++r)
    if (const auto* row = file_row(panel, source, r); row && c < row->cells.size()) w = std::max(w, text_width(ui, one_line(row->cells[c]), kDense));
  return w + 16;
}

// As wide as the first values, or as it was dragged; what is left over goes to columns that nobody touched.
std::vector<float> preview_widths(Panel& panel, const SourceSummary& source, float available) {
  std::vector<float> widths;
  std::vector<size_t> free;
  float total = 0;
  for (size_t c = 0; c < source.columns.size(); ++c) {
    const auto dragged = panel.view.column_widths.find(width_key(source, c));
    if (dragged != panel.view.column_widths.end()) {
      widths.push_back(dragged->second);
    } else {
      widths.push_back(std::ceil(std::clamp(content_width(panel, source, c, 12), kLeastColumn, kMostColumn)));
      free.push_back(c);
    }
    total += widths.back();
  }
  if (free.empty() || total >= available) return widths;
  const float extra = std::floor((available - total) / static_cast<float>(free.size()));
  for (size_t c : free) widths[c] += extra;
  widths[free.back()] += available - total - extra * static_cast<float>(free.size());
  return widths;
}

void column_width_handle(Panel& panel, const SourceSummary& source, size_t c, float width, float right, float y) {
  const std::string key = "sources/preview/" + std::to_string(c) + "/width";
  const WidthRange range{kLeastColumn, kWidestColumn};
  if (const std::optional<float> wanted = width_handle(panel.ui, key, tr("sources.column_width", {source.columns[c].name}), {right - 5, y, 8, size::kTableHeaderTwoLines}, width, range, [&] { return content_width(panel, source, c, Client::kPageRows); }))
    panel.view.column_widths[width_key(source, c)] = *wanted;
}

constexpr const char* kFindKey = "sources/preview/find";

void header_menu(Panel& panel, const SourceSummary& source, size_t c, const Asked& asked) {
  const std::string name = source.columns[c].name;
  const auto change = [source = source.name](auto act) {
    return [source, act](Panel& p) {
      act(p.view.preview_questions[source]);
      from_the_first(p);
    };
  };
  ThingMenu menu;
  menu.name = name;
  menu.acts.push_back({{"filter_column", tr("menu.filter_column"), icon::kListFilter}, [source = source.name, name](Panel& p) {
    p.view.preview_questions[source].column = name;
    focus_field(p.ui, kFindKey);
  }});
  menu.acts.push_back({{"ascending", tr("menu.sort_ascending"), icon::kArrowUp}, change([name](PreviewQuestion& q) { q.sort = {name, false}; })});
  menu.acts.push_back({{"descending", tr("menu.sort_descending"), icon::kArrowDown}, change([name](PreviewQuestion& q) { q.sort = {name, true}; })});
  if (!question_of(panel, source).sort.by.empty())
    menu.acts.push_back({{"own_order", tr("menu.sort_own"), icon::kArrowUpDown}, change([](PreviewQuestion& q) { q.sort = {}; })});
  answer(panel, asked, std::move(menu));
}

void preview_header(Panel& panel, const SourceSummary& source, const std::vector<float>& widths, float x, float y) {
  Ui& ui = panel.ui;
  constexpr float kArrow = 12;
  for (size_t c = 0; c < widths.size(); ++c) {
    const ColumnSummary& column = source.columns[c];
    const Sort& sort = question_of(panel, source).sort;
    const bool sorts = sort.by == column.name, is_chosen = panel.view.column == c;
    const Rect r{x, y, widths[c], size::kTableHeaderTwoLines};
    const std::string key = "sources/preview/" + std::to_string(c);
    fill(ui, r, is_chosen ? Token::kAccentSoft : Token::kSunken);
    // Its menu in sight, for fingers; a right button and the keys find it on every header. It lies on the header: the pointer meets it first.
    if (is_chosen && icon_button(ui, key + "/menu", {r.right() - kHeaderMenu - 6, y + 23, kHeaderMenu, kHeaderMenu}, icon::kChevronDown, tr("menu.of_column", {column.name}), false, Token::kAccent, 14))
      ask_for_menu(ui, key, false);
    Semantic semantic;
    semantic.key = key;
    semantic.role = Role::kColumnHeader;
    semantic.name = column.name;
    semantic.value = attribute_label(column.type) + (sorts ? ", " + tr(sort.descending ? "sort.descending" : "sort.ascending") : "");
    semantic.rect = {r.x, r.y, r.w - 6, r.h};
    semantic.selected = is_chosen;
    semantic.action = "press";
    Interaction state = interact(ui, std::move(semantic), true);
    if (state.pressed) panel.view.column = static_cast<uint32_t>(c);
    const float end = text_cut(ui, x + 8, y + 4, widths[c] - 16 - (sorts ? kArrow + 2 : 0), column.name, kDenseStrong);
    if (sorts) draw_icon(ui, end + 2, y + 8, kArrow, sort.descending ? icon::kArrowDown : icon::kArrowUp, Token::kAccent);
    text_cut(ui, x + 8, y + 24, widths[c] - 16 - (is_chosen ? kHeaderMenu : 0), attribute_label(column.type), {Type::kSmall, false, column.type == "ignored" ? Token::kMuted : Token::kAccent});
    vline(ui, r.right() - 1, y + 8, r.bottom() - 8, Token::kBorderStrong);
    if (const Asked asked = asked_of(ui, key, r)) header_menu(panel, source, c, asked);
    column_width_handle(panel, source, c, widths[c], r.right(), y);
    x += widths[c];
  }
}

// All rows that answer, as they were read.
ListToCopy answering_rows(const Panel& panel, const SourceSummary& source, const PreviewQuestion& question) {
  std::vector<std::string> header;
  for (const ColumnSummary& column : source.columns) header.push_back(column.name);
  return list_to_copy<protocol::PreviewPage>(std::move(header), panel.view.preview_total, preview_query(panel, source, 0, &question),
                                             [](const Panel&, const protocol::PreviewRow& row) { return row.cells; });
}

// The cell at the cursor is what the keys for menus are for.
void preview_cell(Panel& panel, const SourceSummary& source, const protocol::PreviewRow& values, size_t column, uint64_t row, Rect r) {
  if (column >= values.cells.size()) return;
  View& view = panel.view;
  if (is_clicked_in(r)) {
    view.preview_row = row, view.column = static_cast<uint32_t>(column);
    view.preview_cursor = panel.ui.more_frames = true;
  }
  const bool current = view.preview_row == row && view.column == column;
  const std::string key = current ? "sources/preview/cell" : "sources/preview/row/" + std::to_string(row) + "/" + std::to_string(column);
  const std::string& value = values.cells[column];
  if (current) say(panel.ui, Role::kCell, key, r, source.columns[column].name, value.empty() ? tr("value.empty") : value);
  const Asked asked = asked_of(panel.ui, key, r, current);
  if (!asked) return;
  ThingMenu menu{source.columns[column].name, value, values.cells, {}, answering_rows(panel, source, question_of(panel, source)), {}};
  constexpr size_t kMostFiltered = 200;
  if (!value.empty() && value.size() <= kMostFiltered && !panel.client.is_masked())
    menu.acts.push_back({{"filter_value", tr("menu.filter_value"), icon::kListFilter}, [name = source.name, question = PreviewQuestion{value, source.columns[column].name, question_of(panel, source).sort}](Panel& p) {
      p.view.preview_questions[name] = question;
      from_the_first(p);
    }});
  answer(panel, asked, std::move(menu));
}

void preview_rows(Panel& panel, const SourceSummary& source, const std::vector<float>& widths, const RowRegion& region, Rect seen) {
  Ui& ui = panel.ui;
  for (uint64_t row = region.first(); row < region.last(); ++row) {
    const protocol::PreviewRow* values = preview_row(panel, source, row);
    const float y = region.row(row).y;
    if (values) {
      std::string all;
      for (const std::string& cell : values->cells) all += (all.empty() ? "" : " | ") + one_line(cell);
      say(ui, Role::kRow, "sources/preview/row/" + std::to_string(row), {seen.x, y, seen.w, size::kRow}, std::to_string(values->line), all);
    }
    float at = region.x();
    for (size_t c = 0; c < widths.size(); ++c, at += widths[c - 1]) {
      if (at > seen.right() || at + widths[c] < seen.x) continue;
      const Rect cell{at, y, widths[c], size::kRow};
      if (panel.view.column == c) fill(ui, cell, Token::kAccentSoft);
      if (!values) placeholder(ui, at + 8, y + 4, widths[c] - 16);
      else value_text(ui, at + 8, y + 4, widths[c] - 16, c < values->cells.size() ? values->cells[c] : "", kDense);
      if (values) preview_cell(panel, source, *values, c, row, cell);
      if (panel.view.preview_cursor && panel.view.preview_row == row && panel.view.column == c) outline(ui, cell, Token::kAccent);
    }
    hline(ui, seen.x, at, y + size::kRow - 1, Token::kBorder);
  }
}

// What is asked of the rows, above them: words, where they are to be, how many rows answer, and the way back to all.
float filter_line(Panel& panel, const SourceSummary& source, float x, float y, float width, const protocol::PreviewPage* first) {
  Ui& ui = panel.ui;
  PreviewQuestion& question = question_of(panel, source);
  const float right = x + width, field = filter_width(ui, tr("sources.find"), width);
  if (filter_field(ui, kFindKey, {x, y, field, size::kButtonDense}, tr("sources.find"), question.text)) from_the_first(panel);
  x += field + 8;
  std::vector<Choice> columns{{"", tr("list.in_any_column")}};
  for (const ColumnSummary& column : source.columns) columns.push_back({column.name, column.name});
  size_t chosen = index_of(columns, question.column);
  if (chosen == columns.size()) chosen = 0;
  ComboOptions options{.prefix = tr("list.in")};
  options.name = tr("list.in_column");
  const float choice = std::min(combo_width(ui, columns[chosen].text, options), width * 0.35f);
  if (const auto wanted = combo(ui, "sources/preview/in", {x, y, choice, size::kButtonDense}, columns, chosen, options)) {
    question.column = columns[*wanted].id;
    if (!question.text.empty()) from_the_first(panel);
  }
  x += choice + 8;
  if (question.text.empty() && question.column.empty()) return y + size::kButtonDense + 8;
  if (icon_button(ui, "sources/preview/clear", {x, y, 28, 28}, icon::kX, tr("list.clear_filter"))) {
    question.text.clear(), question.column.clear();
    from_the_first(panel);
  }
  x += 36;
  if (question.text.empty()) return y + size::kButtonDense + 8;
  const bool known = first && first->list_state != "making";
  const std::string words = known ? tr("list.rows_of", {number(first->total), number(first->unfiltered)}) : tr("list.making");
  const float end = text_cut(ui, x, y + 4, right - x, words, kDenseMuted);
  say(ui, Role::kStatus, "sources/preview/position", {x, y + 4, end - x, 20}, words);
  return y + size::kButtonDense + 8;
}

// None answers, or it is not known yet.
void no_rows(Panel& panel, const SourceSummary& source, bool known, Rect body) {
  if (source.row_count == 0) {
    text(panel.ui, body.x + 8, body.y + 4, tr("sources.no_row"), kDenseMuted);
  } else if (!known) {
    for (int i = 0; i < 3; ++i) placeholder(panel.ui, body.x + 8, body.y + 4 + size::kRow * static_cast<float>(i), body.w - 16);
  } else if (nothing_found(panel.ui, "sources/preview/none", body, tr("sources.none_found"), tr("list.clear_filter"))) {
    PreviewQuestion& question = question_of(panel, source);
    question.text.clear(), question.column.clear();
    from_the_first(panel);
  }
}

}  // namespace

float draw_source_preview(Panel& panel, const SourceSummary& source, float x, float y, float width, float most_height) {
  Ui& ui = panel.ui;
  View& view = panel.view;
  const auto* first = panel.client.ask<protocol::PreviewPage>(preview_query(panel, source, 0, &question_of(panel, source)));
  if (source.row_count > 0) y = filter_line(panel, source, x, y, width, first);
  const bool known = first && first->list_state != "making";
  // Until it is known, keys go on in what was.
  if (known) view.preview_total = first->total;
  if (known) view.preview_row = std::min<uint64_t>(view.preview_row, std::max<uint32_t>(first->total, 1) - 1);
  const bool all_rows = static_cast<float>(source.row_count) <= kPreviewRows;
  const float room = width - 2 - kLineNumber - (all_rows ? 0 : size::kScrollBar), head = size::kTableHeaderTwoLines;
  const std::vector<float> widths = preview_widths(panel, source, room);
  float total = 0;
  for (float w : widths) total += w;
  const float scroll_bar = total > room + 0.5f ? size::kScrollBar : 0;
  const float fitting = std::max(3.0f, std::floor((most_height - head - scroll_bar) / size::kRow));
  const float shown = std::max(1.0f, std::min({static_cast<float>(source.row_count), kPreviewRows, fitting}));
  const Rect body{x + 1 + kLineNumber, y + 1 + head, width - 2 - kLineNumber, shown * size::kRow + scroll_bar};
  box(ui, {x, y, width, head + body.h + 2}, Token::kSurface, Token::kBorder, 0);
  const std::string id = "preview" + std::to_string(view.source);
  float rows_x = body.x;
  if (!known || first->total == 0) {
    no_rows(panel, source, known, body);
  } else {
    // The line numbers are drawn beside the rows, by the same scroll position.
    std::vector<std::pair<float, std::string>> lines;
    {
      const bool reveals = std::exchange(view.reveal_preview, false);
      RowRegion rows(ui, id.c_str(), body, size::kRow, view.preview_total, reveals ? static_cast<int64_t>(view.preview_row) : -1, total);
      rows_x = rows.x();
      if (reveals && view.column < widths.size()) {
        const float left = std::accumulate(widths.begin(), widths.begin() + view.column, 0.0f);
        rows.reveal_across(ui, left, left + widths[view.column]);
      }
      preview_rows(panel, source, widths, rows, body);
      for (uint64_t row = rows.first(); row < rows.last(); ++row)
        if (const auto* values = preview_row(panel, source, row)) lines.emplace_back(rows.row(row).y, number(values->line));
    }
    Region numbers(ui, (id + "lines").c_str(), {x + 1, body.y, kLineNumber, body.h - scroll_bar}, {.background = Token::kSurface});
    for (const auto& [top, line] : lines) {
      text_right(ui, x + kLineNumber - 7, top + 4, line, kDenseMuted);
      hline(ui, x + 1, x + 1 + kLineNumber, top + size::kRow - 1, Token::kBorder);
    }
  }
  fill(ui, {x + 1, y + 1, width - 2, head}, Token::kSunken);
  text_right(ui, x + kLineNumber - 7, y + 5, tr("sources.line"), kDenseStrong);
  {
    Region titles(ui, (id + "titles").c_str(), {body.x, y + 1, body.w, head}, {.background = Token::kSunken});
    preview_header(panel, source, widths, rows_x, y + 1);
  }
  hline(ui, x + 1, x + width - 1, y + head, Token::kBorder);
  return y + head + body.h + 2;
}

void show_source(Panel& panel, uint32_t source) {
  panel.view.source = source;
  panel.view.column = 0;
  panel.view.preview_cursor = false;
  from_the_first(panel);
}

bool has_preview_cursor(const Panel& panel) {
  const auto& sources = panel.client.summary().sources;
  return panel.view.screen == Screen::kSources && panel.view.preview_total > 0 && panel.view.source < sources.size() && sources[panel.view.source].state == protocol::SourceState::kReady;
}

// The first key shows where it is.
void step_preview(Panel& panel, int rows, int columns) {
  View& view = panel.view;
  const SourceSummary& source = panel.client.summary().sources[view.source];
  const auto moved = [](uint64_t at, int by, uint64_t count) {
    return by < 0 ? at - std::min<uint64_t>(at, static_cast<uint64_t>(-by)) : std::min<uint64_t>(at + static_cast<uint64_t>(by), std::max<uint64_t>(count, 1) - 1);
  };
  if (std::exchange(view.preview_cursor, true)) {
    view.preview_row = moved(view.preview_row, rows, view.preview_total);
    view.column = static_cast<uint32_t>(moved(view.column, columns, source.columns.size()));
  }
  view.reveal_preview = panel.ui.more_frames = true;
  const protocol::PreviewRow* values = preview_row(panel, source, view.preview_row);
  if (!values || view.column >= values->cells.size()) return;
  const std::string& value = values->cells[view.column];
  panel.platform.request({"say", tr("value.named", {source.columns[view.column].name, value.empty() ? tr("value.empty") : one_line(value)}), ""});
}

}  // namespace jumelles::ui
