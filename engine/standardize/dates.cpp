#include "standardize/dates.h"

#include <algorithm>

#include "standardize/date_words.h"
#include "standardize/words.h"

namespace jumelles::standardize {
namespace {

// A group of digits or a month's name.
struct Piece {
  int value = 0;
  int size = 0;          // digits
  bool month = false;    // was a month's name
  bool ordinal = false;  // "14th", "1er"
  bool is_mar = false;   // "mar.", which is also a Tuesday
};

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

std::string padded(int value, int size) {
  std::string out(static_cast<size_t>(size), '0');
  for (int i = size - 1; i >= 0; --i, value /= 10) out[static_cast<size_t>(i)] = static_cast<char>('0' + value % 10);
  return out;
}

struct Year {
  int value = 0;
  bool is_short = false;
};

// "71", and "0071" that a program made of it; "0001" is the first year that programs know.
Year year_of(int value, int size) {
  if (size >= 3 && (size != 4 || value < 2 || value > 99)) return {value, false};
  return {value < 30 ? 2000 + value : 1900 + value, true};
}
Year year_of(const Piece& piece) { return year_of(piece.value, piece.size); }

bool is_real(int year, int month, int day) {
  if (month > 12) return false;
  // Of a day without its year, any that some year has.
  if (year == 0) return month > 0 && day > 0 && day <= days_in(2000, month);
  return year >= 1000 && year <= 2200 && (month > 0 ? day <= days_in(year, month) : day == 0);
}

ParsedDate made(Year year, int month, int day) {
  ParsedDate date;
  date.recognized = true;
  date.short_year = year.is_short;
  date.year = year.value;
  date.month = month;
  date.day = day;
  date.real = year.value != 0 && is_real(year.value, month, day);
  return date;
}
ParsedDate made(int year, int month, int day) { return made(Year{year, false}, month, day); }

ParsedDate without_year(int month, int day) {
  ParsedDate date = made(0, month, day);
  date.real = is_real(0, month, day);
  return date.real ? date : ParsedDate{};
}

std::string clock(int64_t seconds) {
  return padded(static_cast<int>(seconds / 3600), 2) + ":" + padded(static_cast<int>(seconds / 60 % 60), 2) + ":" + padded(static_cast<int>(seconds % 60), 2);
}

// Day 0 is 1900-01-01.
ParsedDate from_days(int64_t left) {
  int year = 1900;
  while (left >= (leap(year) ? 366 : 365)) left -= leap(year++) ? 366 : 365;
  int month = 1;
  while (left >= days_in(year, month)) left -= days_in(year, month++);
  return made(year, month, static_cast<int>(left) + 1);
}

// Spreadsheet day number: 1 is 1900-01-01, with the 29 February 1900 that never was.
ParsedDate from_day_number(int serial) {
  ParsedDate date = from_days(serial < 60 ? serial - 1 : serial - 2);
  date.form = ParsedDate::kDayNumber;
  return date;
}

constexpr bool is_day_number(int value) { return value >= 10000 && value <= 60000; }  // 1927 to 2064

// Seconds since 1970, in UTC; not before 1900.
ParsedDate from_seconds(int64_t seconds) {
  constexpr int64_t kDay = 86400, kDaysTo1970 = 25567;
  seconds += kDaysTo1970 * kDay;
  if (seconds < 0) return {};
  ParsedDate date = from_days(seconds / kDay);
  date.time = clock(seconds % kDay);
  date.form = ParsedDate::kSeconds;
  return date;
}

// Milliseconds since 1970, rounded down to seconds.
ParsedDate from_milliseconds(std::string_view s) {
  const bool negative = s.starts_with('-');
  if (negative) s.remove_prefix(1);
  if (s.empty() || s.size() > 13 || !all_digits(s)) return {};
  int64_t total = 0;
  for (const char c : s) total = total * 10 + (c - '0');
  return from_seconds(negative ? -((total + 999) / 1000) : total / 1000);
}

// "/Date(-788918400000)/" and "/Date(1577836800000+0200)/", as programs of Microsoft write dates into JSON.
ParsedDate from_json_date(std::string_view s) {
  constexpr std::string_view kBefore = "/Date(", kBehind = ")/";
  if (!s.starts_with(kBefore) || !s.ends_with(kBehind) || s.size() <= kBefore.size() + kBehind.size()) return {};
  s = s.substr(kBefore.size(), s.size() - kBefore.size() - kBehind.size());
  return from_milliseconds(s.substr(0, s.find_first_of("+-", 1)));
}

// Day and month exchanged where only that makes a date.
ParsedDate exchanged_if_real(const ParsedDate& date) {
  if (date.real || date.month <= 12 || date.day == 0) return date;
  ParsedDate other = made({date.year, date.short_year}, date.day, date.month);
  other.form = ParsedDate::kExchanged;
  return other.real ? other : date;
}

// Milliseconds since 1970 of an hour sharp, as days without a time are written: telephones and other numbers that old are not such
// a multiple. Ten digits that begin with 1 or 2 are seconds.
bool is_whole_hour(std::string_view digits) {
  constexpr int64_t kHour = 3'600'000;
  if (digits.size() < 9 || digits.size() > 12 || digits[0] == '0' || (digits.size() == 10 && digits[0] < '3')) return false;
  int64_t total = 0;
  for (const char c : digits) total = total * 10 + (c - '0');
  return total % kHour == 0;
}

ParsedDate from_many_digits(std::string_view s) {
  if (is_whole_hour(s)) return from_milliseconds(s);
  if (s.size() == 14 || s.size() == 12) {  // 20240314093000
    ParsedDate date = made(number(s.substr(0, 4)), number(s.substr(4, 2)), number(s.substr(6, 2)));
    const int hour = number(s.substr(8, 2)), minute = number(s.substr(10, 2)), second = s.size() == 14 ? number(s.substr(12, 2)) : 0;
    if (!date.real || date.year < 1800 || date.day == 0 || hour > 23 || minute > 59 || second > 60) return {};
    date.time = clock(hour * 3600 + minute * 60 + second);
    return date;
  }
  // From 2001 to 2065: shorter and longer numbers may be anything.
  if ((s.size() != 10 && s.size() != 13) || s[0] < '1' || s[0] > '2') return {};
  int64_t seconds = 0;
  for (const char c : s.substr(0, 10)) seconds = seconds * 10 + (c - '0');
  return from_seconds(seconds);
}

ParsedDate from_digits(std::string_view s, const DateReading& reading) {
  const auto part = [&](size_t at, size_t size) { return number(s.substr(at, size)); };
  const auto is_year = [](int year) { return year >= 1000 && year <= 2200; };
  if (s.size() > 8) return from_many_digits(s);
  if (s.size() == 8) {
    const ParsedDate year_first = made(part(0, 4), part(4, 2), part(6, 2));
    const ParsedDate day_first = made(part(4, 4), part(2, 2), part(0, 2));
    if (reading.order == DateOrder::kYearFirst || year_first.real) return exchanged_if_real(year_first);
    if (day_first.real) return day_first;
    return is_year(part(0, 4)) ? exchanged_if_real(year_first) : day_first;
  }
  if (s.size() == 7 && reading.order != DateOrder::kYearFirst) {
    const ParsedDate day_first = made(part(3, 4), part(1, 2), part(0, 1));  // its leading zero is lost
    if (day_first.real) return day_first;
  }
  if (s.size() == 6) {
    const ParsedDate month_only = made(part(0, 4), part(4, 2), 0);
    if (month_only.real && month_only.year >= 1850 && month_only.month > 0) return month_only;
    const ParsedDate day_first = made(year_of(part(4, 2), 2), part(2, 2), part(0, 2));
    if (day_first.real) return day_first;
  }
  if (s.size() == 5 && is_day_number(part(0, 5))) return from_day_number(part(0, 5));
  if (s.size() == 4 && is_year(part(0, 4))) return made(part(0, 4), 0, 0);
  if (s.size() == 4 && reading.day_numbers && part(0, 4) > 2200) return from_day_number(part(0, 4));
  return {};
}

// "26006.4375": a day number and the time of day.
ParsedDate from_decimal(std::string_view s) {
  const size_t dot = s.find_first_of(".,");
  if (dot != 5 || !all_digits(s.substr(0, 5)) || !all_digits(s.substr(6)) || !is_day_number(number(s.substr(0, 5)))) return {};
  ParsedDate date = from_day_number(number(s.substr(0, 5)));
  int64_t fraction = 0, scale = 1;
  for (const char c : s.substr(6, 9)) fraction = fraction * 10 + (c - '0'), scale *= 10;
  date.time = clock(std::min<int64_t>(86399, (fraction * 86400 + scale / 2) / scale));
  return date;
}

// "2:05 PM", "10:20:30.123+02:00", "10h30" as "14:05:00"; "" when it is none.
std::string time_of(std::string_view s) {
  int parts[3] = {0, 0, 0}, count = 0;
  size_t at = 0;
  while (count < 3 && at < s.size() && is_digit(s[at])) {
    const size_t begin = at;
    while (at < s.size() && is_digit(s[at]) && at - begin < 2) ++at;
    parts[count++] = number(s.substr(begin, at - begin));
    const bool more = at < s.size() && (s[at] == ':' || (count == 1 && (s[at] | 32) == 'h'));
    if (!more) break;
    ++at;
  }
  if (count == 0 || parts[0] > 24 || parts[1] > 59 || parts[2] > 60) return {};
  const std::string rest = text::fold(s.substr(at));
  const size_t half = rest.find_first_not_of("0123456789 ");  // behind the decimals of a second
  if (half != std::string::npos && half + 1 < rest.size()) {
    const std::string_view marker = std::string_view(rest).substr(half, rest[half + 1] == ' ' ? 3 : 2);
    if ((marker == "PM" || marker == "P M") && parts[0] < 12) parts[0] += 12;
    else if ((marker == "AM" || marker == "A M") && parts[0] == 12) parts[0] = 0;
  }
  return clock(parts[0] * 3600 + parts[1] * 60 + parts[2]);
}

ParsedDate from_two_numbers(const Piece& a, const Piece& b, DateOrder order, bool month_first) {
  if (a.size == 4) return made(year_of(a), b.value, 0);
  if (b.size == 4) return made(year_of(b), a.value, 0);
  if (month_first) return without_year(a.value, b.value);
  if (b.value > 31 && a.value >= 1 && a.value <= 12) return made(year_of(b), a.value, 0);  // "03/71"
  if (a.value > 31 && b.value >= 1 && b.value <= 12) return made(year_of(a), b.value, 0);
  if (order == DateOrder::kMonthDay) return without_year(a.value, b.value);
  // "03/25" may be a month and a year.
  return b.value <= 12 ? without_year(b.value, a.value) : ParsedDate{};
}

ParsedDate from_two(const Piece& a, const Piece& b, DateOrder order, bool month_first) {
  if (a.month && b.month) return {};
  if (a.month) return b.size == 1 || b.ordinal ? without_year(a.value, b.value) : made(year_of(b), a.value, 0);
  if (b.month) return a.size > 2 || a.value > 31 ? made(year_of(a), b.value, 0) : without_year(b.value, a.value);
  return from_two_numbers(a, b, order, month_first);
}

ParsedDate from_three(const Piece& a, const Piece& b, const Piece& c, const DateReading& reading) {
  const DateOrder order = reading.order;
  if (a.month + b.month + c.month > 1) return {};
  if (a.size >= 3 || (a.size == 2 && a.value > 31 && !a.month)) return exchanged_if_real(made(year_of(a), b.value, c.value));
  if (order == DateOrder::kYearFirst && a.size == 2 && c.size == 2 && !a.month && !b.month) return made(year_of(a), b.value, c.value);
  if (c.month || c.size == 1) return {};  // "30.11.2"
  const Year year = year_of(c);
  if (a.month) return made(year, a.value, b.value);
  if (b.month) return made(year, b.value, a.value);
  if (a.value > 12 && b.value <= 12 && !(reading.sure && order == DateOrder::kMonthDay)) return made(year, b.value, a.value);
  if (b.value > 12 && a.value <= 12 && !(reading.sure && order == DateOrder::kDayMonth)) return made(year, a.value, b.value);
  ParsedDate date = order == DateOrder::kMonthDay ? made(year, a.value, b.value) : made(year, b.value, a.value);
  date.ambiguous = a.value != b.value && date.real;
  return date;
}

bool is_separator(char c) { return std::string_view(" -/.,()[]'\"\\_;:\n\t").find(c) != std::string_view::npos; }

// Takes a written date apart.
class Reader {
 public:
  Reader(std::string_view s, const DateReading& reading) : s_(s), reading_(reading) {}

