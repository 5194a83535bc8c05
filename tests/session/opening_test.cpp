#include <algorithm>

#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

const std::string& extract(int f) { return test::small_extracts().bytes[static_cast<size_t>(f)]; }
std::string file_of(int f) { return std::string(synth::file_name(static_cast<synth::File>(f))); }

// What a run of the three extracts with a rule changed and two pairs judged leaves.
const std::string& saved_project() {
  static const std::string json = [] {
    SessionFixture f;
    f.add_extracts();
    f.run();
    f.do_and_work(EnableComparison{f.summary().comparisons.back().id, false});
    f.run();
    const auto pairs = f.page<PairsPage>(PairsQuery{"to_judge", "", 0, 2});
    for (const PairRow& row : pairs.rows) f.do_and_work(JudgePair{row.name_a, row.name_b, "different"});
    return f.session.project_json();
  }();
  return json;
}

void open(SessionFixture& f, const std::string& json, bool runs = true) {
  const uint32_t file = f.session.register_file(std::make_shared<ingest::MemorySource>(json));
  const Status status = f.session.dispatch(OpenProject{file, "clients.json", runs});
  if (!status.ok()) FAIL(to_string(status.error()));
}

}  // namespace

TEST_CASE("a project that is opened asks for its files, and is as it was when they are there") {
  SessionFixture f;
  open(f, saved_project());
  REQUIRE(f.summary().sources.size() == 3);
  for (const SourceSummary& source : f.summary().sources) CHECK(source.state == SourceState::kMissing);
  CHECK(f.summary().project.missing_count == 3);
  CHECK(f.summary().project.file_name == "clients.json");
  CHECK_FALSE(f.summary().project.has_unsaved);
  CHECK(f.summary().decisions.different_count == 2);
  CHECK_FALSE(f.summary().comparisons.back().enabled);
  const Status refused = f.session.dispatch(Run{});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().id == "run.missing_source");
  for (const int file : {2, 0}) f.add(file_of(file), extract(file));
  f.work();
  CHECK(f.summary().project.missing_count == 1);
  CHECK_FALSE(f.summary().has_result);
  f.add("elsewhere/" + file_of(1), extract(1));
  f.work();
  REQUIRE(f.summary().has_result);  // it was run as soon as all were there
  CHECK_FALSE(f.summary().is_stale);
  CHECK(f.summary().decisions.different_count == 2);
  SessionFixture g;
  REQUIRE(g.session.load_project(saved_project()).empty());
  g.add_extracts();
  g.work();
  g.run();
  for (const char* kind : {"golden", "xref", "pairs"}) CHECK((f.exported(kind) == g.exported(kind)));
}

TEST_CASE("files that are there already are those of the project, whether it comes before or after them") {
  SessionFixture f;
  f.add(file_of(1), extract(1));
  f.work();
  f.add(file_of(2), extract(2));  // still being read
  open(f, saved_project());
  f.add(file_of(0), extract(0));
  f.work();
  CHECK(f.summary().sources.size() == 3);
  CHECK(f.summary().sources[0].name == "crm");
  CHECK(f.summary().has_result);
  CHECK_FALSE(f.summary().is_stale);
}

TEST_CASE("over its own files a project is shown as it was at once, and what comes after it was put away is not run") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  open(f, saved_project());
  f.work();
  CHECK(f.summary().has_result);
  SessionFixture g;
  open(g, saved_project());
  g.do_and_work(NewProject{});
  g.add_extracts();
  g.work();
  CHECK_FALSE(g.summary().has_result);
}

TEST_CASE("of a project that is not to be run, nothing is") {
  SessionFixture f;
  open(f, saved_project(), false);
  f.add_extracts();
  f.work();
  CHECK_FALSE(f.summary().has_result);
  CHECK(f.summary().project.missing_count == 0);
}

TEST_CASE("a renamed file is found by its size, another one is a new source, and a missing one can be removed") {
  SessionFixture f;
  open(f, saved_project());
  f.add("renamed.csv", extract(0));
  CHECK(f.summary().sources[0].state == SourceState::kLoading);
  CHECK(f.summary().sources[0].name == "crm");
  f.add("other.csv", "nom;ville\nDurand;Tours\n");
  CHECK(f.summary().sources.size() == 4);
  f.do_and_work(RemoveSource{"boutique"});
  f.do_and_work(RemoveSource{"facturation"});
  f.run();
  CHECK(f.summary().has_result);
  f.do_and_work(Undo{});
  CHECK(f.summary().project.missing_count == 1);
}

TEST_CASE("canceling while a project's file is read asks for it again") {
  SessionFixture f;
  open(f, saved_project());
  f.add(file_of(0), extract(0));
  CHECK(f.session.pump(0.5));
  f.do_and_work(Cancel{});
  REQUIRE(f.summary().sources.size() == 3);
  CHECK(f.summary().sources[0].state == SourceState::kMissing);
  f.add_extracts();
  f.work();
  CHECK(f.summary().has_result);
}

