#include "core/math.h"

#include <cstdint>
#include <limits>

#include "core/bits.h"

namespace jumelles {
namespace {

constexpr double kLn2 = 0.693147180559945309417232121458176568;
constexpr double kInvLn2 = 1.44269504088896340735992468100189214;

}  // namespace

double log2(double x) {
  // x = m * 2^e with m in [sqrt(1/2), sqrt(2)); log2(m) by the series of atanh((m-1)/(m+1)).
  uint64_t pattern = bit_cast<uint64_t>(x);
  int exponent = static_cast<int>((pattern >> 52) & 0x7ff);
  int shift = 0;
  if (exponent == 0) {  // subnormal
    pattern = bit_cast<uint64_t>(x * 0x1p54);
    exponent = static_cast<int>((pattern >> 52) & 0x7ff);
    shift = -54;
  }
  double m = bit_cast<double>((pattern & 0xfffffffffffffull) | 0x3ff0000000000000ull);
  int e = exponent - 1023 + shift;
  if (m > 1.41421356237309504880) {
    m *= 0.5;
    ++e;
  }
  const double s = (m - 1.0) / (m + 1.0);
  const double s2 = s * s;
  double sum = 0.0;
  for (int k = 21; k >= 1; k -= 2) sum = sum * s2 + 1.0 / k;
  return static_cast<double>(e) + 2.0 * s * sum * kInvLn2;
}

double exp2(double x) {
  if (x < -1080.0) return 0.0;
  if (x > 1024.0) return std::numeric_limits<double>::infinity();
  int n = static_cast<int>(x);
  double f = x - n;
  if (f > 0.5) { f -= 1.0; ++n; }
  if (f < -0.5) { f += 1.0; --n; }
  const double y = f * kLn2;  // |y| <= 0.347: 16 terms reach the last bit
  double sum = 1.0;
  for (int k = 16; k >= 1; --k) sum = 1.0 + sum * y / k;
  // Two steps, so that subnormal results and 2^1023 * x stay exact.
  const int half = n / 2;
  const auto power = [](int e) { return bit_cast<double>(static_cast<uint64_t>(e + 1023) << 52); };
  return sum * power(half) * power(n - half);
}

double ln(double x) { return log2(x) * kLn2; }

Weight weight_from_bits(double bits) {
  constexpr double kLimit = 1048576.0;
  if (bits > kLimit) bits = kLimit;
  if (bits < -kLimit) bits = -kLimit;
  const double scaled = bits * 0x1p32;
  return static_cast<Weight>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

double probability_from_weight(Weight weight) {
  const double w = bits(weight);
  return w >= 0 ? 1.0 / (1.0 + exp2(-w)) : exp2(w) / (1.0 + exp2(w));
}

Weight weight_from_probability(double probability) {
  constexpr double kEdge = 1e-12;
  if (probability < kEdge) probability = kEdge;
  if (probability > 1.0 - kEdge) probability = 1.0 - kEdge;
  return weight_from_bits(log2(probability) - log2(1.0 - probability));
}

}  // namespace jumelles
