#include "survive/survive.h"

#include <algorithm>
#include <map>

#include "survive/chooser.h"
#include "survive/hand_work.h"

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
           std::shared_ptr<GoldenRecords> golden, FormerGolden former, std::vector<HandValue> hand)
      : records_(std::move(records)), groups_(std::move(groups)), config_(std::move(config)), golden_(std::move(golden)), former_(std::move(former)), hand_(std::move(hand)) {
    alike_ = former_.golden ? chosen_alike(former_.config, config_, *records_) : std::vector<uint8_t>(records_->attributes.size(), 0);
  }

  uint64_t start(size_t rule) {
    if (rule == 0) {
      errors_ = validate(config_, *records_);
      *golden_ = GoldenRecords{};
      golden_->values.resize(records_->attributes.size());
      golden_->extra.resize(records_->attributes.size());
      golden_->typed.resize(records_->attributes.size());
      ranks_ = source_ranks(*records_, config_.source_order);
    }
    if (!errors_.empty()) return 1;  // a wrong configuration still has a unit, so that its error is told
    if (rule >= config_.rules.size()) return 0;
    chooser_ = std::make_unique<Chooser>(*records_, ranks_, attribute_indices(*records_, config_.rules[rule]), config_.rules[rule].cascade);
    const std::vector<uint32_t>& attributes = chooser_->attributes();
    is_alike_ = !attributes.empty() && alike_[attributes[0]] != 0;
    decided_ = is_alike_ ? decided_before() : std::vector<uint32_t>();
    if (is_alike_ && former_.same_groups) {
      keep_all();
      return 0;
    }
    columns_.clear();
    for (const uint32_t a : attributes) {
      columns_.push_back(&golden_->values[a].own());
      columns_.back()->resize(groups_->group_count());
    }
    next_extra_ = 0;
    return groups_->group_count();
  }

  Status run(uint64_t begin, uint64_t end) {
    if (!errors_.empty()) return errors_.front();
    const std::vector<uint32_t>& attributes = chooser_->attributes();
    for (uint32_t g = static_cast<uint32_t>(begin); g < end; ++g) {
      const uint32_t former = is_alike_ ? former_.changes->former_of[g] : kNoGroup;
      if (former != kNoGroup && !std::binary_search(decided_.begin(), decided_.end(), former)) {
        keep(g, former);
        continue;
      }
      choose(g);
      for (size_t i = 0; i < attributes.size(); ++i) (*columns_[i])[g] = choice_.values[i];
      for (const GoldenValue& value : choice_.extra) golden_->extra[attributes[0]].push_back({g, value});
    }
    return {};
  }

  // What people decided, over all of it.
  uint64_t start_by_hand() {
    if (!errors_.empty()) return 0;
    by_hand_ = std::make_unique<HandWork>(*records_, *groups_, config_, ranks_, hand_, *golden_);
    return by_hand_->start();
  }
  void run_by_hand(uint64_t begin, uint64_t end) { by_hand_->run(begin, end); }

  size_t rule_count() const { return config_.rules.size(); }

 private:
  // What the rule at hand chose for a former group of the same records. Both are numbered by their first record: in one order.
  void keep(uint32_t group, uint32_t former) {
    const std::vector<uint32_t>& attributes = chooser_->attributes();
    for (size_t i = 0; i < attributes.size(); ++i) (*columns_[i])[group] = former_.golden->values[attributes[i]][former];
    const std::vector<GoldenRecords::Extra>& extra = former_.golden->extra[attributes[0]];
    while (next_extra_ < extra.size() && extra[next_extra_].group < former) ++next_extra_;
    for (; next_extra_ < extra.size() && extra[next_extra_].group == former; ++next_extra_)
      golden_->extra[attributes[0]].push_back({group, extra[next_extra_].value});
  }

  // The same where all groups are as they were: what nobody decided is shared.
  void keep_all() {
    const std::vector<uint32_t>& attributes = chooser_->attributes();
    for (const uint32_t a : attributes) golden_->values[a] = former_.golden->values[a];
    std::vector<GoldenRecords::Extra>& extra = golden_->extra[attributes[0]];
    extra = former_.golden->extra[attributes[0]];
    std::vector<GoldenRecords::Extra> chosen;
    for (const uint32_t g : decided_) {
      choose(g);
      for (size_t i = 0; i < attributes.size(); ++i) golden_->values[attributes[i]].own()[g] = choice_.values[i];
      for (const GoldenValue& value : choice_.extra) chosen.push_back({g, value});
    }
    replace_extras(extra, decided_, chosen);
  }

  void choose(uint32_t group) {
    const uint32_t at = groups_->first_member[group];
    chooser_->choose(&groups_->members[at], groups_->first_member[group + 1] - at, choice_);
  }

  // Former groups of which somebody had decided a value of the rule at hand: what the rule chose is not kept of them.
  std::vector<uint32_t> decided_before() const {
    std::vector<uint32_t> out;
    const std::vector<uint32_t>& attributes = chooser_->attributes();
    for (const HandOutcome& outcome : former_.golden->by_hand)
      if (outcome.group != kNoGroup && std::find(attributes.begin(), attributes.end(), outcome.attribute) != attributes.end()) out.push_back(outcome.group);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  std::shared_ptr<const RecordSet> records_;
  std::shared_ptr<const Groups> groups_;
  SurvivorshipConfig config_;
  std::shared_ptr<GoldenRecords> golden_;
  FormerGolden former_;
  std::vector<HandValue> hand_;
  std::vector<uint8_t> alike_;   // per attribute: the rule is as it was
  bool is_alike_ = false;        // the rule at hand
  std::vector<uint32_t> decided_;                   // former groups, ascending
  std::vector<std::vector<GoldenValue>*> columns_;  // of the rule at hand
  size_t next_extra_ = 0;        // of the former ones
  std::vector<Error> errors_;
  std::vector<uint32_t> ranks_;
  std::unique_ptr<Chooser> chooser_;  // of the rule at hand
  Choice choice_;
  std::unique_ptr<HandWork> by_hand_;
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
                                  SurvivorshipConfig config, std::shared_ptr<GoldenRecords> golden, FormerGolden former,
                                  std::vector<HandValue> hand) {
  auto survivor = std::make_shared<Survivor>(std::move(records), std::move(groups), std::move(config), std::move(golden), std::move(former), std::move(hand));
  std::vector<Phase> phases;
  for (size_t rule = 0; rule < std::max<size_t>(1, survivor->rule_count()); ++rule)
    phases.push_back(pass("survive.values", Unit::kGroups, [survivor, rule] { return survivor->start(rule); },
                          [survivor](uint64_t begin, uint64_t end) { return survivor->run(begin, end); }, 512));
  phases.push_back(pass("survive.by_hand", Unit::kValues, survivor, &Survivor::start_by_hand, &Survivor::run_by_hand, 64));
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
  // What people decided hides what the rules give: that is what another cascade changes.
  std::map<std::pair<uint32_t, uint32_t>, Code> below;  // by group and attribute
  for (const HandOutcome& outcome : golden.by_hand)
    if (outcome.group != kNoGroup) below[{outcome.group, outcome.attribute}] = outcome.below.code;
  size_t next = 0;  // of extra
  Choice choice;
  for (uint32_t g = 0; g < groups.group_count(); ++g) {
    while (next < extra.size() && extra[next].group < g) ++next;
    const bool has_extra = next < extra.size() && extra[next].group == g;
    const uint32_t at = groups.first_member[g], size = groups.first_member[g + 1] - at;
    if (size == 1 && !has_extra && records.attributes[attributes[0]].slots.size() == 1) continue;  // nothing to choose from
    chooser.choose(&groups.members[at], size, choice);
    bool changed = false;
    bool is_decided = false;
    for (size_t i = 0; i < attributes.size(); ++i) {
      const auto by_rules = below.empty() ? below.end() : below.find({g, attributes[i]});
      is_decided |= by_rules != below.end();
      changed |= (by_rules != below.end() ? by_rules->second : golden.values[attributes[i]][g].code) != choice.values[i].code;
    }
    size_t i = 0;
    for (; next < extra.size() && extra[next].group == g; ++next, ++i)
      changed |= !is_decided && (i >= choice.extra.size() || extra[next].value.code != choice.extra[i].code);
    changed |= !is_decided && i != choice.extra.size();
    if (!changed) continue;
    if (effect.examples.size() < limit) effect.examples.push_back(g);
    ++effect.changed_group_count;
  }
  return effect;
}

}  // namespace jumelles::survive
