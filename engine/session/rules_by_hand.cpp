// Rules made and changed by hand: keys, comparisons and their levels, certain rules, and the numbers of the matching.

#include <algorithm>
#include <cmath>
#include <set>

#include "block/key_transform.h"
#include "compare/comparator.h"
#include "linking/propose_comparisons.h"
#include "score/model.h"
#include "session/impl.h"

namespace jumelles::session {

using namespace protocol;

namespace {

// A rule that looks at two values and decides, whatever the weights say. Those of one type's own stand in its row (core/attribute.h).
struct ConstraintRow {
  const char* id;
  bool must_match;
};
constexpr ConstraintRow kConstraints[] = {{"different_values", false}, {"same_values", true}};

// What grades values of any kind, beside the comparator of their type.
constexpr const char* kGeneralComparators[] = {"exact", "code", "category", "city", "text"};

Error unknown(const char* what, const std::string& name) {
  return refused("command.no_such", std::string("There is no ") + what + " \"" + name + "\".", "Choose one of the list.", what);
}

// Keys of attributes that take part, each with its type, in the order of the columns.
std::vector<std::pair<std::string, AttributeType>> fed_attributes(const document::Project& project) {
  std::vector<std::pair<std::string, AttributeType>> fed;
  for (const document::SourceConfig& source : project.sources)
    for (const document::ColumnConfig& column : source.columns) {
      const ColumnMapping& mapping = column.mapping;
      const AttributeType type = fed_type(mapping.type);
      if (mapping.type == AttributeType::kIgnored || mapping.attribute.empty() || !is_compared(mapping.role) || !info(type).compared()) continue;
      if (std::none_of(fed.begin(), fed.end(), [&](const auto& other) { return other.first == mapping.attribute; })) fed.emplace_back(mapping.attribute, type);
    }
  return fed;
}

template <class List>
bool holds(const List& list, std::string_view id) {
  return std::find(std::begin(list), std::end(list), id) != std::end(list);
}

AttributeChoice choice_of(const std::string& attribute, AttributeType type) {
  const AttributeTypeInfo& row = info(type);
  AttributeChoice choice{attribute, std::string(row.id), {}, {}, {}};
  const auto add = [](std::vector<std::string>& list, std::string_view id) {
    if (!holds(list, id)) list.emplace_back(id);
  };
  for (const std::string_view keys : {row.strong_keys, row.weak_keys})
    for (const std::string_view id : ids_in(keys)) add(choice.transforms, id);
  for (const block::TransformInfo& transform : block::transforms()) add(choice.transforms, transform.id);
  add(choice.comparators, row.comparator);
  for (const char* id : kGeneralComparators) add(choice.comparators, id);
  if (row.tells_apart != TellsApart::kNever) add(choice.constraints, row.constraint);
  for (const ConstraintRow& constraint : kConstraints) add(choice.constraints, constraint.id);
  return choice;
}

std::optional<AttributeChoice> find_choice(const document::Project& project, const std::string& attribute) {
  for (const auto& [key, type] : fed_attributes(project))
    if (key == attribute) return choice_of(key, type);
  return std::nullopt;
}

template <class Rule>
auto by_name(std::vector<Rule>& rules, const std::string& name) {
  return std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return document::name_of(rule) == name; });
}

Error too_many(const char* id, const char* what, size_t most) {
  const std::string count = std::to_string(most);
  return Error{ErrorCode::kTooLarge, id, "There are at most " + count + " " + what + ".", "Take one away first.", {}, 0, {count}};
}

// ---- numbers

