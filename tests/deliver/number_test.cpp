#include "deliver/number.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/rng.h"

using namespace jumelles;
using namespace jumelles::deliver;

TEST_CASE("fixed numbers have all their decimals, a sign and the point that is asked for") {
  CHECK(fixed_text(0, 0) == "0");
  CHECK(fixed_text(0, 2) == "0.00");
  CHECK(fixed_text(5, 2) == "0.05");
  CHECK(fixed_text(-5, 2) == "-0.05");
  CHECK(fixed_text(123456, 3) == "123.456");
  CHECK(fixed_text(-1200, 0) == "-1200");
}

TEST_CASE("weights are written in bits with ten decimals") {
  CHECK(weight_text(0) == "0.0000000000");
  CHECK(weight_text(kOneBit) == "1.0000000000");
  CHECK(weight_text(-kOneBit * 3 / 2) == "-1.5000000000");
  CHECK(weight_text(1) == "0.0000000002");
  CHECK(weight_text(kOneBit - 1) == "0.9999999998");
  CHECK(probability_text(1) == "1.000000000");
  CHECK(probability_text(0.01) == "0.010000000");
}

TEST_CASE("written weights add up to their written sum") {
  Rng rng(5);
  for (int round = 0; round < 1000; ++round) {
    Weight sum = 0;
    double written = 0;
    for (int i = 0; i < 12; ++i) {
      const Weight weight = static_cast<Weight>(rng.below(uint64_t{60} << 32)) - (Weight{30} << 32);
      sum += weight;
      written += std::stod(weight_text(weight));
    }
    CHECK(std::abs(written - std::stod(weight_text(sum))) < 1e-9);
  }
}
