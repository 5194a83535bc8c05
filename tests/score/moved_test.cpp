#include <doctest/doctest.h>

#include "score/em.h"
#include "score/model.h"

namespace jumelles::score {
namespace {

Comparison bar_of_its_own(const char* id) {
  Comparison comparison;
  comparison.id = comparison.comparator = id;
  comparison.levels.resize(1);
  return comparison;
}

// Three comparisons of two levels, equal or not: a name, an address and a phone.
uint64_t pattern(bool name, bool address, bool phone) {
  return (name ? 1u : 2u) | (address ? 1u : 2u) << 4 | (phone ? 1u : 2u) << 8;
}

// A million pairs: `stayed` matches that share all, `moved` that share the name alone, strangers that hardly share anything.
Parameters trained(uint64_t stayed, uint64_t moved, double* share = nullptr, bool asked = true) {
  EmInput input;
  input.possible_pairs = 1000000;
  input.candidates = {{pattern(true, true, true), stayed}, {pattern(true, false, false), moved}, {pattern(false, true, false), 900}};
  input.random = {{pattern(true, false, false), 2}, {pattern(false, true, false), 198}, {pattern(false, false, true), 20}, {pattern(false, false, false), 199780}};
  if (asked) input.may_change = {0, 1, 1};
  input.least_dependence = 1e9;
  Parameters start;
  start.prior = 5e-4;
  start.m = {{0.9, 0.1}, {0.9, 0.1}, {0.9, 0.1}};
  EmTrainer trainer(input, start);
  while (trainer.iterate()) {}
  if (share != nullptr) *share = trainer.moved_share();
  return trainer.parameters();
}

}  // namespace

TEST_CASE("matches that share a name alone are found where others share more, and teach nothing of addresses") {
  double share = 0;
  const Parameters parameters = trained(900, 90, &share);
  CHECK(parameters.prior * 1e6 == doctest::Approx(990).epsilon(0.03));
  CHECK(share == doctest::Approx(90.0 / 990).epsilon(0.1));
  CHECK(parameters.m[1][1] < 0.01);
  CHECK(parameters.m[2][1] < 0.01);
  // Without asking who moved, they are taken for strangers.
  CHECK(trained(900, 90, nullptr, false).prior * 1e6 == doctest::Approx(900).epsilon(0.02));
}

TEST_CASE("a fifth of the matches at most have moved") {
  for (const uint64_t moved : {150, 400, 900}) {
    double share = 0;
    trained(900, moved, &share);
    CAPTURE(moved);
    CHECK(share <= kMostMoved);
  }
}

TEST_CASE("one attribute that may change says what its own levels say") {
  double share = 0;
  trained(900, 90, &share, false);
  CHECK(share == 0);
}

TEST_CASE("what may change speaks against a match together no more than the share of those who moved") {
  std::vector<Comparison> comparisons;
  for (const char* id : {"surname", "street", "phone"}) {
    Comparison comparison;
    comparison.id = id;
    comparison.may_change = comparison.id != "surname";
    comparison.levels.resize(2);
    comparison.levels[0].weight = 8 * kOneBit;
    comparison.levels[1].weight = -6 * kOneBit;
    comparisons.push_back(comparison);
  }
  const double share = 1.0 / 16;
  comparisons.push_back(bar_of_its_own("moved"));
  const WeightTable table(comparisons, 0.5, {}, {}, share);
  REQUIRE(table.asks_who_moved());
  const auto bits_of = [&](uint64_t p) { return bits(table.sum(p)); };
  CHECK(bits_of(pattern(true, false, false)) == doctest::Approx(8 - 4).epsilon(0.002));
  CHECK(bits_of(pattern(true, true, true)) == doctest::Approx(24 + log2(1 - share)).epsilon(0.002));
  CHECK(bits_of(pattern(true, true, false)) == doctest::Approx(8 + log2((1 - share) * 4 + share)).epsilon(0.002));
  CHECK(bits(table.moved_correction(pattern(true, false, false))) == doctest::Approx(12 - 4).epsilon(0.002));
  // A street that depends on the phone is a part of what has changed.
  LevelDependence dependence;
  dependence.first = "street", dependence.second = "phone";
  dependence.weights = {{0, 0}, {0, 3 * kOneBit}};
  comparisons.push_back(bar_of_its_own("dependence"));
  CHECK(bits(WeightTable(comparisons, 0.5, {}, {dependence}, share).sum(pattern(true, false, false))) == doctest::Approx(8 - 4).epsilon(0.01));
  // Switched off, or nobody moved: each speaks for itself.
  CHECK(bits(WeightTable(comparisons, 0.5, {}, {}, 0).sum(pattern(true, false, false))) == doctest::Approx(8 - 12));
  comparisons[3].enabled = false;
  CHECK(bits(WeightTable(comparisons, 0.5, {}, {}, share).sum(pattern(true, false, false))) == doctest::Approx(8 - 12));
}

}  // namespace jumelles::score
