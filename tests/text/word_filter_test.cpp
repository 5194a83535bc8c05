#include "text/word_filter.h"

#include <doctest/doctest.h>

using jumelles::text::WordFilter;

namespace {

bool holds(const char* text, const char* typed) {
  WordFilter filter(typed);
  return filter.found_in(text) == filter.all();
}

}  // namespace

TEST_CASE("a word is found anywhere in a text, case and accents aside") {
  CHECK(holds("Élodie LEFÈVRE", "lefevre"));
  CHECK(holds("Élodie LEFÈVRE", "odie"));
  CHECK(holds("elodie lefevre", "LÉFÈ"));
  CHECK_FALSE(holds("Élodie LEFÈVRE", "lefebvre"));
  CHECK_FALSE(holds("", "a"));
}

TEST_CASE("all words must be found, in any order") {
  CHECK(holds("Élodie LEFÈVRE", "lef elo"));
  CHECK_FALSE(holds("Élodie LEFÈVRE", "lef paul"));
  CHECK(holds("Élodie LEFÈVRE", "   "));  // nothing is asked
  CHECK(WordFilter("  ").empty());
}

TEST_CASE("which words a text holds is told one by one, and does not depend on the text before") {
  WordFilter filter("tours 0639 ?");
  CHECK(filter.all() == 7);
  CHECK(filter.found_in("37000 TOURS") == 1);
  CHECK(filter.found_in("06 39 98 48 73") == 2);
  CHECK(filter.found_in("Tours ?") == 5);
  CHECK(filter.found_in("") == 0);
  CHECK(filter.found_in("rien") == 0);
}

TEST_CASE("signs within a word stand for each other, signs alone for themselves") {
  CHECK(holds("Saint Denis", "saint-denis"));
  CHECK(holds("n.guessan@boite.example", "guessan@boite"));
  CHECK_FALSE(holds("n.guessan.boite", "@"));
  CHECK(holds("n.guessan@boite.example", "@"));
  CHECK_FALSE(holds("guessanboite", "guessan@boite"));
}

TEST_CASE("four digits and more are found where the text parts them, fewer are not") {
  CHECK(holds("06 39 98 48 73", "063998"));
  CHECK(holds("06.39.98.48.73", "3998"));
  CHECK_FALSE(holds("06 39 98 48 73", "639"));
  CHECK_FALSE(holds("06 39 98 48 73", "0640"));
  CHECK(holds("0639984873", "0639984873"));
}

TEST_CASE("words from the eighth on are one") {
  CHECK(holds("a b c d e f g h i j", "a b c d e f g h i j"));
  CHECK(holds("a b c d e f g h i j", "g f e d c b a h i j"));
  CHECK_FALSE(holds("a b c d e f g h i j", "a b c d e f g j i h"));
}
