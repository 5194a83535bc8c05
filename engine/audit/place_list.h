#pragma once

// French towns and their postcodes as records write them: the official list (cmake/generated/places.h), with names in the form that towns
// of records are compared by.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jumelles::audit {

class PlaceList {
 public:
  // Made when first asked for, once a process. O(rows of the list).
  static const PlaceList& french();

  struct Row {
    uint32_t postcode = 0;
    std::string town;            // "SAINT ETIENNE"
    std::string_view name;       // "Saint-Étienne"
  };
  // All towns of a postcode; none: it is not a geographic one (CEDEX and the like), or does not exist.
  std::pair<const Row*, const Row*> at_postcode(uint32_t postcode) const;
  // All rows of a town, in any department.
  std::vector<const Row*> named(std::string_view town) const;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  PlaceList();
  size_t slot_of(std::string_view town) const;
  std::vector<Row> rows_;             // by postcode
  std::vector<uint32_t> first_;       // of each town its first row, by the hash of its name; kNone: free
  std::vector<uint32_t> next_;        // per row the next one of the town, kNone behind the last
};

}  // namespace jumelles::audit
