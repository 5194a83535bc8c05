#include <algorithm>
#include <cmath>
#include <utility>

#include "app/commands.h"
#include "core/masked.h"
#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/quality.h"
#include "protocol/protocol_json.h"

namespace jumelles::ui {
namespace {

using protocol::AuditPage;
using protocol::AuditRecordRow;
using protocol::AuditRowsPage;
using protocol::AuditRowsQuery;
using protocol::FacetFilter;

constexpr float kSource = 132, kId = 116, kTags = 150, kTagging = 44, kLeastColumn = 90, kMostColumn = 220, kTop = 56, kChip = 28;

AuditRowsQuery rows_query(const Panel& panel, uint64_t row) { return {panel.view.quality.filters, row / Client::kPageRows * Client::kPageRows, Client::kPageRows}; }

const AuditRecordRow* row_at(Panel& panel, uint64_t row) {
  const auto* page = panel.client.ask<AuditRowsPage>(rows_query(panel, row));
  if (!page || row < page->first || row - page->first >= page->rows.size()) return nullptr;
  return &page->rows[row - page->first];
}

// What a filter says; a value as it may be seen.
std::string facet_words(const Panel& panel, const AuditPage& audit, const FacetFilter& filter) {
  if (filter.kind == "source") return filter.value;
  if (filter.kind == "tag") return tr("quality.facet.tag", {filter.value});
  if (filter.kind == "finding") {
    const auto found = std::find_if(audit.findings.begin(), audit.findings.end(), [&](const auto& finding) { return finding.id == filter.value; });
    return found == audit.findings.end() ? tr("quality.finding") : found->headline;
  }
  const std::string value = panel.client.is_masked() ? masked(filter.value) : filter.value, from = std::to_string(filter.from), to = std::to_string(filter.to);
  return tr("quality.facet." + filter.kind, {audited_label(audit, filter.attribute), value.empty() ? tr("value.empty") : one_line(value), from == to ? from : from + "\u2013" + to});
}

void from_the_first(Panel& panel) {
  panel.view.quality.row = 0;
  panel.view.quality.reveal_row = panel.ui.more_frames = true;
}

struct RowColumns {
  std::vector<float> widths;
  float tags = 0;             // where records have words
  float total = kSource + kId;
};

std::string words_of(const AuditRecordRow& row) {
  std::string out;
  for (const std::string& tag : row.tags) out += (out.empty() ? "" : "; ") + tag;
  return out;
}

// Of the title and of the first values.
RowColumns columns_of(Panel& panel, const AuditPage& audit, const AuditRowsPage& page, float width) {
  RowColumns c;
  c.tags = audit.tags.empty() ? 0 : kTags;
  c.total += c.tags;
  const auto* first = panel.client.ask<AuditRowsPage>(rows_query(panel, 0));
  for (size_t a = 0; a < page.attributes.size(); ++a) {
    float w = text_width(panel.ui, audited_label(audit, page.attributes[a]), kSmallStrong);
    for (size_t i = 0; first && i < std::min<size_t>(first->rows.size(), 16); ++i)
      if (a < first->rows[i].values.size()) w = std::max(w, text_width(panel.ui, one_line(first->rows[i].values[a]), kDense));
    c.widths.push_back(std::clamp(std::ceil(w) + 18, kLeastColumn, kMostColumn));
    c.total += c.widths.back();
  }
  if (!c.widths.empty() && c.total < width) c.widths.back() += width - c.total, c.total = width;
  return c;
}

void row_menu(Panel& panel, const AuditPage& audit, const AuditRowsPage& page, const AuditRecordRow& row, const Asked& asked) {
  const auto cells_of = [names = audit.sources](const Panel&, const AuditRecordRow& r) {
    std::vector<std::string> cells{r.source < names.size() ? names[r.source].name : "", r.id, words_of(r)};
    cells.insert(cells.end(), r.values.begin(), r.values.end());
    return cells;
  };
  std::vector<std::string> header{tr("quality.source"), tr("quality.id"), tr("quality.tags")};
  for (const std::string& attribute : page.attributes) header.push_back(audited_label(audit, attribute));
  ThingMenu menu;
  menu.name = row.id;
  menu.row = cells_of(panel, row);
  if (row.source < audit.sources.size()) {
    const std::vector<FacetFilter> alone{{"row", "", audit.sources[row.source].name, row.source_row, row.source_row}};
    for (const protocol::TagRow& tag : audit.tags) {
      const bool has = std::find(row.tags.begin(), row.tags.end(), tag.tag) != row.tags.end();
      menu.acts.push_back({{"tag/" + tag.tag, tr(has ? "quality.tag.off" : "quality.tag.on", {tag.tag}), has ? icon::kX : icon::kTag},
                           [alone, has, word = tag.tag](Panel& p) { p.client.send(protocol::TagRecords{word, !has, alone}); }});
    }
  }
  menu.list = list_to_copy<AuditRowsPage>(std::move(header), panel.view.quality.row_total, rows_query(panel, 0), cells_of);
  answer(panel, asked, std::move(menu));
}

void record_row(Panel& panel, const AuditPage& audit, const AuditRowsPage& page, const RowColumns& c, uint64_t index, Rect r, float x, Rect seen) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  const AuditRecordRow* row = row_at(panel, index);
  const std::string key = "quality/row/" + std::to_string(index);
  const bool current = view.row == index;
  if (!row) return placeholder(ui, r.x + 24, r.y + 4, r.w - 48);
  const std::string source = row->source < audit.sources.size() ? audit.sources[row->source].name : "";
  const Interaction state = row_button(ui, key, r, source + " " + row->id, current, true);
  std::string all;
  for (size_t a = 0; a < row->values.size() && a < page.attributes.size(); ++a)
    if (!row->values[a].empty()) all += (all.empty() ? "" : ", ") + tr("value.named", {audited_label(audit, page.attributes[a]), one_line(row->values[a])});
  if (!row->tags.empty()) all += (all.empty() ? "" : ", ") + tr("value.named", {tr("quality.tags"), words_of(*row)});
  ui.semantics.back().value = all;
  if (state.pressed) view.row = index, ui.more_frames = true;
  if (const Asked asked = asked_of(ui, key, r, current)) row_menu(panel, audit, page, *row, asked);
  const size_t place = source_place(panel, audit, row->source);
  source_badge(ui, x + 24, r.y + 6, 16, place, panel.client.source_letter(place));
  text_cut(ui, x + 46, r.y + 4, kSource - 54, source, kDense);
  text_cut(ui, x + kSource, r.y + 4, kId - 12, row->id, kDenseMuted);
  if (c.tags > 0) text_cut(ui, x + kSource + kId, r.y + 4, c.tags - 12, words_of(*row), {Type::kDense, true, Token::kAccent});
  float at = x + kSource + kId + c.tags;
  for (size_t a = 0; a < c.widths.size(); ++a, at += c.widths[a - 1]) {
    if (at > seen.right() || at + c.widths[a] < seen.x) continue;
    value_text(ui, at, r.y + 4, c.widths[a] - 14, a < row->values.size() ? row->values[a] : "", kDense);
  }
  hline(ui, seen.x, seen.right(), r.bottom() - 1, Token::kBorder);
}

void table(Panel& panel, const AuditPage& audit, const AuditRowsPage& page, Rect area) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  const RowColumns c = columns_of(panel, audit, page, area.w - size::kScrollBar);
  const Rect rows{area.x, area.y + size::kRow, area.w, area.h - size::kRow};
  float x = area.x;
  {
    const bool reveals = std::exchange(view.reveal_row, false);
    RowRegion region(ui, "quality_rows", rows, size::kRow, page.total, reveals ? static_cast<int64_t>(view.row) : -1, c.total > area.w ? c.total + size::kScrollBar : 0);
    x = region.x();
    for (uint64_t i = region.first(); i < region.last(); ++i) record_row(panel, audit, page, c, i, region.row(i), x, rows);
  }
  Region titles(ui, "quality_row_titles", {area.x, area.y, area.w, size::kRow}, {.background = Token::kSunken});
  text(ui, x + 24, area.y + 6, tr("quality.source"), kSmallStrong);
  text(ui, x + kSource, area.y + 6, tr("quality.id"), kSmallStrong);
  if (c.tags > 0) text(ui, x + kSource + kId, area.y + 6, tr("quality.tags"), kSmallStrong);
  float at = x + kSource + kId + c.tags;
  for (size_t a = 0; a < c.widths.size(); ++a, at += c.widths[a - 1]) {
    const std::string label = audited_label(audit, page.attributes[a]);
    text_cut(ui, at, area.y + 6, c.widths[a] - 10, label, kSmallStrong);
    say(ui, Role::kColumnHeader, "quality/column/" + page.attributes[a], {at, area.y, c.widths[a], size::kRow}, label);
  }
  hline(ui, area.x, area.right(), area.y + size::kRow - 1, Token::kBorder);
}

