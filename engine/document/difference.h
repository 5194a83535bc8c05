#pragma once

// What a change did to a document: enough to take it back and to do it again. A verdict among many thousands costs that verdict.

#include <string>
#include <string_view>
#include <vector>

#include "document/project.h"

namespace jumelles::document {

// A list of which the elements from `at` on, `before`, were replaced by `after`.
template <class T>
struct Splice {
  size_t at = 0;
  std::vector<T> before, after;
  bool empty() const { return before.empty() && after.empty(); }
};

struct Difference {
  // Fields of settings and model by their place, as JSON: an object of pointers and values. "" where nothing differs.
  std::string before, after;
  Splice<PairDecision> pairs;
  Splice<KnownRecord> known_groups;
  Splice<SampledGroup> sample;
  Splice<ShapedGroup> shaped_groups;
  Splice<GoldenDecision> golden_values;
  bool empty() const {
    return before.empty() && pairs.empty() && known_groups.empty() && sample.empty() && shaped_groups.empty() && golden_values.empty();
  }
};

// O(size of the settings, decisions).
Difference difference(const Project& before, const Project& after);
enum class Direction : uint8_t { kBack, kForth };
// `project` as it was on the other side. Fields that something else has changed meanwhile are overwritten, too.
void apply(const Difference& difference, Direction direction, Project& project);
// The forth side as JSON on one line, and done again: false where the text is not one, or does not fit the project.
std::string to_json(const Difference& difference);
bool apply_json(std::string_view text, Project& project);
// In memory, roughly.
uint64_t memory_bytes(const Difference& difference);

}  // namespace jumelles::document
