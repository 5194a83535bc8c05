#include "monitoring/history.h"

#include <doctest/doctest.h>

#include "monitoring/figures_json.h"

using namespace jumelles::monitoring;

namespace {

QualityFigures of(const std::string& hash, uint64_t records = 10, const std::string& source = "crm") {
  QualityFigures out;
  out.sources = {{source, hash, records, "2026-08", "2026-10-30"}};
  CellFigures cell{source, "email", "email"};
  cell.filled_count = records / 2;
  out.cells = {cell};
  return out;
}

uint64_t day(const std::string& iso) { return at_ms_of(iso); }

}  // namespace

TEST_CASE("days and months are those of the calendar") {
  CHECK(day_text(0).empty());
  CHECK(day_text(1) == "1970-01-01");
  CHECK(day_text(1'793'404'799'000) == "2026-10-30");
  CHECK(day_text(1'793'404'800'000) == "2026-10-31");
  for (const std::string iso : {"1970-01-02", "2000-02-29", "2024-02-29", "2026-03-01", "2026-12-31", "2100-03-01"}) CHECK(day_text(at_ms_of(iso)) == iso);
  CHECK(month_of(day("2026-12-31")) + 1 == month_of(day("2027-01-01")));
  CHECK(month_of(0) == 0);
  for (const char* none : {"", "2026-13-01", "2026-00-01", "2026-01-32", "yesterday!", "20260101", "1969-12-31", "2026-1a-01"}) CHECK(at_ms_of(none) == 0);
}

TEST_CASE("figures of the same files take the place of the former ones and keep their day") {
  std::vector<Point> points;
  keep(points, {1, day("2026-10-31"), of("a")});
  keep(points, {2, day("2026-11-02"), of("a")});
  REQUIRE(points.size() == 1);
  CHECK(points[0].run == 2);
  CHECK(day_text(points[0].at_ms) == "2026-10-31");
  keep(points, {3, day("2026-11-30"), of("b")});
  CHECK(points.size() == 2);
  // Looking at last month once more makes no point of this month.
  keep(points, {4, day("2026-12-01"), of("a")});
  REQUIRE(points.size() == 2);
  CHECK(points[0].run == 4);
  // What was matched is not forgotten by an audit alone.
  points[0].figures.is_matched = true;
  points[0].figures.findings = {{"duplicate", "", "warning", "crm", 4}, {"test_value", "email", "note", "crm", 1}};
  keep(points, {5, day("2026-12-02"), of("a")});
  CHECK(points[0].figures.is_matched);
  REQUIRE(points[0].figures.findings.size() == 1);
  CHECK(points[0].figures.findings[0].kind == "duplicate");
}

TEST_CASE("files whose hash is not known are the same where they say the same") {
  CHECK(is_of_same_files(of(""), of("")));
  QualityFigures other = of("");
  other.cells[0].filled_count = 1;
  CHECK_FALSE(is_of_same_files(of(""), other));
  CHECK_FALSE(is_of_same_files(of("a"), of("b")));
  CHECK_FALSE(is_of_same_files(of("a"), of("a", 11)));
  CHECK_FALSE(is_of_same_files(of("a"), of("a", 10, "shop")));
  QualityFigures two = of("a");
  two.sources.push_back({"shop", "x", 1, "", ""});
  CHECK_FALSE(is_of_same_files(of("a"), two));
}

TEST_CASE("twenty years of months are kept") {
  std::vector<Point> points;
  for (uint64_t n = 0; n < kMostPoints + 5; ++n) keep(points, {n + 1, 1000 + n, of(std::to_string(n))});
  CHECK(points.size() == kMostPoints);
  CHECK(points[0].run == 6);
  CHECK(points.back().run == kMostPoints + 5);
}

