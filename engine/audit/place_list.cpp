#include "audit/place_list.h"

#include <algorithm>

#include "core/hash.h"
#include "generated/places.h"
#include "standardize/clean_value.h"
#include "standardize/words.h"

namespace jumelles::audit {

const PlaceList& PlaceList::french() {
  static const PlaceList list;
  return list;
}

PlaceList::PlaceList() {
  std::string_view rest(generated::kTowns, generated::kTownsSize);
  standardize::Scratch scratch;
  standardize::CleanValue town;
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    uint32_t postcode = 0;
    for (const char digit : line.substr(0, 5)) postcode = postcode * 10 + static_cast<uint32_t>(digit - '0');
    for (line.remove_prefix(5); !line.empty();) {
      const std::string_view name = line.substr(0, line.find('|'));
      line.remove_prefix(std::min(line.size(), name.size() + 1));
      standardize::clean_value_into(AttributeType::kCity, name, {}, scratch, town);
      rows_.push_back({postcode, town.comparison, name});
    }
  }
  size_t slots = 16;
  while (slots < 2 * rows_.size()) slots *= 2;
  first_.assign(slots, kNone);
  next_.assign(rows_.size(), kNone);
  for (auto row = static_cast<uint32_t>(rows_.size()); row-- > 0;) {
    uint32_t& first = first_[slot_of(rows_[row].town)];
    next_[row] = first;
    first = row;
  }
}

// Of that town, or a free one.
size_t PlaceList::slot_of(std::string_view town) const {
  const size_t mask = first_.size() - 1;
  size_t slot = hash_text(town) & mask;
  while (first_[slot] != kNone && rows_[first_[slot]].town != town) slot = (slot + 1) & mask;
  return slot;
}

std::pair<const PlaceList::Row*, const PlaceList::Row*> PlaceList::at_postcode(uint32_t postcode) const {
  const auto less = [](const Row& row, uint32_t wanted) { return row.postcode < wanted; };
  const auto from = std::lower_bound(rows_.begin(), rows_.end(), postcode, less), to = std::lower_bound(rows_.begin(), rows_.end(), postcode + 1, less);
  return {rows_.data() + (from - rows_.begin()), rows_.data() + (to - rows_.begin())};
}

std::vector<const PlaceList::Row*> PlaceList::named(std::string_view town) const {
  std::vector<const Row*> found;
  for (uint32_t row = first_[slot_of(town)]; row != kNone; row = next_[row]) found.push_back(&rows_[row]);
  return found;
}

}  // namespace jumelles::audit
