#include <doctest/doctest.h>

#include "ingest/support.h"
#include "support/workbook_builder.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;
using jumelles::test::WorkbookBuilder;
using jumelles::test::ZipBuilder;

namespace {

const Grid kClients = {{"nom", "ville", "age"}, {"Durand", "Lyon", "31"}, {"Petit", "Nice", "45"}};

// A sheet of that XML under the header a, b, c.
WorkbookBuilder under_header(const std::string& rows) {
  return WorkbookBuilder().sheet("S", "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c><c r=\"B1\" t=\"str\"><v>b</v></c><c r=\"C1\" t=\"str\"><v>c</v></c></row>" + rows + "</sheetData>");
}

Grid rows_under_header(const std::string& rows) {
  DialectOverride choice;
  choice.has_header = true;
  return rows_of(imported(under_header(rows).bytes(), choice));
}

std::string value_of(const std::string& cell) { return rows_under_header("<row r=\"2\">" + cell + "<c r=\"C2\"><v>1</v></c></row>").at(0).at(0); }

DialectOverride table(const std::string& name) {
  DialectOverride choice;
  choice.table = name;
  return choice;
}

DialectOverride header_line(uint64_t line) {
  DialectOverride choice;
  choice.header_line = line;
  return choice;
}

}  // namespace

TEST_CASE("a sheet becomes a table") {
  const ImportResult result = imported(WorkbookBuilder().sheet("Clients", WorkbookBuilder::grid(kClients)).bytes());
  CHECK(result.dialect.format == Format::kXlsx);
  CHECK(result.dialect.table == "Clients");
  CHECK(result.dialect.header_line == 1);
  CHECK(column_names(result) == kClients[0]);
  CHECK(rows_of(result) == Grid{kClients[1], kClients[2]});
  CHECK(result.table.line_numbers == std::vector<uint64_t>{2, 3});
  CHECK(result.table.source_rows == std::vector<uint32_t>{1, 2});
  CHECK(result.notices.empty());
}

TEST_CASE("the fullest sheet that can be seen is read, another one when it is chosen") {
  Grid more = kClients;
  for (int i = 0; i < 50; ++i) more.push_back({"Roux", "Metz", std::to_string(i)});
  const std::string bytes = WorkbookBuilder().sheet("Lisez-moi", WorkbookBuilder::grid({{"Extraction du mois"}})).sheet("Codes", WorkbookBuilder::grid(more), "veryHidden")
                                .sheet("Clients", WorkbookBuilder::grid(kClients)).bytes();
  const ImportResult result = imported(bytes);
  CHECK(result.dialect.table == "Clients");
  REQUIRE(result.tables.size() == 3);
  CHECK(result.tables[0].name == "Lisez-moi");
  CHECK(result.tables[1].name == "Clients");
  CHECK_FALSE(result.tables[1].hidden);
  CHECK(result.tables[1].row_count == 3);
  CHECK(result.tables[2].name == "Codes");
  CHECK(result.tables[2].hidden);
  CHECK(imported(bytes, table("Codes")).table.row_count() == 52);
  ImportResult failed;
  const Status status = import_bytes(bytes, failed, table("Autre"));
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().id == "xlsx.no_such_sheet");
  CHECK(status.error().hint == "Its sheets are: Lisez-moi, Clients, Codes.");
  CHECK(failed.tables.size() == 3);
}

TEST_CASE("a sheet of many formatted cells is not fuller than one of values") {
  std::string styled = "<sheetData>";
  for (int row = 1; row < 500; ++row) styled += "<row r=\"" + std::to_string(row) + "\"><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/></row>";
  const ImportResult result = imported(WorkbookBuilder().sheet("Vide", styled + "</sheetData>").sheet("Clients", WorkbookBuilder::grid(kClients)).bytes());
  CHECK(result.dialect.table == "Clients");
  CHECK(result.tables[0].row_count == 0);
}

TEST_CASE("only hidden sheets are better than none") {
  CHECK(imported(WorkbookBuilder().sheet("Clients", WorkbookBuilder::grid(kClients), "hidden").bytes()).dialect.table == "Clients");
  CHECK(imported(WorkbookBuilder().sheet("Vide", "<sheetData/>").sheet("Clients", WorkbookBuilder::grid(kClients), "hidden").bytes()).dialect.table == "Clients");
}

