// The first page: what a director reads in a minute.

#include <algorithm>

#include "report/view.h"

namespace jumelles::report {
namespace {

constexpr size_t kTold = 4, kFirstSteps = 4, kMostHeadlineCharacters = 220, kMostWhyCharacters = 200;

void put_figure(Html& out, const std::string& value, const std::string& what) {
  out.raw("<div><dt>").text(what).raw("</dt><dd>").text(value).raw("</dd></div>\n");
}

void write_figures(Html& out, const View& view) {
  const Words& w = view.words;
  const protocol::AuditPage& audit = view.audit;
  out.raw("<dl class=\"figures\">\n");
  put_figure(out, w.number(audit.record_count), w.counted("figure.records", audit.record_count, {w.number(audit.sources.size())}));
  if (audit.result.has_result) put_figure(out, w.number(audit.result.customer_count), w.counted("figure.customers", audit.result.customer_count));
  put_figure(out, w.percent(audit.completeness), w("figure.completeness"));
  put_figure(out, w.percent(audit.validity), w("figure.validity"));
  if (audit.result.has_result) put_figure(out, w.number(audit.result.duplicate_count), w.counted("figure.duplicates", audit.result.duplicate_count));
  else put_figure(out, w.number(view.open.size()), w.counted("figure.findings", view.open.size()));
  out.raw("</dl>\n");
}

std::string sentence_of_matching(const View& view) {
  const Words& w = view.words;
  const protocol::AuditResult& result = view.audit.result;
  if (!result.has_result) return w("situation.unmatched");
  if (result.duplicate_count == 0) return w("situation.no_duplicate", {w.number(result.customer_count)});
  return w.counted("situation.duplicates", result.duplicate_count, {w.number(result.customer_count), w.percent(share(result.duplicate_count, view.audit.record_count))});
}

void write_sentences(Html& out, const View& view) {
  const Words& w = view.words;
  const auto errors = static_cast<uint64_t>(std::count_if(view.open.begin(), view.open.end(), [](const auto* row) { return row->severity == "error"; }));
  out.raw("<p class=\"lead\">").text(w("situation.data", {w.percent(view.audit.completeness), w.percent(view.audit.validity)})).raw(" ");
  uint64_t columns = 0, empty = 0;
  for (const FileFacts& file : view.input.files)
    for (const ColumnFate& column : file.columns) ++columns, empty += column.fate == "empty" ? 1 : 0;
  if (empty > 0) out.text(w.counted("situation.empty_columns", empty, {w.number(columns)})).raw(" ");
  if (view.open.empty()) out.text(w("situation.nothing_found"));
  else out.text(w.counted("situation.findings", view.open.size())).raw(" ").text(errors == 0 ? w("situation.no_error") : w.counted("situation.errors", errors));
  out.raw(" ").text(sentence_of_matching(view));
  if (!view.checks.empty())
    out.raw(" ").text(view.missed_count == 0 ? w.counted("situation.targets_held", view.checks.size()) : w.counted("situation.targets_missed", view.missed_count, {w.number(view.checks.size())}));
  if (view.audit.result.is_stale) out.raw(" ").text(w("situation.stale"));
  out.raw("</p>\n");
}

void write_costliest(Html& out, const View& view) {
  out.open("div").raw("\n").put("h3", view.words("situation.costliest"));
  if (view.open.empty()) out.put("p", view.words("findings.none"), "class=\"quiet\"");
  else out.raw("<ol class=\"plain\">\n");
  for (size_t i = 0; i < std::min(view.open.size(), kTold); ++i) {
    const protocol::FindingRow& row = *view.open[i];
    out.raw("<li>");
    put_severity(out, view, row.severity);
    out.raw("<b>").text(as_sentence(row.headline), kMostHeadlineCharacters).raw("</b> <span class=\"quiet\">").text(row.explanation, kMostWhyCharacters).raw("</span></li>\n");
  }
  if (!view.open.empty()) out.close("ol");
  out.close("div");
}

void write_first_steps(Html& out, const View& view) {
  out.open("div").raw("\n").put("h3", view.words("situation.first"));
  if (view.recommendations.empty()) out.put("p", view.words("advice.none"), "class=\"quiet\"");
  else out.raw("<ol class=\"steps\">\n");
  for (size_t i = 0; i < std::min(view.recommendations.size(), kFirstSteps); ++i) {
    const Recommendation& row = view.recommendations[i];
    out.raw("<li><b>").text(row.what, kMostHeadlineCharacters).raw("</b> <span class=\"quiet\">").text(row.why, kMostWhyCharacters).raw("</span></li>\n");
  }
  if (!view.recommendations.empty()) out.close("ol");
  out.close("div");
}

}  // namespace

void write_situation(Html& out, const View& view) {
  begin_section(out, view, "situation", false);
  write_figures(out, view);
  write_sentences(out, view);
  out.raw("<div class=\"two\">\n");
  write_costliest(out, view);
  write_first_steps(out, view);
  out.close("div");
  end_section(out);
}

}  // namespace jumelles::report
