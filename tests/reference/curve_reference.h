#pragma once

// Pairs and closed groups at one threshold by definition: every pair of records is looked at.

#include <vector>

#include "evaluate/curve.h"

namespace jumelles::reference {

struct AtThreshold { evaluate::PairCounts pairs, closed; };

inline AtThreshold at_threshold(const evaluate::Truth& truth, const RecordSet& records, const std::vector<Edge>& edges, Weight threshold) {
  const uint32_t n = records.record_count();
  std::vector<std::vector<bool>> linked(n, std::vector<bool>(n, false));
  for (const Edge& edge : edges)
    if (edge.match_weight >= threshold) linked[edge.a][edge.b] = linked[edge.b][edge.a] = true;
  auto reached = linked;
  for (uint32_t k = 0; k < n; ++k)
    for (uint32_t i = 0; i < n; ++i)
      for (uint32_t j = 0; j < n; ++j)
        if (reached[i][k] && reached[k][j]) reached[i][j] = true;
  AtThreshold out;
  for (RecordIndex a = 0; a < n; ++a)
    for (RecordIndex b = a + 1; b < n; ++b) {
      bool match = false;
      if (truth.is_pairs) {
        if (truth.cross_table_only && records.table_of(a) == records.table_of(b)) continue;
        for (const auto& pair : truth.pairs) match = match || pair == std::pair(a, b);
      } else {
        if (truth.cluster_of[a] == UINT32_MAX || truth.cluster_of[b] == UINT32_MAX) continue;
        match = truth.cluster_of[a] == truth.cluster_of[b];
      }
      out.pairs.found += linked[a][b];
      out.pairs.right += linked[a][b] && match;
      out.closed.found += reached[a][b];
      out.closed.right += reached[a][b] && match;
    }
  return out;
}

}  // namespace jumelles::reference
