// Completeness and validity, source by source, as two heat maps; targets that are missed; shapes of the cells worth telling.

#include <algorithm>

#include "report/view.h"

namespace jumelles::report {
namespace {

using protocol::AuditCell;

// So many sources stand beside each other on a page; so many with both of their measures.
constexpr size_t kSourcesPerTable = 8, kMostSideBySide = 3, kMostShapes = 5;

const char* step_of(double part) { return part < 0.2 ? "h0" : part < 0.5 ? "h1" : part < 0.8 ? "h2" : part < 0.95 ? "h3" : "h4"; }

// `after_gap`: the first of the second measure.
void put_cell(Html& out, const View& view, const AuditCell* cell, bool complete, bool after_gap) {
  const std::string gap = after_gap ? " gap" : "";
  if (cell == nullptr || !cell->present) {
    out.raw("<td class=\"absent").raw(gap).raw("\">").text(view.words("cells.absent")).raw("</td>");
    return;
  }
  const uint64_t of = complete ? view.audit.sources[cell->source].record_count : cell->checked_count;
  if (of == 0) {
    out.raw("<td class=\"unchecked").raw(gap).raw("\">").text(view.words(complete ? "cells.no_record" : "cells.unchecked")).raw("</td>");
    return;
  }
  const double part = share(complete ? cell->filled_count : cell->valid_count, of);
  const bool below = complete ? cell->below_completeness : cell->below_validity;
  out.raw("<td class=\"").raw(step_of(part)).raw(gap).raw(below ? " below\"><span class=\"mark\" aria-hidden=\"true\">\u25BC</span>" : "\">").text(view.words.percent(part));
  if (below) {
    const protocol::AuditAttribute& attribute = view.audit.attributes[cell->attribute];
    const double target = complete ? attribute.completeness_target : attribute.validity_target;
    out.raw("<span class=\"unseen\"> ").text(target < 0 ? view.words("cells.below") : view.words("cells.below_target", {view.words.percent(target)})).raw("</span>");
  }
  out.raw("</td>");
}

void put_source_headings(Html& out, const View& view, size_t first, size_t end, bool after_gap) {
  for (size_t s = first; s < end; ++s) {
    out.raw("<th scope=\"col\"").raw(after_gap && s == first ? " class=\"gap\">" : ">");
    put_source(out, view, static_cast<uint32_t>(s));
    out.raw("</th>");
  }
}

// Both measures side by side, or one of them.
struct Measures { bool completeness = false, validity = false; };

void write_map(Html& out, const View& view, Measures told, size_t first, size_t end) {
  const Words& w = view.words;
  const bool both = told.completeness && told.validity;
  out.raw("<table class=\"heat\">\n").put("caption", w(both ? "cells.both" : told.completeness ? "cells.completeness" : "cells.validity"));
  out.raw(both ? "<thead><tr><th scope=\"col\" rowspan=\"2\">" : "<thead><tr><th scope=\"col\">").text(w("attribute")).raw("</th>");
  if (both) {
    const std::string span = "<th scope=\"colgroup\" colspan=\"" + std::to_string(std::max<size_t>(end - first, 1)) + "\"";
    out.raw(span).raw(">").text(w("measure.completeness")).raw("</th>").raw(span).raw(" class=\"gap\">").text(w("measure.validity")).raw("</th></tr>\n<tr>");
  }
  put_source_headings(out, view, first, end, false);
  if (both) put_source_headings(out, view, first, end, true);
  out.raw("</tr></thead>\n<tbody>\n");
  for (uint32_t a = 0; a < view.attribute_count(); ++a) {
    out.raw("<tr><th scope=\"row\">").raw(escaped_name(view.label(a))).raw("</th>");
    for (const bool complete : {true, false}) {
      if (!(complete ? told.completeness : told.validity)) continue;
      for (size_t s = first; s < end; ++s) put_cell(out, view, view.cell(static_cast<uint32_t>(s), a), complete, both && !complete && s == first);
    }
    out.raw("</tr>\n");
  }
  end_table(out);
}

void write_legend(Html& out, const View& view) {
  out.raw("<p class=\"legend\">");
  const char* const kSteps[] = {"h0", "h1", "h2", "h3", "h4"};
  for (const char* step : kSteps) out.raw("<span><i class=\"key ").raw(step).raw("\"></i>").text(view.words(std::string("cells.step.") + step)).raw("</span>");
  out.raw("<span><i class=\"key absent\"></i>").text(view.words("cells.absent.key")).raw("</span><span><span class=\"mark\" aria-hidden=\"true\">\u25BC</span>").text(view.words("cells.below")).raw("</span></p>\n");
}

void write_missed(Html& out, const View& view) {
  const Words& w = view.words;
  if (view.missed_count == 0) return;
  out.put("h3", w("cells.missed"));
  begin_table(out, w("cells.missed.caption"), {w("attribute"), w("source"), w("measure"), "#" + w("cells.target"), "#" + w("cells.found"), "#" + w("cells.lacking")});
  std::vector<const TargetCheck*> missed;
  for (const TargetCheck& row : view.checks)
    if (!row.is_held) missed.push_back(&row);
  std::stable_sort(missed.begin(), missed.end(), [](const TargetCheck* a, const TargetCheck* b) { return a->lacking_count > b->lacking_count; });
  const size_t told = std::min(missed.size(), view.limits.checks);
  for (size_t i = 0; i < told; ++i) {
    const TargetCheck& row = *missed[i];
    out.raw("<tr><th scope=\"row\">").raw(escaped_name(view.label_of(row.target.attribute))).raw("</th><td>");
    if (row.source == kAllSources) out.text(w("cells.nowhere"));
    else put_source(out, view, row.source);
    out.raw("</td><td>").text(w("measure." + row.target.measure)).raw("</td><td class=\"n\">").text(is_age(row.target) ? w.counted("months", row.target.months) : w.percent(row.target.share)).raw("</td><td class=\"n\">");
    out.text(row.is_absent ? w("cells.absent") : is_age(row.target) ? w.counted("months", row.age_months) : w.percent(row.share));
    out.raw("</td><td class=\"n\">").text(is_age(row.target) ? "\u2013" : w.number(row.lacking_count)).raw("</td></tr>\n");
  }
  end_table(out);
  put_more(out, view, missed.size(), told);
}

// Of a cell, how its values are written.
void write_shapes(Html& out, const View& view) {
  const Words& w = view.words;
  size_t told = 0;
  for (const protocol::AuditCellDetail& detail : view.input.details) {
    if (!detail.cell.below_completeness && !detail.cell.below_validity) continue;
    if (detail.shapes.empty() || detail.cell.value_count == 0 || detail.cell.source >= view.audit.sources.size() || detail.cell.attribute >= view.audit.attributes.size()) continue;
    if (told++ == view.limits.details) break;
    if (told == 1) {
      out.put("h3", w("cells.shapes"));
      begin_table(out, w("cells.shapes.caption"), {w("attribute"), w("source"), w("cells.shape"), "#" + w("cells.values")}, "shapes");
    }
    const size_t count = std::min(detail.shapes.size(), kMostShapes);
    for (size_t i = 0; i < count; ++i) {
      const protocol::ValueRow& shape = detail.shapes[i];
      out.raw("<tr>");
      if (i == 0) {
        const std::string span = std::to_string(count);
        out.raw("<th scope=\"rowgroup\" rowspan=\"").raw(span).raw("\">").raw(escaped_name(view.label(detail.cell.attribute))).raw("</th><td rowspan=\"").raw(span).raw("\">");
        put_source(out, view, detail.cell.source);
        out.raw("</td>");
      }
      out.raw("<td><code><bdi>").text(shape.value, kMostShapeCharacters).raw("</bdi></code></td>");
      put_bar(out, w.number(shape.count), share(shape.count, detail.cell.value_count));
      out.raw("</tr>\n");
    }
  }
  if (told > 0) end_table(out);
}

}  // namespace

void write_cells(Html& out, const View& view) {
  begin_section(out, view, "cells", true);
  out.put("p", view.words("cells.meaning"));
  write_legend(out, view);
  if (view.source_count() <= kMostSideBySide) write_map(out, view, {true, true}, 0, view.source_count());
  else
    for (const Measures told : {Measures{true, false}, Measures{false, true}})
      for (size_t first = 0; first < view.source_count(); first += kSourcesPerTable) write_map(out, view, told, first, std::min(first + kSourcesPerTable, view.source_count()));
  put_more(out, view, view.audit.attributes.size(), view.attribute_count());
  write_missed(out, view);
  write_shapes(out, view);
  end_section(out);
}

}  // namespace jumelles::report
