#pragma once

// What the rules of a recipe change in tables as they were read: tried on every distinct value, without cleaning anything.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/phase.h"
#include "core/records.h"
#include "standardize/cell_counts.h"
#include "standardize/plan.h"
#include "standardize/recipe.h"

namespace jumelles::standardize {

struct RecipeChange {
  std::string before, after;  // the rule's: `before` is what the rules before it left
  uint64_t count = 0;         // cells
};

struct RecipeRuleEffect {
  uint64_t value_count = 0;   // distinct values of columns that the rule changes
  uint64_t cell_count = 0;    // cells that hold them
  std::vector<RecipeChange> examples;  // those that are there most often first, at most kMostRecipeExamples
};
constexpr size_t kMostRecipeExamples = 8;

class RecipeEffect {
 public:
  // `alone`: the index of a rule that alone is asked of, those behind it are not tried; below 0: all.
  RecipeEffect(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<const Recipe> recipe, int alone = -1);
  // Units of the longest phase are distinct values.
  static std::vector<Phase> phases(std::shared_ptr<RecipeEffect> effect);
  const std::vector<RecipeRuleEffect>& rules() const { return effects_; }  // of the recipe, in their order

 private:
  struct Part : CountedFeed {
    std::vector<uint8_t> counts_here{};  // per rule: no other part has counted these cells for it
  };
  void try_values(uint64_t begin, uint64_t end);
  void try_value(const Part& part, Code code);
  void take(uint32_t rule, std::string_view before, std::string_view after, uint32_t cells);
  void add_parts(const Plan& plan, const RecordSet& records, int alone);

  CellCounts<Part> counts_;
  Mapping mapping_;
  std::shared_ptr<const Recipe> recipe_;
  int alone_;
  std::vector<RecipeRuleEffect> effects_;
  std::string text_, left_;
};

}  // namespace jumelles::standardize
