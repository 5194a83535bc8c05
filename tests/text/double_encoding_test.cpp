#include "text/double_encoding.h"

#include <doctest/doctest.h>

#include <string>

#include "core/rng.h"
#include "text/utf8.h"
#include "text/windows_1252.h"

using namespace jumelles;

namespace {

std::string repaired(const std::string& text) {
  std::string out;
  return text::repair_double_encoding(text, out) ? out : text;
}

// Its bytes taken for characters of Windows-1252, or of ISO-8859-1.
std::string encoded_again(const std::string& utf8, bool windows) {
  std::string out;
  for (const char c : utf8) {
    const uint8_t byte = static_cast<uint8_t>(c);
    text::append_utf8(out, windows && byte >= 0x80 && byte < 0xA0 ? static_cast<char32_t>(text::kWindows1252[byte - 0x80]) : byte);
  }
  return out;
}

}  // namespace

TEST_CASE("texts that were encoded twice, three or four times become what they were") {
  const char* texts[] = {"Léa", "José", "Élodie", "François", "Noël", "Müller", "SCHRÖDER", "Weiß", "Conceição", "Kołodziej", "Dvořák", "Yılmaz", "Œuvrard",
                         "d’Estienne", "L’“Été” – 12 € …", "Nguyễn Thị Hòa", "Павел", "Ελένη", "Île d’Yeu", "N° 3", "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸ", "Ștefan", "Ño"};
  for (const std::string original : texts)
    for (const bool windows : {false, true}) {
      std::string text = original;
      for (int times = 0; times < 3; ++times) {
        text = encoded_again(text, windows);
        CAPTURE(text);
        CHECK(repaired(text) == original);
      }
    }
  // The no-break space in "à" became a blank, or was trimmed.
  CHECK(repaired("dÃ©jÃ  venu") == "déjà  venu");
  CHECK(repaired("Ã©tÃ©, dÃ©jÃ ") == "été, déjà ");
  // Only what needs it.
  CHECK(repaired("Ménard née LÃ©vÃªque") == "Ménard née Lévêque");
}

TEST_CASE("bytes that were taken for ISO-8859-15 are told by what Windows would make of them") {
  // A capital behind a small letter; a control character that Windows has a sign for.
  CHECK(repaired("GÃ¶kyÃŒzÃŒne") == "Gökyüzüne");
  CHECK(repaired("dÃ©jÃ\u00A0 trÃšs gÃªnÃ©") == "déjà très gêné");
  CHECK(repaired("ã\u0082\u0084ã\u0082\u008Dã\u0083Œã\u0082\u0088") == "やろーよ");
  // What is a capital of Windows where one is written stays that.
  CHECK(repaired("ÃŽle d'Yeu") == "Île d'Yeu");
  CHECK(repaired("SCHRÃ–DER, ÃœlkÃ¼") == "SCHRÖDER, Ülkü");
  CHECK(repaired("L'ÃŽLE") == "L'ÎLE");
  // Neither makes a word that people write.
  CHECK(repaired("aÃŒbÃ\u0089c") == "aÃŒbÃ\u0089c");
}

TEST_CASE("letters that are meant stay as they are") {
  for (const std::string text : {"JOÃO", "CONCEIÇÃO", "IRMÃ DULCE", "COVILHÃ", "IRMÃ…", "«IRMû", "“MANHÔ", "“OLÉ”", "CAFÉ™", "CAFÈ™", "«voilà»…", "«olá»…", "NÃO", "Ã", "à", "Âge",
                                 "Ñandú", "TOMÁŠ", "MÍŠA", "DÓŽA", "Straße…", "voilà", "Ã la carte", "Ångström", "É…", "12 € – 15 €", "Ð", "ÐŸ", "Fernández-Muñoz"}) {
    CAPTURE(text);
    CHECK(repaired(text) == text);
  }
  // Some of the bytes were lost: nothing is made up.
  CHECK(repaired("Ã?lodie") == "Ã?lodie");
  CHECK(repaired("ï¿½lodie") == "ï¿½lodie");
}

TEST_CASE("what is repaired is not repaired again, whatever the bytes") {
  Rng rng(7);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    const uint64_t size = 1 + rng.below(12);
    for (uint64_t k = 0; k < size; ++k) text.push_back(static_cast<char>(rng.below(3) == 0 ? 'a' + rng.below(26) : 0x80 + rng.below(128)));
    const std::string once = repaired(encoded_again(text, rng.below(2) == 0));
    std::string out;
    if (text::repair_double_encoding(once, out)) CHECK(out != once);
  }
}
