#pragma once

// Texts as weighted sets of words and of three-character pieces, rare ones weighing more (TF-IDF), so that one merge of
// two sorted lists says how much of what is particular to them two texts share.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/table.h"

namespace jumelles::compare {

class TextVectors {
 public:
  // Counts words and pieces of values [begin, end): call for the whole dictionary in order, then weigh likewise.
  void reserve(uint32_t value_count);
  void count(const Dictionary& values, Code begin, Code end);
  void start_weighing();
  void weigh(const Dictionary& values, Code begin, Code end);

  // Mean of the cosine of words and the cosine of pieces, 0..1. O(length of both).
  double similarity(Code a, Code b) const;
  // A code is a word with a digit that few values hold: a model number, a reference. It may be written in two or three
  // words ("QR TV720K", "QRTV 720K", "QRTV720K"). Whether one is in both values, and none goes on differently there: endings
  // tell colors and sizes of one model ("KX8044 SLV", "KX8044 BLK").
  bool share_code(Code a, Code b) const;
  // Whether both hold codes, and, of those at full length, none in common, nor one that begins another one.
  bool differ_in_codes(Code a, Code b) const;

  // Whether they are the same but for a word or two of each that are known from other texts, and no ways of writing each other:
  // "red" where the other says "blue", "2021" for "2022", "vol 3" for "vol 4". What is misspelled is hardly known from elsewhere, and
  // who words a thing anew changes more. O(words of both).
  bool differ_in_words(Code a, Code b) const;

 private:
  struct Item {
    uint32_t id;
    float weight;
  };
  struct Lists {
    std::vector<uint64_t> first{0, 0};  // value 0 is missing
    std::vector<Item> items;
    std::vector<double> rarity;         // per term, while weighing: how much it weighs; below 0: not yet known
  };
  struct CodeLists {
    std::vector<uint32_t> first{0, 0};
    std::vector<uint32_t> ids;  // per value, ascending
  };
  void add_terms(std::string_view text, bool words, std::vector<uint32_t>& out);
  void add_joined(std::string_view text, std::vector<uint32_t>& out);
  static double cosine(const Lists& lists, Code a, Code b);
  void add_codes(std::string_view text);
  void add_plain_words(std::string_view text);
  bool has_other_word(const std::vector<uint32_t>& own, const std::vector<uint32_t>& others) const;
  bool full_codes_agree(Code a, Code b) const;
  static bool meet(const CodeLists& x, Code a, const CodeLists& y, Code b);
  void append(Lists& lists, const std::vector<uint32_t>& terms, const std::vector<uint32_t>& counts);

  // Terms are numbered by first appearance; hash -> number.
  struct Numbering {
    std::vector<uint64_t> keys;
    std::vector<uint32_t> numbers;
    uint32_t count = 0;
    uint32_t number(uint64_t hash);
    void grow();
  };
  Numbering word_numbers_, piece_numbers_;
  std::vector<uint32_t> word_counts_, piece_counts_;  // values that hold the term
  std::vector<uint32_t> code_counts_;                 // the same, as one word or as neighbors joined
  Lists words_, pieces_;
  CodeLists codes_;       // written as one word here or in another value; neighbors joined as well
  CodeLists full_codes_;  // those that do not begin another one of the value
  CodeLists plain_words_;  // as they stand in the text
  CodeLists beginnings_;  // of the codes, themselves included
  uint64_t total_length_ = 0;
  uint32_t value_count_ = 0;
  bool use_pieces_ = true;
  std::vector<std::string> spelling_;  // by term: of words that other texts hold, and of numbers; else empty
  std::vector<uint32_t> scratch_, joined_;
  std::vector<std::string> found_codes_;
};

}  // namespace jumelles::compare
