#pragma once

// Rules of a recipe that look at whole rows: they move texts between columns, or leave rows out. What was read stays as it is: a table that
// such a rule is about is copied, and everything behind works on the copy.
//
//   "split"     a cell becomes parts, which go to the attributes of `into` in their order; where `attribute` is none of these it becomes missing.
//               `pattern` finds what is between parts, or its groups are the parts.
//   "join"      the cells of `into` are put behind the one of `attribute`, `replacement` between them, and become missing
//   "move"      a cell goes to the attribute of `into` and becomes missing
//   "exchange"  a cell and the one of `into` are exchanged; `values`, if any: pairs of both
//   "exclude"   the row is left out
// suspects, values (their `from`) and pattern say which cells a move, an exchange or an exclusion is about: all that are named must hold; none:
// every cell that holds something.
//
// A cell that holds something is never written over by something else: a row where a rule would have to stays as it is. Of several columns of
// an attribute each is looked at in turn; what comes goes into the first. An attribute that a table has no column of gets one.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/phase.h"
#include "core/records.h"
#include "standardize/recipe.h"

namespace jumelles::standardize {

struct RecipeChange {
  std::string before, after;  // the rule's: `before` is what the rules before it left
  uint64_t count = 0;         // cells, or rows
};
constexpr size_t kMostRecipeExamples = 8;

struct RowRuleEffect {
  uint64_t row_count = 0;   // that the rule changes, or leaves out
  uint64_t cell_count = 0;  // whose text it changes; of rows left out none
  std::vector<RecipeChange> examples;  // several cells of a row with " | " between them; most frequent first, at most kMostRecipeExamples
};

// Adds to the columns of each table those that rules on rows give it. `sources`: the tables' names.
void add_row_rule_columns(const Recipe& recipe, const std::vector<std::string>& sources, Mapping& mapping);

class RowRules {
 public:
  // `most`: the index of the last rule that is applied; below 0: all are.
  RowRules(std::vector<std::shared_ptr<const Table>> tables, Mapping mapping, std::shared_ptr<const Recipe> recipe, int most = -1);
  // Nothing where no rule is about a table. About linear in cells of the tables that are copied.
  static std::vector<Phase> phases(std::shared_ptr<RowRules> rules);

  // As the rules leave them; those that none is about are the very tables that were given. Filled when the phases are done.
  const std::vector<std::shared_ptr<const Table>>& tables() const { return tables_; }
  const Mapping& mapping() const { return mapping_; }
  // Of a rule of the recipe; nothing of those on values.
  RowRuleEffect effect(uint32_t rule) const;

 private:
  // A table at work.
  struct Job {
    uint32_t table = 0;
    std::shared_ptr<Table> out;
    std::vector<uint32_t> rules;
    std::vector<uint8_t> is_out;  // per row: left out
    uint32_t out_count = 0;
  };
  // A rule at work on a table.
  struct Step {
    uint32_t job = 0, rule = 0;
    std::vector<uint32_t> columns;            // of its attribute
    std::vector<std::vector<uint32_t>> into;  // of each other one; the first takes what comes
    std::vector<std::vector<uint8_t>> known;  // per column of `columns`, per code: 0 not asked, 1 it is about it, 2 it is not
  };
  struct Effect {
    uint64_t row_count = 0, cell_count = 0;
    uint64_t last_row = UINT64_MAX;
    std::map<std::pair<std::string, std::string>, uint64_t> examples;
  };

  uint64_t start_copy();
  void copy(uint64_t begin, uint64_t end);
  void add_steps(uint32_t job);
  uint64_t start_rows();
  void rows(uint64_t begin, uint64_t end);
  uint64_t start_leaving_out();
  void leave_out(uint64_t begin, uint64_t end);
  void finish();
  bool is_about(Step& step, size_t column, Code code);
  void apply(Step& step, uint32_t row);
  void apply_to_cell(Step& step, size_t column, uint32_t row);
  void join(Step& step, uint32_t row);
  void exclude(Step& step, uint32_t row, std::string_view text);
  bool may_take(const Table& table, uint32_t column, uint32_t row, std::string_view text) const;
  uint32_t put(Table& table, uint32_t column, uint32_t row, std::string_view text);
  void take(const Step& step, uint32_t row, std::string before, std::string after, uint32_t cells);

  std::vector<std::shared_ptr<const Table>> read_, tables_;
  Mapping mapping_;
  std::shared_ptr<const Recipe> recipe_;
  std::vector<Job> jobs_;
  std::vector<Step> steps_;
  std::vector<uint64_t> ends_;      // of the units of jobs or steps, summed up
  std::vector<Effect> effects_;     // per rule
  std::vector<std::string> parts_;
  // Of the column whose rows are gathered.
  Dictionary values_;
  std::vector<Code> codes_, now_;   // per row that stays; per former code
};

}  // namespace jumelles::standardize
