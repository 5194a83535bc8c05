#include "doctest/doctest.h"

#include "ingest/encoding.h"
#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {

const std::string kText = "id;nom;ville\n1;\xC3\x89lodie \xE2\x82\xAC;B\xC3\xA9ziers\n2;No\xC3\xABl;Lyon\n";
const Grid kRows{{"1", "\xC3\x89lodie \xE2\x82\xAC", "B\xC3\xA9ziers"}, {"2", "No\xC3\xABl", "Lyon"}};

std::string encoded(const std::string& utf8, Encoding encoding, bool mark) {
  std::string out;
  append_encoded((mark ? "\xEF\xBB\xBF" : "") + utf8, encoding, out);
  return out;
}

}  // namespace

TEST_CASE("UTF-8 and UTF-16 are read with and without byte order mark") {
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be})
    for (const bool mark : {true, false})
      for (const uint64_t step : {0, 1, 3, 7}) {
        CAPTURE(id(encoding));
        const ImportResult result = imported(encoded(kText, encoding, mark), {}, step);
        CHECK(result.dialect.encoding == encoding);
        CHECK(result.dialect.byte_order_mark == mark);
        CHECK(column_names(result) == Texts{"id", "nom", "ville"});
        CHECK(rows_of(result) == kRows);
      }
}

TEST_CASE("Windows-1252 is recognized by an accent anywhere in the file") {
  const ImportResult result = imported(encoded(kText, Encoding::kWindows1252, false));
  CHECK(result.dialect.encoding == Encoding::kWindows1252);
  CHECK(rows_of(result) == kRows);
  std::string late = "id;nom\n";
  for (int i = 0; i < 60000; ++i) late += std::to_string(i) + ";Durand\n";
  late += "60000;No\xEBl\n";
  const ImportResult at_the_end = imported(late);
  CHECK(at_the_end.dialect.encoding == Encoding::kWindows1252);
  CHECK(at_the_end.table.columns[1].text(60000) == "No\xC3\xABl");
}

