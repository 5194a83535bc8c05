#include "linking/determined_by.h"

#include <doctest/doctest.h>

#include <string>

#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

// `count` records, `shared` of each postcode; every `slip`-th has another state than its postcode says, every `gap`-th no postcode.
RecordSet places(int count, int shared, int slip = 0, int gap = 0, int states = 4) {
  test::RecordBuilder builder;
  builder.attribute("state", AttributeType::kPlace).attribute("postcode", AttributeType::kPostcode);
  for (int i = 0; i < count; ++i) {
    const int postcode = i / shared, state = postcode % states + (slip > 0 && i % slip == slip - 1 ? 1 : 0);
    const std::string name = "S" + std::to_string(state), code = gap > 0 && i % gap == gap - 1 ? "" : std::to_string(10000 + postcode);
    builder.record({name, code});
  }
  return builder.build();
}

bool follows(const RecordSet& records) { return is_determined_by(records, 0, 1); }

}  // namespace

TEST_CASE("a state follows from the postcode, but not the postcode from the state") {
  const RecordSet records = places(100, 4);
  CHECK(is_determined_by(records, 0, 1));
  CHECK_FALSE(is_determined_by(records, 1, 0));
}

TEST_CASE("one slip in twenty is allowed, more are no rule") {
  CHECK(follows(places(200, 10, 20)));
  CHECK_FALSE(follows(places(200, 10, 10)));
}

TEST_CASE("where the other attribute is often missing, the state is compared") {
  CHECK(follows(places(200, 10, 0, 10)));
  CHECK_FALSE(follows(places(200, 10, 0, 5)));
}

TEST_CASE("postcodes that stand once say nothing of states, nor do few of them") {
  CHECK_FALSE(follows(places(100, 1)));
  CHECK(follows(places(20, 2)));
  CHECK_FALSE(follows(places(18, 2)));
}

TEST_CASE("a value that nearly all records have follows from everything, and so from nothing") { CHECK_FALSE(follows(places(100, 4, 0, 0, 1))); }

}  // namespace jumelles::linking
