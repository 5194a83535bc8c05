#include "project/source_hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace jumelles::project {

struct SourceHash::State {
  XXH3_state_t xxh;
};

SourceHash::SourceHash() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->xxh); }
SourceHash::~SourceHash() = default;

void SourceHash::add(std::span<const uint8_t> bytes) { XXH3_128bits_update(&state_->xxh, bytes.data(), bytes.size()); }

std::string SourceHash::text() const {
  XXH128_canonical_t digits;
  XXH128_canonicalFromHash(&digits, XXH3_128bits_digest(&state_->xxh));
  std::string out = "xxh128:";
  for (const unsigned char byte : digits.digest) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

}  // namespace jumelles::project
