#pragma once

// Fellegi-Sunter parameters from counted patterns of levels (4 bits per comparison, level + 1, 0 missing).
//
// Candidate pairs stand for the whole population: pairs that share no key are taken as non-matches, so that
//   p(pattern) = odds / (1 + odds),  odds = lambda / (1 - lambda) * product of m / u over comparisons not missing
//   lambda     = sum of p over candidates (at least half a pair) / possible pairs, or what random pairs say, less three
//                standard errors, where that is more: keys cannot meet all pairs of large groups
//   m(level)   = (sum of p on the level + a * typical_m) / (sum of p where not missing + a)       a: smoothing
//   u(level)   = (sum of 1 - p over random pairs on the level + a_u * even) / (... + a_u)
// Beside matches and strangers there can be further classes, siblings: records of different things that share much by
// nature (members of a household, papers of the same authors, songs of an album). Counting them as strangers makes
// their agreement look like a match; counting them as matches spoils m. Their shares s are estimated like m:
//   p(pattern) = lambda M / (lambda M + sum of lambda_s S + (1 - lambda - sum of lambda_s) U)
// What makes them different must be said: on comparisons that are a thing's own (a given name, a birth date, a title),
// siblings agree by chance only, at most `kSiblingAgreement` of them, and few are alike; otherwise noisy matches would
// pass for siblings.
// (Fellegi & Sunter 1969; Winkler 1988; counted patterns: Enamorado, Fifield & Imai 2019). u comes from random pairs
// alone, less the matches among them. Missing values say nothing. When all this has settled, comparisons that say the same
// are looked for, and their joint levels trained with the rest (score/dependence.h). At last, a class of siblings that may as
// well be matches with a slip is dropped, and the rest trained without it.
//
// Pairs of known class count as they are: p = 1 or 0, whatever their pattern. That is sound however they were chosen, as
// long as the choice went by what the records hold and not by the answer.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "score/dependence.h"
#include "score/pattern_counter.h"

