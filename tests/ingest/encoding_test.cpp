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

TEST_CASE("every byte of Windows-1252 survives reading and writing") {
  std::string bytes;
  for (int byte = 0x80; byte < 0x100; ++byte) bytes += static_cast<char>(byte);
  Decoder decoder(Encoding::kWindows1252);
  std::vector<char> utf8(decoder.capacity_for(bytes.size()));
  const size_t length = decoder.decode({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, utf8.data());
  std::string back;
  CHECK(append_encoded({utf8.data(), length}, Encoding::kWindows1252, back) == 0);
  CHECK(back == bytes);
}

TEST_CASE("a character that the encoding does not have is counted") {
  std::string out;
  CHECK(append_encoded("\xD0\x96 a", Encoding::kWindows1252, out) == 1);
  CHECK(out == "? a");
}

TEST_CASE("a few broken characters in a UTF-8 file reject their rows only") {
  std::string text = "id;nom\n";
  for (int i = 1; i <= 30; ++i) text += std::to_string(i) + ";No\xC3\xABl\n";
  text += "31;Andr\xE9\n32;Ren\xC3\xA9\n";
  const ImportResult result = imported(text);
  CHECK(result.dialect.encoding == Encoding::kUtf8);
  CHECK(has_notice(result, "encoding_mixed"));
  CHECK(result.table.row_count() == 31);
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].reason_id == "csv.invalid_bytes");
  CHECK(result.rejects[0].line == 32);
  CHECK(result.rejects[0].text == "31;Andr\xEF\xBF\xBD");
}

TEST_CASE("the encoding can be chosen") {
  DialectOverride choice;
  choice.encoding = Encoding::kWindows1252;
  CHECK(row_of(imported("id;nom\n1;No\xC3\xABl\n", choice), 0) == Texts{"1", "No\xC3\x83\xC2\xAB" "l"});
  choice.encoding = Encoding::kUtf8;
  const ImportResult result = imported("id;nom\n1;No\xEBl\n2;Anne\n", choice);
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