TEST_CASE("cells of every type") {
  WorkbookBuilder book = under_header(
      "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"C2\" t=\"e\"><v>#N/A</v></c></row>"
      "<row r=\"3\"><c r=\"A3\"><f>1+1</f><v>2</v></c><c r=\"B3\" t=\"b\"><v>0</v></c><c r=\"C3\" t=\"d\"><v>2024-03-14T00:00:00</v></c></row>"
      "<row r=\"4\"><c r=\"A4\" t=\"str\"><f>A1&amp;B1</f><v>a &amp; b</v></c><c r=\"B4\" s=\"1\"><v>1400</v></c><c r=\"C4\" s=\"2\"><v>45365</v></c></row>"
      "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>99</v></c><c r=\"B5\" s=\"77\"><v>3.5391400000394E13</v></c><c r=\"C5\" t=\"d\"><v>2024-03-14T08:30:00</v></c></row>");
  book.shared = {"<t>Roux</t>", "<r><rPr><b/></rPr><t>Jean </t></r><r><t xml:space=\"preserve\"> Durand</t></r><rPh sb=\"0\" eb=\"1\"><t>jan</t></rPh><phoneticPr fontId=\"1\"/>"};
  book.formats = {"00000", "dd/mm/yyyy"};
  const ImportResult result = imported(book.bytes());
  CHECK(rows_of(result) == Grid{{"Jean  Durand", "TRUE", ""}, {"2", "FALSE", "2024-03-14"}, {"a & b", "01400", "2024-03-14"}, {"", "35391400000394", "2024-03-14 08:30:00"}});
  CHECK(result.error_cell_count == 2);  // an error, and a shared text that is not there
  CHECK(has_notice(result, "error_cells"));
}

TEST_CASE("formulas without a stored result are missing, and that is said") {
  WorkbookBuilder book;
  book.sheet("a", "<sheetData><row><c t=\"inlineStr\"><is><t>nom</t></is></c><c t=\"inlineStr\"><is><t>total</t></is></c></row>"
                  "<row><c t=\"inlineStr\"><is><t>Durand</t></is></c><c><f>1+1</f><v>2</v></c></row>"
                  "<row><c t=\"inlineStr\"><is><t>Petit</t></is></c><c t=\"str\"><f>\"\"</f><v></v></c></row>@</sheetData>");
  const auto with = [&](const std::string& row) {
    WorkbookBuilder made = book;
    made.sheets[0].xml.replace(made.sheets[0].xml.find('@'), 1, row);
    return imported(made.bytes());
  };
  CHECK_FALSE(has_notice(with(""), "uncomputed_formulas"));
  for (const char* cell : {"<c><f>1+1</f></c>", "<c><f>1+1</f><v/></c>", "<c><f>1+1</f><v></v></c>"})
    CHECK(has_notice(with(std::string("<row><c t=\"inlineStr\"><is><t>Roux</t></is></c>") + cell + "</row>"), "uncomputed_formulas"));
}

TEST_CASE("hidden rows are read and told, and so are cells merged over rows of data") {
  const auto sheet = [](const char* row, const char* behind) {
    std::string xml = WorkbookBuilder::grid(kClients);
    xml.replace(xml.find("<row>", xml.find("</row>")), 5, row);
    return imported(WorkbookBuilder().sheet("Clients", xml + behind).bytes());
  };
  const ImportResult plain = sheet("<row>", "<mergeCells><mergeCell ref=\"A2:B2\"/><mergeCell ref=\"A1:A1\"/></mergeCells>");
  CHECK_FALSE(has_notice(plain, "hidden_rows"));
  CHECK_FALSE(has_notice(plain, "merged_rows"));
  for (const char* row : {"<row hidden=\"1\" r=\"2\">", "<row hidden=\"true\">"}) {
    CHECK(has_notice(sheet(row, ""), "hidden_rows"));
    CHECK(rows_of(sheet(row, "")) == rows_of(plain));
  }
  CHECK_FALSE(has_notice(sheet("<row hidden=\"0\">", ""), "hidden_rows"));
  CHECK(has_notice(sheet("<row>", "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B1:B1\"/></mergeCells>"), "merged_rows"));
  CHECK_FALSE(has_notice(imported(WorkbookBuilder().sheet("Clients", WorkbookBuilder::grid({{"Clients de Lyon"}, {}, {"nom", "ville"}, {"Roux", "Lyon"}, {"Petit", "Lille"}}) + "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>").bytes()), "merged_rows"));
}

