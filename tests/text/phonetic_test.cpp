#include "text/phonetic.h"

#include <doctest/doctest.h>

#include <string>

using namespace jumelles;

TEST_CASE("names that sound alike in French share a code") {
  const struct { const char* a; const char* b; } alike[] = {
      {"DUPONT", "DUPOND"},       {"MARTIN", "MARTAIN"},   {"GAUTHIER", "GAUTIER"},   {"PHILIPPE", "FILIPE"},
      {"LEGRAND", "LE GRAND"},    {"RENAUD", "RENAULT"},   {"BOYER", "BOYEZ"},         {"CHRISTOPHE", "KRISTOF"},
      {"FREDERIC", "FREDERIK"},   {"MATTHIEU", "MATHIEU"}, {"ROUSSEAU", "ROUSSO"},    {"LEFEBVRE", "LEFEBVRES"},
      {"GUILLAUME", "GUILLOME"},  {"BERNARD", "BERNART"},  {"LEMAIRE", "LEMERE"},     {"JEROME", "GEROME"},
      {"THOMAS", "TOMAS"},        {"CAROLE", "KAROL"},     {"ISABELLE", "IZABEL"},    {"HENRY", "HENRI"},
      {"MEYER", "MEIER"},         {"SCHNEIDER", "SHNEIDER"}, {"LAURENCE", "LORENSE"}, {"FRANCK", "FRANK"},
  };
  for (const auto& pair : alike) {
    CAPTURE(std::string(pair.a));
    CAPTURE(std::string(pair.b));
    CHECK(text::phonetic_code(pair.a) == text::phonetic_code(pair.b));
  }
}

TEST_CASE("names that sound different keep different codes") {
  const struct { const char* a; const char* b; } different[] = {
      {"MARTIN", "MARTINE"}, {"BERNARD", "GERARD"}, {"PETIT", "PETIOT"}, {"MOREL", "MOREAU"}, {"LAURENT", "LAURENCE"}, {"PAUL", "PAULA"},
  };
  for (const auto& pair : different) {
    CAPTURE(std::string(pair.a));
    CAPTURE(std::string(pair.b));
    CHECK(text::phonetic_code(pair.a) != text::phonetic_code(pair.b));
  }
}

TEST_CASE("codes of single names") {
  CHECK(text::phonetic_code("") == "");
  CHECK(text::phonetic_code("DUPONT") == "DUP3");
  CHECK(text::phonetic_code("MARTIN") == "MART2");
  CHECK(text::phonetic_code("GAUTHIER") == "GOTIE");
  CHECK(text::phonetic_code("CHATEAU") == "XATO");
  CHECK(text::phonetic_code("ROSE") == "ROZ");
  CHECK(text::phonetic_code("DUBOIS") == "DUBUA");
}
