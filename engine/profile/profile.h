#pragma once

// What a table's columns hold: completeness, distinct values, shapes, meaning with confidence. The mapping of
// columns to attributes is proposed from header words (French and English) and content.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/phase.h"
#include "core/records.h"
#include "core/table.h"
#include "profile/nature.h"
#include "profile/sketch.h"

namespace jumelles::profile {

struct ValueCount { Code code = kMissing; uint32_t count = 0; };
struct ShapeCount { std::string shape; uint32_t count = 0; };  // "99 99 99 99 99", "Aaaaa", at most 24 characters

struct ColumnProfile {
  uint32_t filled_count = 0;        // non-missing cells
  uint32_t distinct_count = 0;
  uint32_t valid_count = 0;         // cells that fit the recognized type
  uint32_t placeholder_count = 0;   // cells like 01/01/1900, 0600000000, test@test.fr, INCONNU
  uint32_t repaired_count = 0;      // cells whose letters had been encoded twice ("LÃ©a"); their clean values are repaired
  uint32_t rounded_count = 0;       // numbers that a spreadsheet has rounded ("6,12E+08")
  std::vector<ValueCount> top_values;  // at most 20, by count then first appearance
  std::vector<ShapeCount> shapes;      // at most 12, by count then text
  AttributeType type = AttributeType::kText;
  double confidence = 0;            // of the type, 0..1
  std::string reason_id;            // "header_and_content", "header", "content", ...
  std::string_view identifier;      // scheme that the check digits of the values tell, "" when none (standardize/identifier_schemes.h)
  bool is_unique = false;
  bool is_surrogate_key = false;    // counter, code or GUID without meaning: recognized, not compared
  bool is_grouping = false;         // groups rows of this table (former customer number, cluster id)
  std::string remark_id;            // "lost_leading_zeros", "placeholders", "company_names", "ambiguous_dates", ... or ""
  uint64_t remark_count = 0;
  Nature nature = Nature::kNone;    // what the values tell of the column's role
  ColumnSketch sketch;              // its values, to be compared with those of other columns
};

struct TableProfile {
  std::vector<ColumnProfile> columns;
};

// One phase per column group, unit values. `table` must outlive the phases.
std::vector<Phase> profile_phases(std::shared_ptr<const Table> table, std::shared_ptr<TableProfile> profile);

struct MappingOptions {
  std::string id_column;                    // named by the user; "" = recognized
  std::string source_column;                // column that says the source, ""
  std::vector<std::string> ignored_columns; // by the user
  // Per table, per column: what it is beforehand, whatever its values look like; tables behind the last are not known.
  std::vector<std::vector<std::optional<AttributeType>>> known{};
};

// Proposes the mapping of all tables together: columns of one meaning meet in one attribute; surrogate keys
// (also judged across tables: values that recur in another source more often than chance are no surrogates),
// groupings and constants are left out with the reason.
Mapping propose_mapping(const std::vector<std::shared_ptr<const Table>>& tables,
                        const std::vector<std::shared_ptr<const TableProfile>>& profiles, const MappingOptions& options);

}  // namespace jumelles::profile
