#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

std::string file_of(int f) { return std::string(synth::file_name(static_cast<synth::File>(f))); }

void open(SessionFixture& f, const std::string& bytes, bool runs = true) {
  const uint32_t file = f.session.register_file(std::make_shared<ingest::MemorySource>(bytes));
  const Status status = f.session.dispatch(OpenProject{file, "clients.jumelles", runs});
  if (!status.ok()) FAIL(to_string(status.error()));
}

void work_on(SessionFixture& f) {
  f.add_extracts();
  f.run();
  f.do_and_work(NameProject{"Clients"});
  f.do_and_work(SetAuthor{"Ann"});
  for (const PairRow& row : f.page<PairsPage>(PairsQuery{"to_judge", "", 0, 4}).rows) f.do_and_work(JudgePair{row.name_a, row.name_b, "different"});
  f.do_and_work(EnableComparison{f.summary().comparisons.back().id, false});
  f.run();
}



}  // namespace

TEST_CASE("a saved project, opened with its extracts, gives every byte again") {
  SessionFixture f;
  work_on(f);
  const std::string saved = f.exported("jumelles");
  SessionFixture g;
  open(g, saved);
  CHECK(g.summary().project.name == "Clients");
  CHECK(g.summary().project.missing_count == 3);
  CHECK(g.summary().decisions.different_count == 4);
  g.add_extracts();
  g.work();
  REQUIRE(g.summary().has_result);
  CHECK_FALSE(g.summary().project.has_unsaved);
  CHECK(g.summary().project.problems.empty());
  for (const char* kind : {"golden", "xref", "pairs", "project"}) CHECK((g.exported(kind) == f.exported(kind)));
  CHECK(g.session.log_entries().size() == f.session.log_entries().size() + 3);  // three files
  for (const SourceSummary& source : g.summary().sources) CHECK_FALSE(source.differs_from_project);

  SUBCASE("an extract that has changed is told") {
    SessionFixture h;
    open(h, saved);
    std::string longer = test::small_extracts().bytes[0];
    longer += longer.substr(longer.rfind('\n', longer.size() - 2) + 1);
    h.add(file_of(0), longer);
    h.work();
    CHECK(h.summary().sources[0].differs_from_project);
  }
  SUBCASE("what is saved again holds what came since") {
    g.do_and_work(JudgePair{{"crm", "nobody", 0, ""}, {"boutique", "no one", 0, ""}, "same"});
    const std::string again = g.exported("jumelles");
    SessionFixture h;
    open(h, again, false);
    CHECK(h.summary().decisions.same_count == 1);
    CHECK(h.summary().decisions.different_count == 4);
  }
  SUBCASE("the light one for recovery holds decisions, and neither results nor extracts") {
    const std::string light = f.exported("recovery");
    CHECK(light.size() + 50000 < saved.size());
    SessionFixture h;
    open(h, light, false);
    CHECK(h.summary().decisions.different_count == 4);
    CHECK(h.summary().project.missing_count == 3);
  }
}

TEST_CASE("a project that holds its extracts opens without them, and can be saved without them again") {
  SessionFixture f;
  work_on(f);
  const size_t without = f.exported("jumelles").size();
  f.do_and_work(EmbedSources{true});
  const std::string saved = f.exported("jumelles");
  size_t extracts = 0;
  for (int n = 0; n < 3; ++n) extracts += test::small_extracts().bytes[static_cast<size_t>(n)].size();
  CHECK(saved.size() > without + extracts / 2);
  SessionFixture g;
  open(g, saved);
  CHECK(g.summary().project.missing_count == 0);
  g.work();
  REQUIRE(g.summary().has_result);
  for (const SourceSummary& source : g.summary().sources) CHECK(source.embedded);
  for (const char* kind : {"golden", "xref", "pairs"}) CHECK((g.exported(kind) == f.exported(kind)));
  CHECK(g.exported("jumelles").size() >= saved.size() - 8192);  // still held, and not read anew
  f.do_and_work(EmbedSources{false});
  CHECK(f.exported("jumelles").size() < saved.size() - extracts / 2);
}

