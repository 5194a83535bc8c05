#include "audited.h"

using namespace jumelles;
using jumelles::test::Audited;
using jumelles::test::Rows;
using jumelles::test::repeated;
using jumelles::test::operator+;

namespace {

std::string two(int n) { return n < 10 ? "0" + std::to_string(n) : std::to_string(n); }

// One record on each day of four months.
Rows usual(const char* type) {
  Rows rows{{type}};
  for (int m = 3; m < 7; ++m)
    for (int d = 1; d <= 28; ++d) rows.push_back({"2024-" + two(m) + "-" + two(d)});
  return rows;
}

}  // namespace

TEST_CASE("a day with far more changes than those around it is the work of a program") {
  CHECK(Audited(usual("updated_date")).count("crowded_day updated_date") == 0);
  const Audited a(usual("updated_date") + repeated({{"2024-05-14"}}, 40));
  CHECK(a.count("crowded_day updated_date") == 41);
  CHECK(a.find("crowded_day updated_date")->values[0].value == "2024-05-14");
  CHECK(Audited(usual("updated_date") + repeated({{"2024-05-14"}}, 15)).count("crowded_day updated_date") == 0);
  // Where everything is written in batches, no day stands out.
  Rows batches{{"updated_date"}};
  for (int d = 1; d <= 28; ++d) batches = batches + repeated({{"2024-05-" + two(d)}}, 40);
  for (int d = 1; d <= 28; ++d) batches = batches + repeated({{"2024-07-" + two(d)}}, 40);
  CHECK(Audited(batches).count("crowded_day updated_date") == 0);
}

TEST_CASE("births on one day of the year, whatever the year, were put there") {
  Rows rows{{"birth_date"}};
  for (int i = 0; i < 600; ++i) rows.push_back({std::to_string(1940 + i % 60) + "-" + two(1 + i % 12) + "-" + two(2 + i % 27)});
  CHECK(Audited(rows).count("crowded_day birth_date") == 0);
  Rows first;
  for (int i = 0; i < 30; ++i) first.push_back({std::to_string(1941 + 2 * (i % 25)) + "-01-01"});
  const Audited a(rows + first);
  CHECK(a.count("crowded_day birth_date") == 30);
  CHECK(a.rows_of("crowded_day birth_date").front() == 601);
  // The whole crowd on a date of one year: those of other years are like any.
  const Audited date(rows + repeated({{"1971-03-14"}}, 30) + Rows{{"1924-03-14"}, {""}});
  CHECK(date.count("crowded_day birth_date") == 30);
  CHECK(date.find("crowded_day birth_date")->values.size() == 1);
  CHECK(date.find("crowded_day birth_date")->of_count == 631);  // not of the empty one
  // A column of years alone.
  Rows years{{"birth_date"}};
  for (int i = 0; i < 400; ++i) years.push_back({std::to_string(1930 + i % 70) + (i % 10 == 0 ? "-03-14" : "-01-01")});
  CHECK(Audited(years).count("crowded_day birth_date") == 0);
}

TEST_CASE("customers who came of age on the day of their sign-up are too many to be true") {
  Rows rows{{"birth_date", "created_date"}};
  for (int i = 0; i < 60; ++i) rows.push_back({std::to_string(1960 + i % 40) + "-03-" + two(1 + i % 28), "2020-05-" + two(1 + i % 28)});
  CHECK(Audited(rows).count("just_of_age birth_date created_date") == 0);
  Rows just;
  for (int i = 0; i < 6; ++i) just.push_back({"2002-0" + std::to_string(2 + i) + "-11", "2020-0" + std::to_string(2 + i) + "-11"});
  CHECK(Audited(rows + just).count("just_of_age birth_date created_date") == 6);
  just.resize(4);
  CHECK(Audited(rows + just).count("just_of_age birth_date created_date") == 0);
}
