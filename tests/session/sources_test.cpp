// Sources that come and go while something runs, and what is shown of a result without them.
#include "session_fixture.h"
#include "support/workbook_builder.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;
using test::WorkbookBuilder;

namespace {

void start_a_run(SessionFixture& f) {
  f.add_extracts();
  f.work();
  REQUIRE(f.session.dispatch(Run{}).ok());
  for (int slice = 0; slice < 20; ++slice) REQUIRE(f.session.pump(1));
  f.drain();
  f.seen.clear();
}

bool any_canceled(const SessionFixture& f) {
  for (const TaskEnded& ended : f.events<TaskEnded>())
    if (ended.canceled) return true;
  return false;
}

}  // namespace

TEST_CASE("a file added during a run is read after it, and the run ends with its result") {
  SessionFixture f;
  start_a_run(f);
  f.add("more.csv", "id;nom;prenom\n1;Durand;Anne\n2;Petit;Luc\n");
  f.work();
  CHECK_FALSE(any_canceled(f));
  const std::vector<TaskEnded> ended = f.events<TaskEnded>();
  REQUIRE(ended.size() == 2);
  CHECK(ended[0].task == "run");
  CHECK(ended[1].task == "import");
  CHECK(f.summary().has_result);
  CHECK(f.summary().is_stale);  // the new file is not in it
  CHECK(f.summary().sources.size() == 4);
  f.run();
  CHECK_FALSE(f.summary().is_stale);
  CHECK(f.session.result()->tables.size() == 4);
}

TEST_CASE("a file added while a run waits for others to be read is part of it") {
  SessionFixture f;
  f.add_extracts();
  REQUIRE(f.session.dispatch(Run{}).ok());
  f.add("more.csv", "id;nom;prenom\n1;Durand;Anne\n2;Petit;Luc\n");
  f.work();
  CHECK_FALSE(any_canceled(f));
  REQUIRE(f.summary().has_result);
  CHECK_FALSE(f.summary().is_stale);
  CHECK(f.session.result()->tables.size() == 4);
}

TEST_CASE("a setting changed during a run stops it, and that is said") {
  SessionFixture f;
  start_a_run(f);
  REQUIRE(f.session.dispatch(SetColumnType{f.source(0), f.column(0, 1), "ignored"}).ok());
  f.work();
  REQUIRE(any_canceled(f));
  CHECK(f.events<TaskEnded>()[0].by_edit);
  REQUIRE(f.session.dispatch(Run{}).ok());
  REQUIRE(f.session.pump(1));
  f.drain();
  f.seen.clear();
  REQUIRE(f.session.dispatch(Cancel{}).ok());
  f.work();
  REQUIRE(any_canceled(f));
  CHECK_FALSE(f.events<TaskEnded>()[0].by_edit);
  f.seen.clear();
  REQUIRE(f.session.dispatch(Run{}).ok());
  REQUIRE(f.session.dispatch(Cancel{}).ok());  // before it has begun
  f.drain();
  REQUIRE(any_canceled(f));
  CHECK_FALSE(f.events<TaskEnded>()[0].by_edit);
}

TEST_CASE("a canceled run takes no file with it that came meanwhile: that is read") {
  SessionFixture f;
  start_a_run(f);
  f.add("more.csv", "id;nom;prenom\n1;Durand;Anne\n2;Petit;Luc\n");
  REQUIRE(f.session.dispatch(Cancel{}).ok());
  f.work();
  REQUIRE(f.summary().sources.size() == 4);
  CHECK(f.summary().sources[3].state == SourceState::kReady);
  CHECK_FALSE(f.summary().has_result);
}

TEST_CASE("what a run ended with is told before its end") {
  SessionFixture f;
  start_a_run(f);
  f.work();
  size_t revision = 0, ended = 0;
  for (size_t i = 0; i < f.seen.size(); ++i) {
    if (const auto* told = std::get_if<RevisionEvent>(&f.seen[i]); told && told->summary.has_result) revision = revision == 0 ? i : revision;
    if (std::holds_alternative<TaskEnded>(f.seen[i])) ended = i;
  }
  CHECK(revision < ended);
}

