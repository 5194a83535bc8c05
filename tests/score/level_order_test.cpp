#include "score/level_order.h"

#include <doctest/doctest.h>

#include <cstddef>

#include "core/rng.h"

namespace jumelles::score {
namespace {

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

TEST_CASE("levels that fall from one to the next stay as they are") {
  const std::vector<LevelCounts> levels = {{.8, .01, 800, 10}, {.1, .02, 100, 20}, {.1, .97, 100, 970}};
  CHECK(ordered_m(levels) == std::vector<double>{.8, .1, .1});
}

TEST_CASE("a level that was never seen does not weigh more than a better one") {
  // m and u of the second level are what smoothing left there.
  const std::vector<LevelCounts> levels = {{.95, .2, 950, 40000}, {.004, .000005, 0, 0}, {.046, .8, 46, 160000}};
  const std::vector<double> m = ordered_m(levels);
  CHECK(m[1] / levels[1].u == doctest::Approx(m[0] / levels[0].u));
  CHECK(sum_of(m) == doctest::Approx(1.0));
  CHECK(m[2] == .046);
}

TEST_CASE("a rise that the counts say clearly is kept") {
  const std::vector<LevelCounts> levels = {{.001, .13, 1, 26000}, {.739, .06, 1600, 11500}, {.26, .81, 580, 162000}};
  CHECK(ordered_m(levels) == std::vector<double>{.001, .739, .26});
}

TEST_CASE("without counts to prove a rise, none is left") {
  Rng rng(5);
  for (int round = 0; round < 2000; ++round) {
    std::vector<LevelCounts> levels(2 + rng.below(6));
    double m = 0, u = 0;
    for (LevelCounts& level : levels) {
      m += level.m = rng.uniform() + 0.01;
      u += level.u = rng.uniform() + 0.01;
    }
    for (LevelCounts& level : levels) level.m /= m, level.u /= u;
    const std::vector<double> found = ordered_m(levels);
    REQUIRE(found.size() == levels.size());
    CHECK(sum_of(found) == doctest::Approx(1.0));
    for (std::size_t i = 0; i + 1 < found.size(); ++i) CHECK(found[i + 1] / levels[i + 1].u <= 1.000001 * found[i] / levels[i].u);
  }
}

TEST_CASE("levels that were pooled are as sure as all of their pairs together: a clear rise behind them is kept") {
  // The first level was never seen; what lies behind the two rises by three bits, on thousands of pairs.
  const std::vector<LevelCounts> levels = {{.001, .001, 0, 0}, {.2, .1, 2000, 20000}, {.7, .05, 7000, 10000}, {.099, .849, 990, 169800}};
  const std::vector<double> m = ordered_m(levels);
  CHECK(m[0] / levels[0].u == doctest::Approx(m[1] / levels[1].u));
  CHECK(m[2] == .7);
}

TEST_CASE("pooling goes back as far as it must") {
  const std::vector<LevelCounts> rising = {{.1, .4, 2, 8}, {.2, .3, 4, 6}, {.7, .3, 14, 6}};
  const std::vector<double> flat = ordered_m(rising);
  for (std::size_t i = 0; i < flat.size(); ++i) CHECK(flat[i] == doctest::Approx(rising[i].u));
}

}  // namespace
}  // namespace jumelles::score
