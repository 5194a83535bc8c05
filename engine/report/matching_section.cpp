// Duplicates, how sure the matching is, and what golden records gain.

#include <algorithm>

#include "report/view.h"

namespace jumelles::report {
namespace {

void put_interval(Html& out, const View& view, std::string_view key, const protocol::IntervalSummary& interval) {
  const Words& w = view.words;
  const auto at = [](double value) { return std::to_string(static_cast<int>(std::clamp(value, 0.0, 1.0) * 100 + 0.5)); };
  const std::string name(key);
  out.raw("<tr><th scope=\"row\">").text(w(name)).raw("<p class=\"quiet\">").text(w(name + ".meaning")).raw("</p></th><td class=\"n\">").text(w.fine_percent(interval.value)).raw("</td><td class=\"n\">");
  out.text(w("certainty.from_to", {w.fine_percent(interval.low), w.fine_percent(interval.high)})).raw("<span class=\"range\"><i style=\"margin-left:").raw(at(interval.low)).raw("%;width:");
  out.raw(at(std::max(interval.high - interval.low, 0.01))).raw("%\"></i></span></td></tr>\n");
}

// Why something is not estimated: by its id, else in general.
std::string withheld(const Words& w, const std::string& id) {
  const std::string key = "certainty.withheld." + id;
  return w(w.has(key) ? key : "certainty.withheld.other");
}

void write_estimates(Html& out, const View& view) {
  const Words& w = view.words;
  const protocol::EstimateSummary& estimate = view.input.matching.estimate;
  const protocol::DecisionsSummary& judged = view.input.matching.decisions;
  const bool some = estimate.known || estimate.blocking_known || judged.precision_known || judged.recall_known;
  if (some) {
    begin_table(out, w("certainty.caption"), {w("certainty.measure"), "#" + w("certainty.estimate"), "#" + w("certainty.interval")}, "estimates");
    if (estimate.known) put_interval(out, view, "certainty.precision", estimate.precision);
    if (estimate.known && estimate.recall_known) put_interval(out, view, "certainty.recall", estimate.recall);
    if (estimate.blocking_known) put_interval(out, view, "certainty.blocking", estimate.blocking_recall);
    if (judged.precision_known) put_interval(out, view, "certainty.judged_precision", judged.precision);
    if (judged.recall_known) put_interval(out, view, "certainty.judged_recall", judged.recall);
    end_table(out);
  }
  if (!estimate.known) out.put("p", withheld(w, estimate.withheld_id));
  if (!estimate.blocking_known) out.put("p", withheld(w, estimate.blocking_withheld_id));
  if (judged.judged_count > 0) out.put("p", w.counted("certainty.judged", judged.judged_count));
  else out.put("p", w("certainty.unjudged"));
}

}  // namespace

void write_duplicates(Html& out, const View& view) {
  const Words& w = view.words;
  const protocol::AuditResult& result = view.audit.result;
  begin_section(out, view, "duplicates", false);
  if (!result.has_result) {
    out.put("p", w("duplicates.unmatched"));
    end_section(out);
    return;
  }
  out.put("p", result.duplicate_count == 0 ? w("duplicates.none") : w.counted("duplicates.found", result.duplicate_count, {w.percent(share(result.duplicate_count, view.audit.record_count))}));
  uint64_t counted = view.audit.record_count;  // as customers: further orders of one are none
  for (const protocol::FindingRow& finding : view.audit.findings) {
    if (finding.kind != "customer_returns") continue;
    counted -= finding.count;
    out.put("p", as_sentence(finding.headline) + " " + finding.explanation);
  }
  if (result.customer_count > 0 && counted > result.customer_count)
    out.put("p", w("duplicates.cost", {w.number(counted), w.number(result.customer_count), w.number(counted - result.customer_count)}));
  begin_table(out, w("duplicates.caption"), {w("source"), "#" + w("sources.records"), "#" + w("duplicates.repeated"), "#" + w("duplicates.unmatchable")});
  const auto of = [](const std::vector<uint64_t>& counts, size_t s) { return s < counts.size() ? counts[s] : 0; };
  for (uint32_t s = 0; s < view.source_count(); ++s) {
    const uint64_t records = view.audit.sources[s].record_count, repeated = of(result.duplicates_of, s), alone = of(result.unmatchable_of, s);
    out.raw("<tr><th scope=\"row\">");
    put_source(out, view, s);
    out.raw("</th><td class=\"n\">").text(w.number(records)).raw("</td>");
    put_bar(out, w.number(repeated) + " (" + w.percent(share(repeated, records)) + ")", share(repeated, records));
    put_bar(out, w.number(alone) + " (" + w.percent(share(alone, records)) + ")", share(alone, records));
    out.raw("</tr>\n");
  }
  end_table(out);
  if (result.unmatchable_count > 0) out.put("p", w.counted("duplicates.alone", result.unmatchable_count));
  end_section(out);
}

void write_certainty(Html& out, const View& view) {
  const Words& w = view.words;
  begin_section(out, view, "certainty", false);
  const Matching& matching = view.input.matching;
  if (!matching.known) {
    out.put("p", w("certainty.unmatched"));
    end_section(out);
    return;
  }
  const protocol::Counts& counts = matching.counts;
  out.put("p", w.counted("certainty.counts", counts.linked_pair_count, {w.number(counts.candidate_pair_count), w.number(counts.to_check_pair_count), w.number(counts.doubted_group_count)}));
  write_estimates(out, view);
  end_section(out);
}

void write_golden(Html& out, const View& view) {
  const Words& w = view.words;
  begin_section(out, view, "golden", false);
  const std::vector<GoldenFill>& rows = view.input.matching.golden;
  if (!view.input.matching.known || rows.empty()) {
    out.put("p", w("golden.unmatched"));
    end_section(out);
    return;
  }
  out.put("p", w("golden.meaning"));
  begin_table(out, w("golden.caption"), {w("attribute"), "#" + w("golden.before"), "#" + w("golden.after"), "#" + w("golden.gain")});
  const size_t told = std::min(rows.size(), view.limits.attributes);
  for (size_t i = 0; i < told; ++i) {
    const GoldenFill& row = rows[i];
    const double before = share(row.before_count, row.before_of), after = share(row.after_count, row.after_of);
    out.raw("<tr><th scope=\"row\">").raw(escaped_name(view.label_of(row.attribute))).raw("</th>");
    put_bar(out, w.percent(before), before);
    put_bar(out, w.percent(after), after);
    out.raw("<td class=\"n\">").text(w.points(after - before)).raw("</td></tr>\n");
  }
  end_table(out);
  put_more(out, view, rows.size(), told);
  end_section(out);
}

}  // namespace jumelles::report
