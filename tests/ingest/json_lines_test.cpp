#include "ingest/json_lines.h"

#include <random>

#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {

std::string mended(const std::string& text, JsonLines lines = {}) {
  JsonLineMender mender(lines);
  std::string out;
  mender.mend(text, out);
  mender.finish(out);
  for (const size_t step : {size_t{1}, size_t{3}, size_t{7}}) {
    JsonLineMender again(lines);
    std::string other;
    for (size_t at = 0; at < text.size(); at += step) again.mend(std::string_view(text).substr(at, step), other);
    again.finish(other);
    CHECK(other == out);
    CHECK(again.mended() == mender.mended());
  }
  return out;
}

// Records on one line, on a line each, or pretty.
std::string records(size_t count, const std::string& between, const std::string& between_fields) {
  std::string out;
  for (size_t i = 0; i < count; ++i)
    out += (i > 0 ? between : "") + "{" + between_fields + "\"id\":\"C" + std::to_string(i) + "\"," + between_fields + "\"name\":\"Durand " + std::to_string(i) + " rue\"," +
           between_fields + "\"city\":\"Nice\"" + between_fields + "}";
  return out;
}

std::string cut_at(const std::string& text, size_t letters, const std::string& line_end) {
  std::string out;
  size_t count = 0;
  for (const char c : text) {
    if ((static_cast<uint8_t>(c) & 0xC0) != 0x80 && count++ > 0 && (count - 1) % letters == 0) out += line_end;
    out += c;
  }
  return out;
}

}  // namespace

TEST_CASE("a line end inside of a text becomes an escape, and stands behind the text") {
  CHECK(mended("{\"a\":\"x\ny\"}") == "{\"a\":\"x\\ny\"\n}");
  CHECK(mended("{\"a\":\"x\r\ny\" , \"b\":1}") == "{\"a\":\"x\\ny\"\r\n , \"b\":1}");
  CHECK(mended("[\"x\n\n\\\"y\"]") == "[\"x\\n\\n\\\"y\"\n\n]");
  CHECK(mended("{\"a\nb\":1}") == "{\"a\\nb\"\n:1}");
  CHECK(mended("[\"x\ry\"]") == "[\"x\\ny\"\r]");
}

TEST_CASE("a backslash before a line end inside of a text makes one line feed of both") {
  CHECK(mended("[\"x\\\ny\"]") == "[\"x\\ny\"\n]");
  CHECK(mended("[\"x\\\r\ny\"]") == "[\"x\\ny\"\r\n]");
  CHECK(mended("[\"x\\\\\ny\"]") == "[\"x\\\\\\ny\"\n]");
  CHECK(mended("[\"a\nx\\\\\ny\"]") == "[\"a\\nx\\\\\\ny\"\n\n]");
}

