#include <set>

#include "core/rng.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

// What a run of everything gives of the document as it is.
void check_as_fresh(SessionFixture& f) {
  SessionFixture fresh;
  REQUIRE(fresh.session.load_project(f.session.project_json()).empty());
  fresh.add_extracts();
  fresh.run();
  for (const char* kind : {"golden", "xref", "pairs", "project"}) {
    CAPTURE(std::string(kind));
    CHECK((fresh.exported(kind) == f.exported(kind)));
  }
  const Summary &a = f.summary(), &b = fresh.summary();
  CHECK(a.histogram.counts == b.histogram.counts);
  CHECK(a.estimate.precision.value == b.estimate.precision.value);
  CHECK(a.estimate.recall.low == b.estimate.recall.low);
  CHECK(a.counts.group_to_check_count == b.counts.group_to_check_count);
  CHECK(a.counts.candidate_pair_count == b.counts.candidate_pair_count);
  CHECK(a.nothing_linked.weight_bits == b.nothing_linked.weight_bits);
}

std::set<std::string> stages_of_last_task(SessionFixture& f) {
  std::set<std::string> out;
  for (const auto& timing : f.session.phase_times())
    if (timing.units > 1) out.insert(timing.phase.substr(0, timing.phase.find('.')));  // single steps only look at what there is
  return out;
}

}  // namespace

TEST_CASE("how many pairs are linked is said before groups are made, and is what the result then says") {
  for (const bool once_each : {false, true}) {  // rivals weigh pairs once more
    CAPTURE(once_each);
    SessionFixture f;
    f.add_extracts();
    f.run();
    for (const SourceSummary& source : std::vector(f.summary().sources)) REQUIRE(f.session.dispatch(SetOnePerSource{source.name, once_each}).ok());
    f.work();
    const ComparisonSummary comparison = f.summary().comparisons[0];
    REQUIRE(f.session.dispatch(SetLevelWeight{comparison.id, comparison.levels[0].id, comparison.levels[0].weight_bits - 4, true}).ok());
    REQUIRE(f.session.dispatch(Run{}).ok());
    std::vector<int64_t> said;
    bool groups_made = false;
    for (bool more = true; more;) {
      more = f.session.pump(3);
      for (const Event& event : f.session.take_events()) {
        f.seen.push_back(event);
        if (const auto* progress = std::get_if<ProgressEvent>(&event); progress != nullptr && progress->linked_pair_count >= 0) said.push_back(progress->linked_pair_count);
      }
      if (said.empty())
        for (const auto& timing : f.session.phase_times()) groups_made = groups_made || timing.phase == "cluster.merge";
    }
    CHECK(!groups_made);
    REQUIRE(!said.empty());
    for (const int64_t count : said) CHECK(count == static_cast<int64_t>(f.session.summary().counts.linked_pair_count));
  }
}

TEST_CASE("whatever is changed, what is made anew of it is what a run of everything makes") {
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    SessionFixture f;
    f.add_extracts();
    if (seed % 2 == 0) REQUIRE(f.session.dispatch(SetLinkType{"link"}).ok());
    f.run();
    Rng rng(seed);
    for (int step = 0; step < 10; ++step) {
      const Summary s = f.summary();
      const ComparisonSummary& comparison = s.comparisons[rng.below(s.comparisons.size())];
      const LevelSummary& level = comparison.levels[rng.below(comparison.levels.size())];
      switch (rng.below(8)) {
        case 0:
        case 1: (void)f.session.dispatch(SetLevelWeight{comparison.id, level.id, level.weight_bits + static_cast<double>(rng.below(9)) - 4, rng.below(4) != 0}).ok(); break;
        case 2: (void)f.session.dispatch(SetThreshold{0.1 + 0.08 * static_cast<double>(rng.below(10)), true}).ok(); break;
        case 3:
          for (const PairRow& row : f.page<PairsPage>(PairsQuery{"all", "useful", rng.below(50), 2}).rows)
            (void)f.session.dispatch(JudgePair{row.name_a, row.name_b, rng.below(2) == 0 ? "same" : "different"}).ok();
          break;
        case 4: (void)f.session.dispatch(EnableBlockingRule{s.blocking_rules[rng.below(s.blocking_rules.size())].name, rng.below(2) == 0}).ok(); break;
        case 5:
          if (!s.constraints.empty()) (void)f.session.dispatch(EnableConstraint{s.constraints[0].name, !s.constraints[0].enabled}).ok();
          break;
        case 6: (void)f.session.dispatch(SetSurvivorshipRule{s.survivorship[0].name, {s.survivorship[0].offered[rng.below(s.survivorship[0].offered.size())]}}).ok(); break;
        default:
          if (s.undo_name != "add_source" && s.undo_name != "set_link_type") (void)f.session.dispatch(Undo{}).ok();
          break;
      }
      f.work();
      f.run();
      CAPTURE(step);
      check_as_fresh(f);
    }
  }
}

