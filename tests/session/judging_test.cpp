#include <algorithm>

#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

uint32_t group_of(SessionFixture& f, uint32_t record) { return f.session.result()->groups->group_of[record]; }

PairDetail detail(SessionFixture& f, uint64_t pair) { return f.page<PairDetail>(PairQuery{pair, 0, 0}); }

// The n-th linked pair whose records are alone together.
PairDetail linked_pair(SessionFixture& f, size_t n) {
  const PairsPage page = f.page<PairsPage>(PairsQuery{"linked", "strongest", 0, 400});
  for (const PairRow& row : page.rows) {
    const PairDetail d = detail(f, row.pair);
    const auto& groups = *f.session.result()->groups;
    const uint32_t group = groups.group_of[d.record_a];
    if (groups.first_member[group + 1] - groups.first_member[group] == 2 && n-- == 0) return d;
  }
  FAIL("no such pair");
  return {};
}

void judge_as(SessionFixture& f, uint32_t group, bool last_apart) {
  const auto d = f.page<SampledGroupDetail>(SampledGroupQuery{group});
  JudgeGroup command{group, {}, {}, false};
  for (const SampledRecord& row : d.records)
    if (row.is_member) command.records.push_back(row.name), command.thing_of.push_back(0);
  if (last_apart) command.thing_of.back() = 1;
  f.do_and_work(command);
}

}  // namespace

TEST_CASE("a pair judged different comes apart at once without training or scoring again, and undo joins it") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const PairDetail pair = linked_pair(f, 3);
  REQUIRE(pair.same_group);
  f.do_and_work(JudgePair{f.ref(pair.record_a), f.ref(pair.record_b), "different"});
  CHECK(group_of(f, pair.record_a) != group_of(f, pair.record_b));
  CHECK_FALSE(f.summary().is_stale);
  CHECK(f.summary().decisions.different_count == 1);
  const std::vector<std::string> phases = f.phases_of_last_task();
  CHECK(std::find(phases.begin(), phases.end(), "cluster.merge") != phases.end());
  CHECK(std::find(phases.begin(), phases.end(), "score.pairs") == phases.end());
  CHECK(detail(f, pair.pair).verdict == "different");
  CHECK(f.page<PairsPage>(PairsQuery{"judged", "", 0, 10}).total == 1);
  f.do_and_work(Undo{});
  CHECK(group_of(f, pair.record_a) == group_of(f, pair.record_b));
  CHECK(f.summary().decisions.different_count == 0);
}

TEST_CASE("judging again replaces, nothing takes back, and not knowing changes no group") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const PairDetail pair = linked_pair(f, 0);
  const std::string before = f.exported("xref");
  f.do_and_work(JudgePair{f.ref(pair.record_b), f.ref(pair.record_a), "different"});
  f.do_and_work(JudgePair{f.ref(pair.record_a), f.ref(pair.record_b), "unsure"});
  CHECK(f.summary().decisions.different_count == 0);
  CHECK(f.summary().decisions.unsure_count == 1);
  CHECK(f.exported("xref") == before);
  f.do_and_work(JudgePair{f.ref(pair.record_a), f.ref(pair.record_b), ""});
  CHECK(f.summary().decisions.unsure_count == 0);
  CHECK_FALSE(f.session.dispatch(JudgePair{f.ref(1), f.ref(1), "same"}).ok());
  CHECK_FALSE(f.session.dispatch(JudgePair{f.ref(1), f.ref(2), "perhaps"}).ok());
  CHECK_FALSE(f.session.dispatch(LearnFromDecisions{}).ok());
}

TEST_CASE("pairs to judge come in an order of chance, without those judged, and the same each time") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const PairsPage first = f.page<PairsPage>(PairsQuery{"to_judge", "", 0, 20});
  REQUIRE(first.rows.size() > 5);
  const PairDetail pair = detail(f, first.rows[0].pair);
  f.do_and_work(JudgePair{f.ref(pair.record_a), f.ref(pair.record_b), "unsure"});
  const PairsPage next = f.page<PairsPage>(PairsQuery{"to_judge", "", 0, 20});
  CHECK(next.rows[0].pair == first.rows[1].pair);
  CHECK(next.total == first.total - 1);
}

