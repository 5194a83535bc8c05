#include "pipeline/link_run.h"

#include <algorithm>
#include <bit>

#include "core/hash.h"
#include "core/rng.h"
#include "pipeline/propose_comparisons.h"
#include "standardize/nicknames.h"

namespace jumelles::pipeline {
namespace {

constexpr uint64_t kRandomPairs = 200000;     // drawn, when there are more
constexpr uint64_t kRandomRecords = 3000;      // of which they are made
constexpr uint64_t kKeptPatterns = 32000000;  // candidate pairs whose patterns are kept from training to scoring
constexpr uint64_t kTrainingPairs = 1000000;  // candidate pairs that the model is trained on where there are more than that
constexpr uint32_t kCountedRepeats = 8;       // of one and the same row, for frequencies

}  // namespace

LinkRun::LinkRun(std::shared_ptr<const RecordSet> records, LinkConfig config, std::shared_ptr<LinkResult> result)
    : records_(std::move(records)), config_(std::move(config)), result_(std::move(result)) {}

Status LinkRun::propose_comparisons() {
  if (config_.comparisons.empty()) config_.comparisons = pipeline::propose_comparisons(*records_);
  if (config_.constraints.empty() && !config_.trained) config_.constraints = propose_constraints(*records_);
  // Of an earlier training: found anew.
  if (trains()) {
    std::erase_if(config_.comparisons, [](const Comparison& c) { return c.comparator == "siblings" || c.comparator == "dependence"; });
    config_.dependences.clear();
  }
  Status valid = compare::RecordComparer::validate(config_.comparisons);
  if (!valid.ok()) return valid;
  compare::Hooks hooks;
  hooks.nickname_class = [](std::string_view name) { return standardize::nickname_class(name); };
  comparer_ = std::make_shared<compare::RecordComparer>(*records_, config_.comparisons, hooks);
  const double n = static_cast<double>(records_->record_count());
  possible_pairs_ = n * (n - 1) / 2;
  if (config_.link_type == LinkType::kLink) {
    std::vector<double> counts(records_->sources.size() + 1, 0);
    for (const uint16_t source : records_->source_of) counts[source] += 1;
    for (const double count : counts) possible_pairs_ -= count * (count - 1) / 2;
  }
  result_->possible_pair_count = static_cast<uint64_t>(possible_pairs_);
  term_counts_.resize(config_.comparisons.size());
  for (size_t c = 0; c < term_counts_.size(); ++c) {
    const int attribute = comparer_->term_attribute(c);
    bool corrected = false;
    for (const Level& level : config_.comparisons[c].levels) corrected = corrected || level.term_frequency;
    if (attribute >= 0 && corrected) term_counts_[c].assign(records_->attributes[static_cast<size_t>(attribute)].comparison.size(), 0);
  }
  return {};
}

void LinkRun::pack(uint64_t begin, uint64_t end) {
  comparer_->pack(begin, end);
  count_terms(begin, end);
}

// A row that is there many times, the same in all that is compared, is one thing many times: it does not make its values
// common. A few are counted: there are editorials that share every word.
void LinkRun::count_terms(uint64_t begin, uint64_t end) {
  const uint64_t n = records_->record_count();
  const uint32_t counted = static_cast<uint32_t>(std::clamp<uint64_t>(n / 2, 1, kCountedRepeats));
  if (begin == 0) {
    seen_rows_.assign(std::bit_ceil(n * 2 + 2), {});
    seen_row_of_.assign(n, 0);
  }
  const uint64_t mask = seen_rows_.size() - 1;
  for (uint64_t r = begin; r < end; ++r) {
    const uint32_t* row = comparer_->row(static_cast<RecordIndex>(r));
    uint64_t hash = 1;
    for (uint32_t i = 0; i < comparer_->row_width(); ++i) hash = combine(hash, row[i]);
    hash |= 1;
    uint64_t place = mix(hash) & mask;
    while (seen_rows_[place].hash != 0 && seen_rows_[place].hash != hash) place = (place + 1) & mask;
    seen_rows_[place].hash = hash;
    seen_row_of_[r] = static_cast<uint32_t>(place);
    if (++seen_rows_[place].count <= counted) add_terms(row, 1);
  }
  if (end < n) return;
  repeated_.assign(n, 0);
  for (uint64_t r = 0; r < n; ++r) {
    SeenRow& seen = seen_rows_[seen_row_of_[r]];
    if (seen.count <= counted) continue;
    repeated_[r] = 1;
    if (seen.counted_once) continue;
    seen.counted_once = true;
    add_terms(comparer_->row(static_cast<RecordIndex>(r)), 1 - counted);
    if (config_.link_type != LinkType::kLink) possible_pairs_ -= 0.5 * seen.count * (seen.count - 1.0);
  }
  std::vector<SeenRow>().swap(seen_rows_);
  std::vector<uint32_t>().swap(seen_row_of_);
}

// `count` may wrap around: what is taken off was added before.
void LinkRun::add_terms(const uint32_t* row, uint32_t count) {
  for (size_t c = 0; c < term_counts_.size(); ++c) {
    if (term_counts_[c].empty()) continue;
    const compare::Field field = comparer_->field(comparer_->term_attribute(c));
    for (uint32_t slot = 0; slot < field.slot_count; ++slot)
      if (row[field.offset + slot] != kMissing) term_counts_[c][row[field.offset + slot]] += count;
  }
}

bool LinkRun::same_repeated_row(RecordIndex a, RecordIndex b) const {
  if ((repeated_[a] & repeated_[b]) == 0) return false;
  return std::equal(comparer_->row(a), comparer_->row(a) + comparer_->row_width(), comparer_->row(b));
}

uint64_t LinkRun::random_units() const {
  if (!trains() && !proposes_keys()) return 0;
  const uint64_t n = records_->record_count();
  const uint64_t all = n < 2 ? 0 : n * (n - 1) / 2;
  return result_->possible_pair_count < 1 ? 0 : std::min(all, kRandomPairs);
}

void LinkRun::draw_random(uint64_t begin, uint64_t end) {
  const uint64_t n = records_->record_count();
  if (begin == 0) {
    rng_ = std::make_unique<Rng>(config_.seed ^ 0x72616E646F6Dull);
    all_pairs_random_ = n * (n - 1) / 2 <= kRandomPairs;
    // Pairs of a few thousand records: what is looked up for them stays near.
    random_records_.clear();
    for (uint64_t i = 0; i < std::min(n, kRandomRecords) && !all_pairs_random_; ++i)
      random_records_.push_back(static_cast<RecordIndex>(n <= kRandomRecords ? i : rng_->below(n)));
    bool several = false;
    for (const RecordIndex r : random_records_) several = several || records_->source_of[r] != records_->source_of[random_records_[0]];
    // Across sources only, and all of one source by chance: every record.
    if (config_.link_type == LinkType::kLink && !several) {
      random_records_.resize(n);
      for (uint64_t i = 0; i < n; ++i) random_records_[i] = static_cast<RecordIndex>(i);
    }
  }
  const bool link = config_.link_type == LinkType::kLink;
  for (uint64_t unit = begin; unit < end; ++unit) {
    RecordIndex a, b;
    if (all_pairs_random_) {
      // unit = a * (a - 1) / 2 + b with b < a: found by a first guess and steps.
      uint64_t row = 1;
      uint64_t low = 1, high = n;
      while (low < high) {
        row = (low + high) / 2;
        if (row * (row + 1) / 2 <= unit) low = row + 1;
        else high = row;
      }
      a = static_cast<RecordIndex>(low);
      b = static_cast<RecordIndex>(unit - low * (low - 1) / 2);
      if (link && records_->source_of[a] == records_->source_of[b]) continue;
    } else {
      // Each record about as often as the others, one after the other: what is known of it stays near.
      const uint64_t turn = unit * random_records_.size() / kRandomPairs;
      do {
        a = random_records_[turn];
        b = random_records_[rng_->below(random_records_.size())];
      } while (a == b || (link && records_->source_of[a] == records_->source_of[b]));
    }
    if (same_repeated_row(a, b)) continue;
    random_patterns_.add(comparer_->compare(std::min(a, b), std::max(a, b)));
    ++random_count_;
  }
}

score::Parameters LinkRun::typical_parameters() const {
  score::Parameters parameters;
  // One match per two records, to begin with.
  parameters.prior = config_.prior_locked && config_.prior > 0
                         ? config_.prior
                         : possible_pairs_ < 1 ? 0.5  // all rows are one
                         : std::min(0.1, 0.5 * static_cast<double>(records_->record_count()) / std::max(1.0, possible_pairs_));
  for (const Comparison& comparison : config_.comparisons) {
    std::vector<double> shares;
    for (const Level& level : comparison.levels) shares.push_back(std::max(level.m_probability, 1e-4));
    parameters.m.push_back(std::move(shares));
  }
  return parameters;
}

std::vector<double> LinkRun::exact_shares() const {
  std::vector<double> shares(config_.comparisons.size(), -1);
  for (size_t c = 0; c < shares.size(); ++c) {
    if (term_counts_[c].empty()) continue;
    const int attribute = comparer_->term_attribute(c);
    // Counted over all records: for one value per record, and where pairs inside a source count too.
    if (comparer_->field(attribute).slot_count != 1 || config_.link_type == LinkType::kLink) continue;
    if (config_.comparisons[c].comparator == "place") continue;
    double equal = 0, total = 0;
    for (const uint32_t count : term_counts_[c]) {
      equal += static_cast<double>(count) * (static_cast<double>(count) - 1);
      total += static_cast<double>(count);
    }
    if (total >= 2) shares[c] = equal / (total * (total - 1));
  }
  return shares;
}

void LinkRun::start_proposal() { proposal_ = std::make_unique<BlockingProposal>(*records_, config_); }

score::WeightTable LinkRun::crude_model() const {
  // The crude model: typical m, u of random pairs, about one match per record.
  const score::EmTrainer crude(training_input(), typical_parameters());
  std::vector<Comparison> comparisons = config_.comparisons;
  for (size_t c = 0; c < comparisons.size(); ++c)
    for (size_t level = 0; level < comparisons[c].levels.size(); ++level) {
      comparisons[c].levels[level].m_probability = crude.parameters().m[c][level];
      comparisons[c].levels[level].u_probability = crude.parameters().u[c][level];
    }
  score::set_weights(comparisons);
  return score::WeightTable(comparisons, crude.parameters().prior);
}

void LinkRun::set_crude_model() { proposal_->set_model(comparer_.get(), crude_model()); }

void LinkRun::choose_keys() {
  config_.blocking_rules = proposal_->choose();
  proposal_.reset();
}

void LinkRun::bind_rules() {
  columns_ = std::make_shared<block::KeyColumns>(*records_);
  rules_.clear();
  const block::BlockLimits limits = block_limits(*records_, config_);
  std::vector<BlockingRule> kept;
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
    rules_.push_back(std::make_unique<block::RuleBlocks>(*columns_, std::move(bound), config_.link_type, limits));
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
  candidates_ = std::make_shared<CandidatePairs>(*records_, config_.link_type, std::move(rules_));
  candidate_rate_ = 1;
  if (candidates_->unit_count() <= kKeptPatterns)
    pattern_of_.assign(trains() ? candidates_->unit_count() : 0, 0);
  else
    candidate_rate_ = static_cast<double>(kTrainingPairs) / static_cast<double>(candidates_->unit_count());
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

// Things are told by texts that every source words its own way: there, look-alikes are hard to tell from matches. Persons
// are told by names and dates.
bool LinkRun::compares_things() const {
  const std::vector<uint8_t> own = own_comparisons(*records_, config_.comparisons);
  bool texts = false;
  for (size_t c = 0; c < own.size(); ++c) {
    const std::string& comparator = config_.comparisons[c].comparator;
    if (own[c] != 0 && (comparator == "given_name" || comparator == "full_name")) return false;
    texts = texts || (own[c] != 0 && comparator == "text");
  }
  return texts;
}

void LinkRun::count_patterns(uint64_t begin, uint64_t end) {
  const uint64_t limit = candidate_rate_ >= 1 ? UINT64_MAX : static_cast<uint64_t>(candidate_rate_ * 18446744073709551615.0);
  const uint64_t seed = mix(config_.seed);
  candidates_->walk(
      begin, end, *comparer_,
      [&](uint64_t, RecordIndex a, RecordIndex b) { return limit == UINT64_MAX || mix((uint64_t{a} << 32 | b) ^ seed) <= limit; },
      [&](uint64_t unit, size_t, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
        // Not counted, but scored: repeats of one row.
        const uint32_t number = candidate_patterns_.add(comparer_->compare(p, q), same_repeated_row(a, b) ? 0 : 1);
        if (!pattern_of_.empty()) pattern_of_[unit] = number + 1;
      });
}

uint64_t LinkRun::start_ranking() {
  if (!trains()) return 0;
  // Where there are too many pairs to keep their patterns, all train alike.
  training_pairs_ = std::make_unique<TrainingPairs>(*records_, config_.link_type, !pattern_of_.empty() && compares_things());
  if (!training_pairs_->ranks()) return 0;
  const score::WeightTable crude = crude_model();
  crude_weights_.clear();
  for (uint32_t number = 0; number < candidate_patterns_.size(); ++number) crude_weights_.push_back(crude.sum(candidate_patterns_.pattern(number)));
  return candidate_units();
}

void LinkRun::rank_partners(uint64_t begin, uint64_t end) {
  candidates_->walk_again(
      begin, end, *comparer_, [&](uint64_t unit) { return pattern_of_[unit] != 0; },
      [&](uint64_t unit, size_t, RecordIndex a, RecordIndex b, const uint32_t*, const uint32_t*) {
        training_pairs_->rank(a, b, crude_weights_[pattern_of_[unit] - 1]);
      });
}

void LinkRun::choose_training_pairs(uint64_t begin, uint64_t end) {
  candidates_->walk_again(
      begin, end, *comparer_, [&](uint64_t unit) { return pattern_of_[unit] != 0; },
      [&](uint64_t unit, size_t, RecordIndex a, RecordIndex b, const uint32_t*, const uint32_t*) {
        const uint32_t number = pattern_of_[unit] - 1;
        if (!same_repeated_row(a, b)) training_pairs_->count(a, b, candidate_patterns_.pattern(number), crude_weights_[number]);
      });
}

score::EmInput LinkRun::training_input() const {
  score::EmInput input;
  input.random = random_patterns_.sorted();
  input.possible_pairs = std::max(1.0, possible_pairs_);
  input.exact_share = exact_shares();
  input.prior_locked = config_.prior_locked;
  for (const Comparison& comparison : config_.comparisons) {
    std::vector<uint8_t> locked;
    for (const Level& level : comparison.levels) locked.push_back(level.locked ? 1 : 0);
    input.locked.push_back(std::move(locked));
  }
  return input;
}

void LinkRun::start_training() {
  score::EmInput input = training_input();
  input.candidate_scale = 1.0 / candidate_rate_;
  const std::vector<uint8_t> clean = training_pairs_->clean_sources();
  if (std::find(clean.begin(), clean.end(), 1) == clean.end()) {
    input.candidates = candidate_patterns_.sorted();
  } else {
    TrainingPairs::Chosen chosen = training_pairs_->choose(possible_pairs_);
    input.candidates = std::move(chosen.candidates);
    input.rivals = std::move(chosen.rivals);
    input.possible_pairs = std::max(1.0, chosen.possible_pairs);
  }
  if (clean == std::vector<uint8_t>{1, 1}) {
    input.records_a = records_->sources[0].record_count;
    input.records_b = records_->sources[1].record_count;
  }
  const std::vector<uint8_t> own = own_comparisons(*records_, config_.comparisons);
  for (size_t c = 0; c < own.size(); ++c) {
    std::vector<uint8_t> levels, against;
    for (const compare::LevelTest& level : compare::level_tests(config_.comparisons[c])) {
      levels.push_back(own[c] == 0 ? 0 : compare::is_agreement(level) ? score::kOwnAgreement : compare::is_likeness(level) ? score::kOwnPartial : 0);
      against.push_back(own[c] != 0 && level.test == compare::Test::kDifferentCodes ? 1 : 0);
    }
    input.own.push_back(std::move(levels));
    input.against.push_back(std::move(against));
  }
  input.sibling_kinds = sibling_kinds(*records_, config_.comparisons, own);
  trainer_ = std::make_unique<score::EmTrainer>(std::move(input), typical_parameters());
}

bool LinkRun::train() { return trainer_->iterate(); }

void LinkRun::finish_training() {
  const score::Parameters& parameters = trainer_->parameters();
  for (size_t c = 0; c < config_.comparisons.size(); ++c)
    for (size_t level = 0; level < config_.comparisons[c].levels.size(); ++level) {
      Level& target = config_.comparisons[c].levels[level];
      target.m_probability = parameters.m[c][level];
      target.u_probability = parameters.u[c][level];
      if (!trainer_->match_counts().empty()) target.observed_m_count = trainer_->match_counts()[c][level];
      target.observed_u_count = trainer_->random_counts()[c][level];
    }
  config_.prior = trainer_->partner_prior();
  // Proposed here, measured again on the links (Run::cluster_stage).
  config_.one_per_source.clear();
  const std::vector<uint8_t> clean = training_pairs_->clean_sources();
  for (size_t i = 0; i < clean.size(); ++i)
    if (clean[i] != 0) config_.one_per_source.push_back(records_->sources[i].name);
  config_.one_per_source_proposed = !config_.one_per_source.empty();
  config_.trained = true;
  config_.sibling_priors.clear();
  for (Comparison& comparison : config_.comparisons)
    for (Level& level : comparison.levels) level.sibling_probabilities.clear();
  constexpr double kFewSiblings = 5;  // pairs: not worth a class
  for (const score::Parameters::Siblings& siblings : parameters.siblings) {
    if (siblings.prior * possible_pairs_ < kFewSiblings || config_.comparisons.size() >= compare::kMaxComparisons) continue;
    config_.sibling_priors.push_back(siblings.prior);
    for (size_t c = 0; c < config_.comparisons.size(); ++c)
      for (size_t level = 0; level < config_.comparisons[c].levels.size(); ++level)
        config_.comparisons[c].levels[level].sibling_probabilities.push_back(siblings.s[c][level]);
  }
  keep_dependences();
  if (!config_.sibling_priors.empty()) config_.comparisons.push_back(compare::make_comparison("siblings", "siblings", {}));
  trainer_.reset();
}

void LinkRun::keep_dependences() {
  const auto in_bits = [](double ratio) { return weight_from_bits(log2(std::max(ratio, 1e-12))); };
  if (config_.comparisons.size() >= compare::kMaxComparisons) return;  // nowhere to say it
  for (const score::Dependence& found : trainer_->parameters().dependences) {
    const Comparison &first = config_.comparisons[found.first], &second = config_.comparisons[found.second];
    LevelDependence kept;
    kept.first = first.id;
    kept.second = second.id;
    kept.strength = found.strength;
    const auto table = [&](const score::JointFactors& factors) {
      std::vector<std::vector<Weight>> weights(first.levels.size());
      for (size_t i = 0; i < weights.size(); ++i)
        for (size_t j = 0; j < second.levels.size(); ++j)
          weights[i].push_back(in_bits(factors[(i + 1) * 16 + j + 1] / found.strangers[(i + 1) * 16 + j + 1]));
      return weights;
    };
    kept.weights = table(found.matches);
    for (size_t kind = 0; kind < config_.sibling_priors.size(); ++kind) kept.sibling_weights.push_back(table(found.siblings[kind]));
    config_.dependences.push_back(std::move(kept));
  }
  if (config_.dependences.empty()) return;
  config_.comparisons.push_back(compare::make_comparison("dependence", "dependence", {}));
  result_->notices.push_back("compare.dependence");
}

void LinkRun::make_scorer() {
  score::set_weights(config_.comparisons);
  scorer_ = std::make_shared<LinkScorer>(records_, std::make_shared<LinkConfig>(config_), comparer_, term_counts_);
  floor_ = weight_from_probability(config_.review_floor);
  rule_pairs_.assign(config_.blocking_rules.size(), 0);
  pattern_weights_.clear();
  for (uint32_t number = 0; number < candidate_patterns_.size() && !pattern_of_.empty(); ++number) {
    const compare::Pattern pattern = candidate_patterns_.pattern(number);
    const bool fixed = !scorer_->depends_on_values(pattern);
    pattern_weights_.push_back({pattern, fixed ? scorer_->score(pattern, nullptr, nullptr) : 0, fixed});
  }
  for (const Constraint& constraint : config_.constraints) must_match_ = must_match_ || (constraint.enabled && constraint.must_match);
}

void LinkRun::score_pairs(uint64_t begin, uint64_t end) {
  if (pattern_of_.empty()) {
    candidates_->walk(
        begin, end, *comparer_, [](uint64_t, RecordIndex, RecordIndex) { return true; },
        [&](uint64_t, size_t rule, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
          keep_pair(rule, a, b, scorer_->score(comparer_->compare(p, q), p, q));
        });
    return;
  }
  candidates_->walk_again(
      begin, end, *comparer_, [&](uint64_t unit) { return pattern_of_[unit] != 0; },
      [&](uint64_t unit, size_t rule, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
        const PatternWeight& known = pattern_weights_[pattern_of_[unit] - 1];
        keep_pair(rule, a, b, known.fixed ? known.weight : scorer_->score(known.pattern, p, q));
      });
}

void LinkRun::keep_pair(size_t rule, RecordIndex a, RecordIndex b, Weight weight) {
  ++rule_pairs_[rule];
  const int bin = static_cast<int>(std::clamp<Weight>(weight >> 32, WeightHistogram::kMinBits, WeightHistogram::kMaxBits - 1));
  ++result_->histogram.counts[static_cast<size_t>(bin - WeightHistogram::kMinBits)];
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
  // Swapped, because = {} would keep the memory.
  std::vector<uint32_t>().swap(pattern_of_);
  threshold_ = weight_from_probability(config_.threshold);
  for (BlockingRule& rule : config_.blocking_rules) rule.exclusive_link_count = 0;
  gather(edges_, first_edge_);
  gather(vetoed_, first_vetoed_);
}

void LinkRun::sort_edges(uint64_t begin, uint64_t end) {
  const auto by_partner = [](const Edge& x, const Edge& y) { return x.b < y.b; };
  for (uint64_t r = begin; r < end; ++r) {
    std::sort(edges_.begin() + first_edge_[r], edges_.begin() + first_edge_[r + 1], by_partner);
    std::sort(vetoed_.begin() + first_vetoed_[r], vetoed_.begin() + first_vetoed_[r + 1], by_partner);
    for (uint32_t i = first_edge_[r]; i < first_edge_[r + 1]; ++i) {
      const uint32_t rules = edges_[i].match_weight >= threshold_ ? candidates_->rules_of(edges_[i].a, edges_[i].b) : 0;
      if (std::has_single_bit(rules)) ++config_.blocking_rules[edges_[i].rule].exclusive_link_count;
    }
  }
}

void LinkRun::finish() {
  result_->candidate_pair_count = 0;
  for (size_t r = 0; r < rule_pairs_.size(); ++r) {
    config_.blocking_rules[r].pair_count = rule_pairs_[r];
    result_->candidate_pair_count += rule_pairs_[r];
  }
  for (const Edge& edge : edges_)
    for (Constraint& constraint : config_.constraints)
      if (constraint.must_match && scorer_->veto(edge.a, edge.b) == Veto::kMustMatch) ++constraint.pair_count;
  for (Constraint& constraint : config_.constraints)
    if (!constraint.must_match) constraint.pair_count = vetoed_.size();
  scorer_->keep_blocks(candidates_, columns_);
  result_->edges = std::move(edges_);
  result_->vetoed = std::move(vetoed_);
  result_->config = config_;
  result_->scorer = scorer_;
}

}  // namespace jumelles::pipeline
