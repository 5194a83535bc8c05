#pragma once

// Attributes with several values per record, best value against best value.

#include <cstdint>

#include "compare/matcher.h"

namespace jumelles::compare {

// The best (lowest) grade of any value of one row against any of the other; 0 when a side has none.
// grade_of(x, y) -> level index + 1 of two comparison codes. O(slots^2).
template <class GradeOf>
uint8_t best_grade(Field field, const uint32_t* a, const uint32_t* b, GradeOf grade_of) {
  uint8_t best = 0;
  for (uint32_t i = 0; i < field.slot_count; ++i) {
    const Code x = a[field.offset + i];
    if (x == kMissing) continue;
    for (uint32_t j = 0; j < field.slot_count; ++j) {
      const Code y = b[field.offset + j];
      if (y == kMissing) continue;
      const uint8_t grade = grade_of(x, y);
      if (best == 0 || grade < best) best = grade;
    }
  }
  return best;
}

// The first values of two rows that have the best grade of all.
template <class GradeOf>
AlikeTerms best_terms(Field field, const uint32_t* a, const uint32_t* b, GradeOf grade_of) {
  if (field.slot_count == 1) return {a[field.offset], b[field.offset]};
  AlikeTerms best;
  uint8_t best_of_all = 0;
  for (uint32_t i = 0; i < field.slot_count; ++i)
    for (uint32_t j = 0; j < field.slot_count; ++j) {
      const Code x = a[field.offset + i], y = b[field.offset + j];
      if (x == kMissing || y == kMissing) continue;
      const uint8_t grade = grade_of(x, y);
      if (best_of_all != 0 && grade >= best_of_all) continue;
      best_of_all = grade;
      best = {x, y};
    }
  return best;
}

// The first value that both rows hold; kMissing when there is none.
inline Code shared_value(Field field, const uint32_t* a, const uint32_t* b) {
  for (uint32_t i = 0; i < field.slot_count; ++i)
    for (uint32_t j = 0; j < field.slot_count; ++j)
      if (a[field.offset + i] != kMissing && a[field.offset + i] == b[field.offset + j]) return a[field.offset + i];
  return kMissing;
}

// The grade of equal values: the first exact level, else the last one.
inline uint8_t exact_grade(const std::vector<LevelTest>& tests) {
  for (size_t i = 0; i < tests.size(); ++i)
    if (tests[i].test == Test::kExact) return static_cast<uint8_t>(i + 1);
  return static_cast<uint8_t>(tests.size());
}

}  // namespace jumelles::compare
