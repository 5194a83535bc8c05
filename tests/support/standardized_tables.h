#pragma once

// Tables written down in a test, and what standardizing makes of them.

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/phase.h"
#include "standardize/standardize.h"

namespace jumelles {

struct Header {
  const char* name;
  AttributeType type;
  const char* attribute;
};

struct Source {
  std::shared_ptr<Table> table = std::make_shared<Table>();
  std::vector<ColumnMapping> mapping;

  Source(const char* name, const std::vector<Header>& headers, const std::vector<std::vector<const char*>>& rows) {
    table->name = name;
    for (size_t c = 0; c < headers.size(); ++c) {
      Column column;
      column.name = headers[c].name;
      for (const auto& row : rows) column.codes.push_back(column.values.intern(row[c]));
      table->columns.push_back(std::move(column));
      ColumnMapping m;
      m.type = headers[c].type;
      m.attribute = headers[c].attribute;
      mapping.push_back(m);
    }
    for (uint32_t i = 0; i < rows.size(); ++i) {
      table->source_rows.push_back(i + 1);
      table->line_numbers.push_back(i + 2);
    }
  }
};

struct Outcome {
  std::shared_ptr<RecordSet> records = std::make_shared<RecordSet>();
  std::shared_ptr<standardize::StandardizeReport> report = std::make_shared<standardize::StandardizeReport>();

  explicit Outcome(const std::vector<Source>& sources, uint64_t first_step = 0) {
    std::vector<std::shared_ptr<const Table>> tables;
    Mapping mapping;
    for (const Source& source : sources) {
      tables.push_back(source.table);
      mapping.push_back(source.mapping);
    }
    auto phases = standardize::standardize_phases(tables, mapping, records, report);
    if (first_step == 0) {
      CHECK(run_to_end(std::move(phases)).ok());
      return;
    }
    for (Phase& phase : phases) {
      const uint64_t total = phase.count();
      for (uint64_t at = 0; at < total; at += first_step) CHECK(phase.body(at, std::min(total, at + first_step)).ok());
    }
  }
  const Attribute& attribute(const char* key) const {
    const int index = records->find(key);
    REQUIRE(index >= 0);
    return records->attributes[static_cast<size_t>(index)];
  }
  std::string clean(const char* key, RecordIndex record, size_t slot = 0) const {
    const Attribute& a = attribute(key);
    return std::string(a.clean[a.slots[slot].codes[record]]);
  }
  Validity validity(const char* key, RecordIndex record) const {
    const Attribute& a = attribute(key);
    return a.validity[a.slots[0].codes[record]];
  }
  std::string comparison(const char* key, RecordIndex record, size_t slot = 0) const {
    const Attribute& a = attribute(key);
    return std::string(a.comparison[a.comparison_of[a.slots[slot].codes[record]]]);
  }
};

}  // namespace jumelles
