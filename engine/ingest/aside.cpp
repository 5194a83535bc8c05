#include "ingest/aside.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/ascii.h"
#include "ingest/aside_words.h"
#include "text/fold.h"

namespace jumelles::ingest {
namespace {

constexpr Aside kRuleLine{"csv.rule_line", "The line only rules off."};
constexpr Aside kComment{"csv.comment", "The line is a comment."};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// What a colon stands behind in a line about the file.
constexpr std::string_view kAnnounced[] = {"SOURCE", "SOURCES", "UTILISATEUR", "USER", "DATE", "PERIODE", "FICHIER", "FILE", "FILTRE", "FILTER", "FILTRES",
                                           "NOTE", "NOTES", "REMARQUE", "LEGENDE", "NB", "AUTEUR", "AUTHOR", "EXPORT", "REQUETE", "QUERY"};
// What else is counted of a column, below it.
constexpr std::string_view kStatistics[] = {"MOYENNE", "MOYENNES", "AVERAGE", "MEAN", "MEDIANE", "MEDIAN", "NOMBRE", "EFFECTIF", "COUNT", "NB", "MAX", "MAXIMUM",
                                            "MIN", "MINIMUM", "ECART TYPE", "STANDARD DEVIATION", "STD", "STDEV", "VARIANCE", "SOMME", "SUM"};

template <class List>
bool is_one_of(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool is_number(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c); });
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  text::tokenize(folded, [&](std::string_view word) { words.push_back(word); });
  return words;
}

// "Page 3", "Page 1/3", "Page 1 sur 3".
bool is_page(const std::vector<std::string_view>& words) {
  if (words.size() < 2 || words.size() > 4 || !is_one_of(kPages, words[0]) || !is_number(words[1])) return false;
  return words.size() == 2 || is_number(words.back());
}

// "120 rows affected", "120 rows in set (0.00 sec)", "120 ligne(s)", "Nombre de clients : 120", "Rows: 120".
bool is_count(const std::vector<std::string_view>& words) {
  if (words.size() < 2 || words.size() > 7) return false;
  if (is_number(words[0]) && is_one_of(kCounted, words[1])) return words.size() <= 5 || (words[2] == "IN" && words[3] == "SET");
  if (!is_number(words.back())) return false;
  const bool announced = is_one_of(kCounts, words[0]);
  return is_one_of(kCounted, words[0]) ? words.size() <= 3
                                       : announced && std::any_of(words.begin(), words.end(), [](auto w) { return is_one_of(kCounted, w); });
}

// "*** end ***", "--- fin ---", "<EOF>": between the same signs.
bool is_decorated(std::string_view text) {
  constexpr std::string_view kSigns = "*-=#_~+<";
  if (text.size() < 5 || kSigns.find(text[0]) == std::string_view::npos) return false;
  if (text[0] == '<') return text.back() == '>' && text.find('@') == std::string_view::npos;
  return text[1] == text[0] && text.back() == text[0] && text[text.size() - 2] == text[0];
}

// "120", "1 234,50 €", "12 %"; not a telephone, a postcode with a zero in front, a date, a number of a register.
bool is_amount(std::string_view text) {
  if (text == "-") return true;
  size_t digits = 0, marks = 0;
  bool plain = true;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) ++digits;
    else if (c == '.' || c == ',') ++marks;
    else if (static_cast<signed char>(c) >= 0 && c != ' ' && c != '%' && c != '$' && (c != '-' || i > 0)) plain = false;
  }
  if (!plain) {  // "120 clients"
    const std::string folded = text::fold(text);
    return is_count(words_of(folded));
  }
  if (digits == 0 || (text[0] == '0' && text.size() > 1 && is_digit(text[1]))) return false;
  return digits < 9 || marks == 1;
}

// Columns whose numbers are no amounts.
bool holds_codes(std::string_view name) {
  constexpr std::string_view kCodes[] = {"CP", "POSTAL", "POSTCODE", "ZIP", "TEL", "TELEPHONE", "PHONE", "MOBILE", "SIREN", "SIRET", "FAX"};
  const std::string folded = text::fold(name);
  for (const std::string_view word : words_of(folded))
    if (is_one_of(kCodes, word)) return true;
  return false;
}

// "SQL> spool off", "crm=> \\q", "mysql> exit", "-- More --": what a person typed, or was asked.
bool is_prompt(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && text[at] != '=' && text[at] != '>' && text[at] != ' ') ++at;
  if (at == 0) return false;
  if (at < text.size() && text[at] == '=') ++at;
  return at < text.size() && text[at] == '>' && (at + 1 == text.size() || text[at + 1] == ' ');
}

struct Total {
  bool is = false;
  bool alone = false;    // nothing but the word
  bool counted = false;  // "Total : 120"
};

