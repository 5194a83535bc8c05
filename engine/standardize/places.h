#pragma once

// French postcodes and communes, from the table that the build packs from the official administrative division.

#include <cstdint>
#include <string_view>
#include <vector>

namespace jumelles::standardize {

struct Commune {
  std::string_view name;        // official spelling, UTF-8: "Ambérieu-en-Bugey"
  std::string_view department;  // "01", "2A", "971"
  uint32_t population = 0;      // inhabitants under this postcode, 0 for a former commune
  bool former = false;          // merged into another commune
};

// The communes of a clean postcode ("01500"), most peopled first, then by name; empty when the postcode is unknown. O(log n + result).
std::vector<Commune> communes_of_postcode(std::string_view postcode);

// Whether some commune has this postcode.
bool is_known_postcode(std::string_view postcode);

// The department of a postcode: of its most peopled commune, else by its digits (CEDEX): "01", "2A" (200, 201), "2B" (202, 206),
// "971". "" when it is no French postcode.
std::string_view department_of_postcode(std::string_view postcode);

// The name of a department code: "Ain"; "" when there is none.
std::string_view department_name(std::string_view code);

// Whether a folded town's name (as clean_value compares it) is a commune of the postcode, former ones included.
bool is_town_of_postcode(std::string_view folded_town, std::string_view postcode);

}  // namespace jumelles::standardize
