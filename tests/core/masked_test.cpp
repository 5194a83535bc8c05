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
  CHECK(masked_answer("0") == "x");
  CHECK(masked_answer("oui 1") == "xxx x");
  CHECK(masked(masked("Bunel 7")) == masked("Bunel 7"));
}
