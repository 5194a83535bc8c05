#include "block/block_index.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/rng.h"
#include "support/record_builder.h"

namespace jumelles::block {
namespace {

RecordSet random_records(uint32_t count, uint64_t seed, uint64_t distinct) {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity).attribute("phone", AttributeType::kPhone);
  Rng rng(seed);
  for (uint32_t r = 0; r < count; ++r) {
    if (r == 0 || r == count / 2) builder.source(r == 0 ? "a" : "b");
    const auto pick = [&](const char* prefix) { return rng.chance(0.1) ? std::string() : prefix + std::to_string(rng.below(distinct)); };
    const std::string surname = pick("NAME"), city = pick("CITY"), phone = pick("0") + "|" + pick("0");
    builder.record({surname, city, phone});
  }
  return builder.build();
}

struct Blocks {
  explicit Blocks(const RecordSet& records) : columns(records) {}
  KeyColumns columns;
  std::unique_ptr<RuleBlocks> rule;
  void build(const std::vector<KeyPart>& parts, const std::vector<KeyPart>& refinement, LinkType type, BlockLimits limits, uint64_t step = 7) {
    BoundRule bound;
    for (const KeyPart& part : parts) bound.parts.push_back(columns.add(part));
    for (const KeyPart& part : refinement) bound.refinement.push_back(columns.add(part));
    for (uint64_t i = 0; i < columns.units(); i += step) columns.prepare(i, std::min(columns.units(), i + step));
    rule = std::make_unique<RuleBlocks>(columns, bound, type, limits);
    for (uint64_t i = 0; i < rule->units(); i += step) rule->build(i, std::min(rule->units(), i + step));
  }
};

using Pairs = std::set<std::pair<RecordIndex, RecordIndex>>;

Pairs pairs_of(const RuleBlocks& rule) {
  Pairs pairs;
  for (uint32_t block = 0; block < rule.block_count(); ++block)
    for (const RecordIndex* p = rule.begin(block); p != rule.end(block); ++p)
      for (const RecordIndex* q = p + 1; q != rule.end(block); ++q) pairs.insert(std::minmax(*p, *q));
  return pairs;
}

std::vector<Code> values(const RecordSet& records, int attribute, RecordIndex record) {
  std::vector<Code> codes;
  const Attribute& a = records.attributes[static_cast<size_t>(attribute)];
  for (const Attribute::Slot& slot : a.slots)
    if (slot.codes[record] != kMissing) codes.push_back(a.comparison_of[slot.codes[record]]);
  return codes;
}

bool share_value(const RecordSet& records, int attribute, RecordIndex a, RecordIndex b) {
  for (const Code x : values(records, attribute, a))
    for (const Code y : values(records, attribute, b))
      if (x == y) return true;
  return false;
}

TEST_CASE("a block holds exactly the records that share the key, missing parts make none") {
  const RecordSet records = random_records(200, 1, 12);
  Blocks blocks(records);
  blocks.build({{"surname", "exact"}, {"phone", "exact"}}, {}, LinkType::kDedupe, {});
  Pairs expected;
  for (RecordIndex a = 0; a < 200; ++a)
    for (RecordIndex b = a + 1; b < 200; ++b)
      if (share_value(records, 0, a, b) && share_value(records, 2, a, b)) expected.insert({a, b});
  CHECK(expected.size() > 20);
  CHECK(pairs_of(*blocks.rule) == expected);
  for (RecordIndex a = 0; a < 200; ++a)
    for (RecordIndex b = a + 1; b < 200; ++b) CHECK(blocks.rule->share_block(a, b) == (expected.count({a, b}) != 0));
}

TEST_CASE("pairs are counted by link type") {
  const RecordSet records = random_records(120, 2, 6);
  Blocks all(records), across(records);
  all.build({{"surname", "exact"}}, {}, LinkType::kLinkDedupe, {});
  across.build({{"surname", "exact"}}, {}, LinkType::kLink, {});
  uint64_t expected_all = 0, expected_across = 0;
  for (RecordIndex a = 0; a < 120; ++a)
    for (RecordIndex b = a + 1; b < 120; ++b)
      if (share_value(records, 0, a, b)) {
        ++expected_all;
        expected_across += records.source_of[a] != records.source_of[b];
      }
  CHECK(all.rule->pair_count() == expected_all);
  CHECK(across.rule->pair_count() == expected_across);
}

TEST_CASE("a block over the limit is split by the refinement and keeps the pairs that agree on it") {
  const RecordSet records = random_records(300, 3, 4);
  BlockLimits limits;
  limits.max_block = 40;
  Blocks blocks(records);
  blocks.build({{"surname", "exact"}}, {{"city", "exact"}}, LinkType::kDedupe, limits);
  CHECK(blocks.rule->refined_block_count() == 4);
  CHECK(blocks.rule->largest_block() > 40);
  for (uint32_t block = 0; block < blocks.rule->block_count(); ++block) CHECK(blocks.rule->size(block) <= 40);
  const Pairs pairs = pairs_of(*blocks.rule);
  for (RecordIndex a = 0; a < 300; ++a)
    for (RecordIndex b = a + 1; b < 300; ++b)
      if (share_value(records, 0, a, b) && share_value(records, 1, a, b)) CHECK(pairs.count({a, b}) == 1);
}

TEST_CASE("a block that nothing splits becomes overlapping windows in which every record meets its neighbors") {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("phone", AttributeType::kPhone);
  for (int r = 0; r < 1000; ++r) builder.record({"MARTIN", std::to_string(r)});
  const RecordSet records = builder.build();
  BlockLimits limits;
  limits.max_block = 100;
  limits.window = 20;
  Blocks blocks(records);
  blocks.build({{"surname", "exact"}}, {}, LinkType::kDedupe, limits, 1000);
  const Pairs pairs = pairs_of(*blocks.rule);
  for (RecordIndex a = 0; a + 10 < 1000; ++a)
    for (RecordIndex b = a + 1; b <= a + 10; ++b) CHECK(pairs.count({a, b}) == 1);
  CHECK(pairs.size() < 1000 * 20);
}

TEST_CASE("windows are in the order of their attribute: what is spelled alike meets, wherever it stands in the files") {
  test::RecordBuilder builder;
  builder.attribute("city", AttributeType::kCity).attribute("surname", AttributeType::kSurname);
  for (int r = 0; r < 200; ++r) builder.record({"PARIS", "NAME" + std::to_string(100 + r % 100)});
  const RecordSet records = builder.build();
  BlockLimits limits;
  limits.max_block = 50;
  limits.window = 8;
  limits.window_attribute = 1;
  Blocks blocks(records);
  blocks.build({{"city", "exact"}}, {}, LinkType::kDedupe, limits, 1000);
  const Pairs pairs = pairs_of(*blocks.rule);
  for (RecordIndex r = 0; r < 100; ++r) CHECK(pairs.count({r, r + 100}) == 1);
}

TEST_CASE("of a row that is there many times each copy meets the next ones only, and what is beside it is met as before") {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("phone", AttributeType::kPhone);
  for (int r = 0; r < 500; ++r) builder.record({"MARTIN", "1"});
  for (int r = 500; r < 600; ++r) builder.record({"MARTIN", std::to_string(r)});
  const RecordSet records = builder.build();
  BlockLimits limits;
  limits.max_block = 100;
  limits.window = 20;
  Blocks blocks(records);
  blocks.build({{"surname", "exact"}}, {}, LinkType::kDedupe, limits, 1000);
  const Pairs pairs = pairs_of(*blocks.rule);
  for (RecordIndex a = 0; a + 1 < 600; ++a) CHECK(pairs.count({a, a + 1}) == 1);
  for (RecordIndex a = 495; a + 10 < 600; ++a)
    for (RecordIndex b = std::max<RecordIndex>(a + 1, 500); b <= a + 10; ++b) CHECK(pairs.count({a, b}) == 1);
  // The last copies are as near to what comes next as any record is.
  for (RecordIndex a = 490; a < 500; ++a)
    for (RecordIndex b = 500; b <= a + 10; ++b) CHECK(pairs.count({a, b}) == 1);
  CHECK(std::count_if(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.second < 480; }) < 480 * 3);
}

