#include "fresh_codes.h"

#include <initializer_list>

#include "things.h"

namespace jumelles::worlds {
namespace {

int digit(char c) { return c - '0'; }
char as_digit(int value) { return static_cast<char>('0' + value); }

int weighted(const std::string& digits, std::initializer_list<int> weights) {
  int sum = 0;
  size_t at = 0;
  for (const int weight : weights) sum += weight * digit(digits[at++]);
  return sum;
}

int modulo(const std::string& digits, int by) {
  int rest = 0;
  for (const char c : digits) rest = (rest * 10 + digit(c)) % by;
  return rest;
}

// Where no check digit exists, the last digit is another one.
template <typename Check>
std::string first_with_check(std::string digits, Check check) {
  int value = check(digits);
  while (value > 9) {
    digits.back() = as_digit((digit(digits.back()) + 1) % 10);
    value = check(digits);
  }
  digits.push_back(as_digit(value));
  return digits;
}

}  // namespace

std::string vat_france(const std::string& siren) {
  const int key = (12 + 3 * modulo(siren, 97)) % 97;
  return std::string("FR") + as_digit(key / 10) + as_digit(key % 10) + siren;
}

std::string vat_germany(const std::string& eight_digits) {
  int product = 10;
  for (const char c : eight_digits) {
    const int sum = (digit(c) + product) % 10;
    product = 2 * (sum == 0 ? 10 : sum) % 11;
  }
  return "DE" + eight_digits + as_digit((11 - product) % 10);
}

std::string nip_poland(std::string nine_digits) {
  return first_with_check(std::move(nine_digits), [](const std::string& d) { return weighted(d, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11; });
}

std::string cif_spain(const std::string& seven_digits) { return "B" + with_check_digit(seven_digits); }

std::string dni_spain(const std::string& eight_digits) { return eight_digits + "TRWAGMYFPDXBNJZSQVHLCKE"[modulo(eight_digits, 23)]; }

std::string partita_iva(const std::string& ten_digits) { return with_check_digit(ten_digits); }

std::string orgnr_sweden(const std::string& seven_digits) { return with_check_digit("55" + seven_digits).insert(6, "-"); }

std::string bsn_like(std::string eight_digits) {
  return first_with_check(std::move(eight_digits), [](const std::string& d) { return weighted(d, {9, 8, 7, 6, 5, 4, 3, 2}) % 11; });
}

std::string pesel(const std::string& iso_birth_date, const std::string& four_digits) {
  const bool this_century = iso_birth_date.compare(0, 2, "20") == 0;
  std::string digits = iso_birth_date.substr(2, 2) + iso_birth_date.substr(5, 2) + iso_birth_date.substr(8, 2) + four_digits;
  if (this_century) digits[2] = as_digit(digit(digits[2]) + 2);
  digits.push_back(as_digit((10 - weighted(digits, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3}) % 10) % 10));
  return digits;
}

std::string nhs_number(std::string nine_digits) {
  return first_with_check(std::move(nine_digits), [](const std::string& d) { return (11 - weighted(d, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11; });
}

std::string iban(const std::string& country, const std::string& bban_digits) {
  std::string text = bban_digits;
  for (const char c : country) text += std::to_string(c - 'A' + 10);
  const int check = 98 - modulo(text + "00", 97);
  return country + as_digit(check / 10) + as_digit(check % 10) + bban_digits;
}

std::string ean13(const std::string& twelve_digits) {
  return twelve_digits + as_digit((10 - weighted(twelve_digits, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3}) % 10) % 10);
}

std::string isbn13(const std::string& nine_digits) { return ean13("978" + nine_digits); }

std::string isbn10(const std::string& nine_digits) {
  const int check = (11 - weighted(nine_digits, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
  return nine_digits + (check == 10 ? 'X' : as_digit(check));
}

std::string pzn(const std::string& seven_digits) {
  return first_with_check(seven_digits, [](const std::string& d) { return weighted(d, {1, 2, 3, 4, 5, 6, 7}) % 11; });
}

std::string imo(const std::string& six_digits) { return six_digits + as_digit(weighted(six_digits, {7, 6, 5, 4, 3, 2}) % 10); }

std::string vin(std::string sixteen) {
  sixteen.insert(8, "0");
  constexpr int kWeights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  constexpr const char* kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
  constexpr int kValues[] = {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9};
  int sum = 0;
  for (size_t i = 0; i < 17; ++i) {
    int value = 0;
    if (sixteen[i] >= '0' && sixteen[i] <= '9') value = digit(sixteen[i]);
    else
      for (size_t k = 0; k < 23; ++k)
        if (kLetters[k] == sixteen[i]) value = kValues[k];
    sum += value * kWeights[i];
  }
  sixteen[8] = sum % 11 == 10 ? 'X' : as_digit(sum % 11);
  return sixteen;
}

}  // namespace jumelles::worlds
