#include "ingest/charset.h"

#include <cassert>
#include <string_view>

#include "ingest/charset_languages.h"
#include "text/windows_1252.h"

namespace jumelles::ingest {
namespace {

// Mac OS Roman as of 1998, with the euro at 0xDB (WHATWG, macintosh).
constexpr UpperHalf kMacRomanHalf{
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3, 0x00E5, 0x00E7, 0x00E9, 0x00E8,
    0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3, 0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC,
    0x2020, 0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8,
    0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB, 0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153,
    0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC, 0x00D3, 0x00D4,
    0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC, 0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7};

// IBM code page 850, DOS in western Europe.
constexpr UpperHalf kCp850Half{
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE, 0x00EC, 0x00C4, 0x00C5,
    0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9, 0x00FF, 0x00D6, 0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192,
    0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x00AE, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00C1, 0x00C2, 0x00C0, 0x00A9, 0x2563, 0x2551, 0x2557, 0x255D, 0x00A2, 0x00A5, 0x2510,
    0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3, 0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x00A4,
    0x00F0, 0x00D0, 0x00CA, 0x00CB, 0x00C8, 0x0131, 0x00CD, 0x00CE, 0x00CF, 0x2518, 0x250C, 0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580,
    0x00D3, 0x00DF, 0x00D4, 0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE, 0x00DE, 0x00DA, 0x00DB, 0x00D9, 0x00FD, 0x00DD, 0x00AF, 0x00B4,
    0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6, 0x00A7, 0x00F7, 0x00B8, 0x00B0, 0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0};

// WHATWG, windows-1250: central Europe.
constexpr UpperHalf kWindows1250Half{
    0x20AC, 0x0081, 0x201A, 0x0083, 0x201E, 0x2026, 0x2020, 0x2021, 0x0088, 0x2030, 0x0160, 0x2039, 0x015A, 0x0164, 0x017D, 0x0179,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x0098, 0x2122, 0x0161, 0x203A, 0x015B, 0x0165, 0x017E, 0x017A,
    0x00A0, 0x02C7, 0x02D8, 0x0141, 0x00A4, 0x0104, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x015E, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x017B,
    0x00B0, 0x00B1, 0x02DB, 0x0142, 0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x0105, 0x015F, 0x00BB, 0x013D, 0x02DD, 0x013E, 0x017C,
    0x0154, 0x00C1, 0x00C2, 0x0102, 0x00C4, 0x0139, 0x0106, 0x00C7, 0x010C, 0x00C9, 0x0118, 0x00CB, 0x011A, 0x00CD, 0x00CE, 0x010E,
    0x0110, 0x0143, 0x0147, 0x00D3, 0x00D4, 0x0150, 0x00D6, 0x00D7, 0x0158, 0x016E, 0x00DA, 0x0170, 0x00DC, 0x00DD, 0x0162, 0x00DF,
    0x0155, 0x00E1, 0x00E2, 0x0103, 0x00E4, 0x013A, 0x0107, 0x00E7, 0x010D, 0x00E9, 0x0119, 0x00EB, 0x011B, 0x00ED, 0x00EE, 0x010F,
    0x0111, 0x0144, 0x0148, 0x00F3, 0x00F4, 0x0151, 0x00F6, 0x00F7, 0x0159, 0x016F, 0x00FA, 0x0171, 0x00FC, 0x00FD, 0x0163, 0x02D9};

constexpr UpperHalf latin1() {
  UpperHalf half{};
  for (size_t i = 0; i < half.size(); ++i) half[i] = static_cast<char16_t>(0x80 + i);
  return half;
}

// WHATWG, windows-1252.
constexpr UpperHalf windows1252() {
  UpperHalf half = latin1();
  for (size_t i = 0; i < std::size(text::kWindows1252); ++i) half[i] = text::kWindows1252[i];
  return half;
}

constexpr UpperHalf iso8859_15() {
  UpperHalf half = latin1();
  half[0x24] = 0x20AC, half[0x26] = 0x0160, half[0x28] = 0x0161, half[0x34] = 0x017D;
  half[0x38] = 0x017E, half[0x3C] = 0x0152, half[0x3D] = 0x0153, half[0x3E] = 0x0178;
  return half;
}

constexpr UpperHalf kWindows1252Half = windows1252(), kIso885915Half = iso8859_15();

// Letters of French and German first, others of western Europe behind: how often they are met decides.
constexpr std::u16string_view kFrequentLower = u"éèêàçôîâëïûùüöäœ", kFrequentUpper = u"ÉÈÊÀÇÔÎÂËÏÛÙÜÖÄŒ";
constexpr std::u16string_view kKnownLower = u"áíóúñãõåøßìòýæÿšž", kKnownUpper = u"ÁÍÓÚÑÃÕÅØÌÒÝÆŸŠŽ";
// Signs that texts hold; the first ones separate words or cells, too.
constexpr std::u16string_view kBetween = u"\u00A0\u00A6\u00A7\u00B0\u2013\u2014\u00B7";
constexpr std::u16string_view kSigns = u"\u00AB\u00BB\u201C\u201D\u2018\u2026\u20AC\u2022\u00A3\u00AE\u00A9\u2122\u00AA\u00BA\u00BC\u00BD\u00BE\u00B2\u00B3";

bool holds(std::u16string_view set, char16_t character) { return set.find(character) != std::u16string_view::npos; }

constexpr Encoding kCandidates[] = {Encoding::kIso885915, Encoding::kMacRoman, Encoding::kCp850};

struct Sum {
  int64_t points = 0;
  int64_t count = 0;  // occurrences
};

// `other`: only of bytes that this encoding reads differently.
Sum points_of(const LetterCounts& counts, const UpperHalf& half, const UpperHalf* other) {
  Sum sum;
  for (size_t byte = 0; byte < half.size(); ++byte) {
    if (other && half[byte] == (*other)[byte]) continue;
    for (uint8_t before = 0; before < 4; ++before)
      for (uint8_t behind = 0; behind < 4; ++behind) {
        const auto count = static_cast<int64_t>(counts.of(byte, before, behind));
        if (count == 0) continue;
        sum.count += count;
        sum.points += count * letter_fit(half[byte], LetterCounts::Neighbor{before}, LetterCounts::Neighbor{behind});
      }
  }
  return sum;
}

}  // namespace

bool is_single_byte(Encoding encoding) {
  return encoding != Encoding::kUtf8 && encoding != Encoding::kUtf16Le && encoding != Encoding::kUtf16Be;
}

const UpperHalf& upper_half(Encoding encoding) {
  assert(is_single_byte(encoding));
  switch (encoding) {
    case Encoding::kIso885915: return kIso885915Half;
    case Encoding::kMacRoman: return kMacRomanHalf;
    case Encoding::kCp850: return kCp850Half;
    case Encoding::kWindows1250: return kWindows1250Half;
    default: return kWindows1252Half;
  }
}

LetterCounts::Neighbor LetterCounts::neighbor(uint8_t byte) {
  if (byte >= 0x80) return kHigh;
  if (byte >= 'a' && byte <= 'z') return kLower;
  return byte >= 'A' && byte <= 'Z' ? kUpper : kOther;
}

int letter_fit(char16_t c, LetterCounts::Neighbor before, LetterCounts::Neighbor behind) {
  using enum LetterCounts::Neighbor;
  if (c >= 0x80 && c < 0xA0) return -5;
  const bool alone = before == kOther && behind == kOther;
  if (const bool frequent = holds(kFrequentLower, c); frequent || holds(kKnownLower, c)) {
    if (behind == kUpper) return -3;
    if (alone) return c == u'à' ? 2 : -1;
    if (before == kUpper && behind == kOther) return 0;  // "DUPRé": capitals made by a program that knew no accents
    if (before == kOther) return frequent ? 1 : 0;
    return c == u'é' ? 4 : frequent ? 3 : 2;
  }
  if (const bool frequent = holds(kFrequentUpper, c); frequent || holds(kKnownUpper, c)) {
    if (before == kLower) return -3;
    if (alone) return c == u'À' ? 1 : -1;
    if (before == kUpper && behind == kLower) return 0;
    if (before == kHigh || behind == kHigh) return 1;
    return frequent ? 3 : 2;
  }
  const bool inside = before != kOther && behind != kOther;
  if (c == u'\u2019' || c == u'\u00B4') return inside ? (c == u'\u2019' ? 3 : 1) : 0;
  if (holds(kBetween, c)) return 1;
  if (holds(kSigns, c)) return inside ? -4 : 1;
  return inside ? -4 : -2;
}

LetterVerdict decide_by_letters(const LetterCounts& counts) {
  LetterVerdict out;
  const CentralVerdict central = is_central_european(counts);
  if (central == CentralVerdict::kYes) return {Encoding::kWindows1250, false};
  if (central == CentralVerdict::kPerhaps) out.uncertain = true;
  // One point for each byte in question: twice as good would not do where both are bad, a little better not where both are good.
  constexpr int64_t kClearly = 1, kEnough = 8;
  int64_t best = 0;
  for (const Encoding candidate : kCandidates) {
    const UpperHalf &half = upper_half(candidate), &usual = kWindows1252Half;
    const Sum with = points_of(counts, half, &usual), without = points_of(counts, usual, &half);
    const int64_t gain = with.points - without.points;
    if (with.points <= 0 || gain <= with.count * kClearly || gain <= best) continue;
    best = gain;
    out.encoding = candidate;
    out.uncertain = out.uncertain || gain < kEnough;
  }
  const Sum all = points_of(counts, upper_half(out.encoding), nullptr);
  int64_t in_rows = 0;  // letters between letters beyond ASCII: words of another alphabet
  for (size_t byte = 0; byte < 128; ++byte) in_rows += static_cast<int64_t>(counts.of(byte, LetterCounts::kHigh, LetterCounts::kHigh));
  out.uncertain = out.uncertain || all.points < 0 || in_rows * 3 > all.count;
  return out;
}

}  // namespace jumelles::ingest