TEST_CASE("a text that its line breaks stays as it is") {
  for (const std::string text : {"{\"a\":\"x\n\"b\":\"y\"}", "{\"a\":\"x\n}\n{\"a\":\"y\"}", "{\"a\":\"x\",\n\"b\":2}\n", "[\"x\n", "[\"x\n\"", "[\"x\n\n\n\n", "plain\ntext \"with\nquotes\" it"}) {
    CAPTURE(text);
    CHECK(mended(text) == text);
  }
  // However many line ends follow, and however often one is looked for.
  const std::string endless = "[\"" + [] { std::string out; for (int i = 0; i < 50'000; ++i) out += "\n\\\""; return out; }() + "\"x";
  CHECK(mended(endless) == endless);
  const std::string long_text = "[\"x\n" + std::string(70'000, 'y') + "\"]";
  CHECK(mended(long_text) == long_text);
}

TEST_CASE("lines cut at one length are put together again, in texts, numbers and words") {
  const std::string text = "[" + records(40, ",", "") + ",{\"id\":123456789012345678901234567890,\"ok\":true,\"name\":\"Éléonore \\\"É\\\"\"}]";
  for (const std::string line_end : {"\n", "\r\n"})
    for (const size_t letters : {size_t{41}, size_t{80}, size_t{255}}) {
      const std::string cut = cut_at(text, letters, line_end);
      CAPTURE(letters);
      CHECK(find_json_lines(cut).cut_at == letters);
      const ImportResult result = imported(cut);
      CHECK(result.table.row_count() == 41);
      CHECK(result.rejected_count == 0);
      CHECK(result.notices == Texts{"json_lines_in_texts"});
      CHECK(rows_of(result) == rows_of(imported(text)));
      CHECK(dump(imported(cut, {}, 1)) == dump(result));
    }
}

TEST_CASE("two lines are cut by a program only where the first has the length of SQL Server's") {
  const std::string text = "[" + records(80, ",", "") + "]";
  CHECK(find_json_lines(cut_at(text, 2033, "\n")).cut_at == 2033);
  CHECK(find_json_lines(cut_at(text, 3000, "\n")).cut_at == 0);
  CHECK(imported(cut_at(text, 2033, "\n")).table.row_count() == 80);
  CHECK(find_json_lines(records(80, "\n", "")).cut_at == 0);
}

TEST_CASE("letters of a cut are counted in any encoding") {
  std::string text = "\xEF\xBB\xBF[", latin = "[";
  for (int i = 0; i < 30; ++i) {
    text += (i > 0 ? "," : "") + std::string("{\"id\":\"") + std::to_string(i) + "\",\"name\":\"L\xC3\xA9" "a de la R\xC3\xA9" "publique\"}";
    latin += (i > 0 ? "," : "") + std::string("{\"id\":\"") + std::to_string(i) + "\",\"name\":\"L\xE9" "a de la R\xE9" "publique\"}";
  }
  const auto cut = [](const std::string& bytes, bool utf8) {
    std::string out;
    size_t count = 0;
    for (size_t i = 0; i < bytes.size(); ++i) {
      const auto byte = static_cast<uint8_t>(bytes[i]);
      const bool letter = utf8 ? (byte & 0xC0) != 0x80 && byte != 0xEF : true;
      if (letter && count++ > 0 && (count - 1) % 80 == 0) out += '\n';
      out += bytes[i];
    }
    return out;
  };
  const ImportResult a = imported(cut(text + "]", true)), b = imported(cut(latin + "]", false));
  CHECK(a.table.row_count() == 30);
  CHECK(b.table.row_count() == 30);
  CHECK(rows_of(a) == rows_of(b));
  CHECK(a.rejected_count + b.rejected_count == 0);
}

TEST_CASE("line feeds anywhere in texts cost no record") {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    const bool list = round % 3 != 1;
    std::string text = round % 3 == 0 ? "[" + records(20, ", ", "") + "]" : round % 3 == 1 ? records(20, "\n", "") : "[\n" + records(20, ",\n", "\n  ") + "\n]\n";
    for (int damage = 0; damage < 3; ++damage) {
      size_t at = text.find("Durand", random() % (text.size() / 2));
      at += random() % 8;
      text.insert(at, random() % 2 == 0 ? "\n" : "\r\n");
    }
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(result.table.row_count() + result.rejected_count == 20);
    CHECK(result.rejected_count == 0);
    CHECK(has_notice(result, "json_lines_in_texts"));
    CHECK(has_notice(result, "json_array_not_closed") == false);
    CHECK((result.dialect.format == Format::kJsonArray) == list);
    CHECK(dump(imported(text, {}, 5)) == dump(result));
  }
}

TEST_CASE("a lost or a stray quote costs its record, in one line as well") {
  std::mt19937 random(5);
  for (int round = 0; round < 400; ++round) {
    std::string text = round % 3 == 0 ? "[" + records(20, ", ", "") + "]" : round % 3 == 1 ? records(20, "\n", "") : "{\"rows\":[" + records(20, ",", " ") + "]}";
    const size_t from = random() % (text.size() - 100);
    const size_t quote = text.find('"', from + 60);
    if (round % 2 == 0) text.erase(quote, 1);
    else text.insert(text.find("rand", from), "\"");
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(result.table.row_count() + result.rejected_count >= 20);
    CHECK(result.table.row_count() >= 18);
    CHECK(dump(imported(text, {}, 3)) == dump(result));
  }
}
