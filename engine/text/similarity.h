#pragma once

// How alike two short strings are, character by character. Made for folded ASCII; bytes are what is compared.

#include <cstdint>
#include <string_view>

namespace jumelles::text {

// Jaro: (m/|a| + m/|b| + (m - t)/m) / 3, where m characters match within max(|a|,|b|)/2 - 1 places and t is half
// the number of matched characters that stand in another order, rounded down (as rapidfuzz and DuckDB have it).
// Two empty strings give 1, one empty string 0.
// O(|a|) words up to 64 characters, O(|a| * |b|) above.
double jaro(std::string_view a, std::string_view b);

// Jaro-Winkler: above 0.7, Jaro plus 0.1 * (1 - Jaro) for each of the first (at most 4) equal leading characters.
double jaro_winkler(std::string_view a, std::string_view b);

// Optimal string alignment: insertions, deletions, replacements and swaps of neighbors, no part edited twice.
// More than `limit` (>= 0) is given as limit + 1.
// O(|a|) words when the shorter string has at most 64 characters, O(|a| * limit) above.
int osa_distance(std::string_view a, std::string_view b, int limit);

}  // namespace jumelles::text
