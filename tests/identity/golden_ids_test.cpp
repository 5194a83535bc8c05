#include <doctest/doctest.h>

#include <set>

#include "core/rng.h"
#include "identity/identity.h"
#include "support/record_builder.h"

using namespace jumelles;

namespace {

RecordSet two_sources(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  test::RecordBuilder builder;
  builder.source("left");
  for (const std::string& id : left) builder.record({}, id);
  builder.source("right");
  for (const std::string& id : right) builder.record({}, id);
  return builder.build();
}

const std::vector<std::string> kNames{"left", "right"};

// Cut into steps of `step` groups.
std::vector<std::string> golden_ids(RecordSet records, Groups groups, const std::vector<std::string>& names, uint64_t step = 1000) {
  auto ids = std::make_shared<std::vector<std::string>>();
  for (Phase& phase : identity::golden_id_phases(std::make_shared<RecordSet>(std::move(records)), std::make_shared<Groups>(std::move(groups)), names, ids))
    for (uint64_t done = 0, count = phase.count(); done < count; done += step) REQUIRE(phase.body(done, std::min(count, done + step)).ok());
  return *ids;
}

Groups each_alone(uint32_t count) {
  Groups groups;
  groups.first_member.push_back(0);
  for (uint32_t r = 0; r < count; ++r) {
    groups.group_of.push_back(r);
    groups.members.push_back(r);
    groups.first_member.push_back(r + 1);
  }
  return groups;
}

}  // namespace

TEST_CASE("a golden id is ten characters and starts with a letter") {
  const RecordSet records = two_sources({"a", "b"}, {"a"});
  for (const std::string& id : golden_ids(records, test::make_groups(3, {}), kNames)) {
    CHECK(id.size() == 10);
    CHECK((id[0] >= 'a' && id[0] <= 'z'));
  }
}

TEST_CASE("one id in two sources gives two golden ids") {
  const RecordSet records = two_sources({"a"}, {"a"});
  const auto ids = golden_ids(records, test::make_groups(2, {}), kNames);
  CHECK(ids[0] != ids[1]);
}

TEST_CASE("a group keeps its golden id when other records come and go, and when it gains members") {
  const RecordSet before = two_sources({"a", "b"}, {"c"});
  const RecordSet after = two_sources({"z", "a", "y", "b"}, {"x", "c"});
  const auto old_ids = golden_ids(before, test::make_groups(3, {{0, 2}}), kNames);
  const auto new_ids = golden_ids(after, test::make_groups(6, {{1, 4, 5}}), kNames);
  CHECK(new_ids[1] == old_ids[0]);  // founded by "a"
  CHECK(new_ids[3] == old_ids[1]);  // founded by "b"
}

TEST_CASE("golden ids are the same on every platform and in every version") {
  const RecordSet records = two_sources({"1", "2"}, {"1"});
  CHECK(golden_ids(records, test::make_groups(3, {}), kNames) == std::vector<std::string>{"pbej0k2ef3", "s49bm5gwez", "h7h29tvz1k"});
}

TEST_CASE("one id used twice in a source still gives two golden ids, the same ones every time") {
  const RecordSet records = two_sources({"a", "a", "a"}, {});
  const auto ids = golden_ids(records, test::make_groups(3, {}), kNames);
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 3);
  CHECK(ids[0].size() == 10);
  CHECK(ids[1].substr(0, 10) == ids[0]);
  CHECK(ids[2].substr(ids[2].size() - 2) == "-3");
  CHECK(ids == golden_ids(records, test::make_groups(3, {}), kNames));
}

TEST_CASE("two hundred thousand groups have as many golden ids") {
  test::RecordBuilder builder;
  builder.source("left");
  for (uint32_t r = 0; r < 200000; ++r) builder.record({});
  const auto ids = golden_ids(builder.build(), each_alone(200000), {"left"});
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
}

// Comparing each with all of its id before it would take minutes: this test would not end in time.
TEST_CASE("a million groups of five ids are named in one pass, in their order") {
  constexpr uint32_t kCount = 1000000;
  RecordSet records;
  records.first_record = {0, kCount};
  records.sources = {{"left", kCount}};
  records.source_of.assign(kCount, 0);
  for (uint32_t r = 0; r < kCount; ++r) records.record_ids.push_back(std::to_string(r % 5));
  const auto ids = golden_ids(std::move(records), each_alone(kCount), {"left"}, 4096);
  CHECK(ids[7].substr(0, 10) == ids[2]);
  CHECK(ids[7].substr(ids[7].size() - 2) == "-2");
  CHECK(ids[kCount - 1].substr(ids[kCount - 1].size() - 7) == "-200000");
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == kCount);
}

TEST_CASE("with former ids, ids are what they are without, where many founders share one") {
  Rng rng(5);
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<std::string> left, right;
    for (int r = 0; r < 12; ++r) left.push_back(std::to_string(rng.below(4))), right.push_back(std::to_string(rng.below(20)));
    const RecordSet records = two_sources(left, right);
    const auto random_groups = [&] {
      std::vector<std::vector<RecordIndex>> lists;
      for (RecordIndex r = 0; r + 3 < 24; r += 1 + static_cast<RecordIndex>(rng.below(4)))
        if (rng.chance(0.5)) lists.push_back({r, r + 1}), ++r;
      return test::make_groups(24, lists);
    };
    const Groups before = random_groups(), after = random_groups();
    const auto former = std::make_shared<std::vector<std::string>>(golden_ids(records, before, kNames));
    auto ids = std::make_shared<std::vector<std::string>>();
    for (Phase& phase : identity::golden_id_phases(std::make_shared<RecordSet>(records), std::make_shared<Groups>(after), kNames, ids, {std::make_shared<Groups>(before), former}))
      for (uint64_t done = 0, count = phase.count(); done < count; ++done) REQUIRE(phase.body(done, done + 1).ok());
    CHECK(*ids == golden_ids(records, after, kNames));
  }
}

TEST_CASE("where naming is cut into steps does not matter") {
  const std::vector<std::string> left{"a", "b", "a", "c", "a", "b"};
  CHECK(golden_ids(two_sources(left, {"a"}), each_alone(7), kNames, 1) == golden_ids(two_sources(left, {"a"}), each_alone(7), kNames, 7));
}
