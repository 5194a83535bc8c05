#pragma once

// Words that a text is to hold, as people type them over a list: parted by blanks, each to be found somewhere in the text, also within
// a word. Case, accents and signs aside ("saint-denis" is in "SAINT DENIS"); of a word that is nothing but signs as they are. Four digits and
// more are also found where the text parts its digits ("0639" in "06 39 98").

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::text {

class WordFilter {
 public:
  explicit WordFilter(std::string_view typed);
  bool empty() const { return words_.empty(); }
  // A bit per word; `found_in(text) == all()` when it holds every one. Words from the eighth on are taken as one.
  uint8_t all() const { return static_cast<uint8_t>((1u << words_.size()) - 1); }
  uint8_t found_in(std::string_view text);

 private:
  struct Word {
    std::string raw, folded;
    bool digits = false;
  };
  std::vector<Word> words_;
  bool has_folded_ = false, has_digits_ = false;
  std::string folded_, digits_;  // of the text, kept for their memory
};

}  // namespace jumelles::text
