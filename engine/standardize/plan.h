#pragma once

// Which columns feed which slot of which attribute: the plan that the phases carry out.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/records.h"

namespace jumelles::standardize {

// The part of a full name that a feed takes.
enum class Part : uint8_t { kWhole, kGivenName, kSurname, kCompany };

// One slot of one attribute in one table.
struct Feed {
  uint32_t table = 0;
  uint32_t attribute = 0;
  uint32_t slot = 0;
  ColumnPieces pieces;
  AttributeType column_type = AttributeType::kIgnored;  // how their values are read
  Part part = Part::kWhole;
};

struct Plan {
  std::vector<Feed> feeds;  // by table, then attribute, then slot
  std::vector<int32_t> id_column, source_column;  // per table, -1 when there is none
  std::vector<uint8_t> split_full_name;           // per table: a full name is taken apart
};

// Adds the attributes (empty) and their slots to `records`.
Plan make_plan(const std::vector<std::shared_ptr<const Table>>& tables, const Mapping& mapping, RecordSet& records);

// What a row's pieces say together, not cleaned: "12 rue des Tanneurs", "1971-3-14" where the parts of a date have columns of
// their own (unknown ones "00"; "" without a year). A single piece is as it came.
void join_pieces(const Table& table, const ColumnPieces& pieces, uint32_t row, std::string& out);

}  // namespace jumelles::standardize
