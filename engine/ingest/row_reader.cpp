#include "ingest/row_reader.h"

#include <algorithm>

#include "ingest/encoding.h"

namespace jumelles::ingest {

void add_reject(ImportResult& result, uint64_t line, uint32_t source_row, const char* reason_id, std::string reason,
                std::string_view raw) {
  ++result.rejected_count;
  if (result.rejects.size() >= kMaxRejects) return;
  while (!raw.empty() && (raw.back() == '\n' || raw.back() == '\r')) raw.remove_suffix(1);
  result.rejects.push_back({line, source_row, reason_id, std::move(reason), readable_text(raw, kMaxRejectText)});
}

void add_notice(ImportResult& result, const char* id) {
  if (std::find(result.notices.begin(), result.notices.end(), id) == result.notices.end()) result.notices.emplace_back(id);
}

std::string unique_column_name(const Table& table, const std::string& name) {
  const auto taken = [&](const std::string& candidate) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) { return column.name == candidate; });
  };
  std::string candidate = name;
  for (int n = 2; taken(candidate); ++n) candidate = name + " (" + std::to_string(n) + ")";
  return candidate;
}

}  // namespace jumelles::ingest
