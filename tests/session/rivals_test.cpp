#include <algorithm>

#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

// Of the shop, some people are there twice under one name and address: a row of the other source fits both.
std::string customers(int people, bool twins) {
  static const char* const kGiven[] = {"Alice", "Bruno", "Chloe", "David", "Elise", "Fabien", "Gaelle", "Hugo"};
  static const char* const kSurname[] = {"Marchand", "Lefort", "Gauthier", "Perrin", "Rousselot", "Vasseur", "Delmas", "Tessier", "Navarre"};
  static const char* const kTown[] = {"Tours", "Angers", "Nantes"};
  std::string out = "prenom;nom;naissance;telephone;ville\n";
  for (int i = 0; i < people; ++i) {
    const std::string given = kGiven[i % 8], surname = kSurname[i / 8 % 9] + std::string(1, static_cast<char>('a' + i / 72));
    const std::string birth = std::to_string(1940 + i * 7 % 60) + "-" + std::to_string(10 + i % 3) + "-" + std::to_string(10 + i * 5 % 19);
    const std::string row = given + ";" + surname + ";" + birth + ";06" + std::to_string(10000000 + i * 7919) + ";" + kTown[i % 3] + "\n";
    out += row;
    if (twins && i % 20 == 3) out += row;
  }
  return out;
}

// The rivals of `record`, from all edges.
RivalsSummary expected(const assessing::RunResult& result, uint32_t record, uint32_t partner, double weight_bits) {
  std::vector<std::pair<double, uint32_t>> found;
  for (const Edge& edge : *result.edges)
    for (const auto& [own, other] : {std::pair(edge.a, edge.b), std::pair(edge.b, edge.a)})
      if (own == record && other != partner && result.records->table_of(other) == result.records->table_of(partner) &&
          result.groups->group_of[other] != result.groups->group_of[partner] && bits(edge.match_weight) >= weight_bits - 1)
        found.emplace_back(-bits(edge.match_weight), other);
  if (found.empty()) return {};
  const auto best = *std::min_element(found.begin(), found.end());
  return {static_cast<uint32_t>(found.size()), best.second, -best.first};
}

void check_same(const RivalsSummary& said, const RivalsSummary& wanted) {
  CHECK(said.count == wanted.count);
  CHECK(said.record == wanted.record);
  CHECK(said.weight_bits == wanted.weight_bits);
}

}  // namespace

TEST_CASE("a pair says how many other records of the partner's source fit as well") {
  test::SessionFixture f;
  f.add("crm.csv", customers(160, false));
  f.add("boutique.csv", customers(160, true));
  f.work();
  f.run();
  f.do_and_work(SetOnePerSource{"boutique", true});
  const assessing::RunResult& result = *f.session.result();
  size_t ambiguous = 0, plain = 0;
  uint64_t judged = kAnyPair;
  for (const char* filter : {"linked", "to_check"})
    for (const PairRow& row : f.page<PairsPage>(PairsQuery{filter, "strongest", 0, 1000}).rows) {
      const auto pair = f.page<PairDetail>(PairQuery{row.pair});
      CHECK(pair.rival_margin_bits == 1);
      if (pair.a.source == pair.b.source) {
        CHECK(pair.rivals_of_a.count + pair.rivals_of_b.count == 0);
        continue;
      }
      check_same(pair.rivals_of_a, expected(result, pair.record_a, pair.record_b, pair.weight_bits));
      check_same(pair.rivals_of_b, expected(result, pair.record_b, pair.record_a, pair.weight_bits));
      ++(pair.rivals_of_a.count + pair.rivals_of_b.count > 0 ? ambiguous : plain);
      if (pair.rivals_of_a.count > 0) judged = row.pair;
    }
  CHECK(ambiguous >= 8);
  CHECK(plain > 100);
  REQUIRE(judged != kAnyPair);
  const auto before = f.page<PairDetail>(PairQuery{judged});
  f.do_and_work(JudgePair{f.ref(before.record_a), f.ref(before.rivals_of_a.record), "different"});
  const auto after = f.page<PairDetail>(PairQuery{kAnyPair, before.record_a, before.record_b});
  CHECK(after.rivals_of_a.count == before.rivals_of_a.count - 1);
}

TEST_CASE("what rivals take off is a bar of its own, and equally good candidates are left in doubt until one is ruled out") {
  test::SessionFixture f;
  f.add("crm.csv", customers(160, false));
  f.add("boutique.csv", customers(160, true));
  f.work();
  f.run();
  for (const char* source : {"crm", "boutique"}) f.do_and_work(SetOnePerSource{source, false});
  const auto bars_add_up = [&](bool with_rivals) {
    size_t bars = 0;
    uint64_t tied = kAnyPair;
    for (const char* filter : {"linked", "to_check"})
      for (const PairRow& row : f.page<PairsPage>(PairsQuery{filter, "strongest", 0, 1000}).rows) {
        const auto pair = f.page<PairDetail>(PairQuery{row.pair});
        double sum = pair.prior_bits;
        for (const WaterfallBar& bar : pair.bars) {
          sum += bar.weight_bits + bar.term_weight_bits;
          if (bar.comparison != "rivals") continue;
          ++bars;
          CHECK(bar.weight_bits < 0);
          if (pair.rivals_of_a.count == 1 && pair.rivals_of_a.weight_bits == pair.weight_bits) tied = row.pair;
        }
        CHECK(sum == doctest::Approx(pair.weight_bits).epsilon(1e-12));
        CHECK(row.weight_bits == pair.weight_bits);
      }
    CHECK((bars > 0) == with_rivals);
    return tied;
  };
  bars_add_up(false);
  CHECK(f.exported("pairs").find("rivals_weight") == std::string::npos);
  f.do_and_work(SetOnePerSource{"boutique", true});
  const std::vector<std::string> phases = f.phases_of_last_task();
  CHECK(std::find(phases.begin(), phases.end(), "score.pairs") == phases.end());
  CHECK(std::find(phases.begin(), phases.end(), "rivals.weigh") != phases.end());
  const uint64_t tied = bars_add_up(true);
  CHECK(f.exported("pairs").find("rivals_weight") != std::string::npos);
  REQUIRE(tied != kAnyPair);
  const auto pair = f.page<PairDetail>(PairQuery{tied});
  CHECK(pair.probability < 0.5);
  CHECK(pair.probability > 0.45);
  CHECK(pair.state == "to_check");
  CHECK(f.page<WhyNotDetail>(WhyNotQuery{pair.record_a, pair.record_b}).reason == "rivals");
  // A moved threshold asks for nothing of this again.
  f.do_and_work(SetThreshold{0.9, true});
  const std::vector<std::string> moved = f.phases_of_last_task();
  CHECK(std::find(moved.begin(), moved.end(), "rivals.weigh") == moved.end());
  f.do_and_work(SetThreshold{0.5, true});
  // Ruled out, the other candidate leaves all to this one.
  f.do_and_work(JudgePair{f.ref(pair.record_a), f.ref(pair.rivals_of_a.record), "different"});
  const auto alone = f.page<PairDetail>(PairQuery{kAnyPair, pair.record_a, pair.record_b});
  CHECK(alone.probability > 0.9);
  CHECK(alone.state == "linked");
  CHECK(alone.same_group);
}