TEST_CASE("what was judged teaches the model when it is asked to, and the project gives every byte again") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const PairsPage pairs = f.page<PairsPage>(PairsQuery{"to_judge", "", 0, 6});
  for (size_t i = 0; i < pairs.rows.size(); ++i) {
    const PairDetail pair = detail(f, pairs.rows[i].pair);
    f.do_and_work(JudgePair{f.ref(pair.record_a), f.ref(pair.record_b), pair.probability > 0.5 ? "different" : "same"});
  }
  CHECK(f.summary().decisions.learned_count == 0);
  const double prior = f.summary().prior;
  f.do_and_work(LearnFromDecisions{});
  CHECK(f.summary().decisions.learned_count > 0);
  CHECK(f.summary().prior != prior);
  CHECK_FALSE(f.summary().is_stale);
  SessionFixture other;
  other.add_extracts();
  other.work();
  REQUIRE(other.session.load_project(f.session.project_json()).empty());
  other.run();
  for (const char* kind : {"golden", "xref", "pairs", "project"}) CHECK(other.exported(kind) == f.exported(kind));
}

TEST_CASE("drawn groups that were judged give an estimate, and are kept to without changing what is estimated") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  f.do_and_work(DrawSample{60});
  const uint64_t drawn = f.summary().decisions.drawn_count;
  REQUIRE(drawn > 20);
  CHECK(drawn <= 60);
  CHECK_FALSE(f.summary().decisions.precision_known);
  for (uint32_t g = 0; g < drawn; ++g) {
    CHECK(f.summary().decisions.first_open_group == g);
    judge_as(f, g, false);
  }
  CHECK(f.summary().decisions.judged_count == drawn);
  CHECK(f.summary().decisions.first_open_group == drawn);
  REQUIRE(f.summary().decisions.precision_known);
  CHECK(f.summary().decisions.precision.value == 1);
  CHECK(f.summary().decisions.precision.low > 0.8);
  // A group of two whose records are said to be two things: they come apart, and the estimate counts an error.
  uint32_t two = 0;
  SampledGroupDetail d;
  for (; two < drawn; ++two) {
    d = f.page<SampledGroupDetail>(SampledGroupQuery{two});
    const auto members = std::count_if(d.records.begin(), d.records.end(), [](const SampledRecord& r) { return r.is_member; });
    if (members == 2 && d.records.size() > 2) break;  // and one that is near
  }
  REQUIRE(two < drawn);
  CHECK(d.state == "judged");
  CHECK(d.records[0].values.size() == d.attributes.size());
  judge_as(f, two, true);
  CHECK(group_of(f, d.records[0].record) != group_of(f, d.records[1].record));
  CHECK(f.summary().decisions.precision.value < 1);
  CHECK(f.summary().decisions.precision.high < 1);
  SUBCASE("which the project gives again") {
    SessionFixture other;
    other.add_extracts();
    other.work();
    REQUIRE(other.session.load_project(f.session.project_json()).empty());
    other.run();
    CHECK(other.exported("xref") == f.exported("xref"));
    CHECK(other.summary().decisions.precision.value == f.summary().decisions.precision.value);
    CHECK(other.summary().decisions.precision.low == f.summary().decisions.precision.low);
  }
  SUBCASE("and undo takes the last judgment back") {
    f.do_and_work(Undo{});
    CHECK(f.summary().decisions.precision.value == 1);
    CHECK(group_of(f, d.records[0].record) == group_of(f, d.records[1].record));
  }
  SUBCASE("a record said to be missing joins the group") {
    const auto other = std::find_if(d.records.begin(), d.records.end(), [](const SampledRecord& r) { return !r.is_member; });
    REQUIRE(other != d.records.end());
    f.do_and_work(JudgeGroup{two, {d.records[0].name, d.records[1].name, other->name}, {0, 0, 0}, false});
    CHECK(group_of(f, d.records[0].record) == group_of(f, other->record));
    CHECK(f.summary().decisions.recall.value < 1);
  }
  SUBCASE("records of another group are refused") { CHECK_FALSE(f.session.dispatch(JudgeGroup{two, {f.ref(0), f.ref(1), f.ref(2), f.ref(3)}, {0, 0, 0, 0}, false}).ok()); }
}

