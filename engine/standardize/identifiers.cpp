#include "standardize/identifiers.h"

#include <cstdint>
#include <string>

#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

constexpr std::string_view kLaPoste = "356000000";
constexpr std::string_view kKeyAlphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";  // no I, no O

uint32_t value_of_digits(std::string_view digits) {
  uint32_t value = 0;
  for (char c : digits) value = value * 10 + static_cast<uint32_t>(c - '0');
  return value;
}

}  // namespace

bool luhn_valid(std::string_view digits) {
  if (!all_digits(digits)) return false;
  int sum = 0;
  bool twice = false;
  for (size_t i = digits.size(); i-- > 0; twice = !twice) {
    int d = digits[i] - '0';
    if (twice) d = d * 2 > 9 ? d * 2 - 9 : d * 2;
    sum += d;
  }
  return sum % 10 == 0;
}

bool siren_valid(std::string_view digits) { return digits.size() == 9 && digits != "000000000" && luhn_valid(digits); }

bool siret_valid(std::string_view digits) {
  if (digits.size() != 14 || !all_digits(digits) || !siren_valid(digits.substr(0, 9)) || digits.substr(9) == "00000") return false;
  if (luhn_valid(digits)) return true;
  if (digits.substr(0, 9) != kLaPoste) return false;
  int sum = 0;
  for (char c : digits) sum += c - '0';
  return sum % 5 == 0;
}

bool french_vat_valid(std::string_view vat) {
  if (vat.size() != 13 || vat.substr(0, 2) != "FR" || !all_digits(vat.substr(4))) return false;
  const std::string_view key = vat.substr(2, 2), siren = vat.substr(4);
  const bool monaco = siren.substr(0, 3) == "000";
  if (!monaco && !siren_valid(siren)) return false;
  const size_t a = kKeyAlphabet.find(key[0]), b = kKeyAlphabet.find(key[1]);
  if (a == std::string_view::npos || b == std::string_view::npos) return false;
  const uint32_t company = value_of_digits(siren);
  if (all_digits(key)) return (12 + 3 * (company % 97)) % 97 == value_of_digits(key);
  const int value = is_digit(key[0]) ? static_cast<int>(24 * a + b) - 10 : static_cast<int>(34 * a + b) - 100;
  if (value < 0) return false;
  return (company + 1 + static_cast<uint32_t>(value) / 11) % 11 == static_cast<uint32_t>(value) % 11;
}

int mod_97(std::string_view s) {
  uint32_t rest = 0;
  for (const char c : s) {
    if (is_digit(c)) rest = (rest * 10 + static_cast<uint32_t>(c - '0')) % 97;
    else if (is_upper(c)) rest = (rest * 100 + static_cast<uint32_t>(c - 'A') + 10) % 97;
    else return -1;
  }
  return static_cast<int>(rest);
}

bool iban_valid(std::string_view iban) {
  if (iban.size() < 15 || iban.size() > 34) return false;
  if (!is_upper(iban[0]) || !is_upper(iban[1]) || !is_digit(iban[2]) || !is_digit(iban[3])) return false;
  if ((iban.substr(0, 2) == "FR" || iban.substr(0, 2) == "MC") && iban.size() != 27) return false;
  return mod_97(std::string(iban.substr(4)).append(iban.substr(0, 4))) == 1;
}

}  // namespace jumelles::standardize
