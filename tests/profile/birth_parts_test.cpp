#include <doctest/doctest.h>

#include "profile_support.h"

using namespace jumelles;
using test::mapped;
using test::mapping_of;
using test::table_of;
using T = AttributeType;

namespace {

// Births of 1930 to 1999 over the whole calendar, or dealings of the last years.
struct Day {
  int year, month, day;
};
Day birth(int i) { return {1930 + i * 37 % 70, 1 + i * 7 % 12, 1 + i * 11 % 28}; }
Day dealing(int i) { return {2022 + i % 4, 1 + i * 7 % 12, 1 + i * 11 % 28}; }

std::string n(int value) { return std::to_string(value); }

// A table of persons with three more columns.
std::shared_ptr<Table> persons(const std::string& headers, int rows, std::string (*cells)(int)) {
  const auto line = [&](int i) { return test::given_name(i) + "|" + test::surname(i) + "|" + cells(i); };
  return table_of("persons", "prenom|nom|" + headers, 0, rows, line);
}

bool is_one_date(const std::shared_ptr<Table>& table, const char* year, const char* month, const char* day) {
  const std::vector<std::shared_ptr<Table>> tables = {table};
  const Mapping mapping = mapping_of(tables);
  const bool together = mapped(mapping, tables, 0, year).type == T::kBirthYear && mapped(mapping, tables, 0, month).type == T::kBirthMonth &&
                        mapped(mapping, tables, 0, day).type == T::kBirthDay;
  if (together)
    for (const char* column : {year, month, day}) CHECK(mapped(mapping, tables, 0, column).attribute == "birth_date");
  return together;
}

}  // namespace

TEST_CASE("year, month and day of birth in three columns are one birth date, by their headers wherever they stand") {
  const auto cells = [](int i) { return n(birth(i).day) + "|" + n(birth(i).year) + "|Paris|" + n(birth(i).month); };
  CHECK(is_one_date(persons("jour_naissance|annee_naissance|ville|mois_naissance", 12, cells), "annee_naissance", "mois_naissance", "jour_naissance"));
}

TEST_CASE("columns of the names that hold a birth date in one table hold it in another one, however dirty it is there") {
  const auto cells = [](int i) { return n(birth(i).year) + "|" + n(birth(i).month) + "|" + n(birth(i).day); };
  const auto dirty = [](int i) { return n(birth(i).year) + "|" + n(birth(i).month + (i % 3 == 0 ? 20 : 0)) + "|" + n(birth(i).day + (i % 4 == 0 ? 40 : 0)); };
  const std::vector<std::shared_ptr<Table>> tables = {persons("a|b|c", 200, cells), persons("a|b|c", 200, dirty)};
  const Mapping mapping = mapping_of(tables);
  for (size_t t = 0; t < 2; ++t) {
    CHECK(mapped(mapping, tables, t, "a").type == T::kBirthYear);
    CHECK(mapped(mapping, tables, t, "c").type == T::kBirthDay);
  }
  CHECK_FALSE(is_one_date(tables[1], "a", "b", "c"));
}

TEST_CASE("headers that say nothing: three columns side by side that fill the calendar with dates as far apart as births are one birth date") {
  CHECK(is_one_date(persons("a|b|c", 200, [](int i) { return n(birth(i).year) + "|" + n(birth(i).month) + "|" + n(birth(i).day); }), "a", "b", "c"));
  CHECK(is_one_date(persons("a|b|c", 200, [](int i) { return n(birth(i).day) + "|" + n(birth(i).month) + "|" + n(birth(i).year); }), "c", "b", "a"));
}

TEST_CASE("three numbers are no birth date when they are dealings of late, use a part of the calendar, stand apart or beside a birth date") {
  CHECK_FALSE(is_one_date(persons("a|b|c", 200, [](int i) { return n(dealing(i).year) + "|" + n(dealing(i).month) + "|" + n(dealing(i).day); }), "a", "b", "c"));
  CHECK_FALSE(is_one_date(persons("a|b|c", 200, [](int i) { return n(birth(i).year) + "|" + n(1 + i % 4) + "|" + n(1 + i % 5); }), "a", "b", "c"));
  CHECK_FALSE(is_one_date(persons("a|ville|b|c", 200, [](int i) { return n(birth(i).year) + "|Paris|" + n(birth(i).month) + "|" + n(birth(i).day); }), "a", "b", "c"));
  const auto beside = [](int i) {
    return "19" + n(30 + i % 70) + "-02-1" + n(i % 9) + "|" + n(birth(i).year) + "|" + n(birth(i).month) + "|" + n(birth(i).day);
  };
  CHECK_FALSE(is_one_date(persons("date_naissance|a|b|c", 200, beside), "a", "b", "c"));
}

TEST_CASE("things have no birth date: year, month and day of a table without persons stay what they are") {
  std::string text = "album|a|b|c\n";
  for (int i = 0; i < 200; ++i) text += "Songs of the road " + n(i) + "|" + n(birth(i).year) + "|" + n(birth(i).month) + "|" + n(birth(i).day) + "\n";
  CHECK_FALSE(is_one_date(table_of("albums", text), "a", "b", "c"));
}