TEST_CASE("last time is the last of an earlier month, else the last of other files") {
  std::vector<Point> points{{1, day("2026-09-30"), of("a")}, {2, day("2026-10-05"), of("b")}, {3, day("2026-10-31"), of("c")}, {4, day("2026-11-03"), of("d")}};
  const auto former = [&](const std::string& hash, const std::string& at) {
    const Point* found = former_point(points, of(hash), day(at));
    return found == nullptr ? uint64_t{0} : found->run;
  };
  CHECK(former("new", "2026-11-30") == 3);
  CHECK(former("new", "2026-12-01") == 4);
  CHECK(former("c", "2026-11-30") == 1);  // it was of October
  CHECK(former("a", "2026-11-30") == 0);
  points.resize(1);
  CHECK(former("new", "2026-09-30") == 1);  // nothing is of an earlier month
  CHECK(former_point(points, of("new"), 0)->run == 1);
  CHECK(former_point({}, of("new"), 0) == nullptr);
}

TEST_CASE("a curve has one point per month, of the last run that had the source") {
  const std::vector<Point> months = monthly({{1, day("2026-10-05"), of("a", 10)}, {2, day("2026-10-31"), of("b", 20)}, {3, day("2026-11-02"), of("c", 30)}, {4, 0, of("d", 40)}, {5, 0, of("e", 50)}});
  REQUIRE(months.size() == 4);
  CHECK(months[0].run == 2);
  CHECK(months[0].figures.sources.size() == 1);
  CHECK(months[1].run == 3);
  // A run of one source does not hide what another one of the month said of the other.
  const std::vector<Point> joined = monthly({{1, day("2026-10-05"), of("a", 10)}, {2, day("2026-10-31"), of("b", 20, "shop")}});
  REQUIRE(joined.size() == 1);
  REQUIRE(joined[0].figures.sources.size() == 2);
  CHECK(find_cell(joined[0].figures, "crm", "email")->filled_count == 5);
  CHECK(find_cell(joined[0].figures, "shop", "email")->filled_count == 10);
}

TEST_CASE("figures come back from a report as they were, without lists where values are masked") {
  QualityFigures figures = of("xxh128:1");
  figures.is_matched = true;
  figures.cells[0].shapes = {{"a@a.aa", 3}, {"é\"", 2}};
  figures.cells[0].other_shape_count = 1;
  figures.cells[0].is_list = true;
  figures.cells[0].listed = {{"x", 7}};
  figures.cells[0].median_date = "2026-07";
  figures.cells[0].value_count = 1, figures.cells[0].distinct_count = 2, figures.cells[0].checked_count = 3, figures.cells[0].valid_count = 4, figures.cells[0].set_aside_count = 5;
  figures.findings = {{"duplicate", "", "warning", "crm", 4}};
  const auto report = [](const std::string& json) { return "{\"format\": \"jumelles-audit\", \"date\": \"2026-10-31\", \"figures\": " + json + "}"; };
  const std::optional<Point> read = from_report(report(to_json(figures, false)));
  REQUIRE(read);
  CHECK(read->figures == figures);
  CHECK(day_text(read->at_ms) == "2026-10-31");
  const std::optional<Point> masked = from_report(report(to_json(figures, true)));
  REQUIRE(masked);
  CHECK_FALSE(masked->figures.cells[0].is_list);
  CHECK(masked->figures.cells[0].listed.empty());
  CHECK(masked->figures.cells[0].shapes == figures.cells[0].shapes);
  for (const char* none : {"", "{", "[]", "{\"format\": \"jumelles-audit\"}", "{\"format\": \"other\", \"figures\": {}}", "{\"format\": \"jumelles-audit\", \"figures\": 7}"}) CHECK_FALSE(from_report(none));
  const std::optional<Point> odd = from_report(report("{\"sources\": [{\"name\": 7, \"record_count\": -3}, 8], \"cells\": \"x\"}"));
  REQUIRE(odd);
  CHECK(odd->figures.sources == std::vector<SourceFigures>{{"", "", 0, "", ""}});
}
