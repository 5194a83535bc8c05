#pragma once

// Grades two records by one comparison. What a value needs for it (phonetic code, date parts, weighted words) is
// computed once per distinct value; grades of value pairs met before are remembered.

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "compare/comparator.h"
#include "core/records.h"

namespace jumelles::compare {

// What the comparisons borrow from modules that they may not include.
struct Hooks {
  std::function<uint32_t(std::string_view)> nickname_class;  // 0 = none; may be empty
};

// Where the slots of an attribute lie in a packed row.
struct Field {
  uint32_t offset = 0;
  uint32_t slot_count = 0;
};

struct AlikeTerms { Code a = kMissing, b = kMissing; };

class Matcher {
 public:
  virtual ~Matcher() = default;
  // Preparation: passes over the distinct values, each in order.
  virtual int pass_count() const = 0;
  virtual uint64_t units(int pass) const = 0;
  virtual void prepare(int pass, uint64_t begin, uint64_t end) = 0;
  // Level index + 1 of two packed rows, 0 when a side is missing.
  virtual uint8_t grade(const uint32_t* a, const uint32_t* b) const = 0;
  // The comparison code whose frequency corrects an exact level; kMissing when none.
  virtual Code shared_term(const uint32_t* a, const uint32_t* b) const = 0;
  // The values that are alike where none is shared: the first two on the pair's level; kMissing where several attributes tell.
  virtual AlikeTerms alike_terms(const uint32_t* a, const uint32_t* b) const = 0;
  // How much the values overlap at most, 0..1; below 0 where that is not what levels go by, or none is there.
  virtual double overlap(const uint32_t*, const uint32_t*) const { return -1; }
};

// A comparison of one attribute, best value against best value where a record has several.
// `other` (given name for a surname) makes the swapped level possible; it may be nullptr.
std::unique_ptr<Matcher> make_value_matcher(const Comparison& comparison, const Attribute& attribute, Field field,
                                            const Attribute* other, Field other_field, const Hooks& hooks);
// Postcode and town as one comparison.
std::unique_ptr<Matcher> make_place_matcher(const Comparison& comparison, const Attribute& postcode, Field postcode_field,
                                            const Attribute& city, Field city_field);

}  // namespace jumelles::compare
