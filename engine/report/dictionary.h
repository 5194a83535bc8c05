#pragma once

// What the data dictionary requires, source by source.

#include <string>
#include <vector>

#include "protocol/quality.h"
#include "report/texts.h"

namespace jumelles::report {

// One source held against one row that requires something: that it is there, or how it is written.
struct DictionaryCheck {
  uint32_t row = 0, source = 0;   // indexes into AuditPage::dictionary and ::sources
  bool is_met = false;
};
// Row after row, source after source.
std::vector<DictionaryCheck> dictionary_checks(const protocol::AuditPage& audit);

// What is not as the row says, in words: "no column", "12 records without a value, 3 values off their format"; "" where all is.
std::string lacking_text(const Words& words, const protocol::DictionaryRow& row, const protocol::DictionaryCell& cell);
// Only what makes it unmet: what is merely wished may be missing.
std::string unmet_text(const Words& words, const protocol::DictionaryRow& row, const protocol::DictionaryCell& cell);

}  // namespace jumelles::report
