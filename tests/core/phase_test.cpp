#include "core/phase.h"

#include <doctest/doctest.h>

using namespace jumelles;

namespace {

// A clock that advances by what the body says it cost.
struct FakeTime {
  double now_ms = 0;
  Runner::Clock clock() {
    return [this] { return now_ms; };
  }
};

Phase counting_phase(std::string id, uint64_t count, double cost_ms, FakeTime& time, std::vector<std::pair<uint64_t, uint64_t>>& ranges) {
  Phase phase;
  phase.id = std::move(id);
  phase.unit = Unit::kRows;
  phase.count = [count] { return count; };
  phase.body = [&time, &ranges, cost_ms](uint64_t begin, uint64_t end) {
    ranges.push_back({begin, end});
    time.now_ms += cost_ms * static_cast<double>(end - begin);
    return Status();
  };
  return phase;
}

}  // namespace

TEST_CASE("a runner covers every unit once, in order, in steps near the budget") {
  FakeTime time;
  std::vector<std::pair<uint64_t, uint64_t>> ranges;
  std::vector<Phase> phases;
  phases.push_back(counting_phase("a", 10000, 0.01, time, ranges));
  Runner runner(std::move(phases), time.clock());
  int pumps = 0;
  while (runner.pump(20)) ++pumps;
  uint64_t expected = 0;
  for (const auto& [begin, end] : ranges) {
    CHECK(begin == expected);
    expected = end;
  }
  CHECK(expected == 10000);
  CHECK(pumps >= 4);
  CHECK(runner.longest_step_ms() <= 40.0);
  CHECK(runner.status().ok());
  CHECK(runner.timings().size() == 1);
  CHECK(runner.timings()[0].units == 10000);
}

TEST_CASE("units that cost nothing do not make the step too long that comes upon those that cost much") {
  FakeTime time;
  Phase phase;
  phase.count = [] { return uint64_t{100000}; };
  phase.body = [&time](uint64_t begin, uint64_t end) {
    for (uint64_t unit = begin; unit < end; ++unit) time.now_ms += unit < 60000 ? 0 : 0.01;  // 400 ms in all
    return Status();
  };
  Runner runner({phase}, time.clock());
  while (runner.pump(20)) {
  }
  CHECK(runner.status().ok());
  CHECK(runner.longest_step_ms() <= 100000.0 / 64 * 0.01);
}

TEST_CASE("a phase may begin with a longer step than a part of it, and keep to it") {
  FakeTime time;
  std::vector<std::pair<uint64_t, uint64_t>> ranges;
  Phase phase = counting_phase("a", 6400, 0, time, ranges);
  phase.first_step = 1000;
  Runner runner({phase}, time.clock());
  while (runner.pump(20)) {
  }
  CHECK(ranges.size() == 7);
}

TEST_CASE("an empty phase is passed over and the next one runs") {
  FakeTime time;
  std::vector<std::pair<uint64_t, uint64_t>> none, some;
  std::vector<Phase> phases;
  phases.push_back(counting_phase("none", 0, 1, time, none));
  phases.push_back(counting_phase("some", 3, 1, time, some));
  Runner runner(std::move(phases), time.clock());
  while (runner.pump(5)) {
  }
  CHECK(none.empty());
  CHECK(some.back().second == 3);
}

TEST_CASE("a canceled runner stops before its next step and says so") {
  FakeTime time;
  std::vector<std::pair<uint64_t, uint64_t>> ranges;
  std::vector<Phase> phases;
  phases.push_back(counting_phase("a", 1000, 1, time, ranges));
  Runner runner(std::move(phases), time.clock());
  CHECK(runner.pump(10));
  const size_t before = ranges.size();
  runner.cancel();
  CHECK_FALSE(runner.pump(10));
  CHECK(ranges.size() == before);
  CHECK(runner.finished());
  REQUIRE_FALSE(runner.status().ok());
  CHECK(runner.status().error().code == ErrorCode::kCanceled);
}

TEST_CASE("a failing phase ends the run with its error") {
  FakeTime time;
  std::vector<Phase> phases(2);
  phases[0].id = "broken";
  phases[0].count = [] { return uint64_t{5}; };
  phases[0].body = [](uint64_t, uint64_t) { return Status(Error{ErrorCode::kBadInput, "x", "It broke.", "", "", 0, {}}); };
  bool second_ran = false;
  phases[1].count = [] { return uint64_t{1}; };
  phases[1].body = [&](uint64_t, uint64_t) { second_ran = true; return Status(); };
  Runner runner(std::move(phases), time.clock());
  while (runner.pump(1)) {
  }
  CHECK(runner.status().error().id == "x");
  CHECK_FALSE(second_ran);
}

TEST_CASE("progress names the phase, its unit and how far it is") {
  FakeTime time;
  std::vector<std::pair<uint64_t, uint64_t>> ranges;
  std::vector<Phase> phases;
  phases.push_back(counting_phase("first", 100, 1, time, ranges));
  phases.push_back(counting_phase("second", 100, 1, time, ranges));
  Runner runner(std::move(phases), time.clock());
  runner.pump(30);
  const Progress progress = runner.progress();
  CHECK(progress.phase_id == "first");
  CHECK(progress.unit == Unit::kRows);
  CHECK(progress.total == 100);
  CHECK(progress.done >= 20);
  CHECK(progress.phase_count == 2);
}