Total total_of(std::string_view folded) {
  Total out;
  for (const std::string_view start : kTotals) {
    if (!folded.starts_with(start) || (folded.size() > start.size() && folded[start.size()] != ' ')) continue;
    const std::vector<std::string_view> rest = words_of(folded.substr(start.size()));
    out.alone = out.alone || rest.empty();
    out.counted = out.counted || (!rest.empty() && is_number(rest.back()) &&
                                  std::all_of(rest.begin(), rest.end(), [](auto w) { return is_number(w) || is_one_of(kCounted, w) || is_one_of(kBehindTotal, w); }));
    // These begin no names.
    constexpr std::string_view kPlain[] = {"TOTAUX", "TOTALS", "SOUS TOTAL", "SOUS TOTAUX", "SUBTOTAL", "SUB TOTAL", "GRAND TOTAL", "TOTAL GENERAL", "TOTAL GLOBAL", "GESAMTSUMME", "SUMME"};
    out.is = out.is || rest.empty() || is_one_of(kPlain, start) || is_number(rest[0]) || is_one_of(kBehindTotal, rest[0]) || is_one_of(kCounted, rest[0]);
  }
  return out;
}

bool is_footer(std::string_view text, std::string_view folded, size_t columns) {
  if (is_decorated(text) || is_prompt(text) || is_end_mark(text)) return true;
  const auto words = words_of(folded);
  if (is_count(words)) return true;
  for (const std::string_view start : kFooterStarts)
    if (folded.starts_with(start) && (folded.size() == start.size() || folded[start.size()] == ' ')) return true;
  if (columns < 2) return false;
  const bool announced = columns > 2 && text.find(':') != std::string_view::npos && !words.empty() && is_one_of(kAnnounced, words[0]);
  return announced || is_page(words) || (columns > 2 && (folded == "EOF" || folded == "FIN" || folded == "END"));
}

}  // namespace

bool is_rule(std::string_view text, size_t least) {
  size_t lines = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (std::string_view("-=_*").find(text[i]) != std::string_view::npos) ++lines;
    else if (text[i] == '\xE2' && i + 2 < text.size() && (text[i + 1] == '\x94' || text[i + 1] == '\x95')) i += 2, lines += 2;  // U+2500 to U+257F
    else if (std::string_view("+ :|").find(text[i]) == std::string_view::npos) return false;
  }
  return lines > 0 && text.size() >= least;
}

bool is_comment(std::string_view cell) { return cell.starts_with('#') || cell.starts_with("--") || cell.starts_with("//"); }

bool is_units_row(std::span<const std::string_view> cells) {
  constexpr std::string_view kUnits[] = {"€", "$", "%", "eur", "euro", "euros", "usd", "kg", "g", "km", "m", "cm", "mm", "h", "min", "m2", "m²", "l",
                                         "jj/mm/aaaa", "aaaa-mm-jj", "dd/mm/yyyy", "mm/dd/yyyy", "yyyy-mm-dd", "jj/mm/aa", "dd.mm.yyyy"};
  constexpr std::string_view kTypes[] = {"TEXTE", "TEXT", "STRING", "VARCHAR", "CHAR", "DATE", "DATETIME", "INT", "INTEGER", "ENTIER", "NOMBRE",
                                         "NUMBER", "NUMERIC", "NUMERIQUE", "DECIMAL", "FLOAT", "BOOLEAN", "BOOL", "ALPHANUMERIQUE", "NVARCHAR", "BIGINT"};
  size_t filled = 0, units = 0, types = 0;
  for (std::string_view cell : cells) {
    cell = trimmed(cell);
    if (cell.empty() || cell == "-") continue;
    ++filled;
    const bool bracketed = cell.size() > 2 && ((cell.front() == '(' && cell.back() == ')') || (cell.front() == '[' && cell.back() == ']'));
    if (bracketed || is_one_of(kUnits, text::lower(cell))) ++units;
    const std::string folded = text::fold(cell);
    const auto words = words_of(folded);
    if (!words.empty() && is_one_of(kTypes, words[0]) && std::all_of(words.begin() + 1, words.end(), is_number)) ++types;
  }
  return filled >= 2 && (units == filled || (filled >= 3 && units + types == filled));
}

