#include "doctest/doctest.h"

#include <memory>

#include "core/rng.h"
#include "deliver/csv_writer.h"
#include "ingest/ingest.h"

using namespace jumelles;
using namespace jumelles::deliver;
using ingest::Dialect;
using ingest::Encoding;
using ingest::ImportResult;

namespace {

ImportResult imported(const std::string& bytes, const ingest::DialectOverride& choice = {}) {
  const auto result = std::make_shared<ImportResult>();
  const Status status =
      run_to_end(ingest::import_phases(std::make_shared<ingest::MemorySource>(bytes), "customers.csv", "customers", choice, result));
  return status.ok() ? std::move(*result) : ImportResult{};
}

std::string written_back(const ImportResult& source) {
  CsvWriter writer = CsvWriter::for_source(source);
  if (source.dialect.has_header) {
    for (const Column& column : source.table.columns) writer.field(column.name);
    writer.end_row();
  }
  for (uint32_t row = 0; row < source.table.row_count(); ++row) {
    for (const Column& column : source.table.columns) {
      if (row < column.guards.size()) writer.guarded_field(column.text(row), column.guards[row]);
      else writer.field(column.text(row));
    }
    writer.end_row();
  }
  return writer.buffer();
}

std::string encoded(const std::string& utf8, Encoding encoding) {
  std::string out;
  ingest::append_encoded(utf8, encoding, out);
  return out;
}

std::string output_field(std::string_view text) {
  CsvWriter writer = CsvWriter::for_output(';');
  writer.field(text);
  return writer.buffer().substr(3);
}

}  // namespace

TEST_CASE("own outputs start with a byte order mark and end lines with CR LF") {
  CsvWriter writer = CsvWriter::for_output(';');
  writer.field("nom");
  writer.field("ville");
  writer.end_row();
  writer.field("No\xC3\xABl");
  writer.field("");
  writer.end_row();
  CHECK(writer.buffer() == "\xEF\xBB\xBFnom;ville\r\nNo\xC3\xABl;\r\n");
}

TEST_CASE("fields are quoted only when needed") {
  CHECK(output_field("a,b c") == "a,b c");
  CHECK(output_field("a;b") == "\"a;b\"");
  CHECK(output_field("say \"no\"") == "\"say \"\"no\"\"\"");
  CHECK(output_field("two\nlines") == "\"two\nlines\"");
  CHECK(output_field("two\rlines") == "\"two\rlines\"");
}

TEST_CASE("texts that a spreadsheet would run are made harmless in own outputs, all others are written as they are") {
  CHECK(output_field("=1+1") == "'=1+1");
  CHECK(output_field("@SUM(A1)") == "'@SUM(A1)");
  CHECK(output_field("\tx") == "'\tx");
  CHECK(output_field("\rx") == "\"'\rx\"");
  CHECK(output_field("-2+3+cmd") == "'-2+3+cmd");
  CHECK(output_field("+33 6 12 34 56 78") == "+33 6 12 34 56 78");
  CHECK(output_field("06000") == "06000");
  CHECK(output_field("-1,5") == "-1,5");
  CHECK(output_field("a=b") == "a=b");
}

TEST_CASE("a source is written back with nothing made harmless, unless it is asked for") {
  CsvWriter writer = CsvWriter::for_source(Dialect{});
  writer.field("=1");
  writer.set_harmless(true);
  writer.field("=1");
  CHECK(writer.buffer() == "=1,'=1");
}

TEST_CASE("exact fields are written as they are") {
  CsvWriter writer = CsvWriter::for_output(',');
  writer.exact_field("0012");
  writer.exact_field("=x");
  writer.end_row();
  CHECK(writer.buffer() == "\xEF\xBB\xBF" "0012,=x\r\n");
}

TEST_CASE("a source is written back byte for byte in its own dialect") {
  const std::string body = "id;nom;note\n1;No\xC3\xABl;\"a;b \"\"c\"\"\"\n2;\xC3\x89lodie;\"two\nlines\"\n3;;=1+1\n4;Zo\xC3\xA9;-x\n";
  std::string crlf;
  for (const char c : body) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  std::string commas = "sep=,\nid,nom\n1,Andr\xC3\xA9\n";
  for (const std::string& text : {body, crlf, commas, std::string("nom\n\"\"\nNo\xC3\xABl\n")})
    for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252})
      for (const bool mark : {false, true}) {
        if (mark && encoding == Encoding::kWindows1252) continue;
        const std::string bytes = encoded((mark ? "\xEF\xBB\xBF" : "") + text, encoding);
        const ImportResult source = imported(bytes);
        CAPTURE(text);
        CHECK(source.dialect.encoding == encoding);
        CHECK(written_back(source) == bytes);
      }
}

