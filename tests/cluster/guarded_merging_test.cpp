#include <doctest/doctest.h>

#include "cluster/cluster.h"
#include "support/record_builder.h"

using namespace jumelles;

namespace {

std::shared_ptr<const RecordSet> plain_records(uint32_t count) {
  test::RecordBuilder builder;
  builder.source("one");
  for (uint32_t r = 0; r < count; ++r) builder.record({});
  return std::make_shared<const RecordSet>(builder.build());
}

std::vector<std::vector<RecordIndex>> lists(const Groups& groups) {
  std::vector<std::vector<RecordIndex>> out;
  for (uint32_t g = 0; g < groups.group_count(); ++g)
    out.emplace_back(groups.members.begin() + groups.first_member[g], groups.members.begin() + groups.first_member[g + 1]);
  return out;
}

Groups run(const std::vector<Edge>& edges, std::shared_ptr<const RecordSet> records, cluster::ClusterOptions options) {
  auto groups = std::make_shared<Groups>();
  const Status status =
      run_to_end(cluster::cluster_phases(std::make_shared<const std::vector<Edge>>(edges), records, std::move(options), groups));
  REQUIRE(status.ok());
  return *groups;
}

using Lists = std::vector<std::vector<RecordIndex>>;

}  // namespace

TEST_CASE("no record gives no group, no edge gives single records") {
  CHECK(run({}, plain_records(0), {}).group_count() == 0);
  CHECK(lists(run({}, plain_records(2), {})) == Lists{{0}, {1}});
}

TEST_CASE("pairs below the threshold do not join") {
  const std::vector<Edge> edges{{0, 1, 2 * kOneBit, 0}, {1, 2, -kOneBit, 0}};
  CHECK(lists(run(edges, plain_records(3), {})) == Lists{{0, 1}, {2}});
}

TEST_CASE("a chain of two strong groups with one bridge stays two groups, and both are listed to check") {
  const std::vector<Edge> edges{{0, 1, 9 * kOneBit, 0}, {1, 2, 2 * kOneBit, 0}, {2, 3, 9 * kOneBit, 0}};
  const Groups groups = run(edges, plain_records(4), {});
  CHECK(lists(groups) == Lists{{0, 1}, {2, 3}});
  CHECK(groups.to_check == std::vector<uint32_t>{0, 1});
}

TEST_CASE("plain closure joins the chain") {
  const std::vector<Edge> edges{{0, 1, 9 * kOneBit, 0}, {1, 2, 2 * kOneBit, 0}, {2, 3, 9 * kOneBit, 0}};
  cluster::ClusterOptions options;
  options.plain_closure = true;
  const Groups groups = run(edges, plain_records(4), options);
  CHECK(lists(groups) == Lists{{0, 1, 2, 3}});
  CHECK(groups.to_check.empty());
}

TEST_CASE("pairs that blocking never met are scored on demand") {
  const std::vector<Edge> edges{{0, 1, 9 * kOneBit, 0}, {1, 2, 2 * kOneBit, 0}, {2, 3, 9 * kOneBit, 0}};
  cluster::ClusterOptions options;
  options.score = [](RecordIndex a, RecordIndex b) { return (a == 0 && b == 2 ? 1 : -9) * kOneBit; };
  CHECK(lists(run(edges, plain_records(4), options)) == Lists{{0, 1, 2, 3}});  // two of four pairs are links
}

TEST_CASE("pairs in doubt, between review floor and threshold, do not count") {
  const std::vector<Edge> edges{{0, 1, 9 * kOneBit, 0}, {1, 2, 2 * kOneBit, 0}, {2, 3, 9 * kOneBit, 0}};
  cluster::ClusterOptions options;
  options.score = [](RecordIndex a, RecordIndex b) { return (a == 0 && b == 3 ? -9 : -2) * kOneBit; };
  CHECK(lists(run(edges, plain_records(4), options)) == Lists{{0, 1, 2, 3}});  // one link, one against, two in doubt
  options.review_floor = -kOneBit;
  CHECK(lists(run(edges, plain_records(4), options)) == Lists{{0, 1}, {2, 3}});
  options.review_floor = -50 * kOneBit;  // lower than one in a hundred: nothing more is in doubt for it
  options.score = [](RecordIndex, RecordIndex) { return -9 * kOneBit; };
  CHECK(lists(run(edges, plain_records(4), options)) == Lists{{0, 1}, {2, 3}});
}

