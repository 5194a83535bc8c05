#include <doctest/doctest.h>

#include <algorithm>

#include "compare/comparator.h"
#include "core/phase.h"
#include "linking/link.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

// Titles of six words, of which records 1 to 5 share ever fewer with record 0; weights as if trained.
struct Titles {
  explicit Titles(bool locked = false, double prior = 0.01) {
    test::RecordBuilder builder;
    builder.attribute("title", AttributeType::kTitle);
    const char* words[] = {"OSPREY", "LANTERN", "GRANITE", "MEADOW", "THIMBLE", "CINDER"};
    const char* others[] = {"WALRUS", "BUTTON", "HARVEST", "PEBBLE", "VIOLIN", "NUTMEG"};
    for (size_t shared = 6; shared > 0; --shared) {
      std::string title;
      for (size_t i = 0; i < 6; ++i) title += std::string(i < shared ? words[i] : others[(i + shared) % 6]) + ' ';
      title.pop_back();
      builder.record({title});
    }
    for (int i = 0; i < 60; ++i) builder.record({"FILLER NUMBER " + std::to_string(i)});
    LinkConfig config;
    config.comparisons = {compare::make_comparison("title", "text", {"title"})};
    // One word for another is another matter than how much they overlap.
    std::erase_if(config.comparisons[0].levels, [](const Level& level) { return level.id == "different_words"; });
    double ratio = 4096;
    for (Level& level : config.comparisons[0].levels) {
      level.u_probability = 0.01;
      level.m_probability = 0.01 * ratio;
      level.term_frequency = false;
      level.locked = locked;
      if (locked) level.weight = weight_from_bits(std::max(-8, 12 - static_cast<int>(&level - config.comparisons[0].levels.data())));
      ratio /= 4;
    }
    config.prior = prior;
    config.trained = true;
    config.link_type = LinkType::kDedupe;
    result = std::make_shared<LinkResult>();
    REQUIRE(run_to_end(link_phases(std::make_shared<RecordSet>(builder.build()), config, result)).ok());
  }
  Evidence of(RecordIndex a, RecordIndex b) const { return result->scorer->explain(a, b).evidence[0]; }
  Weight level_weight(int level) const { return result->config.comparisons[0].levels[static_cast<size_t>(level)].weight; }
  std::shared_ptr<LinkResult> result;
};

TEST_CASE("texts weigh by how much they overlap, between the weights of the neighboring levels") {
  const Titles titles;
  int differing = 0;
  for (RecordIndex r = 1; r < 5; ++r) {
    const Evidence now = titles.of(0, r), next = titles.of(0, r + 1);
    CAPTURE(r);
    CHECK(now.weight > next.weight);
    if (titles.result->config.comparisons[0].levels[static_cast<size_t>(now.level)].id == "else") continue;
    CHECK(now.weight <= titles.level_weight(now.level - 1));
    CHECK(now.weight >= titles.level_weight(now.level + 1));
    differing += now.weight != titles.level_weight(now.level) ? 1 : 0;
  }
  CHECK(differing >= 2);
}

TEST_CASE("what a pair's overlap adds is in its bars, in both directions") {
  const Titles titles;
  for (RecordIndex r = 1; r < 6; ++r) {
    const Explanation why = titles.result->scorer->explain(0, r);
    Weight sum = why.prior;
    for (const Evidence& evidence : why.evidence) sum += evidence.weight + evidence.term_frequency_weight;
    CHECK(sum == why.match_weight);
    CHECK(titles.result->scorer->score(0, r) == sum);
    CHECK(titles.result->scorer->score(r, 0) == sum);
  }
}

TEST_CASE("weights set by hand are kept to, and pairs far below any link weigh what their level weighs") {
  const Titles by_hand(true), unlikely(false, 1e-9);
  for (RecordIndex r = 1; r < 6; ++r) {
    CHECK(by_hand.of(0, r).weight == by_hand.level_weight(by_hand.of(0, r).level));
    CHECK(unlikely.of(0, r).weight == unlikely.level_weight(unlikely.of(0, r).level));
  }
}

}  // namespace
}  // namespace jumelles::linking
