#include "doctest/doctest.h"

#include "core/rng.h"
#include "ingest/csv_scanner.h"
#include "ingest/support.h"
#include "reference/csv_reference.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

TEST_CASE("comma, semicolon, tab and bar are recognized as separators") {
  for (const char separator : {',', ';', '\t', '|'}) {
    std::string text = "id_nom_ville\n1_Durand_Lyon\n2_Petit_Nice\n";
    for (char& c : text)
      if (c == '_') c = separator;
    const ImportResult result = imported(text);
    CHECK(result.dialect.separator == std::string(1, separator));
    CHECK(rows_of(result) == Grid{{"1", "Durand", "Lyon"}, {"2", "Petit", "Nice"}});
  }
}

TEST_CASE("a decimal comma in every row does not win over the semicolon") {
  const ImportResult result = imported("id;montant\n1;12,50\n2;7,90\n3;1,00\n");
  CHECK(result.dialect.separator == ";");
  CHECK(row_of(result, 0) == Texts{"1", "12,50"});
}

TEST_CASE("a single column keeps texts that hold commas or semicolons") {
  CHECK(rows_of(imported("nom\nDURAND, Jean\nPETIT, Anne\n")) == Grid{{"DURAND, Jean"}, {"PETIT, Anne"}});
  CHECK(rows_of(imported("nom\nDURAND; Jean\nPETIT; Anne\n")) == Grid{{"DURAND; Jean"}, {"PETIT; Anne"}});
}

TEST_CASE("quotes protect separators, doubled quotes and line ends") {
  const ImportResult result = imported("id,note\n1,\"a, b\"\n2,\"said \"\"no\"\"\"\n3,\"two\nlines\"\n4,last\n");
  CHECK(rows_of(result) == Grid{{"1", "a, b"}, {"2", "said \"no\""}, {"3", "two\nlines"}, {"4", "last"}});
  CHECK(result.table.line_numbers == std::vector<uint64_t>{2, 3, 4, 6});
}

TEST_CASE("a quote inside a cell is an ordinary character, text behind a closing quote belongs to the cell") {
  CHECK(rows_of(imported("id,size\n1,5\" pipe\n2,\"ACME\" France\n")) == Grid{{"1", "5\" pipe"}, {"2", "ACME France"}});
}

TEST_CASE("lines end with LF, CR LF or CR") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const ImportResult result = imported("id,nom" + end + "1,Durand" + end + "2,Petit" + end);
    CHECK(rows_of(result) == Grid{{"1", "Durand"}, {"2", "Petit"}});
    CHECK(result.table.line_numbers == std::vector<uint64_t>{2, 3});
    CHECK(result.dialect.crlf == (end.size() == 2));
  }
}

TEST_CASE("the last line needs no line end") {
  CHECK(rows_of(imported("id,nom\n1,Durand\n2,")) == Grid{{"1", "Durand"}, {"2", ""}});
}

TEST_CASE("a sep= line names the separator and is no row") {
  const ImportResult result = imported("sep=|\r\nid|nom\r\n1|Durand, Jean\r\n");
  CHECK(result.dialect.separator_line);
  CHECK(result.dialect.separator == "|");
  CHECK(column_names(result) == Texts{"id", "nom"});
  CHECK(result.table.line_numbers == std::vector<uint64_t>{3});
}

TEST_CASE("blank lines are skipped and not counted as data rows") {
  const ImportResult result = imported("\nid,nom\n\n1,Durand\n\n\n2,Petit\n\n");
  CHECK(rows_of(result) == Grid{{"1", "Durand"}, {"2", "Petit"}});
  CHECK(result.table.source_rows == std::vector<uint32_t>{1, 2});
  CHECK(result.table.line_numbers == std::vector<uint64_t>{4, 7});
}

TEST_CASE("a line with only separators is set aside, an empty pair of quotes in one column is a row") {
  const ImportResult result = imported("id,nom\n,\n\"\",\"\"\n1,a\n");
  CHECK(rows_of(result) == Grid{{"1", "a"}});
  REQUIRE(result.rejects.size() == 2);
  CHECK(result.rejects[0].reason_id == "csv.empty_row");
  CHECK(result.rejects[0].line == 2);
  CHECK(imported("nom\n\"\"\nDurand\n").table.row_count() == 2);
}

TEST_CASE("the missing cells of a short row are missing") {
  const ImportResult result = imported("id,nom,ville\n1,Durand\n2,Petit,Nice\n");
  CHECK(rows_of(result) == Grid{{"1", "Durand", ""}, {"2", "Petit", "Nice"}});
  CHECK(result.table.columns[2].codes[0] == kMissing);
  CHECK(has_notice(result, "short_rows"));
  CHECK(result.rejected_count == 0);
}

