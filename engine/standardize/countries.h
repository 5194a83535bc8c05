#pragma once

// What tells the country of an address. Countries are ISO 3166 codes ("FR"), "" where nothing tells.

#include <cstdint>
#include <string_view>
#include <vector>

namespace jumelles::standardize {

// Of a name or code as people write it, folded: "BELGIQUE", "UK", "DEUTSCHLAND".
std::string_view country_of_name(std::string_view folded);

// Of a postcode whose form only one country has: "SW1A 1AA", "1234 AB", "B-1000", "1000-205", "00-950", "K1A 0B1". kSomewhereElse where
// the form is that of several others ("114 55": Sweden, Czechia, Slovakia, Greece).
inline constexpr std::string_view kSomewhereElse = "ZZ";
std::string_view country_of_postcode(std::string_view original);

// Of the end of an e-mail address: "jean@bluewin.ch". Ends that are sold for other reasons (".io", ".me") tell nothing.
std::string_view country_of_email(std::string_view original);

// Of a well-known town, folded; `four_digits`: beside a postcode of four digits, which rules out towns of other countries of the name.
std::string_view country_of_town(std::string_view folded, bool four_digits);

// Of the name that an address ends with, behind a comma: "133 New Bridge Road, Singapore 059413". "12, rue de Belgique" has none.
std::string_view country_at_end(std::string_view address);

// Whether its postcodes have five digits of which the first may be zero, so that a spreadsheet loses it.
bool postcodes_lose_zeros(std::string_view country);

// Whether its postcodes have four digits.
bool has_four_digit_postcodes(std::string_view country);

// The postcodes of a French town that begin with a zero, as the numbers that a spreadsheet leaves: 1000 of "Bourg-en-Bresse". The first call
// reads the list of towns.
const std::vector<uint16_t>& french_postcodes_with_zero(std::string_view town);

// Whether it is France, its departments overseas included, where SIREN and SIRET are.
bool is_french_territory(std::string_view country);

}  // namespace jumelles::standardize