TEST_CASE("undo ends quietly at the start, where nothing of a former result is left, and redo brings it back") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  const uint64_t result = f.summary().result, pairs = f.summary().counts.linked_pair_count;
  f.seen.clear();
  for (int i = 0; i < 12; ++i) f.do_and_work(Undo{});  // more often than there are steps
  CHECK(f.events<FailedEvent>().empty());
  CHECK_FALSE(f.summary().can_undo);
  CHECK(f.summary().sources.empty());
  CHECK_FALSE(f.summary().has_result);
  CHECK_FALSE(f.summary().is_stale);
  CHECK(f.summary().counts.to_check_pair_count == 0);
  CHECK(f.summary().histogram.counts.empty());
  for (const Query& query : {Query(PairsQuery{"to_check", "useful", 0, 10}), Query(GoldenQuery{"all", 0, 10}), Query(PairQuery{0, 0, 0})})
    CHECK_FALSE(f.session.query(1, query).ok);
  for (int i = 0; i < 12; ++i) f.do_and_work(Redo{});
  CHECK(f.events<FailedEvent>().empty());
  REQUIRE(f.summary().has_result);
  CHECK(f.summary().result == result);
  CHECK(f.summary().counts.linked_pair_count == pairs);
  CHECK_FALSE(f.summary().is_stale);
  CHECK(f.page<PairsPage>(PairsQuery{"linked", "useful", 0, 10}).total == pairs);
}

TEST_CASE("without one of its sources nothing of a result is shown; renamed, read anew or moved they are still the same") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  SUBCASE("removed") {
    f.do_and_work(RemoveSource{f.source(1)});
    CHECK_FALSE(f.summary().has_result);
    f.do_and_work(Undo{});
    CHECK(f.summary().has_result);
  }
  SUBCASE("renamed and moved") {
    const auto before = f.page<PairDetail>(PairQuery{0, 0, 0});
    const std::string name = f.summary().sources[before.a.source].name;
    f.do_and_work(RenameSource{f.source(before.a.source), "renamed"});
    f.do_and_work(MoveSource{f.source(before.a.source), before.a.source == 0 ? 2u : 0u});
    CHECK(f.summary().has_result);
    CHECK(f.summary().is_stale);
    const auto after = f.page<PairDetail>(PairQuery{0, 0, 0});
    CHECK(f.summary().sources[after.a.source].name == "renamed");
    CHECK(after.a.id == before.a.id);
  }
  SUBCASE("read with another separator") {
    f.do_and_work(SetDialect{f.source(0), "", ",", ""});
    CHECK(f.summary().has_result);
    CHECK(f.summary().is_stale);
  }
}

TEST_CASE("a column's role is changed: it is no longer compared, or it is again, and undone") {
  SessionFixture f;
  std::string text = "nom;prenom;naissance;ca\n";
  const char* const names[] = {"Durand", "Petit", "Martin", "Leroy", "Moreau", "Simon", "Roux", "Faure"};
  const char* const given[] = {"Anne", "Luc", "Paul", "Marie", "Hugo"};
  for (int i = 0; i < 60; ++i)
    text += std::string(names[i % 8]) + ";" + given[i % 5] + ";19" + std::to_string(40 + i % 40) + "-02-03;" + std::to_string(i * 37 % 60) + ".50\n";
  f.add("persons.csv", text);
  f.work();
  const auto column = [&](size_t c) -> const ColumnSummary& { return f.summary().sources[0].columns[c]; };
  const auto compared = [&](const std::string& attribute) {
    for (const ComparisonSummary& comparison : f.summary().comparisons)
      for (const std::string& key : comparison.attributes)
        if (key == attribute) return true;
    return false;
  };
  CHECK(column(3).role == "measure");
  CHECK(column(3).role_reason_id == "of_person");
  CHECK(column(2).role == "evidence");
  f.run();
  CHECK_FALSE(compared("ca"));
  CHECK(compared("birth_date"));
  f.do_and_work(SetColumnRole{f.source(0), f.column(0, 3), "evidence"});
  f.do_and_work(SetColumnRole{f.source(0), f.column(0, 2), "technical"});
  CHECK(column(3).role == "evidence");
  CHECK(column(3).role_reason_id == "user");
  f.run();
  CHECK(compared("ca"));
  CHECK_FALSE(compared("birth_date"));
  // Another file does not take back what was chosen.
  f.add("more.csv", "id;nom;prenom\n1;Durand;Anne\n2;Petit;Luc\n");
  f.work();
  CHECK(column(2).role == "technical");
  f.do_and_work(Undo{});
  f.do_and_work(Undo{});
  CHECK(column(2).role == "evidence");
  CHECK_FALSE(f.session.dispatch(SetColumnRole{f.source(0), f.column(0, 2), "nothing"}).ok());
  CHECK_FALSE(f.session.dispatch(SetColumnRole{f.source(0), "no such column", "measure"}).ok());
}

