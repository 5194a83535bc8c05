#include "linking/link_run.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>

#include "linking/propose_comparisons.h"
#include "linking/propose_constraints.h"
#include "linking/structure.h"
#include "standardize/nicknames.h"

namespace jumelles::linking {

namespace {

size_t histogram_bin(Weight weight) {
  return static_cast<size_t>(std::clamp<Weight>(weight >> 32, WeightHistogram::kMinBits, WeightHistogram::kMaxBits - 1) - WeightHistogram::kMinBits);
}

}  // namespace

LinkRun::LinkRun(std::shared_ptr<const RecordSet> records, LinkConfig config, std::shared_ptr<const Labels> labels, std::shared_ptr<LinkResult> result)
    : records_(std::move(records)), config_(std::move(config)), labels_(std::move(labels)), result_(std::move(result)) {}

Status LinkRun::propose_comparisons() {
  if (config_.comparisons.empty()) {
    config_.comparisons = linking::propose_comparisons(*records_, config_.link_type, config_.comparison_notes);
    config_.trained = false;  // whatever a project said of comparisons that it does not hold
  }
  if (config_.constraints.empty() && !config_.trained) config_.constraints = propose_constraints(*records_);
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
  compare::Hooks hooks;
  hooks.nickname_class = [](std::string_view name) { return standardize::nickname_class(name); };
  comparer_ = std::make_shared<compare::RecordComparer>(*records_, config_.comparisons, hooks);
  const double n = static_cast<double>(records_->record_count());
  double possible_pairs = n * (n - 1) / 2;
  if (config_.link_type == LinkType::kLink) {
    std::vector<double> counts(records_->sources.size() + 1, 0);
    for (const uint16_t source : records_->source_of) counts[source] += 1;
    for (const double count : counts) possible_pairs -= count * (count - 1) / 2;
  }
  result_->possible_pair_count = static_cast<uint64_t>(possible_pairs);
  rows_ = std::make_unique<RowCounts>(*records_, config_, *comparer_);
  taught_ = std::make_unique<TaughtPairs>(*records_, labels_, config_.link_type);
  training_ = std::make_unique<ModelTraining>(*records_, config_, *comparer_, *rows_, *taught_, possible_pairs);
  return {};
}

void LinkRun::pack(uint64_t begin, uint64_t end) {
  comparer_->pack(begin, end);
  rows_->count(begin, end);
}

void LinkRun::start_proposal() { proposal_ = std::make_unique<BlockingProposal>(*records_, config_); }

void LinkRun::set_crude_model() { proposal_->set_model(comparer_.get(), training_->crude_model()); }

void LinkRun::choose_keys() {
  config_.blocking_rules = proposal_->choose();
  proposal_.reset();
}

void LinkRun::bind_rules() {
  columns_ = std::make_shared<block::KeyColumns>(*records_);
  rules_.clear();
  const block::BlockLimits limits = block_limits(*records_, config_);
  for (BlockingRule& rule : config_.blocking_rules) {
    block::BoundRule bound;
    bool known = rule.enabled && !rule.parts.empty();
    for (const KeyPart& part : rule.parts) {
      bound.parts.push_back(columns_->add(part));
      known = known && bound.parts.back() >= 0;
    }
    for (const KeyPart& part : rule.refinement) {
      const int column = columns_->add(part);
      if (column >= 0) bound.refinement.push_back(column);
    }
    if (!known) bound.parts.clear();
    rules_.push_back(std::make_unique<block::RuleBlocks>(*columns_, std::move(bound), met_type(), limits));
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
  candidates_ = std::make_shared<CandidatePairs>(*records_, met_type(), std::move(rules_));
  training_->start_counting(*candidates_);
  for (size_t r = 0; r < candidates_->rule_count(); ++r) {
    BlockingRule& rule = config_.blocking_rules[r];
    rule.total_pair_count = candidates_->rule(r).pair_count();
    rule.largest_block = candidates_->rule(r).largest_block();
    rule.refined_block_count = candidates_->rule(r).refined_block_count();
    if (rule.refined_block_count > 0) result_->notices.push_back("block.refined");
  }
  std::sort(result_->notices.begin(), result_->notices.end());
  result_->notices.erase(std::unique(result_->notices.begin(), result_->notices.end()), result_->notices.end());
}

void LinkRun::finish_training() {
  training_->finish();
  refines_ = !taught_->empty();
  if (!config_.dependences.empty()) result_->notices.push_back("compare.dependence");
}

void LinkRun::make_scorer() {
  const auto make = [&] {
    score::set_weights(config_.comparisons);
    scorer_ = std::make_shared<LinkScorer>(records_, std::make_shared<LinkConfig>(config_), comparer_, rows_->term_counts());
  };
  make();
  if (refines_) {
    taught_->refine(config_, *scorer_);
    make();
  }
  floor_ = weight_from_probability(config_.review_floor);
  if (!scored_before_) rule_pairs_.assign(config_.blocking_rules.size(), 0);
  pattern_weights_.clear();
  const score::PatternCounter& patterns = training_->candidate_patterns();
  for (uint32_t number = 0; number < patterns.size() && !training_->pattern_of().empty(); ++number) {
    const compare::Pattern pattern = patterns.pattern(number);
    const bool fixed = !scorer_->depends_on_values(pattern);
    pattern_weights_.push_back({pattern, fixed ? scorer_->score(pattern, nullptr, nullptr) : 0, fixed});
  }
  if (!scored_before_) pattern_pairs_.assign(pattern_weights_.size(), 0);
  for (const Constraint& constraint : config_.constraints) must_match_ = must_match_ || (constraint.enabled && constraint.must_match);
  heaviest_skipped_ = std::numeric_limits<Weight>::min();
  skip_light_patterns();
}

void LinkRun::prepare_again(LinkConfig config, const LinkResult& former, std::shared_ptr<LinkResult> result) {
  config_ = std::move(config);
  for (size_t r = 0; r < config_.blocking_rules.size(); ++r)
    static_cast<BlockingRuleFigures&>(config_.blocking_rules[r]) = former.config.blocking_rules[r];
  result->possible_pair_count = former.possible_pair_count;
  result->notices = former.notices;
  result_ = std::move(result);
  refines_ = must_match_ = false;
  if (!scored_before_) inside_count_ = 0;
  edges_.clear(), vetoed_.clear(), inside_.clear();
}

// What is too light to be kept need not be looked at again: how many there are is known. The heaviest of it is, for the most similar
// pair of all may be among them.
void LinkRun::skip_light_patterns() {
  skipped_.assign(pattern_weights_.size(), 0);
  if (!scored_before_ || must_match_) return;
  Weight heaviest = std::numeric_limits<Weight>::min();
  for (size_t p = 0; p < pattern_weights_.size(); ++p)
    if (pattern_weights_[p].fixed && pattern_pairs_[p] > 0) heaviest = std::max(heaviest, pattern_weights_[p].weight);
  for (size_t p = 0; p < pattern_weights_.size(); ++p) {
    const PatternWeight& known = pattern_weights_[p];
    skipped_[p] = known.fixed && known.weight < floor_ && known.weight < heaviest;
    if (skipped_[p] == 0) continue;
    result_->histogram.counts[histogram_bin(known.weight)] += pattern_pairs_[p];
    if (pattern_pairs_[p] > 0) heaviest_skipped_ = std::max(heaviest_skipped_, known.weight);
  }
}

// Where rules set the heavier ones apart, the most similar pair is among those that were passed over after all.
void LinkRun::look_at_skipped() {
  if (heaviest_skipped_ == std::numeric_limits<Weight>::min()) return;
  if (result_->strongest && result_->strongest->match_weight >= heaviest_skipped_) return;
  const std::vector<uint32_t>& pattern_of = training_->pattern_of();
  candidates_->walk_again(
      0, candidates_->unit_count(), *comparer_, [&](uint64_t unit) { return pattern_of[unit] != 0 && skipped_[pattern_of[unit] - 1] != 0; },
      [&](uint64_t unit, size_t rule, RecordIndex a, RecordIndex b, const uint32_t*, const uint32_t*) {
        if (!is_inside(a, b)) keep_strongest({std::min(a, b), std::max(a, b), pattern_weights_[pattern_of[unit] - 1].weight, static_cast<uint16_t>(rule)});
      });
}

void LinkRun::score_pairs(uint64_t begin, uint64_t end) {
  const std::vector<uint32_t>& pattern_of = training_->pattern_of();
  if (pattern_of.empty()) {
    candidates_->walk(
        begin, end, *comparer_, [](uint64_t, RecordIndex, RecordIndex) { return true; },
        [&](uint64_t, size_t rule, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
          keep_pair(rule, a, b, scorer_->score(comparer_->compare(p, q), p, q));
        });
    return;
  }
  candidates_->walk_again(
      begin, end, *comparer_, [&](uint64_t unit) { return pattern_of[unit] != 0 && skipped_[pattern_of[unit] - 1] == 0; },
      [&](uint64_t unit, size_t rule, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
        const PatternWeight& known = pattern_weights_[pattern_of[unit] - 1];
        if (!scored_before_ && !is_inside(a, b)) ++pattern_pairs_[pattern_of[unit] - 1];
        keep_pair(rule, a, b, known.fixed ? known.weight : scorer_->score(known.pattern, p, q));
      });
}

void LinkRun::keep_strongest(const Edge& edge) {
  std::optional<Edge>& best = result_->strongest;
  if (best && (edge.match_weight < best->match_weight || (edge.match_weight == best->match_weight && std::tie(best->a, best->b) < std::tie(edge.a, edge.b))))
    return;
  if (config_.constraints.empty() || scorer_->veto(edge.a, edge.b) != Veto::kMustNotMatch) best = edge;
}

void LinkRun::keep_pair(size_t rule, RecordIndex a, RecordIndex b, Weight weight) {
  if (is_inside(a, b)) {
    if (!scored_before_) ++inside_count_;
    if (weight >= floor_) inside_.push_back({std::min(a, b), std::max(a, b), weight, static_cast<uint16_t>(rule)});
    return;
  }
  if (!scored_before_) ++rule_pairs_[rule];
  ++result_->histogram.counts[histogram_bin(weight)];
  keep_strongest({std::min(a, b), std::max(a, b), weight, static_cast<uint16_t>(rule)});
  if (weight < floor_ && !must_match_) return;
  const Veto veto = config_.constraints.empty() ? Veto::kNone : scorer_->veto(a, b);
  if (veto != Veto::kMustMatch && weight < floor_) return;
  Edge edge{std::min(a, b), std::max(a, b), weight, static_cast<uint16_t>(rule)};
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
      const uint32_t rules = edges_[i].match_weight >= 0 ? candidates_->rules_of(edges_[i].a, edges_[i].b) : 0;
      if (std::has_single_bit(rules)) ++config_.blocking_rules[edges_[i].rule].exclusive_link_count;
    }
  }
}

void LinkRun::finish() {
  look_at_skipped();
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
  scorer_->keep_blocks(candidates_, columns_);
  std::vector<StructureChoice> inside;
  if (config_.link_type == LinkType::kLink && !config_.plain_model)
    inside.push_back(inside_choice(inside_count_, static_cast<uint64_t>(std::count_if(inside_.begin(), inside_.end(), [](const Edge& e) { return e.match_weight >= 0; }))));
  put_choices(config_.structure, kInsidePairsQuestion, std::move(inside));
  result_->edges = std::move(edges_);
  result_->vetoed = std::move(vetoed_);
  result_->inside = std::move(inside_);
  result_->config = config_;
  result_->scorer = scorer_;
  result_->prepared = shared_from_this();
  scored_before_ = !training_->pattern_of().empty();
  result_.reset();  // each would keep the other
}

}  // namespace jumelles::linking
