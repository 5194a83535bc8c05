#include "doctest/doctest.h"

#include "ingest/aside.h"
#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {

constexpr const char* kHeader = "nom;prenom;ville;solde\n";
constexpr const char* kRows = "Durand;Jean;Lyon;12\nPetit;Anne;Nice;7\nRoux;Zo\xC3\xA9;Metz;30\nBlanc;Paul;Lille;4\n";
const Grid kGrid{{"Durand", "Jean", "Lyon", "12"}, {"Petit", "Anne", "Nice", "7"}, {"Roux", "Zo\xC3\xA9", "Metz", "30"}, {"Blanc", "Paul", "Lille", "4"}};

std::string table(std::string_view separator = ";") {
  std::string out;
  for (const char c : std::string(kHeader) + kRows) out += c == ';' ? std::string(separator) : std::string(1, c);
  return out;
}

// What the only reject of a text is, "" when there is none, "several" when there are more.
std::string only_reject(const ImportResult& result) {
  return result.rejects.empty() ? "" : result.rejects.size() > 1 ? "several" : result.rejects[0].reason_id;
}

std::string aside_id(const Texts& cells, const Texts& names = {"nom", "prenom", "ville", "solde"}) {
  const std::vector<std::string_view> texts(cells.begin(), cells.end()), columns(names.begin(), names.end());
  const Aside aside = aside_of(texts, columns);
  return aside.id ? aside.id : "";
}

}  // namespace

TEST_CASE("the header is found below titles, comments, blank lines and units, which are kept") {
  for (const std::string above : {"Clients de Lyon\n", "Clients de Lyon\nle 12/03/2024\n\n", "Clients;;;\n;;;\n", "# export\n# 4 rows\n", "-- export\n", "// export\n",
                                  "\n\n", "(texte);(texte);(texte);(EUR)\n", "Clients, agence de Lyon\n\n", "Personne;;Lieu;\n", "\"Clients \"\"A\"\"\"\n"}) {
    CAPTURE(above);
    const ImportResult result = imported(above + table());
    CHECK(column_names(result) == Texts{"nom", "prenom", "ville", "solde"});
    CHECK(rows_of(result) == kGrid);
    CHECK(result.preamble == above);
    const uint64_t lines = static_cast<uint64_t>(std::count(above.begin(), above.end(), '\n'));
    CHECK(result.dialect.header_line == lines + 1);
    CHECK(result.table.line_numbers[0] == lines + 2);
    CHECK(result.rejected_count == 0);
    CHECK(has_notice(result, "lines_above") == (above != "\n\n"));
  }
}

TEST_CASE("a marked header is a header, and a title may stand over rows without names") {
  CHECK(column_names(imported("#" + table()))[0] == "#nom");
  const ImportResult result = imported("Export du 12/03\n\n1;Durand;jean@exemple.fr;1980-02-01\n2;Petit;anne@exemple.fr;1975-12-24\n");
  CHECK(result.dialect.header_line == 0);
  CHECK(result.table.row_count() == 2);
  CHECK(result.preamble == "Export du 12/03\n\n");
}

TEST_CASE("the user says which line is the header") {
  const std::string text = "Liste\nnom;ville\nDurand;Lyon\nPetit;Nice\n";
  DialectOverride choice;
  choice.header_line = 3;
  const ImportResult third = imported(text, choice);
  CHECK(column_names(third) == Texts{"Durand", "Lyon"});
  CHECK(rows_of(third) == Grid{{"Petit", "Nice"}});
  CHECK(third.preamble == "Liste\nnom;ville\n");
  choice.header_line = 0;
  CHECK_FALSE(imported(text, choice).dialect.has_header);
  choice.header_line = 99;
  CHECK(error_id(text, choice) == "file.no_column");
  choice = {};
  choice.has_header = true;
  CHECK(imported("1;Durand\n2;Petit\n", choice).dialect.header_line == 1);
}

