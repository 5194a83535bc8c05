#include <algorithm>

#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

test::SessionFixture& ran() {
  static test::SessionFixture fixture;
  static const bool done = [] {
    fixture.add_extracts();
    fixture.work();
    fixture.run();
    return true;
  }();
  (void)done;
  return fixture;
}

uint32_t record_count(test::SessionFixture& f) { return f.session.result()->records->record_count(); }
uint32_t group_of(test::SessionFixture& f, uint32_t record) { return f.session.result()->groups->group_of[record]; }

}  // namespace

TEST_CASE("records that did not meet are told which keys nearly found them") {
  test::SessionFixture& f = ran();
  const auto page = f.page<PairsPage>(PairsQuery{"linked", "strongest", 0, 1});
  const auto linked = f.page<PairDetail>(PairQuery{page.rows[0].pair});
  CHECK(f.page<WhyNotDetail>(WhyNotQuery{linked.record_a, linked.record_b}).reason == "together");
  // The first record against all others: most share no key with it.
  size_t unmet = 0;
  for (uint32_t other = 1; other < record_count(f) && unmet < 20; ++other) {
    if (group_of(f, other) == group_of(f, 0)) continue;
    const auto why = f.page<WhyNotDetail>(WhyNotQuery{0, other});
    CHECK(why.reason != "together");
    if (why.reason != "no_common_key") continue;
    ++unmet;
    REQUIRE(!why.near_keys.empty());
    for (const NearKey& key : why.near_keys)
      CHECK((key.split || std::any_of(key.parts.begin(), key.parts.end(), [](const NearKeyPart& part) { return !part.agrees; })));
  }
  CHECK(unmet == 20);
}

TEST_CASE("a pair below the threshold is joined by the threshold that is offered, with as many others as was said") {
  test::SessionFixture f;
  f.add_extracts();
  f.work();
  f.run();
  const auto page = f.page<PairsPage>(PairsQuery{"to_check", "useful", 0, 200});
  bool tried = false;
  for (const PairRow& row : page.rows) {
    const auto detail = f.page<PairDetail>(PairQuery{row.pair});
    if (detail.same_group) continue;
    const auto why = f.page<WhyNotDetail>(WhyNotQuery{detail.record_a, detail.record_b});
    if (why.reason != "below_threshold") continue;
    CHECK(why.below_threshold);
    for (const ChangeSummary& change : why.changes) {
      CHECK(change.probability > 0);
      if (change.kind != "threshold" || tried) continue;
      tried = true;
      const uint64_t before = f.summary().counts.linked_pair_count;
      f.do_and_work(SetThreshold{change.probability, true});
      CHECK(group_of(f, detail.record_a) == group_of(f, detail.record_b));
      CHECK(f.summary().counts.linked_pair_count - before >= change.other_pair_count + 1);
    }
    if (tried) break;
  }
  CHECK(tried);
}

TEST_CASE("a changed value is offered with the probability that it gives") {
  test::SessionFixture& f = ran();
  size_t values = 0;
  for (const PairRow& row : f.page<PairsPage>(PairsQuery{"to_check", "useful", 0, 100}).rows) {
    const auto detail = f.page<PairDetail>(PairQuery{row.pair});
    if (detail.same_group) continue;
    for (const ChangeSummary& change : f.page<WhyNotDetail>(WhyNotQuery{detail.record_a, detail.record_b}).changes) {
      if (change.kind != "value") continue;
      ++values;
      CHECK(change.probability >= f.summary().threshold);
      CHECK(change.from != change.to);
      CHECK(!change.to.empty());
    }
  }
  CHECK(values > 0);
}

TEST_CASE("look-alikes of a record are in other groups, the most probable first") {
  test::SessionFixture& f = ran();
  uint32_t record = 0;
  while (record < 50 && f.page<LookAlikesPage>(LookAlikesQuery{record, 12}).rows.size() < 2) ++record;
  const auto page = f.page<LookAlikesPage>(LookAlikesQuery{record, 12});
  REQUIRE(page.rows.size() >= 2);
  for (size_t i = 0; i < page.rows.size(); ++i) {
    CHECK(group_of(f, page.rows[i].record) != group_of(f, record));
    if (i > 0) CHECK(page.rows[i].probability <= page.rows[i - 1].probability);
    const auto detail = f.page<PairDetail>(PairQuery{kAnyPair, record, page.rows[i].record});
    CHECK(detail.probability == doctest::Approx(page.rows[i].probability));
    CHECK(!detail.attributes.empty());
  }
  CHECK_FALSE(f.session.query(1, WhyNotQuery{record, record}).ok);
  CHECK_FALSE(f.session.query(1, LookAlikesQuery{1u << 30, 3}).ok);
}
