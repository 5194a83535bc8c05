#include "reference/similarity_reference.h"

#include <algorithm>
#include <string>
#include <vector>

namespace jumelles::reference {

double jaro(std::string_view a, std::string_view b) {
  if (a.empty() && b.empty()) return 1;
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  const int window = std::max(0, std::max(n, m) / 2 - 1);
  std::vector<bool> used(a.size(), false);
  std::string matched_b;
  for (int j = 0; j < m; ++j)
    for (int i = 0; i < n; ++i)
      if (std::abs(i - j) <= window && !used[static_cast<size_t>(i)] && a[static_cast<size_t>(i)] == b[static_cast<size_t>(j)]) {
        used[static_cast<size_t>(i)] = true;
        matched_b += b[static_cast<size_t>(j)];
        break;
      }
  std::string matched_a;
  for (size_t i = 0; i < a.size(); ++i)
    if (used[i]) matched_a += a[i];
  if (matched_a.empty()) return 0;
  int displaced = 0;
  for (size_t k = 0; k < matched_a.size(); ++k) displaced += matched_a[k] != matched_b[k];
  const double c = static_cast<double>(matched_a.size());
  return (c / n + c / m + (c - displaced / 2) / c) / 3.0;
}

double jaro_winkler(std::string_view a, std::string_view b) {
  const double base = jaro(a, b);
  if (base <= 0.7) return base;
  int prefix = 0;
  while (prefix < 4 && prefix < static_cast<int>(std::min(a.size(), b.size())) &&
         a[static_cast<size_t>(prefix)] == b[static_cast<size_t>(prefix)])
    ++prefix;
  return base + prefix * 0.1 * (1.0 - base);
}

int osa_distance(std::string_view a, std::string_view b) {
  const size_t n = a.size(), m = b.size();
  std::vector<std::vector<int>> d(n + 1, std::vector<int>(m + 1, 0));
  for (size_t i = 0; i <= n; ++i) d[i][0] = static_cast<int>(i);
  for (size_t j = 0; j <= m; ++j) d[0][j] = static_cast<int>(j);
  for (size_t i = 1; i <= n; ++i)
    for (size_t j = 1; j <= m; ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[n][m];
}

}  // namespace jumelles::reference