struct LinkNumber {
  const char *name, *kind;
  Range range;
  double (*get)(const LinkConfig&);
  void (*set)(LinkConfig&, double);
};
constexpr LinkNumber kLinkNumbers[] = {
    {"pairs_per_record", "number", kPairsPerRecordRange, [](const LinkConfig& c) { return c.pairs_per_record; }, [](LinkConfig& c, double x) { c.pairs_per_record = x; }},
    {"review_floor", "share", kThresholdRange, [](const LinkConfig& c) { return c.review_floor; }, [](LinkConfig& c, double x) { c.review_floor = x; }},
    {"link_share_floor", "share", kShareRange, [](const LinkConfig& c) { return c.link_share_floor; }, [](LinkConfig& c, double x) { c.link_share_floor = x; }},
    {"prior", "share", kPriorRange, [](const LinkConfig& c) { return c.prior; }, [](LinkConfig& c, double x) { c.prior = x, c.prior_locked = true; }},
    {"seed", "whole", {0, 0x1p53}, [](const LinkConfig& c) { return static_cast<double>(c.seed); }, [](LinkConfig& c, double x) { c.seed = static_cast<uint64_t>(x); }},
    {"plain_model", "switch", kShareRange, [](const LinkConfig& c) { return c.plain_model ? 1.0 : 0.0; }, [](LinkConfig& c, double x) { c.plain_model = x != 0; }},
    {"plain_closure", "switch", kShareRange, [](const LinkConfig& c) { return c.plain_closure ? 1.0 : 0.0; }, [](LinkConfig& c, double x) { c.plain_closure = x != 0; }},
};

bool is_prior(const LinkNumber& row) { return std::string_view(row.name) == "prior"; }
bool is_default(const LinkNumber& row, const LinkConfig& link) { return is_prior(row) ? !link.prior_locked : row.get(link) == row.get(LinkConfig{}); }

// Where a number must lie: what is kept of pairs must reach down to what is linked.
Range range_of(const LinkNumber& row, const LinkConfig& link) {
  Range range = row.range;
  if (std::string_view(row.name) == "review_floor") range.high = link.threshold, range.open_high = false;
  return range;
}

// What a level's threshold is in.
const char* unit_of(const compare::ComparatorInfo& comparator, compare::Test test) {
  if (test == compare::Test::kRatio) return "share";
  if (test == compare::Test::kWithin) return comparator.id == "coordinate" ? "degrees" : "years";
  return "likeness";
}

}  // namespace

std::vector<NumberSummary> link_numbers(const LinkConfig& link) {
  std::vector<NumberSummary> out;
  for (const LinkNumber& row : kLinkNumbers) {
    const Range range = range_of(row, link);
    out.push_back({row.name, row.kind, row.get(link), range.low, range.high, is_default(row, link), range.open_low, range.open_high});
  }
  return out;
}

RuleChoices rule_choices(const document::Project& project) {
  RuleChoices choices;
  for (const auto& [attribute, type] : fed_attributes(project)) choices.attributes.push_back(choice_of(attribute, type));
  for (const compare::ComparatorInfo& comparator : compare::comparators()) {
    ComparatorChoice& row = choices.comparators.emplace_back(ComparatorChoice{std::string(comparator.id), {}});
    for (const compare::LevelInfo& level : comparator.levels) {
      const std::optional<Range> range = compare::threshold_range(level.test);
      const double most = range && range->high != kNoLimit ? range->high : range ? -1 : 0;
      row.levels.push_back({std::string(level.id), range.has_value(), level.threshold, range ? range->low : 0, most, level.term_frequency, range ? unit_of(comparator, level.test) : ""});
    }
  }
  return choices;
}

