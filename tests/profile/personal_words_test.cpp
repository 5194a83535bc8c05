#include "profile/personal_words.h"

#include <doctest/doctest.h>

#include <string>

using namespace jumelles;
using profile::personal_data_of_header;

TEST_CASE("headers of numbers of a person, of health and of pay say so in several languages") {
  for (const char* header : {"SSN_NUMBER", "NHS Number", "PASSPORT_NUMBER", "DRIVERS_LICENSE_NUMBER", "Driver's license", "NATIONAL_ID_NUMBER", "Permis de conduire", "Führerschein", "Allergies", "Alergias", "Blood type"}) {
    CAPTURE(std::string(header));
    CHECK(personal_data_of_header(header) == PersonalData::kSpecial);
  }
  for (const char* header : {"Salaire brut", "Salary", "Gehalt"}) CHECK(personal_data_of_header(header) == PersonalData::kFinancial);
  for (const char* header : {"Licence", "License key", "Permis", "Member number", "National team", "Card", "Modifié le"}) {
    CAPTURE(std::string(header));
    CHECK_FALSE(personal_data_of_header(header));
  }
}
