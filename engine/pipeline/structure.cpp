#include "pipeline/structure.h"

#include <algorithm>
#include <array>

#include "pipeline/pair_weights.h"
#include "pipeline/run.h"

namespace jumelles::pipeline {
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

void put_choices(std::vector<StructureChoice>& structure, std::string_view question, std::vector<StructureChoice> choices) {
  constexpr std::array<std::string_view, 4> kOrder{kDuplicatesQuestion, kOncePerSourceQuestion, kInsidePairsQuestion, kLookAlikesQuestion};
  const auto place = [&](std::string_view q) { return std::find(kOrder.begin(), kOrder.end(), q) - kOrder.begin(); };
  std::erase_if(structure, [&](const StructureChoice& choice) { return choice.question == question; });
  const auto at = std::find_if(structure.begin(), structure.end(), [&](const StructureChoice& c) { return place(c.question) > place(question); });
  structure.insert(at, std::make_move_iterator(choices.begin()), std::make_move_iterator(choices.end()));
}

std::vector<StructureChoice> look_alike_choices(const LookAlikeEvidence& evidence) {
  std::vector<StructureChoice> choices;
  const bool asked = evidence.trained > 0 || evidence.slips.matches > 0;
  const bool dropped = evidence.slips.matches > 0 && evidence.slips.pairs >= evidence.worth;  // fewer would not have been kept either
  if (asked && (evidence.kept > 0 || !dropped)) {
    const char* answer = evidence.kept > 0 ? "used" : evidence.room ? "too_few" : "no_room";
    const double pairs = evidence.pairs + (dropped ? 0 : evidence.slips.pairs);
    choices.push_back({kLookAlikesQuestion, answer, "", {{"expected_pairs", pairs}, {"expected_matches", evidence.matches}}});
  }
  if (dropped)
    choices.push_back({kLookAlikesQuestion, "like_matches", "",
                       {{"expected_pairs", evidence.slips.pairs}, {"expected_matches", evidence.slips.matches}, {"apart_bits", evidence.slips.bits}}});
  if (choices.empty()) choices.push_back({kLookAlikesQuestion, "nothing_own", "", {}});
  return choices;
}

std::vector<StructureChoice> learned_choices(const std::vector<SourceInfo>& sources, const std::vector<TrainingPairs::SourceEvidence>& evidence) {
  std::vector<StructureChoice> choices;
  for (size_t s = 0; s < evidence.size(); ++s) {
    const TrainingPairs::SourceEvidence& found = evidence[s];
    if (!found.clean) continue;
    choices.push_back({kOncePerSourceQuestion, found.by_partners ? "learned_own_partners" : "learned_few", sources[s].name,
                       {{"met_inside", count(found.met_inside)}, {"alike_inside", count(found.alike_inside)}, {"expected_duplicates", found.duplicates},
                        {"partnered", count(found.partnered)}, {"same_partner", count(found.same_partner)}, {"own_partner", count(found.own_partner)}}});
  }
  return choices;
}

StructureChoice measured_choice(const SourceInfo& source, const cluster::SourceFinding& finding, const std::vector<StructureChoice>& structure) {
  if (finding.verdict == cluster::SourceVerdict::kPresumed)
    for (const StructureChoice& learned : structure)
      if (learned.source == source.name && is_learned(learned)) return learned;
  return {kOncePerSourceQuestion, answer_of(finding), source.name,
          {{"records", count(source.record_count)}, {"matches", count(finding.matches)}, {"links_inside", count(finding.inside)},
           {"heavy_inside", count(finding.heavy_inside)}, {"median_bits", bits(finding.median)}, {"same_partner", count(finding.same_partner)},
           {"own_partner", count(finding.own_partner)}}};
}

StructureChoice inside_choice(uint64_t compared, uint64_t likely) {
  return {kInsidePairsQuestion, likely > 0 ? "some_alike" : "none_alike", "", {{"compared_pairs", count(compared)}, {"likely_pairs", count(likely)}}};
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
  StructureChoice choice{kDuplicatesQuestion, "none", "",
                         {{"records", count(result.records->record_count())}, {"compared_pairs", count(compared)}, {"likely_pairs", count(likely)},
                          {"expected_matches", config.expected_match_count}, {"most_bits", most}}};
  if (likely > 0) choice.answer = "found";
  else if (result.link->possible_pair_count == 0) choice.answer = "no_pair";
  else if (compared == 0) choice.answer = "no_shared_key";
  else if (most < 0) choice.answer = "cannot_tell";
  if (const std::optional<Edge> best = most_similar_pair(result)) choice.figures.push_back({"best_bits", bits(best->match_weight)});
  return choice;
}

}  // namespace jumelles::pipeline
