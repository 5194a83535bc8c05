#include "audit/audited.h"

using namespace jumelles;
using test::Audited;
using test::Rows;

TEST_CASE("a postcode and its town in each other's place are told, and one of both alone is not") {
  const Audited a(Rows{{"postcode", "city"}, {"44000", "Nantes"}, {"Lyon", "69003"}, {"Évry", "91000"}, {"Lyon", "Lyon"}, {"44000", "44000"}, {"", "69003"}, {"NY", "10001"}, {"Lyon", "69"}, {"Lyon 3", "69003"}, {"Lyon", "6900312"}});
  CHECK(a.rows_of("exchanged_places postcode city") == std::vector<uint32_t>{2, 3});
  CHECK(a.find("exchanged_places postcode city")->values[0].value == "Lyon · 69003");
  const Audited suburbs(Rows{{"postcode", "place"}, {"3122", "hawthorn"}, {"hawthorn", "3122"}});
  CHECK(suburbs.rows_of("exchanged_places postcode place") == std::vector<uint32_t>{2});
  // Of digits with one slip there is no town.
  const Audited slips(Rows{{"postcode", "city"}, {"3122", "hawthorn"}, {"brighton", "3842h"}, {"avoca beach", "41d1"}, {"wheelers hill", "260"}, {"brighton", "38h2h"}, {"brighton", "1st"}});
  CHECK(slips.rows_of("exchanged_places postcode city") == std::vector<uint32_t>{2, 3, 4});
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

TEST_CASE("a cell that is exchanged is offered nothing else, and counted by nothing else that would change it") {
  const Audited a(Rows{{"postcode", "city"}, {"44000", "Nantes"}, {"Lyon", "69003"}, {"Lyon", "Lyon"}, {"Lyon", "Lyon"}, {"Brest", "29200"}, {"59000", "59000"}});
  CHECK(a.rows_of("exchanged_places postcode city") == std::vector<uint32_t>{2, 5});
  CHECK(a.rows_of("invalid_postcode postcode") == std::vector<uint32_t>{3, 4});
  const audit::Finding* invalid = a.find("invalid_postcode postcode");
  REQUIRE(invalid != nullptr);
  CHECK(invalid->count == 2);
  CHECK(invalid->per_source == std::vector<uint64_t>{2});
  REQUIRE(invalid->values.size() == 1);  // not "Brest", all of whose cells are exchanged
  CHECK(invalid->distinct_count == 1);
  CHECK(invalid->values[0].value == "Lyon");
  CHECK(invalid->values[0].count == 2);
  CHECK(a.cell("postcode").valid_count == 2);  // what is exchanged is as wrong as it was
  CHECK(a.rows_of("invalid_value city") == std::vector<uint32_t>{6});
}

TEST_CASE("of two offers about one cell the one stands that keeps more of the value, but what must not be kept goes first") {
  const Audited a(Rows{{"email", "phone"}, {"anne@orange.f", "06 12 34 56 78"}, {"paul@poste.fr", "06 39 98 12 34"}});
  CHECK(a.rows_of("mistyped_domain email") == std::vector<uint32_t>{1});
  CHECK(a.count("invalid_email email") == 0);
  CHECK(a.cell("email").valid_count == 1);
  const auto before = [](const char* one, const char* other) { return audit::is_offered_before(*audit::kind_named(one), *audit::kind_named(other)); };
  for (const auto& pair : {std::pair{"mistyped_domain", "invalid_email"}, {"email_elsewhere", "mistyped_value"}, {"exchanged_places", "email_elsewhere"}, {"made_up_phone", "invalid_phone"}, {"card_number", "company_in_name"}, {"hidden_value", "invalid_phone"}, {"invalid_email", "invalid_phone"}}) {
    CHECK_MESSAGE(before(pair.first, pair.second), pair.first);
    CHECK_MESSAGE(!before(pair.second, pair.first), pair.first);
  }
}
