#include "audit/audited.h"

using namespace jumelles;
using test::Audited;
using test::Rows;

TEST_CASE("a postcode and its town in each other's place are told, and one of both alone is not") {
  const Audited a(Rows{{"postcode", "city"}, {"44000", "Nantes"}, {"Lyon", "69003"}, {"Évry", "91000"}, {"Lyon", "Lyon"}, {"44000", "44000"}, {"", "69003"}, {"NY", "10001"}, {"Lyon", "693"}, {"Lyon 3", "69003"}, {"Lyon", "6900312"}});
  CHECK(a.rows_of("exchanged_places postcode city") == std::vector<uint32_t>{2, 3});
  CHECK(a.find("exchanged_places postcode city")->values[0].value == "Lyon · 69003");
  const Audited suburbs(Rows{{"postcode", "place"}, {"3122", "hawthorn"}, {"hawthorn", "3122"}});
  CHECK(suburbs.rows_of("exchanged_places postcode place") == std::vector<uint32_t>{2});
}

TEST_CASE("an e-mail in a field of phones or places, and a phone in one of e-mails or places, are told as what they are") {
  const Audited a(Rows{{"phone", "email", "city", "street", "postcode"},
                       {"anne@poste.fr", "01 42 68 53 00", "paul@poste.fr", "zoe@poste.fr", "luc@poste.fr"},
                       {"01 42 68 53 01", "guy@poste.fr", "01 42 68 53 02", "+33 1 42 68 53 03", "0142685304"},
                       {"anne at poste", "anne@", "Lyon", "12 rue de l'Arbre", "69003"},
                       {"a b@poste.fr", "12345678", "", "@ la mairie", "12345678"}});
  for (const char* id : {"email_elsewhere phone", "email_elsewhere city", "email_elsewhere street", "email_elsewhere postcode"}) CHECK_MESSAGE(a.rows_of(id) == std::vector<uint32_t>{1}, id);
  CHECK(a.rows_of("phone_elsewhere email") == std::vector<uint32_t>{1});
  for (const char* id : {"phone_elsewhere city", "phone_elsewhere street", "phone_elsewhere postcode"}) CHECK_MESSAGE(a.rows_of(id) == std::vector<uint32_t>{2}, id);
  CHECK(a.count("invalid_phone phone") == 2);
  CHECK(a.count("invalid_email email") == 2);
  CHECK(a.count("email_elsewhere email") == 0);
  CHECK(a.count("phone_elsewhere phone") == 0);
}
