#include "report/view.h"

#include <algorithm>

namespace jumelles::report {
View::View(const ReportInput& given) : input(given), words(given.language), audit(given.masked ? masked_audit(given.audit) : given.audit) {
  for (const protocol::FindingRow& finding : audit.findings) (finding.state == "open" && finding.fix != "done" ? open : settled).push_back(&finding);
  checks = check(audit, targets_of(audit));
  for (const TargetCheck& row : checks) missed_count += !row.is_held;
  recommendations = report::recommendations(audit, input, checks, words);
  cells_.resize(audit.sources.size() * audit.attributes.size());
  for (const protocol::AuditCell& cell : audit.cells)
    if (cell.source < audit.sources.size() && cell.attribute < audit.attributes.size()) cells_[cell.attribute * audit.sources.size() + cell.source] = &cell;
}

const std::string& View::label(uint32_t attribute) const {
  const protocol::AuditAttribute& row = audit.attributes[attribute];
  return row.label.empty() ? row.key : row.label;
}

std::string View::label_of(const std::string& key) const {
  for (uint32_t i = 0; i < audit.attributes.size(); ++i)
    if (audit.attributes[i].key == key) return label(i);
  return key;
}

const protocol::AuditCell* View::cell(uint32_t source, uint32_t attribute) const { return cells_[attribute * audit.sources.size() + source]; }

void begin_section(Html& out, const View& view, std::string_view id, bool on_new_page) {
  out.raw("<section id=\"").raw(id).raw("\" aria-labelledby=\"").raw(id).raw("-title\"").raw(on_new_page ? " class=\"page\">\n" : ">\n");
  out.raw("<h2 id=\"").raw(id).raw("-title\">").text(view.words("section." + std::string(id))).raw("</h2>\n");
}

void end_section(Html& out) { out.close("section"); }

void begin_table(Html& out, std::string_view caption, const std::vector<std::string>& headings, std::string_view css_class) {
  out.raw("<table");
  if (!css_class.empty()) out.raw(" class=\"").raw(css_class).raw("\"");
  out.raw(">\n").put("caption", caption).raw("<thead><tr>");
  for (const std::string& heading : headings) {
    const bool is_number = !heading.empty() && heading[0] == '#';
    out.raw(is_number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").text(std::string_view(heading).substr(is_number ? 1 : 0)).raw("</th>");
  }
  out.raw("</tr></thead>\n<tbody>\n");
}

void end_table(Html& out) { out.raw("</tbody></table>\n"); }

void put_bar(Html& out, const std::string& number, double share) {
  const auto width = static_cast<int>(std::clamp(share, 0.0, 1.0) * 100 + 0.5);
  out.raw("<td class=\"n\"><span class=\"measure\"><span>").text(number).raw("</span><span class=\"bar\">");
  if (share > 0) out.raw("<i style=\"width:").raw(std::to_string(width)).raw("%\"></i>");
  out.raw("</span></span></td>");
}

void put_source(Html& out, const View& view, uint32_t index) {
  const std::string& name = view.source(index);
  const char first = name.empty() ? '?' : name[0];
  const bool is_letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');
  const char letter = is_letter && first >= 'a' ? static_cast<char>(first - 'a' + 'A') : first;
  out.raw("<span class=\"src\"><span class=\"badge s").raw(std::to_string(std::min(index + 1, 6u))).raw("\" aria-hidden=\"true\">");
  out.raw(is_letter ? std::string(1, letter) : std::to_string(index + 1)).raw("</span><bdi>").raw(escaped_name(name)).raw("</bdi></span>");
}

void put_severity(Html& out, const View& view, const std::string& severity) {
  const bool is_error = severity == "error", is_warning = severity == "warning";
  out.raw("<span class=\"chip ").raw(is_error ? "error" : is_warning ? "warning" : "note").raw("\"><svg aria-hidden=\"true\" viewBox=\"0 0 16 16\"><path d=\"");
  out.raw(is_error ? "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5zM8 4.5v4M8 11v.6" : is_warning ? "M8 1.8 15 14H1zM8 6v4M8 12v.6" : "M8 1.5a6.5 6.5 0 1 0 .01 0zM8 7.2v4M8 4.5v.6");
  out.raw("\"/></svg>").text(view.words(is_error ? "severity.error" : is_warning ? "severity.warning" : "severity.note")).raw("</span>");
}

void put_more(Html& out, const View& view, size_t all, size_t told) {
  if (all > told) out.put("p", view.words.counted("more", all - told), "class=\"quiet\"");
}

}  // namespace jumelles::report
