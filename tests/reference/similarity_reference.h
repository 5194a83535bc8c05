#pragma once

// The definitions of the similarity kernels, written for reading, not for speed.

#include <string_view>

namespace jumelles::reference {

double jaro(std::string_view a, std::string_view b);
double jaro_winkler(std::string_view a, std::string_view b);
int osa_distance(std::string_view a, std::string_view b);

}  // namespace jumelles::reference
