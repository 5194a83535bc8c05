#include "standardize/contacts.h"

#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

struct Number {
  std::string comparison;
  std::string clean;
  Validity validity = Validity::kUnchecked;
  bool usable = false;
};

// Country code of a number of the French plan (nine digits, no leading zero).
std::string_view french_country(std::string_view nsn) {
  static const WordMap overseas{{"262", "262"}, {"263", "262"}, {"692", "262"}, {"693", "262"}, {"269", "262"}, {"639", "262"},
                                {"590", "590"}, {"690", "590"}, {"691", "590"}, {"594", "594"}, {"694", "594"}, {"596", "596"},
                                {"696", "596"}, {"697", "596"}};
  if (nsn.substr(0, 5) == "63998") return "33";  // kept for fiction by the regulator, in no department
  const std::string_view code = overseas.find(nsn.substr(0, 3));
  return code.empty() ? "33" : code;
}

// Mobile 6 and 7: only some ranges are given out.
bool assigned_in_france(std::string_view nsn) {
  if (nsn[0] == '6') {
    if (nsn[1] == '3') return nsn[2] <= '8' || nsn.substr(0, 5) == "63998";
    if (nsn[1] == '9') return nsn[2] == '5' || nsn[2] == '8' || nsn[2] == '9';
    return nsn[1] != '9';
  }
  if (nsn[0] == '7') return nsn[1] >= '3';
  return true;
}

Number french(std::string_view nsn) {
  Number out;
  out.usable = true;
  if (nsn.substr(0, 3) == "508") {  // Saint-Pierre-et-Miquelon: the code is part of the nine digits
    out.comparison = "+" + std::string(nsn);
    out.clean = "+508 " + std::string(nsn.substr(3, 2)) + " " + std::string(nsn.substr(5, 2)) + " " + std::string(nsn.substr(7, 2));
    out.validity = Validity::kValid;
    return out;
  }
  const std::string_view country = french_country(nsn);
  out.comparison = "+" + std::string(country) + std::string(nsn);
  out.clean = "+" + std::string(country) + " ";
  if (country == "33") {
    out.clean += nsn[0];
    for (size_t at = 1; at < 9; at += 2) (out.clean += ' ') += nsn.substr(at, 2);
    out.validity = assigned_in_france(nsn) ? Validity::kValid : Validity::kInvalid;
  } else {
    out.clean += nsn.substr(0, 3);
    for (size_t at = 3; at < 9; at += 2) (out.clean += ' ') += nsn.substr(at, 2);
    out.validity = Validity::kValid;
  }
  return out;
}

Number international(std::string_view digits) {
  const auto national = [&](size_t code_size) {
    std::string_view rest = digits.substr(code_size);
    if (!rest.empty() && rest[0] == '0') rest.remove_prefix(1);
    return rest;
  };
  if (digits.substr(0, 2) == "33") {
    const std::string_view nsn = national(2);
    if (nsn.size() == 9 && nsn[0] != '0') return french(nsn);
    return {};
  }
  for (const std::string_view code : {"262", "590", "594", "596"}) {
    if (digits.substr(0, 3) != code) continue;
    const std::string_view nsn = national(3);
    if (nsn.size() == 9 && french_country(nsn) == code) return french(nsn);
    return {};
  }
  if (digits.substr(0, 3) == "508" && national(3).size() == 6) return french("508" + std::string(national(3)));
  if (digits.size() < 8 || digits.size() > 15) return {};
  Number out;
  out.usable = true;
  out.comparison = "+" + std::string(digits);
  out.clean = out.comparison;
  return out;
}

Number number_from_digits(std::string_view digits, bool plus) {
  if (!plus && digits.size() > 9 && digits.substr(0, 2) == "00") {
    plus = true;
    digits.remove_prefix(2);
  }
  if (plus) return international(digits);
  if (digits.size() == 11 && digits.substr(0, 2) == "33" && digits[2] != '0') return french(digits.substr(2));
  if (digits.size() == 12 && digits.substr(0, 3) == "330" && digits[3] != '0') return french(digits.substr(3));
  if (digits.size() == 12 && french_country(digits.substr(3)) == digits.substr(0, 3)) return french(digits.substr(3));
  if (digits.size() == 10 && digits[0] == '0' && digits[1] != '0') return french(digits.substr(1));
  if (digits.size() == 9 && digits[0] != '0') return french(digits);
  Number out;
  if (digits.size() < 7 || digits.size() > 15) return out;
  out.usable = true;
  out.comparison = digits;
  return out;
}

// Digits, and whether a + stood in front; stops at letters behind a whole number ("poste 12", "ext. 3").
Number read_number(std::string_view s) {
  std::string digits;
  bool plus = false;
  for (size_t i = 0; i < s.size(); ++i) {
    const char c = s[i];
    if (c == '+' && digits.empty()) plus = true;
    else if (is_digit(c)) {
      if (c == '0' && i > 0 && s[i - 1] == '(' && i + 1 < s.size() && s[i + 1] == ')' && !digits.empty()) continue;
      digits.push_back(c);
    } else if (((c | 32) >= 'a' && (c | 32) <= 'z') && digits.size() >= 9) {
      break;
    }
  }
  return number_from_digits(digits, plus);
}

