#include "standardize/nicknames.h"

#include <doctest/doctest.h>

using namespace jumelles::standardize;

namespace {

bool same_nickname(std::string_view a, std::string_view b) { return nickname_class(a) != 0 && nickname_class(a) == nickname_class(b); }

}  // namespace

TEST_CASE("short forms and variants share a class with their name") {
  CHECK(same_nickname("ALEX", "ALEXANDRE"));
  CHECK(same_nickname("ROB", "ROBERT"));
  CHECK(same_nickname("BILL", "GUILLAUME"));
  CHECK(same_nickname("MATHIEU", "MATTHIEU"));
  CHECK(same_nickname("JEAN BAPTISTE", "JB"));
}

TEST_CASE("other names do not") {
  CHECK_FALSE(same_nickname("JEAN", "PIERRE"));
  CHECK_FALSE(same_nickname("JEAN", "BAPTISTE"));
  CHECK(nickname_class("XYZ") == 0);
  CHECK(nickname_class("") == 0);
}