TEST_CASE("a project keeps the role that the user gave, and gives one to documents that have none") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  const std::string proposed = f.summary().sources[0].columns[1].role;
  f.do_and_work(SetColumnRole{f.source(0), f.column(0, 1), "technical"});
  const std::string saved = document::to_json(f.session.project());
  CHECK(saved.find("\"role_by_user\": true") != std::string::npos);
  const auto role_after = [&](const std::string& text) {
    SessionFixture other;
    other.add_extracts();
    other.work();
    REQUIRE(other.session.load_project(text).empty());
    return other.summary().sources[0].columns[1].role;
  };
  CHECK(role_after(saved) == "technical");
  std::string without;
  for (size_t begin = 0; begin < saved.size();) {
    const size_t end = saved.find('\n', begin) + 1;
    const std::string line = saved.substr(begin, end - begin);
    if (line.find("\"role") == std::string::npos) without += line;
    begin = end;
  }
  // The last field of a column is another one then.
  for (size_t at; (at = without.find(",\n        }")) != std::string::npos;) without.erase(at, 1);
  CHECK(proposed != "technical");
  CHECK(role_after(without) == proposed);
}

TEST_CASE("two files that share nothing that can be compared are said to be apart") {
  SessionFixture f;
  f.add("a.csv", "nom;prenom\nDurand;Anne\nPetit;Luc\nMartin;Paul\n");
  f.add("b.csv", "latitude;cuisine\n48.1;thai\n48.2;pizza\n48.3;sushi\n");
  f.work();
  CHECK(f.summary().sources[0].apart_from == std::vector<std::string>{"b"});
  CHECK(f.summary().sources[1].apart_from.empty());
  f.add("c.csv", "nom;prenom\nDurand;Anne\nPetit;Luc\nMartin;Jean\n");
  f.work();
  CHECK(f.summary().sources[0].apart_from == std::vector<std::string>{"b"});
  CHECK(f.summary().sources[1].apart_from == std::vector<std::string>{"c"});
}

TEST_CASE("two sheets of one workbook are two sources, and one step of undo takes the second away") {
  SessionFixture f;
  WorkbookBuilder book;
  book.sheet("Clients", WorkbookBuilder::grid({{"nom", "email"}, {"Durand", "a.durand@example.org"}, {"Petit", "l.petit@example.org"}}));
  book.sheet("Prospects", WorkbookBuilder::grid({{"nom", "email"}, {"Durand", "a.durand@example.org"}}));
  f.add("crm.xlsx", book.bytes());
  f.work();
  CHECK_FALSE(f.session.dispatch(AddTable{"crm", "Archives"}).ok());
  CHECK_FALSE(f.session.dispatch(AddTable{"shop", "Prospects"}).ok());
  f.do_and_work(AddTable{"crm", "Prospects"});
  REQUIRE(f.summary().sources.size() == 2);
  CHECK(f.summary().sources[0].table == "Clients");
  CHECK(f.summary().sources[1].name == "crm-Prospects");
  CHECK(f.summary().sources[1].file_name == "crm.xlsx");
  CHECK(f.summary().sources[1].table == "Prospects");
  CHECK(f.summary().sources[1].row_count == 1);
  CHECK(f.summary().undo_name == "add_table");
  f.do_and_work(Undo{});
  CHECK(f.summary().sources.size() == 1);
  f.do_and_work(Redo{});
  REQUIRE(f.summary().sources.size() == 2);
  CHECK(f.summary().sources[1].state == SourceState::kReady);
  CHECK(f.summary().sources[1].table == "Prospects");
}