namespace jumelles::score {

struct Parameters {
  double prior = 0;                    // lambda
  std::vector<std::vector<double>> m;  // [comparison][level]
  std::vector<std::vector<double>> u;
  struct Siblings {
    double prior = 0;                    // lambda_s
    std::vector<std::vector<double>> s;  // [comparison][level]
  };
  std::vector<Siblings> siblings;      // kinds of siblings; empty when there are none
  std::vector<Dependence> dependences = {};  // found in training: comparisons that say the same, in part
};

constexpr uint8_t kOwnAgreement = 1, kOwnPartial = 2;

struct EmInput {
  std::vector<PatternCount> candidates;  // sorted
  std::vector<PatternCount> rivals;      // candidates that lost against a better partner, or that a rule keeps apart: no matches, siblings perhaps
  // [candidate pattern][comparison]: share of its pairs that teach the comparison's m; empty: all. Keys make their own
  // attributes agree, so that m over all candidates is too high on their best levels: a comparison learns from pairs that
  // a key without it finds, unless there are too few.
  std::vector<std::vector<float>> trained_share;
  // Pairs whose class is known, of labels, and which are not among the candidates: their class is fixed, each is one pair
  // (semi-supervised: Nigam et al. 2000). Sorted.
  std::vector<PatternCount> known_matches, known_others;
  double candidate_scale = 1;            // candidates were sampled: each stands for so many
  std::vector<PatternCount> random;      // sorted; random pairs, matches included
  std::vector<PatternCount> random_apart;  // sorted; of these, those that a rule keeps apart: no matches, siblings perhaps
  double possible_pairs = 1;
  // Records of two sources of which each record has at most one partner; 0 when that is not known. A pair of best partners
  // then competes with having no partner at all, which is rare where most records have one: its prior odds are
  //   lambda / ((1 - share of a's records that have a partner) (1 - share of b's))
  double records_a = 0, records_b = 0;
  // Share of all possible pairs that are on the first level (equal values), computed from value counts; below 0 when
  // unknown. Matches included, as in random pairs.
  std::vector<double> exact_share;
  std::vector<std::vector<uint8_t>> locked;  // [comparison][level]: m and u are kept; may be empty
  bool prior_locked = false;
  bool keep_u = false;                       // u is kept as started
  // [comparison][level]: on comparisons that are a thing's own, the levels of agreement and those of some likeness.
  // No level of agreement: no siblings.
  std::vector<std::vector<uint8_t>> own;
  // [comparison]: 1 for what a thing keeps: names, a birth date, a title. Addresses, phones and e-mails change, often together.
  // Empty: all are kept.
  std::vector<uint8_t> lasting;
  // [comparison]: 1 for what may change: an address, a phone, an e-mail. Two or more: some of the matches have moved, and are as
  // strangers there.
  std::vector<uint8_t> may_change;
  // Kinds of siblings to start from: comparisons on which they are like strangers although these are not their own.
  std::vector<std::vector<size_t>> sibling_kinds;
  // [comparison][level]: 1 for levels that say the things differ, however alike they are (other model numbers). Matches
  // are on them by a slip only, at most `kMatchDisagreement` of them; otherwise look-alikes would pass for matches.
  std::vector<std::vector<uint8_t>> against;
  double m_smoothing = 4;                    // pairs
  // A single comparison fits any m and lambda equally well (a latent class needs three: Goodman 1974): its matches are told
  // by the shape of what was counted. Strangers on a rung are at most `kStrangersDecay` of those on the rung before, the
  // next less alike one, or on the most frequent level of the base; the surplus are matches, and u is else as counted.
  struct Ladder {
    size_t comparison = 0;
    std::vector<size_t> base, rungs;  // levels; rungs from the least to the most alike
  };
  std::vector<Ladder> ladders;
  double u_smoothing = 1;
  // Comparisons that depend on each other less than so many bits, on average over matches, are taken as independent:
  // what is weak is as often a trace of pairs judged wrongly.
  double least_dependence = 1.0;
};

// Starting u from random pairs alone.
void start_u(const EmInput& input, Parameters& parameters);

constexpr double kSiblingAgreement = 0.05;    // most of them that agree on what is their own
constexpr double kSiblingResemblance = 0.25;  // most of them that are alike there in part
constexpr double kTypicalMoved = 0.05;          // share of the matches that have moved, to begin with
// At most: they agree on little but a name, as namesakes do.
constexpr double kMostMoved = 0.2;
constexpr double kMostPartnered = 0.9;          // share of records known to have a partner: never more is relied on
constexpr double kStrangersDecay = 0.25;
constexpr double kMatchDisagreement = 0.1;     // most of the matches that are on levels that speak against them

class EmTrainer {
 public:
  // `start` holds prior and m (typical shares) for every level, and u when it is kept.
  EmTrainer(EmInput input, Parameters start);
  // One iteration over all patterns, O(patterns * comparisons). true while parameters still move.
  bool iterate();
  const Parameters& parameters() const { return parameters_; }
  double moved_share() const { return moved_; }
  // The probability to score with: lambda, or that of best partners where each record has at most one.
  double partner_prior() const;
  // Of a pair of any two sources, whatever other partners they have.
  double match_probability(uint64_t pattern) const { return shares_of(pattern, 1).match; }
  double expected_matches() const { return parameters_.prior * input_.possible_pairs; }
  double expected_siblings(size_t kind) const { return parameters_.siblings[kind].prior * input_.possible_pairs; }
  // Of the classes of siblings that were dropped: pairs expected in them, and matches then; bits between the two, of the one
  // most unlike.
  struct Slips { double pairs = 0, matches = 0, bits = 0; };
  const Slips& slips() const { return slips_; }
  // Expected matches on each level, and random pairs on it.
  const std::vector<std::vector<double>>& match_counts() const { return match_counts_; }
  const std::vector<std::vector<uint64_t>>& random_counts() const { return random_counts_; }

 private:
  using Sums = std::vector<std::vector<double>>;
  static constexpr size_t kMaxKinds = 4;
  // Probabilities of match and of each kind of siblings.
  struct Shares { double match, strangers, sibling[kMaxKinds], moved; };  // moved: of the matches
  void keep_trained(const std::vector<Shares>& shares, Sums& sums) const;
  void update_m(const Sums& sums);
  void update_siblings(size_t kind, const Sums& sums);
  void limit(Sums& shares) const;
  void limit_matches();
  void limit_moved(std::vector<Shares>& shares, double& total, double moved);
  double partner_factor() const;
  void update_u();
  bool step();
  bool changes(size_t c) const { return moved_ > 0 && input_.may_change[c] != 0; }
  double random_matches() const;
  void find_dependences();
  void start_again();
  bool drop_slips();  // true when there were any, and training goes on without them
  double bits_from_matches(const Parameters::Siblings& siblings) const;
  double typical_stranger_share(size_t random) const;
  void find_typical_strangers();
  void measure(std::vector<Dependence>& dependences) const;
  // Prior odds of a match are lambda times `factor`.
  Shares shares_of(uint64_t pattern, double factor) const;
  void refresh_ratios();
  EmInput input_;
  Parameters parameters_, typical_;
  std::vector<double> open_;  // of the random pairs of each pattern, the share that no rule keeps apart
  double moved_ = 0;                   // share of the matches that have moved; 0: not asked
  Sums ratios_;                        // [comparison][grade]: m / u; 1 for missing
  std::vector<Sums> sibling_ratios_;   // s / u
  std::vector<std::vector<double>> match_counts_;
  std::vector<std::vector<uint64_t>> random_counts_;
  int iteration_count_ = 0;
  bool searched_ = false, judged_ = false;
  Slips slips_;
};

}  // namespace jumelles::score
