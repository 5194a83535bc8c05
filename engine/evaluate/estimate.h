#pragma once

// How good a result is, without a truth. Pure functions over plain numbers; assessing/estimate.h collects them.
//
// - Recall of blocking by capture and recapture: what share of the matches found by keys that share no attribute with a
//   key does this key find too (Lincoln 1930; Petersen 1896; Chapman's unbiased form 1951). It assumes that a match missed
//   by one key is no more likely to be missed by the others; records bad in everything make the estimate too high.
// - Precision and recall of the result from the model's own probabilities, which are read in two ways: each pair by its
//   best single proof, and all proofs of a group as independent. The truth lies between when the probabilities are
//   right up to `kToleranceBits`; the interval spans both readings, that tolerance and the sampling error.

#include <cstdint>
#include <string>
#include <vector>

namespace jumelles::evaluate {

struct Interval {
  double value = 0, low = 0, high = 1;  // 95 %
};

// 0 for x <= 0. The engine's own: the same everywhere.
double square_root(double x);
// Wilson's interval of a share (Wilson 1927); `count` may be a fraction. Nothing at all: 0..1.
Interval wilson(double successes, double count);

// ---------------------------------------------------------------- recall of blocking

// A probable match and the keys that find it.
struct Capture {
  uint32_t keys = 0;    // bit per key
  double matches = 0;   // how many matches it stands for
};

struct BlockingEstimate {
  bool known = false;
  std::string reason_id;            // when unknown: "no_independent_keys", "too_few_matches"
  Interval recall;                  // of all keys together
  std::vector<double> key_recalls;  // per key, measured by keys independent of it; below 0 when none is
  uint32_t key_count = 0;           // keys that could be measured
};

// `independent[k]`: the keys that share no attribute with key k, as bits. Estimates of several keys are pooled by their
// precision, their disagreement widens the interval (DerSimonian & Laird 1986). O(captures * keys).
BlockingEstimate recall_by_recapture(const std::vector<Capture>& captures, const std::vector<uint32_t>& independent);

// The same by way of third records: of `implied` pairs that belong together because both are linked to a third record, keys
// met `met`. Assumes that whether two records meet does not depend on how each meets the third. Of the two estimates the
// lower one counts; the interval reaches as far below it again as they lie apart. Fewer than 20 pairs say nothing.
BlockingEstimate with_third_records(BlockingEstimate keys, double implied, double met);

// ---------------------------------------------------------------- precision and recall of a result

// The model's probabilities are taken as right up to this: a factor of eight in odds, either way.
constexpr double kToleranceBits = 3;
// Readings of the evidence: three calibrations (bits lower, as they are, bits higher) by three ways to read it: the best
// single proof, all proofs, and, in sources without duplicates, what rivals show (`rival_probabilities`).
constexpr int kShifts = 3, kReadings = 3;

// Expected numbers of true pairs under one reading.
struct Expected {
  double within = 0;       // pairs of the groups that are right
  double met_within = 0;   // of these, those that a key met
  double outside = 0;      // true pairs met by a key and not in one group
};

// By weight, how probable a pair is a match when rivals show what false pairs look like: where a record has its partner in
// a source without duplicates, its other candidates there are false. As many false ones, record for record, are expected
// where no partner was found: `false_per_record` of a weight, for `open` records of which a share can be partners
// themselves. Of `pairs` with that weight the rest are matches. As the second best hits of a search tell the error of the
// best (target and decoy: Elias & Gygi 2007).
std::vector<double> rival_probabilities(const std::vector<double>& pairs, const std::vector<double>& false_per_record, double open);

struct ResultEvidence {
  double pair_count = 0;                // pairs that the groups make
  Expected expected[kShifts][kReadings];
  bool has_rivals = false;              // the third reading is there
  double variance[kShifts] = {};        // of `within`; pairs of one group are right or wrong together
  double outside_variance[kShifts] = {};
  double confident = 0, refused = 0;    // expected matches among links, and those of links that groups or rules refused
};

// Sums of what was seen of some groups and of others. `has_rivals` stays.
void add(const ResultEvidence& from, ResultEvidence& into);

struct ResultEstimate {
  std::string withheld_id;   // "" or why nothing is said: "nothing_linked", "contradicted", "too_uncertain"
  Interval precision;
  bool recall_known = false;  // no, where the recall of blocking is unknown
  Interval recall;
  double expected_matches = 0;      // in the whole data, found or not
  double contradicted_share = 0;    // of the links' expected matches, refused by the groups
};

// Links that contradict each other, as a share, from which probabilities are not to be believed: one in five.
constexpr double kMostContradicted = 0.2;
// Width of an interval from which it says nothing of use.
constexpr double kWidest = 0.3;
ResultEstimate estimate_result(const ResultEvidence& evidence, const BlockingEstimate& blocking);

// ---------------------------------------------------------------- proofs within one group

// Of `size` records: their pairs' probabilities by their own evidence (symmetric, row by row) and likelihood ratios
// (without the prior). `single`: own probability or the best way over a third record, whichever is more; `joint`: the way
// over a third record taken as the prior of the pair's own evidence. O(size^3).
void read_group(uint32_t size, const std::vector<double>& own, const std::vector<double>& ratio, std::vector<double>& single,
                std::vector<double>& joint);

}  // namespace jumelles::evaluate
