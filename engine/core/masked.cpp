#include "core/masked.h"

#include <algorithm>
#include <cstdint>

namespace jumelles {
namespace {

struct Character {
  uint32_t code;
  size_t bytes;
};
constexpr uint32_t kBroken = 0xFFFFFFFF;

// The first one of a text that is not empty; a byte that is none is kBroken.
Character first_character(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const size_t bytes = lead >= 0xF0 && lead < 0xF8 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (bytes == 1 || lead >= 0xF8 || text.size() < bytes) return {kBroken, 1};
  uint32_t code = lead & (0x7F >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {kBroken, 1};
    code = code << 6 | (byte(i) & 0x3F);
  }
  return {code, bytes};
}

bool is_in(uint32_t code, uint32_t first, uint32_t last) { return code >= first && code <= last; }

// Of what is not ASCII, what cannot be part of a word: punctuation, blanks, currencies, signs. Whatever is not known is a letter.
bool is_sign(uint32_t c) {
  if (c == 0xAA || c == 0xB5 || c == 0xBA) return false;
  if (c == 0xFFFD) return true;  // a letter that was lost: nothing is left to hide
  return is_in(c, 0x80, 0xBF) || c == 0xD7 || c == 0xF7 || is_in(c, 0x2000, 0x206F) || is_in(c, 0x20A0, 0x20CF) || is_in(c, 0x2190, 0x2BFF) || is_in(c, 0x3000, 0x3003);
}

bool is_capital(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (is_in(c, 0xC0, 0xDE) || is_in(c, 0x386, 0x3AB) || is_in(c, 0x400, 0x42F)) return true;
  // Latin Extended-A and Additional come in pairs, the capital first.
  if (is_in(c, 0x139, 0x148) || is_in(c, 0x179, 0x17E)) return c % 2 == 1;
  return c == 0x178 || ((is_in(c, 0x100, 0x177) || is_in(c, 0x1E00, 0x1EFF)) && c % 2 == 0);
}

bool is_accent(uint32_t c) { return is_in(c, 0x300, 0x36F); }

}  // namespace

std::string masked(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  while (!value.empty()) {
    const auto [code, bytes] = first_character(value);
    if (is_in(code, '0', '9')) out += '0';
    else if (is_capital(code)) out += 'X';
    else if (is_in(code, 'a', 'z') || (code >= 0x80 && !is_sign(code) && !is_accent(code))) out += 'x';
    else if (!is_accent(code)) out += value.substr(0, bytes);
    value.remove_prefix(bytes);
  }
  return out;
}

std::string masked_answer(std::string_view value) {
  std::string out = masked(value);
  std::replace(out.begin(), out.end(), '0', 'x');
  return out;
}

}  // namespace jumelles
