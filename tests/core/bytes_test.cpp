// The functions that move, compare and find bytes: the web build brings its own (wasm/bytes.cpp), linked into these tests too.
#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <vector>

namespace {

// Called through these, so that no compiler puts its own code in their place.
void* (*volatile copy)(void*, const void*, size_t) = std::memcpy;
void* (*volatile move)(void*, const void*, size_t) = std::memmove;
int (*volatile compare)(const void*, const void*, size_t) = std::memcmp;
const void* (*volatile find)(const void*, int, size_t) = std::memchr;

constexpr size_t kMost = 600;

std::vector<uint8_t> numbered(size_t size) {
  std::vector<uint8_t> bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(i * 167 + (i >> 8) * 13 + 5);
  return bytes;
}

int sign(int x) { return (x > 0) - (x < 0); }

}  // namespace

TEST_CASE("bytes are copied for every size and alignment, and none beside them") {
  const std::vector<uint8_t> from = numbered(kMost + 64);
  for (size_t size = 0; size <= kMost; ++size)
    for (size_t shift = 0; shift < 9; ++shift) {
      std::vector<uint8_t> to(kMost + 64, 0xEE), expected = to;
      for (size_t i = 0; i < size; ++i) expected[i + 17] = from[i + shift];
      void* const place = to.data() + 17;
      REQUIRE(copy(place, from.data() + shift, size) == place);
      REQUIRE(to == expected);
    }
}

TEST_CASE("bytes are moved over themselves in both directions") {
  const std::vector<uint8_t> original = numbered(2 * kMost + 128);
  for (size_t size = 0; size <= kMost; size += size < 140 ? 1 : 23)
    for (int distance = -70; distance <= 70; ++distance) {
      std::vector<uint8_t> bytes = original, expected = original;
      const size_t begin = 80, to = static_cast<size_t>(80 + distance);
      for (size_t i = 0; i < size; ++i) expected[to + i] = original[begin + i];
      move(bytes.data() + to, bytes.data() + begin, size);
      REQUIRE(bytes == expected);
    }
}

TEST_CASE("bytes are ordered by the first one that differs, as numbers without sign") {
  const std::vector<uint8_t> one = numbered(140);
  for (size_t size = 0; size <= 70; ++size)
    for (size_t shift = 0; shift < 9; ++shift) {
      std::vector<uint8_t> other(140);
      for (size_t i = 0; i < size; ++i) other[i + 3] = one[i + shift];
      REQUIRE(compare(one.data() + shift, other.data() + 3, size) == 0);
      for (size_t at = 0; at < size; ++at) {
        const uint8_t former = other[at + 3];
        for (const uint8_t changed : {uint8_t{0}, uint8_t{0x7F}, uint8_t{0xFF}}) {
          other[at + 3] = changed;
          // What follows must not matter.
          if (at + 1 < size) other[at + 4] = static_cast<uint8_t>(~other[at + 4]);
          const int expected = changed == former ? 0 : sign(static_cast<int>(former) - static_cast<int>(changed));
          if (expected != 0) REQUIRE(sign(compare(one.data() + shift, other.data() + 3, size)) == expected);
          if (at + 1 < size) other[at + 4] = static_cast<uint8_t>(~other[at + 4]);
        }
        other[at + 3] = former;
      }
    }
}

TEST_CASE("a byte is found where it stands first, whatever stands beside it or behind the end") {
  for (size_t size = 0; size <= 70; ++size)
    for (const uint8_t wanted : {uint8_t{0}, uint8_t{1}, uint8_t{0x7F}, uint8_t{0x80}, uint8_t{0xFF}}) {
      // Its neighbors in number are what a search by words might take for it.
      std::vector<uint8_t> bytes(96, static_cast<uint8_t>(wanted ^ 1));
      const uint8_t* const begin = bytes.data() + 5;
      bytes[4] = bytes[5 + size] = wanted;
      REQUIRE(find(begin, wanted, size) == nullptr);
      for (size_t at = size; at-- > 0;) {
        bytes[5 + at] = wanted;  // those behind it stay
        REQUIRE(find(begin, wanted, size) == begin + at);
        REQUIRE(find(begin, wanted + 256, size) == begin + at);
      }
      for (size_t at = 0; at < size; ++at) {
        bytes[5 + at] = static_cast<uint8_t>(wanted ^ 0x80);
        REQUIRE(find(begin, wanted, size) == (at + 1 < size ? begin + at + 1 : nullptr));
      }
    }
}
