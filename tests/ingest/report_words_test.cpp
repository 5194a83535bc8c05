#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

// What reports of several languages say around their rows, and what only looks like it.

namespace {

const std::string kHeader = "Code;Nom;CP;Ville;CA\n";
const std::string kRows = "K-1;Durand SA;06000;Nice;12,50\nK-2;Petit SARL;69002;Lyon;7,25\nK-3;Roux Bois;75011;Paris;30,10\nK-4;Blanc Vins;57000;Metz;4,75\n"
                          "K-5;Garnier;13001;Marseille;41,50\nK-6;Le Goff;29200;Brest;9,00\n";

void check_set_aside(const std::string& line, const std::string& reason) {
  CAPTURE(line);
  const ImportResult result = imported(kHeader + kRows + line + "\n");
  CHECK(result.table.row_count() == 6);
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].reason_id == reason);
  CHECK(has_notice(result, "rows_set_aside"));
  CHECK(dump(imported(kHeader + kRows + line + "\n", {}, 3)) == dump(result));
}

}  // namespace

TEST_CASE("totals are set aside in every language, in the first column and in that of names") {
  for (const std::string word : {"Total", "Totaux", "Grand total", "Summe", "Gesamt", "Insgesamt", "Totaal", "Suma", "Totales", "Totale", "Somma", "Total geral", "Soma", "Razem", "Og\xC3\xB3\xC5\x82" "em", "Celkem",
                                 "Sou\xC4\x8D" "et", "Summa", "I alt", "Yhteens\xC3\xA4", "\xC3\x96sszesen", "Mind\xC3\xB6sszesen", "SUMMA:"}) {
    check_set_aside(word + ";;;;105,10", "csv.total_row");
    check_set_aside(";" + word + ";;;105,10", "csv.total_row");
    check_set_aside(word + ";6;;;", "csv.total_row");
  }
  check_set_aside("Total de clientes: 6;;;;", "csv.total_row");
}

TEST_CASE("what is carried over to the next page is set aside") {
  for (const std::string word : {"Report", "\xC3\x80 reporter", "Suma y sigue", "Carried forward", "\xC3\x9C" "bertrag", "Riporto", "Transporte", "Do przeniesienia"}) check_set_aside(word + ";;;;105,10", "csv.total_row");
}

TEST_CASE("counts, dates of printing and last lines are set aside in every language") {
  for (const std::string line : {"Anzahl Datens\xC3\xA4tze: 6;;;;", "Number of records: 6;;;;", "Nombre de tiers : 6;;;;", "Aantal regels: 6;;;;", "Liczba rekord\xC3\xB3w: 6;;;;", "Po\xC4\x8D" "et z\xC3\xA1znam\xC5\xAF: 6;;;;",
                                 "Antal poster: 6;;;;", "\xC3\x89" "dit\xC3\xA9 le 08/03/2024;;;;Page 1", "Gedruckt am 08.03.2024;;;;Seite 1", "Nombre de tiers : 6;;;;Total : 105,10 \xE2\x82\xAC", "Koniec pliku;;;;",
                                 "TRL;6;;;", "EOF;;;;", "*** FIN ***;;;;"})
    check_set_aside(line, "csv.footer");
}

TEST_CASE("customers whose names are such words stay") {
  const std::string who = "id;nom;pr\xC3\xA9nom;ville;ca\n1;Summa;Anna;Lyon;12\n2;Gesamt;Karl;Ulm;7\n3;Suma;Jo\xC3\xA3o;Porto;4\n4;Total;Jean;Nice;8\n5;Report;Max;Metz;9\n6;Transport;Eva;Bonn;9\n";
  CHECK(imported(who).table.row_count() == 6);
  const std::string firms = "nom;ville;ca\nTotal;Nice;12\nGesamt Immobilien GmbH;Ulm;7\nSumma Oy;Turku;4\nTotal;Lyon;8\nRazem Polska;Gda\xC5\x84sk;9\nTransport;Bonn;9\n";
  CHECK(imported(firms).table.row_count() == 6);
  CHECK(imported(firms).rejected_count == 0);
  // One of whom nothing else is known.
  CHECK(imported(kHeader + kRows + ";Summa;;;\n").table.row_count() == 7);
  CHECK(imported(kHeader + kRows + ";Transport;;;12,00\n").table.row_count() == 7);
  CHECK(imported(kHeader + kRows + "TRL;7;06000;Nice;1\n").table.row_count() == 7);
}

TEST_CASE("titles of further pages are set aside by the number of their page") {
  for (const std::string page : {"Page 2/3", "Seite 2 von 3", "Strona 2/3"}) {
    const ImportResult result = imported("Dupont;;;;Page 1/3\n" + kHeader + kRows + "\nDupont;;;;" + page + "\n" + kHeader + "K-7;Noblet;06000;Nice;3,00\n");
    CAPTURE(page);
    CHECK(result.table.row_count() == 7);
    CHECK(result.rejected_count == 2);
  }
}

