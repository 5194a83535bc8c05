#include "standardize/standardize.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "support/standardized_tables.h"

using namespace jumelles;
using T = AttributeType;

TEST_CASE("columns of one meaning meet in one attribute over all tables") {
  const Outcome out({Source("crm", {{"id", T::kRecordId, ""}, {"Nom", T::kSurname, "surname"}, {"Tel", T::kPhone, "phone"}, {"Mobile", T::kPhone, "phone"}},
                            {{"A1", "DUPONT", "0142685300", "0623456781"}, {"A2", "Martin", "", "06 00 00 00 00"}, {"A3", "", "0142685300", "01 42 68 53 00"}}),
                     Source("shop", {{"name", T::kSurname, "surname"}, {"note", T::kIgnored, ""}}, {{"dupont", "x"}})});
  const RecordSet& r = *out.records;
  CHECK(r.first_record == std::vector<RecordIndex>{0, 3, 4});
  CHECK(r.attributes.size() == 2);
  CHECK(r.record_ids == std::vector<std::string>{"A1", "A2", "A3", "1"});
  CHECK(r.sources.size() == 2);
  CHECK(r.sources[1].name == "shop");
  CHECK(r.sources[0].record_count == 3);
  CHECK(out.clean("surname", 0) == "Dupont");
  CHECK(out.comparison("surname", 3) == "DUPONT");
  CHECK(out.clean("phone", 0, 1) == "+33 6 23 45 67 81");
  CHECK(out.clean("phone", 1, 1).empty());
  CHECK(out.attribute("phone").placeholder_counts == std::vector<uint32_t>{1, 0});
  CHECK(out.attribute("phone").slots[1].origins[0].columns == std::vector<uint32_t>{3});
  CHECK(out.attribute("phone").slots[1].origins[1].columns.empty());
  // The same number twice in one row is one number.
  CHECK(out.clean("phone", 2, 0) == "+33 1 42 68 53 00");
  CHECK(out.clean("phone", 2, 1).empty());
}

TEST_CASE("a birth date in three columns is one value, whatever their order; unknown parts stay unknown") {
  const Outcome out({Source("crm", {{"j", T::kBirthDay, "birth_date"}, {"m", T::kBirthMonth, "birth_date"}, {"a", T::kBirthYear, "birth_date"}},
                            {{"14", "3", "1971"}, {"", "03", "71"}, {"14", "", "1971.0"}, {"14", "3", ""}, {"14", "mars", "1971"}, {"31", "2", "1971"}, {"1", "1", "1900"}}),
                     Source("shop", {{"birth", T::kBirthDate, "birth_date"}}, {{"14/03/1971"}})});
  CHECK(out.comparison("birth_date", 0) == "1971-03-14");
  CHECK(out.comparison("birth_date", 1) == "1971-03-00");
  CHECK(out.comparison("birth_date", 2) == "1971-00-00");
  CHECK(out.comparison("birth_date", 3).empty());
  CHECK(out.comparison("birth_date", 4) == "1971-03-14");
  const Attribute& date = out.attribute("birth_date");
  CHECK(date.validity[date.slots[0].codes[5]] == Validity::kInvalid);
  CHECK(out.clean("birth_date", 6).empty());
  CHECK(out.comparison("birth_date", 7) == "1971-03-14");
  CHECK(date.slots[0].origins[0].columns == std::vector<uint32_t>{2, 1, 0});
}

TEST_CASE("a full name is split where the table has no better, companies among them recognized") {
  const Outcome out({Source("crm", {{"Client", T::kFullName, "full_name"}},
                            {{"DUPONT Jean"}, {"M. DURAND Pierre Paul"}, {"MARTIN Sophie"}, {"DE LA FONTAINE Marie"}, {"SARL Bernard et Fils"}, {"Petit, Anne"}, {"Bonnet"}}),
                     Source("shop", {{"first", T::kGivenName, "given_name"}, {"last", T::kSurname, "surname"}, {"full", T::kFullName, "full_name"}},
                            {{"Jean", "Dupont", "Jean Dupont"}})});
  CHECK(out.clean("given_name", 0) == "Jean");
  CHECK(out.clean("surname", 0) == "Dupont");
  CHECK(out.clean("given_name", 1) == "Pierre Paul");
  CHECK(out.comparison("surname", 1) == "DURAND");
  CHECK(out.clean("surname", 3) == "de La Fontaine");
  CHECK(out.clean("company_name", 4) == "SARL Bernard et Fils");
  CHECK(out.comparison("company_name", 4) == "BERNARD FILS");
  CHECK(out.clean("surname", 4).empty());
  CHECK(out.comparison("given_name", 5) == "ANNE");
  CHECK(out.comparison("surname", 5) == "PETIT");
  CHECK(out.clean("surname", 6) == "Bonnet");
  CHECK(out.records->kinds[4] == RecordKind::kCompany);
  CHECK(out.records->kinds[0] == RecordKind::kPerson);
  // The second table had both parts: its full name stays whole.
  CHECK(out.clean("full_name", 7) == "Jean Dupont");
  CHECK(out.clean("full_name", 0).empty());
}

