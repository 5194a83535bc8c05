#include <doctest/doctest.h>

#include <cmath>

#include "core/rng.h"
#include "evaluate/estimate.h"

using namespace jumelles;
using namespace jumelles::evaluate;
using doctest::Approx;

namespace {

bool covers(const Interval& interval, double value) { return interval.low <= value && value <= interval.high; }

// Matches that keys find by chance, each on its own; those that none finds are not seen.
std::vector<Capture> captured(uint32_t matches, const std::vector<double>& chances, Rng& rng, uint32_t& seen) {
  std::vector<Capture> out;
  seen = 0;
  for (uint32_t i = 0; i < matches; ++i) {
    uint32_t keys = 0;
    for (size_t k = 0; k < chances.size(); ++k) keys |= rng.chance(chances[k]) ? 1u << k : 0;
    if (keys == 0) continue;
    out.push_back({keys, 1});
    ++seen;
  }
  return out;
}

std::vector<uint32_t> all_independent(size_t keys) {
  std::vector<uint32_t> out;
  for (size_t k = 0; k < keys; ++k) out.push_back(((1u << keys) - 1) & ~(1u << k));
  return out;
}

}  // namespace

TEST_CASE("the square root is that of arithmetic") {
  CHECK(square_root(0) == 0);
  CHECK(square_root(-1) == 0);
  for (double x = 1e-8; x < 1e9; x *= 7.3) CHECK(square_root(x) == Approx(std::sqrt(x)).epsilon(1e-12));
}

TEST_CASE("Wilson's interval is the textbook's") {
  const Interval half = wilson(50, 100);
  CHECK(half.low == Approx(0.4038).epsilon(1e-3));
  CHECK(half.high == Approx(0.5962).epsilon(1e-3));
  const Interval all = wilson(500, 500);
  CHECK(all.high == Approx(1.0));
  CHECK(all.low == Approx(1 / (1 + 1.96 * 1.96 / 500)));
  CHECK(wilson(0, 0).low == 0);
  CHECK(wilson(0, 0).high == 1);
}

TEST_CASE("two keys give Chapman's estimate") {
  // 60 by both, 20 by each alone: (80 + 1)(80 + 1) / 61 - 1 = 106.6 matches, 100 seen.
  std::vector<Capture> captures{{3, 60}, {1, 20}, {2, 20}};
  const BlockingEstimate estimate = recall_by_recapture(captures, {2, 1});
  REQUIRE(estimate.known);
  CHECK(estimate.recall.value == Approx(100 / (81.0 * 81 / 61 - 1)).epsilon(1e-6));
  CHECK(estimate.key_recalls[0] == Approx(0.75));
  CHECK(covers(estimate.recall, 0.9375));  // 1 - (1 - 3/4)^2
  CHECK(estimate.recall.low < estimate.recall.value);
}

TEST_CASE("nothing is said of blocking when no two keys are independent, or too few matches are seen") {
  CHECK(recall_by_recapture({{3, 60}, {1, 20}}, {0, 0}).reason_id == "no_independent_keys");
  CHECK(recall_by_recapture({{3, 6}, {1, 2}}, {2, 1}).reason_id == "too_few_matches");
  CHECK(recall_by_recapture({{1, 60}, {2, 60}}, {2, 1}).reason_id == "no_independent_keys");  // never the same ones
  CHECK_FALSE(recall_by_recapture({}, {}).known);
  CHECK_FALSE(recall_by_recapture({{3, 6}, {1, 20}, {2, 20}}, {2, 1}).known);  // a handful of matches found twice
  CHECK(recall_by_recapture({{3, 10}, {1, 20}, {2, 20}}, {2, 1}).known);
}

