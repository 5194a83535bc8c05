#include "session/session.h"

#include <algorithm>
#include <set>

#include "protocol/protocol_json.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using jumelles::test::SessionFixture;

namespace {

bool starts_with(const std::string& text, std::string_view head) { return text.compare(0, head.size(), head) == 0; }

// The record that a page names by its source and row.
RecordIndex record_of(SessionFixture& f, const PairSide& side) { return f.session.result()->records->first_record[side.source] + side.source_row - 1; }

std::string clean_cell(SessionFixture& f, const std::string& attribute, RecordIndex record) {
  const RecordSet& records = *f.session.result()->records;
  const int found = records.find(attribute);
  REQUIRE(found >= 0);
  const Attribute& column = records.attributes[static_cast<size_t>(found)];
  return std::string(column.clean[column.slots[0].codes[record]]);
}

// Lines of `after` that are not as in `before`; both have one per golden record.
uint64_t changed_lines(const std::string& before, const std::string& after) {
  uint64_t count = 0;
  size_t at = 0, other = 0;
  while (at < before.size() && other < after.size()) {
    const size_t end = before.find('\n', at), other_end = after.find('\n', other);
    count += before.compare(at, end - at, after, other, other_end - other) != 0;
    at = end + 1, other = other_end + 1;
  }
  CHECK(at == before.size());
  CHECK(other == after.size());
  return count;
}

}  // namespace

TEST_CASE("files are read, their columns understood and told as revisions") {
  SessionFixture f;
  f.add_extracts();
  CHECK(f.summary().sources.size() == 3);
  CHECK(f.summary().sources[0].state == SourceState::kLoading);
  f.work();
  REQUIRE(f.summary().sources.size() == 3);
  for (const SourceSummary& source : f.summary().sources) {
    CHECK(source.state == SourceState::kReady);
    CHECK(source.row_count > 50);
    CHECK(source.columns.size() > 5);
  }
  CHECK(f.summary().sources[0].name == "crm");
  CHECK(f.summary().sources[0].encoding == "windows-1252");
  CHECK(f.summary().sources[2].format == "json");
  CHECK(f.summary().link_type == "link-dedupe");
  CHECK_FALSE(f.summary().has_result);
  CHECK(f.events<TaskEnded>().size() == 3);
}

