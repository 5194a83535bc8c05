#pragma once

// Answers of several pages in one file, one behind the other or in one array: finds the list of records in each.

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/json_outline.h"

namespace jumelles::ingest {

class JsonPageSeeker {
 public:
  explicit JsonPageSeeker(const JsonPlace& place) : path_(place.path), any_name_(place.grouped), by_line_(place.page_is_line) {}
  // Over text up to behind the bracket that opens the list of a page, to the end of a page that has none, or `end`. O(length).
  // `line`: of the file, where `at` is.
  const char* seek(const char* at, const char* end, uint64_t line);
  bool found() const { return found_; }
  const std::string& name() const { return name_; }  // of that list
  bool missed() const { return missed_; }          // the page that ended has no such list
  const std::string& page() const { return page_; }  // how it begins
  uint64_t page_line() const { return page_line_; }
  // After found(): the list was read up to behind its closing bracket.
  void behind_list() { found_ = false; }
  // After missed(): the next page is looked for.
  void next_page();
  // The file ends here.
  void finish() { end_page(); }

 private:
  struct Open { size_t path_size; bool is_object, names_next; };
  void step(char c);
  void opens(char c);
  void closes(char c);
  void end_page();
  bool restarts(char c) const;

  std::string path_, here_, name_, page_;
  JsonTextState text_;
  std::vector<Open> open_;
  bool any_name_;         // the lists under all names of the object at that path
  bool by_line_, found_ = false, missed_ = false, had_list_ = false, in_page_ = false, in_name_ = false;
  bool line_is_blank_ = true;
  uint64_t page_line_ = 1;
};

}  // namespace jumelles::ingest
