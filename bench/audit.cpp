// jumelles_audit_bench [--facts] [--match] [--today YYYY-MM-DD] [--cells FILE] [--fixes FILE] CUSTOMERS | FILE...: made-up extracts, or
// files, from bytes to the audit of them: time per phase in processor time; with --facts what was found, in English; with --cells every
// cell that a finding is about, as source,row,attribute,kind (rows of the file from 1; attribute "": the row; row "": the column; "@9": line 9 of
// the file, which reading set aside and says so); with --fixes what findings make of values, as kind,attribute,fix,value,becomes. Without a day, nothing lies in the future.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "session/session.h"
#include "synth/synth.h"

namespace {

using namespace jumelles;

double processor_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

void add(session::Session& session, const std::string& name, std::string bytes) {
  const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(std::move(bytes)));
  (void)session.dispatch(protocol::AddSource{file, name}).ok();
}

double longest_slice_ms = 0;  // of those that were asked to last 10 ms

void work(session::Session& session) {
  for (bool more = true; more;) {
    const double began = processor_ms();
    more = session.pump(10);
    longest_slice_ms = std::max(longest_slice_ms, processor_ms() - began);
  }
  for (const protocol::Event& event : session.take_events())
    if (const auto* failed = std::get_if<protocol::FailedEvent>(&event)) std::printf("%s\n", to_string(failed->error).c_str());
}

template <class Page>
bool is_counting(const Page& page) { return page.state == "counting"; }
bool is_counting(const protocol::RejectsPage& page) { return page.list_state == "making"; }

template <class Page, class Query>
Page ask(session::Session& session, const Query& query) {
  for (;;) {
    protocol::Reply reply = session.query(1, query);
    if (!reply.ok) return {};  // no such attribute
    Page page = std::get<Page>(std::move(reply.page));
    if (!is_counting(page)) return page;
    work(session);
  }
}

void print_facts(const protocol::AuditPage& page) {
  for (const protocol::AuditAttribute& attribute : page.attributes) {
    const auto a = static_cast<size_t>(&attribute - page.attributes.data());
    std::printf("  %-26s", attribute.label.c_str());
    for (size_t t = 0; t < page.sources.size(); ++t) {
      const protocol::AuditCell& cell = page.cells[a * page.sources.size() + t];
      if (!cell.present) std::printf(" | %30s", "");
      else std::printf(" | %5.1f %% of %6.1f %% %8u distinct", 100.0 * cell.filled_count / std::max(1u, page.sources[t].record_count),
                       cell.checked_count == 0 ? -1.0 : 100.0 * cell.valid_count / cell.checked_count, cell.distinct_count);
    }
    std::printf("\n");
  }
  for (const protocol::FindingRow& finding : page.findings) {
    std::printf("%-7s %-7s %s (of %llu) [%s]\n", finding.severity.c_str(), finding.fix.c_str(), finding.headline.c_str(), static_cast<unsigned long long>(finding.of_count), finding.id.c_str());
    for (size_t v = 0; v < std::min<size_t>(5, finding.values.size()); ++v)
      std::printf("          %s%s%s  %llu\n", finding.values[v].value.c_str(), finding.values[v].becomes.empty() ? "" : " -> ", finding.values[v].becomes.c_str(),
                  static_cast<unsigned long long>(finding.values[v].count));
  }
}

void write_cells(session::Session& session, const protocol::AuditPage& page, const std::string& name) {
  std::ofstream out(name, std::ios::binary);
  out << "source,row,attribute,kind\n";
  for (const protocol::FindingRow& finding : page.findings)
    for (uint64_t first = 0, total = 1; first < total; first += 1000) {
      const auto rows = ask<protocol::AuditRowsPage>(session, protocol::AuditRowsQuery{{{"finding", {}, finding.id, 0, 0}}, first, 1000});
      total = rows.total;
      if (total == 0)
        for (const protocol::AuditSource& source : page.sources)
          for (const std::string& attribute : finding.attributes) out << source.name << ",," << attribute << ',' << finding.kind << '\n';
      for (const protocol::AuditRecordRow& row : rows.rows) {
        const auto line = [&](const std::string& attribute) { out << page.sources[row.source].name << ',' << row.source_row << ',' << attribute << ',' << finding.kind << '\n'; };
        if (finding.attributes.empty()) line({});
        for (const std::string& attribute : finding.attributes) line(attribute);
      }
    }
}

// Rows that reading set aside: their lines, behind "@".
void write_rejects(session::Session& session, const std::string& name) {
  std::ofstream out(name, std::ios::binary | std::ios::app);
  for (uint64_t first = 0, total = 1; first < total; first += 1000) {
    const auto rejects = ask<protocol::RejectsPage>(session, protocol::RejectsQuery{static_cast<uint32_t>(first), 1000});
    total = rejects.total;
    for (const protocol::RejectRow& row : rejects.rows) out << row.source << ",@" << row.line << ",," << row.reason_id << '\n';
  }
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) (out += c) += c == '"' ? "\"" : "";
  return out + '"';
}