TEST_CASE("the interval of blocking covers the truth at least as often as it says") {
  Rng rng(20);
  for (const std::vector<double>& chances : {std::vector<double>{0.7, 0.6}, {0.9, 0.5, 0.4}, {0.95, 0.9, 0.8, 0.3}}) {
    constexpr int kRounds = 200, kMatches = 400;
    int covered = 0;
    double error = 0;
    for (int round = 0; round < kRounds; ++round) {
      uint32_t seen = 0;
      const BlockingEstimate estimate = recall_by_recapture(captured(kMatches, chances, rng, seen), all_independent(chances.size()));
      REQUIRE(estimate.known);
      covered += covers(estimate.recall, static_cast<double>(seen) / kMatches);
      error += estimate.recall.value - static_cast<double>(seen) / kMatches;
    }
    CHECK(covered >= kRounds * 0.93);
    CHECK(std::abs(error / kRounds) < 0.01);
  }
}

TEST_CASE("ways over third records lower an estimate that dependence has made too high") {
  BlockingEstimate keys;
  keys.known = true;
  keys.recall = {0.98, 0.97, 0.99};
  const BlockingEstimate both = with_third_records(keys, 1000, 900);
  CHECK(both.recall.value == Approx(0.9));
  CHECK(both.recall.low < 0.82 + 1e-9);  // as far below as the two lie apart
  CHECK(both.recall.high == Approx(0.99));
  CHECK(with_third_records(keys, 5, 1).recall.value == Approx(0.98));  // too few to say anything
  const BlockingEstimate third = with_third_records({}, 100, 80);
  CHECK(third.known);
  CHECK(third.recall.value == Approx(0.8));
}

TEST_CASE("within a group, proofs over a third record count once or on top") {
  // 0-1 and 1-2 sure, 0-2 doubtful by itself.
  const std::vector<double> own{0, .9, .3, .9, 0, .9, .3, .9, 0};
  std::vector<double> ratio(9, 1);
  std::vector<double> single, joint;
  read_group(3, own, ratio, single, joint);
  CHECK(single[2] == Approx(0.81));
  CHECK(joint[2] == Approx(0.81));
  CHECK(single[1] == Approx(0.9));
  ratio[2] = ratio[6] = 100;  // evidence of its own
  read_group(3, own, ratio, single, joint);
  CHECK(single[2] == Approx(0.81));
  CHECK(joint[2] == Approx(81 / 81.19));
  ratio[2] = ratio[6] = 0.01;  // against: both readings follow it, no lower than the pair by itself
  read_group(3, own, ratio, single, joint);
  CHECK(single[2] == Approx(0.3));
  CHECK(joint[2] == Approx(0.3));
  read_group(2, {0, .7, .7, 0}, {1, 1, 1, 1}, single, joint);
  CHECK(single[1] == Approx(0.7));
  CHECK(joint[1] == Approx(0.7));
}

TEST_CASE("rivals of records with a partner show how many pairs of the others are false") {
  // 1000 records have a partner and 100 rivals of one weight; 200 have none: 20 of the 40 pairs of that weight are false.
  const std::vector<double> p = rival_probabilities({40, 10, 0}, {0.1, 0, 0.5}, 200);
  CHECK(p[0] == Approx(0.5));
  CHECK(p[1] == 1);
  CHECK(p[2] == 1);
  CHECK(rival_probabilities({10}, {0.1}, 200)[0] == 0);
}

namespace {

// A result of pairs of two records: `p` of its links, `q` of the pairs left apart.
ResultEvidence plain_evidence(const std::vector<double>& p, const std::vector<double>& q) {
  ResultEvidence evidence;
  evidence.pair_count = static_cast<double>(p.size());
  const double factors[kShifts] = {std::exp2(-kToleranceBits), 1, std::exp2(kToleranceBits)};
  for (int s = 0; s < kShifts; ++s)
    for (int r = 0; r < kReadings; ++r) {
      const auto sum = [&](const std::vector<double>& all) {
        double total = 0;
        for (const double x : all) total += x * factors[s] / (1 - x + x * factors[s]);
        return total;
      };
      evidence.expected[s][r] = {sum(p), sum(p), sum(q)};
    }
  for (int s = 0; s < kShifts; ++s) {
    const auto variance = [&](const std::vector<double>& all) {
      double total = 0;
      for (const double x : all) total += x * factors[s] * (1 - x) / ((1 - x + x * factors[s]) * (1 - x + x * factors[s]));
      return total;
    };
    evidence.variance[s] = variance(p), evidence.outside_variance[s] = variance(q);
  }
  for (const double x : p) evidence.confident += x;
  return evidence;
}

BlockingEstimate known_blocking(double value, double low, double high) {
  BlockingEstimate out;
  out.known = true;
  out.recall = {value, low, high};
  return out;
}

}  // namespace