TEST_CASE("one button makes golden records, and everything else rests on them") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  const Summary& s = f.summary();
  REQUIRE(s.has_result);
  CHECK_FALSE(s.is_stale);
  CHECK(s.counts.record_count > 300);
  CHECK(s.counts.group_count < s.counts.record_count);
  CHECK(s.counts.multi_source_group_count > 20);
  CHECK(s.counts.linked_pair_count > 0);
  CHECK_FALSE(s.blocking_rules.empty());
  CHECK_FALSE(s.comparisons.empty());
  CHECK_FALSE(s.survivorship.empty());

  SUBCASE("a pair's bars and the prior add up to its weight") {
    const auto pairs = f.page<PairsPage>(PairsQuery{"all", "strongest", 0, 50});
    REQUIRE(pairs.rows.size() > 10);
    for (const PairRow& row : pairs.rows) {
      const auto detail = f.page<PairDetail>(PairQuery{row.pair});
      double sum = detail.prior_bits;
      for (const WaterfallBar& bar : detail.bars) sum += bar.weight_bits + bar.term_weight_bits;
      CHECK(sum == doctest::Approx(detail.weight_bits).epsilon(1e-9));
      CHECK_FALSE(detail.attributes.empty());
      CHECK_FALSE(detail.found_by.empty());
    }
    CHECK(std::is_sorted(pairs.rows.begin(), pairs.rows.end(), [](const PairRow& a, const PairRow& b) { return a.weight_bits > b.weight_bits; }));
  }
  SUBCASE("pages of a list fit together, and the most useful pairs are nearest to the threshold") {
    const auto whole = f.page<PairsPage>(PairsQuery{"all", "useful", 0, 40});
    const auto first = f.page<PairsPage>(PairsQuery{"all", "useful", 0, 15});
    const auto second = f.page<PairsPage>(PairsQuery{"all", "useful", 15, 25});
    REQUIRE(whole.rows.size() == 40);
    for (size_t i = 0; i < 40; ++i) CHECK(whole.rows[i].pair == (i < 15 ? first.rows[i] : second.rows[i - 15]).pair);
    for (size_t i = 1; i < 40; ++i) CHECK(std::abs(whole.rows[i - 1].weight_bits) <= std::abs(whole.rows[i].weight_bits) + 1e-9);
    const auto linked = f.page<PairsPage>(PairsQuery{"linked", "weakest", 0, 5});
    CHECK(linked.total == s.counts.linked_pair_count);
    for (const PairRow& row : linked.rows) CHECK(row.probability >= s.threshold);
    const auto to_check = f.page<PairsPage>(PairsQuery{"to_check", "useful", 0, 5});
    CHECK(to_check.total == s.counts.to_check_pair_count);
    for (const PairRow& row : to_check.rows) CHECK(row.probability < s.threshold);
  }
  SUBCASE("a golden record's values are those of the cells they are said to come from") {
    const auto list = f.page<GoldenPage>(GoldenQuery{"several_sources", 0, 20});
    CHECK(list.total == s.counts.multi_source_group_count);
    size_t checked = 0;
    for (const GoldenRow& row : list.rows) {
      const auto detail = f.page<GoldenDetail>(GoldenDetailQuery{row.group});
      CHECK(detail.golden_id == row.golden_id);
      CHECK(detail.records.size() == row.record_sources.size());
      for (const GoldenAttribute& attribute : detail.attributes) {
        REQUIRE(attribute.cells.size() == detail.records.size());
        if (attribute.value.empty()) continue;
        REQUIRE(attribute.origin >= 0);
        const size_t origin = static_cast<size_t>(attribute.origin);
        const GoldenCell& cell = attribute.cells[origin];
        CHECK(cell.state == "winner");
        CHECK_FALSE(cell.original.empty());
        // The record that is named, looked up in the result itself: its cleaned cell is the value.
        const RecordIndex record = record_of(f, detail.records[origin]);
        CHECK(f.session.result()->groups->group_of[record] == row.group);
        CHECK(clean_cell(f, attribute.attribute, record) == attribute.value);
        ++checked;
      }
    }
    CHECK(checked > 50);
  }
  SUBCASE("what a rule would change is told before it is applied, and comes true") {
    const std::string before = f.exported("golden");
    size_t tried = 0;
    for (uint32_t rule = 0; rule < s.survivorship.size(); ++rule)
      for (const std::string& offered : std::vector<std::string>(s.survivorship[rule].offered)) {
        const std::vector<std::string> cascade{offered};
        const auto effect = f.page<RuleEffect>(RuleEffectQuery{rule, cascade});
        for (const RuleEffectExample& example : effect.examples) CHECK(example.before != example.after);
        if (effect.changed_count == 0 || tried > 4) continue;
        ++tried;
        CAPTURE(s.survivorship[rule].attributes[0]);
        CAPTURE(offered);
        f.do_and_work(SetSurvivorshipRule{s.survivorship[rule].name, cascade});
        for (const std::string& phase : f.phases_of_last_task()) CHECK_FALSE(starts_with(phase, "cluster"));
        CHECK(changed_lines(before, f.exported("golden")) == effect.changed_count);
        f.do_and_work(Undo{});
        CHECK((f.exported("golden") == before));
      }
    CHECK(tried > 2);
  }
}

