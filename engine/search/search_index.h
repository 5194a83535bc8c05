#pragma once

// Finds records by any of their values, mistyped or begun: an index over the words of all distinct clean values and of the records' ids.
//
// Shape: words in one text, those without digits in order, each with the values it stands in. From a value to its records no list is kept:
// the records' codes are gone through. Measures and what systems wrote for themselves (core/attribute.h, roles) are left out.
//
// Building: O(distinct values + words log words), in slices. Memory: a word about 17 bytes and its letters, 4 bytes for each word of a
// value; a byte per value and per record while it is asked.
// Asking: O(words + answered values + records * attributes that answer).

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/phase.h"
#include "core/records.h"
#include "search/terms.h"

namespace jumelles::search {

struct Match {
  RecordIndex record = 0;
  // The smallest is best: the sum of the terms' qualities in the upper 16 bits; below, that of how common their words are (the binary
  // logarithm of the number of values of records that hold the word). Each term counts by the best word it finds in the record.
  uint32_t rank = 0;
  bool operator==(const Match&) const = default;
};

// A value of a record that answers a term.
struct Answer {
  int32_t attribute = 0;  // index into RecordSet::attributes; -1: the record's id
  uint32_t slot = 0;
  Quality quality = kNoAnswer;
  bool operator==(const Answer&) const = default;
};

class SearchIndex {
 public:
  explicit SearchIndex(std::shared_ptr<const RecordSet> records) : records_(std::move(records)) {}
  // Finds nothing before they have run. Phases "search.values", "search.sort", "search.words".
  static std::vector<Phase> phases(std::shared_ptr<SearchIndex> index);

  // Records in which every term of `query` is answered, ascending. None for a query without terms. Not by two threads at once.
  std::vector<Match> find(std::string_view query) const;
  // Where `record` answers each term best; the first of the attributes where several do. Empty where it does not answer.
  std::vector<Answer> answers(std::string_view query, RecordIndex record) const;

  const std::shared_ptr<const RecordSet>& records() const { return records_; }
  uint32_t word_count() const { return static_cast<uint32_t>(places_.size()); }
  uint64_t memory_bytes() const;

 private:
  struct Building;
  struct Place { uint32_t begin = 0; uint16_t size = 0; uint16_t frequency_bits = 0; };
  struct Answering { uint32_t word = 0; Quality quality = kNoAnswer, in_phones = kNoAnswer; };
  std::string_view word(uint32_t w) const { return std::string_view(text_).substr(places_[w].begin, places_[w].size); }
  bool is_searched(size_t attribute) const;
  std::string_view value(size_t attribute, uint32_t number) const;
  // Every word that answers, once each.
  std::vector<Answering> words_for(const Term& term) const;
  void add_begun(const Term& term, std::vector<Answering>& out) const;
  void add_slips(const Term& term, std::vector<Answering>& out) const;
  void add_with_digits(const Term& term, const std::string& part, std::vector<Answering>& out) const;
  // The score of each value that answers into scores_; which, and in which attributes.
  struct Touched { std::vector<uint32_t> values; std::vector<uint8_t> attributes; };
  Touched score(const std::vector<Answering>& words) const;
  void clear(const Touched& touched) const;
  uint8_t best_of(RecordIndex record, const Touched& touched) const;
  void scan(const Touched& touched, std::vector<uint8_t>& best) const;

  std::shared_ptr<const RecordSet> records_;
  std::vector<uint32_t> base_;            // per attribute, and of the ids: number of its first value; values are numbered through
  std::string text_;                      // of the words, one after another, each with a blank behind it
  std::vector<Place> places_;             // per word: first those without digits, in order, then those with
  uint32_t plain_count_ = 0;              // words without digits
  std::vector<uint32_t> letters_;         // per word without digits: which letters it has
  std::vector<uint32_t> first_value_;     // words + 1 entries into values_
  std::vector<uint32_t> values_;
  mutable std::vector<uint8_t> scores_;   // per value, 255 between two questions
};

}  // namespace jumelles::search
