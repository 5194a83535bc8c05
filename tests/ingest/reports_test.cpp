#include "doctest/doctest.h"

#include "ingest/aside.h"
#include "ingest/support.h"
#include "support/workbook_builder.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;
using jumelles::test::WorkbookBuilder;

// Reports: what programs and people put around the rows of a table and between them. The same for texts and sheets.

namespace {

const Texts kNames{"id", "nom", "courriel", "ville", "solde"};
const Grid kRows{{"101", "Durand", "durand@exemple.fr", "Lyon", "12,5"},    {"102", "Petit", "petit@exemple.fr", "Lyon", "7,25"},
                 {"103", "Roux", "roux@exemple.fr", "Lyon", "30,1"},         {"104", "Blanc", "blanc@exemple.fr", "Metz", "4,75"},
                 {"105", "Garnier", "garnier@exemple.fr", "Metz", "41,5"},   {"106", "Le Goff", "legoff@exemple.fr", "Nice", "9"},
                 {"107", "Noblet", "noblet@exemple.fr", "Nice", "18,5"},     {"108", "Vasseur", "vasseur@exemple.fr", "Nice", "2"}};

Grid table(const Grid& below = {}) {
  Grid out{kNames};
  out.insert(out.end(), kRows.begin(), kRows.end());
  out.insert(out.end(), below.begin(), below.end());
  return out;
}

// The rows as a text with as many separators as its longest row has in all lines, or only where they are needed.
std::string text_of(const Grid& rows, bool padded) {
  size_t width = 0;
  for (const Texts& row : rows) width = std::max(width, row.size());
  std::string out;
  for (const Texts& row : rows) {
    for (size_t i = 0; i < (padded ? width : row.size()); ++i) out += (i > 0 ? ";" : "") + (i < row.size() ? row[i] : std::string());
    out += "\n";
  }
  return out;
}

std::vector<ImportResult> read_in_all_ways(const Grid& rows) {
  std::vector<ImportResult> out;
  out.push_back(imported(text_of(rows, true)));
  out.push_back(imported(text_of(rows, false)));
  out.push_back(imported(WorkbookBuilder().sheet("S", WorkbookBuilder::grid(rows)).bytes()));
  // Where a text is cut makes no difference.
  CHECK(dump(imported(text_of(rows, true), {}, 5)) == dump(out[0]));
  return out;
}

std::vector<std::string> reasons_of(const ImportResult& result) {
  std::vector<std::string> out;
  for (const RejectedRow& reject : result.rejects)
    if (reject.reason_id != "csv.empty_row") out.push_back(reject.reason_id.substr(4));
  return out;
}

using Reasons = std::vector<std::string>;

}  // namespace

TEST_CASE("a second table below a blank row is set aside, with and without a title") {
  const std::vector<Grid> others{
      {{"code", "raison sociale", "siret"}, {"F1", "Bois", "12345678900011"}, {"F2", "Fer", "22345678900011"}},
      {{"commercial", "secteur"}, {"Anne", "Nord"}, {"Luc", "Sud"}},
      {{"Étiquettes de lignes", "Nombre de id"}, {"Lyon", "2"}, {"Nice", "2"}, {"Total général", "4"}},
      {{"teinte", "motif"}, {"rouge", "uni"}, {"bleu", "points"}},  // words under words, where the table has numbers
      {{"code", "b", "c", "d", "e", "f", "montant"}, {"1", "x", "x", "x", "x", "x", "9"}, {"2", "x", "x", "x", "x", "x", "7"}}};
  for (const Grid& other : others)
    for (const bool titled : {false, true}) {
      CAPTURE(other[0][0]);
      Grid below{{""}};
      if (titled) below.push_back({"Autre liste"});
      below.insert(below.end(), other.begin(), other.end());
      for (const ImportResult& result : read_in_all_ways(table(below))) {
        CHECK(column_names(result) == kNames);
        CHECK(rows_of(result) == kRows);
        CHECK(has_notice(result, "second_table"));
        CHECK(result.rejects.back().reason_id == "csv.other_table");
      }
    }
}

