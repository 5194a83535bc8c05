#include <algorithm>

#include "cluster/cluster.h"

namespace jumelles::cluster {
namespace {

// Fewer records or matches than this say nothing about a source, however clean it looks.
constexpr uint32_t kMinRecords = 50;
constexpr size_t kMinMatches = 20;
// Duplicates a source may hold and still be called free of them, as a share of its records...
constexpr double kToleratedShare = 0.001;
// ... and where at most this share of the links inside are as heavy as matches: those are mostly look-alikes.
constexpr double kLookAlikeShare = 0.1;
constexpr double kToleratedShareAmongLookAlikes = 0.005;

// ... and whatever their number, where of the links inside whose ends both have a partner in another source at most this
// share have the same one: the others are different things that look alike.
constexpr double kSamePartnerShare = 1.0 / 3.0;
constexpr double kAsStrongly = 0.6;  // the weaker draw to a common partner, as a share of the stronger one
constexpr uint64_t kFewSame = 2;
constexpr uint64_t kMinPartnered = 20;
// Where most of those links have the same partner, and these are more than this share of the records, there are duplicates,
// though all of them be lighter than the matches: copies typed anew differ more than extracts of one system.
constexpr double kSharedPartners = 0.01;

// With more sources than this, a partner in each of them is not kept in mind: nothing is said about partners.
constexpr size_t kMostSourcesCompared = 16;

constexpr uint32_t kNoEdge = UINT32_MAX;

// The heavier of two edges, the earlier one when equal.
void keep_best(uint32_t& best, uint32_t candidate, const std::vector<Edge>& edges) {
  if (best == kNoEdge || edges[candidate].match_weight > edges[best].match_weight) best = candidate;
}

// What the partners in other sources say about the links inside one source: duplicates of one thing are drawn to the same
// partner, two things that look alike each to its own.
struct Partners {
  uint64_t same = 0, different = 0;
  bool look_alikes() const { return static_cast<double>(same) <= kSamePartnerShare * static_cast<double>(same + different); }
};

// The best link of every record to each other source, and what they say about inside links: all of them, and the heavy ones.
void compare_partners(const std::vector<Edge>& edges, const RecordSet& records, Weight threshold, const std::vector<Weight>& median,
                      std::vector<Partners>& all, std::vector<Partners>& heavy) {
  const size_t source_count = records.sources.size();
  if (source_count > kMostSourcesCompared) return;
  std::vector<uint32_t> best(records.record_count() * source_count, kNoEdge);
  for (uint32_t e = 0; e < edges.size(); ++e) {
    const Edge& edge = edges[e];
    const uint16_t p = records.source_of[edge.a], q = records.source_of[edge.b];
    if (edge.match_weight < threshold || p == q) continue;
    keep_best(best[edge.a * source_count + q], e, edges);
    keep_best(best[edge.b * source_count + p], e, edges);
  }
  const auto partner = [&](RecordIndex record, uint32_t e) { return edges[e].a == record ? edges[e].b : edges[e].a; };
  for (const Edge& edge : edges) {
    const uint16_t source = records.source_of[edge.a];
    if (edge.match_weight < threshold || source != records.source_of[edge.b]) continue;
    for (size_t other = 0; other < source_count; ++other) {
      const uint32_t x = best[edge.a * source_count + other], y = best[edge.b * source_count + other];
      if (x == kNoEdge || y == kNoEdge) continue;
      const Weight weaker = std::min(edges[x].match_weight, edges[y].match_weight) - threshold;
      const Weight stronger = std::max(edges[x].match_weight, edges[y].match_weight) - threshold;
      const bool same = partner(edge.a, x) == partner(edge.b, y) && static_cast<double>(weaker) >= kAsStrongly * static_cast<double>(stronger);
      ++(same ? all[source].same : all[source].different);
      if (edge.match_weight >= median[source]) ++(same ? heavy[source].same : heavy[source].different);
    }
  }
}

}  // namespace

std::vector<uint8_t> measure_duplicate_free_sources(const std::vector<Edge>& edges, const RecordSet& records, Weight threshold,
                                                    const std::vector<uint8_t>& presumed) {
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
  std::vector<Weight> median(source_count, 0);
  for (size_t s = 0; s < source_count; ++s) {
    if (matches[s].size() < kMinMatches) continue;
    const auto at = matches[s].begin() + static_cast<std::ptrdiff_t>(matches[s].size() / 2);
    std::nth_element(matches[s].begin(), at, matches[s].end());
    median[s] = *at;
  }

  std::vector<uint64_t> inside(source_count, 0), heavy_inside(source_count, 0);
  for (const Edge& edge : edges) {
    const uint16_t source = records.source_of[edge.a];
    if (source != records.source_of[edge.b] || edge.match_weight < threshold) continue;
    ++inside[source];
    if (edge.match_weight >= median[source]) ++heavy_inside[source];
  }
  std::vector<Partners> partners(source_count), heavy_partners(source_count);
  compare_partners(edges, records, threshold, median, partners, heavy_partners);
  for (size_t s = 0; s < source_count; ++s) {
    const uint32_t size = records.sources[s].record_count;
    if (size < kMinRecords || matches[s].size() < kMinMatches) continue;
    const double heavy = static_cast<double>(heavy_inside[s]);
    const double duplicates = 2 * heavy;  // half of them would lie above the median of the matches
    const bool few = duplicates <= 1 + kToleratedShare * size;
    const bool look_alikes = heavy <= kLookAlikeShare * static_cast<double>(inside[s]) && duplicates <= kToleratedShareAmongLookAlikes * size;
    const bool own_partners = partners[s].same + partners[s].different >= kMinPartnered && partners[s].look_alikes() &&
                              (heavy_partners[s].look_alikes() || heavy_partners[s].same <= kFewSame);
    const bool contradicted = partners[s].same + partners[s].different >= kMinPartnered && partners[s].same > partners[s].different;
    const bool still_presumed = s < presumed.size() && presumed[s] != 0 && !contradicted;
    const bool duplicates_seen = contradicted && static_cast<double>(partners[s].same) > kSharedPartners * size;
    free_of_duplicates[s] = !duplicates_seen && (few || look_alikes || own_partners || still_presumed) ? 1 : 0;
  }
  return free_of_duplicates;
}

}  // namespace jumelles::cluster