  ParsedDate read() {
    month_first_ = s_.substr(0, 2) == "--";
    const bool before_our_era = s_[0] == '-' && !month_first_;  // "-0050-01-01"
    while (at_ < s_.size() && !done_)
      if (!(is_digit(s_[at_]) ? digits() : is_separator(s_[at_]) ? separator() : word())) return {};
    if (whole_.recognized) return whole_;
    ParsedDate date = count_ == 3   ? from_three(pieces_[0], pieces_[1], pieces_[2], reading_)
                      : count_ == 2 ? from_two(pieces_[0], pieces_[1], reading_.order, month_first_)
                                    : ParsedDate{};
    // "née en 1971", "(1971)"
    if (count_ == 1 && pieces_[0].size == 4 && pieces_[0].value >= 1000 && pieces_[0].value <= 2200) date = made(pieces_[0].value, 0, 0);
    // "14 03" or "14:03" is no date.
    if (count_ == 2 && date.year == 0 && !pieces_[0].month && !pieces_[1].month && between_ != '/' && between_ != '-' && between_ != '.') return {};
    if (before_our_era && pieces_[0].size == 4) date.year = pieces_[0].value, date.real = date.short_year = false;
    if (date.recognized) date.time = time_;
    date.form |= form_;
    return date;
  }