TEST_CASE("a table that was pasted is on no disk: every project file holds it") {
  SessionFixture f;
  const std::string table = "nom\tprénom\tville\nDurand\tZoé\tNantes\nMartin\tLéo\tTours\n";
  f.do_and_work(AddSource{f.session.register_file(std::make_shared<ingest::MemorySource>(table)), "Collage 1.pasted"});
  REQUIRE(f.summary().sources.size() == 1);
  CHECK(f.summary().sources[0].name == "Collage 1");
  for (const char* kind : {"jumelles", "recovery"}) {
    CAPTURE(kind);
    SessionFixture g;
    open(g, f.exported(kind), false);
    CHECK(g.summary().project.missing_count == 0);
    g.work();  // it is read from the project
    REQUIRE(g.summary().sources.size() == 1);
    CHECK(g.summary().sources[0].row_count == 2);
    CHECK(g.summary().sources[0].embedded);
    CHECK(g.exported("jumelles").size() > 0);
  }
  f.do_and_work(RemoveSource{"Collage 1"});
  CHECK(f.exported("jumelles").find("Nantes") == std::string::npos);
}

TEST_CASE("a later save writes only what changed, and results that are as they were stay") {
  SessionFixture f;
  work_on(f);
  (void)f.exported("jumelles");
  const auto phases = [&] {
    std::set<std::string> out;
    REQUIRE(f.session.start_export("jumelles", [](std::string_view) { return true; }, [](const Status& status) { CHECK(status.ok()); }).ok());
    for (bool more = true; more; more = f.session.pump(0.75)) out.insert(f.session.present_phase());
    out.erase("");
    return out;
  };
  CHECK(phases() == std::set<std::string>{"project.content", "project.bytes"});
  f.do_and_work(SetThreshold{0.9, true});
  CHECK(phases().size() > 2);
}

TEST_CASE("a damaged project is opened as far as it goes, and what is lost is told") {
  SessionFixture f;
  work_on(f);
  for (int n = 0; n < 400; ++n)
    REQUIRE(f.session.dispatch(JudgePair{{"crm", "a" + std::to_string(n), 0, ""}, {"crm", "b" + std::to_string(n), 0, ""}, "unsure"}).ok());
  f.work();
  std::string saved = f.exported("recovery");
  // Somewhere in the decisions.
  const size_t at = saved.find("a200crmb200") == std::string::npos ? saved.find("a200") : saved.find("a200crmb200");
  REQUIRE(at != std::string::npos);
  const size_t page = at / 8192 * 8192;
  for (size_t i = page; i < page + 8192; ++i) saved[i] = '\x55';
  SessionFixture g;
  open(g, saved, false);
  REQUIRE_FALSE(g.summary().project.problems.empty());
  CHECK(g.summary().project.problems[0].id == "project.table_damaged");
  CHECK(g.summary().project.problems[0].path == "pair_decision");
  CHECK(g.summary().sources.size() == 3);
}

TEST_CASE("a save is work in slices with its progress, and ends when it is canceled") {
  SessionFixture f;
  work_on(f);
  f.seen.clear();
  std::string got;
  Status ended = Error{ErrorCode::kInternal, "none", "", "", {}, 0, {}};
  REQUIRE(f.session.start_export("jumelles", [&](std::string_view piece) { got += piece; return true; }, [&](const Status& status) { ended = status; }).ok());
  size_t slices = 0;
  while (f.session.pump(0.5)) ++slices;
  CHECK(slices > 3);
  CHECK(ended.ok());
  CHECK(got.size() > 8192);
  REQUIRE(f.session.start_export("jumelles", [](std::string_view) { return false; }, [&](const Status& status) { ended = status; }).ok());
  f.work();
  CHECK_FALSE(ended.ok());
  CHECK(f.exported("jumelles").size() == got.size());
}

