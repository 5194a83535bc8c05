#include <doctest/doctest.h>

#include <algorithm>
#include <tuple>

#include "cluster/cluster.h"
#include "core/rng.h"
#include "support/record_builder.h"

using namespace jumelles;

namespace {

// In steps of so many units.
std::vector<uint8_t> measured(const std::vector<Edge>& edges, const RecordSet& records, uint64_t step = UINT64_MAX, std::vector<uint8_t> presumed = {},
                              std::shared_ptr<std::vector<cluster::SourceFinding>> findings = nullptr, Weight threshold = 0) {
  auto free = std::make_shared<std::vector<uint8_t>>();
  for (Phase& phase :
       cluster::duplicate_free_phases(std::make_shared<std::vector<Edge>>(edges), std::make_shared<RecordSet>(records), threshold, presumed, free, findings)) {
    const uint64_t count = phase.count();
    for (uint64_t done = 0; done < count;) {
      const uint64_t end = count - done > step ? done + step : count;
      REQUIRE(phase.body(done, end).ok());
      done = end;
    }
  }
  return *free;
}

// Two sources of `size` records; record i of the one is record i of the other for the first `matched` ones, with
// weights of 10 to 30 bits.
struct TwoSources {
  std::vector<Edge> edges;
  RecordSet records;
  uint32_t size;
  Rng rng{17};

  TwoSources(uint32_t size_of_each, uint32_t matched) : size(size_of_each) {
    test::RecordBuilder builder;
    for (const char* name : {"left", "right"}) {
      builder.source(name);
      for (uint32_t r = 0; r < size; ++r) builder.record({});
    }
    records = builder.build();
    for (uint32_t r = 0; r < matched; ++r) add(r, size + r, 10 + static_cast<double>(rng.below(20)));
  }

  void add(RecordIndex a, RecordIndex b, double weight) { edges.push_back({a, b, weight_from_bits(weight), 0}); }

