#include "core/range.h"

#include <doctest/doctest.h>

#include <cmath>

namespace jumelles {

TEST_CASE("a range holds its closed ends, not its open ones, and no NaN") {
  CHECK(Range{0, 1}.holds(0));
  CHECK(Range{0, 1}.holds(1));
  CHECK_FALSE(Range{0, 1}.holds(-0.001));
  CHECK_FALSE(Range{0, 1}.holds(1.001));
  CHECK_FALSE(Range{0, 1, true, true}.holds(0));
  CHECK_FALSE(Range{0, 1, true, true}.holds(1));
  CHECK(Range{0, 1, true, true}.holds(0.5));
  CHECK(Range{0, kNoLimit}.holds(1e300));
  CHECK_FALSE(Range{0, 1}.holds(std::nan("")));
}

TEST_CASE("a range says its ends in words") {
  CHECK(to_string(Range{0, 1}) == "from 0 to 1");
  CHECK(to_string(Range{0, 1, false, true}) == "from 0 to below 1");
  CHECK(to_string(Range{0, 1, true, true}) == "above 0 and below 1");
  CHECK(to_string(Range{0.01, 1e6}) == "from 0.01 to 1000000");
  CHECK(to_string(Range{0, kNoLimit}) == "0 or more");
  CHECK(to_string(Range{0, kNoLimit, true}) == "above 0");
}

}  // namespace jumelles