TEST_CASE("shared texts of every form keep their places, however many there are") {
  WorkbookBuilder book;
  std::string xml = "<sheetData>";
  Grid expected;
  for (int i = 0; i < 20'000; ++i) {
    const std::string number = std::to_string(i);
    switch (i % 6) {
      case 0: book.shared.push_back("<t>texte " + number + "</t>"); break;
      case 1: book.shared.push_back("<t>R&amp;D " + number + "</t>"); break;
      case 2: book.shared.push_back("<t xml:space=\"preserve\"> " + number + " </t>"); break;
      case 3: book.shared.push_back("<r><t>" + number + "</t></r><r><t>-b</t></r>"); break;
      case 4: book.shared.push_back("<t>_x0041_ " + number + "\r\n</t>"); break;
      default: book.shared.push_back("<t/>");
    }
    const std::string texts[] = {"texte " + number, "R&D " + number, " " + number + " ", number + "-b", "A " + number + "\n"};
    if (i % 6 < 5) expected.push_back({texts[i % 6]});
    xml += "<row><c t=\"s\"><v>" + number + "</v></c></row>";
  }
  DialectOverride choice;
  choice.has_header = false;
  CHECK(rows_of(imported(book.sheet("S", xml + "</sheetData>").bytes(), choice)) == expected);
}

TEST_CASE("dates that are written as dates come out as those that are numbers") {
  const auto shown = [](const std::string& iso, const std::string& format, bool from_1904 = false) {
    WorkbookBuilder book = under_header("<row r=\"2\"><c r=\"A2\" s=\"1\" t=\"d\"><v>" + iso + "</v></c><c r=\"C2\"><v>1</v></c></row>");
    book.formats = {format};
    book.from_1904 = from_1904;
    DialectOverride choice;
    choice.has_header = true;
    return rows_of(imported(book.bytes(), choice)).at(0).at(0);
  };
  CHECK(shown("2024-03-14", "dd/mm/yyyy") == "2024-03-14");
  CHECK(shown("2024-03-14T14:30:00.000Z", "dd/mm/yyyy") == "2024-03-14 14:30:00");
  CHECK(shown("2024-03-14T14:30:00.25", "hh:mm:ss.000") == "2024-03-14 14:30:00.250");
  CHECK(shown("2024-03-14T14:30:00", "General") == "2024-03-14 14:30:00");
  CHECK(shown("2024-03-14T14:30:00", "dd/mm/yyyy", true) == "2024-03-14 14:30:00");
  CHECK(shown("14:30:00", "hh:mm") == "14:30");
  CHECK(shown("14:30", "hh:mm") == "14:30");
  CHECK(shown("1899-12-31T14:30:00", "hh:mm") == "14:30");
  CHECK(shown("1899-12-30T14:30:00", "hh:mm") == "14:30");
  CHECK(shown("1904-01-01T14:30:00", "hh:mm", true) == "14:30");
  CHECK(shown("1900-01-01T03:30:00", "[h]:mm") == "27:30");
  for (const char* other : {"1850-03-14", "14 mars", "2024-13-14", "2024-00-14", "2024-03-32", "2024-03", "2024-03-14T25:00:00", "2024-03-14T14:60:00", "2024-03-14T14:30:61",
                            "2024-03-14T14:30:00+01:00", "2024-03-14x", "2024/03/14"}) {
    CAPTURE(other);
    CHECK(shown(other, "dd/mm/yyyy") == other);
  }
}

TEST_CASE("a style that names a format by its number alone is known") {
  WorkbookBuilder book = under_header("<row r=\"2\"><c r=\"A2\" s=\"0\"><v>45365</v></c><c r=\"B2\" s=\"1\"><v>45365</v></c></row>");
  book.formats = {"yyyy"};
  CHECK(rows_of(imported(book.bytes())) == Grid{{"45365", "2024-03-14", ""}});
  book = under_header("<row r=\"2\"><c r=\"B2\" s=\"1\"><v>43903</v></c></row>");
  book.formats = {"yyyy"};
  book.from_1904 = true;
  CHECK(rows_of(imported(book.bytes())) == Grid{{"", "2024-03-14", ""}});
}

