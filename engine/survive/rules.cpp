#include <algorithm>

#include "survive/rule_ids.h"
#include "survive/survive.h"

namespace jumelles::survive {
namespace {

using T = AttributeType;
using Cascade = std::vector<std::string>;

Error problem(std::string id, std::string path, std::string message, std::string hint, std::vector<std::string> arguments) {
  return {ErrorCode::kBadConfig, std::move(id), std::move(message), std::move(hint), std::move(path), 0, std::move(arguments)};
}

// A place is named by its header, and that of a birth is none of the address.
GoldenBlock block_of(const Attribute& attribute) {
  const AttributeTypeInfo& row = info(attribute.type);
  return row.generic && attribute.key.rfind("birth", 0) == 0 ? GoldenBlock::kNone : row.block;
}

// Keys of a block: the first attribute of each type (a second address is not mixed into the first), all places.
std::vector<std::string> block_keys(const RecordSet& records, GoldenBlock block) {
  std::vector<std::string> keys;
  std::vector<T> seen;
  for (const Attribute& attribute : records.attributes) {
    if (block_of(attribute) != block) continue;
    const bool again = std::find(seen.begin(), seen.end(), attribute.type) != seen.end();
    if (again && !info(attribute.type).generic) continue;
    seen.push_back(attribute.type);
    keys.push_back(attribute.key);
  }
  return keys;
}

// Without rules that need an update date where there is none.
Cascade cascade_from(std::string_view ids, bool dated) {
  Cascade cascade;
  for (const std::string_view id : ids_in(ids)) {
    const std::optional<Rule> rule = rule_from_id(id);
    if (rule && (dated || !rules()[static_cast<size_t>(*rule)].needs_update_date)) cascade.emplace_back(id);
  }
  if (cascade.empty()) cascade.emplace_back("source_order");
  return cascade;
}

void check_rule(const SurvivorshipConfig& config, size_t index, const RecordSet& records, std::vector<Error>& errors) {
  const AttributeRule& rule = config.rules[index];
  const std::string base = "survivorship.rules[" + std::to_string(index) + "]";
  const bool block = rule.attributes.size() > 1;
  if (rule.attributes.empty())
    errors.push_back(problem("survivorship.no_attribute", base + ".attributes", "This rule concerns no attribute.", "Remove it or name one.", {}));
  for (size_t i = 0; i < rule.attributes.size(); ++i) {
    const std::string path = base + ".attributes[" + std::to_string(i) + "]";
    const int attribute = records.find(rule.attributes[i]);
    if (attribute < 0)
      errors.push_back(problem("survivorship.unknown_attribute", path, "No attribute is called \"" + rule.attributes[i] + "\".",
                               "Use a key of the records.", {rule.attributes[i]}));
    else if (block && info(records.attributes[static_cast<size_t>(attribute)].type).refusal_wins)
      errors.push_back(problem("survivorship.consent_in_block", path, "A consent cannot be part of a block: any opt-out must win.",
                               "Give it a rule of its own.", {rule.attributes[i]}));
  }
  if (rule.cascade.empty())
    errors.push_back(problem("survivorship.no_rule", base + ".cascade", "This attribute has no survivorship rule.", "Choose at least one.", {}));
  for (size_t i = 0; i < rule.cascade.size(); ++i) {
    const std::string path = base + ".cascade[" + std::to_string(i) + "]";
    const auto id = rule_from_id(rule.cascade[i]);
    if (!id) {
      errors.push_back(problem("survivorship.unknown_rule", path, "No survivorship rule is called \"" + rule.cascade[i] + "\".",
                               "Use an id of the rule table.", {rule.cascade[i]}));
      continue;
    }
    const RuleInfo& row = rules()[static_cast<size_t>(*id)];
    if (row.needs_update_date && !has_update_date(records))
      errors.push_back(problem("survivorship.no_update_date", path, "No source says when its records were updated.",
                               "Choose another rule, or map a column to the update date.", {rule.cascade[i]}));
    if (block && !row.whole_block)
      errors.push_back(problem("survivorship.not_for_blocks", path, "The rule \"" + rule.cascade[i] + "\" cannot choose one record for a block.",
                               "Choose another rule, or give each attribute a rule of its own.", {rule.cascade[i]}));
  }
}

}  // namespace

const std::vector<RuleInfo>& rules() {
  static const std::vector<RuleInfo> kRules{
      {"source_order", false, false, true},   {"most_recent", true, false, true},  {"oldest", false, false, true},
      {"most_frequent", false, false, true},  {"longest", false, false, true},     {"most_complete", false, false, true},
      {"valid_first", false, false, true},    {"union", false, true, false},       {"opt_out_wins", false, false, false},
      {"founding_record", false, false, true},
  };
  return kRules;
}

std::optional<Rule> rule_from_id(std::string_view id) {
  for (size_t i = 0; i < rules().size(); ++i)
    if (rules()[i].id == id) return static_cast<Rule>(i);
  return std::nullopt;
}

std::string_view rule_id(uint8_t rule) { return rule == kByHand ? "by_hand" : rule < rules().size() ? rules()[rule].id : std::string_view(); }

bool has_update_date(const RecordSet& records) {
  return std::any_of(records.attributes.begin(), records.attributes.end(),
                     [](const Attribute& a) { return a.type == T::kUpdatedDate && a.clean.size() > 1; });
}

SurvivorshipConfig propose(const RecordSet& records) {
  SurvivorshipConfig config;
  for (const SourceInfo& source : records.sources) config.source_order.push_back(source.name);
  const bool dated = has_update_date(records);
  for (const Attribute& attribute : records.attributes) {
    const GoldenBlock block = block_of(attribute);
    const std::vector<std::string> keys = block == GoldenBlock::kNone ? std::vector<std::string>() : block_keys(records, block);
    if (keys.size() < 2 || std::find(keys.begin(), keys.end(), attribute.key) == keys.end())
      config.rules.push_back({{attribute.key}, cascade_from(info(attribute.type).cascade, dated), false});
    else if (attribute.key == keys.front())
      config.rules.push_back({keys, cascade_from(cascade_of(block), dated), false});
  }
  return config;
}

std::optional<Error> move_attribute(SurvivorshipConfig& config, const std::string& attribute, const std::string& rule) {
  std::vector<AttributeRule>& rules = config.rules;
  const auto holds = [&](const AttributeRule& r) { return std::find(r.attributes.begin(), r.attributes.end(), attribute) != r.attributes.end(); };
  const auto is_target = [&](const AttributeRule& r) { return !r.attributes.empty() && r.attributes.front() == rule; };
  const auto from = std::find_if(rules.begin(), rules.end(), holds), to = std::find_if(rules.begin(), rules.end(), is_target);
  if (from == rules.end()) return problem("command.no_such", "attribute", "There is no attribute \"" + attribute + "\".", "Choose one of the list.", {attribute});
  if (!rule.empty() && to == rules.end()) return problem("command.no_such", "rule", "There is no survivorship rule \"" + rule + "\".", "Choose one of the list.", {rule});
  if (from == to || (rule.empty() && from->attributes.size() == 1))
    return problem("survivorship.block_as_it_is", "attribute", "The attribute \"" + attribute + "\" is there already.", "Choose another block.", {attribute});
  from->chosen_by_user = true;
  std::erase(from->attributes, attribute);
  if (rule.empty()) {
    rules.insert(from + 1, AttributeRule{{attribute}, Cascade(from->cascade), true});
    return std::nullopt;
  }
  to->attributes.push_back(attribute);
  to->chosen_by_user = true;
  std::erase_if(to->cascade, [](const std::string& id) {
    const std::optional<Rule> known = rule_from_id(id);
    return known && !survive::rules()[static_cast<size_t>(*known)].whole_block;
  });
  if (to->cascade.empty()) to->cascade.emplace_back("source_order");
  if (from->attributes.empty()) rules.erase(from);
  return std::nullopt;
}

std::vector<Error> validate(const SurvivorshipConfig& config, const RecordSet& records) {
  std::vector<Error> errors;
  std::vector<uint32_t> uses(records.attributes.size(), 0);
  for (size_t i = 0; i < config.rules.size(); ++i) {
    check_rule(config, i, records, errors);
    for (size_t k = 0; k < config.rules[i].attributes.size(); ++k) {
      const std::string& key = config.rules[i].attributes[k];
      const int attribute = records.find(key);
      if (attribute < 0 || ++uses[static_cast<size_t>(attribute)] < 2) continue;
      const std::string path = "survivorship.rules[" + std::to_string(i) + "].attributes[" + std::to_string(k) + "]";
      errors.push_back(problem("survivorship.attribute_twice", path, "The attribute \"" + key + "\" has two rules.", "Keep one of them.", {key}));
    }
  }
  for (size_t a = 0; a < uses.size(); ++a)
    if (uses[a] == 0)
      errors.push_back(problem("survivorship.attribute_without_rule", "survivorship.rules",
                               "The attribute \"" + records.attributes[a].key + "\" has no survivorship rule.", "Add one.", {records.attributes[a].key}));
  for (size_t i = 0; i < config.source_order.size(); ++i) {
    const std::string& name = config.source_order[i];
    const std::string path = "survivorship.source_order[" + std::to_string(i) + "]";
    const auto known = [&](const SourceInfo& source) { return source.name == name; };
    const auto here = config.source_order.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::none_of(records.sources.begin(), records.sources.end(), known))
      errors.push_back(problem("survivorship.unknown_source", path, "No source is called \"" + name + "\".", "Use the name of a source.", {name}));
    else if (std::find(config.source_order.begin(), here, name) != here)
      errors.push_back(problem("survivorship.source_twice", path, "The source \"" + name + "\" is listed twice.", "Keep one of them.", {name}));
  }
  return errors;
}

}  // namespace jumelles::survive
