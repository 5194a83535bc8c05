#pragma once

// What reading a file has noticed, in words: one row per notice of protocol::SourceSummary::notices.

#include <cstdint>
#include <string>
#include <string_view>

namespace jumelles::report {

// What some notices count.
struct NoticeFacts { uint64_t row_count = 0, stated_row_count = 0, error_cell_count = 0; };

// Whole sentences; the id itself where it is not known: tests look for that. `language`: "fr", else English.
std::string notice_text(std::string_view notice, const NoticeFacts& facts, std::string_view language);
// Whether something of the file may be lost or wrong, so that whoever reads a report has to know before anything else.
bool is_alarm(std::string_view notice);
// Of cells whose letters had been encoded twice.
std::string repaired_text(uint64_t cell_count, std::string_view language);

}  // namespace jumelles::report
