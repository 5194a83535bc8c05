#pragma once

// Long work is a list of phases; one runner cuts them into steps, so that progress, canceling and
// timing are written once and stage bodies read as plain loops.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/result.h"

namespace jumelles {

enum class Unit : uint8_t { kBytes, kRows, kValues, kRecords, kPairs, kPatterns, kGroups, kSteps };
const char* unit_name(Unit unit);  // "bytes", "rows"...

// One pass over `count()` units. The runner calls body(begin, end) for consecutive ranges that cover
// [0, count) exactly once, in order; where the cuts fall must not change the result.
struct Phase {
  std::string id;                                            // "read", "block.keys"...; interfaces translate by it
  Unit unit = Unit::kSteps;
  std::function<uint64_t()> count;                           // asked once, when the phase starts
  std::function<Status(uint64_t begin, uint64_t end)> body;
  uint64_t first_step = 1;  // units of the first step; later steps adapt to the time budget
};

namespace phase_detail {
// What gives no status has succeeded.
template <class Body, class... Arguments>
Status status_of(Body& body, Arguments&&... arguments) {
  if constexpr (std::is_void_v<std::invoke_result_t<Body&, Arguments...>>) {
    std::invoke(body, std::forward<Arguments>(arguments)...);
    return {};
  } else {
    return std::invoke(body, std::forward<Arguments>(arguments)...);
  }
}
}  // namespace phase_detail

// Builders of phases. `body(begin, end)` gives a Status, or nothing where it cannot fail.
template <class Count, class Body>
Phase pass(std::string id, Unit unit, Count count, Body body, uint64_t first_step) {
  return {std::move(id), unit, std::move(count),
          [body = std::move(body)](uint64_t begin, uint64_t end) mutable { return phase_detail::status_of(body, begin, end); }, first_step};
}
// The same of methods of the object that the phases of a piece of work share, or of functions that it is given to.
template <class Work, class Count, class Body>
Phase pass(std::string id, Unit unit, std::shared_ptr<Work> work, Count count, Body body, uint64_t first_step) {
  return {std::move(id), unit, [work, count = std::move(count)]() mutable -> uint64_t { return std::invoke(count, *work); },
          [work, body = std::move(body)](uint64_t begin, uint64_t end) mutable { return phase_detail::status_of(body, *work, begin, end); }, first_step};
}
// Work that is not cut.
template <class Body>
Phase step(std::string id, Body body) {
  return {std::move(id), Unit::kSteps, [] { return uint64_t{1}; },
          [body = std::move(body)](uint64_t, uint64_t) mutable { return phase_detail::status_of(body); }, 1};
}
template <class Work, class Body>
Phase step(std::string id, std::shared_ptr<Work> work, Body body) {
  return step(std::move(id), [work = std::move(work), body = std::move(body)]() mutable { return phase_detail::status_of(body, *work); });
}

inline void append(std::vector<Phase>& phases, std::vector<Phase> more) {
  for (Phase& phase : more) phases.push_back(std::move(phase));
}

struct Progress {
  std::string phase_id;
  Unit unit = Unit::kSteps;
  uint64_t done = 0;          // units of the current phase
  uint64_t total = 0;
  uint32_t phase_index = 0;
  uint32_t phase_count = 0;
  double phase_elapsed_ms = 0;
  double elapsed_ms = 0;      // of the whole task
};

// Runs phases step by step. Each call of `pump` works for about budget_ms (by the given clock, so that
// the engine has none of its own) and returns whether work is left. The order of results never depends on time.
class Runner {
 public:
  using Clock = std::function<double()>;  // milliseconds, any origin, never going back
  Runner(std::vector<Phase> phases, Clock clock);
  // Works about budget_ms in steps of about step_budget_ms (10 ms). true: call again.
  bool pump(double budget_ms);
  // The next pump ends with a kCanceled error; nothing is undone here.
  void cancel() { canceled_ = true; }
  bool finished() const { return finished_; }
  const Status& status() const { return status_; }
  Progress progress() const;
  double longest_step_ms() const { return longest_step_ms_; }
  // What `weight` says of each phase, in order: for one progress bar over all of them.
  template <class Weight>
  std::vector<double> phase_weights(Weight weight) const {
    std::vector<double> weights;
    for (const Phase& phase : phases_) weights.push_back(weight(phase.id));
    return weights;
  }
  struct Timing { std::string phase_id; double elapsed_ms; uint64_t units; };
  const std::vector<Timing>& timings() const { return timings_; }
  // Appends phases behind the last one (a phase may learn what must follow).
  void append(std::vector<Phase> phases);

 private:
  bool step();
  std::vector<Phase> phases_;
  Clock clock_;
  size_t index_ = 0;
  bool started_ = false, finished_ = false, canceled_ = false;
  uint64_t done_ = 0, total_ = 0, step_units_ = 1;
  double start_ms_ = 0, phase_start_ms_ = 0, now_ms_ = 0, longest_step_ms_ = 0;
  bool clock_started_ = false;
  Status status_;
  std::vector<Timing> timings_;
};

// Runs all phases to the end on the calling thread (tests, simple callers).
Status run_to_end(std::vector<Phase> phases);

}  // namespace jumelles