Status Session::Impl::set_blocking_rule(const SetBlockingRule& command) {
  std::vector<BlockingRule> rules = project.link.blocking_rules;
  auto rule = by_name(rules, command.rule);
  if (!command.rule.empty() && rule == rules.end()) return unknown("rule", command.rule);
  if (command.parts.empty()) {
    if (rule == rules.end()) return refused("rule.no_parts", "A key needs an attribute.", "Choose one.", "parts");
    if (rules.size() == 1) return refused("rule.last_key", "Without a key no two records would meet.", "Make another one first.", "rule");
    rules.erase(rule);
  } else {
    if (command.parts.size() > kMaxKeyParts) return too_many("rule.too_many_parts", "attributes in a key", kMaxKeyParts);
    if (rule == rules.end() && rules.size() >= kMaxBlockingRules) return too_many("rule.too_many_keys", "keys", kMaxBlockingRules);
    BlockingRule made;
    made.enabled = rule == rules.end() || rule->enabled;
    made.by_hand = true;
    for (const KeyPartSummary& part : command.parts) {
      const std::optional<AttributeChoice> choice = find_choice(project, part.attribute);
      if (!choice) return unknown("attribute", part.attribute);
      if (!holds(choice->transforms, part.transform)) return unknown("transform", part.transform);
      made.parts.push_back({part.attribute, part.transform});
    }
    if (const auto other = by_name(rules, document::name_of(made)); other != rules.end() && other != rule)
      return refused("rule.known_key", "This key is there already.", "Change one of its attributes.", "parts");
    if (rule == rules.end()) rules.push_back(std::move(made));
    else *rule = std::move(made);
  }
  remember("set_blocking_rule");
  project.link.blocking_rules = std::move(rules);
  after_edit();
  return {};
}

Status Session::Impl::set_comparison(const SetComparison& command) {
  std::vector<Comparison> comparisons = project.link.comparisons;
  const auto of_id = [&](const std::string& id) { return std::find_if(comparisons.begin(), comparisons.end(), [&](const Comparison& c) { return c.id == id; }); };
  auto found = of_id(command.comparison);
  if (!command.comparison.empty() && found == comparisons.end()) return unknown("comparison", command.comparison);
  const auto compared = std::count_if(comparisons.begin(), comparisons.end(), [](const Comparison& c) { return !compare::has_bar_of_its_own(c); });
  if (command.attribute.empty()) {
    if (found == comparisons.end()) return refused("rule.no_attribute", "A comparison needs an attribute.", "Choose one.", "attribute");
    if (compared == 1 || compare::has_bar_of_its_own(*found))
      return refused("rule.last_comparison", "This comparison cannot go.", "Make another one first.", "comparison");
    comparisons.erase(found);
  } else {
    const std::optional<AttributeChoice> choice = find_choice(project, command.attribute);
    if (!choice) return unknown("attribute", command.attribute);
    if (!holds(choice->comparators, command.comparator)) return unknown("comparator", command.comparator);
    if (found == comparisons.end() && static_cast<size_t>(compared) >= linking::kMostComparisons) return too_many("rule.too_many_comparisons", "comparisons", linking::kMostComparisons);
    std::string id = found == comparisons.end() ? command.attribute : found->id;
    for (int n = 2; found == comparisons.end() && of_id(id) != comparisons.end(); ++n) id = command.attribute + "_" + std::to_string(n);
    Comparison made = compare::make_comparison(id, command.comparator, {command.attribute});
    made.by_hand = true;
    if (found != comparisons.end()) {
      made.enabled = found->enabled;
      made.may_change = found->may_change;
      *found = std::move(made);
    } else {
      // Before those that say what the model adds: these stand last.
      const auto place = std::find_if(comparisons.begin(), comparisons.end(), compare::has_bar_of_its_own);
      comparisons.insert(place, std::move(made));
    }
  }
  remember("set_comparison");
  project.link.comparisons = std::move(comparisons);
  project.link.trained = false;
  after_edit();
  return {};
}

