#include "linking/structure.h"

#include <algorithm>
#include <array>


namespace jumelles::linking {
namespace {

double count(uint64_t n) { return static_cast<double>(n); }

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

StructureChoice inside_choice(uint64_t compared, uint64_t likely) {
  return {kInsidePairsQuestion, likely > 0 ? "some_alike" : "none_alike", "", {{"compared_pairs", count(compared)}, {"likely_pairs", count(likely)}}};
}

}  // namespace jumelles::linking
