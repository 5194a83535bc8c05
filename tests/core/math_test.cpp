#include "core/math.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "core/rng.h"

using namespace jumelles;

TEST_CASE("log2 agrees with the C library to 1e-14 and is exact on powers of two") {
  Rng rng(7);
  for (int i = 0; i < 20000; ++i) {
    const double x = (rng.uniform() + 1e-9) * jumelles::exp2(static_cast<double>(rng.below(400)) - 200.0);
    const double expected = std::log2(x);
    CHECK(std::abs(jumelles::log2(x) - expected) <= 1e-14 * std::max(1.0, std::abs(expected)));
  }
  for (int e = -1074; e <= 1023; ++e) CHECK(jumelles::log2(std::ldexp(1.0, e)) == e);
}

TEST_CASE("exp2 agrees with the C library to 1e-14, far tails included") {
  Rng rng(8);
  for (int i = 0; i < 20000; ++i) {
    const double x = rng.uniform() * 2000.0 - 1000.0;
    CHECK(jumelles::exp2(x) == doctest::Approx(std::exp2(x)).epsilon(1e-14));
  }
  CHECK(jumelles::exp2(0.0) == 1.0);
  CHECK(jumelles::exp2(-2000.0) == 0.0);
  CHECK(std::isinf(jumelles::exp2(2000.0)));
}

TEST_CASE("a probability turned into a weight and back is the same probability") {
  for (double p : {1e-9, 0.001, 0.25, 0.5, 0.75, 0.999, 1 - 1e-9})
    CHECK(probability_from_weight(weight_from_probability(p)) == doctest::Approx(p).epsilon(1e-7));
  CHECK(weight_from_probability(0.5) == 0);
  CHECK(probability_from_weight(0) == 0.5);
}

TEST_CASE("weights are whole units of 2^-32 bit and clamp at both ends") {
  CHECK(weight_from_bits(1.0) == kOneBit);
  CHECK(weight_from_bits(-2.5) == -kOneBit * 5 / 2);
  CHECK(weight_from_bits(1e30) == kOneBit * 1048576);
  CHECK(weight_from_bits(-1e30) == -kOneBit * 1048576);
}
