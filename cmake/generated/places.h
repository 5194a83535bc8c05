#pragma once

// French postcodes and communes, built from the official administrative division (npm package @etalab/decoupage-administratif)
// by cmake/make_places.mjs. Sorted by postcode, then by name (bytes). Constant data, no copy, no allocation.

#include <cstdint>
#include <string_view>

namespace jumelles::generated {

// One commune under one postcode; a commune with several postcodes has one row for each.
struct Place {
  uint32_t postcode;       // 75011 for "75011", 1400 for "01400"
  uint32_t population;     // inhabitants that fall to this row; all rows together add up to the country; 0 for a former commune
  uint32_t name_offset;    // into kPlaceNames
  uint8_t name_size;       // bytes
  uint8_t former;          // 1: merged into another commune, whose postcodes these are; the name is still written in addresses
  uint16_t department;     // index into kDepartments
};

struct Department {
  const char* code;  // "01", "2A", "971"
  const char* name;  // "Ain"
};

extern const Place kPlaces[];
extern const uint32_t kPlaceCount;
extern const char kPlaceNames[];  // UTF-8, official spelling: "Ambérieu-en-Bugey", "Les Abymes"
extern const Department kDepartments[];
extern const uint32_t kDepartmentCount;

// The same as text, in an object of its own, for programs that need no more: lines of a postcode (five digits) and its towns, parted by "|".
extern const char kTowns[];
extern const uint32_t kTownsSize;

inline std::string_view place_name(const Place& place) { return {kPlaceNames + place.name_offset, place.name_size}; }

}  // namespace jumelles::generated
