#include <map>

#include "truth.h"

using namespace jumelles;
using namespace jumelles::protocol;

TEST_CASE("a result comes with estimates whose intervals hold their values and the truth") {
  test::SessionFixture f;
  f.add_extracts();
  f.run();
  const EstimateSummary& estimate = f.summary().estimate;
  REQUIRE(estimate.known);
  REQUIRE(estimate.blocking_known);
  for (const IntervalSummary& interval : {estimate.precision, estimate.recall, estimate.blocking_recall}) {
    CHECK(interval.low <= interval.value);
    CHECK(interval.value <= interval.high);
    CHECK(interval.high <= 1);
    CHECK(interval.low > 0.5);
    CHECK(interval.high - interval.low <= 0.2);
  }
  CHECK(estimate.expected_matches > 100);

  const auto [scores, blocking_recall] = test::judged(f, test::small_extracts().bytes[3]);
  CHECK(estimate.precision.low <= scores.precision);
  CHECK(scores.precision <= estimate.precision.high + 1e-9);
  CHECK(estimate.recall.low <= scores.recall);
  CHECK(scores.recall <= estimate.recall.high + 1e-9);
  CHECK(estimate.blocking_recall.low <= blocking_recall);
  CHECK(blocking_recall <= estimate.blocking_recall.high + 1e-9);
}

TEST_CASE("pairs that people judged are no longer in doubt: with all of them judged the estimate is what they said") {
  test::SessionFixture f;
  f.add_extracts();
  f.run();
  const EstimateSummary before = f.summary().estimate;
  std::map<std::pair<std::string, std::string>, std::string> thing_of;
  for (const auto& row : test::rows_of(test::small_extracts().bytes[3], ',')) thing_of[{row[0], row[1]}] = row[2];
  const auto thing = [&](const PairSide& side) { return thing_of.at({f.summary().sources[side.source].name, side.id}); };
  for (const char* filter : {"linked", "to_check"}) {
    const auto pairs = f.page<PairsPage>(PairsQuery{filter, "weakest", 0, 1000});
    REQUIRE(pairs.rows.size() == pairs.total);
    std::vector<JudgePair> verdicts;
    for (const PairRow& row : pairs.rows) {
      const auto detail = f.page<PairDetail>(PairQuery{row.pair});
      verdicts.push_back({detail.a.name, detail.b.name, thing(detail.a) == thing(detail.b) ? "same" : "different"});
    }
    for (const JudgePair& verdict : verdicts) REQUIRE(f.session.dispatch(verdict).ok());
    f.work();
  }
  const EstimateSummary& after = f.summary().estimate;
  const auto [scores, blocking_recall] = test::judged(f, test::small_extracts().bytes[3]);
  REQUIRE(after.known);
  CHECK(after.precision.value > before.precision.value);
  CHECK(after.precision.value == doctest::Approx(scores.precision).epsilon(0.015));
  CHECK(after.precision.high - after.precision.low < before.precision.high - before.precision.low);
  CHECK(after.recall.value == doctest::Approx(scores.recall).epsilon(0.02));
}
