#include <algorithm>

#include "cluster/cluster.h"

namespace jumelles::cluster {
namespace {

// Fewer records or matches than this say nothing about a source, however clean it looks.
constexpr uint32_t kMinRecords = 50;
constexpr size_t kMinMatches = 20;
// Duplicates a source may hold and still be called free of them: one, plus one record in a thousand.
constexpr double kToleratedShare = 0.001;

constexpr uint32_t kNoEdge = UINT32_MAX;

// The heavier of two edges, the earlier one when equal.
void keep_best(uint32_t& best, uint32_t candidate, const std::vector<Edge>& edges) {
  if (best == kNoEdge || edges[candidate].match_weight > edges[best].match_weight) best = candidate;
}

}  // namespace

std::vector<uint8_t> measure_duplicate_free_sources(const std::vector<Edge>& edges, const RecordSet& records, Weight threshold) {
  const size_t source_count = records.sources.size();
  std::vector<uint8_t> free_of_duplicates(source_count, 0);
  if (source_count < 2) return free_of_duplicates;

  // The best link of every record to another source; where two records choose each other it is as sure
  // a match as can be had without truth.
  std::vector<uint32_t> best(records.record_count(), kNoEdge);
  for (uint32_t e = 0; e < edges.size(); ++e) {
    const Edge& edge = edges[e];
    if (edge.match_weight < threshold || records.source_of[edge.a] == records.source_of[edge.b]) continue;
    keep_best(best[edge.a], e, edges);
    keep_best(best[edge.b], e, edges);
  }
  std::vector<std::vector<Weight>> matches(source_count);
  for (uint32_t e = 0; e < edges.size(); ++e) {
    const Edge& edge = edges[e];
    if (best[edge.a] != e || best[edge.b] != e) continue;
    matches[records.source_of[edge.a]].push_back(edge.match_weight);
    matches[records.source_of[edge.b]].push_back(edge.match_weight);
  }
  std::vector<Weight> lower_quartile(source_count, 0);
  for (size_t s = 0; s < source_count; ++s) {
    if (matches[s].size() < kMinMatches) continue;
    const auto at = matches[s].begin() + static_cast<std::ptrdiff_t>(matches[s].size() / 4);
    std::nth_element(matches[s].begin(), at, matches[s].end());
    lower_quartile[s] = *at;
  }

  std::vector<uint64_t> heavy_inside(source_count, 0);
  for (const Edge& edge : edges) {
    const uint16_t source = records.source_of[edge.a];
    if (source != records.source_of[edge.b] || edge.match_weight < threshold) continue;
    if (edge.match_weight >= lower_quartile[source]) ++heavy_inside[source];
  }
  for (size_t s = 0; s < source_count; ++s) {
    const uint32_t size = records.sources[s].record_count;
    if (size < kMinRecords || matches[s].size() < kMinMatches) continue;
    // Three quarters of the duplicates would lie above the lower quartile of the matches.
    const double duplicates = static_cast<double>(heavy_inside[s]) * 4.0 / 3.0;
    free_of_duplicates[s] = duplicates <= 1.0 + kToleratedShare * static_cast<double>(size) ? 1 : 0;
  }
  return free_of_duplicates;
}

}  // namespace jumelles::cluster
