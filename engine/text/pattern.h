#pragma once

// Regular expressions as ECMAScript writes them, over code points of UTF-8. Ours, because the standard library's differ between the native
// build and the browser, read bytes instead of letters and take exponential time on some patterns: here text and pattern cost at most
// O(length of the text x size of the pattern), without recursion.
//
// Understood: . \d \D \w \W \s \S \b \B ^ $ [a-z] [^...] \p{L} \P{Lu} ( ) (?: ) | * + ? {n} {n,} {n,m}, each also lazy (+?), \t \n \r \f \v
// \xHH \uHHHH \u{...}. Refused, with what is wrong: \1, (?=...), (?<...), all that would have to look back at what was found.
// Of a group in a loop the last round that it took part in counts.

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace jumelles::text {

class Pattern {
 public:
  // Errors: "pattern.*", the arguments are what is wrong and the pattern's place of it, from 1 in code points.
  static Result<Pattern> compile(std::string_view written);

  // A longer text is left alone: what a search remembers grows with it (one bit per byte and step, 1 MB at most).
  static constexpr size_t kMostBytes = 4000;

  // Whether it finds something.
  bool finds(std::string_view text) const;
  // Every match replaced: $1 to $99 are groups, $& is the match, $` and $' what is before and behind it, $$ is $. False: nothing was found.
  bool replace(std::string_view text, std::string_view replacement, std::string& out) const;

  // A match and its groups, those that took no part being empty. Views into the text that was searched.
  struct Found {
    size_t begin = 0, end = 0;
    std::vector<std::string_view> groups;
  };
  // The first match that begins at `from` or behind it.
  bool search(std::string_view text, size_t from, Found& found) const;

 private:
  friend class PatternParser;
  static constexpr size_t kMostGroups = 99;

  enum class Do : uint8_t { kChar, kAny, kSet, kSplit, kJump, kSave, kBegin, kEnd, kWordEdge, kNoWordEdge, kMatch };
  struct Step {
    Do what = Do::kMatch;
    uint32_t x = 0;  // code point, set, place of a mark; where to go, first of both
    uint32_t y = 0;  // the other one
  };
  struct Range { char32_t first = 0, last = 0; };
  // Code points of some categories of Unicode ("L", "Lu"), or all but these.
  struct Categories { uint32_t bits = 0; bool all_but = false; };
  struct Set {
    std::vector<Range> ranges;
    std::vector<Categories> categories;
    bool all_but = false;
    std::bitset<128> ascii;  // what is in it of ASCII
    bool holds_slowly(char32_t point) const;
    bool holds(char32_t point) const { return point < 128 ? ascii[point] : holds_slowly(point); }
  };
  struct State { uint32_t step = 0; uint32_t at = 0; };
  // What a search needs, kept between the searches of one text.
  struct Search {
    std::vector<uint64_t> seen;  // bit per step and place
    struct Frame { State state; int32_t mark = -1; uint32_t former = 0; };
    std::vector<Frame> frames;
    std::vector<uint32_t> marks;  // begin and end of the match, then of each group; kNowhere: it took no part
  };
  static constexpr uint32_t kNowhere = UINT32_MAX;

  void find_first_bytes();
  bool find(std::string_view text, size_t from, Search& search) const;
  bool match_at(std::string_view text, size_t at, Search& search) const;
  bool may_go_on(const Step& step, std::string_view text, uint32_t& at) const;
  void put_replacement(std::string_view text, std::string_view replacement, const Search& search, std::string& out) const;

  std::vector<Step> steps_;
  std::vector<Set> sets_;
  uint32_t group_count_ = 0;
  std::bitset<256> first_bytes_;    // a match begins with one of these
  bool may_be_empty_ = false;       // or with nothing at all
};

}  // namespace jumelles::text
