#include "linking/random_pairs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

RecordSet sources_of(std::initializer_list<uint32_t> sizes) {
  test::RecordBuilder builder;
  for (const uint32_t size : sizes) {
    builder.source("s" + std::to_string(size));
    for (uint32_t r = 0; r < size; ++r) builder.record({});
  }
  return builder.build();
}

}  // namespace

TEST_CASE("few records: every pair is visited once, across sources only those of two sources") {
  const RecordSet records = sources_of({4, 3});
  for (const LinkType type : {LinkType::kLinkDedupe, LinkType::kLink}) {
    RandomPairs random(records, type, 1);
    std::set<std::pair<RecordIndex, RecordIndex>> seen;
    uint64_t visits = 0;
    random.draw(0, random.units(), [&](RecordIndex a, RecordIndex b) {
      seen.insert(std::minmax(a, b));
      ++visits;
    });
    CHECK(visits == (type == LinkType::kLink ? 12 : 21));
    CHECK(seen.size() == visits);
  }
}

TEST_CASE("a short list against a long one: each of its records is met about as often as the others") {
  constexpr uint32_t kShort = 10, kLong = 100000;
  const RecordSet records = sources_of({kLong, kShort});
  RandomPairs random(records, LinkType::kLink, 1);
  std::vector<uint32_t> met(kShort, 0);
  std::set<RecordIndex> others;
  random.draw(0, random.units(), [&](RecordIndex a, RecordIndex b) {
    const auto [low, high] = std::minmax(a, b);
    REQUIRE((low < kLong && high >= kLong));
    ++met[high - kLong];
    others.insert(low);
  });
  for (const uint32_t count : met) CHECK(count == doctest::Approx(static_cast<double>(random.units()) / kShort).epsilon(0.05));
  CHECK(others.size() > 2500);
}

TEST_CASE("across three sources, pairs of two sources are as frequent as there are of them") {
  const RecordSet records = sources_of({1000, 2000, 3000});
  RandomPairs random(records, LinkType::kLink, 7);
  double counts[3] = {};  // the source that is not in the pair
  random.draw(0, random.units(), [&](RecordIndex a, RecordIndex b) { ++counts[3 - records.source_of[a] - records.source_of[b]]; });
  const double all = 2000.0 * 3000 + 1000.0 * 3000 + 1000.0 * 2000, n = static_cast<double>(random.units());
  CHECK(counts[0] == doctest::Approx(n * 2000 * 3000 / all).epsilon(0.02));
  CHECK(counts[1] == doctest::Approx(n * 1000 * 3000 / all).epsilon(0.02));
  CHECK(counts[2] == doctest::Approx(n * 1000 * 2000 / all).epsilon(0.02));
}

TEST_CASE("one source alone has no pair across sources") {
  const RecordSet records = sources_of({2000});
  CHECK(RandomPairs(records, LinkType::kLink, 1).units() == 0);
  CHECK(RandomPairs(records, LinkType::kDedupe, 1).units() > 0);
}

}  // namespace jumelles::linking
