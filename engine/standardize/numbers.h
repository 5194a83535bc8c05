#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "standardize/standardize.h"
#include "standardize/trace.h"

namespace jumelles::standardize {

// What stands in front of fractions.
enum class DecimalSign : uint8_t { kOpen, kPoint, kComma };

// How "1,234" and "1.234" are read, where nothing in the value says it.
struct NumberReading {
  DecimalSign decimal = DecimalSign::kOpen;
  bool other_groups = false;  // the other sign stands between thousands
};

// What the values of a column, or of a table's columns, say about that.
class NumberEvidence {
 public:
  void add(std::string_view original);
  void add(const NumberEvidence& other);
  // By the values that can be read in one way only: "0,500", "12,50", "1.234,5", "1 234,567". Nine tenths of them decide.
  NumberReading of_column() const;
  // For a column that leaves it open, in a table whose values say this.
  NumberReading of_table() const;
  bool leaves_open() const { return point_ + comma_ == 0; }

 private:
  DecimalSign most() const;
  bool is_grouped() const;

  uint64_t point_ = 0, comma_ = 0;                // values with a fraction behind that sign for sure, or the other one between thousands
  uint64_t point_groups_ = 0, comma_groups_ = 0;  // between thousands for sure
  uint64_t point_open_ = 0, comma_open_ = 0;      // "1.234", "1,234"
  uint64_t below_thousand_ = 0, plain_thousands_ = 0;  // without a sign: "567"; "5678"
};

// For a column that leaves it open, as its table does. Where fractions follow a comma, a point may still be that of a program.
NumberReading reading_of_country(std::string_view country);

// "1 234,50 EUR", "$1,234.5", "-4.0" as canonical decimal: "1234.5", "-4"; "" when the text is no number. Text to text, no
// rounding. `open`: whether it was guessed what "1.234" is (a fraction), or "1,234" (thousands).
std::string canonical_number(std::string_view original, const NumberReading& reading = {}, bool* open = nullptr);

// A number, or a duration ("3:40", "3m 40sec") in seconds. Kept as it is written where it could be a thousand times as much.
void clean_number(std::string_view original, const NumberReading& reading, Trace* trace, CleanValue& out);
// "1971", "71" (30 to 99 are 19xx), "1971.0", or the year of a date.
void clean_year(std::string_view original, Trace* trace, CleanValue& out);

}  // namespace jumelles::standardize
