#include "audited.h"

using namespace jumelles;
using jumelles::test::Audited;
using jumelles::test::Rows;

TEST_CASE("a street that holds the postcode, the name or the company of its record repeats it") {
  const Audited a(Rows{{"given_name", "surname", "company_name", "street", "postcode", "city"},
                       {"Anne", "Petit", "", "12 rue Pasteur 31770 Colomiers", "31770", "Colomiers"},
                       {"Dominique", "Laravard", "", "Dominique Laravard", "33000", "Bordeaux"},
                       {"", "", "Boulangerie Roy", "Boulangerie Roy", "33000", "Bordeaux"},
                       // Innocent: another postcode, a street of somebody else, a number of five digits in front.
                       {"Jean", "Roux", "", "12 rue Pasteur 31770", "33000", "Bordeaux"},
                       {"Jean", "Moulin", "", "Place Jean Moulin", "33000", "Bordeaux"},
                       {"Paul", "Durand", "", "33000 rue Foch", "33000", "Bordeaux"}});
  CHECK(a.rows_of("repeats_field street postcode") == std::vector<uint32_t>{1});
  CHECK(a.rows_of("repeats_field street surname") == std::vector<uint32_t>{2});
  CHECK(a.rows_of("repeats_field street company_name") == std::vector<uint32_t>{3});
}

TEST_CASE("of an address in one column, the postcode repeats nothing") {
  const Audited a(Rows{{"surname", "street"}, {"Petit", "12 rue Pasteur 31770 Colomiers"}, {"Roux", "13 rue Pasteur 31770 Colomiers"}});
  CHECK(a.count("repeats_field street postcode") == 0);
}

TEST_CASE("a surname that holds the given name of its record repeats it, unless both are one name") {
  const Audited a(Rows{{"given_name", "surname"}, {"Oscar", "Oscar Marcon"}, {"Raphaëlle", "LEMARCHAND Raphaëlle"}, {"Martin", "Saint Martin"}, {"Jean", "Jean Louis"}, {"Anne", "Annelise Petit"}, {"Ann", "Martin-Ann"}});
  CHECK(a.rows_of("repeats_field surname given_name") == std::vector<uint32_t>{1, 2});
}

TEST_CASE("a title beside a company alone is the company's") {
  const Audited a(Rows{{"civility", "surname", "company_name"}, {"M.", "", "Boulangerie Roy"}, {"", "", "Boulangerie Roux"}, {"Mme", "Petit", "Boulangerie Blanc"}, {"Mme", "Petit", ""}});
  CHECK(a.rows_of("title_of_company civility company_name") == std::vector<uint32_t>{1});
  CHECK(a.find("title_of_company civility company_name")->of_count == 2);
}

TEST_CASE("a given name that holds the surname repeats it, and a birth on the day of the record repeats that day") {
  const Audited a(Rows{{"given_name", "surname", "birth_date", "created_date"}, {"Oscar Marcon", "Marcon", "1980-02-03", "2020-05-06"}, {"Jean Paul", "Paul", "2020-05-06", "2020-05-06"}, {"Anne", "Petit", "2019-05-06", "2020-05-06"}});
  CHECK(a.rows_of("repeats_field given_name surname") == std::vector<uint32_t>{1});
  CHECK(a.rows_of("repeats_field birth_date created_date") == std::vector<uint32_t>{2});
}
