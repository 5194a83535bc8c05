#pragma once

#include <cstdint>

namespace jumelles {

// The project's only source of (pseudo-)randomness: SplitMix64 (Steele, Lea, Flood 2014).
// Same seed, same numbers, on every platform.
class Rng {
 public:
  explicit Rng(uint64_t seed) : state_(seed) {}

  uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ull;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }

  // Uniform in [0, bound), bound > 0. Bias below 2^-32 for bounds under 2^32.
  uint64_t below(uint64_t bound) { return bound <= (1ull << 32) ? ((next() >> 32) * bound) >> 32 : next() % bound; }

  // Uniform in [0, 1), a multiple of 2^-53.
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  bool chance(double probability) { return uniform() < probability; }

 private:
  uint64_t state_;
};

}  // namespace jumelles
