#include <doctest/doctest.h>


#include <set>
#include <tuple>

#include "cluster/cluster.h"
#include "core/group_changes.h"
#include "core/hash.h"
#include "core/rng.h"
#include "reference/cluster_reference.h"
#include "support/record_builder.h"

using namespace jumelles;

namespace {

using Lists = std::vector<std::vector<RecordIndex>>;

Lists lists(const Groups& groups) {
  Lists out;
  for (uint32_t g = 0; g < groups.group_count(); ++g)
    out.emplace_back(groups.members.begin() + groups.first_member[g], groups.members.begin() + groups.first_member[g + 1]);
  return out;
}

RecordSet records_of(uint32_t count, uint32_t source_count, Rng& rng) {
  test::RecordBuilder builder;
  builder.source("s0");
  for (uint32_t r = 0; r < count; ++r) builder.record({});
  RecordSet records = builder.build();
  for (uint32_t s = 1; s < source_count; ++s) records.sources.push_back({"s" + std::to_string(s), 0});
  for (uint16_t& source : records.source_of) source = static_cast<uint16_t>(rng.below(source_count));
  return records;
}

// A weight for any pair, always the same: heavy inside blocks of `size` records, light between.
Weight pair_weight(uint64_t seed, uint32_t size, RecordIndex a, RecordIndex b) {
  const uint64_t noise = combine(combine(seed, std::min(a, b)), std::max(a, b)) % 12;
  return (a / size == b / size ? static_cast<Weight>(noise) - 3 : static_cast<Weight>(noise) - 9) * kOneBit;
}

struct Case {
  std::vector<Edge> edges;
  std::shared_ptr<const RecordSet> records;
  cluster::ClusterOptions options;
};

// A random graph of true groups with errors, and random rules.
Case random_case(uint64_t seed) {
  Rng rng(seed);
  const uint32_t n = 2 + static_cast<uint32_t>(rng.below(30)), size = 1 + static_cast<uint32_t>(rng.below(6));
  Case out;
  for (RecordIndex a = 0; a < n; ++a)
    for (RecordIndex b = a + 1; b < n; ++b)
      if (rng.chance(0.5)) out.edges.push_back({a, b, pair_weight(seed, size, a, b), 0});
  const uint32_t source_count = 1 + static_cast<uint32_t>(rng.below(5));
  out.records = std::make_shared<const RecordSet>(records_of(n, source_count, rng));
  out.options.link_share_floor = static_cast<double>(rng.below(5)) / 4;
  out.options.sampled_pair_limit = 1000000;  // nothing is sampled: the reference does not
  if (rng.chance(0.7)) out.options.score = [=](RecordIndex a, RecordIndex b) { return pair_weight(seed, size, a, b); };
  for (uint32_t s = 0; s < source_count; ++s) out.options.one_per_source.push_back(rng.chance(0.3) ? 1 : 0);
  if (rng.chance(0.5))
    out.options.veto = [=](RecordIndex a, RecordIndex b) {
      const uint64_t dice = combine(combine(seed + 1, std::min(a, b)), std::max(a, b)) % 20;
      return dice == 0 ? Veto::kMustMatch : dice == 1 ? Veto::kMustNotMatch : Veto::kNone;
    };
  out.options.plain_closure = rng.chance(0.1);
  return out;
}

Groups run(const Case& input) {
  auto groups = std::make_shared<Groups>();
  REQUIRE(run_to_end(cluster::cluster_phases(std::make_shared<const std::vector<Edge>>(input.edges), input.records, input.options, groups)).ok());
  return *groups;
}

}  // namespace

TEST_CASE("guarded merging equals its definition on random graphs") {
  for (uint64_t seed = 0; seed < 400; ++seed) {
    const Case input = random_case(seed);
    CAPTURE(seed);
    REQUIRE(lists(run(input)) == reference::Clusterer(input.edges, *input.records, input.options).run());
  }
}