TEST_CASE("precision and recall follow from probabilities and blocking") {
  const ResultEvidence evidence = plain_evidence(std::vector<double>(100, 0.9), std::vector<double>(50, 0.1));
  const ResultEstimate estimate = estimate_result(evidence, known_blocking(0.95, 0.9, 1));
  CHECK(estimate.withheld_id == "too_uncertain");  // 100 pairs, each of them in doubt
  CHECK(estimate.precision.value == Approx(0.9));
  CHECK(estimate.recall.value == Approx(90 * 0.95 / 95));
  CHECK(estimate.expected_matches == Approx(100));
  CHECK(estimate.recall.low < estimate.recall.value);
  CHECK(estimate_result(evidence, {}).recall_known == false);
}

TEST_CASE("what varies among the pairs left apart widens what is said of recall, and nothing else") {
  ResultEvidence evidence = plain_evidence(std::vector<double>(1000, 0.99), std::vector<double>(400, 0.2));
  const ResultEstimate varied = estimate_result(evidence, known_blocking(1, 1, 1));
  for (double& variance : evidence.outside_variance) variance *= 25;
  const ResultEstimate wider = estimate_result(evidence, known_blocking(1, 1, 1));
  CHECK(wider.recall.low < varied.recall.low - 0.02);
  CHECK(wider.precision.low == varied.precision.low);
}

TEST_CASE("estimates are withheld where there is nothing to say or links contradict each other") {
  CHECK(estimate_result({}, {}).withheld_id == "nothing_linked");
  ResultEvidence evidence = plain_evidence(std::vector<double>(1000, 0.99), {});
  CHECK(estimate_result(evidence, known_blocking(1, 0.99, 1)).withheld_id.empty());
  evidence.refused = evidence.confident * 0.3;
  const ResultEstimate estimate = estimate_result(evidence, known_blocking(1, 0.99, 1));
  CHECK(estimate.withheld_id == "contradicted");
  CHECK(estimate.contradicted_share == Approx(0.3));
}

TEST_CASE("intervals of a result cover the truth when probabilities are right, or off by as much as is tolerated") {
  Rng rng(7);
  for (const double off_bits : {0.0, -kToleranceBits, kToleranceBits}) {
    constexpr int kRounds = 100;
    int precision_covered = 0, recall_covered = 0;
    for (int round = 0; round < kRounds; ++round) {
      std::vector<double> p, q;
      double right = 0, missed = 0;
      for (int i = 0; i < 1000; ++i) {
        const double x = 1 - 0.05 * rng.uniform();
        const double odds = x / (1 - x) * std::exp2(off_bits);
        p.push_back(x);
        right += rng.chance(odds / (1 + odds));
      }
      for (int i = 0; i < 100; ++i) {
        const double x = 0.4 * rng.uniform() + 1e-3;
        const double odds = x / (1 - x) * std::exp2(off_bits);
        q.push_back(x);
        missed += rng.chance(odds / (1 + odds));
      }
      const ResultEstimate estimate = estimate_result(plain_evidence(p, q), known_blocking(1, 1, 1));
      precision_covered += covers(estimate.precision, right / 1000);
      recall_covered += covers(estimate.recall, right / (right + missed));
    }
    CHECK(precision_covered >= 95);
    CHECK(recall_covered >= 95);
  }
}
