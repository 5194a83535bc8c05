#pragma once

// Where values of attributes come from: the slots of each attribute in each table, with the values as they are written where one column
// holds them.

#include <cstdint>
#include <memory>
#include <vector>

#include "core/records.h"

namespace jumelles::audit {

// One slot of an attribute in one table: its values, as they are written where a column of its own holds them, else clean.
struct Feed {
  uint32_t table = 0, attribute = 0, slot = 0;
  uint32_t column = kNoColumn;               // that holds them; kNoColumn: they are clean values
  const Dictionary* values = nullptr;
  const std::vector<Code>* codes = nullptr;  // of the table's rows, or of all records
  bool as_written() const { return column != kNoColumn; }
  Code code(const RecordSet& records, uint32_t row) const { return (*codes)[as_written() ? row : records.first_record[table] + row]; }
};

// By attribute, table and slot. Views of tables and records, which must outlive them.
std::vector<Feed> feeds_of(const std::vector<std::shared_ptr<const Table>>& tables, const Mapping& mapping, const RecordSet& records);

}  // namespace jumelles::audit
