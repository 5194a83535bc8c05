// Cells of phones and e-mails: the corpus of tests/data/values, and what is beside it.

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "standardize/cell_text.h"
#include "standardize/phone_numbers.h"
#include "standardize/standardize.h"

using namespace jumelles;
using namespace jumelles::standardize;
using T = AttributeType;

namespace {

std::vector<std::string> cut_at(const std::string& line, char separator) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == separator) fields.emplace_back();
    else fields.back().push_back(c);
  }
  return fields;
}

void check_corpus(const char* name) {
  std::ifstream file(std::string(JUMELLES_VALUES_DIR "/") + name);
  REQUIRE(file.good());
  std::string line;
  std::getline(file, line);
  REQUIRE(line == "type\tcountry\toriginal\tclean\tothers");
  size_t rows = 0;
  while (std::getline(file, line)) {
    const std::vector<std::string> row = cut_at(line, '\t');
    CAPTURE(line);
    REQUIRE(row.size() == 5);
    const auto type = attribute_type_from_id(row[0]);
    REQUIRE(type.has_value());
    const std::vector<CleanValue> values = clean_values(*type, row[2], row[1]);
    std::string others;
    for (size_t i = 1; i < values.size(); ++i) others += (i > 1 ? " | " : "") + values[i].clean;
    CHECK(values[0].clean == row[3]);
    CHECK(others == row[4]);
    ++rows;
  }
  CHECK(rows > 50);
}

}  // namespace

TEST_CASE("every phone of the corpus becomes what a person would write") { check_corpus("phones.tsv"); }
TEST_CASE("every e-mail of the corpus becomes what a person would write") { check_corpus("emails.tsv"); }

TEST_CASE("a clean phone or e-mail is read again as itself") {
  for (const char* name : {"phones.tsv", "emails.tsv"}) {
    std::ifstream file(std::string(JUMELLES_VALUES_DIR "/") + name);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      const std::vector<std::string> row = cut_at(line, '\t');
      const auto type = attribute_type_from_id(row[0]);
      for (const CleanValue& value : clean_values(*type, row[2], row[1])) {
        if (value.clean.empty()) continue;
        CAPTURE(line);
        const std::vector<CleanValue> again = clean_values(*type, value.clean, row[1]);
        CHECK(again[0].clean == value.clean);
        CHECK(again[0].comparison == value.comparison);
      }
    }
  }
}

TEST_CASE("a phone of no known range is open, one that no plan has room for is wrong") {
  CHECK(clean_value(T::kPhone, "0623456781").validity == Validity::kValid);
  CHECK(clean_value(T::kPhone, "0700123456").validity == Validity::kUnchecked);
  CHECK(clean_value(T::kPhone, "+33 123").validity == Validity::kInvalid);
  CHECK(clean_value(T::kPhone, "12").validity == Validity::kInvalid);
}

TEST_CASE("what a spreadsheet has rounded is compared with nothing") {
  for (const T type : {T::kPhone, T::kVat, T::kCode, T::kIban}) {
    const CleanValue rounded = clean_value(type, "6,12E+08");
    CHECK(rounded.clean == "6,12E+08");
    CHECK(rounded.comparison == "");
    CHECK(rounded.validity == Validity::kInvalid);
  }
  CHECK(clean_value(T::kSiret, "7,32829E+13").validity == Validity::kInvalid);
  CHECK(clean_value(T::kSiret, "7,32829E+13").comparison == "73282");  // as many digits as are known for sure
  CHECK(clean_value(T::kSiret, "7.3282932000074E+13").clean == "73282932000074");
  CHECK(clean_value(T::kCode, "9.41936426E+8").clean == "941936426");
  CHECK(clean_value(T::kCode, "1E2").comparison == "1E2");    // a code of its own
  CHECK(clean_value(T::kCode, "0123E04").comparison == "0123E04");
}

TEST_CASE("scientific notation is exact where every digit is there") {
  CHECK(read_scientific("6.12345695E+08").digits == "612345695");
  CHECK(read_scientific("6,12345695E8").digits == "612345695");
  CHECK(read_scientific("6.1234569500E+08").digits == "612345695");
  CHECK_FALSE(read_scientific("6.1234569E+08").exact);
  CHECK_FALSE(read_scientific("6.123456951E+08").exact);
  CHECK(read_scientific("6.12E+08").found);
  for (const char* none : {"", "6.12", "E+08", "61.2E+08", "6.12E", "6.12E+08x", "6.E+08", "6E2"}) CHECK_FALSE(read_scientific(none).found);
}

TEST_CASE("numbers of companies of other countries are no French ones") {
  CHECK(clean_value(T::kVat, "44 732829320").clean == "FR44732829320");
  CHECK(clean_value(T::kVat, "0403.170.701", DateOrder::kDayMonth, "BE").clean == "BE0403170701");
  CHECK(clean_value(T::kVat, "44732829320", DateOrder::kDayMonth, "").clean == "44732829320");
  CHECK(clean_value(T::kSiren, "0403.170.701", DateOrder::kDayMonth, "BE").validity == Validity::kUnchecked);
  CHECK(clean_value(T::kSiren, "0403.170.701", DateOrder::kDayMonth, "BE").clean == "0403.170.701");
  CHECK(clean_value(T::kPostcode, "1400", DateOrder::kDayMonth, "US").clean == "01400");
  CHECK(clean_value(T::kPostcode, "1400", DateOrder::kDayMonth, "BE").clean == "1400");
}
