#include "text/fold.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/rng.h"
#include "text/utf8.h"

using namespace jumelles;

TEST_CASE("folding drops case, accents and punctuation") {
  const struct { const char* original; const char* folded; } examples[] = {
      {"1º de março", "1 DE MARCO"}, {"Nº 12", "N 12"}, {"12 m²", "12 M2"}, {"x¹", "X1"},
      {"Élodie", "ELODIE"}, {"  jean-pierre  ", "JEAN PIERRE"}, {"L'Haÿ-les-Roses", "L HAY LES ROSES"},
      {"L\u2019\u00CEle", "L ILE"}, {"Œuvre", "OEUVRE"}, {"Lætitia", "LAETITIA"}, {"Straße", "STRASSE"}, {"Łódź", "LODZ"},
      {"Nguyễn Thị", "NGUYEN THI"}, {"e\u0301le\u0300ve", "ELEVE"}, {"DUPONT & Fils, S.A.", "DUPONT FILS S A"}, {"n° 12", "N 12"},
      {"", ""}, {" - ", ""}, {"a\u00A0b\u202Fc", "A B C"}, {"\uFEFFtest", "TEST"}, {"\uFB01n", "FIN"}, {"Ångström", "ANGSTROM"},
      {"co\u00ADop", "COOP"}, {"m\u00B2", "M2"}, {"Ивано́в", "ИВАНОВ"}, {"\uFF21\uFF22", "AB"}, {"a\xFFz", "A Z"}, {"\xC3", ""},
  };
  for (const auto& e : examples) {
    CAPTURE(e.original);
    CHECK(text::fold(e.original) == e.folded);
  }
}

TEST_CASE("folding a folded text changes nothing, whatever the bytes") {
  Rng rng(11);
  for (int round = 0; round < 20000; ++round) {
    std::string s;
    const uint64_t length = rng.below(12);
    for (uint64_t i = 0; i < length; ++i) {
      switch (rng.below(4)) {
        case 0: s += static_cast<char>(rng.below(256)); break;
        case 1: text::append_utf8(s, static_cast<char32_t>(0x80 + rng.below(0x300))); break;
        case 2: text::append_utf8(s, static_cast<char32_t>(0x800 + rng.below(0xC000))); break;
        default: s += static_cast<char>(32 + rng.below(95));
      }
    }
    const std::string once = text::fold(s);
    CHECK(text::fold(once) == once);
    CHECK(once.find("  ") == std::string::npos);
    CHECK((once.empty() || (once.front() != ' ' && once.back() != ' ')));
  }
}

TEST_CASE("tokens are what stands between spaces") {
  std::vector<std::string> tokens;
  text::tokenize("DE LA  FONTAINE ", [&](std::string_view token) { tokens.emplace_back(token); });
  CHECK(tokens == std::vector<std::string>{"DE", "LA", "FONTAINE"});
}

TEST_CASE("case changes keep accents, squeezing keeps everything but spare white space") {
  CHECK(text::lower("ÉLODIE Œ") == "élodie œ");
  CHECK(text::upper("élodie") == "ÉLODIE");
  CHECK(text::squeeze(" \t12 \u00A0 rue\r\n") == "12 rue");
}
