#include "monitoring/chance.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace jumelles::monitoring;

TEST_CASE("the tail of the normal distribution is that of the tables") {
  // Abramowitz and Stegun, table 26.1 and 26.2.
  const double known[][2] = {{1, 0.1586552539}, {1.5, 0.0668072013}, {2, 0.0227501319}, {3, 0.0013498980}, {4, 3.167124e-5}, {5, 2.866516e-7}, {6, 9.865876e-10}};
  for (const auto& [z, tail] : known) CHECK(std::fabs(upper_tail(z) / tail - 1) < 1e-6);
  CHECK(upper_tail(0) == 0.5);
  CHECK(upper_tail(-3) == 0.5);
}

TEST_CASE("two shares are tested as by hand") {
  // 80 and 60 of 100: pooled 0.7, standard error 0.0648074, difference less half a case each 0.19, z 2.93176, twice the tail 0.0033704.
  CHECK(std::fabs(two_share_chance(80, 100, 60, 100) - 0.0033704) < 1e-6);
  CHECK(two_share_chance(60, 100, 80, 100) == two_share_chance(80, 100, 60, 100));
  CHECK(two_share_chance(50, 100, 50, 100) == 1);
  CHECK(two_share_chance(50, 100, 51, 100) == 1);  // less than the correction
  CHECK(two_share_chance(0, 100, 0, 100) == 1);
  CHECK(two_share_chance(100, 100, 7, 7) == 1);
  CHECK(two_share_chance(3, 0, 1, 10) == 1);
  CHECK(two_share_chance(900'000, 1'000'000, 890'000, 1'000'000) < 1e-100);
}

TEST_CASE("the tail of chi-squared is near that of the tables") {
  struct Row { double x; uint32_t degrees; double tail; };
  const Row known[] = {{3.841, 1, 0.05}, {6.635, 1, 0.01}, {7.815, 3, 0.05}, {11.345, 3, 0.01}, {16.266, 3, 0.001}, {21.026, 12, 0.05}, {26.217, 12, 0.01}, {32.909, 12, 0.001}};
  for (const auto& [x, degrees, tail] : known) {
    CHECK(std::fabs(chi_squared_tail(x, degrees) / tail - 1) < 2e-3);
  }
  CHECK(chi_squared_tail(0, 3) == 1);
  CHECK(chi_squared_tail(5, 0) == 1);
  CHECK(chi_squared_tail(1, 12) > 0.99);
}