TEST_CASE("a row with too many fields goes to the rejects with its line, number and text") {
  const ImportResult result = imported("id,nom\n1,Durand\n2,Petit,Nice\n3,Roux\n");
  CHECK(rows_of(result) == Grid{{"1", "Durand"}, {"3", "Roux"}});
  CHECK(result.table.source_rows == std::vector<uint32_t>{1, 3});
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].line == 3);
  CHECK(result.rejects[0].source_row == 2);
  CHECK(result.rejects[0].reason_id == "csv.too_many_fields");
  CHECK(result.rejects[0].reason == "The row has 3 fields where 2 are expected.");
  CHECK(result.rejects[0].text == "2,Petit,Nice");
}

TEST_CASE("additional fields that are empty are tolerated") {
  const ImportResult result = imported("id;nom\n1;Durand;;\n2;Petit\n");
  CHECK(rows_of(result) == Grid{{"1", "Durand"}, {"2", "Petit"}});
  CHECK(result.rejected_count == 0);
}

TEST_CASE("columns at the end without name and value are dropped, those with a value get a name") {
  CHECK(column_names(imported("id;nom;;\n1;Durand;;\n2;Petit;;\n")) == Texts{"id", "nom"});
  CHECK(column_names(imported("id;nom;;\n1;Durand;x;\n2;Petit;;\n")) == Texts{"id", "nom", "column 3"});
}

TEST_CASE("a header that lacks the names of the last columns loses no value") {
  const ImportResult result = imported("nom,ville\nDurand,Lyon,1\nPetit,Nice,2\nRoux,Metz,3\n");
  CHECK(column_names(result) == Texts{"nom", "ville", "column 3"});
  CHECK(row_of(result, 0) == Texts{"Durand", "Lyon", "1"});
  CHECK(has_notice(result, "header_too_short"));
}

TEST_CASE("repeated column names get a number") {
  CHECK(column_names(imported("tel,tel,tel (2),tel\n1,2,3,4\n")) == Texts{"tel", "tel (2)", "tel (2) (2)", "tel (3)"});
}

TEST_CASE("a file without header is recognized by its types") {
  const ImportResult result = imported("1;Durand;jean@exemple.fr;1980-02-01\n2;Petit;anne@exemple.fr;1975-12-24\n");
  CHECK_FALSE(result.dialect.has_header);
  CHECK(has_notice(result, "header_missing"));
  CHECK(column_names(result) == Texts{"column 1", "column 2", "column 3", "column 4"});
  CHECK(row_of(result, 0) == Texts{"1", "Durand", "jean@exemple.fr", "1980-02-01"});
  CHECK(result.table.source_rows == std::vector<uint32_t>{1, 2});
}

TEST_CASE("a header over texts only is a header, unless its words recur below") {
  CHECK(imported("nom,ville\nDurand,Lyon\nPetit,Nice\n").dialect.has_header);
  CHECK_FALSE(imported("Durand,Lyon\nPetit,Lyon\nRoux,Metz\n").dialect.has_header);
}

TEST_CASE("years as column names are a header") {
  CHECK(imported("produit,2023,2024\nlait,12,15\npain,7,8\n").dialect.has_header);
}

TEST_CASE("what the user decides replaces what was recognized") {
  DialectOverride choice;
  choice.has_header = false;
  CHECK(imported("nom,ville\nDurand,Lyon\n", choice).table.row_count() == 2);
  choice = {};
  choice.separator = ";";
  CHECK(column_names(imported("nom,ville\nDurand,Lyon\n", choice)) == Texts{"nom,ville"});
  choice.separator = "\"";
  CHECK(error_id("nom,ville\nDurand,Lyon\n", choice) == "csv.bad_separator");
}

TEST_CASE("a quote that is never closed costs its own line only") {
  const ImportResult result = imported("id,nom\n1,Durand\n2,\"Petit\n3,Roux\n4,Blanc\n");
  CHECK(rows_of(result) == Grid{{"1", "Durand"}, {"3", "Roux"}, {"4", "Blanc"}});
  CHECK(result.table.source_rows == std::vector<uint32_t>{1, 3, 4});
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].reason_id == "csv.unbalanced_quote");
  CHECK(result.rejects[0].line == 3);
  CHECK(result.rejects[0].text == "2,\"Petit");
}

TEST_CASE("a stray quote does not swallow rows up to the next quoted cell") {
  const ImportResult result = imported("id,nom\n1,\"Durand\n2,Petit\n3,\"Roux\"\n4,Blanc\n");
  CHECK(rows_of(result) == Grid{{"2", "Petit"}, {"3", "Roux"}, {"4", "Blanc"}});
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].line == 2);
}

