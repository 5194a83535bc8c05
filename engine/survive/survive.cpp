#include "survive/survive.h"

#include <algorithm>

#include "survive/chooser.h"

namespace jumelles::survive {
namespace {

std::vector<uint32_t> attribute_indices(const RecordSet& records, const AttributeRule& rule) {
  std::vector<uint32_t> indices;
  for (const std::string& key : rule.attributes)
    if (const int index = records.find(key); index >= 0) indices.push_back(static_cast<uint32_t>(index));
  return indices;
}

class Survivor {
 public:
  Survivor(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups, SurvivorshipConfig config,
           std::shared_ptr<GoldenRecords> golden, FormerGolden former)
      : records_(std::move(records)), groups_(std::move(groups)), config_(std::move(config)), golden_(std::move(golden)), former_(std::move(former)) {
    alike_ = former_.golden ? chosen_alike(former_.config, config_, *records_) : std::vector<uint8_t>(records_->attributes.size(), 0);
  }

  uint64_t start(size_t rule) {
    if (rule == 0) {
      errors_ = validate(config_, *records_);
      *golden_ = GoldenRecords{};
      golden_->values.resize(records_->attributes.size());
      golden_->extra.resize(records_->attributes.size());
      ranks_ = source_ranks(*records_, config_.source_order);
    }
    if (!errors_.empty()) return 1;  // a wrong configuration still has a unit, so that its error is told
    if (rule >= config_.rules.size()) return 0;
    chooser_ = std::make_unique<Chooser>(*records_, ranks_, attribute_indices(*records_, config_.rules[rule]), config_.rules[rule].cascade);
    for (const uint32_t a : chooser_->attributes()) golden_->values[a].resize(groups_->group_count());
    next_extra_ = 0;
    return groups_->group_count();
  }

  Status run(uint64_t begin, uint64_t end) {
    if (!errors_.empty()) return errors_.front();
    const std::vector<uint32_t>& attributes = chooser_->attributes();
    const bool alike = !attributes.empty() && alike_[attributes[0]] != 0;
    for (uint32_t g = static_cast<uint32_t>(begin); g < end; ++g) {
      if (alike && former_.changes->former_of[g] != kNoGroup) {
        keep(g, former_.changes->former_of[g]);
        continue;
      }
      const uint32_t at = groups_->first_member[g];
      chooser_->choose(&groups_->members[at], groups_->first_member[g + 1] - at, choice_);
      for (size_t i = 0; i < attributes.size(); ++i) golden_->values[attributes[i]][g] = choice_.values[i];
      for (const GoldenValue& value : choice_.extra) golden_->extra[attributes[0]].push_back({g, value});
    }
    return {};
  }

  size_t rule_count() const { return config_.rules.size(); }

 private:
  // What the rule at hand chose for a former group of the same records. Both are numbered by their first record: in one order.
  void keep(uint32_t group, uint32_t former) {
    const std::vector<uint32_t>& attributes = chooser_->attributes();
    for (const uint32_t a : attributes) golden_->values[a][group] = former_.golden->values[a][former];
    const std::vector<GoldenRecords::Extra>& extra = former_.golden->extra[attributes[0]];
    while (next_extra_ < extra.size() && extra[next_extra_].group < former) ++next_extra_;
    for (; next_extra_ < extra.size() && extra[next_extra_].group == former; ++next_extra_)
      golden_->extra[attributes[0]].push_back({group, extra[next_extra_].value});
  }

  std::shared_ptr<const RecordSet> records_;
  std::shared_ptr<const Groups> groups_;
  SurvivorshipConfig config_;
  std::shared_ptr<GoldenRecords> golden_;
  FormerGolden former_;
  std::vector<uint8_t> alike_;   // per attribute: the rule is as it was
  size_t next_extra_ = 0;        // of the former ones
  std::vector<Error> errors_;
  std::vector<uint32_t> ranks_;
  std::unique_ptr<Chooser> chooser_;  // of the rule at hand
  Choice choice_;
};

}  // namespace

std::vector<uint8_t> chosen_alike(const SurvivorshipConfig& former, const SurvivorshipConfig& config, const RecordSet& records) {
  std::vector<uint8_t> alike(records.attributes.size(), 0);
  if (source_ranks(records, former.source_order) != source_ranks(records, config.source_order)) return alike;
  for (const AttributeRule& rule : config.rules)
    for (const AttributeRule& old : former.rules) {
      if (old.attributes != rule.attributes || old.cascade != rule.cascade) continue;
      for (const uint32_t a : attribute_indices(records, rule)) alike[a] = 1;
    }
  return alike;
}

std::vector<Phase> survive_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups,
                                  SurvivorshipConfig config, std::shared_ptr<GoldenRecords> golden, FormerGolden former) {
  auto survivor = std::make_shared<Survivor>(std::move(records), std::move(groups), std::move(config), std::move(golden), std::move(former));
  std::vector<Phase> phases;
  for (size_t rule = 0; rule < std::max<size_t>(1, survivor->rule_count()); ++rule)
    phases.push_back(pass("survive.values", Unit::kGroups, [survivor, rule] { return survivor->start(rule); },
                          [survivor](uint64_t begin, uint64_t end) { return survivor->run(begin, end); }, 512));
  return phases;
}

RuleEffect preview_rule(const RecordSet& records, const Groups& groups, const SurvivorshipConfig& config,
                        const GoldenRecords& golden, size_t rule_index, const std::vector<std::string>& cascade, size_t limit) {
  RuleEffect effect;
  if (rule_index >= config.rules.size()) return effect;
  const std::vector<uint32_t> ranks = source_ranks(records, config.source_order);
  Chooser chooser(records, ranks, attribute_indices(records, config.rules[rule_index]), cascade);
  const std::vector<uint32_t>& attributes = chooser.attributes();
  if (attributes.empty() || golden.values.size() != records.attributes.size()) return effect;
  const auto& extra = golden.extra[attributes[0]];
  size_t next = 0;  // of extra
  Choice choice;
  for (uint32_t g = 0; g < groups.group_count(); ++g) {
    while (next < extra.size() && extra[next].group < g) ++next;
    const bool has_extra = next < extra.size() && extra[next].group == g;
    const uint32_t at = groups.first_member[g], size = groups.first_member[g + 1] - at;
    if (size == 1 && !has_extra && records.attributes[attributes[0]].slots.size() == 1) continue;  // nothing to choose from
    chooser.choose(&groups.members[at], size, choice);
    bool changed = false;
    for (size_t i = 0; i < attributes.size(); ++i) changed |= golden.values[attributes[i]][g].code != choice.values[i].code;
    size_t i = 0;
    for (; next < extra.size() && extra[next].group == g; ++next, ++i)
      changed |= i >= choice.extra.size() || extra[next].value.code != choice.extra[i].code;
    changed |= i != choice.extra.size();
    if (!changed) continue;
    if (effect.examples.size() < limit) effect.examples.push_back(g);
    ++effect.changed_group_count;
  }
  return effect;
}

}  // namespace jumelles::survive
