#include "figures.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "compare.h"

namespace jumelles::worlds {
namespace {

Figures figures_of(double ours, double baseline, std::vector<Said> said) {
  Figures figures;
  figures.scores[kOurs] = {true, ours, ours, ours, ours};
  figures.scores[kEquality] = {true, baseline, baseline, baseline, baseline};
  figures.scores[kPlain] = {false, 1, 1, 1, 1};
  figures.said = std::move(said);
  return figures;
}

Said said(double low, double high, double truth, double links = 100) {
  Said one;
  one.precision = (low + high) / 2, one.precision_low = low, one.precision_high = high, one.true_precision = truth;
  one.links = links;
  return one;
}

}  // namespace

TEST_CASE("regret is what the best baseline that ran is better by, never below nothing") {
  CHECK(figures_of(0.8, 0.9, {}).regret() == doctest::Approx(0.1));
  CHECK(figures_of(0.9, 0.8, {}).regret() == 0);
}

TEST_CASE("where few pairs are true, B-cubed counts") {
  Figures figures;
  figures.seeds = 2;
  figures.true_pairs = 2 * 99.0;
  figures.scores[kOurs] = {true, 1.0, 1, 1, 1.8};
  finish(figures);
  CHECK(figures.few_pairs);
  CHECK(figures.figure(kOurs) == doctest::Approx(0.9));
  figures.true_pairs = 2 * 100.0;
  finish(figures);
  CHECK_FALSE(figures.few_pairs);
  CHECK(figures.figure(kOurs) == doctest::Approx(0.25));
}

TEST_CASE("an estimate holds when all it says does, and boasts when it says .95 of what is under .85") {
  CHECK(said(0.9, 1, 0.95).holds());
  CHECK_FALSE(said(0.9, 1, 0.89).holds());
  Said both = said(0.9, 1, 0.95);
  both.recall_known = true;
  both.recall = 0.97, both.recall_low = 0.94, both.recall_high = 1, both.true_recall = 0.8;
  CHECK_FALSE(both.holds());
  CHECK(both.precision_holds());
  CHECK(both.boasts());
  const Summary summary = summarize({figures_of(1, 1, {both})});
  CHECK(summary.precision_holding == 1);
  CHECK(summary.recall_holding == 0);
  CHECK(summary.holding == 0);
  both.true_recall = 0.86;
  CHECK_FALSE(both.boasts());
  Said high = said(0.94, 0.98, 0.84);
  CHECK(high.boasts());
  high.withheld_id = "too_uncertain";
  CHECK_FALSE(high.boasts());
}

TEST_CASE("the summary counts worlds alike, and estimates where there are fifty links") {
  Said withheld = said(0, 1, 0.5, 50);
  withheld.withheld_id = "too_uncertain";
  const Summary summary = summarize({figures_of(0.8, 0.9, {said(0.9, 1, 0.95), said(0.9, 1, 0.2)}), figures_of(0.9, 0.6, {withheld, said(0.8, 1, 0.9, 49)})});
  CHECK(summary.worlds == 2);
  CHECK(summary.mean_regret == doctest::Approx(0.05));
  CHECK(summary.worst_regret == doctest::Approx(0.1));
  CHECK(summary.precision_holding == doctest::Approx(0.75));
  CHECK(summary.recall_holding == 1);  // of none
  CHECK(summary.holding == doctest::Approx(0.75));
  CHECK(summary.boasting_worlds == 1);
  CHECK(summary.said_of_linked == doctest::Approx(2.0 / 3));
  CHECK(summary.mean_width == doctest::Approx(0.4 / 3));
}

// Quality: nobody notices how well files are matched unless something asks.
TEST_CASE("small worlds are matched as well as they were") {
  size_t tested = 0;
  for (const CatalogRow& row : catalog()) {
    if (row.floor <= 0) continue;
    CAPTURE(row.name);
    const Result<Figures> figures = measure(row, 1, false);
    REQUIRE(figures.ok());
    CHECK(figures.value().figure(kOurs) >= row.floor);
    // Nothing to find: what is merged is lost.
    if (figures.value().true_pairs == 0) CHECK(figures.value().golden_records >= 0.99 * static_cast<double>(figures.value().rows));
    ++tested;
  }
  CHECK(tested >= 20);
}

TEST_CASE("the plain model has none of what is special in ours, on worlds where ours has it") {
  bool siblings = false, dependences = false, clean = false;
  for (const char* name : {"many_households_1200", "many_contacts_1000", "two_publications"}) {
    const auto row = std::find_if(catalog().begin(), catalog().end(), [&](const CatalogRow& r) { return r.name == std::string(name); });
    REQUIRE(row != catalog().end());
    const Input input = input_of(make_world(parse_world(row->name, row->line).value(), 1));
    const auto plain_result = run(input, true).result;
    const LinkConfig ours = run(input, false).result->project.link, plain = plain_result->project.link;
    CHECK(plain_result->link->config.one_per_source.empty());  // nor taken for one in training
    siblings = siblings || !ours.sibling_priors.empty();
    dependences = dependences || !ours.dependences.empty();
    clean = clean || !ours.one_per_source.empty();
    CHECK_FALSE(ours.plain_model);
    CHECK(plain.plain_model);
    CHECK(plain.sibling_priors.empty());
    CHECK(plain.dependences.empty());
    CHECK(plain.one_per_source.empty());
  }
  CHECK(siblings);
  CHECK(dependences);
  CHECK(clean);
}

TEST_CASE("rows keep their truth when the header is taken for one of them, or one of them for the header, or one is rejected") {
  const auto things_of = [](std::vector<uint32_t> source_rows, uint64_t rejected) {
    World world;
    world.files.emplace_back().thing_of = {7, 8, 9};
    auto table = std::make_shared<Table>();
    table->source_rows = std::move(source_rows);
    auto result = std::make_shared<assessing::RunResult>();
    result->tables.push_back(table);
    Answer answer;
    answer.result = result;
    answer.rejected_rows = {rejected};
    return truth_of(world, answer).cluster_of;
  };
  using Things = std::vector<uint32_t>;
  CHECK(things_of({1, 2, 3}, 0) == Things{7, 8, 9});
  CHECK(things_of({1, 2, 3, 4}, 0) == Things{evaluate::kUnknownCluster, 7, 8, 9});
  CHECK(things_of({1, 2}, 0) == Things{8, 9});
  CHECK(things_of({1, 3}, 1) == Things{7, 9});
}

}  // namespace jumelles::worlds
