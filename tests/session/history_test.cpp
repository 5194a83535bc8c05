#include "session/history.h"

#include "core/rng.h"
#include "protocol/protocol_json.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

std::string document_of(SessionFixture& f) {
  document::Project project = f.session.project();
  project.output_language = "en";  // no step of history
  return document::to_json(project);
}

// Something that a user could do next, by chance; it may be refused.
Command random_command(SessionFixture& f, Rng& rng) {
  const Summary& s = f.summary();
  const auto one_of = [&](const auto& list) -> const auto& { return list[rng.below(list.size())]; };
  switch (rng.below(11)) {
    case 0: return SetThreshold{0.05 + 0.9 * static_cast<double>(rng.below(100)) / 100, true};
    case 1: return EnableBlockingRule{s.blocking_rules.empty() ? "" : one_of(s.blocking_rules).name, rng.below(2) == 0};
    case 2: return EnableComparison{s.comparisons.empty() ? "" : one_of(s.comparisons).id, rng.below(2) == 0};
    case 3: return SetOnePerSource{"crm", rng.below(2) == 0};
    case 4: return SetPlainClosure{rng.below(2) == 0};
    case 5: return RenameSource{one_of(s.sources).name, "name " + std::to_string(rng.below(5))};
    case 6: return MoveSource{one_of(s.sources).name, static_cast<uint32_t>(rng.below(s.sources.size()))};
    case 7: {
      const SourceSummary& source = one_of(s.sources);
      return SetColumnRole{source.name, source.columns.empty() ? "" : one_of(source.columns).name, rng.below(2) == 0 ? "evidence" : "technical"};
    }
    case 8:
      if (s.has_result) return JudgePair{f.ref(static_cast<RecordIndex>(rng.below(50))), f.ref(static_cast<RecordIndex>(50 + rng.below(50))), rng.below(2) == 0 ? "same" : "different"};
      return Run{};
    case 9: return SetDialect{"boutique", "", "", rng.below(2) == 0 ? "yes" : "no"};
    default: return Run{};
  }
}

}  // namespace

TEST_CASE("whatever was done, undo brings each former document again, and redo each later one") {
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    SessionFixture f;
    f.add_extracts();
    f.run();
    Rng rng(seed);
    std::vector<std::string> before;  // the document before each step
    for (int step = 0; step < 25; ++step) {
      const std::string now = document_of(f);
      const Command command = random_command(f, rng);
      const uint64_t change = f.summary().project.change;
      if (!f.session.dispatch(command).ok()) continue;
      f.work();
      const bool is_run = std::holds_alternative<Run>(command);
      if (is_run) continue;  // part of the step before
      if (f.summary().project.change == change) continue;
      before.push_back(now);
    }
    std::vector<std::string> after{document_of(f)};
    for (size_t i = before.size(); i-- > 0;) {
      CAPTURE(i);
      f.do_and_work(Undo{});
      CHECK((document_of(f) == before[i]));
      after.push_back(document_of(f));
    }
    for (size_t i = after.size() - 1; i-- > 0;) {
      CAPTURE(i);
      f.do_and_work(Redo{});
      CHECK((document_of(f) == after[i]));
    }
  }
}

TEST_CASE("two hundred steps over twenty thousand decisions take less than ten megabytes") {
  document::Project project;
  for (int n = 0; n < 20000; ++n)
    project.decisions.pairs.push_back({{"crm", "C" + std::to_string(n), static_cast<uint64_t>(n + 2)}, {"shop", "S" + std::to_string(n), 0}, "same", {"Ann", 1700000000000, "judged"}});
  session::History history;
  history.clear(project);
  for (size_t n = 0; n < 200; ++n) {
    history.begin("judge_pair", project);
    project.decisions.pairs[n * 97].verdict = "different";
  }
  history.record(project);
  CHECK(history.memory_bytes() > 1000);
  CHECK(history.memory_bytes() < 1'000'000);
  for (size_t n = 0; n < 200; ++n) CHECK(history.undo(project) != nullptr);
  CHECK(history.undo(project) == nullptr);
  for (const document::PairDecision& decision : project.decisions.pairs) CHECK(decision.verdict == "same");
}

TEST_CASE("at most two hundred steps are kept, the oldest go") {
  document::Project project;
  session::History history;
  history.clear(project);
  for (int n = 1; n <= 250; ++n) {
    history.begin("name_project", project);
    project.name = std::to_string(n);
  }
  int steps = 0;
  while (history.undo(project) != nullptr) ++steps;
  CHECK(steps == 200);
  CHECK(project.name == "50");
}

TEST_CASE("a step that changed nothing is none") {
  document::Project project;
  session::History history;
  history.clear(project);
  history.begin("a", project);
  project.name = "x";
  history.begin("b", project);
  history.end();
  history.begin("c", project);
  project.name = "y";
  history.record(project);
  history.end();
  history.undo(project);
  CHECK(project.name == "x");
  REQUIRE(history.undo_name() != nullptr);
  CHECK(*history.undo_name() == "a");
}

TEST_CASE("what is told of changes makes the same document of the same beginning") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const std::string snapshot = document::to_json(f.session.project());
  f.seen.clear();
  Rng rng(5);
  for (int step = 0; step < 25; ++step)
    if (f.session.dispatch(random_command(f, rng)).ok()) f.work();
  f.do_and_work(Undo{});
  f.do_and_work(Undo{});
  f.do_and_work(Redo{});
  RestoreChanges changes;
  uint64_t last = 0;
  for (const JournalEvent& event : f.events<JournalEvent>()) {
    CHECK(event.change > last);
    CHECK_FALSE(event.fresh);
    last = event.change;
    changes.changes.push_back(event.text);
  }
  CHECK(changes.changes.size() > 10);
  SessionFixture g;
  REQUIRE(g.session.load_project(snapshot).empty());
  g.do_and_work(changes);
  CHECK((document_of(g) == document_of(f)));

  SUBCASE("and what cannot be done again is told, the rest stays") {
    SessionFixture h;
    REQUIRE(h.session.load_project(snapshot).empty());
    RestoreChanges broken{{changes.changes[0], "{\"decisions\":{\"at\":7000,\"remove\":1,\"insert\":[]}}", "nonsense"}};
    const Status status = h.session.dispatch(broken);
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().arguments == std::vector<std::string>{"1", "3"});
  }
}