namespace {

// Whether one of its words is one that columns are called by.
bool is_column_word(std::string_view folded) {
  constexpr std::string_view kNames[] = {"ID", "CODE", "NUMERO", "NUMBER", "NUM", "NO", "REF", "REFERENCE", "NOM", "NAME", "PRENOM", "FIRSTNAME", "LASTNAME",
                                         "SURNAME", "EMAIL", "MAIL", "TEL", "TELEPHONE", "PHONE", "MOBILE", "ADRESSE", "ADDRESS", "VILLE", "CITY", "CP", "PAYS",
                                         "COUNTRY", "DATE", "MONTANT", "AMOUNT", "PRIX", "PRICE", "QUANTITE", "QUANTITY", "LIBELLE", "LABEL", "CLIENT", "CUSTOMER",
                                         "COMMANDE", "ORDER", "FACTURE", "INVOICE", "STATUT", "STATUS", "TYPE", "SOCIETE", "COMPANY", "PRODUIT", "PRODUCT", "SIRET",
                                         "SIREN", "CIVILITE", "TITLE", "FONCTION", "ROLE", "CONTACT", "RESPONSABLE", "MANAGER", "COMMERCIAL", "FOURNISSEUR", "SUPPLIER",
                                         "MAGASIN", "STORE", "AGENCE", "SERVICE", "SECTEUR", "REGION", "DEPARTEMENT", "DEPARTMENT", "POSTCODE", "ZIP", "STATE",
                                         "CATEGORIE", "CATEGORY", "DESIGNATION", "DESCRIPTION", "MOIS", "MONTH", "ANNEE", "YEAR", "CA", "ETIQUETTES", "NOMBRE", "COUNT"};
  const auto words = words_of(folded);
  return std::any_of(words.begin(), words.end(), [&](auto word) { return is_one_of(kNames, word); });
}

}  // namespace

bool names_columns(std::span<const std::string_view> cells) {
  size_t named = 0, filled = 0;
  for (const std::string_view cell : cells) {
    filled += !cell.empty();
    named += is_column_word(text::fold(cell));
  }
  return named >= 2 && named * 2 >= filled;
}

bool may_be_aside(size_t filled, size_t columns, std::string_view first, const TableShape& shape) {
  if (filled < shape.always_count) return true;
  first = trimmed(first);
  if (first.empty() || (columns > 1 && filled == 1) || (columns > 2 && filled == 2)) return true;
  const auto lower = [&](size_t i) { return i < first.size() ? static_cast<char>(first[i] | 0x20) : '\0'; };
  constexpr std::string_view kSigns = "-=*_+:\xE2";  // the last one begins the lines of a box
  if (kSigns.find(first[0]) != std::string_view::npos) return first.size() == 1 || first[0] == '\xE2' || kSigns.find(first[1]) != std::string_view::npos;
  if (columns < 2) return is_digit(first[0]) || std::string_view("#~<(fegdicr").find(lower(0)) != std::string_view::npos;
  for (const std::string_view start : {"tot", "sou", "sub", "gra", "ges", "sum"})
    if (lower(0) == start[0] && lower(1) == start[1] && lower(2) == start[2]) return true;
  return false;
}

namespace {

struct Filled {
  std::vector<std::string_view> cells;  // without blanks around them
  std::vector<size_t> columns;          // where they are
};

Filled filled_of(std::span<const std::string_view> cells) {
  Filled out;
  for (size_t i = 0; i < cells.size(); ++i) {
    const std::string_view cell = trimmed(cells[i]);
    if (cell.empty()) continue;
    out.cells.push_back(cell);
    out.columns.push_back(i);
  }
  return out;
}

// Whether all cells behind the first one are amounts, none of them in a column of codes.
bool are_amounts(const Filled& filled, std::span<const std::string_view> names) {
  for (size_t i = 1; i < filled.cells.size(); ++i)
    if (!is_amount(filled.cells[i]) || (filled.columns[i] < names.size() && holds_codes(names[filled.columns[i]]))) return false;
  return true;
}

// "Town: Nice" over the rows of that town; a text where all rows have a number.
bool is_group_heading(std::string_view text, size_t column, std::span<const std::string_view> names, const TableShape& shape) {
  if (names.size() < 3) return false;
  const size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon + 1 < text.size()) {
    const std::string title = text::fold(text.substr(0, colon));
    if (is_column_word(title) || std::any_of(names.begin(), names.end(), [&](auto name) { return text::fold(name) == title; })) return true;
  }
  return column < shape.numeric.size() && shape.always[column] && shape.numeric[column] && std::none_of(text.begin(), text.end(), is_digit);
}

// Columns that say who somebody is: a text alone in one of them is a customer.
bool holds_who(std::string_view name) {
  constexpr std::string_view kWho[] = {"NOM", "PRENOM", "NAME", "FIRSTNAME", "LASTNAME", "SURNAME", "CLIENT", "CUSTOMER", "CONTACT", "SOCIETE", "COMPANY", "RAISON"};
  const std::string folded = text::fold(name);
  const auto words = words_of(folded);
  return std::any_of(words.begin(), words.end(), [&](auto word) { return is_one_of(kWho, word); });
}

