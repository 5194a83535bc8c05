#pragma once

// The hashes of the engine: fixed functions of the bytes, the same on every platform.

#include <cstdint>
#include <string_view>

namespace jumelles {

// Finalizer of SplitMix64: spreads all bits.
constexpr uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

// Order matters: combine(combine(s, a), b) differs from combine(combine(s, b), a).
constexpr uint64_t combine(uint64_t seed, uint64_t value) { return mix(seed * 0x9E3779B97F4A7C15ull + value + 0x632BE59BD9B4E019ull); }

// 64-bit hash of a text, 8 bytes at a time, read little-endian.
uint64_t hash_text(std::string_view text, uint64_t seed = 0);

}  // namespace jumelles
