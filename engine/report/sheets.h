#pragma once

// The audit as tables, for workbooks and separated values: figures, findings, and the data dictionary.

#include <string>
#include <string_view>
#include <vector>

#include "protocol/quality.h"

namespace jumelles::report {

enum class SheetCells : uint8_t { kText, kCount, kShare };  // kShare: from 0 to 1, four decimals, a point between

struct SheetColumn {
  std::string key, label;  // key: for programs, the same for ever; but that of a source is its name
  SheetCells cells = SheetCells::kText;
};

struct Sheet {
  std::string key, name;   // "findings"; "Constats"
  std::vector<SheetColumn> columns;
  std::vector<std::vector<std::string>> rows;  // "" where there is nothing to tell
};

// How they speak. for_programs: ids instead of words wherever one of a list stands.
struct SheetVoice { std::string language; bool for_programs = false; };

Sheet quality_sheet(const protocol::AuditPage& audit, const SheetVoice& voice);     // a row per attribute and source that has it
Sheet findings_sheet(const protocol::AuditPage& audit, const SheetVoice& voice);    // in their order
Sheet dictionary_sheet(const protocol::AuditPage& audit, const SheetVoice& voice);  // a row per attribute, what sources lack in columns of their own
std::vector<Sheet> audit_sheets(const protocol::AuditPage& audit, const SheetVoice& voice);  // these three

}  // namespace jumelles::report
