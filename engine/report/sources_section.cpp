// Sources beside each other: how old they are, whom they share, and which one is right where they differ.

#include <algorithm>

#include "report/view.h"

namespace jumelles::report {
namespace {

using protocol::SourceAgreement;

void write_ages(Html& out, const View& view) {
  const Words& w = view.words;
  begin_table(out, w("sources.caption"), {w("source"), "#" + w("sources.records"), "#" + w("measure.completeness"), "#" + w("measure.validity"), w("sources.median"), w("sources.newest")});
  for (uint32_t s = 0; s < view.source_count(); ++s) {
    const protocol::AuditSource& source = view.audit.sources[s];
    uint64_t filled = 0, of = 0, valid = 0, checked = 0;
    for (uint32_t a = 0; a < view.audit.attributes.size(); ++a)
      if (const protocol::AuditCell* cell = view.cell(s, a); cell != nullptr && cell->present) {
        filled += cell->filled_count;
        of += source.record_count;
        valid += cell->valid_count;
        checked += cell->checked_count;
      }
    out.raw("<tr><th scope=\"row\">");
    put_source(out, view, s);
    out.raw("</th><td class=\"n\">").text(w.number(source.record_count)).raw("</td>");
    put_bar(out, w.percent(share(filled, of)), share(filled, of));
    if (checked == 0) out.raw("<td class=\"n\">").text(w("cells.unchecked")).raw("</td>");
    else put_bar(out, w.percent(share(valid, checked)), share(valid, checked));
    for (const std::string* date : {&source.median, &source.newest}) out.raw("<td>").text(date->empty() ? w("sources.undated") : w.short_day(*date)).raw("</td>");
    out.raw("</tr>\n");
  }
  end_table(out);
  put_more(out, view, view.audit.sources.size(), view.source_count());
}

void write_overlaps(Html& out, const View& view) {
  const Words& w = view.words;
  const protocol::AuditResult& result = view.audit.result;
  out.put("h3", w("sources.overlap"));
  uint64_t most = 1;
  for (const protocol::SourceOverlap& row : result.overlaps) most = std::max(most, row.count);
  begin_table(out, w("sources.overlap.caption"), {w("sources.present"), "#" + w("sources.customers"), "#" + w("share")});
  const size_t told = std::min(result.overlaps.size(), view.limits.overlaps);
  for (size_t i = 0; i < told; ++i) {
    const protocol::SourceOverlap& row = result.overlaps[i];
    out.raw("<tr><th scope=\"row\">");
    for (size_t s = 0; s < row.sources.size(); ++s) {
      if (row.sources[s] >= view.audit.sources.size()) continue;
      out.raw(s > 0 ? " " : "");
      put_source(out, view, row.sources[s]);
    }
    if (row.sources.size() == 1) out.raw(" <span class=\"quiet\">").text(w("sources.alone")).raw("</span>");
    out.raw("</th>");
    put_bar(out, w.number(row.count), share(row.count, most));
    out.raw("<td class=\"n\">").text(w.percent(share(row.count, result.customer_count))).raw("</td></tr>\n");
  }
  end_table(out);
  put_more(out, view, result.overlaps.size(), told);
}

void put_third(Html& out, const View& view, const SourceAgreement& row) {
  const Words& w = view.words;
  const uint64_t all = row.third_with_a_count + row.third_with_b_count;
  if (all == 0) {
    out.raw("<td>").text(w("sources.no_third")).raw("</td>");
    return;
  }
  if (row.third_with_a_count == row.third_with_b_count) {
    out.raw("<td>").text(w("sources.third_even", {w.number(all)})).raw("</td>");
    return;
  }
  const bool is_a = row.third_with_a_count > row.third_with_b_count;
  out.raw("<td>");
  put_source(out, view, is_a ? row.a : row.b);
  out.raw(" <span class=\"quiet\">").text(w("sources.third", {w.number(is_a ? row.third_with_a_count : row.third_with_b_count), w.number(all)})).raw("</span></td>");
}

void write_agreements(Html& out, const View& view) {
  const Words& w = view.words;
  std::vector<const SourceAgreement*> rows;
  for (const SourceAgreement& row : view.audit.result.agreements)
    if (row.pair_count > 0 && row.attribute < view.audit.attributes.size() && std::max(row.a, row.b) < view.audit.sources.size()) rows.push_back(&row);
  if (rows.empty()) return;
  std::stable_sort(rows.begin(), rows.end(), [](const SourceAgreement* a, const SourceAgreement* b) { return a->pair_count - a->same_count > b->pair_count - b->same_count; });
  out.put("h3", w("sources.agreement")).put("p", w("sources.agreement.meaning"));
  begin_table(out, w("sources.agreement.caption"), {w("attribute"), w("sources.two"), "#" + w("sources.both"), "#" + w("sources.same"), w("sources.third.head")}, "agreement");
  const size_t told = std::min(rows.size(), view.limits.agreements);
  for (size_t i = 0; i < told; ++i) {
    const SourceAgreement& row = *rows[i];
    out.raw("<tr><th scope=\"row\">").raw(escaped_name(view.label(row.attribute))).raw("</th><td>");
    put_source(out, view, row.a);
    out.raw(" ");
    put_source(out, view, row.b);
    out.raw("</td><td class=\"n\">").text(w.number(row.pair_count)).raw("</td>");
    put_bar(out, w.percent(share(row.same_count, row.pair_count)), share(row.same_count, row.pair_count));
    put_third(out, view, row);
    out.raw("</tr>\n");
  }
  end_table(out);
  put_more(out, view, rows.size(), told);
}

}  // namespace

void write_sources(Html& out, const View& view) {
  begin_section(out, view, "sources", true);
  write_ages(out, view);
  const protocol::AuditResult& result = view.audit.result;
  if (!result.has_result) out.put("p", view.words("sources.unmatched"));
  else if (view.audit.sources.size() < 2) out.put("p", view.words("sources.single"));
  else {
    write_overlaps(out, view);
    write_agreements(out, view);
  }
  end_section(out);
}

}  // namespace jumelles::report
