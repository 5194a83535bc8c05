#pragma once

// Collects from a result what evaluate/estimate.h needs to say how good it is: no truth, no labels. One pass over the
// edges and the groups; what would cost more is sampled, the same pairs each time.

#include <memory>
#include <vector>

#include "core/group_changes.h"
#include "core/labels.h"
#include "core/phase.h"
#include "core/records.h"
#include "evaluate/estimate.h"
#include "linking/link.h"

namespace jumelles::assessing {

// What was seen of the groups that some records found, kept to be summed again when others have changed.
struct EstimatePart {
  evaluate::ResultEvidence evidence;
  std::vector<evaluate::Capture> captures;
  double implied = 0, implied_met = 0;
};

struct Estimates {
  static constexpr uint32_t kRecordsOfPart = 256;
  evaluate::BlockingEstimate blocking;
  evaluate::ResultEstimate result;
  std::vector<EstimatePart> parts;           // by the number of a group's first record
  std::vector<double> rival_probabilities;   // by weight, that the parts rest on
};

// Estimates of other groups, of the same pairs with some other weights and labels, by the same configuration.
struct FormerEstimates {
  std::shared_ptr<const Estimates> estimates;
  std::shared_ptr<const Groups> groups;
  std::shared_ptr<const GroupChanges> changes;
  std::shared_ptr<const std::vector<RecordIndex>> changed;  // ends of pairs with another weight or label
};

// `edges`: those of `link` in the same order, less what their rivals take off. `labels`: what people said of pairs that
// they looked at; such pairs are that. `config`: of the run, with its threshold and one-per-source sources. O(edges + records) and at most
// a few thousand pairs scored anew. The same with former estimates and without.
std::vector<Phase> estimate_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const linking::LinkResult> link,
                                   std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const Groups> groups,
                                   std::shared_ptr<const Labels> labels, LinkConfig config, std::shared_ptr<Estimates> out,
                                   FormerEstimates former = {});

}  // namespace jumelles::assessing
