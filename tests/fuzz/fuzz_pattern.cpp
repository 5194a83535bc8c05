// Regular expressions: anything may be written for one, and what it finds lies in the text, whatever that is.

#include <cstdlib>
#include <string>

#include "text/pattern.h"

using jumelles::Result;
using jumelles::text::Pattern;

namespace {

void promise(bool kept) {
  if (!kept) std::abort();
}

void check(const Pattern& pattern, std::string_view text) {
  std::string out;
  Pattern::Found found;
  const bool finds = pattern.finds(text);
  promise(pattern.replace(text, "$&", out) == finds);
  if (finds) promise(out == text);  // each match is itself again
  promise(pattern.search(text, 0, found) == finds);
  for (size_t from = 0; from <= text.size() && pattern.search(text, from, found); from = found.end + (found.end == found.begin)) {
    promise(found.begin >= from && found.begin <= found.end && found.end <= text.size());
    for (const std::string_view group : found.groups) promise(group.empty() || (group.data() >= text.data() && group.data() + group.size() <= text.data() + text.size()));
  }
}

}  // namespace

// What stands behind the first unit separator is the text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const size_t end = all.find('\x1F');
  const Result<Pattern> pattern = Pattern::compile(all.substr(0, end));
  if (!pattern) {
    promise(pattern.error().id.starts_with("pattern."));
    return 0;
  }
  check(pattern.value(), end == std::string_view::npos ? std::string_view() : all.substr(end + 1));
  check(pattern.value(), all.substr(0, end));
  return 0;
}
