#include "core/hash.h"

#include <bit>
#include <cstring>

namespace jumelles {
namespace {

// Bytes as a little-endian number; compilers make one load of the fixed sizes.
template <class Word>
uint64_t load(const char* at) {
  if constexpr (std::endian::native == std::endian::little) {
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
  } else {
    uint64_t word = 0;
    for (size_t k = 0; k < sizeof(Word); ++k) word |= static_cast<uint64_t>(static_cast<unsigned char>(at[k])) << (8 * k);
    return word;
  }
}

// The last `count` (< 8) bytes before `end`, of a text of `size` bytes.
uint64_t load_tail(const char* end, size_t count, size_t size) {
  if (count == 0) return 0;
  if (size >= 8) return load<uint64_t>(end - 8) >> (8 * (8 - count));
  const char* at = end - count;
  uint64_t word = 0;
  unsigned shift = 0;
  if (count & 4) { word = load<uint32_t>(at); at += 4; shift = 32; }
  if (count & 2) { word |= load<uint16_t>(at) << shift; at += 2; shift += 16; }
  if (count & 1) word |= load<uint8_t>(at) << shift;
  return word;
}

}  // namespace

uint64_t hash_text(std::string_view text, uint64_t seed) {
  uint64_t h = mix(seed ^ (text.size() * 0x9E3779B97F4A7C15ull));
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) h = mix((h ^ load<uint64_t>(text.data() + i)) * 0x9FB21C651E98DF25ull + 0x632BE59BD9B4E019ull);
  const uint64_t tail = load_tail(text.data() + text.size(), text.size() - i, text.size());
  return mix((h ^ tail) * 0x9FB21C651E98DF25ull + 0x632BE59BD9B4E019ull);
}

}  // namespace jumelles
