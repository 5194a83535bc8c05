#include "evaluate/judged_groups.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/rng.h"
#include "support/record_builder.h"

using namespace jumelles;

namespace {

// Records of things; most groups are right, some hold a stranger, some lack a record.
struct World {
  std::vector<uint32_t> thing_of;
  Groups groups;
  std::vector<Edge> edges;
};

World world(uint32_t things, double stranger, double lacking, uint64_t seed) {
  Rng rng(seed);
  World out;
  std::vector<std::vector<RecordIndex>> lists;
  RecordIndex next = 0;
  for (uint32_t thing = 0; thing < things; ++thing) {
    const uint32_t size = 1 + static_cast<uint32_t>(rng.below(4));
    std::vector<RecordIndex> list;
    for (uint32_t i = 0; i < size; ++i, ++next) {
      out.thing_of.push_back(thing);
      if (!list.empty() && rng.chance(lacking)) {
        out.edges.push_back({list[0], next, weight_from_bits(-2), 0});  // apart, and in doubt
        lists.push_back({next});
      } else if (list.empty() && !lists.empty() && rng.chance(stranger)) {
        out.edges.push_back({lists.back()[0], next, weight_from_bits(2), 0});
        lists.back().push_back(next);
      } else {
        list.push_back(next);
      }
    }
    if (!list.empty()) lists.push_back(list);
  }
  out.groups = test::make_groups(next, lists);
  return out;
}

struct Truth { double precision, recall; };

Truth truth_of(const World& w) {
  double right = 0, found = 0, there = 0;
  for (RecordIndex a = 0; a < w.thing_of.size(); ++a)
    for (RecordIndex b = a + 1; b < w.thing_of.size(); ++b) {
      const bool same = w.thing_of[a] == w.thing_of[b], together = w.groups.group_of[a] == w.groups.group_of[b];
      right += same && together, found += together, there += same;
    }
  return {right / found, right / there};
}

// What somebody who knows the truth says about the groups drawn.
std::vector<evaluate::JudgedGroup> judge(const World& w, const std::vector<evaluate::Draw>& draws) {
  std::vector<evaluate::JudgedGroup> judged;
  for (const evaluate::Draw& draw : draws) {
    evaluate::JudgedGroup group{draw.chance, draw.times, 0, {}, {}};
    for (uint32_t m = w.groups.first_member[draw.group]; m < w.groups.first_member[draw.group + 1]; ++m) group.records.push_back(w.groups.members[m]);
    group.member_count = static_cast<uint32_t>(group.records.size());
    for (RecordIndex r = 0; r < w.thing_of.size(); ++r)
      for (uint32_t i = 0; i < group.member_count; ++i)
        if (w.groups.group_of[r] != draw.group && w.thing_of[r] == w.thing_of[group.records[i]]) {
          group.records.push_back(r);
          break;
        }
    for (const RecordIndex r : group.records) group.thing_of.push_back(w.thing_of[r]);
    judged.push_back(std::move(group));
  }
  return judged;
}

}  // namespace

TEST_CASE("judging every group gives precision and recall as they are") {
  const World w = world(80, 0.1, 0.1, 1);
  std::vector<evaluate::Draw> all;
  for (uint32_t g = 0; g < w.groups.group_count(); ++g) all.push_back({g, 1.0 / w.groups.group_count(), 1});
  const evaluate::JudgedEstimate estimate = evaluate::estimate_from_judged(judge(w, all), w.groups);
  const Truth truth = truth_of(w);
  REQUIRE(estimate.precision_known);
  REQUIRE(estimate.recall_known);
  CHECK(truth.precision < 0.95);
  CHECK(estimate.precision.value == doctest::Approx(truth.precision));
  CHECK(estimate.recall.value == doctest::Approx(truth.recall));
}

TEST_CASE("a hundred groups drawn: intervals hold the truth at least 93 times in 100, and are narrow enough to be of use") {
  const World w = world(700, 0.03, 0.06, 2);
  const Truth truth = truth_of(w);
  const std::vector<double> chances = evaluate::chances_to_be_drawn(w.groups, w.edges);
  int precision_held = 0, recall_held = 0;
  double precision_mean = 0, recall_mean = 0, width = 0;
  constexpr int kTimes = 200;
  for (int i = 0; i < kTimes; ++i) {
    const auto estimate = evaluate::estimate_from_judged(judge(w, evaluate::draw_groups(chances, 100, static_cast<uint64_t>(i))), w.groups);
    REQUIRE(estimate.precision_known);
    REQUIRE(estimate.recall_known);
    CHECK(estimate.draw_count == 100);
    precision_held += estimate.precision.low <= truth.precision && truth.precision <= estimate.precision.high;
    recall_held += estimate.recall.low <= truth.recall && truth.recall <= estimate.recall.high;
    precision_mean += estimate.precision.value / kTimes;
    recall_mean += estimate.recall.value / kTimes;
    width = std::max(width, estimate.precision.high - estimate.precision.low);
  }
  CHECK(precision_held >= 0.93 * kTimes);
  CHECK(recall_held >= 0.93 * kTimes);
  CHECK(precision_mean == doctest::Approx(truth.precision).epsilon(0.01));
  CHECK(recall_mean == doctest::Approx(truth.recall).epsilon(0.02));
  CHECK(width < 0.2);
}