TEST_CASE("names without telling capitals are split by how common their words are") {
  const Outcome out({Source("crm", {{"Client", T::kFullName, "full_name"}},
                            {{"Jean Dupont"}, {"Sophie Leroy"}, {"Xorgul Zarmik"}, {"Marie Anne Lefebvre"}, {"Jacques du Bellay"}})});
  CHECK(out.comparison("given_name", 0) == "JEAN");
  CHECK(out.comparison("surname", 0) == "DUPONT");
  CHECK(out.comparison("given_name", 2) == "XORGUL");
  CHECK(out.comparison("given_name", 3) == "MARIE ANNE");
  CHECK(out.comparison("surname", 3) == "LEFEBVRE");
  CHECK(out.comparison("surname", 4) == "DU BELLAY");
  CHECK(out.records->find("company_name") == -1);
}

TEST_CASE("the order of dates is the column's, and what nothing decides is counted") {
  const Outcome out({Source("us", {{"dob", T::kBirthDate, "birth_date"}}, {{"03/04/1971"}, {"12/31/1980"}}),
                     Source("fr", {{"dob", T::kBirthDate, "birth_date"}}, {{"03/04/1971"}, {"31/12/1980"}}),
                     Source("unclear", {{"dob", T::kBirthDate, "birth_date"}}, {{"03/04/1971"}, {"03/04/1971"}, {"05/05/1971"}})});
  CHECK(out.clean("birth_date", 0) == "1971-03-04");
  CHECK(out.clean("birth_date", 2) == "1971-04-03");
  CHECK(out.clean("birth_date", 4) == "1971-04-03");
  CHECK(out.report->ambiguous_date_counts[0] == 2);
}

TEST_CASE("postcodes of four digits get their zero back only in French columns") {
  const Outcome out({Source("fr", {{"cp", T::kPostcode, "postcode"}}, {{"1400"}, {"75011"}, {"69003"}}),
                     Source("be", {{"cp", T::kPostcode, "postcode"}}, {{"1400"}, {"4000"}})});
  CHECK(out.clean("postcode", 0) == "01400");
  CHECK(out.clean("postcode", 3) == "1400");
}

TEST_CASE("a calling code that has lost its plus says the country of a column") {
  std::vector<std::vector<const char*>> french, belgian;
  std::vector<std::string> numbers;
  for (int i = 0; i < 60; ++i) numbers.push_back((i < 30 ? "33612345" : "32470123") + std::to_string(600 + i));
  for (int i = 0; i < 30; ++i) {
    french.push_back({numbers[static_cast<size_t>(i)].c_str(), i % 2 == 0 ? "1400" : "75011"});
    belgian.push_back({numbers[static_cast<size_t>(30 + i)].c_str(), "1400"});
  }
  const std::vector<Header> columns{{"tel", T::kPhone, "phone"}, {"cp", T::kPostcode, "postcode"}};
  CHECK(Outcome({Source("fr", columns, french)}).clean("postcode", 0) == "01400");
  CHECK(Outcome({Source("be", columns, belgian)}).clean("postcode", 0) == "1400");
}

TEST_CASE("a column can say the source, and pieces of an address are put together") {
  const Outcome out({Source("all", {{"sys", T::kSource, ""}, {"a1", T::kStreet, "street"}, {"a2", T::kStreet, "street"}, {"co", T::kCompanyName, "company_name"}, {"n", T::kSurname, "surname"}},
                            {{"crm", "12 rue Haute", "Bat A", "ACME SAS", "Petit"}, {"shop", "", "3 av Foch", "ACME", ""}, {"crm", "", "", "", ""}})});
  CHECK(out.records->sources.size() == 2);
  CHECK(out.records->source_of == std::vector<uint16_t>{0, 1, 0});
  CHECK(out.clean("street", 0) == "12 rue Haute Bat A");
  CHECK(out.comparison("street", 1) == "3 AVENUE FOCH");
  CHECK(out.records->kinds[0] == RecordKind::kContact);
  CHECK(out.records->kinds[1] == RecordKind::kCompany);
  CHECK(out.records->kinds[2] == RecordKind::kPerson);
}

