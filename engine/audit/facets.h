#pragma once

// Records by what their values are: the answers to "show me these".

#include <cstdint>
#include <string>

#include "audit/audit.h"

namespace jumelles::audit {

enum class FacetKind : uint8_t {
  kValue,    // as it is written
  kShape,
  kLength,   // in characters, from `from` to `to`
  kYear,     // of a date
  kNumber,   // the whole part of a number
  kMissing,  // nothing that means something
  kInvalid,
};

struct Facet {
  FacetKind kind = FacetKind::kValue;
  uint32_t attribute = 0;
  std::string text;          // value or shape
  int64_t from = 0, to = 0;  // both belong to it
};

// Each predicate is asked once per distinct value. O(records + distinct values).
RecordBits records_with(const AuditInput& input, const Facet& facet);

}  // namespace jumelles::audit
