#include "ingest/xlsx_number.h"

#include <doctest/doctest.h>

using namespace jumelles::ingest;

namespace {

std::string shown(std::string_view raw, std::string_view format, bool from_1904 = false) {
  std::string out;
  NumberFormat::parse(format).append(raw, from_1904, out);
  return out;
}

std::string plain(std::string_view raw) {
  std::string out;
  append_plain_number(raw, out);
  return out;
}

std::string built_in(uint32_t number, std::string_view raw) {
  std::string out;
  NumberFormat::built_in(number).append(raw, false, out);
  return out;
}

}  // namespace

TEST_CASE("a number keeps all of its digits and has no exponent") {
  CHECK(plain("35391400000394") == "35391400000394");
  CHECK(plain("3.5391400000394E13") == "35391400000394");
  CHECK(plain("3.5391400000394E+13") == "35391400000394");
  CHECK(plain("123456789012345678") == "123456789012345678");
  CHECK(plain("1.2345678901234568E+17") == "123456789012345680");
  CHECK(plain("6.12345695E+08") == "612345695");
  CHECK(plain("1E3") == "1000");
  CHECK(plain("1400.0") == "1400");
  CHECK(plain("-12.50") == "-12.5");
  CHECK(plain("-0") == "0");
  CHECK(plain("0.00") == "0");
  CHECK(plain("1.5E-3") == "0.0015");
  CHECK(plain(" 12 ") == "12");
}

TEST_CASE("a number of more than 15 digits is what a spreadsheet shows of it, unless it is whole") {
  CHECK(plain("0.10000000000000001") == "0.1");
  CHECK(plain("19.989999999999998") == "19.99");
  CHECK(plain("19.989999999999995") == "19.99");
  CHECK(plain("0.30000000000000004") == "0.3");
  CHECK(plain("-1234.5600000000002") == "-1234.56");
  CHECK(plain("1234.5678900000001") == "1234.56789");
  CHECK(plain("0.1234567890123449") == "0.123456789012345");
  CHECK(plain("0.12345678901234449") == "0.123456789012344");
  CHECK(plain("99.99999999999999999") == "100");
  CHECK(plain("0.00099999999999999999") == "0.001");
  CHECK(plain("1234567890123456.5") == "1234567890123460");
}

TEST_CASE("numbers that nobody writes out stay short, and what is no number stays") {
  CHECK(plain("1E+300") == "1E300");
  CHECK(plain("2.5E-20") == "2.5E-20");
  CHECK(plain("abc") == "abc");
  CHECK(plain("1E99999") == "1E99999");
  CHECK(plain("1.2.3") == "1.2.3");
}

TEST_CASE("codes are shown at their full width") {
  CHECK(shown("1400", "00000") == "01400");
  CHECK(shown("75001", "00000") == "75001");
  CHECK(shown("394", "00000;-00000") == "00394");
  CHECK(shown("612345678", "0#\" \"##\" \"##\" \"##\" \"##") == "06 12 34 56 78");
  CHECK(shown("612345678", "0#\\ ##\\ ##\\ ##\\ ##") == "06 12 34 56 78");
  CHECK(shown("612345678", "00\\.00\\.00\\.00\\.00") == "06.12.34.56.78");
  CHECK(shown("123456789", "000\\-00\\-0000") == "123-45-6789");
  CHECK(shown("5551234567", "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####") == "(555) 123-4567");
  CHECK(shown("5551234", "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####") == "555-1234");
  CHECK(shown("42", "\"CL-\"00000") == "CL-00042");
  CHECK(shown("42", "\"CL-\"0") == "CL-42");
  CHECK(shown("33612345678", "\\+0") == "+33612345678");
  CHECK(shown("123456789", "000\\ 000\\ 000") == "123 456 789");
  CHECK(shown("0", "00000") == "00000");
  CHECK(shown("123456", "000-00") == "1234-56");
  CHECK(shown("14031985", "00\\/00\\/0000") == "14/03/1985");
}

TEST_CASE("formats that decorate a number leave its value alone") {
  for (const char* format : {"General", "0", "#,##0", "#,##0.00", "0.00", "#\\ ##0", "#\\ ###\\ ##0", "0\" kg\"", "_-* #,##0.00\\ \"\xE2\x82\xAC\"_-;\\-* #,##0.00", "0.0%",
                             "0.00E+00", "[Red]0;[Blue]-0", "[$EUR]\\ 0", "# ?/?", "@", ""}) {
    CAPTURE(format);
    CHECK(shown("12345", format) == "12345");
    CHECK(shown("0.155", format) == "0.155");
    CHECK(NumberFormat::parse(format).kind() == NumberKind::kPlain);
  }
}