// All of them, not only those that were looked at.
void download_rows(Panel& panel) {
  const bool masks = panel.client.is_masked() && !panel.view.files_keep_values;
  const std::string kind = "rows:" + protocol::query_to_json(0, AuditRowsQuery{panel.view.quality.filters, 0, 0});
  panel.platform.request({"download", masks ? "masked:" + kind : kind, tr("quality.rows_file") + (masks ? "-" + tr("delivery.masked_name") : "") + ".csv"});
}

}  // namespace

void show_finding(Panel& panel, const std::string& finding) {
  panel.view.quality.filters = {{"finding", "", finding, 0, 0}};
  panel.view.quality.shows_rows = true;
  from_the_first(panel);
}

// One of a kind of an attribute, and one source: another one takes its place.
void add_facet(Panel& panel, FacetFilter filter, const std::string& source) {
  QualityView& view = panel.view.quality;
  std::erase_if(view.filters, [&](const FacetFilter& f) { return f.kind == "source" || (f.kind == filter.kind && f.attribute == filter.attribute); });
  view.filters.push_back({"source", "", source, 0, 0});
  view.filters.push_back(std::move(filter));
  view.shows_rows = true;
  from_the_first(panel);
}

float draw_facets(Panel& panel, const AuditPage& audit, float x, float y, float width, bool leads) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  if (view.filters.empty()) return y;
  const float left = x;
  std::optional<size_t> removed;
  const auto next_line = [&](float needed) {
    if (x > left && x + needed > left + width) x = left, y += kChip + 4;
  };
  for (size_t i = 0; i < view.filters.size(); ++i) {
    const std::string words = facet_words(panel, audit, view.filters[i]), key = "quality/facet/" + std::to_string(i);
    const float room = std::min(text_width(ui, words, kSmallStrong), width - 46), w = room + 40;
    next_line(w);
    fill(ui, {x, y, w, 24}, Token::kAccentSoft, size::kRadiusChip);
    text_cut(ui, x + 8, y + 4, room + 1, words, {Type::kSmall, true, Token::kAccent});
    say(ui, Role::kListItem, key, {x, y, w - 26, 24}, words);
    if (icon_button(ui, key + "/remove", {x + w - 25, y + 1, 22, 22}, icon::kX, tr("quality.facet_remove", {words}), false, Token::kAccent, 14)) removed = i;
    x += w + 8;
  }
  const std::string clear = tr("list.clear_filter"), see = tr("quality.see_records");
  const ButtonOptions quiet{.kind = ButtonKind::kQuiet, .height = 24};
  if (leads) {
    next_line(button_width(ui, see, quiet));
    if (button(ui, "quality/facets/see", x, y, see, quiet)) view.shows_rows = true, from_the_first(panel);
    x += button_width(ui, see, quiet) + 4;
  }
  next_line(button_width(ui, clear, quiet));
  if (button(ui, "quality/facets/clear", x, y, clear, quiet)) view.filters.clear(), view.shows_rows = false, ui.more_frames = true;
  if (removed) {
    view.filters.erase(view.filters.begin() + static_cast<std::ptrdiff_t>(*removed));
    // A source alone says nothing.
    if (view.filters.size() == 1 && view.filters[0].kind == "source") view.filters.clear();
    view.shows_rows = view.shows_rows && !view.filters.empty();
    from_the_first(panel);
  }
  return y + kChip + 8;
}