TEST_CASE("where the steps are cut changes nothing") {
  std::vector<std::vector<const char*>> rows;
  const char* names[] = {"DUPONT Jean", "Jean Durand", "marie curie", "SARL Martin", "", "Martin Paul"};
  const char* dates[] = {"01/02/1971", "13/02/1971", "1971-05-06", "", "01/01/1900", "19710305"};
  for (int i = 0; i < 50; ++i) rows.push_back({names[i % 6], dates[(i / 2) % 6]});
  const std::vector<Source> sources{Source("a", {{"n", T::kFullName, "full_name"}, {"d", T::kBirthDate, "birth_date"}}, rows)};
  const Outcome whole(sources), cut(sources, 1);
  REQUIRE(whole.records->attributes.size() == cut.records->attributes.size());
  for (size_t a = 0; a < whole.records->attributes.size(); ++a) {
    const Attribute &x = whole.records->attributes[a], &y = cut.records->attributes[a];
    CHECK(x.slots[0].codes == y.slots[0].codes);
    CHECK(x.comparison_of == y.comparison_of);
    REQUIRE(x.clean.size() == y.clean.size());
    for (Code code = 0; code < x.clean.size(); ++code) CHECK(x.clean[code] == y.clean[code]);
  }
}

TEST_CASE("a column of refusals is a consent turned around, and meets the consents of other tables") {
  const Outcome out({Source("crm", {{"optin", T::kConsent, "consent"}}, {{"Oui"}, {"Non"}}),
                     Source("shop", {{"optout", T::kOptOut, "consent"}}, {{"yes"}, {"no"}, {""}})});
  REQUIRE(out.records->attributes.size() == 1);
  CHECK(out.records->attributes[0].type == T::kConsent);
  CHECK(out.clean("consent", 0) == "1");
  CHECK(out.clean("consent", 1) == "0");
  CHECK(out.clean("consent", 2) == "0");
  CHECK(out.clean("consent", 3) == "1");
  CHECK(out.clean("consent", 4) == "");
}

TEST_CASE("a table without rows gives no record") {
  const Outcome out({Source("empty", {{"n", T::kSurname, "surname"}}, {})});
  CHECK(out.records->record_count() == 0);
  CHECK(out.records->attributes.size() == 1);
}

TEST_CASE("a column of codes with check digits says which are well formed, and compares them without their separators") {
  const char* const isbns[] = {"978-0-306-40615-7", "9780306406157", "978-2-07-036822-8", "978-2-07-040850-4", "9782253004226", "978-2-253-00611-4",
                               "9782070413119", "978-2-07-036002-4", "978-2-07-036822-9"};
  std::vector<std::vector<const char*>> rows;
  for (const char* isbn : isbns) rows.push_back({isbn, isbn});
  const Outcome out({Source("shop", {{"ISBN", T::kCode, "isbn"}, {"Note", T::kCode, "note"}}, rows)});
  const Attribute& isbn = out.attribute("isbn");
  CHECK(isbn.identifier == "isbn");
  CHECK(out.comparison("isbn", 0) == out.comparison("isbn", 1));
  CHECK(out.clean("isbn", 0) == "978-0-306-40615-7");  // as it was written
  CHECK(isbn.validity[isbn.slots[0].codes[0]] == Validity::kValid);
  CHECK(isbn.validity[isbn.slots[0].codes[8]] == Validity::kInvalid);
  // One in nine is wrong: too many where no header says what they are.
  CHECK(out.attribute("note").identifier.empty());
}

TEST_CASE("a type of numbers with check digits is checked by its scheme, however few values there are") {
  const Outcome out({Source("bank", {{"Compte", T::kIban, "iban"}}, {{"fr14 2004 1010 0505 0001 3m02 606"}, {"FR1520041010050500013M02606"}})});
  const Attribute& iban = out.attribute("iban");
  CHECK(iban.identifier == "iban");
  CHECK(out.comparison("iban", 0) == "FR1420041010050500013M02606");
  CHECK(out.clean("iban", 0) == "FR14 2004 1010 0505 0001 3M02 606");  // as it was written, in capitals
  CHECK(iban.validity[iban.slots[0].codes[0]] == Validity::kValid);
  CHECK(iban.validity[iban.slots[0].codes[1]] == Validity::kInvalid);
}

TEST_CASE("leading zeros that a number column lost come back where the check digit says so") {
  std::vector<std::vector<const char*>> rows;
  for (const char* code : {"743110157", "00743110157.0", "1234567890", "13982597919", "10748337887", "14686958969", "19906958483", "11284308860", "13181234207", "19604349886", "13846999434"})
    rows.push_back({code});
  const Outcome out({Source("erp", {{"Partita IVA", T::kCode, "partita_iva"}}, rows)});
  const Attribute& attribute = out.attribute("partita_iva");
  REQUIRE(attribute.identifier == "partita_iva");
  CHECK(out.comparison("partita_iva", 0) == "00743110157");
  CHECK(out.comparison("partita_iva", 0) == out.comparison("partita_iva", 1));
  CHECK(attribute.validity[attribute.slots[0].codes[0]] == Validity::kValid);
  CHECK(out.comparison("partita_iva", 2) == "1234567890");  // no zero makes it well formed
}