TEST_CASE("a judged pair leaves those to check, whatever was said of it, and is back when that is taken back") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const uint64_t total = f.summary().counts.to_check_pair_count;
  REQUIRE(total > 8);
  const auto list = [&](const std::string& sort, uint64_t first = 0, uint32_t count = 1000) { return f.page<PairsPage>(PairsQuery{"to_check", sort, first, count}); };
  for (const std::string sort : {"useful", "strongest", "weakest"}) {
    const PairsPage before = list(sort);
    const std::vector<PairRow> judged{before.rows[0], before.rows[2], before.rows[3]};
    const char* verdicts[] = {"same", "unsure", "different"};
    for (size_t i = 0; i < 3; ++i) f.do_and_work(JudgePair{f.ref(judged[i].record_a), f.ref(judged[i].record_b), verdicts[i]});
    CHECK(f.summary().counts.checked_pair_count == 3);
    PairsPage after = list(sort);
    // What they settle beside themselves leaves too; the others stay in their order.
    CHECK(f.summary().counts.to_check_pair_count == after.total);
    CHECK(after.total <= total - 3);
    CHECK(after.total + 6 >= total);
    REQUIRE(after.rows.size() == after.total);
    size_t next = 0;
    for (size_t i = 0; i < before.rows.size() && next < after.rows.size(); ++i) {
      const bool was_judged = i == 0 || i == 2 || i == 3;
      if (before.rows[i].pair != after.rows[next].pair) continue;
      CHECK_FALSE(was_judged);
      ++next;
    }
    CHECK(next == after.rows.size());
    const PairsPage part = list(sort, 1, 2);
    REQUIRE(part.rows.size() == 2);
    CHECK(part.rows[0].pair == after.rows[1].pair);
    CHECK(part.rows[1].pair == after.rows[2].pair);
    CHECK(f.page<PairsPage>(PairsQuery{"judged", "", 0, 10}).total == 3);
    for (const PairRow& row : judged) f.do_and_work(JudgePair{f.ref(row.record_a), f.ref(row.record_b), ""});
    CHECK(list(sort).rows.size() == before.rows.size());
    CHECK(f.summary().counts.checked_pair_count == 0);
  }
}

TEST_CASE("a judged pair above the threshold is no progress of those to check") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const Counts before = f.summary().counts;
  const PairDetail pair = linked_pair(f, 0);
  f.do_and_work(JudgePair{f.ref(pair.record_a), f.ref(pair.record_b), "same"});
  CHECK(f.summary().counts.checked_pair_count == 0);
  CHECK(f.summary().counts.to_check_pair_count == before.to_check_pair_count);
  CHECK(f.page<PairsPage>(PairsQuery{"linked", "strongest", 0, 1}).total == before.linked_pair_count);
}

TEST_CASE("a verdict names its records whatever result has come since, and is told when it was heard") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const uint64_t result = f.summary().result;
  const PairDetail pair = linked_pair(f, 0);
  f.do_and_work(JudgePair{f.ref(pair.record_a), f.ref(pair.record_b), "same", 7});
  CHECK(f.summary().last_judgment == 7);
  CHECK(f.summary().result == result);  // groups were made anew, the records are the same
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 1), "ignored"});
  f.run();
  CHECK(f.summary().result != result);
  f.do_and_work(JudgePair{pair.b.name, pair.a.name, "different", 8});
  CHECK(f.summary().last_judgment == 8);
  CHECK(f.summary().decisions.same_count == 0);
  CHECK(f.summary().decisions.different_count == 1);
  CHECK(group_of(f, pair.record_a) != group_of(f, pair.record_b));
  const Status refused = f.session.dispatch(JudgePair{pair.a.name, pair.a.name, "same", 9});
  CHECK_FALSE(refused.ok());
  CHECK(f.summary().last_judgment == 9);
}

TEST_CASE("judging while a run is under way stops nothing, and holds in its result") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const PairDetail pair = linked_pair(f, 3);
  REQUIRE(f.session.dispatch(ProposeAgain{}).ok());
  for (int slice = 0; slice < 20; ++slice) REQUIRE(f.session.pump(1));
  f.drain();
  f.seen.clear();
  REQUIRE(f.session.dispatch(JudgePair{f.ref(pair.record_a), f.ref(pair.record_b), "different"}).ok());
  f.work();
  for (const TaskEnded& ended : f.events<TaskEnded>()) CHECK_FALSE(ended.canceled);
  CHECK(f.events<TaskEnded>().front().task == "run");
  CHECK(f.summary().decisions.different_count == 1);
  CHECK(group_of(f, pair.record_a) != group_of(f, pair.record_b));
  CHECK_FALSE(f.summary().is_stale);
}