TEST_CASE("the Excel habit =\"00123\" gives the code") {
  const ImportResult result = imported("cp,id\n=\"01000\",1\n\"=\"\"00123\"\"\",2\n=\"\",3\n=A1,4\n");
  CHECK(rows_of(result) == Grid{{"01000", "1"}, {"00123", "2"}, {"", "3"}, {"=A1", "4"}});
  CHECK(has_notice(result, "text_formulas"));
}

TEST_CASE("a header without rows is a table of no row, and says so") {
  const ImportResult result = imported("id,nom\n");
  CHECK(column_names(result) == Texts{"id", "nom"});
  CHECK(result.table.row_count() == 0);
  CHECK(has_notice(result, "no_rows"));
}

TEST_CASE("a line of more than 8 MB is rejected and reading goes on behind it") {
  const std::string text = "id,nom\n1,Durand\n2," + std::string(9'000'000, 'x') + "\r\n3,\"" + std::string(9'000'000, '\n') + "\"\n4,Petit\n";
  for (const uint64_t step : {uint64_t{0}, uint64_t{1} << 20, uint64_t{3'000'001}}) {
    const ImportResult result = imported(text, {}, step);
    CHECK(result.table.source_rows.size() == 2);
    REQUIRE(result.rejects.size() >= 2);
    CHECK(result.rejects[0].reason_id == "csv.row_too_long");
    CHECK(result.rejects[0].text.size() == 1000);
    CHECK(result.rejects[1].reason_id == "csv.unbalanced_quote");
    CHECK(result.rejects[1].line == 4);
    CHECK(result.table.line_numbers.back() == 9'000'005);
  }
}

namespace {

// Small alphabet, so that quotes, separators and line ends meet in every way.
std::string random_text(Rng& rng, uint64_t longest) {
  static constexpr std::string_view kAlphabet = "ab\"\",,\n\r =\\N\xC3\xA9";
  std::string out;
  for (uint64_t i = rng.below(longest + 1); i > 0; --i) {
    const char c = kAlphabet[rng.below(kAlphabet.size() - 1)];
    out += c == '\xC3' ? std::string("\xC3\xA9") : std::string(1, c);
  }
  return out;
}

std::vector<reference::CsvReferenceRow> scanned(const std::string& text, const CsvGrammar& grammar) {
  const std::string padded = text + std::string(16, '\n');
  std::vector<reference::CsvReferenceRow> out;
  CsvRow row;
  uint64_t line = 1;
  const char* const end = padded.data() + text.size();
  for (const char* at = padded.data(); at < end; at = row.next) {
    const CsvRowState state = scan_csv_row(at, end, true, grammar, row);
    if (state == CsvRowState::kUnbalanced) out.push_back({line, true, {}});
    if (state == CsvRowState::kRow) {
      reference::CsvReferenceRow& added = out.emplace_back();
      added.line = line;
      std::string scratch;
      bool formula = false;
      for (const CsvCell& cell : row.cells) {
        const std::string_view value = csv_cell_text(cell, scratch, formula);
        added.cells.push_back(formula ? "=\"" + std::string(value) + "\"" : std::string(value));
      }
    }
    line += row.line_count;
  }
  return out;
}

}  // namespace

TEST_CASE("the scanner agrees with the character-by-character reference on random texts") {
  Rng rng(20240);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(rng, round % 40);
    for (const CsvGrammar& grammar : {CsvGrammar{",", false}, {",,", false}, {",", true}, {",,", true}, {",a", false}}) {
      const bool equal = scanned(text, grammar) == reference::read_csv_reference(text, grammar.separator, grammar.escapes);
      if (!equal) CHECK_MESSAGE(equal, text);
    }
  }
  CHECK(scanned("a,\"b\"\n", {}).size() == 1);
}

TEST_CASE("results do not depend on where the file is cut into slices") {
  Rng rng(7);
  for (int round = 0; round < 60; ++round) {
    static constexpr const char* kHeads[] = {"id,nom,ville\n", "Clients, 2024\n\nid,nom,ville\n", "id,,nom,,ville\n1,,\\N,,b\n"};
    std::string text = kHeads[round % 3];
    for (int row = 0; row < 12; ++row) text += random_text(rng, 14) + (row % 3 == 0 ? "\r\n" : "\n");
    const std::string whole = dump(imported(text));
    for (uint64_t step = 1; step <= 17; ++step) {
      const bool equal = dump(imported(text, {}, step)) == whole;
      if (!equal) CHECK_MESSAGE(equal, text);
    }
  }
  CHECK(dump(imported("id,nom\n1,a\n", {}, 3)) == dump(imported("id,nom\n1,a\n")));
}