TEST_CASE("of two full names the first is taken apart, and the other one is an attribute of its own") {
  const Outcome out({Source("crm", {{"Contact", T::kFullName, "full_name"}, {"Parent", T::kFullName, "parent"}}, {{"Jean Dupont", "Marie Petit"}})});
  CHECK(out.clean("given_name", 0) == "Jean");
  CHECK(out.clean("surname", 0) == "Dupont");
  CHECK(out.clean("parent", 0) == "Marie Petit");
  CHECK(out.records->find("full_name") < 0);
}

TEST_CASE("one record of a couple stays one record, and compares as who is named first") {
  const Outcome out({Source("crm", {{"Client", T::kFullName, "full_name"}},
                            {{"M. et Mme Paul MARTIN"}, {"MARTIN Paul et Claire"}, {"Paul et Claire MARTIN"}, {"MARTIN Paul"}, {"Famille MARTIN"}, {"M. Paul MARTIN et Mme Claire DURAND"}})});
  for (const RecordIndex record : {0u, 1u, 2u, 3u, 5u}) {
    CHECK(out.comparison("given_name", record) == "PAUL");
    CHECK(out.comparison("surname", record) == "MARTIN");
  }
  CHECK(out.clean("given_name", 4).empty());
  CHECK(out.clean("civility", 0) == "M. et Mme");
  CHECK(out.clean("partner", 1) == "Claire");
  CHECK(out.clean("partner", 2) == "Claire");
  CHECK(out.clean("partner", 5) == "Claire Durand");
  for (RecordIndex record = 0; record < 6; ++record) CHECK(out.records->kinds[record] == (record == 3 ? RecordKind::kPerson : RecordKind::kHousehold));
  // Nobody is compared by who else there is.
  CHECK_FALSE(comparable(out.attribute("partner")));
}

TEST_CASE("what a field of names holds besides fills what no column says, and never replaces it") {
  const Outcome out({Source("crm",
                            {{"Client", T::kFullName, "full_name"}, {"Rue", T::kStreet, "street"}, {"Tel", T::kPhone, "phone"}, {"Societe", T::kCompanyName, "company_name"}, {"Civ", T::kCivility, "civility"}},
                            {{"MARTIN Paul, 12 rue Foch", "", "0142685300", "", ""},
                             {"MARTIN Paul, 12 rue Foch", "3 quai Haut", "", "", "M."},
                             {"MARTIN Paul - 06 23 45 67 81", "", "0142685300", "", ""},
                             {"MARTIN Paul - 01 42 68 53 00", "", "0142685300", "", ""},
                             {"MARTIN Paul (SARL Petit)", "", "", "ACME", "Mme"},
                             {"Mme MARTIN Anne", "", "", "ACME SAS", ""}})});
  CHECK(out.clean("street", 0) == "12 rue Foch");
  CHECK(out.clean("street", 1) == "3 quai Haut");
  CHECK(out.clean("street_others", 1) == "12 rue Foch");
  CHECK(out.clean("street_others", 0).empty());
  CHECK(out.clean("phone", 2, 0) == "+33 1 42 68 53 00");
  CHECK(out.clean("phone", 2, 1) == "+33 6 23 45 67 81");
  CHECK(out.clean("phone", 3, 1).empty());
  CHECK(out.clean("company_name", 4) == "ACME");
  CHECK(out.clean("company_name_others", 4) == "SARL Petit");
  CHECK(out.clean("civility", 4) == "Mme");
  CHECK(out.clean("civility", 5) == "Mme");
  CHECK(out.clean("company_name", 5) == "ACME SAS");
}

TEST_CASE("plain names add no attributes") {
  const Outcome out({Source("crm", {{"Client", T::kFullName, "full_name"}}, {{"MARTIN Paul"}, {"DURAND Anne"}})});
  CHECK(out.records->attributes.size() == 2);
  const Outcome parts({Source("crm", {{"Nom", T::kSurname, "surname"}, {"Prenom", T::kGivenName, "given_name"}}, {{"MARTIN", "Paul"}})});
  CHECK(parts.records->attributes.size() == 2);
}

TEST_CASE("a column of civilities says which records are couples") {
  const Outcome out({Source("crm", {{"Civ", T::kCivility, "civility"}, {"Nom", T::kSurname, "surname"}}, {{"M. et Mme", "Martin"}, {"Mme", "Durand"}, {"Indivision", "Petit"}})});
  CHECK(out.records->kinds == std::vector<RecordKind>{RecordKind::kHousehold, RecordKind::kPerson, RecordKind::kHousehold});
}

TEST_CASE("attributes that fields of names may feed are known before any value is") {
  ColumnMapping column;
  column.type = T::kFullName;
  column.attribute = "full_name";
  const std::vector<std::string> keys = standardize::attribute_keys({{column}});
  for (const char* key : {"given_name", "surname", "civility", "partner", "company_name", "phone", "email", "street"})
    CHECK(std::find(keys.begin(), keys.end(), key) != keys.end());
}

