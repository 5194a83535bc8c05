#pragma once

// Golden records: one value per attribute and group, chosen by rules over the whole group at once (never
// pairwise), with the cell every value came from.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/group_changes.h"
#include "core/phase.h"
#include "core/records.h"
#include "survive/hand_values.h"

namespace jumelles::survive {

// Rules describe themselves: menus, help and the configuration's schema come from this table.
struct RuleInfo {
  std::string_view id;      // "source_order", "most_recent", "oldest", "most_frequent", "longest", "most_complete", "valid_first", "union", "opt_out_wins", "founding_record"
  bool needs_update_date;   // not offered without a recognized update date
  bool multi_valued;        // gives several values
  bool whole_block;         // may choose one record for a block of attributes
};
//
// What each keeps: source_order: values of the most trusted source. most_recent, oldest: values of the records with
// the latest update date, the earliest creation (else update) date; dates other than birth dates are judged by themselves.
// most_frequent: the value most records of the group share, by comparison form, then by clean form. longest: most
// characters. most_complete: the record that fills most attributes (of the block, then of all). valid_first: checked and
// right before unchecked before wrong. union: every distinct value is kept, wrong ones only when there is no other; the
// rest of the cascade puts them in order. opt_out_wins: a refusal beats a consent. founding_record: the first record.
const std::vector<RuleInfo>& rules();
// Whether some record says when it was last updated.
bool has_update_date(const RecordSet& records);

// A cascade: the first rule narrows the candidates, the next decides among those left; the founding
// (smallest) record is the last resort. Frequencies are counted over the whole group. A block's attributes all come from
// one record; one that fills only secondary attributes (civility, country) is taken when there is no other.
// A consent is always decided by opt_out_wins first, whatever its cascade says.
struct AttributeRule {
  std::vector<std::string> attributes;  // keys; several = a block ("address": street, postcode, city...)
  std::vector<std::string> cascade;     // rule ids
  bool chosen_by_user = false;
};

struct SurvivorshipConfig {
  std::vector<AttributeRule> rules;          // every attribute of the records exactly once
  std::vector<std::string> source_order;     // names, most trusted first
};

// GoldenValue::rule where no rule chose: somebody took the value of a record, or typed another one.
constexpr uint8_t kByHand = UINT8_MAX;
// Id of rules()[rule], "by_hand"; "" where it is neither.
std::string_view rule_id(uint8_t rule);

// The values of one attribute, one per group; results that did not change them share them.
class GoldenColumn {
 public:
  const GoldenValue& operator[](size_t group) const { return (*values_)[group]; }
  size_t size() const { return values_->size(); }
  size_t capacity() const { return values_->capacity(); }
  auto begin() const { return values_->cbegin(); }
  auto end() const { return values_->cend(); }
  // To be changed: a copy of its own where it is shared. O(groups) then.
  std::vector<GoldenValue>& own() {
    if (values_.use_count() > 1) values_ = std::make_shared<std::vector<GoldenValue>>(*values_);
    return *values_;
  }

 private:
  std::shared_ptr<std::vector<GoldenValue>> values_ = std::make_shared<std::vector<GoldenValue>>();
};

// values[attribute][group]; `extra[attribute]` holds further values of multi-valued attributes.
struct GoldenRecords {
  std::vector<GoldenColumn> values;
  struct Extra { uint32_t group; GoldenValue value; };
  std::vector<std::vector<Extra>> extra;        // sorted by group, best first
  // Per attribute: what was typed and no record of the customer holds. Its codes follow those of the attribute's clean values.
  struct Typed { std::string text; Validity validity = Validity::kUnchecked; };
  std::vector<std::vector<Typed>> typed;
  std::vector<HandOutcome> by_hand;             // what became of each HandValue, in their order

  std::string_view text(const Attribute& attribute, size_t index, Code code) const {
    return code < attribute.clean.size() ? attribute.clean[code] : std::string_view(typed[index][code - attribute.clean.size()].text);
  }
  Validity validity(const Attribute& attribute, size_t index, Code code) const {
    return code < attribute.clean.size() ? attribute.validity[code] : typed[index][code - attribute.clean.size()].validity;
  }
};

// Name and address as blocks; every e-mail and phone kept, the best first; identifiers valid first; any opt-out wins;
// earliest creation; sources trusted in the order of the tables.
SurvivorshipConfig propose(const RecordSet& records);
// Puts an attribute into the block of the rule whose first attribute is `rule`, as its last; "": gives it a rule of its own, with the cascade
// that it had, behind the one that it leaves. A block keeps the steps of its cascade that can choose a record, the source order at least.
// What cannot be is told, and nothing is changed.
std::optional<Error> move_attribute(SurvivorshipConfig& config, const std::string& attribute, const std::string& rule);
// All problems, each with a path ("survivorship.rules[2].cascade[0]").
std::vector<Error> validate(const SurvivorshipConfig& config, const RecordSet& records);
// Golden records of other groups of the same records: groups that are as they were keep what a rule that is as it was gave them.
struct FormerGolden {
  std::shared_ptr<const GoldenRecords> golden;
  std::shared_ptr<const GroupChanges> changes;
  SurvivorshipConfig config;  // that they were chosen by
  bool same_groups = false;   // all groups are as they were; `changes` is not asked then
};
// Per attribute of the records: 1 where the same rule chooses its values.
std::vector<uint8_t> chosen_alike(const SurvivorshipConfig& former, const SurvivorshipConfig& config, const RecordSet& records);
// One phase "survive.values" per rule, over all groups, and "survive.by_hand" (hand_values.h) over the values that people decided.
// O(groups + values); ends with the first of validate()'s problems when there is one.
std::vector<Phase> survive_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups,
                                  SurvivorshipConfig config, std::shared_ptr<GoldenRecords> golden, FormerGolden former = {},
                                  std::vector<HandValue> hand = {});
// What changing the cascade of one rule would change: number of groups and up to `limit` of them. Nothing is stored.
struct RuleEffect { uint64_t changed_group_count = 0; std::vector<uint32_t> examples; };
RuleEffect preview_rule(const RecordSet& records, const Groups& groups, const SurvivorshipConfig& config,
                        const GoldenRecords& golden, size_t rule_index, const std::vector<std::string>& cascade, size_t limit);

}  // namespace jumelles::survive
