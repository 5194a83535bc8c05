#include "assessing/choices.h"

#include <algorithm>

#include "assessing/pair_weights.h"
#include "linking/structure.h"

namespace jumelles::assessing {

using namespace linking;
namespace {

double count(uint64_t n) { return static_cast<double>(n); }

const char* answer_of(const cluster::SourceFinding& finding) {
  using cluster::SourceVerdict;
  switch (finding.verdict) {
    case SourceVerdict::kTooLittle: return "too_little";
    case SourceVerdict::kSamePartner: return "same_partner";
    case SourceVerdict::kHeavyInside: return "heavy_inside";
    case SourceVerdict::kFewInside: return finding.inside == 0 ? "none_inside" : "few_inside";
    case SourceVerdict::kLookAlikes: return "light_inside";
    case SourceVerdict::kOwnPartners: return "own_partners";
    case SourceVerdict::kPresumed: break;
  }
  return "not_contradicted";
}

bool is_learned(const StructureChoice& choice) { return choice.answer == "learned_few" || choice.answer == "learned_own_partners"; }

}  // namespace

StructureChoice measured_choice(const SourceInfo& source, const cluster::SourceFinding& finding, const std::vector<StructureChoice>& structure) {
  if (finding.verdict == cluster::SourceVerdict::kPresumed)
    for (const StructureChoice& learned : structure)
      if (learned.source == source.name && is_learned(learned)) return learned;
  return {linking::kOncePerSourceQuestion, answer_of(finding), source.name,
          {{"records", count(source.record_count)}, {"matches", count(finding.matches)}, {"links_inside", count(finding.inside)},
           {"heavy_inside", count(finding.heavy_inside)}, {"median_bits", bits(finding.median)}, {"same_partner", count(finding.same_partner)},
           {"own_partner", count(finding.own_partner)}}};
}

std::optional<Edge> most_similar_pair(const RunResult& result) {
  if (!result.by_weight->empty()) return (*result.edges)[result.by_weight->front()];
  std::optional<Edge> best = result.link->strongest;
  if (best) best->match_weight = weight_of(result, best->a, best->b);
  return best;
}

double most_bits(const LinkConfig& config) {
  Weight sum = weight_from_probability(config.prior);
  for (const Comparison& comparison : config.comparisons) {
    Weight most = 0;
    for (const Level& level : comparison.levels) most = std::max(most, level.weight);
    if (comparison.enabled) sum += most;
  }
  return bits(sum);
}

StructureChoice duplicates_choice(const RunResult& result) {
  const LinkConfig& config = result.project.link;
  const std::vector<uint32_t>& order = *result.by_weight;
  const auto unlikely = std::partition_point(order.begin(), order.end(), [&](uint32_t e) { return (*result.edges)[e].match_weight >= 0; });
  const uint64_t likely = static_cast<uint64_t>(unlikely - order.begin()), compared = result.link->candidate_pair_count;
  const double most = most_bits(config);
  StructureChoice choice{linking::kDuplicatesQuestion, "none", "",
                         {{"records", count(result.records->record_count())}, {"compared_pairs", count(compared)}, {"likely_pairs", count(likely)},
                          {"expected_matches", config.expected_match_count}, {"most_bits", most}}};
  if (likely > 0) choice.answer = "found";
  else if (result.link->possible_pair_count == 0) choice.answer = "no_pair";
  else if (compared == 0) choice.answer = "no_shared_key";
  else if (most < 0) choice.answer = "cannot_tell";
  if (const std::optional<Edge> best = most_similar_pair(result)) choice.figures.push_back({"best_bits", bits(best->match_weight)});
  return choice;
}

}  // namespace jumelles::assessing
