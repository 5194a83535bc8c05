#pragma once

// Texts as weighted sets of words and of three-character pieces, rare ones weighing more (TF-IDF), so that one merge of
// two sorted lists says how much of what is particular to them two texts share.

#include <cstdint>
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
  // Whether a word with a digit that at most `kCodeShare` of the values hold is in both.
  bool share_code(Code a, Code b) const;
  // Whether both hold such words, and none in common.
  bool differ_in_codes(Code a, Code b) const { return has_code_[a] != 0 && has_code_[b] != 0 && !share_code(a, b); }

 private:
  struct Item {
    uint32_t id;
    float weight;
  };
  struct Lists {
    std::vector<uint64_t> first{0, 0};  // value 0 is missing
    std::vector<Item> items;
  };
  void add_terms(std::string_view text, bool words, std::vector<uint32_t>& out);
  static double cosine(const Lists& lists, Code a, Code b);
  void add_codes(std::string_view text);
  void append(Lists& lists, std::vector<uint32_t>& terms, const std::vector<uint32_t>& counts);

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
  Lists words_, pieces_;
  std::vector<uint32_t> code_first_{0, 0};
  std::vector<uint32_t> codes_;  // per value, ascending; neighbors joined as well: "PS LX350H" is "PSLX350H"
  std::vector<uint8_t> has_code_{0};
  uint64_t total_length_ = 0;
  uint32_t value_count_ = 0;
  bool use_pieces_ = true;
  std::vector<uint32_t> scratch_;
};

}  // namespace jumelles::compare