 private:
  bool separator() {
    if (count_ == 1) between_ = s_[at_];
    ++at_;
    return true;
  }

  bool digits() {
    const size_t begin = at_;
    while (at_ < s_.size() && is_digit(s_[at_])) ++at_;
    const size_t size = at_ - begin;
    const bool colon = at_ < s_.size() && s_[at_] == ':' && at_ + 1 < s_.size() && is_digit(s_[at_ + 1]);
    const bool hours = count_ == 3 && at_ < s_.size() && (s_[at_] | 32) == 'h';
    if (size <= 2 && (colon || hours) && count_ != 1) {
      time_ = time_of(s_.substr(begin));
      if (count_ >= 2) done_ = true;  // behind the date
      else at_ = std::min(s_.find_first_of(" T", at_), s_.size());
      return true;
    }
    if (count_ == 3) {  // "00.000" of a time without colon, an age: nothing more of the date
      done_ = true;
      return true;
    }
    if (size > 4) {
      if (count_ != 0 || size != 8) return false;
      whole_ = from_digits(s_.substr(begin, 8), reading_);  // 19710314T1020, 19710314 10:20
      const size_t colon_at = s_.find(':', at_);
      if (colon_at != std::string_view::npos && colon_at >= at_ + 2) {
        const size_t hour = is_digit(s_[colon_at - 2]) ? colon_at - 2 : colon_at - 1;
        whole_.time = time_of(s_.substr(hour));
      }
      done_ = true;
      return whole_.recognized;
    }
    pieces_[count_++] = {number(s_.substr(begin, size)), static_cast<int>(size), false, false, false};
    return true;
  }

