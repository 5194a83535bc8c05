#include "standardize/numbers.h"

#include "standardize/cell_text.h"
#include "standardize/dates.h"
#include "standardize/words.h"
#include "text/utf8.h"

namespace jumelles::standardize {
namespace {

bool is_currency(char32_t c) { return c == U'$' || c == U'%' || c == 0xA3 || c == 0xA5 || (c >= 0x20A0 && c <= 0x20CF); }

bool is_unit(std::string_view letters) {
  static const WordSet set{"EUR", "EURO", "EUROS", "USD", "GBP", "CHF", "E", "CAD"};
  return set.has(letters);
}

// "3:40", "1:02:03", "3m 40sec", "1 h 20 min" in whole seconds; "" when the text is no duration.
std::string seconds_of(std::string_view s) {
  uint64_t total = 0, value = 0;
  int parts = 0, digits = 0;
  bool colon = false, unit = false;
  uint64_t former_unit = 1u << 30;
  for (size_t i = 0; i < s.size();) {
    const char c = s[i];
    if (is_digit(c)) {
      if (++digits > 6) return {};
      value = value * 10 + static_cast<uint64_t>(c - '0');
      ++i;
    } else if (c == ' ') {
      ++i;
    } else if (c == ':' && digits > 0 && !unit) {
      if (++parts > 2) return {};
      total = (total + value) * 60;
      value = 0;
      digits = 0;
      colon = true;
      ++i;
    } else {
      size_t end = i;
      while (end < s.size() && ((s[end] | 32) >= 'a' && (s[end] | 32) <= 'z')) ++end;
      const std::string word = text::upper(s.substr(i, end - i));
      static const WordMap units{{"H", "3600"}, {"HR", "3600"}, {"HRS", "3600"}, {"HEURE", "3600"}, {"HEURES", "3600"}, {"HOUR", "3600"},
                                 {"HOURS", "3600"}, {"M", "60"}, {"MN", "60"}, {"MIN", "60"}, {"MINS", "60"}, {"MINUTE", "60"},
                                 {"MINUTES", "60"}, {"S", "1"}, {"SEC", "1"}, {"SECS", "1"}, {"SECONDE", "1"}, {"SECONDES", "1"},
                                 {"SECOND", "1"}, {"SECONDS", "1"}};
      const std::string_view factor = units.find(word);
      if (factor.empty() || digits == 0 || colon) return {};
      // "5 m" alone may as well be a length.
      if (word == "M" && former_unit == 1u << 30 && trim(s.substr(end)).empty()) return {};
      const uint64_t seconds = factor == "3600" ? 3600 : factor == "60" ? 60 : 1;
      if (seconds >= former_unit) return {};
      former_unit = seconds;
      total += value * seconds;
      value = 0;
      digits = 0;
      unit = true;
      i = end;
    }
  }
  if (!colon && !unit) return {};
  if (colon && digits == 0) return {};
  if (unit && digits > 0) return {};
  return std::to_string(total + value);
}

}  // namespace

std::string canonical_number(std::string_view original) {
  std::string plain, letters;  // digits and separators only
  bool negative = false;
  for (size_t at = 0; at < original.size();) {
    const char32_t c = text::decode(original, at);
    if (c >= '0' && c <= '9') plain.push_back(static_cast<char>(c));
    else if (c == '.' || c == ',') plain.push_back(static_cast<char>(c));
    else if ((c == '-' || c == 0x2212) && plain.empty()) negative = true;
    else if (c == '+' && plain.empty()) continue;
    else if (c < 0x80 && text::is_letter(c)) letters.push_back(static_cast<char>(text::to_upper(c)));
    else if (!text::is_space(c) && !is_currency(c) && c != '\'' && c != 0x2019) return {};
  }
  if (!letters.empty() && !is_unit(letters)) return {};
  if (plain.empty() || !std::any_of(plain.begin(), plain.end(), is_digit)) return {};
  const size_t dots = static_cast<size_t>(std::count(plain.begin(), plain.end(), '.'));
  const size_t commas = static_cast<size_t>(std::count(plain.begin(), plain.end(), ','));
  char decimal = 0;
  if (dots > 0 && commas > 0) decimal = plain.rfind('.') > plain.rfind(',') ? '.' : ',';
  else if (dots == 1) decimal = '.';
  else if (commas == 1 && !(plain.size() - plain.find(',') == 4 && plain.find(',') > 0 && plain.find(',') <= 3)) decimal = ',';
  if (decimal != 0 && std::count(plain.begin(), plain.end(), decimal) != 1) return {};
  std::string whole, fraction;
  bool behind = false;
  for (char c : plain) {
    if (decimal != 0 && c == decimal) behind = true;
    else if (is_digit(c)) (behind ? fraction : whole).push_back(c);
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (whole.empty()) whole = "0";
  std::string out = negative && (whole != "0" || !fraction.empty()) ? "-" + whole : whole;
  if (!fraction.empty()) (out += '.') += fraction;
  return out;
}

void clean_number(std::string_view original, Trace* trace, CleanValue& out) {
  std::string number = canonical_number(original);
  const bool duration = number.empty();
  if (duration) number = seconds_of(trim(original));
  if (number.empty()) return keep_unread(original, trace, out);
  step(trace, original, number, duration ? "number.duration" : "number.decimal");
  out.clean = number;
  out.comparison = std::move(number);
  out.validity = Validity::kValid;
}

void clean_year(std::string_view original, Trace* trace, CleanValue& out) {
  std::string_view s = without_zero_tail(trim(original));
  if (!s.empty() && s.front() == '\'') s.remove_prefix(1);
  int year = 0;
  if (all_digits(s) && (s.size() == 4 || s.size() == 2 || s.size() == 1)) {
    for (char c : s) year = year * 10 + (c - '0');
    if (s.size() < 4) year += year < 30 ? 2000 : 1900;
  } else {
    year = parse_date(s, DateOrder::kDayMonth).year;
  }
  if (s == "0" || s == "0000" || s == "9999") {
    out.status = CleanStatus::kPlaceholder;
    return;
  }
  if (year < 1000 || year > 2200) return keep_unread(original, trace, out);
  out.clean = std::to_string(year);
  step(trace, original, out.clean, "year.four_digits");
  out.comparison = out.clean;
  out.validity = Validity::kValid;
}

}  // namespace jumelles::standardize