  std::vector<uint8_t> measure(uint64_t step = UINT64_MAX, std::vector<uint8_t> presumed = {}) {
    std::sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    return measured(edges, records, step, std::move(presumed));
  }
};

// Why, as well; the two say the same.
std::vector<cluster::SourceFinding> found(TwoSources& input, std::vector<uint8_t> presumed = {}) {
  auto findings = std::make_shared<std::vector<cluster::SourceFinding>>();
  std::sort(input.edges.begin(), input.edges.end(), [](const Edge& x, const Edge& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  const std::vector<uint8_t> free = measured(input.edges, input.records, 7, std::move(presumed), findings);
  REQUIRE(findings->size() == 2);
  for (size_t s = 0; s < 2; ++s) CHECK((*findings)[s].is_free() == (free[s] != 0));
  return *findings;
}

}  // namespace

TEST_CASE("each verdict on a source says what it rests on") {
  using cluster::SourceVerdict;
  {
    TwoSources input(1000, 15);
    CHECK(found(input)[0].verdict == SourceVerdict::kTooLittle);
  }
  {
    TwoSources input(1000, 600);
    for (uint32_t r = 0; r < 20; ++r) input.add(r, 900 + r, 12 + r);
    const auto findings = found(input);
    CHECK(findings[0].verdict == SourceVerdict::kHeavyInside);
    CHECK(findings[0].matches == 600);
    CHECK(findings[0].inside == 20);
    CHECK(findings[0].median >= weight_from_bits(18));
    CHECK(findings[0].median <= weight_from_bits(22));
    CHECK(findings[0].heavy_inside == static_cast<uint64_t>(std::count_if(input.edges.begin(), input.edges.end(), [&](const Edge& e) {
            return e.b < 1000 && e.match_weight >= findings[0].median;
          })));
    CHECK(findings[1].verdict == SourceVerdict::kFewInside);
    CHECK(findings[1].inside == 0);
  }
  {
    TwoSources input(1000, 600);
    for (uint32_t r = 0; r < 2; ++r) input.add(r, 900 + r, 28);
    for (uint32_t r = 0; r < 40; ++r) input.add(100 + r, 940 + r, 2);
    CHECK(found(input)[0].verdict == SourceVerdict::kLookAlikes);
    CHECK(found(input)[0].heavy_inside == 2);
    CHECK(found(input)[0].inside == 42);
  }
  {
    TwoSources input(1000, 600);
    for (uint32_t r = 0; r < 100; ++r) input.add(r, 200 + r, 28);
    const auto findings = found(input);
    CHECK(findings[0].verdict == SourceVerdict::kOwnPartners);
    CHECK(findings[0].own_partner == 100);
    CHECK(findings[0].same_partner == 0);
  }
  {
    TwoSources input(1000, 600);
    for (uint32_t r = 0; r < 100; ++r) {  // the record beside it, drawn as strongly to the same partner
      input.add(600 + r, 1000 + r, 28);
      input.add(r, 600 + r, 5);
    }
    for (Edge& edge : input.edges)
      if (edge.b >= 1000 && edge.a < 100) edge.match_weight = weight_from_bits(29);
    const auto findings = found(input);
    CHECK(findings[0].verdict == SourceVerdict::kSamePartner);
    CHECK(findings[0].same_partner == 100);
  }
  {
    TwoSources input(1000, 600);
    for (uint32_t r = 0; r < 20; ++r) input.add(700 + r, 800 + r, 28);  // no partners elsewhere
    CHECK(found(input)[0].verdict == SourceVerdict::kHeavyInside);
    CHECK(found(input, {1, 0})[0].verdict == SourceVerdict::kPresumed);
  }
}

TEST_CASE("sources without links inside are free of duplicates") { CHECK(TwoSources(1000, 600).measure() == std::vector<uint8_t>{1, 1}); }

TEST_CASE("links inside a source that weigh as much as matches are duplicates") {
  TwoSources input(1000, 600);
  for (uint32_t r = 0; r < 20; ++r) input.add(r, 900 + r, 12 + r);  // half of them above the median match
  CHECK(input.measure() == std::vector<uint8_t>{0, 1});
}

TEST_CASE("light links inside a source are look-alikes, not duplicates") {
  TwoSources input(1000, 600);
  for (uint32_t r = 0; r < 100; ++r) input.add(1000 + r, 1900 + r, 1 + r % 6);
  CHECK(input.measure() == std::vector<uint8_t>{1, 1});
}

TEST_CASE("a few heavy links among many light ones are look-alikes too") {
  TwoSources input(1000, 600);
  for (uint32_t r = 0; r < 2; ++r) input.add(r, 900 + r, 25);
  CHECK(input.measure() == std::vector<uint8_t>{0, 1});
  for (uint32_t r = 0; r < 40; ++r) input.add(100 + r, 940 + r, 2);
  CHECK(input.measure() == std::vector<uint8_t>{1, 1});
}

TEST_CASE("a single look-alike does not make a source unclean, links below the threshold are not looked at") {
  TwoSources input(1000, 600);
  input.add(3, 4, 25);  // two duplicates estimated, two tolerated
  for (uint32_t r = 0; r < 100; ++r) input.add(r, 900 + r, -3);
  CHECK(input.measure() == std::vector<uint8_t>{1, 1});
}

TEST_CASE("records of a source that have each their own partner elsewhere are look-alikes, however heavy their links") {
  TwoSources input(1000, 600);
  for (uint32_t r = 0; r < 100; ++r) input.add(r, 200 + r, 28);
  CHECK(input.measure() == std::vector<uint8_t>{1, 1});
}

TEST_CASE("records of a source that are drawn to the same partner are duplicates") {
  TwoSources input(1000, 600);
  for (uint32_t r = 0; r < 100; ++r) {
    input.add(r, 700 + r, 28);            // a record without a partner of its own...
    input.add(700 + r, 1000 + r, 16);     // ... but the one of its duplicate
  }
  CHECK(input.measure() == std::vector<uint8_t>{0, 1});
}

TEST_CASE("many that are drawn to the same partner are duplicates, though all be lighter than the matches") {
  for (const uint32_t copies : {4u, 100u}) {
    TwoSources input(1000, 600);
    for (uint32_t r = 0; r < copies; ++r) {
      input.add(r, 700 + r, 5);
      input.add(700 + r, 1000 + r, 8 + r % 3);
      input.edges[r].match_weight = weight_from_bits(10);
    }
    for (uint32_t r = 0; r < 20; ++r) input.add(1000 + r, 1900 + r, 1);  // look-alikes without a partner say nothing
    CAPTURE(copies);
    CHECK(input.measure() == std::vector<uint8_t>{copies == 4 ? uint8_t{1} : uint8_t{0}, 1});
  }
}

TEST_CASE("a source taken for free of duplicates stays so until more than a fifth of its partners are shared, however many look-alikes it holds") {
  for (const uint32_t shared : {110u, 130u}) {
    TwoSources input(2000, 600);
    for (uint32_t r = 0; r < shared; ++r) {
      input.add(r, 1000 + r, 6);
      input.add(1000 + r, 2000 + r, 9);
      input.edges[r].match_weight = weight_from_bits(12);
    }
    for (uint32_t r = 0; r < 300; ++r) input.add(r, 599 - r, 5);  // each its own partner
    CAPTURE(shared);
    CHECK(input.measure(UINT64_MAX, {1, 1})[0] == (shared == 110 ? 1 : 0));
  }
}

TEST_CASE("sources that are small, alone or hardly linked are not judged") {
  CHECK(TwoSources(40, 30).measure() == std::vector<uint8_t>{0, 0});
  CHECK(TwoSources(1000, 10).measure() == std::vector<uint8_t>{0, 0});
  test::RecordBuilder builder;
  builder.source("only");
  for (int r = 0; r < 100; ++r) builder.record({});
  CHECK(measured({}, builder.build()) == std::vector<uint8_t>{0});
}

TEST_CASE("where measuring sources is cut into steps does not matter") {
  TwoSources input(1000, 600);
  for (uint32_t r = 0; r < 20; ++r) input.add(r, 900 + r, 12 + r);
  CHECK(input.measure(7) == std::vector<uint8_t>{0, 1});
  CHECK(TwoSources(1000, 600).measure(1) == std::vector<uint8_t>{1, 1});
}

TEST_CASE("two heavy links that lead to the same partner may be chance, half a dozen are not") {
  for (const uint32_t copies : {2u, 6u}) {
    TwoSources input(1000, 600);
    for (uint32_t r = 0; r < 100; ++r) input.add(100 + r, 300 + r, 2);  // look-alikes with a partner each
    for (uint32_t r = 0; r < 20; ++r) input.add(640 + r, 680 + r, 29);   // whose partners nobody knows
    for (uint32_t r = 0; r < copies; ++r) {
      input.add(r, 700 + r, 29);
      input.add(700 + r, 1000 + r, 12);
      input.edges[r].match_weight = weight_from_bits(12);
    }
    CAPTURE(copies);
    CHECK(input.measure()[0] == (copies == 2 ? 1 : 0));
  }
}

TEST_CASE("weights count from the threshold on: with all of them and it raised alike, the same is measured") {
  for (const bool copies : {false, true}) {
    TwoSources input(1000, 600);
    for (uint32_t r = 0; r < 100; ++r) {
      input.add(r, 700 + r, 28);
      input.add(700 + r, copies ? 1000 + r : 1700 + r, 9);
      input.edges[r].match_weight = weight_from_bits(12);
    }
    const std::vector<uint8_t> found = input.measure();
    CHECK(found[0] == (copies ? 0 : 1));
    for (Edge& edge : input.edges) edge.match_weight += 15 * kOneBit;
    CHECK(measured(input.edges, input.records, UINT64_MAX, {}, nullptr, 15 * kOneBit) == found);
  }
}

TEST_CASE("a dozen records drawn to the partners of others are duplicates among a thousand, and next to none among two thousand") {
  for (const uint32_t size : {1000u, 2000u}) {
    TwoSources input(size, 600);
    for (uint32_t r = 0; r < 13; ++r) {
      input.add(r, 700 + r, 5);
      input.add(700 + r, size + r, 9);
      input.edges[r].match_weight = weight_from_bits(10);
    }
    for (uint32_t r = 0; r < 8; ++r) input.add(100 + r, 200 + r, 5);  // each its own partner
    CAPTURE(size);
    CHECK(input.measure()[0] == (size == 1000 ? 0 : 1));
  }
}