  bool word() {
    const size_t begin = at_;
    while (at_ < s_.size() && !is_digit(s_[at_]) && !is_separator(s_[at_])) ++at_;
    const std::string word = text::fold(s_.substr(begin, at_ - begin));
    if (const int month = month_of(word); month > 0) {
      // "mar. 14 mars 1971": the first was a Tuesday.
      if (count_ == 2 && pieces_[0].is_mar && !pieces_[1].month) pieces_[0] = pieces_[1], --count_;
      if (count_ == 3) return false;
      pieces_[count_++] = {month, 2, true, false, word == "MAR"};
      form_ |= ParsedDate::kMonthName;
      return true;
    }
    if (count_ == 3) return true;  // "T", "Z", a place behind the date
    if (count_ > 0 && begin > 0 && is_digit(s_[begin - 1])) pieces_[count_ - 1].ordinal = true;
    form_ |= ParsedDate::kWordsAround;
    return is_word_around_date(word);
  }

  std::string_view s_;
  const DateReading& reading_;
  size_t at_ = 0;
  Piece pieces_[3];
  int count_ = 0;
  char between_ = 0;          // the separator behind the first piece
  bool month_first_ = false;  // "--03-14"
  bool done_ = false;
  uint8_t form_ = 0;
  std::string time_;
  ParsedDate whole_;
};

}  // namespace

bool is_milliseconds_before_1970(std::string_view text) {
  return text.size() >= 10 && text.size() <= 14 && text[0] == '-' && text[1] != '0' && all_digits(text.substr(1));
}

bool is_milliseconds(std::string_view text) { return is_milliseconds_before_1970(text) || (all_digits(text) && is_whole_hour(text)); }

ParsedDate parse_date(std::string_view original, const DateReading& reading) {
  const std::string_view s = without_zero_tail(trim(original));
  if (s.empty() || s.size() > 60) return {};
  if (all_digits(s)) {
    ParsedDate date = s.size() <= 14 ? from_digits(s, reading) : ParsedDate{};
    if (date.form == 0 || date.form == ParsedDate::kExchanged) date.form |= ParsedDate::kCompact;
    return date;
  }
  if (is_milliseconds_before_1970(s)) return from_milliseconds(s);
  if (s.starts_with("/Date(")) return from_json_date(s);
  if (const ParsedDate date = from_decimal(s); date.recognized) return date;
  return Reader(s, reading).read();
}

void join_date_parts(std::string_view year, std::string_view month, std::string_view day, std::string& out) {
  year = without_zero_tail(year);
  if (year.empty() || year.find_first_not_of('0') == std::string_view::npos) return;
  const bool is_short = year.size() <= 2 && all_digits(year);
  out += is_short ? number(year) > 1 ? padded(number(year), 4) : std::to_string(year_of(number(year), 2).value) : std::string(year);
  const auto append = [&](std::string_view part) {
    part = without_zero_tail(part);
    out += '-';
    out += part.empty() ? "00" : part;
  };
  append(month);
  // Without its month a day says nothing.
  append(month.empty() ? month : day);
}

std::string iso_date(const ParsedDate& date) { return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2); }

