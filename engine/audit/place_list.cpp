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
  rows_.reserve(generated::kPlaceCount);
  for (uint32_t i = 0; i < generated::kPlaceCount; ++i) {
    const generated::Place& place = generated::kPlaces[i];
    const std::string_view name = generated::place_name(place);
    rows_.push_back({place.postcode, standardize::clean_value(AttributeType::kCity, name).comparison, name, place.department});
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
