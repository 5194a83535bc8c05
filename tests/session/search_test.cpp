#include <algorithm>

#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

struct Searching : test::SessionFixture {
  Searching() {
    add_extracts();
    work();
    run();
    seen.clear();
  }
  SearchPage find(const std::string& text) {
    SearchPage found = page<SearchPage>(SearchQuery{text, 0, 20});
    if (found.state == "indexing") {
      work();
      found = page<SearchPage>(SearchQuery{text, 0, 20});
    }
    return found;
  }
  const RecordSet& records() { return *session.result()->records; }
  std::string clean(const char* key, RecordIndex record) {
    const Attribute& attribute = records().attributes[static_cast<size_t>(records().find(key))];
    return std::string(attribute.clean[attribute.slots[0].codes[record]]);
  }
  uint32_t group_of(RecordIndex record) { return session.result()->groups->group_of[record]; }
  // A person of several records with an e-mail.
  RecordIndex somebody() {
    for (RecordIndex r = 0; r < records().record_count(); ++r) {
      const auto& groups = *session.result()->groups;
      if (groups.first_member[group_of(r) + 1] - groups.first_member[group_of(r)] > 1 && clean("surname", r).size() > 6 && !clean("email", r).empty() && !clean("given_name", r).empty()) return r;
    }
    FAIL("nobody");
    return 0;
  }
};

size_t ended_searches(const test::SessionFixture& f, bool canceled) {
  const auto ended = f.events<TaskEnded>();
  return static_cast<size_t>(std::count_if(ended.begin(), ended.end(), [&](const TaskEnded& e) { return e.task == "search" && e.canceled == canceled; }));
}

}  // namespace

TEST_CASE("nobody is found before a run, and the first question after it has the index made") {
  test::SessionFixture f;
  f.add_extracts();
  f.work();
  CHECK(f.page<SearchPage>(SearchQuery{"martin", 0, 5}).state == "no_result");
  CHECK_FALSE(f.session.has_work());
  f.run();
  f.seen.clear();
  CHECK(f.page<SearchPage>(SearchQuery{"martin", 0, 5}).state == "indexing");
  CHECK(f.session.has_work());
  CHECK(f.page<SearchPage>(SearchQuery{"martin", 0, 5}).state == "indexing");
  f.work();
  CHECK(ended_searches(f, false) == 1);
  const auto progress = f.events<ProgressEvent>();
  REQUIRE_FALSE(progress.empty());
  CHECK(progress.front().task == "search");
  CHECK(f.page<SearchPage>(SearchQuery{"martin", 0, 5}).state == "ready");
  CHECK_FALSE(f.session.has_work());
}

TEST_CASE("a customer is found by a mistyped name, with what answered and the sources of all records") {
  Searching f;
  const RecordIndex record = f.somebody();
  std::string surname = f.clean("surname", record);
  std::swap(surname[surname.size() - 2], surname[surname.size() - 3]);
  const SearchPage found = f.find(f.clean("given_name", record) + " " + surname);
  REQUIRE(found.state == "ready");
  const auto row = std::find_if(found.rows.begin(), found.rows.end(), [&](const SearchRow& r) { return r.group == f.group_of(record); });
  REQUIRE(row != found.rows.end());
  CHECK(row->golden_id == (*f.session.result()->golden_ids)[row->group]);
  const auto& groups = *f.session.result()->groups;
  CHECK(row->record_sources.size() == groups.first_member[row->group + 1] - groups.first_member[row->group]);
  CHECK(f.group_of(row->record) == row->group);
  REQUIRE_FALSE(row->hits.empty());
  for (const SearchHit& hit : row->hits) CHECK_FALSE(hit.value.empty());
}

TEST_CASE("each customer is one line, the best first, and pages continue") {
  Searching f;
  const RecordIndex record = f.somebody();
  const SearchPage by_mail = f.find(f.clean("email", record));
  REQUIRE_FALSE(by_mail.rows.empty());
  CHECK(by_mail.rows.front().group == f.group_of(record));
  const auto& hits = by_mail.rows.front().hits;
  CHECK(std::count_if(hits.begin(), hits.end(), [](const SearchHit& hit) { return hit.attribute == "email"; }) == 1);  // its words are told once
  const SearchPage all = f.find("ma");
  REQUIRE(all.total > 4);
  std::set<uint32_t> groups;
  for (const SearchRow& row : all.rows) CHECK(groups.insert(row.group).second);
  const auto second = f.page<SearchPage>(SearchQuery{"ma", 2, 2});
  REQUIRE(second.rows.size() == 2);
  CHECK(second.rows[0].group == all.rows[2].group);
  CHECK(second.total == all.total);
  CHECK(f.page<SearchPage>(SearchQuery{"", 0, 5}).total == 0);
}

TEST_CASE("the list of customers holds those that are found, in its own order and under its filter") {
  Searching f;
  CHECK(f.page<GoldenPage>(GoldenQuery{"all", 0, 50, "ma"}).search_state == "indexing");
  f.work();
  const SearchPage found = f.find("ma");
  const auto all = f.page<GoldenPage>(GoldenQuery{"all", 0, 1000, "ma"});
  CHECK(all.search_state == "ready");
  CHECK(all.total == found.total);
  CHECK(std::is_sorted(all.rows.begin(), all.rows.end(), [](const auto& a, const auto& b) { return a.group < b.group; }));
  const auto several = f.page<GoldenPage>(GoldenQuery{"several_records", 0, 1000, "ma"});
  CHECK(several.total > 0);
  CHECK(several.total < all.total);
  for (const GoldenRow& row : several.rows) CHECK(row.record_sources.size() > 1);
  CHECK(f.page<GoldenPage>(GoldenQuery{"several_records", 0, 1}).total > several.total);
}

TEST_CASE("a moved threshold keeps the index and finds its own groups; other records have another one") {
  Searching f;
  const RecordIndex record = f.somebody();
  const std::string mail = f.clean("email", record);
  const uint32_t before = f.find(mail).rows.front().group;
  CHECK(before == f.group_of(record));
  f.do_and_work(SetThreshold{0.9999, true});
  const auto after = f.page<SearchPage>(SearchQuery{mail, 0, 5});
  CHECK(after.state == "ready");
  CHECK(std::any_of(after.rows.begin(), after.rows.end(), [&](const SearchRow& row) { return row.group == f.group_of(record); }));
  f.do_and_work(RemoveSource{f.source(2)});
  CHECK(f.page<SearchPage>(SearchQuery{mail, 0, 5}).state == "no_result");
  f.run();
  CHECK(f.page<SearchPage>(SearchQuery{mail, 0, 5}).state == "indexing");
}

TEST_CASE("Cancel stops the index, a run goes first, and asking again begins anew") {
  Searching f;
  CHECK(f.page<SearchPage>(SearchQuery{"ma", 0, 5}).state == "indexing");
  REQUIRE(f.session.dispatch(Cancel{}).ok());
  f.drain();
  CHECK(ended_searches(f, true) == 1);
  CHECK_FALSE(f.session.has_work());
  CHECK(f.page<SearchPage>(SearchQuery{"ma", 0, 5}).state == "indexing");
  f.seen.clear();
  f.run();
  const auto ended = f.events<TaskEnded>();
  REQUIRE(ended.size() >= 2);
  CHECK(ended.front().task == "run");
  CHECK(f.find("ma").state == "ready");
}
