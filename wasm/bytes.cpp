// memcpy, memmove, memcmp and memchr in place of the C library's, which are built for size and take most texts byte by byte: here
// short ones are moved, compared and searched in words, whatever their alignment, and long ones by one instruction.

#include <wasm_simd128.h>

#include <cstddef>
#include <cstdint>

namespace {

constexpr size_t kLong = 256;

// At any address; compilers make one instruction of each.
template <class Word>
Word load(const uint8_t* at) {
  Word word;
  __builtin_memcpy(&word, at, sizeof word);
  return word;
}
template <class Word>
void store(uint8_t* at, Word word) { __builtin_memcpy(at, &word, sizeof word); }

// 1 to 32 bytes: all is read before anything is written, from both ends, so that the two places may overlap.
void move_short(uint8_t* to, const uint8_t* from, size_t size) {
  if (size >= 16) {
    const v128_t head = wasm_v128_load(from), tail = wasm_v128_load(from + size - 16);
    wasm_v128_store(to, head);
    wasm_v128_store(to + size - 16, tail);
  } else if (size >= 8) {
    const uint64_t head = load<uint64_t>(from), tail = load<uint64_t>(from + size - 8);
    store<uint64_t>(to, head);
    store<uint64_t>(to + size - 8, tail);
  } else if (size >= 4) {
    const uint32_t head = load<uint32_t>(from), tail = load<uint32_t>(from + size - 4);
    store<uint32_t>(to, head);
    store<uint32_t>(to + size - 4, tail);
  } else {
    const uint8_t head = from[0], middle = from[size / 2], tail = from[size - 1];
    to[0] = head;
    to[size / 2] = middle;
    to[size - 1] = tail;
  }
}

// memory.copy, which allows overlaps.
void move_long(void* to, const void* from, size_t size) { __builtin_memmove(to, from, size); }

// The places may overlap when `to` lies before `from`, as none of what is still to be read is written.
void move_forward(uint8_t* to, const uint8_t* from, size_t size) {
  if (size <= 32) {
    if (size > 0) move_short(to, from, size);
  } else if (size < kLong) {
    const v128_t tail = wasm_v128_load(from + size - 16);
    uint8_t* const last = to + size - 16;
    for (; to < last; to += 16, from += 16) wasm_v128_store(to, wasm_v128_load(from));
    wasm_v128_store(last, tail);
  } else {
    move_long(to, from, size);
  }
}

// The first byte that differs decides.
int order(uint64_t a, uint64_t b) {
  if (a == b) return 0;
  const int shift = __builtin_ctzll(a ^ b) & ~7;
  return static_cast<int>(a >> shift & 0xFF) - static_cast<int>(b >> shift & 0xFF);
}

// Where `byte` stands first in a word of that many bytes from the lowest one, 8 where it does not. `bytes`: it in each of them.
size_t place_in(uint64_t word, uint64_t bytes) {
  constexpr uint64_t kOnes = 0x0101010101010101u, kHighs = 0x8080808080808080u;
  const uint64_t differs = word ^ bytes, zeros = (differs - kOnes) & ~differs & kHighs;  // the lowest one that is told is right
  return zeros == 0 ? 8 : static_cast<size_t>(__builtin_ctzll(zeros)) / 8;
}

}  // namespace

extern "C" {

void* memcpy(void* __restrict to, const void* __restrict from, size_t size) {
  move_forward(static_cast<uint8_t*>(to), static_cast<const uint8_t*>(from), size);
  return to;
}

void* memmove(void* to, const void* from, size_t size) {
  const uintptr_t ahead = reinterpret_cast<uintptr_t>(to) - reinterpret_cast<uintptr_t>(from);
  if (size <= 32 || ahead >= size) move_forward(static_cast<uint8_t*>(to), static_cast<const uint8_t*>(from), size);
  else move_long(to, from, size);
  return to;
}

int memcmp(const void* a, const void* b, size_t size) {
  const uint8_t* x = static_cast<const uint8_t*>(a);
  const uint8_t* y = static_cast<const uint8_t*>(b);
  if (size < 4) {
    for (; size > 0; ++x, ++y, --size)
      if (*x != *y) return static_cast<int>(*x) - static_cast<int>(*y);
    return 0;
  }
  if (size < 8) {
    const int head = order(load<uint32_t>(x), load<uint32_t>(y));
    return head != 0 ? head : order(load<uint32_t>(x + size - 4), load<uint32_t>(y + size - 4));
  }
  const uint8_t* const last = x + size - 8;
  for (; x < last; x += 8, y += 8)
    if (const int differs = order(load<uint64_t>(x), load<uint64_t>(y)); differs != 0) return differs;
  y -= x - last;
  return order(load<uint64_t>(last), load<uint64_t>(y));
}

void* memchr(const void* text, int wanted, size_t size) {
  const uint8_t* at = static_cast<const uint8_t*>(text);
  const uint8_t byte = static_cast<uint8_t>(wanted);
  if (size < 8) {
    for (; size > 0; ++at, --size)
      if (*at == byte) return const_cast<uint8_t*>(at);
    return nullptr;
  }
  const uint64_t bytes = byte * uint64_t{0x0101010101010101u};
  const uint8_t* const last = at + size - 8;
  for (; at < last; at += 8)
    if (const size_t place = place_in(load<uint64_t>(at), bytes); place < 8) return const_cast<uint8_t*>(at + place);
  const size_t place = place_in(load<uint64_t>(last), bytes);
  return place < 8 ? const_cast<uint8_t*>(last + place) : nullptr;
}

}  // extern "C"
