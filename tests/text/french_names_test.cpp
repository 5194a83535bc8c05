#include "text/french_names.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace jumelles;

TEST_CASE("the name lists are whole, sorted and near the published shares") {
  CHECK(text::french_given_names().size() == 2422);
  CHECK(text::french_surnames().size() == 14222);
  for (const auto* list : {&text::french_given_names(), &text::french_surnames()})
    CHECK(std::is_sorted(list->begin(), list->end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
  CHECK(text::french_surname_share("MARTIN") == doctest::Approx(0.00324).epsilon(0.06));
  CHECK(text::french_given_name_share("JEAN") == doctest::Approx(0.04223).epsilon(0.08));
  CHECK(text::french_given_name_share("JEAN BAPTISTE") > 0);
  CHECK(text::french_surname_share("DA SILVA") > 0);
  CHECK(text::french_surname_share("XQZW") == 0);
}
