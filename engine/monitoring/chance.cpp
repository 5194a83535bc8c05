#include "monitoring/chance.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace jumelles::monitoring {
namespace {

constexpr double kLog2OfE = 1.4426950408889634, kRootOfTwoPi = 2.5066282746310002, kGammaOfThreeHalves = 0.8862269254527580;

}  // namespace

double upper_tail(double z) {
  if (z <= 0) return 0.5;
  constexpr int kTerms = 200;
  double below = z;
  for (int term = kTerms; term > 0; --term) below = z + term / below;
  return std::min(0.5, exp2(-z * z / 2 * kLog2OfE) / kRootOfTwoPi / below);
}

double two_share_chance(uint64_t count_a, uint64_t of_a, uint64_t count_b, uint64_t of_b) {
  if (of_a == 0 || of_b == 0) return 1;
  const auto a = static_cast<double>(of_a), b = static_cast<double>(of_b);
  const double pooled = static_cast<double>(count_a + count_b) / (a + b);
  const double spread = std::sqrt(pooled * (1 - pooled) * (1 / a + 1 / b));
  if (!(spread > 0)) return 1;  // all, or none
  const double difference = std::fabs(static_cast<double>(count_a) / a - static_cast<double>(count_b) / b) - (1 / a + 1 / b) / 2;
  return difference <= 0 ? 1 : std::min(1.0, 2 * upper_tail(difference / spread));
}

double chi_squared_tail(double x, uint32_t degrees) {
  if (x <= 0 || degrees == 0) return 1;
  const double half = x / 2, power = exp2(-half * kLog2OfE);
  const bool is_odd = degrees % 2 == 1;
  double sum = is_odd ? 2 * upper_tail(std::sqrt(x)) : 0;
  double term = is_odd ? power * std::sqrt(half) / kGammaOfThreeHalves : power;
  for (double a = is_odd ? 0.5 : 0; a < degrees / 2.0 - 0.75; a += 1) {
    sum += term;
    term *= half / (a + 1);
  }
  return std::min(1.0, sum);
}

}  // namespace jumelles::monitoring
