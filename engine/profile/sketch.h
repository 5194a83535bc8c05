#pragma once

// A sample of a column's values, drawn by hash, so that two columns that hold the same values draw the same ones: what they
// share can be told from the samples.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/attribute.h"
#include "standardize/standardize.h"

namespace jumelles::profile {

struct ColumnSketch {
  static constexpr size_t kSize = 1024;  // values kept: a share of a tenth is then known to within a hundredth
  ValueForm form = ValueForm::kWords;  // by which its values are made alike before they are compared
  std::vector<std::pair<uint32_t, uint32_t>> values;  // hash and count of cells, by hash
  uint64_t drawn_below = uint64_t{1} << 32;           // all values whose hash is lower are in the sample
  uint32_t distinct = 0;                              // about
  // Of dates (as day numbers) and numbers: the range and distribution over cells.
  double lowest = 0, highest = 0, mean = 0, deviation = 0, measured = 0;
  double step = 1;  // a year where most dates are years, written as their first day
};

// Builds one value by value, in any slices.
class SketchBuilder {
 public:
  explicit SketchBuilder(ValueForm form = ValueForm::kWords, standardize::DateOrder order = standardize::DateOrder::kDayMonth)
      : order_(order) {
    sketch_.form = form;
  }
  void add(std::string_view original, uint32_t count);
  ColumnSketch finish();

 private:
  void shrink();
  ColumnSketch sketch_;
  standardize::DateOrder order_;
  double sum_ = 0, squares_ = 0, years_ = 0;
  std::string scratch_;
};

// What two columns have in common.
struct Likeness {
  double shared = 0;      // of the cells, those whose value the other column holds, too, beyond chance: 0..1, of both columns
  bool proven = false;    // more values are shared than chance gives
  double spread = 0;      // of dates and numbers: how alike they are distributed, 0..1
};
// Of words, any that are shared are more than chance. Of dates and numbers chance gives what two independent draws
// from their ranges would share. O(kSize).
Likeness likeness(const ColumnSketch& a, const ColumnSketch& b);

}  // namespace jumelles::profile
