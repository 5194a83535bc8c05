#pragma once

// The recipe: rules by which people mend original values before these are cleaned. Tables stay as they were read, and so do originals in
// outputs: what is cleaned is another text.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/attribute.h"
#include "core/result.h"
#include "text/pattern.h"

namespace jumelles::standardize {

// What one value becomes: "" is missing.
struct ValueChange {
  std::string from, to;
  bool operator==(const ValueChange&) const = default;
};

struct RecipeRule {
  std::string name;       // unique in the recipe
  std::string attribute;  // key of the columns' attribute; a full name that is taken apart also has those of its parts
  std::string source;     // name; "": all that have the attribute
  std::string act;        // one of recipe_acts()
  std::string suspects;   // of "suspects": an id of suspect_ids()
  std::string pattern, replacement;  // of "replace" and "missing", see text/pattern.h
  std::vector<ValueChange> values;   // of "values"; what is there twice becomes what is said last
  bool enabled = true;
  std::string finding;    // that offered it; "": made by hand
  bool operator==(const RecipeRule&) const = default;
};

// "suspects": what is recognized becomes what it should have been, or missing. "values": cells of these texts, without blanks around them.
// "replace": what the pattern finds. "missing": cells in which it finds something.
const std::vector<std::string>& recipe_acts();

// Why the rule can do nothing: its act, suspects, pattern or values. Whether its attribute and source are there is not asked.
std::optional<Error> recipe_problem(const RecipeRule& rule);

// The rules ready for use. Those with a problem do nothing.
class Recipe {
 public:
  explicit Recipe(std::vector<RecipeRule> rules);

  const std::vector<RecipeRule>& rules() const { return rules_; }
  bool is_idle() const;  // no rule is on
  // Those that are on for an attribute of a source, in their order; empty for most, which then cost nothing.
  std::vector<uint32_t> rules_for(std::string_view source, std::string_view attribute) const;

  // What one rule makes of a value without blanks around it, blanks around the outcome taken off. False: it stays.
  bool apply_one(uint32_t rule, AttributeType type, std::string_view value, std::string& out) const;
  // All of them, each on what the one before left. False: the value stays as it is written.
  bool apply(const std::vector<uint32_t>& rules, AttributeType type, std::string_view original, std::string& out) const;

 private:
  struct Ready {
    std::optional<text::Pattern> pattern;
    std::unordered_map<std::string, std::string> values;
    bool works = false;
  };
  std::vector<RecipeRule> rules_;
  std::vector<Ready> ready_;
};

}  // namespace jumelles::standardize