TEST_CASE("moving the threshold clusters again and does nothing before it") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  const auto link = f.session.result()->link;
  const Counts before = f.summary().counts;
  f.do_and_work(SetThreshold{0.99, true});
  CHECK(f.session.result()->link == link);
  CHECK(f.summary().threshold == doctest::Approx(0.99));
  CHECK(f.summary().counts.linked_pair_count < before.linked_pair_count);
  CHECK(f.summary().counts.group_count >= before.group_count);
  CHECK(f.summary().counts_before.linked_pair_count == before.linked_pair_count);
  CHECK_FALSE(f.summary().is_stale);
  for (const std::string& phase : f.phases_of_last_task()) {
    CAPTURE(phase);
    CHECK((starts_with(phase, "cluster") || starts_with(phase, "survive") || starts_with(phase, "estimate") || phase == "identity" || phase == "groups.compare" || phase == "index.groups" || phase == "index.doubts"));
  }
  f.do_and_work(Undo{});
  CHECK(f.summary().counts.linked_pair_count == before.linked_pair_count);
  CHECK(f.summary().counts.group_count == before.group_count);
  f.do_and_work(Redo{});
  CHECK(f.summary().threshold == doctest::Approx(0.99));
}

TEST_CASE("a threshold that is dragged is one step of history, and counts compare with where it came from") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  const Counts before = f.summary().counts;
  const double from = f.summary().threshold;
  for (double probability : {0.6, 0.8, 0.95}) f.do_and_work(SetThreshold{probability, false});
  f.do_and_work(SetThreshold{0.97, true});
  CHECK(f.summary().counts_before.linked_pair_count == before.linked_pair_count);
  CHECK(f.summary().threshold_before == doctest::Approx(from));
  f.do_and_work(Undo{});
  CHECK(f.summary().threshold == doctest::Approx(from));
  CHECK(f.summary().counts.group_count == before.group_count);
}

TEST_CASE("canceling in any phase of a run leaves the former revision as it was") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  const std::string golden = f.exported("golden"), xref = f.exported("xref"), pairs = f.exported("pairs"), project = f.exported("project");
  auto result = f.session.result();
  std::vector<std::string> phases = f.phases_of_last_task();
  phases.erase(std::unique(phases.begin(), phases.end()), phases.end());
  std::set<std::string> canceled_in;
  for (const std::string& phase : phases) {
    CAPTURE(phase);
    const bool cleans = starts_with(phase, "standardize");  // only of a mapping that has changed
    if (cleans) REQUIRE(f.session.dispatch(SetColumnType{f.source(0), f.column(0, 1), "ignored"}).ok());
    REQUIRE(f.session.dispatch(ProposeAgain{}).ok());
    bool more = true;
    while (more && f.session.present_phase() != phase) more = f.session.pump(0.75);
    if (!more) {  // over within one slice with the phase before it
      result = f.session.result();
      continue;
    }
    canceled_in.insert(phase.substr(0, phase.find('.')));
    const double asked_ms = f.now_ms;
    REQUIRE(f.session.dispatch(Cancel{}).ok());
    CHECK_FALSE(f.session.pump(50));
    CHECK(f.now_ms - asked_ms < 300);
    if (cleans) {
      CHECK(f.summary().is_stale);
      REQUIRE(f.session.dispatch(Undo{}).ok());
    }
    CHECK(f.session.result() == result);
    CHECK_FALSE(f.summary().is_stale);
    CHECK_FALSE(f.summary().blocking_rules.empty());
    CHECK(f.exported("golden") == golden);
  }
  for (const char* stage : {"standardize", "compare", "train", "block", "score", "cluster", "survive"}) CHECK_MESSAGE(canceled_in.contains(stage), std::string(stage));
  CHECK(f.exported("xref") == xref);
  CHECK(f.exported("pairs") == pairs);
  CHECK(f.exported("project") == project);
}

TEST_CASE("progress of a task never goes back and ends with its end") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.seen.clear();
  f.look_ms = 4;
  f.run();
  double last = 0;
  size_t count = 0;
  for (const ProgressEvent& event : f.events<ProgressEvent>()) {
    CHECK(event.task == "run");
    CHECK(event.fraction >= last);
    CHECK(event.fraction <= 1);
    last = event.fraction;
    ++count;
  }
  CHECK(count > 2);
  REQUIRE(f.events<TaskEnded>().size() == 1);
  CHECK_FALSE(f.events<TaskEnded>()[0].canceled);
}

