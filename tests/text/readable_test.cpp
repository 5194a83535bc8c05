#include "text/readable.h"

#include <doctest/doctest.h>

#include <string>

using namespace jumelles;

namespace {

std::string readable(std::string_view text) {
  text::Readable reader;
  return std::string(reader.read(text));
}

}  // namespace

TEST_CASE("cells lose what nobody sees, and blanks of all kinds become blanks") {
  CHECK(readable("\u200BDupont") == "Dupont");
  CHECK(readable("\uFEFFDu\u200Bpont\u00AD") == "Dupont");
  CHECK(readable("\u200E14/03/1971\u202C") == "14/03/1971");
  CHECK(readable("12\u00A0345\u202F678\u2007€") == "12 345 678 €");
  CHECK(readable("Jean\u2011Pierre") == "Jean-Pierre");
  CHECK(readable("０６ １２") == "06 12");
  CHECK(readable("ab﹫poste.example") == "ab@poste.example");
  CHECK(readable("Ele\u0301onore") == "Eléonore");
  CHECK(readable("M&uuml;ller &amp; fils") == "Müller & fils");
  CHECK(readable("l\u2019été") == "l’été");
}

TEST_CASE("joiners stay where letters are shaped by them") {
  CHECK(readable("می\u200Cخواهم") == "می\u200Cخواهم");
  CHECK(readable("Du\u200Cpont") == "Dupont");
}

TEST_CASE("hyphens of books and full-width signs of East Asia are told from what a keyboard left") {
  text::Readable reader;
  CHECK(reader.read("Duff\u2010Gordon") == "Duff-Gordon");
  CHECK(reader.found() == text::Readable::kPrinted);
  CHECK(reader.read("春風（千葉）") == "春風(千葉)");
  CHECK(reader.found() == text::Readable::kPrinted);
  CHECK(reader.read("（Paris）") == "(Paris)");
  CHECK(reader.found() == text::Readable::kTyped);
  CHECK(reader.read("5\u22123") == "5-3");
  CHECK(reader.found() == text::Readable::kTyped);
}

TEST_CASE("bytes that are no UTF-8 stay, for others to say so") {
  CHECK(readable("Du\xE9pont\u00A0") == "Du\xE9pont ");
}

TEST_CASE("a text in which nothing is to be done is not copied, and a repair is told") {
  text::Readable reader;
  const std::string plain = "Dupont", accents = "Léa d’Été";
  CHECK(reader.read(plain).data() == plain.data());
  CHECK(reader.read(accents).data() == accents.data());
  CHECK_FALSE(reader.repaired());
  CHECK(reader.read("LÃ©a") == "Léa");
  CHECK(reader.repaired());
  CHECK(reader.read("Léa") == "Léa");
  CHECK_FALSE(reader.repaired());
}
