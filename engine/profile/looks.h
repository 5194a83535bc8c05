#pragma once

// The table of looks: how values of a kind are told, one by one and as a column. Types name theirs (core/attribute.h).

#include <optional>

#include "core/attribute.h"
#include "profile/content.h"

namespace jumelles::profile {

struct ColumnFacts {
  uint32_t row_count = 0;
  uint32_t filled_count = 0;
  uint32_t distinct_count = 0;
  double distinct_ratio() const { return filled_count == 0 ? 0 : static_cast<double>(distinct_count) / filled_count; }
};

// Values that each stand for many rows.
bool few_values(const ColumnFacts& facts);

struct LookInfo {
  Look look;
  bool formal;                             // values have a form of their own: a header alone does not carry it
  std::optional<Depth> depth;              // what `is_valid` must know of a value; nothing where any value is well-formed
  bool (*is_valid)(const ValueTraits&);    // one value (what ColumnProfile::valid_count counts); null where any is
  double (*fit)(const ContentStats&, const ColumnFacts&, const AttributeTypeInfo&);  // 0..1: how well a column's values suit
};

const LookInfo& look_of(AttributeType type);

// 0..1: how well the values suit a type (1 also when nothing speaks against it).
double fit_of(AttributeType type, const ContentStats& content, const ColumnFacts& facts);

}  // namespace jumelles::profile
