#pragma once

// Where the records of a JSON file are: found in one pass over its bytes, before any of them is read as a record.
//
// A service rarely gives a bare list. The list stands in an object, with counts and links beside it, or the object itself
// is one of records by their ids, or rows are arrays with their columns named elsewhere. Every such place is weighed by
// the values it holds; a list inside a record is part of that record, not a place of its own.

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::ingest {

enum class JsonShape : uint8_t {
  kSequence,  // objects one after the other, or one array of them: the whole file
  kList,      // an array of objects inside something else
  kKeyed,     // an object of objects: a record for each name
  kRows,      // an array of arrays, or arrays one after the other: a cell for each position
};

constexpr uint64_t kNoBracket = std::numeric_limits<uint64_t>::max();

struct JsonPlace {
  JsonShape shape = JsonShape::kSequence;
  uint64_t opening = kNoBracket;  // brackets that open before its own; kNoBracket: the file itself
  uint64_t header = kNoBracket;   // kRows: the same of the list that names the columns
  uint64_t row_count = 0;
  uint64_t value_count = 0;       // texts, numbers, true, false and null inside, at any depth
  std::string path;               // "response.docs"; "" for the outermost
};

// Whether brackets count, letter by letter: inside of a text they do not. A text ends with its line, so that one that was
// never closed hides no more than that.
struct JsonTextState {
  bool inside = false, escape = false;
  // true: `c` belongs to a text, its quotes included.
  bool take(char c) {
    if (!inside) return inside = c == '"';
    if (c == '\n') return inside = escape = false;
    if (escape) escape = false;
    else if (c == '\\') escape = true;
    else if (c == '"') inside = false;
    return true;
  }
};

class JsonOutline {
 public:
  // The file from its first byte on, in slices of any size. Constant time once the place is certain; else O(length).
  void add(std::span<const uint8_t> bytes);
  void finish();
  // The place with the most values, or the one of that path. After finish().
  JsonPlace place(std::string_view wanted_path) const;
  // All that could have been meant, in the order of the file; none for what is a sequence.
  const std::vector<JsonPlace>& places() const { return places_; }
  bool several() const;                                // more than one place is as good as any
  bool one_object() const { return one_object_; }      // the whole file is one object without such a place
  const std::string* empty_list() const { return has_empty_list_ ? &empty_list_ : nullptr; }  // path of a list named like one of records
  bool only_values() const { return only_values_; }    // one array of texts or numbers

 private:
  enum class Expect : uint8_t { kName, kColon, kValue, kNext };
  struct Frame {
    bool is_object = false, shares_name = false;
    Expect expect = Expect::kValue;
    uint64_t opening = 0, objects = 0, arrays = 0, scalars = 0;  // children
    uint64_t plain_arrays = 0, alike_objects = 0, first_width = 0;
    uint64_t values = 0;
    std::string name;
    std::vector<uint32_t> first_names;  // hashes of the names in the first object inside
    uint64_t children() const { return objects + arrays + scalars; }
  };

  void scan(const char* at, const char* end);
  const char* string(const char* at, const char* end);
  const char* skip_record(const char* at, const char* end);
  void end_string();
  void structural(char c);
  void open(bool is_object);
  void close();
  void close_all();
  bool begin_value();  // false: no value may stand here
  void name_found();
  void weigh(const Frame& frame);
  std::string path_to_top() const;
  void add_place(JsonPlace place);
  Frame& top() { return frames_[depth_ - 1]; }

  enum class State : uint8_t { kStart, kInside, kBehind, kDone };
  State state_ = State::kStart;
  uint8_t first_bytes_[2] = {};
  uint32_t first_count_ = 0;
  bool wide_ = false, little_endian_ = false, half_ = false;  // two bytes a letter
  uint8_t half_byte_ = 0;
  std::vector<char> narrow_;

  std::vector<Frame> frames_;  // the first depth_ of them are open
  size_t depth_ = 0, too_deep_ = 0;
  size_t record_depth_ = 0;    // brackets open in a record that is only passed over
  uint64_t openings_ = 0;
  bool in_string_ = false, escape_ = false, capturing_ = false, in_literal_ = false;
  bool dump_ = false;     // the list begins with an object of the type "header": parts of a dump, not records
  bool damaged_ = false, sequence_ = false, row_sequence_ = false, root_is_object_ = false, root_is_plain_array_ = false;
  bool one_object_ = false, only_values_ = false, has_empty_list_ = false;
  std::string text_, name_, empty_list_;
  struct Header { uint64_t opening, width; };
  std::vector<Header> headers_;
  std::vector<JsonPlace> places_;
};

}  // namespace jumelles::ingest