TEST_CASE("totals, footers, rules, units and comments are set aside by name") {
  struct Case { const char *line, *reason; };
  for (const Case& c : {Case{"TOTAL;;;53", "csv.total_row"}, {"Total g\xC3\xA9n\xC3\xA9ral;4;;53,00", "csv.total_row"}, {"Sous-total Lyon;;;12", "csv.total_row"},
                        {"Total : 4;;;", "csv.total_row"}, {"Page 1/3", "csv.footer"}, {"Fin de fichier;;;", "csv.footer"}, {"G\xC3\xA9n\xC3\xA9r\xC3\xA9 le 12/03/2024", "csv.footer"},
                        {"(4 rows affected)", "csv.footer"}, {"*** end ***", "csv.footer"}, {"Nombre de lignes;4;;", "csv.footer"}, {"Source : CRM", "csv.footer"},
                        {"----;----;----;----", "csv.rule_line"}, {"# end", "csv.comment"}, {";;;", "csv.empty_row"}}) {
    CAPTURE(c.line);
    const ImportResult result = imported(table() + c.line + "\n");
    CHECK(rows_of(result) == kGrid);
    CHECK(only_reject(result) == c.reason);
    if (!result.rejects.empty()) CHECK(result.rejects[0].line == 6);
    CHECK(has_notice(result, "rows_set_aside"));
  }
  CHECK(only_reject(imported(kHeader + std::string("varchar(20);varchar(20);varchar(50);decimal\n") + kRows)) == "csv.units_row");
}

TEST_CASE("customers whose names look like totals and footers stay customers") {
  for (const Texts& row : {Texts{"TOTAL", "", "Courbevoie", ""}, {"Total", "Marie", "", ""}, {"TOTAL", "", "", "01 47 44 45 46"}, {"Total Direct", "", "", ""},
                           {"Page", "Jimmy", "", ""}, {"Fin", "Paul", "", "3"}, {"Durand", "", "", ""}, {"Fin de Lange", "Paul", "Lyon", ""}})
    CHECK(aside_id(row) == "");
  CHECK(aside_id({"TOTAL", "542051180"}, {"nom", "siren"}) == "");
  CHECK(aside_id({"TOTAL", "92400"}, {"nom", "code postal"}) == "");
  CHECK(aside_id({"TOTAL"}, {"nom"}) == "");
  CHECK(aside_id({"Page 3"}, {"nom"}) == "");
}

TEST_CASE("a header that comes again is set aside, with or without the mark of another file") {
  for (const std::string& again : {std::string(kHeader), "\xEF\xBB\xBF" + std::string(kHeader), std::string("\"nom\";\"prenom\";\"ville\";\"solde\"\n")}) {
    const ImportResult result = imported(table() + again + kRows);
    CHECK(result.table.row_count() == 8);
    CHECK(only_reject(result) == "csv.repeated_header");
  }
}

TEST_CASE("rows under another header are set aside and said") {
  for (const std::string& second : {std::string("ville;nom;prenom;courriel\nLyon;Durand;Jean;j@x.fr\n"), std::string("\nCommandes\nnumero;date\n1;12/03\n")}) {
    CAPTURE(second);
    const ImportResult result = imported(table() + second);
    CHECK(rows_of(result) == kGrid);
    CHECK(has_notice(result, "second_table"));
    CHECK(result.rejects.back().reason_id == "csv.other_table");
  }
  CHECK(imported(table() + "ville;nom;prenom;courriel\nLyon;Durand;Jean;j@x.fr\n" + table()).table.row_count() == 8);
  CHECK(imported(table() + "\nMartin;Luc\nFaure;Eve\n").table.row_count() == 6);
}

TEST_CASE("separators of several characters and rare ones are recognized") {
  for (const char* separator : {"||", "::", ";;", "^", "~", "|~|", "\xC2\xA6", "\xC2\xA7", ":", "#"}) {
    CAPTURE(separator);
    const ImportResult result = imported(table(separator));
    CHECK(result.dialect.separator == separator);
    CHECK(rows_of(result) == kGrid);
  }
  CHECK(column_names(imported("id;;ville\n1;;Lyon\n2;x;Nice\n")) == Texts{"id", "column 2", "ville"});
}

TEST_CASE("the rows' separator wins over the header's") {
  const ImportResult result = imported("nom,prenom,ville,solde\n" + std::string(kRows));
  CHECK(result.dialect.separator == ";");
  CHECK(column_names(result) == Texts{"nom", "prenom", "ville", "solde"});
  CHECK(rows_of(result) == kGrid);
  CHECK(has_notice(result, "header_separator"));
  CHECK(imported("id,note\n1,a;b\n2,c;d\n3,e;f\n").dialect.separator == ",");
}

