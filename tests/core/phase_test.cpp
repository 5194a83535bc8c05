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
  const auto body = [&time, &ranges, cost_ms](uint64_t begin, uint64_t end) {
    ranges.push_back({begin, end});
    time.now_ms += cost_ms * static_cast<double>(end - begin);
  };
  return pass(std::move(id), Unit::kRows, [count] { return count; }, body, 1);
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
  const auto breaks = [](uint64_t, uint64_t) { return Status(Error{ErrorCode::kBadInput, "x", "It broke.", "", "", 0, {}}); };
  bool second_ran = false;
  Runner runner({pass("broken", Unit::kRows, [] { return 5; }, breaks, 1), step("next", [&] { second_ran = true; })}, time.clock());
  while (runner.pump(1)) {
  }
  REQUIRE_FALSE(runner.status().ok());
  CHECK(runner.status().error().id == "x");
  CHECK_FALSE(second_ran);
}

TEST_CASE("a step that is not cut runs once, and says when it fails") {
  int runs = 0;
  CHECK(run_to_end({step("once", [&] { ++runs; })}).ok());
  CHECK(runs == 1);
  const Status status = run_to_end({step("broken", [] { return Status(Error{ErrorCode::kBadInput, "x", "It broke.", "", "", 0, {}}); })});
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().id == "x");
}

TEST_CASE("phases of one piece of work share its object, by methods and by functions") {
  struct Sum {
    uint64_t start() { return 3; }
    void add(uint64_t begin, uint64_t end) { total += end - begin; }
    void close() { closed = true; }
    uint64_t total = 0;
    bool closed = false;
  };
  const auto sum = std::make_shared<Sum>();
  const auto ten = [](Sum& s, uint64_t begin, uint64_t end) { s.total += 10 * (end - begin); };
  const auto refuse = [](Sum& s) { return s.total == 33 ? Status(Error{ErrorCode::kBadInput, "full", "It is full.", "", "", 0, {}}) : Status(); };
  std::vector<Phase> phases{pass("methods", Unit::kRows, sum, &Sum::start, &Sum::add, 2)};
  CHECK(phases[0].id == "methods");
  CHECK(phases[0].unit == Unit::kRows);
  CHECK(phases[0].first_step == 2);
  append(phases, {pass("functions", Unit::kRows, sum, [](const Sum& s) { return s.total; }, ten, 1), step("close", sum, &Sum::close), step("refuse", sum, refuse)});
  REQUIRE(phases.size() == 4);
  const Status status = run_to_end(std::move(phases));
  CHECK(sum->total == 33);
  CHECK(sum->closed);
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().id == "full");
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
