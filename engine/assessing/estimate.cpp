#include "assessing/estimate.h"

#include <algorithm>

#include "core/hash.h"

namespace jumelles::assessing {

using namespace linking;
namespace {

constexpr uint32_t kMostMembers = 24;      // of one group that are looked at
constexpr uint64_t kMostCaptures = 20000;  // probable matches asked for their keys
constexpr uint64_t kMostJoins = 4000;      // pairs of groups asked whether they belong together
constexpr uint32_t kJoinPairs = 16;        // pairs scored for one of them
constexpr int kBins = 40;                  // of one bit of weight, from -8 upward
constexpr double kFewestPartners = 50;     // records with a partner, for their rivals to show anything
constexpr double kProbable = 0.5;
constexpr double kMostOdds = 1e9;
constexpr double kFactors[evaluate::kShifts] = {0.125, 1, 8};  // kToleranceBits lower and higher
static_assert(evaluate::kToleranceBits == 3);

// What a person who moves changes at once: no two of them are independent.
bool is_place(AttributeType type) { return info(type).group == AttributeGroup::kAddress && info(type).compared(); }

class Estimator {
 public:
  Estimator(std::shared_ptr<const RecordSet> records, std::shared_ptr<const LinkResult> link, std::shared_ptr<const std::vector<Edge>> edges,
            std::shared_ptr<const Groups> groups, std::shared_ptr<const Labels> labels, LinkConfig config, std::shared_ptr<Estimates> out,
            FormerEstimates former)
      : records_(std::move(records)), link_(std::move(link)), edges_(std::move(edges)), groups_(std::move(groups)), labels_(std::move(labels)),
        known_(*labels_, records_->record_count()), config_(std::move(config)), out_(std::move(out)), former_(std::move(former)) {}

  uint64_t start();
  void count_edges(uint64_t begin, uint64_t end);
  uint64_t start_rivals();
  void count_rivals(uint64_t begin, uint64_t end);
  uint64_t start_groups() { return groups_->group_count(); }
  void read_groups(uint64_t begin, uint64_t end);
  uint64_t start_changes();
  void find_changes(uint64_t begin, uint64_t end);
  uint64_t start_finish() { return 1; }
  void finish(uint64_t, uint64_t);

 private:
  // `rivals`: odds of those it competes with, 0 when it has none. `weight`: without them.
  struct Pair { double odds = 0, ratio = 1, rivals = 0; bool met = false; Weight weight = 0; Known known = Known::kNothing; };
  double odds_of(Weight weight) const { return std::min(kMostOdds, exp2(std::min(bits(weight), 64.0))); }
  Pair pair_of(uint32_t edge) const;
  // What people said outweighs what the model says.
  Pair judged(RecordIndex a, RecordIndex b, Pair pair) const;
  static double probability(const Pair& pair, double factor) {
    return pair.odds * factor / (1 + (pair.odds + pair.rivals) * factor);
  }
  // Pairs inside a source that holds a customer once are none.
  bool counts(RecordIndex a, RecordIndex b) const {
    return records_->source_of[a] != records_->source_of[b] ||
           (config_.link_type != LinkType::kLink && rival_column_[records_->source_of[a]] < 0);
  }
  static size_t part_of(RecordIndex first_record) { return first_record / Estimates::kRecordsOfPart; }
  RecordIndex first_of(RecordIndex record) const { return groups_->members[groups_->first_member[groups_->group_of[record]]]; }
  void touch(RecordIndex record);
  void read_group(uint32_t group);
  void read_members(const std::vector<RecordIndex>& members, double scale);
  void read_outside(uint32_t edge);
  double join_odds(uint32_t group_a, uint32_t group_b) const;
  void capture(const Edge& edge, double probability);
  static size_t bin_of(Weight weight) { return static_cast<size_t>(std::clamp(static_cast<int>(weight >> 32) + 8, 0, kBins - 1)); }
  bool is_slot(RecordIndex a, RecordIndex b) const;   // b's source holds a customer once, a is of another one
  bool is_closed(RecordIndex a, RecordIndex b) const; // a has its partner in b's source
  double rival_probability(RecordIndex a, RecordIndex b, const Pair& pair, double otherwise) const;
  std::vector<uint32_t> independent_rules() const;

