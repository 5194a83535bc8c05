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

// A number as its characters say it.
struct WrittenNumber {
  std::string plain;  // digits, points and commas; "" when the text is no number
  bool negative = false;
  bool blanks = false;   // between thousands; or apostrophes
  bool dollars = false;  // or pounds: a comma is none of fractions
};

WrittenNumber written_number(std::string_view original) {
  WrittenNumber number;
  original = trim(original);
  // "(1 234,50)", "980,00-": as accountants and their programs write what is below zero.
  if (original.size() > 2 && original.front() == '(' && original.back() == ')') {
    original = trim(original.substr(1, original.size() - 2));
    if (original.empty() || original.front() == '-') return {};
    number.negative = true;
  } else if (original.size() > 1 && original.back() == '-' && is_digit(original[original.size() - 2]) && original.front() != '-') {
    original.remove_suffix(1);
    number.negative = true;
  }
  std::string letters;
  std::string& plain = number.plain;
  bool blank = false;
  for (size_t at = 0; at < original.size();) {
    const char32_t c = text::decode(original, at);
    const bool digit = c >= '0' && c <= '9';
    number.blanks |= digit && blank && !plain.empty() && is_digit(plain.back());
    blank = text::is_space(c) || c == '\'' || c == 0x2019;
    if (digit || c == '.' || c == ',') plain.push_back(static_cast<char>(c));
    else if ((c == '-' || c == 0x2212) && plain.empty()) number.negative = true;
    else if (c == '+' && plain.empty()) continue;
    else if (c < 0x80 && text::is_letter(c)) letters.push_back(static_cast<char>(text::to_upper(c)));
    else if (is_currency(c)) number.dollars |= c == '$' || c == 0xA3;
    else if (!blank) return {};
  }
  if ((!letters.empty() && !is_unit(letters)) || !std::any_of(plain.begin(), plain.end(), is_digit)) return {};
  return number;
}

// "1.234.567", "12,34,567": three digits behind the last sign.
bool is_in_groups(std::string_view plain, char sign) {
  size_t groups = 0;
  for (size_t begin = 0; begin <= plain.size(); ++groups) {
    const size_t end = std::min(plain.find(sign, begin), plain.size());
    const size_t size = end - begin;
    if (end == plain.size() ? size != 3 : size > 3 || size == 0 || (groups > 0 && size < 2)) return false;
    begin = end + 1;
  }
  return true;
}

enum class Form : uint8_t { kNone, kWhole, kFraction, kGroups, kOpen };

// What a number's signs are by themselves; `sign` is the one that Form is about.
Form form_of(const WrittenNumber& number, char& sign) {
  const std::string_view plain = number.plain;
  const auto points = std::count(plain.begin(), plain.end(), '.'), commas = std::count(plain.begin(), plain.end(), ',');
  sign = points > 0 && (commas == 0 || plain.rfind('.') > plain.rfind(',')) ? '.' : ',';
  if (points + commas == 0) return Form::kWhole;
  if (points > 0 && commas > 0) {
    if ((sign == '.' ? points : commas) != 1) return Form::kNone;
    return is_in_groups(plain.substr(0, plain.rfind(sign)), sign == '.' ? ',' : '.') ? Form::kFraction : Form::kNone;
  }
  if (points + commas > 1) return is_in_groups(plain, sign) ? Form::kGroups : Form::kNone;
  const size_t at = plain.find(sign), behind = plain.size() - at - 1;
  if (behind != 3 || at == 0 || at > 3 || plain[0] == '0' || number.blanks) return Form::kFraction;
  return number.dollars ? (sign == ',' ? Form::kGroups : Form::kFraction) : Form::kOpen;
}

constexpr double kMostValues = 0.9;  // a slip in ten, or a few rows from elsewhere, do not make another convention

constexpr uint64_t kMostSlips = 20;    // one in so many

}  // namespace

void NumberEvidence::add(std::string_view original) {
  const WrittenNumber number = written_number(original);
  if (number.plain.empty()) return;
  char sign = 0;
  switch (form_of(number, sign)) {
    case Form::kNone: return;
    case Form::kWhole: ++(number.plain.size() > 3 && !number.blanks ? plain_thousands_ : below_thousand_); return;
    case Form::kOpen: ++(sign == '.' ? point_open_ : comma_open_); return;
    case Form::kFraction:
      ++(sign == '.' ? point_ : comma_);
      if (number.plain.find(sign == '.' ? ',' : '.') != std::string::npos) ++(sign == '.' ? comma_groups_ : point_groups_);
      return;
    case Form::kGroups:
      ++(sign == '.' ? comma_ : point_);
      ++(sign == '.' ? point_groups_ : comma_groups_);
      return;
  }
}

