#include "session/row_lists.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/rng.h"
#include "session_fixture.h"
#include "text/fold.h"

using namespace jumelles;
using namespace jumelles::protocol;
using session::RowList;
using session::RowQuestion;

namespace {

std::shared_ptr<Table> table_of(const std::vector<std::vector<std::string>>& rows) {
  auto table = std::make_shared<Table>();
  table->columns.resize(rows.empty() ? 0 : rows[0].size());
  for (const auto& row : rows) {
    for (size_t c = 0; c < row.size(); ++c) table->columns[c].codes.push_back(table->columns[c].values.intern(row[c]));
    table->source_rows.push_back(static_cast<uint32_t>(table->source_rows.size() + 1));
  }
  return table;
}

std::vector<uint32_t> rows_of(const std::shared_ptr<Table>& table, const RowQuestion& question) {
  auto list = std::make_shared<RowList>(table, question, nullptr);
  REQUIRE(run_to_end(RowList::phases(list)).ok());
  return list->rows();
}

// The same in slices of one unit.
std::vector<uint32_t> rows_of_in_slices(const std::shared_ptr<Table>& table, const RowQuestion& question) {
  auto list = std::make_shared<RowList>(table, question, nullptr);
  for (const Phase& phase : RowList::phases(list)) {
    const uint64_t count = phase.count();
    for (uint64_t i = 0; i < count; ++i) REQUIRE(phase.body(i, i + 1).ok());
  }
  return list->rows();
}

using Rows = std::vector<uint32_t>;

// What a text is ordered by, slowly: blanks, then numbers by what they count, then letters.
std::vector<std::pair<int, uint64_t>> parts_of(const std::string& text) {
  std::vector<std::pair<int, uint64_t>> out;
  bool in_number = false;
  for (const char c : text::fold(text)) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && in_number) out.back().second = out.back().second * 10 + static_cast<uint64_t>(c - '0');
    else out.emplace_back(digit ? 1 : c == ' ' ? 0 : 2, static_cast<uint64_t>(digit ? c - '0' : c));
    in_number = digit;
  }
  return out;
}

const std::vector<std::vector<std::string>> kFew{{"C9", "Martin", "Tours"}, {"C10", "MARTIN", "Blois"}, {"C1", "Élie", ""}, {"", "Zoé", "Saint-Martin"}, {"C2", "eliane", "tours"}};

}  // namespace

TEST_CASE("rows answer when each word is in one of their cells, or in the column that is asked for") {
  const auto table = table_of(kFew);
  CHECK(rows_of(table, {"martin"}) == Rows{0, 1, 3});
  CHECK(rows_of(table, {"martin tours"}) == Rows{0});
  CHECK(rows_of(table, {"martin", 1}) == Rows{0, 1});
  CHECK(rows_of(table, {"martin", 2}) == Rows{3});
  CHECK(rows_of(table, {"tours eli"}) == Rows{4});
  CHECK(rows_of(table, {"tours eli", 1}).empty());
  CHECK(rows_of(table, {""}) == Rows{0, 1, 2, 3, 4});
  CHECK(rows_of(table, {"a", 99}).empty());  // there is no such column
}

TEST_CASE("rows are put in the order of a column: numbers by what they count, accents aside, those without a value last whichever way") {
  const auto table = table_of(kFew);
  CHECK(rows_of(table, {"", kNoThing, 0}) == Rows{2, 4, 0, 1, 3});
  CHECK(rows_of(table, {"", kNoThing, 0, true}) == Rows{1, 0, 4, 2, 3});
  CHECK(rows_of(table, {"", kNoThing, 1}) == Rows{4, 2, 0, 1, 3});
  CHECK(rows_of(table, {"", kNoThing, 1, true}) == Rows{3, 0, 1, 2, 4});  // those alike stay as they were
  CHECK(rows_of(table, {"", kNoThing, 2}) == Rows{1, 3, 0, 4, 2});
  CHECK(rows_of(table, {"martin", kNoThing, 2}) == Rows{1, 3, 0});
  CHECK(rows_of(table, {"", kNoThing, 99}) == Rows{0, 1, 2, 3, 4});
  CHECK(rows_of(table_of({{""}, {""}}), {"", kNoThing, 0}) == Rows{0, 1});
  CHECK(rows_of(table_of({{"7", "x"}, {"007", "y"}, {"10", "z"}, {"9", "z"}}), {"", kNoThing, 0}) == Rows{0, 1, 3, 2});
}

