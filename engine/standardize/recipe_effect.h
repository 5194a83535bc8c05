#pragma once

// What the rules of a recipe change in tables as they were read: those on rows are done, those on values tried on every distinct value, without
// cleaning anything.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/phase.h"
#include "core/records.h"
#include "standardize/cell_counts.h"
#include "standardize/plan.h"
#include "standardize/recipe.h"
#include "standardize/row_rules.h"

namespace jumelles::standardize {

struct RecipeRuleEffect {
  uint64_t value_count = 0;   // distinct values of columns that a rule on values changes
  uint64_t row_count = 0;     // rows that a rule on rows changes, or leaves out
  uint64_t cell_count = 0;    // cells whose text changes
  std::vector<RecipeChange> examples;  // those that are there most often first, at most kMostRecipeExamples
};

class RecipeEffect {
 public:
  // `alone`: the index of a rule that alone is asked of, those behind it are not tried; below 0: all.
  RecipeEffect(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<const Recipe> recipe, int alone = -1);
  // Units of the longest phase are distinct values.
  static std::vector<Phase> phases(std::shared_ptr<RecipeEffect> effect);
  // Of the recipe, in their order; complete when the phases are done.
  const std::vector<RecipeRuleEffect>& rules() const { return effects_; }

 private:
  struct Part : CountedFeed {
    std::vector<uint8_t> counts_here{};  // per rule: no other part has counted these cells for it
  };
  void try_values(uint64_t begin, uint64_t end);
  void try_value(const Part& part, Code code);
  void take(uint32_t rule, std::string_view before, std::string_view after, uint32_t cells);
  uint64_t start_rows();
  void add_parts(const Plan& plan, const RecordSet& records);

  std::shared_ptr<RowRules> row_rules_;  // until they are done
  CellCounts<Part> counts_;
  std::shared_ptr<const Recipe> recipe_;
  int alone_;
  std::vector<RecipeRuleEffect> effects_;
  std::string text_, left_;
};

}  // namespace jumelles::standardize
