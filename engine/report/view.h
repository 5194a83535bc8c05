#pragma once

// What the sections of a report look at: the audit, masked where that is asked for, put in order, and how much of it is told.

#include <string>
#include <vector>

#include "report/dictionary.h"
#include "report/html.h"
#include "report/recommendations.h"
#include "report/report.h"
#include "report/targets.h"
#include "report/texts.h"

namespace jumelles::report {

constexpr size_t kMostSentenceCharacters = 400, kMostShapeCharacters = 32;

// How many rows are listed; what is more is counted.
struct Limits {
  size_t findings = 40, short_findings = 200, attributes = 100, sources = 24, agreements = 40, overlaps = 16, details = 12, checks = 40, files = 60, alerts = 40, history = 60;
};

// As `audit`, its values masked but for what shows the fault (core/masked.h); sentences quote none. Values that look alike then are one.
protocol::AuditPage masked_audit(protocol::AuditPage audit);

struct View {
  explicit View(const ReportInput& given);
  View(const View&) = delete;

  const ReportInput& input;
  Words words;
  protocol::AuditPage audit;
  std::vector<const protocol::FindingRow*> open, settled;  // settled: treated, ignored, or mended on reading
  std::vector<TargetCheck> checks;                         // of the project's targets
  size_t missed_count = 0;
  std::vector<Recommendation> recommendations;
  Limits limits;

  size_t source_count() const { return std::min(audit.sources.size(), limits.sources); }
  size_t attribute_count() const { return std::min(audit.attributes.size(), limits.attributes); }
  const std::string& source(uint32_t index) const { return audit.sources[index].name; }
  // In words; the key where there are none.
  const std::string& label(uint32_t attribute) const;
  std::string label_of(const std::string& key) const;
  // Of an attribute in a source; null where the audit has none.
  const protocol::AuditCell* cell(uint32_t source, uint32_t attribute) const;

 private:
  std::vector<const protocol::AuditCell*> cells_;
};

// Sections, each with its heading and its number in the list of contents.
void write_situation(Html& out, const View& view);
void write_history(Html& out, const View& view);  // nothing where nothing came before
void write_findings(Html& out, const View& view);
void write_cells(Html& out, const View& view);
void write_sources(Html& out, const View& view);
void write_reading(Html& out, const View& view);
void write_duplicates(Html& out, const View& view);
void write_certainty(Html& out, const View& view);
void write_golden(Html& out, const View& view);
void write_recommendations(Html& out, const View& view);
void write_method(Html& out, const View& view);
void write_dictionary(Html& out, const View& view);
void write_versions(Html& out, const View& view);

// Pieces that sections share.
void begin_section(Html& out, const View& view, std::string_view id, bool on_new_page);
void end_section(Html& out);
// `headings` of columns; those of numbers begin with '#'. The first column holds the headings of rows.
void begin_table(Html& out, std::string_view caption, const std::vector<std::string>& headings, std::string_view css_class = {});
void end_table(Html& out);
// A cell with a number and a bar as long as the share.
void put_bar(Html& out, const std::string& number, double share);
void put_source(Html& out, const View& view, uint32_t index);  // its badge and its name
void put_severity(Html& out, const View& view, const std::string& severity);
void put_more(Html& out, const View& view, size_t all, size_t told);  // "12 more are not listed"

std::string_view style_sheet();

}  // namespace jumelles::report
