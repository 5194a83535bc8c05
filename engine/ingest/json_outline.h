#pragma once

// Where the records of a JSON file are: found in one pass over its bytes, before any of them is read as a record.
//
// A service rarely gives a bare list. The list stands in an object, with counts and links beside it, or the object itself
// is one of records by their ids, or rows are arrays with their columns named elsewhere. Every such place is weighed by
// the values it holds; a list inside a record is part of that record, not a place of its own.

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/json_dressing.h"
#include "ingest/json_lines.h"

namespace jumelles::ingest {

enum class JsonShape : uint8_t {
  kSequence,  // objects one after the other, or one array of them: the whole file
  kList,      // an array of objects inside something else
  kKeyed,     // an object of objects: a record for each name
  kRows,      // an array of arrays, or arrays one after the other: a cell for each position
  kColumns,   // an object of columns: arrays of one length, or objects of the same row numbers
};

constexpr size_t kMaxNameBytes = 100;  // enough to tell names and to show a path
constexpr uint64_t kNoBracket = std::numeric_limits<uint64_t>::max();

struct JsonPlace {
  JsonShape shape = JsonShape::kSequence;
  uint64_t opening = kNoBracket;  // brackets that open before its own; kNoBracket: the file itself
  uint64_t header = kNoBracket;   // kRows: the same of the list that names the columns
  uint64_t row_count = 0;
  uint64_t value_count = 0;       // texts, numbers, true, false and null inside, at any depth
  std::string path;               // "response.docs"; "" for the outermost
  uint64_t text = kNoBracket;     // texts that begin before the one that holds it; brackets are counted inside of that one then
  bool pages = false;             // the lists of that path in all documents, one after the other or in one array
  bool page_is_line = false;      // each of them is a line
  uint64_t stands_at = 0;         // brackets of the file that open before it
  bool nested = false;            // kList: the records stand in lists of their own inside it
  bool grouped = false;           // kList: lists of alike objects under the names of one object, which `path` is
  bool frail = false;             // only believed where nothing stands beside it that could be a record's
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
  // Before anything is added.
  void undress(const JsonDressing& dressing) { if (dressing.any()) undresser_.emplace(dressing); }
  void mend(JsonLines lines) { mender_.emplace(lines); }
  // Whether line ends stand inside of texts. After finish().
  bool mended() const { return mender_ && mender_->mended(); }
  // The letters of the grammar at the beginning of a file, whatever its encoding; others stand for themselves or are left open.
  static std::string letters(std::span<const uint8_t> bytes);
  // The file from its first byte on, in slices of any size. Constant time once the place is certain; else O(length).
  void add(std::span<const uint8_t> bytes);
  void finish();
  // The place with the most values. After finish().
  JsonPlace place() const;
  std::optional<JsonPlace> place(std::string_view path) const;
  // All that could have been meant, in the order of the file; none for what is a sequence.
  const std::vector<JsonPlace>& places() const { return places_; }
  bool several() const;                                // more than one place is as good as any
  bool one_object() const { return one_object_; }      // the whole file is one object without such a place
  const std::string* empty_list() const { return has_empty_list_ ? &empty_list_ : nullptr; }  // path of a list named like one of records
  // Lists that are read as one table, each by itself.
  const std::vector<JsonPlace>& parts() const { return parts_; }
  bool only_values() const { return only_values_; }    // one array of texts or numbers
  bool has_texts_around() const { return texts_around_; }  // the file is an object with several texts of its own beside lists
  bool error_answer() const { return error_answer_; }  // the file is one object that tells an error and nothing else
  // Whether the envelope of the records says that the service has more of them, and how many it has in all; 0: not said.
  bool has_more() const { return has_more_; }
  uint64_t stated_count() const { return stated_count_; }

