#pragma once

// Groups records from scored pairs by guarded merging: edges in descending weight; two groups join only if
// the share of linked pairs between them stays above a floor (average link, not a chain) and no must-not-match
// pair and no one-per-source rule is broken; ties by record order.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/phase.h"
#include "core/records.h"

namespace jumelles::cluster {

struct ClusterOptions {
  Weight threshold = 0;               // pairs from this weight upward are links
  bool plain_closure = false;
  double link_share_floor = 0.5;
  std::vector<uint8_t> one_per_source;  // per source: 1 when at most one record of it may be in a group
  bool one_to_one = false;              // every source is one-per-source
  // Pairs that blocking never met are scored on demand when two groups want to join, at most
  // `sampled_pair_limit` per decision, chosen by record order. May be empty.
  std::function<Weight(RecordIndex, RecordIndex)> score;
  std::function<Veto(RecordIndex, RecordIndex)> veto;
  uint32_t sampled_pair_limit = 64;
};

// `edges` sorted by (a, b); only those at or above the threshold are used as links.
std::vector<Phase> cluster_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const RecordSet> records,
                                  ClusterOptions options, std::shared_ptr<Groups> groups);

// Measures which sources are free of duplicates: true where the pairs inside a source that reach the
// threshold are no more than expected by chance. Used to propose one-per-source.
std::vector<uint8_t> measure_duplicate_free_sources(const std::vector<Edge>& edges, const RecordSet& records, Weight threshold);

}  // namespace jumelles::cluster
