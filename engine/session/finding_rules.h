#pragma once

// Rules of the recipe that mend what an audit found.

#include <optional>
#include <string>

#include "audit/audit.h"
#include "standardize/recipe.h"

namespace jumelles::session {

class FindingRules {
 public:
  // References are kept.
  FindingRules(const audit::Audit& audit, const audit::AuditInput& input) : audit_(audit), input_(input) {}

  // More than half of a column, which is one source's: it is how the column is made, and nothing is to be taken away.
  bool is_of_column(const audit::Finding& finding) const;
  // What its button does. Values are found again by what they are like, or are listed; nothing where they are too many, or somebody has to look.
  std::optional<standardize::RecipeRule> offered(const audit::Finding& finding) const;
  // Leaves its records out; nothing where no value tells them.
  std::optional<standardize::RecipeRule> exclusion(const audit::Finding& finding) const;

 private:
  bool name_values(const audit::Finding& finding, bool keep, standardize::RecipeRule& rule) const;
  bool name_pairs(const audit::Finding& finding, standardize::RecipeRule& rule) const;
  bool has_columns(const audit::Finding& finding, uint32_t attribute) const;
  int column_of(uint32_t table, uint32_t attribute) const;

  const audit::Audit& audit_;
  const audit::AuditInput& input_;
};

}  // namespace jumelles::session
