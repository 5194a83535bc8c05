#include "ingest/xlsx_number.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace jumelles::ingest {
namespace {

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }
char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool only_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_decimal_digit); }

// A decimal number taken apart: its value is 0.digits × 10^point.
struct Decimal {
  bool negative = false;
  std::string digits;   // without zeros at either end; "" is zero
  int64_t point = 0;
  bool whole() const { return point >= static_cast<int64_t>(digits.size()); }
};

bool read_decimal(std::string_view raw, Decimal& out) {
  size_t at = 0;
  if (at < raw.size() && (raw[at] == '-' || raw[at] == '+')) out.negative = raw[at++] == '-';
  bool any = false, behind_point = false;
  for (; at < raw.size(); ++at) {
    const char c = raw[at];
    if (c == '.' && !behind_point) {
      behind_point = true;
    } else if (is_decimal_digit(c)) {
      any = true;
      if (c == '0' && out.digits.empty()) out.point -= behind_point;
      else {
        out.digits += c;
        out.point += !behind_point;
      }
    } else {
      break;
    }
  }
  if (!any) return false;
  if (at < raw.size() && (raw[at] == 'e' || raw[at] == 'E')) {
    ++at;
    bool minus = false;
    if (at < raw.size() && (raw[at] == '-' || raw[at] == '+')) minus = raw[at++] == '-';
    if (!only_digits(raw.substr(at)) || raw.size() - at > 4) return false;
    int64_t exponent = 0;
    for (; at < raw.size(); ++at) exponent = exponent * 10 + (raw[at] - '0');
    out.point += minus ? -exponent : exponent;
  }
  if (at != raw.size()) return false;
  while (!out.digits.empty() && out.digits.back() == '0') out.digits.pop_back();
  if (out.digits.empty()) out = {};
  return true;
}

// Doubles end at 10^308; written out in full, numbers are of use to nobody from some thirty digits on.
constexpr int64_t kMostWholeDigits = 30, kMostZeros = 10;

void append_decimal(const Decimal& d, std::string& out) {
  if (d.digits.empty()) {
    out += '0';
    return;
  }
  if (d.negative) out += '-';
  if (d.point > kMostWholeDigits || d.point < -kMostZeros) {
    out += d.digits[0];
    if (d.digits.size() > 1) out.append(1, '.').append(d.digits, 1);
    out += 'E' + std::to_string(d.point - 1);
    return;
  }
  const auto size = static_cast<int64_t>(d.digits.size());
  if (d.point <= 0) out.append("0.").append(static_cast<size_t>(-d.point), '0').append(d.digits);
  else if (d.point >= size) out.append(d.digits).append(static_cast<size_t>(d.point - size), '0');
  else out.append(d.digits, 0, static_cast<size_t>(d.point)).append(1, '.').append(d.digits, static_cast<size_t>(d.point));
}

// Spreadsheets show fifteen digits of a number; what sums of cents have behind them nobody has seen. Whole numbers are left alone: they
// are codes, or exact.
void round_to_shown(Decimal& d) {
  constexpr size_t kShownDigits = 15;
  if (d.digits.size() <= kShownDigits) return;
  const bool up = d.digits[kShownDigits] >= '5';
  d.digits.resize(kShownDigits);
  while (up && !d.digits.empty() && d.digits.back() == '9') d.digits.pop_back();
  if (up && d.digits.empty()) {
    d.digits = "1";
    ++d.point;
  } else if (up) {
    ++d.digits.back();
  }
  while (d.digits.back() == '0') d.digits.pop_back();
}

double to_double(std::string_view raw) { return std::strtod(std::string(raw).c_str(), nullptr); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<uint8_t>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<uint8_t>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

void append_padded(int64_t value, size_t width, std::string& out) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

// Proleptic Gregorian, of days since 1970-01-01.
void append_day(int64_t days, std::string& out) {
  days += 719468;  // since 0000-03-01; all that is asked for is later
  const int64_t era = days / 146097, of_era = days % 146097;
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * of_year + 2) / 153;
  const int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  append_padded(year_of_era + era * 400 + (month <= 2), 4, out);
  out += '-';
  append_padded(month, 2, out);
  out += '-';
  append_padded(of_year - (153 * month_from_march + 2) / 5 + 1, 2, out);
}

