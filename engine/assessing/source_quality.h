#pragma once

// What the matching tells of the quality of sources: duplicates inside each, records that nothing could match, which customers are where,
// and of two sources that disagree, which one a third agrees with. Sources are the tables here.

#include <cstdint>
#include <memory>
#include <vector>

#include "assessing/run_result.h"
#include "core/phase.h"

namespace jumelles::assessing {

// Of two tables, about one attribute. Customers of both.
struct TableAgreement {
  uint32_t attribute = 0, a = 0, b = 0;              // tables, a < b
  uint64_t pair_count = 0, same_count = 0;           // both say something; one value of each is the same
  uint64_t a_alone_count = 0, b_alone_count = 0;     // only one says something
  uint64_t third_with_a_count = 0, third_with_b_count = 0;  // they differ, and another table says the same as one of the two alone
  uint64_t a_newer_count = 0, b_newer_count = 0;     // both say something, and the record that does was updated later in one
};

struct TableOverlap {
  std::vector<uint32_t> tables;
  uint64_t count = 0;  // customers that are in exactly these
};

struct SourceQuality {
  std::vector<uint64_t> duplicates;          // per table: records that repeat another one of it
  std::vector<uint64_t> returns;             // per table whose rows are orders, visits and the like: further ones of a customer; no duplicates then
  std::vector<uint64_t> unmatchable;         // per table
  std::vector<uint8_t> is_unmatchable;       // per record: its own copy would not reach the threshold
  std::vector<uint8_t> is_duplicate;         // per record: not the first one of its customer in its table
  std::vector<uint8_t> is_return;            // per record: the same, where rows are orders
  std::vector<TableOverlap> overlaps;        // the most frequent first
  std::vector<TableAgreement> agreements;    // by attribute, a and b; those without customers of both left out
};

// Phases "quality.attainable" over records, "quality.agreement" over groups.
std::vector<Phase> source_quality_phases(std::shared_ptr<const RunResult> result, std::shared_ptr<SourceQuality> quality);

}  // namespace jumelles::assessing
