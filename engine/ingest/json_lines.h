#pragma once

// Line ends that stand inside of the texts of JSON, as they are or because a program cut its output into lines of one length (SQL
// Server: 2033 letters, mainframes and mail: 80). JSON knows none there: a text ends with its line.

#include <cstdint>
#include <string>
#include <string_view>

namespace jumelles::ingest {

struct JsonLines {
  uint32_t cut_at = 0;            // letters of a line after which a program cut it; 0: lines end where they should
  bool bytes_are_letters = false; // the text is not UTF-8
};

// How the lines of a file's beginning are cut. O(length).
JsonLines find_json_lines(std::string_view sample);

// Writes line ends inside of a text as "\n", or leaves them out where lines are cut at one length. A line end is inside of its text
// when behind the next quote stands what may follow a text (, } ] :); else the text is broken, and ends there as any other does.
// Line ends that are taken out of a text stand behind it, so that lines keep their numbers.
class JsonLineMender {
 public:
  explicit JsonLineMender(JsonLines lines) : lines_(lines) {}
  // Adds what `text` becomes to `out`. Over a file in order, cut anywhere. O(length).
  void mend(std::string_view text, std::string& out);
  // The end of the file: what was held back.
  void finish(std::string& out);
  bool mended() const { return mended_; }

 private:
  const char* take_plain(const char* at, const char* end, std::string& out);
  const char* take_line(const char* at, const char* end, std::string& out);
  const char* take_cut(const char* at, const char* end, std::string& out);
  void hold(char c, std::string& out);
  void take_held(std::string& out);
  void give_up(std::string& out);

  JsonLines lines_;
  bool inside_ = false, escape_ = false;
  bool mended_ = false;
  // From the first line end inside of a text on, until it is known whether it belongs there.
  std::string held_;
  size_t held_text_ = 0;         // bytes of it up to behind the quote that closes the text; 0: not met yet
  size_t held_lines_ = 0;
  bool held_escape_ = false;
  bool escaped_end_ = false;     // a backslash stands before it
  // Lines cut at one length.
  uint64_t letters_ = 0;         // of this line
  uint64_t line_ends_ = 0;       // that were taken out and have not been written behind a text yet
  bool started_ = false;         // behind a byte order mark
  bool carriage_ = false;        // a carriage return at the cut, of a line end or not
};

}  // namespace jumelles::ingest
