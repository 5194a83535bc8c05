#pragma once

// What the values of a column look like: one pass gives each value its traits; shares of traits decide types.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/attribute.h"
#include "standardize/identifier_schemes.h"

namespace jumelles::profile {

enum class Trait : uint8_t {
  kEmail,
  kPhoneFormatted,   // separators, plus sign or a French ten-digit number
  kPhonePlain,       // digits that may be a phone number
  kDateSeparated,    // 1971-03-14, 14/03/1971 10:00
  kDateCompact,      // 19710314
  kDateWritten,      // 14 mars 1971, né le 14/03/1971, (14/03/1971)
  kDateNumber,       // a spreadsheet's day number, seconds or milliseconds since 1970: a date only where the header says so
  kYear,             // four digits, 1000 to 2100
  kUpTo31,           // integer from 1 to 31
  kInteger,
  kNumeric,          // integer, decimal, amount with a currency
  kStartsWithDigit,
  kSiren, kSiret, kVat,
  kPostcodeFive,     // five digits, or four (a lost zero)
  kPostcodeOther,
  kGender, kCivility, kBoolean,
  kGuid, kUrl,
  kNumberedStreet,   // house number and a street word
  kStreetWord,
  kLegalForm,
  kCompany,          // calls a company, an association or an authority: also by what it does ("Mairie de Lyon")
  kGivenName, kSurname,  // whole value, by French name figures
  kPersonName,       // two to five words, one of them a given name; a title in front left out
  kTitledName,       // a person's title and two words or more ("Herr Klaus Weber")
  kGivenNames,       // one to four words, all of them given names
  kTown,             // one of the well-known towns, also beside its postcode
  kCountry,
  kPostalLine,       // "75011 Paris": a postcode of five digits, or of letters and digits, and a town
  kLettersOnly,      // letters, blanks, apostrophes, hyphens, dots
  kHasLetters, kHasDigits,
  kOneWord,          // no blank inside
  kMixedCode,        // one word of letters and digits
  kList,             // several parts after commas or semicolons
  kSurnameFirst,     // "DUPONT, Jean": few words without digits around one comma
  kLeadingZero,      // "02", "00394": digits that are no amount
};
constexpr int kTraitCount = static_cast<int>(Trait::kLeadingZero) + 1;

// Traits of one value, one bit each; `number` is its value where kInteger holds, `year` where a date was read.
struct ValueTraits {
  uint64_t bits = 0;
  int64_t number = 0;
  int year = 0;
  int token_count = 0;
  double surname_share = 0;  // of the population
  bool has(Trait trait) const { return (bits >> static_cast<int>(trait)) & 1; }
};

// How much is found out: kForm leaves out what needs word lists and name figures (kNumberedStreet to kCountry of the
// list above, kGender to kBoolean, and the count of tokens).
enum class Depth : uint8_t { kForm, kWords };

// O(length). `scratch` keeps its memory between calls.
ValueTraits value_traits(std::string_view original, std::string& scratch, Depth depth = Depth::kWords);

// Shares over cells (weighted by how often each value occurs), placeholders left out.
struct ContentStats {
  std::array<double, kTraitCount> shares{};
  double weight = 0;            // cells looked at
  double mean_length = 0;       // bytes
  double mean_tokens = 0;
  double mean_year = 0;         // of dates
  double recent_year_share = 0; // of dates: within fifteen years of the latest
  double surname_bits = 0;      // of the listed surnames: how rare they are in the population, on average
  double surname_excess = 0;    // of the same: how much more common they are here, in bits on average
  int64_t min_integer = 0, max_integer = 0;
  standardize::SchemeVotes schemes;  // each value once
  double share(Trait trait) const { return shares[static_cast<size_t>(trait)]; }
};

// Digits of a text in class form for shape counting: "99 99", "Aaaa", at most 24 characters.
void shape_of(std::string_view original, std::string& out);

}  // namespace jumelles::profile
