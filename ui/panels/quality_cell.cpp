#include <algorithm>
#include <cmath>

#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/quality.h"
#include "widgets/charts.h"

namespace jumelles::ui {
namespace {

using protocol::AuditCell;
using protocol::AuditCellDetail;
using protocol::AuditPage;
using protocol::FacetFilter;
using protocol::SpanRow;
using protocol::ValueRow;

constexpr float kBarRow = 27, kCount = 56, kSpans = 132;
constexpr size_t kShownRows = 8;

// What is drawn of the cell, and what its records are filtered by.
struct Cell {
  const AuditPage& audit;
  const AuditCell& cell;
  const AuditCellDetail& detail;
  const std::string& attribute;
  const std::string& source;
  bool is_masked;
};

std::string remark_words(const std::string& kind) { return has_text("quality.kind." + kind) ? tr("quality.kind." + kind) : tr("quality.kind_other"); }

std::string span_label(const SpanRow& span) {
  const auto written = [](int64_t value) { return value < 0 ? signed_number(value) : std::to_string(value); };
  return span.from == span.to ? written(span.from) : written(span.from) + "\u2013" + written(span.to);
}

// Bars of values or shapes, the most frequent first. A press filters the records, where the value is known as it is written.
float bar_rows(Panel& panel, const Cell& c, const std::string& key, const std::string& title, const std::vector<ValueRow>& rows, const std::string& facet, float x, float y, float width) {
  Ui& ui = panel.ui;
  const float end = text_cut(ui, x, y, width, title, kSmall);
  heading(ui, key, {x, y, end - x, 16}, title, 3);
  y += 18;
  if (rows.empty()) return text(ui, x, y + 4, tr("quality.none"), kDenseMuted), y + kBarRow;
  uint64_t most = 1;
  for (const ValueRow& row : rows) most = std::max(most, row.count);
  const float label = std::floor(width * 0.56f), bars = x + label + 8, room = width - label - 8 - kCount;
  for (size_t i = 0; i < std::min(rows.size(), kShownRows); ++i, y += kBarRow) {
    const ValueRow& row = rows[i];
    const std::string remark = row.remark.empty() ? "" : remark_words(row.remark), shown = row.value.empty() ? tr("value.empty") : one_line(row.value);
    const Rect r{x, y, width, kBarRow};
    Semantic semantic;
    semantic.key = key + "/" + std::to_string(i);
    semantic.role = Role::kRow;
    semantic.name = shown;
    semantic.value = tr_count("quality.values", row.count) + (remark.empty() ? "" : ", " + remark);
    semantic.rect = r;
    if (facet.empty() || c.is_masked) {
      ui.semantics.push_back(std::move(semantic));
    } else {
      semantic.role = Role::kButton;
      semantic.action = "press";
      const Interaction state = interact(ui, std::move(semantic), true);
      if (state.hovered || state.held) fill(ui, r, Token::kHover);
      if (state.pressed) add_facet(panel, {facet, c.attribute, row.value, 0, 0}, c.source);
      tip(ui, {bars, y, r.right() - bars, kBarRow}, tr("quality.see_records"));
    }
    const float remark_width = remark.empty() ? 0 : std::min(text_width(ui, remark, kSmall) + 26, label * 0.5f);
    const float at = text_cut(ui, x, y + 4, label - remark_width, shown, kDense);
    if (!remark.empty()) {
      draw_icon(ui, at + 6, y + 7, 13, icon::kTriangleAlert, Token::kPossible);
      text_cut(ui, at + 23, y + 6, x + label - at - 23, remark, kSmall);
    }
    bar(ui, {bars, y + 9, room, 8}, static_cast<double>(row.count) / static_cast<double>(most), remark.empty() ? Token::kH4 : Token::kPossibleFill, Token::kNone);
    text_right(ui, x + width, y + 4, number(row.count), kDense);
    hline(ui, x, x + width, y + kBarRow - 1, Token::kBorder);
  }
  if (rows.size() > kShownRows) text(ui, x, y + 4, tr("quality.rows_more", {number(rows.size() - kShownRows)}), kSmall), y += kBarRow;
  return y;
}

float spans(Panel& panel, const Cell& c, const std::string& kind, const std::vector<SpanRow>& rows, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string unit = tr("quality.unit." + kind);
  text(ui, x, y, unit, kSmall);
  std::vector<SpanBar> bars;
  for (const SpanRow& row : rows) bars.push_back({std::to_string(row.from), span_label(row), tr("value.named", {span_label(row), tr_count("quality.values", row.count)}), row.count, false});
  const std::string facet = kind == "years" ? "year" : kind == "lengths" ? "length" : "";
  if (const auto pressed = span_bars(ui, "quality/" + kind, {x, y + 18, width, kSpans}, bars, !facet.empty()))
    add_facet(panel, {facet, c.attribute, "", rows[*pressed].from, rows[*pressed].to}, c.source);
  return y + 18 + kSpans + 4;
}

// What there is to see of it.
std::vector<Segment> segments_of(const AuditCellDetail& d) {
  std::vector<Segment> out{{"frequent", tr("quality.frequent")}};
  const auto add = [&](bool there, const char* id, const std::string& words) {
    if (there) out.push_back({id, words});
  };
  add(!d.lengths.empty(), "lengths", tr("quality.lengths"));
  add(!d.years.empty(), "years", tr("quality.years"));
  add(!d.numbers.empty(), "numbers", tr("quality.numbers"));
  add(!d.invalid.empty(), "invalid", tr("quality.invalid"));
  add(!d.set_aside.empty(), "set_aside", tr("quality.set_aside"));
  return out;
}

CopiedTable table_of(const Cell& c, const std::string& shown) {
  CopiedTable out;
  const AuditCellDetail& d = c.detail;
  out.header = {tr("quality.attribute"), tr("quality.source"), tr("quality.what"), tr("quality.value"), tr("quality.count")};
  const auto add = [&](const char* what, const std::vector<ValueRow>& rows) {
    for (const ValueRow& row : rows) out.rows.push_back({audited_label(c.audit, c.attribute), c.source, tr(std::string("quality.") + what), row.value, std::to_string(row.count)});
  };
  const auto add_spans = [&](const std::vector<SpanRow>& rows) {
    for (const SpanRow& row : rows) out.rows.push_back({audited_label(c.audit, c.attribute), c.source, tr("quality." + shown), span_label(row), std::to_string(row.count)});
  };
  if (shown == "frequent") add("shapes", d.shapes), add("shared_values", d.values);
  else if (shown == "lengths") add_spans(d.lengths);
  else if (shown == "years") add_spans(d.years);
  else if (shown == "numbers") add_spans(d.numbers);
  else if (shown == "invalid") add("invalid", d.invalid);
  else add("set_aside", d.set_aside);
  return out;
}

// "Target: [80 %]", and the way back to the studio's own one.
float target(Panel& panel, const AuditPage& audit, const AuditCell& cell, bool of_validity, float x, float y, float* wrong_bottom) {
  Ui& ui = panel.ui;
  const protocol::AuditAttribute& attribute = audit.attributes[cell.attribute];
  const std::string measure = of_validity ? "validity" : "completeness", key = "quality/target/" + measure, name = tr("quality.target." + measure);
  const double share = of_validity ? attribute.validity_target : attribute.completeness_target;
  const bool by_user = of_validity ? attribute.validity_by_user : attribute.completeness_by_user;
  const float left = x;
  x = text(ui, x, y + 4, name, kDenseMuted) + 8;
  TypedNumber& typed = panel.view.typed_numbers[key + "/" + attribute.key];
  const NumberFieldOptions options{.name = name + ", " + audited_label(attribute), .range = {0, 100}, .unit = "percent"};
  if (const auto taken = number_field(ui, key, {x, y, 72, size::kButtonDense}, share < 0 ? "" : percent(share), typed, options))
    panel.client.send(protocol::SetQualityTarget{attribute.key, measure, *taken > 1 ? *taken / 100 : *taken, false});  // "80" as well as "80 %"
  x += 76;
  if (by_user && icon_button(ui, key + "/default", {x, y, 28, 28}, icon::kUndo2, tr("quality.target.default"), false, Token::kMuted, 16))
    panel.client.send(protocol::SetQualityTarget{attribute.key, measure, 0, true});
  *wrong_bottom = std::max(*wrong_bottom, y + size::kButtonDense + 2 + draw_number_problem(ui, key, left, y + size::kButtonDense + 2, 320, typed));
  return x + (by_user ? 28 : 0) + 20;
}

// "Half of the records are at most [12] months old (now 14, nov. 2025)": where records say when they are from. Returns the bottom.
float freshness_line(Panel& panel, const Cell& c, float x, float y, float width) {
  Ui& ui = panel.ui;
  const protocol::AuditAttribute& attribute = c.audit.attributes[c.cell.attribute];
  const bool has_target = attribute.freshness_target >= 0;
  if (c.cell.age_months < 0 && !has_target) return y;
  const std::string key = "quality/target/freshness";
  float at = text(ui, x, y + 4, tr("quality.target.freshness"), kDenseMuted) + 8;
  TypedNumber& typed = panel.view.typed_numbers[key + "/" + attribute.key];
  const NumberFieldOptions options{.name = tr("quality.target.freshness_name") + ", " + audited_label(attribute), .range = {1, 1200}, .unit = "months", .whole = true};
  if (const auto taken = number_field(ui, key, {at, y, 56, size::kButtonDense}, has_target ? std::to_string(attribute.freshness_target) : "", typed, options))
    panel.client.send(protocol::SetQualityTarget{attribute.key, "freshness", 0, false, static_cast<uint32_t>(*taken)});
  at += 60;
  if (has_target && icon_button(ui, key + "/default", {at, y, 28, 28}, icon::kX, tr("quality.target.none"), false, Token::kMuted, 16))
    panel.client.send(protocol::SetQualityTarget{attribute.key, "freshness", 0, true});
  at += has_target ? 32 : 4;
  const std::string words = freshness_words(c.audit, c.cell);
  if (c.cell.below_freshness) corner_mark(ui, at, y + 8), at += 16;
  text_cut(ui, at, y + 4, x + width - at, words, c.cell.below_freshness ? kDenseStrong : kDenseMuted);
  say(ui, Role::kParagraph, "quality/freshness", {at, y, x + width - at, size::kButtonDense}, words);
  return y + size::kButtonDense + 8 + draw_number_problem(ui, key, x, y + size::kButtonDense + 2, 320, typed);
}

float title_line(Panel& panel, const Cell& c, Rect picture) {
  Ui& ui = panel.ui;
  const size_t place = source_place(panel, c.audit, c.cell.source);
  const std::string label = audited_label(c.audit.attributes[c.cell.attribute]);
  float right = picture.right();
  if (c.detail.state == "ready") right = chart_copies(panel, "quality/cell", right, picture.y - 4, picture, table_of(c, panel.view.quality.figures));
  float at = text_cut(ui, picture.x, picture.y, picture.w * 0.35f, label, kBodyStrong);
  heading(ui, "quality/chosen", {picture.x, picture.y, at - picture.x, 20}, label + ", " + c.source, 2);
  source_badge(ui, at + 10, picture.y + 2, 16, place, panel.client.source_letter(place));
  at = text_cut(ui, at + 32, picture.y, picture.w * 0.25f, c.source, kDense) + 12;
  std::string words = tr("quality.filled_count", {number(c.cell.filled_count)}) + ", " + tr_count("quality.distinct", c.cell.distinct_count);
  if (c.cell.checked_count) words += ", " + tr("quality.valid_share", {share_text(validity_of(c.cell))});
  if (!c.cell.present) words = tr("quality.no_column");
  text_cut(ui, at, picture.y, right - at - 8, words, kDenseMuted);
  say(ui, Role::kParagraph, "quality/chosen/facts", {at, picture.y, right - at - 8, 20}, words);
  return picture.y + 30;
}

// To the records without a value, and to those whose value is wrong.
float ways_to_records(Panel& panel, const Cell& c, float x, float y) {
  Ui& ui = panel.ui;
  const uint32_t all = c.audit.sources[c.cell.source].record_count, empty = all - std::min(all, c.cell.filled_count), wrong = c.cell.checked_count - std::min(c.cell.checked_count, c.cell.valid_count);
  const ButtonOptions quiet{.kind = ButtonKind::kQuiet};
  const auto way = [&](const char* facet, uint64_t count, const std::string& words) {
    if (count == 0) return;
    if (button(ui, std::string("quality/see/") + facet, x, y, words, quiet)) add_facet(panel, {facet, c.attribute, "", 0, 0}, c.source);
    x += button_width(ui, words, quiet) + 4;
  };
  way("missing", empty, tr_count("quality.see_missing", empty));
  way("invalid", wrong, tr_count("quality.see_invalid", wrong));
  return x;
}

size_t shown_segment(const QualityView& view, const std::vector<Segment>& segments) {
  size_t selected = 0;
  while (selected < segments.size() && segments[selected].id != view.figures) ++selected;
  return selected < segments.size() ? selected : 0;
}

float charts(Panel& panel, const Cell& c, const std::string& shown, float x, float y, float width) {
  const AuditCellDetail& d = c.detail;
  if (shown == "lengths") return spans(panel, c, shown, d.lengths, x, y, width);
  if (shown == "years") return spans(panel, c, shown, d.years, x, y, width);
  if (shown == "numbers") return spans(panel, c, shown, d.numbers, x, y, width);
  if (shown == "invalid") return bar_rows(panel, c, "quality/invalid", tr("quality.invalid_values"), d.invalid, "value", x, y, width);
  if (shown == "set_aside") return bar_rows(panel, c, "quality/set_aside", tr("quality.set_aside_values"), d.set_aside, "value", x, y, width);
  const bool beside = width >= 540;
  const float half = beside ? std::floor((width - 32) / 2) : width;
  const float left = bar_rows(panel, c, "quality/shapes", tr("quality.shapes"), d.shapes, "shape", x, y, half);
  const float right = bar_rows(panel, c, "quality/values", tr("quality.shared_values"), d.values, "value", beside ? x + half + 32 : x, beside ? y : left + 12, half);
  return std::max(left, right);
}

}  // namespace

float draw_quality_cell(Panel& panel, const AuditPage& audit, float x, float y, float width) {
  Ui& ui = panel.ui;
  const AuditCell* cell = chosen_cell(panel, audit);
  if (!cell) return y;
  const std::string &attribute = audit.attributes[cell->attribute].key, &source = audit.sources[cell->source].name;
  const auto* detail = panel.client.ask<AuditCellDetail>(protocol::AuditCellQuery{cell->source, attribute, language() == Language::kFrench ? "fr" : "en"});
  static const AuditCellDetail kNothing;
  const Cell c{audit, *cell, detail ? *detail : kNothing, attribute, source, panel.client.is_masked()};
  const float top = y;
  y = title_line(panel, c, {x, y, width, panel.view.quality.cell_height});
  y = freshness_line(panel, c, x, y, width);
  float bottom = y + size::kButtonDense;
  const float end = ways_to_records(panel, c, target(panel, audit, *cell, panel.view.quality.of_validity, x, y, &bottom), y);
  if (!cell->present) return bottom;
  const std::vector<Segment> segments = segments_of(c.detail);
  size_t selected = shown_segment(panel.view.quality, segments);
  if (segments.size() > 1) {
    // Beside the target where there is room, else beneath.
    const float wide = segmented_width(ui, segments);
    const bool beside = end + 12 + wide <= x + width;
    if (const auto chosen = segmented(ui, "quality/figures", beside ? x + width - wide : x, beside ? y : bottom + 8, segments, selected)) panel.view.quality.figures = segments[selected = *chosen].id;
    if (!beside) bottom += 8 + size::kButtonDense;
  }
  y = bottom + 10;
  if (!detail || detail->state != "ready") {
    for (int i = 0; i < 5; ++i) placeholder(ui, x, y + kBarRow * static_cast<float>(i), width);
    return y + 5 * kBarRow;
  }
  y = charts(panel, c, segments[selected].id, x, y, width);
  panel.view.quality.cell_height = y - top;
  return y;
}

}  // namespace jumelles::ui
