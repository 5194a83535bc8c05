#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "audit/costs.h"

using namespace jumelles::audit;
using K = FindingKindId;

namespace {

Cost cost(K id, uint64_t count, uint64_t of_count = 10000) { return cost_of(kind(id), count, of_count); }

}  // namespace

TEST_CASE("every kind of finding says what one of it does, and each degree of harm costs about three times the one before") {
  for (size_t k = 0; k < kFindingKindCount; ++k) CHECK(kind(static_cast<K>(k)).harm != Harm::kUnsaid);
  const std::vector<uint64_t> degrees{cost_of_one(Harm::kUntidy), cost_of_one(Harm::kLost), cost_of_one(Harm::kTwice), cost_of_one(Harm::kMixed), cost_of_one(Harm::kForbidden)};
  CHECK(degrees == std::vector<uint64_t>{1, 3, 10, 30, 100});
  for (const Harm same : {Harm::kApart, Harm::kMisled}) CHECK(cost_of_one(same) == cost_of_one(Harm::kTwice));
  CHECK(cost_of_one(Harm::kNothing) == 0);
  CHECK(harm_id(Harm::kNothing) == "nothing");
  CHECK(harm_id(Harm::kUntidy) == "untidy");
  CHECK(harm_id(Harm::kLost) == "lost");
  CHECK(harm_id(Harm::kTwice) == "twice");
  CHECK(harm_id(Harm::kApart) == "apart");
  CHECK(harm_id(Harm::kMisled) == "misled");
  CHECK(harm_id(Harm::kMixed) == "mixed");
  CHECK(harm_id(Harm::kForbidden) == "forbidden");
}

TEST_CASE("a finding costs its count, times what a single one costs") {
  CHECK(cost(K::kInvalidPhone, 7).points == 21);
  CHECK(cost(K::kDuplicate, 545).points == 5450);
  CHECK(cost(K::kCardNumber, 2).points == 200);
  CHECK(cost(K::kCrowdedDay, 9000).points == 0);
}

TEST_CASE("what cleaning mends costs nothing; where fillers are no trifle they cost a value each") {
  CHECK(cost(K::kLostZero, 9000).points == 0);
  CHECK(cost(K::kStandIn, 4, 100).points == 0);
  CHECK(cost(K::kStandIn, 5, 100).points == 15);
}

TEST_CASE("many duplicates stand above one impossible phone, and strangers linked above as many lost values") {
  CHECK(costs_more(cost(K::kDuplicate, 545), cost(K::kInvalidPhone, 1)));
  CHECK_FALSE(costs_more(cost(K::kInvalidPhone, 1), cost(K::kDuplicate, 545)));
  CHECK(costs_more(cost(K::kMadeUpPhone, 50), cost(K::kInvalidPhone, 50)));
  CHECK(costs_more(cost(K::kInvalidPhone, 1), cost(K::kLostZero, 9000)));
}

TEST_CASE("of two findings that cost as much the graver one comes first, then the more frequent one, then the kind") {
  const Cost error{30, Severity::kError, 10, K::kInvalidEmail}, warning{30, Severity::kWarning, 10, K::kInvalidEmail}, more{30, Severity::kError, 11, K::kInvalidPhone},
      later{30, Severity::kError, 10, K::kInvalidPhone};
  CHECK(costs_more(error, warning));
  CHECK(costs_more(more, error));
  CHECK(costs_more(error, later));
  CHECK_FALSE(costs_more(error, error));
}
