// Lists that are filtered by words and put in an order, against a slow look at everything.
#include "session/orders.h"

#include <algorithm>

#include "search/search_index.h"
#include "session/impl.h"
#include "session_fixture.h"
#include "text/fold.h"

using namespace jumelles;
using namespace jumelles::protocol;
using namespace jumelles::session;

namespace {

struct Ordering : test::SessionFixture {
  Ordering() {
    add_extracts();
    work();
    run();
  }
  void index() {
    page<SearchPage>(SearchQuery{"a", 0, 1});
    work();
  }
  const assessing::RunResult& result() { return *session.result(); }
  std::vector<GroupRow> groups(const std::string& filter, const std::string& text = {}, const std::string& sort = {}, bool descending = false) {
    const auto found = page<GroupsPage>(GroupsQuery{filter, 0, 1000, text, sort, descending});
    CHECK(found.total == found.rows.size());
    return found.rows;
  }
  std::vector<PairRow> pairs(const std::string& filter, const std::string& sort, const std::string& text = {}) {
    const auto found = page<PairsPage>(PairsQuery{filter, sort, 0, 1000, text});
    CHECK(found.total == found.rows.size());
    return found.rows;
  }
  // The records that answer, told by asking for each of their customers.
  std::vector<bool> answering(const std::string& text) {
    auto shared = std::make_shared<search::SearchIndex>(session.result()->records);
    REQUIRE(run_to_end(search::SearchIndex::phases(shared)).ok());
    std::vector<bool> out(session.result()->records->record_count(), false);
    for (RecordIndex r = 0; r < out.size(); ++r) out[r] = !shared->answers(text, r).empty();
    return out;
  }
};

std::vector<uint32_t> ids(const std::vector<GroupRow>& rows) {
  std::vector<uint32_t> out;
  for (const GroupRow& row : rows) out.push_back(row.group);
  return out;
}
std::vector<uint32_t> ids(const std::vector<GoldenRow>& rows) {
  std::vector<uint32_t> out;
  for (const GoldenRow& row : rows) out.push_back(row.group);
  return out;
}
std::vector<std::pair<uint32_t, uint32_t>> ids(const std::vector<PairRow>& rows) {
  std::vector<std::pair<uint32_t, uint32_t>> out;
  for (const PairRow& row : rows) out.emplace_back(row.record_a, row.record_b);
  return out;
}

// As people sort: by the key, those without one last, the others as they stood.
template <class Row, class Key>
std::vector<Row> sorted(std::vector<Row> rows, Key key, bool descending) {
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& x, const Row& y) {
    const auto a = key(x), b = key(y);
    if (!a || !b) return a.has_value() && !b.has_value();
    return descending ? *b < *a : *a < *b;
  });
  return rows;
}

double density(const GroupRow& row) { return static_cast<double>(row.link_count) / (row.record_count * (row.record_count - 1.0) / 2); }

}  // namespace

TEST_CASE("groups are listed by size, sources, weakest link and density, either way, those that have none last") {
  Ordering f;
  for (const std::string filter : {"several_records", "all", "to_check"}) {
    const std::vector<GroupRow> plain = f.groups(filter);
    REQUIRE(plain.size() > (filter == "to_check" ? 0 : 50));
    for (const bool descending : {false, true}) {
      CAPTURE(filter);
      CAPTURE(descending);
      CHECK(ids(f.groups(filter, "", "records", descending)) == ids(sorted(plain, [](const GroupRow& r) { return std::optional(r.record_count); }, descending)));
      CHECK(ids(f.groups(filter, "", "sources", descending)) == ids(sorted(plain, [](const GroupRow& r) { return std::optional(r.sources.size()); }, descending)));
      CHECK(ids(f.groups(filter, "", "weakest", descending)) == ids(sorted(plain, [](const GroupRow& r) { return r.has_weakest ? std::optional(r.weakest_bits) : std::nullopt; }, descending)));
      CHECK(ids(f.groups(filter, "", "density", descending)) == ids(sorted(plain, [](const GroupRow& r) { return r.record_count > 1 ? std::optional(density(r)) : std::nullopt; }, descending)));
    }
  }
  CHECK(ids(f.groups("all", "", "no_such_order")) == ids(f.groups("all")));
}

