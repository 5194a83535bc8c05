#include "linking/taught_pairs.h"

#include <doctest/doctest.h>

#include "compare/comparator.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

// Records of two things, two of each, all of one name: what teaches, where no key finds any pair.
uint64_t matches_taught(const Labels& labels, LinkType type = LinkType::kDedupe) {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname);
  for (int source = 0; source < 2; ++source)
    for (int r = 0; r < 2; ++r) (r == 0 ? builder.source("s" + std::to_string(source)) : builder).record({"MARTIN"});
  const RecordSet records = builder.build();
  compare::RecordComparer comparer(records, {compare::make_comparison("surname", "surname", {"surname"})}, {});
  comparer.pack(0, comparer.pack_units());
  comparer.prepare(0, comparer.prepare_units());
  TaughtPairs taught(records, std::make_shared<Labels>(labels), type);
  taught.add_unmet(CandidatePairs(records, type, {}), comparer);
  uint64_t count = 0;
  for (const score::PatternCount& entry : taught.matches()) count += entry.count;
  return count;
}

constexpr uint32_t kNone = kNoGroup;

}  // namespace

TEST_CASE("a match that no key finds teaches once, in however many ways it is known") {
  CHECK(matches_taught({{{0, 1, true}}, {}, {}}) == 1);
  CHECK(matches_taught({{}, {5, 5, kNone, kNone}, {}}) == 1);
  CHECK(matches_taught({{}, {}, {5, 5, kNone, kNone}}) == 1);
  CHECK(matches_taught({{{0, 1, true}}, {5, 5, kNone, kNone}, {7, 7, kNone, kNone}}) == 1);
  CHECK(matches_taught({{{0, 1, true}}, {5, 5, 6, 6}, {}}) == 2);
  CHECK(matches_taught({{}, {5, 5, 5, 5}, {}}) == 6);
}

TEST_CASE("what people judged outweighs known groups, and these a column of the data") {
  CHECK(matches_taught({{{0, 1, false}}, {5, 5, kNone, kNone}, {}}) == 0);
  CHECK(matches_taught({{}, {5, 6, kNone, kNone}, {7, 7, kNone, kNone}}) == 0);
}

TEST_CASE("across sources only, what is known inside one teaches nothing") {
  CHECK(matches_taught({{{0, 1, true}, {1, 2, true}}, {}, {}}, LinkType::kLink) == 1);
}

}  // namespace jumelles::linking