TEST_CASE("lines above the header, codes in formulas, separators of two characters and backslashes are written back as they came") {
  for (const std::string text : {
           "Clients de Lyon\n\nid;nom;ville\n1;Durand;Lyon\n2;Petit;Nice\n",
           "sep=;\nClients de Lyon\n\nid;nom;ville\n1;Durand;Lyon\n2;Petit;Nice\n",
           "# export\nid,nom,ville\n1,Durand,Lyon\n",
           "cp;nom\n=\"06000\";Durand\n75011;Petit\n=\"01000\";Roux\n",
           "cp;tel;nom\n'06000;\t0612345678;Durand\n75011;\t+33 6 12;'t Hooft\n='x;06;'68\n",
           "id|;|nom|;|ville\n1|;|Durand|;|Lyon\n2|;||;|Nice\n",
           "id\x01nom\x01ville\n1\x01" "Durand\x01Lyon\n2\x01Petit\x01Nice\n",
           "id||nom||ville\n1||Durand||Lyon\n2||||Nice\n",
           "id\xC2\xA6nom\xC2\xA6ville\n1\xC2\xA6" "Durand\xC2\xA6Lyon\n2\xC2\xA6Petit\xC2\xA6Nice\n",
           "id,nom,note\n1,Durand,\"a \\\"b\\\" c\"\n2,\\N,\"x\\\\y\"\n"}) {
    CAPTURE(text);
    CHECK(written_back(imported(text)) == text);
  }
}

TEST_CASE("Mac Roman, DOS and ISO-8859-15 are written back byte for byte") {
  std::string text = "id;nom;ville\n";
  for (const char* name : {"H\xC3\xA9l\xC3\xA8ne", "Fran\xC3\xA7ois", "No\xC3\xABl", "Lec\xC5\x93ur", "\xC3\x89lodie"}) text += std::string("1;") + name + ";Lyon\n";
  for (const Encoding encoding : {Encoding::kMacRoman, Encoding::kIso885915}) {
    const ImportResult source = imported(encoded(text, encoding));
    CHECK(source.dialect.encoding == encoding);
    CHECK(written_back(source) == encoded(text, encoding));
  }
}

TEST_CASE("a source without header is written back without one") {
  const std::string text = "1,Durand,75011\n2,Petit,69003\n";
  CHECK(written_back(imported(text)) == text);
}

TEST_CASE("what is written is read back cell by cell, whatever the cells hold") {
  static constexpr std::string_view kPieces[] = {"a", "\"", ";", ",", "\n", "\r", "\r\n", " ", "=", "\xC3\xA9", "\xE2\x82\xAC", "0", "'", "\t"};
  Rng rng(5);
  for (int round = 0; round < 300; ++round) {
    Dialect dialect;
    dialect.encoding = static_cast<Encoding>(rng.below(6));
    dialect.separator = std::string_view(",;\t|").substr(rng.below(4), 1);
    if (rng.chance(0.2)) dialect.separator = "||";
    dialect.crlf = rng.chance(0.5);
    dialect.byte_order_mark = !ingest::is_single_byte(dialect.encoding);
    CsvWriter writer = CsvWriter::for_source(dialect);
    for (const char* name : {"premier", "second"}) writer.field(name);
    writer.end_row();
    std::vector<std::string> cells;
    for (int i = 0; i < 8; ++i) {
      std::string& cell = cells.emplace_back();
      for (uint64_t k = rng.below(6); k > 0; --k) cell += kPieces[rng.below(std::size(kPieces))];
      if (cell.starts_with("=\"") || cell.starts_with('\'') || cell.starts_with('\t')) cell.insert(0, "a");  // what reading takes off, and keeps beside
      if (i % 2 == 0) cell += "x";                      // some value: a row of none is set aside
      writer.field(cell);
      if (i % 2 == 1) writer.end_row();
    }
    ingest::DialectOverride choice;
    choice.encoding = dialect.encoding;
    choice.separator = dialect.separator;
    choice.has_header = true;
    choice.format = ingest::Format::kCsv;
    const ImportResult back = imported(writer.buffer(), choice);
    REQUIRE(back.table.row_count() == 4);
    for (uint32_t i = 0; i < 8; ++i) CHECK(back.table.columns[i % 2].text(i / 2) == cells[i]);
  }
}

TEST_CASE("characters that the source's encoding does not have are counted") {
  Dialect dialect;
  dialect.encoding = Encoding::kWindows1252;
  CsvWriter writer = CsvWriter::for_source(dialect);
  writer.field("\xD0\x96\xC3\xA9");
  CHECK(writer.lost_character_count() == 1);
  CHECK(writer.buffer() == "?\xE9");
}
