#include "standardize/places.h"

#include <doctest/doctest.h>

using namespace jumelles::standardize;

TEST_CASE("a postcode leads to its communes and its department") {
  const auto communes = communes_of_postcode("42000");
  REQUIRE_FALSE(communes.empty());
  CHECK(communes[0].name == "Saint-Étienne");
  CHECK(communes[0].department == "42");
  CHECK(communes[0].population > 50000);
  CHECK(department_of_postcode("75011") == "75");
  CHECK(department_of_postcode("20000") == "2A");
  CHECK(department_of_postcode("20200") == "2B");
  CHECK(department_of_postcode("97400") == "974");
  // A CEDEX postcode has a department and no commune.
  CHECK_FALSE(is_known_postcode("69299"));
  CHECK(department_of_postcode("69299") == "69");
  CHECK(department_name("2A") == "Corse-du-Sud");
}

TEST_CASE("what is no postcode has neither") {
  CHECK(communes_of_postcode("1400").empty());
  CHECK(communes_of_postcode("ABCDE").empty());
  CHECK(department_of_postcode("99999").empty());
  CHECK(department_of_postcode("").empty());
  CHECK(department_name("XX").empty());
}

TEST_CASE("a town is recognized under its postcode however it was spelled") {
  CHECK(is_town_of_postcode("SAINT ETIENNE", "42000"));
  CHECK(is_town_of_postcode("PARIS", "75011"));
  CHECK_FALSE(is_town_of_postcode("LYON", "75011"));
}
