#include <doctest/doctest.h>

#include <algorithm>

#include "core/rng.h"
#include "evaluate/curve.h"
#include "reference/curve_reference.h"
#include "support/record_builder.h"

using namespace jumelles;
using doctest::Approx;

namespace {

RecordSet tables(uint32_t first, uint32_t second) {
  test::RecordBuilder builder;
  builder.source("a");
  for (uint32_t r = 0; r < first; ++r) builder.record({});
  if (second > 0) builder.source("b");
  for (uint32_t r = 0; r < second; ++r) builder.record({});
  return builder.build();
}

std::vector<Edge> random_edges(uint32_t n, double density, Rng& rng) {
  std::vector<Edge> edges;
  for (RecordIndex a = 0; a < n; ++a)
    for (RecordIndex b = a + 1; b < n; ++b)
      if (rng.chance(density)) edges.push_back({a, b, (static_cast<Weight>(rng.below(12)) - 4) * kOneBit, 0});
  return edges;
}

void check_equal(const evaluate::PairCounts& found, const evaluate::PairCounts& expected) {
  CHECK(found.found == expected.found);
  CHECK(found.right == expected.right);
}

void check_curve(const evaluate::Truth& truth, const RecordSet& records, const std::vector<Edge>& edges) {
  std::vector<Weight> thresholds;
  for (int b = -6; b <= 9; ++b) thresholds.push_back(b * kOneBit);
  const evaluate::Curve curve = evaluate::curve(truth, records, edges, thresholds);
  REQUIRE(curve.points.size() == thresholds.size());
  double best_pairs = 0, best_closed = 0;
  for (size_t i = 0; i < thresholds.size(); ++i) {
    CHECK(curve.points[i].threshold == thresholds[i]);
    const auto expected = reference::at_threshold(truth, records, edges, thresholds[i]);
    check_equal(curve.points[i].pairs, expected.pairs);
    check_equal(curve.points[i].closed, expected.closed);
  }
  if (edges.empty()) return;
  for (const Edge& edge : edges) {  // the best threshold is one that some pair has
    const auto expected = reference::at_threshold(truth, records, edges, edge.match_weight);
    best_pairs = std::max(best_pairs, expected.pairs.f1(curve.true_pairs));
    best_closed = std::max(best_closed, expected.closed.f1(curve.true_pairs));
  }
  CHECK(curve.best_pairs.pairs.f1(curve.true_pairs) == Approx(best_pairs));
  CHECK(curve.best_closed.closed.f1(curve.true_pairs) == Approx(best_closed));
}

}  // namespace

TEST_CASE("at every threshold pairs and closed groups are counted as by testing every pair") {
  Rng rng(5);
  for (int trial = 0; trial < 40; ++trial) {
    const uint32_t n = 2 + static_cast<uint32_t>(rng.below(16));
    const RecordSet records = tables(n, 0);
    evaluate::Truth truth;
    const uint64_t clusters = 1 + rng.below(n);
    for (uint32_t r = 0; r < n; ++r) truth.cluster_of.push_back(rng.chance(0.15) ? UINT32_MAX : static_cast<uint32_t>(rng.below(clusters)));
    CAPTURE(trial);
    check_curve(truth, records, random_edges(n, 0.05 + 0.02 * static_cast<double>(rng.below(10)), rng));
  }
}

TEST_CASE("with pairs of two files only pairs across the files are counted, alone and in groups") {
  Rng rng(6);
  for (int trial = 0; trial < 40; ++trial) {
    const uint32_t left = 1 + static_cast<uint32_t>(rng.below(8)), right = 1 + static_cast<uint32_t>(rng.below(8));
    const RecordSet records = tables(left, right);
    evaluate::Truth truth;
    truth.is_pairs = truth.cross_table_only = true;
    for (RecordIndex a = 0; a < left; ++a)
      for (RecordIndex b = left; b < left + right; ++b)
        if (rng.chance(0.2)) truth.pairs.emplace_back(a, b);
    CAPTURE(trial);
    check_curve(truth, records, random_edges(left + right, 0.2, rng));
  }
}

TEST_CASE("the best threshold is the one of the highest F1") {
  const RecordSet records = tables(4, 0);
  evaluate::Truth truth;
  truth.cluster_of = {0, 0, 0, 1};
  // 0-1 and 1-2 are right, 2-3 is wrong: closed at 5 bits the groups are perfect, with the pairs one is missing.
  const std::vector<Edge> edges{{0, 1, 9 * kOneBit, 0}, {1, 2, 5 * kOneBit, 0}, {2, 3, 1 * kOneBit, 0}};
  const auto curve = evaluate::curve(truth, records, edges, {});
  CHECK(curve.points.empty());
  CHECK(curve.best_closed.threshold == 5 * kOneBit);
  CHECK(curve.best_closed.closed.f1(curve.true_pairs) == 1);
  CHECK(curve.best_pairs.threshold == 5 * kOneBit);
  CHECK(curve.best_pairs.pairs.f1(curve.true_pairs) == Approx(0.8));
}
