// Characters that no eye sees, or takes for others.

#include <algorithm>
#include <array>
#include <cstring>

#include "audit/work.h"
#include "core/ascii.h"
#include "text/readable.h"
#include "text/utf8.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;

// Letters of other alphabets that look like Latin ones (Unicode, confusables.txt, the plain ones).
struct LookAlike { char32_t other; char latin; };
constexpr std::array<LookAlike, 44> kLookAlikes{{
    {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41A, 'K'}, {0x41C, 'M'}, {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'},
    {0x406, 'I'}, {0x408, 'J'}, {0x405, 'S'}, {0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}, {0x456, 'i'}, {0x458, 'j'},
    {0x455, 's'}, {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'}, {0x39A, 'K'}, {0x39C, 'M'}, {0x39D, 'N'}, {0x39F, 'O'}, {0x3A1, 'P'},
    {0x3A4, 'T'}, {0x3A5, 'Y'}, {0x3A7, 'X'}, {0x3BF, 'o'}, {0x3B1, 'a'}, {0x3BD, 'v'}, {0x3B9, 'i'}, {0x3C1, 'p'}}};

bool is_of_other_alphabet(char32_t c) { return c >= 0x370 && c < 0x530; }  // Greek, Cyrillic

}  // namespace

// Eight bytes at once, as in text/readable.h; a byte too many may be found, never one too few.
bool has_plain_characters(std::string_view original) {
  constexpr uint64_t kHigh = 0x8080808080808080u, kLow = 0x0101010101010101u;
  const auto at_most = [](uint64_t bytes, uint64_t most) { return (bytes - kLow * (most + 1)) & ~bytes & kHigh; };
  const auto are = [&](uint64_t bytes, char c) { return at_most(bytes ^ (kLow * static_cast<uint8_t>(c)), 0); };
  if (original.empty() || original.front() == ' ' || original.back() == ' ') return false;
  uint64_t found = 0, former = 0;  // blanks of the bytes before
  for (size_t at = 0; at < original.size(); at += 8) {
    uint64_t bytes = kLow * 'a';  // behind the end
    if (original.size() - at >= 8) std::memcpy(&bytes, original.data() + at, 8);
    else std::memcpy(&bytes, original.data() + at, original.size() - at);
    const uint64_t blanks = are(bytes, ' ');
    found |= (bytes & kHigh) | at_most(bytes, 31) | are(bytes, '&') | are(bytes, '?') | (blanks & (blanks << 8 | former >> 56));
    former = blanks;
  }
  return found == 0;
}

// A word of two alphabets: somebody hides, or a keyboard was switched. `becomes`: with Latin letters, where all of them look like one.
bool mixes_alphabets(std::string_view original, std::string& becomes) {
  // Their letters begin with these bytes in UTF-8.
  if (std::none_of(original.begin(), original.end(), [](char c) { return static_cast<uint8_t>(c) >= 0xCD && static_cast<uint8_t>(c) <= 0xD4; })) return false;
  bool latin = false, other = false, mixed = false;  // of the word at hand; of any
  std::string written;
  for (size_t at = 0; at < original.size();) {
    const size_t from = at;
    const char32_t c = text::decode(original, at);
    if (c < 0x80 && !is_lower(static_cast<char>(c)) && !is_upper(static_cast<char>(c))) latin = other = false;
    else (is_of_other_alphabet(c) ? other : latin) = true;
    mixed = mixed || (latin && other);
    if (!is_of_other_alphabet(c)) {
      written += original.substr(from, at - from);
      continue;
    }
    const auto row = std::find_if(kLookAlikes.begin(), kLookAlikes.end(), [&](const LookAlike& known) { return known.other == c; });
    if (row == kLookAlikes.end()) return false;  // a word of that alphabet
    written += row->latin;
  }
  if (mixed) becomes = std::move(written);
  return mixed;
}

bool has_stray_characters(std::string_view original) {
  if (original.front() == ' ' || original.back() == ' ' || original.find("  ") != std::string_view::npos) return true;
  if (std::any_of(original.begin(), original.end(), [](char c) { return static_cast<uint8_t>(c) < 32; })) return true;
  if (text::is_readable_as_it_is(original)) return false;
  // Within a text, a blank that does not break is how French is set.
  static constexpr std::string_view kBlanks[] = {"\u00A0", "\u202F"};
  for (const std::string_view blank : kBlanks)
    if (original.substr(0, blank.size()) == blank || (original.size() >= blank.size() && original.substr(original.size() - blank.size()) == blank)) return true;
  thread_local text::Readable readable;
  readable.read(original);
  return (readable.found() & (text::Readable::kUnseen | text::Readable::kComposed | text::Readable::kTyped)) != 0;
}

}  // namespace jumelles::audit