// "Max" may be somebody's name.
bool is_statistic(const Filled& filled, std::string_view folded, std::span<const std::string_view> names) {
  if (filled.cells.size() < 2 || !is_one_of(kStatistics, folded) || !are_amounts(filled, names)) return false;
  return (folded != "MAX" && folded != "MIN") || filled.columns[0] >= names.size() || !holds_who(names[filled.columns[0]]);
}

// What is carried over to the next page, with its amounts.
bool is_carried(const Filled& filled, std::string_view folded, std::span<const std::string_view> names) {
  if (filled.cells.size() < 2 || !is_one_of(kCarried, folded) || !are_amounts(filled, names)) return false;
  return filled.columns[0] >= names.size() || !holds_who(names[filled.columns[0]]);
}

// What stands behind a footer on its line: its date, its page, a total.
bool is_note(std::string_view text) {
  const std::string folded = text::fold(text);
  const auto words = words_of(folded);
  return is_page(words) || is_count(words) || total_of(folded).counted || is_amount(text);
}

// What a row is that leaves cells empty which all rows fill.
Aside aside_of_partial(const Filled& filled, std::string_view folded, std::span<const std::string_view> names, const TableShape& shape) {
  for (const std::string_view cell : filled.cells) {
    const std::string text = text::fold(cell);
    if (const auto words = words_of(text); words.size() > 2 && is_page(words)) return kFooter;
  }
  if (is_statistic(filled, folded, names) || is_carried(filled, folded, names)) return kTotalRow;
  return filled.cells.size() == 1 && is_group_heading(filled.cells[0], filled.columns[0], names, shape) ? kGroupRow : Aside{};
}

}  // namespace

Aside aside_of(std::span<const std::string_view> cells, std::span<const std::string_view> names, const TableShape& shape) {
  const Filled row = filled_of(cells);
  const std::vector<std::string_view>& filled = row.cells;
  const size_t columns = names.size();
  if (filled.empty()) return columns > 1 && cells.size() > 1 ? kEmptyRow : Aside{};
  const size_t least = columns > 1 ? 2 : 3;
  if (std::all_of(filled.begin(), filled.end(), [&](auto cell) { return is_rule(cell, least); })) return kRuleLine;
  if (columns > 1 && filled.size() == 1 && row.columns[0] == 0 && is_comment(filled[0])) return kComment;
  const std::string folded = text::fold(filled[0]);
  const bool about_file = filled.size() == 1 || (filled.size() == 2 && columns > 2 && is_amount(filled[1]));
  const Total total = total_of(folded);
  if (total.is && columns > 1) {
    // A person may be called "Summa".
    if (filled.size() == 1) return total.counted || (total.alone && columns > 2 && (folded == "TOTAL" || row.columns[0] >= columns || !holds_who(names[row.columns[0]]))) ? kTotalRow : Aside{};
    return are_amounts(row, names) ? kTotalRow : Aside{};
  }
  const bool noted = columns > 2 && std::all_of(filled.begin() + 1, filled.end(), is_note) && shape.lacks_some(cells);
  if ((filled.size() == 1 || noted) && is_footer(filled[0], folded, columns)) return kFooter;
  if (about_file && filled.size() == 2) {  // "Nombre de lignes";120
    const std::string both = folded + " " + text::fold(filled[1]);
    if (!folded.empty() && !is_digit(folded[0]) && is_count(words_of(both))) return kFooter;
  }
  return shape.lacks_some(cells) ? aside_of_partial(row, folded, names, shape) : Aside{};
}

Aside aside_below(std::span<const std::string_view> cells, std::span<const std::string_view> names, std::span<const std::string_view> above, const TableShape& shape) {
  const Filled row = filled_of(cells);
  if (row.cells.empty() || shape.lacks_some(above) || !shape.lacks_some(cells)) return {};
  if (std::all_of(row.cells.begin() + 1, row.cells.end(), is_amount) && row.columns[0] < above.size()) {
    const std::string folded = text::fold(row.cells[0]), group = text::fold(above[row.columns[0]]);
    for (const std::string_view total : kTotals)
      if (!group.empty() && (folded == std::string(total) + " " + group || folded == group + " " + std::string(total))) return kTotalRow;
  }
  // A text that stands alone below another one, and not at the beginning.
  const bool alone = row.cells.size() == 1 && row.columns[0] > 0 && row.columns[0] < names.size() && shape.always_count > 2 && shape.always[0] && !above[row.columns[0]].empty();
  if (!alone) return {};
  if (is_amount(row.cells[0])) return kTotalRow;
  return look_of(row.cells[0]) == Look::kText && !holds_who(names[row.columns[0]]) ? kContinuedRow : Aside{};
}

}  // namespace jumelles::ingest