TEST_CASE("customers are listed by name as it is shown, accents, case and signs aside, and by what they are made of") {
  Ordering f;
  const auto list = [&](const std::string& sort, bool descending) { return f.page<GoldenPage>(GoldenQuery{"all", 0, 1000, "", sort, descending}).rows; };
  const std::vector<GoldenRow> plain = list("", false);
  REQUIRE(plain.size() > 200);
  // One part after the other: no name of these extracts has a part with two words before a surname that could tell the difference.
  const auto name = [&](const GoldenRow& row) {
    const NameAttributes attributes(*f.result().records);
    const NameParts parts = golden_name_parts(f.result(), attributes, row.group);
    std::vector<std::string> out;
    for (size_t i = 0; i < parts.count; ++i)
      if (parts.count == 1 || static_cast<int>(parts.parts[i].attribute) != attributes.civility) out.push_back(text::fold(f.result().records->attributes[parts.parts[i].attribute].clean[parts.parts[i].code]));
    return out.empty() ? std::nullopt : std::optional(out);
  };
  for (const bool descending : {false, true}) {
    CHECK(ids(list("name", descending)) == ids(sorted(plain, name, descending)));
    CHECK(ids(list("records", descending)) == ids(sorted(plain, [](const GoldenRow& r) { return std::optional(r.record_sources.size()); }, descending)));
    const auto sources = [](const GoldenRow& r) { return std::optional(std::set<uint32_t>(r.record_sources.begin(), r.record_sources.end()).size()); };
    CHECK(ids(list("sources", descending)) == ids(sorted(plain, sources, descending)));
  }
  // Pages of an ordered list continue.
  const auto whole = list("name", false);
  const auto part = f.page<GoldenPage>(GoldenQuery{"all", 100, 20, "", "name", false}).rows;
  REQUIRE(part.size() == 20);
  for (size_t i = 0; i < part.size(); ++i) CHECK(part[i].group == whole[100 + i].group);
}

TEST_CASE("names that differ by accents, case and signs alone are one name, and those called by their id come last, whichever way") {
  test::SessionFixture f;
  f.add("a.csv", "id;prenom;nom;email\n1;Zoé;Martin;z@x.fr\n2;élodie;Petit;e@x.fr\n3;Elodie;PETIT;f@x.fr\n4;Jean-Luc;Roy;j@x.fr\n5;Jean Luc;Roi;k@x.fr\n6;;;\n7;;Abel;l@x.fr\n");
  f.work();
  f.run();
  const auto list = [&](bool descending) {
    std::vector<std::string> out;
    for (const GoldenRow& row : f.page<GoldenPage>(GoldenQuery{"all", 0, 100, "", "name", descending}).rows) out.push_back(row.label);
    return out;
  };
  const auto up = list(false), down = list(true);
  REQUIRE(up.size() >= 6);
  CHECK(up.front() == "Abel");
  CHECK(up.back() == "6");
  CHECK(down.back() == "6");
  CHECK(down.front() == "Zoé Martin");
  const auto place = [&](const std::string& label) { return std::find(up.begin(), up.end(), label) - up.begin(); };
  CHECK(place("Jean Luc Roi") < place("Jean-Luc Roy"));
}

TEST_CASE("pairs are listed by the name of the first record, then of the second, either way") {
  Ordering f;
  const std::vector<uint64_t> order = record_name_order(*f.result().records);
  for (const std::string filter : {"linked", "to_check", "all"}) {
    const std::vector<PairRow> plain = f.pairs(filter, "strongest");
    const auto key = [&](const PairRow& row) { return std::optional(std::pair(order[row.record_a], order[row.record_b])); };
    CHECK(ids(f.pairs(filter, "name")) == ids(sorted(plain, key, false)));
    CHECK(ids(f.pairs(filter, "name_reversed")) == ids(sorted(plain, key, true)));
  }
  // Ascending as the names are read.
  const auto named = f.pairs("linked", "name");
  REQUIRE(named.size() > 20);
  for (size_t i = 1; i < named.size(); ++i) CHECK(text::fold(named[i - 1].a.label).substr(0, 1) <= text::fold(named[i].a.label).substr(0, 1));
}

