#include "standardize/stand_ins.h"

#include <doctest/doctest.h>

#include <string>

#include "standardize/clean_value.h"
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

TEST_CASE("none is an answer of a text or a category, and nothing where a name, a contact or a number is asked for") {
  for (const char* text : {"None", "Nil", "N/A"}) {
    CAPTURE(std::string(text));
    for (const T type : {T::kText, T::kCategory}) CHECK_FALSE(is_nothing(type, text));
    for (const T type : {T::kEmail, T::kPhone, T::kStreet, T::kCode, T::kTitle, T::kBirthDate}) CHECK(is_nothing(type, text));
  }
  CHECK(is_nothing(T::kCategory, "NULL"));
  CHECK(is_nothing(T::kCategory, "#N/A"));
}

TEST_CASE("a title may be made of signs, dashes and question marks are none") {
  for (const char* text : {"***", "...", "♠", "!!!"}) CHECK_FALSE(is_nothing(T::kTitle, text));
  for (const char* text : {"-", "--", "?", "???", ".", "*", "–"}) CHECK(is_nothing(T::kTitle, text));
  for (const char* text : {"***", "...", "♠"}) CHECK(is_nothing(T::kSurname, text));
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

TEST_CASE("what says that it is as above is nothing") {
  for (const char* text : {"idem", "Idem.", "dito", "ditto"}) {
    CHECK(is_nothing(T::kStreet, text));
    CHECK(is_nothing(T::kCity, text));
    CHECK_FALSE(is_nothing(T::kTitle, text));
  }
}

TEST_CASE("nines alone are no date") {
  CHECK(is_nothing(T::kBirthDate, "99/99/9999"));
  CHECK(is_nothing(T::kDate, "9999-99-99"));
  CHECK_FALSE(is_nothing(T::kBirthDate, "9/9/99"));
}

TEST_CASE("a first of January is a default where far more have it than another day and than that of other years") {
  using Days = std::vector<std::pair<std::string, uint32_t>>;
  Days days;
  for (int i = 0; i < 300; ++i) days.emplace_back(std::to_string(1950 + i % 50) + "-0" + std::to_string(2 + i / 50) + "-11", 1);
  const auto with = [&](Days more) {
    more.insert(more.end(), days.begin(), days.end());
    return standardize::default_births(more);
  };
  CHECK(with({{"1970-01-01", 1}}).empty());
  CHECK(with({{"1970-01-01", 10}}).empty());
  CHECK(with({{"1970-01-01", 11}}) == std::vector<std::string>{"1970-01-01"});
  CHECK(with({{"1980-01-01", 60}}) == std::vector<std::string>{"1980-01-01"});
  CHECK(with({{"1980-03-01", 60}}).empty());
  // Where many are born on the first of January of any year, twelve of one year are none too many.
  Days new_years{{"1970-01-01", 12}};
  for (int year = 1950; year < 2000; ++year)
    if (year != 1970) new_years.emplace_back(std::to_string(year) + "-01-01", 3);
  CHECK(with(new_years).empty());
  // Where each day is there many times, one of them is no default either.
  for (auto& [day, count] : days) count = 3;
  CHECK(with({{"1970-01-01", 30}}).empty());
  CHECK(with({{"1970-01-01", 31}}).size() == 1);
  CHECK(standardize::default_births({{"1970-01-01", 50}}).empty());  // all of one day: nothing tells
}

TEST_CASE("an end that is open is none of a birth, and says so of other dates") {
  for (const char* day : {"2099-12-31", "9999-12-31", "2999-12-31", "3000-01-01", "2079-06-06"}) {
    CHECK(standardize::is_stand_in_date(T::kBirthDate, day, 0));
    CHECK(standardize::is_stand_in_date(T::kUpdatedDate, day, 0));
    CHECK_FALSE(standardize::is_stand_in_date(T::kDate, day, 0));
    CHECK(standardize::is_open_end(day));
    const standardize::CleanValue end = standardize::clean_value(T::kDate, day);
    CHECK(end.validity == Validity::kValid);
    CHECK(end.clean == day);
    CHECK(end.comparison.empty());
  }
  CHECK(standardize::clean_value(T::kDate, "31/12/9999").clean == "9999-12-31");
  CHECK(standardize::clean_value(T::kDate, "31/13/9999").validity == Validity::kInvalid);
  CHECK_FALSE(standardize::is_open_end("2098-12-31"));
}

TEST_CASE("the first day of a clock is one of birth, and of other dates where they are of those times") {
  CHECK_FALSE(standardize::is_stand_in_date(T::kBirthDate, "1970-01-01", 1985));
  CHECK(standardize::is_stand_in_date(T::kUpdatedDate, "1970-01-01", 0));
  CHECK(standardize::is_stand_in_date(T::kDate, "1970-01-01", 2015));
  CHECK_FALSE(standardize::is_stand_in_date(T::kDate, "1970-01-01", 1962));
  CHECK(standardize::is_stand_in_date(T::kBirthDate, "1900-01-01", 1948));
  CHECK_FALSE(standardize::is_stand_in_date(T::kBirthDate, "1900-01-01", 1888));
}
