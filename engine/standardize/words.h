#pragma once

// Small fixed vocabularies of folded words, looked up by binary search.

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/ascii.h"
#include "standardize/trace.h"
#include "text/fold.h"
#include "text/readable.h"

namespace jumelles::standardize {

struct WordPair {
  std::string_view word;     // folded
  std::string_view meaning;  // what it is replaced by
};

// Says at once that most words are not there: one bit for each first, middle and last letter and length, folded together.
class WordFilter {
 public:
  void add(std::string_view word) { bits_[at(word) >> 6] |= uint64_t{1} << (at(word) & 63); }
  bool maybe(std::string_view word) const { return !word.empty() && ((bits_[at(word) >> 6] >> (at(word) & 63)) & 1) != 0; }

 private:
  static uint32_t at(std::string_view word) {
    return (static_cast<uint8_t>(word.front()) * 131u + static_cast<uint8_t>(word[word.size() / 2]) * 37u + static_cast<uint8_t>(word.back()) * 11u +
            static_cast<uint32_t>(word.size())) & 2047u;
  }
  uint64_t bits_[32] = {};
};

class WordMap {
 public:
  WordMap(std::initializer_list<WordPair> rows) : WordMap(std::vector<WordPair>(rows)) {}
  explicit WordMap(std::vector<WordPair> rows) : rows_(std::move(rows)) {
    std::sort(rows_.begin(), rows_.end(), [](const WordPair& a, const WordPair& b) { return a.word < b.word; });
    for (const WordPair& row : rows_) filter_.add(row.word);
  }
  // The meaning, or an empty view with a null pointer when the word is not there.
  std::string_view find(std::string_view word) const {
    if (!filter_.maybe(word)) return {};
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), word,
                                     [](const WordPair& row, std::string_view wanted) { return row.word < wanted; });
    return at != rows_.end() && at->word == word ? at->meaning : std::string_view();
  }
  const std::vector<WordPair>& rows() const { return rows_; }

 private:
  std::vector<WordPair> rows_;
  WordFilter filter_;
};

class WordSet {
 public:
  WordSet(std::initializer_list<std::string_view> words) : WordSet(std::vector<std::string_view>(words)) {}
  explicit WordSet(std::vector<std::string_view> words) : words_(std::move(words)) {
    std::sort(words_.begin(), words_.end());
    for (std::string_view word : words_) filter_.add(word);
  }
  const std::vector<std::string_view>& words() const { return words_; }
  bool has(std::string_view word) const { return filter_.maybe(word) && std::binary_search(words_.begin(), words_.end(), word); }

 private:
  std::vector<std::string_view> words_;
  WordFilter filter_;
};

// Buffers that cleaning reuses from value to value.
struct Scratch {
  text::Readable readable;
  std::string folded;
  std::vector<std::string_view> tokens;  // into `folded`
  Trace* trace = nullptr;                // of whoever asks why a value changes

  void read(std::string_view original) {
    text::fold_into(original, folded);
    tokens.clear();
    text::tokenize(folded, [&](std::string_view token) { tokens.push_back(token); });
  }
};

inline bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), is_digit);
}
inline bool one_digit_only(std::string_view s) {  // "000000"
  return !s.empty() && s.find_first_not_of(s.front()) == std::string_view::npos;
}
inline std::string digits_of(std::string_view s) {
  std::string out;
  for (char c : s)
    if (is_digit(c)) out.push_back(c);
  return out;
}
inline std::string_view trim(std::string_view s) {
  const auto blank = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
  while (!s.empty() && blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && blank(s.back())) s.remove_suffix(1);
  return s;
}
// Spreadsheets write whole numbers as "19710314.0": the number without that tail, or the text unchanged.
inline std::string_view without_zero_tail(std::string_view s) {
  size_t dot = 0;
  while (dot < s.size() && is_digit(s[dot])) ++dot;
  if (dot == 0 || dot + 1 >= s.size() || (s[dot] != '.' && s[dot] != ',')) return s;
  return s.substr(dot + 1).find_first_not_of('0') == std::string_view::npos ? s.substr(0, dot) : s;
}
inline void append_word(std::string& out, std::string_view word) {
  if (word.empty()) return;
  if (!out.empty()) out.push_back(' ');
  out.append(word);
}

}  // namespace jumelles::standardize
