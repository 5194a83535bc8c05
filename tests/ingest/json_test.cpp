#include "doctest/doctest.h"

#include "core/rng.h"
#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

TEST_CASE("an array of flat objects is a table") {
  const ImportResult result = imported("[\n {\"id\": 1, \"nom\": \"Durand\"},\n {\"id\": 2, \"nom\": \"Petit\"}\n]\n");
  CHECK(result.dialect.format == Format::kJsonArray);
  CHECK(column_names(result) == Texts{"id", "nom"});
  CHECK(rows_of(result) == Grid{{"1", "Durand"}, {"2", "Petit"}});
  CHECK(result.table.line_numbers == std::vector<uint64_t>{2, 3});
}

TEST_CASE("one object per line is a table") {
  const ImportResult result = imported("{\"id\":1,\"nom\":\"Durand\"}\n{\"id\":2,\"nom\":\"Petit\"}\n");
  CHECK(result.dialect.format == Format::kNdjson);
  CHECK(rows_of(result) == Grid{{"1", "Durand"}, {"2", "Petit"}});
}

TEST_CASE("fields may come in any order, late, or not at all") {
  const ImportResult result = imported("{\"a\":1}\n{\"b\":2,\"a\":3}\n{\"c\":4}\n{}\n");
  CHECK(column_names(result) == Texts{"a", "b", "c"});
  CHECK(rows_of(result) == Grid{{"1", "", ""}, {"3", "2", ""}, {"", "", "4"}, {"", "", ""}});
}

TEST_CASE("numbers stay as written, null is missing, true and false are texts") {
  const ImportResult result = imported("[{\"n\":1.50,\"m\":-0.0e+10,\"x\":null,\"y\":true,\"z\":false,\"s\":\"\"}]");
  CHECK(row_of(result, 0) == Texts{"1.50", "-0.0e+10", "", "true", "false", ""});
  CHECK(result.table.columns[2].codes[0] == kMissing);
}

TEST_CASE("escapes are read, surrogate pairs too, in names as in values") {
  const ImportResult result = imported("[{\"pr\\u00e9nom\":\"\\u00c9lodie \\\"\\n\\t\\\\ \\ud83d\\ude00\"}]");
  CHECK(column_names(result) == Texts{"pr\xC3\xA9nom"});
  CHECK(row_of(result, 0) == Texts{"\xC3\x89lodie \"\n\t\\ \xF0\x9F\x98\x80"});
}

TEST_CASE("lists of lists and lists of this and that are kept as text, and said") {
  const ImportResult result = imported("[{\"a\":{\"b\":[[1,\"}\"]]},\"c\":[1,{}],\"d\":[]}]");
  CHECK(column_names(result) == Texts{"a.b", "c"});
  CHECK(row_of(result, 0) == Texts{"[[1,\"}\"]]", "[1,{}]"});
  CHECK(has_notice(result, "nested_value_kept_as_text"));
}

TEST_CASE("of two fields of one name the last counts") {
  CHECK(rows_of(imported("[{\"a\":1,\"a\":2},{\"a\":3}]")) == Grid{{"2"}, {"3"}});
}

TEST_CASE("a broken object goes to the rejects and reading resumes at the next one") {
  for (const std::string broken : {"{\"id\":2,\"nom\":}", "{\"id\":2,\"nom\":nul}", "{\"id\":2 \"nom\":\"x\"}", "{\"id\":2,,}", "{id:2}",
                                   "{\"id\":2,\"nom\":\"x", "{\"id\":2,\"nom\":[1,2", "{\"id\":2,\"nom\":\"x\"", "{\"id\":2-3}", "{'id':2}", "{\"id\":{\"a\":tru}}", "{\"id\":[1 2]}",
                                   "{\"id\":2,\"nom\":[1}}", "{\"id\":\"\\ud83d\"}", "{\"id\":\"\\u00zz\"}"}) {
    CAPTURE(broken);
    const std::string lines = "{\"id\":1,\"nom\":\"Durand\"}\n" + broken + "\n{\"id\":3,\"nom\":\"Roux\"}\n";
    const ImportResult result = imported(lines);
    CHECK(rows_of(result) == Grid{{"1", "Durand"}, {"3", "Roux"}});
    REQUIRE(result.rejects.size() == 1);
    CHECK(result.rejects[0].line == 2);
    CHECK(result.rejects[0].source_row == 2);
    CHECK(result.rejects[0].text == broken);
    CHECK(result.table.source_rows == std::vector<uint32_t>{1, 3});
    const ImportResult array = imported("[\n{\"id\":1,\"nom\":\"Durand\"},\n" + broken + ",\n{\"id\":3,\"nom\":\"Roux\"}\n]");
    CHECK(rows_of(array) == Grid{{"1", "Durand"}, {"3", "Roux"}});
    CHECK(array.rejects.size() == 1);
  }
}