TEST_CASE("every byte of an encoding of one byte survives reading and writing") {
  for (const Encoding encoding : {Encoding::kWindows1252, Encoding::kIso885915, Encoding::kMacRoman, Encoding::kCp850}) {
    std::string bytes;
    for (int byte = 0x80; byte < 0x100; ++byte) bytes += static_cast<char>(byte);
    Decoder decoder(encoding);
    std::vector<char> utf8(decoder.capacity_for(bytes.size()));
    const size_t length = decoder.decode({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, utf8.data());
    std::string back;
    CHECK(append_encoded({utf8.data(), length}, encoding, back) == 0);
    CHECK(back == bytes);
  }
}

namespace {

// Names of some countries, with capitals, in a file of the encoding.
std::string list_of(const std::vector<std::string>& names, Encoding encoding) {
  std::string text = "id;nom\n";
  for (int i = 0; i < 30; ++i) text += std::to_string(i) + ";" + names[static_cast<size_t>(i) % names.size()] + "\n";
  return encoded(text, encoding, false);
}

const std::vector<std::string> kFrench{"H\xC3\xA9l\xC3\xA8ne Lef\xC3\xA8vre", "Fran\xC3\xA7ois No\xC3\xABl", "\xC3\x89lodie L'H\xC3\xB4te", "Ana\xC3\xAFs Dupr\xC3\xA9"};
const std::vector<std::string> kFrenchCapitals{"H\xC3\x89L\xC3\x88NE LEF\xC3\x88VRE", "FRAN\xC3\x87OIS NO\xC3\x8BL", "\xC3\x89LODIE L'H\xC3\x94TE"};
const std::vector<std::string> kGerman{"J\xC3\xBCrgen M\xC3\xBCller", "B\xC3\xA4rbel Sch\xC3\xA4" "fer", "J\xC3\xB6rg Wei\xC3\x9F"};
const std::vector<std::string> kSpanish{"Jos\xC3\xA9 Mu\xC3\xB1oz", "Mar\xC3\xAD" "a G\xC3\xB3mez", "Andr\xC3\xA9s S\xC3\xA1nchez"};

}  // namespace

TEST_CASE("Mac Roman, CP850 and Windows-1252 are told by the words that their letters make") {
  for (const auto& names : {kFrench, kFrenchCapitals, kGerman, kSpanish})
    for (const Encoding encoding : {Encoding::kMacRoman, Encoding::kCp850, Encoding::kWindows1252}) {
      CAPTURE(id(encoding));
      CAPTURE(names[0]);
      const ImportResult result = imported(list_of(names, encoding));
      CHECK(result.dialect.encoding == encoding);
      CHECK(result.table.columns[1].text(0) == names[0]);
      CHECK(has_notice(result, "encoding_by_letters") == (encoding != Encoding::kWindows1252));
      CHECK(dump(imported(list_of(names, encoding), {}, 5)) == dump(result));
    }
}

TEST_CASE("ISO-8859-15 is told by its ligatures and its euro, Windows-1252 keeps its fractions and quotes") {
  CHECK(imported(list_of({"Lec\xC5\x93ur", "H\xC3\xA9l\xC3\xA8ne"}, Encoding::kIso885915)).dialect.encoding == Encoding::kIso885915);
  CHECK(imported(list_of({"10 \xE2\x82\xAC", "H\xC3\xA9l\xC3\xA8ne"}, Encoding::kIso885915)).dialect.encoding == Encoding::kIso885915);
  for (const char* name : {"1\xC2\xBD rue Haute", "l\xE2\x80\x99\xC3\xA9" "cole \xE2\x80\x93 n\xC2\xB0 3", "rue\xC2\xA0Haute", "\xC5\xBDi\xC5\xBE" "ek", "Lec\xC5\x93ur"}) {
    CAPTURE(name);
    CHECK(imported(list_of({name}, Encoding::kWindows1252)).dialect.encoding == Encoding::kWindows1252);
  }
}

TEST_CASE("one letter tells an encoding, but not for sure; another alphabet is uncertain") {
  const ImportResult one = imported("id;nom\n1;Andr\x8E\n2;Jean\n");
  CHECK(one.table.columns[1].text(0) == "Andr\xC3\xA9");
  CHECK(has_notice(one, "encoding_uncertain"));
  CHECK(has_notice(imported("id;nom\n1;\xC8\xE2\xE0\xED\xEE\xE2\n2;\xCF\xE5\xF2\xF0\xEE\xE2\n"), "encoding_uncertain"));
  CHECK_FALSE(has_notice(imported(list_of(kFrench, Encoding::kWindows1252)), "encoding_uncertain"));
}

TEST_CASE("a character that the encoding does not have is counted") {
  std::string out;
  CHECK(append_encoded("\xD0\x96 a", Encoding::kWindows1252, out) == 1);
  CHECK(out == "? a");
}

TEST_CASE("a few letters of Windows-1252 in a UTF-8 file are read, what was cut within a cell rejects its row only") {
  std::string text = "id;nom\n";
  for (int i = 1; i <= 29; ++i) text += std::to_string(i) + ";No\xC3\xABl\n";
  text += "30;\"Andr\xE9 \"\"Jo\"\"\"\n31;Andr\xC3-x\n32;Ren\xC3\xA9\n";
  const ImportResult result = imported(text);
  CHECK(result.dialect.encoding == Encoding::kUtf8);
  CHECK(has_notice(result, "encoding_mixed"));
  CHECK(result.table.row_count() == 31);
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].reason_id == "csv.invalid_bytes");
  CHECK(result.rejects[0].line == 32);
  CHECK(result.rejects[0].text == "31;Andr\xEF\xBF\xBD-x");
  CHECK(result.table.columns[1].text(29) == "Andr\xC3\xA9 \"Jo\"");
}

