#include "doctest/doctest.h"

#include "ingest/csv_grammar.h"
#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {

const Texts kNames{"id", "nom", "adresse", "ville"};
const Grid kGrid{{"1", "D'Angelo", "12, rue du Bac", "Lyon"}, {"2", "Petit", "3, quai Sud", "Nice"}, {"3", "Roux", "", "Metz"}, {"4", "Blanc", "5, cours Nord", "Lille"}};

// The table with every cell written by `cell`, `between` them.
template <class Cell>
std::string written(Cell cell, const std::string& between, const std::string& end = "\n") {
  std::string out;
  for (size_t row = 0; row <= kGrid.size(); ++row) {
    const Texts& cells = row == 0 ? kNames : kGrid[row - 1];
    for (size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? between : "") + cell(cells[i], row);
    out += end;
  }
  return out;
}

std::string doubled(std::string text, char quote) {
  for (size_t at = 0; (at = text.find(quote, at)) != std::string::npos; at += 2) text.insert(at, 1, quote);
  return text;
}

std::string in_double_quotes(const std::string& text) { return '"' + doubled(text, '"') + '"'; }

bool is_whole(const std::string& text) {
  for (const uint64_t step : {0, 1, 7}) {
    const ImportResult result = imported(text, {}, step);
    if (column_names(result) != kNames || rows_of(result) != kGrid || result.rejected_count != 0) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("blanks around quotes belong to no cell, wherever the file has some") {
  const auto all = [](const std::string& text, size_t) { return in_double_quotes(text); };
  const auto needed = [](const std::string& text, size_t) { return text.find(',') == std::string::npos ? text : in_double_quotes(text); };
  CHECK(is_whole(written(all, ", ")));
  CHECK(is_whole(written(all, " , ")));
  CHECK(is_whole(written(all, ";  ")));
  const ImportResult result = imported(written(needed, ", "));
  CHECK(result.table.columns.size() == 4);
  CHECK(result.table.columns[2].text(0) == "12, rue du Bac");
  CHECK(result.rejected_count == 0);
}

TEST_CASE("a quote in the middle of a text behind a blank is a sign like others") {
  const ImportResult result = imported("nom;lieu\nDurand; \"Chez Paul\" et fils\nPetit; \"Au Port\" ou non\nRoux; \"Loin\" bis\n");
  CHECK(result.table.columns[1].text(0) == " \"Chez Paul\" et fils");
  const ImportResult rare = imported("nom;lieu\nDurand;Lyon\nPetit;Nice\nRoux;Metz\nBlanc;Lille\nFaure;Brest\nGirard; \"Ici\"\n");
  CHECK(rare.table.columns[1].text(5) == " \"Ici\"");
}

TEST_CASE("single and typographic quotes around cells are read as quotes, and said") {
  const auto single = [](const std::string& text, size_t) { return "'" + doubled(text, '\'') + "'"; };
  const auto escaped = [](std::string text, size_t) {
    if (const size_t at = text.find('\''); at != std::string::npos) text.insert(at, "\\");
    return "'" + text + "'";
  };
  const auto within = [](const char* open, const char* close) { return [=](const std::string& text, size_t) { return open + text + close; }; };
  for (const std::string& text : {written(single, ","), written(single, ";"), written(single, ", "), written(escaped, ","), written(within("\xE2\x80\x9C", "\xE2\x80\x9D"), ";"),
                                  written(within("\xE2\x80\x9C", "\xE2\x80\x9D"), ","), written(within("\xC2\xAB", "\xC2\xBB"), ","), written(within("\xE2\x80\x98", "\xE2\x80\x99"), ",")}) {
    CAPTURE(text);
    CHECK(is_whole(text));
    CHECK(has_notice(imported(text), "other_quotes"));
  }
  CHECK(row_of(imported("'id','nom'\n1,'Durand, Jean'\n2,'L\n2'\n3,'Petit'\n"), 1) == Texts{"2", "L\n2"});
}

TEST_CASE("apostrophes of names, nicknames and codes are no quotes") {
  for (const std::string& text : {std::string("nom;ville\n't Hooft;Gent\n's Graeuwen;Gent\n'd Olne;Mons\n"), std::string("nom;surnom\nDurand;Zizou\nPetit;'Bob'\nRoux;Jo\n"),
                                  std::string("nom;tel\nDurand;'0612345678\nPetit;'0612345679\nRoux;'0612345670\n")}) {
    CAPTURE(text);
    CHECK_FALSE(has_notice(imported(text), "other_quotes"));
  }
  CHECK(imported("nom;ville\n't Hooft;Gent\n's Graeuwen;Gent\n").table.columns[0].text(0) == "'t Hooft");
  CHECK(imported("nom;surnom\nDurand;Zizou\nPetit;'Bob'\nRoux;Jo\n").table.columns[1].text(1) == "'Bob'");
}

TEST_CASE("lines in quotes as a whole are rows") {
  const auto needed = [](const std::string& text, size_t) { return text.find(',') == std::string::npos ? text : in_double_quotes(text); };
  std::string all, some, behind;
  const std::string plain = written(needed, ",");
  for (size_t at = 0, end; at < plain.size(); at = end + 1) {
    end = plain.find('\n', at);
    const std::string line = plain.substr(at, end - at);
    all += in_double_quotes(line) + "\r\n";
    some += (line.find('"') == std::string::npos ? line : in_double_quotes(line)) + "\n";
    behind += in_double_quotes(line) + ";;\n";
  }
  for (const std::string& text : {all, some, behind}) {
    CAPTURE(text);
    CHECK(is_whole(text));
    CHECK(has_notice(imported(text), "quoted_lines"));
  }
  const ImportResult names = imported("\"nom, prenom\"\n\"Durand, Jean\"\n\"Petit, Anne\"\n\"Roux, Eve\"\n");
  CHECK(names.table.columns.size() == 1);
  CHECK(imported("\"adresse\"\n\"12, rue X, Lyon\"\n\"3, rue Y, Nice\"\n").table.columns.size() == 1);
}

TEST_CASE("separators within texts separate nothing where that gives rows the cells of the header") {
  const auto bare = [](const std::string& text, size_t) { return text; };
  const std::string text = written(bare, ",");
  CHECK(is_whole(text));
  CHECK(has_notice(imported(text), "separators_in_texts"));
  // With nothing behind the separator that tells, the columns may have moved: that is said.
  const ImportResult moved = imported("id,nom,adresse,ville\n1,Durand,12,rue X,Lyon\n2,Petit,3,rue Y,Nice\n3,Roux,4,rue Z,Metz\n");
  CHECK(has_notice(moved, "header_too_short"));
  CHECK(moved.table.columns.size() == 5);
  CHECK(imported("nom,prenom, ville\nDurand,Jean, Lyon\nPetit,Anne, Nice,x\nRoux,Eve, Metz\n").table.columns.size() == 3);
  // Where each row is whole by itself, blanks behind separators are those of the file.
  CHECK(rows_of(imported("a,b,c\n1, x, y\n2, z, w\n")) == Grid{{"1", " x", " y"}, {"2", " z", " w"}});
}

TEST_CASE("a semicolon that ends a character reference separates nothing") {
  const ImportResult result = imported("id;pr&eacute;nom;nom\n1;Chlo&eacute;;Durand\n2;L&#233;a;M&uuml;ller\n3;R&D;Paul\n4;Jean;Petit &amp; fils\n");
  CHECK(column_names(result) == Texts{"id", "pr&eacute;nom", "nom"});
  CHECK(rows_of(result) == Grid{{"1", "Chlo&eacute;", "Durand"}, {"2", "L&#233;a", "M&uuml;ller"}, {"3", "R&D", "Paul"}, {"4", "Jean", "Petit &amp; fils"}});
  CHECK(has_notice(result, "separators_in_texts"));
  CHECK_FALSE(has_notice(imported("id;nom\n1;A&B\n2;C&D\n"), "separators_in_texts"));
}

TEST_CASE("a separator within the same sign every time, control characters and several blanks separate") {
  const auto bare = [](const std::string& text, size_t) { return text; };
  for (const char* separator : {"|;|", "~;~", "#|#", "^,^", "\x01", "\x02", "\x1F"}) {
    CAPTURE(separator);
    CHECK(is_whole(written(bare, separator)));
  }
  const auto filled = [](const std::string& text, size_t) { return text.empty() ? "-" : text; };
  for (const char* separator : {"   ", "  ", "     "}) {
    const ImportResult result = imported(written(filled, separator));
    CHECK(column_names(result) == kNames);
    CHECK(result.table.columns[2].text(0) == "12, rue du Bac");
    CHECK(has_notice(result, "blanks_separate"));
  }
  CHECK(has_notice(imported(written(bare, "\x01")), "control_separators"));
  CHECK(is_whole(written(bare, "\x1F", "\x1E")));
  CHECK(imported("a;b;c;d\n1;*;*;x\n2;*;*;y\n3;*;*;z\n").table.columns.size() == 4);
  CHECK(rows_of(imported("nom|;|ville\nDurand|;|Lyon\nPetit|;|Nice\n")) == Grid{{"Durand", "Lyon"}, {"Petit", "Nice"}});
}

TEST_CASE("apostrophes and tabs in front of codes are left out, and kept for writing back") {
  const ImportResult result = imported("id;tel;nom\n'00100;\"\t0612345678\";'t Hooft\n'2A004;'+33 6 12 34 56 78;'68\n=\"007\";'06-12;'Bob\n");
  CHECK(rows_of(result) == Grid{{"00100", "0612345678", "'t Hooft"}, {"2A004", "+33 6 12 34 56 78", "'68"}, {"007", "06-12", "'Bob"}});
  CHECK(result.table.columns[0].guards == std::vector<Guard>{Guard::kApostrophe, Guard::kApostrophe, Guard::kFormula});
  CHECK(result.table.columns[1].guards == std::vector<Guard>{Guard::kTab, Guard::kApostrophe, Guard::kApostrophe});
  CHECK(result.table.columns[2].guards.empty());
  CHECK(has_notice(result, "text_guards"));
  CHECK(has_notice(result, "text_formulas"));
}

TEST_CASE("columns without a title are said where they stand, a whole CSV in one column as well") {
  CHECK(has_notice(imported(";nom;ville\n1;Durand;Lyon\n2;Petit;Nice\n"), "unnamed_columns"));
  CHECK_FALSE(has_notice(imported("nom;ville;\nDurand;Lyon;\nPetit;Nice;\n"), "unnamed_columns"));
  DialectOverride one;
  one.separator = "|";
  CHECK(has_notice(imported("id;nom;ville\n1;Durand;Lyon\n2;Petit;Nice\n", one), "cells_hold_rows"));
  CHECK_FALSE(has_notice(imported("adresse\n12, rue X, Lyon\n3, rue Y, Nice\n"), "cells_hold_rows"));
  CHECK_FALSE(has_notice(imported("nom, rue, ville\n\"12, rue X, Lyon\"\n\"3, rue Y, Nice\"\n", one), "cells_hold_rows"));
}