bool is_placeholder_number(std::string_view comparison) {
  std::string_view digits = comparison;
  if (!digits.empty() && digits[0] == '+') digits.remove_prefix(digits.substr(0, 3) == "+33" ? 3 : 4);
  if (digits.size() < 6) return false;
  if (one_digit_only(digits.substr(digits.size() > 8 ? digits.size() - 8 : 0))) return true;
  static const WordSet usual{"123456789", "102030405", "1234567890", "0123456789", "12345678", "1234567"};
  return usual.has(digits);
}

}  // namespace

void clean_phone(std::string_view original, CleanValue& out) {
  const std::string_view s = without_zero_tail(trim(original));
  Number number;
  const size_t cut = s.find_first_of("/;|,\n");
  if (cut != std::string_view::npos) {
    number = read_number(s.substr(0, cut));
    if (number.validity != Validity::kValid) number = Number{};
  }
  const size_t exponent = s.find_first_of("eE");
  if (exponent != std::string_view::npos && exponent + 1 < s.size() && (s[exponent + 1] == '+' || is_digit(s[exponent + 1]))) {
    // "6.12E+08": a spreadsheet has thrown the number away.
    out.clean = text::squeeze(s);
    out.status = CleanStatus::kInvalid;
    out.validity = Validity::kInvalid;
    return;
  }
  if (!number.usable) number = read_number(s);
  if (number.usable && is_placeholder_number(number.comparison)) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  if (!number.usable) {
    const std::string digits = digits_of(s);
    if (digits.size() >= 4 && one_digit_only(digits)) {
      out.status = CleanStatus::kPlaceholder;
      return;
    }
    out.status = CleanStatus::kInvalid;
    out.validity = Validity::kInvalid;
    out.clean = text::squeeze(s);
    return;
  }
  out.comparison = std::move(number.comparison);
  out.clean = number.clean.empty() ? text::squeeze(s) : std::move(number.clean);
  out.validity = number.validity;
}

void clean_email(std::string_view original, CleanValue& out) {
  std::string s = text::lower(text::squeeze(original));
  const size_t open = s.find('<'), close = s.find('>');
  if (open != std::string::npos && close != std::string::npos && close > open) s = s.substr(open + 1, close - open - 1);
  if (s.compare(0, 7, "mailto:") == 0) s.erase(0, 7);
  s.erase(std::remove(s.begin(), s.end(), ' '), s.end());
  while (!s.empty() && std::string_view(".,;:'\"()").find(s.back()) != std::string_view::npos) s.pop_back();
  while (!s.empty() && std::string_view(".,;:'\"()").find(s.front()) != std::string_view::npos) s.erase(0, 1);
  if (s.empty()) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  const size_t at = s.find('@');
  const std::string_view local = std::string_view(s).substr(0, at);
  const std::string_view domain = at == std::string::npos ? std::string_view() : std::string_view(s).substr(at + 1);
  const std::string_view label = domain.substr(0, domain.find('.'));
  static const WordSet nobody{"test", "noemail", "nomail", "no-mail", "no-email", "pasdemail", "pas-de-mail", "sansmail", "sans-mail",
                              "inconnu", "unknown", "aucun", "none", "nc", "na", "n", "x", "xx", "xxx", "xxxx", "null", "noreply",
                              "no-reply", "ne-pas-repondre", "nepasrepondre", "invalid", "nobody", "azerty", "abc"};
  static const WordSet nowhere{"test", "example", "exemple", "noemail", "nomail", "inconnu", "unknown", "aucun", "none", "x", "xx",
                               "xxx", "xxxx", "null", "invalid", "localhost", "domain", "azerty", "abc"};
  if (at != std::string::npos && (nowhere.has(label) || nobody.has(local))) {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  const auto fits = [](std::string_view part, std::string_view more) {
    for (char c : part)
      if (!(is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<uint8_t>(c) >= 0x80 || more.find(c) != std::string_view::npos)) return false;
    return !part.empty() && part.front() != '.' && part.back() != '.' && part.find("..") == std::string_view::npos;
  };
  const bool valid = at != std::string::npos && fits(local, "._-+'&=~#!%$*/?^`{|}") && fits(domain, ".-") &&
                     domain.find('.') != std::string_view::npos && domain.size() - domain.rfind('.') > 2 && domain.front() != '-';
  out.validity = valid ? Validity::kValid : Validity::kInvalid;
  if (!valid) out.status = CleanStatus::kInvalid;
  out.clean = s;
  out.comparison = std::move(s);
}

}  // namespace jumelles::standardize
