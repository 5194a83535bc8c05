#pragma once

// How likely a difference is where nothing has changed. Extracts of two months hold mostly the same records, which makes two of them more
// alike than two independent samples: what these tests call beyond chance is so all the more.

#include <cstdint>

namespace jumelles::monitoring {

// P(Z > z) of the standard normal distribution; a continued fraction of Mills' ratio (Laplace), relative error below 1e-9 from z = 1 on,
// 1e-4 from 0.3 on, 0.5 beneath 0.
double upper_tail(double z);
// Two-sided p-value of two shares being the same: the pooled test of two proportions with Yates' correction. 1 where either has no case.
double two_share_chance(uint64_t count_a, uint64_t of_a, uint64_t count_b, uint64_t of_b);
// P(X > x) of chi-squared with so many degrees of freedom: the finite sums that whole degrees have (Abramowitz and Stegun 26.4.4 and 26.4.5).
double chi_squared_tail(double x, uint32_t degrees);

}  // namespace jumelles::monitoring
