#include <doctest/doctest.h>

#include <algorithm>

#include "core/rng.h"
#include "evaluate/evaluate.h"
#include "reference/evaluate_reference.h"
#include "support/record_builder.h"

using namespace jumelles;
using doctest::Approx;

namespace {

RecordSet tables(const std::vector<uint32_t>& sizes) {
  test::RecordBuilder builder;
  for (size_t t = 0; t < sizes.size(); ++t) {
    builder.source("t" + std::to_string(t));
    for (uint32_t r = 0; r < sizes[t]; ++r) builder.record({});
  }
  return builder.build();
}

Groups random_groups(uint32_t record_count, uint32_t group_count, Rng& rng) {
  std::vector<std::vector<RecordIndex>> lists(group_count);
  for (RecordIndex r = 0; r < record_count; ++r) lists[rng.below(group_count)].push_back(r);
  std::erase_if(lists, [](const auto& list) { return list.empty(); });
  return test::make_groups(record_count, lists);
}

void check_equal(const evaluate::Scores& a, const evaluate::Scores& b) {
  CHECK(a.true_pairs == b.true_pairs);
  CHECK(a.predicted_pairs == b.predicted_pairs);
  CHECK(a.correct_pairs == b.correct_pairs);
  CHECK(a.true_groups == b.true_groups);
  CHECK(a.predicted_groups == b.predicted_groups);
  CHECK(a.identical_groups == b.identical_groups);
  CHECK(a.largest_true_group == b.largest_true_group);
  CHECK(a.largest_group == b.largest_group);
  CHECK(a.f1 == Approx(b.f1));
  CHECK(a.bcubed_precision == Approx(b.bcubed_precision));
  CHECK(a.bcubed_recall == Approx(b.bcubed_recall));
  CHECK(a.bcubed_f1 == Approx(b.bcubed_f1));
}

}  // namespace

TEST_CASE("scores of clusters equal the definition over all pairs") {
  Rng rng(7);
  for (int trial = 0; trial < 60; ++trial) {
    const uint32_t n = 1 + static_cast<uint32_t>(rng.below(40));
    const RecordSet records = tables({n});
    const Groups groups = random_groups(n, 1 + static_cast<uint32_t>(rng.below(n)), rng);
    evaluate::Truth truth;
    const uint64_t clusters = 1 + rng.below(n);
    for (uint32_t r = 0; r < n; ++r)
      truth.cluster_of.push_back(rng.chance(0.1) ? UINT32_MAX : static_cast<uint32_t>(rng.below(clusters) * 1000));
    CAPTURE(trial);
    check_equal(evaluate::score(truth, records, groups), reference::score_clusters(truth.cluster_of, groups));
  }
}

TEST_CASE("a perfect result scores one everywhere") {
  const RecordSet records = tables({5});
  evaluate::Truth truth;
  truth.cluster_of = {4, 4, 9, 9, 9};
  const auto scores = evaluate::score(truth, records, test::make_groups(5, {{0, 1}, {2, 3, 4}}));
  CHECK(scores.f1 == 1);
  CHECK(scores.bcubed_f1 == 1);
  CHECK(scores.true_pairs == 4);
  CHECK(scores.identical_groups == 2);
}

TEST_CASE("with pairs of two files, pairs inside one file are not judged") {
  const RecordSet records = tables({2, 2});
  evaluate::Truth truth;
  truth.is_pairs = truth.cross_table_only = true;
  truth.pairs = {{0, 2}, {1, 3}};
  const auto scores = evaluate::score(truth, records, test::make_groups(4, {{0, 1, 2}}));
  CHECK(scores.predicted_pairs == 2);  // 0-2 and 1-2; 0-1 is inside the first file
  CHECK(scores.correct_pairs == 1);
  CHECK(scores.true_pairs == 2);
  CHECK(scores.true_groups == 2);
  CHECK(scores.precision == Approx(0.5));
  CHECK(scores.recall == Approx(0.5));
}

TEST_CASE("pairs of two files are counted as by testing every pair") {
  Rng rng(11);
  for (int trial = 0; trial < 40; ++trial) {
    const uint32_t left = 1 + static_cast<uint32_t>(rng.below(12)), right = 1 + static_cast<uint32_t>(rng.below(12));
    const RecordSet records = tables({left, right});
    const Groups groups = random_groups(left + right, 1 + static_cast<uint32_t>(rng.below(8)), rng);
    evaluate::Truth truth;
    truth.is_pairs = truth.cross_table_only = true;
    uint64_t predicted = 0, correct = 0;
    for (RecordIndex a = 0; a < left; ++a)
      for (RecordIndex b = left; b < left + right; ++b) {
        const bool together = groups.group_of[a] == groups.group_of[b], same = rng.chance(0.2);
        if (same) truth.pairs.emplace_back(a, b);
        predicted += together;
        correct += together && same;
      }
    const auto scores = evaluate::score(truth, records, groups);
    CHECK(scores.predicted_pairs == predicted);
    CHECK(scores.correct_pairs == correct);
    CHECK(scores.true_pairs == truth.pairs.size());
  }
}

TEST_CASE("nothing found scores no recall and no error") {
  const RecordSet records = tables({3});
  evaluate::Truth truth;
  truth.cluster_of = {0, 0, 1};
  const auto scores = evaluate::score(truth, records, test::make_groups(3, {}));
  CHECK(scores.precision == 1);
  CHECK(scores.recall == 0);
  CHECK(scores.f1 == 0);
  CHECK(scores.bcubed_precision == 1);
  CHECK(scores.bcubed_recall == Approx(2.0 / 3.0));
}

TEST_CASE("the share of true pairs that blocking met is counted over every true pair, each once") {
  evaluate::Truth truth;
  truth.cluster_of = {7, 3, 7, 3, 7, UINT32_MAX, 9};
  std::vector<std::pair<RecordIndex, RecordIndex>> asked;
  const auto recall = evaluate::blocking_recall(truth, [&](RecordIndex a, RecordIndex b) {
    asked.emplace_back(a, b);
    return a == 0;
  });
  std::sort(asked.begin(), asked.end());
  CHECK(asked == std::vector<std::pair<RecordIndex, RecordIndex>>{{0, 2}, {0, 4}, {1, 3}, {2, 4}});
  CHECK(recall.met_pairs == 2);
  CHECK(recall.recall == Approx(0.5));
  CHECK(evaluate::blocking_recall(truth, [](RecordIndex, RecordIndex) { return true; }, 2).asked_pairs == 2);
  truth.is_pairs = true;
  truth.pairs = {{1, 2}, {3, 4}, {5, 6}};
  CHECK(evaluate::blocking_recall(truth, [](RecordIndex a, RecordIndex) { return a != 3; }).recall == Approx(2.0 / 3.0));
}
