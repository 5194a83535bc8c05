#pragma once

// Tables for tests, written as CSV without quotes; profiles and mappings of them.

#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "profile/profile.h"

namespace jumelles::test {

// First line: headers. Cells are separated by '|'.
inline std::shared_ptr<Table> table_of(std::string name, std::string_view text) {
  auto table = std::make_shared<Table>();
  table->name = std::move(name);
  bool header = true;
  for (size_t begin = 0; begin < text.size();) {
    const size_t stop = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, stop - begin);
    begin = stop + 1;
    size_t column = 0;
    for (size_t from = 0; from <= line.size(); ++column) {
      const size_t to = std::min(line.find('|', from), line.size());
      const std::string_view cell = line.substr(from, to - from);
      from = to + 1;
      if (header) {
        table->columns.emplace_back();
        table->columns.back().name = std::string(cell);
      } else {
        Column& target = table->columns.at(column);
        target.codes.push_back(target.values.intern(cell));
      }
    }
    if (!header) {
      table->source_rows.push_back(table->row_count() + 1);
      table->line_numbers.push_back(table->row_count() + 1);
    }
    header = false;
  }
  return table;
}

// The same from a line of headers and the rows `from` to `to`, each as cells(row) writes it.
template <class Cells>
std::shared_ptr<Table> table_of(std::string name, const std::string& headers, int from, int to, Cells cells) {
  std::string text = headers + "\n";
  for (int row = from; row < to; ++row) text += cells(row) + "\n";
  return table_of(std::move(name), text);
}

// Names of the French, again and again from the first one.
inline std::string given_name(int i) {
  static const char* const kNames[] = {"Jean", "Marie", "Sophie", "Luc", "Paul", "Anne", "Hugo", "Alice", "Karim", "Julie", "Denis", "Claire"};
  return kNames[static_cast<size_t>(i) % std::size(kNames)];
}
inline std::string surname(int i) {
  static const char* const kNames[] = {"Martin", "Dubois", "Bernard", "Petit", "Durand",  "Leroy",   "Moreau",
                                       "Simon",  "Roux",   "Faure",   "Blanc", "Garnier", "Chevalier"};
  return kNames[static_cast<size_t>(i) % std::size(kNames)];
}

// Of days, months and minutes.
inline std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

inline std::shared_ptr<profile::TableProfile> profile_of(std::shared_ptr<const Table> table) {
  auto result = std::make_shared<profile::TableProfile>();
  const Status status = run_to_end(profile::profile_phases(std::move(table), result));
  return status.ok() ? result : nullptr;
}

inline Mapping mapping_of(const std::vector<std::shared_ptr<Table>>& tables, const profile::MappingOptions& options = {}) {
  std::vector<std::shared_ptr<const Table>> constant(tables.begin(), tables.end());
  std::vector<std::shared_ptr<const profile::TableProfile>> profiles;
  for (const auto& table : tables) profiles.push_back(profile_of(table));
  return profile::propose_mapping(constant, profiles, options);
}

inline const ColumnMapping& mapped(const Mapping& mapping, const std::vector<std::shared_ptr<Table>>& tables, size_t table,
                                   std::string_view column) {
  for (size_t c = 0; c < tables[table]->columns.size(); ++c)
    if (tables[table]->columns[c].name == column) return mapping[table][c];
  static const ColumnMapping kNone{AttributeType::kIgnored, "no such column", 0, "", false};
  return kNone;
}

}  // namespace jumelles::test
