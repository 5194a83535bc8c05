#pragma once

// Collects from a result what evaluate/estimate.h needs to say how good it is: no truth, no labels. One pass over the
// edges and the groups; what would cost more is sampled, the same pairs each time.

#include <memory>
#include <vector>

#include "core/labels.h"
#include "core/phase.h"
#include "core/records.h"
#include "evaluate/estimate.h"
#include "linking/link.h"

namespace jumelles::assessing {

struct Estimates {
  evaluate::BlockingEstimate blocking;
  evaluate::ResultEstimate result;
};

// `edges`: those of `link` in the same order, less what their rivals take off. `labels`: what binds the groups; such pairs are
// what people said they are. `config`: of the run, with its threshold and one-per-source sources. O(edges + records) and at most
// a few thousand pairs scored anew.
std::vector<Phase> estimate_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const linking::LinkResult> link,
                                   std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const Groups> groups,
                                   std::shared_ptr<const Labels> labels, LinkConfig config, std::shared_ptr<Estimates> out);

}  // namespace jumelles::assessing
