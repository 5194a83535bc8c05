#include "standardize/answers.h"

#include <doctest/doctest.h>

#include "standardize/standardize.h"
#include "text/fold.h"

using namespace jumelles;

TEST_CASE("yes and no are read in the languages of Europe, with accents and without") {
  for (const char* yes : {"oui", "yes", "ja", "Sí", "si", "sì", "SI", "sim", "tak"}) {
    CAPTURE(std::string(yes));
    const standardize::CleanValue value = standardize::clean_value(AttributeType::kConsent, yes);
    CHECK(value.clean == "1");
    CHECK(value.validity == Validity::kValid);
    CHECK(standardize::is_yes_or_no(text::fold(yes)));
  }
  for (const char* no : {"non", "no", "nein", "não", "nao", "nee", "nie", "nej", "Nei"}) {
    CAPTURE(std::string(no));
    CHECK(standardize::clean_value(AttributeType::kConsent, no).clean == "0");
    CHECK(standardize::clean_value(AttributeType::kOptOut, no).clean == "1");
  }
  CHECK(standardize::answer_of("PERHAPS").empty());
}

TEST_CASE("what somebody did is an answer, and does not make a column one of answers") {
  CHECK(standardize::answer_of("INSCRIT") == "1");
  CHECK(standardize::answer_of("STOP") == "0");
  CHECK_FALSE(standardize::is_yes_or_no("STOP"));
}
