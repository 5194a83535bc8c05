#pragma once

// Reading dates as people and spreadsheets write them.

#include <cstdint>
#include <string>
#include <string_view>

#include "standardize/standardize.h"

namespace jumelles::standardize {

struct ParsedDate {
  bool recognized = false;  // has the shape of a date; the parts may still be wrong ("1979-93-16")
  bool real = false;        // a day of the calendar; unknown parts are allowed
  bool ambiguous = false;   // day and month could be exchanged and nothing in the value says which is which
  int year = 0, month = 0, day = 0;  // 0: unknown
  std::string_view time;    // "10:20", "10:20:30", or empty; part of the original
};

// ISO, d/m/y, m/d/y (separators - / . blank), 19710314, 14031971, 1971, 197103, month names (French, English),
// spreadsheet day numbers (10000 to 60000), two-digit years (30 to 99 are 19xx), ".0" tails, times behind.
// `order` decides values that could be read both ways; values that cannot are read as they must be.
ParsedDate parse_date(std::string_view original, DateOrder order);

// A date whose parts stand in columns of their own, for parse_date: "1971-3-14", unknown parts "00". "71" is 1971; a month may
// be a name. Without a year, appends nothing; what is no number is kept, to be found wrong.
void join_date_parts(std::string_view year, std::string_view month, std::string_view day, std::string& out);

// "1971-03-14", unknown parts "00".
std::string iso_date(const ParsedDate& date);

// What the values of a column say about its order.
struct DateEvidence {
  uint64_t day_first = 0, month_first = 0, year_first = 0, ambiguous = 0;
  void add(std::string_view original);
  // kUnknown when no value tells.
  DateOrder order() const;
};

}  // namespace jumelles::standardize
