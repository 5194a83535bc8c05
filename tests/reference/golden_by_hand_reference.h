#pragma once

// Golden values by hand, the slow and obvious way: for every decided value all golden records are chosen again, of records that lost the
// ignored values; everything is compared as text.

#include <map>
#include <string>
#include <vector>

#include "core/phase.h"
#include "survive/survive.h"

namespace jumelles::test {

struct GoldenText {
  std::string value;
  RecordIndex record = kNoRecord;
  std::string rule;
  std::vector<std::string> further;
  bool operator==(const GoldenText&) const = default;
};

inline survive::GoldenRecords choose_all(const RecordSet& records, const Groups& groups, const survive::SurvivorshipConfig& config, std::vector<survive::HandValue> hand = {}) {
  auto golden = std::make_shared<survive::GoldenRecords>();
  (void)run_to_end(survive::survive_phases(std::make_shared<const RecordSet>(records), std::make_shared<const Groups>(groups), config, golden, {}, std::move(hand))).ok();
  return *golden;
}

inline GoldenText text_of(const RecordSet& records, const survive::GoldenRecords& golden, size_t a, uint32_t group) {
  const survive::GoldenValue& value = golden.values[a][group];
  GoldenText out{std::string(golden.text(records.attributes[a], a, value.code)), value.record, std::string(survive::rule_id(value.rule)), {}};
  for (const auto& extra : golden.extra[a])
    if (extra.group == group) out.further.emplace_back(golden.text(records.attributes[a], a, extra.value.code));
  return out;
}

// What the golden value of one attribute and group is, and what became of the decisions about it.
inline GoldenText golden_by_hand(const RecordSet& records, const Groups& groups, const survive::SurvivorshipConfig& config, size_t a, uint32_t group,
                                 const std::vector<survive::HandValue>& hand, std::map<size_t, std::string>& states) {
  using survive::HandAct;
  const Attribute& attribute = records.attributes[a];
  const auto is_here = [&](const survive::HandValue& h) { return h.record != kNoRecord && h.attribute == a && groups.group_of[h.record] == group; };
  const auto is_ignored = [&](std::string_view text) {
    for (const auto& h : hand)
      if (is_here(h) && h.act == HandAct::kIgnored && h.value == text) return true;
    return false;
  };
  const auto comparison_of = [&](const std::string& text) {
    for (Code code = 1; code < attribute.clean.size(); ++code)
      if (attribute.clean[code] == text && attribute.comparison_of[code] != kMissing) return "=" + std::string(attribute.comparison[attribute.comparison_of[code]]);
    return text;
  };
  const GoldenText by_rules = text_of(records, choose_all(records, groups, config), a, group);
  GoldenText out = by_rules;
  survive::SurvivorshipConfig alone = config;
  bool in_block = false, keeps_all = false;
  for (auto& rule : alone.rules)
    for (size_t i = 0; i < rule.attributes.size(); ++i) {
      if (rule.attributes[i] != attribute.key) continue;
      keeps_all = rule.attributes.size() == 1;
      if (rule.attributes.size() == 1) break;
      in_block = true;
      const std::vector<std::string> cascade = rule.cascade;
      rule.attributes.erase(rule.attributes.begin() + static_cast<std::ptrdiff_t>(i));
      alone.rules.push_back({{attribute.key}, cascade, true});
      goto found;
    }
found:
  if (keeps_all) {
    keeps_all = false;
    for (const auto& rule : config.rules)
      if (rule.attributes.front() == attribute.key) keeps_all = std::find(rule.cascade.begin(), rule.cascade.end(), "union") != rule.cascade.end();
  }
  RecordSet without = records;
  bool held = false;
  for (RecordIndex r = 0; r < records.record_count(); ++r)
    for (Attribute::Slot& slot : without.attributes[a].slots)
      if (groups.group_of[r] == group && slot.codes[r] != kMissing && is_ignored(attribute.clean[slot.codes[r]])) slot.codes[r] = kMissing, held = true;
  if (held && (!in_block || is_ignored(by_rules.value))) {
    out = text_of(without, choose_all(without, groups, alone), a, group);
    if (in_block) out.further.clear();
  }
  const GoldenText chosen = out;
  size_t holding = hand.size();
  for (size_t i = 0; i < hand.size(); ++i) {
    const auto& h = hand[i];
    if (!is_here(h)) continue;
    states[i] = "holds";
    if (h.act == HandAct::kIgnored) continue;
    std::string value = h.value;
    if (h.act == HandAct::kTaken) {
      std::vector<std::string> of_record;
      for (const Attribute::Slot& slot : attribute.slots)
        if (slot.codes[h.record] != kMissing) of_record.emplace_back(attribute.clean[slot.codes[h.record]]);
      if (std::find(of_record.begin(), of_record.end(), value) == of_record.end()) value = of_record.empty() ? "" : of_record[0];
    }
    if (h.below && *h.below != by_rules.value) {
      states[i] = "ended";
    } else if (value.empty()) {
      states[i] = "waiting";
    } else {
      if (holding < hand.size()) states[holding] = "overruled";
      holding = i;
      out = chosen;
      std::erase_if(out.further, [&](const std::string& further) { return comparison_of(further) == comparison_of(value); });
      if (keeps_all && !chosen.value.empty() && comparison_of(chosen.value) != comparison_of(value)) out.further.insert(out.further.begin(), chosen.value);
      out.value = value;
      out.record = h.act == HandAct::kTaken ? h.record : kNoRecord;
      out.rule = "by_hand";
    }
  }
  return out;
}

}  // namespace jumelles::test
