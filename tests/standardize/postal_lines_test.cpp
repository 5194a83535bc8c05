#include "standardize/postal_lines.h"

#include <doctest/doctest.h>

#include "support/standardized_tables.h"

using namespace jumelles;
using namespace jumelles::standardize;
using T = AttributeType;

TEST_CASE("a postcode and a town are told apart in the forms of many countries") {
  const struct { const char *text, *postcode, *town; } examples[] = {
      {"29200 Brest", "29200", "Brest"},           {"29 200 BREST", "29 200", "BREST"},         {"29200 - Brest", "29200", "Brest"},
      {"29200, Brest", "29200", "Brest"},          {"F-29200 Brest", "F-29200", "Brest"},       {"Brest (29200)", "29200", "Brest"},
      {"Brest 29200", "29200", "Brest"},           {"Brest, 29200", "29200", "Brest"},          {"69007 Lyon 7e", "69007", "Lyon 7e"},
      {"69407 LYON CEDEX 07", "69407", "LYON CEDEX 07"}, {"2B200 Bastia", "2B200", "Bastia"},   {"5000 Namur", "5000", "Namur"},
      {"B-5000 Namur", "B-5000", "Namur"},         {"B 5000 Namur", "B 5000", "Namur"},         {"L-4030 Esch-sur-Alzette", "L-4030", "Esch-sur-Alzette"},
      {"3011 BD Rotterdam", "3011 BD", "Rotterdam"}, {"NL-3011 BD Rotterdam", "NL-3011 BD", "Rotterdam"}, {"3011BD Rotterdam", "3011BD", "Rotterdam"},
      {"Leeds LS1 4AP", "LS1 4AP", "Leeds"},       {"LS1 4AP Leeds", "LS1 4AP", "Leeds"},       {"Toronto M5V 2T6", "M5V 2T6", "Toronto"},
      {"Boston, MA 02108", "02108", "Boston, MA"}, {"1000-205 Lisboa", "1000-205", "Lisboa"},   {"110 00 Praha", "110 00", "Praha"},
      {"80190 Y", "80190", "Y"},                   {"35370 L'Isle-d'Abeau", "35370", "L'Isle-d'Abeau"}};
  for (const auto& e : examples) {
    CAPTURE(std::string(e.text));
    PostalLine line;
    REQUIRE(read_postal_line(e.text, line));
    CHECK(line.postcode == e.postcode);
    CHECK(line.town == e.town);
  }
}

TEST_CASE("what has another form is no such line") {
  for (const char* text : {"Brest", "29200", "29200 CEDEX", "29 Palms", "Lyon 7e", "12 rue Haute 29200 Brest", "Brest 1944", "75 - Paris", "29200 Brest 29200", "Apt 5",
                           "3011 BD", "LS1 4AP", "2 B", "29200Brest", ""}) {
    CAPTURE(std::string(text));
    PostalLine line;
    CHECK_FALSE(read_postal_line(text, line));
  }
}

TEST_CASE("a column of such lines feeds postcodes and towns, one of both where a cell has no more") {
  const Outcome out({Source("t", {{"CP Ville", T::kCity, "city"}},
                            {{"29200 BREST"}, {"69407 LYON CEDEX 07"}, {"Nantes (44000)"}, {"13006"}, {"Marseille"}, {"Quelque part au 3e"}, {"35000 Rennes"}, {"56000 Vannes"}})});
  CHECK(out.clean("postcode", 0) == "29200");
  CHECK(out.clean("city", 0) == "Brest");
  CHECK(out.clean("postcode", 1) == "69407");
  CHECK(out.clean("city", 1) == "Lyon");
  CHECK(out.clean("postcode", 2) == "44000");
  CHECK(out.clean("city", 2) == "Nantes");
  CHECK(out.clean("postcode", 3) == "13006");
  CHECK(out.clean("city", 3) == "");
  CHECK(out.clean("postcode", 4) == "");
  CHECK(out.clean("city", 4) == "Marseille");
  CHECK(out.clean("city", 5) == "Quelque part au 3e");
}

TEST_CASE("a column of towns with a postcode here and there fills those that have none of their own") {
  const Outcome out({Source("t", {{"CP", T::kPostcode, "postcode"}, {"Ville", T::kCity, "city"}},
                            {{"29200", "Brest"}, {"", "35000 Rennes"}, {"44100", "44000 Nantes"}, {"", "56000"}, {"22000 Saint-Brieuc", ""}})});
  CHECK(out.clean("postcode", 1) == "35000");
  CHECK(out.clean("city", 1) == "Rennes");
  CHECK(out.clean("postcode", 2) == "44100");
  CHECK(out.clean("city", 2) == "Nantes");
  CHECK(out.clean("city", 3) == "56000");  // most cells are towns: what it is, is not known
  CHECK(out.clean("postcode", 4) == "22000");
  CHECK(out.clean("city", 4) == "Saint-Brieuc");
  CHECK(out.records->attributes.size() == 2);
}

TEST_CASE("two columns of such lines have postcodes of their own") {
  const Outcome out({Source("t", {{"Facturation", T::kCity, "city"}, {"Livraison", T::kCity, "livraison"}}, {{"29200 Brest", "35000 Rennes"}, {"29200 Brest", "56000 Vannes"}})});
  CHECK(out.clean("postcode", 0) == "29200");
  CHECK(out.clean("livraison_postcode", 0) == "35000");
  CHECK(out.clean("livraison", 1) == "Vannes");
  ColumnMapping town;
  town.type = T::kCity;
  town.attribute = "livraison";
  const std::vector<std::string> keys = attribute_keys({{town}});
  CHECK(std::find(keys.begin(), keys.end(), "livraison_postcode") != keys.end());
}

TEST_CASE("postcodes of such lines are those of their rows' countries") {
  const Outcome out({Source("t", {{"Land", T::kCountry, "country"}, {"PLZ Ort", T::kCity, "city"}},
                            {{"Deutschland", "1067 Dresden"}, {"Deutschland", "10115 Berlin"}, {"Schweiz", "1201 Genève"}, {"Deutschland", "20095 Hamburg"}})});
  CHECK(out.clean("postcode", 0) == "01067");
  CHECK(out.clean("postcode", 2) == "1201");
}
