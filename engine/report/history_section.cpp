// What has changed since last time, and how completeness and validity went from month to month.

#include <algorithm>
#include <cmath>

#include "report/view.h"

namespace jumelles::report {
namespace {

using protocol::MonitoringMark;
using protocol::MonitoringSeries;

constexpr int kCurveWidth = 96, kCurveHeight = 24, kMargin = 3;

double completeness(const MonitoringMark& mark) { return share(mark.filled_count, mark.record_count); }
double validity(const MonitoringMark& mark) { return share(mark.valid_count, mark.checked_count); }

// In tenths: SVG has decimals with a point whatever the language.
std::string tenths(double value) {
  const auto whole = static_cast<int>(value * 10 + 0.5);
  return std::to_string(whole / 10) + "." + std::to_string(whole % 10);
}

// The whole height is what the curve has seen, a tenth of all at the least: a loss of some points shows, and noise does not.
void put_curve(Html& out, const View& view, const MonitoringSeries& series) {
  double low = 1, high = 0;
  for (const MonitoringMark& mark : series.marks) {
    low = std::min(low, completeness(mark));
    high = std::max(high, completeness(mark));
  }
  low = std::max(0.0, std::min(low, high - 0.1));
  high = std::max(high, low + 0.1);
  const uint32_t last = static_cast<uint32_t>(std::max<size_t>(view.input.monitoring.points.size(), 2) - 1);
  const auto x = [&](const MonitoringMark& mark) { return kMargin + (kCurveWidth - 2.0 * kMargin) * mark.point / last; };
  const auto y = [&](const MonitoringMark& mark) { return kMargin + (kCurveHeight - 2.0 * kMargin) * (high - completeness(mark)) / (high - low); };
  out.raw("<td><svg class=\"curve\" aria-hidden=\"true\" viewBox=\"0 0 96 24\"><polyline points=\"");
  for (const MonitoringMark& mark : series.marks) out.raw(tenths(x(mark))).raw(",").raw(tenths(y(mark))).raw(" ");
  out.raw("\"/><circle cx=\"").raw(tenths(x(series.marks.back()))).raw("\" cy=\"").raw(tenths(y(series.marks.back()))).raw("\" r=\"2.5\"/></svg></td>");
}

void write_alerts(Html& out, const View& view) {
  const Words& w = view.words;
  const std::vector<protocol::MonitoringAlert>& alerts = view.input.monitoring.alerts;
  if (alerts.empty()) {
    out.put("p", w("history.none"));
    return;
  }
  const size_t told = std::min(alerts.size(), view.limits.alerts);
  out.raw("<ol class=\"plain\">\n");
  for (size_t i = 0; i < told; ++i) {
    const protocol::MonitoringAlert& alert = alerts[i];
    out.raw("<li>");
    put_severity(out, view, alert.severity);
    out.raw("<b>").text(alert.sentence, kMostSentenceCharacters).raw("</b> <span class=\"quiet\">").text(alert.advice).raw("</span>");
    if (!alert.values.empty() && (!view.input.masked || alert.kind == "shapes_drifted")) {
      std::vector<std::string> values;
      for (const protocol::ValueRow& value : alert.values) values.push_back(value.value);
      out.raw("<br><code>").text(w.list(values), kMostSentenceCharacters).raw("</code>");
    }
    out.raw("</li>\n");
  }
  out.close("ol");
  put_more(out, view, alerts.size(), told);
}

// As alerts write shares: never rounded up.
double whole_tenths(double share) { return std::floor(share * 1000 + 1e-9) / 1000; }

void put_then_and_now(Html& out, const Words& w, bool known, double then, double now) {
  for (const double value : {then, now}) out.raw("<td class=\"n\">").text(known ? w.fine_percent(whole_tenths(value)) : w("cells.unchecked")).raw("</td>");
}

void write_table(Html& out, const View& view) {
  const Words& w = view.words;
  std::vector<const MonitoringSeries*> rows;
  for (const MonitoringSeries& series : view.input.monitoring.series)
    if (!series.attribute.empty() && series.marks.size() > 1) rows.push_back(&series);
  if (rows.empty()) return;
  out.put("h3", w("history.months"));
  begin_table(out, w("history.caption"), {w("attribute"), w("source"), "#" + w("history.completeness_then"), "#" + w("history.completeness_now"), "#" + w("history.validity_then"), "#" + w("history.validity_now"), w("history.curve")}, "history");
  const size_t told = std::min(rows.size(), view.limits.history);
  for (size_t i = 0; i < told; ++i) {
    const MonitoringSeries& series = *rows[i];
    const MonitoringMark &then = series.marks[series.marks.size() - 2], &now = series.marks.back();
    out.raw("<tr><th scope=\"row\">").raw(escaped_name(series.label.empty() ? series.attribute : series.label)).raw("</th><td><bdi>").raw(escaped_name(series.source)).raw("</bdi></td>");
    put_then_and_now(out, w, true, completeness(then), completeness(now));
    put_then_and_now(out, w, then.checked_count > 0 && now.checked_count > 0, validity(then), validity(now));
    put_curve(out, view, series);
    out.raw("</tr>\n");
  }
  end_table(out);
  put_more(out, view, rows.size(), told);
}

}  // namespace

void write_history(Html& out, const View& view) {
  const protocol::MonitoringPage& history = view.input.monitoring;
  begin_section(out, view, "history", true);
  out.put("p", history.since.empty() ? view.words("history.since_unknown") : view.words("history.since", {view.words.day(history.since)}), "class=\"quiet\"");
  write_alerts(out, view);
  write_table(out, view);
  end_section(out);
}

}  // namespace jumelles::report
