#pragma once

// Check digits of French and international identifiers. Every function takes the bare identifier: digits (and letters)
// without blanks, upper case. Wrong lengths and characters are simply not valid. O(length).

#include <string_view>

namespace jumelles::standardize {

// Luhn: from the right every second digit doubled (9 subtracted above 9), sum divisible by 10.
bool luhn_valid(std::string_view digits);
// 9 digits, Luhn.
bool siren_valid(std::string_view digits);
// 14 digits: Luhn, and a valid SIREN in front. La Poste (356000000) also where the digits' sum is divisible by 5.
bool siret_valid(std::string_view digits);
// "FR", two characters of key, SIREN. Numeric key: (12 + 3 * (SIREN mod 97)) mod 97; keys with letters by the rule of 1992.
// Monaco's (SIREN part from 000) are checked by their key only.
bool french_vat_valid(std::string_view vat);
// Remainder by 97 of letters and digits, A = 10 ... Z = 35 (ISO 7064); -1 where there is another character.
int mod_97(std::string_view s);
// ISO 13616: first four characters moved behind, A = 10 ... Z = 35, remainder 1 by 97; French ones have 27 characters.
bool iban_valid(std::string_view iban);

}  // namespace jumelles::standardize
