#pragma once

// How the tests of this folder read a text and look at what came out.

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "ingest/ingest.h"

namespace jumelles::ingest::test {

// Imports `bytes`, the file handed over in steps of `step` bytes (0: at once). Returns the status of the import.
inline Status import_bytes(const std::string& bytes, ImportResult& out, const DialectOverride& choice = {}, uint64_t step = 0) {
  const auto result = std::make_shared<ImportResult>();
  const auto source = std::make_shared<MemorySource>(bytes);
  Status status;
  for (Phase& phase : import_phases(source, "customers.csv", "customers", choice, result)) {
    const uint64_t total = phase.count();
    for (uint64_t at = 0; at < total && status.ok();) {
      const uint64_t end = step == 0 ? total : std::min(total, at + step);
      status = phase.body(at, end);
      at = end;
    }
  }
  out = std::move(*result);
  return status;
}

// Imports a text that must be readable; gives an empty result otherwise.
inline ImportResult imported(const std::string& bytes, const DialectOverride& choice = {}, uint64_t step = 0) {
  ImportResult out;
  const Status status = import_bytes(bytes, out, choice, step);
  return status.ok() ? std::move(out) : ImportResult{};
}

// The id of the error of an import, "" when there was none.
inline std::string error_id(const std::string& bytes, const DialectOverride& choice = {}) {
  ImportResult out;
  const Status status = import_bytes(bytes, out, choice);
  return status.ok() ? "" : status.error().id;
}

inline std::vector<std::string> column_names(const ImportResult& result) {
  std::vector<std::string> out;
  for (const Column& column : result.table.columns) out.push_back(column.name);
  return out;
}

inline std::vector<std::string> row_of(const ImportResult& result, uint32_t row) {
  std::vector<std::string> out;
  for (const Column& column : result.table.columns) out.emplace_back(column.text(row));
  return out;
}

inline std::vector<std::vector<std::string>> rows_of(const ImportResult& result) {
  std::vector<std::vector<std::string>> out;
  for (uint32_t row = 0; row < result.table.row_count(); ++row) out.push_back(row_of(result, row));
  return out;
}

inline bool has_notice(const ImportResult& result, const std::string& id) {
  for (const std::string& notice : result.notices)
    if (notice == id) return true;
  return false;
}

// All that an import found, in one text: two imports are equal when this is.
inline std::string dump(const ImportResult& result) {
  std::string out = std::string(id(result.dialect.format)) + id(result.dialect.encoding) + result.dialect.separator + std::to_string(result.dialect.header_line) + result.preamble;
  for (const std::string& name : column_names(result)) out += "|" + name;
  for (uint32_t row = 0; row < result.table.row_count(); ++row) {
    out += "\n" + std::to_string(result.table.source_rows[row]) + "@" + std::to_string(result.table.line_numbers[row]);
    for (const std::string& cell : row_of(result, row)) out += "|" + cell;
  }
  for (const RejectedRow& reject : result.rejects)
    out += "\n! " + std::to_string(reject.source_row) + "@" + std::to_string(reject.line) + " " + reject.reason_id + " " + reject.text;
  for (const std::string& notice : result.notices) out += "\n# " + notice;
  return out;
}

using Texts = std::vector<std::string>;
using Grid = std::vector<Texts>;

}  // namespace jumelles::ingest::test
