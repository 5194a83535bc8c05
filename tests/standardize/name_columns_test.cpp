// Words for nothing that are names, by what stands beside them in their rows.

#include "support/standardized_tables.h"

using namespace jumelles;
using T = AttributeType;

namespace {

const std::vector<Header> kNames{{"nom", T::kSurname, "surname"}, {"prenom", T::kGivenName, "given_name"}};

}  // namespace

TEST_CASE("who is called Test has another name beside it") {
  const Outcome out({Source("t", kNames, {{"Test", "Lucie"}, {"Berger", "Test"}, {"TEST", "inconnu"}, {"test", "Luc"}, {"Vidal", "Luc"}})});
  CHECK(out.clean("surname", 0) == "Test");
  CHECK(out.clean("given_name", 1) == "Test");
  CHECK(out.clean("surname", 2) == "");
  CHECK(out.clean("surname", 3) == "");
  const Outcome both({Source("t", kNames, {{"Test", "Test"}, {"Vidal", "Luc"}})});
  CHECK(both.clean("surname", 0) == "");
  CHECK(both.clean("given_name", 0) == "");
}

TEST_CASE("Sans is a given name as it is written, and a word in capitals") {
  const Outcome out({Source("t", kNames, {{"Berger", "Sans"}, {"Vidal", "SANS"}, {"Roux", "Luc"}})});
  CHECK(out.clean("given_name", 0) == "Sans");
  CHECK(out.clean("given_name", 1) == "");
}

TEST_CASE("an X among initials is one") {
  const std::vector<Header> headers{{"last", T::kSurname, "surname"}, {"mi", T::kGivenName, "mi"}};
  const Outcome initials({Source("t", headers, {{"Baxter", "X"}, {"Dover", "A"}, {"Kent", "J."}, {"Moss", "P"}})});
  CHECK(initials.clean("mi", 0) == "X");
  const Outcome names({Source("t", headers, {{"Baxter", "X"}, {"Dover", "Anna"}, {"Kent", "John"}, {"Moss", "Paul"}})});
  CHECK(names.clean("mi", 0) == "");
}

TEST_CASE("a company called NA has a number of its own, or an address where there are no persons") {
  const Outcome numbers({Source("t", {{"company", T::kCompanyName, "company_name"}, {"siren", T::kSiren, "siren"}, {"nom", T::kSurname, "surname"}},
                                {{"NA", "732829320", "Roux"}, {"NC", "552081317", "Vidal"}, {"Berger", "", "Berger"}})});
  CHECK(numbers.clean("company_name", 0) == "NA");
  CHECK(numbers.clean("company_name", 1) == "");
  const Outcome alone({Source("t", {{"company", T::kCompanyName, "company_name"}, {"siren", T::kSiren, "siren"}}, {{"NA", "732829320"}, {"NA", ""}})});
  CHECK(alone.clean("company_name", 0) == "");
  const std::vector<Header> addresses{{"company", T::kCompanyName, "company_name"}, {"rue", T::kStreet, "street"}};
  CHECK(Outcome({Source("t", addresses, {{"NA", "12 rue Haute"}, {"Vidal", "3 rue Basse"}})}).clean("company_name", 0) == "NA");
  const std::vector<Header> persons{{"company", T::kCompanyName, "company_name"}, {"rue", T::kStreet, "street"}, {"nom", T::kSurname, "surname"}};
  CHECK(Outcome({Source("t", persons, {{"NA", "12 rue Haute", "Roux"}, {"Vidal", "3 rue Basse", "Vidal"}})}).clean("company_name", 0) == "");
}
