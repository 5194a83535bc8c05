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

// Acts on values look at a cell alone. Acts on rows move texts between the columns of a row, or leave it out (standardize/row_rules.h): all of
// these are done before all of those.
struct RecipeRule {
  std::string name;       // unique in the recipe
  std::string attribute;  // key of the columns' attribute; a full name that is taken apart also has those of its parts
  std::string source;     // name; "": all that have the attribute
  std::string act;        // one of recipe_acts()
  std::string suspects;   // of "suspects": an id of suspect_ids()
  std::string pattern, replacement;  // of "replace" and "missing", see text/pattern.h; of acts on rows see there
  std::vector<ValueChange> values;   // of "values"; what is there twice becomes what is said last
  bool enabled = true;
  std::string finding;    // that offered it; "": made by hand
  std::vector<std::string> into{};   // of acts on rows: keys of the other attributes
  bool operator==(const RecipeRule&) const = default;
};

// "suspects": what is recognized becomes what it should have been, or missing. "values": cells of these texts, without blanks around them.
// "replace": what the pattern finds. "missing": cells in which it finds something. On rows: "split", "join", "move", "exchange", "exclude".
const std::vector<std::string>& recipe_acts();
bool is_of_rows(std::string_view act);

// Why the rule can do nothing: its act, suspects, pattern or values. Whether its attribute and source are there is not asked.
std::optional<Error> recipe_problem(const RecipeRule& rule);

// The rules ready for use. Those with a problem do nothing.
class Recipe {
 public:
  explicit Recipe(std::vector<RecipeRule> rules);

  const std::vector<RecipeRule>& rules() const { return rules_; }
  bool is_idle() const;  // no rule is on
  // Those on values that are on for an attribute of a source, in their order; empty for most, which then cost nothing.
  std::vector<uint32_t> rules_for(std::string_view source, std::string_view attribute) const;
  // Those on rows that are on for a source, in their order.
  std::vector<uint32_t> row_rules_for(std::string_view source) const;

  // What one rule makes of a value without blanks around it, blanks around the outcome taken off. False: it stays.
  bool apply_one(uint32_t rule, AttributeType type, std::string_view value, std::string& out) const;
  // All of them, each on what the one before left. False: the value stays as it is written.
  bool apply(const std::vector<uint32_t>& rules, AttributeType type, std::string_view original, std::string& out) const;
  // Of a rule on rows: whether it is about a value without blanks around it. All that it names must hold: its suspects, its values, its pattern.
  bool is_about(uint32_t rule, AttributeType type, std::string_view value) const;
  // Of "exchange" that names values: whether it is about a cell and the one that it is exchanged with, both without blanks around them.
  bool is_about_both(uint32_t rule, std::string_view value, std::string_view other) const;
  // Of "split": a value in parts, without blanks around them, at most as many as the rule has attributes; the last one is the rest. Where the
  // pattern has groups they are the parts, and it must take the whole value. False: there is nothing to part.
  bool split(uint32_t rule, std::string_view value, std::vector<std::string>& parts) const;

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