TEST_CASE("a first line of figures, or of more cells than the table, stands above the header") {
  for (const std::string above : {"08.03.2024;;;;\n", "6;;;;\n", "08.03.2024;;;Listenausgabe;1\n", "08.03.2024;;;Listenausgabe;1\n\n", "EXTF;700;16;Debitoren;5;20240308142200;;RE;;;1001\n",
                                  "Export;CRM;v2;2024-03-08;14:22;admin;;;;x\n"}) {
    CAPTURE(above);
    const ImportResult result = imported(above + kHeader + kRows);
    CHECK(column_names(result) == Texts{"Code", "Nom", "CP", "Ville", "CA"});
    CHECK(result.table.row_count() == 6);
    CHECK(result.rejected_count == 0);
    CHECK(result.preamble == above);
  }
  // Rows of a table without header are none of that.
  CHECK(imported("1;;;;\n" + kRows).table.row_count() == 7);
  CHECK(imported("K-0;Weiss;;Bonn;3\n" + kRows).table.row_count() == 7);
}

TEST_CASE("months and dates are titles of the figures below them, and records where dates stand below") {
  const ImportResult months = imported("Client;Ville;2024-01-01;2024-02-01;03/2024\nDurand;Nice;1;2;12\nPetit;Lyon;4;5;6\nRoux;Metz;7;8;9\n");
  CHECK(column_names(months) == Texts{"Client", "Ville", "2024-01-01", "2024-02-01", "03/2024"});
  CHECK(months.table.row_count() == 3);
  CHECK(imported("Durand;Nice;2024-01-01;2024-02-01\nPetit;Lyon;2024-01-03;2024-02-04\nRoux;Metz;2023-01-01;2024-02-09\n").table.row_count() == 3);
  const ImportResult years = imported("Code;Nom;Janv.;F\xC3\xA9v.\n;;2024;2024\nK1;Durand;1;12\nK2;Petit;3;4\nK3;Roux;5;6\n");
  CHECK(column_names(years) == Texts{"Code", "Nom", "Janv. 2024", "F\xC3\xA9v. 2024"});
  CHECK(years.table.row_count() == 3);
}

TEST_CASE("dashes under the header say where columns begin, whatever stands above") {
  const std::string rules = "------- ------------------ ----------- - ----------\n";
  std::string body;
  for (int i = 0; i < 4; ++i) body += "   100" + std::to_string(i) + " Boulangerie Duran" + std::string(1, static_cast<char>('a' + i)) + " Saint-\xC3\x89lo   X +33 4 93 1" + std::to_string(i) + "\n";
  const std::string header = "     id name               city        f phone     \n";
  for (const std::string& text : {header + rules + body, "\nSQL> select id, name, city, phone from c;\n\n" + header + rules + body + "\n" + header + rules + body + "\nSQL> spool off\n", "\xEF\xBB\xBF" + header + rules + body + "\n(4 rows affected)\n"}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(result.dialect.format == Format::kFixedWidth);
    CHECK(column_names(result) == Texts{"id", "name", "city", "f", "phone"});
    CHECK(result.table.row_count() % 4 == 0);
    CHECK(row_of(result, 0) == Texts{"1000", "Boulangerie Durana", "Saint-\xC3\x89lo", "X", "+33 4 93 10"});
    for (const RejectedRow& reject : result.rejects) CHECK(reject.reason_id != "csv.too_many_fields");
  }
  // Dashes that rule nothing: separators cut the rows.
  CHECK(column_names(imported("a;b\n--- ---\nDurand;Nice\nPetit;Lyon\nRoux Bois;Metz\n")) == Texts{"a", "b"});
}

TEST_CASE("line feeds that nobody quoted in the last column are joined to their row") {
  const std::string header = "id;nom;note\n";
  const std::string text = header + "C1;Durand;appel\xC3\xA9 le 3\nrappeler demain\nvers midi\nC2;Petit;ok\nC3;Roux;\xC3\xA0 revoir\navant lundi\nC4;Blanc;ok\n";
  const ImportResult result = imported(text);
  CHECK(rows_of(result) == Grid{{"C1", "Durand", "appel\xC3\xA9 le 3 rappeler demain vers midi"}, {"C2", "Petit", "ok"}, {"C3", "Roux", "\xC3\xA0 revoir avant lundi"}, {"C4", "Blanc", "ok"}});
  CHECK(has_notice(result, "rows_joined"));
  CHECK(result.table.line_numbers == std::vector<uint64_t>{2, 5, 6, 8});
  CHECK(dump(imported(text, {}, 2)) == dump(result));
  const ImportResult with_quotes = imported(text + "C5;\"Le Roux\nBlanc\";voir\navant midi\nC6;Noir;ok\n");
  CHECK(row_of(with_quotes, 4) == Texts{"C5", "Le Roux\nBlanc", "voir avant midi"});
  CHECK(row_of(with_quotes, 5) == Texts{"C6", "Noir", "ok"});
  // What is no text is none of a row's.
  std::string many = header;
  for (int i = 0; i < 50; ++i) many += "C" + std::to_string(i) + ";Durand;ok\n";
  CHECK(imported(many + "\x01\n").rejected_count == 1);
  CHECK(imported(many + "call\nC50;Petit;ok\n\x01\n").rejected_count == 1);
  // A code alone is a record, and so is a name where rows begin with names.
  CHECK(imported(header + "C1;Durand;ok\nC2\nC3;Roux;ok\n").table.row_count() == 3);
  CHECK(imported("nom;ville;note\nDurand;Nice;ok\nPetit\nRoux;Metz;ok\n").table.row_count() == 3);
  CHECK(imported(header + "C1;Durand;ok\nC2;Petit;\nrappeler\nC3;Roux;ok\n").table.row_count() == 4);
}