TEST_CASE("what recovery keeps is the document itself, also beside a source that could not be read: changes fit it") {
  SessionFixture f;
  f.add("broken.csv", "");
  f.add_extracts();
  f.work();
  REQUIRE(f.summary().sources[0].state == SourceState::kFailed);
  f.run();
  REQUIRE(f.summary().has_result);
  REQUIRE_FALSE(f.summary().is_stale);
  const std::string light = f.exported("recovery");
  f.seen.clear();
  std::vector<std::string> documents;
  std::vector<size_t> change_counts;
  const auto then = [&](const Command& command) {
    f.do_and_work(command);
    documents.push_back(document::to_json(f.session.project()));
    change_counts.push_back(f.events<JournalEvent>().size());
  };
  then(RenameSource{"crm", "customers"});
  then(SetColumnRole{"boutique", f.column(2, 1), "technical"});
  then(JudgePair{{"boutique", "nobody", 0, ""}, {"customers", "no one", 0, ""}, "same"});
  then(RemoveSource{f.summary().sources[0].name});
  // Wherever the journal ends.
  for (size_t n = 0; n < documents.size(); ++n) {
    CAPTURE(n);
    RestoreChanges changes;
    for (const JournalEvent& event : f.events<JournalEvent>())
      if (changes.changes.size() < change_counts[n]) changes.changes.push_back(event.text);
    SessionFixture g;
    open(g, light, false);
    CHECK(g.summary().sources.size() == 4);
    g.do_and_work(changes);
    CHECK((document::to_json(g.session.project()) == documents[n]));
  }
}

TEST_CASE("a save that is canceled anywhere takes nothing from the next one") {
  SessionFixture f;
  work_on(f);
  f.do_and_work(EmbedSources{true});
  SessionFixture same;
  work_on(same);
  same.do_and_work(EmbedSources{true});
  const size_t whole = same.exported("jumelles").size();
  for (const size_t slices : {1u, 2u, 3u, 4u, 5u}) {
    CAPTURE(slices);
    Status ended;
    REQUIRE(f.session.start_export("jumelles", [](std::string_view) { return true; }, [&](const Status& status) { ended = status; }).ok());
    for (size_t slice = 0; slice < slices; ++slice) f.session.pump(0.01);
    f.do_and_work(Cancel{});
    CHECK_FALSE(ended.ok());
    const std::string saved = f.exported("jumelles");
    CHECK(saved.size() + 65536 > whole);
    SessionFixture g;
    open(g, saved);
    g.work();
    REQUIRE(g.summary().has_result);
    for (const char* kind : {"golden", "xref", "pairs"}) CHECK((g.exported(kind) == f.exported(kind)));
    // Something new to write for the next one: results, and an extract.
    f.do_and_work(SetThreshold{0.3 + 0.02 * static_cast<double>(slices), true});
    f.do_and_work(EmbedSources{false});
    (void)f.exported("jumelles");
    f.do_and_work(EmbedSources{true});
  }
}

TEST_CASE("no extract stays in a file that should not hold it") {
  SessionFixture f;
  work_on(f);
  f.do_and_work(EmbedSources{true});
  const std::string saved = f.exported("jumelles");
  // In the first extract, and in no result.
  const std::string row = test::small_extracts().bytes[0].substr(test::small_extracts().bytes[0].find('\n') + 1, 40);
  REQUIRE(saved.find(row) != std::string::npos);
  SUBCASE("of a source that was removed") {
    f.do_and_work(RemoveSource{"crm"});
    f.run();
    CHECK(f.exported("jumelles").find(row) == std::string::npos);
  }
  SUBCASE("of a project that was opened from such a file") {
    SessionFixture g;
    open(g, saved);
    g.work();
    g.do_and_work(EmbedSources{false});
    const std::string without = g.exported("jumelles");
    CHECK(without.find(row) == std::string::npos);
    g.do_and_work(SetDialect{"boutique", "", "", "no"});     // read again, from what was opened
    CHECK(g.summary().sources[1].state == SourceState::kReady);
    g.do_and_work(Undo{});
    g.do_and_work(EmbedSources{true});
    const std::string again = g.exported("jumelles");
    CHECK(again.find(row) != std::string::npos);
    SessionFixture h;
    open(h, again);
    h.work();
    REQUIRE(h.summary().has_result);
    for (const char* kind : {"golden", "xref", "pairs"}) CHECK((h.exported(kind) == f.exported(kind)));
    SessionFixture i;
    open(i, without);
    CHECK(i.summary().project.missing_count == 3);
  }
}
