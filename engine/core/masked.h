#pragma once

// Personal data kept out of sight: shapes stay, values do not.
//
// Of an example of a fault, more has to be seen than its shape: "xxxxx@xxxxxxx.xx" is as good as another. What stays of it tells the fault and
// fits too many people to tell who somebody is. It is never a name, a street, a mailbox, a day of birth or a whole number, but
//   of an e-mail its domain where a large provider has it or was meant, else the ending alone if it is a usual one, or one slip away from it;
//   of a date its year, or where no calendar has its day, that day and month without the year;
//   of a phone its first four digits of ten, of a postcode the first two, of a number with a country (VAT, IBAN) that and its check digits;
//   of a number that a spreadsheet rounded its exponent;
//   of a value and what it should be the letters in which they differ, where these are few.
// What stands in these places although it is nothing of the kind is masked whole.

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace jumelles {

// Each letter as x or X, each digit as 0, the rest as it is: "Paulette Bunel" is "Xxxxxxxx Xxxxx", "06 39 98 69 33" "00 00 00 00 00". As
// many characters as before, but for accents that stand on their own. O(length).
std::string masked(std::string_view value);
// As above, digits as x: of an answer that is told by them. As 0, everybody would have refused a consent.
std::string masked_answer(std::string_view value);

// Of all addresses in a text. `is_public` is asked of domains in small letters: whether a provider of many people has it, or was meant.
std::string masked_email(std::string_view value, const std::function<bool(std::string_view)>& is_public);
// "1066-04-27" is "1066-00-00", "31/02/1985" "31/02/0000". Year first or last, in digits.
std::string masked_date(std::string_view value);
// The first `most` digits stay, and no more than two of five.
std::string masked_behind(std::string_view value, size_t most);
// "FR00 485432263" is "FR00 000000000".
std::string masked_behind_country(std::string_view value);
// "6,26E+08" is "0,00E+08".
std::string masked_mantissa(std::string_view value);
// A value and what it should be: "Argneteuil" and "Argenteuil" are "Xxxnxxxxxx" and "Xxxxnxxxxx". Masked as any others where they
// differ in more than a third of the letters, or in more than two or three at once. Digits never stay. O(length of both, multiplied).
std::pair<std::string, std::string> masked_pair(std::string_view value, std::string_view becomes);

}  // namespace jumelles
