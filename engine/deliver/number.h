#pragma once

// Numbers as texts, written by these functions alone: the same characters on every platform.

#include <cstdint>
#include <string>

#include "core/math.h"

namespace jumelles::deliver {

// `value` / 10^`decimals`, all decimals written, with a point.
std::string fixed_text(int64_t value, int decimals);
// A weight in bits with ten decimals, rounded half away from zero: a unit of 2^-32 bit shows, so that written weights
// add up to the written sum within one unit of the last place per addend.
std::string weight_text(Weight weight);
// Nine decimals.
std::string probability_text(double probability);

}  // namespace jumelles::deliver
