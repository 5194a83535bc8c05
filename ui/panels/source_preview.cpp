#include "panels/source_preview.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/commands.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"

namespace jumelles::ui {
namespace {

using protocol::SourceSummary;
using protocol::ColumnSummary;

constexpr float kPreviewRows = 8, kLineNumber = 48, kLeastColumn = 44, kMostColumn = 260, kWidestColumn = 900;

// Rows of the preview come in pages, those that are seen.
const protocol::PreviewRow* preview_row(Panel& panel, uint64_t row) {
  const auto first = static_cast<uint32_t>(row / Client::kPageRows * Client::kPageRows);
  const auto* page = panel.client.ask<protocol::PreviewPage>(protocol::PreviewQuery{panel.view.source, first, Client::kPageRows});
  return page && row - first < page->rows.size() ? &page->rows[row - first] : nullptr;
}

std::string width_key(const SourceSummary& source, size_t column) { return source.name + "/" + source.columns[column].name; }

// Of the title and the first values, with what stands around them.
float content_width(Panel& panel, const SourceSummary& source, size_t c, uint64_t rows) {
  const Ui& ui = panel.ui;
  float w = std::max(text_width(ui, source.columns[c].name, kDenseStrong), text_width(ui, attribute_label(source.columns[c].type), kSmall));
  for (uint64_t r = 0; r < rows && r < source.row_count; ++r)
    if (const auto* row = preview_row(panel, r); row && c < row->cells.size()) w = std::max(w, text_width(ui, one_line(row->cells[c]), kDense));
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

void preview_header(Panel& panel, const SourceSummary& source, const std::vector<float>& widths, float x, float y) {
  Ui& ui = panel.ui;
  for (size_t c = 0; c < widths.size(); ++c) {
    const ColumnSummary& column = source.columns[c];
    Rect r{x, y, widths[c], size::kTableHeaderTwoLines};
    Semantic semantic;
    semantic.key = "sources/preview/" + std::to_string(c);
    semantic.role = Role::kColumnHeader;
    semantic.name = column.name;
    semantic.value = attribute_label(column.type);
    semantic.rect = {r.x, r.y, r.w - 6, r.h};
    semantic.selected = panel.view.column == c;
    semantic.action = "press";
    Interaction state = interact(ui, std::move(semantic), true);
    if (state.pressed) panel.view.column = static_cast<uint32_t>(c);
    fill(ui, r, panel.view.column == c ? Token::kAccentSoft : Token::kSunken);
    text_cut(ui, x + 8, y + 4, widths[c] - 16, column.name, kDenseStrong);
    text_cut(ui, x + 8, y + 24, widths[c] - 16, attribute_label(column.type), {Type::kSmall, false, column.type == "ignored" ? Token::kMuted : Token::kAccent});
    vline(ui, r.right() - 1, y + 8, r.bottom() - 8, Token::kBorderStrong);
    column_width_handle(panel, source, c, widths[c], r.right(), y);
    x += widths[c];
  }
}

// The rows that are seen, as they were read: a table that a menu copies.
CopiedTable seen_rows(Panel& panel, const SourceSummary& source, uint64_t first, uint64_t last) {
  CopiedTable out;
  for (const ColumnSummary& column : source.columns) out.header.push_back(column.name);
  for (uint64_t row = first; row < last; ++row)
    if (const protocol::PreviewRow* values = preview_row(panel, row)) out.rows.push_back(values->cells);
  return out;
}

void cell_menu(Panel& panel, const SourceSummary& source, const protocol::PreviewRow& values, size_t column, uint64_t row, const RowRegion& region, Rect r) {
  if (column >= values.cells.size()) return;
  const Asked asked = asked_of(panel.ui, "sources/preview/row/" + std::to_string(row) + "/" + std::to_string(column), r);
  if (!asked) return;
  answer(panel, asked, {source.columns[column].name, values.cells[column], values.cells, seen_rows(panel, source, region.first(), region.last()), "copy.seen_rows", {}});
}

void preview_rows(Panel& panel, const SourceSummary& source, const std::vector<float>& widths, const RowRegion& region, Rect seen) {
  Ui& ui = panel.ui;
  for (uint64_t row = region.first(); row < region.last(); ++row) {
    const protocol::PreviewRow* values = preview_row(panel, row);
    const float y = region.row(row).y;
    float at = region.x();
    for (size_t c = 0; c < widths.size(); ++c, at += widths[c - 1]) {
      if (at > seen.right() || at + widths[c] < seen.x) continue;
      if (panel.view.column == c) fill(ui, {at, y, widths[c], size::kRow}, Token::kAccentSoft);
      if (!values) placeholder(ui, at + 8, y + 4, widths[c] - 16);
      else value_text(ui, at + 8, y + 4, widths[c] - 16, c < values->cells.size() ? values->cells[c] : "", kDense);
      if (values) cell_menu(panel, source, *values, c, row, region, {at, y, widths[c], size::kRow});
    }
    if (values) {
      std::string all;
      for (const std::string& cell : values->cells) all += (all.empty() ? "" : " | ") + one_line(cell);
      say(ui, Role::kRow, "sources/preview/row/" + std::to_string(row), {seen.x, y, seen.w, size::kRow}, std::to_string(values->line), all);
    }
    hline(ui, seen.x, at, y + size::kRow - 1, Token::kBorder);
  }
}

}  // namespace

float draw_source_preview(Panel& panel, const SourceSummary& source, float x, float y, float width, float most_height) {
  Ui& ui = panel.ui;
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
  const std::string id = "preview" + std::to_string(panel.view.source);
  float rows_x = body.x;
  if (source.row_count == 0) {
    text(ui, body.x + 8, body.y + 4, tr("sources.no_row"), kDenseMuted);
  } else {
    // The line numbers are drawn beside the rows, by the same scroll position.
    std::vector<std::pair<float, std::string>> lines;
    {
      RowRegion rows(ui, id.c_str(), body, size::kRow, source.row_count, -1, total);
      rows_x = rows.x();
      preview_rows(panel, source, widths, rows, body);
      for (uint64_t row = rows.first(); row < rows.last(); ++row)
        if (const auto* values = preview_row(panel, row)) lines.emplace_back(rows.row(row).y, number(values->line));
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

}  // namespace jumelles::ui
