#include "widgets/diff.h"

#include <doctest/doctest.h>

#include <string>

using jumelles::ui::difference;
using jumelles::ui::Run;

namespace {
std::string marked(std::string_view text, const std::vector<Run>& runs) {
  std::string out;
  size_t at = 0;
  for (const Run& run : runs) {
    out += std::string(text.substr(at, run.begin - at)) + "[" + std::string(text.substr(run.begin, run.end - run.begin)) + "]";
    at = run.end;
  }
  return out + std::string(text.substr(at));
}
std::string both(std::string_view a, std::string_view b) {
  auto d = difference(a, b);
  return marked(a, d.a) + " | " + marked(b, d.b);
}
}  // namespace

TEST_CASE("equal texts have no difference") {
  CHECK(both("Élodie", "Élodie") == "Élodie | Élodie");
  CHECK(both("", "") == " | ");
}

TEST_CASE("an added part is marked on its side only") { CHECK(both("Delaunay", "Delaunay-Martin") == "Delaunay | Delaunay[-Martin]"); }

TEST_CASE("a changed letter is marked as a whole character") {
  CHECK(both("Hélène", "Helène") == "H[é]lène | H[e]lène");
  CHECK(both("06 39 98 48 73", "06 39 98 84 73") == "06 39 98 [48] 73 | 06 39 98 [84] 73");
}

TEST_CASE("texts that share little differ as a whole between what they share at both ends") {
  CHECK(both("12 rue des Tanneurs", "4 allée des Acacias") == "[12 rue des Tanneurs] | [4 allée des Acacias]");
  CHECK(both("Tours", "Blois") == "[Tours] | [Blois]");
  CHECK(both("s.delaunay@boite.example", "sophie.dm@courrier.example").ends_with("].example"));
}

TEST_CASE("very long texts are answered without a table of their product") {
  std::string a(5000, 'a'), b(5000, 'b');
  auto d = difference("x" + a + "end", "x" + b + "end");
  REQUIRE(d.a.size() == 1);
  CHECK(d.a[0].end == 5001);
}

TEST_CASE("letters that differ by case alone are no difference, an accent is one") {
  const auto name = difference("Céline", "CÉLIINE");
  CHECK(name.a.empty());
  CHECK(name.b == std::vector<Run>{{5, 6}});
  CHECK(difference("ÀÞ×", "àþ×").a.empty());
  const auto accent = difference("Celine", "Céline");
  CHECK(accent.a == std::vector<Run>{{1, 2}});
  CHECK(accent.b == std::vector<Run>{{1, 3}});
  CHECK_FALSE(difference("a×b", "a÷b").a.empty());  // U+00D7 and U+00F7 are no letters
}