TEST_CASE("pairs are filtered by words that one of their records answers, in every list and order") {
  Ordering f;
  CHECK(f.page<PairsPage>(PairsQuery{"linked", "useful", 0, 10, "ma"}).search_state == "indexing");
  f.work();
  for (const std::string text : {"ma", "martin", "paris", "06"}) {
    const std::vector<bool> answers = f.answering(text);
    for (const std::string filter : {"linked", "to_check", "all", "vetoed", "to_judge", "judged"})
      for (const std::string sort : {"useful", "strongest", "weakest", "name"}) {
        CAPTURE(text);
        CAPTURE(filter);
        std::vector<PairRow> expected = f.pairs(filter, sort);
        const size_t all = expected.size();
        std::erase_if(expected, [&](const PairRow& row) { return !answers[row.record_a] && !answers[row.record_b]; });
        CHECK(ids(f.pairs(filter, sort, text)) == ids(expected));
        const auto page = f.page<PairsPage>(PairsQuery{filter, sort, 0, 1, text});
        CHECK(page.unfiltered == all);
        CHECK(page.search_state == "ready");
      }
  }
  CHECK(f.pairs("linked", "useful", "ma").size() > 3);
  CHECK(f.pairs("linked", "useful", "xqzwk").empty());
}

TEST_CASE("a verdict takes its pair out of the list that is filtered by words") {
  Ordering f;
  f.index();
  const auto before = f.pairs("to_check", "useful", "a");
  REQUIRE_FALSE(before.empty());
  f.do_and_work(JudgePair{before[0].name_a, before[0].name_b, "unsure"});
  const auto after = f.pairs("to_check", "useful", "a");
  CHECK(ids(after) == ids(std::vector<PairRow>(before.begin() + 1, before.end())));
  CHECK(f.page<PairsPage>(PairsQuery{"to_check", "name", 0, 0}).unfiltered == f.summary().counts.to_check_pair_count);
}

TEST_CASE("groups and customers are filtered by words within their list and its order") {
  Ordering f;
  CHECK(f.page<GroupsPage>(GroupsQuery{"several_records", 0, 10, "ma"}).search_state == "indexing");
  f.work();
  const std::vector<bool> answers = f.answering("ma");
  const Groups& groups = *f.result().groups;
  const auto is_found = [&](uint32_t group) {
    for (uint32_t m = groups.first_member[group]; m < groups.first_member[group + 1]; ++m)
      if (answers[groups.members[m]]) return true;
    return false;
  };
  for (const std::string filter : {"several_records", "all", "to_check"})
    for (const std::string sort : {"", "records", "name", "weakest"}) {
      std::vector<GroupRow> expected = f.groups(filter, "", sort, true);
      const size_t all = expected.size();
      std::erase_if(expected, [&](const GroupRow& row) { return !is_found(row.group); });
      CHECK(ids(f.groups(filter, "ma", sort, true)) == ids(expected));
      CHECK(f.page<GroupsPage>(GroupsQuery{filter, 0, 1, "ma", sort, true}).unfiltered == all);
    }
  const auto customers = f.page<GoldenPage>(GoldenQuery{"several_sources", 0, 1000, "ma", "name", false});
  CHECK(customers.unfiltered == f.page<GoldenPage>(GoldenQuery{"several_sources", 0, 1}).total);
  CHECK(customers.total > 0);
  CHECK(customers.total < customers.unfiltered);
  for (const GoldenRow& row : customers.rows) CHECK(is_found(row.group));
}
