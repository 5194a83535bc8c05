#include "standardize/dates.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "core/phase.h"
#include "standardize/date_words.h"
#include "support/standardized_tables.h"

using namespace jumelles;
using namespace jumelles::standardize;
using T = AttributeType;

namespace {

// The clean dates of columns, one table each, all of one attribute.
std::vector<std::vector<std::string>> cleaned(const std::vector<std::pair<T, std::vector<std::string>>>& columns) {
  std::vector<std::shared_ptr<const Table>> tables;
  Mapping mapping;
  for (const auto& [type, cells] : columns) {
    auto table = std::make_shared<Table>();
    table->name = "extract" + std::to_string(tables.size());
    Column column;
    for (uint32_t row = 0; row < cells.size(); ++row) {
      column.codes.push_back(column.values.intern(cells[row]));
      table->source_rows.push_back(row + 1);
      table->line_numbers.push_back(row + 2);
    }
    table->columns.push_back(std::move(column));
    ColumnMapping m;
    m.type = type;
    m.attribute = std::string(info(type).id);
    mapping.push_back({m});
    tables.push_back(std::move(table));
  }
  auto records = std::make_shared<RecordSet>();
  auto report = std::make_shared<StandardizeReport>();
  REQUIRE(run_to_end(standardize_phases(tables, mapping, records, report)).ok());
  std::vector<std::vector<std::string>> out;
  for (size_t t = 0; t < columns.size(); ++t) {
    const Attribute& attribute = records->attributes[static_cast<size_t>(records->find(std::string(info(columns[t].first).id)))];
    out.emplace_back();
    for (size_t row = 0; row < columns[t].second.size(); ++row)
      out.back().emplace_back(attribute.clean[attribute.slots[0].codes[records->first_record[t] + row]]);
  }
  return out;
}

std::vector<std::string> births(const std::vector<std::string>& cells) { return cleaned({{T::kBirthDate, cells}})[0]; }

std::string iso(std::string_view text, DateOrder order = DateOrder::kDayMonth) {
  const ParsedDate date = parse_date(text, order);
  return date.real ? iso_date(date) + (date.time.empty() ? "" : " " + date.time) : "";
}

}  // namespace

TEST_CASE("nobody is born in the future, and children are born in this century") {
  CHECK(births({"14/03/29"})[0] == "1929-03-14");
  CHECK(births({"14/03/12", "15/09/11", "02/02/13"}) == std::vector<std::string>{"2012-03-14", "2011-09-15", "2013-02-02"});
  // A list of adults, with whole years or without.
  CHECK(births({"14/03/1948", "15/09/1971", "02/02/1990", "02/02/1999", "14/03/24"})[4] == "1924-03-14");
  CHECK(births({"14/03/48", "15/09/71", "02/02/90", "02/02/99", "14/03/04"})[4] == "2004-03-14");
  // A list of pupils.
  CHECK(births({"14/03/2010", "15/09/2012", "02/02/2015", "14/03/11"})[3] == "2011-03-14");
}

TEST_CASE("the latest dates of records say when the data is of; a slip of the pen does not") {
  std::vector<std::string> updates;
  for (int day = 10; day < 28; ++day) updates.push_back("2019-05-" + std::to_string(day));
  CHECK(cleaned({{T::kBirthDate, {"14/03/22", "14/03/18"}}, {T::kUpdatedDate, updates}})[0] == std::vector<std::string>{"1922-03-14", "2018-03-14"});
  updates.push_back("2071-01-01");
  CHECK(cleaned({{T::kBirthDate, {"14/03/22"}}, {T::kUpdatedDate, updates}})[0][0] == "1922-03-14");
  CHECK(births({"14/03/1950", "14/03/1960", "14/03/1971", "14/03/2071", "14/03/29"})[4] == "1929-03-14");
}

TEST_CASE("dates of records are recent, and others follow their column") {
  CHECK(cleaned({{T::kUpdatedDate, {"14/03/26", "14/03/98"}}})[0] == std::vector<std::string>{"2026-03-14", "1998-03-14"});
  CHECK(cleaned({{T::kDate, {"14/03/2044", "14/03/2045", "14/03/2046", "14/03/45"}}})[0][3] == "2045-03-14");
}

TEST_CASE("columns of one attribute tell each other their century") {
  CHECK(cleaned({{T::kBirthDate, {"3/22/04", "3/22/69"}}, {T::kBirthDate, {"15049", "34554", "36478"}}})[0] == std::vector<std::string>{"2004-03-22", "1969-03-22"});
}

TEST_CASE("short day numbers are dates where the column is of day numbers") {
  CHECK(births({"26006", "15049", "9132"}) == std::vector<std::string>{"1971-03-14", "1941-03-14", "1924-12-31"});
  CHECK(births({"26006.4375"})[0] == "1971-03-14");
  CHECK(births({"14/03/1971", "9132"})[1] == "9132");
}

TEST_CASE("a 29 February is of a century that has it") {
  CHECK(births({"29/02/00", "14/03/1850", "14/03/1899"})[0] == "2000-02-29");
  CHECK(births({"29/02/72"})[0] == "1972-02-29");
}

TEST_CASE("dates of historical lists may be the first days that programs know") {
  CHECK(births({"1601-01-01"})[0].empty());
  CHECK(births({"1800-01-01", "1971-06-03", "1960-02-07"})[0].empty());
  CHECK(births({"1601-01-01", "1595-06-03", "1560-02-07", "1640-12-24"})[0] == "1601-01-01");
}

