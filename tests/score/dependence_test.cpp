#include "score/dependence.h"

#include <doctest/doctest.h>

#include "core/math.h"
#include "core/rng.h"
#include "score/em.h"

namespace jumelles::score {
namespace {

using Shares = std::vector<std::vector<double>>;

uint64_t draw(Rng& rng, const std::vector<double>& shares) {
  double x = rng.uniform();
  for (size_t level = 0; level + 1 < shares.size(); ++level) {
    if (x < shares[level]) return level + 1;
    x -= shares[level];
  }
  return shares.size();
}

const Shares kM = {{.80, .10, .10}, {.85, .05, .10}, {.75, .15, .10}, {.80, .15, .05}, {.70, .20, .10}};
const Shares kU = {{.004, .010, .986}, {.002, .010, .988}, {.003, .020, .977}, {.002, .010, .988}, {.001, .010, .989}};

// Five comparisons, and with `copies` a sixth that grades as the first does.
Parameters trained(bool copies) {
  Rng rng(21);
  PatternCounter candidates, random;
  const auto pattern = [&](const Shares& shares) {
    uint64_t made = 0;
    for (size_t c = 0; c < shares.size(); ++c) made |= draw(rng, shares[c]) << (4 * c);
    return copies ? made | (made & 15) << 20 : made | draw(rng, shares[0]) << 20;
  };
  for (int i = 0; i < 20000; ++i) candidates.add(pattern(kM));
  for (int i = 0; i < 400000; ++i) {
    const uint64_t other = pattern(kU);
    candidates.add(other);
    if (i % 2 == 0) random.add(other);
  }
  EmInput input;
  input.candidates = candidates.sorted();
  input.random = random.sorted();
  input.possible_pairs = 4e7;  // those that are no candidates agree on nothing
  EmTrainer trainer(std::move(input), {0.001, {kM[0], kM[1], kM[2], kM[3], kM[4], kM[0]}, {}, {}, {}});
  while (trainer.iterate()) {
  }
  return trainer.parameters();
}

double weight(const Parameters& p, size_t comparison, size_t level) { return log2(p.m[comparison][level]) - log2(p.u[comparison][level]); }

TEST_CASE("what a copied comparison says is taken off again") {
  const Parameters found = trained(true);
  REQUIRE(found.dependences.size() == 1);
  const Dependence& d = found.dependences[0];
  CHECK(d.first == 0);
  CHECK(d.second == 5);
  CHECK(d.strength > 2);
  for (size_t level = 0; level < 3; ++level) {
    const size_t at = joint_index((level + 1) | (level + 1) << 20, 0, 5);
    const double correction = log2(d.matches[at]) - log2(d.strangers[at]);
    CAPTURE(level);
    CHECK(weight(found, 5, level) + correction == doctest::Approx(0).epsilon(0.25));
  }
}

TEST_CASE("a copied comparison changes nothing that the others have learned") {
  const Parameters with = trained(true), without = trained(false);
  CHECK(without.dependences.empty());
  CHECK(with.prior == doctest::Approx(without.prior).epsilon(0.03));
  for (size_t c = 0; c < 5; ++c)
    for (size_t level = 0; level < 3; ++level) CHECK(with.m[c][level] == doctest::Approx(without.m[c][level]).epsilon(0.05));
}

TEST_CASE("factors of independent counts are one, few pairs prove nothing, missing sides say nothing") {
  JointCounts counts(256, 0.0);
  for (size_t i = 1; i <= 3; ++i)
    for (size_t j = 1; j <= 3; ++j) counts[i * 16 + j] = static_cast<double>(100 * i * j);
  for (const double factor : joint_factors(counts)) CHECK(factor == doctest::Approx(1.0).epsilon(1e-9));
  JointCounts few(256, 0.0);
  few[17] = few[34] = 1;
  for (const double factor : joint_factors(few)) CHECK(factor == doctest::Approx(1.0).epsilon(1e-9));
  counts[3] = counts[48] = 1e6;
  CHECK(joint_factors(counts)[3] == 1.0);
  CHECK(joint_factors(counts)[48] == 1.0);
}

TEST_CASE("levels that never meet tell nothing where two pairs would have, and do where ten would have") {
  for (const double times : {1.0, 5.0}) {
    JointCounts counts(256, 0.0);
    counts[1 * 16 + 2] = counts[2 * 16 + 1] = 20 * times;
    counts[2 * 16 + 2] = 160 * times;
    const double factor = joint_factors(counts)[17];
    if (times < 2) CHECK(factor == doctest::Approx(1.0).epsilon(1e-9));
    else CHECK(factor < 0.6);
  }
}

TEST_CASE("a share is as doubtful as the pairs that it was taken from") {
  // Twelve pairs, or a hundred of which twelve are expected to be.
  JointCounts shares(256, 0.0), pairs(256, 0.0);
  shares[17] = 12, pairs[17] = 100;
  shares[18] = shares[33] = 4, pairs[18] = pairs[33] = 4;
  shares[34] = 80, pairs[34] = 80;
  CHECK(joint_factors(shares)[17] > 1.5);
  CHECK(joint_factors(shares, pairs)[17] < joint_factors(shares)[17] - 0.3);
}

TEST_CASE("of dependences in a circle the weakest is dropped, and those below the least") {
  std::vector<Dependence> found(4);
  const size_t ends[4][2] = {{0, 1}, {1, 2}, {0, 2}, {2, 3}};
  const double strengths[4] = {3, 2, 1.5, 0.5};
  for (size_t i = 0; i < 4; ++i) {
    found[i].first = ends[i][0];
    found[i].second = ends[i][1];
    found[i].strength = strengths[i];
  }
  const std::vector<Dependence> kept = strongest_forest(std::move(found), 4, 1.0);
  REQUIRE(kept.size() == 2);
  CHECK((kept[0].first == 0 && kept[0].second == 1));
  CHECK((kept[1].first == 1 && kept[1].second == 2));
}

}  // namespace
}  // namespace jumelles::score
