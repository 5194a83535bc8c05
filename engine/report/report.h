#pragma once

// The audit as a document that a consultant hands over: one HTML file in French or English, without script and without anything from outside,
// that reads on a screen and prints on A4; and the same as JSON. The same bytes for the same input.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/protocol.h"

namespace jumelles::report {

// A column of a file, and what became of it.
struct ColumnFate {
  std::string name;
  std::string fate;                        // "read", "empty", "key", "repeats", "left_out"
};

// A file as it was read.
struct FileFacts {
  std::string source, file_name, table;    // table: sheet or list of the file, "" where it is one
  std::string format, encoding;            // ids
  std::string hash;                        // of its bytes, "" where that is not known
  uint64_t size_bytes = 0, row_count = 0, rejected_count = 0;
  std::vector<std::string> notices{};      // ids (report/notices.h)
  uint64_t stated_row_count = 0, error_cell_count = 0, repaired_cell_count = 0;  // as protocol::SourceSummary has them
  std::vector<ColumnFate> columns{};       // all of them, in the order of the file
};

// How many records have an attribute, and how many golden records.
struct GoldenFill {
  std::string attribute;                   // key
  uint64_t before_count = 0, before_of = 0, after_count = 0, after_of = 0;
};

// The latest result of matching; nothing but `known` counts where there is none.
struct Matching {
  bool known = false;
  double threshold = 0;                    // probability from which two records are linked
  protocol::Counts counts;
  protocol::EstimateSummary estimate;
  protocol::DecisionsSummary decisions;
  std::vector<GoldenFill> golden;          // in the order of the audit's attributes
};

struct ReportInput {
  protocol::AuditPage audit;               // state "ready"; its sentences are in `language`
  std::vector<protocol::AuditCellDetail> details;  // of the cells worth telling: their shapes are shown
  Matching matching;
  protocol::MonitoringPage monitoring;     // what has changed since last time, where there is something to compare with
  uint64_t recipe_rule_count = 0;          // that have mended values before the audit
  uint64_t left_out_row_count = 0;         // rows that they left out: they are counted nowhere
  std::string figures;                     // JSON that later reports are compared with; "": none (engine/monitoring/figures_json.h)
  std::vector<FileFacts> files;
  std::string project_name;                // "": not named
  std::string date;                        // ISO day; "": not dated
  std::string product_version;             // "": not told
  std::string language = "fr";             // or "en"
  bool masked = true;                      // values of records (core/masked.h)
};

// Of the program that this is part of: "0.1.0".
std::string_view product_version();

constexpr size_t kMostBytes = 1'000'000;   // of a report, whatever the sources are: what exceeds it is counted instead of listed

std::string to_html(const ReportInput& input);
// Fields are named as the protocol names them (protocol/quality.h); "format" and "version" say what it is.
std::string to_json(const ReportInput& input);
constexpr int kJsonVersion = 1;            // grows when a field changes its meaning or goes

}  // namespace jumelles::report
