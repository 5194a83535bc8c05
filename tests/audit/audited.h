#pragma once

// Tables written down in a test, standardized and audited. Headers are ids of attribute types, with the reason of their choice behind a
// blank where it matters ("code surrogate_key").

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "standardize/standardize.h"

namespace jumelles::test {

using Rows = std::vector<std::vector<std::string>>;

struct Audited {
  audit::AuditInput input;
  std::shared_ptr<audit::Audit> audit = std::make_shared<audit::Audit>();

  // Each table: its header, then rows.
  explicit Audited(const std::vector<Rows>& tables, std::string today = "2026-11-30") {
    for (const Rows& rows : tables) {
      auto table = std::make_shared<Table>();
      table->name = "t" + std::to_string(input.tables.size() + 1);
      auto& mapping = input.mapping.emplace_back();
      for (size_t c = 0; c < rows[0].size(); ++c) {
        const size_t blank = rows[0][c].find(' ');
        const std::string type = rows[0][c].substr(0, blank), reason = blank == std::string::npos ? "user" : rows[0][c].substr(blank + 1);
        Column& column = table->columns.emplace_back();
        column.name = type + std::to_string(c);
        for (size_t r = 1; r < rows.size(); ++r) column.codes.push_back(column.values.intern(c < rows[r].size() ? rows[r][c] : ""));
        const AttributeType known = attribute_type_from_id(type).value();
        mapping.push_back({known, std::string(info(fed_type(known)).id), 1, reason});
      }
      for (uint32_t r = 1; r < rows.size(); ++r) table->source_rows.push_back(r), table->line_numbers.push_back(r + 1);
      input.tables.push_back(table);
    }
    auto records = std::make_shared<RecordSet>();
    auto report = std::make_shared<standardize::StandardizeReport>();
    REQUIRE(run_to_end(standardize::standardize_phases(input.tables, input.mapping, records, report)).ok());
    input.records = records;
    input.ambiguous_dates = report->ambiguous_date_counts;
    input.today = std::move(today);
    REQUIRE(run_to_end(audit::audit_phases(input, audit)).ok());
  }
  explicit Audited(const Rows& rows) : Audited(std::vector<Rows>{rows}) {}

  const audit::Finding* find(const std::string& id) const {
    for (const audit::Finding& finding : audit->findings)
      if (audit::id_of(finding, *input.records) == id) return &finding;
    return nullptr;
  }
  uint64_t count(const std::string& id) const { return find(id) == nullptr ? 0 : find(id)->count; }
  // Rows from 1, of all tables.
  std::vector<uint32_t> rows_of(const std::string& id) const {
    std::vector<uint32_t> rows;
    const audit::Finding* finding = find(id);
    for (RecordIndex r = 0; finding != nullptr && r < input.records->record_count(); ++r)
      if (finding->records.has(r)) rows.push_back(r + 1);
    return rows;
  }
  const audit::CellFacts& cell(const std::string& attribute, size_t table = 0) const {
    return audit->cell(static_cast<size_t>(input.records->find(attribute)), table);
  }
  uint32_t attribute(const std::string& key) const { return static_cast<uint32_t>(input.records->find(key)); }
};

// So many rows like these, one after the other.
inline Rows repeated(Rows rows, size_t times) {
  Rows out;
  for (size_t i = 0; i < times; ++i) out.insert(out.end(), rows.begin(), rows.end());
  return out;
}
inline Rows operator+(Rows a, const Rows& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace jumelles::test
