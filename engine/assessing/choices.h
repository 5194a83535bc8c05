#pragma once

// The choices that the data decided (linking/structure.h) as a whole run shows them: whether there are duplicates at all, and
// which sources hold each thing once.

#include <optional>
#include <vector>

#include "assessing/run_result.h"
#include "cluster/cluster.h"
#include "core/link_config.h"

namespace jumelles::assessing {

// As measured on the links. What training said of the source is kept where that decided: it is among `structure`.
StructureChoice measured_choice(const SourceInfo& source, const cluster::SourceFinding& finding, const std::vector<StructureChoice>& structure);
// Of a run whose pairs are weighed.
StructureChoice duplicates_choice(const RunResult& result);

// The most similar pair that no rule sets apart, with its stated weight; none where nothing was compared.
std::optional<Edge> most_similar_pair(const RunResult& result);
// What a pair would weigh that agrees on everything, the values being neither rare nor common.
double most_bits(const LinkConfig& config);

}  // namespace jumelles::assessing
