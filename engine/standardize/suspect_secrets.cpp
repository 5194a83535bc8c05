// Numbers that must not stand in a file of customers, and what was put over values so that nobody reads them.

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "standardize/identifiers.h"
#include "standardize/suspect_checks.h"
#include "standardize/words.h"
#include "text/fold.h"

namespace jumelles::standardize {
namespace {

constexpr std::string_view kCard = "card_number", kSocial = "social_security_number", kHidden = "hidden_value", kSpecimen = "specimen_number";

// A run of digits, in groups that one blank, dash or point parts.
struct DigitRun {
  size_t begin = 0, end = 0;  // bytes
  std::string digits;
};

template <class F>
void for_digit_runs(std::string_view text, F f) {
  DigitRun run;
  for (size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_digit(text[at])) {
      if (run.digits.empty()) run.begin = at;
      run.digits += text[at];
      run.end = at + 1;
    } else if (!run.digits.empty()) {
      const bool joins = at + 1 < text.size() && (text[at] == ' ' || text[at] == '-' || text[at] == '.') && is_digit(text[at + 1]);
      if (joins) continue;
      f(run);
      run.digits.clear();
    }
  }
}

// A bank card: 16 digits of the large schemes, 15 of American Express, with their check digit (ISO/IEC 7812-1).
bool is_card(std::string_view digits) {
  if (digits.size() == 15) return digits[0] == '3' && (digits[1] == '4' || digits[1] == '7') && luhn_valid(digits);
  if (digits.size() != 16 || one_digit_only(digits)) return false;
  const int two = (digits[0] - '0') * 10 + digits[1] - '0';
  const bool scheme = digits[0] == '4' || (two >= 51 && two <= 55) || (two >= 22 && two <= 27) || two == 60 || two == 62 || two == 65;
  return scheme && luhn_valid(digits);
}

// A French social security number: sex, year, month, department, town and order, and 97 less their remainder.
bool is_social_number(std::string_view digits) {
  if (digits.size() != 15 || (digits[0] != '1' && digits[0] != '2')) return false;
  const int month = (digits[3] - '0') * 10 + digits[4] - '0';
  if (month < 1 || (month > 12 && month < 20) || (month > 42 && month < 50)) return false;
  return mod_97(digits.substr(0, 13)) + (digits[13] - '0') * 10 + digits[14] - '0' == 97;
}

// The value without a number, and without the word that announced it.
std::string without_number(std::string_view value, const DigitRun& run) {
  std::string_view before = trim(value.substr(0, run.begin));
  static const WordSet announcing{"CB", "CARTE", "CARD", "VISA", "MASTERCARD", "SS", "SECU", "NIR", "N", "NO", "NUM", "NUMERO", "SECURITE", "SOCIALE", "BANCAIRE", "SSN", "DE"};
  for (;;) {
    while (!before.empty() && std::string_view(" :,;-/(").find(before.back()) != std::string_view::npos) before.remove_suffix(1);
    const size_t blank = before.find_last_of(' ');
    if (blank == std::string_view::npos || !announcing.has(text::fold(before.substr(blank + 1)))) break;
    before = before.substr(0, blank);
  }
  std::string left(before);
  append_word(left, trim(value.substr(run.end)));
  return left;
}

// An MD5, SHA-1, SHA-256 or SHA-512 digest in hexadecimal digits, or one of bcrypt.
bool is_digest(std::string_view value) {
  if (value.size() == 60 && value[0] == '$' && value[1] == '2' && value[3] == '$') return true;
  if (value.size() != 32 && value.size() != 40 && value.size() != 64 && value.size() != 128) return false;
  size_t digits = 0;
  bool upper = false, lower = false;
  for (const char c : value) {
    if (is_digit(c)) ++digits;
    else if (c >= 'a' && c <= 'f') lower = true;
    else if (c >= 'A' && c <= 'F') upper = true;
    else return false;
  }
  return digits > 0 && upper != lower;
}

// "d***@gmail.com", "06******78", "FR76XXXXXXXX1234": signs over letters or digits that stay in front or behind.
bool is_masked(std::string_view value, const Signs& signs) {
  if (signs.has(kSignFar) && value.find("\u2022\u2022\u2022") != std::string_view::npos) return true;
  if (const size_t stars = value.find("***"); stars != std::string_view::npos) {
    const size_t end = std::min(value.find_first_not_of('*', stars), value.size());
    const bool touches = (stars > 0 && value[stars - 1] != ' ') || (end < value.size() && value[end] != ' ');
    if (touches) return true;
  }
  if (!signs.has(kSignX) || signs.digits < 2) return false;
  static constexpr std::string_view kRuns[] = {"XXXX", "xxxx"};
  for (const std::string_view run : kRuns)
    if (const size_t at = value.find(run); at != std::string_view::npos) {
      const size_t end = std::min(value.find_first_not_of(run[0], at), value.size());
      const bool touches = (at > 0 && is_digit(value[at - 1])) || (end < value.size() && is_digit(value[end]));
      if (touches) return true;
    }
  return false;
}

// Accounts of documentation: the examples of the IBAN registry (SWIFT, ISO 13616) and those that French banks print.
bool is_specimen_account(std::string_view value) {
  static const WordSet set{"FR1420041010050500013M02606", "FR7630006000011234567890189", "FR7630001007941234567890185", "FR7612345678901234567890123", "DE89370400440532013000",
                           "GB29NWBK60161331926819", "GB82WEST12345698765432", "GB33BUKB20201555555555", "BE68539007547034", "CH9300762011623852957", "ES9121000418450200051332",
                           "IT60X0542811101000000123456", "LU280019400644750000", "NL91ABNA0417164300", "PT50000201231234567890154", "AT611904300234573201", "IE29AIBK93115212345678",
                           "SE4550000000058398257466", "DK5000400440116243", "FI2112345600000785", "NO9386011117947", "PL61109010140000071219812874", "MC5811222000010123456789030",
                           "GR1601101250000000012300695", "CZ6508000000192000145399", "AD1200012030200359100100", "SM86U0322509800000000270100"};
  std::string bare;
  for (const char c : value)
    if (c != ' ') bare += is_lower(c) ? static_cast<char>(c - 32) : c;
  return set.has(bare);
}

}  // namespace

Suspicion suspect_secret(const AttributeTypeInfo& type, std::string_view value, const Signs& signs) {
  if (type.type == AttributeType::kIban && is_specimen_account(value)) return {kSpecimen, {}};
  if (signs.has(kSignOfMask | kSignX | kSignFar) && type.cleaning != Cleaning::kCompanyName && type.cleaning != Cleaning::kStreet && is_masked(value, signs)) return {kHidden, {}};
  if (value.size() >= 32 && is_digest(value)) return {kHidden, {}};
  constexpr uint32_t kFewestDigits = 15;
  if (signs.digits < kFewestDigits || type.cleaning == Cleaning::kCode) return {};
  Suspicion found;
  for_digit_runs(value, [&](const DigitRun& run) {
    if (found) return;
    // A street's number may stand in front of a card's: "12 5132 2172 1886 2928" is none.
    if (is_card(run.digits)) found = {kCard, without_number(value, run)};
    else if (is_social_number(run.digits)) found = {kSocial, without_number(value, run)};
  });
  return found;
}

}  // namespace jumelles::standardize
