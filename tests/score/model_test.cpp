#include "score/model.h"

#include <doctest/doctest.h>

#include "core/rng.h"
#include "score/pattern_counter.h"

namespace jumelles::score {
namespace {

TEST_CASE("a weight is the binary logarithm of m over u, unless set by hand") {
  std::vector<Comparison> comparisons(1);
  comparisons[0].levels.resize(2);
  comparisons[0].levels[0].m_probability = 0.8;
  comparisons[0].levels[0].u_probability = 0.1;
  comparisons[0].levels[1].locked = true;
  comparisons[0].levels[1].hand_weight = -5 * kOneBit;
  set_weights(comparisons);
  CHECK(bits(comparisons[0].levels[0].weight) == doctest::Approx(3.0));
  CHECK(comparisons[0].levels[1].weight == -5 * kOneBit);
  const WeightTable table(comparisons, 0.5);
  CHECK(table.sum(0) == 0);
  CHECK(table.sum(1) == comparisons[0].levels[0].weight);
  CHECK(table.sum(2) == -5 * kOneBit);
}

TEST_CASE("siblings share a value's rarity where they agree at least a third as often as matches do") {
  std::vector<Comparison> comparisons(2);
  comparisons[0].comparator = "surname";
  comparisons[1].comparator = "siblings";
  comparisons[0].levels.resize(1);
  comparisons[0].levels[0].m_probability = 0.9;
  comparisons[0].levels[0].u_probability = 0.01;
  comparisons[0].levels[0].sibling_probabilities = {0.3, 0.1};
  const WeightTable table(comparisons, 0.01, {0.001, 0.001});
  REQUIRE(table.kind_count() == 2);
  CHECK(table.siblings_share(0, 0));
  CHECK_FALSE(table.siblings_share(1, 0));
}

TEST_CASE("the table of log2(1 + 2^w) follows the function and never falls") {
  Weight last = -1;
  for (double x = -40; x <= 40; x += 0.013) {
    const Weight w = softplus(weight_from_bits(x));
    CHECK(bits(w) == doctest::Approx(x > 30 ? x : log2(1 + exp2(x))).epsilon(1e-3));
    CHECK(w >= last);
    last = w;
  }
}

TEST_CASE("where nearly every value is unique, a value met once is corrected by next to nothing and never downward") {
  // 20000 e-mails of one or two records; strangers share one once in a million pairs.
  std::vector<uint32_t> counts(15001, 1);
  counts[0] = 0;
  for (size_t code = 1; code <= 5000; ++code) counts[code] = 2;
  const std::vector<Weight> weights = term_weights(counts, 1e-6, 2.0);
  CHECK(weights[1] >= 0);
  CHECK(bits(weights[1]) < 0.1);
  CHECK(weights[1] == weights[6000]);
}

TEST_CASE("a rare shared value weighs more than a common one, the pair's own records not counted") {
  const std::vector<uint32_t> counts = {0, 2, 100, 1000};
  const auto weights = term_weights(counts, 0.5, 2.0);
  CHECK(weights[1] > weights[2]);
  CHECK(weights[2] > weights[3]);
  // tf of the commonest: 999 of 1104.
  CHECK(bits(weights[3]) == doctest::Approx(log2(0.5 / (999.0 / 1104.0))).epsilon(1e-6));
  CHECK(bits(weights[1]) == doctest::Approx(log2(0.5 / (1.0 / 1104.0))).epsilon(1e-6));
}

TEST_CASE("values alike weigh no more than the more common of them allows, and a rare one brings nothing on top") {
  const std::vector<uint32_t> counts = {0, 2, 3, 200, 795};
  const double u_exact = 0.2, u_alike = 0.01;
  const auto weights = term_weights(counts, u_exact, 2.0);
  const Weight ceiling = alike_ceiling(counts, u_exact, u_alike);
  // 199 others of 1000 hold it: log2 of u_alike over their share, both smoothed.
  CHECK(bits(ceiling + weights[3]) == doctest::Approx(log2((1 + 0.01 * 1000) / 199.0)).epsilon(1e-6));
  CHECK(ceiling + weights[4] < ceiling + weights[3]);
  CHECK(ceiling + weights[1] > 0);
  CHECK(ceiling + weights[2] > 0);
}

TEST_CASE("what is known of a value beforehand counts where records are few, and hardly where they are many") {
  // Two values met by one entity alone; the first one has 1 % of all holders, the second one a hundred-thousandth.
  const std::vector<double> shares = {0, 0.01, 1e-5, 0.5};
  const auto few = term_weights({0, 2, 2, 100}, 0.001, 2.0, shares);
  CHECK(bits(few[1]) < -2);
  CHECK(bits(few[2]) > 3);
  CHECK(bits(few[1]) == doctest::Approx(log2((1 + 0.001 * 104) / (0.01 / 0.001))).epsilon(1e-4));
  const auto many = term_weights({0, 20002, 20002, 60000}, 0.001, 2.0, shares), told = term_weights({0, 20002, 20002, 60000}, 0.001, 2.0);
  CHECK(bits(many[1]) == doctest::Approx(bits(told[1])).epsilon(0.01));
  CHECK(bits(many[2]) == doctest::Approx(bits(told[2])).epsilon(0.01));
}

TEST_CASE("counted patterns come out sorted with their counts") {
  PatternCounter counter;
  Rng rng(3);
  uint64_t total = 0;
  for (int i = 0; i < 20000; ++i) {
    const uint64_t n = 1 + rng.below(3);
    counter.add(rng.below(5000), n);
    total += n;
  }
  uint64_t sum = 0, last = 0;
  bool first = true;
  for (const PatternCount& entry : counter.sorted()) {
    CHECK((first || entry.pattern > last));
    first = false;
    last = entry.pattern;
    sum += entry.count;
  }
  CHECK(sum == total);
}

}  // namespace
}  // namespace jumelles::score
