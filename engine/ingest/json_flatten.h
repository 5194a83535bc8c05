#pragma once

// What stands inside the fields of a JSON record, as cells with names of their own.
//
// {"address": {"city": "Lyon"}}                     address.city       Lyon
// {"emails": ["a@x.fr", "b@x.fr"]}                  emails             a@x.fr; b@x.fr
// {"phones": [{"number": "1"}, {"number": "2"}]}    phones.1.number    1, phones.2.number    2
//
// {"_id": {"$oid": "5f"}, "n": {"$numberLong": "7"}}    _id    5f, n    7
//
// Numbers stay as written. What has no place in that (lists of lists, lists of this and that, the tenth object of a list and
// those behind it) is kept as JSON text: nothing is lost.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/json_scanner.h"

namespace jumelles::ingest {

class JsonFlattener {
 public:
  void clear();
  // Adds the cells of an object or array that scan_json_object found, under `name` ("" for no prefix). false: it is broken
  // inside, problem() says how, or an escape stands for no character: bad_escape(). O(length · depth).
  bool add(std::string_view name, std::string_view raw);
  // Adds one cell; `raw` is a text between its quotes when `escaped`, and must outlive this. false: a bad escape.
  bool add_value(std::string_view name, std::string_view raw, bool escaped);

  size_t size() const { return cells_.size(); }
  std::string_view name(size_t i) const { return part(cells_[i].name); }
  std::string_view value(size_t i) const { return cells_[i].owned ? part(cells_[i].text) : cells_[i].raw; }
  // Puts one cell with `raw` in the place of all from `from` on.
  void replace(size_t from, std::string_view name, std::string_view raw);

  void rename(size_t i, std::string_view name) { cells_[i].name = keep(name); }

  bool kept_text() const { return kept_text_; }  // of one call at least, since clear()
  bool loose() const { return loose_; }
  bool bad_escape() const { return bad_escape_; }
  const char* problem() const { return problem_; }

 private:
  struct Part { size_t at = 0, size = 0; };
  struct Cell { Part name, text; std::string_view raw; bool owned = false; };

  std::string_view part(Part part) const { return std::string_view(arena_).substr(part.at, part.size); }
  Part keep(std::string_view text);
  bool object(const std::vector<JsonField>& fields, uint32_t depth);
  bool array(std::string_view raw, const std::vector<JsonField>& items, uint32_t depth);
  bool inside(std::string_view raw, uint32_t depth);
  bool unwrapped(std::string_view raw, const std::vector<JsonField>& items, uint32_t depth);
  bool add_made(std::string_view text);  // under path_
  bool joined(const std::vector<JsonField>& items);

  std::string arena_, path_, scratch_, made_;
  std::vector<Cell> cells_;
  std::vector<JsonObject> levels_;
  bool kept_text_ = false, loose_ = false, bad_escape_ = false;
  const char* problem_ = "";
};

}  // namespace jumelles::ingest