TEST_CASE("a broken object inside a line costs only itself when its brackets pair") {
  const ImportResult result = imported("[{\"id\":1},{\"id\":tru,\"x\":[{\"id\":9},{\"id\":8}]},{\"id\":3}]");
  CHECK(rows_of(result) == Grid{{"1"}, {"3"}});
  CHECK(result.rejected_count == 1);
}

TEST_CASE("an object that lost its closing brace does not take the next one with it") {
  CHECK(rows_of(imported("[{\"id\":1},{\"id\":2, {\"id\":3}]")) == Grid{{"1"}, {"3"}});
}

TEST_CASE("what is not an object goes to the rejects") {
  const ImportResult result = imported("[{\"id\":1}, 7, \"a,{b\", [1,{\"id\":5}], null, {\"id\":2}]");
  CHECK(rows_of(result) == Grid{{"1"}, {"2"}});
  CHECK(result.rejected_count == 4);
  CHECK(result.rejects[0].reason_id == "json.not_an_object");
  CHECK(result.table.source_rows == std::vector<uint32_t>{1, 6});
}

TEST_CASE("an array that is not closed is read as far as it goes, and said") {
  const ImportResult result = imported("[{\"id\":1},\n{\"id\":2},\n{\"id\":");
  CHECK(rows_of(result) == Grid{{"1"}, {"2"}});
  CHECK(result.rejected_count == 1);
  CHECK(has_notice(result, "json_array_not_closed"));
}

TEST_CASE("objects written over several lines are read, with the line where they start") {
  const ImportResult result = imported("[\n  {\n    \"id\": 1,\n    \"nom\": \"a\"\n  },\n  {\n    \"id\": 2\n  }\n]\n");
  CHECK(result.table.row_count() == 2);
  CHECK(result.table.line_numbers == std::vector<uint64_t>{2, 6});
}

TEST_CASE("JSON without records says so") {
  for (const std::string text : {"[]", "[1,2,3]", "[\"a\",\"b\"]"}) {
    CAPTURE(text);
    CHECK(error_id(text) == "json.no_records");
  }
  CHECK(error_id("[{},{}]") == "file.no_column");
  CHECK(error_id("{\"count\":0,\"results\":[]}") == "json.empty_list");
  ImportResult out;
  CHECK(import_bytes("{\"response\":{\"numFound\":0,\"docs\":[]}}", out).error().arguments == Texts{"response.docs"});
}

TEST_CASE("a file of one object is one record, and said") {
  const ImportResult result = imported("{\"id\":1,\"name\":{\"first\":\"A\",\"last\":\"B\"},\"tags\":[]}");
  CHECK(column_names(result) == Texts{"id", "name.first", "name.last"});
  CHECK(result.table.row_count() == 1);
  CHECK(has_notice(result, "json_one_object"));
}

TEST_CASE("an object of more than 8 MB is rejected and reading goes on behind it") {
  const std::string text = "{\"id\":1}\n{\"id\":\"" + std::string(9'000'000, 'x') + "\"}\n{\"id\":3}\n";
  for (const uint64_t step : {uint64_t{0}, uint64_t{1} << 20}) {
    const ImportResult result = imported(text, {}, step);
    CHECK(rows_of(result) == Grid{{"1"}, {"3"}});
    REQUIRE(result.rejects.size() == 1);
    CHECK(result.rejects[0].reason_id == "json.object_too_long");
  }
}

TEST_CASE("JSON results do not depend on where the file is cut into slices") {
  static constexpr const char* kPieces[] = {"{\"a\":1}", "{\"a\":\"x\\u00e9\",\"b\":[{},2]}", "{\"a\":", "\n", "\n  ", "}", "]", ",", "\"",
                                            "{\"c\":nul}", "7", "{\"a\":{\"b\":\"}\"}}", "\xC3\xA9", "\\"};
  Rng rng(11);
  for (int round = 0; round < 300; ++round) {
    std::string text = round % 2 == 0 ? "[{\"a\":0}" : "{\"a\":0}\n";
    for (uint64_t i = rng.below(14); i > 0; --i) text += kPieces[rng.below(std::size(kPieces))];
    const std::string whole = dump(imported(text));
    for (const uint64_t step : {1, 2, 3, 5, 7, 11, 17}) {
      const bool equal = dump(imported(text, {}, step)) == whole;
      if (!equal) CHECK_MESSAGE(equal, text);
    }
  }
  CHECK(imported("[{\"a\":1}]", {}, 2).table.row_count() == 1);
}
