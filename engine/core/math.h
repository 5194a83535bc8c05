#pragma once

// The only logarithm and power of the engine. glibc and musl differ in the last bit, so results
// that must be the same bytes everywhere use these: plain IEEE + - * / only.

#include <cstdint>

namespace jumelles {

double log2(double x);   // x > 0; relative error below 1e-14; log2(1) == 0 exactly, powers of two exact
double exp2(double x);   // any x; 0 below -1074, infinity above 1024
double ln(double x);     // natural logarithm through log2

// Match weights are integers in units of 2^-32 bit, so that sums do not depend on their order.
using Weight = int64_t;
constexpr Weight kOneBit = Weight{1} << 32;
Weight weight_from_bits(double bits);  // rounds to nearest, clamps to +-2^20 bits
constexpr double bits(Weight weight) { return static_cast<double>(weight) * 0x1p-32; }
// 1 / (1 + 2^-w), and its inverse.
double probability_from_weight(Weight weight);
Weight weight_from_probability(double probability);  // clamps to [1e-12, 1 - 1e-12]

}  // namespace jumelles
