#include "standardize/numbers.h"

#include <doctest/doctest.h>

#include "support/standardized_tables.h"

using namespace jumelles;
using namespace jumelles::standardize;
using T = AttributeType;

namespace {

NumberReading column_of(const std::vector<const char*>& values) {
  NumberEvidence evidence;
  for (const char* value : values) evidence.add(value);
  return evidence.of_column();
}

std::vector<std::vector<const char*>> rows_of(const std::vector<const char*>& values) {
  std::vector<std::vector<const char*>> rows;
  for (const char* value : values) rows.push_back({value});
  return rows;
}

}  // namespace

TEST_CASE("a number that can be read in one way only is read so in any column") {
  for (const NumberReading& reading : {NumberReading{}, NumberReading{DecimalSign::kPoint, true}, NumberReading{DecimalSign::kComma, true}}) {
    const auto read = [&](const char* text) { return canonical_number(text, reading); };
    CHECK(read("0,500") == "0.5");
    CHECK(read("0.125") == "0.125");
    CHECK(read("12,50") == "12.5");
    CHECK(read("12.5") == "12.5");
    CHECK(read("1234,567") == "1234.567");
    CHECK(read("1.234,567") == "1234.567");
    CHECK(read("1,234.567") == "1234.567");
    CHECK(read("1 234,567") == "1234.567");
    CHECK(read("1'234.567") == "1234.567");
    CHECK(read("1.234.567") == "1234567");
    CHECK(read("12,34,567") == "1234567");
    CHECK(read("$1,234") == "1234");
    CHECK(read("£1.234") == "1.234");
    CHECK(read("1 234") == "1234");
    CHECK(read("-,5") == "-0.5");
  }
}

TEST_CASE("signs that stand at no thousands make no number") {
  for (const char* text : {"1.2.3", "192.168.1.1", "1,23,4", "1.2345,6,7", "1,2.3,4"}) {
    CAPTURE(std::string(text));
    CHECK(canonical_number(text).empty());
  }
}

TEST_CASE("three digits behind a sign are what the column says") {
  const NumberReading comma = column_of({"12,50", "3,1", "1,234"}), point = column_of({"12.50", "1,234.5", "1,234"});
  CHECK(canonical_number("1,234", comma) == "1.234");
  CHECK(canonical_number("1.234", comma) == "1234");
  CHECK(canonical_number("1,234", point) == "1234");
  CHECK(canonical_number("1.234", point) == "1.234");
}

TEST_CASE("a sign that stands before fractions in a few values separates no thousands in others") {
  std::vector<const char*> values(20, "12,50");
  values.push_back("12.5");
  const NumberReading mostly_comma = column_of(values);
  CHECK(mostly_comma.decimal == DecimalSign::kComma);
  bool open = false;
  canonical_number("1.234", mostly_comma, &open);
  CHECK(open);
  canonical_number("1,234", mostly_comma, &open);
  CHECK_FALSE(open);
  CHECK(column_of({"12,50", "3,1", "12.5", "7.25"}).decimal == DecimalSign::kOpen);
}

TEST_CASE("a sign that was seen between thousands stays one there, whatever one value in twenty says") {
  std::vector<const char*> values(20, "12,50");
  for (const char* value : {"1.250,00", "2.000.000,00", "12.5"}) values.push_back(value);
  CHECK(canonical_number("1.250", column_of(values)) == "1250");
  bool open = true;
  canonical_number("1.250", column_of(values), &open);
  CHECK_FALSE(open);
  values.push_back("7.25");
  canonical_number("1.250", column_of(values), &open);
  CHECK(open);
  CHECK(canonical_number("1,250", column_of({"1,250.00", "3.50"})) == "1250");
  // Both styles as often: neither.
  canonical_number("1,250", column_of({"1,250.00", "1.250,00"}), &open);
  CHECK(open);
}

TEST_CASE("what is below zero stands in brackets or before a minus, as accountants write it") {
  CHECK(canonical_number("(1 234,50)") == "-1234.5");
  CHECK(canonical_number("980,00-") == "-980");
  CHECK(canonical_number("1'234.50") == "1234.5");
  CHECK(canonical_number("(0,00)") == "0");
  CHECK(canonical_number("(-5)") == "");
  CHECK(canonical_number("-5-") == "");
  CHECK(canonical_number("12-5") == "");
}

TEST_CASE("many whole numbers of which only those from a thousand on have a sign are grouped by it") {
  std::vector<const char*> grouped(45, "1,234");
  for (const char* small : {"7", "56", "789", "12", "345"}) grouped.push_back(small);
  CHECK(column_of(grouped).decimal == DecimalSign::kPoint);
  CHECK(canonical_number("1,234", column_of(grouped)) == "1234");
  grouped.push_back("5678");
  CHECK(column_of(grouped).decimal == DecimalSign::kOpen);
  CHECK(column_of({"1,234", "7", "56"}).decimal == DecimalSign::kOpen);  // too few to tell
}

TEST_CASE("a column that leaves it open follows its table, and the table the country of its rows") {
  const Outcome beside({Source("t", {{"Umsatz", T::kNumber, "umsatz"}, {"Betrag", T::kNumber, "betrag"}}, {{"42.955,96", "89.713"}, {"1.200,00", "12.500"}})});
  CHECK(beside.clean("betrag", 0) == "89713");
  // A point between thousands has not been seen: it may be a program's.
  const Outcome unseen({Source("t", {{"Prix", T::kNumber, "prix"}, {"Poids", T::kNumber, "poids"}}, {{"42,96", "89.713"}, {"3,50", "12,500"}})});
  CHECK(unseen.clean("poids", 0) == "89.713");
  CHECK(unseen.clean("poids", 1) == "12.5");
  const auto of_country = [](const char* country) {
    return Outcome({Source("t", {{"Land", T::kCountry, "country"}, {"Wert", T::kNumber, "wert"}}, {{country, "1,234"}, {country, "2,345"}})}).clean("wert", 0);
  };
  CHECK(of_country("Deutschland") == "1.234");
  CHECK(of_country("USA") == "1234");
  CHECK(of_country("Schweiz") == "1,234");
}

TEST_CASE("what nothing settles stays as it is written, and is compared all the same") {
  const Outcome out({Source("t", {{"Wert", T::kNumber, "wert"}}, rows_of({"1,234", "2,345", "12"}))});
  CHECK(out.clean("wert", 0) == "1,234");
  CHECK(out.comparison("wert", 0) == "1234");
  CHECK(out.clean("wert", 2) == "12");
  const Attribute& attribute = out.attribute("wert");
  CHECK(attribute.validity[attribute.slots[0].codes[0]] == Validity::kUnchecked);
  CHECK(attribute.validity[attribute.slots[0].codes[2]] == Validity::kValid);
}

TEST_CASE("coordinates have no thousands, whatever is written beside them") {
  const Outcome out({Source("t", {{"Umsatz", T::kNumber, "umsatz"}, {"lat", T::kNumber, "latitude"}}, {{"42.955,96", "48.137"}, {"1.200,00", "52.520"}})});
  CHECK(out.clean("latitude", 0) == "48.137");
}