TEST_CASE("the country of a row decides how its phone and postcode are read, in one table of several") {
  const Outcome o({Source("clients",
                          {{"ville", T::kCity, "city"}, {"cp", T::kPostcode, "postcode"}, {"pays", T::kCountry, "country"}, {"tel", T::kPhone, "phone"}},
                          {{"Lyon", "69003", "France", "0475 12 34 56"},
                           {"Liège", "4000", "Belgique", "0475 12 34 56"},
                           {"Bruxelles", "1000", "", "0475 12 34 56"},
                           {"Zürich", "8001", "CH", "079 123 45 67"},
                           {"New York", "1400", "USA", "(212) 555-0185"},
                           {"Ailleurs", "1400", "Atlantide", "0475 12 34 56"},
                           {"Bourg", "1400", "FR", "474123456"}})});
  CHECK(o.clean("phone", 0) == "+33 4 75 12 34 56");
  CHECK(o.clean("phone", 1) == "+32 475 12 34 56");
  CHECK(o.clean("phone", 2) == "+32 475 12 34 56");
  CHECK(o.clean("phone", 3) == "+41 79 123 45 67");
  CHECK(o.clean("phone", 4) == "+1 212 555 0185");
  CHECK(o.clean("phone", 5) == "0475 12 34 56");
  CHECK(o.clean("phone", 6) == "+33 4 74 12 34 56");
  CHECK(o.clean("postcode", 1) == "4000");
  CHECK(o.clean("postcode", 4) == "01400");
  CHECK(o.clean("postcode", 5) == "1400");
  CHECK(o.clean("postcode", 6) == "01400");
}

TEST_CASE("a postcode's form and a town tell the country where no column does") {
  const Outcome o({Source("clients", {{"ville", T::kCity, "city"}, {"cp", T::kPostcode, "postcode"}, {"tel", T::kPhone, "phone"}},
                          {{"London", "SW1A 1AA", "020 7946 0983"},
                           {"Utrecht", "3511 AB", "06 12345678"},
                           {"Namur", "5000", "081 22 33 44"},
                           {"Bruges", "33520", "05 56 12 34 57"},
                           {"Lille", "59000", "0475 12 34 56"}})});
  CHECK(o.clean("phone", 0) == "+44 20 7946 0983");
  CHECK(o.clean("phone", 1) == "+31 6 12345678");
  CHECK(o.clean("phone", 2) == "+32 81 22 33 44");
  CHECK(o.clean("phone", 3) == "+33 5 56 12 34 57");
  CHECK(o.clean("phone", 4) == "+33 4 75 12 34 56");
}

TEST_CASE("towns of a Belgian table tell for its villages, and those of a French one for none") {
  std::vector<std::vector<const char*>> rows{{"Namur", "5000", "0475 12 34 56"}, {"Liège", "4000", "0476 12 34 56"}, {"Un village", "5330", "0477 12 34 56"},
                                             {"Un autre", "5340", "0478 12 34 56"}};
  const std::vector<Header> headers{{"ville", T::kCity, "city"}, {"cp", T::kPostcode, "postcode"}, {"tel", T::kPhone, "phone"}};
  CHECK(Outcome({Source("be", headers, rows)}).clean("phone", 2) == "+32 477 12 34 56");
  rows = {{"Lyon", "69003", "0475 12 34 56"}, {"Bourg", "1000", "0474 12 34 56"}, {"Paris", "75011", "0142685300"}};
  const Outcome french({Source("fr", headers, rows)});
  CHECK(french.clean("phone", 1) == "+33 4 74 12 34 56");
  CHECK(french.clean("postcode", 1) == "01000");
}

TEST_CASE("a country that is written for foreigners only leaves the others French") {
  std::vector<std::vector<const char*>> rows(8, {"", "0475 12 34 56"});
  rows.push_back({"Belgique", "0475 12 34 56"});
  const Outcome o({Source("clients", {{"pays", T::kCountry, "country"}, {"tel", T::kPhone, "phone"}}, rows)});
  CHECK(o.clean("phone", 0) == "+33 4 75 12 34 56");
  CHECK(o.clean("phone", 8) == "+32 475 12 34 56");
}

TEST_CASE("phones alone tell a plan whose numbers no other has, and else nothing") {
  const auto phones_of = [](const char* form) {
    std::vector<std::string> texts;
    for (int i = 0; i < 40; ++i) texts.push_back(std::string(form) + std::to_string(100000 + i * 7919));
    return texts;
  };
  const auto first_of = [](const std::vector<std::string>& texts) {
    std::vector<std::vector<const char*>> rows;
    for (const std::string& text : texts) rows.push_back({text.c_str()});
    return Outcome({Source("t", {{"tel", T::kPhone, "phone"}}, rows)}).clean("phone", 0);
  };
  CHECK(first_of(phones_of("02079")) == "+44 20 7910 0000");  // eleven digits: British
  CHECK(first_of(phones_of("1")) == "1100000");               // seven digits, of no plan
  CHECK(first_of(phones_of("0612")) == "+33 6 12 10 00 00");
}