TEST_CASE("after two seconds progress tells how fast it goes and how long it still takes") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.seen.clear();
  f.look_ms = 40;
  const double began_ms = f.now_ms;
  std::vector<std::pair<double, ProgressEvent>> seen;  // when it was said
  REQUIRE(f.session.dispatch(Run{}).ok());
  for (bool more = true; more;) {
    more = f.session.pump(50);
    for (const Event& event : f.session.take_events())
      if (const auto* progress = std::get_if<ProgressEvent>(&event)) seen.emplace_back(f.now_ms - began_ms, *progress);
  }
  const double whole_ms = f.now_ms - began_ms;
  size_t early = 0, forecast = 0, with_rate = 0;
  for (const auto& [at_ms, event] : seen) {
    if (at_ms < 1900) {
      ++early;
      CHECK(event.remaining_ms < 0);
      CHECK(event.units_per_second == 0);
    }
    if (event.remaining_ms < 0) continue;
    ++forecast;
    // What has passed is to what is left as the fraction done is to the rest.
    CHECK(event.remaining_ms == doctest::Approx(at_ms * (1 - event.fraction) / event.fraction).epsilon(0.15));
    with_rate += event.units_per_second > 0;
  }
  REQUIRE(whole_ms > 4000);
  CHECK(early > 2);
  CHECK(forecast > 5);
  CHECK(with_rate > 5);
}

TEST_CASE("the same files give the same bytes, however the work is cut") {
  std::string first;
  for (double budget_ms : {1.0, 1e9}) {
    SessionFixture f;
    f.add_extracts();
    while (f.session.pump(budget_ms)) {
    }
    REQUIRE(f.session.dispatch(Run{}).ok());
    while (f.session.pump(budget_ms)) {
    }
    const std::string all = f.exported("golden") + f.exported("xref") + f.exported("pairs") + f.exported("project");
    if (first.empty()) first = all;
    CHECK((all == first));
  }
}

TEST_CASE("a saved project gives every byte again") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  SessionFixture g;
  REQUIRE(g.session.load_project(f.session.project_json()).empty());
  g.add_extracts();
  g.work();
  g.run();
  for (const char* kind : {"golden", "xref", "pairs", "project"}) {
    CAPTURE(kind);
    CHECK((g.exported(kind) == f.exported(kind)));
  }
}

TEST_CASE("undo takes back settings one by one and redo brings them again") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  const std::string type = f.summary().sources[0].columns[1].type;
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 1), "ignored"});
  f.do_and_work(SetLinkType{"dedupe"});
  CHECK(f.summary().sources[0].columns[1].type == "ignored");
  CHECK(f.summary().link_type == "dedupe");
  CHECK(f.summary().undo_name == "set_link_type");
  f.do_and_work(Undo{});
  CHECK(f.summary().link_type == "link-dedupe");
  f.do_and_work(Undo{});
  CHECK(f.summary().sources[0].columns[1].type == type);
  f.do_and_work(Redo{});
  CHECK(f.summary().sources[0].columns[1].type == "ignored");
  f.do_and_work(RemoveSource{f.source(2)});
  CHECK(f.summary().sources.size() == 2);
  f.do_and_work(Undo{});
  REQUIRE(f.summary().sources.size() == 3);
  CHECK(f.summary().sources[2].state == SourceState::kReady);
}

TEST_CASE("a change of rules shows the result as stale until the next run") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  REQUIRE(f.summary().comparisons.size() > 1);
  f.do_and_work(EnableComparison{f.summary().comparisons[0].id, false});
  CHECK(f.summary().is_stale);
  CHECK(f.summary().has_result);
  f.run();
  CHECK_FALSE(f.summary().is_stale);
  CHECK_FALSE(f.summary().comparisons[0].enabled);
}

