#include "standardize/identifiers.h"

#include <doctest/doctest.h>

#include <string>

using namespace jumelles::standardize;

TEST_CASE("a SIREN has nine digits and a Luhn key") {
  CHECK(siren_valid("732829320"));
  CHECK(siren_valid("356000000"));
  CHECK_FALSE(siren_valid("732829321"));
  CHECK_FALSE(siren_valid("73282932"));
  CHECK_FALSE(siren_valid("000000000"));
  CHECK_FALSE(siren_valid("73282932A"));
}

TEST_CASE("a SIRET is a SIREN with five more digits, and La Poste has its own rule") {
  CHECK(siret_valid("73282932000074"));
  CHECK(siret_valid("35600000000048"));
  CHECK(siret_valid("35600000049837"));
  CHECK_FALSE(siret_valid("35600000012349"));
  CHECK_FALSE(siret_valid("73282932000075"));
  CHECK(luhn_valid("78467216400000"));
  CHECK_FALSE(siret_valid("78467216400000"));  // no establishment has the number 00000
  CHECK_FALSE(siret_valid("7328293200007"));
}

TEST_CASE("a French VAT number carries a key of its SIREN") {
  CHECK(french_vat_valid("FR44732829320"));
  CHECK(french_vat_valid("FR40303265045"));
  CHECK_FALSE(french_vat_valid("FR45732829320"));
  CHECK_FALSE(french_vat_valid("44732829320"));
  CHECK_FALSE(french_vat_valid("FRI1732829320"));
}

TEST_CASE("every single wrong digit of a VAT key is noticed") {
  const std::string good = "FR44732829320";
  for (size_t at = 2; at < 4; ++at)
    for (char c = '0'; c <= '9'; ++c) {
      std::string other = good;
      other[at] = c;
      CHECK(french_vat_valid(other) == (other == good));
    }
}

TEST_CASE("an IBAN leaves the remainder one") {
  CHECK(iban_valid("FR1420041010050500013M02606"));
  CHECK(iban_valid("GB82WEST12345698765432"));
  CHECK_FALSE(iban_valid("FR1520041010050500013M02606"));
  CHECK_FALSE(iban_valid("FR142004101005050001302606"));
  CHECK_FALSE(iban_valid(""));
}
