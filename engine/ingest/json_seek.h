#pragma once

// Finds the place that the outline chose again, in decoded text, and the names of its columns where they stand apart.

#include <string>
#include <vector>

#include "ingest/json_outline.h"

namespace jumelles::ingest {

class JsonSeeker {
 public:
  explicit JsonSeeker(const JsonPlace& place) : place_(place) {}
  // Over text up to behind the bracket that opens the place, or `end`. O(length).
  const char* seek(const char* at, const char* end);
  bool found() const { return found_; }
  // Text behind the bracket, where the names may stand there only.
  bool wants_more() const { return place_.header != kNoBracket && !header_done_; }
  void follow(const char* at, const char* end);
  // Names of columns, once their list was passed; "" where one has none.
  std::vector<std::string> names() const;

 private:
  void step(char c);

  JsonPlace place_;
  JsonTextState text_;
  uint64_t openings_ = 0;
  bool found_ = false, header_done_ = false;
  size_t header_depth_ = 0;
  std::string header_;
};

}  // namespace jumelles::ingest
