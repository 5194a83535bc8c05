#pragma once

// The files a run delivers: golden.csv, golden.json, xref.csv, sources/NAME.csv, pairs.csv, rejects.csv, project.json; the workbook
// jumelles.xlsx of golden records, cross-reference, pairs to check, rejects and whatever sheets are given; jumelles.zip of all of them.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/phase.h"
#include "core/result.h"
#include "deliver/data_sheet.h"
#include "deliver/row_sink.h"
#include "document/record_tags.h"
#include "ingest/ingest.h"
#include "running/run.h"

namespace jumelles::deliver {

struct ImportedSource {
  std::string name;
  std::shared_ptr<const ingest::ImportResult> imported;
};

struct OutputInput {
  std::vector<ImportedSource> imports;                  // in the order of the sources
  std::shared_ptr<const assessing::RunResult> result;    // null: only rejects and project can be written
  document::Project project;                            // of the result; says the output language and headers
  // Words that people gave to records of the result; null: none.
  std::shared_ptr<const std::vector<document::BoundTag>> tags{};
  // Further sheets of the workbook, filled before its phases run; null: none.
  std::shared_ptr<const std::vector<DataSheet>> sheets{};
};

// Before a kind: the values of records are masked in that file (core/masked.h), and "all" leaves the project out, which cannot be.
constexpr std::string_view kMaskedPrefix = "masked:";

// Kinds: "golden", "golden_json", "xref", "pairs", "rejects", "project", "source:NAME", "xlsx", "all". The phases hand the file to the sink piece by piece;
// they fail with kCanceled when the sink stops them. Errors: unknown kind, no result yet.
Result<std::vector<Phase>> output_phases(const std::string& kind, OutputInput input, Sink sink);

// The rows of golden.csv and xref.csv, headed by their columns under the names for programs. `input` has a result.
std::vector<Phase> golden_phases(OutputInput input, std::shared_ptr<Rows> rows);
std::vector<Phase> xref_phases(OutputInput input, std::shared_ptr<Rows> rows);

// What there is to deliver, in the order of the delivery screen.
struct OutputInfo {
  std::string kind, file_name;  // "golden", "golden.csv"; "source:crm", "sources/crm.csv"
  uint64_t row_count = 0;
  uint32_t column_count = 0;
};
std::vector<OutputInfo> outputs(const OutputInput& input);

}  // namespace jumelles::deliver
