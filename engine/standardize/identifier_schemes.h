#pragma once

// Numbers that an authority or a trade gives to a person, a company or a thing, and that carry check digits: one table.
// It is what mapping recognizes them by, what standardizing checks, and what tells which of them separate and join records.
//
// A bare form is upper case ASCII letters and digits, without blanks, dots, dashes and slashes.
// Sources: the rules as published by the issuing authorities, ISO 7064, ISO 2108 (ISBN), ISO 17442 (LEI),
// ISO 3779 and 49 CFR 565 (VIN), GS1 General Specifications. SIREN, SIRET and VAT numbers are attribute types with rules
// of their own; a type that is checked by no more than a scheme names it in its row (core/attribute.cpp).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::standardize {

struct IdentifierScheme {
  std::string_view id;     // key of its attribute: "isbn", "pesel"
  std::string_view words;  // of a header that names it, lower case ASCII, comma between alternatives
  bool telling;            // by values alone: no other number in use has its form and check (a Luhn key of ten digits is no such)
  bool own;                // of one person, company or thing, for good: another number is another one. Not so accounts and journals.
  uint8_t shortest, longest;  // characters of the bare form
  bool (*is_valid)(std::string_view bare);  // given a bare form of such a length
  bool national = false;   // given to a person by a state, which only some may keep (GDPR, art. 87)
};

const std::vector<IdentifierScheme>& identifier_schemes();  // at most 64
const IdentifierScheme* find_identifier_scheme(std::string_view id);  // null when there is none

// The bare form; "" when the text holds anything else but letters, digits and separators. ".0" of a floating-point column
// must be off already. O(length).
void bare_identifier(std::string_view original, std::string& bare);

bool is_well_formed(const IdentifierScheme& scheme, std::string_view bare);

// Which schemes a bare form fits, one bit each, in the table's order. O(schemes of that length).
uint64_t schemes_of(std::string_view bare);

// A VAT number with its country in front, by the rule of that country; nothing where none is known here. "FR" is not asked
// here (french_vat_valid).
std::optional<bool> foreign_vat_valid(std::string_view vat);

// Which scheme the values of a column are of, from how many fit each.
class SchemeVotes {
 public:
  void add(std::string_view bare);  // one distinct value; "" counts as fitting none
  // The scheme that `key` names where four of five values fit it (slips of the pen are what check digits are for); otherwise
  // the telling one that 95 % fit, beyond what chance (a tenth of all numbers, at most) gives. Null: none, or fewer than 8 values.
  const IdentifierScheme* winner(std::string_view key) const;
  double share(std::string_view scheme) const;  // of the values, those that fit it

 private:
  uint32_t values_ = 0;
  std::vector<uint32_t> fits_;
};

}  // namespace jumelles::standardize
