// Values that a field was too short for.

#include <array>

#include "audit/work.h"

namespace jumelles::audit {

size_t length_in_characters(std::string_view utf8) {
  size_t length = 0;
  for (const char c : utf8) length += (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  return length;
}

// Lengths of texts fall off towards the longest. Where the longest one is more frequent than the three before it together, and five values
// at least have it, the field ended there.
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
  constexpr size_t kShortestField = 10, kLongestField = 1024, kFewest = 5;
  std::array<uint32_t, kLongestField + 1> counts{};
  size_t longest = 0;
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0) continue;
    const size_t length = length_in_characters((*feed.values)[code]);
    if (length > kLongestField) return 0;
    ++counts[length];
    longest = std::max(longest, length);
  }
  if (longest < kShortestField || counts[longest] < kFewest) return 0;
  return counts[longest] > counts[longest - 1] + counts[longest - 2] + counts[longest - 3] ? longest : 0;
}

}  // namespace jumelles::audit
