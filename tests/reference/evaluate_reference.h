#pragma once

// Scores by definition, over all pairs and all records: slow and obvious.

#include <algorithm>

#include "evaluate/evaluate.h"

namespace jumelles::reference {

// Scores from the true cluster of every record; UINT32_MAX: not judged.
inline evaluate::Scores score_clusters(const std::vector<uint32_t>& cluster_of, const Groups& groups) {
  evaluate::Scores out;
  std::vector<RecordIndex> judged;
  for (RecordIndex r = 0; r < cluster_of.size(); ++r)
    if (cluster_of[r] != UINT32_MAX) judged.push_back(r);
  for (RecordIndex a : judged)
    for (RecordIndex b : judged) {
      if (a >= b) continue;
      const bool truth = cluster_of[a] == cluster_of[b], predicted = groups.group_of[a] == groups.group_of[b];
      out.true_pairs += truth;
      out.predicted_pairs += predicted;
      out.correct_pairs += truth && predicted;
    }
  for (RecordIndex a : judged) {
    double in_cluster = 0, in_group = 0, common = 0;
    bool founds_cluster = true, founds_group = true, identical = true;
    for (RecordIndex b : judged) {
      const bool truth = cluster_of[a] == cluster_of[b], predicted = groups.group_of[a] == groups.group_of[b];
      in_cluster += truth;
      in_group += predicted;
      common += truth && predicted;
      founds_cluster &= !(truth && b < a);
      founds_group &= !(predicted && b < a);
      identical &= truth == predicted;
    }
    out.bcubed_precision += common / in_group;
    out.bcubed_recall += common / in_cluster;
    out.largest_true_group = std::max(out.largest_true_group, static_cast<uint64_t>(in_cluster));
    out.largest_group = std::max(out.largest_group, static_cast<uint64_t>(in_group));
    out.true_groups += founds_cluster && in_cluster > 1;
    out.predicted_groups += founds_group && in_group > 1;
    out.identical_groups += founds_cluster && identical && in_cluster > 1;
  }
  const auto ratio = [](double part, double whole) { return whole > 0 ? part / whole : 1; };
  const auto f1 = [](double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0; };
  out.precision = ratio(static_cast<double>(out.correct_pairs), static_cast<double>(out.predicted_pairs));
  out.recall = ratio(static_cast<double>(out.correct_pairs), static_cast<double>(out.true_pairs));
  out.f1 = f1(out.precision, out.recall);
  out.bcubed_precision = ratio(out.bcubed_precision, static_cast<double>(judged.size()));
  out.bcubed_recall = ratio(out.bcubed_recall, static_cast<double>(judged.size()));
  out.bcubed_f1 = f1(out.bcubed_precision, out.bcubed_recall);
  return out;
}

}  // namespace jumelles::reference