Status Session::Impl::set_levels(const SetLevels& command) {
  auto& comparisons = project.link.comparisons;
  const auto found = std::find_if(comparisons.begin(), comparisons.end(), [&](const Comparison& c) { return c.id == command.comparison; });
  if (found == comparisons.end() || compare::has_bar_of_its_own(*found)) return unknown("comparison", command.comparison);
  const Comparison fresh = compare::make_comparison(found->id, found->comparator, found->attributes);
  Comparison changed = *found;
  changed.levels.clear();
  changed.by_hand = true;
  std::set<std::string> seen;
  for (const LevelChoice& choice : command.levels) {
    const auto is_it = [&](const Level& level) { return level.id == choice.id; };
    const auto usual = std::find_if(fresh.levels.begin(), fresh.levels.end(), is_it);
    const auto former = std::find_if(found->levels.begin(), found->levels.end(), is_it);
    if (usual == fresh.levels.end()) return unknown("level", choice.id);
    if (!seen.insert(choice.id).second) return refused("level.twice", "The level " + choice.id + " is there twice.", "Name each level once.", "levels");
    Level& level = changed.levels.emplace_back(former != found->levels.end() ? *former : *usual);
    level.threshold = choice.threshold;
    level.term_frequency = choice.term_frequency;
  }
  if (changed.levels.size() < 2 || changed.levels.back().id != "else" || seen.size() != changed.levels.size())
    return refused("level.too_few", "A comparison needs a level, and \"else\" as the last.", "Keep one level at least.", "levels");
  const std::vector<Error> problems = compare::RecordComparer::validate({changed});
  if (!problems.empty()) return problems.front();
  remember("set_levels");
  *found = std::move(changed);
  project.link.trained = false;
  after_edit();
  return {};
}

Status Session::Impl::set_constraint(const SetConstraint& command) {
  std::vector<Constraint> rules = project.link.constraints;
  const auto rule = by_name(rules, command.constraint);
  if (!command.constraint.empty() && rule == rules.end()) return unknown("rule", command.constraint);
  if (command.id.empty()) {
    if (rule == rules.end()) return refused("rule.no_kind", "A certain rule needs a kind.", "Choose one.", "id");
    rules.erase(rule);
  } else {
    const std::optional<AttributeChoice> choice = find_choice(project, command.attribute);
    if (!choice) return unknown("attribute", command.attribute);
    if (!holds(choice->constraints, command.id)) return unknown("certain rule", command.id);
    Constraint made;
    made.id = command.id;
    made.attribute = command.attribute;
    made.must_match = std::any_of(std::begin(kConstraints), std::end(kConstraints), [&](const ConstraintRow& row) { return row.id == command.id && row.must_match; });
    made.by_hand = true;
    if (const auto other = by_name(rules, document::name_of(made)); other != rules.end() && other != rule)
      return refused("rule.known_constraint", "This rule is there already.", "Choose another attribute.", "attribute");
    if (rule == rules.end()) rules.push_back(std::move(made));
    else *rule = std::move(made);
  }
  remember("set_constraint");
  project.link.constraints = std::move(rules);
  after_edit();
  return {};
}

Status Session::Impl::set_link_number(const SetLinkNumber& command) {
  const auto row = std::find_if(std::begin(kLinkNumbers), std::end(kLinkNumbers), [&](const LinkNumber& n) { return n.name == command.name; });
  if (row == std::end(kLinkNumbers)) return unknown("number", command.name);
  LinkConfig& link = project.link;
  const Range range = range_of(*row, link);
  const bool whole = row->kind == std::string_view("whole") || row->kind == std::string_view("switch");
  if (!command.by_default && (!range.holds(command.value) || (whole && command.value != std::floor(command.value)))) {
    const auto written = [](double x) {
      std::string text = std::to_string(x);
      text.erase(text.find_last_not_of('0') + 1);
      if (text.back() == '.') text.pop_back();
      return text;
    };
    return Error{ErrorCode::kBadConfig, "number.range", "It must be " + to_string(range) + ".", "Write a number in that range.", command.name, 0,
                 {written(range.low), written(range.high)}};
  }
  remember("set_link_number");
  if (!command.by_default) {
    row->set(link, command.value);
  } else if (is_prior(*row)) {
    link.prior_locked = false;
    link.trained = false;  // it is learned with the rest
  } else {
    row->set(link, row->get(LinkConfig{}));
  }
  after_edit();
  return {};
}

}  // namespace jumelles::session