TEST_CASE("only what depends on a change is made anew") {
  SessionFixture f;
  f.add_extracts();
  f.run();
  const Summary s = f.summary();
  const ComparisonSummary& comparison = s.comparisons[0];
  REQUIRE(f.session.dispatch(SetLevelWeight{comparison.id, comparison.levels[0].id, 1, true}).ok());
  f.run();
  CHECK(stages_of_last_task(f) == std::set<std::string>{"score", "sources", "rivals", "index", "cluster", "identity", "groups", "estimate", "survive"});
  check_as_fresh(f);
  f.do_and_work(SetThreshold{0.75, true});
  CHECK(stages_of_last_task(f) == std::set<std::string>{"cluster", "identity", "groups", "estimate", "survive", "index"});
  f.do_and_work(SetSurvivorshipRule{s.survivorship[0].name, {s.survivorship[0].offered.back()}});
  CHECK(stages_of_last_task(f) == std::set<std::string>{"survive", "index"});
  REQUIRE(f.session.dispatch(EnableBlockingRule{s.blocking_rules[0].name, false}).ok());
  f.run();
  const std::set<std::string> of_key = stages_of_last_task(f);
  CHECK(of_key.contains("block"));
  CHECK_FALSE(of_key.contains("train"));
  CHECK_FALSE(of_key.contains("standardize"));
}

TEST_CASE("where rules set the heaviest pairs apart, the most similar pair is still found among those that are light") {
  SessionFixture f;
  // Nobody is there twice: all pairs are light, and the one that is alike has two different SIRENs.
  f.add("companies.csv",
        "raison_sociale;siren;ville\nDurand SA;732829320;Tours\nDurand SA;552100554;Tours\nMartin Fils;552081317;Paris\nMartin Freres;542107651;Paris\nPetit;383474814;Lille\n"
        "Leroy;552120222;Nice\nMoreau;542065479;Lyon\nGarnier;775670417;Metz\n");
  f.run();
  REQUIRE(f.summary().has_result);
  for (const ComparisonSummary& comparison : std::vector<ComparisonSummary>(f.summary().comparisons)) {
    if (!f.session.dispatch(SetLevelWeight{comparison.id, comparison.levels[0].id, comparison.levels[0].weight_bits - 9, true}).ok()) continue;
    f.run();
    SessionFixture fresh;
    REQUIRE(fresh.session.load_project(f.session.project_json()).empty());
    fresh.add("companies.csv", "raison_sociale;siren;ville\nDurand SA;732829320;Tours\nDurand SA;552100554;Tours\nMartin Fils;552081317;Paris\nMartin Freres;542107651;Paris\nPetit;383474814;Lille\n"
                               "Leroy;552120222;Nice\nMoreau;542065479;Lyon\nGarnier;775670417;Metz\n");
    fresh.run();
    CHECK(f.summary().nothing_linked.has_pair == fresh.summary().nothing_linked.has_pair);
    CHECK(f.summary().nothing_linked.record_a == fresh.summary().nothing_linked.record_a);
    CHECK(f.summary().nothing_linked.record_b == fresh.summary().nothing_linked.record_b);
    CHECK(f.summary().nothing_linked.weight_bits == fresh.summary().nothing_linked.weight_bits);
  }
}
