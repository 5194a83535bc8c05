#include "score/refine.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>

#include "core/rng.h"

namespace jumelles::score {
namespace {

// Two comparisons of three and two levels.
const std::vector<std::vector<uint8_t>> kAdjustable{{1, 1, 1}, {1, 1}};

// Pairs whose weights are off by `shift` in all and by `off` on the first level of the first comparison.
std::vector<WeighedPair> judged(int count, double shift, double off, uint64_t seed) {
  Rng rng(seed);
  std::vector<WeighedPair> pairs;
  for (int i = 0; i < count; ++i) {
    const uint64_t first = 1 + rng.below(3), second = 1 + rng.below(2);
    const double weight = (rng.uniform() - 0.5) * 16;
    const double truth = weight + shift + (first == 1 ? off : 0);
    pairs.push_back({first | second << 4, weight_from_bits(weight), rng.chance(probability_from_weight(weight_from_bits(truth)))});
  }
  return pairs;
}

double log_loss(const std::vector<WeighedPair>& pairs, const Refinement& refinement) {
  double loss = 0;
  for (const WeighedPair& pair : pairs) {
    Weight weight = pair.weight + refinement.shift;
    for (std::size_t c = 0; c < refinement.levels.size(); ++c)
      if (const uint64_t grade = pair.pattern >> (4 * c) & 15; grade != 0) weight += refinement.levels[c][grade - 1];
    loss -= ln(std::max(1e-12, probability_from_weight(pair.match ? weight : -weight)));
  }
  return loss / static_cast<double>(pairs.size());
}

Refinement nothing() { return {0, {{0, 0, 0}, {0, 0}}, true}; }

}  // namespace

TEST_CASE("nothing judged changes nothing") {
  const Refinement refinement = refine({}, kAdjustable, true);
  CHECK(refinement.settled);
  CHECK(refinement.shift == 0);
  for (const auto& levels : refinement.levels)
    for (const Weight weight : levels) CHECK(weight == 0);
}

TEST_CASE("many judged pairs bring a known error of the weights back") {
  const Refinement refinement = refine(judged(20000, -2, 1.5, 1), kAdjustable, true);
  REQUIRE(refinement.settled);
  // Level and shift can stand in for each other in part; their sums cannot.
  CHECK(bits(refinement.shift + refinement.levels[0][0] + refinement.levels[1][0]) == doctest::Approx(-0.5).epsilon(0.15));
  CHECK(bits(refinement.shift + refinement.levels[0][1] + refinement.levels[1][1]) == doctest::Approx(-2).epsilon(0.1));
  CHECK(bits(refinement.levels[0][0] - refinement.levels[0][2]) == doctest::Approx(1.5).epsilon(0.1));
}

TEST_CASE("a hundred judged pairs help where the weights are off, and do next to no harm where they are right") {
  double off_before = 0, off_after = 0, right_before = 0, right_after = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    const auto off = judged(4000, 3, 0, 1000 + seed), right = judged(4000, 0, 0, 2000 + seed);
    off_before += log_loss(off, nothing());
    off_after += log_loss(off, refine(judged(100, 3, 0, seed), kAdjustable, true));
    right_before += log_loss(right, nothing());
    right_after += log_loss(right, refine(judged(100, 0, 0, seed), kAdjustable, true));
  }
  CHECK(off_after < 0.8 * off_before);
  CHECK(right_after < 1.06 * right_before);
}

TEST_CASE("judged pairs that the weights tell apart completely do not run away") {
  std::vector<WeighedPair> pairs;
  for (int i = 0; i < 50; ++i) pairs.push_back({0x11, 8 * kOneBit, true});
  for (int i = 0; i < 50; ++i) pairs.push_back({0x23, -8 * kOneBit, false});
  const Refinement refinement = refine(pairs, kAdjustable, true);
  CHECK(refinement.settled);
  CHECK(bits(refinement.shift) == doctest::Approx(0).epsilon(0.2));
  CHECK(bits(refinement.levels[0][0]) < 1);
  CHECK(bits(refinement.levels[0][2]) > -1);
}

TEST_CASE("levels set by hand stay, and the shift does where it is not asked for") {
  const Refinement refinement = refine(judged(2000, -2, 1.5, 1), {{0, 1, 1}, {1, 1}}, false);
  CHECK(refinement.shift == 0);
  CHECK(refinement.levels[0][0] == 0);
  CHECK(refinement.levels[0][2] != 0);
}

}  // namespace jumelles::score