TEST_CASE("a block of as many records as the limit is kept whole, from the start and after splitting; one more is split") {
  const auto pairs = [](uint32_t in_paris, uint32_t in_lyon) {
    test::RecordBuilder builder;
    builder.attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity);
    for (uint32_t r = 0; r < in_paris + in_lyon; ++r) builder.record({"MARTIN", r < in_paris ? "PARIS" : "LYON"});
    const RecordSet records = builder.build();
    BlockLimits limits;
    limits.max_block = 40;
    limits.window = 4;
    Blocks blocks(records);
    blocks.build({{"surname", "exact"}}, {{"city", "exact"}}, LinkType::kDedupe, limits);
    return pairs_of(*blocks.rule).size();
  };
  constexpr size_t kForty = 40 * 39 / 2;
  CHECK(pairs(40, 0) == kForty);
  CHECK(pairs(39, 1) == kForty);
  CHECK(pairs(40, 20) == kForty + 20 * 19 / 2);
  CHECK(pairs(41, 0) < kForty / 2);
}

TEST_CASE("across two tables of equal size a block may be so much larger that it has about as many pairs") {
  BlockLimits limits;
  for (const uint32_t most : {50u, 120u, 301u}) {
    limits.max_block = most;
    CHECK(most_of_block(limits, LinkType::kDedupe) == most);
    CHECK(most_of_block(limits, LinkType::kLinkDedupe) == most);
    const double across = most_of_block(limits, LinkType::kLink), pairs = across * across / 4, all = double(most) * (most - 1) / 2;
    CHECK(pairs == doctest::Approx(all).epsilon(0.2));
  }
}

TEST_CASE("where the work is cut changes nothing") {
  const RecordSet records = random_records(300, 4, 9);
  BlockLimits limits;
  limits.max_block = 20;
  Blocks one(records), other(records);
  one.build({{"phone", "exact"}}, {{"city", "exact"}}, LinkType::kDedupe, limits, 1);
  other.build({{"phone", "exact"}}, {{"city", "exact"}}, LinkType::kDedupe, limits, 100000);
  CHECK(pairs_of(*one.rule) == pairs_of(*other.rule));
  CHECK(one.rule->block_count() == other.rule->block_count());
}

}  // namespace
}  // namespace jumelles::block
