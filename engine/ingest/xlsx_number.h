#pragma once

// What a number in a workbook says: a number format tells whether it is a date, a time, a code of so many digits, or a number.
// Text comes out that any reader understands: 2024-03-14, 14:30, 01400, 0.1.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::ingest {

enum class NumberKind : uint8_t {
  kPlain,     // a number, whatever it is decorated with
  kDate,      // days since 1900, or 1904
  kTime,      // of the day
  kElapsed,   // hours, minutes and seconds that may be many
  kCode,      // digits at fixed places: leading zeros, a phone in pairs
};

// One format of a workbook, read once.
class NumberFormat {
 public:
  // `code`: as it stands in the workbook, "dd/mm/yyyy", "00000", "0#\" \"##"...
  static NumberFormat parse(std::string_view code);
  // Of the formats that have a number and no code of their own; plain where the number means nothing.
  static NumberFormat built_in(uint32_t number);

  NumberKind kind() const { return kind_; }
  bool is_of_days() const { return kind_ == NumberKind::kDate || kind_ == NumberKind::kTime || kind_ == NumberKind::kElapsed; }
  // Adds the text of `raw`, as it stands in a sheet: "45365", "3.5E-2". What is no number is added as it is. `from_1904`: the workbook's
  // days count from there.
  void append(std::string_view raw, bool from_1904, std::string& out) const;

 private:
  struct Piece { char placeholder = '\0'; std::string literal; };  // a digit's place, or text
  struct Section {
    std::vector<Piece> pieces;
    char comparison = '\0';   // '<', '>', '=', 'l' (<=), 'g' (>=), 'n' (<>); '\0': none
    double bound = 0;
    bool is_code = false;
  };
  struct Letters;
  static Section read_section(std::string_view code, Letters& letters);
  static bool is_code(const std::vector<Piece>& pieces);
  void append_code(std::string_view raw, std::string& out) const;
  void append_days(double days, bool from_1904, std::string& out) const;
  const Section* section_of(std::string_view digits) const;

  NumberKind kind_ = NumberKind::kPlain;
  bool shows_seconds_ = false, shows_fractions_ = false;
  std::vector<Section> sections_;  // of a code
};

// The number of a day of the Gregorian calendar as a spreadsheet counts: 1900-01-01 is 1, and there is a 29 February in that year; or
// 1904-01-01 is 0. Days before are below 0, but for 1899-12-30 and 1899-12-31, which times are given as: 0.
int64_t serial_day(int64_t year, int64_t month, int64_t day, bool from_1904);

// A number as its digits: no exponent, no superfluous zeros; rounded to fifteen digits, as spreadsheets show it, unless it is whole. What is no
// number is added as it is.
void append_plain_number(std::string_view raw, std::string& out);

}  // namespace jumelles::ingest
