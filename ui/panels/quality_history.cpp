#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "i18n/text.h"
#include "icons.h"
#include "panels/copying.h"
#include "panels/quality.h"
#include "widgets/charts.h"

namespace jumelles::ui {
namespace {

using protocol::AuditPage;
using protocol::MonitoringAlert;
using protocol::MonitoringMark;
using protocol::MonitoringPage;
using protocol::MonitoringSeries;

constexpr float kAlertPad = 10, kIndent = 28, kNames = 168, kLeastChart = 132, kMostChart = 300, kChart = 52, kChartGap = 20, kMostWidth = 1160;
constexpr std::array<const char*, 6> kMeasures{"completeness", "validity", "freshness", "distinct", "records", "findings"};

// "oct. 2026"
std::string month_words(const std::string& day) {
  int year = 0, month = 0;
  if (std::sscanf(day.c_str(), "%4d-%2d", &year, &month) != 2 || month < 1 || month > 12) return tr("quality.month_unknown");
  return tr("month." + std::to_string(month)) + "\u00a0" + std::to_string(year);
}

bool is_share(const std::string& measure) { return measure == "completeness" || measure == "validity"; }

// Below 0: there is nothing to tell.
double value_of(const MonitoringMark& mark, const std::string& measure) {
  const auto share = [](uint64_t count, uint64_t of) { return of == 0 ? -1.0 : static_cast<double>(count) / static_cast<double>(of); };
  if (measure == "completeness") return share(mark.filled_count, mark.record_count);
  if (measure == "validity") return share(mark.valid_count, mark.checked_count);
  if (measure == "freshness") return mark.age_months;
  return static_cast<double>(measure == "distinct" ? mark.distinct_count : measure == "records" ? mark.record_count : mark.finding_count);
}

// 94,95 % does not reach 95 %.
std::string value_words(double value, const std::string& measure) {
  if (!is_share(measure)) return number(static_cast<uint64_t>(value));
  const double tenths = std::floor(value * 1000 + 1e-9) / 1000;
  return percent(tenths, value < 1 ? 1 : 0);
}

double target_of(const MonitoringSeries& series, const std::string& measure) {
  if (measure == "freshness") return series.freshness_target;
  return measure == "completeness" ? series.completeness_target : measure == "validity" ? series.validity_target : -1;
}

const MonitoringPage* present_history(Panel& panel) {
  QualityView& view = panel.view.quality;
  Client& client = panel.client;
  const std::string language = ui::language() == Language::kFrench ? "fr" : "en";
  if (view.history && (view.history_masked != client.is_masked() || client.summary().revision < view.history_revision)) view.history.reset();
  bool fresh = false;
  const MonitoringPage* page = client.ask<MonitoringPage>(protocol::MonitoringQuery{language}, &fresh);
  if (page && fresh && page->state == "ready" && (!view.history || view.history_revision != client.summary().revision || view.history->language != language || view.history->is_kept != page->is_kept)) {
    view.history = *page;
    view.history_revision = client.summary().revision;
    view.history_masked = client.is_masked();
  }
  return view.history ? &*view.history : nullptr;
}

// ---- alerts

struct Look { const char* glyph; Token color; };
Look look_of(const MonitoringAlert& alert) {
  if (alert.severity == "error") return {icon::kOctagonAlert, Token::kError};
  return alert.severity == "warning" ? Look{icon::kTriangleAlert, Token::kPossible} : Look{icon::kInfo, Token::kAccent};
}

size_t source_at(const AuditPage& audit, const std::string& name) {
  return static_cast<size_t>(std::find_if(audit.sources.begin(), audit.sources.end(), [&](const auto& source) { return source.name == name; }) - audit.sources.begin());
}
bool has_attribute(const AuditPage& audit, const std::string& key) {
  return std::any_of(audit.attributes.begin(), audit.attributes.end(), [&](const auto& attribute) { return attribute.key == key; });
}

bool has_place(const AuditPage& audit, const MonitoringAlert& alert) {
  if (!alert.finding.empty()) return std::any_of(audit.findings.begin(), audit.findings.end(), [&](const auto& row) { return row.id == alert.finding; });
  return source_at(audit, alert.source) < audit.sources.size() && has_attribute(audit, alert.attribute);
}

// To its cell of the map, or to the records that its finding is about.
void go_to(Panel& panel, const AuditPage& audit, const MonitoringAlert& alert) {
  QualityView& view = panel.view.quality;
  panel.ui.more_frames = true;
  if (!alert.finding.empty()) return show_finding(panel, alert.finding);
  view.shown = "attributes";
  view.attribute = alert.attribute;
  view.source = static_cast<uint32_t>(source_at(audit, alert.source));
  view.of_validity = alert.kind == "validity_lost" || alert.subject == "validity";
  view.reveal_cell = true;
}

std::string values_words(const MonitoringAlert& alert) {
  std::string words;
  for (const protocol::ValueRow& value : alert.values) words += (words.empty() ? "" : " · ") + one_line(value.value) + "\u00a0(" + number(value.count) + ")";
  return words;
}

float alert_row(Panel& panel, const AuditPage& audit, const MonitoringAlert& alert, const std::string& key, float x, float y, float width) {
  Ui& ui = panel.ui;
  const bool leads = has_place(audit, alert);
  const float words = width - kIndent - (leads ? button_width(ui, tr("quality.see"), {}) + 16 : 0);
  const Look look = look_of(alert);
  const std::string values = values_words(alert);
  draw_icon(ui, x, y + kAlertPad + 2, 16, look.glyph, look.color);
  float bottom = paragraph(ui, x + kIndent, y + kAlertPad, words, alert.sentence, kDenseStrong);
  bottom = paragraph(ui, x + kIndent, bottom, words, alert.advice, kDenseMuted);
  if (!values.empty()) bottom = paragraph(ui, x + kIndent, bottom + 2, words, values, kSmall);
  say(ui, Role::kRow, key, {x, y, width, bottom + kAlertPad - y}, alert.sentence, tr("quality.severity." + alert.severity) + ". " + alert.advice + (values.empty() ? "" : " " + values));
  float right = x + width;
  if (leads && button_from_right(ui, key + "/see", right, y + kAlertPad - 2, tr("quality.see"), {})) go_to(panel, audit, alert);
  hline(ui, x, x + width, bottom + kAlertPad, Token::kBorder);
  return bottom + kAlertPad + 1;
}

float alerts(Panel& panel, const AuditPage& audit, const MonitoringPage& history, float x, float y, float width) {
  Ui& ui = panel.ui;
  const std::string day = event_date(history.since);
  const bool known = !history.since.empty();
  const std::string title = history.alerts.empty() ? (known ? tr("quality.no_alert", {day}) : tr("quality.no_alert_before"))
                                                   : tr_count(known ? "quality.alerts" : "quality.alerts_before", history.alerts.size(), day);
  const float left = history.alerts.empty() ? x + kIndent : x;
  if (history.alerts.empty()) draw_icon(ui, x, y + 2, 18, icon::kCircleCheck, Token::kMatch);
  text(ui, left, y, title, kBodyStrong);
  heading(ui, "quality/alerts", {left, y, width, 20}, title, 2);
  if (!history.is_kept) {
    const std::string later = tr("quality.kept_later");
    if (left + text_width(ui, title, kBodyStrong) + 12 + text_width(ui, later, kDenseMuted) < x + width) text_right(ui, x + width, y + 1, later, kDenseMuted);
    else y = paragraph(ui, left, y + 22, width, later, kDenseMuted) - 20;
    say(ui, Role::kParagraph, "quality/kept_later", {x, y, width, 20}, later);
  }
  y += 28;
  if (history.alerts.empty()) y = paragraph(ui, x + kIndent, y - 4, width - kIndent, tr("quality.no_alert_text"), kDenseMuted) + 4;
  for (size_t i = 0; i < history.alerts.size(); ++i) y = alert_row(panel, audit, history.alerts[i], "quality/alert/" + std::to_string(i), x, y, width);
  return y;
}

// ---- curves

const MonitoringSeries* find_series(const MonitoringPage& history, const std::string& source, const std::string& attribute) {
  const auto found = std::find_if(history.series.begin(), history.series.end(), [&](const auto& series) { return series.source == source && series.attribute == attribute; });
  return found == history.series.end() ? nullptr : &*found;
}

std::string series_label(const MonitoringSeries& series) { return series.attribute.empty() ? tr("quality.all_attributes") : series.label.empty() ? attribute_label(series.attribute) : series.label; }

// What has a row: attributes in the order of the audit, the whole source where its sum says something.
std::vector<const MonitoringSeries*> rows_of(const MonitoringPage& history, const AuditPage& audit, const std::string& measure) {
  std::vector<const MonitoringSeries*> rows;
  const auto add = [&](const std::string& attribute) {
    for (const MonitoringSeries& series : history.series) {
      if (series.attribute != attribute || std::none_of(series.marks.begin(), series.marks.end(), [&](const MonitoringMark& mark) { return value_of(mark, measure) >= 0; })) continue;
      return rows.push_back(&series);
    }
  };
  if (measure == "records" || measure == "findings" || measure == "freshness") add("");
  if (measure == "records") return rows;
  for (const auto& attribute : audit.attributes) add(attribute.key);
  return rows;
}

CopiedTable table_of(const MonitoringPage& history) {
  CopiedTable table{{tr("quality.month"), tr("quality.source"), tr("quality.attribute"), tr("quality.measure.records"), tr("quality.filled_values"), tr("quality.distinct_values"), tr("quality.completeness"), tr("quality.validity"), tr("quality.measure.findings")}, {}};
  for (const MonitoringSeries& series : history.series)
    for (const MonitoringMark& mark : series.marks) {
      if (mark.point >= history.points.size()) continue;
      const auto share = [&](const char* measure) { return value_of(mark, measure) < 0 ? std::string() : value_words(value_of(mark, measure), measure); };
      table.rows.push_back({history.points[mark.point].day, series.source, series.attribute.empty() ? "" : series_label(series), std::to_string(mark.record_count), std::to_string(mark.filled_count),
                            std::to_string(mark.distinct_count), series.attribute.empty() ? "" : share("completeness"), share("validity"), std::to_string(mark.finding_count)});
    }
  return table;
}

struct Scale { double low = 0, high = 1; };

// The same for all sources of a row, so that they can be compared; of shares what is above the lowest ten, so that some points of loss show.
Scale scale_of(const MonitoringPage& history, const std::string& attribute, const std::string& measure) {
  double low = 1e300, high = 0;
  for (const MonitoringSeries& series : history.series) {
    if (series.attribute != attribute) continue;
    for (const MonitoringMark& mark : series.marks)
      if (const double value = value_of(mark, measure); value >= 0) low = std::min(low, value), high = std::max(high, value);
    if (const double target = target_of(series, measure); target >= 0) low = std::min(low, target), high = std::max(high, target);
  }
  if (!is_share(measure)) return {0, std::max(high, 1.0)};
  return {std::max(0.0, std::floor(std::min(low, 0.9) * 10 + 1e-9) / 10), 1};
}

void curve(Panel& panel, const MonitoringPage& history, const MonitoringSeries& series, const std::string& measure, Scale scale, Rect r) {
  Ui& ui = panel.ui;
  std::vector<TrendMark> marks;
  std::string words;
  const auto last = static_cast<float>(std::max<size_t>(history.points.size(), 2) - 1);
  for (const MonitoringMark& mark : series.marks) {
    const double value = value_of(mark, measure);
    if (value < 0 || mark.point >= history.points.size()) continue;
    marks.push_back({static_cast<float>(mark.point) / last, value, tr("value.named", {month_words(history.points[mark.point].day), value_words(value, measure)})});
    words += (words.empty() ? "" : ", ") + marks.back().words;
  }
  const double target = target_of(series, measure);
  if (target >= 0) words += ", " + tr("quality.of_target", {is_share(measure) ? percent(target) : number(static_cast<uint64_t>(target))});
  const std::string key = "quality/curve/" + series.source + "/" + (series.attribute.empty() ? "all" : series.attribute);
  const std::string name = series_label(series) + ", " + series.source + ", " + tr(measure == "distinct" ? "quality.distinct_values" : is_share(measure) ? "quality." + measure : "quality.measure." + measure);
  if (marks.empty()) {
    text_center(ui, r, "\u2013", kSmall);
    return;
  }
  trend(ui, key, r, {marks, scale.low, scale.high, target, value_words(marks.back().value, measure), name, words});
}

// The measure, and its copies at the right. Returns the bottom.
float curves_head(Panel& panel, const MonitoringPage& history, float x, float y, float width) {
  Ui& ui = panel.ui;
  QualityView& view = panel.view.quality;
  text(ui, x, y, tr("quality.months"), kBodyStrong);
  heading(ui, "quality/months", {x, y, 200, 20}, tr("quality.months"), 2);
  chart_copies(panel, "quality/history", x + width, y - 4, {x, y, width, view.history_height}, table_of(history));
  std::vector<Segment> segments;
  for (const char* measure : kMeasures) {
    const std::string id = measure;
    segments.push_back({id, tr(is_share(id) ? "quality." + id : id == "distinct" ? "quality.distinct_values" : "quality.measure." + id)});
  }
  size_t selected = 0;
  while (selected + 1 < segments.size() && segments[selected].id != view.measure) ++selected;
  if (const auto chosen = segmented(ui, "quality/measure", x, y + 28, segments, selected)) view.measure = segments[*chosen].id, ui.more_frames = true;
  return y + 28 + size::kButtonDense + 14;
}

float curves(Panel& panel, const AuditPage& audit, const MonitoringPage& history, float x, float y, float width) {
  Ui& ui = panel.ui;
  const float top = y;
  y = curves_head(panel, history, x, y, width);
  const std::string measure = panel.view.quality.measure;
  const auto sources = static_cast<float>(std::max<size_t>(1, audit.sources.size()));
  const float chart = std::clamp(std::floor((width - kNames) / sources), kLeastChart, kMostChart);
  for (uint32_t s = 0; s < audit.sources.size(); ++s) {
    const float at = x + kNames + chart * static_cast<float>(s), inner = chart - kChartGap;
    const size_t place = source_place(panel, audit, s);
    source_badge(ui, at, y, 16, place, panel.client.source_letter(place));
    text_cut(ui, at + 22, y, inner - 22, audit.sources[s].name, kSmallStrong);
    const std::string first = month_words(history.points.front().day), last = month_words(history.points.back().day);
    const float end = text(ui, at, y + 18, first, kSmall);
    const float right = at + inner - kTrendLabel;
    if (end + 10 + text_width(ui, last, kSmall) <= right + 8) text_right(ui, right + 6, y + 18, last, kSmall);
    else if (text_width(ui, last, kSmall) <= kTrendLabel + 4) text_right(ui, at + inner, y + 18, last, kSmall);
  }
  y += 40;
  for (const MonitoringSeries* row : rows_of(history, audit, measure)) {
    const Scale scale = scale_of(history, row->attribute, measure);
    hline(ui, x, x + kNames + chart * sources - kChartGap, y - 5, Token::kBorder);
    const char* glyph = row->attribute.empty() ? icon::kDatabase : type_icon(row->type);
    draw_icon(ui, x, y + 4, 15, glyph, Token::kMuted);
    text_cut(ui, x + 24, y + 1, kNames - 36, measure == "records" ? tr("quality.measure.records") : series_label(*row), kDenseStrong);
    text(ui, x + 24, y + 21, is_share(measure) ? tr("quality.scale", {percent(scale.low), percent(scale.high)}) : tr("quality.scale", {"0", short_number(static_cast<uint64_t>(scale.high))}), kSmall);
    for (uint32_t s = 0; s < audit.sources.size(); ++s)
      if (const MonitoringSeries* series = find_series(history, audit.sources[s].name, row->attribute))
        curve(panel, history, *series, measure, scale, {x + kNames + chart * static_cast<float>(s), y, chart - kChartGap, kChart - 12});
    y += kChart;
  }
  panel.view.quality.history_height = y - top;
  return y;
}

}  // namespace

void draw_quality_history(Panel& panel, const AuditPage& audit, Rect area) {
  Ui& ui = panel.ui;
  const MonitoringPage* history = present_history(panel);
  if (!history) {
    Region region(ui, "quality_history_waits", area);
    text(ui, area.x + 24, area.y + 20, tr("quality.counting"), kBodyMuted);
    say(ui, Role::kStatus, "quality/counting", {area.x + 24, area.y + 20, 300, 20}, tr("quality.counting"));
    return;
  }
  const bool has_curves = history->points.size() > 1;
  if (!has_curves && !history->has_former) {
    Region region(ui, "quality_history_empty", area);
    if (!history->is_kept) return draw_empty(panel, "quality/history_empty", area, icon::kCalendar, tr("quality.history_first_title"), tr("quality.history_unkept"));
    empty_state(ui, "quality/history_empty", area, icon::kCalendar, tr("quality.history_first_title"), tr("quality.history_first"));
    return;
  }
  const float needed = kNames + kLeastChart * static_cast<float>(audit.sources.size()) + 2 * size::kPagePadding;
  Region region(ui, "quality_history", area, {.background = Token::kSurface, .scroll_x = needed > area.w, .scroll_y = true});
  const float x = region.x() + size::kPagePadding, width = std::min(kMostWidth, area.w - 2 * size::kPagePadding - 4);
  float y = region.y() + 20;
  if (history->has_former) y = alerts(panel, audit, *history, x, y, width) + 24;
  if (has_curves) {
    y = curves(panel, audit, *history, x, y, width);
  } else {  // two extracts of one month
    y = paragraph(ui, x, y, width, tr("quality.months_later"), kDenseMuted);
    say(ui, Role::kParagraph, "quality/months_later", {x, y - 20, width, 20}, tr("quality.months_later"));
  }
  region.extend_to(needed > area.w ? x + needed - 2 * size::kPagePadding : x + 1, y + 24);
}

}  // namespace jumelles::ui
