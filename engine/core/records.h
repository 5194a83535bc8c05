#pragma once

// The nouns that stages pass to each other after reading: mapping, records, edges, groups.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/attribute.h"
#include "core/math.h"
#include "core/table.h"

namespace jumelles {

using RecordIndex = uint32_t;  // all rows of all tables, table by table, row by row
constexpr RecordIndex kNoRecord = UINT32_MAX;

// What one column of one table becomes.
struct ColumnMapping {
  AttributeType type = AttributeType::kIgnored;
  std::string attribute;      // key of the attribute, "given_name", "phone", "album": columns of one key meet
  double confidence = 0;      // 0..1
  std::string reason_id;      // "header_and_content", "header", "content", "surrogate_key", "grouping", "empty", "user"...
  bool chosen_by_user = false;
  ColumnRole role = ColumnRole::kEvidence;
  std::string role_reason_id{}; // "identity", "record_time", "counted"...; "" where the column is not in use
  bool role_by_user = false;
};

// mapping[table][column].
using Mapping = std::vector<std::vector<ColumnMapping>>;

// A contact is a person with a company; a household several persons in one record: a couple, a family, heirs.
enum class RecordKind : uint8_t { kPerson, kCompany, kContact, kOther, kHousehold };
inline std::string_view kind_id(RecordKind kind) {
  static constexpr std::string_view kIds[] = {"person", "company", "contact", "other", "household"};
  return kIds[static_cast<size_t>(kind)];
}
enum class Validity : uint8_t { kUnchecked, kValid, kInvalid };

// The columns of one table that a value is read from; none where the table has no such column.
struct ColumnPieces {
  std::vector<uint32_t> columns;  // of kDateParts always three: year, month, day, kNoColumn where there is none
  Joining joining = Joining::kFirstFilled;
};
constexpr uint32_t kNoColumn = UINT32_MAX;

// One attribute over all records. Three forms of a value never mix: the original stays in the Table,
// `clean` is what a person would write, `comparison` is folded, for matching only.
struct Attribute {
  std::string key;                 // "given_name"; the column's name in golden.csv
  AttributeType type = AttributeType::kText;
  std::string_view identifier;     // of codes with check digits: id of their scheme (standardize/identifier_schemes.h)
  ColumnRole role = ColumnRole::kEvidence;  // of the columns that feed it the one most telling, or what the user says
  Dictionary clean;                // clean value of a code
  Dictionary comparison;           // comparison form of a comparison code
  std::vector<Code> comparison_of; // clean code -> comparison code (kMissing when it must not be compared)
  std::vector<Validity> validity;  // clean code -> validity (check digits, syntax)
  // Slots: values of one record, best first. Single-valued attributes have one slot.
  struct Slot {
    std::vector<Code> codes;           // clean code per record
    std::vector<ColumnPieces> origins; // per table
  };
  std::vector<Slot> slots;
  // How often values of each table were treated as missing because they are placeholders (01/01/1900...).
  std::vector<uint32_t> placeholder_counts;
};

// Whether pairs may be compared on it, and records looked up by it.
inline bool comparable(const Attribute& attribute) {
  return info(attribute.type).compared() && is_compared(attribute.role) && !attribute.slots.empty();
}

struct SourceInfo {
  std::string name;             // label shown and compared by one-per-source rules
  uint32_t record_count = 0;
};

// All records of a session, standardized. Tables are not owned here: table t's rows are records
// [first_record[t], first_record[t + 1]).
struct RecordSet {
  std::vector<RecordIndex> first_record;  // tables + 1 entries
  std::vector<uint16_t> source_of;        // per record: index into sources (a table may hold several)
  std::vector<SourceInfo> sources;
  std::vector<RecordKind> kinds;          // per record
  std::vector<Attribute> attributes;
  std::vector<std::string> record_ids;    // per record: its id in its table, or the source row's number as text

  uint32_t record_count() const { return static_cast<uint32_t>(source_of.size()); }
  uint32_t table_of(RecordIndex record) const {
    uint32_t t = 0;
    while (record >= first_record[t + 1]) ++t;
    return t;
  }
  uint32_t row_of(RecordIndex record) const { return record - first_record[table_of(record)]; }
  // Index of the attribute with that key, or -1.
  int find(std::string_view key) const {
    for (size_t i = 0; i < attributes.size(); ++i)
      if (attributes[i].key == key) return static_cast<int>(i);
    return -1;
  }
};

// A scored pair, a < b, kept from the review floor upward.
struct Edge {
  RecordIndex a = 0, b = 0;
  Weight match_weight = 0;  // prior included
  uint16_t rule = 0;        // blocking rule that found it first
};

enum class Veto : uint8_t { kNone, kMustMatch, kMustNotMatch };

// A partition of the records. Groups are numbered by their founding (smallest) record, members ascending.
struct Groups {
  std::vector<uint32_t> group_of;          // per record
  std::vector<uint32_t> first_member;      // groups + 1 entries into members
  std::vector<RecordIndex> members;
  // Groups that plain transitive closure would have joined with another one.
  std::vector<uint32_t> to_check;
  uint32_t group_count() const { return static_cast<uint32_t>(first_member.empty() ? 0 : first_member.size() - 1); }
};

}  // namespace jumelles
