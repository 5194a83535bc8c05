#include "standardize/nicknames.h"

#include <doctest/doctest.h>

using namespace jumelles::standardize;

TEST_CASE("short forms and variants share a class with their name") {
  CHECK(same_nickname("ALEX", "ALEXANDRE"));
  CHECK(same_nickname("ROB", "ROBERT"));
  CHECK(same_nickname("BILL", "GUILLAUME"));
  CHECK(same_nickname("MATHIEU", "MATTHIEU"));
  CHECK(same_nickname("JEAN BAPTISTE", "JB"));
  CHECK(same_nickname("XYZ", "XYZ"));
}

TEST_CASE("other names do not") {
  CHECK_FALSE(same_nickname("JEAN", "PIERRE"));
  CHECK_FALSE(same_nickname("JEAN", "BAPTISTE"));
  CHECK_FALSE(same_nickname("XYZ", "ZYX"));
  CHECK(nickname_class("XYZ") == 0);
  CHECK(nickname_class("") == 0);
}