TEST_CASE("doubt alone does not chain records into one group") {
  std::vector<Edge> edges;
  for (RecordIndex r = 0; r + 1 < 300; ++r) edges.push_back({r, r + 1, static_cast<Weight>(r % 7) * kOneBit, 0});
  cluster::ClusterOptions options;
  options.score = [](RecordIndex, RecordIndex) { return -2 * kOneBit; };
  for (const auto& group : lists(run(edges, plain_records(300), options))) CHECK(group.size() <= 8);
}

TEST_CASE("a must-not-match pair anywhere in the two groups keeps them apart") {
  const std::vector<Edge> edges{{0, 1, 9 * kOneBit, 0}, {0, 2, 8 * kOneBit, 0}, {1, 2, 7 * kOneBit, 0}};
  cluster::ClusterOptions options;
  options.veto = [](RecordIndex a, RecordIndex b) {
    return (a == 1 && b == 2) || (a == 2 && b == 1) ? Veto::kMustNotMatch : Veto::kNone;
  };
  const Groups groups = run(edges, plain_records(3), options);
  CHECK(lists(groups) == Lists{{0, 1}, {2}});
  CHECK(groups.to_check == std::vector<uint32_t>{0, 1});
}

TEST_CASE("a pair that a rule forbids is no link, and nothing to check") {
  cluster::ClusterOptions options;
  options.veto = [](RecordIndex, RecordIndex) { return Veto::kMustNotMatch; };
  const Groups groups = run({{0, 1, 20 * kOneBit, 0}}, plain_records(2), options);
  CHECK(lists(groups) == Lists{{0}, {1}});
  CHECK(groups.to_check.empty());
}

TEST_CASE("a must-match pair joins below the threshold") {
  cluster::ClusterOptions options;
  options.veto = [](RecordIndex a, RecordIndex b) { return a + b == 1 ? Veto::kMustMatch : Veto::kNone; };
  CHECK(lists(run({{0, 1, -5 * kOneBit, 0}}, plain_records(2), options)) == Lists{{0, 1}});
}

TEST_CASE("a source that is one-per-source gives each group its best record only") {
  test::RecordBuilder builder;
  builder.source("left").record({});
  builder.source("right").record({});
  builder.record({});
  const auto records = std::make_shared<const RecordSet>(builder.build());
  const std::vector<Edge> edges{{0, 1, 3 * kOneBit, 0}, {0, 2, 4 * kOneBit, 0}, {1, 2, 9 * kOneBit, 0}};
  cluster::ClusterOptions options;
  options.one_per_source = {0, 1};
  CHECK(lists(run(edges, records, options)) == Lists{{0, 2}, {1}});
}

namespace {

cluster::ClusterOptions judged(std::vector<JudgedPair> pairs, std::vector<uint32_t> known = {}) {
  auto labels = std::make_shared<Labels>();
  labels->pairs = std::move(pairs);
  labels->group_of = std::move(known);
  cluster::ClusterOptions options;
  options.labels = labels;
  return options;
}

}  // namespace

TEST_CASE("a pair judged different is never in one group, however heavy its link and whatever joins it indirectly") {
  const std::vector<Edge> edges{{0, 1, 20 * kOneBit, 0}, {0, 2, 9 * kOneBit, 0}, {1, 2, 8 * kOneBit, 0}};
  const Groups groups = run(edges, plain_records(3), judged({{0, 1, false}}));
  CHECK(lists(groups) == Lists{{0, 2}, {1}});
  cluster::ClusterOptions closure = judged({{0, 1, false}});
  closure.plain_closure = true;
  CHECK(lists(run(edges, plain_records(3), closure)) == Lists{{0, 2}, {1}});
}

TEST_CASE("a refused link that was judged different is not listed to check again") {
  const std::vector<Edge> edges{{0, 1, 20 * kOneBit, 0}};
  CHECK(run(edges, plain_records(2), judged({{0, 1, false}})).to_check.empty());
}