TEST_CASE("a look at every row gives the same, wherever the slices are cut") {
  Rng rng(5);
  const std::vector<std::string> pieces{"MAR", "mar", "tin", "é", "-", " ", "1", "23", "0456", "customer-number-", "x"};
  for (int round = 0; round < 40; ++round) {
    std::vector<std::vector<std::string>> rows(1 + rng.below(60), std::vector<std::string>(3));
    for (auto& row : rows)
      for (std::string& cell : row)
        for (uint64_t n = rng.below(5); n > 0; --n) cell += pieces[rng.below(pieces.size())];
    const auto table = table_of(rows);
    RowQuestion question{round % 3 == 0 ? "" : pieces[rng.below(pieces.size())] + " " + pieces[rng.below(pieces.size())], kNoThing, kNoThing, round % 2 == 0};
    if (round % 4 == 1) question.column = static_cast<uint32_t>(rng.below(3));
    text::WordFilter words(question.text);
    Rows wanted;
    for (uint32_t r = 0; r < rows.size(); ++r) {
      uint8_t found = 0;
      for (uint32_t c = 0; c < 3; ++c)
        if (question.column == kNoThing || question.column == c) found = static_cast<uint8_t>(found | words.found_in(rows[r][c]));
      if (found == words.all()) wanted.push_back(r);
    }
    CHECK(rows_of(table, question) == wanted);
    CHECK(rows_of_in_slices(table, question) == wanted);
    question.sort = static_cast<uint32_t>(rng.below(3));
    std::stable_sort(wanted.begin(), wanted.end(), [&](uint32_t x, uint32_t y) {
      const std::string &a = rows[x][question.sort], &b = rows[y][question.sort];
      if (a.empty() || b.empty()) return b.empty() && !a.empty();
      return question.descending ? parts_of(b) < parts_of(a) : parts_of(a) < parts_of(b);
    });
    CHECK(rows_of(table, question) == wanted);
    CHECK(rows_of_in_slices(table, question) == wanted);
  }
}

TEST_CASE("values that begin alike for long are told apart") {
  std::vector<std::vector<std::string>> rows;
  for (const char* end : {"b/2", "a/10", "a/9", "b/1"}) rows.push_back({std::string("https://www.example.com/customers/of/long/ago/") + end});
  CHECK(rows_of(table_of(rows), {"", kNoThing, 0}) == Rows{2, 1, 3, 0});
  rows.push_back({"a"});  // nothing is common to all now
  CHECK(rows_of(table_of(rows), {"", kNoThing, 0}) == Rows{4, 2, 1, 3, 0});
}

TEST_CASE("a source is asked for the rows that answer; of how many is told") {
  test::SessionFixture f;
  f.look_ms = 0;
  f.add("a.csv", "id;name;town\n1;Martin;Tours\n2;Durand;Blois\n3;Petit;Tours\n10;Martin;Blois\n");
  f.work();
  const auto all = f.page<PreviewPage>(PreviewQuery{0, 0, 64});
  CHECK(all.total == 4);
  CHECK(all.unfiltered == 4);
  CHECK(all.list_state.empty());
  const auto tours = f.page<PreviewPage>(PreviewQuery{0, 0, 64, "tours"});
  CHECK(tours.list_state == "ready");
  CHECK(tours.total == 2);
  CHECK(tours.unfiltered == 4);
  REQUIRE(tours.rows.size() == 2);
  CHECK(tours.rows[1].line == 4);
  CHECK(tours.rows[1].cells[1] == "Petit");
  CHECK(f.page<PreviewPage>(PreviewQuery{0, 0, 64, "martin", 2}).total == 0);
  CHECK(f.page<PreviewPage>(PreviewQuery{0, 1, 64, "martin", 1}).rows.at(0).line == 5);
  const auto sorted = f.page<PreviewPage>(PreviewQuery{0, 0, 2, "", kNoThing, 0, true});
  CHECK(sorted.total == 4);
  REQUIRE(sorted.rows.size() == 2);
  CHECK(sorted.rows[0].cells[0] == "10");
  CHECK(sorted.rows[1].cells[0] == "3");
  CHECK_FALSE(f.session.has_work());
}

