// Values that are a letter from one that is far more frequent.

#include <algorithm>
#include <string>
#include <unordered_map>

#include "audit/place_list.h"
#include "audit/work.h"
#include "core/ascii.h"
#include "core/hash.h"
#include "text/fold.h"
#include "text/french_names.h"

namespace jumelles::audit {
namespace {

constexpr size_t kShortestWord = 5;  // shorter ones have neighbors that are words
// Who mistypes a word does it once, and few records name one customer. What stands there more often, and more often than all other slips of
// that word together, is a word of its own ("printer", "painter").
constexpr uint64_t kMostOfSlip = 3;

// Hashes of a text and of it without each of its letters: two texts a slip apart share one, or nearly.
template <class F>
void for_neighborhood(std::string_view text, std::string& shorter, F f) {
  f(hash_text(text));
  for (size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && text[i] == text[i - 1]) continue;
    shorter.assign(text.substr(0, i));
    shorter += text.substr(i + 1);
    f(hash_text(shorter));
  }
}

}  // namespace

bool is_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (i < b.size() && (is_digit(b[i]) || (i < a.size() && is_digit(a[i])))) return false;
  if (a.size() + 1 == b.size()) return b[i] != ' ' && a.substr(i) == b.substr(i + 1);
  if (a.size() != b.size() || i == a.size() || a[i] == ' ' || b[i] == ' ') return false;
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

std::vector<size_t> meant_texts(const std::vector<std::string_view>& folded, const std::vector<uint32_t>& counts) {
  std::vector<size_t> meant(folded.size(), SIZE_MAX);
  std::unordered_multimap<uint64_t, size_t> near;
  std::string shorter;
  for (size_t i = 0; i < folded.size(); ++i)
    if (counts[i] >= kTimesAsFrequent && folded[i].size() >= kShortestWord)
      for_neighborhood(folded[i], shorter, [&](uint64_t hash) { near.emplace(hash, i); });
  if (near.empty()) return meant;
  for (size_t i = 0; i < folded.size(); ++i) {
    if (folded[i].size() < kShortestWord) continue;
    for_neighborhood(folded[i], shorter, [&](uint64_t hash) {
      const auto [from, to] = near.equal_range(hash);
      for (auto at = from; at != to; ++at) {
        const size_t other = at->second;
        if (other == i || counts[other] < kTimesAsFrequent * counts[i] || !is_slip(folded[i], folded[other])) continue;
        size_t& best = meant[i];
        if (best == SIZE_MAX || counts[other] > counts[best] || (counts[other] == counts[best] && other < best)) best = other;
      }
    });
  }
  std::unordered_map<size_t, uint64_t> slips_of;
  for (size_t i = 0; i < folded.size(); ++i)
    if (meant[i] != SIZE_MAX) slips_of[meant[i]] += counts[i];
  for (size_t i = 0; i < folded.size(); ++i)
    if (meant[i] != SIZE_MAX && counts[i] > std::max(kMostOfSlip, slips_of[meant[i]] - counts[i])) meant[i] = SIZE_MAX;
  return meant;
}

void find_slips(Work& work, const Feed& feed) {
  work.slips.clear();
  const AttributeType type = work.records().attributes[feed.attribute].type;
  // Towns are judged beside their postcodes, where they have some: a small town is not a large one mistyped.
  const bool words = type == AttributeType::kCountry || type == AttributeType::kCategory || type == AttributeType::kPlace;
  if (!words || !feed.as_written()) return;
  // Places in their thousands (of birth) are towns with no postcode beside them.
  constexpr size_t kMostPlaces = 400;
  if (type == AttributeType::kPlace && feed.values->size() > kMostPlaces) return;
  std::unordered_map<std::string, size_t> place_of;
  std::vector<std::string> texts;
  std::vector<uint32_t> counts;
  std::vector<Code> most;               // per text, its most frequent writing
  std::vector<size_t> text_of(work.counts.size(), SIZE_MAX);
  std::string folded;
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0 || work.clean_of[code] == kMissing) continue;
    text::fold_into((*feed.values)[code], folded);
    const auto [at, is_new] = place_of.emplace(folded, texts.size());
    if (is_new) texts.push_back(folded), counts.push_back(0), most.push_back(code);
    counts[at->second] += work.counts[code];
    if (work.counts[code] > work.counts[most[at->second]]) most[at->second] = code;
    text_of[code] = at->second;
  }
  const std::vector<size_t> meant = meant_texts({texts.begin(), texts.end()}, counts);
  for (Code code = 1; code < work.counts.size(); ++code)
    if (text_of[code] != SIZE_MAX && meant[text_of[code]] != SIZE_MAX) work.slips.add(code, most[meant[text_of[code]]]);
}

// "Ccile": what programs that know no accents leave of "Cécile", which the column has five times as often. A name that lists have, or a town,
// is one of its own.
void find_dropped_letters(Work& work, const Feed& feed) {
  constexpr uint32_t kTimesAsOften = 5;
  constexpr size_t kShortestLeft = 3;
  work.dropped.clear();
  const AttributeType type = work.records().attributes[feed.attribute].type;
  const bool given = type == AttributeType::kGivenName, surname = type == AttributeType::kSurname, town = type == AttributeType::kCity;
  if (!(given || surname || town) || !feed.as_written()) return;
  const auto is_ascii = [](std::string_view text) { return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) >= 0x80; }); };
  const auto hash_of_rest = [](std::string_view text, std::string& rest) {
    rest.clear();
    for (const char c : text)
      if (static_cast<uint8_t>(c) < 0x80) rest += is_upper(c) ? static_cast<char>(c | 32) : c;
    return hash_text(rest);
  };
  std::unordered_map<uint64_t, Code> whole;  // the most frequent one
  std::string rest;
  for (Code code = 1; code < work.counts.size(); ++code) {
    const std::string_view text = (*feed.values)[code];
    if (work.counts[code] < kTimesAsOften || is_ascii(text)) continue;
    const uint64_t hash = hash_of_rest(text, rest);
    if (rest.size() < kShortestLeft) continue;
    Code& best = whole[hash];
    if (best == kMissing || work.counts[code] > work.counts[best]) best = code;
  }
  if (whole.empty()) return;
  // Most texts are unlike all of them by their length and three of their letters.
  constexpr size_t kBits = 1 << 16;
  const auto place_of = [](std::string_view text) {
    const auto small = [&](size_t at) { return static_cast<uint64_t>(is_upper(text[at]) ? text[at] | 32 : text[at]); };
    return mix(uint64_t{text.size()} << 32 | small(0) << 16 | small(text.size() / 2) << 8 | small(text.size() - 1)) % kBits;
  };
  std::vector<uint8_t> may_be(kBits, 0);
  for (const auto& [hash, code] : whole) {
    hash_of_rest((*feed.values)[code], rest);
    may_be[place_of(rest)] = 1;
  }
  for (Code code = 1; code < work.counts.size(); ++code) {
    const std::string_view text = (*feed.values)[code];
    if (work.counts[code] == 0 || text.size() < kShortestLeft || work.clean_of[code] == kMissing || !is_ascii(text) || may_be[place_of(text)] == 0) continue;
    const auto at = whole.find(hash_of_rest(text, rest));
    if (at == whole.end() || work.counts[at->second] < kTimesAsOften * work.counts[code]) continue;
    const std::string folded = text::fold(text);
    const bool known = given ? text::french_given_name_share(folded) > 0 : surname ? text::french_surname_share(folded) > 0 : !PlaceList::french().named(folded).empty();
    if (!known) work.dropped.add(code, at->second);
  }
}

}  // namespace jumelles::audit
