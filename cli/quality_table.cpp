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

// What is printed, in the language of the audit. In English attributes go by their keys and numbers are written as in every other command.
class Speaker {
 public:
  explicit Speaker(const AuditPage& audit) : Speaker(audit, audit.language) {}
  Speaker(const AuditPage& audit, std::string_view language) : audit_(audit), words_(language) {}

  const report::Words& words() const { return words_; }
  bool french() const { return words_.french(); }
  std::string say(std::string_view key, const std::vector<std::string>& given = {}) const { return words_(key, given); }
  // {0} is the count.
  std::string counted(const std::string& key, uint64_t count, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), number(count));
    return words_(key + ((french() ? count < 2 : count == 1) ? ".one" : ".many"), more);
  }
  std::string number(uint64_t value) const { return french() ? words_.number(value) : thousands(value); }
  std::string share(double value) const { return french() ? words_.fine_percent(value) : percent(value); }
  std::string fine(double value) const {
    std::string text = four_decimals(value);
    if (french()) std::replace(text.begin(), text.end(), '.', ',');
    return text;
  }
  std::string name(const protocol::AuditAttribute& attribute) const { return french() && !attribute.label.empty() ? attribute.label : attribute.key; }
  std::string name_of(const std::string& key) const {
    for (const protocol::AuditAttribute& attribute : audit_.attributes)
      if (attribute.key == key) return name(attribute);
    return key;
  }

 private:
  const AuditPage& audit_;
  report::Words words_;
};

void print_cell(std::ostream& out, const Speaker& speaker, const AuditPage& audit, const AuditCell& cell, size_t label_width) {
  const uint32_t records = audit.sources[cell.source].record_count;
  out << "  " << to_left(speaker.name(audit.attributes[cell.attribute]), label_width);
  out << to_right(speaker.share(report::share(cell.filled_count, records)), 10) << (cell.below_completeness ? " <" : "  ");
  out << to_right(cell.checked_count == 0 ? "-" : speaker.share(report::share(cell.valid_count, cell.checked_count)), 10) << (cell.below_validity ? " <" : "  ");
  out << to_right(speaker.number(cell.distinct_count), 12) << "\n";
}

void print_sources(std::ostream& out, const Speaker& speaker, const AuditPage& audit) {
  size_t label_width = 9;
  for (const protocol::AuditAttribute& attribute : audit.attributes) label_width = std::max(label_width, std::min(width_of(speaker.name(attribute)), kMostLabelWidth));
  for (uint32_t s = 0; s < audit.sources.size(); ++s) {
    out << speaker.counted("profile.records", audit.sources[s].record_count, {audit.sources[s].name}) << "\n";
    out << "  " << to_left(speaker.say("profile.attribute"), label_width) << to_right(speaker.say("profile.filled"), 10) << "  " << to_right(speaker.say("profile.valid"), 10) << "  "
        << to_right(speaker.say("profile.distinct"), 12) << "\n";
    for (const AuditCell& cell : audit.cells)
      if (cell.source == s && cell.present) print_cell(out, speaker, audit, cell, label_width);
  }
}

// In a column as wide as its widest word.
std::string severity_text(const report::Words& words, const std::string& severity) {
  size_t width = 8;
  for (const char* id : {"error", "warning", "note"}) width = std::max(width, width_of(words("profile.severity." + std::string(id))) + 1);
  const std::string key = "profile.severity." + severity;
  return to_left(words.has(key) ? words(key) : severity, width);
}

void print_findings(std::ostream& out, const Speaker& speaker, const AuditPage& audit) {
  size_t open = 0;
  for (const protocol::FindingRow& row : audit.findings) open += row.state == "open";
  out << speaker.counted("profile.findings", open) << "\n";
  for (const protocol::FindingRow& row : audit.findings) {
    if (row.state != "open") continue;
    out << "  " << severity_text(speaker.words(), row.severity) << row.headline;
    std::string where;
    for (const protocol::FindingSource& source : row.sources)
      if (source.source < audit.sources.size()) where += (where.empty() ? "" : ", ") + audit.sources[source.source].name + " " + speaker.number(source.count);
    if (!where.empty()) out << " (" << where << ")";
    out << "\n";
  }
}

void print_matching(std::ostream& out, const Speaker& speaker, const AuditPage& audit) {
  const protocol::AuditResult& result = audit.result;
  if (!result.has_result) return;
  out << speaker.say("profile.matching", {speaker.number(result.customer_count), speaker.number(result.duplicate_count), speaker.number(result.unmatchable_count)}) << "\n";
  for (const protocol::SourceAgreement& row : result.agreements) {
    if (row.pair_count == 0 || row.attribute >= audit.attributes.size() || std::max(row.a, row.b) >= audit.sources.size()) continue;
    out << "  "
        << speaker.say("profile.agreement", {speaker.name(audit.attributes[row.attribute]), audit.sources[row.a].name, audit.sources[row.b].name,
                                             speaker.share(report::share(row.same_count, row.pair_count)), speaker.number(row.pair_count)})
        << "\n";
  }
}

// "email.validity"
std::string name_of(const report::Target& target) { return (target.attribute.empty() ? "" : target.attribute + ".") + target.measure; }

// The same in words where the language has them: "validité de « E-mail »"
std::string name_of(const Speaker& speaker, const report::Target& target) {
  if (!speaker.french()) return name_of(target);
  std::string measure = speaker.say("measure." + target.measure);
  if (measure[0] >= 'A' && measure[0] <= 'Z') measure[0] = static_cast<char>(measure[0] - 'A' + 'a');
  return target.attribute.empty() ? measure : speaker.say("profile.target", {measure, speaker.name_of(target.attribute)});
}