TEST_CASE("a weight set by hand is kept, and pairs on that level weigh by it") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  const std::string comparison = f.summary().comparisons[0].id, level = f.summary().comparisons[0].levels[0].id;
  CHECK(f.summary().comparisons[0].levels[0].weight_bits > 4.5);
  f.do_and_work(SetLevelWeight{comparison, level, 3.5, true});
  f.run();
  CHECK(f.summary().comparisons[0].levels[0].weight_bits == doctest::Approx(3.5));
  CHECK(f.summary().comparisons[0].levels[0].locked);
  size_t on_level = 0;
  for (const PairRow& row : f.page<PairsPage>(PairsQuery{"linked", "strongest", 0, 50}).rows) {
    const auto detail = f.page<PairDetail>(PairQuery{row.pair});
    double sum = detail.prior_bits;
    for (const WaterfallBar& bar : detail.bars) {
      sum += bar.weight_bits + bar.term_weight_bits;
      if (bar.comparison != comparison || bar.level != level) continue;
      ++on_level;
      CHECK(bar.weight_bits == doctest::Approx(3.5));
    }
    CHECK(sum == doctest::Approx(row.weight_bits).epsilon(1e-9));
  }
  CHECK(on_level > 20);
}

TEST_CASE("commands that make no sense are refused with a reason and change nothing") {
  SessionFixture f;
  CHECK_FALSE(f.session.dispatch(Run{}).ok());
  CHECK_FALSE(f.session.dispatch(RemoveSource{"crm"}).ok());
  CHECK(f.session.dispatch(Undo{}).ok());  // nothing to undo is no mistake
  CHECK_FALSE(f.session.dispatch(AddSource{99, "x.csv"}).ok());
  CHECK_FALSE(f.session.dispatch(SetThreshold{1.5, true}).ok());
  CHECK_FALSE(f.session.dispatch(SetLinkType{"marry"}).ok());
  CHECK_FALSE(f.session.query(1, PairsQuery{"all", "useful", 0, 10}).ok);
  CHECK_FALSE(f.session.export_file("golden", [](std::string_view) { return true; }).ok());
  CHECK_FALSE(f.session.load_project("{\"version\": 1, \"link\": {\"threshold\": \"high\"}}").empty());
  CHECK(f.summary().sources.empty());
}

TEST_CASE("a file that cannot be read is a failed source, and the others still run") {
  SessionFixture f;
  f.add("empty.csv", "");
  f.add_extracts();
  f.work();
  REQUIRE(f.summary().sources.size() == 4);
  CHECK(f.summary().sources[0].state == SourceState::kFailed);
  CHECK_FALSE(f.summary().sources[0].problem.message.empty());
  CHECK(f.events<FailedEvent>().size() == 1);
  f.run();
  CHECK(f.summary().has_result);
}

TEST_CASE("canceling an import takes the sources away that were not read yet") {
  SessionFixture f;
  f.add("crm.csv", test::small_extracts().bytes[0]);
  f.work();
  f.add("boutique.csv", test::small_extracts().bytes[1]);
  CHECK(f.session.pump(1));
  f.do_and_work(Cancel{});
  REQUIRE(f.summary().sources.size() == 1);
  CHECK(f.summary().sources[0].state == SourceState::kReady);
}

TEST_CASE("another dialect reads the file again, and canceling that keeps the former reading") {
  SessionFixture f;
  f.add("people.csv", "name;city\nAnn;Tours\nBob;Paris\n");
  f.work();
  CHECK(f.summary().sources[0].row_count == 2);
  f.do_and_work(SetDialect{f.source(0), "", "", "no"});
  CHECK(f.summary().sources[0].row_count == 3);
  CHECK(f.summary().sources[0].dialect_by_user);
  REQUIRE(f.session.dispatch(SetDialect{f.source(0), "", "", "yes"}).ok());
  f.do_and_work(Cancel{});
  CHECK(f.summary().sources[0].row_count == 3);
}

