// What the data decided and why nothing is linked, as a session tells it.

#include <algorithm>
#include <cmath>

#include "core/rng.h"
#include "document/project.h"
#include "session/session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

const StructureChoiceSummary* choice(const Summary& summary, std::string_view question, std::string_view source = "") {
  for (const StructureChoiceSummary& c : summary.structure)
    if (c.question == question && c.source == source) return &c;
  return nullptr;
}

double figure(const StructureChoiceSummary* choice, std::string_view name) {
  REQUIRE(choice != nullptr);
  for (const StructureFigureSummary& f : choice->figures)
    if (f.name == name) return f.value;
  FAIL("no figure " << name);
  return 0;
}

// Persons of few names in few towns, each one once, and the first `repeated` of them twice, with a letter more in the surname.
std::string persons(uint32_t count, uint32_t repeated, bool mail = false) {
  const char* const given[] = {"Anne", "Luc", "Paul", "Marie", "Jeanne", "Louis", "Claire", "Hugo", "Emma", "Jules", "Alice", "Victor"};
  const char* const surnames[] = {"Durand", "Petit", "Moreau", "Leroy", "Garnier", "Faure", "Blanc", "Henry", "Roux", "Morel", "Fabre", "Lopez", "Colin", "Vidal", "Caron"};
  const char* const towns[] = {"Tours", "Lyon", "Dijon", "Nantes", "Metz", "Pau"};
  Rng rng(11);
  const auto more = [&] { return mail ? ",x" + std::to_string(rng.below(1000000)) + "@mail.example" : std::string(); };
  std::string rows;
  for (uint32_t i = 0; i < count; ++i) {
    const auto two = [](uint64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const std::string name = std::string(given[rng.below(12)]) + "," + surnames[rng.below(15)];
    const std::string rest = "," + std::to_string(1930 + rng.below(70)) + "-" + two(1 + rng.below(12)) + "-" + two(1 + rng.below(28)) + "," + towns[rng.below(6)] + ",06 39 98 " + two(rng.below(100)) + " " + two(rng.below(100)) + more() + "\n";
    rows += name + rest;
    if (i < repeated) rows += name + "s" + rest;
  }
  return rows;
}
constexpr const char* kHeader = "prenom,nom,date_naissance,ville,telephone\n";

}  // namespace

