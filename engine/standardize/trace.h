#pragma once

// Why a value is no longer as it was: told step by step to whoever asks. Where nobody does, cleaning keeps nothing.

#include <string>
#include <string_view>
#include <vector>

#include "text/readable.h"

namespace jumelles::standardize {

// The step that is none of cleaning: a rule of the recipe.
constexpr std::string_view kRecipeRule = "recipe.rule";

// One after the other, the first begins with the value as it was, the last ends with what is clean.
struct CleaningStep {
  std::string before, after;
  std::vector<std::string_view> rules;  // ids of cleaning_rules(), several where they work together; or kRecipeRule
};

class Trace {
 public:
  const std::vector<CleaningStep>& steps() const { return steps_; }
  void clear();
  // A rule at work in the step that comes next.
  void rule(std::string_view id);
  // A value changed; nothing is told of a step that changes nothing.
  void step(std::string_view before, std::string_view after);
  // Forgets rules that no step came of: what was only tried.
  void forget() { pending_.clear(); }
  const std::vector<std::string_view>& pending() const { return pending_; }
  // The value as the steps so far have left it.
  std::string_view at(std::string_view original) const { return steps_.empty() ? original : std::string_view(steps_.back().after); }

 private:
  std::vector<CleaningStep> steps_;
  std::vector<std::string_view> pending_;
};

inline void note(Trace* trace, std::string_view rule) {
  if (trace != nullptr) trace->rule(rule);
}
inline void step(Trace* trace, std::string_view before, std::string_view after, std::string_view rule) {
  if (trace == nullptr) return;
  trace->rule(rule);
  trace->step(before, after);
}
// What is left of the value, whatever the steps so far.
inline void step_to(Trace* trace, std::string_view original, std::string_view after, std::string_view rule) {
  if (trace != nullptr) step(trace, std::string(trace->at(original)), after, rule);
}
// What was taken off the characters of a value when it was made readable.
void step_readable(Trace* trace, std::string_view original, const text::Readable& reader, std::string_view readable);

}  // namespace jumelles::standardize
