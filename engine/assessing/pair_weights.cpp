#include "assessing/pair_weights.h"

#include <algorithm>

namespace jumelles::assessing {

using namespace linking;

uint64_t edge_number(const RunResult& result, RecordIndex a, RecordIndex b) {
  const std::pair<RecordIndex, RecordIndex> pair = std::minmax(a, b);
  const std::vector<Edge>& edges = *result.edges;
  const auto at = std::lower_bound(edges.begin(), edges.end(), pair, [](const Edge& e, const auto& p) { return std::pair(e.a, e.b) < p; });
  return at != edges.end() && at->a == pair.first && at->b == pair.second ? static_cast<uint64_t>(at - edges.begin()) : UINT64_MAX;
}

Weight weight_of(const RunResult& result, RecordIndex a, RecordIndex b) {
  if (const uint64_t edge = edge_number(result, a, b); edge != UINT64_MAX) return (*result.edges)[edge].match_weight;
  return result.link->scorer->score(std::min(a, b), std::max(a, b));
}

bool lost_to_rivals(const RunResult& result, size_t edge) {
  const Weight floor = weight_from_probability(result.link->config.review_floor);
  return (*result.edges)[edge].match_weight < floor && result.link->edges[edge].match_weight >= floor;
}

Explanation explain(const RunResult& result, RecordIndex a, RecordIndex b) {
  Explanation out = result.link->scorer->explain(std::min(a, b), std::max(a, b));
  if (const uint64_t edge = edge_number(result, a, b); edge != UINT64_MAX)
    out.rivals_weight = (*result.edges)[edge].match_weight - result.link->edges[edge].match_weight;
  out.match_weight += out.rivals_weight;
  return out;
}

}  // namespace jumelles::assessing
