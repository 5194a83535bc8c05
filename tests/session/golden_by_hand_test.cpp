#include <algorithm>
#include <set>

#include "core/rng.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

GoldenDetail golden_of(SessionFixture& f, RecordIndex record) { return f.page<GoldenDetail>(GoldenDetailQuery{f.session.result()->groups->group_of[record]}); }
const GoldenAttribute& value_of(const GoldenDetail& d, const std::string& attribute) {
  for (const GoldenAttribute& row : d.attributes)
    if (row.attribute == attribute) return row;
  FAIL("no such attribute");
  return d.attributes[0];
}

struct Found {
  RecordIndex record;          // that holds another value than the golden one
  std::vector<RecordRef> names;  // of its customer, that record first
};
// A customer of several records, one of which holds another value of the attribute.
Found another(SessionFixture& f, const std::string& attribute) {
  for (const GoldenRow& row : f.page<GoldenPage>(GoldenQuery{"several_records", 0, 1000}).rows) {
    const GoldenDetail d = f.page<GoldenDetail>(GoldenDetailQuery{row.group});
    const GoldenAttribute& value = value_of(d, attribute);
    for (size_t r = 0; r < d.records.size(); ++r) {
      if (value.cells[r].values.empty() || value.cells[r].values[0] == value.value || !value.decisions.empty()) continue;
      Found out{f.session.result()->groups->members[f.session.result()->groups->first_member[row.group] + r], {d.records[r].name}};
      for (size_t other = 0; other < d.records.size(); ++other)
        if (other != r) out.names.push_back(d.records[other].name);
      return out;
    }
  }
  FAIL("no such customer");
  return {};
}

SessionFixture& with_result(SessionFixture& f) {
  f.add_extracts();
  f.run();
  return f;
}

}  // namespace

TEST_CASE("a value is taken at once, without merging, and undo gives back what the rules chose") {
  SessionFixture f;
  with_result(f);
  const Found at = another(f, "surname");
  const GoldenAttribute before = value_of(golden_of(f, at.record), "surname");
  const std::string file = f.exported("golden");
  f.do_and_work(DecideValue{at.names, "surname", "taken", ""});
  const GoldenAttribute now = value_of(golden_of(f, at.record), "surname");
  CHECK(now.value != before.value);
  CHECK(now.value == now.decisions.at(0).value);
  CHECK(now.rule == "by_hand");
  CHECK(now.below == before.value);
  CHECK(now.cells[static_cast<size_t>(now.origin)].state == "winner");
  CHECK(now.decisions[0].state == "holds");
  CHECK(f.summary().decisions.values_by_hand_count == 1);
  CHECK(f.summary().decisions.by_hand_group_count == 1);
  CHECK_FALSE(f.summary().is_stale);
  CHECK(f.summary().undo_name == "take_value");
  const std::vector<std::string> phases = f.phases_of_last_task();
  CHECK(std::find(phases.begin(), phases.end(), "survive.by_hand") != phases.end());
  CHECK(std::find(phases.begin(), phases.end(), "cluster.merge") == phases.end());
  CHECK(f.exported("golden") != file);
  const GoldenPage listed = f.page<GoldenPage>(GoldenQuery{"by_hand", 0, 10});
  REQUIRE(listed.total == 1);
  CHECK(listed.rows[0].by_hand);
  CHECK(listed.rows[0].group == golden_of(f, at.record).group);
  f.do_and_work(Undo{});
  CHECK(f.exported("golden") == file);
  CHECK(f.page<GoldenPage>(GoldenQuery{"by_hand", 0, 10}).total == 0);
  f.do_and_work(Redo{});
  CHECK(value_of(golden_of(f, at.record), "surname").value == now.value);
  f.do_and_work(TakeBackValue{at.names[0], "surname", "taken", ""});
  CHECK(f.summary().undo_name == "take_back_value");
  CHECK(f.exported("golden") == file);
  CHECK(std::any_of(f.session.log_entries().begin(), f.session.log_entries().end(), [](const auto& e) { return e.command == "decide_value"; }));
}

