#pragma once

// What somebody searches for, as terms; and how well a word of a value answers one.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::search {

// How a word answers a term, best first. A record's quality is the sum over the terms.
enum Quality : uint8_t { kExact = 0, kPrefix = 1, kOneSlip = 2, kInside = 2, kTwoSlips = 3, kNoAnswer = 255 };

struct Term {
  std::string text;         // folded
  bool has_digit = false;
  bool all_digits = false;
  int slips = 0;            // allowed: none below 4 letters or with a digit in it, one below 8, else two
  std::string national;     // digits behind a trunk zero: "0639" is written +33639...
  std::string date;         // eight digits that are a day first, year first
};

constexpr size_t kMostTerms = 8;  // further ones are left out

// Folded words. Numbers written in groups of up to four digits are one term ("06 39 98"), whatever stands between the groups.
std::vector<Term> terms_of(std::string_view query);

constexpr size_t kLongestWord = 64;  // bytes; longer ones are not looked up

// Calls f(word) for each word of a folded value. A value without letters is one word: its digits.
template <class F>
void words_of(std::string_view folded, std::string& digits, F f) {
  bool only_digits = !folded.empty();
  for (const char c : folded) only_digits &= (c >= '0' && c <= '9') || c == ' ';
  if (only_digits) {
    digits.clear();
    for (const char c : folded)
      if (c != ' ') digits += c;
    if (digits.size() <= kLongestWord) f(std::string_view(digits));
    return;
  }
  size_t begin = 0;
  while (begin < folded.size()) {
    size_t end = folded.find(' ', begin);
    if (end == std::string_view::npos) end = folded.size();
    if (end > begin && end - begin <= kLongestWord) f(folded.substr(begin, end - begin));
    begin = end + 1;
  }
}

bool has_digit(std::string_view word);

// A word without digits: the same, begun so (from two letters), or with so many slips of the keyboard (text/similarity.h, osa_distance).
// One with digits: the same, begun so, at a phone behind its calling code of one to three digits, or holding three digits or more.
Quality quality(const Term& term, std::string_view word, bool in_phones);

}  // namespace jumelles::search
