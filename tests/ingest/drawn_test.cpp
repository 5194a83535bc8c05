#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

// Tables that programs print: drawn with bars, or with lines of a database around them.

namespace {

const Texts kNames{"id", "nom", "ville"};
const Grid kRows{{"1", "Durand", "Lyon"}, {"2", "Le Goff", ""}, {"3", "Roux", "Nice"}};

std::string drawn(const std::string& before, const std::string& between, const std::string& behind, const std::string& below_header, const std::string& rule = "") {
  std::string out = rule;
  Grid lines{kNames};
  lines.insert(lines.end(), kRows.begin(), kRows.end());
  for (size_t i = 0; i < lines.size(); ++i) {
    out += before;
    for (size_t k = 0; k < lines[i].size(); ++k) out += (k > 0 ? between : "") + lines[i][k] + std::string(10 - lines[i][k].size(), ' ');
    out += behind + "\n" + (i == 0 ? below_header : "");
  }
  return out + rule;
}

}  // namespace

TEST_CASE("tables drawn with bars are read without them, in all their forms") {
  const std::string line = "+------------+------------+------------+\n";
  for (const std::string& text : {drawn("| ", " | ", " |", line, line) + "3 rows in set (0.00 sec)\n",                                       // mysql
                                  drawn(" ", " | ", "", "------------+------------+------------\n") + "(3 rows)\n",                           // psql
                                  "crm=> SELECT 1;\n" + drawn(" ", " | ", "", "------------+------------+------------\n") + "(3 lignes)\n\ncrm=> \\q\n",
                                  "# Clients\n\n" + drawn("| ", " | ", " |", "|:---|---:|:---:|\n"),                                          // Markdown
                                  drawn("\xE2\x94\x82 ", " \xE2\x94\x82 ", " \xE2\x94\x82", "\xE2\x94\x9C\xE2\x94\x80\xE2\x94\x80\xE2\x94\xBC\xE2\x94\x80\xE2\x94\xBC\xE2\x94\x80\xE2\x94\xA4\n",
                                        "\xE2\x94\x8C\xE2\x94\x80\xE2\x94\xAC\xE2\x94\x80\xE2\x94\xAC\xE2\x94\x80\xE2\x94\x90\n")}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(column_names(result) == kNames);
    CHECK(rows_of(result) == kRows);
    for (const RejectedRow& reject : result.rejects) CHECK((reject.reason_id == "csv.rule_line" || reject.reason_id == "csv.footer"));
    CHECK(dump(imported(text, {}, 3)) == dump(result));
  }
}

TEST_CASE("bars around lines make no columns, a bar in front of some does") {
  CHECK(column_names(imported("|id|nom|\n|1|Durand|\n|2|Petit|\n")) == Texts{"id", "nom"});
  CHECK(rows_of(imported("|nom|ville\n|Durand|Lyon\n1|Petit|Nice\n"))[1] == Texts{"1", "Petit", "Nice"});
}

TEST_CASE("a dump of PostgreSQL names its columns in the COPY line and ends them with a mark") {
  const std::string text = "--\n-- dump\n--\nSET client_encoding = 'UTF8';\n\nCOPY public.clients (id, nom, \"code postal\") FROM stdin;\n1\tDurand\t69003\n2\tPetit\t\\N\n\\.\n\n-- end\nSELECT 1;\n";
  const ImportResult result = imported(text);
  CHECK(column_names(result) == Texts{"id", "nom", "code postal"});
  CHECK(rows_of(result) == Grid{{"1", "Durand", "69003"}, {"2", "Petit", ""}});
  CHECK(result.dialect.header_line == 6);
  CHECK(result.rejects[0].reason_id == "csv.footer");
  CHECK(rows_of(imported("CREATE TABLE clients (\n    id integer\n);\n" + text)) == rows_of(result));
  CHECK(rows_of(imported("1\tDurand\tdurand@exemple.fr\n2\tPetit\tpetit@exemple.fr\n\\.\n")).size() == 2);
}

TEST_CASE("row names of R have no title") {
  for (const char* text : {"nom\tville\n1\tDurand\tLyon\n2\tPetit\tNice\n3\tRoux\tMetz\n", "\"nom\" \"ville\"\n\"1\" \"Durand\" \"Lyon\"\n\"2\" \"Petit\" \"Nice\"\n\"3\" \"Roux\" \"Metz\"\n"}) {
    const ImportResult result = imported(text);
    CHECK(column_names(result) == Texts{"column 1", "nom", "ville"});
    CHECK(row_of(result, 1) == Texts{"2", "Petit", "Nice"});
  }
  // A number that a counter could be has a title of its own: a separator stands in some text.
  CHECK(column_names(imported("n\xC2\xB0 client\tnom\tville\n1\tC07\tDurand\tLyon\n2\tC08\tPetit\tNice\n"))[1] == "n\xC2\xB0 client");
  CHECK(column_names(imported("id\tadresse\tville\n1\true\tHaute\tLyon\n2\tquai\tBas\tNice\n"))[0] == "id");
  CHECK(column_names(imported("nom\tville\nDurand\tLyon\t1\nPetit\tNice\t2\n")) == Texts{"nom", "ville", "column 3"});
}

TEST_CASE("rows that a line feed has cut in two are put together where all short rows are") {
  const std::string whole = "1;Durand;12, rue Haute;Lyon\n", cut = "2;Petit;3,\nquai Bas;Nice\n";
  const ImportResult result = imported("id;nom;adresse;ville\n" + whole + cut + whole + cut);
  CHECK(result.table.row_count() == 4);
  CHECK(row_of(result, 1) == Texts{"2", "Petit", "3, quai Bas", "Nice"});
  CHECK(result.table.line_numbers == std::vector<uint64_t>{2, 3, 5, 6});
  CHECK(result.table.source_rows == std::vector<uint32_t>{1, 2, 3, 4});
  CHECK(has_notice(result, "rows_joined"));
  for (const uint64_t step : {1, 7, 30}) CHECK(dump(imported("id;nom;adresse;ville\n" + whole + cut + whole + cut, {}, step)) == dump(result));
  // A line feed within quotes is of its cell, in front of the one that cuts.
  const std::string quoted = "3;\"Le Roux\nBlanc\";4,\nquai Bas;Nice\n";
  const ImportResult with_quotes = imported("id;nom;adresse;ville\n" + whole + cut + quoted + whole + cut);
  CHECK(with_quotes.table.row_count() == 5);
  CHECK(row_of(with_quotes, 2) == Texts{"3", "Le Roux\nBlanc", "4, quai Bas", "Nice"});
  CHECK(with_quotes.table.line_numbers == std::vector<uint64_t>{2, 3, 5, 8, 9});
  // Here, cells at the end are missing.
  const ImportResult shorter = imported("id;nom;adresse;ville\n" + whole + "2;Petit;Nice\n3;Roux\n" + whole + "4;Noir\n");
  CHECK(shorter.table.row_count() == 5);
  CHECK_FALSE(has_notice(shorter, "rows_joined"));
}

TEST_CASE("what was typed at a prompt is no row") {
  for (const char* line : {"SQL> spool off", "crm=> \\q", "mysql> exit"}) {
    const ImportResult result = imported("id;nom;ville\n1;Durand;Lyon\n2;Petit;Nice\n" + std::string(line) + "\n");
    CHECK(result.table.row_count() == 2);
    CHECK(result.rejects.at(0).reason_id == "csv.footer");
  }
}
