#pragma once

// Probabilities of pairs where records exclude each other, by definition: every set of pairs in which no record has two
// partners in a source that holds each thing once, weighed by the product of the odds of its pairs.

#include <cstddef>
#include <utility>
#include <vector>

#include "core/records.h"

namespace jumelles::reference {

// Of few edges: time doubles with each.
inline std::vector<double> probabilities_by_assignments(const std::vector<Edge>& edges, const std::vector<uint16_t>& source_of,
                                                        const std::vector<uint8_t>& one_per_source) {
  const auto exclude = [&](const Edge& x, const Edge& y) {
    for (const auto& [own, other] : {std::pair(x.a, x.b), std::pair(x.b, x.a)})
      for (const auto& [own2, other2] : {std::pair(y.a, y.b), std::pair(y.b, y.a)})
        if (own == own2 && source_of[other] == source_of[other2] && source_of[other] != source_of[own] && one_per_source[source_of[other]] != 0) return true;
    return false;
  };
  double all = 0;
  std::vector<double> with(edges.size(), 0);
  for (size_t set = 0; set < size_t{1} << edges.size(); ++set) {
    double odds = 1;
    for (size_t i = 0; i < edges.size() && odds > 0; ++i) {
      if ((set >> i & 1) == 0) continue;
      odds *= exp2(bits(edges[i].match_weight));
      for (size_t j = 0; j < i; ++j)
        if ((set >> j & 1) != 0 && exclude(edges[i], edges[j])) odds = 0;
    }
    all += odds;
    for (size_t i = 0; i < edges.size(); ++i)
      if ((set >> i & 1) != 0) with[i] += odds;
  }
  for (double& sum : with) sum /= all;
  return with;
}

}  // namespace jumelles::reference