TEST_CASE("golden.csv says which of its values were decided by hand, in a last column that is there only where some were") {
  SessionFixture f;
  with_result(f);
  const auto lines = [&] {
    std::vector<std::string> out;
    std::string text = f.exported("golden");
    for (size_t at = 0, end = 0; (end = text.find("\r\n", at)) != std::string::npos; at = end + 2) out.push_back(text.substr(at, end - at));
    return out;
  };
  f.do_and_work(SetOutputLanguage{"en"});
  const auto columns = [&] {
    for (const DeliverableSummary& file : f.summary().deliverables)
      if (file.kind == "golden") return file.column_count;
    return uint32_t{0};
  };
  const std::vector<std::string> before = lines();
  const uint32_t former_count = columns();
  CHECK(before.at(0).find("by_hand") == std::string::npos);
  const Found at = another(f, "surname");
  f.do_and_work(DecideValue{at.names, "surname", "taken", ""});
  f.do_and_work(DecideValue{at.names, "phone", "typed", "06 39 98 17 55"});
  const std::vector<std::string> now = lines();
  REQUIRE(now.size() == before.size());
  CHECK(now[0].ends_with(",by_hand"));
  CHECK(now[0] == before[0] + ",by_hand");
  CHECK(columns() == former_count + 1);
  const uint32_t group = golden_of(f, at.record).group;
  for (size_t i = 1; i < now.size(); ++i) {
    if (i == group + size_t{1}) CHECK((now[i].ends_with(",surname|phone") || now[i].ends_with(",phone|surname")));
    else CHECK(now[i] == before[i] + ",");
  }
  CHECK(f.exported("golden_json").find("\"by_hand\":") != std::string::npos);
  f.do_and_work(SetOutputHeaders{"fr"});
  CHECK(lines().at(0).ends_with("Décidé à la main"));
  f.do_and_work(SetOutputHeaders{"machine"});
  f.do_and_work(TakeBackValue{at.names[0], "surname", "taken", ""});
  CHECK(lines().at(group + size_t{1}).ends_with(",phone"));
  f.do_and_work(Undo{});
  f.do_and_work(Undo{});
  f.do_and_work(Undo{});
  CHECK(lines() == before);
}

TEST_CASE("what is typed is cleaned as values of its attribute are; what cannot be read is kept as it was written, and what stands for nothing refused") {
  SessionFixture f;
  with_result(f);
  const Found at = another(f, "phone");
  const auto typed = [&](const char* text) { return f.page<TypedValue>(TypedValueQuery{golden_of(f, at.record).group, "phone", text}); };
  CHECK(typed("06.39.98 17 55").clean == "+33 6 39 98 17 55");
  CHECK(typed("06.39.98 17 55").status == "clean");
  CHECK(typed("inconnu").status == "missing");
  CHECK(typed("12").status == "invalid");
  f.do_and_work(DecideValue{at.names, "phone", "typed", "06.39.98 17 55"});
  GoldenAttribute now = value_of(golden_of(f, at.record), "phone");
  CHECK(now.value == "+33 6 39 98 17 55");
  CHECK(now.origin == -1);
  CHECK_FALSE(now.invalid);
  CHECK(std::find(now.further_values.begin(), now.further_values.end(), now.below) != now.further_values.end());
  CHECK(f.exported("golden").find("+33 6 39 98 17 55") != std::string::npos);
  f.do_and_work(DecideValue{at.names, "phone", "typed", "12"});
  now = value_of(golden_of(f, at.record), "phone");
  CHECK(now.value == typed("12").clean);
  CHECK(now.invalid);
  CHECK(now.decisions.size() == 1);  // in the place of the former
  const Status status = f.session.dispatch(DecideValue{at.names, "phone", "typed", "inconnu"});
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().id == "golden.stands_for_nothing");
  CHECK(f.summary().decisions.golden_value_count == 1);
}

TEST_CASE("an ignored value is in no golden file any more until it is taken, and what is taken may be ignored again") {
  SessionFixture f;
  with_result(f);
  const Found at = another(f, "surname");
  const std::string wanted = value_of(golden_of(f, at.record), "surname").value;
  const GoldenDetail d = golden_of(f, at.record);
  const GoldenAttribute& value = value_of(d, "surname");
  const RecordRef holder = d.records[static_cast<size_t>(value.origin)].name;
  f.do_and_work(DecideValue{{holder}, "surname", "ignored", "", 0});
  CHECK(f.summary().undo_name == "ignore_value");
  GoldenAttribute now = value_of(golden_of(f, at.record), "surname");
  CHECK(now.value != wanted);
  CHECK(now.below == wanted);
  CHECK(now.decisions.at(0).act == "ignored");
  CHECK(now.decisions[0].for_ever);
  CHECK(f.summary().decisions.ignored_value_count == 1);
  CHECK(f.summary().decisions.values_by_hand_count == 0);
  f.do_and_work(DecideValue{{holder}, "surname", "taken", ""});
  now = value_of(golden_of(f, at.record), "surname");
  CHECK(now.value == wanted);
  REQUIRE(now.decisions.size() == 1);
  CHECK(now.decisions[0].act == "taken");
  f.do_and_work(DecideValue{{holder}, "surname", "ignored", "", 0});
  now = value_of(golden_of(f, at.record), "surname");
  REQUIRE(now.decisions.size() == 1);
  f.do_and_work(TakeBackValue{now.decisions[0].record, "surname", "ignored", now.decisions[0].value_id});
  CHECK(value_of(golden_of(f, at.record), "surname").decisions.empty());
}