TEST_CASE("texts are read as they were written") {
  CHECK(value_of("<c t=\"inlineStr\"><is><t>R&amp;D &lt;1&gt; &#233;</t></is></c>") == "R&D <1> \xC3\xA9");
  CHECK(value_of("<c t=\"inlineStr\"><is><r><t>Jean</t></r><r><t>-Paul</t></r></is></c>") == "Jean-Paul");
  CHECK(value_of("<c t=\"inlineStr\"><is><t><![CDATA[a < b]]></t></is></c>") == "a < b");
  CHECK(value_of("<c t=\"str\"><v>1_x000D_\n2</v></c>") == "1\r\n2");
  CHECK(value_of("<c t=\"str\"><v>_x005F_x000D_ _x00e9_ _x0001_ _x12_ _x</v></c>") == "_x000D_ \xC3\xA9  _x12_ _x");
  CHECK(value_of("<c t=\"str\"><v>a\x01" "b\xFF</v></c>") == "ab\xEF\xBF\xBD");
  CHECK(value_of("<c t=\"str\"><v>0012</v></c>") == "0012");
  CHECK(value_of("<c t='str' r='A2'><v>x</v></c>") == "x");
}

TEST_CASE("sparse rows, cells without places and rows without numbers find their columns") {
  CHECK(rows_under_header("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r=\"5\"><c r=\"B5\"><v>2</v></c><c><v>3</v></c></row><row/><row r=\"9\"><c r=\"A9\"/></row>") ==
        Grid{{"1", "", "3"}, {"", "2", "3"}});
  CHECK(rows_under_header("<row r=\"2\"><c r=\"C2\"><v>3</v></c><c r=\"A2\"><v>1</v></c></row>") == Grid{{"1", "", "3"}});
}

TEST_CASE("rows out of their order are put in it") {
  const ImportResult result = imported(under_header("<row r=\"4\"><c r=\"A4\"><v>4</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row><row r=\"3\"><c r=\"A3\"><v>3</v></c></row>").bytes());
  CHECK(rows_of(result) == Grid{{"2", "", ""}, {"3", "", ""}, {"4", "", ""}});
  CHECK(result.table.line_numbers == std::vector<uint64_t>{2, 3, 4});
}

TEST_CASE("merged cells have their value in the first one") {
  WorkbookBuilder book = under_header("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"/></row><row r=\"3\"><c r=\"A3\"/><c r=\"B3\"><v>2</v></c></row>");
  book.sheets[0].xml += "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>";
  CHECK(rows_of(imported(book.bytes())) == Grid{{"1", "", ""}, {"", "2", ""}});
}

TEST_CASE("prefixes and strict workbooks are the same workbooks") {
  std::string xml = WorkbookBuilder::grid(kClients);
  for (const char* tag : {"sheetData", "row", "c", "is", "t"})
    for (const std::string opening : {"<", "</"})
      for (const std::string closing : {">", " ", "/"})
        for (size_t at = 0; (at = xml.find(opening + tag + closing, at)) != std::string::npos;) xml.insert(at + opening.size(), "x:");
  WorkbookBuilder prefixed;
  prefixed.prefix = "x:";
  CHECK(rows_of(imported(prefixed.sheet("S", xml).bytes())) == Grid{kClients[1], kClients[2]});
  WorkbookBuilder strict;
  strict.strict = true;
  CHECK(rows_of(imported(strict.sheet("S", WorkbookBuilder::grid(kClients)).bytes())) == Grid{kClients[1], kClients[2]});
}

TEST_CASE("archives of every kind are read") {
  for (const bool deflated : {true, false})
    for (const bool wide : {false, true}) {
      WorkbookBuilder book;
      book.zip.deflated = deflated;
      book.zip.wide = wide;
      CHECK(rows_of(imported(book.sheet("S", WorkbookBuilder::grid(kClients)).bytes())) == Grid{kClients[1], kClients[2]});
    }
}

