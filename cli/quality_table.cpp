#include "cli/quality_table.h"

#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "core/harmless.h"
#include "report/dictionary.h"
#include "report/html.h"
#include "report/texts.h"

namespace jumelles::cli {
namespace {

using protocol::AuditCell;
using protocol::AuditPage;
using report::TargetCheck;

constexpr size_t kMostLabelWidth = 32;

// Characters, not bytes: accents would shift the columns.
size_t width_of(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string to_left(std::string text, size_t width) {
  const size_t has = width_of(text);
  return has < width ? text + std::string(width - has, ' ') : text;
}

std::string to_right(const std::string& text, size_t width) {
  const size_t has = width_of(text);
  return has < width ? std::string(width - has, ' ') + text : text;
}

std::string percent(double share) { return one_decimal(share * 100) + " %"; }

void print_cell(std::ostream& out, const AuditPage& audit, const AuditCell& cell, size_t label_width) {
  const protocol::AuditAttribute& attribute = audit.attributes[cell.attribute];
  const uint32_t records = audit.sources[cell.source].record_count;
  out << "  " << to_left(attribute.key, label_width);
  out << to_right(percent(report::share(cell.filled_count, records)), 10) << (cell.below_completeness ? " <" : "  ");
  out << to_right(cell.checked_count == 0 ? "-" : percent(report::share(cell.valid_count, cell.checked_count)), 10) << (cell.below_validity ? " <" : "  ");
  out << to_right(thousands(cell.distinct_count), 12) << "\n";
}

void print_sources(std::ostream& out, const AuditPage& audit) {
  size_t label_width = 9;
  for (const protocol::AuditAttribute& attribute : audit.attributes) label_width = std::max(label_width, std::min(width_of(attribute.key), kMostLabelWidth));
  for (uint32_t s = 0; s < audit.sources.size(); ++s) {
    out << audit.sources[s].name << ": " << thousands(audit.sources[s].record_count) << " records\n";
    out << "  " << to_left("attribute", label_width) << to_right("filled", 10) << "  " << to_right("valid", 10) << "  " << to_right("distinct", 12) << "\n";
    for (const AuditCell& cell : audit.cells)
      if (cell.source == s && cell.present) print_cell(out, audit, cell, label_width);
  }
}

void print_findings(std::ostream& out, const AuditPage& audit) {
  size_t open = 0;
  for (const protocol::FindingRow& row : audit.findings) open += row.state == "open";
  out << open << (open == 1 ? " finding\n" : " findings\n");
  for (const protocol::FindingRow& row : audit.findings) {
    if (row.state != "open") continue;
    out << "  " << to_left(row.severity, 8) << row.headline;
    std::string where;
    for (const protocol::FindingSource& source : row.sources)
      if (source.source < audit.sources.size()) where += (where.empty() ? "" : ", ") + audit.sources[source.source].name + " " + thousands(source.count);
    if (!where.empty()) out << " (" << where << ")";
    out << "\n";
  }
}

void print_matching(std::ostream& out, const AuditPage& audit) {
  const protocol::AuditResult& result = audit.result;
  if (!result.has_result) return;
  out << thousands(result.customer_count) << " customers, " << thousands(result.duplicate_count) << " duplicates inside sources, " << thousands(result.unmatchable_count) << " records that nothing can match\n";
  for (const protocol::SourceAgreement& row : result.agreements) {
    if (row.pair_count == 0 || row.attribute >= audit.attributes.size() || std::max(row.a, row.b) >= audit.sources.size()) continue;
    out << "  " << audit.attributes[row.attribute].key << ": " << audit.sources[row.a].name << " and " << audit.sources[row.b].name << " agree on " << percent(report::share(row.same_count, row.pair_count))
        << " of " << thousands(row.pair_count) << " customers\n";
  }
}

// "email.validity"
std::string name_of(const report::Target& target) { return (target.attribute.empty() ? "" : target.attribute + ".") + target.measure; }

std::string where(const AuditPage& audit, const TargetCheck& row) { return row.source == report::kAllSources ? "all sources" : audit.sources[row.source].name; }

std::string months_text(uint32_t months) { return std::to_string(months) + (months == 1 ? " month" : " months"); }

std::string missed_text(const TargetCheck& row) {
  if (row.is_absent) return report::is_age(row.target) ? "no source dates it" : "no source has it";
  if (report::is_age(row.target)) return months_text(row.age_months) + ", older than " + months_text(row.target.months);
  std::string text = four_decimals(row.share) + ", below " + four_decimals(row.target.share);
  if (row.lacking_count > 0) text += ": " + thousands(row.lacking_count) + (row.lacking_count == 1 ? " is" : " are") + " lacking";
  return text;
}

std::string unmet_text(const AuditPage& audit, const report::DictionaryCheck& check) {
  const protocol::DictionaryRow& row = audit.dictionary[check.row];
  return report::unmet_text(report::Words("en"), row, row.cells[check.source]);
}

// "is required", "is written as ^0\\d+$"
std::string asked_text(const protocol::DictionaryRow& row) {
  const bool required = row.entry.requirement == "required";
  return (required ? " is required" : "") + std::string(required && !row.entry.pattern.empty() ? " and" : "") + (row.entry.pattern.empty() ? "" : " is written as " + row.entry.pattern);
}

}  // namespace

void print_quality(std::ostream& out, const AuditPage& audit) {
  print_sources(out, audit);
  print_findings(out, audit);
  print_matching(out, audit);
  out << thousands(audit.record_count) << " records: " << percent(audit.completeness) << " of their fields are filled, " << percent(audit.validity) << " of the values that can be checked are right\n";
}

void print_missed(std::ostream& out, const AuditPage& audit, const std::vector<TargetCheck>& checks) {
  if (checks.empty()) return;
  size_t missed = 0;
  for (const TargetCheck& row : checks) {
    if (row.is_held) continue;
    ++missed;
    out << "missed: " << name_of(row.target) << (row.is_absent ? ": " : " of " + where(audit, row) + " is ") << missed_text(row) << "\n";
  }
  out << checks.size() - missed << " of " << checks.size() << " targets met\n";
}

void print_alerts(std::ostream& out, const protocol::MonitoringPage& history) {
  if (!history.has_former) return;
  out << history.alerts.size() << (history.alerts.size() == 1 ? " alert" : " alerts") << (history.since.empty() ? "" : " since " + history.since) << "\n";
  for (const protocol::MonitoringAlert& alert : history.alerts) {
    out << "  " << to_left(alert.severity, 8) << alert.sentence;
    std::string values;
    for (const protocol::ValueRow& value : alert.values) values += (values.empty() ? "" : ", ") + value.value;
    out << (values.empty() ? "" : " [" + values + "]") << "\n";
  }
}

void print_history(std::ostream& out, const protocol::MonitoringPage& history) {
  constexpr size_t kMostColumns = 8;  // the latest
  const size_t first = history.points.size() > kMostColumns ? history.points.size() - kMostColumns : 0;
  size_t label_width = 9;
  for (const protocol::MonitoringSeries& series : history.series) label_width = std::max(label_width, std::min(width_of(series.attribute), kMostLabelWidth));
  const auto cells = [&](const protocol::MonitoringSeries& series, const auto& text) {
    std::vector<std::string> row(history.points.size(), "-");
    for (const protocol::MonitoringMark& mark : series.marks)
      if (mark.point < row.size()) row[mark.point] = text(mark);
    for (size_t p = first; p < row.size(); ++p) out << to_right(row[p], 18);
    out << "\n";
  };
  for (const protocol::MonitoringSeries& series : history.series) {
    if (series.attribute.empty()) {
      out << series.source << "\n  " << to_left("month", label_width);
      for (size_t p = first; p < history.points.size(); ++p) out << to_right(history.points[p].day.empty() ? "unknown" : history.points[p].day.substr(0, 7), 18);
      out << "\n  " << to_left("records", label_width);
      cells(series, [](const protocol::MonitoringMark& mark) { return thousands(mark.record_count); });
      out << "  " << to_left("findings", label_width);
      cells(series, [](const protocol::MonitoringMark& mark) { return thousands(mark.finding_count); });
      continue;
    }
    out << "  " << to_left(series.attribute, label_width);
    cells(series, [](const protocol::MonitoringMark& mark) {
      return percent(report::share(mark.filled_count, mark.record_count)) + (mark.checked_count == 0 ? std::string() : " " + percent(report::share(mark.valid_count, mark.checked_count)));
    });
  }
  out << "filled, then valid where values can be checked\n";
}

std::string history_csv(const protocol::MonitoringPage& history) {
  std::string out = "day,source,attribute,records,filled,values,distinct,checked,valid,findings,age_months\n";
  const auto quoted = [](const std::string& name) {
    const std::string text = needs_apostrophe(name) ? "'" + name : name;
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string cell = "\"";
    for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    return cell + "\"";
  };
  for (uint32_t p = 0; p < history.points.size(); ++p)
    for (const protocol::MonitoringSeries& series : history.series)
      for (const protocol::MonitoringMark& mark : series.marks) {
        if (mark.point != p) continue;
        out += history.points[p].day + "," + quoted(series.source) + "," + quoted(series.attribute);
        for (const uint64_t count : {mark.record_count, mark.filled_count, mark.value_count, mark.distinct_count, mark.checked_count, mark.valid_count, mark.finding_count}) out += "," + std::to_string(count);
        out += "," + (mark.age_months < 0 ? std::string() : std::to_string(mark.age_months)) + "\n";
      }
  return out;
}

bool print_dictionary(std::ostream& out, const AuditPage& audit) {
  const std::vector<report::DictionaryCheck> checks = report::dictionary_checks(audit);
  size_t met = 0;
  for (const report::DictionaryCheck& check : checks) {
    met += check.is_met;
    if (!check.is_met) out << "dictionary: " << audit.dictionary[check.row].entry.attribute << " of " << audit.sources[check.source].name << ": " << unmet_text(audit, check) << "\n";
  }
  if (!checks.empty()) out << met << " of " << checks.size() << " requirements of the dictionary met\n";
  return met == checks.size();
}

std::string junit_xml(const AuditPage& audit, const std::vector<TargetCheck>& checks, const protocol::MonitoringPage& history) {
  const std::vector<report::DictionaryCheck> of_dictionary = report::dictionary_checks(audit);
  const auto unmet = std::count_if(of_dictionary.begin(), of_dictionary.end(), [](const report::DictionaryCheck& row) { return !row.is_met; });
  const auto missed = static_cast<size_t>(unmet + std::count_if(checks.begin(), checks.end(), [](const TargetCheck& row) { return !row.is_held; })) + history.alerts.size();
  const size_t none = history.has_former && history.alerts.empty() ? 1 : 0;  // that there is no alert was looked at, too
  const size_t tests = checks.size() + of_dictionary.size() + history.alerts.size() + none;
  const std::string counts = " name=\"jumelles profile\" tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(missed) + "\" errors=\"0\"";
  report::Html out;
  out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites").raw(counts).raw(">\n<testsuite").raw(counts).raw(">\n");
  for (const TargetCheck& row : checks) {
    out.raw("<testcase classname=\"").text(where(audit, row)).raw("\" name=\"").text(name_of(row.target)).raw(" of ").raw(report::is_age(row.target) ? months_text(row.target.months) + " or less" : four_decimals(row.target.share) + " or more").raw("\"");
    if (row.is_held) out.raw("/>\n");
    else out.raw("><failure type=\"target\" message=\"").text(missed_text(row)).raw("\"/></testcase>\n");
  }
  const std::string since = history.since.empty() ? "" : " since " + history.since;
  if (none > 0) out.raw("<testcase classname=\"all sources\" name=\"no alert").text(since).raw("\"/>\n");
  for (const protocol::MonitoringAlert& alert : history.alerts) {
    const std::string name = alert.kind + (alert.attribute.empty() ? "" : " " + alert.attribute) + (alert.kind == "below_target" || alert.kind == "finding_grown" ? " " + alert.subject : "") + since;
    out.raw("<testcase classname=\"").text(alert.source).raw("\" name=\"").text(name).raw("\"><failure type=\"alert\" message=\"").text(alert.sentence).raw("\"/></testcase>\n");
  }
  for (const report::DictionaryCheck& check : of_dictionary) {
    const protocol::DictionaryRow& row = audit.dictionary[check.row];
    out.raw("<testcase classname=\"").text(audit.sources[check.source].name).raw("\" name=\"dictionary: ").text(row.entry.attribute + asked_text(row)).raw("\"");
    if (check.is_met) out.raw("/>\n");
    else out.raw("><failure type=\"dictionary\" message=\"").text(unmet_text(audit, check)).raw("\"/></testcase>\n");
  }
  out.raw("</testsuite>\n</testsuites>\n");
  return std::move(out.bytes());
}

}  // namespace jumelles::cli