TEST_CASE("customers below a blank row are customers, however little is known of them") {
  const Grid prospects{{"", "Martin", "", "Lyon", ""}, {"", "Faure", "faure@exemple.fr", "", ""}, {"111", "Noir", "", "", ""}};
  for (const bool spaced : {false, true}) {
    Grid below{{""}};
    for (const Texts& row : prospects) {
      below.push_back(row);
      if (spaced) below.push_back({""});
    }
    for (const ImportResult& result : read_in_all_ways(table(below))) {
      CHECK(result.table.row_count() == 11);
      CHECK(reasons_of(result).empty());
    }
  }
  Grid spaced{kNames};
  for (const Texts& row : kRows) spaced.insert(spaced.end(), {{""}, row});
  spaced.insert(spaced.end(), {{""}, {"", "Martin"}});
  CHECK(imported(text_of(spaced, true)).table.row_count() == 9);
}

TEST_CASE("a title above the table does not hide it when another one stands below") {
  Grid rows{{"Clients"}, {""}};
  const Grid all = table({{""}, {"code", "libelle"}, {"A", "1"}, {"B", "2"}, {"C", "3"}});
  rows.insert(rows.end(), all.begin(), all.end());
  const ImportResult result = imported(text_of(rows, false));
  CHECK(column_names(result) == kNames);
  CHECK(rows_of(result) == kRows);
  std::string many;
  for (int i = 0; i < 30; ++i) many += "Critere " + std::to_string(i) + " : tous\n";
  CHECK(rows_of(imported(many + "\n" + text_of(table(), false))) == kRows);
}

TEST_CASE("a header of two lines is read as one, the titles of groups above those of columns") {
  const Grid lines{{"id", "Personne", "", "Compte", ""}, {"", "nom", "courriel", "ville", "solde"}};
  Grid rows = lines;
  rows.insert(rows.end(), kRows.begin(), kRows.end());
  rows.insert(rows.end(), lines.begin(), lines.end());  // on the next page
  rows.push_back(kRows[0]);
  for (const ImportResult& result : read_in_all_ways(rows)) {
    CHECK(column_names(result) == kNames);
    CHECK(result.table.row_count() == 9);
    CHECK(result.dialect.header_line == 2);
    CHECK(reasons_of(result) == Reasons{"repeated_header", "repeated_header"});
  }
  Grid whole{{"id", "nom", "Contact", "", "solde"}, {"", "", "courriel", "ville"}};
  whole.insert(whole.end(), kRows.begin(), kRows.end());
  for (const ImportResult& result : read_in_all_ways(whole)) CHECK(column_names(result) == kNames);
  Grid years{{"id", "ville", "ventes", ""}, {"", "", "2022", "2023"}, {"1", "Lyon", "12", "14"}, {"2", "Nice", "9", "8"}};
  for (const ImportResult& result : read_in_all_ways(years)) CHECK(column_names(result) == Texts{"id", "ville", "2022", "2023"});
  Grid twice{{"id", "Livraison", "", "Facturation", ""}, {"", "cp", "ville", "cp", "ville"}, {"1", "69003", "Lyon", "75011", "Paris"}, {"2", "06000", "Nice", "75011", "Paris"}};
  for (const ImportResult& result : read_in_all_ways(twice)) CHECK(column_names(result) == Texts{"id", "Livraison cp", "Livraison ville", "Facturation cp", "Facturation ville"});
}

TEST_CASE("a first record with missing cells is no second line of a header") {
  for (const Texts& first : {Texts{"", "Martin", "", "Lyon", ""}, {"A voir", "Martin", "aucun", "Lyon", "inconnu"}, {"100", "Martin", "aucun", "Lyon", ""}}) {
    Grid rows{kNames, first};
    rows.insert(rows.end(), kRows.begin(), kRows.end());
    for (const ImportResult& result : read_in_all_ways(rows)) {
      CHECK(column_names(result) == kNames);
      CHECK(result.table.row_count() == 9);
    }
  }
}

TEST_CASE("of two header lines the one that people read names the columns") {
  const Texts machine{"KUNNR", "NAME1", "SMTP_ADDR", "ORT01", "SALDO"};
  for (const bool first : {false, true}) {
    Grid rows{first ? machine : kNames, first ? kNames : machine};
    rows.insert(rows.end(), kRows.begin(), kRows.end());
    for (const ImportResult& result : read_in_all_ways(rows)) {
      CHECK(column_names(result) == kNames);
      CHECK(rows_of(result) == kRows);
    }
  }
}

