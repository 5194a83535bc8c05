#include "core/phase.h"

#include <algorithm>

namespace jumelles {
namespace {

constexpr double kStepBudgetMs = 10.0;
constexpr double kGrowth = 4.0;  // a step is at most four times the one before
// ... and at most such a part of its phase: what costs nothing now may be followed by what costs much.
constexpr uint64_t kFewestSteps = 64;

}  // namespace

const char* unit_name(Unit unit) {
  static constexpr const char* kNames[] = {"bytes", "rows", "values", "records", "pairs", "patterns", "groups", "steps"};
  return kNames[static_cast<size_t>(unit)];
}

Runner::Runner(std::vector<Phase> phases, Clock clock) : phases_(std::move(phases)), clock_(std::move(clock)) {
  finished_ = phases_.empty();
}

void Runner::append(std::vector<Phase> phases) {
  jumelles::append(phases_, std::move(phases));
  if (!phases_.empty() && index_ < phases_.size()) finished_ = false;
}

bool Runner::step() {
  Phase& phase = phases_[index_];
  const double before = clock_();
  if (!started_) {
    started_ = true;
    done_ = 0;
    phase_start_ms_ = before;
    total_ = phase.count ? phase.count() : 1;
    step_units_ = std::max<uint64_t>(1, phase.first_step);
  }
  const uint64_t end = std::min(total_, done_ + step_units_);
  if (end > done_) {
    status_ = phases_[index_].body(done_, end);
    if (!status_.ok()) {
      finished_ = true;
      return false;
    }
  }
  const uint64_t units = end - done_;
  done_ = end;
  now_ms_ = clock_();
  const double spent = now_ms_ - before;
  longest_step_ms_ = std::max(longest_step_ms_, spent);
  if (units > 0) {
    const double factor = spent <= 0 ? kGrowth : std::min(kGrowth, kStepBudgetMs / spent);
    const uint64_t most = std::max(std::max<uint64_t>(1, phase.first_step), total_ / kFewestSteps);
    step_units_ = std::clamp<uint64_t>(static_cast<uint64_t>(static_cast<double>(units) * factor), 1, most);
  }
  if (done_ >= total_) {
    timings_.push_back({phases_[index_].id, now_ms_ - phase_start_ms_, total_});
    started_ = false;
    done_ = total_ = 0;
    if (++index_ == phases_.size()) finished_ = true;
  }
  return !finished_;
}

bool Runner::pump(double budget_ms) {
  if (finished_) return false;
  const double begin = clock_();
  if (!clock_started_) {
    clock_started_ = true;
    start_ms_ = begin;
  }
  now_ms_ = begin;
  do {
    if (canceled_) {
      status_ = Error{ErrorCode::kCanceled, "task.canceled", "The task was canceled.", "The former result is unchanged.", {}, 0, {}};
      finished_ = true;
      return false;
    }
    if (!step()) return false;
  } while (now_ms_ - begin < budget_ms);
  return true;
}

Progress Runner::progress() const {
  Progress out;
  const size_t index = std::min(index_, phases_.empty() ? 0 : phases_.size() - 1);
  if (!phases_.empty()) {
    out.phase_id = phases_[index].id;
    out.unit = phases_[index].unit;
  }
  out.done = done_;
  out.total = total_;
  out.phase_index = static_cast<uint32_t>(index);
  out.phase_count = static_cast<uint32_t>(phases_.size());
  out.phase_elapsed_ms = now_ms_ - phase_start_ms_;
  out.elapsed_ms = now_ms_ - start_ms_;
  return out;
}

Status run_to_end(std::vector<Phase> phases) {
  Runner runner(std::move(phases), [] { return 0.0; });
  while (runner.pump(1e9)) {
  }
  return runner.status();
}

}  // namespace jumelles