TEST_CASE("several phones or e-mails in a cell are values of the record, each compared") {
  const Outcome o({Source("a", {{"tel", T::kPhone, "phone"}, {"tel2", T::kPhone, "phone"}, {"mail", T::kEmail, "email"}},
                          {{"01 45 67 89 13 / 06 23 45 67 81", "06 23 45 67 81", "a1@free.fr; a2@free.fr; a3@free.fr"}, {"04 72 12 34 57", "", "b@free.fr"}}),
                   Source("b", {{"tel", T::kPhone, "phone"}, {"mail", T::kEmail, "email"}}, {{"06 23 45 67 81", "a2@free.fr a4@free.fr"}})});
  CHECK(o.attribute("phone").slots.size() == 3);
  CHECK(o.clean("phone", 0, 0) == "+33 1 45 67 89 13");
  CHECK(o.comparison("phone", 0, 1) == "");  // the second column only repeats what the first one holds
  CHECK(o.comparison("phone", 0, 2) == "+33623456781");
  CHECK(o.clean("phone", 1, 1) == "");
  CHECK(o.attribute("email").slots.size() == 3);
  CHECK(o.comparison("email", 0, 2) == "a3@free.fr");
  CHECK(o.comparison("email", 2, 0) == "a2@free.fr");
  CHECK(o.comparison("email", 2, 1) == "a4@free.fr");
  CHECK(o.attribute("email").slots[2].origins[0].columns == std::vector<uint32_t>{2});
  CHECK(o.attribute("email").slots[2].origins[1].columns.empty());
}

TEST_CASE("where the steps are cut, rows of several countries and cells of several values come out alike") {
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i) texts.push_back("0475 12 34 " + std::to_string(10 + i % 30) + (i % 7 == 0 ? " / 02 512 34 " + std::to_string(10 + i) : ""));
  std::vector<std::vector<const char*>> rows;
  for (int i = 0; i < 60; ++i) rows.push_back({i % 3 == 0 ? "BE" : i % 3 == 1 ? "FR" : "", texts[static_cast<size_t>(i)].c_str()});
  const Source source("s", {{"pays", T::kCountry, "country"}, {"tel", T::kPhone, "phone"}}, rows);
  const Outcome whole({source}), cut({source}, 7);
  REQUIRE(whole.attribute("phone").slots.size() == cut.attribute("phone").slots.size());
  for (size_t slot = 0; slot < whole.attribute("phone").slots.size(); ++slot)
    for (RecordIndex r = 0; r < 60; ++r) CHECK(whole.clean("phone", r, slot) == cut.clean("phone", r, slot));
}

TEST_CASE("a word for nothing is a surname where each of its rows has a given name and no surname is more common") {
  const auto surname = [](std::vector<std::vector<const char*>> rows) {
    return Outcome({Source("crm", {{"prenom", T::kGivenName, "given_name"}, {"nom", T::kSurname, "surname"}}, rows)}).clean("surname", 0);
  };
  CHECK(surname({{"Christopher", "NULL"}, {"Jean", "PETIT"}}) == "Null");
  CHECK(surname({{"Christopher", "NULL"}, {"Anna", "NULL"}, {"Jean", "PETIT"}, {"Luc", "PETIT"}}) == "Null");
  // More of it than of any name.
  CHECK(surname({{"Christopher", "NULL"}, {"Anna", "NULL"}, {"Jean", "PETIT"}}) == "");
  // One of its rows has no given name, or what stands for nothing there as well.
  CHECK(surname({{"Christopher", "NULL"}, {"", "NULL"}, {"Jean", "PETIT"}, {"Luc", "PETIT"}}) == "");
  CHECK(surname({{"Christopher", "NULL"}, {"NULL", "NULL"}, {"Jean", "PETIT"}, {"Luc", "PETIT"}}) == "");
  CHECK(surname({{"Christopher", "null"}, {"Jean", "PETIT"}}) == "");
  CHECK(Outcome({Source("crm", {{"nom", T::kSurname, "surname"}}, {{"NULL"}, {"PETIT"}})}).clean("surname", 0) == "");
}

TEST_CASE("in a field of whole names a word for nothing is a surname where one person alone has it") {
  const auto surname = [](std::vector<std::vector<const char*>> rows) {
    return Outcome({Source("crm", {{"client", T::kFullName, "full_name"}}, rows)}).clean("surname", 0);
  };
  CHECK(surname({{"Christopher NULL"}, {"Jean PETIT"}}) == "Null");
  CHECK(surname({{"Christopher NULL"}, {"Anna NULL"}, {"Jean PETIT"}}) == "");
}

