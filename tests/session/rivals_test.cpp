#include <algorithm>

#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

// Of the shop, some people are there twice under one name and address: a row of the other source fits both.
std::string customers(int people, bool twins) {
  static const char* const kGiven[] = {"Alice", "Bruno", "Chloe", "David", "Elise", "Fabien", "Gaelle", "Hugo"};
  static const char* const kSurname[] = {"Marchand", "Lefort", "Gauthier", "Perrin", "Rousselot", "Vasseur", "Delmas", "Tessier", "Navarre"};
  std::string out = "id;prenom;nom;email;ville\n";
  for (int i = 0; i < people; ++i) {
    const std::string given = kGiven[i % 8], surname = kSurname[i / 8 % 9] + std::string(1, static_cast<char>('a' + i / 72));
    const std::string row = ";" + given + ";" + surname + ";" + given + "." + surname + "@exemple.fr;Tours\n";
    out += std::to_string(1000 + i) + row;
    if (twins && i % 20 == 3) out += std::to_string(5000 + i) + row;
  }
  return out;
}

// The rivals of `record`, from all edges.
RivalsSummary expected(const pipeline::RunResult& result, uint32_t record, uint32_t partner, double weight_bits) {
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
  const pipeline::RunResult& result = *f.session.impl().result;
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
  f.do_and_work(JudgePair{before.record_a, before.rivals_of_a.record, "different"});
  const auto after = f.page<PairDetail>(PairQuery{kAnyPair, before.record_a, before.record_b});
  CHECK(after.rivals_of_a.count == before.rivals_of_a.count - 1);
}
