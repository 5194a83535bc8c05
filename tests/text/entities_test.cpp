#include "text/entities.h"

#include <doctest/doctest.h>

#include <string>

using namespace jumelles;

namespace {

std::string decoded(std::string_view text) {
  std::string out = "what was there before";
  text::decode_entities(text, out);
  return out;
}

}  // namespace

TEST_CASE("character references become the letters they stand for") {
  const struct { const char* original; const char* decoded; } examples[] = {
      {"M&uuml;ller", "Müller"}, {"M&#252;ller", "Müller"}, {"M&#xFC;ller", "Müller"}, {"M&#XfC;ller", "Müller"},
      {"&Eacute;lodie &amp; L&eacute;o", "Élodie & Léo"}, {"&nbsp;x", "\u00A0x"}, {"&yuml;", "ÿ"}, {"the journal &mdash; volume 2", "the journal — volume 2"},
      {"Pale Ale &#40;APA&#41;", "Pale Ale (APA)"}, {"rock &#146;n&#146; roll", "rock \u2019n\u2019 roll"}, {"", ""},
  };
  for (const auto& e : examples) {
    CAPTURE(e.original);
    CHECK(decoded(e.original) == e.decoded);
  }
}

TEST_CASE("what is no character reference stays as it is") {
  for (const char* text : {"Dupont & Fils; Lyon", "AT&T", "&", "&;", "&#;", "&#x;", "&#0;", "&#xD800;", "&#99999999;", "&unheardof;", "a&b;c", "&#252", "&#12a;"}) {
    CAPTURE(text);
    CHECK(decoded(text) == text);
  }
  CHECK_FALSE(text::may_have_entities("Dupont & Fils"));
  CHECK_FALSE(text::may_have_entities("a; b"));
  CHECK(text::may_have_entities("Dupont &amp; Fils"));
}
