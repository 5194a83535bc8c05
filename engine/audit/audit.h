#pragma once

// An audit of sources: how complete and right each is, attribute by attribute, and what is wrong in them. It rests on standardized
// records and on the tables they come from; nothing needs to be matched. What the matching adds is in audit/source_agreement.h.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "audit/finding_kinds.h"
#include "core/phase.h"
#include "core/records.h"

namespace jumelles::audit {

// Records as bits, one per record of the set.
class RecordBits {
 public:
  RecordBits() = default;
  explicit RecordBits(uint32_t record_count) : words_((record_count + 63) / 64, 0) {}
  void add(RecordIndex record) { words_[record / 64] |= uint64_t{1} << (record % 64); }
  bool has(RecordIndex record) const { return record / 64 < words_.size() && ((words_[record / 64] >> (record % 64)) & 1) != 0; }
  bool empty() const { return words_.empty(); }
  const std::vector<uint64_t>& words() const { return words_; }

 private:
  std::vector<uint64_t> words_;
};

struct SourceFacts {
  std::string name;
  uint32_t record_count = 0;
  std::string oldest, median, newest;  // of the records' own dates, the latest of each: ISO days, "" where there are none
};

// What a table says of an attribute: see protocol::AuditCell, whose counts these are.
struct CellFacts {
  bool present = false;
  uint32_t filled_count = 0, value_count = 0, distinct_count = 0, checked_count = 0, valid_count = 0, set_aside_count = 0, mended_count = 0;
  std::string median_date;
};

struct FoundValue {
  std::string value;    // as it is written
  std::string becomes;  // "" where it would be missing, or nothing is offered
  uint64_t count = 0;
};

struct Finding {
  FindingKindId kind = FindingKindId::kStandIn;
  std::vector<uint32_t> attributes;  // indexes into the records' attributes
  std::vector<uint64_t> per_source;  // cells or records, per table
  uint64_t count = 0;                // their sum
  uint64_t of_count = 0;             // those that could have it
  std::vector<FoundValue> values;    // the most frequent first, at most kMostValues
  uint64_t distinct_count = 0;       // of values in all
  RecordBits records;                // that it is about
  bool treated = false;              // the recipe has dealt with all of them
};
constexpr size_t kMostValues = 2000;

struct Audit {
  std::vector<SourceFacts> sources;  // tables, in their order
  std::vector<CellFacts> cells;      // attribute * sources + source
  std::vector<Finding> findings;     // the costliest first (audit/costs.h)
  const CellFacts& cell(size_t attribute, size_t source) const { return cells[attribute * sources.size() + source]; }
};

struct AuditInput {
  std::vector<std::shared_ptr<const Table>> tables;
  Mapping mapping;
  std::shared_ptr<const RecordSet> records;
  std::vector<uint64_t> ambiguous_dates;  // per attribute (standardize/standardize.h)
  std::string today;                      // "2026-11-30"; "": not known, the latest date of the records then
  // What the recipe makes of an original value before it is cleaned: true where it changes it. Null: there is no recipe.
  std::function<bool(uint32_t table, uint32_t attribute, std::string_view original, std::string& changed)> recipe{};
};

// "mistyped_domain email": names a finding whatever else is found.
std::string id_of(const Finding& finding, const RecordSet& records);

// Phases "audit.values", "audit.rows", "audit.rules". About linear in cells and distinct values.
std::vector<Phase> audit_phases(AuditInput input, std::shared_ptr<Audit> audit);

}  // namespace jumelles::audit
