#include "standardize/stand_ins.h"

#include <doctest/doctest.h>

#include <string>

#include "text/fold.h"

using namespace jumelles;
using T = AttributeType;

namespace {

bool is_nothing(T type, const std::string& text) { return standardize::stands_for_nothing(type, text, text::fold(text)); }

}  // namespace

TEST_CASE("the same word is a value of one type and nothing in another") {
  CHECK(is_nothing(T::kSurname, "NC"));
  CHECK(is_nothing(T::kPostcode, "nc"));
  CHECK_FALSE(is_nothing(T::kCountry, "NC"));
  CHECK_FALSE(is_nothing(T::kPlace, "N.C."));
  CHECK_FALSE(is_nothing(T::kTitle, "NC"));
  CHECK(is_nothing(T::kTitle, "n.c."));
  CHECK(is_nothing(T::kGivenName, "Sans"));
  CHECK_FALSE(is_nothing(T::kSurname, "SANS"));
  CHECK(is_nothing(T::kSurname, "sans"));
  CHECK_FALSE(is_nothing(T::kCity, "Aucun"));
  CHECK(is_nothing(T::kCity, "aucun"));
  CHECK(is_nothing(T::kSurname, "NULL"));
  CHECK_FALSE(is_nothing(T::kSurname, "Null"));
  CHECK(is_nothing(T::kEmail, "Null"));
  CHECK(is_nothing(T::kSurname, "RAS"));
  CHECK_FALSE(is_nothing(T::kSurname, "Ras"));
  CHECK_FALSE(is_nothing(T::kNumber, "0"));
  CHECK(is_nothing(T::kNumber, "n.d."));
  CHECK_FALSE(is_nothing(T::kConsent, "X"));
  CHECK(is_nothing(T::kSurname, "X"));
  CHECK_FALSE(is_nothing(T::kTitle, "XXX"));
  CHECK(is_nothing(T::kCode, "XXX"));
  CHECK(is_nothing(T::kCode, "000"));
  CHECK_FALSE(is_nothing(T::kCode, "00"));
  CHECK_FALSE(is_nothing(T::kSurname, "III"));
  CHECK(is_nothing(T::kSurname, "zzz"));
}

TEST_CASE("what programs write is nothing anywhere, and only what they write") {
  for (const T type : {T::kSurname, T::kTitle, T::kCode, T::kCountry, T::kNumber, T::kConsent, T::kBirthDate})
    for (const char* text : {"\\N", "#REF!", "#NOM?", "#¡VALOR!", "#N/A", "[object Object]", "(null)", "<NULL>", "Err:502", "undefined", "?", "--"}) {
      CAPTURE(std::string(text));
      CHECK(is_nothing(type, text));
    }
  for (const char* text : {"N", "REF", "#1", "# REF", "Name", "Nom", "object object", "Err 502", "(Nulle)", "Valor", "<3"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(is_nothing(T::kTitle, text));
  }
}

TEST_CASE("nothing said twice is nothing, and a name beside it is a name") {
  CHECK(is_nothing(T::kFullName, "inconnu inconnu"));
  CHECK(is_nothing(T::kFullName, "NC / NC"));
  CHECK(is_nothing(T::kFullName, "X X"));
  CHECK_FALSE(is_nothing(T::kFullName, "Inconnu Martin"));
  CHECK_FALSE(is_nothing(T::kFullName, "Na Nil"));
}

TEST_CASE("before the type is known, only what hardly any type takes as a value is nothing") {
  for (const char* text : {"\\N", "N/A", "null", "inconnu", "#REF!", "-", "XXXX", "NC", "unbekannt", "Err:502", "", "?"}) {
    CAPTURE(std::string(text));
    CHECK(standardize::stands_for_nothing(text));
  }
  for (const char* text : {"X", "0", "Sans", "Test", "Martin", "Nantes", "12", "une phrase inconnue de toute la table"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(standardize::stands_for_nothing(text));
  }
}
