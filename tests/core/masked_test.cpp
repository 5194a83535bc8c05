#include "core/masked.h"

#include <doctest/doctest.h>

using namespace jumelles;

TEST_CASE("a masked value keeps its shape, and nothing else") {
  CHECK(masked("Paulette Bunel") == "Xxxxxxxx Xxxxx");
  CHECK(masked("06 39 98 69 33") == "00 00 00 00 00");
  CHECK(masked("s.delaunay@boite.example") == "x.xxxxxxxx@xxxxx.xxxxxxx");
  CHECK(masked("ÉLIE N’Guessan, Œuvre, žižek, Ŵ") == "XXXX X’Xxxxxxx, Xxxxx, xxxxx, X");
  CHECK(masked("Ωμέγα Жуков 山田") == "Xxxxx Xxxxx xx");
  CHECK(masked("12 €\u00a0— «\u00a0n°\u00a05\u00a0»") == "00 €\u00a0— «\u00a0x°\u00a00\u00a0»");
  CHECK(masked("E\u0301milie") == "Xxxxxx");
  CHECK(masked("a\xFFz\xC3") == "xxxx");
  CHECK(masked("") == "");
  CHECK(masked("M\uFFFDricourt") == "X\uFFFDxxxxxxx");
  CHECK(masked_answer("0") == "x");
  CHECK(masked_answer("oui 1") == "xxx x");
  CHECK(masked(masked("Bunel 7")) == masked("Bunel 7"));
}

TEST_CASE("of e-mails stay the domains of large providers and usual endings, never a mailbox or a domain of one's own") {
  const auto is_public = [](std::string_view domain) { return domain == "gmail.com" || domain == "gmial.com"; };
  const auto shown = [&](std::string_view value) { return masked_email(value, is_public); };
  CHECK(shown("Jean.Dupont7@gmial.com") == "Xxxx.Xxxxxx0@gmial.com");
  CHECK(shown("jean@GMAIL.com") == "xxxx@GMAIL.com");
  CHECK(shown("s.delaunay@boite.fr") == "x.xxxxxxxx@xxxxx.fr");
  CHECK(shown("jean@famille-dupont.com") == "xxxx@xxxxxxx-xxxxxx.com");
  CHECK(shown("jean@dupont") == "xxxx@xxxxxx");
  CHECK(shown("jean@bureau.dupont") == "xxxx@xxxxxx.xxxxxx");
  for (const char* slip : {".f", ".cm", ".con", ".ffr", ".rf", ".fr"}) CHECK(shown("jean@wanado" + std::string(slip)) == "xxxx@xxxxxx" + std::string(slip));
  CHECK(shown("jean@@gmail.com") == "xxxx@@gmail.com");
  CHECK(shown("@gmail.com") == "@gmail.com");
  CHECK(shown("jean@") == "xxxx@");
  CHECK(shown("a@gmail.com; b.c@chez-moi.be.") == "x@gmail.com; x.x@xxxx-xxx.be.");
  CHECK(shown("jean@holmes@duncan.org") == "xxxx@xxxxxx@xxxxxx.org");
  CHECK(shown("jean@d\u00E9pot.fr\u00E9") == "xxxx@xxxxx.xxx");
  CHECK(shown("06 39 98 69 33") == "00 00 00 00 00");
}

TEST_CASE("of a date stays the year, or the day that no calendar has, and never both") {
  CHECK(masked_date("1066-04-27") == "1066-00-00");
  CHECK(masked_date("27/04/1066") == "00/00/1066");
  CHECK(masked_date("04/27/1966") == "00/00/1966");
  CHECK(masked_date("31/02/1985") == "31/02/0000");
  CHECK(masked_date("29.02.2023") == "29.02.0000");
  CHECK(masked_date("29.02.2024") == "00.00.2024");
  CHECK(masked_date("29/02/1900") == "29/02/0000");
  CHECK(masked_date("29/02/2000") == "00/00/2000");
  CHECK(masked_date("2019-13-31") == "0000-13-31");
  CHECK(masked_date("0197-12-27 10:22:33") == "0197-00-00 00:00:00");
  CHECK(masked_date("31/06/85") == "31/06/00");
  for (const char* other : {"01 77 04 95 38", "12/34-56", "1 rue du 8 mai", "19850231", "12 mars 1985", "31/02/1985 Dupont", "1/2/3", "123/01/1985", "1985-123-01", "", "2019-12", "12345-01-01"}) {
    CAPTURE(other);
    CHECK(masked_date(other) == masked(other));
  }
}

