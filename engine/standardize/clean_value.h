#pragma once

// What is known of a column when one of its values is cleaned, and the cleaning itself with reused buffers.

#include <optional>

#include "standardize/dates.h"
#include "standardize/identifier_schemes.h"
#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {

struct ColumnHints {
  DateReading dates;
  std::optional<YearWindow> years;  // what two-digit years are; nothing known of the column: by the type alone
  bool restore_postcode_zero = true;  // false where four digits are a country's own form
  const IdentifierScheme* identifier = nullptr;  // of a column of codes: what its values are checked by
};

void clean_value_into(AttributeType type, std::string_view original, const ColumnHints& hints, Scratch& scratch, CleanValue& out);

}  // namespace jumelles::standardize