TEST_CASE("commas of texts make no columns") {
  CHECK(column_names(imported("adresse\n12, rue Haute, Lyon\n3, rue Basse, Nice\n5, quai Nord, Metz\n")) == Texts{"adresse"});
  CHECK(imported("nom;adresse\nDurand;12, rue Haute\nPetit;3, rue Basse\n").dialect.separator == ";");
}

TEST_CASE("columns of a fixed width are found by what is blank in all lines") {
  std::string text = "NOM         PRENOM    NE LE      CP    VILLE\n";
  for (int i = 0; i < 5; ++i)
    text += "Durand      Jean      25/08/1997 29200 Brest\n"
            "Lef\xC3\xA8vre     Anne-Lise 03/09/1945 13006 Marseille\n";
  const ImportResult result = imported(text + "\n(10 rows affected)\n");
  CHECK(result.dialect.format == Format::kFixedWidth);
  CHECK(column_names(result) == Texts{"NOM", "PRENOM", "NE LE", "CP", "VILLE"});
  CHECK(row_of(result, 1) == Texts{"Lef\xC3\xA8vre", "Anne-Lise", "03/09/1945", "13006", "Marseille"});
  CHECK(result.table.row_count() == 10);
  CHECK(only_reject(result) == "csv.footer");
  CHECK(dump(imported(text, {}, 7)) == dump(imported(text)));
}

TEST_CASE("a list of names or of phones has no columns of a fixed width") {
  std::string names = "nom\n", phones = "tel\n";
  for (const char* name : {"Jean Durand", "Anne Petit", "Luc Roux", "Eve Blanc", "Marie-Claire Faure", "Paul Henri Martin", "Zo\xC3\xA9 Noir", "Guy Vert", "Lise Gris"}) {
    names += std::string(name) + "\n";
    phones += "01 23 45 67 89\n";
  }
  CHECK(column_names(imported(names)) == Texts{"nom"});
  CHECK(column_names(imported(phones)) == Texts{"tel"});
}

TEST_CASE("backslashes of MySQL: a quote, a missing cell, a backslash") {
  const ImportResult result = imported("id,nom,note\n1,\"Jean \\\"Jo\\\" Durand\",\"a\\\\b\"\n2,\\N,\"c\"\n");
  CHECK(result.dialect.backslash_escapes);
  CHECK(rows_of(result) == Grid{{"1", "Jean \"Jo\" Durand", "a\\b"}, {"2", "", "c"}});
  CHECK(has_notice(result, "backslash_escapes"));
  // A path that ends with a backslash escapes nothing.
  CHECK(rows_of(imported("id,dossier,nom\n1,\"C:\\a\\\",\"x\"\n2,\"C:\\b\\\",\"y\"\n")) == Grid{{"1", "C:\\a\\", "x"}, {"2", "C:\\b\\", "y"}});
}

TEST_CASE("a quote that another row closes costs its own line") {
  const ImportResult result = imported("nom;taille;ville\n\"Durand;5;Lyon\nPetit;7\";Nice\nRoux;8;Metz\n");
  CHECK(rows_of(result) == Grid{{"Petit", "7\"", "Nice"}, {"Roux", "8", "Metz"}});
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].reason_id == "csv.unbalanced_quote");
  CHECK(result.rejects[0].line == 2);
}

TEST_CASE("the end mark of DOS is no row") {
  CHECK(rows_of(imported("id,nom\n1,a\n\x1A")) == Grid{{"1", "a"}});
  CHECK(rows_of(imported("id,nom\n1,a\x1A")) == Grid{{"1", "a"}});
  for (const uint64_t step : {1, 4}) CHECK(imported("id,nom\n1,a\n\x1A", {}, step).rejected_count == 0);
}

TEST_CASE("line ends may be mixed, in the header as well") {
  const ImportResult result = imported("\"Nom\nclient\";Ville\r\nDurand;Lyon\nPetit;Nice\rRoux;Metz\r\n");
  CHECK(column_names(result) == Texts{"Nom\nclient", "Ville"});
  CHECK(result.table.line_numbers == std::vector<uint64_t>{3, 4, 5});
}