TEST_CASE("groups do not depend on where the work is cut") {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    const Case input = random_case(seed);
    const Groups whole = run(input);
    for (const uint64_t cut : {1, 3, 10}) {
      auto groups = std::make_shared<Groups>();
      for (Phase& phase : cluster::cluster_phases(std::make_shared<const std::vector<Edge>>(input.edges), input.records, input.options, groups)) {
        const uint64_t count = phase.count();
        for (uint64_t at = 0; at < count; at += cut) REQUIRE(phase.body(at, std::min(count, at + cut)).ok());
      }
      CHECK(groups->group_of == whole.group_of);
      CHECK(groups->members == whole.members);
      CHECK(groups->to_check == whole.to_check);
    }
  }
}

TEST_CASE("with a former clustering, groups are what they are without") {
  uint64_t untouched = 0;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    Rng rng(seed + 1000);
    Case input = random_case(seed);
    const uint32_t n = input.records->record_count();
    const auto labels = [&] {
      auto out = std::make_shared<Labels>();
      for (uint64_t pairs = rng.below(4); pairs > 0; --pairs)
        out->pairs.push_back({static_cast<RecordIndex>(rng.below(n)), static_cast<RecordIndex>(rng.below(n)), rng.chance(0.5)});
      tidy(out->pairs);
      if (rng.chance(0.5)) {
        out->group_of.assign(n, kNoGroup);
        for (uint32_t& group : out->group_of) group = rng.chance(0.3) ? static_cast<uint32_t>(rng.below(3)) : kNoGroup;
      }
      return out;
    };
    input.options.across_only = rng.chance(0.3);
    const auto before = labels();
    input.options.labels = before;
    const Groups former = run(input);
    // Other weights and labels, or but one of them.
    const auto after = rng.chance(0.5) ? labels() : std::make_shared<Labels>(*before);
    std::vector<RecordIndex> changed = changed_records(before.get(), after.get());
    for (Edge& edge : input.edges) {
      if (!rng.chance(0.05)) continue;
      edge.match_weight += (static_cast<Weight>(rng.below(9)) - 4) * kOneBit;
      changed.insert(changed.end(), {edge.a, edge.b});
    }
    input.options.labels = after;
    const Groups whole = run(input);
    CAPTURE(seed);
    auto groups = std::make_shared<Groups>();
    const uint64_t cut = rng.chance(0.5) ? 3 : 1000;
    uint64_t links = 0;
    for (Phase& phase : cluster::cluster_phases(std::make_shared<const std::vector<Edge>>(input.edges), input.records, input.options, groups,
                                                {std::make_shared<Groups>(former), before, std::make_shared<std::vector<RecordIndex>>(changed)})) {
      const uint64_t count = phase.count();
      if (phase.id == "cluster.merge") links = count;
      for (uint64_t at = 0; at < count; at += cut) REQUIRE(phase.body(at, std::min(count, at + cut)).ok());
    }
    uint64_t all = 0;
    for (const Edge& edge : input.edges) all += edge.match_weight >= 0 ? 1 : 0;
    untouched += links < all ? 1 : 0;
    CHECK(groups->group_of == whole.group_of);
    CHECK(groups->members == whole.members);
    CHECK(groups->first_member == whole.first_member);
    CHECK(groups->to_check == whole.to_check);
  }
  CHECK(untouched > 50);
}

TEST_CASE("groups to check are those with a link to another group that no rule excludes") {
  for (uint64_t seed = 0; seed < 100; ++seed) {
    Case input = random_case(seed);
    input.options.veto = nullptr;
    const Groups groups = run(input);
    std::set<uint32_t> expected;
    for (const Edge& edge : input.edges)
      if (edge.match_weight >= 0 && groups.group_of[edge.a] != groups.group_of[edge.b])
        expected.insert({groups.group_of[edge.a], groups.group_of[edge.b]});
    CHECK(groups.to_check == std::vector<uint32_t>(expected.begin(), expected.end()));
  }
}

