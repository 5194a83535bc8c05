// Values that a field was too short for.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "audit/work.h"
#include "core/ascii.h"

namespace jumelles::audit {

size_t length_in_characters(std::string_view utf8) {
  // All bytes but those that continue a character, eight at once.
  constexpr uint64_t kLow = 0x0101010101010101u;
  size_t length = utf8.size(), at = 0;
  for (; at + 8 <= utf8.size(); at += 8) {
    uint64_t bytes;
    std::memcpy(&bytes, utf8.data() + at, 8);
    length -= (((bytes >> 7) & ~(bytes >> 6) & kLow) * kLow) >> 56;
  }
  for (; at < utf8.size(); ++at) length -= (static_cast<uint8_t>(utf8[at]) & 0xC0) == 0x80;
  return length;
}

namespace {

// Whether most texts of that length end in the same three bytes. E-mails whose domain is whole do ("p101@poste.fr"), however many were made by
// one pattern: a cut falls anywhere in a domain.
bool ends_alike(const Work& work, const Feed& feed, size_t length) {
  constexpr size_t kEnd = 3;
  std::unordered_map<std::string_view, uint32_t> ends;
  uint32_t all = 0, most = 0;
  for (Code code = 1; code < work.counts.size(); ++code) {
    const std::string_view text = (*feed.values)[code];
    if (work.counts[code] == 0 || length_in_characters(text) != length) continue;
    ++all;
    most = std::max(most, ++ends[text.substr(text.size() - kEnd)]);
  }
  return 2 * most > all;
}

// How many texts there are of that length and of each of the three before, those that differ by their digits alone being one: a street whose
// numbers have four digits has one length. The longest first.
std::array<uint32_t, 4> count_apart_from_digits(const Work& work, const Feed& feed, size_t length) {
  std::array<std::unordered_set<std::string>, 4> texts;
  for (Code code = 1; code < work.counts.size(); ++code) {
    const std::string_view text = (*feed.values)[code];
    if (work.counts[code] == 0 || text.size() + 3 < length) continue;
    const size_t shorter = length - std::min(length, length_in_characters(text));
    if (shorter >= texts.size() || length_in_characters(text) > length) continue;
    std::string shape(text);
    shape.erase(std::remove_if(shape.begin(), shape.end(), is_digit), shape.end());
    texts[shorter].insert(std::move(shape));
  }
  std::array<uint32_t, 4> counts{};
  for (size_t i = 0; i < counts.size(); ++i) counts[i] = static_cast<uint32_t>(texts[i].size());
  return counts;
}

}  // namespace

// Lengths of texts fall off towards the longest. Where those of one length are more than the three lengths before have on average, beyond
// chance (three standard deviations of a count), or thirty at least, and hardly any is longer, the field ended there. A few longer ones come
// of what happened later: letters that were broken. Texts that are nearly all of one length are codes.
size_t cut_length(const Work& work, const Feed& feed) {
  switch (info(work.records().attributes[feed.attribute].type).cleaning) {
    case Cleaning::kPersonName:
    case Cleaning::kCompanyName:
    case Cleaning::kStreet:
    case Cleaning::kCity:
    case Cleaning::kEmail:
    case Cleaning::kWords: break;
    default: return 0;
  }
  if (info(work.records().attributes[feed.attribute].type).look == Look::kCategory) return 0;
  constexpr size_t kShortestField = 10, kLongestField = 1024, kFewest = 5, kSurelyMany = 30, kFewerLonger = 20;
  std::array<uint32_t, kLongestField + 1> counts{};
  size_t longest = 0;
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0) continue;
    const size_t length = length_in_characters((*feed.values)[code]);
    if (length > kLongestField) return 0;
    ++counts[length];
    longest = std::max(longest, length);
  }
  size_t end = longest;
  uint32_t longer = 0, all = 0;
  for (const uint32_t count : counts) all += count;
  while (end >= kShortestField && (counts[end] < kFewest || longer * kFewerLonger >= counts[end])) longer += counts[end--];
  if (end < kShortestField || counts[end] * 2 > all) return 0;
  const auto is_beyond_chance = [](uint32_t at_end, uint32_t before) {
    const double usual = before / 3.0;
    return at_end >= kSurelyMany || at_end > usual + 3 * std::sqrt(usual);
  };
  if (!is_beyond_chance(counts[end], counts[end - 1] + counts[end - 2] + counts[end - 3])) return 0;
  const std::array<uint32_t, 4> apart = count_apart_from_digits(work, feed, end);
  if (apart[0] < kFewest || !is_beyond_chance(apart[0], apart[1] + apart[2] + apart[3])) return 0;
  const bool is_email = info(work.records().attributes[feed.attribute].type).cleaning == Cleaning::kEmail;
  return is_email && ends_alike(work, feed, end) ? 0 : end;
}

}  // namespace jumelles::audit
