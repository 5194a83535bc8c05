#include "deliver/xlsx_writer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "core/rng.h"
#include "unzip.h"

using namespace jumelles;
using namespace jumelles::deliver;

namespace {

const std::string kSheet1 = "xl/worksheets/sheet1.xml";

// What a reader of XML makes of a text: the five entities, and the signs that the format writes as _xHHHH_.
std::string meant_by(std::string_view text) {
  static const std::map<std::string_view, char> kEntities{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
  std::string out;
  while (!text.empty()) {
    size_t taken = 1;
    if (text[0] == '&') {
      taken = text.find(';') + 1;
      const auto entity = kEntities.find(text.substr(0, taken));
      REQUIRE(entity != kEntities.end());
      out += entity->second;
    } else if (text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' && text.substr(2, 4).find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos) {
      taken = 7;
      const int sign = std::stoi(std::string(text.substr(2, 4)), nullptr, 16);
      if (sign < 0x80) out += static_cast<char>(sign);
      else out += sign == 0xFFFE ? "\xEF\xBF\xBE" : "\xEF\xBF\xBF";
    } else {
      out += text[0];
    }
    text.remove_prefix(taken);
  }
  return out;
}

// Every tag is closed in its order, every attribute quoted, no sign below a blank but line feed and tab.
void check_well_formed(const std::string& xml) {
  std::vector<std::string> open;
  size_t at = xml.find("?>");
  REQUIRE(at != std::string::npos);
  CHECK(std::all_of(xml.begin(), xml.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t'; }));
  while ((at = xml.find('<', at)) != std::string::npos) {
    const size_t end = xml.find('>', at);
    REQUIRE(end != std::string::npos);
    const std::string tag = xml.substr(at + 1, end - at - 1);
    if (tag.find('<') != std::string::npos || std::count(tag.begin(), tag.end(), '"') % 2 != 0) FAIL_CHECK(tag);
    if (tag[0] == '/') {
      REQUIRE_FALSE(open.empty());
      if (open.back() != tag.substr(1)) FAIL_CHECK(tag);
      open.pop_back();
    } else if (tag.back() != '/') {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
    at = end;
  }
  CHECK(open.empty());
}

struct CellSeen {
  std::string text, style, type;
};

std::string attribute(const std::string& tag, const std::string& name) {
  const size_t at = tag.find(" " + name + "=\"");
  if (at == std::string::npos) return "";
  const size_t from = at + name.size() + 3;
  return tag.substr(from, tag.find('"', from) - from);
}

std::map<std::string, CellSeen> cells_of(const std::string& xml) {
  std::map<std::string, CellSeen> out;
  for (size_t at = xml.find("<c "); at != std::string::npos; at = xml.find("<c ", at + 1)) {
    const std::string tag = xml.substr(at, xml.find('>', at) - at);
    const std::string cell = xml.substr(at, xml.find("</c>", at) - at);
    const bool is_text = attribute(tag, "t") == "inlineStr";
    const size_t from = cell.find('>', cell.find(is_text ? "<t" : "<v")) + 1;
    const std::string raw = cell.substr(from, cell.find(is_text ? "</t>" : "</v>", from) - from);
    CHECK(out.emplace(attribute(tag, "r"), CellSeen{is_text ? meant_by(raw) : raw, attribute(tag, "s"), attribute(tag, "t")}).second);
  }
  return out;
}

struct Book {
  std::string bytes;
  std::map<std::string, std::string> files;
};

// A workbook of one sheet whose rows `fill` writes.
template <class Fill>
Book book_of(const std::vector<OutputColumn>& columns, Fill fill, SheetLimits limits = {}) {
  Book out;
  XlsxWriter book(
      [&](std::string_view piece) {
        out.bytes += piece;
        return true;
      },
      limits);
  const auto rows = book.begin_sheet("Fiches", std::vector<uint32_t>(columns.size(), 10));
  CHECK(rows->head(columns));
  fill(*rows);
  CHECK(rows->finish().ok());
  CHECK(book.finish().ok());
  out.files = test::unzipped(out.bytes).files;
  for (const auto& [name, text] : out.files) check_well_formed(text);
  return out;
}

const std::vector<OutputColumn> kTwo{{"a", "Pr\xC3\xA9nom", CellKind::kText}, {"b", "B", CellKind::kText}};

}  // namespace

TEST_CASE("texts stay texts, numbers and dates are numbers and dates, what is missing has no cell") {
  const Book book = book_of(kTwo, [](Rows& rows) {
    rows.text("06000").number(42).end();
    rows.text("+33 6 12 34 56 78").decimal("-12.50").end();
    rows.text("").date("2024-02-29").end();
    rows.date("1899-12-31").date("2024-02-29 18:00:00").end();
    rows.decimal("1234567890123456").date("2023-02-29").end();
    rows.list(std::vector<std::string>{"a", "b"}).exact("x").end();
  });
  const auto cells = cells_of(book.files.at(kSheet1));
  CHECK(cells.at("A1").text == "Pr\xC3\xA9nom");
  CHECK(cells.at("A2").text == "06000");
  CHECK(cells.at("A2").type == "inlineStr");
  CHECK(cells.at("B2").text == "42");
  CHECK(cells.at("B2").type == "");
  CHECK(cells.at("A3").text == "+33 6 12 34 56 78");
  CHECK(cells.at("B3").text == "-12.50");
  CHECK(cells.count("A4") == 0);
  CHECK(cells.at("B4").text == "45351");
  CHECK(cells.at("A5").type == "inlineStr");
  CHECK(cells.at("B5").text == "45351.750000000");
  CHECK(cells.at("A6").type == "inlineStr");  // more digits than a number keeps
  CHECK(cells.at("B6").type == "inlineStr");  // no such day
  CHECK(cells.at("A7").text == "a|b");
  CHECK(cells.at("B4").style != cells.at("B5").style);
  CHECK(cells.at("A2").style != cells.at("B2").style);
}

TEST_CASE("a date's number is that of the calendar, from March 1900") {
  CHECK(date_serial("1900-03-01") == 61);
  CHECK(date_serial("1970-01-01") == 25569);
  CHECK(date_serial("2000-02-29") == 36585);
  CHECK(date_serial("9999-12-31") == 2958465);
  CHECK(date_serial("2000-01-01 12:00:00") == 36526.5);
  for (const char* none : {"1900-02-28", "1899-12-31", "2001-02-29", "2000-13-01", "2000-00-01", "2000-1-1", "2000/01/01", "2000-01-01 24:00:00", "2000-01-01T12:00:00", "2000-01-01 12:00", "abcd-ef-gh"}) {
    CAPTURE(none);
    CHECK(date_serial(none) < 0);
  }
}

TEST_CASE("any text is read back as it was, whatever it holds") {
  static constexpr std::string_view kPieces[] = {"a", "&", "<", ">", "\"", "'", "_x000D_", "_", "_x00g0_", "\r", "\n", "\t", "\x01", "\x1F", " ", "\xC3\xA9", "\xF0\x9F\x98\x80", "\xEF\xBF\xBE", "=1+1", "]]>"};
  Rng rng(9);
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i) {
    std::string& text = texts.emplace_back();
    for (uint64_t k = 1 + rng.below(6); k > 0; --k) text += kPieces[rng.below(std::size(kPieces))];
  }
  const Book book = book_of(kTwo, [&](Rows& rows) {
    for (size_t i = 0; i < texts.size(); i += 2) rows.text(texts[i]).text(texts[i + 1]).end();
  });
  const auto cells = cells_of(book.files.at(kSheet1));
  for (size_t i = 0; i < texts.size(); ++i) CHECK(cells.at("AB"[i % 2] + std::to_string(i / 2 + 2)).text == texts[i]);
}

TEST_CASE("bytes that are no text are shown as such, and what exceeds a cell is cut between characters") {
  std::string many;
  for (int i = 0; i < 20000; ++i) many += "\xF0\x9F\x98\x80";
  const Book book = book_of(kTwo, [&](Rows& rows) {
    rows.text("a\xFF" "b\xC3").text("\xED\xA0\x80").end();
    rows.text(std::string(40000, 'x')).text(many).end();
  });
  const auto cells = cells_of(book.files.at(kSheet1));
  CHECK(cells.at("A2").text == "a\xEF\xBF\xBD" "b\xEF\xBF\xBD");
  CHECK(cells.at("B2").text == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(cells.at("A3").text.size() == 32767);
  CHECK(cells.at("B3").text.size() == 4 * 16383);
  CHECK(cells.at("A3").style == "");  // as text, some versions would show ####
}

TEST_CASE("blanks at the ends and line feeds are kept") {
  const Book book = book_of(kTwo, [](Rows& rows) { rows.text(" a ").text("b\nc").end(); });
  const std::string& xml = book.files.at(kSheet1);
  CHECK(xml.find("<t xml:space=\"preserve\"> a </t>") != std::string::npos);
  CHECK(xml.find("<t xml:space=\"preserve\">b\nc</t>") != std::string::npos);
}

TEST_CASE("the header is frozen and filters the rows, columns are as wide as is said") {
  const Book book = book_of(kTwo, [](Rows& rows) { rows.text("a").text("b").end(); });
  const std::string& xml = book.files.at(kSheet1);
  CHECK(xml.find("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>") != std::string::npos);
  CHECK(xml.find("<autoFilter ref=\"A1:B2\"/>") != std::string::npos);
  CHECK(xml.find("<col min=\"2\" max=\"2\" width=\"12.7") != std::string::npos);
  CHECK(book.files.at("xl/workbook.xml").find("'Fiches'!$A$1:$B$2<") != std::string::npos);
}

TEST_CASE("what exceeds a sheet goes on in the next one under the same header") {
  const auto fill = [](int count) {
    return [count](Rows& rows) {
      for (int i = 0; i < count; ++i) rows.text("r" + std::to_string(i)).number(static_cast<uint64_t>(i)).end();
    };
  };
  const Book two = book_of(kTwo, fill(7), {5, 1 << 20});
  CHECK(two.files.at("xl/workbook.xml").find("name=\"Fiches (2)\"") != std::string::npos);
  CHECK(two.files.count("xl/worksheets/sheet3.xml") == 0);
  const auto first = cells_of(two.files.at(kSheet1)), second = cells_of(two.files.at("xl/worksheets/sheet2.xml"));
  CHECK(first.at("A5").text == "r3");
  CHECK(first.count("A6") == 0);
  CHECK(second.at("A1").text == first.at("A1").text);
  CHECK(second.at("A2").text == "r4");
  CHECK(second.at("A4").text == "r6");
  CHECK(second.count("A5") == 0);
  const Book full = book_of(kTwo, fill(4), {5, 1 << 20});  // to the last row: no further sheet
  CHECK(full.files.count("xl/worksheets/sheet2.xml") == 0);
  CHECK(book_of(kTwo, fill(3000), {1 << 20, 70000}).files.count("xl/worksheets/sheet2.xml") == 1);
}

TEST_CASE("columns beyond Z have two letters and more") {
  std::vector<OutputColumn> columns;
  for (int i = 0; i < 703; ++i) columns.push_back({"c", "c" + std::to_string(i), CellKind::kText});
  const auto cells = cells_of(book_of(columns, [](Rows&) {}).files.at(kSheet1));
  CHECK(cells.at("Z1").text == "c25");
  CHECK(cells.at("AA1").text == "c26");
  CHECK(cells.at("ZZ1").text == "c701");
  CHECK(cells.at("AAA1").text == "c702");
}

TEST_CASE("widths are those of the widest cell in characters, neither too narrow nor too wide") {
  WidthRows rows;
  rows.head({{"a", "a"}, {"b", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"}, {"c", "c"}});
  rows.text("ab").number(123).text(std::string(500, 'x')).end();
  rows.text("abc").date("2024-02-29").text("").end();
  CHECK(rows.widths() == std::vector<uint32_t>{6, 10, 60});
}

TEST_CASE("a sink that wants no more ends the workbook with an error") {
  XlsxWriter book([](std::string_view) { return false; });
  const auto rows = book.begin_sheet("a", {10, 10});
  rows->head(kTwo);
  bool more = true;
  for (int i = 0; i < 20000 && more; ++i) more = rows->text(std::to_string(i * 7919)).text("x").end();
  CHECK_FALSE(more);
  CHECK_FALSE(rows->finish().ok());
  CHECK(book.finish().error().id == "export.stopped");
}
