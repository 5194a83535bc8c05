#include "session/history.h"

#include <algorithm>

namespace jumelles::session {
namespace {

constexpr size_t kMostSteps = 200;

void apply_all(std::vector<document::Difference>& changes, document::Direction direction, document::Project& project) {
  if (direction == document::Direction::kForth) {
    for (const document::Difference& change : changes) apply(change, direction, project);
  } else {
    for (size_t i = changes.size(); i-- > 0;) apply(changes[i], direction, project);
  }
}

}  // namespace

void History::begin(const std::string& name, const document::Project& now) {
  record(now);
  undo_.push_back({name, {}});
  if (undo_.size() > kMostSteps) undo_.erase(undo_.begin());
  redo_.clear();
}

const document::Difference* History::record(const document::Project& now) {
  last_ = difference(recorded_, now);
  if (last_.empty()) return nullptr;
  recorded_ = now;
  if (!undo_.empty()) undo_.back().changes.push_back(last_);
  return &last_;
}

void History::end() {
  if (!undo_.empty() && undo_.back().changes.empty()) undo_.pop_back();
}

void History::clear(const document::Project& now) {
  undo_.clear();
  redo_.clear();
  recorded_ = now;
}

const document::Difference* History::travel(std::vector<Step>& from, std::vector<Step>& to, document::Direction direction, document::Project& project) {
  record(project);
  if (from.empty()) return nullptr;
  Step step = std::move(from.back());
  from.pop_back();
  apply_all(step.changes, direction, project);
  to.push_back(std::move(step));
  last_ = difference(recorded_, project);
  recorded_ = project;
  return last_.empty() ? nullptr : &last_;
}

const document::Difference* History::undo(document::Project& project) { return travel(undo_, redo_, document::Direction::kBack, project); }

const document::Difference* History::redo(document::Project& project) { return travel(redo_, undo_, document::Direction::kForth, project); }

const document::Difference* History::forget_last(document::Project& project) {
  if (undo_.empty()) return nullptr;
  const document::Difference* change = undo(project);
  redo_.pop_back();
  return change;
}

uint64_t History::memory_bytes() const {
  uint64_t bytes = 0;
  for (const auto* steps : {&undo_, &redo_})
    for (const Step& step : *steps)
      for (const document::Difference& change : step.changes) bytes += document::memory_bytes(change);
  return bytes;
}

}  // namespace jumelles::session
