#include "text/similarity.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace jumelles::text {
namespace {

// Where each byte occurs in `pattern` (at most 64 bytes), as bits. Only the bytes of the two strings are ever set or
// read: for names that is far cheaper than clearing the whole table.
struct Positions {
  uint64_t of[256];
  Positions(std::string_view pattern, std::string_view other) {
    for (char c : other) of[static_cast<uint8_t>(c)] = 0;
    for (char c : pattern) of[static_cast<uint8_t>(c)] = 0;
    for (size_t i = 0; i < pattern.size(); ++i) of[static_cast<uint8_t>(pattern[i])] |= uint64_t{1} << i;
  }
  uint64_t operator[](char c) const { return of[static_cast<uint8_t>(c)]; }
};

double jaro_from_counts(size_t matches, size_t displaced, size_t a, size_t b) {
  if (matches == 0) return 0;
  const double m = static_cast<double>(matches);
  return (m / static_cast<double>(a) + m / static_cast<double>(b) + (m - static_cast<double>(displaced / 2)) / m) / 3.0;
}

double jaro_words(std::string_view a, std::string_view b) {
  const size_t longer = std::max(a.size(), b.size());
  const size_t window = longer / 2 > 0 ? longer / 2 - 1 : 0;
  const Positions positions(a, b);
  uint64_t matched_a = 0, matched_b = 0;
  uint64_t reach = window >= 63 ? ~uint64_t{0} : (uint64_t{1} << (window + 1)) - 1;
  for (size_t j = 0; j < b.size(); ++j) {
    const uint64_t open = positions[b[j]] & reach & ~matched_a;
    matched_a |= open & (~open + 1);
    matched_b |= static_cast<uint64_t>(open != 0) << j;
    reach = j < window ? (reach << 1) | 1 : reach << 1;
  }
  const size_t matches = static_cast<size_t>(std::popcount(matched_a));
  size_t displaced = 0;
  for (uint64_t rest_a = matched_a, rest_b = matched_b; rest_b != 0; rest_b &= rest_b - 1, rest_a &= rest_a - 1) {
    const size_t i = static_cast<size_t>(std::countr_zero(rest_a)), j = static_cast<size_t>(std::countr_zero(rest_b));
    displaced += a[i] != b[j];
  }
  return jaro_from_counts(matches, displaced, a.size(), b.size());
}

double jaro_long(std::string_view a, std::string_view b) {
  const size_t longer = std::max(a.size(), b.size());
  const size_t window = longer / 2 - 1;
  std::vector<uint8_t> taken_a(a.size(), 0), taken_b(b.size(), 0);
  size_t matches = 0;
  for (size_t j = 0; j < b.size(); ++j) {
    const size_t end = std::min(a.size(), j + window + 1);
    for (size_t i = j > window ? j - window : 0; i < end; ++i) {
      if (taken_a[i] || a[i] != b[j]) continue;
      taken_a[i] = taken_b[j] = 1;
      ++matches;
      break;
    }
  }
  size_t displaced = 0;
  for (size_t i = 0, j = 0; i < a.size(); ++i) {
    if (!taken_a[i]) continue;
    while (!taken_b[j]) ++j;
    displaced += a[i] != b[j++];
  }
  return jaro_from_counts(matches, displaced, a.size(), b.size());
}

// Bit-parallel OSA of Hyyro (2003): column differences of the distance matrix as bits of `vp` (+1) and `vn` (-1).
int osa_words(std::string_view a, std::string_view b, int limit) {
  const Positions positions(a, b);
  const uint64_t last = uint64_t{1} << (a.size() - 1);
  uint64_t vp = ~uint64_t{0}, vn = 0, d0 = 0, former = 0;
  int distance = static_cast<int>(a.size());
  int left = static_cast<int>(b.size());
  for (char c : b) {
    const uint64_t match = positions[c];
    const uint64_t swap = (((~d0) & match) << 1) & former;
    d0 = (((match & vp) + vp) ^ vp) | match | vn | swap;
    uint64_t hp = vn | ~(d0 | vp);
    const uint64_t hn = d0 & vp;
    distance += (hp & last) != 0;
    distance -= (hn & last) != 0;
    // Each character still to come can lower the distance by one at most.
    if (distance - --left > limit) return limit + 1;
    hp = (hp << 1) | 1;
    vp = (hn << 1) | ~(d0 | hp);
    vn = hp & d0;
    former = match;
  }
  return std::min(distance, limit + 1);
}

int osa_long(std::string_view a, std::string_view b, int limit) {
  // Rows over b; only cells within `limit` of the diagonal can stay within it.
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  const int over = limit + 1;
  std::vector<int> before(static_cast<size_t>(n) + 1, over), row(before), current(before);
  for (int i = 0; i <= std::min(n, limit); ++i) row[static_cast<size_t>(i)] = i;
  for (int j = 1; j <= m; ++j) {
    const int begin = std::max(1, j - limit), end = std::min(n, j + limit);
    std::fill(current.begin(), current.end(), over);
    if (j <= limit) current[0] = j;
    int smallest = current[0];
    for (int i = begin; i <= end; ++i) {
      const size_t at = static_cast<size_t>(i);
      const char ca = a[at - 1], cb = b[static_cast<size_t>(j) - 1];
      int best = std::min({row[at] + 1, current[at - 1] + 1, row[at - 1] + (ca != cb)});
      if (i > 1 && j > 1 && ca == b[static_cast<size_t>(j) - 2] && a[at - 2] == cb) best = std::min(best, before[at - 2] + 1);
      current[at] = std::min(best, over);
      smallest = std::min(smallest, current[at]);
    }
    // Two rows over the limit in a sequence end it: a swap reaches back two rows.
    if (smallest > limit && *std::min_element(row.begin(), row.end()) > limit) return over;
    before.swap(row);
    row.swap(current);
  }
  return std::min(row[static_cast<size_t>(n)], over);
}

}  // namespace

double jaro(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1.0 : 0.0;
  if (a.size() <= 64 && b.size() <= 64) return jaro_words(a, b);
  return jaro_long(a, b);
}

double jaro_winkler(std::string_view a, std::string_view b) {
  if (a == b) return 1.0;
  const double base = jaro(a, b);
  if (!(base > 0.7)) return base;
  const size_t most = std::min({a.size(), b.size(), size_t{4}});
  size_t prefix = 0;
  while (prefix < most && a[prefix] == b[prefix]) ++prefix;
  return base + static_cast<double>(prefix) * 0.1 * (1.0 - base);
}

int osa_distance(std::string_view a, std::string_view b, int limit) {
  // Equal ends cost nothing.
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > static_cast<size_t>(limit)) return limit + 1;
  if (a.empty()) return static_cast<int>(b.size());
  if (limit == 0) return 1;
  return a.size() <= 64 ? osa_words(a, b, limit) : osa_long(a, b, limit);
}

}  // namespace jumelles::text
