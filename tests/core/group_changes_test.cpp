#include "core/group_changes.h"

#include <doctest/doctest.h>

#include "core/rng.h"

using namespace jumelles;

namespace {

// Groups by a name of each record's, numbered by their first record.
Groups groups_of(const std::vector<uint32_t>& names) {
  Groups out;
  std::vector<std::vector<RecordIndex>> members;
  std::vector<uint32_t> number(names.size() + 1, kNoGroup);
  for (RecordIndex r = 0; r < names.size(); ++r) {
    if (number[names[r]] == kNoGroup) {
      number[names[r]] = static_cast<uint32_t>(members.size());
      members.emplace_back();
    }
    out.group_of.push_back(number[names[r]]);
    members[number[names[r]]].push_back(r);
  }
  out.first_member.push_back(0);
  for (const auto& group : members) {
    out.members.insert(out.members.end(), group.begin(), group.end());
    out.first_member.push_back(static_cast<uint32_t>(out.members.size()));
  }
  return out;
}

std::vector<RecordIndex> members(const Groups& groups, uint32_t g) {
  return {groups.members.begin() + groups.first_member[g], groups.members.begin() + groups.first_member[g + 1]};
}

}  // namespace

TEST_CASE("a group is as it was when it holds the very same records, whatever its number") {
  Rng rng(3);
  for (int trial = 0; trial < 200; ++trial) {
    const size_t n = 1 + rng.below(12);
    std::vector<uint32_t> names(n);
    for (uint32_t& name : names) name = static_cast<uint32_t>(rng.below(n));
    const auto before = std::make_shared<Groups>(groups_of(names));
    for (uint32_t& name : names)
      if (rng.chance(0.2)) name = static_cast<uint32_t>(rng.below(n));
    const auto after = std::make_shared<Groups>(groups_of(names));
    auto changes = std::make_shared<GroupChanges>();
    for (Phase& phase : group_changes_phases(before, after, changes))
      for (uint64_t at = 0, count = phase.count(); at < count; ++at) REQUIRE(phase.body(at, at + 1).ok());
    std::vector<uint32_t> gone;
    for (uint32_t old = 0; old < before->group_count(); ++old) {
      uint32_t now = kNoGroup;
      for (uint32_t g = 0; g < after->group_count(); ++g)
        if (members(*after, g) == members(*before, old)) now = g;
      if (now == kNoGroup) gone.push_back(old);
      else CHECK(changes->former_of[now] == old);
    }
    CHECK(changes->gone == gone);
    CHECK(static_cast<size_t>(std::count(changes->former_of.begin(), changes->former_of.end(), kNoGroup)) + before->group_count() - gone.size() == after->group_count());
  }
}

TEST_CASE("records whose pairs are known otherwise than before are told, renumbered groups are not") {
  Labels before, after;
  before.pairs = {{1, 2, true}, {3, 4, false}, {5, 6, true}};
  after.pairs = {{1, 2, true}, {3, 4, true}, {7, 8, true}};
  CHECK(changed_records(&before, &after) == std::vector<RecordIndex>{3, 4, 5, 6, 7, 8});
  CHECK(changed_records(&before, &before).empty());
  CHECK(changed_records(nullptr, &after) == std::vector<RecordIndex>{1, 2, 3, 4, 7, 8});
  before = after = {};
  before.group_of = {0, 0, 1, kNoGroup, 1};
  after.group_of = {5, 5, 2, kNoGroup, 2};
  CHECK(changed_records(&before, &after).empty());
  CHECK(changed_records(&before, nullptr) == std::vector<RecordIndex>{0, 1, 2, 4});
  after.group_of = {1, 1, 1, kNoGroup, 1};
  CHECK(changed_records(&before, &after) == std::vector<RecordIndex>{2, 4});
}

TEST_CASE("every pair of records that is known otherwise has an end among those told") {
  Rng rng(9);
  for (int trial = 0; trial < 300; ++trial) {
    constexpr RecordIndex kRecords = 7;
    Labels before, after;
    for (Labels* labels : {&before, &after}) {
      if (rng.chance(0.2)) continue;
      for (RecordIndex r = 0; r < kRecords; ++r) labels->group_of.push_back(rng.chance(0.3) ? kNoGroup : static_cast<uint32_t>(rng.below(3)));
    }
    const KnownPairs x(before, kRecords), y(after, kRecords);
    const std::vector<RecordIndex> changed = changed_records(&before, &after);
    const auto told = [&](RecordIndex r) { return std::binary_search(changed.begin(), changed.end(), r); };
    for (RecordIndex a = 0; a < kRecords; ++a)
      for (RecordIndex b = a + 1; b < kRecords; ++b) CHECK((x.of(a, b) == y.of(a, b) || told(a) || told(b)));
  }
}