constexpr int64_t kMsPerDay = 86'400'000;
constexpr int64_t kFirstDay1900 = -25569, kFirstDay1904 = -24107;  // day 0, as days since 1970; of 1900 as it counts from March on
constexpr int64_t kLastDay = 2'958'465;                            // 9999-12-31, where spreadsheets end

void append_time(int64_t ms, bool seconds, std::string& out) {
  append_padded(ms / 3'600'000, 2, out);
  out += ':';
  append_padded(ms / 60'000 % 60, 2, out);
  if (!seconds && ms % 60'000 == 0) return;
  out += ':';
  append_padded(ms / 1000 % 60, 2, out);
  if (ms % 1000 == 0) return;
  out += '.';
  append_padded(ms % 1000, 3, out);
}

// The parts between semicolons, at most four, that stand outside quotes, brackets and escapes.
std::vector<std::string_view> sections_in(std::string_view code) {
  std::vector<std::string_view> out;
  bool quoted = false, bracketed = false;
  size_t begin = 0;
  for (size_t i = 0; i < code.size() && out.size() < 3; ++i) {
    const char c = code[i];
    if (c == '"') quoted = !quoted;
    else if (quoted) continue;
    else if (c == '\\') ++i;
    else if (c == '[' || c == ']') bracketed = c == '[';
    else if (c == ';' && !bracketed) {
      out.push_back(code.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  out.push_back(code.substr(begin));
  return out;
}

}  // namespace

// What is shown of letters outside quotes: y, m, d, h and s are parts of dates.
struct NumberFormat::Letters {
  bool year = false, month_or_minute = false, day = false, hour = false, second = false, fraction = false, elapsed = false;
  bool date() const { return year || day || (month_or_minute && !time()); }
  bool time() const { return hour || second || elapsed; }
};

// The inverse of append_day, by the same reckoning in years that begin in March.
int64_t serial_day(int64_t year, int64_t month, int64_t day, bool from_1904) {
  if (!from_1904 && year == 1899 && month == 12 && day >= 30) return 0;
  const int64_t from_march = year - (month <= 2);
  const int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int64_t days = from_march * 365 + from_march / 4 - from_march / 100 + from_march / 400 + of_year - 719468;  // since 1970
  if (from_1904) return days - kFirstDay1904;
  const int64_t serial = days - kFirstDay1900;
  return serial < 61 ? serial - 1 : serial;
}

void append_plain_number(std::string_view raw, std::string& out) {
  raw = trimmed(raw);
  if (only_digits(raw)) {
    out += raw;
    return;
  }
  Decimal d;
  if (!read_decimal(raw, d)) {
    out += raw;
    return;
  }
  if (!d.whole()) round_to_shown(d);
  append_decimal(d, out);
}

// A code has several digits that are always shown, or text between its digits that does not part thousands, or begins with text that
// goes on in the digits ("CL-").
bool NumberFormat::is_code(const std::vector<Piece>& pieces) {
  size_t zeros = 0, first = pieces.size(), last = 0;
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].placeholder == '\0') continue;
    zeros += pieces[i].placeholder == '0';
    first = std::min(first, i);
    last = i;
  }
  if (first == pieces.size()) return false;
  if (zeros > 1) return true;
  bool parted = false, thousands = true;
  size_t run = 0;
  for (size_t i = first; i <= last; ++i) {
    if (pieces[i].placeholder != '\0') {
      ++run;
      continue;
    }
    const std::string& text = pieces[i].literal;
    thousands = thousands && (!parted || run == 3) && (text == " " || text == "\xC2\xA0" || text == "\xE2\x80\xAF");
    parted = true;
    run = 0;
  }
  if (parted && !(thousands && run == 3)) return true;
  if (first == 0) return false;
  const std::string& prefix = pieces[first - 1].literal;
  const char c = lower_ascii(prefix.back());
  return prefix != "-" && (is_decimal_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '/' || c == '_' || c == '+');
}

NumberFormat::Section NumberFormat::read_section(std::string_view code, Letters& letters) {
  Section out;
  bool digits_only = true;
  const auto literal = [&](std::string_view text) {
    if (text.empty()) return;
    if (out.pieces.empty() || out.pieces.back().placeholder != '\0') out.pieces.emplace_back();
    out.pieces.back().literal += text;
  };
  for (size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') {
      const size_t closing = std::min(code.find('"', i + 1), code.size());
      literal(code.substr(i + 1, closing - i - 1));
      i = closing;
    } else if (c == '\\') {
      // A character may be several bytes: those behind the first are taken as they come.
      if (++i < code.size()) literal(code.substr(i, 1));
    } else if (c == '_' || c == '*') {  // as wide as the next character, or filled up with it
      ++i;
      while (i + 1 < code.size() && (static_cast<uint8_t>(code[i + 1]) & 0xC0) == 0x80) ++i;
    } else if (c == '[') {
      const size_t closing = std::min(code.find(']', i + 1), code.size());
      const std::string_view inside = code.substr(i + 1, closing - i - 1);
      i = closing;
      if (inside.empty()) continue;
      if (std::string_view("hmsHMS").find(inside[0]) != std::string_view::npos && inside.find_first_not_of(inside[0]) == std::string_view::npos) {
        letters.elapsed = true;
        letters.second = letters.second || lower_ascii(inside[0]) == 's';
      } else if (inside[0] == '<' || inside[0] == '>' || inside[0] == '=') {
        size_t length = 1;
        out.comparison = inside[0];
        if (inside.size() > 1 && (inside[1] == '=' || inside[1] == '>')) {
          out.comparison = inside[0] == '<' ? (inside[1] == '=' ? 'l' : 'n') : 'g';
          length = 2;
        }
        out.bound = to_double(inside.substr(length));
      } else if (inside[0] == '$' && inside.size() > 1 && inside[1] != '-') {
        digits_only = false;  // a currency
      }
    } else if (c == '0' || c == '#' || c == '?') {
      if (letters.second && !out.pieces.empty() && out.pieces.back().literal.ends_with('.')) letters.fraction = true;
      out.pieces.push_back({c, {}});
    } else if (code.substr(i, 7) == "General" || code.substr(i, 8) == "Standard" || c == '@') {
      digits_only = false;
      if (c != '@') i += c == 'G' ? 6 : 7;
    } else if ((c == 'A' || c == 'a') && (code.substr(i, 5) == "AM/PM" || code.substr(i, 5) == "am/pm" || code.substr(i, 3) == "A/P" || code.substr(i, 3) == "a/p")) {
      letters.hour = true;
      i += code[i + 1] == '/' ? 2 : 4;
    } else if (const char l = lower_ascii(c); l == 'y' || l == 'm' || l == 'd' || l == 'h' || l == 's' || l == 'b' || l == 'e' || l == 'g') {
      if (l == 'e' && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-')) digits_only = false;  // an exponent
      else if (l == 'y' || l == 'e' || l == 'b') letters.year = true;
      else if (l == 'm') letters.month_or_minute = true;
      else if (l == 'd') letters.day = true;
      else if (l == 'h') letters.hour = true;
      else if (l == 's') letters.second = true;
    } else {
      if (c == '.' || c == ',' || c == '%' || c == '/') digits_only = false;  // a bare slash makes fractions
      literal(code.substr(i, 1));
    }
  }
  if (digits_only && !letters.date() && !letters.time()) out.is_code = is_code(out.pieces);
  return out;
}

NumberFormat NumberFormat::parse(std::string_view code) {
  NumberFormat out;
  bool any_code = false;
  for (const std::string_view part : sections_in(code)) {
    Letters letters;
    Section section = read_section(part, letters);
    if (out.sections_.empty() && (letters.date() || letters.time())) {
      out.kind_ = letters.elapsed ? NumberKind::kElapsed : letters.date() ? NumberKind::kDate : NumberKind::kTime;
      out.shows_fractions_ = letters.fraction;
      out.shows_seconds_ = letters.second;
    }
    any_code = any_code || section.is_code;
    out.sections_.push_back(std::move(section));
  }
  if (out.kind_ == NumberKind::kPlain && any_code) out.kind_ = NumberKind::kCode;
  if (out.kind_ != NumberKind::kCode) out.sections_.clear();
  return out;
}

NumberFormat NumberFormat::built_in(uint32_t number) {
  NumberFormat out;
  const auto among = [&](uint32_t first, uint32_t last) { return number >= first && number <= last; };
  // 14 to 22 are the same everywhere; 27 to 36 and 50 to 58 are East Asian dates, 32 and 33 times of these.
  if (among(14, 17) || number == 22 || among(27, 31) || number == 34 || number == 35 || number == 36 || among(50, 58)) out.kind_ = NumberKind::kDate;
  else if (among(18, 21) || number == 45 || number == 47 || number == 32 || number == 33) out.kind_ = NumberKind::kTime;
  else if (number == 46) out.kind_ = NumberKind::kElapsed;
  out.shows_seconds_ = number == 19 || number == 21 || number == 33 || among(45, 47);
  out.shows_fractions_ = number == 47;
  return out;
}

// Which section a whole number of that many digits, not negative, is written with: the first whose condition it meets; without
// conditions the first, or for zero the third.
const NumberFormat::Section* NumberFormat::section_of(std::string_view digits) const {
  const double value = to_double(digits);
  const bool conditional = std::any_of(sections_.begin(), sections_.end(), [](const Section& s) { return s.comparison != '\0'; });
  if (!conditional) return value == 0 && sections_.size() > 2 ? &sections_[2] : &sections_[0];
  for (const Section& section : sections_) {
    const double bound = section.bound;
    switch (section.comparison) {
      case '<': if (value < bound) return &section; break;
      case '>': if (value > bound) return &section; break;
      case '=': if (value == bound) return &section; break;
      case 'l': if (value <= bound) return &section; break;
      case 'g': if (value >= bound) return &section; break;
      case 'n': if (value != bound) return &section; break;
      default: return &section;
    }
  }
  return nullptr;
}

void NumberFormat::append(std::string_view raw, bool from_1904, std::string& out) const {
  if (kind_ == NumberKind::kPlain) return append_plain_number(raw, out);
  raw = trimmed(raw);
  if (kind_ == NumberKind::kCode) return append_code(raw, out);
  double days = 0;
  if (only_digits(raw) && raw.size() < 8) {
    int64_t whole = 0;
    for (const char c : raw) whole = whole * 10 + (c - '0');
    days = static_cast<double>(whole);
  } else {
    Decimal decimal;
    days = read_decimal(raw, decimal) ? to_double(raw) : -1;
  }
  if (days >= 0 && days < static_cast<double>(kLastDay) + 1) append_days(days, from_1904, out);
  else append_plain_number(raw, out);
}

// Digits stand at the right; those that have no place are written at the first one.
void NumberFormat::append_code(std::string_view raw, std::string& out) const {
  std::string digits;
  append_plain_number(raw, digits);
  const Section* const section = only_digits(digits) ? section_of(digits) : nullptr;
  if (!section || !section->is_code) {
    out += digits;
    return;
  }
  size_t left = 0, next = 0;
  for (const Piece& piece : section->pieces) left += piece.placeholder != '\0';
  if (digits == "0") digits.clear();
  bool first = true;
  for (const Piece& piece : section->pieces) {
    if (piece.placeholder == '\0') {
      out += piece.literal;
      continue;
    }
    while (first && digits.size() - next > left) out += digits[next++];
    first = false;
    if (digits.size() - next >= left) out += digits[next++];
    else if (piece.placeholder == '0') out += '0';
    --left;
  }
}

void NumberFormat::append_days(double days, bool from_1904, std::string& out) const {
  const int64_t step = shows_fractions_ ? 1 : 1000;  // milliseconds: doubles of today's dates know them just so
  const int64_t ms = static_cast<int64_t>(std::llround(days * static_cast<double>(kMsPerDay) / static_cast<double>(step))) * step;
  const int64_t day = ms / kMsPerDay, of_day = ms % kMsPerDay;
  if (kind_ == NumberKind::kElapsed) return append_time(ms, shows_seconds_, out);
  if (kind_ == NumberKind::kTime && day == 0) return append_time(of_day, shows_seconds_, out);
  if (kind_ == NumberKind::kDate && day == 0 && !from_1904) {
    if (of_day != 0) return append_time(of_day, true, out);
    out += "1900-01-00";  // as a spreadsheet shows it: no date
    return;
  }
  // Spreadsheets have a 29 February in 1900: days before it are counted one further.
  if (!from_1904 && day == 60) out += "1900-02-29";
  else append_day(day + (from_1904 ? kFirstDay1904 : kFirstDay1900 + (day < 60)), out);
  if (of_day == 0) return;
  out += ' ';
  append_time(of_day, true, out);
}

}  // namespace jumelles::ingest