TEST_CASE("opening takes the place of everything, history and all") {
  SessionFixture f;
  f.add("people.csv", "nom;ville\nDurand;Tours\nMartin;Paris\n");
  f.work();
  f.do_and_work(RenameSource{"people", "persons"});
  CHECK(f.summary().project.has_unsaved);
  const uint64_t first = f.summary().project.first_change;
  open(f, saved_project());
  const uint64_t opened = f.summary().project.first_change;
  CHECK(opened != first);
  CHECK(f.summary().sources.size() == 3);
  CHECK_FALSE(f.summary().can_undo);
  CHECK_FALSE(f.summary().project.has_unsaved);
  f.do_and_work(NameProject{"Spring"});
  CHECK(f.summary().project.first_change == opened);
  f.do_and_work(NewProject{});
  CHECK(f.summary().project.first_change != opened);
  CHECK(f.summary().sources.empty());
  CHECK(f.summary().decisions.different_count == 0);
  CHECK(f.summary().project.file_name.empty());
  CHECK_FALSE(f.summary().project.has_unsaved);
}

TEST_CASE("what is no project is refused, and what was there stays") {
  SessionFixture f;
  f.add("people.csv", "nom;ville\nDurand;Tours\nMartin;Paris\n");
  f.work();
  const uint32_t file = f.session.register_file(std::make_shared<ingest::MemorySource>("{\"version\": 1, \"link\": {\"threshold\": 7}}"));
  const Status status = f.session.dispatch(OpenProject{file, "bad.json"});
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().path == "bad.json: link.threshold");
  CHECK_FALSE(f.session.dispatch(OpenProject{99, "gone.json"}).ok());
  CHECK(f.summary().sources.size() == 1);
}

TEST_CASE("a project knows what of it is saved") {
  SessionFixture f;
  CHECK_FALSE(f.summary().project.has_unsaved);
  f.add_extracts();
  f.work();
  CHECK(f.summary().project.has_unsaved);
  f.do_and_work(NameProject{"Clients"});
  CHECK(f.summary().project.name == "Clients");
  const uint64_t change = f.summary().project.change;
  f.do_and_work(SetThreshold{0.75, true});
  f.do_and_work(ProjectSaved{"clients.jumelles", change});
  CHECK(f.summary().project.has_unsaved);  // the threshold came after
  CHECK(f.summary().project.file_name == "clients.jumelles");
  f.do_and_work(ProjectSaved{"clients.jumelles", f.summary().project.change});
  CHECK_FALSE(f.summary().project.has_unsaved);
  f.do_and_work(SetOutputLanguage{"fr"});
  CHECK(f.summary().project.has_unsaved);
  f.do_and_work(ProjectSaved{"clients.jumelles", 99999});  // nobody can have saved what was not there yet
  CHECK(f.summary().project.saved_change == f.summary().project.change);
  f.run();
  CHECK(f.summary().project.has_unsaved);
}

TEST_CASE("decisions carry who made them, when and how, and a log tells every command that was taken") {
  SessionFixture plain;
  uint64_t now = 1'700'000'000'000;
  session::Session session([] { return 0.0; }, [&] { return now += 1000; });
  const auto add = [&](int f) {
    const uint32_t file = session.register_file(std::make_shared<ingest::MemorySource>(extract(f)));
    REQUIRE(session.dispatch(AddSource{file, file_of(f)}).ok());
  };
  for (const int f : {0, 1, 2}) add(f);
  REQUIRE(session.dispatch(SetAuthor{"Ann"}).ok());
  REQUIRE(session.dispatch(JudgePair{{"crm", "1", 2, ""}, {"boutique", "7", 3, ""}, "same"}).ok());  // names are enough: nothing was run yet
  REQUIRE_FALSE(session.dispatch(JudgePair{{"crm", "1", 2, ""}, {"boutique", "7", 3, ""}, "perhaps"}).ok());
  const auto& pairs = session.project().decisions.pairs;
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].origin.who == "Ann");
  CHECK(pairs[0].origin.at_ms > 1'700'000'000'000);
  CHECK(pairs[0].origin.how == "judged");
  const auto& log = session.log_entries();
  REQUIRE(log.size() == 4);
  CHECK(log[0].command == "add_source");
  CHECK(log[0].who.empty());
  CHECK(log[3].command == "judge_pair");
  CHECK(log[3].who == "Ann");
  CHECK(log[3].number == 4);
  CHECK(log[3].arguments.find("\"boutique\"") != std::string::npos);
}

TEST_CASE("a change of threshold that is still dragged is not told") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const uint64_t change = f.summary().project.change;
  const size_t logged = f.session.log_entries().size();
  f.do_and_work(SetThreshold{0.7, false});
  f.do_and_work(SetThreshold{0.8, false});
  CHECK(f.summary().project.change == change);
  CHECK(f.session.log_entries().size() == logged);
  f.do_and_work(SetThreshold{0.9, true});
  CHECK(f.summary().project.change > change);
  CHECK(f.session.log_entries().size() == logged + 1);
}

TEST_CASE("our own files are told from extracts: results are refused, golden records are noticed") {
  SessionFixture made;
  made.add_extracts();
  made.run();
  SessionFixture f;
  for (const char* kind : {"xref", "pairs", "rejects", "golden"}) f.add(std::string(kind) + ".csv", made.exported(kind));
  f.work();
  for (size_t s = 0; s < 3; ++s) {
    CHECK(f.summary().sources[s].state == SourceState::kFailed);
    CHECK(f.summary().sources[s].problem.id == std::vector<std::string>{"ingest.own_xref", "ingest.own_pairs", "ingest.own_rejects"}[s]);
  }
  REQUIRE(f.summary().sources[3].state == SourceState::kReady);
  const std::vector<std::string>& notices = f.summary().sources[3].notices;
  CHECK(std::find(notices.begin(), notices.end(), "own_golden") != notices.end());
}
