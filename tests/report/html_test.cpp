#include "report/html.h"

#include <doctest/doctest.h>

using namespace jumelles::report;

TEST_CASE("signs of HTML are entities, steering signs go, broken bytes are replaced") {
  CHECK(escaped("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;");
  CHECK(escaped(std::string_view("a\0b\x1B[1m", 7)) == "ab[1m");
  CHECK(escaped("\u202Egnp.exe\u2066") == "gnp.exe");
  CHECK(escaped("\xFFé") == "\uFFFDé");
  CHECK(escaped("\uFFFE\uFEFF") == "");
}

TEST_CASE("a text is cut by characters, never inside of one") {
  CHECK(escaped("ééé", 3) == "ééé");
  CHECK(escaped("éééé", 3) == "ééé\u2026");
  CHECK(escaped("<<", 1) == "&lt;\u2026");
}

TEST_CASE("a sentence ends with one stop") {
  CHECK(as_sentence("3 slips") == "3 slips.");
  CHECK(as_sentence("Done.") == "Done.");
  CHECK(as_sentence("") == "");
}