TEST_CASE("a decision ends when the rules give something else, and one for ever does not") {
  for (const bool for_ever : {false, true}) {
    SessionFixture f;
    with_result(f);
    const Found at = another(f, "surname");
    f.do_and_work(DecideValue{at.names, "surname", "typed", "Zéphyrin", 0, for_ever});
    const std::string wanted = value_of(golden_of(f, at.record), "surname").value;
    std::vector<uint32_t> apart(at.names.size(), 1);
    apart[0] = 0;
    f.do_and_work(ShapeGroup{at.names, apart, "taken_out"});  // the customer is that record alone: its own name is what the rules give
    const GoldenAttribute now = value_of(golden_of(f, at.record), "surname");
    CHECK((now.value == wanted) == for_ever);
    CHECK(now.decisions.at(0).state == (for_ever ? "holds" : "ended"));
    CHECK(f.summary().decisions.ended_value_count == (for_ever ? 0 : 1));
    CHECK(f.page<GoldenDecisionsPage>(GoldenDecisionsQuery{0, 10}).rows.at(0).state == now.decisions[0].state);
    f.do_and_work(Undo{});
    CHECK(value_of(golden_of(f, at.record), "surname").value == wanted);
    CHECK(f.summary().decisions.ended_value_count == 0);
  }
}

TEST_CASE("decisions of two customers meet when these are merged: the latest counts; apart again, each has its own") {
  SessionFixture f;
  with_result(f);
  const RecordRef one = f.ref(0);
  RecordIndex other = 1;
  while (f.session.result()->groups->group_of[other] == f.session.result()->groups->group_of[0]) ++other;
  const RecordRef two = f.ref(other);
  f.do_and_work(DecideValue{{one}, "surname", "typed", "Premier", 0, true});
  f.do_and_work(DecideValue{{two}, "surname", "typed", "Second", 0, true});
  f.do_and_work(ShapeGroup{{one, two}, {0, 0}, "merged"});
  GoldenAttribute now = value_of(golden_of(f, 0), "surname");
  CHECK(now.value == "Second");
  REQUIRE(now.decisions.size() == 2);
  CHECK(now.decisions[0].state == "overruled");
  CHECK(f.summary().decisions.overruled_value_count == 1);
  f.do_and_work(ShapeGroup{{one, two}, {0, 1}, "split"});
  CHECK(value_of(golden_of(f, 0), "surname").value == "Premier");
  CHECK(value_of(golden_of(f, other), "surname").value == "Second");
}

TEST_CASE("a decision waits while its record is gone, and holds in the saved project, with the same bytes") {
  SessionFixture f;
  with_result(f);
  const Found at = another(f, "city");
  f.do_and_work(DecideValue{at.names, "city", "typed", "Saint-Étienne"});
  f.do_and_work(DecideValue{{at.names[0]}, "surname", "ignored", "", 0});
  const std::string golden = f.exported("golden"), xref = f.exported("xref"), saved = f.exported("jumelles"), json = f.exported("project");
  for (const std::string& project : {saved, json}) {
    SessionFixture other;
    const uint32_t file = other.session.register_file(std::make_shared<ingest::MemorySource>(project));
    other.do_and_work(OpenProject{file, "x"});
    other.add_extracts();
    other.work();
    CHECK(other.summary().decisions.golden_value_count == 2);
    CHECK(other.exported("golden") == golden);
    CHECK(other.exported("xref") == xref);
  }
  f.do_and_work(ProposeAgain{});
  CHECK(f.exported("golden") == golden);
  SessionFixture g;
  with_result(g);
  g.do_and_work(DecideValue{{g.ref(0)}, "surname", "typed", "Ailleurs", 0, true});
  g.do_and_work(RenameSource{g.source(0), "elsewhere"});
  g.run();
  CHECK(g.summary().decisions.golden_value_count == 1);
  const GoldenDecisionRow row = g.page<GoldenDecisionsPage>(GoldenDecisionsQuery{0, 10}).rows.at(0);
  CHECK((row.state == "holds" || row.state == "waiting"));
}

