#pragma once

// What tells rows of a source without ids: their cells. The order of rows and columns does not matter, nor columns that are empty
// in that row.

#include <cstdint>
#include <string>

#include "core/records.h"
#include "core/table.h"

namespace jumelles::document {

uint64_t content_hash(const Table& table, uint32_t row);
// Of a row of a table that rules of a recipe have changed, or left rows out of: as it was read. O(log rows) more.
uint64_t content_hash(const Table& read, const Table& table, uint32_t row);
std::string content_text(uint64_t hash);  // 16 hexadecimal digits

// Whether the ids of a table's records are nothing but the numbers of their rows. `first`: its first record.
bool has_no_ids(const Table& table, const RecordSet& records, RecordIndex first);

}  // namespace jumelles::document