 private:
  enum class Expect : uint8_t { kName, kColon, kValue, kNext };
  struct Frame {
    bool is_object = false, shares_name = false;
    Expect expect = Expect::kValue;
    uint64_t opening = 0, objects = 0, arrays = 0, scalars = 0;  // children
    uint64_t object_lists = 0, listed_objects = 0, empty_arrays = 0;
    uint64_t plain_arrays = 0, alike_objects = 0, number_keyed_objects = 0;
    uint64_t first_width = 0, first_size = 0;  // of the first array, of the first array or object
    bool same_size = true;                     // of all arrays and objects
    uint64_t numbered_names = 0;               // "0", "17"
    // Whether it is an answer of a service and nothing else: what it holds beside lists of records, as far as it was judged.
    uint64_t foreign_scalars = 0, foreign_texts = 0, foreign_parts = 0, carriers = 0;
    uint64_t vague_scalars = 0, paging_scalars = 0;
    bool is_place = false, has_data_list = false;
    bool is_answer() const { return !foreign() && carriers > 0 && (vague_scalars == 0 || paging_scalars > 0 || has_data_list); }
    bool foreign() const { return foreign_scalars + foreign_parts > 0; }
    uint64_t values = 0;
    std::string name;
    std::vector<uint32_t> first_names;  // hashes of the names in the first object inside
    std::vector<uint32_t> list_names;   // of an object: those in the first object of its first list
    uint64_t alike_lists = 0, beside_lists = 0;  // lists of objects with these names; lists of what stands beside records
    uint64_t nulls = 0;
    uint64_t children() const { return objects + arrays + scalars; }
  };

  void set_width();
  std::string_view narrowed(std::span<const uint8_t> bytes);
  void take(std::string_view text);
  void take_lines(std::string_view text);
  void scan(const char* at, const char* end);
  void begin_text();
  void look_inside(std::string_view raw);
  void weigh_text(bool closed);
  const char* string(const char* at, const char* end);
  const char* skip_record(const char* at, const char* end);
  void end_string();
  void structural(char c);
  void open(bool is_object);
  void close();
  void close_all();
  bool begin_value();  // false: no value may stand here
  bool begin_scalar();
  void look_at_list(const Frame& list, Frame& parent) const;
  bool weigh_group(const Frame& frame);
  bool is_envelope() const;
  void take_literal();
  void take_answer_text();
  bool is_judged() const;
  bool begin_second_page();  // false: what was closed is no page
  void end_document(const Frame& frame);
  bool is_columns(const Frame& frame) const;
  void name_found();
  void weigh(Frame& frame);
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
  bool texts_around_ = false, tells_error_ = false, tells_message_ = false, beside_message_ = false, tells_else_ = false, error_answer_ = false;
  bool has_more_ = false, watched_ = false, any_field_ = false;
  uint64_t stated_count_ = 0;
  std::string literal_;   // a number, true or false of an envelope
  std::string table_;     // of a dump, the one that is read
  bool one_object_ = false, only_values_ = false, has_empty_list_ = false;
  std::string text_, name_, empty_list_, empty_path_;
  struct Header { uint64_t opening, width; };
  std::vector<Header> headers_;
  std::vector<JsonPlace> places_, parts_, first_page_;

  std::optional<JsonLineMender> mender_;
  std::optional<JsonUndresser> undresser_;
  std::string lines_, undressed_;
  // Pages of records: the first document was one, the second is looked at.
  bool page_like_ = false, second_page_ = false, page_is_line_ = false;
  bool saw_line_end_ = false, line_end_in_page_ = false, cut_ = false;
  // Texts that hold JSON.
  uint64_t texts_ = 0, text_bytes_ = 0;
  bool root_text_ = false, look_inside_ = false;
  bool whole_ = false;  // an outline of such a text: to its end, for it must be right, and not into texts again
  JsonTextDecoder decoder_;
  std::string opened_text_;
  std::unique_ptr<JsonOutline> inner_;
};

}  // namespace jumelles::ingest
