#pragma once

// What programs put around JSON or into it, taken off while the text goes by: a call or an assignment for a script
// ("show([…]);", "var customers = […];"), a line that keeps scripts from reading it (")]}',"), comments; and JSON that was
// written once more, as a text of JSON ("[{\"a\":1}]").

#include <cstdint>
#include <string>
#include <string_view>

namespace jumelles::ingest {

struct JsonDressing {
  bool wrapped = false;   // something stands before the first bracket
  bool comments = false;  // of a script, "// …" and "/* … */"
  bool any() const { return wrapped || comments; }
};

// Looks at the beginning of a file, at most some 300 kB: comments that begin behind it are not found. Nothing for what is no JSON.
JsonDressing find_json_dressing(std::string_view sample);

// Behind blanks and comments.
size_t skip_json_blanks(std::string_view text, size_t at);

// Where JSON begins in `sample`, behind what may stand before it: at a bracket, or at the quote of a text that holds JSON. npos: nowhere.
size_t find_json_start(std::string_view sample);

// Blanks the dressing out. Line ends stay, so that lines keep their numbers. A comment stands where a value or a name may: a slash
// within a broken one ({"a": http://x, …}) begins none. What is not closed within 64 kB is no comment, and no further "/*" is one.
class JsonUndresser {
 public:
  explicit JsonUndresser(JsonDressing dressing) : dressing_(dressing), before_(dressing.wrapped) {}
  // Adds what remains of `text` to `out`. Over a file in order, cut anywhere; what may be a comment is held back until it is one.
  void undress(std::string_view text, std::string& out);
  // The end of the file: what was held back.
  void finish(std::string& out);
  bool found_comment() const { return found_comment_; }

 private:
  enum class State : uint8_t { kOutside, kText, kEscape, kLine, kBlock, kBlockStar };
  void take(char c, std::string& out);
  char letter(char c);
  void inside_block(char c, std::string& out);
  void give_up(std::string& out);

  JsonDressing dressing_;
  bool before_;                // no bracket yet
  State state_ = State::kOutside;
  bool slash_ = false;         // held back
  bool found_comment_ = false;
  bool in_word_ = false, after_word_ = false;  // a value without quotes, or what should be one
  bool word_colon_ = false;    // the colon of "http:"
  uint64_t depth_ = 0;
  std::string held_;           // a comment that is not closed yet
  bool never_closed_ = false;  // one was none
};

// Escapes that stand for no character are kept, to be told where they are read.
class JsonTextDecoder {
 public:
  // Adds what letters between the quotes of a text stand for, cut anywhere. Line ends become blanks, for they are none of the file.
  void decode(std::string_view raw, std::string& out);

 private:
  void escaped(char c, std::string& out);
  void unit_done(std::string& out);
  void give_up(std::string& out);  // what was held back stays as it stands

  uint32_t digits_ = 0;        // of \uXXXX that are still expected
  uint32_t unit_ = 0, high_ = 0;
  bool escape_ = false;
  std::string held_;           // the open escapes as they stand
};

// Leaves of a file what one of its texts holds, as JSON again, and the line ends before it.
class JsonTextOpener {
 public:
  // `text_number`: texts of the file that begin before it.
  explicit JsonTextOpener(uint64_t text_number) : wanted_(text_number) {}
  void open(std::string_view text, std::string& out);

 private:
  uint64_t wanted_, texts_ = 0;
  bool inside_ = false, escape_ = false;
  JsonTextDecoder decoder_;
};

}  // namespace jumelles::ingest
