#include "document/stage_keys.h"

#include "compare/comparator.h"
#include "core/bits.h"
#include "core/hash.h"

namespace jumelles::document {

namespace {

// Order-dependent fingerprint of plain values.
class Fingerprint {
 public:
  explicit Fingerprint(uint64_t seed) : value_(seed) {}
  Fingerprint& add(uint64_t x) { value_ = combine(value_, x); return *this; }
  Fingerprint& add(bool x) { return add(uint64_t{x}); }
  Fingerprint& add(double x) { return add(bit_cast<uint64_t>(x)); }
  Fingerprint& add(std::string_view text) { return add(hash_text(text)); }
  Fingerprint& add(const std::vector<std::string>& texts) {
    add(uint64_t{texts.size()});
    for (const std::string& text : texts) add(std::string_view(text));
    return *this;
  }
  Fingerprint& add(const std::vector<KeyPart>& parts) {
    add(uint64_t{parts.size()});
    for (const KeyPart& part : parts) add(std::string_view(part.attribute)).add(std::string_view(part.transform));
    return *this;
  }
  uint64_t value() const { return value_; }

 private:
  uint64_t value_;
};

uint64_t records_key(const Project& project, const std::vector<uint64_t>& table_keys) {
  Fingerprint f(1);
  for (size_t t = 0; t < project.sources.size(); ++t) {
    f.add(t < table_keys.size() ? table_keys[t] : 0).add(std::string_view(project.sources[t].name));
    for (const ColumnConfig& column : project.sources[t].columns) {
      f.add(uint64_t{static_cast<uint8_t>(column.mapping.type)}).add(std::string_view(column.mapping.attribute));
      f.add(uint64_t{static_cast<uint8_t>(column.mapping.role)}).add(uint64_t{column.mapping.role_by_user});
    }
  }
  return f.value();
}

void add_name(const RecordName& name, Fingerprint& f) { f.add(std::string_view(name.source)).add(std::string_view(name.id)).add(name.row); }

// Judged pairs and known groups.
void add_decisions(const Project& project, Fingerprint& f) {
  for (const PairDecision& decision : project.decisions) {
    if (decision.verdict == kUnsure) continue;
    add_name(decision.a, f);
    add_name(decision.b, f);
    f.add(std::string_view(decision.verdict));
  }
  for (const KnownRecord& known : project.known_groups) {
    add_name(known.record, f);
    f.add(std::string_view(known.group));
  }
}

}  // namespace

// Counted fields are left out: they follow from the others. Bars of their own are found by training and compare nothing.
uint64_t comparer_key(const LinkConfig& config, uint64_t records) {
  Fingerprint f(combine(records, 1));
  f.add(uint64_t{static_cast<uint8_t>(config.link_type)});  // rows that are there again and again
  size_t count = config.comparisons.size();
  while (count > 0 && compare::has_bar_of_its_own(config.comparisons[count - 1])) --count;
  for (size_t c = 0; c < count; ++c) {
    const Comparison& comparison = config.comparisons[c];
    if (!config.trained && compare::has_bar_of_its_own(comparison)) continue;  // training takes them out
    f.add(comparison.attributes).add(std::string_view(comparison.comparator)).add(comparison.enabled);
    for (const Level& level : comparison.levels) f.add(std::string_view(level.id)).add(level.threshold).add(level.term_frequency);
  }
  return f.value();
}

uint64_t candidates_key(const LinkConfig& config, uint64_t records) {
  Fingerprint f(combine(records, 2));
  f.add(uint64_t{static_cast<uint8_t>(config.link_type)}).add(config.pairs_per_record);  // how large a block may be
  for (const BlockingRule& rule : config.blocking_rules) f.add(rule.parts).add(rule.refinement).add(rule.enabled);
  return f.value();
}

uint64_t model_key(const LinkConfig& config, uint64_t patterns) {
  Fingerprint f(patterns);
  f.add(config.seed).add(config.plain_model).add(config.trained).add(config.prior).add(config.prior_locked);
  for (const Comparison& comparison : config.comparisons) {
    f.add(std::string_view(comparison.id)).add(std::string_view(comparison.comparator)).add(comparison.may_change);
    for (const Level& level : comparison.levels) {
      f.add(level.m_probability).add(level.u_probability).add(level.locked);
      for (const double p : level.sibling_probabilities) f.add(p);
    }
  }
  for (const double p : config.sibling_priors) f.add(p);
  f.add(config.moved_share);
  for (const LevelDependence& dependence : config.dependences) {
    f.add(std::string_view(dependence.first)).add(std::string_view(dependence.second));
    for (const std::vector<Weight>& row : dependence.weights)
      for (const Weight weight : row) f.add(static_cast<uint64_t>(weight));
    for (const auto& table : dependence.sibling_weights)
      for (const std::vector<Weight>& row : table)
        for (const Weight weight : row) f.add(static_cast<uint64_t>(weight));
  }
  return f.value();
}

uint64_t scores_key(const LinkConfig& config, uint64_t model) {
  Fingerprint f(model);
  for (const Comparison& comparison : config.comparisons) {
    f.add(comparison.enabled);
    for (const Level& level : comparison.levels) f.add(static_cast<uint64_t>(level.weight));
  }
  for (const Constraint& constraint : config.constraints)
    f.add(std::string_view(constraint.id)).add(std::string_view(constraint.attribute)).add(constraint.must_match).add(constraint.enabled);
  f.add(config.review_floor);
  return f.value();
}

uint64_t edges_key(const Project& project, uint64_t scores) {
  Fingerprint f(scores);
  f.add(project.link.one_per_source);
  if (!project.link.one_per_source.empty()) add_decisions(project, f);
  return f.value();
}

uint64_t joining_key(const Project& project, uint64_t scores) {
  Fingerprint f(scores);
  f.add(project.link.threshold).add(project.link.plain_closure).add(project.link.link_share_floor).add(project.link.one_per_source);
  return f.value();
}

uint64_t groups_key(const Project& project, uint64_t scores) {
  Fingerprint f(scores);
  f.add(project.link.threshold).add(project.link.plain_closure).add(project.link.link_share_floor);
  f.add(project.one_per_source_by_user);
  if (project.one_per_source_by_user) f.add(project.link.one_per_source);
  add_decisions(project, f);
  for (const SampledGroup& group : project.sample) {
    if (group.unsure || group.thing_of.empty()) continue;
    f.add(group.chance).add(group.times);
    for (const auto* names : {&group.members, &group.missing})
      for (const RecordName& name : *names) add_name(name, f);
    for (const uint64_t thing : group.thing_of) f.add(thing);
  }
  return f.value();
}

uint64_t golden_key(const Project& project, uint64_t groups) {
  Fingerprint f(groups);
  for (const survive::AttributeRule& rule : project.survivorship.rules) f.add(rule.attributes).add(rule.cascade);
  f.add(project.survivorship.source_order);
  return f.value();
}

uint64_t link_keys(const LinkConfig& config, StageKeys& keys) {
  keys.comparer = comparer_key(config, keys.records);
  keys.candidates = candidates_key(config, keys.records);
  keys.patterns = combine(keys.comparer, keys.candidates);
  keys.model = model_key(config, keys.patterns);
  return keys.scores = scores_key(config, keys.model);
}

StageKeys stage_keys(const Project& project, const std::vector<uint64_t>& table_keys) {
  StageKeys keys;
  keys.records = records_key(project, table_keys);
  link_keys(project.link, keys);
  keys.groups = groups_key(project, keys.scores);
  keys.golden = golden_key(project, keys.groups);
  return keys;
}

}  // namespace jumelles::document