TEST_CASE("totals, averages and subtotals are told wherever their word stands") {
  for (const Texts& row : {Texts{"Moyenne", "", "", "", "13,5"}, {"", "", "", "Max", "30,1"}, {"", "\xC3\x89" "cart-type", "", "", "2,5"}, {"", "", "", "Total Nice", "34"},
                           {"", "", "", "Nice Total", "34"}, {"", "", "", "", "54,6"}, {"Nombre", "4", "4", "4", ""}}) {
    CAPTURE(row[3]);
    for (const ImportResult& result : read_in_all_ways(table({row}))) {
      CHECK(rows_of(result) == kRows);
      CHECK(reasons_of(result) == Reasons{"total_row"});
    }
  }
  for (const Texts& row : {Texts{"", "Max", "", "", "30"}, {"110", "Total Nice", "", "", "34"}, {"", "TOTAL", "", "Nice", ""}, {"", "Total", "total@exemple.fr", "", ""},
                           {"110", "Somme", "", "", "3"}, {"", "Martin", "", "", ""}}) {
    CAPTURE(row[1]);
    for (const ImportResult& result : read_in_all_ways(table({row}))) CHECK(result.table.row_count() == 9);
  }
}

TEST_CASE("headings over groups of rows are set aside") {
  for (const std::string heading : {"ville : Nice", "Secteur : Sud", "Nice", "Les autres"}) {
    CAPTURE(heading);
    Grid rows = table();
    rows.insert(rows.begin() + 6, {heading});
    rows.insert(rows.begin() + 1, {heading});
    for (const ImportResult& result : read_in_all_ways(rows)) {
      CHECK(rows_of(result) == kRows);
      CHECK(reasons_of(result) == Reasons{"group_row", "group_row"});
    }
  }
  // Without numbers in front, a heading is what the rows below hold as well.
  const Grid rows{{"nom", "prenom", "ville"}, {"Nice"}, {"Durand", "Jean", "Nice"}, {"Petit", "Anne", "Nice"}, {"Martin"}, {"Roux", "Luc", "Nice"}};
  for (const ImportResult& result : read_in_all_ways(rows)) {
    CHECK(result.table.row_count() == 4);
    CHECK(reasons_of(result) == Reasons{"group_row"});
  }
}

TEST_CASE("titles of pages, trailers and lines that go on with the row above are set aside") {
  for (const ImportResult& result : read_in_all_ways(table({{"Agence de Lyon", "", "", "", "Page 2/3"}, kNames, kRows[0]}))) {
    CHECK(result.table.row_count() == 9);
    CHECK(reasons_of(result) == Reasons{"footer", "repeated_header"});
  }
  for (const ImportResult& result : read_in_all_ways(table({{"", "", "", "CEDEX 3", ""}, kRows[0]}))) {
    CHECK(result.table.row_count() == 9);
    CHECK(reasons_of(result) == Reasons{"continued_row"});
  }
  Grid typed{{"type", "id", "nom", "ville"}};
  for (const Texts& row : kRows) typed.push_back({"D", row[0], row[1], row[3]});
  Grid ended = typed;
  ended.push_back({"T", "8", "", ""});
  for (const ImportResult& result : read_in_all_ways(ended)) CHECK(reasons_of(result) == Reasons{"footer"});
  Grid other = typed;
  other.push_back({"M", "900", "", ""});
  for (const ImportResult& result : read_in_all_ways(other)) CHECK(result.table.row_count() == 9);
}

TEST_CASE("what stands alone below a report is no record, line after line") {
  const ImportResult result = imported(text_of(table(), false) + "\n\"Contacts with Mailing Address\"\n\"Copyright (c) 2024\"\n\"Do Not Distribute\"\n\"Acme SARL\"\n");
  CHECK(rows_of(result) == kRows);
  CHECK(reasons_of(result) == Reasons{"title_line", "footer", "title_line", "title_line"});
}
