#include "linking/link_scorer.h"

#include <algorithm>

#include "linking/name_shares.h"

namespace jumelles::linking {

LinkScorer::LinkScorer(std::shared_ptr<const RecordSet> records, std::shared_ptr<const LinkConfig> config,
                       std::shared_ptr<const compare::RecordComparer> comparer,
                       const std::vector<std::vector<uint32_t>>& term_counts)
    : records_(std::move(records)), config_(std::move(config)), comparer_(std::move(comparer)),
      weights_(config_->comparisons, config_->prior, config_->sibling_priors, config_->dependences, config_->moved_share), terms_(config_->comparisons.size()),
      constraints_(*records_, config_->constraints) {
  // Records of the pair's own entity to expect: they do not make its values common.
  const double own = 2.0 + config_->prior * static_cast<double>(records_->record_count());
  const std::vector<std::vector<double>> shares = name_shares(*records_, *comparer_, term_counts);
  for (size_t c = 0; c < terms_.size(); ++c) {
    if (c >= term_counts.size() || term_counts[c].empty()) continue;
    bind_terms(c, term_counts[c], shares[c], own);
    if (terms_[c].grades != 0) with_terms_.push_back(c);
  }
  bind_scales();
}

void LinkScorer::bind_terms(size_t c, const std::vector<uint32_t>& counts, const std::vector<double>& shares, double own) {
  const std::vector<Level>& levels = config_->comparisons[c].levels;
  const std::vector<compare::LevelTest> tests = compare::level_tests(config_->comparisons[c]);
  const auto corrected = [&](size_t level) { return levels[level].term_frequency && !levels[level].locked && levels[level].u_probability > 0; };
  Terms& terms = terms_[c];
  double u_exact = 0;
  for (size_t level = 0; level < levels.size() && terms.exact_grade == 0; ++level) {
    if (!corrected(level) || tests[level].test != compare::Test::kExact) continue;
    u_exact = levels[level].u_probability;
    terms.exact_grade = static_cast<uint32_t>(level + 1);
  }
  if (terms.exact_grade == 0) return;
  terms.grades = 1u << terms.exact_grade;
  terms.counts = counts;
  terms.weights = score::term_weights(counts, u_exact, own, shares);
  const Weight least = *std::min_element(terms.weights.begin(), terms.weights.end());
  for (size_t level = 0; level < levels.size(); ++level) {
    if (!corrected(level) || tests[level].test == compare::Test::kExact) continue;
    const Weight ceiling = score::alike_ceiling(counts, u_exact, levels[level].u_probability);
    if (ceiling + least >= 0) continue;  // no value is that common
    terms.ceilings[level + 1] = ceiling;
    terms.grades |= 1u << (level + 1);
  }
}

Weight LinkScorer::term_weight(size_t comparison, uint32_t grade, const uint32_t* row_a, const uint32_t* row_b, DecidingTerm* decides) const {
  const Terms& terms = terms_[comparison];
  if ((terms.grades >> grade & 1) == 0) return 0;
  if (grade == terms.exact_grade) {
    const Code shared = comparer_->shared_term(comparison, row_a, row_b);
    if (decides != nullptr) *decides = {shared, false};
    return terms.weights[shared];
  }
  const compare::AlikeTerms alike = comparer_->alike_terms(comparison, row_a, row_b);
  if (alike.a == kMissing || alike.b == kMissing) return 0;
  const bool of_b = terms.weights[alike.b] < terms.weights[alike.a];
  const Code common = of_b ? alike.b : alike.a;
  const Weight weight = std::min<Weight>(0, terms.ceilings[grade] + terms.weights[common]);
  if (decides != nullptr && weight != 0) *decides = {common, of_b};
  return weight;
}

void LinkScorer::bind_scales() {
  // Strangers get ever fewer within a level as well, so that its m / u holds below its middle.
  constexpr double kWhereItHolds = 0.4;
  scales_.assign(config_->comparisons.size(), {});
  for (size_t c = 0; c < scales_.size(); ++c) {
    const std::vector<Level>& levels = config_->comparisons[c].levels;
    if (config_->comparisons[c].comparator != "text") continue;
    const std::vector<compare::LevelTest> tests = compare::level_tests(config_->comparisons[c]);
    std::vector<size_t> grades;  // of levels by overlap, from the most alike
    std::vector<double> at;
    double top = 1;
    for (size_t level = 0; level < levels.size(); ++level) {
      if (tests[level].test != compare::Test::kOverlap) continue;
      grades.push_back(level + 1);
      at.push_back(tests[level].threshold + kWhereItHolds * (top - tests[level].threshold));
      top = tests[level].threshold;
    }
    for (size_t i = 0; i < grades.size(); ++i) {
      Scale& scale = scales_[c][grades[i]];
      if (levels[grades[i] - 1].locked) continue;
      scale.bound = true;
      scale.at = at[i];
      if (i > 0) {
        scale.at_above = at[i - 1];
        scale.above = static_cast<uint32_t>(grades[i - 1]);
      }
      if (i + 1 < grades.size()) {
        scale.at_below = at[i + 1];
        scale.below = static_cast<uint32_t>(grades[i + 1]);
      }
    }
    if (!grades.empty()) with_scales_.push_back(c);
  }
}

LinkScorer::Between LinkScorer::place(size_t comparison, uint32_t grade, const uint32_t* row_a, const uint32_t* row_b) const {
  Between between{grade, grade, 0, false};
  const Scale& scale = scales_[comparison][grade];
  if (!scale.bound) return between;
  const double overlap = comparer_->overlap(comparison, row_a, row_b);
  if (overlap < 0) return between;
  between.more = overlap > scale.at;
  const uint32_t neighbor = between.more ? scale.above : scale.below;
  if (neighbor == 0) return between;
  between.neighbor = neighbor;
  between.share = std::min(1.0, (overlap - scale.at) / ((between.more ? scale.at_above : scale.at_below) - scale.at));
  return between;
}

// Never against the direction: what is more alike does not weigh less for it.
Weight LinkScorer::Between::part_of(Weight own, Weight other) const {
  const Weight step = more ? std::max<Weight>(0, other - own) : std::min<Weight>(0, other - own);
  return neighbor == grade ? 0 : static_cast<Weight>(share * static_cast<double>(step));
}

LinkScorer::PatternSums LinkScorer::sums_of(compare::Pattern pattern) const {
  PatternSums sums;
  sums.pattern = pattern;
  sums.sum = weights_.sum(pattern);
  // A pattern that may be a link and has a level with a scale: others are not worth the time.
  for (const size_t c : with_scales_) sums.graded = sums.graded || (scales_[c][pattern >> (4 * c) & 15].bound && sums.sum >= kWorthGrading);
  for (const size_t c : with_terms_)
    if ((terms_[c].grades >> (pattern >> (4 * c) & 15) & 1) != 0) sums.corrected |= static_cast<uint16_t>(1u << c);
  for (size_t kind = 0; kind < std::min(weights_.kind_count(), sums.siblings.size()); ++kind) sums.siblings[kind] = weights_.sibling_sum(kind, pattern);
  return sums;
}

LinkScorer::Places LinkScorer::places_of(const PatternSums& sums, const uint32_t* row_a, const uint32_t* row_b) const {
  Places places{};
  if (sums.graded)
    for (const size_t c : with_scales_) places[c] = place(c, static_cast<uint32_t>(sums.pattern >> (4 * c) & 15), row_a, row_b);
  return places;
}

LinkScorer::TermWeights LinkScorer::term_weights(const PatternSums& sums, const uint32_t* row_a, const uint32_t* row_b) const {
  TermWeights out{};
  for (size_t c = 0; sums.corrected >> c != 0; ++c)
    if ((sums.corrected >> c & 1) != 0) out[c] = term_weight(c, static_cast<uint32_t>(sums.pattern >> (4 * c) & 15), row_a, row_b);
  return out;
}

Weight LinkScorer::score(const PatternSums& sums, const uint32_t* row_a, const uint32_t* row_b) const {
  static const Places kOnLevels{};
  return sums.graded ? score_at(sums, row_a, row_b, places_of(sums, row_a, row_b)) : score_at(sums, row_a, row_b, kOnLevels);
}

Weight LinkScorer::score_at(const PatternSums& sums, const uint32_t* row_a, const uint32_t* row_b, const Places& places) const {
  const TermWeights terms = term_weights(sums, row_a, row_b);
  Weight weight = sums.sum;
  if (sums.graded)
    for (const size_t c : with_scales_) weight += scale_weight(c, places[c]);
  for (size_t c = 0; sums.corrected >> c != 0; ++c) weight += terms[c];
  return weights_.kind_count() == 0 ? weight : weight - sibling_correction(sums, terms, places);
}

Weight LinkScorer::sibling_correction(const PatternSums& sums, const TermWeights& terms, const Places& places) const {
  // log2(1 + sum of 2^w): one kind after the other.
  Weight total = 0;
  for (size_t kind = 0; kind < weights_.kind_count(); ++kind) {
    Weight odds = kind < sums.siblings.size() ? sums.siblings[kind] : weights_.sibling_sum(kind, sums.pattern);
    if (sums.graded)
      for (const size_t c : with_scales_)
        odds += places[c].part_of(weights_.sibling_level_weight(kind, c, places[c].grade), weights_.sibling_level_weight(kind, c, places[c].neighbor));
    for (size_t c = 0; sums.corrected >> c != 0; ++c)
      if (terms[c] != 0 && weights_.siblings_share(kind, c)) odds += terms[c];
    total += score::softplus(odds - total);
  }
  return total;
}

Weight LinkScorer::score(RecordIndex a, RecordIndex b) const {
  const uint32_t *p = comparer_->row(a), *q = comparer_->row(b);
  return score(comparer_->compare(p, q), p, q);
}

Explanation LinkScorer::explain(RecordIndex a, RecordIndex b) const {
  Explanation explanation;
  explanation.prior = weights_.prior();
  explanation.match_weight = explanation.prior;
  const uint32_t *p = comparer_->row(a), *q = comparer_->row(b);
  const compare::Pattern pattern = comparer_->compare(p, q);
  const PatternSums sums = sums_of(pattern);
  const Places places = places_of(sums, p, q);
  for (size_t c = 0; c < config_->comparisons.size(); ++c) {
    const uint32_t grade = static_cast<uint32_t>(compare::grade_of(pattern, c));
    Evidence evidence;
    evidence.comparison = static_cast<uint16_t>(c);
    evidence.level = static_cast<int16_t>(static_cast<int>(grade) - 1);
    evidence.weight = weights_.level_weight(c, grade) + scale_weight(c, places[c]);
    DecidingTerm decides;
    evidence.term_frequency_weight = term_weight(c, grade, p, q, &decides);
    if (decides.term != kMissing) {
      evidence.term_count = terms_[c].counts[decides.term];
      evidence.term = decides.term;
      evidence.term_attribute = comparer_->term_attribute(c);
      evidence.term_of_b = decides.of_b;
    }
    explanation.match_weight += evidence.weight + evidence.term_frequency_weight;
    explanation.evidence.push_back(evidence);
  }
  for (size_t c = 0; c < config_->comparisons.size() && weights_.kind_count() > 0; ++c) {
    if (config_->comparisons[c].comparator != "siblings") continue;
    explanation.evidence[c].level = 0;
    explanation.evidence[c].weight = -sibling_correction(sums, term_weights(sums, p, q), places);
    explanation.match_weight += explanation.evidence[c].weight;
  }
  for (size_t c = 0; c < config_->comparisons.size(); ++c) {
    const bool dependence = config_->comparisons[c].comparator == "dependence";
    if (!dependence && config_->comparisons[c].comparator != "moved") continue;
    explanation.evidence[c].level = 0;
    explanation.evidence[c].weight = dependence ? weights_.dependence_sum(pattern) : weights_.moved_correction(pattern);
    explanation.match_weight += explanation.evidence[c].weight;
  }
  explanation.constraint = constraints_.deciding(a, b);
  explanation.veto = constraints_.veto(a, b);
  return explanation;
}

int LinkScorer::first_rule(RecordIndex a, RecordIndex b) const {
  if (candidates_ == nullptr || a == b) return -1;
  for (size_t r = 0; r < candidates_->rule_count(); ++r)
    if (candidates_->rule(r).share_block(a, b)) return static_cast<int>(r);
  return -1;
}

uint32_t LinkScorer::rules_of(RecordIndex a, RecordIndex b) const {
  return candidates_ == nullptr || a == b ? 0 : candidates_->rules_of(a, b);
}

void LinkScorer::keep_blocks(const Prepared& prepared) {
  candidates_ = prepared.candidates;
  columns_ = prepared.columns;
  rule_columns_ = prepared.rule_columns;
}

Weight LinkScorer::score_with(RecordIndex a, RecordIndex b, RecordIndex donor, int attribute) const {
  const compare::Field field = comparer_->field(attribute);
  std::vector<uint32_t> row(comparer_->row(a), comparer_->row(a) + comparer_->row_width());
  std::copy_n(comparer_->row(donor) + field.offset, field.slot_count, row.begin() + field.offset);
  // The lower record first, as when pairs are scored.
  const uint32_t *p = row.data(), *q = comparer_->row(b);
  if (a > b) std::swap(p, q);
  return score(comparer_->compare(p, q), p, q);
}

void LinkScorer::keys(size_t rule, uint32_t parts, RecordIndex record, std::vector<uint64_t>& out) const {
  if (columns_ == nullptr || rule >= rule_columns_.size()) return;
  std::vector<int> columns;
  for (size_t p = 0; p < rule_columns_[rule].size() && p < 32; ++p)
    if ((parts >> p & 1) != 0) columns.push_back(rule_columns_[rule][p]);
  if (!columns.empty()) block::append_keys(*columns_, columns, record, out);
}

}  // namespace jumelles::linking
