#pragma once

// What a data dictionary asks of records, held against them: attributes that have to be there, and patterns that values have to follow.
// Apart from the audit, so that another requirement looks at no value twice.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "audit/audit.h"
#include "text/pattern.h"

namespace jumelles::audit {

// Errors as text::Pattern::compile. What it finds is the whole value or nothing.
Result<text::Pattern> whole_value_pattern(std::string_view written);

struct Expectation {
  uint32_t attribute = 0;                // index into the records' attributes, each once
  bool is_required = false;
  std::optional<text::Pattern> pattern;  // of whole_value_pattern
};

struct DictionaryFacts {
  std::vector<Finding> findings;     // "required_missing" and "off_format", in the order of the expectations; those that found nothing are left out
  std::vector<uint64_t> off_format;  // cells, attribute * sources + source
};

// Values are judged as they are written, without blanks around them, and as the recipe leaves them; what stands for nothing is missing.
// O(records + bytes of distinct values) per expectation.
std::vector<Phase> dictionary_phases(AuditInput input, std::vector<Expectation> expectations, std::shared_ptr<DictionaryFacts> facts);

}  // namespace jumelles::audit
