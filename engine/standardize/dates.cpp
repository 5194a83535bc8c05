#include "standardize/dates.h"

#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

struct Piece {
  int value = 0;
  int size = 0;       // digits
  bool month = false; // was a month's name
};

const WordMap& months() {
  static const WordMap map{
      {"JANVIER", "1"}, {"JANV", "1"}, {"JAN", "1"}, {"JANUARY", "1"}, {"FEVRIER", "2"}, {"FEVR", "2"}, {"FEV", "2"}, {"FEB", "2"},
      {"FEBRUARY", "2"}, {"MARS", "3"}, {"MAR", "3"}, {"MARCH", "3"}, {"AVRIL", "4"}, {"AVR", "4"}, {"APR", "4"}, {"APRIL", "4"},
      {"MAI", "5"}, {"MAY", "5"}, {"JUIN", "6"}, {"JUN", "6"}, {"JUNE", "6"}, {"JUILLET", "7"}, {"JUIL", "7"}, {"JUL", "7"},
      {"JULY", "7"}, {"AOUT", "8"}, {"AOU", "8"}, {"AUG", "8"}, {"AUGUST", "8"}, {"SEPTEMBRE", "9"}, {"SEPT", "9"}, {"SEP", "9"},
      {"SEPTEMBER", "9"}, {"OCTOBRE", "10"}, {"OCT", "10"}, {"OCTOBER", "10"}, {"NOVEMBRE", "11"}, {"NOV", "11"},
      {"NOVEMBER", "11"}, {"DECEMBRE", "12"}, {"DEC", "12"}, {"DECEMBER", "12"}};
  return map;
}

int number(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : kDays[month - 1];
}

int full_year(int value, int size) { return size >= 3 ? value : value < 30 ? 2000 + value : 1900 + value; }

ParsedDate made(int year, int month, int day) {
  ParsedDate date;
  date.recognized = true;
  date.year = year;
  date.month = month;
  date.day = day;
  date.real = year >= 1000 && year <= 2200 && month <= 12 &&
              (month > 0 ? day <= days_in(year, month) : day == 0);
  return date;
}

// Spreadsheet day number: 1 is 1900-01-01, with the 29 February 1900 that never was.
ParsedDate from_day_number(int serial) {
  int year = 1900, left = serial - 2;  // days since 1900-01-01
  while (left >= (leap(year) ? 366 : 365)) left -= leap(year++) ? 366 : 365;
  int month = 1;
  while (left >= days_in(year, month)) left -= days_in(year, month++);
  return made(year, month, left + 1);
}

// Day and month exchanged where only that makes a date.
ParsedDate exchanged_if_real(const ParsedDate& date) {
  if (date.real || date.month <= 12 || date.day == 0) return date;
  const ParsedDate other = made(date.year, date.day, date.month);
  return other.real ? other : date;
}

ParsedDate date_from_digits(std::string_view s, DateOrder order) {
  const auto part = [&](size_t at, size_t size) { return number(s.substr(at, size)); };
  const auto is_year = [](int year) { return year >= 1000 && year <= 2200; };
  if (s.size() == 8) {
    const ParsedDate year_first = made(part(0, 4), part(4, 2), part(6, 2));
    const ParsedDate day_first = made(part(4, 4), part(2, 2), part(0, 2));
    if (order == DateOrder::kYearFirst || year_first.real) return exchanged_if_real(year_first);
    if (day_first.real) return day_first;
    return is_year(part(0, 4)) ? exchanged_if_real(year_first) : day_first;
  }
  if (s.size() == 7 && order != DateOrder::kYearFirst) {
    const ParsedDate day_first = made(part(3, 4), part(1, 2), part(0, 1));  // its leading zero is lost
    if (day_first.real) return day_first;
  }
  if (s.size() == 6) {
    const ParsedDate month_only = made(part(0, 4), part(4, 2), 0);
    if (month_only.real && month_only.year >= 1850 && month_only.month > 0) return month_only;
    const ParsedDate day_first = made(full_year(part(4, 2), 2), part(2, 2), part(0, 2));
    if (day_first.real) return day_first;
  }
  if (s.size() == 5 && part(0, 5) >= 10000 && part(0, 5) <= 60000) return from_day_number(part(0, 5));
  if (s.size() == 4 && is_year(part(0, 4))) return made(part(0, 4), 0, 0);
  return {};
}

ParsedDate from_two(const Piece& a, const Piece& b) {
  if (a.month) return made(full_year(b.value, b.size), a.value, 0);
  if (a.size == 4) return made(a.value, b.value, 0);
  if (b.size == 4) return made(b.value, a.value, 0);
  return {};
}

ParsedDate from_three(const Piece& a, const Piece& b, const Piece& c, DateOrder order) {
  if (a.size >= 3) return exchanged_if_real(made(a.value, b.value, c.value));
  if (order == DateOrder::kYearFirst && a.size == 2 && c.size == 2) return made(full_year(a.value, 2), b.value, c.value);
  const int year = full_year(c.value, c.size);
  if (a.month) return made(year, a.value, b.value);
  if (b.month) return made(year, b.value, a.value);
  if (a.value > 12 && b.value <= 12) return made(year, b.value, a.value);
  if (b.value > 12 && a.value <= 12) return made(year, a.value, b.value);
  ParsedDate date = order == DateOrder::kMonthDay ? made(year, a.value, b.value) : made(year, b.value, a.value);
  date.ambiguous = a.value != b.value && date.real;
  return date;
}

}  // namespace