TEST_CASE("a list without duplicates says so, with what was looked at and what the most similar pair lacks") {
  SessionFixture f;
  f.add("liste.csv", "prenom,nom,date_naissance,ville,telephone,email\n" + persons(400, 0, true));
  f.run();
  const Summary& s = f.summary();
  REQUIRE(s.counts.group_count == 400);
  CHECK(s.nothing_linked.reason == "none");
  REQUIRE(s.nothing_linked.has_pair);
  CHECK(s.nothing_linked.weight_bits < 0);
  CHECK(s.nothing_linked.probability < 0.5);
  CHECK(s.nothing_linked.likely_pair_count == 0);
  // The pair is the most similar one, and what speaks against it is told by its bars.
  const PairDetail pair = f.page<PairDetail>(PairQuery{kAnyPair, s.nothing_linked.record_a, s.nothing_linked.record_b});
  CHECK(pair.weight_bits == doctest::Approx(s.nothing_linked.weight_bits));
  const size_t best_bin = static_cast<size_t>(std::floor(s.nothing_linked.weight_bits) - s.histogram.first_bit);
  CHECK(s.histogram.counts[best_bin] > 0);
  CHECK(std::all_of(s.histogram.counts.begin() + static_cast<std::ptrdiff_t>(best_bin) + 1, s.histogram.counts.end(), [](uint64_t n) { return n == 0; }));
  std::vector<std::pair<double, std::string>> bars;
  for (const WaterfallBar& bar : pair.bars)
    if (bar.weight_bits + bar.term_weight_bits < 0 && bar.comparison != "siblings" && bar.comparison != "dependence") bars.push_back({bar.weight_bits + bar.term_weight_bits, bar.comparison});
  std::stable_sort(bars.begin(), bars.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  std::vector<std::string> against;  // the strongest first
  for (const auto& [bits, comparison] : bars) against.push_back(comparison);
  CHECK(s.nothing_linked.against == against);
  CHECK(against.size() >= 2);
  CHECK(choice(s, "duplicates")->answer == "none");
  CHECK(figure(choice(s, "duplicates"), "records") == 400);
  CHECK(figure(choice(s, "duplicates"), "compared_pairs") == static_cast<double>(s.counts.candidate_pair_count));
  CHECK(figure(choice(s, "duplicates"), "best_bits") == doctest::Approx(s.nothing_linked.weight_bits));
  CHECK(choice(s, "look_alikes") != nullptr);
}

TEST_CASE("a class of look-alikes that holds hardly a pair is called too small, whatever its pairs are like") {
  SessionFixture f;
  std::string rows = "prenom,nom,email\n";
  const char* const given[] = {"Anne", "Luc", "Paul", "Marie", "Jeanne", "Hugo", "Emma", "Jules", "Victor", "Sophie", "Karim", "Odile", "Thomas", "Ines", "Bruno"};
  const char* const surnames[] = {"Durand", "Petit", "Moreau", "Leroy", "Garnier", "Faure", "Blanc", "Henry", "Roux", "Morel", "Fabre", "Lopez", "Colin", "Vidal", "Caron", "Gauthier", "Perrin", "Nguyen", "Schmitt", "Dubois"};
  Rng rng(11);
  for (int i = 0; i < 300; ++i) {
    const std::string first = given[rng.below(15)], last = surnames[rng.below(20)];
    rows += first + "," + last + "," + first + "." + last + std::to_string(i) + "@mail.example\n";
  }
  f.add("liste.csv", rows);
  f.run();
  REQUIRE(f.summary().counts.group_count == 300);
  const StructureChoiceSummary* look_alikes = choice(f.summary(), "look_alikes");
  REQUIRE(look_alikes != nullptr);
  CHECK(look_alikes->answer == "too_few");
  CHECK(figure(look_alikes, "expected_pairs") < 5);
}

TEST_CASE("with duplicates their probable number is said, and at a threshold above them that a lower one would link") {
  SessionFixture f;
  f.add("liste.csv", kHeader + persons(400, 40));
  f.run();
  CHECK(f.summary().nothing_linked.reason.empty());
  CHECK(choice(f.summary(), "duplicates")->answer == "found");
  const double likely = figure(choice(f.summary(), "duplicates"), "likely_pairs");
  CHECK(likely == static_cast<double>(f.summary().counts.linked_pair_count));  // at the threshold of even odds
  CHECK(figure(choice(f.summary(), "duplicates"), "expected_matches") == doctest::Approx(40).epsilon(0.2));
  double best = 0;
  for (const PairRow& pair : f.page<PairsPage>(PairsQuery{"linked", "strongest", 0, 1}).rows) best = pair.probability;
  f.do_and_work(SetThreshold{(1 + best) / 2, true});
  REQUIRE(f.summary().counts.linked_pair_count == 0);
  CHECK(f.summary().nothing_linked.reason == "threshold");
  CHECK(static_cast<double>(f.summary().nothing_linked.likely_pair_count) == likely);
  CHECK(choice(f.summary(), "duplicates")->answer == "found");  // whatever the threshold
}

TEST_CASE("where nothing could be judged or compared, that is said instead") {
  SessionFixture f;
  std::string reason;
  SUBCASE("even a pair that agrees on everything would not be linked") {
    f.add("liste.csv", "ville\nTours\nParis\nTours\nLyon\nParis\nNantes\n");
    reason = "cannot_tell";
  }
  SUBCASE("no two records share a key") {
    f.add("liste.csv", "prenom,nom,email\nAnne,Durand,a@x.example\nLuc,Petit,b@y.example\nHugo,Kern,c@z.example\n");
    reason = "no_shared_key";
  }
  SUBCASE("there is one record") {
    f.add("liste.csv", "nom,ville\nDurand,Tours\n");
    reason = "no_pair";
  }
  f.run();
  const NothingLinkedSummary& nothing = f.summary().nothing_linked;
  CHECK(nothing.reason == reason);
  CHECK(choice(f.summary(), "duplicates")->answer == reason);
  CHECK(nothing.has_pair == (reason == "cannot_tell"));
  if (reason == "cannot_tell") CHECK(nothing.most_bits < 0);
  else CHECK(choice(f.summary(), "look_alikes") == nullptr);  // nothing was asked
}

TEST_CASE("linked pairs that people judged different leave nothing grouped for that reason") {
  SessionFixture f;
  f.add("liste.csv", kHeader + persons(60, 1));
  f.run();
  REQUIRE(f.summary().counts.group_count == 60);
  f.do_and_work(JudgePair{f.ref(0), f.ref(1), "different", 1});
  REQUIRE(f.summary().counts.group_count == 61);
  CHECK(f.summary().nothing_linked.reason == "apart");
}

TEST_CASE("each source is said to hold each customer once or not, with its numbers, until the user says it") {
  SessionFixture f;
  f.add("gauche.csv", kHeader + persons(200, 0));
  f.add("droite.csv", kHeader + persons(200, 0));
  f.run();
  const Summary& s = f.summary();
  for (const char* source : {"gauche", "droite"}) {
    CAPTURE(source);
    const StructureChoiceSummary* once = choice(s, "one_per_source", source);
    CHECK(figure(once, "records") == 200);
    CHECK(figure(once, "matches") > 150);
    const bool taken = std::find(s.one_per_source.begin(), s.one_per_source.end(), source) != s.one_per_source.end();
    CHECK(taken == (once->answer != "too_little" && once->answer != "same_partner" && once->answer != "heavy_inside"));
    CHECK(taken);
  }
  CHECK(choice(s, "inside_pairs") == nullptr);
  const std::vector<StructureChoiceSummary> before = s.structure;
  f.do_and_work(SetThreshold{0.7, true});  // measured on what does not depend on it: said as before
  REQUIRE(choice(f.summary(), "one_per_source", "gauche") != nullptr);
  CHECK(choice(f.summary(), "one_per_source", "gauche")->answer == choice(s, "one_per_source", "gauche")->answer);
  CHECK(f.summary().structure.size() == before.size());
  f.do_and_work(SetOnePerSource{"gauche", false});
  f.run();
  CHECK(choice(f.summary(), "one_per_source", "gauche") == nullptr);
  CHECK(choice(f.summary(), "one_per_source", "droite") == nullptr);
  CHECK(choice(f.summary(), "duplicates") != nullptr);
}

TEST_CASE("across sources only, pairs inside are counted as looked at") {
  SessionFixture f;
  f.add("gauche.csv", kHeader + persons(200, 20));
  f.add("droite.csv", kHeader + persons(200, 0));
  f.do_and_work(SetLinkType{"link"});
  f.run();
  const StructureChoiceSummary* inside = choice(f.summary(), "inside_pairs");
  REQUIRE(inside != nullptr);
  CHECK(inside->answer == "some_alike");
  CHECK(figure(inside, "likely_pairs") >= 20);
  CHECK(figure(inside, "compared_pairs") >= figure(inside, "likely_pairs"));
  CHECK(choice(f.summary(), "one_per_source", "gauche") != nullptr);
}

TEST_CASE("a saved project says the same of the same files") {
  SessionFixture first, second;
  first.add_extracts();
  first.run();
  const std::string project = first.exported("project");
  REQUIRE(second.session.load_project(project).empty());
  second.add_extracts();
  second.run();
  CHECK(second.exported("project") == project);
  CHECK(choice(second.summary(), "look_alikes") != nullptr);
  CHECK(choice(second.summary(), "one_per_source", "crm") != nullptr);
  second.do_and_work(SetOnePerSource{"crm", true});  // what the document said of it is the user's now
  second.run();
  CHECK(choice(second.summary(), "one_per_source", "crm") == nullptr);
}