TEST_CASE("a code format leaves alone what it cannot show whole") {
  CHECK(shown("1400.5", "00000") == "1400.5");
  CHECK(shown("-12", "00000") == "-12");
  CHECK(shown("inconnu", "00000") == "inconnu");
}

TEST_CASE("dates are told by the letters of their format") {
  for (const char* format : {"dd/mm/yyyy", "[$-40C]d\\ mmmm\\ yyyy;@", "yyyy\\-mm\\-dd", "mmm\\-yy", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "mmmm", "dd/mm/yyyy\\ hh:mm", "d\" de \"mmmm", "[Red]dd/mm/yy"}) {
    CAPTURE(format);
    CHECK(shown("45365", format) == "2024-03-14");
  }
  CHECK(shown("45365.604166666664", "dd/mm/yyyy hh:mm") == "2024-03-14 14:30:00");
  CHECK(shown("45365.999999999", "dd/mm/yyyy") == "2024-03-15");
  CHECK(shown("45365.5", "hh:mm") == "2024-03-14 12:00:00");
  CHECK(shown("45365.000011574", "dd/mm/yyyy hh:mm:ss.000") == "2024-03-14 00:00:01");
  CHECK(shown("45365.0000173611", "dd/mm/yyyy hh:mm:ss.000") == "2024-03-14 00:00:01.500");
}

TEST_CASE("days count as spreadsheets count them") {
  CHECK(built_in(14, "0") == "1900-01-00");
  CHECK(built_in(14, "1") == "1900-01-01");
  CHECK(built_in(14, "59") == "1900-02-28");
  CHECK(built_in(14, "60") == "1900-02-29");
  CHECK(built_in(14, "61") == "1900-03-01");
  CHECK(built_in(14, "36525") == "1999-12-31");
  CHECK(built_in(14, "43890") == "2020-02-29");
  CHECK(built_in(14, "2958465") == "9999-12-31");
  CHECK(built_in(14, "2958466") == "2958466");
  CHECK(built_in(14, "-1") == "-1");
  CHECK(built_in(22, "45365.25") == "2024-03-14 06:00:00");
  CHECK(built_in(0, "45365") == "45365");
  CHECK(built_in(2, "45365.50") == "45365.5");
  CHECK(shown("43903", "dd/mm/yyyy", true) == "2024-03-14");
  CHECK(shown("0", "dd/mm/yyyy", true) == "1904-01-01");
}

TEST_CASE("a day has the number that shows it again") {
  CHECK(serial_day(1900, 1, 1, false) == 1);
  CHECK(serial_day(1900, 2, 28, false) == 59);
  CHECK(serial_day(1900, 3, 1, false) == 61);
  CHECK(serial_day(2024, 3, 14, false) == 45365);
  CHECK(serial_day(9999, 12, 31, false) == 2958465);
  CHECK(serial_day(1899, 12, 31, false) == 0);
  CHECK(serial_day(1899, 12, 30, false) == 0);
  CHECK(serial_day(1899, 12, 29, false) < 0);
  CHECK(serial_day(1904, 1, 1, true) == 0);
  CHECK(serial_day(2024, 3, 14, true) == 43903);
  for (int serial : {1, 59, 61, 366, 1462, 36525, 36584, 36585, 73109, 73110, 2958465})
    for (const bool from_1904 : {false, true}) {
      if (from_1904 && serial > 2957003) continue;
      CAPTURE(serial);
      const std::string day = shown(std::to_string(serial), "yyyy-mm-dd", from_1904);
      CHECK(serial_day(std::stoi(day.substr(0, 4)), std::stoi(day.substr(5, 2)), std::stoi(day.substr(8, 2)), from_1904) == serial);
    }
}

TEST_CASE("times and lasting times") {
  CHECK(shown("0.604166666666667", "hh:mm") == "14:30");
  CHECK(shown("0.604166666666667", "h:mm:ss AM/PM") == "14:30:00");
  CHECK(shown("0.5", "mm:ss") == "12:00:00");
  CHECK(shown("1.25", "[h]:mm") == "30:00");
  CHECK(shown("4.16666666666667", "[hh]:mm:ss") == "100:00:00");
  CHECK(built_in(20, "0.25") == "06:00");
  CHECK(built_in(46, "1.5") == "36:00:00");
}
