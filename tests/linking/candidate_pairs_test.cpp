#include "linking/candidate_pairs.h"

#include <doctest/doctest.h>

#include <map>

#include "compare/comparator.h"
#include "core/rng.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

RecordSet random_records(uint32_t count, uint64_t seed) {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity).attribute("phone", AttributeType::kPhone);
  Rng rng(seed);
  for (uint32_t r = 0; r < count; ++r) {
    if (r == 0 || r == count / 3) builder.source(r == 0 ? "a" : "b");
    const auto pick = [&](const char* prefix, uint64_t distinct) {
      return rng.chance(0.15) ? std::string() : prefix + std::to_string(rng.below(distinct));
    };
    builder.record({pick("NAME", 15), pick("CITY", 5), pick("0", 30) + "|" + pick("0", 30)});
  }
  return builder.build();
}

struct Fixture {
  Fixture(const RecordSet& records, LinkType type, uint32_t max_block)
      : columns(records), comparer(records, {compare::make_comparison("surname", "surname", {"surname"})}, {}) {
    comparer.pack(0, comparer.pack_units());
    comparer.prepare(0, comparer.prepare_units());
    block::BlockLimits limits;
    limits.max_block = max_block;
    limits.window = 10;
    const std::vector<std::pair<std::vector<KeyPart>, std::vector<KeyPart>>> keys = {
        {{{"surname", "exact"}, {"city", "exact"}}, {}}, {{{"phone", "exact"}}, {}}, {{{"surname", "exact"}}, {{"city", "exact"}}}};
    std::vector<block::BoundRule> bound;
    for (const auto& [parts, refinement] : keys) {
      bound.emplace_back();
      for (const KeyPart& part : parts) bound.back().parts.push_back(columns.add(part));
      for (const KeyPart& part : refinement) bound.back().refinement.push_back(columns.add(part));
    }
    columns.prepare(0, columns.units());
    std::vector<std::unique_ptr<block::RuleBlocks>> rules;
    for (const block::BoundRule& rule : bound) {
      rules.push_back(std::make_unique<block::RuleBlocks>(columns, rule, type, limits));
      rules.back()->build(0, rules.back()->units());
    }
    pairs = std::make_unique<CandidatePairs>(records, type, std::move(rules));
  }
  // Each visited pair with its rule; walked in steps.
  std::vector<std::pair<std::pair<RecordIndex, RecordIndex>, size_t>> walk(uint64_t step) {
    std::vector<std::pair<std::pair<RecordIndex, RecordIndex>, size_t>> seen;
    std::vector<uint8_t> visited(pairs->unit_count(), 0);
    CandidateWalk walk(*pairs, comparer);
    for (uint64_t i = 0; i < pairs->unit_count(); i += step)
      walk.first(i, std::min(pairs->unit_count(), i + step), [](uint64_t, RecordIndex, RecordIndex) { return true; },
                  [&](uint64_t unit, size_t rule, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
                    REQUIRE(p[0] == comparer.row(a)[0]);
                    REQUIRE(q[0] == comparer.row(b)[0]);
                    seen.push_back({std::minmax(a, b), rule});
                    visited[unit] = 1;
                  });
    // The same pairs again, cut otherwise.
    size_t next = 0;
    for (uint64_t i = 0; i < pairs->unit_count(); i += step + 3)
      walk.again(i, std::min(pairs->unit_count(), i + step + 3), [&](uint64_t unit) { return visited[unit] != 0; },
                 [&](uint64_t, size_t rule, RecordIndex a, RecordIndex b, const uint32_t* p, const uint32_t* q) {
                   REQUIRE(next < seen.size());
                   REQUIRE(p[0] == comparer.row(a)[0]);
                   REQUIRE(q[0] == comparer.row(b)[0]);
                   CHECK((seen[next].first == std::pair<RecordIndex, RecordIndex>(std::minmax(a, b)) && seen[next].second == rule));
                   ++next;
                 });
    CHECK(next == seen.size());
    return seen;
  }
  block::KeyColumns columns;
  compare::RecordComparer comparer;
  std::unique_ptr<CandidatePairs> pairs;
};

TEST_CASE("each candidate pair is met once, by the first rule that finds it") {
  for (const LinkType type : {LinkType::kDedupe, LinkType::kLink, LinkType::kLinkDedupe})
    for (const uint32_t max_block : {1000u, 8u}) {
      const RecordSet records = random_records(250, 7);
      Fixture fixture(records, type, max_block);
      const auto seen = fixture.walk(13);
      const std::map<std::pair<RecordIndex, RecordIndex>, size_t> by_pair(seen.begin(), seen.end());
      CHECK(by_pair.size() == seen.size());
      size_t expected = 0;
      for (RecordIndex a = 0; a < 250; ++a)
        for (RecordIndex b = a + 1; b < 250; ++b) {
          const bool allowed = type != LinkType::kLink || records.source_of[a] != records.source_of[b];
          const uint32_t rules = allowed ? fixture.pairs->rules_of(a, b) : 0;
          if (rules == 0) {
            CHECK(by_pair.count({a, b}) == 0);
            continue;
          }
          ++expected;
          size_t first = 0;
          while ((rules >> first & 1) == 0) ++first;
          REQUIRE(by_pair.count({a, b}) == 1);
          CHECK(by_pair.at({a, b}) == first);
        }
      CHECK(expected == seen.size());
      CHECK(expected > 100);
      CHECK(fixture.pairs->unit_count() >= seen.size());
    }
}

TEST_CASE("without a limit, the pairs met are those that agree on all parts of a key") {
  const RecordSet records = random_records(200, 8);
  Fixture fixture(records, LinkType::kDedupe, 100000);
  size_t expected = 0;
  for (RecordIndex a = 0; a < 200; ++a)
    for (RecordIndex b = a + 1; b < 200; ++b) {
      bool shared = false;
      for (const Attribute::Slot& p : records.attributes[2].slots)
        for (const Attribute::Slot& q : records.attributes[2].slots) shared = shared || (p.codes[a] != kMissing && p.codes[a] == q.codes[b]);
      const Code x = records.attributes[0].slots[0].codes[a], y = records.attributes[0].slots[0].codes[b];
      expected += shared || (x != kMissing && x == y);
    }
  CHECK(fixture.walk(1000000).size() == expected);
}

TEST_CASE("where the walk is cut changes nothing") {
  const RecordSet records = random_records(250, 9);
  Fixture fixture(records, LinkType::kLinkDedupe, 10);
  CHECK(fixture.walk(1) == fixture.walk(100000));
}

}  // namespace
}  // namespace jumelles::linking