TEST_CASE("titles above the table are passed over, and another header row can be chosen") {
  Grid grid = {{"Export des clients"}, {}, {"au 14/03/2024"}};
  grid.insert(grid.end(), kClients.begin(), kClients.end());
  const std::string bytes = WorkbookBuilder().sheet("S", WorkbookBuilder::grid(grid)).bytes();
  const ImportResult result = imported(bytes);
  CHECK(result.dialect.header_line == 4);
  CHECK(column_names(result) == kClients[0]);
  CHECK(rows_of(result) == Grid{kClients[1], kClients[2]});
  const ImportResult chosen = imported(bytes, header_line(5));
  CHECK(column_names(chosen) == kClients[1]);
  CHECK(rows_of(chosen) == Grid{kClients[2]});
  CHECK(imported(bytes, header_line(0)).table.row_count() == 5);
}

TEST_CASE("a sheet without header has its columns numbered") {
  const ImportResult result = imported(WorkbookBuilder().sheet("S", WorkbookBuilder::grid({{"Durand", "0612345678"}, {"Petit", "0612345679"}, {"Roux", "0612345670"}})).bytes());
  CHECK_FALSE(result.dialect.has_header);
  CHECK(result.dialect.header_line == 0);
  CHECK(column_names(result) == Texts{"column 1", "column 2"});
  CHECK(result.table.row_count() == 3);
  CHECK(has_notice(result, "header_missing"));
}

TEST_CASE("columns without a name get one where they hold something, and go where not") {
  const ImportResult result = imported(WorkbookBuilder().sheet("S", WorkbookBuilder::grid({{"nom", "", "nom", "ville", ""}, {"Durand", "", "Anne", "", "x"}, {"Petit", "", "Luc", "", ""}, {"Roux", "", "Zo\xC3\xA9", "", ""}})).bytes());
  CHECK(column_names(result) == Texts{"nom", "nom (2)", "ville", "column 5"});
  CHECK(has_notice(result, "unnamed_columns"));
}

TEST_CASE("where the file is cut does not matter") {
  WorkbookBuilder book;
  Grid grid = kClients;
  for (int i = 0; i < 300; ++i) grid.push_back({"Roux" + std::to_string(i * 7919 % 997), i % 3 == 0 ? "" : "Metz", std::to_string(i)});
  book.sheet("A", WorkbookBuilder::grid(grid)).sheet("B", WorkbookBuilder::grid(kClients));
  const std::string bytes = book.bytes();
  const std::string whole = dump(imported(bytes));
  CHECK(imported(bytes).table.row_count() == 302);
  for (const uint64_t step : {uint64_t{1}, uint64_t{7}, uint64_t{100}, uint64_t{1000}}) CHECK(dump(imported(bytes, {}, step)) == whole);
}