TEST_CASE("letters that were cut in half at the end of a cell are left out, and said") {
  std::string text = "id;nom;ville\n";
  for (int i = 1; i <= 60; ++i) text += std::to_string(i) + ";No\xC3\xABl;Metz\n";
  const ImportResult result = imported(text + "61;Ga\xC3;Lyon\n62;\"Ga\xC5\";Nice\n63;5 \xE2\x82;Lille\n64;Andr\xC3\xA9;Brest\xC3\r\n65;x;Caen\xC3");
  CHECK(result.rejected_count == 0);
  CHECK(has_notice(result, "letters_cut"));
  REQUIRE(result.table.row_count() == 65);
  CHECK(row_of(result, 60) == Texts{"61", "Ga", "Lyon"});
  CHECK(row_of(result, 61) == Texts{"62", "Ga", "Nice"});
  CHECK(row_of(result, 62) == Texts{"63", "5 ", "Lille"});
  CHECK(row_of(result, 64) == Texts{"65", "x", "Caen"});
}

TEST_CASE("NUL characters that fill up cells are left out, others make a binary file") {
  std::string padded = "id;nom;ville\n", strewn = "id;nom;ville\n";
  for (int i = 1; i <= 20; ++i) {
    padded += std::to_string(i) + std::string(";Durand\0\0\0;\"Metz\0\0\"\0\r\n", 22);
    strewn += std::to_string(i) + std::string(";Du\0rand;M\0etz\n", 15);
  }
  for (const uint64_t step : {0, 1, 5}) {
    const ImportResult result = imported(padded, {}, step);
    REQUIRE(result.table.row_count() == 20);
    CHECK(row_of(result, 7) == Texts{"8", "Durand", "Metz"});
    CHECK(has_notice(result, "nul_padding"));
    CHECK(result.rejected_count == 0);
  }
  CHECK(error_id(strewn) == "file.binary");
}

TEST_CASE("separators of ASCII within cells stay there, other control characters reject their row") {
  std::string text = "id;tel\n";
  for (int i = 1; i <= 300; ++i) text += std::to_string(i) + ";0612345678\n";
  const ImportResult result = imported(text + "301;0612345678\x1D" "0712345678\n302;06\x07\n303;1\n");
  CHECK(result.table.columns[1].text(300) == "0612345678\x1D" "0712345678");
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].line == 303);
}

TEST_CASE("the encoding can be chosen") {
  DialectOverride choice;
  choice.encoding = Encoding::kWindows1252;
  CHECK(row_of(imported("id;nom\n1;No\xC3\xABl\n", choice), 0) == Texts{"1", "No\xC3\x83\xC2\xAB" "l"});
  choice.encoding = Encoding::kMacRoman;
  CHECK(row_of(imported("id;nom\n1;No\x91l\n", choice), 0) == Texts{"1", "No\xC3\xABl"});
  choice.encoding = Encoding::kUtf8;
  const ImportResult result = imported("id;nom\n1;No\xFEl\n2;Anne\n", choice);
  CHECK(rows_of(result) == Grid{{"2", "Anne"}});
  CHECK(result.rejects[0].reason_id == "csv.invalid_bytes");
}

TEST_CASE("half a surrogate pair and a cut last character reject their row") {
  std::string bytes = encoded("id;nom\n1;Anne\n2;x\n", Encoding::kUtf16Le, true);
  bytes[bytes.size() - 4] = '\x00';
  bytes[bytes.size() - 3] = '\xD8';
  const ImportResult result = imported(bytes);
  CHECK(rows_of(result) == Grid{{"1", "Anne"}});
  CHECK(result.rejects[0].reason_id == "csv.invalid_bytes");
  CHECK(imported(encoded("id;nom\n1;Anne\n2;x", Encoding::kUtf16Le, true) + "y").rejected_count == 1);
}

TEST_CASE("JSON is read in all encodings") {
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252})
    CHECK(rows_of(imported(encoded("[{\"nom\":\"No\xC3\xABl\"}]", encoding, false))) == Grid{{"No\xC3\xABl"}});
}

TEST_CASE("text is clean when it is well-formed UTF-8 without control characters") {
  CHECK(is_clean_text("plain text of more than eight bytes\r\n\twith \xC3\xA9 and \xF0\x9F\x98\x80"));
  for (const std::string_view bad : {std::string_view("\xC3"), std::string_view("a\0b", 3), std::string_view("\xED\xA0\x80"), std::string_view("\xC0\xAF"),
                                     std::string_view("\xF4\x90\x80\x80"), std::string_view("long enough to be read by words \x01")})
    CHECK_FALSE(is_clean_text(bad));
}
