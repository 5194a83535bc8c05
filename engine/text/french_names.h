#pragma once

// How common given names and surnames are in France. Source: INSEE name files, as shares of the population computed by
// the matchID project, Licence Ouverte 2.0; kept here in a coarser form (within 7 % of each share).

#include <string_view>
#include <vector>

namespace jumelles::text {

struct NameShare {
  std::string_view name;  // folded: "JEAN BAPTISTE"
  double share = 0;       // of the population, 1e-5 and above
};

// All names in byte order of the name: 2 422 given names, 14 222 surnames. Built when first asked for.
const std::vector<NameShare>& french_given_names();
const std::vector<NameShare>& french_surnames();

// The share of a folded name, 0 when it is not listed. O(log n).
double french_given_name_share(std::string_view folded);
double french_surname_share(std::string_view folded);

}  // namespace jumelles::text
