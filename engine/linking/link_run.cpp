#include "linking/link_run.h"

#include <algorithm>
#include <tuple>

#include "linking/propose_comparisons.h"
#include "linking/propose_constraints.h"
#include "linking/structure.h"
#include "standardize/nicknames.h"

namespace jumelles::linking {
namespace {

// What was made by hand stands beside what is proposed, in the place of what is about the same; the least telling proposals make room.
template <class Rule, class Same>
void put_made_rules(std::vector<Rule>& proposed, std::vector<Rule> made, size_t most, Same same) {
  for (const Rule& rule : made) std::erase_if(proposed, [&](const Rule& other) { return same(rule, other); });
  while (!proposed.empty() && proposed.size() + made.size() > most) proposed.pop_back();
  proposed.insert(proposed.end(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
}

bool same_parts(const BlockingRule& x, const BlockingRule& y) {
  return std::equal(x.parts.begin(), x.parts.end(), y.parts.begin(), y.parts.end(),
                    [](const KeyPart& p, const KeyPart& q) { return p.attribute == q.attribute && p.transform == q.transform; });
}

}  // namespace

LinkRun::LinkRun(std::shared_ptr<const RecordSet> records, LinkConfig config, std::shared_ptr<const Labels> labels, std::shared_ptr<LinkResult> result,
                 std::shared_ptr<const Prepared> former)
    : records_(std::move(records)), config_(std::move(config)), labels_(std::move(labels)), result_(std::move(result)), former_(std::move(former)) {}

Status LinkRun::propose_comparisons() {
  const bool proposes = config_.comparisons.empty() || config_.proposal_due;
  if (proposes) {
    std::vector<Comparison> made = std::move(config_.comparisons);
    std::erase_if(made, compare::has_bar_of_its_own);
    config_.comparisons = linking::propose_comparisons(*records_, config_.link_type, config_.comparison_notes);
    put_made_rules(config_.comparisons, std::move(made), kMostComparisons, [](const Comparison& x, const Comparison& y) { return x.id == y.id; });
    config_.trained = false;  // whatever a project said of comparisons that it does not hold
  }
  if ((config_.constraints.empty() || config_.proposal_due) && !config_.trained) {
    std::vector<Constraint> made = std::move(config_.constraints);
    config_.constraints = propose_constraints(*records_);
    put_made_rules(config_.constraints, std::move(made), SIZE_MAX, [](const Constraint& x, const Constraint& y) { return x.id == y.id && x.attribute == y.attribute; });
  }
  // Of an earlier training: found anew.
  if (trains()) {
    std::erase_if(config_.comparisons, compare::has_bar_of_its_own);
    config_.moved_share = 0;
    config_.dependences.clear();
    config_.taught_pair_count = 0;
    for (Comparison& comparison : config_.comparisons) {
      const Comparison untrained = compare::make_comparison(comparison.id, comparison.comparator, comparison.attributes);
      for (Level& level : comparison.levels) {
        level.adjustment = 0;
        const auto typical = std::find_if(untrained.levels.begin(), untrained.levels.end(), [&](const Level& l) { return l.id == level.id; });
        // Training starts from typical shares, whatever the last one found.
        if (!level.locked && typical != untrained.levels.end()) level.m_probability = typical->m_probability;
      }
    }
  }
  if (const std::vector<Error> problems = compare::RecordComparer::validate(config_.comparisons); !problems.empty())
    return problems.front();
  if (!proposes && former_ && former_->comparer) {
    made_.comparer = former_->comparer;
    made_.rows = former_->rows;
  } else {
    compare::Hooks hooks;
    hooks.nickname_class = [](std::string_view name) { return standardize::nickname_class(name); };
    made_.comparer = new_comparer_ = std::make_shared<compare::RecordComparer>(*records_, config_.comparisons, hooks);
    made_.rows = new_rows_ = std::make_shared<RowCounts>(*records_, config_, *new_comparer_);
  }
  const double n = static_cast<double>(records_->record_count());
  double possible_pairs = n * (n - 1) / 2;
  if (config_.link_type == LinkType::kLink) {
    std::vector<double> counts(records_->sources.size() + 1, 0);
    for (const uint16_t source : records_->source_of) counts[source] += 1;
    for (const double count : counts) possible_pairs -= count * (count - 1) / 2;
  }
  result_->possible_pair_count = static_cast<uint64_t>(possible_pairs);
  taught_ = std::make_unique<TaughtPairs>(*records_, labels_, config_.link_type);
  training_ = std::make_unique<ModelTraining>(*records_, config_, *made_.comparer, *made_.rows, *taught_, possible_pairs);
  return {};
}

void LinkRun::pack(uint64_t begin, uint64_t end) {
  new_comparer_->pack(begin, end);
  new_rows_->count(begin, end);
}

void LinkRun::start_proposal() {
  proposed_keys_ = true;
  proposal_ = std::make_unique<BlockingProposal>(*records_, config_);
}

void LinkRun::set_crude_model() { proposal_->set_model(made_.comparer.get(), training_->crude_model()); }

void LinkRun::choose_keys() {
  std::vector<BlockingRule> made = std::move(config_.blocking_rules);
  config_.blocking_rules = proposal_->choose();
  put_made_rules(config_.blocking_rules, std::move(made), kMaxBlockingRules, same_parts);
  config_.proposal_due = false;
  proposal_.reset();
}

void LinkRun::bind_rules() {
  if (!proposed_keys_ && former_ && former_->candidates) {
    made_.columns = former_->columns;
    made_.rule_columns = former_->rule_columns;
    made_.candidates = former_->candidates;
    return;
  }
  made_.columns = new_columns_ = std::make_shared<block::KeyColumns>(*records_);
  const block::BlockLimits limits = block_limits(*records_, config_);
  for (BlockingRule& rule : config_.blocking_rules) {
    block::BoundRule bound;
    bool known = rule.enabled && !rule.parts.empty();
    for (const KeyPart& part : rule.parts) {
      bound.parts.push_back(new_columns_->add(part));
      known = known && bound.parts.back() >= 0;
    }
    for (const KeyPart& part : rule.refinement) {
      const int column = new_columns_->add(part);
      if (column >= 0) bound.refinement.push_back(column);
    }
    if (!known) bound.parts.clear();
    made_.rule_columns.push_back(bound.parts);
    rules_.push_back(std::make_unique<block::RuleBlocks>(*new_columns_, std::move(bound), met_type(), limits));
  }
}

uint64_t LinkRun::block_units() const {
  uint64_t units = 0;
  for (const auto& rule : rules_) units += rule->units();
  return units;
}

void LinkRun::build_blocks(uint64_t begin, uint64_t end) {
  uint64_t first = 0;
  for (const auto& rule : rules_) {
    const uint64_t units = rule->units();
    const uint64_t from = std::max(begin, first), to = std::min(end, first + units);
    if (from < to) rule->build(from - first, to - first);
    first += units;
  }
}

void LinkRun::finish_blocks() {
  if (!made_.candidates) made_.candidates = std::make_shared<CandidatePairs>(*records_, met_type(), std::move(rules_));
  walk_ = std::make_unique<CandidateWalk>(*made_.candidates, *made_.comparer);
  for (size_t r = 0; r < made_.candidates->rule_count(); ++r) {
    BlockingRule& rule = config_.blocking_rules[r];
    rule.total_pair_count = made_.candidates->rule(r).pair_count();
    rule.largest_block = made_.candidates->rule(r).largest_block();
    rule.refined_block_count = made_.candidates->rule(r).refined_block_count();
    if (rule.refined_block_count > 0) result_->notices.push_back("block.refined");
  }
  std::sort(result_->notices.begin(), result_->notices.end());
  result_->notices.erase(std::unique(result_->notices.begin(), result_->notices.end()), result_->notices.end());
}

uint64_t LinkRun::start_comparing() {
  if (!new_comparer_ && !proposed_keys_ && former_ && former_->patterns && made_.candidates == former_->candidates) {
    made_.patterns = former_->patterns;
    return 0;
  }
  if (candidate_units() > CandidatePatterns::kMostUnits) return 0;
  made_.patterns = new_patterns_ = std::make_shared<CandidatePatterns>(candidate_units(), config_.blocking_rules.size());
  return candidate_units();
}

void LinkRun::compare_pairs(uint64_t begin, uint64_t end) {
  walk_->first(
      begin, end, [](uint64_t, RecordIndex, RecordIndex) { return true; },
      [&](uint64_t unit, size_t rule, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
        new_patterns_->add(unit, rule, made_.comparer->compare(p, q), is_inside(a, b));
      });
}

uint64_t LinkRun::start_training() {
  training_->start_counting(*made_.candidates, made_.patterns.get());
  return trains() ? candidate_units() : 0;
}

void LinkRun::finish_training() {
  training_->finish();
  refines_ = !taught_->empty();
  if (!config_.dependences.empty()) result_->notices.push_back("compare.dependence");
}

void LinkRun::make_scorer() {
  const auto make = [&] {
    score::set_weights(config_.comparisons);
    scorer_ = std::make_shared<LinkScorer>(records_, std::make_shared<LinkConfig>(config_), made_.comparer, made_.rows->term_counts());
  };
  make();
  if (refines_) {
    taught_->refine(config_, *scorer_);
    make();
  }
  floor_ = weight_from_probability(config_.review_floor);
  for (const Constraint& constraint : config_.constraints) must_match_ = must_match_ || (constraint.enabled && constraint.must_match);
  rule_pairs_.assign(config_.blocking_rules.size(), 0);
  pattern_weights_.clear();
  visited_.clear();
  if (!made_.patterns) return;
  rule_pairs_ = made_.patterns->rule_pairs();
  inside_count_ = made_.patterns->inside_count();
  for (uint32_t number = 0; number < made_.patterns->size(); ++number) {
    PatternWeight known{scorer_->sums_of(made_.patterns->pattern(number)), 0, false};
    bool visited = true;
    known.fixed = !known.sums.depends_on_values();
    if (known.fixed) {
      known.weight = scorer_->score(known.sums, nullptr, nullptr);
      visited = known.weight >= floor_ || must_match_;
      count_weight(known.weight, made_.patterns->pair_count(number));
    }
    pattern_weights_.push_back(known);
    visited_.push_back(visited);
  }
}

void LinkRun::score_pairs(uint64_t begin, uint64_t end) {
  if (!made_.patterns) {
    walk_->first(
        begin, end, [](uint64_t, RecordIndex, RecordIndex) { return true; },
        [&](uint64_t, size_t rule, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
          const Weight weight = scorer_->score(made_.comparer->compare(p, q), p, q);
          if (is_inside(a, b)) {
            ++inside_count_;
          } else {
            ++rule_pairs_[rule];
            count_weight(weight, 1);
          }
          keep_pair(rule, a, b, weight);
        });
    return;
  }
  const CandidatePatterns& patterns = *made_.patterns;
  walk_->again(
      begin, end, [&](uint64_t unit) { return patterns.has(unit) && visited_[patterns.number(unit)] != 0; },
      [&](uint64_t unit, size_t rule, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
        const PatternWeight& known = pattern_weights_[patterns.number(unit)];
        const Weight weight = known.fixed ? known.weight : scorer_->score(known.sums, p, q);
        if (!known.fixed && !is_inside(a, b)) count_weight(weight, 1);
        keep_pair(rule, a, b, weight);
      });
}

// Where a pair that was not looked at may weigh more than all that were: hardly ever, there is a link in every file.
uint64_t LinkRun::strongest_units() {
  for (uint32_t number = 0; number < pattern_weights_.size(); ++number)
    if (may_be_strongest(number)) return candidate_units();
  return 0;
}

void LinkRun::find_strongest(uint64_t begin, uint64_t end) {
  const CandidatePatterns& patterns = *made_.patterns;
  walk_->again(
      begin, end, [&](uint64_t unit) { return patterns.has(unit) && may_be_strongest(patterns.number(unit)); },
      [&](uint64_t unit, size_t rule, RecordIndex a, RecordIndex b, const uint32_t*, const uint32_t*) {
        if (!is_inside(a, b)) keep_strongest({std::min(a, b), std::max(a, b), pattern_weights_[patterns.number(unit)].weight, static_cast<uint16_t>(rule)});
      });
}

bool LinkRun::may_be_strongest(uint32_t number) const {
  const PatternWeight& known = pattern_weights_[number];
  return visited_[number] == 0 && made_.patterns->pair_count(number) > 0 && (!result_->strongest || known.weight >= result_->strongest->match_weight);
}

void LinkRun::keep_strongest(const Edge& edge) {
  std::optional<Edge>& best = result_->strongest;
  if (best && (edge.match_weight < best->match_weight || (edge.match_weight == best->match_weight && std::tie(best->a, best->b) < std::tie(edge.a, edge.b))))
    return;
  if (config_.constraints.empty() || scorer_->veto(edge.a, edge.b) != Veto::kMustNotMatch) best = edge;
}

void LinkRun::count_weight(Weight weight, uint64_t pairs) {
  const int bin = static_cast<int>(std::clamp<Weight>(weight >> 32, WeightHistogram::kMinBits, WeightHistogram::kMaxBits - 1));
  result_->histogram.counts[static_cast<size_t>(bin - WeightHistogram::kMinBits)] += pairs;
}

void LinkRun::keep_pair(size_t rule, RecordIndex a, RecordIndex b, Weight weight) {
  const Edge edge{std::min(a, b), std::max(a, b), weight, static_cast<uint16_t>(rule)};
  if (is_inside(a, b)) {
    if (weight >= floor_) inside_.push_back(edge);
    return;
  }
  keep_strongest(edge);
  if (weight < floor_ && !must_match_) return;
  const Veto veto = config_.constraints.empty() ? Veto::kNone : scorer_->veto(a, b);
  if (veto != Veto::kMustMatch && weight < floor_) return;
  (veto == Veto::kMustNotMatch ? vetoed_ : edges_).push_back(edge);
}

void LinkRun::gather(std::vector<Edge>& from, std::vector<uint32_t>& first) {
  const size_t n = records_->record_count();
  first.assign(n + 1, 0);
  for (const Edge& edge : from) ++first[edge.a + size_t{1}];
  for (size_t r = 0; r < n; ++r) first[r + 1] += first[r];
  std::vector<uint32_t> next(first.begin(), first.end() - 1);
  std::vector<Edge> sorted(from.size());
  for (const Edge& edge : from) sorted[next[edge.a]++] = edge;
  from.swap(sorted);
}

void LinkRun::start_sorting() {
  for (BlockingRule& rule : config_.blocking_rules) rule.exclusive_link_count = 0;
  gather(edges_, first_edge_);
  gather(vetoed_, first_vetoed_);
  gather(inside_, first_inside_);
}

void LinkRun::sort_edges(uint64_t begin, uint64_t end) {
  const auto by_partner = [](const Edge& x, const Edge& y) { return x.b < y.b; };
  for (uint64_t r = begin; r < end; ++r) {
    std::sort(edges_.begin() + first_edge_[r], edges_.begin() + first_edge_[r + 1], by_partner);
    std::sort(vetoed_.begin() + first_vetoed_[r], vetoed_.begin() + first_vetoed_[r + 1], by_partner);
    std::sort(inside_.begin() + first_inside_[r], inside_.begin() + first_inside_[r + 1], by_partner);
    for (uint32_t i = first_edge_[r]; i < first_edge_[r + 1]; ++i) {
      const Edge& edge = edges_[i];
      if (edge.match_weight >= 0 && !made_.candidates->found_after(edge.rule, edge.a, edge.b)) ++config_.blocking_rules[edge.rule].exclusive_link_count;
    }
  }
}

void LinkRun::finish() {
  result_->candidate_pair_count = 0;
  for (size_t r = 0; r < rule_pairs_.size(); ++r) {
    config_.blocking_rules[r].pair_count = rule_pairs_[r];
    result_->candidate_pair_count += rule_pairs_[r];
  }
  for (Constraint& constraint : config_.constraints) constraint.pair_count = 0;
  const auto count_decided = [&](const Edge& edge) {
    if (const int decided = scorer_->constraints().deciding(edge.a, edge.b); decided >= 0) ++config_.constraints[static_cast<size_t>(decided)].pair_count;
  };
  if (must_match_) std::for_each(edges_.begin(), edges_.end(), count_decided);
  std::for_each(vetoed_.begin(), vetoed_.end(), count_decided);
  scorer_->keep_blocks(made_);
  std::vector<StructureChoice> inside;
  if (config_.link_type == LinkType::kLink && !config_.plain_model)
    inside.push_back(inside_choice(inside_count_, static_cast<uint64_t>(std::count_if(inside_.begin(), inside_.end(), [](const Edge& e) { return e.match_weight >= 0; }))));
  put_choices(config_.structure, kInsidePairsQuestion, std::move(inside));
  result_->edges = std::move(edges_);
  result_->vetoed = std::move(vetoed_);
  result_->inside = std::move(inside_);
  result_->config = config_;
  result_->scorer = scorer_;
  result_->prepared = std::make_shared<const Prepared>(std::move(made_));
}

}  // namespace jumelles::linking
