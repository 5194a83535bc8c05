#include "linking/model_training.h"

#include <algorithm>

#include "core/hash.h"
#include "linking/propose_comparisons.h"
#include "linking/structure.h"
#include "score/level_order.h"

namespace jumelles::linking {
namespace {

constexpr double kAskedPairs = 1000000;       // candidate pairs, of which the plausible ones are asked which keys find them
constexpr Weight kPlausible = -6 * kOneBit;   // crude weight from which a pair may be a match
// Typical shares of levels are those of persons' attributes; what they are worth, in pairs that were seen. Texts of things are
// worded by each source in its own way.
constexpr double kTypicalPersons = 10, kTypicalThings = 4;
constexpr double kFewSiblings = 5;            // pairs: not worth a class
constexpr uint64_t kTrainingPairs = 1000000;  // candidate pairs that the model is trained on where there are more than that

}  // namespace

ModelTraining::ModelTraining(const RecordSet& records, LinkConfig& config, const compare::RecordComparer& comparer, const RowCounts& rows,
                             TaughtPairs& taught, double possible_pairs)
    : records_(records), config_(config), comparer_(comparer), rows_(rows), taught_(taught), constraints_(records, config.constraints), possible_pairs_(possible_pairs),
      drawing_(records, config.link_type, config.seed) {}

uint64_t ModelTraining::random_units() const { return possible_pairs_ < 1 ? 0 : drawing_.units(); }

void ModelTraining::draw_random(uint64_t begin, uint64_t end) {
  drawing_.draw(begin, end, [&](RecordIndex a, RecordIndex b) {
    if (rows_.same_repeated_row(a, b)) return;
    const compare::Pattern pattern = comparer_.compare(std::min(a, b), std::max(a, b));
    const bool across = records_.source_of[a] != records_.source_of[b];
    random_.patterns.add(pattern);
    if (across) random_across_.patterns.add(pattern);
    if (!is_forbidden(a, b)) return;
    random_.apart.add(pattern);
    if (across) random_across_.apart.add(pattern);
  });
}

score::Parameters ModelTraining::typical_parameters() const {
  score::Parameters parameters;
  // One match per two records, to begin with.
  parameters.prior = config_.prior_locked && config_.prior > 0
                         ? config_.prior
                         : possible_pairs() < 1 ? 0.5  // all rows are one
                         : std::min(0.1, 0.5 * static_cast<double>(records_.record_count()) / std::max(1.0, possible_pairs()));
  for (const Comparison& comparison : config_.comparisons) {
    std::vector<double> shares;
    for (const Level& level : comparison.levels) shares.push_back(std::max(level.m_probability, 1e-4));
    parameters.m.push_back(std::move(shares));
  }
  return parameters;
}

std::vector<double> ModelTraining::exact_shares() const {
  std::vector<double> shares(config_.comparisons.size(), -1);
  for (size_t c = 0; c < shares.size(); ++c) {
    if (rows_.term_counts()[c].empty()) continue;
    const int attribute = comparer_.term_attribute(c);
    // Counted over all records: for one value per record, and where pairs inside a source count too.
    if (comparer_.field(attribute).slot_count != 1 || config_.link_type == LinkType::kLink) continue;
    // Equal values must be the first level, which a place's terms (postcodes) are not.
    if (config_.comparisons[c].comparator == "place" || compare::level_tests(config_.comparisons[c])[0].test != compare::Test::kExact) continue;
    double equal = 0, total = 0;
    for (const uint32_t count : rows_.term_counts()[c]) {
      equal += static_cast<double>(count) * (static_cast<double>(count) - 1);
      total += static_cast<double>(count);
    }
    if (total >= 2) shares[c] = equal / (total * (total - 1));
  }
  return shares;
}

score::WeightTable ModelTraining::crude_model() const {
  const score::EmTrainer crude(training_input(), typical_parameters());
  std::vector<Comparison> comparisons = config_.comparisons;
  for (size_t c = 0; c < comparisons.size(); ++c)
    for (size_t level = 0; level < comparisons[c].levels.size(); ++level) {
      comparisons[c].levels[level].m_probability = crude.parameters().m[c][level];
      comparisons[c].levels[level].u_probability = crude.parameters().u[c][level];
    }
  score::set_weights(comparisons);
  if (crude.moved_share() > 0) comparisons.push_back(compare::make_comparison("moved", "moved", {}));
  return score::WeightTable(comparisons, crude.parameters().prior, {}, {}, crude.moved_share());
}

// Things are told by texts that every source words its own way: there, look-alikes are hard to tell from matches. Persons
// are told by names and dates.
bool ModelTraining::compares_things() const {
  const std::vector<uint8_t> own = own_comparisons(records_, config_.comparisons);
  bool texts = false;
  for (size_t c = 0; c < own.size(); ++c) {
    const std::string& comparator = config_.comparisons[c].comparator;
    if (own[c] != 0 && (comparator == "given_name" || comparator == "full_name")) return false;
    texts = texts || (own[c] != 0 && comparator == "text");
  }
  return texts;
}

// Whether names of persons or companies are compared: addresses and contacts are then theirs, who may move. Where titles tell things
// apart, an address is of the thing.
bool ModelTraining::some_may_move() const {
  if (config_.plain_model) return false;
  return std::any_of(config_.comparisons.begin(), config_.comparisons.end(), [&](const Comparison& comparison) {
    if (!comparison.enabled || comparison.attributes.empty()) return false;
    return info(records_.attributes[static_cast<size_t>(records_.find(comparison.attributes[0]))].type).may_move;
  });
}

void ModelTraining::start_counting(const CandidatePairs& candidates, const CandidatePatterns* patterns) {
  candidates_ = &candidates;
  patterns_ = patterns;
  walk_ = std::make_unique<CandidateWalk>(candidates, comparer_);
  candidate_rate_ = 1;
  if (patterns == nullptr) candidate_rate_ = static_cast<double>(kTrainingPairs) / static_cast<double>(std::max<uint64_t>(1, candidates.unit_count()));
  for (uint32_t number = 0; patterns != nullptr && number < patterns->size(); ++number) candidate_patterns_.add(patterns->pattern(number), 0);
  start_passes();
}

void ModelTraining::count_patterns(uint64_t begin, uint64_t end) {
  if (patterns_ != nullptr) {
    walk_->again(
        begin, end, [&](uint64_t unit) { return patterns_->has(unit); },
        [&](uint64_t unit, size_t, RecordIndex a, RecordIndex b, const uint32_t*, const uint32_t*) {
          const uint32_t number = patterns_->number(unit);
          count_pair(a, b, patterns_->pattern(number), [&](compare::Pattern, uint64_t count) {
            candidate_patterns_.add_to(number, count);
            return number;
          });
        });
    return;
  }
  const uint64_t limit = candidate_rate_ >= 1 ? UINT64_MAX : static_cast<uint64_t>(candidate_rate_ * 18446744073709551615.0);
  const uint64_t seed = mix(config_.seed);
  walk_->first(
      begin, end,
      [&](uint64_t, RecordIndex a, RecordIndex b) {
        return limit == UINT64_MAX || mix((uint64_t{a} << 32 | b) ^ seed) <= limit || taught_.of(a, b) != Known::kNothing;
      },
      [&](uint64_t, size_t, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
        count_pair(a, b, comparer_.compare(p, q), [&](compare::Pattern pattern, uint64_t count) { return candidate_patterns_.add(pattern, count); });
      });
}

// Not counted: repeats of one row, and pairs that are known, which count as what they are.
template <class Number>
void ModelTraining::count_pair(RecordIndex a, RecordIndex b, compare::Pattern pattern, Number number) {
  const bool repeated = rows_.same_repeated_row(a, b);
  const Known known = is_possible(a, b) ? taught_.of(a, b) : Known::kNothing;
  if (known != Known::kNothing && !repeated) taught_.meet(a, b, pattern, known);
  const bool open = !repeated && known == Known::kNothing && is_possible(a, b), forbidden = open && is_forbidden(a, b);
  if (forbidden) forbidden_.add(pattern);
  const uint32_t counted = number(pattern, open && !forbidden ? 1 : 0);
  if (!rules_without_.empty()) count_keys(counted, a, b);
}

// A key makes its own attributes agree: a comparison learns from the pairs that a key without it finds.
void ModelTraining::start_passes() {
  rules_without_.clear();
  if (!trains() || config_.plain_model || compares_things()) return;
  crude_ = crude_model();
  rules_without_.assign(config_.comparisons.size(), 0);
  for (size_t c = 0; c < config_.comparisons.size(); ++c)
    for (size_t r = 0; r < config_.blocking_rules.size() && r < 32; ++r) {
      bool uses = false;
      for (const KeyPart& part : config_.blocking_rules[r].parts)
        for (const std::string& key : config_.comparisons[c].attributes) uses = uses || key == part.attribute;
      if (!uses) rules_without_[c] |= 1u << r;
    }
  asked_share_ = std::min(1.0, kAskedPairs / static_cast<double>(std::max<uint64_t>(1, candidates_->unit_count())));
}

void ModelTraining::count_keys(uint32_t pattern_number, RecordIndex a, RecordIndex b) {
  if (pattern_number == met_without_.size())
    met_without_.emplace_back(crude_.sum(candidate_patterns_.pattern(pattern_number)) >= kPlausible ? rules_without_.size() + 1 : 0);
  std::vector<uint32_t>& counts = met_without_[pattern_number];
  if (counts.empty() || static_cast<double>(mix(uint64_t{a} << 32 | b) >> 11) >= asked_share_ * 9007199254740992.0) return;
  const uint32_t rules = candidates_->rules_of(a, b);
  for (size_t c = 0; c < rules_without_.size(); ++c) counts[c] += (rules & rules_without_[c]) != 0 ? 1 : 0;
  ++counts.back();
}

std::vector<std::vector<float>> ModelTraining::trained_shares(const std::vector<score::PatternCount>& candidates) {
  std::vector<std::vector<float>> shares;
  for (size_t i = 0; i < candidates.size() && !met_without_.empty(); ++i) {
    const std::vector<uint32_t>& counts = met_without_[candidate_patterns_.add(candidates[i].pattern, 0)];
    shares.emplace_back(config_.comparisons.size(), 1.0f);
    for (size_t c = 0; c < config_.comparisons.size() && !counts.empty() && counts.back() > 0; ++c)
      shares.back()[c] = static_cast<float>(counts[c]) / static_cast<float>(counts.back());
  }
  return shares;
}

uint64_t ModelTraining::start_ranking() {
  if (!trains()) return 0;
  // Where there are too many pairs to keep their patterns, all train alike.
  training_pairs_ = std::make_unique<TrainingPairs>(records_, config_.link_type, !config_.plain_model && patterns_ != nullptr);
  if (!training_pairs_->ranks()) return 0;
  const score::WeightTable crude = crude_model();
  crude_weights_.clear();
  for (uint32_t number = 0; number < candidate_patterns_.size(); ++number) crude_weights_.push_back(crude.sum(candidate_patterns_.pattern(number)));
  return candidates_->unit_count();
}

void ModelTraining::rank_partners(uint64_t begin, uint64_t end) {
  walk_->again(
      begin, end, [&](uint64_t unit) { return patterns_->has(unit); },
      [&](uint64_t unit, size_t, RecordIndex a, RecordIndex b, const uint32_t*, const uint32_t*) {
        training_pairs_->rank(a, b, crude_weights_[patterns_->number(unit)]);
      });
}

void ModelTraining::choose_training_pairs(uint64_t begin, uint64_t end) {
  walk_->again(
      begin, end, [&](uint64_t unit) { return patterns_->has(unit); },
      [&](uint64_t unit, size_t, RecordIndex a, RecordIndex b, const uint32_t*, const uint32_t*) {
        const uint32_t number = patterns_->number(unit);
        if (!rows_.same_repeated_row(a, b))
          training_pairs_->count(a, b, candidate_patterns_.pattern(number), crude_weights_[number],
                                 is_possible(a, b) && taught_.of(a, b) == Known::kNothing && !is_forbidden(a, b));
      });
}

score::EmInput ModelTraining::training_input() const {
  score::EmInput input;
  input.random = random_.patterns.sorted();
  input.random_apart = random_.apart.sorted();
  input.possible_pairs = std::max(1.0, possible_pairs());
  input.exact_share = exact_shares();
  input.prior_locked = config_.prior_locked;
  input.m_smoothing = compares_things() ? kTypicalThings : kTypicalPersons;
  for (const Comparison& comparison : config_.comparisons) {
    std::vector<uint8_t> locked;
    for (const Level& level : comparison.levels) locked.push_back(level.locked ? 1 : 0);
    input.locked.push_back(std::move(locked));
    if (some_may_move()) input.may_change.push_back(comparison.may_change && comparison.enabled ? 1 : 0);
  }
  return input;
}

// Likeness of words by degrees, and shared codes by degrees: what strangers have ever less of.
std::vector<score::EmInput::Ladder> ModelTraining::ladders_of(const Comparison& comparison) {
  using compare::Test;
  constexpr double kHalf = 0.5;
  score::EmInput::Ladder words, codes;
  const std::vector<compare::LevelTest> tests = compare::level_tests(comparison);
  for (size_t level = tests.size(); level-- > 0;) {
    const compare::LevelTest& test = tests[level];
    if (test.test == Test::kOverlap && test.threshold < kHalf) words.base.push_back(level);
    if (test.test == Test::kOverlap && test.threshold >= kHalf) words.rungs.push_back(level);
    if ((test.test == Test::kExact || test.test == Test::kSameWords) && !words.base.empty()) words.rungs.push_back(level);
    if (test.test == Test::kSharedCode) codes.rungs.push_back(level);
  }
  codes.base = words.base;
  if (words.base.empty()) return {};
  return {words, codes};
}

void ModelTraining::start() {
  taught_.add_unmet(*candidates_, comparer_);
  clean_ = training_pairs_->linked_sources();
  on_trial_ = std::find(clean_.begin(), clean_.end(), 1) != clean_.end();
  start_trainer();
}

// Best partners teach what matches look like whether a source holds duplicates or not. What they taught tells then how many
// there are.
bool ModelTraining::iterate() {
  if (trainer_->iterate()) return true;
  if (!on_trial_) return false;
  on_trial_ = false;
  const std::vector<uint8_t> tried = clean_;
  clean_ = training_pairs_->clean_sources([this](uint64_t pattern) { return trainer_->match_probability(pattern); }, compares_things(), &clean_evidence_);
  if (clean_ == tried && taught_.empty()) return false;
  start_trainer();
  return true;
}

void ModelTraining::start_trainer() {
  score::EmInput input = training_input();
  input.candidate_scale = 1.0 / candidate_rate_;
  // What matches and strangers are like is asked across where that can be: a title may be in every season of one source.
  const bool across_only = training_pairs_->all_linked() && titles_tell(records_, config_.comparisons);
  if (std::find(clean_.begin(), clean_.end(), 1) == clean_.end() && !across_only) {
    input.candidates = candidate_patterns_.sorted();
  } else {
    TrainingPairs::Chosen chosen = training_pairs_->choose(possible_pairs(), clean_, across_only);
    input.candidates = std::move(chosen.candidates);
    input.rivals = std::move(chosen.rivals);
    input.possible_pairs = std::max(1.0, chosen.possible_pairs);
  }
  for (const score::PatternCount& entry : forbidden_.sorted()) input.rivals.push_back(entry);
  if (across_only) {
    input.random = random_across_.patterns.sorted();
    input.random_apart = random_across_.apart.sorted();
    input.exact_share.assign(input.exact_share.size(), -1);
  }
  if (clean_ == std::vector<uint8_t>{1, 1}) {
    input.records_a = records_.sources[0].record_count;
    input.records_b = records_.sources[1].record_count;
  }
  const std::vector<uint8_t> own = own_comparisons(records_, config_.comparisons);
  input.lasting = own;
  for (size_t c = 0; c < own.size() && !config_.plain_model; ++c) {
    if (config_.comparisons[c].comparator == "surname") input.lasting[c] = 1;
    std::vector<uint8_t> levels, against;
    for (const compare::LevelTest& level : compare::level_tests(config_.comparisons[c])) {
      levels.push_back(own[c] == 0 ? 0 : compare::is_agreement(level) ? score::kOwnAgreement : compare::is_likeness(level) ? score::kOwnPartial : 0);
      against.push_back(own[c] != 0 && compare::is_difference(level) ? 1 : 0);
    }
    input.own.push_back(std::move(levels));
    input.against.push_back(std::move(against));
  }
  if (config_.plain_model)
    input.least_dependence = kNoLimit;
  else
    input.sibling_kinds = sibling_kinds(records_, config_.comparisons, own);
  if (config_.comparisons.size() == 1 && !config_.plain_model) input.ladders = ladders_of(config_.comparisons[0]);
  input.trained_share = trained_shares(input.candidates);
  if (!on_trial_) taught_.drop_settled([&](RecordIndex a, RecordIndex b) { return training_pairs_->is_settled(a, b, clean_); });
  input.known_matches = taught_.matches();
  input.known_others = taught_.others();
  trainer_ = std::make_unique<score::EmTrainer>(std::move(input), typical_parameters());
}

void ModelTraining::finish() {
  const score::Parameters& parameters = trainer_->parameters();
  for (size_t c = 0; c < config_.comparisons.size(); ++c)
    for (size_t level = 0; level < config_.comparisons[c].levels.size(); ++level) {
      Level& target = config_.comparisons[c].levels[level];
      target.m_probability = parameters.m[c][level];
      target.u_probability = parameters.u[c][level];
      if (!trainer_->match_counts().empty()) target.observed_m_count = trainer_->match_counts()[c][level];
      target.observed_u_count = trainer_->random_counts()[c][level];
    }
  if (!config_.plain_model) order_levels();
  config_.prior = trainer_->partner_prior();
  // Proposed here, measured again on the links (Run::cluster_stage).
  config_.one_per_source.clear();
  for (size_t i = 0; i < clean_.size(); ++i)
    if (clean_[i] != 0) config_.one_per_source.push_back(records_.sources[i].name);
  config_.one_per_source_proposed = !config_.one_per_source.empty();
  config_.trained = true;
  config_.moved_share = trainer_->moved_share();
  config_.sibling_priors.clear();
  for (Comparison& comparison : config_.comparisons)
    for (Level& level : comparison.levels) level.sibling_probabilities.clear();
  // Bars of their own say what siblings and dependence weigh: nothing is kept that there is no room to say.
  size_t room = compare::kMaxComparisons - config_.comparisons.size();
  std::vector<size_t> kept_kinds;
  for (size_t kind = 0; kind < parameters.siblings.size() && room > 0; ++kind) {
    const score::Parameters::Siblings& siblings = parameters.siblings[kind];
    if (siblings.prior * possible_pairs() < kFewSiblings) continue;
    kept_kinds.push_back(kind);
    config_.sibling_priors.push_back(siblings.prior);
    for (size_t c = 0; c < config_.comparisons.size(); ++c)
      for (size_t level = 0; level < config_.comparisons[c].levels.size(); ++level)
        config_.comparisons[c].levels[level].sibling_probabilities.push_back(siblings.s[c][level]);
  }
  keep_choices(parameters, kept_kinds.size(), room > 0);
  room -= kept_kinds.empty() ? 0 : 1;
  if (room == 0) config_.moved_share = 0;
  room -= config_.moved_share > 0 ? 1 : 0;
  if (room > 0) keep_dependences(kept_kinds);
  if (config_.moved_share > 0) config_.comparisons.push_back(compare::make_comparison("moved", "moved", {}));
  if (!config_.sibling_priors.empty()) config_.comparisons.push_back(compare::make_comparison("siblings", "siblings", {}));
  trainer_.reset();
}

void ModelTraining::keep_choices(const score::Parameters& parameters, size_t kept_kinds, bool room) {
  config_.expected_match_count = trainer_->expected_matches();
  config_.structure.clear();
  if (config_.plain_model || candidates_->unit_count() == 0) return;  // nothing was asked
  LookAlikeEvidence evidence{parameters.siblings.size(), kept_kinds, room, kFewSiblings, 0, trainer_->expected_matches(), trainer_->slips()};
  for (size_t kind = 0; kind < parameters.siblings.size(); ++kind) evidence.pairs += trainer_->expected_siblings(kind);
  put_choices(config_.structure, kLookAlikesQuestion, look_alike_choices(evidence));
  put_choices(config_.structure, kOncePerSourceQuestion, learned_choices(records_.sources, clean_evidence_));
}

void ModelTraining::order_levels() {
  for (Comparison& comparison : config_.comparisons) {
    const std::vector<compare::LevelTest> tests = compare::level_tests(comparison);
    std::vector<Level*> degrees;
    std::vector<score::LevelCounts> counts;
    bool locked = false;
    for (size_t i = 0; i < tests.size(); ++i) {
      Level& level = comparison.levels[i];
      locked = locked || level.locked;
      if (!compare::is_degree(tests[i])) continue;
      degrees.push_back(&level);
      counts.push_back({level.m_probability, level.u_probability, level.observed_m_count, static_cast<double>(level.observed_u_count)});
    }
    if (locked) continue;
    const std::vector<double> m = score::ordered_m(counts);
    for (size_t i = 0; i < degrees.size(); ++i) degrees[i]->m_probability = m[i];
  }
}

void ModelTraining::keep_dependences(const std::vector<size_t>& kept_kinds) {
  const auto in_bits = [](double ratio) { return weight_from_bits(log2(std::max(ratio, 1e-12))); };
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
    for (const size_t kind : kept_kinds) kept.sibling_weights.push_back(table(found.siblings[kind]));
    config_.dependences.push_back(std::move(kept));
  }
  if (config_.dependences.empty()) return;
  config_.comparisons.push_back(compare::make_comparison("dependence", "dependence", {}));
}

}  // namespace jumelles::linking