void YearCounts::add(int year) {
  if (year < kFirst || year > kLast) return;
  ++counts_[static_cast<size_t>(year - kFirst)];
  ++total_;
}

void YearCounts::add(const YearCounts& other) {
  for (size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  total_ += other.total_;
}

int YearCounts::latest() const {
  if (total_ == 0) return 0;
  const uint32_t enough = std::min(total_, std::max<uint32_t>(2, (total_ + 199) / 200));
  uint32_t seen = 0;
  for (int year = kLast; year >= kFirst; --year)
    if ((seen += counts_[static_cast<size_t>(year - kFirst)]) >= enough) return year;
  return 0;
}

int YearCounts::quantile(double share) const {
  const double wanted = share * total_;
  double seen = 0;
  for (int year = kFirst; year <= kLast; ++year)
    if ((seen += counts_[static_cast<size_t>(year - kFirst)]) > wanted) return year;
  return kLast;
}

int YearWindow::year_of(int two_digits) const {
  const int late = latest - ((latest - two_digits) % 100 + 100) % 100, early = late - 100;
  if (from == 0) return late;
  const auto away = [&](int year) { return year < from ? from - year : year > to ? year - to : 0; };
  return away(early) < away(late) ? early : late;
}

YearWindow year_window(AttributeType type, int now, int recorded, const YearCounts& whole_years) {
  YearWindow window;
  // Appointments and ends of contracts lie ahead; five years, as before those of 1930 came to be read as such.
  window.latest = type == AttributeType::kBirthDate ? now : now + 5;
  if (recorded != 0) window.last_birth = recorded;
  if (whole_years.empty() || info(type).cleaning == Cleaning::kMoment) return window;
  window.from = whole_years.quantile(0.05);
  window.to = whole_years.quantile(0.95);
  if (whole_years.total() >= 20) window.last_birth = std::max(window.last_birth, window.to);
  if (type != AttributeType::kBirthDate) window.latest = std::max(window.latest, window.to);
  return window;
}

void settle_century(ParsedDate& date, const YearWindow& window) {
  if (!date.short_year) return;
  date.year = window.year_of(date.year % 100);
  const bool was_real = date.real;
  date.real = is_real(date.year, date.month, date.day);
  date.ambiguous = date.ambiguous && date.real;
  // The 29 February of that year there was in the other century only.
  if (was_real && !date.real && date.month == 2 && date.day == 29) {
    date.year += date.year + 100 <= window.latest ? 100 : -100;
    date.real = is_real(date.year, date.month, date.day);
  }
}

void DateEvidence::add(std::string_view original) {
  std::string_view s = trim(original);
  if (s.empty()) return;
  ++values;
  if (const std::string_view bare = without_zero_tail(s); all_digits(bare)) {
    if (bare.size() == 5 && is_day_number(number(bare))) {
      ++day_numbers;
      years.add(from_day_number(number(bare)).year);
    }
    if (bare.size() != 8) return;
    const ParsedDate as_year_first = from_digits(bare, {DateOrder::kYearFirst, false});
    const ParsedDate as_day_first = made(number(bare.substr(4)), number(bare.substr(2, 2)), number(bare.substr(0, 2)));
    if (as_year_first.real != as_day_first.real) {
      ++(as_year_first.real ? year_first : day_first);
      years.add((as_year_first.real ? as_year_first : as_day_first).year);
    }
    return;
  }
  if (from_decimal(s).recognized) {
    ++day_numbers;
    return;
  }
  // The groups of digits in front of a time.
  int groups[3] = {0, 0, 0}, sizes[3] = {0, 0, 0}, count = 0;
  bool letters = false;
  size_t ends[3] = {0, 0, 0}, begins[3] = {0, 0, 0};
  for (size_t at = 0; at < s.size() && count < 3;) {
    if (!is_digit(s[at])) {
      letters = letters || (s[at] | 32) >= 'a';
      ++at;
      continue;
    }
    begins[count] = at;
    while (at < s.size() && is_digit(s[at]) && at - begins[count] < 5) groups[count] = groups[count] * 10 + (s[at++] - '0');
    sizes[count] = static_cast<int>(at - begins[count]);
    ends[count++] = at;
    if (at < s.size() && s[at] == ':') {
      --count;
      break;
    }
  }
  if (count == 0) return;
  const auto whole = [&](int i) { return sizes[i] == 4 && groups[i] >= 1500; };
  for (int i = 0; i < count; ++i)
    if (whole(i)) {
      years.add(groups[i]);
      break;
    }
  if (count >= 2 && sizes[count - 1] == 2 && (count == 3 || letters) && groups[count - 1] > kFallbackYear % 100) short_years.add(1900 + groups[count - 1]);
  // Read both ways: where one way gives no date, the other way is the column's.
  if (sizes[0] == 4) {
    ++year_first;
    return;
  }
  if (count < 3 || sizes[0] > 2 || sizes[1] > 2 || begins[1] != ends[0] + 1) return;
  const int first = groups[0], second = groups[1];
  if (first > 12 && first <= 31 && second <= 12) ++day_first;
  else if (second > 12 && second <= 31 && first <= 12) ++month_first;
  else if (first != second && first <= 12 && second <= 12) ++ambiguous;
}

bool DateEvidence::is_sure() const {
  constexpr uint64_t kLeast = 10, kOfThem = 20;  // one in twenty is a slip of the pen, more are another habit
  const uint64_t most = std::max(day_first, month_first), least = std::min(day_first, month_first);
  return most >= kLeast && least * kOfThem <= most;
}

DateOrder DateEvidence::order() const {
  if (day_first == 0 && month_first == 0) return year_first > 0 ? DateOrder::kYearFirst : DateOrder::kUnknown;
  return day_first >= month_first ? DateOrder::kDayMonth : DateOrder::kMonthDay;
}

}  // namespace jumelles::standardize
