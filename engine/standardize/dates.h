#pragma once

// Reading dates as people, spreadsheets and programs write them.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "standardize/standardize.h"

namespace jumelles::standardize {

struct ParsedDate {
  static constexpr uint8_t kCompact = 1, kDayNumber = 2, kSeconds = 4, kMonthName = 8, kWordsAround = 16, kExchanged = 32;

  bool recognized = false;  // has the shape of a date; the parts may still be wrong ("1979-93-16")
  bool real = false;        // a day of the calendar; unknown parts are allowed
  bool ambiguous = false;   // day and month could be exchanged and nothing in the value says which is which
  bool short_year = false;  // written with two digits: `year` is a guess (30 to 99 are 19xx) until its century is settled
  uint8_t form = 0;         // bits: how it was written
  int year = 0, month = 0, day = 0;  // 0: unknown
  std::string time;         // "10:20:00" where it was said, as on the clock there: the offset of a time zone is not reckoned
};

// What one value says, in the light of its column.
struct DateReading {
  DateOrder order = DateOrder::kDayMonth;  // decides values that could be read both ways; those that cannot are read as they must be
  bool day_numbers = false;                // most values are day numbers of a spreadsheet: four digits may be one, too
  bool sure = false;                       // hardly any value of the column is of another order: "02/13/1985" among days first is a slip
};

// ISO, d/m/y, m/d/y (separators - / . blank), 19710314, 14031971, 1971, 197103, 20240314093000, month names (English, French, German,
// Spanish, Italian, Dutch, Portuguese, Polish, Czech, Swedish, Danish, Norwegian, Finnish, Hungarian, Romanian, Turkish), spreadsheet day numbers (10000 to 60000, also with a time as decimals), seconds or milliseconds
// since 1970 (10 or 13 digits; milliseconds also before, "-788918400000", of whole hours with 9 to 12 digits, and in "/Date(…)/"),
// two-digit years, ".0" tails, times behind or in front, what people write around it ("né le", weekdays, brackets), a day without its
// year ("14 mars", "--03-14").
ParsedDate parse_date(std::string_view original, const DateReading& reading);
inline ParsedDate parse_date(std::string_view original, DateOrder order) { return parse_date(original, DateReading{order, false, false}); }

// Whether plain digits, with a sign before 1970, are milliseconds by their form: "-788918400000", "31536000000".
bool is_milliseconds_before_1970(std::string_view text);
bool is_milliseconds(std::string_view text);

// A date whose parts stand in columns of their own, for parse_date: "1971-3-14", unknown parts "00". "71" is a two-digit year; a month may
// be a name. Without a year, appends nothing; what is no number is kept, to be found wrong.
void join_date_parts(std::string_view year, std::string_view month, std::string_view day, std::string& out);

// "1971-03-14", unknown parts "00".
std::string iso_date(const ParsedDate& date);

// What nobody can know who reads no clock, where nothing in the data is dated: the year this was last looked after.
constexpr int kFallbackYear = 2026;
constexpr int kYearsUsed = 5;  // and as long as this may be in use after that

// How often years were written with four digits: what tells when the data is of, and where the dates of a column lie.
class YearCounts {
 public:
  void add(int year);
  void add(const YearCounts& other);
  bool empty() const { return total_ == 0; }
  uint32_t total() const { return total_; }
  // The latest one that is no slip: at least two dates, and one of 200, are of that year or later. 0 when there is none.
  int latest() const;
  // The year below which that share of the dates is.
  int quantile(double share) const;

 private:
  static constexpr int kFirst = 1500, kLast = 2199;
  std::array<uint32_t, kLast - kFirst + 1> counts_{};
  uint32_t total_ = 0;
};

// Which year two digits are: the latest that the column can hold, unless a hundred years earlier is nearer to its other dates.
struct YearWindow {
  int latest = kFallbackYear + kYearsUsed;
  int from = 0, to = 0;  // nine of ten dates with a whole year; 0: there are none
  int year_of(int two_digits) const;
  int last_birth = kFallbackYear + kYearsUsed;  // nobody of that data is born later
};

// `now`: the year that the data is of. Two digits are no later birth; of other dates some lie a few years ahead. `recorded`: the year of its latest
// records, 0 where none is dated: no birth is later, unless one in twenty is. `whole_years`: of the attribute.
YearWindow year_window(AttributeType type, int now, int recorded, const YearCounts& whole_years);

void settle_century(ParsedDate& date, const YearWindow& window);

// What the values of a column say about its order, its years and its form.
struct DateEvidence {
  uint64_t day_first = 0, month_first = 0, year_first = 0, ambiguous = 0;
  uint64_t day_numbers = 0, values = 0;
  YearCounts years;        // written with four digits, or told by a day number
  YearCounts short_years;  // of two digits, as births: those that cannot be of this century
  void add(std::string_view original);
  // kUnknown when no value tells.
  DateOrder order() const;
  bool is_sure() const;
  bool mostly_day_numbers() const { return day_numbers * 2 > values; }
};

}  // namespace jumelles::standardize
