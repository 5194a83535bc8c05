#include "document/record_contents.h"

#include "core/hash.h"

namespace jumelles::document {

uint64_t content_hash(const Table& table, uint32_t row) {
  uint64_t sum = 0;  // of cells, in any order
  for (const Column& column : table.columns)
    if (column.codes[row] != kMissing) sum += mix(combine(hash_text(column.name), hash_text(column.text(row))));
  return mix(sum);
}

uint64_t content_hash(const Table& read, const Table& table, uint32_t row) {
  if (&read == &table) return content_hash(table, row);
  return content_hash(read, find_row(read, table.source_rows[row]));
}

std::string content_text(uint64_t hash) {
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[hash >> shift & 15];
  return out;
}

// A column that counts the rows would hold their numbers, too: it is an id then. Looked at in three rows.
bool has_no_ids(const Table& table, const RecordSet& records, RecordIndex first) {
  const uint32_t rows = table.row_count();
  if (rows == 0) return false;
  for (const uint32_t row : {0u, rows / 2, rows - 1}) {
    const std::string number = std::to_string(table.source_rows[row]);
    if (records.record_ids[first + row] != number) return false;
    bool held = false;
    for (const Column& column : table.columns) held = held || column.text(row) == number;
    if (!held) return true;
  }
  return false;
}

}  // namespace jumelles::document