// All values of a rule that lists them, else those that are shown.
void write_fixes(const protocol::AuditPage& page, const std::string& name) {
  std::ofstream out(name, std::ios::binary);
  out << "kind,attribute,fix,value,becomes\n";
  for (const protocol::FindingRow& finding : page.findings) {
    if (finding.attributes.empty()) continue;
    const auto line = [&](const std::string& value, const std::string& becomes) {
      out << finding.kind << ',' << finding.attributes[0] << ',' << finding.fix << ',' << quoted(value) << ',' << quoted(becomes) << '\n';
    };
    if (!finding.rule.values.empty())
      for (const auto& [value, becomes] : finding.rule.values) line(value, becomes);
    else
      for (const protocol::FindingValue& value : finding.values) line(value.value, value.becomes);
  }
}

// Milliseconds since 1970 of a day (Howard Hinnant, "chrono-compatible low-level date algorithms").
uint64_t milliseconds_of(const std::string& day) {
  int year = 0, month = 0, of_month = 0;
  if (std::sscanf(day.c_str(), "%d-%d-%d", &year, &month, &of_month) != 3) return 0;
  year -= month <= 2;
  const int era = year / 400, of_era = year - era * 400, of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + of_month - 1;
  const int64_t days = int64_t{era} * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
  return static_cast<uint64_t>(days) * 86'400'000;
}

}  // namespace

int main(int argc, char** argv) {
  bool facts = false, match = false;
  std::string cells, fixes, today;
  std::vector<std::string> arguments;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--facts") facts = true;
    else if (std::string(argv[i]) == "--match") match = true;
    else if (std::string(argv[i]) == "--cells" && i + 1 < argc) cells = argv[++i];
    else if (std::string(argv[i]) == "--fixes" && i + 1 < argc) fixes = argv[++i];
    else if (std::string(argv[i]) == "--today" && i + 1 < argc) today = argv[++i];
    else arguments.emplace_back(argv[i]);
  }
  session::Session session(processor_ms, today.empty() ? session::Session::Calendar() : [day = milliseconds_of(today)] { return day; });
  if (arguments.empty() || arguments[0].find_first_not_of("0123456789") == std::string::npos) {
    synth::Files files = synth::generate({arguments.empty() ? 600'000 : std::strtoull(arguments[0].c_str(), nullptr, 10), 1});
    for (int f = 0; f < 3; ++f) add(session, std::string(synth::file_name(static_cast<synth::File>(f))), std::move(files.bytes[static_cast<size_t>(f)]));
  } else {
    for (const std::string& name : arguments) {
      std::ifstream file(name, std::ios::binary);
      add(session, name, std::string(std::istreambuf_iterator<char>(file), {}));
    }
  }
  const double begin = processor_ms();
  work(session);
  const double read = processor_ms();
  if (match) (void)session.dispatch(protocol::Run{}).ok();
  work(session);
  const double matched = processor_ms();
  longest_slice_ms = 0;
  const protocol::AuditPage page = ask<protocol::AuditPage>(session, protocol::AuditQuery{"en"});
  const double audited = processor_ms();
  std::printf("longest slice of the audit, asked to last 10 ms: %.1f ms\n", longest_slice_ms);
  std::map<std::string, double> phases;
  for (const auto& time : session.phase_times())
    if (time.task == "audit") phases[time.phase] += time.elapsed_ms;
  for (const auto& [phase, ms] : phases) std::printf("  %-24s %8.0f ms\n", phase.c_str(), ms);
  std::printf("%llu records: read and profiled %.0f ms, matched %.0f ms, audited %.0f ms\n", static_cast<unsigned long long>(page.record_count), read - begin, matched - read, audited - matched);
  if (facts) print_facts(page);
  if (!fixes.empty()) write_fixes(page, fixes);
  if (!cells.empty()) write_cells(session, page, cells), write_rejects(session, cells);
  if (!cells.empty() || !fixes.empty()) return 0;
  if (page.attributes.empty()) return 0;
  const auto time = [&](const char* what, const protocol::FacetFilter& filter) {
    const double at = processor_ms();
    const auto rows = ask<protocol::AuditRowsPage>(session, protocol::AuditRowsQuery{{filter}, 0, 50});
    std::printf("  facet %-20s %8.1f ms   %llu records\n", what, processor_ms() - at, static_cast<unsigned long long>(rows.total));
  };
  const std::string& key = page.attributes.back().key;
  for (const char* attribute : {"email", "phone", key.c_str()}) {
    const double at = processor_ms();
    const auto cell = ask<protocol::AuditCellDetail>(session, protocol::AuditCellQuery{0, attribute, "en"});
    std::printf("  cell  %-20s %8.1f ms   %zu values, %zu shapes\n", attribute, processor_ms() - at, cell.values.size(), cell.shapes.size());
    if (cell.shapes.empty()) continue;
    time("value", {"value", attribute, cell.values[0].value, 0, 0});
    time("shape", {"shape", attribute, cell.shapes[0].value, 0, 0});
    time("length", {"length", attribute, {}, 5, 12});
    time("missing", {"missing", attribute, {}, 0, 0});
  }
  if (!page.findings.empty()) time("finding", {"finding", {}, page.findings[0].id, 0, 0});
  return 0;
}