TEST_CASE("a pair judged the same is one group without any link, and where a source would be in it twice") {
  cluster::ClusterOptions options = judged({{0, 2, true}});
  options.one_per_source = {1};
  const std::vector<Edge> edges{{1, 2, 9 * kOneBit, 0}};
  CHECK(lists(run(edges, plain_records(3), options)) == Lists{{0, 2}, {1}});
  options.one_per_source = {0};
  options.link_share_floor = 0.3;
  CHECK(lists(run(edges, plain_records(3), options)) == Lists{{0, 1, 2}});
}

TEST_CASE("of contradicting judgments, different wins over what follows from others") {
  CHECK(lists(run({}, plain_records(3), judged({{0, 1, true}, {0, 2, false}, {1, 2, true}}))) == Lists{{0, 1}, {2}});
}

TEST_CASE("records of one known group are joined, those of different known groups never") {
  const uint32_t none = kNoGroup;
  const std::vector<Edge> edges{{0, 3, 9 * kOneBit, 0}, {1, 2, 20 * kOneBit, 0}, {2, 4, 8 * kOneBit, 0}};
  CHECK(lists(run(edges, plain_records(5), judged({}, {7, 7, 3, none, none}))) == Lists{{0, 1, 3}, {2, 4}});
}

TEST_CASE("a pair judged the same joins two known groups, and no others with them") {
  CHECK(lists(run({}, plain_records(6), judged({{1, 2, true}}, {7, 7, 3, 3, 5, 5}))) == Lists{{0, 1, 2, 3}, {4, 5}});
}

TEST_CASE("across sources only, links inside a source bring partners together, and make no group of their own") {
  test::RecordBuilder builder;
  builder.source("crm");
  for (int r = 0; r < 2; ++r) builder.record({});
  builder.source("shop");
  for (int r = 0; r < 4; ++r) builder.record({});
  const auto records = std::make_shared<const RecordSet>(builder.build());
  // 0 is linked to 2; 2 and 3 are one customer of the shop, as are 4 and 5, whom the other source does not know.
  const std::vector<Edge> edges{{0, 2, 9 * kOneBit, 0}, {2, 3, 9 * kOneBit, 0}, {4, 5, 9 * kOneBit, 0}};
  cluster::ClusterOptions options;
  options.score = [](RecordIndex, RecordIndex) { return Weight{0}; };  // what no key found is in doubt
  CHECK(lists(run(edges, records, options)) == Lists{{0, 2, 3}, {1}, {4, 5}});
  options.across_only = true;
  CHECK(lists(run(edges, records, options)) == Lists{{0, 2, 3}, {1}, {4}, {5}});
}

TEST_CASE("of a group only some of whose records were judged apart, those are kept apart still, in whatever order it was joined") {
  const std::vector<Edge> edges{{0, 1, 9 * kOneBit, 0}, {0, 2, 8 * kOneBit, 0}, {1, 2, 7 * kOneBit, 0}};
  for (const JudgedPair& pair : {JudgedPair{0, 2, false}, JudgedPair{1, 2, false}})
    CHECK(lists(run(edges, plain_records(3), judged({pair}))) == Lists{{0, 1}, {2}});
}

TEST_CASE("records that a must-not-match rule reads alike are asked once for all, those of another kind on their own") {
  test::RecordBuilder builder;
  builder.attribute("siren", AttributeType::kSiren);
  for (int r = 0; r < 3; ++r) builder.record({"732829320"});
  RecordSet records = builder.build();
  records.kinds[1] = RecordKind::kCompany;
  cluster::ClusterOptions options;
  options.veto_attributes = {0};
  options.veto = [](RecordIndex a, RecordIndex b) { return std::max(a, b) == 2 && std::min(a, b) == 1 ? Veto::kMustNotMatch : Veto::kNone; };
  const std::vector<Edge> edges{{0, 1, 9 * kOneBit, 0}, {0, 2, 8 * kOneBit, 0}, {1, 2, 7 * kOneBit, 0}};
  CHECK(lists(run(edges, std::make_shared<const RecordSet>(records), options)) == Lists{{0, 1}, {2}});
  records.kinds[1] = records.kinds[0];
  CHECK(lists(run(edges, std::make_shared<const RecordSet>(records), options)) == Lists{{0, 1, 2}});
}
