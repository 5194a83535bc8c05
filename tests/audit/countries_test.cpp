#include "audited.h"

using namespace jumelles;
using jumelles::test::Audited;
using jumelles::test::Rows;
using jumelles::test::repeated;
using jumelles::test::operator+;

TEST_CASE("a country that the postcode and the town contradict is told") {
  const Audited a(Rows{{"surname", "postcode", "city", "country"},
                       {"Petit", "33000", "Bordeaux", "France"},
                       {"Roux", "33000", "Bordeaux", "Afghanistan"},
                       {"Blanc", "SW1A 1AA", "London", "France"},
                       {"Durand", "10115", "Berlin", "Allemagne"},
                       {"Moreau", "97400", "Saint-Denis", "La Réunion"},
                       {"Garnier", "33000", "Bordeaux", "France métropolitaine"},
                       {"Lemoine", "33000", "Bordeaux", ""}});
  CHECK(a.rows_of("country_address country") == std::vector<uint32_t>{2, 3});
}

TEST_CASE("a VAT number of another country beside a French address is told") {
  const Audited a(Rows{{"company_name", "postcode", "city", "vat"}, {"Roux SA", "33000", "Bordeaux", "BE0788114508"}, {"Blanc SA", "1000", "Bruxelles", "BE0788114508"}, {"Petit SA", "33000", "Bordeaux", "FR40303265045"}});
  CHECK(a.rows_of("vat_country vat") == std::vector<uint32_t>{1});
}

TEST_CASE("a service's number is no person's, and a company's may be") {
  Rows rows{{"surname", "company_name", "phone"}};
  for (int i = 0; i < 20; ++i) rows.push_back({"Petit", "", "06 12 13 14 " + std::to_string(10 + i)});
  const Audited a(rows + Rows{{"Roux", "", "0899 12 34 57"}, {"Blanc", "", "3949"}, {"", "Durand SARL", "0800 12 34 57"}, {"Moreau", "", "08 39 75 40 70"}, {"Roy", "", "15"}, {"Roux", "", "118 712"}, {"Roux", "", "99"}});
  CHECK(a.rows_of("invalid_phone phone") == std::vector<uint32_t>{27});  // somebody answers the others
  const std::vector<uint32_t> found = a.rows_of("service_number phone");
  CHECK(found.size() >= 2);
  CHECK(found[0] == 21);
  CHECK(found[1] == 22);
  CHECK(std::find(found.begin(), found.end(), 23) == found.end());
  CHECK(std::find(found.begin(), found.end(), 26) != found.end());
  // Elsewhere 08 is an area.
  Rows abroad{{"surname", "phone"}};
  for (int i = 0; i < 20; ++i) abroad.push_back({"Smith", "08 397540" + std::to_string(10 + i)});
  CHECK(Audited(abroad).count("service_number phone") == 0);
}

TEST_CASE("three zeros behind a department are a postcode where the town has it") {
  const Audited a(Rows{{"surname", "postcode", "city"}, {"Petit", "35000", "Rennes"}, {"Roux", "35000", "Bruz"}, {"Blanc", "35170", "Bruz"}, {"Durand", "33000", "Bordeaux"}, {"Moreau", "69000", "Lyon"}});
  CHECK(a.rows_of("department_postcode postcode") == std::vector<uint32_t>{2, 5});
}

TEST_CASE("a department or a country is no town, where addresses are French") {
  Rows rows{{"postcode", "city"}};
  for (int i = 0; i < 20; ++i) rows.push_back({"33000", "Bordeaux"});
  CHECK(Audited(rows + Rows{{"33600", "Gironde"}, {"33600", "FRANCE"}, {"86000", "Vienne"}, {"38200", "Vienne"}}).rows_of("no_town city") == std::vector<uint32_t>{21, 22});
  CHECK(Audited(Rows{{"postcode", "city"}, {"46052", "Lebanon"}, {"SW1A 1AA", "France"}}).count("no_town city") == 0);
}