TEST_CASE("a list that takes longer is made in slices ahead of all other work, and who waits is told when it is there") {
  test::SessionFixture f;
  f.add_extracts();
  f.work();
  f.look_ms = 3;  // the first step is all that can be done within the question
  f.seen.clear();
  const PreviewQuery query{0, 0, 64, "martin"};
  CHECK(f.page<PreviewPage>(query).list_state == "making");
  CHECK(f.page<PreviewPage>(query).list_state == "making");  // goes on, does not begin again
  CHECK(f.session.has_work());
  REQUIRE(f.session.dispatch(Run{}).ok());
  for (int i = 0; i < 200 && f.events<TaskEnded>().empty(); ++i) (void)f.session.pump(12), f.drain();
  REQUIRE_FALSE(f.events<TaskEnded>().empty());
  CHECK(f.events<TaskEnded>()[0].task == "list");
  CHECK(f.page<PreviewPage>(query).list_state == "ready");
  f.work();
  CHECK(f.page<PreviewPage>(query).list_state == "ready");
}

TEST_CASE("another question takes the place of one that is being made; who waited for that is told, too") {
  test::SessionFixture f;
  f.add_extracts();
  f.work();
  f.look_ms = 3;
  CHECK(f.page<PreviewPage>(PreviewQuery{0, 0, 64, "m"}).list_state == "making");
  f.look_ms = 0;
  f.seen.clear();
  CHECK(f.page<PreviewPage>(PreviewQuery{0, 0, 64, "ma"}).list_state == "ready");
  f.drain();
  REQUIRE(f.events<TaskEnded>().size() == 1);
  CHECK(f.page<PreviewPage>(PreviewQuery{0, 0, 64, "m"}).list_state == "ready");
  // Two are kept: one is looked at while another is copied.
  CHECK(f.page<PreviewPage>(PreviewQuery{0, 0, 64, "ma"}).list_state == "ready");
}

TEST_CASE("a source that is read anew is asked anew, and a list of it that was being made is given up") {
  test::SessionFixture f;
  f.look_ms = 0;
  f.add("a.csv", "id;name\n1;Martin\n2;Durand\n");
  f.work();
  CHECK(f.page<PreviewPage>(PreviewQuery{0, 0, 64, "name"}).total == 0);
  f.do_and_work(SetDialect{f.source(0), "", "", "no"});
  CHECK(f.page<PreviewPage>(PreviewQuery{0, 0, 64, "name"}).total == 1);
}

TEST_CASE("rejected rows are asked for by words, by source and by reason; all reasons are counted") {
  test::SessionFixture f;
  f.look_ms = 0;
  f.add("a.csv", "id;name\n1;Martin\n2;Durand;x\n3;Petit;y;z\n4;Roux\n5;Blanc\n");
  f.add("b.csv", "id;name\n1;Martin\n2;Durand;x\n4;Roux\n5;Blanc\n");
  f.work();
  const auto all = f.page<RejectsPage>(RejectsQuery{0, 64});
  REQUIRE(all.total == 3);
  CHECK(all.list_state.empty());
  REQUIRE(all.reasons.size() == 1);
  CHECK(all.reasons[0].count == 3);
  CHECK(all.rows[2].source == f.source(1));
  const auto durand = f.page<RejectsPage>(RejectsQuery{0, 64, "durand"});
  CHECK(durand.total == 2);
  CHECK(durand.unfiltered == 3);
  CHECK(durand.list_state == "ready");
  CHECK(durand.reasons.size() == 1);
  const auto second = f.page<RejectsPage>(RejectsQuery{0, 64, "durand", f.source(1)});
  REQUIRE(second.total == 1);
  CHECK(second.rows[0].source == f.source(1));
  CHECK(f.page<RejectsPage>(RejectsQuery{1, 64, "durand"}).rows.at(0).source == f.source(1));
  CHECK(f.page<RejectsPage>(RejectsQuery{0, 64, "", "", all.rows[0].reason_id}).total == 3);
  CHECK(f.page<RejectsPage>(RejectsQuery{0, 64, "", "", "no_such"}).total == 0);
  CHECK(f.page<RejectsPage>(RejectsQuery{1, 64}).reasons.empty());
  CHECK(f.page<RejectsPage>(RejectsQuery{2, 64}).rows.at(0).source == f.source(1));
}
