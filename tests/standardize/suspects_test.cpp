#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "standardize/suspects.h"

using namespace jumelles;
using namespace jumelles::standardize;

namespace {
using T = AttributeType;
std::string id(T type, std::string_view text) { return std::string(suspect(type, text).id); }
}  // namespace

TEST_CASE("keys side by side, or one over and over, are no name") {
  for (const char* text : {"azerty", "AZER", "qsdf", "Qsdfgh", "qwerty", "asdf", "poiuyt", "asdasd", "qsdqsd", "hhhh", "aaaaaa", "wxcvbn", "ytrez"}) CHECK_MESSAGE(id(T::kSurname, text) == "keyboard_walk", text);
  for (const char* text : {"Wert", "Trew", "Anna", "Lulu", "Dada", "Fred", "Oui", "Aaa", "Xxxx", "Martin", "De Rez", "Poli", "Tyr", "Asti", "Coco", "Baba", "Mimi", "Zaza", "Lolita"})
    CHECK_MESSAGE(id(T::kSurname, text).empty(), text);
  CHECK(id(T::kCity, "qsdfgh") == "keyboard_walk");
  CHECK(id(T::kEmail, "azerty@poste.example") == "keyboard_walk");
  CHECK(id(T::kSurname, "Azerty Martin").empty());  // one word of two
  CHECK(id(T::kCode, "azerty").empty());            // codes may be anything
}

TEST_CASE("words of tests are told, and surnames that look like them are not") {
  for (const char* text : {"Test Test", "TEST2", "client test", "Toto Titi", "John Doe", "Mickey Mouse", "essai 3", "Lorem ipsum", "test user"}) CHECK_MESSAGE(id(T::kFullName, text) == "test_value", text);
  for (const char* text : {"Testa", "Testé", "Bidon", "Client", "Demo", "Protest", "Jean Testud", "Contest", "Tata", "Foo", "Doe"}) CHECK_MESSAGE(id(T::kSurname, text).empty(), text);
  for (const char* text : {"TEST SARL", "Société test", "Entreprise Test SAS"}) CHECK_MESSAGE(id(T::kCompanyName, text) == "test_value", text);
  CHECK(id(T::kCompanyName, "SARL") == "no_company");
  for (const char* text : {"Société Dupont", "Test et Mesure SARL", "Société Testud"}) CHECK_MESSAGE(id(T::kCompanyName, text).empty(), text);
  CHECK(id(T::kStreet, "12 rue du test") == "test_value");
  CHECK(id(T::kStreet, "12 rue du Testament").empty());
  CHECK(id(T::kEmail, "test@poste.example") == "test_value");
  CHECK(id(T::kEmail, "test12@poste.example") == "test_value");
  CHECK(id(T::kEmail, "testud@laposte.net").empty());
}

TEST_CASE("domains of large and of throwaway providers, and slips of the former, are public; those that somebody has are not") {
  for (const char* domain : {"gmail.com", "orange.fr", "yopmail.com", "gmial.com", "hotmial.fr", "outlook.f", "laposte.nett", "example.com"}) CHECK_MESSAGE(is_public_domain(domain), domain);
  for (const char* domain : {"famille-dupont.fr", "dupont.com", "", "fr", "gmail", "jean.free.fr", "x-12.privaterelay.appleid.com", "dupont.test"}) CHECK_MESSAGE(!is_public_domain(domain), domain);
}

TEST_CASE("a domain that is a slip of a large one is told, with what it should be") {
  const auto meant = [](std::string_view address) { return suspect(T::kEmail, address).suggestion; };
  CHECK(meant("anne@gmial.com") == "anne@gmail.com");
  CHECK(meant("Anne.B@GMAIL.CON") == "Anne.B@gmail.com");
  CHECK(meant("anne@gmail.fr") == "anne@gmail.com");
  CHECK(meant("anne@gmail.co") == "anne@gmail.com");
  CHECK(meant("anne@hotmial.fr") == "anne@hotmail.fr");
  CHECK(meant("anne@ornge.fr") == "anne@orange.fr");
  CHECK(meant("anne@wanado.fr") == "anne@wanadoo.fr");
  CHECK(meant("anne@laposte.ne") == "anne@laposte.net");
  CHECK(meant("anne@outlok.com") == "anne@outlook.com");
  CHECK(meant("anne@free.ft") == "anne@free.fr");
  for (const char* address : {"a@gmail.com", "a@hotmail.it", "a@outlook.be", "a@yahoo.co.uk", "a@ymail.com", "a@email.com", "a@fred.fr", "a@grange.fr", "a@orange.com", "a@live.it", "a@boite.example",
                              "a@tree.fr", "a@hotmail.es", "a@yahoo.de", "a@librairie.fr", "anne@", "@gmail.con", "anne gmail.con"})
    CHECK_MESSAGE(meant(address).empty(), address);
  CHECK(id(T::kEmail, "anne@yopmail.com") == "disposable_domain");
  CHECK(suspect(T::kEmail, "anne@yopmail.com").suggestion.empty());
  CHECK(id(T::kEmail, "anne@mailinator.com") == "disposable_domain");
}

TEST_CASE("phones that nobody was given are told by their digits") {
  for (const char* text : {"06 12 34 56 78", "0123456789", "01 02 03 04 05", "06 11 11 11 11", "+33 6 12 34 56 78", "0033 6 12345678", "687654321", "06 87 65 43 21", "0600000000"})
    CHECK_MESSAGE(id(T::kPhone, text) == "made_up_phone", text);
  for (const char* text : {"06 39 97 12 34", "01 42 68 53 00", "06 12 12 12 12", "06 10 20 30 40", "12345", "+1 202 556 0143", "0612345679", "06 12 34 56 87", "01 02 03 04 06"}) CHECK_MESSAGE(id(T::kPhone, text).empty(), text);
}
