// Findings, the costliest first, each with what it costs and examples; then those that are settled.

#include <algorithm>

#include "report/view.h"

namespace jumelles::report {
namespace {

using protocol::FindingRow;

constexpr size_t kMostValues = 6, kMostValueCharacters = 40;

std::string where(const View& view, const FindingRow& row) {
  std::vector<std::string> attributes, sources;
  for (const std::string& key : row.attributes) attributes.push_back(view.label_of(key));
  for (const protocol::FindingSource& source : row.sources)
    if (source.source < view.audit.sources.size()) sources.push_back(view.source(source.source) + " " + view.words.number(source.count));
  std::string out = view.words.list(attributes);
  if (!sources.empty()) out += (out.empty() ? "" : " \u00B7 ") + view.words.list(sources);
  return out;
}

void put_examples(Html& out, const View& view, const FindingRow& row) {
  if (row.values.empty()) return;
  out.raw("<ul class=\"values\">");
  const size_t told = std::min({row.values.size(), kMostValues, view.limits.findings});
  for (size_t i = 0; i < told; ++i) {
    const protocol::FindingValue& value = row.values[i];
    out.raw("<li><code><bdi>").text(value.value, kMostValueCharacters).raw("</bdi></code>");
    if (!value.becomes.empty() && value.becomes != value.value)
      out.raw(" <span class=\"quiet\">").text(view.words("findings.becomes")).raw("</span> <code><bdi>").text(value.becomes, kMostValueCharacters).raw("</bdi></code>");
    out.raw(" <span class=\"quiet\">").text(view.words.counted("times", value.count)).raw("</span></li>");
  }
  out.raw("</ul>");
  if (row.distinct_count > told) out.raw("<p class=\"quiet\">").text(view.words.counted("findings.distinct", row.distinct_count)).raw("</p>");
}

void put_finding(Html& out, const View& view, const FindingRow& row) {
  out.raw("<tr><th scope=\"row\">");
  put_severity(out, view, row.severity);
  out.raw("<p><b>").text(row.headline, kMostSentenceCharacters).raw("</b></p><p>").text(row.explanation, kMostSentenceCharacters).raw("</p><p class=\"quiet\">").text(where(view, row), kMostSentenceCharacters).raw("</p></th><td class=\"n\">");
  out.text(view.words.number(row.count));
  if (row.of_count > 0) out.raw("<br><span class=\"quiet\">").text(view.words.percent(share(row.count, row.of_count))).raw("</span>");
  out.raw("</td><td>");
  put_examples(out, view, row);
  out.raw("</td><td>").text(view.words("findings.fix." + (view.words.has("findings.fix." + row.fix) ? row.fix : std::string("see")))).raw("</td></tr>\n");
}

void write_open(Html& out, const View& view) {
  const Words& w = view.words;
  if (view.open.empty()) {
    out.put("p", w("findings.none"));
    return;
  }
  begin_table(out, w("findings.caption"), {w("findings.head.finding"), "#" + w("findings.head.count"), w("findings.head.examples"), w("findings.head.fix")}, "findings");
  const size_t whole = std::min(view.open.size(), view.limits.findings);
  for (size_t i = 0; i < whole; ++i) put_finding(out, view, *view.open[i]);
  end_table(out);
  const size_t told = std::min(view.open.size(), whole + view.limits.short_findings);
  if (told > whole) {
    out.put("h3", w("findings.further"));
    out.raw("<ul class=\"further\">\n");
    for (size_t i = whole; i < told; ++i) out.put("li", view.open[i]->headline);
    out.close("ul");
  }
  put_more(out, view, view.open.size(), told);
}

void write_settled(Html& out, const View& view) {
  if (view.settled.empty()) return;
  const Words& w = view.words;
  out.put("h3", w("findings.settled"));
  begin_table(out, w("findings.settled.caption"), {w("findings.head.finding"), "#" + w("findings.head.count"), w("findings.head.state")});
  const size_t told = std::min(view.settled.size(), view.limits.findings);
  for (size_t i = 0; i < told; ++i) {
    const FindingRow& row = *view.settled[i];
    out.raw("<tr><th scope=\"row\">").text(row.headline, kMostSentenceCharacters).raw("</th><td class=\"n\">").text(w.number(row.count)).raw("</td><td>");
    out.text(w(row.state == "ignored" ? "state.ignored" : row.state == "treated" ? "state.treated" : "state.done")).raw("</td></tr>\n");
  }
  end_table(out);
  put_more(out, view, view.settled.size(), told);
}

}  // namespace

void write_findings(Html& out, const View& view) {
  begin_section(out, view, "findings", true);
  out.put("p", view.words("findings.order"));
  if (view.input.masked && !view.audit.findings.empty()) out.put("p", view.words("masked"), "class=\"quiet\"");
  write_open(out, view);
  write_settled(out, view);
  end_section(out);
}

}  // namespace jumelles::report