TEST_CASE("of a number stays its beginning, and too little to tell it") {
  CHECK(masked_behind("0197775132", 4) == "0197000000");
  CHECK(masked_behind("+99 6 12 34 56 78", 4) == "+99 6 10 00 00 00");
  CHECK(masked_behind("015870", 4) == "010000");
  CHECK(masked_behind("99123", 2) == "99000");
  CHECK(masked_behind("1770?", 2) == "1000?");
  CHECK(masked_behind("Marseille", 2) == "Xxxxxxxxx");
  CHECK(masked_behind("14/03/1971", 4) == "00/00/0000");
  CHECK(masked_behind("0612 chez Zo\u00E9 3456", 4) == "0000 xxxx Xxx 0000");
  CHECK(masked_behind_country("FR00485432263") == "FR00000000000");
  CHECK(masked_behind_country("FR76 1018 2012 6305") == "FR76 0000 0000 0000");
  for (const char* other : {"485432263", "FR12", "Dupont 12345678", "FRANCE 12345678", ""}) CHECK(masked_behind_country(other) == masked(other));
  CHECK(masked_mantissa("6,26E+08") == "0,00E+08");
  CHECK(masked_mantissa("3.34519e+13") == "0.00000e+13");
  for (const char* other : {"Elise", "12E34", "1E+123", "EE+08", "6,26E+0a", "Rue 6E+08", "E+08"}) CHECK(masked_mantissa(other) == masked(other));
}

TEST_CASE("of a value and what it should be stay the letters that differ, where they are few") {
  using Pair = std::pair<std::string, std::string>;
  CHECK(masked_pair("Argneteuil", "Argenteuil") == Pair("Xxxnxxxxxx", "Xxxxnxxxxx"));
  CHECK(masked_pair("ARGNETEUIL", "Argenteuil") == Pair("XXXNXXXXXX", "Xxxxnxxxxx"));
  CHECK(masked_pair("Bmetagne", "Bretagne") == Pair("Xmxxxxxx", "Xrxxxxxx"));
  CHECK(masked_pair("Andr\u00C3\u00A9", "Andr\u00E9") == Pair("Xxxx\u00C3\u00A9", "Xxxx\u00E9"));
  CHECK(masked_pair("10 Rue de la R&eacute;publique", "10 Rue de la R\u00E9publique") == Pair("00 Xxx xx xx X&eacute;xxxxxxxx", "00 Xxx xx xx X\u00E9xxxxxxxx"));
  CHECK(masked_pair("Ccile", "C\u00E9cile") == Pair("Xxxxx", "X\u00E9xxxx"));
  CHECK(masked_pair("1000", "01000") == Pair("0000", "00000"));
  CHECK(masked_pair("12 rue Zol", "13 rue Zola") == Pair("00 xxx Xxx", "00 xxx Xxxa"));
  // Too much: a name would be read.
  for (const Pair& pair : {Pair("Dupont", "Martin"), Pair("Al", "Bo"), Pair("BRICHE (NE PLUS APPELER)", "Briche"), Pair("Li Dupont", "Dupont"), Pair("Al Durand Martin", "Bo Durand Martin"), Pair("Anne Li", "Anne"), Pair("Anne", "Anne Li"), Pair("Marie Anne", "Marie"), Pair("Dupont", ""), Pair("", "Dupont")}) {
    CAPTURE(pair.first);
    CHECK(masked_pair(pair.first, pair.second) == Pair(masked(pair.first), masked(pair.second)));
  }
  const std::string longest(300, 'a');
  CHECK(masked_pair(longest, longest + "b").second == masked(longest + "b"));
}
