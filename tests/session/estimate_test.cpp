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