TEST_CASE("a large sheet is read whatever its rows hold") {
  std::string xml = "<sheetData>";
  for (int row = 1; row <= 20'000; ++row) xml += "<row r=\"" + std::to_string(row) + "\"><c t=\"inlineStr\"><is><t>" + (row == 1 ? "nom" : "n" + std::to_string(row)) + "</t></is></c><c t=\"str\"><v>" + std::string(row % 40, 'x') + "</v></c></row>";
  const std::string bytes = WorkbookBuilder().sheet("S", xml + "</sheetData>").bytes();
  const ImportResult result = imported(bytes, {}, 1000);
  REQUIRE(result.table.row_count() == 19'999);
  CHECK(row_of(result, 19'998) == Texts{"n20000", ""});
  CHECK(row_of(result, 12'345) == Texts{"n12347", std::string(12'347 % 40, 'x')});
}

TEST_CASE("a damaged sheet says which one it is and where") {
  ImportResult result;
  Status status = import_bytes(under_header("<row r=\"2\"><c r=\"A2\"><v>1</v></row>").bytes(), result);
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().id == "xlsx.sheet_damaged");
  CHECK(status.error().message == "The sheet \"S\" is damaged behind row 2.");
  CHECK(status.error().path == "customers.csv");
  WorkbookBuilder book = WorkbookBuilder().sheet("S", WorkbookBuilder::grid(kClients));
  book.shared = {"<t>a</t></x>"};
  CHECK(error_id(book.bytes()) == "xlsx.damaged");
  CHECK(error_id(WorkbookBuilder().bytes()) == "xlsx.no_sheet");
  CHECK(error_id(WorkbookBuilder().sheet("S", "<sheetData/>").bytes()) == "file.no_column");
  CHECK(error_id(under_header("<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>").bytes()) == "xlsx.too_many_columns");
  const std::string bytes = WorkbookBuilder().sheet("S", WorkbookBuilder::grid(kClients)).bytes();
  for (size_t size = 9; size < bytes.size(); size += 101) CHECK(error_id(bytes.substr(0, size)) == "zip.damaged");
}

TEST_CASE("an archive that is no workbook says what it is") {
  const auto archive_of = [](std::vector<std::string> names) {
    ZipBuilder zip;
    for (const std::string& name : names) zip.add(name, "x");
    return error_id(zip.bytes());
  };
  CHECK(archive_of({"_rels/.rels", "xl/workbook.bin"}) == "file.xlsb");
  CHECK(archive_of({"_rels/.rels", "word/document.xml"}) == "file.office");
  CHECK(archive_of({"mimetype", "content.xml", "META-INF/manifest.xml"}) == "file.ods");
  CHECK(archive_of({"Index/Document.iwa", "preview.jpg"}) == "file.numbers");
  CHECK(archive_of({"clients.CSV", "prospects.csv"}) == "file.archive_of_tables");
  CHECK(archive_of({"photo.jpg", "__MACOSX/clients.csv"}) == "file.archive");
  CHECK(archive_of({}) == "file.archive");
}

TEST_CASE("a container of older programs says what it is") {
  const auto container_of = [](const std::vector<std::string>& names) {
    std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
    for (const std::string& name : names) {
      std::string entry(128, '\0');
      for (size_t i = 0; i < name.size(); ++i) entry[i * 2] = name[i];
      entry[64] = static_cast<char>(name.size() * 2 + 2);
      bytes += entry;
    }
    return error_id(bytes);
  };
  CHECK(container_of({"Root Entry", "EncryptionInfo", "EncryptedPackage"}) == "file.encrypted_workbook");
  CHECK(container_of({"Root Entry", "Workbook"}) == "file.xls");
  CHECK(container_of({"Root Entry", "Book"}) == "file.xls");
  CHECK(container_of({"Root Entry", "WordDocument"}) == "file.office");
  CHECK(container_of({}) == "file.office");
}

TEST_CASE("the memory that a workbook takes is that of what is inside") {
  std::string xml = "<sheetData>";
  for (int row = 1; row <= 100'000; ++row) xml += "<row><c t=\"str\"><v>x</v></c></row>";
  MemorySource source(WorkbookBuilder().sheet("S", xml + "</sheetData>").bytes());
  CHECK(estimated_memory_bytes(source) > (uint64_t{48} << 20) + xml.size());
  CHECK(estimated_memory_bytes(source) > (uint64_t{48} << 20) + source.size() * 10);
}

TEST_CASE("totals, footers and a header that comes again are no rows, and are told by their names") {
  const Grid rows = {{"nom", "ville", "montant"}, {"Durand", "Lyon", "31"}, {"nom", "ville", "montant"}, {"Petit", "Nice", "45"}, {"TOTAL", "", "76"}, {"Fin de fichier", "", ""}};
  const ImportResult result = imported(WorkbookBuilder().sheet("Clients", WorkbookBuilder::grid(rows)).bytes());
  CHECK(rows_of(result) == Grid{rows[1], rows[3]});
  CHECK(result.table.source_rows == std::vector<uint32_t>{1, 3});
  CHECK(result.table.line_numbers == std::vector<uint64_t>{2, 4});
  std::vector<std::string> reasons, texts;
  for (const RejectedRow& reject : result.rejects) {
    reasons.push_back(reject.reason_id);
    texts.push_back(reject.text);
  }
  CHECK(reasons == std::vector<std::string>{"csv.repeated_header", "csv.total_row", "csv.footer"});
  CHECK(texts[0] == "nom\tville\tmontant");
  CHECK(result.rejects[1].line == 5);
  CHECK(result.rejects[1].source_row == 4);
  CHECK(result.notices == std::vector<std::string>{"rows_set_aside"});
}

TEST_CASE("units below the header of a sheet are no row, and a customer called Total is one") {
  const Grid rows = {{"nom", "ville", "montant"}, {"", "(commune)", "(EUR)"}, {"Total", "Nice", "45"}};
  const ImportResult result = imported(WorkbookBuilder().sheet("Clients", WorkbookBuilder::grid(rows)).bytes());
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].reason_id == "csv.units_row");
  CHECK(rows_of(result) == Grid{rows[2]});
}
