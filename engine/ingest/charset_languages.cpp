#include "ingest/charset_languages.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "core/math.h"
#include "text/fold.h"

namespace jumelles::ingest {
namespace {

struct Letter {
  char16_t letter;
  int per_mille;  // of the accented letters of a language, about
};
using Letters = std::span<const Letter>;

constexpr Letter kFrench[] = {{u'é', 570}, {u'è', 120}, {u'à', 130}, {u'ê', 50}, {u'ç', 40}, {u'ô', 25}, {u'î', 15}, {u'â', 15}, {u'û', 10}, {u'ë', 10}, {u'ï', 10}, {u'ù', 8}, {u'œ', 8}};
constexpr Letter kGerman[] = {{u'ü', 380}, {u'ä', 300}, {u'ö', 190}, {u'ß', 115}, {u'é', 15}};
constexpr Letter kSpanish[] = {{u'ó', 270}, {u'í', 250}, {u'á', 220}, {u'é', 140}, {u'ñ', 100}, {u'ú', 60}, {u'ü', 10}};
constexpr Letter kItalian[] = {{u'à', 300}, {u'è', 290}, {u'ò', 150}, {u'ù', 120}, {u'ì', 90}, {u'é', 50}};
constexpr Letter kPortuguese[] = {{u'ã', 200}, {u'ç', 150}, {u'á', 150}, {u'é', 120}, {u'í', 100}, {u'ó', 100}, {u'ê', 60}, {u'õ', 50}, {u'ú', 40}, {u'â', 30}, {u'à', 20}, {u'ô', 20}};
constexpr Letter kSwedish[] = {{u'ä', 420}, {u'å', 290}, {u'ö', 270}, {u'é', 20}};
constexpr Letter kDanish[] = {{u'ø', 420}, {u'å', 300}, {u'æ', 250}, {u'é', 30}};
constexpr Letter kIcelandic[] = {{u'á', 190}, {u'í', 160}, {u'ð', 150}, {u'ó', 110}, {u'ö', 90}, {u'þ', 80}, {u'æ', 80}, {u'ú', 60}, {u'é', 50}, {u'ý', 30}};
constexpr Letter kDutch[] = {{u'ë', 500}, {u'é', 300}, {u'ï', 100}, {u'ö', 50}, {u'ü', 50}};
constexpr Letter kEstonian[] = {{u'ä', 350}, {u'õ', 250}, {u'ü', 250}, {u'ö', 120}, {u'š', 20}, {u'ž', 10}};
constexpr Letters kWestern[] = {kFrench, kGerman, kSpanish, kItalian, kPortuguese, kSwedish, kDanish, kIcelandic, kDutch, kEstonian};
constexpr std::span<const Letters> kMixed = std::span(kWestern).first(std::size(kWestern) - 1);

constexpr Letter kPolish[] = {{u'ł', 250}, {u'ą', 150}, {u'ę', 150}, {u'ó', 130}, {u'ż', 120}, {u'ś', 90}, {u'ć', 50}, {u'ń', 45}, {u'ź', 15}};
constexpr Letter kCzech[] = {{u'í', 200}, {u'á', 160}, {u'č', 110}, {u'ě', 100}, {u'ř', 95}, {u'é', 85}, {u'š', 70}, {u'ý', 70}, {u'ž', 60}, {u'ů', 25}, {u'ú', 10}, {u'ň', 8}, {u'ó', 5}, {u'ť', 3}, {u'ď', 3}};
constexpr Letter kSlovak[] = {{u'á', 210}, {u'í', 150}, {u'č', 120}, {u'é', 110}, {u'š', 100}, {u'ž', 90}, {u'ý', 80}, {u'ú', 50}, {u'ľ', 30}, {u'ť', 20}, {u'ô', 15}, {u'ň', 15}, {u'ä', 10}, {u'ď', 5}, {u'ó', 5}};
constexpr Letter kHungarian[] = {{u'á', 330}, {u'é', 290}, {u'ö', 90}, {u'ó', 90}, {u'ő', 70}, {u'í', 50}, {u'ü', 45}, {u'ú', 25}, {u'ű', 15}};
constexpr Letter kRomanian[] = {{u'ă', 420}, {u'ş', 160}, {u'ţ', 150}, {u'î', 140}, {u'â', 130}};
constexpr Letter kCroatian[] = {{u'č', 290}, {u'š', 270}, {u'ž', 230}, {u'ć', 150}, {u'đ', 60}};
constexpr Letters kCentral[] = {kPolish, kCzech, kSlovak, kHungarian, kRomanian, kCroatian};

constexpr double kUnknown = 0.0005;  // share of any other character

double share_in(Letters language, char32_t letter) {
  for (const Letter& known : language)
    if (known.letter == letter) return known.per_mille / 1000.0;
  return kUnknown;
}

// What a byte is in words, its case apart; 0 for a capital behind a small letter, which is none.
char32_t letter_of(const UpperHalf& half, size_t byte, size_t before) {
  const char32_t lower = text::to_lower(half[byte]);
  return lower != half[byte] && before == LetterCounts::kLower ? 0 : lower;
}

struct Fit {
  double all = 0;                    // log likelihood
  std::array<double, 128> points{};  // of it, for each byte
  std::array<uint64_t, 128> counts{};
  uint64_t count = 0, unknown = 0;
};

template <class Share>
Fit fit_of(const LetterCounts& counts, const UpperHalf& half, Share share) {
  Fit fit;
  for (size_t byte = 0; byte < half.size(); ++byte)
    for (size_t before = 0; before < 4; ++before) {
      uint64_t count = 0;
      for (size_t behind = 0; behind < 4; ++behind) count += counts.of(byte, before, behind);
      if (count == 0) continue;
      const double part = share(letter_of(half, byte, before)), points = static_cast<double>(count) * ln(part);
      fit.all += points;
      fit.points[byte] += points;
      fit.counts[byte] += count;
      fit.count += count;
      if (part <= kUnknown) fit.unknown += count;
    }
  return fit;
}

// What speaks for central Europe in the bytes that both encodings read differently. One name repeated is not much, and a letter of
// French is hardly anything: French files are many.
double gain_of(const Fit& central, const Fit& western) {
  constexpr uint64_t kMostOfOne = 4;
  constexpr double kMostOfFrench = 1;
  const UpperHalf &west = upper_half(Encoding::kWindows1252), &center = upper_half(Encoding::kWindows1250);
  double gain = 0;
  for (size_t byte = 0; byte < west.size(); ++byte) {
    if (west[byte] == center[byte] || central.counts[byte] == 0) continue;
    const uint64_t count = central.counts[byte];
    const double part = (central.points[byte] - western.points[byte]) * static_cast<double>(std::min(count, kMostOfOne)) / static_cast<double>(count);
    const bool french = share_in(kFrench, text::to_lower(west[byte])) > kUnknown;
    gain += french ? std::min(part, kMostOfFrench) : part;
  }
  return gain;
}

}  // namespace

CentralVerdict is_central_european(const LetterCounts& counts) {
  constexpr double kClearly = 4;          // 50 to 1, of the bytes that differ
  constexpr uint64_t kMostUnknown = 20;   // one letter in so many
  const UpperHalf &west = upper_half(Encoding::kWindows1252), &center = upper_half(Encoding::kWindows1250);
  const auto best_of = [&](std::span<const Letters> languages, const UpperHalf& half) {
    Fit best;
    for (const Letters language : languages) {
      const Fit fit = fit_of(counts, half, [&](char32_t letter) { return share_in(language, letter); });
      if (best.count == 0 || fit.all > best.all) best = fit;
    }
    return best;
  };
  const Fit central = best_of(kCentral, center);
  Fit western = best_of(kWestern, west);
  // Customers of several countries in one file.
  const Fit mixed = fit_of(counts, west, [](char32_t letter) {
    double sum = 0;
    for (const Letters language : kMixed) sum += share_in(language, letter);
    return sum / static_cast<double>(kMixed.size());
  });
  if (mixed.all > western.all) western = mixed;
  const double gain = gain_of(central, western);
  if (central.count == 0 || central.all <= western.all || gain <= 0) return CentralVerdict::kNo;
  // Less of the bytes that differ will do where all letters together are hardly of any western language.
  const double better = central.all - western.all;
  const bool known = central.unknown * kMostUnknown <= central.count;
  const bool clear = known && ((gain > kClearly && better > kClearly) || (gain > kClearly / 2 && better > 3 * kClearly));
  return clear ? CentralVerdict::kYes : CentralVerdict::kPerhaps;
}

}  // namespace jumelles::ingest
