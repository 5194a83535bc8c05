#pragma once

// What the columns of our own files are called: by keys that stay the same for ever, for programs, or in words.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/attribute.h"

namespace jumelles::deliver {

enum class Naming : uint8_t { kMachine, kEnglish, kFrench };
Naming naming_from_id(std::string_view id);  // "machine", "en", "fr", as the project has it

// What the cells of a column hold.
enum class CellKind : uint8_t {
  kText,
  kWhole,    // a count or a row's number
  kDecimal,
  kDate,     // a day, or a day with time; what is none is text
  kList,     // several texts
};

// Whether a column holds what records hold: that is masked where people are to be.
enum class ValueKind : uint8_t {
  kNone,    // what we say of records
  kValue,
  kAnswer,  // a choice told by digits, as a consent is: a digit in the place of another would be another answer
};

struct OutputColumn {
  std::string key;    // "source_row_a"
  std::string label;  // the same, or "Data row A", "Ligne de données A"
  CellKind kind = CellKind::kText;
  ValueKind value = ValueKind::kNone;
};

// A column of a fixed key: one of the table in column_names.cpp.
OutputColumn fixed_column(std::string_view key, Naming naming, CellKind kind = CellKind::kText);
// A column about an attribute, a comparison or a reading: its key and label with what is said of it, a suffix of the table
// ("_others", "_level", "_weight", "_a", "_b", "_found"...).
OutputColumn column_about(std::string_view key, const std::string& label, std::string_view suffix, Naming naming, CellKind kind = CellKind::kText);

// Two records: source, row and id of one, then of the other.
std::vector<OutputColumn> columns_of_two(Naming naming);

// Of an attribute: that of its type, "street_2" that of its type with a number. `heading` is the header of a column that
// feeds it; it names what the type does not ("Loyalty points").
std::string attribute_label(std::string_view key, AttributeType type, std::string_view heading, Naming naming);
std::string comparison_label(std::string_view id, Naming naming);

// Labels that repeat get " 2", " 3": spreadsheets and programs tell columns by them.
void tell_apart(std::vector<OutputColumn>& columns);

// What a column of golden records holds, told by its name in any of the namings. nullopt: an attribute that no type names.
struct OwnColumn {
  AttributeType type = AttributeType::kIgnored;
  bool others = false;  // further values, joined
};
std::optional<OwnColumn> own_column(std::string_view name);
// Whether a column has that name in any of the namings.
bool is_called(std::string_view name, std::string_view key);

}  // namespace jumelles::deliver