TEST_CASE("what cannot be decided is refused and changes nothing") {
  SessionFixture f;
  with_result(f);
  const auto refused = [&](const Command& command) {
    const Status status = f.session.dispatch(command);
    return status.ok() ? std::string() : status.error().id;
  };
  CHECK(refused(DecideValue{{}, "surname", "taken", ""}) == "golden.no_customer");
  CHECK(refused(DecideValue{{f.ref(0)}, "", "taken", ""}) == "golden.no_customer");
  CHECK(refused(DecideValue{{f.ref(0)}, "shoe_size", "taken", ""}) == "golden.no_customer");
  CHECK(refused(DecideValue{{{"crm", "no such", 0, ""}}, "surname", "taken", ""}) == "golden.no_customer");
  CHECK(refused(DecideValue{{f.ref(0)}, "surname", "painted", "x"}) == "golden.act");
  CHECK(refused(DecideValue{{f.ref(0)}, "surname", "typed", ""}) == "golden.no_value");
  CHECK(refused(DecideValue{{f.ref(0)}, "surname", "ignored", "", 7}) == "golden.no_value");
  CHECK(refused(DecideValue{std::vector<RecordRef>(kMostNamedRecords + 1, f.ref(0)), "surname", "typed", "x"}) == "golden.no_customer");
  CHECK(refused(TakeBackValue{f.ref(0), "surname", "taken", ""}) == "golden.none");
  CHECK(f.summary().decisions.golden_value_count == 0);
}

// A model that knows nothing of runs: what was decided last of a customer that never changes.
TEST_CASE("random acts, taken back and done again, leave what a plain list of them says") {
  SessionFixture f;
  with_result(f);
  std::vector<RecordIndex> alone;  // customers of one record
  const Groups& groups = *f.session.result()->groups;
  for (uint32_t g = 0; g < groups.group_count() && alone.size() < 6; ++g)
    if (groups.first_member[g + 1] - groups.first_member[g] == 1) alone.push_back(groups.members[groups.first_member[g]]);
  REQUIRE(alone.size() == 6);
  struct Word {
    RecordIndex record;
    std::string act, value;
    bool operator==(const Word&) const = default;
  };
  std::map<RecordIndex, std::string> own;
  for (const RecordIndex record : alone) own[record] = value_of(golden_of(f, record), "surname").value;
  std::vector<std::vector<Word>> states{{}};
  size_t at = 0;
  Rng rng(11);
  for (int step = 0; step < 120; ++step) {
    const uint64_t kind = rng.below(10);
    if (kind < 2) {
      f.do_and_work(Undo{});
      if (at > 0) --at;
      else f.do_and_work(Redo{});  // it was the run
    } else if (kind == 2) {
      f.do_and_work(Redo{});
      if (at + 1 < states.size()) ++at;
    } else {
      const RecordIndex record = alone[rng.below(alone.size())];
      const char* act = kind < 5 ? "taken" : kind < 8 ? "typed" : "ignored";
      const std::string value = act == std::string("typed") ? "Nom" + std::string(1 + rng.below(3), 'a') : own[record];
      if (value.empty()) continue;
      std::vector<Word> now = states[at];
      std::erase_if(now, [&](const Word& word) { return word.record == record && ((word.act != "ignored" && act != std::string("ignored")) || word.value == value); });
      now.push_back({record, act, value});
      f.do_and_work(DecideValue{{f.ref(record)}, "surname", act, act == std::string("typed") ? value : "", 0, true});
      states.resize(at + 1);
      states.push_back(now);
      ++at;
    }
    CAPTURE(step);
    CHECK(f.summary().decisions.golden_value_count == states[at].size());
    for (const RecordIndex record : alone) {
      std::string wanted = own[record];
      for (const Word& word : states[at])
        if (word.record == record && word.act == "ignored" && word.value == own[record]) wanted.clear();
      for (const Word& word : states[at])
        if (word.record == record && word.act != "ignored") wanted = word.value;
      CHECK(value_of(golden_of(f, record), "surname").value == wanted);
    }
  }
}
