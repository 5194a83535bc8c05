#include "core/hash.h"

namespace jumelles {

uint64_t hash_text(std::string_view text, uint64_t seed) {
  uint64_t h = mix(seed ^ (text.size() * 0x9E3779B97F4A7C15ull));
  size_t i = 0;
  const auto byte = [&](size_t k) { return static_cast<uint64_t>(static_cast<unsigned char>(text[k])); };
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word = 0;
    for (size_t k = 0; k < 8; ++k) word |= byte(i + k) << (8 * k);
    h = mix((h ^ word) * 0x9FB21C651E98DF25ull + 0x632BE59BD9B4E019ull);
  }
  uint64_t tail = 0;
  for (size_t k = 0; i + k < text.size(); ++k) tail |= byte(i + k) << (8 * k);
  return mix((h ^ tail) * 0x9FB21C651E98DF25ull + 0x632BE59BD9B4E019ull);
}

}  // namespace jumelles
