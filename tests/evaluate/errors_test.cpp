#include <doctest/doctest.h>

#include <map>

#include "core/rng.h"
#include "evaluate/errors.h"
#include "support/record_builder.h"

using namespace jumelles;
using evaluate::PairFate;

namespace {

RecordSet one_table(uint32_t n) {
  test::RecordBuilder builder;
  for (uint32_t r = 0; r < n; ++r) builder.record({});
  return builder.build();
}

uint64_t of(const std::array<uint64_t, evaluate::kFateCount>& counts, PairFate fate) { return counts[static_cast<size_t>(fate)]; }

}  // namespace

TEST_CASE("a pair is lost at the first step that it does not pass") {
  const Weight threshold = 2 * kOneBit;
  const auto fate = [&](bool met, bool forced, bool forbidden, Weight weight, bool together) {
    return evaluate::fate_of({met, forced, forbidden, weight}, threshold, together);
  };
  CHECK(fate(false, false, false, 9 * kOneBit, false) == PairFate::kNeverMet);
  CHECK(fate(true, false, false, kOneBit, false) == PairFate::kBelowThreshold);
  CHECK(fate(true, false, true, 9 * kOneBit, false) == PairFate::kForbidden);
  CHECK(fate(true, false, false, 9 * kOneBit, false) == PairFate::kRefused);
  CHECK(fate(true, true, false, -kOneBit, false) == PairFate::kRefused);
  CHECK(fate(true, false, false, threshold, true) == PairFate::kLinked);
  CHECK(fate(true, true, false, -kOneBit, true) == PairFate::kLinked);
  CHECK(fate(false, false, false, 9 * kOneBit, true) == PairFate::kIndirect);
  CHECK(fate(true, false, false, kOneBit, true) == PairFate::kIndirect);
}

TEST_CASE("every true pair has one fate and every wrong pair of a group is found") {
  Rng rng(8);
  for (int trial = 0; trial < 30; ++trial) {
    const uint32_t n = 3 + static_cast<uint32_t>(rng.below(15));
    const RecordSet records = one_table(n);
    evaluate::Truth truth;
    std::vector<std::vector<RecordIndex>> lists(1 + rng.below(n));
    for (RecordIndex r = 0; r < n; ++r) {
      truth.cluster_of.push_back(rng.chance(0.1) ? UINT32_MAX : static_cast<uint32_t>(rng.below(4)));
      lists[rng.below(lists.size())].push_back(r);
    }
    std::erase_if(lists, [](const auto& list) { return list.empty(); });
    const Groups groups = test::make_groups(n, lists);
    std::map<std::pair<RecordIndex, RecordIndex>, evaluate::PairAnswer> answers;
    for (RecordIndex a = 0; a < n; ++a)
      for (RecordIndex b = a + 1; b < n; ++b)
        answers[{a, b}] = {rng.chance(0.7), rng.chance(0.05), rng.chance(0.1), (static_cast<Weight>(rng.below(9)) - 4) * kOneBit};
    const evaluate::ErrorOptions options;
    const auto report = evaluate::find_errors(truth, records, groups, [&](RecordIndex a, RecordIndex b) { return answers.at({a, b}); }, options);

    std::array<uint64_t, evaluate::kFateCount> expected{}, wrong{};
    uint64_t missed = 0, alike = 0;
    for (const auto& [pair, answer] : answers) {
      const auto [a, b] = pair;
      const bool known = truth.cluster_of[a] != UINT32_MAX && truth.cluster_of[b] != UINT32_MAX;
      if (!known) continue;
      const bool match = truth.cluster_of[a] == truth.cluster_of[b], together = groups.group_of[a] == groups.group_of[b];
      const PairFate fate = evaluate::fate_of(answer, 0, together);
      if (match) ++expected[static_cast<size_t>(fate)];
      if (match && !together) ++missed;
      if (match && fate == PairFate::kNeverMet && answer.match_weight >= 0 && !answer.forbidden) ++alike;
      if (!match && together) ++wrong[static_cast<size_t>(fate)];
    }
    CAPTURE(trial);
    CHECK(report.true_by_fate == expected);
    CHECK(report.false_by_fate == wrong);
    CHECK(report.never_met_but_alike == alike);
    CHECK(report.false_pairs == of(wrong, PairFate::kLinked) + of(wrong, PairFate::kIndirect));
    CHECK(report.worst.size() == report.false_pairs + missed);
    for (const evaluate::PairError& error : report.worst) CHECK(error.match_weight == answers.at({error.a, error.b}).match_weight);
  }
}

TEST_CASE("only the worst errors of each fate are kept, the worst first") {
  const uint32_t n = 400;
  const RecordSet records = one_table(n);
  evaluate::Truth truth;
  for (RecordIndex r = 0; r < n; ++r) truth.cluster_of.push_back(r / 2);  // every second record is the partner of the one before
  const Groups apart = test::make_groups(n, {});
  evaluate::ErrorOptions options;
  options.limit = 5;
  // Pairs of the first half never met, those of the second are below the threshold.
  const auto ask = [](RecordIndex a, RecordIndex) {
    return evaluate::PairAnswer{a >= 200, false, false, -static_cast<Weight>(a * 7919 % 401) * kOneBit};
  };
  const auto report = evaluate::find_errors(truth, records, apart, ask, options);
  REQUIRE(report.worst.size() == 10);
  for (size_t i = 0; i < 10; ++i) CHECK(report.worst[i].is_match);
  for (size_t i = 1; i < 5; ++i) CHECK(report.worst[i - 1].match_weight > report.worst[i].match_weight);
  for (size_t i = 6; i < 10; ++i) CHECK(report.worst[i - 1].match_weight < report.worst[i].match_weight);
  Weight heaviest = -1000 * kOneBit, lightest = 0;
  for (RecordIndex a = 0; a < 200; a += 2) heaviest = std::max(heaviest, ask(a, 0).match_weight);
  for (RecordIndex a = 200; a < 400; a += 2) lightest = std::min(lightest, ask(a, 0).match_weight);
  CHECK(report.worst[0].match_weight == heaviest);
  CHECK(report.worst[5].match_weight == lightest);
}

TEST_CASE("too many pairs are sampled, and it is said") {
  const uint32_t n = 60;
  const RecordSet records = one_table(n);
  evaluate::Truth truth;
  truth.cluster_of.assign(n, 0);
  evaluate::ErrorOptions options;
  options.pair_limit = 100;
  const auto ask = [](RecordIndex, RecordIndex) { return evaluate::PairAnswer{true, false, false, kOneBit}; };
  const auto sampled = evaluate::find_errors(truth, records, test::make_groups(n, {}), ask, options);
  CHECK(sampled.true_pairs == 60 * 59 / 2);
  CHECK(sampled.asked_true_pairs <= 100);
  CHECK(sampled.asked_true_pairs > 50);
  CHECK(sampled.all_false_pairs_seen);
  for (uint32_t r = 0; r < n; ++r) truth.cluster_of[r] = r;
  std::vector<RecordIndex> all(n);
  for (uint32_t r = 0; r < n; ++r) all[r] = r;
  const auto wrong = evaluate::find_errors(truth, records, test::make_groups(n, {all}), ask, options);
  CHECK(wrong.false_pairs == 100);
  CHECK_FALSE(wrong.all_false_pairs_seen);
}