TEST_CASE("two files of one name become two sources") {
  SessionFixture f;
  f.add("crm.csv", test::small_extracts().bytes[0]);
  f.add("crm.csv", test::small_extracts().bytes[0]);
  f.work();
  CHECK(f.summary().sources[0].name == "crm");
  CHECK(f.summary().sources[1].name == "crm-2");
}

TEST_CASE("the preview and a column's details are those of the file") {
  SessionFixture f;
  f.add("people.csv", "nom;ville\nDurand;Tours\n;Paris\nMartin;Tours\n");
  f.work();
  const auto page = f.page<PreviewPage>(PreviewQuery{0, 1, 10});
  CHECK(page.total == 3);
  REQUIRE(page.rows.size() == 2);
  CHECK(page.rows[0].cells == std::vector<std::string>{"", "Paris"});
  CHECK(page.rows[0].line == 3);
  const auto column = f.page<ColumnDetail>(ColumnQuery{0, 1});
  CHECK(column.distinct_count == 2);
  REQUIRE_FALSE(column.top_values.empty());
  CHECK(column.top_values[0].text == "Tours");
  CHECK(column.top_values[0].count == 2);
}

TEST_CASE("a file too large for the memory is refused before it is read, with what it needs and another way") {
  SessionFixture f;
  f.session.set_memory_limit_bytes(2'000'000'000);
  struct Huge final : ingest::ByteSource {
    uint64_t size() const override { return 1'500'000'000; }
    Result<uint64_t> read(uint64_t offset, std::span<uint8_t> out) override {
      if (offset + out.size() > 16) FAIL("read although refused");  // its first bytes tell whether it is compressed
      std::fill(out.begin(), out.end(), uint8_t{'a'});
      return out.size();
    }
  };
  const uint32_t file = f.session.register_file(std::make_shared<Huge>());
  const Status status = f.session.dispatch(AddSource{file, "huge.csv"});
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().code == ErrorCode::kTooLarge);
  CHECK(status.error().message.find("GB") != std::string::npos);
  CHECK(status.error().hint.find("jumelles auto huge.csv") != std::string::npos);
  CHECK(f.summary().sources.empty());
}

TEST_CASE("records without anything to compare are a problem that is told, not an empty result") {
  SessionFixture f;
  f.add("people.csv", "name;city\nAnn;Tours\nBob;Paris\n");
  f.work();
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 0), "ignored"});
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 1), "ignored"});
  f.run();
  CHECK_FALSE(f.summary().has_result);
  REQUIRE(f.events<FailedEvent>().size() == 1);
  CHECK(f.events<FailedEvent>()[0].error.id == "run.nothing_to_compare");
}

TEST_CASE("undo does not change how the files are written") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  CHECK(f.summary().output_language == "en");
  f.do_and_work(RenameSource{f.source(0), "clients"});
  f.do_and_work(SetOutputLanguage{"fr"});
  CHECK(f.summary().output_language == "fr");
  f.do_and_work(Undo{});
  CHECK(f.summary().sources[0].name == "crm");
  CHECK(f.summary().output_language == "fr");
  CHECK(f.exported("golden").find(';') < f.exported("golden").find('\n'));
}

TEST_CASE("a task ends once: with its end or with its failure") {
  SessionFixture f;
  f.add("empty.csv", "");
  f.work();
  CHECK(f.events<FailedEvent>().size() == 1);
  CHECK(f.events<TaskEnded>().empty());
}

TEST_CASE("a run that is canceled before its first step has ended") {
  SessionFixture f;
  f.add_extracts();
  f.work();
  f.seen.clear();
  REQUIRE(f.session.dispatch(Run{}).ok());
  f.do_and_work(Cancel{});
  REQUIRE(f.events<TaskEnded>().size() == 1);
  CHECK(f.events<TaskEnded>()[0].task == "run");
  CHECK(f.events<TaskEnded>()[0].canceled);
  CHECK_FALSE(f.summary().has_result);
  f.seen.clear();
  REQUIRE(f.session.dispatch(Run{}).ok());
  f.run();  // commanded twice, run once
  REQUIRE(f.events<TaskEnded>().size() == 1);
  CHECK_FALSE(f.events<TaskEnded>()[0].canceled);
}