  std::shared_ptr<const RecordSet> records_;
  std::shared_ptr<const LinkResult> link_;
  std::shared_ptr<const std::vector<Edge>> edges_;  // as they are stated: rivals taken off
  std::shared_ptr<const Groups> groups_;
  std::shared_ptr<const Labels> labels_;
  KnownPairs known_;
  LinkConfig config_;
  std::shared_ptr<Estimates> out_;
  FormerEstimates former_;
  Weight threshold_ = 0, prior_ = 0;
  std::vector<uint32_t> first_edge_;        // per record
  std::vector<int> rival_column_;           // per source: column of one-per-source sources, -1
  size_t rival_columns_ = 0;
  std::vector<uint32_t> place_;             // per record: its place among the members looked at
  evaluate::ResultEvidence evidence_;       // of all parts and of what is in none
  EstimatePart* part_ = nullptr;            // of the group at hand
  std::vector<uint8_t> changed_;            // per record, where former estimates are at hand: its group, a weight or a label
  std::vector<uint8_t> stays_;              // per part
  double closed_ = 0, open_ = 0;            // records that have, that have no partner in a one-per-source source, each time
  std::vector<double> rivals_, open_pairs_; // by weight: of records that have their partner, per such record; of others
  std::vector<uint8_t> columns_of_group_;   // bit per one-per-source source that has a record in it
    // scratch
  std::vector<Pair> pairs_;
  std::vector<double> own_, ratio_, single_, joint_;
};

uint64_t Estimator::start() {
  threshold_ = weight_from_probability(config_.threshold);
  prior_ = weight_from_probability(std::clamp(link_->config.prior, 1e-12, 0.5));
  rival_column_.assign(records_->sources.size(), -1);
  for (size_t s = 0; s < records_->sources.size(); ++s)
    if (std::find(config_.one_per_source.begin(), config_.one_per_source.end(), records_->sources[s].name) != config_.one_per_source.end())
      rival_column_[s] = static_cast<int>(rival_columns_++);
  first_edge_.assign(size_t{records_->record_count()} + 1, 0);
  return link_->edges.size();
}

void Estimator::count_edges(uint64_t begin, uint64_t end) {
  for (uint64_t e = begin; e < end; ++e) ++first_edge_[size_t{link_->edges[e].a} + 1];
}

// Rivals whose odds make the probability the stated one; as these odds rise or fall together with the pair's own, even
// odds between rivals stay even.
Estimator::Pair Estimator::pair_of(uint32_t edge) const {
  const Weight weight = link_->edges[edge].match_weight, stated = (*edges_)[edge].match_weight;
  const double odds = odds_of(weight);
  const double rivals = stated == weight ? 0 : std::max(0.0, odds / odds_of(std::max(stated, -64 * kOneBit)) - 1);
  return judged(link_->edges[edge].a, link_->edges[edge].b, {odds, exp2(bits(weight - prior_)), rivals, true, weight});
}

Estimator::Pair Estimator::judged(RecordIndex a, RecordIndex b, Pair pair) const {
  pair.known = known_.empty() ? Known::kNothing : known_.of(a, b);
  if (pair.known == Known::kNothing) return pair;
  pair.odds = pair.ratio = pair.known == Known::kSame ? kMostOdds : 0;
  pair.rivals = 0;
  return pair;
}

// What counts show of pairs as a whole: candidates below the floor, and rivals.
uint64_t Estimator::start_rivals() {
  for (size_t r = 0; r + 1 < first_edge_.size(); ++r) first_edge_[r + 1] += first_edge_[r];
  place_.assign(records_->record_count(), UINT32_MAX);
  // Candidates below the floor: by the histogram's bits.
  for (int bin = 0; bin < WeightHistogram::kMaxBits - WeightHistogram::kMinBits; ++bin) {
    const double middle = WeightHistogram::kMinBits + bin + 0.5, count = static_cast<double>(link_->histogram.counts[static_cast<size_t>(bin)]);
    if (count == 0 || weight_from_bits(middle + 0.5) > weight_from_probability(link_->config.review_floor)) continue;
    for (int s = 0; s < evaluate::kShifts; ++s) {
      const double odds = exp2(middle) * kFactors[s];
      evidence_.expected[s][0].outside += count * odds / (1 + odds);
      evidence_.expected[s][1].outside += count * odds / (1 + odds);
      evidence_.expected[s][2].outside += count * odds / (1 + odds);
    }
  }
  if (rival_columns_ == 0 || rival_columns_ > 8) return 0;
  columns_of_group_.assign(groups_->group_count(), 0);
  for (RecordIndex r = 0; r < records_->record_count(); ++r)
    if (const int column = rival_column_[records_->source_of[r]]; column >= 0) columns_of_group_[groups_->group_of[r]] |= static_cast<uint8_t>(1u << column);
  for (RecordIndex r = 0; r < records_->record_count(); ++r)
    for (size_t column = 0; column < rival_columns_; ++column) {
      if (rival_column_[records_->source_of[r]] == static_cast<int>(column)) continue;
      ((columns_of_group_[groups_->group_of[r]] >> column & 1) != 0 ? closed_ : open_) += 1;
    }
  if (closed_ < kFewestPartners) return 0;
  rivals_.assign(kBins, 0);
  open_pairs_.assign(kBins, 0);
  return link_->edges.size() + 1;
}

// Units: every pair, then one to learn from them.
void Estimator::count_rivals(uint64_t begin, uint64_t end) {
  for (uint64_t e = begin; e < std::min<uint64_t>(end, link_->edges.size()); ++e) {
    const Edge& edge = link_->edges[e];
    if (!is_slot(edge.a, edge.b) && !is_slot(edge.b, edge.a)) continue;
    const bool together = groups_->group_of[edge.a] == groups_->group_of[edge.b];
    const bool a = is_closed(edge.a, edge.b), b = is_closed(edge.b, edge.a);
    if (together || (!a && !b)) open_pairs_[bin_of(edge.match_weight)] += 1;
    else rivals_[bin_of(edge.match_weight)] += (a ? 1 : 0) + (b ? 1 : 0);
  }
  if (end <= link_->edges.size()) return;
  for (double& count : rivals_) count /= closed_;
  // Where both sources are without duplicates a pair is seen from both sides, and its other record must be open too.
  const bool both_sides = rival_columns_ == records_->sources.size();
  out_->rival_probabilities = evaluate::rival_probabilities(open_pairs_, rivals_, both_sides ? open_ * open_ / (open_ + closed_) / 2 : open_);
  evidence_.has_rivals = true;
}

bool Estimator::is_slot(RecordIndex a, RecordIndex b) const {
  return records_->source_of[a] != records_->source_of[b] && rival_column_[records_->source_of[b]] >= 0;
}

bool Estimator::is_closed(RecordIndex a, RecordIndex b) const {
  return is_slot(a, b) && (columns_of_group_[groups_->group_of[a]] >> rival_column_[records_->source_of[b]] & 1) != 0;
}

// By what rivals show, where they can; a record that has its partner has no second one.
double Estimator::rival_probability(RecordIndex a, RecordIndex b, const Pair& pair, double otherwise) const {
  if (pair.known != Known::kNothing || out_->rival_probabilities.empty() || (!is_slot(a, b) && !is_slot(b, a))) return otherwise;
  if (groups_->group_of[a] != groups_->group_of[b] && (is_closed(a, b) || is_closed(b, a))) return 0;
  // Of several candidates one at most is right.
  return std::min(out_->rival_probabilities[bin_of(pair.weight)], pair.odds > 0 ? pair.odds / (pair.odds + pair.rivals) : 0);
}

void Estimator::read_groups(uint64_t begin, uint64_t end) {
  for (uint64_t g = begin; g < end; ++g) {
    const size_t part = part_of(groups_->members[groups_->first_member[g]]);
    if (stays_[part] != 0) continue;
    part_ = &out_->parts[part];
    read_group(static_cast<uint32_t>(g));
  }
}

// Units: every pair, then one to take over what stays. A part stays where nothing of its groups has changed, nor of those that a pair leads to.
uint64_t Estimator::start_changes() {
  const size_t parts = records_->record_count() / Estimates::kRecordsOfPart + size_t{1};
  out_->parts.assign(parts, {});
  stays_.assign(parts, 0);
  if (!former_.estimates || former_.estimates->rival_probabilities != out_->rival_probabilities) return 0;
  stays_.assign(parts, 1);
  changed_.assign(records_->record_count(), 0);
  for (const RecordIndex record : *former_.changed) touch(record);
  for (uint32_t g = 0; g < groups_->group_count(); ++g) {
    if (former_.changes->former_of[g] != kNoGroup) continue;
    for (uint32_t m = groups_->first_member[g]; m < groups_->first_member[g + 1]; ++m) touch(groups_->members[m]);
  }
  for (const uint32_t g : former_.changes->gone) stays_[part_of(former_.groups->members[former_.groups->first_member[g]])] = 0;
  return link_->edges.size() + 1;
}

void Estimator::find_changes(uint64_t begin, uint64_t end) {
  for (uint64_t e = begin; e < std::min<uint64_t>(end, link_->edges.size()); ++e)
    if (const Edge& edge = link_->edges[e]; changed_[edge.b] != 0) stays_[part_of(first_of(edge.a))] = 0;
  if (end <= link_->edges.size()) return;
  for (size_t part = 0; part < stays_.size(); ++part)
    if (stays_[part] != 0) out_->parts[part] = former_.estimates->parts[part];
}

void Estimator::touch(RecordIndex record) {
  changed_[record] = 1;
  stays_[part_of(first_of(record))] = 0;
}

void Estimator::read_group(uint32_t group) {
  const uint32_t first = groups_->first_member[group], last = groups_->first_member[group + 1], size = last - first;
  for (uint32_t m = first; m < last; ++m) {
    const RecordIndex a = groups_->members[m];
    for (uint32_t e = first_edge_[a]; e < first_edge_[a + 1]; ++e)
      if (groups_->group_of[link_->edges[e].b] != group) read_outside(e);
  }
  if (size < 2) return;
  std::vector<RecordIndex> members;
  const uint32_t taken = std::min(size, kMostMembers);
  for (uint32_t i = 0; i < taken; ++i) members.push_back(groups_->members[first + static_cast<uint32_t>(uint64_t{i} * size / taken)]);
  read_members(members, static_cast<double>(size) * (size - 1) / (static_cast<double>(taken) * (taken - 1)));
}

// The pairs of one group, or of some of its members: they stand for `scale` as many.
void Estimator::read_members(const std::vector<RecordIndex>& members, double scale) {
  const uint32_t size = static_cast<uint32_t>(members.size());
  pairs_.assign(size_t{size} * size, {});
  for (uint32_t i = 0; i < size; ++i) place_[members[i]] = i;
  for (uint32_t i = 0; i < size; ++i)
    for (uint32_t e = first_edge_[members[i]]; e < first_edge_[members[i] + size_t{1}]; ++e) {
      const Edge& edge = link_->edges[e];
      const uint32_t j = place_[edge.b];
      if (j == UINT32_MAX) continue;
      const Pair pair = pair_of(e);
      pairs_[i * size + j] = pairs_[j * size + i] = pair;
      if ((*edges_)[e].match_weight >= threshold_) part_->evidence.confident += probability(pair, 1);
      capture(edge, probability(pair, 1));
    }
  for (const RecordIndex member : members) place_[member] = UINT32_MAX;
  for (uint32_t i = 0; i < size; ++i)
    for (uint32_t j = i + 1; j < size; ++j) {
      Pair& pair = pairs_[i * size + j];
      if (pair.met) continue;
      const Weight weight = link_->scorer->score(members[i], members[j]);
      pair = judged(members[i], members[j],
                    {odds_of(weight), exp2(bits(weight - prior_)), 0, link_->scorer->rules_of(members[i], members[j]) != 0, weight});
      pairs_[j * size + i] = pair;
    }
  double pair_count = 0;
  for (int s = 0; s < evaluate::kShifts; ++s) {
    own_.assign(pairs_.size(), 0), ratio_.assign(pairs_.size(), 0);
    for (size_t k = 0; k < pairs_.size(); ++k) {
      own_[k] = probability(pairs_[k], kFactors[s]);
      ratio_[k] = std::min(pairs_[k].ratio * kFactors[s], kMostOdds);
    }
    evaluate::read_group(size, own_, ratio_, single_, joint_);
    double doubt = 0, counted = 0;
    for (uint32_t i = 0; i < size; ++i)
      for (uint32_t j = i + 1; j < size; ++j) {
        if (!counts(members[i], members[j])) continue;
        const size_t k = i * size_t{size} + j;
        for (int r = 0; r < evaluate::kReadings; ++r) {
          const double p = scale * (r == 0   ? single_[k]
                                    : r == 1 ? joint_[k]
                                             : std::max(rival_probability(members[i], members[j], pairs_[k], single_[k]), pairs_[k].met ? 0 : single_[k]));
          part_->evidence.expected[s][r].within += p;
          if (pairs_[k].met) part_->evidence.expected[s][r].met_within += p;
        }
        counted += scale;
        doubt += scale * single_[k] * (1 - single_[k]);
        if (s != 1) continue;
        double way = 0;
        for (uint32_t h = 0; h < size; ++h)
          if (h != i && h != j) way = std::max(way, own_[i * size + h] * own_[h * size + j]);
        part_->implied += way;
        if (pairs_[k].met) part_->implied_met += way;
      }
    part_->evidence.variance[s] += doubt * counted;
    pair_count = counted;
  }
  part_->evidence.pair_count += pair_count;
}

void Estimator::read_outside(uint32_t number) {
  const Edge& edge = link_->edges[number];
  const Pair pair = pair_of(number);
  // Inside a source that holds each thing once the model is not asked: it was not trained on such pairs.
  if (!counts(edge.a, edge.b)) return;
  if ((*edges_)[number].match_weight >= threshold_) {
    part_->evidence.confident += probability(pair, 1);
    part_->evidence.refused += probability(pair, 1);
  }
  const uint32_t group_a = groups_->group_of[edge.a], group_b = groups_->group_of[edge.b];
  const uint64_t rate = 1 + link_->edges.size() / (8 * kMostJoins);
  const bool single = groups_->first_member[group_a + 1] - groups_->first_member[group_a] == 1 &&
                      groups_->first_member[group_b + 1] - groups_->first_member[group_b] == 1;
  const bool asked = single || mix(uint64_t{edge.a} << 32 | edge.b) % rate == 0;
  const double joined = single || !asked ? pair.odds : join_odds(group_a, group_b);
  for (int s = 0; s < evaluate::kShifts; ++s) {
    const double p = probability(pair, kFactors[s]);
    part_->evidence.outside_variance[s] += p * (1 - p);
    part_->evidence.expected[s][2].outside += rival_probability(edge.a, edge.b, pair, p);
    part_->evidence.expected[s][0].outside += p;
    if (asked) part_->evidence.expected[s][1].outside += single ? p : static_cast<double>(rate) * std::min(p, joined * kFactors[s] / (1 + joined * kFactors[s]));
  }
  capture(edge, probability(pair, 1));
}

// Odds that two groups are one, all their pairs being proofs: the prior once, then every pair's own ratio.
double Estimator::join_odds(uint32_t group_a, uint32_t group_b) const {
  const uint32_t first_a = groups_->first_member[group_a], first_b = groups_->first_member[group_b];
  const uint64_t size_b = groups_->first_member[group_b + 1] - first_b;
  const uint64_t product = uint64_t{groups_->first_member[group_a + 1] - first_a} * size_b, asked = std::min<uint64_t>(product, kJoinPairs);
  double sum = 0;
  for (uint64_t k = 0; k < asked; ++k) {
    const uint64_t at = k * product / asked;
    const RecordIndex a = groups_->members[first_a + static_cast<uint32_t>(at / size_b)], b = groups_->members[first_b + static_cast<uint32_t>(at % size_b)];
    sum += bits(link_->scorer->score(std::min(a, b), std::max(a, b)) - prior_);
  }
  const double total = bits(prior_) + sum * static_cast<double>(product) / static_cast<double>(asked);
  return total < -60 ? 0 : std::min(kMostOdds, exp2(std::min(total, 64.0)));
}

void Estimator::capture(const Edge& edge, double probability) {
  if (probability < kProbable || !counts(edge.a, edge.b)) return;
  const uint64_t rate = 1 + link_->edges.size() / kMostCaptures;
  if (mix((uint64_t{edge.b} << 32 | edge.a) + 1) % rate != 0) return;
  part_->captures.push_back({link_->scorer->rules_of(edge.a, edge.b), probability});
}

std::vector<uint32_t> Estimator::independent_rules() const {
  const std::vector<BlockingRule>& rules = link_->config.blocking_rules;
  const auto alike = [&](const KeyPart& x, const KeyPart& y) {
    const int a = records_->find(x.attribute), b = records_->find(y.attribute);
    if (a < 0 || b < 0) return true;
    return a == b || (is_place(records_->attributes[static_cast<size_t>(a)].type) && is_place(records_->attributes[static_cast<size_t>(b)].type));
  };
  std::vector<uint32_t> out(std::min<size_t>(rules.size(), 32), 0);
  for (size_t i = 0; i < out.size(); ++i)
    for (size_t j = 0; j < out.size(); ++j) {
      if (i == j || !rules[i].enabled || !rules[j].enabled) continue;
      bool shared = false;
      for (const KeyPart& x : rules[i].parts)
        for (const KeyPart& y : rules[j].parts) shared = shared || alike(x, y);
      if (!shared) out[i] |= 1u << j;
    }
  return out;
}

void Estimator::finish(uint64_t, uint64_t) {
  std::vector<evaluate::Capture> captures;
  double implied = 0, implied_met = 0;
  for (const EstimatePart& part : out_->parts) {
    evaluate::add(part.evidence, evidence_);
    captures.insert(captures.end(), part.captures.begin(), part.captures.end());
    implied += part.implied;
    implied_met += part.implied_met;
  }
  out_->blocking = evaluate::recall_by_recapture(captures, independent_rules());
  out_->blocking = evaluate::with_third_records(out_->blocking, implied, implied_met);
  out_->result = evaluate::estimate_result(evidence_, out_->blocking);
}

}  // namespace

std::vector<Phase> estimate_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const LinkResult> link,
                                   std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const Groups> groups,
                                   std::shared_ptr<const Labels> labels, LinkConfig config, std::shared_ptr<Estimates> out, FormerEstimates former) {
  auto work = std::make_shared<Estimator>(std::move(records), std::move(link), std::move(edges), std::move(groups), std::move(labels), std::move(config),
                                          std::move(out), std::move(former));
  return {pass("estimate.pairs", Unit::kPairs, work, &Estimator::start, &Estimator::count_edges, 10000),
          pass("estimate.rivals", Unit::kPairs, work, &Estimator::start_rivals, &Estimator::count_rivals, 10000),
          pass("estimate.changes", Unit::kPairs, work, &Estimator::start_changes, &Estimator::find_changes, 10000),
          pass("estimate.groups", Unit::kGroups, work, &Estimator::start_groups, &Estimator::read_groups, 200),
          pass("estimate.finish", Unit::kSteps, work, &Estimator::start_finish, &Estimator::finish, 1)};
}

}  // namespace jumelles::assessing