void NumberEvidence::add(const NumberEvidence& other) {
  point_ += other.point_;
  comma_ += other.comma_;
  point_groups_ += other.point_groups_;
  comma_groups_ += other.comma_groups_;
  point_open_ += other.point_open_;
  comma_open_ += other.comma_open_;
  below_thousand_ += other.below_thousand_;
  plain_thousands_ += other.plain_thousands_;
}

DecimalSign NumberEvidence::most() const {
  const double all = static_cast<double>(point_ + comma_);
  if (all == 0) return DecimalSign::kOpen;
  if (static_cast<double>(point_) >= kMostValues * all) return DecimalSign::kPoint;
  return static_cast<double>(comma_) >= kMostValues * all ? DecimalSign::kComma : DecimalSign::kOpen;
}

// Whole numbers without a sign are below a thousand, all others have three digits behind it. Were these fractions, one in ten would end in a
// zero, which nobody writes who leaves out all three: of 40 at least one with a chance of 98 in a hundred.
bool NumberEvidence::is_grouped() const {
  const uint64_t open = point_open_ + comma_open_;
  return open >= 40 && (point_open_ == 0 || comma_open_ == 0) && below_thousand_ * 10 >= open && plain_thousands_ == 0;
}

NumberReading NumberEvidence::of_column() const {
  if (leaves_open()) {
    if (!is_grouped()) return {};
    return {point_open_ > 0 ? DecimalSign::kComma : DecimalSign::kPoint, true};
  }
  const DecimalSign decimal = most();
  // A few values with the other sign before a fraction: it is none of thousands, unless it was seen there and they are slips.
  const uint64_t other = decimal == DecimalSign::kPoint ? comma_ : point_, groups = decimal == DecimalSign::kPoint ? comma_groups_ : point_groups_;
  const bool grouped = other == 0 || (groups > other && other * kMostSlips <= point_ + comma_);
  return {decimal, grouped && decimal != DecimalSign::kOpen};
}

NumberReading NumberEvidence::of_table() const {
  const DecimalSign decimal = most();
  // Columns that programs write have points before fractions, whatever people do: that it separates thousands must have been seen.
  const bool seen = decimal == DecimalSign::kPoint ? comma_ == 0 : point_groups_ > 0 && point_ == 0;
  return {decimal, seen && decimal != DecimalSign::kOpen};
}

NumberReading reading_of_country(std::string_view country) {
  static const WordSet comma{"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "NC", "PF", "MC", "BE", "LU", "DE", "AT", "NL", "ES", "IT", "PT", "DK", "SE",
                             "NO",  "FI", "PL", "CZ", "SK", "HU", "RO", "BG", "HR", "SI", "GR", "TR", "MA", "DZ", "TN", "BR", "RU", "UA"};
  static const WordSet point{"US", "GB", "IE", "AU", "NZ", "IN", "JP", "CN", "IL", "MX"};
  if (comma.has(country)) return {DecimalSign::kComma, false};
  return point.has(country) ? NumberReading{DecimalSign::kPoint, true} : NumberReading{};
}

std::string canonical_number(std::string_view original, const NumberReading& reading, bool* open) {
  const WrittenNumber number = written_number(original);
  if (number.plain.empty()) return {};
  char sign = 0;
  Form form = form_of(number, sign);
  if (form == Form::kNone) return {};
  if (form == Form::kOpen) {
    const bool is_decimal = reading.decimal == (sign == '.' ? DecimalSign::kPoint : DecimalSign::kComma);
    const bool settled = is_decimal || (reading.decimal != DecimalSign::kOpen && reading.other_groups);
    if (open != nullptr) *open = !settled;
    form = (settled ? is_decimal : sign == '.') ? Form::kFraction : Form::kGroups;
  }
  const size_t split = form == Form::kFraction ? number.plain.rfind(sign) : number.plain.size();
  std::string whole = digits_of(std::string_view(number.plain).substr(0, split)), fraction = digits_of(std::string_view(number.plain).substr(split));
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (whole.empty()) whole = "0";
  std::string out = number.negative && (whole != "0" || !fraction.empty()) ? "-" + whole : whole;
  if (!fraction.empty()) (out += '.') += fraction;
  return out;
}

void clean_number(std::string_view original, const NumberReading& reading, Trace* trace, CleanValue& out) {
  bool open = false;
  std::string number = canonical_number(original, reading, &open);
  const bool duration = number.empty();
  if (duration) number = seconds_of(trim(original));
  if (number.empty()) return keep_unread(original, trace, out);
  if (open) {
    out.clean = squeezed(original, trace);
    out.comparison = std::move(number);
    return;
  }
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