TEST_CASE("must-not-match rules on attributes are obeyed in every group") {
  Rng rng(5);
  for (int trial = 0; trial < 60; ++trial) {
    test::RecordBuilder builder;
    builder.attribute("siren", AttributeType::kSiren);
    const std::vector<std::string> sirens{"", "", "", "1", "2", "3"};
    for (int r = 0; r < 25; ++r) builder.record({sirens[rng.below(sirens.size())]});
    Case input;
    input.records = std::make_shared<const RecordSet>(builder.build());
    for (RecordIndex a = 0; a < 25; ++a)
      for (RecordIndex b = a + 1; b < 25; ++b)
        if (rng.chance(0.4)) input.edges.push_back({a, b, static_cast<Weight>(rng.below(9)) * kOneBit, 0});
    const auto& codes = input.records->attributes[0].slots[0].codes;
    input.options.link_share_floor = 0.1;
    input.options.veto = [&](RecordIndex a, RecordIndex b) {
      return codes[a] != kMissing && codes[b] != kMissing && codes[a] != codes[b] ? Veto::kMustNotMatch : Veto::kNone;
    };
    const Groups asked_all = run(input);
    input.options.veto_attributes = {0};
    const Groups groups = run(input);
    CHECK(groups.group_of == asked_all.group_of);
    for (const auto& group : lists(groups)) {
      std::set<Code> seen;
      for (RecordIndex r : group)
        if (codes[r] != kMissing) seen.insert(codes[r]);
      CHECK(seen.size() <= 1);
    }
  }
}

TEST_CASE("large groups with few direct links and with errors stay whole") {
  // 200 groups of 12; a pair of a group is a link five times out of six, a third of the pairs were never met.
  Rng rng(9);
  const uint32_t n = 2400, size = 12;
  const auto weight = [&](RecordIndex a, RecordIndex b) {
    const uint64_t dice = combine(combine(77, std::min(a, b)), std::max(a, b)) % 1000;
    if (a / size == b / size) return (dice < 833 ? 5 : -9) * kOneBit;
    return (dice < 2 ? 1 : -20) * kOneBit;
  };
  Case input;
  for (RecordIndex a = 0; a < n; ++a)
    for (RecordIndex b = a + 1; b < n; ++b)
      if (a / size == b / size ? rng.chance(0.66) : weight(a, b) > 0) input.edges.push_back({a, b, weight(a, b), 0});
  input.records = std::make_shared<const RecordSet>(records_of(n, 1, rng));
  input.options.score = weight;
  uint32_t whole = 0;
  for (const auto& group : lists(run(input))) whole += group.size() == size && group.front() / size == group.back() / size;
  MESSAGE("whole groups: ", whole, " of 200");
  CHECK(whole >= 190);
}

TEST_CASE("twenty thousand identical records become one group without looking at every pair") {
  const uint32_t n = 20000;
  Rng rng(1);
  Case input;
  for (RecordIndex a = 0; a < n; ++a)
    for (RecordIndex b = a + 1; b < std::min(n, a + 11); ++b) input.edges.push_back({a, b, 20 * kOneBit, 0});
  input.records = std::make_shared<const RecordSet>(records_of(n, 1, rng));
  uint64_t asked = 0;
  input.options.score = [&](RecordIndex, RecordIndex) { ++asked; return 20 * kOneBit; };
  CHECK(run(input).group_count() == 1);
  CHECK(asked < uint64_t{40} * n);
}

TEST_CASE("two giant groups that do not fit are asked about rarely") {
  const uint32_t half = 3000;
  Rng rng(1);
  Case input;
  for (RecordIndex a = 0; a < 2 * half; ++a) {
    for (RecordIndex b = a + 1; b < 2 * half && b < a + 6; ++b)
      if ((a < half) == (b < half)) input.edges.push_back({a, b, 20 * kOneBit, 0});
    if (a < half)
      for (int k = 0; k < 10; ++k) input.edges.push_back({a, half + (a * 7 + static_cast<uint32_t>(k) * 271) % half, kOneBit, 0});
  }
  std::sort(input.edges.begin(), input.edges.end(), [](const Edge& x, const Edge& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  input.edges.erase(std::unique(input.edges.begin(), input.edges.end(), [](const Edge& x, const Edge& y) { return x.a == y.a && x.b == y.b; }),
                    input.edges.end());
  input.records = std::make_shared<const RecordSet>(records_of(2 * half, 1, rng));
  uint64_t asked = 0;
  input.options.score = [&](RecordIndex a, RecordIndex b) { ++asked; return ((a < half) == (b < half) ? 20 : -20) * kOneBit; };
  const Groups groups = run(input);
  CHECK(groups.group_count() == 2);
  CHECK(groups.to_check.size() == 2);
  CHECK(asked < uint64_t{40} * 2 * half);
}
