#include <doctest/doctest.h>

#include "document/likeness.h"
#include "document/shaped_groups.h"

using namespace jumelles;
using namespace jumelles::document;

namespace {

RecordName record(int n) { return {"crm", std::to_string(n), static_cast<uint64_t>(n), ""}; }
PairDecision verdict(int n, const char* says) { return {record(n), record(n + 100), says, {}, {}}; }
PairDecision follower(int n, int of, const char* says) { return {record(n), record(n + 100), says, {}, {record(of), record(of + 100)}}; }
IsThePair pair(int n) {
  return [n](const PairDecision& decision) { return decision.a == record(n) || decision.b == record(n); };
}

}  // namespace

TEST_CASE("an answer is put in the place of the former one, what follows it at the end, and what followed the former one goes") {
  std::vector<PairDecision> list{verdict(1, kSame), verdict(2, kDifferent), follower(3, 1, kSame), verdict(4, kSame), follower(5, 4, kSame)};
  say(list, pair(1), verdict(1, kDifferent), {follower(6, 1, kDifferent)});
  CHECK(list == std::vector<PairDecision>{verdict(1, kDifferent), verdict(2, kDifferent), verdict(4, kSame), follower(5, 4, kSame), follower(6, 1, kDifferent)});
  CHECK(followers_of(list, verdict(1, kDifferent)) == std::vector<PairDecision>{follower(6, 1, kDifferent)});
}

TEST_CASE("an answer that is taken back takes what followed it along, whichever record is named first") {
  std::vector<PairDecision> list{verdict(1, kSame), follower(3, 1, kSame), verdict(2, kSame)};
  std::swap(list[1].follows[0], list[1].follows[1]);
  say(list, pair(1), std::nullopt);
  CHECK(list == std::vector<PairDecision>{verdict(2, kSame)});
}

TEST_CASE("a follower that is judged itself takes none along and is not taken along") {
  std::vector<PairDecision> list{verdict(1, kSame), follower(3, 1, kSame), follower(5, 1, kSame)};
  say(list, pair(3), verdict(3, kDifferent));
  CHECK(list == std::vector<PairDecision>{verdict(1, kSame), verdict(3, kDifferent), follower(5, 1, kSame)});
  say(list, pair(1), std::nullopt);
  CHECK(list == std::vector<PairDecision>{verdict(3, kDifferent)});
}

TEST_CASE("a follower alone is taken back alone, and one whose judged pair is not there stands by itself") {
  std::vector<PairDecision> list{verdict(1, kSame), follower(3, 1, kSame), follower(5, 1, kSame), follower(7, 9, kSame)};
  say(list, pair(3), std::nullopt);
  CHECK(list == std::vector<PairDecision>{verdict(1, kSame), follower(5, 1, kSame), follower(7, 9, kSame)});
  say(list, pair(2), verdict(2, kSame));
  CHECK(list.size() == 4);
}

TEST_CASE("a shape that overrules a verdict takes back what the verdict settled; one that overrules a follower only that") {
  Decisions decisions;
  decisions.pairs = {verdict(1, kSame), follower(3, 1, kSame), follower(5, 1, kSame), verdict(2, kSame)};
  shape_group(decisions, {{record(3), record(103)}, {0, 1}, "split", {}}, nullptr);
  CHECK(decisions.pairs == std::vector<PairDecision>{verdict(1, kSame), follower(5, 1, kSame), verdict(2, kSame)});
  shape_group(decisions, {{record(1), record(101)}, {0, 1}, "split", {}}, nullptr);
  CHECK(decisions.pairs == std::vector<PairDecision>{verdict(2, kSame)});
}
