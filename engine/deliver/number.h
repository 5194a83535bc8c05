#pragma once

// Numbers as texts, written by these functions alone: the same characters on every platform.

#include <cstdint>
#include <string>

#include "core/math.h"

namespace jumelles::deliver {

// `value` / 10^`decimals`, all decimals written. `point` is '.' or ','.
std::string fixed_text(int64_t value, int decimals, char point);
// A weight in bits with ten decimals, rounded half away from zero: a unit of 2^-32 bit shows, so that written weights
// add up to the written sum within one unit of the last place per addend.
std::string weight_text(Weight weight, char point);
// Nine decimals.
std::string probability_text(double probability, char point);

}  // namespace jumelles::deliver
