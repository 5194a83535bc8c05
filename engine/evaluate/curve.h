#pragma once

// Precision and recall by threshold. Two readings of the same scored pairs: the pairs alone (each stands for itself, as in
// a list that somebody goes through), and the groups that plain transitive closure makes of them. The groups of a guarded
// clustering are neither; who has them at some thresholds enters them as `own`.

#include <optional>
#include <vector>

#include "evaluate/evaluate.h"

namespace jumelles::evaluate {

struct PairCounts {
  uint64_t found = 0, right = 0;
  double precision() const { return found > 0 ? static_cast<double>(right) / static_cast<double>(found) : 1; }
  double recall(uint64_t true_pairs) const { return true_pairs > 0 ? static_cast<double>(right) / static_cast<double>(true_pairs) : 1; }
  double f1(uint64_t true_pairs) const { return found + true_pairs > 0 ? 2 * static_cast<double>(right) / static_cast<double>(found + true_pairs) : 1; }
};

struct CurvePoint {
  Weight threshold = 0;     // pairs from this weight upward count
  PairCounts pairs, closed;
  std::optional<PairCounts> own;
};

struct Curve {
  uint64_t true_pairs = 0;
  std::vector<CurvePoint> points;         // ascending thresholds
  CurvePoint best_pairs, best_closed;     // highest F1 over all weights that occur; the highest of equal ones. Chosen with the truth
};

// `edges` in any order, each pair once. Only pairs that the truth judges count: both records known, of two tables if the truth
// is about those. `thresholds` in any order. O(E log E + R log R * partners of a record).
Curve curve(const Truth& truth, const RecordSet& records, const std::vector<Edge>& edges, std::vector<Weight> thresholds);

}  // namespace jumelles::evaluate
