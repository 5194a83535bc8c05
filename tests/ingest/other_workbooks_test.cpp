// The workbooks of tests/data/workbooks, which openpyxl, XlsxWriter and LibreOffice made, and some that no program of these makes, each
// beside what its maker says is in it (make.py there). Read as it stands, and in short steps.

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "ingest/support.h"
#include "reference/csv_reference.h"
#include "support/workbook_builder.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {

const std::string kFolder = "tests/data/workbooks/";

std::string bytes_of(const std::string& name) {
  std::ifstream file(kFolder + name, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Grid grid_of(const std::string& name) {
  Grid out;
  for (const reference::CsvReferenceRow& row : reference::read_csv_reference(bytes_of(name), ",")) out.push_back(row.cells);
  return out;
}

struct Sheet {
  std::string name, cells;
  bool hidden = false, proposed = false;
};

// By workbook, the sheets in the order in which they are offered.
std::map<std::string, std::vector<Sheet>> listed_workbooks() {
  std::map<std::string, std::vector<Sheet>> out;
  const Grid rows = grid_of("sheets.csv");
  for (size_t i = 1; i < rows.size(); ++i) out[rows[i].at(0)].push_back({rows[i].at(1), rows[i].at(3), !rows[i].at(2).empty(), !rows[i].at(4).empty()});
  return out;
}

// A header and rows as make.py writes them: the row's number in front.
Grid numbered(const ImportResult& result) {
  Grid out{column_names(result)};
  out[0].insert(out[0].begin(), "row");
  for (uint32_t row = 0; row < result.table.row_count(); ++row) {
    out.push_back(row_of(result, row));
    out.back().insert(out.back().begin(), std::to_string(result.table.line_numbers[row]));
  }
  return out;
}

void check_cells(const Grid& read, const Grid& expected) {
  REQUIRE(read.size() == expected.size());
  CHECK(read[0] == expected[0]);
  for (size_t row = 1; row < read.size(); ++row) {
    REQUIRE(read[row].size() == expected[row].size());
    for (size_t i = 0; i < read[row].size(); ++i) {
      CAPTURE(row);
      CAPTURE(expected[0][i]);
      CHECK(read[row][i] == expected[row][i]);
    }
  }
}

}  // namespace

TEST_CASE("workbooks of other programs are read as their makers say") {
  const auto workbooks = listed_workbooks();
  REQUIRE(workbooks.size() > 15);
  for (const auto& workbook : workbooks) {
    const std::string& name = workbook.first;
    const std::vector<Sheet>& sheets = workbook.second;
    CAPTURE(name);
    const std::string bytes = bytes_of(name);
    const ImportResult result = imported(bytes);
    REQUIRE(result.tables.size() == sheets.size());
    for (size_t i = 0; i < sheets.size(); ++i) {
      CHECK(result.tables[i].name == sheets[i].name);
      CHECK(result.tables[i].hidden == sheets[i].hidden);
      CHECK((result.dialect.table == sheets[i].name) == sheets[i].proposed);
      if (sheets[i].cells.empty()) continue;
      const Grid expected = grid_of(sheets[i].cells + ".csv");
      DialectOverride choice;
      choice.table = sheets[i].name;
      check_cells(numbered(imported(bytes, choice)), expected);
      check_cells(numbered(imported(bytes, choice, 997)), expected);
    }
  }
}

TEST_CASE("errors in cells of other programs count as missing, and are counted") {
  for (const char* name : {"xlsxwriter_macros.xlsm", "libreoffice_macros.xlsm"}) {
    CAPTURE(name);
    CHECK(imported(bytes_of(name)).error_cell_count == 4);
    CHECK(has_notice(imported(bytes_of(name)), "error_cells"));
  }
  CHECK(imported(bytes_of("openpyxl.xlsx")).error_cell_count == 0);
}

TEST_CASE("a long list of codes is not read instead of the records beside it, and other sheets with rows are said") {
  Grid people{{"id", "name", "street", "zip", "city"}}, codes{{"Code", "Meaning"}};
  for (int i = 0; i < 12; ++i) people.push_back({std::to_string(i), "Durand", "rue " + std::to_string(i), "06000", "Nice"});
  for (int i = 0; i < 400; ++i) codes.push_back({"C" + std::to_string(i), "meaning " + std::to_string(i)});
  using jumelles::test::WorkbookBuilder;
  for (const bool codes_first : {false, true}) {
    WorkbookBuilder book;
    if (codes_first) book.sheet("Codes", WorkbookBuilder::grid(codes));
    book.sheet("People", WorkbookBuilder::grid(people));
    if (!codes_first) book.sheet("Codes", WorkbookBuilder::grid(codes));
    const ImportResult result = imported(book.bytes());
    CHECK(result.dialect.table == "People");
    CHECK(has_notice(result, "other_sheets"));
  }
  // A table of two columns is read beside a short one of several, and a remark is no table.
  const Grid settings{{"a", "b", "c", "d", "e"}, {"1", "2", "3", "4", "5"}};
  CHECK(imported(WorkbookBuilder().sheet("S", WorkbookBuilder::grid(settings)).sheet("Codes", WorkbookBuilder::grid(codes)).bytes()).dialect.table == "Codes");
  CHECK_FALSE(has_notice(imported(WorkbookBuilder().sheet("P", WorkbookBuilder::grid(people)).sheet("R", WorkbookBuilder::grid({{"a"}, {"b"}, {"c"}, {"d"}})).bytes()), "other_sheets"));
  DialectOverride choice;
  choice.table = "Codes";
  CHECK_FALSE(has_notice(imported(WorkbookBuilder().sheet("P", WorkbookBuilder::grid(people)).sheet("Codes", WorkbookBuilder::grid(codes)).bytes(), choice), "other_sheets"));
}
