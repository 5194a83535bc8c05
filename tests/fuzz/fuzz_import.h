#pragma once

// What must hold for every import of any bytes; a broken promise ends the program.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "ingest/encoding.h"
#include "ingest/support.h"

namespace jumelles::fuzz {

inline void require(bool promise) {
  if (!promise) std::abort();
}

// `longer`: how many times as long the steps are in which the file is handed over, where its bytes are not read one by one.
inline void check_import(const uint8_t* data, size_t size, ingest::Format format, uint64_t longer = 1) {
  if (size < 2) return;
  // The first byte decides what the user chose and how the file is cut.
  const uint8_t options = data[0];
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  ingest::DialectOverride choice;
  choice.format = format;
  if (options & 1) choice.encoding = static_cast<ingest::Encoding>(((options >> 1) + (options >> 5)) % ingest::encoding_ids().size());
  if (options & 8) choice.separator = options & 4 ? "||" : ";";
  if (options & 16) choice.has_header = (options & 32) != 0;
  if (options & 64) choice.header_line = options & 7;

  ingest::ImportResult whole, sliced;
  const Status status = ingest::test::import_bytes(bytes, whole, choice);
  const Status again = ingest::test::import_bytes(bytes, sliced, choice, 1 + options % 19 * longer);
  require(status.ok() == again.ok());
  if (!status.ok()) return;
  require(ingest::test::dump(whole) == ingest::test::dump(sliced));
  const Table& table = whole.table;
  // A separator that is a control character may stand within quotes.
  const auto separator = static_cast<unsigned char>(whole.dialect.separator.empty() ? ' ' : whole.dialect.separator[0]);
  const uint32_t allowed = ingest::kAsciiSeparators | (separator < 32 ? uint32_t{1} << separator : 0);
  require(table.line_numbers.size() == table.row_count());
  for (const Column& column : table.columns) {
    require(column.codes.size() == table.row_count());
    for (Code code = 0; code < column.values.size(); ++code) require(ingest::is_clean_text(column.values[code], allowed) || format != ingest::Format::kCsv);
  }
  for (uint32_t row = 1; row < table.row_count(); ++row) {
    require(table.source_rows[row] > table.source_rows[row - 1]);
    require(table.line_numbers[row] >= table.line_numbers[row - 1]);
  }
  for (const RejectedRow& reject : whole.rejects) require(reject.line > 0 && reject.text.size() <= 1000);
}

}  // namespace jumelles::fuzz
