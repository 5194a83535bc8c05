#pragma once

// What is known of a column when one of its values is cleaned, and the cleaning itself with reused buffers.

#include <cstdint>
#include <optional>

#include "standardize/dates.h"
#include "standardize/identifier_schemes.h"
#include "standardize/numbers.h"
#include "standardize/standardize.h"
#include "standardize/words.h"

namespace jumelles::standardize {

// What "M" says in a column of genders: French and English write M for men, Spanish H for men (hombre) and M for women (mujer).
enum class LetterM : uint8_t { kMan, kWoman, kOpen };

struct ColumnHints {
  DateReading dates;
  std::optional<YearWindow> years;  // what two-digit years are; nothing known of the column: by the type alone
  std::vector<std::string> default_days;  // ISO: what stands in for unknown births
  NumberReading numbers;              // whether "1,234" has a fraction
  bool restore_postcode_zero = true;  // false where four digits are a country's own form
  const IdentifierScheme* identifier = nullptr;  // of a column of codes: what its values are checked by
  bool french_titles = false;         // of a table whose civilities are French: "Mr" is "M." there
  LetterM letter_m = LetterM::kMan;   // of genders
  std::string_view country = "FR";               // of the row: how its phones and numbers of companies are read; "" where that is not known
};

void clean_value_into(AttributeType type, std::string_view original, const ColumnHints& hints, Scratch& scratch, CleanValue& out);

// The values of a cell, best first; several only where the type may have several (phones, e-mails). At least one.
void clean_values_into(AttributeType type, std::string_view original, const ColumnHints& hints, Scratch& scratch, std::vector<CleanValue>& out);

// Whether a value is read by the country of its row.
bool depends_on_country(AttributeType type);

}  // namespace jumelles::standardize
