#include "assessing/choices.h"

#include <doctest/doctest.h>

#include "compare/record_comparer.h"
#include "linking/structure.h"

namespace jumelles::assessing {
using namespace linking;
namespace {

std::string answers(const std::vector<StructureChoice>& choices) {
  std::string out;
  for (const StructureChoice& choice : choices) out += (out.empty() ? "" : " ") + choice.answer;
  return out;
}

double figure(const StructureChoice& choice, std::string_view name) {
  for (const StructureFigure& f : choice.figures)
    if (f.name == name) return f.value;
  FAIL("no figure " << name);
  return 0;
}

TEST_CASE("choices stand in the order of their questions, and new ones take the place of former ones") {
  std::vector<StructureChoice> structure;
  put_choices(structure, kLookAlikesQuestion, {{kLookAlikesQuestion, "used", "", {}}});
  put_choices(structure, kDuplicatesQuestion, {{kDuplicatesQuestion, "none", "", {}}});
  put_choices(structure, kOncePerSourceQuestion, {{kOncePerSourceQuestion, "few_inside", "crm", {}}, {kOncePerSourceQuestion, "heavy_inside", "shop", {}}});
  CHECK(answers(structure) == "none few_inside heavy_inside used");
  put_choices(structure, kInsidePairsQuestion, {{kInsidePairsQuestion, "none_alike", "", {}}});
  put_choices(structure, kDuplicatesQuestion, {{kDuplicatesQuestion, "found", "", {}}});
  CHECK(answers(structure) == "found few_inside heavy_inside none_alike used");
  put_choices(structure, kOncePerSourceQuestion, {});
  CHECK(answers(structure) == "found none_alike used");
}

TEST_CASE("a class of look-alikes is used, or there is a reason why it is not") {
  LookAlikeEvidence evidence;
  CHECK(answers(look_alike_choices(evidence)) == "nothing_own");
  evidence = {3, 0, true, 5, 4.5, 100, {}};
  CHECK(answers(look_alike_choices(evidence)) == "too_few");
  evidence.room = false;
  CHECK(answers(look_alike_choices(evidence)) == "no_room");
  evidence = {3, 2, true, 5, 412, 100, {}};
  CHECK(answers(look_alike_choices(evidence)) == "used");
  CHECK(figure(look_alike_choices(evidence)[0], "expected_pairs") == 412);
  CHECK(figure(look_alike_choices(evidence)[0], "expected_matches") == 100);
  evidence.slips = {40, 90, 0.5};
  REQUIRE(answers(look_alike_choices(evidence)) == "used like_matches");
  CHECK(figure(look_alike_choices(evidence)[1], "expected_pairs") == 40);
  CHECK(figure(look_alike_choices(evidence)[1], "expected_matches") == 90);
  CHECK(figure(look_alike_choices(evidence)[1], "apart_bits") == 0.5);
  evidence.kept = 0;  // what the dropped class leaves behind is no reason of its own
  CHECK(answers(look_alike_choices(evidence)) == "like_matches");
  // Of fewer than a class needs it does not matter what they are like.
  evidence = {0, 0, true, 5, 0, 100, {4.9, 90, 0.5}};
  REQUIRE(answers(look_alike_choices(evidence)) == "too_few");
  CHECK(figure(look_alike_choices(evidence)[0], "expected_pairs") == 4.9);
  evidence.slips.pairs = 5;
  CHECK(answers(look_alike_choices(evidence)) == "like_matches");
}

TEST_CASE("why a source counts as one that holds each thing once, or does not, is the verdict of its links with its numbers") {
  using cluster::SourceVerdict;
  SourceInfo crm;
  crm.name = "crm";
  crm.record_count = 500;
  cluster::SourceFinding finding{SourceVerdict::kTooLittle, 7, 6, 5, 4, 3, 2 * kOneBit};
  const auto answer = [&](SourceVerdict verdict) {
    finding.verdict = verdict;
    return measured_choice(crm, finding, {}).answer;
  };
  CHECK(answer(SourceVerdict::kTooLittle) == "too_little");
  CHECK(answer(SourceVerdict::kSamePartner) == "same_partner");
  CHECK(answer(SourceVerdict::kHeavyInside) == "heavy_inside");
  CHECK(answer(SourceVerdict::kFewInside) == "few_inside");
  CHECK(answer(SourceVerdict::kLookAlikes) == "light_inside");
  CHECK(answer(SourceVerdict::kOwnPartners) == "own_partners");
  CHECK(answer(SourceVerdict::kPresumed) == "not_contradicted");
  const StructureChoice choice = measured_choice(crm, finding, {});
  CHECK(choice.source == "crm");
  CHECK(figure(choice, "records") == 500);
  CHECK(figure(choice, "matches") == 7);
  CHECK(figure(choice, "links_inside") == 6);
  CHECK(figure(choice, "heavy_inside") == 5);
  CHECK(figure(choice, "same_partner") == 4);
  CHECK(figure(choice, "own_partner") == 3);
  CHECK(figure(choice, "median_bits") == 2);
  finding.inside = 0;
  CHECK(answer(SourceVerdict::kFewInside) == "none_inside");
}

TEST_CASE("what training found of a source stays where nothing else decides, and only of that source") {
  SourceInfo crm;
  crm.name = "crm";
  cluster::SourceFinding finding;
  finding.verdict = cluster::SourceVerdict::kPresumed;
  SourceInfo shop;
  shop.name = "shop";
  TrainingPairs::SourceEvidence clean{50, 412, 9, 0.8, 2, 7, true, false}, unclean = clean;
  unclean.clean = false;
  const auto few = learned_choices({crm, shop}, {clean, unclean});
  REQUIRE(answers(few) == "learned_few");
  CHECK(few[0].source == "crm");
  CHECK(figure(few[0], "met_inside") == 412);
  CHECK(figure(few[0], "alike_inside") == 9);
  CHECK(figure(few[0], "expected_duplicates") == 0.8);
  CHECK(figure(few[0], "partnered") == 50);
  CHECK(figure(few[0], "same_partner") == 2);
  CHECK(figure(few[0], "own_partner") == 7);
  CHECK(learned_choices({crm, shop}, {}).empty());  // where it was not asked
  clean.by_partners = true;
  const auto of_shop = learned_choices({crm, shop}, {unclean, clean});
  REQUIRE(answers(of_shop) == "learned_own_partners");
  CHECK(of_shop[0].source == "shop");
  CHECK(measured_choice(crm, finding, few).answer == "learned_few");
  CHECK(measured_choice(crm, finding, of_shop).answer == "not_contradicted");
  finding.verdict = cluster::SourceVerdict::kFewInside;
  CHECK(measured_choice(crm, finding, few).answer == "none_inside");
}

TEST_CASE("pairs inside sources that are not linked are counted, and those of them that are alike") {
  CHECK(inside_choice(412, 0).answer == "none_alike");
  const StructureChoice choice = inside_choice(412, 3);
  CHECK(choice.answer == "some_alike");
  CHECK(figure(choice, "compared_pairs") == 412);
  CHECK(figure(choice, "likely_pairs") == 3);
}

TEST_CASE("a pair can weigh at most the prior and the best level of each comparison that is switched on") {
  LinkConfig config;
  config.prior = 0.5;
  for (const int bits : {4, 9}) {
    Comparison comparison = compare::make_comparison("code", "exact", {"code"});
    comparison.levels[0].weight = bits * kOneBit;
    comparison.levels[1].weight = -5 * kOneBit;
    config.comparisons.push_back(comparison);
  }
  CHECK(most_bits(config) == doctest::Approx(13));
  config.comparisons[1].enabled = false;
  CHECK(most_bits(config) == doctest::Approx(4));
  config.comparisons[0].levels[0].weight = -kOneBit;  // nothing in favor: it is missing
  CHECK(most_bits(config) == doctest::Approx(0));
}

}  // namespace
}  // namespace jumelles::assessing