TEST_CASE("nobody is born after the latest records, nor after nearly all others") {
  const auto validity = [](const char* birth, const char* updated, const std::vector<const char*>& others) {
    std::vector<std::vector<const char*>> rows{{birth, updated}};
    for (const char* other : others) rows.push_back({other, updated});
    const Outcome o({Source("crm", {{"naissance", T::kBirthDate, "birth_date"}, {"maj", T::kUpdatedDate, "updated_date"}}, rows)});
    const Attribute& date = o.attribute("birth_date");
    return date.validity[date.slots[0].codes[0]];
  };
  CHECK(validity("14/03/2015", "01/02/2019", {"01/02/1980"}) == Validity::kValid);
  CHECK(validity("14/03/2019", "01/02/2019", {"01/02/1980"}) == Validity::kValid);
  CHECK(validity("14/03/2015", "01/02/2011", {"01/02/1980", "02/02/1981", "03/02/1982", "04/02/1983", "05/02/1984", "06/02/1985", "07/02/1986", "08/02/1987",
                                              "09/02/1988", "10/02/1989", "11/02/1990", "12/02/1991", "13/02/1992", "14/02/1993", "15/02/1994", "16/02/1995",
                                              "17/02/1996", "18/02/1997", "19/02/1998", "20/02/1999", "21/02/2000"}) == Validity::kInvalid);
  // Where many are, the records that are dated are not the latest ones.
  CHECK(validity("14/03/2015", "01/02/2011", {"01/04/2016", "02/04/2016", "03/04/2016", "04/04/2016", "05/04/2016", "06/04/2016", "07/04/2016",
                                              "08/04/2016", "09/04/2016", "10/04/2016", "11/04/2016", "12/04/2016", "13/04/2016", "14/04/2016",
                                              "15/04/2016", "16/04/2016", "17/04/2016", "18/04/2016", "19/04/2016", "20/04/2016"}) == Validity::kValid);
  // Without dated records, none that this program may see.
  CHECK(validity("14/03/2062", "", {"14/04/2015", "01/02/1980"}) == Validity::kInvalid);
  CHECK(validity("14/03/2031", "", {"14/04/2015", "01/02/1980"}) == Validity::kValid);
  // Of other dates some lie ahead.
  const Outcome o({Source("crm", {{"fin", T::kUpdatedDate, "updated_date"}}, {{"14/03/2062"}})});
  CHECK(o.attribute("updated_date").validity[1] == Validity::kValid);
}

TEST_CASE("a day of birth that far more rows have than another one is left out in all tables, one that few have is kept") {
  std::vector<std::vector<const char*>> rows;
  std::vector<std::string> births;
  for (int i = 0; i < 40; ++i) births.push_back(std::to_string(1 + i % 28) + "/0" + std::to_string(2 + i % 7) + "/" + std::to_string(1950 + i));
  for (const std::string& birth : births) rows.push_back({birth.c_str()});
  std::vector<std::vector<const char*>> few = rows, many = rows;
  few.push_back({"01/01/1970"});
  for (int i = 0; i < 12; ++i) many.push_back({i % 2 == 0 ? "01/01/1970" : "1970-01-01"});
  const std::vector<Header> headers{{"Naissance", T::kBirthDate, "birth_date"}};
  const Outcome kept({Source("few", headers, few)});
  CHECK(kept.clean("birth_date", 40) == "1970-01-01");
  const Outcome out({Source("few", headers, few), Source("many", headers, many)});
  CHECK(out.clean("birth_date", 40) == "");
  CHECK(out.clean("birth_date", 41 + 40) == "");
  CHECK(out.clean("birth_date", 0) == "1950-02-01");
}

TEST_CASE("an open end of a contract is kept, and not compared") {
  const Outcome out({Source("t", {{"fin_contrat", T::kDate, "end_date"}}, {{"31/12/2099"}, {"31/12/2024"}})});
  CHECK(out.clean("end_date", 0) == "2099-12-31");
  CHECK(out.comparison("end_date", 0) == "");
  CHECK(out.comparison("end_date", 1) == "2024-12-31");
}

TEST_CASE("a title or a word for nothing that is a whole surname stays one where a given name stands beside it") {
  const auto read = [](std::vector<std::vector<const char*>> rows) {
    return Outcome({Source("crm", {{"prenom", T::kGivenName, "given_name"}, {"nom", T::kSurname, "surname"}}, rows)});
  };
  const std::vector<std::vector<const char*>> rows{{"Rose", "VEUVE"}, {"", "VEUVE"}, {"Rose", "DOCTEUR"}, {"Luc", "VIDE"}, {"Ana", "Geen"}, {"Nan", "PETIT"}, {"Rose", "Mme"}};
  const Outcome o = read(rows);
  CHECK(o.clean("surname", 0) == "Veuve");
  CHECK(o.clean("civility", 0) == "");
  CHECK(o.clean("surname", 1) == "");
  CHECK(o.clean("civility", 1) == "Vve");
  CHECK(o.clean("surname", 2) == "Docteur");
  CHECK(o.clean("surname", 3) == "Vide");
  CHECK(o.clean("surname", 4) == "Geen");
  CHECK(o.clean("given_name", 5) == "Nan");
  CHECK(o.clean("surname", 6) == "");
  CHECK(o.clean("civility", 6) == "Mme");
}