TEST_CASE("what came in several columns is shown with all its pieces") {
  test::SessionFixture f;
  const char* const given[] = {"Jean", "Marie", "Sophie", "Luc", "Paul", "Anne"};
  const char* const surnames[] = {"Dupont", "Martin", "Bernard", "Petit", "Durand"};
  const auto date = [](int i) { return std::vector<std::string>{std::to_string(1950 + i * 7 % 23), std::to_string(1 + i % 12), std::to_string(1 + i % 28)}; };
  std::string persons = "prenom;nom;jour_naissance;mois_naissance;annee_naissance\n";
  for (int record = 0; record < 60; ++record) {
    const int i = record / 2;
    persons += std::string(given[i % 6]) + ";" + surnames[i % 5] + ";" + date(i)[2] + ";" + date(i)[1] + ";" + date(i)[0] + "\n";
  }
  f.add("persons.csv", persons);
  f.work();
  f.run();
  const auto pairs = f.page<PairsPage>(PairsQuery{"all", "useful", 0, 1});
  REQUIRE(pairs.rows.size() == 1);
  const auto detail = f.page<PairDetail>(PairQuery{pairs.rows[0].pair});
  const auto row = std::find_if(detail.attributes.begin(), detail.attributes.end(), [](const ComparedAttribute& x) { return x.attribute == "birth_date"; });
  REQUIRE(row != detail.attributes.end());
  const std::vector<std::string> parts = date(static_cast<int>(detail.record_a / 2));
  CHECK(row->a == parts[0] + "-" + parts[1] + "-" + parts[2]);
}

TEST_CASE("columns that the user says hold year, month and day of birth feed one birth date, a second whole date another attribute") {
  test::SessionFixture f;
  std::string persons = "nom;a;ville;b;c;d\n";
  for (int i = 0; i < 12; ++i) persons += "Dupont;" + std::to_string(1950 + i) + ";Paris;" + std::to_string(1 + i) + ";" + std::to_string(5 + i) + ";12/03/19" + std::to_string(70 + i) + "\n";
  f.add("persons.csv", persons);
  f.work();
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 1), "birth_year"});
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 3), "birth_month"});
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 4), "birth_day"});
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 5), "birth_date"});
  const auto& columns = f.session.project().sources[0].columns;
  for (const size_t c : {1, 3, 4}) CHECK(columns[c].mapping.attribute == "birth_date");
  CHECK(columns[5].mapping.attribute != "birth_date");
  CHECK(columns[5].mapping.type == AttributeType::kBirthDate);
}

TEST_CASE("where one table of several held nothing to compare, the others are named") {
  SessionFixture f;
  f.add("answer.json", R"({"log":[{"at":"x"},{"at":"x"},{"at":"x"}],"customers":[{"at":"x"},{"at":"x"}]})");
  f.work();
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 0), "ignored"});
  f.run();
  REQUIRE(f.events<FailedEvent>().size() == 1);
  const Error error = f.events<FailedEvent>()[0].error;
  CHECK(error.id == "run.nothing_to_compare_in_table");
  CHECK(error.arguments == std::vector<std::string>{"answer.json", "log", "customers"});
}

TEST_CASE("where the only list within an object held nothing to compare, it is named") {
  SessionFixture f;
  f.add("answer.json", R"({"name":"Ann","city":"Tours","orders":[{"at":"x"},{"at":"x"}]})");
  f.work();
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 0), "ignored"});
  f.run();
  REQUIRE(f.events<FailedEvent>().size() == 1);
  CHECK(f.events<FailedEvent>()[0].error.id == "run.nothing_to_compare_in_list");
  CHECK(f.events<FailedEvent>()[0].error.arguments == std::vector<std::string>{"answer.json", "orders"});
}
