#include "score/level_order.h"

#include <algorithm>

#include "core/math.h"

namespace jumelles::score {
namespace {

constexpr double kLeastShare = 1e-12;

struct Pool {
  double m = 0, u = 0, matches = 0, strangers = 0;
  size_t end = 0;  // first level behind it
};

double ratio(const Pool& pool) { return std::max(pool.m, kLeastShare) / std::max(pool.u, kLeastShare); }

// Of the logarithm of m / u, in squared bits: a count's relative variance is one through itself, half a pair added.
double variance(const Pool& pool) {
  constexpr double kBitsPerNat = 1.4426950408889634;
  return kBitsPerNat * kBitsPerNat * (1.0 / (pool.matches + 0.5) + 1.0 / (pool.strangers + 0.5));
}

bool rises_by_chance(const Pool& more_alike, const Pool& less_alike) {
  const double rise = log2(ratio(less_alike)) - log2(ratio(more_alike));
  return rise > 0 && rise * rise < kClearRise * kClearRise * (variance(more_alike) + variance(less_alike));
}

}  // namespace

std::vector<double> ordered_m(const std::vector<LevelCounts>& levels) {
  std::vector<Pool> pools;
  for (size_t level = 0; level < levels.size(); ++level) {
    const LevelCounts& counts = levels[level];
    pools.push_back({counts.m, counts.u, counts.matches, counts.strangers, level + 1});
    while (pools.size() > 1 && rises_by_chance(pools[pools.size() - 2], pools.back())) {
      const Pool last = pools.back();
      pools.pop_back();
      Pool& pool = pools.back();
      pool.m += last.m;
      pool.u += last.u;
      pool.matches += last.matches;
      pool.strangers += last.strangers;
      pool.end = last.end;
    }
  }
  std::vector<double> m;
  for (const Pool& pool : pools) {
    if (pool.end == m.size() + 1) m.push_back(pool.m);  // as it was
    else
      while (m.size() < pool.end) m.push_back(ratio(pool) * std::max(levels[m.size()].u, kLeastShare));
  }
  return m;
}

}  // namespace jumelles::score