TEST_CASE("a word for nothing that stands beside five given names is no surname") {
  std::vector<std::vector<const char*>> rows{{"Anna", "VIDE"}, {"Luc", "VIDE"}, {"Marc", "VIDE"}, {"Rose", "VIDE"}};
  for (int i = 0; i < 6; ++i) rows.push_back({"Jean", "PETIT"});
  const auto first = [&] { return Outcome({Source("crm", {{"prenom", T::kGivenName, "given_name"}, {"nom", T::kSurname, "surname"}}, rows)}).clean("surname", 0); };
  CHECK(first() == "Vide");
  rows.push_back({"Paul", "VIDE"});
  CHECK(first() == "");
}

TEST_CASE("Mr is M. where the table's other titles are French, and stays Mr elsewhere") {
  const auto civility = [](std::vector<std::vector<const char*>> rows) { return Outcome({Source("crm", {{"civ", T::kCivility, "civility"}}, rows)}).clean("civility", 0); };
  CHECK(civility({{"Mr"}, {"Mme"}}) == "M.");
  CHECK(civility({{"Mr"}, {"Mrs"}}) == "Mr");
  CHECK(civility({{"Mr"}, {"Mrs"}, {"Mme"}}) == "Mr");
  CHECK(civility({{"Mr"}}) == "Mr");
  const auto in_names = [](std::vector<std::vector<const char*>> rows) { return Outcome({Source("crm", {{"client", T::kFullName, "full_name"}}, rows)}).clean("civility", 0); };
  CHECK(in_names({{"Mr Luc PETIT"}, {"Mme Anne PETIT"}}) == "M.");
  CHECK(in_names({{"Mr Luc PETIT"}, {"Mrs Anne PETIT"}}) == "Mr");
}

TEST_CASE("values get their codes in the order in which columns have them, those of one cell in turn") {
  std::deque<std::string> cells;
  std::vector<std::vector<const char*>> rows;
  std::vector<std::string> wanted{""};
  const auto want = [&](const std::string& address) {
    if (std::find(wanted.begin(), wanted.end(), address) == wanted.end()) wanted.push_back(address);
  };
  for (int r = 0; r < 300; ++r) {
    const std::string first = "a" + std::to_string(r * 7 % 211) + "@free.fr", second = "b" + std::to_string(r) + "@free.fr";
    rows.push_back({cells.emplace_back(r % 10 == 3 ? first + "; " + second : r % 10 == 5 ? "" : r % 10 == 6 ? " " + first : first).c_str()});
    if (r % 10 != 5) want(first);
    if (r % 10 == 3) want(second);
  }
  const Outcome out({Source("crm", {{"mail", T::kEmail, "email"}}, rows)});
  const Attribute& email = out.attribute("email");
  REQUIRE(email.clean.size() == wanted.size());
  CHECK(email.comparison_of.size() == wanted.size());
  CHECK(email.validity.size() == wanted.size());
  for (Code code = 1; code < wanted.size(); ++code) {
    CHECK(email.clean[code] == wanted[code]);
    CHECK(email.comparison[email.comparison_of[code]] == wanted[code]);
    CHECK(email.validity[code] == Validity::kValid);
  }
}

TEST_CASE("under a Spanish title M is a woman where men are H and no woman is F, and open where it stands alone; elsewhere it is a man") {
  const auto genders = [](const char* title, const std::vector<const char*>& values) {
    std::vector<std::vector<const char*>> rows;
    for (const char* value : values) rows.push_back({value});
    const Outcome out({Source("t", {{title, T::kGender, "gender"}}, rows)});
    const Attribute& gender = out.attribute("gender");
    std::string all;
    for (RecordIndex r = 0; r < values.size(); ++r) all += gender.validity[gender.slots[0].codes[r]] == Validity::kValid ? out.clean("gender", r) : "?";
    return all;
  };
  CHECK(genders("Sexo", {"H", "M", "m"}) == "MFF");
  CHECK(genders("Género", {"H", "M"}) == "MF");
  CHECK(genders("Sexe", {"H", "M"}) == "MM");
  CHECK(genders("Sexo", {"Hombre", "Mujer"}) == "MF");
  CHECK(genders("Sexo", {"M", "M"}) == "??");
  CHECK(genders("Sexo", {"M", "F"}) == "MF");
  CHECK(genders("Sexe", {"H", "F", "M"}) == "MFM");
  CHECK(genders("Sexe", {"M", "M"}) == "MM");
}
