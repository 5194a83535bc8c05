#include <doctest/doctest.h>

#include <set>

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

}  // namespace

TEST_CASE("a golden id is ten characters and starts with a letter") {
  const RecordSet records = two_sources({"a", "b"}, {"a"});
  for (const std::string& id : identity::golden_ids(records, test::make_groups(3, {}), kNames)) {
    CHECK(id.size() == 10);
    CHECK((id[0] >= 'a' && id[0] <= 'z'));
  }
}

TEST_CASE("one id in two sources gives two golden ids") {
  const RecordSet records = two_sources({"a"}, {"a"});
  const auto ids = identity::golden_ids(records, test::make_groups(2, {}), kNames);
  CHECK(ids[0] != ids[1]);
}

TEST_CASE("a group keeps its golden id when other records come and go, and when it gains members") {
  const RecordSet before = two_sources({"a", "b"}, {"c"});
  const RecordSet after = two_sources({"z", "a", "y", "b"}, {"x", "c"});
  const auto old_ids = identity::golden_ids(before, test::make_groups(3, {{0, 2}}), kNames);
  const auto new_ids = identity::golden_ids(after, test::make_groups(6, {{1, 4, 5}}), kNames);
  CHECK(new_ids[1] == old_ids[0]);  // founded by "a"
  CHECK(new_ids[3] == old_ids[1]);  // founded by "b"
}

TEST_CASE("golden ids are the same on every platform and in every version") {
  const RecordSet records = two_sources({"1", "2"}, {"1"});
  CHECK(identity::golden_ids(records, test::make_groups(3, {}), kNames) == std::vector<std::string>{"pbej0k2ef3", "s49bm5gwez", "h7h29tvz1k"});
}

TEST_CASE("one id used twice in a source still gives two golden ids, the same ones every time") {
  const RecordSet records = two_sources({"a", "a", "a"}, {});
  const auto ids = identity::golden_ids(records, test::make_groups(3, {}), kNames);
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 3);
  CHECK(ids[0].size() == 10);
  CHECK(ids[1].substr(0, 10) == ids[0]);
  CHECK(ids[2].substr(ids[2].size() - 2) == "-3");
  CHECK(ids == identity::golden_ids(records, test::make_groups(3, {}), kNames));
}

TEST_CASE("two hundred thousand groups have as many golden ids") {
  test::RecordBuilder builder;
  builder.source("left");
  for (uint32_t r = 0; r < 200000; ++r) builder.record({});
  const RecordSet records = builder.build();
  Groups groups;
  groups.first_member.push_back(0);
  for (uint32_t r = 0; r < 200000; ++r) {
    groups.group_of.push_back(r);
    groups.members.push_back(r);
    groups.first_member.push_back(r + 1);
  }
  const auto ids = identity::golden_ids(records, groups, {"left"});
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
}
