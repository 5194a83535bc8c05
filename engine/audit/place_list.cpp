#include "audit/place_list.h"

#include <algorithm>
#include <numeric>

#include "generated/places.h"
#include "standardize/standardize.h"

namespace jumelles::audit {

const PlaceList& PlaceList::french() {
  static const PlaceList list;
  return list;
}

PlaceList::PlaceList() {
  std::string_view rest(generated::kTowns, generated::kTownsSize);
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    uint32_t postcode = 0;
    for (const char digit : line.substr(0, 5)) postcode = postcode * 10 + static_cast<uint32_t>(digit - '0');
    for (line.remove_prefix(5); !line.empty();) {
      const std::string_view name = line.substr(0, line.find('|'));
      line.remove_prefix(std::min(line.size(), name.size() + 1));
      rows_.push_back({postcode, standardize::clean_value(AttributeType::kCity, name).comparison, name});
    }
  }
  by_town_.resize(rows_.size());
  std::iota(by_town_.begin(), by_town_.end(), 0u);
  std::stable_sort(by_town_.begin(), by_town_.end(), [&](uint32_t a, uint32_t b) { return rows_[a].town < rows_[b].town; });
}

std::pair<const PlaceList::Row*, const PlaceList::Row*> PlaceList::at_postcode(uint32_t postcode) const {
  const auto less = [](const Row& row, uint32_t wanted) { return row.postcode < wanted; };
  const auto from = std::lower_bound(rows_.begin(), rows_.end(), postcode, less), to = std::lower_bound(rows_.begin(), rows_.end(), postcode + 1, less);
  return {rows_.data() + (from - rows_.begin()), rows_.data() + (to - rows_.begin())};
}

std::vector<const PlaceList::Row*> PlaceList::named(std::string_view town) const {
  auto at = std::lower_bound(by_town_.begin(), by_town_.end(), town, [&](uint32_t row, std::string_view wanted) { return rows_[row].town < wanted; });
  std::vector<const Row*> found;
  for (; at != by_town_.end() && rows_[*at].town == town; ++at) found.push_back(&rows_[*at]);
  return found;
}

}  // namespace jumelles::audit