void draw_audit_rows(Panel& panel, const AuditPage& audit, Rect area) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  Region region(ui, "quality_records", area, {.background = Token::kSurface});
  if (button(ui, "quality/back", area.x + 16, area.y + 14, tr("action.back"), {.kind = ButtonKind::kQuiet, .glyph = icon::kArrowLeft})) view.shows_rows = false, ui.more_frames = true;
  const float left = area.x + 16 + button_width(ui, tr("action.back"), {.kind = ButtonKind::kQuiet, .glyph = icon::kArrowLeft}) + 12;
  const auto* page = panel.client.ask<AuditRowsPage>(rows_query(panel, view.row));
  const bool known = page && page->state != "counting";
  const std::string words = known ? tr_count("quality.records", page->total) : tr("list.making");
  float right = area.right() - 24;
  const ButtonOptions out{.glyph = icon::kDownload, .disabled = !known || page->total == 0, .tip = words};
  if (button_from_right(ui, "quality/rows_csv", right, area.y + 14, tr("quality.rows_csv"), out)) download_rows(panel);
  const float count = std::max(120.0f, text_width(ui, words, kDenseMuted));
  text_right(ui, right, area.y + 18, words, kDenseMuted);
  say(ui, Role::kStatus, "quality/row_count", {right - count, area.y + 18, count, 20}, words);
  const float bottom = draw_facets(panel, audit, left, area.y + 16, right - 24 - count - left, false);
  const float line = std::max(area.y + kTop, bottom + 4);
  const float top = known && page->total > 0 ? draw_tagging(panel, audit, {area.x + 24, line, area.w - 48, kTagging}, page->total) : line;
  const Rect body{area.x, top, area.w, area.bottom() - top};
  hline(ui, area.x, area.right(), top - 1, Token::kBorder);
  if (!known) {
    view.row_total = 0;
    for (int i = 0; i < 10; ++i) placeholder(ui, body.x + 24, body.y + 8 + size::kRow * static_cast<float>(i), body.w - 48);
    return;
  }
  view.row_total = page->total;
  if (view.row >= page->total) view.row = page->total ? page->total - 1 : 0;
  if (page->total > 0) return table(panel, audit, *page, body);
  if (nothing_found(ui, "quality/no_row", {body.x + 8, body.y, body.w - 16, body.h}, tr("quality.no_row"), tr("list.clear_filter"))) view.filters.clear(), view.shows_rows = false, ui.more_frames = true;
}

}  // namespace jumelles::ui
