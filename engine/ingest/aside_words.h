#pragma once

// Folded words that lines about a file begin with, language by language: totals, what is carried over to the next page, counts. What
// stands beside them decides whether a row is one; "Summa" and "Total" are names as well.

#include <string_view>

namespace jumelles::ingest {

constexpr std::string_view kTotals[] = {
    "TOTAL", "TOTAUX", "SOUS TOTAL", "SOUS TOTAUX", "TOTAL GENERAL", "TOTAL GLOBAL",                // French
    "TOTALS", "SUBTOTAL", "SUB TOTAL", "GRAND TOTAL",                                               // English
    "SUMME", "GESAMTSUMME", "GESAMT", "INSGESAMT", "ZWISCHENSUMME", "ENDSUMME",                     // German
    "TOTAAL", "SUBTOTAAL", "EINDTOTAAL",                                                            // Dutch
    "TOTALES", "SUMA", "SUMAS", "SUMA TOTAL",                                                       // Spanish
    "TOTALE", "TOTALI", "SUBTOTALE", "TOTALE GENERALE", "SOMMA",                                    // Italian
    "TOTAIS", "TOTAL GERAL", "SOMA",                                                                // Portuguese
    "RAZEM", "OGOLEM", "LACZNIE", "SUMA CALKOWITA",                                                 // Polish
    "CELKEM", "SOUCET", "MEZISOUCET",                                                               // Czech
    "SUMMA", "TOTALT", "DELSUMMA",                                                                  // Swedish
    "I ALT", "IALT", "SUM",                                                                         // Danish
    "YHTEENSA", "VALISUMMA",                                                                        // Finnish
    "OSSZESEN", "MINDOSSZESEN", "RESZOSSZEG"};                                                      // Hungarian

// Only with amounts, in a row that leaves cells empty which all records fill.
constexpr std::string_view kCarried[] = {
    "REPORT", "A REPORTER", "CARRIED FORWARD", "BROUGHT FORWARD", "UBERTRAG", "UEBERTRAG", "TRANSPORT", "TRANSPORTEREN", "SUMA Y SIGUE", "SUMA ANTERIOR",
    "RIPORTO", "A RIPORTARE", "TRANSPORTE", "A TRANSPORTAR", "DO PRZENIESIENIA", "Z PRZENIESIENIA", "PREVOD", "ATTRANSPORT", "TRANSPORT FRAN", "OVERFORT",
    "SIIRTO", "ATVITEL", "ATHOZAT"};

// What a total is a total of; other words behind "Total" may be a company's name.
constexpr std::string_view kBehindTotal[] = {"GENERAL", "GLOBAL", "HT", "TTC", "TVA", "DE", "DES", "DU", "D", "PAR", "POUR", "FOR", "OF", "AMOUNT",
                                             "COUNT", "EUR", "EUROS", "MONTANT", "NOMBRE", "PAGE", "LISTE", "FICHIER", "S", "NET", "BRUT",
                                             "DI", "GENERALE", "GERAL", "PLN", "CZK", "SEK", "DKK", "HUF", "KC", "KR", "FT", "ZL", "GBP", "CHF", "USD"};

// What is counted in "120 rows affected", "Nombre de lignes : 120".
constexpr std::string_view kCounted[] = {
    "ROW", "ROWS", "LIGNE", "LIGNES", "RECORD", "RECORDS", "ENREGISTREMENT", "ENREGISTREMENTS", "FICHE", "FICHES", "RESULTAT", "RESULTATS", "RESULT", "RESULTS",
    "ENTRY", "ENTRIES", "CLIENT", "CLIENTS", "CUSTOMER", "CUSTOMERS", "CONTACT", "CONTACTS", "ADHERENTS", "LINE", "LINES", "TIERS",
    "DATENSATZ", "DATENSATZE", "ZEILE", "ZEILEN", "KUNDEN", "EINTRAGE", "REGEL", "REGELS", "RIJEN", "KLANTEN",
    "REGISTRO", "REGISTROS", "FILAS", "CLIENTES", "RIGHE", "CLIENTI", "REGISTOS", "LINHAS",
    "REKORDOW", "REKORDY", "WIERSZY", "KLIENTOW", "POZYCJI", "ZAZNAMU", "RADKU", "ZAKAZNIKU", "RADER", "POSTER", "KUNDER", "RAEKKER",
    "RIVIA", "RIVIT", "TIETUETTA", "ASIAKKAAT", "SOROK", "REKORDOK", "TETEL", "UGYFELEK"};

// What announces a count: "Anzahl Datensätze: 120".
constexpr std::string_view kCounts[] = {"NOMBRE", "NB", "NBRE", "COUNT", "NUMBER", "ANZAHL", "AANTAL", "NUMERO", "CANTIDAD", "QUANTIDADE", "LICZBA", "ILOSC", "POCET", "ANTAL",
                                        "LUKUMAARA", "MAARA", "DARABSZAM"};

// "Page 3", in the words of reports.
constexpr std::string_view kPages[] = {"PAGE", "SEITE", "BLATT", "PAGINA", "PAG", "BLZ", "STRONA", "STRANA", "SIDA", "SIDE", "SIVU", "OLDAL"};

// Marks of the last line, beside the number of records.
constexpr std::string_view kTrailers[] = {"TRL", "TLR", "TRAILER", "FOOTER", "EOF", "END", "FIN", "ENDE", "T", "Z"};

// That begin a line about the file.
constexpr std::string_view kFooterStarts[] = {
    "FIN DE FICHIER", "FIN DU FICHIER", "FIN DE L EXPORT", "FIN D EXPORT", "FIN DE L EXTRACTION", "FIN D EXTRACTION", "FIN DE LISTE",
    "FIN DE LA LISTE", "FIN DU DOCUMENT", "FIN DE DOCUMENT", "FIN DU RAPPORT", "FIN DES DONNEES", "FIN DE TRAITEMENT",
    "END OF FILE", "END OF REPORT", "END OF EXPORT", "END OF LIST", "END OF DATA", "END OF DOCUMENT",
    "GENERE LE", "GENERE PAR", "GENEREE LE", "EDITE LE", "EDITE PAR", "EDITION DU", "IMPRIME LE", "EXTRAIT LE", "EXTRACTION DU",
    "EXTRACTION LE", "EXPORTE LE", "EXPORT DU", "DATE D EXTRACTION", "DATE D EDITION", "DATE D EXPORT", "ARRETE AU", "DOCUMENT GENERE",
    "FICHIER GENERE", "GENERATED ON", "GENERATED BY", "GENERATED AT", "GENERATED FROM", "PRINTED ON", "EXPORTED ON", "EXPORTED AT",
    "EXPORTED BY", "EXPORTED FROM", "REPORT GENERATED", "CREATED ON", "COMPLETION TIME", "DOCUMENT CONFIDENTIEL", "COPYRIGHT",
    "ENDE DER DATEI", "ENDE DER LISTE", "DATEIENDE", "ERSTELLT AM", "GEDRUCKT AM", "EXPORTIERT AM", "EINDE VAN HET BESTAND", "EINDE BESTAND", "AFGEDRUKT OP",
    "FIN DEL ARCHIVO", "FIN DE ARCHIVO", "FIN DEL FICHERO", "GENERADO EL", "IMPRESO EL", "FINE DEL FILE", "FINE FILE", "GENERATO IL", "STAMPATO IL",
    "FIM DO ARQUIVO", "FIM DO FICHEIRO", "GERADO EM", "IMPRESSO EM", "KONIEC PLIKU", "WYGENEROWANO", "WYDRUKOWANO", "KONEC SOUBORU", "VYTISTENO",
    "UTSKRIVEN", "SKAPAD DEN", "UDSKREVET", "TULOSTETTU", "NYOMTATVA", "KESZULT"};

}  // namespace jumelles::ingest