ParsedDate parse_date(std::string_view original, DateOrder order) {
  const std::string_view s = without_zero_tail(trim(original));
  if (s.empty() || s.size() > 60) return {};
  if (all_digits(s)) return s.size() <= 8 ? date_from_digits(s, order) : ParsedDate{};
  Piece pieces[3];
  int count = 0;
  size_t at = 0;
  std::string_view time;
  while (at < s.size()) {
    const size_t begin = at;
    if (is_digit(s[at])) {
      while (at < s.size() && is_digit(s[at])) ++at;
      if (count >= 2 && at < s.size() && s[at] == ':') {  // a time behind the date
        time = s.substr(begin);
        break;
      }
      if (count == 3) {
        // "00.000" of a time without colon and the like: nothing more of the date.
        break;
      }
      if (at - begin > 4) {
        if (count == 0 && at - begin == 8) {  // 19710314T1020, 19710314 10:20
          ParsedDate date = date_from_digits(s.substr(0, 8), order);
          const size_t colon = s.find(':');
          if (colon != std::string_view::npos && colon >= 10) date.time = s.substr(colon - 2);
          return date;
        }
        return {};
      }
      pieces[count++] = {number(s.substr(begin, at - begin)), static_cast<int>(at - begin), false};
      continue;
    }
    const char c = s[at];
    if (c == ' ' || c == '-' || c == '/' || c == '.' || c == ',') {
      ++at;
      continue;
    }
    // A word: a month, "le", "er" of "1er", a day of the week, or the T before the time.
    while (at < s.size() && !is_digit(s[at]) && s[at] != ' ' && s[at] != '-' && s[at] != '/' && s[at] != '.' && s[at] != ',') ++at;
    const std::string word = text::fold(s.substr(begin, at - begin));
    const std::string_view month = months().find(word);
    if (month.data() != nullptr) {
      if (count == 3) return {};
      pieces[count++] = {number(month), 2, true};
    } else if (count < 3 && word != "LE" && word != "ER" && word != "ST" && word != "ND" && word != "RD" && word != "TH" && word != "OF") {
      static const WordSet weekdays{"LUNDI", "MARDI", "MERCREDI", "JEUDI", "VENDREDI", "SAMEDI", "DIMANCHE", "MON", "TUE", "WED",
                                    "THU", "FRI", "SAT", "SUN", "LUN", "MER", "JEU", "VEN", "SAM", "DIM", "MONDAY", "TUESDAY",
                                    "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"};
      if (!weekdays.has(word)) return {};
    }
  }
  ParsedDate date = count == 3 ? from_three(pieces[0], pieces[1], pieces[2], order)
                    : count == 2 ? from_two(pieces[0], pieces[1])
                                 : ParsedDate{};
  if (date.recognized) date.time = time;
  return date;
}

void join_date_parts(std::string_view year, std::string_view month, std::string_view day, std::string& out) {
  year = without_zero_tail(year);
  if (year.empty() || year.find_first_not_of('0') == std::string_view::npos) return;
  const bool is_short = year.size() <= 2 && all_digits(year);
  out += is_short ? std::to_string(full_year(number(year), 2)) : std::string(year);
  const auto append = [&](std::string_view part) {
    part = without_zero_tail(part);
    out += '-';
    out += part.empty() ? "00" : part;
  };
  append(month);
  // Without its month a day says nothing.
  append(month.empty() ? month : day);
}

std::string iso_date(const ParsedDate& date) {
  const auto digits = [](int value, int size) {
    std::string out(static_cast<size_t>(size), '0');
    for (int i = size - 1; i >= 0; --i, value /= 10) out[static_cast<size_t>(i)] = static_cast<char>('0' + value % 10);
    return out;
  };
  return digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
}

void DateEvidence::add(std::string_view original) {
  const std::string_view s = trim(original);
  if (s.empty()) return;
  if (const std::string_view bare = without_zero_tail(s); all_digits(bare)) {
    if (bare.size() != 8) return;
    const bool as_year_first = date_from_digits(bare, DateOrder::kYearFirst).real;
    const bool as_day_first = made(number(bare.substr(4)), number(bare.substr(2, 2)), number(bare.substr(0, 2))).real;
    if (as_year_first && !as_day_first) ++year_first;
    else if (as_day_first && !as_year_first) ++day_first;
    return;
  }
  // Read both ways: where one way gives no date, the other way is the column's.
  int first = 0, second = 0, first_size = 0;
  size_t at = 0;
  while (at < s.size() && is_digit(s[at]) && at < 4) first = first * 10 + (s[at++] - '0'), ++first_size;
  if (first_size == 4) {
    ++year_first;
    return;
  }
  if (first_size == 0 || at >= s.size() || is_digit(s[at])) return;
  ++at;
  const size_t begin = at;
  while (at < s.size() && is_digit(s[at]) && at - begin < 3) second = second * 10 + (s[at++] - '0');
  if (at == begin || at - begin > 2 || at >= s.size()) return;
  if (first > 12 && first <= 31 && second <= 12) ++day_first;
  else if (second > 12 && second <= 31 && first <= 12) ++month_first;
  else if (first != second && first <= 12 && second <= 12) ++ambiguous;
}

DateOrder DateEvidence::order() const {
  if (day_first == 0 && month_first == 0) return year_first > 0 ? DateOrder::kYearFirst : DateOrder::kUnknown;
  return day_first >= month_first ? DateOrder::kDayMonth : DateOrder::kMonthDay;
}

}  // namespace jumelles::standardize