TEST_CASE("times are read on the clock they were written by") {
  CHECK(iso("2024-03-14T09:05:30.123+02:00") == "2024-03-14 09:05:30");
  CHECK(iso("2024-03-14T09:05-05:00") == "2024-03-14 09:05:00");
  CHECK(iso("14/03/2024 à 9h05") == "2024-03-14 09:05:00");
  CHECK(iso("14/03/2024 9h") == "2024-03-14 09:00:00");
  CHECK(iso("3/14/2024 12:05 a.m.", DateOrder::kMonthDay) == "2024-03-14 00:05:00");
  CHECK(iso("3/14/2024 2:05:09 PM", DateOrder::kMonthDay) == "2024-03-14 14:05:09");
  CHECK(iso("10:20 14/03/2024") == "2024-03-14 10:20:00");
  CHECK(iso("20240314T0905") == "2024-03-14");
  CHECK(iso("20240314 09:05") == "2024-03-14 09:05:00");
  CHECK(iso("202403140905") == "2024-03-14 09:05:00");
}

TEST_CASE("a weekday that looks like a month is none") {
  CHECK(iso("mar. 6 mars 1962") == "1962-03-06");
  CHECK(iso("mar 6 avril 1962") == "1962-04-06");
  CHECK(iso("Mar 6 1962") == "1962-03-06");
  CHECK(iso("mars avril 1962").empty());
}

TEST_CASE("what may be read in two ways is no date, and neither is another text") {
  for (const char* text : {"03/25", "14 03", "14:03", "rue du 8 mai 1945", "mars", "14", "123456789", "-", "99/99"}) {
    CAPTURE(std::string(text));
    CHECK(iso(text).empty());
  }
  CHECK(iso("03/25", DateOrder::kMonthDay) == "0000-03-25");
  CHECK_FALSE(parse_date("-0050-01-01", DateOrder::kYearFirst).real);
  CHECK(parse_date("-0050-01-01", DateOrder::kYearFirst).year == 50);
}

TEST_CASE("months are known in seven languages") {
  for (const char* march : {"MARCH", "MARS", "MARZ", "MARZO", "MAART", "MARCO", "MAR", "MRT"}) CHECK(month_of(march) == 3);
  for (const char* december : {"DECEMBER", "DECEMBRE", "DEZEMBER", "DICIEMBRE", "DICEMBRE", "DEZEMBRO", "DEC", "DEZ", "DIC"}) CHECK(month_of(december) == 12);
  CHECK(month_of("MARTIN") == 0);
  CHECK(month_of("") == 0);
}

TEST_CASE("milliseconds since 1970 are dates, before 1970 too") {
  CHECK(iso("-788918400000") == "1945-01-01 00:00:00");
  CHECK(iso("-1") == "");
  CHECK(iso("-86400001") == "");
  CHECK(iso("-1000000001") == "1969-12-20 10:13:19");  // rounded down
  CHECK(iso("-2208988800000") == "1900-01-01 00:00:00");
  CHECK(iso("-2208988800001") == "");
  CHECK(iso("-0788918400000") == "");
  CHECK(iso("31536000000") == "1971-01-01 00:00:00");
  CHECK(iso("946684800000") == "2000-01-01 00:00:00");
  CHECK(iso("946681200000") == "1999-12-31 23:00:00");
  CHECK(iso("31536000001") == "");  // of no whole hour: it may be anything
  CHECK(iso("33612345678") == "");
  CHECK(iso("864000000") == "1970-01-11 00:00:00");
  CHECK(iso("5097600000") == "1970-03-01 00:00:00");
  CHECK(iso("1036800000") == "2002-11-09 00:00:00");  // seconds
}

TEST_CASE("dates in JSON of Microsoft's programs are read") {
  CHECK(iso("/Date(-788918400000)/") == "1945-01-01 00:00:00");
  CHECK(iso("/Date(1577836800000+0200)/") == "2020-01-01 00:00:00");
  CHECK(iso("/Date(0)/") == "1970-01-01 00:00:00");
  for (const char* text : {"/Date()/", "/Date(x)/", "/Date(12345678901234)/", "/Date(1577836800000)"}) {
    CAPTURE(std::string(text));
    CHECK(iso(text).empty());
  }
}

TEST_CASE("among days that stand first, what has none is a slip and not turned around") {
  std::vector<std::string> texts;
  for (int day = 13; day < 28; ++day) texts.push_back(std::to_string(day) + "/02/1985");
  standardize::DateEvidence evidence;
  for (const std::string& text : texts) evidence.add(text);
  CHECK(evidence.is_sure());
  const standardize::DateReading sure{evidence.order(), false, evidence.is_sure()};
  CHECK_FALSE(standardize::parse_date("02/13/1985", sure).real);
  CHECK(standardize::parse_date("13/02/1985", sure).real);
  CHECK(standardize::parse_date("02/13/1985", DateOrder::kDayMonth).month == 2);
  evidence.add("02/13/1985");
  CHECK_FALSE(evidence.is_sure());  // one in fifteen is another habit
  const standardize::DateReading month_first{DateOrder::kMonthDay, false, true};
  CHECK_FALSE(standardize::parse_date("13/02/1985", month_first).real);
}

TEST_CASE("the day before spreadsheets count is one of birth where one row has it") {
  const std::vector<Header> births{{"ne le", AttributeType::kBirthDate, "birth_date"}};
  const Outcome one({Source("t", births, {{"31/12/1899"}, {"14/03/1971"}, {"02/01/1950"}})});
  CHECK(one.clean("birth_date", 0) == "1899-12-31");
  const Outcome two({Source("t", births, {{"31/12/1899"}, {"31/12/1899"}, {"14/03/1971"}})});
  CHECK(two.clean("birth_date", 0) == "");
  const Outcome artefacts({Source("t", births, {{"31/12/1899"}, {"30/12/1899"}, {"14/03/1971"}})});
  CHECK(artefacts.clean("birth_date", 0) == "");
}