std::string where(const Speaker& speaker, const AuditPage& audit, const TargetCheck& row) {
  return row.source == report::kAllSources ? speaker.say("profile.all_sources") : audit.sources[row.source].name;
}

std::string missed_text(const Speaker& speaker, const TargetCheck& row) {
  if (row.is_absent) return speaker.say(report::is_age(row.target) ? "profile.undated" : "profile.unheld");
  const auto months = [&](uint32_t count) { return speaker.counted("months", count); };
  if (report::is_age(row.target)) return speaker.say("profile.missed_age", {months(row.age_months), months(row.target.months)});
  const std::string is = speaker.fine(row.share), asked = speaker.fine(row.target.share);
  if (row.lacking_count == 0) return speaker.say("profile.missed_share", {is, asked});
  return speaker.say(row.lacking_count == 1 ? "profile.missed_by.one" : "profile.missed_by.many", {is, asked, speaker.number(row.lacking_count)});
}

std::string unmet_text(const report::Words& words, const AuditPage& audit, const report::DictionaryCheck& check) {
  const protocol::DictionaryRow& row = audit.dictionary[check.row];
  return report::unmet_text(words, row, row.cells[check.source]);
}

// "is required", "is written as ^0\\d+$"
std::string asked_text(const protocol::DictionaryRow& row) {
  const bool required = row.entry.requirement == "required";
  return (required ? " is required" : "") + std::string(required && !row.entry.pattern.empty() ? " and" : "") + (row.entry.pattern.empty() ? "" : " is written as " + row.entry.pattern);
}

}  // namespace

void print_quality(std::ostream& out, const AuditPage& audit) {
  const Speaker speaker(audit);
  print_sources(out, speaker, audit);
  print_findings(out, speaker, audit);
  print_matching(out, speaker, audit);
  out << speaker.counted("profile.whole", audit.record_count, {speaker.share(audit.completeness), speaker.share(audit.validity)}) << "\n";
}

void print_missed(std::ostream& out, const AuditPage& audit, const std::vector<TargetCheck>& checks) {
  if (checks.empty()) return;
  const Speaker speaker(audit);
  size_t missed = 0;
  for (const TargetCheck& row : checks) {
    if (row.is_held) continue;
    ++missed;
    const std::string name = name_of(speaker, row.target), text = missed_text(speaker, row);
    out << (row.is_absent ? speaker.say("profile.missed_absent", {name, text}) : speaker.say("profile.missed", {name, where(speaker, audit, row), text})) << "\n";
  }
  out << speaker.counted("profile.met", checks.size() - missed, {speaker.number(checks.size())}) << "\n";
}

void print_alerts(std::ostream& out, const protocol::MonitoringPage& history, const std::string& language) {
  if (!history.has_former) return;
  const report::Words words(language);
  out << words.counted(history.since.empty() ? "profile.alerts" : "profile.alerts_since", history.alerts.size(), {words.short_day(history.since)}) << "\n";
  for (const protocol::MonitoringAlert& alert : history.alerts) {
    out << "  " << severity_text(words, alert.severity) << alert.sentence;
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
  const Speaker speaker(audit);
  const std::vector<report::DictionaryCheck> checks = report::dictionary_checks(audit);
  size_t met = 0;
  for (const report::DictionaryCheck& check : checks) {
    met += check.is_met;
    if (check.is_met) continue;
    out << speaker.say("profile.dictionary", {speaker.name_of(audit.dictionary[check.row].entry.attribute), audit.sources[check.source].name, unmet_text(speaker.words(), audit, check)}) << "\n";
  }
  if (!checks.empty()) out << speaker.counted("profile.requirements", met, {speaker.number(checks.size())}) << "\n";
  return met == checks.size();
}

std::string junit_xml(const AuditPage& audit, const std::vector<TargetCheck>& checks, const protocol::MonitoringPage& history) {
  const Speaker english(audit, "en");
  const std::vector<report::DictionaryCheck> of_dictionary = report::dictionary_checks(audit);
  const auto unmet = std::count_if(of_dictionary.begin(), of_dictionary.end(), [](const report::DictionaryCheck& row) { return !row.is_met; });
  const auto missed = static_cast<size_t>(unmet + std::count_if(checks.begin(), checks.end(), [](const TargetCheck& row) { return !row.is_held; })) + history.alerts.size();
  const size_t none = history.has_former && history.alerts.empty() ? 1 : 0;  // that there is no alert was looked at, too
  const size_t tests = checks.size() + of_dictionary.size() + history.alerts.size() + none;
  const std::string counts = " name=\"jumelles profile\" tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(missed) + "\" errors=\"0\"";
  report::Html out;
  out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites").raw(counts).raw(">\n<testsuite").raw(counts).raw(">\n");
  for (const TargetCheck& row : checks) {
    out.raw("<testcase classname=\"").text(where(english, audit, row)).raw("\" name=\"").text(name_of(row.target)).raw(" of ").raw(report::is_age(row.target) ? english.counted("months", row.target.months) + " or less" : four_decimals(row.target.share) + " or more").raw("\"");
    if (row.is_held) out.raw("/>\n");
    else out.raw("><failure type=\"target\" message=\"").text(missed_text(english, row)).raw("\"/></testcase>\n");
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
    else out.raw("><failure type=\"dictionary\" message=\"").text(unmet_text(english.words(), audit, check)).raw("\"/></testcase>\n");
  }
  out.raw("</testsuite>\n</testsuites>\n");
  return std::move(out.bytes());
}

}  // namespace jumelles::cli