TEST_CASE("judgments of groups drawn before serve for groups made otherwise") {
  World w = world(700, 0.03, 0.06, 3);
  const auto judged = judge(w, evaluate::draw_groups(evaluate::chances_to_be_drawn(w.groups, w.edges), 400, 7));
  // Every record alone but those of one thing in twenty: recall falls, precision is that of what is left.
  std::vector<std::vector<RecordIndex>> lists;
  for (RecordIndex r = 0; r < w.thing_of.size(); ++r) {
    if (w.thing_of[r] % 20 != 0) continue;
    if (lists.empty() || w.thing_of[lists.back()[0]] != w.thing_of[r]) lists.emplace_back();
    lists.back().push_back(r);
  }
  w.groups = test::make_groups(static_cast<uint32_t>(w.thing_of.size()), lists);
  const Truth truth = truth_of(w);
  const auto estimate = evaluate::estimate_from_judged(judged, w.groups);
  REQUIRE(estimate.recall_known);
  CHECK(truth.recall < 0.1);
  CHECK(estimate.recall.low <= truth.recall);
  CHECK(estimate.recall.high >= truth.recall);
  CHECK(estimate.precision.value == 1);
}

TEST_CASE("where nothing wrong was seen the interval reaches 1 and says how little is known") {
  const World w = world(300, 0, 0, 4);
  const auto draws = evaluate::draw_groups(evaluate::chances_to_be_drawn(w.groups, w.edges), 60, 1);
  const auto estimate = evaluate::estimate_from_judged(judge(w, draws), w.groups);
  REQUIRE(estimate.precision_known);
  CHECK(estimate.precision.value == 1);
  CHECK(estimate.precision.high == 1);
  CHECK(estimate.precision.low < 0.97);
  CHECK_FALSE(evaluate::estimate_from_judged({}, w.groups).precision_known);
}

TEST_CASE("chances sum to 1, every group has one, and the same seed draws the same groups") {
  const World w = world(200, 0.05, 0.05, 5);
  const std::vector<double> chances = evaluate::chances_to_be_drawn(w.groups, w.edges);
  double sum = 0;
  for (const double chance : chances) {
    CHECK(chance > 0);
    sum += chance;
  }
  CHECK(sum == doctest::Approx(1));
  const auto first = evaluate::draw_groups(chances, 50, 9), again = evaluate::draw_groups(chances, 50, 9), other = evaluate::draw_groups(chances, 50, 10);
  const auto same = [](const evaluate::Draw& x, const evaluate::Draw& y) { return x.group == y.group && x.times == y.times; };
  CHECK(std::equal(first.begin(), first.end(), again.begin(), again.end(), same));
  CHECK_FALSE(std::equal(first.begin(), first.end(), other.begin(), other.end(), same));
}

TEST_CASE("where no group has a pair, or no pair is in doubt, chances sum to 1 all the same") {
  World alone = world(50, 0, 1, 6), sure = world(50, 0, 0, 7), both = world(50, 0, 1, 8);
  sure.edges.clear();
  both.edges.clear();
  for (const World* w : {&alone, &sure, &both}) {
    double sum = 0;
    for (const double chance : evaluate::chances_to_be_drawn(w->groups, w->edges)) sum += chance;
    CHECK(sum == doctest::Approx(1));
  }
}

TEST_CASE("ten groups of equal chance, half of them wrong, say as much as a simple sample of nine") {
  // Twenty pairs: of the first five groups judged each is two records of one thing, of the others of two.
  std::vector<std::vector<RecordIndex>> lists;
  for (RecordIndex r = 0; r < 40; r += 2) lists.push_back({r, r + 1});
  const Groups groups = test::make_groups(40, lists);
  std::vector<evaluate::JudgedGroup> judged;
  for (uint32_t g = 0; g < 10; ++g) {
    evaluate::JudgedGroup group{0.05, 1, 2, {2 * g, 2 * g + 1}, {0, 0}};
    if (g >= 5) group.thing_of[1] = 1;
    judged.push_back(std::move(group));
  }
  const evaluate::JudgedEstimate estimate = evaluate::estimate_from_judged(judged, groups);
  const evaluate::Interval expected = evaluate::wilson(4.5, 9);
  REQUIRE(estimate.precision_known);
  CHECK(estimate.precision.value == doctest::Approx(0.5));
  CHECK(estimate.precision.low == doctest::Approx(expected.low));
  CHECK(estimate.precision.high == doctest::Approx(expected.high));
}
