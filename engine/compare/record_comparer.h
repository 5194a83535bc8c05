#pragma once

// Compares two records by all comparisons at once: the pattern of their levels, packed 4 bits per comparison.

#include <cstdint>
#include <memory>
#include <vector>

#include "compare/matcher.h"
#include "core/link_config.h"
#include "core/records.h"
#include "core/result.h"

namespace jumelles::compare {

constexpr int kMaxComparisons = 16;
constexpr size_t kMaxLevels = 14;  // 15 grades, of which one is missing
// Level of comparison i: (pattern >> 4 * i & 15) - 1; 0 means missing on one side.
using Pattern = uint64_t;
inline int grade_of(Pattern pattern, size_t comparison) { return static_cast<int>(pattern >> (4 * comparison) & 15); }

class RecordComparer {
 public:
  // `records` must outlive this. Disabled comparisons, and those without their attributes, always grade as missing.
  RecordComparer(const RecordSet& records, const std::vector<Comparison>& comparisons, Hooks hooks);
  // All that cannot work, each with its path: too many comparisons or levels, unknown comparators and levels, thresholds
  // out of range, no attribute.
  static std::vector<Error> validate(const std::vector<Comparison>& comparisons);

  // Preparation in units of records (packing rows) and values (features), each range in order.
  uint64_t pack_units() const { return records_.record_count(); }
  void pack(uint64_t begin, uint64_t end);
  uint64_t prepare_units() const { return prepare_units_; }
  void prepare(uint64_t begin, uint64_t end);

  // The comparison codes of one record, all that patterns need: copy rows of a block together to compare them fast.
  uint32_t row_width() const { return row_width_; }
  const uint32_t* row(RecordIndex record) const { return rows_.data() + uint64_t{record} * row_width_; }

  Pattern compare(const uint32_t* a, const uint32_t* b) const;
  Pattern compare(RecordIndex a, RecordIndex b) const { return compare(row(a), row(b)); }
  Code shared_term(size_t comparison, const uint32_t* a, const uint32_t* b) const {
    return matchers_[comparison]->shared_term(a, b);
  }
  AlikeTerms alike_terms(size_t comparison, const uint32_t* a, const uint32_t* b) const {
    return matchers_[comparison]->alike_terms(a, b);
  }
  double overlap(size_t comparison, const uint32_t* a, const uint32_t* b) const { return matchers_[comparison]->overlap(a, b); }
  // Attribute whose frequencies correct the exact level of a comparison; -1 when it is never graded.
  int term_attribute(size_t comparison) const { return term_attributes_[comparison]; }
  Field field(int attribute) const { return fields_[static_cast<size_t>(attribute)]; }

 private:
  struct NeverMatcher;
  const RecordSet& records_;
  std::vector<Field> fields_;  // per attribute; slot_count 0 when no comparison needs it
  std::vector<std::unique_ptr<Matcher>> matchers_;
  std::vector<int> term_attributes_;
  // Comparisons of one value per record: equal and missing codes are told without asking the matcher.
  struct Quick { uint32_t offset = UINT32_MAX; uint8_t exact_grade = 0; };
  std::vector<Quick> quick_;
  struct Work { size_t matcher; int pass; uint64_t first, units, weight; };
  std::vector<Work> work_;
  uint64_t prepare_units_ = 0;
  uint32_t row_width_ = 0;
  std::vector<uint32_t> rows_;
};

}  // namespace jumelles::compare
