#include "ingest/json_dressing.h"

#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {

const Grid kTwo = {{"1", "Durand"}, {"2", "Petit"}};
const std::string kList = R"([{"id":1,"nom":"Durand"},{"id":2,"nom":"Petit"}])";

// `json` written as a text of JSON.
std::string quoted(const std::string& json) {
  std::string out = "\"";
  for (const char c : json) {
    if (c == '\n') out += "\\n";
    else (out += c == '"' || c == '\\' ? "\\" : "") += c;
  }
  return out + "\"";
}

std::string utf16(const std::string& ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) (out += c) += '\0';
  return out;
}

}  // namespace

TEST_CASE("a script around JSON is passed over, and said") {
  for (const std::string& text :
       {"show(" + kList + ");\n", "/**/ jQuery123.cb_4 ( {\"rows\":" + kList + "} )", ")]}',\n" + kList, ")]}'\n{\"data\":" + kList + "}", "while(1);" + kList, "for (;;); " + kList,
        "var customers = " + kList + ";", "window.YTD.part0=" + kList, "export default " + kList, "export const c = " + kList + ";\n", "\xEF\xBB\xBF" "cb(" + kList + ")", utf16("cb(" + kList + ");")}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(rows_of(result) == kTwo);
    CHECK(result.rejected_count == 0);
    CHECK(result.dialect.format == Format::kJsonArray);
    CHECK(result.notices == Texts{"json_dressing"});
    CHECK(dump(imported(text, {}, 1)) == dump(result));
  }
  CHECK(rows_of(imported("log({\"id\":1,\"nom\":\"Durand\"}\n{\"id\":2,\"nom\":\"Petit\"})")) == kTwo);
}

TEST_CASE("comments and commas too many cost no record, and comments are said") {
  for (const std::string text : {"// customers\n[{\"id\":1,\"nom\":\"Durand\"}, // the first\n /* { \"id\": 7 }, */ {\"id\":2,/*x*/\"nom\":\"Petit\",},]//", "[{/**/\"id\"//:\n:/* 9 **/1,\"nom\":\"Durand\"},{\"id\":2,\"nom\":\"Petit\"}]",
                                 "{\"id\":1,\"nom\":\"Durand\"} // a\n// {\"id\":3}\n{\"id\":2,\"nom\":\"Petit\"}\n", "{\"n\":2, // two\n\"rows\":[{\"id\":1,\"nom\":\"Durand\"},\n//\n{\"id\":2,\"nom\":\"Petit\"}]}"}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(rows_of(result) == kTwo);
    CHECK(result.rejected_count == 0);
    CHECK(result.notices == Texts{"json_dressing"});
    CHECK(dump(imported(text, {}, 1)) == dump(result));
  }
  const ImportResult commas = imported(R"([{"id":1,"nom":"Durand",},{"id":2,"nom":"Petit"},])");
  CHECK(rows_of(commas) == kTwo);
  CHECK(commas.notices.empty());
}

TEST_CASE("lines keep their numbers where comments and scripts stood") {
  CHECK(imported("// one\n/* two\nthree */\nvar a = [\n{\"id\":1}, // five\n{\"id\":2}];").table.line_numbers == std::vector<uint64_t>{5, 6});
}

TEST_CASE("slashes in texts and in broken values begin no comment") {
  const ImportResult texts = imported(R"([ /**/ {"u":"http://x/*y*/","v":"\"//"},{"u":"//","v":"*/"}])");
  CHECK(rows_of(texts) == Grid{{"http://x/*y*/", "\"//"}, {"//", "*/"}});
  // The cells behind are rejected with theirs, none moves into its place.
  for (const std::string broken : {R"({"a":http://x,"b":1,"c":2})", R"({"a":1/2,"b":1,"c":2})", R"({"a":12//3,"b":1,"c":2})", R"({"a": //x,"b":1,"c":2})", R"({"a":/* ,"b":1,"c":2})",
                                  R"({"a":5),"b":1,"c":2})"}) {
    CAPTURE(broken);
    const ImportResult result = imported("f([ // x\n" + broken + ",\n{\"a\":7,\"b\":8,\"c\":9}\n]);");
    REQUIRE(!result.rejects.empty());
    CHECK(result.rejects[0].line == 2);
    for (uint32_t row = 0; row < result.table.row_count(); ++row) CHECK(row_of(result, row) == Texts{"7", "8", "9"});
  }
}

TEST_CASE("a comment that is never closed is none, and hides nothing") {
  for (const int count : {20, 20'000}) {
    std::string text = "[/* a */{\"id\":1}, /* \n";
    for (int i = 0; i < count; ++i) text += "{\"id\":" + std::to_string(i + 2) + "},\n";
    const ImportResult result = imported(text + "{\"id\":0}]");
    CHECK(result.table.row_count() == static_cast<uint32_t>(count + 2));
    CHECK(result.rejected_count == 1);
  }
}

TEST_CASE("text that looks like a script is no JSON without a bracket") {
  for (const std::string text : {"name(first);town\nA;B\nC;D\n", "var;x\n1;2\n", "a=b;c\n1;2\n", "cb(1,2)\n3,4\n", ")]}';x\n1;2\n", "// note\na;b\n1;2\n"}) {
    CAPTURE(text);
    CHECK(imported(text).dialect.format == Format::kCsv);
  }
}

TEST_CASE("JSON within one text of JSON is read, and said") {
  for (const std::string& text : {quoted(kList), " " + quoted("{\"n\":2,\"rows\":" + kList + "}") + "\n", quoted("[\n {\"id\":1,\n\"nom\":\"Durand\"},\n{\"id\":2,\"nom\":\"Petit\"}]"),
                                 R"({"statusCode":200,"headers":{"a":"b"},"isBase64Encoded":false,"body":)" + quoted(kList) + "}", "{\"d\":" + quoted(kList) + "}",
                                 R"({"result":{"body":)" + quoted("{\"data\":" + kList + "}") + ",\"status\":\"ok\"}}", quoted("{\"id\":1,\"nom\":\"Durand\"}\n{\"id\":2,\"nom\":\"Petit\"}"),
                                 quoted(R"([["id","nom"],[1,"Durand"],[2,"Petit"]])"), quoted(R"({"id":[1,2],"nom":["Durand","Petit"]})"), utf16(quoted(kList)),
                                 "{\"body\":" + quoted(kList) + ",\"count\":\"2\"}",
                                 // An escape in a text before it is none of its own.
                                 R"({"statusCode":200,"headers":{"a":"b\c"},"body":)" + quoted(kList) + "}"}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(column_names(result) == Texts{"id", "nom"});
    CHECK(rows_of(result) == kTwo);
    CHECK(result.rejected_count == 0);
    CHECK(result.dialect.format == Format::kJsonArray);
    CHECK(result.notices == Texts{"json_inside_text"});
    CHECK(dump(imported(text, {}, 1)) == dump(result));
  }
}

TEST_CASE("escapes within such a text are read twice, and those that stand for nothing are told") {
  const ImportResult result = imported(R"("[{\"a\":\"\u00e9\\u00e9 \\\"x\\\" \\\\ \ud83d\ude00\"},{\u0022a\u0022:\"\/\"},{\"a\":\"\ud83d\"},{\"a\":\"\\n\"}]")");
  CHECK(rows_of(result) == Grid{{"\xC3\xA9\xC3\xA9 \"x\" \\ \xF0\x9F\x98\x80"}, {"/"}, {"\n"}});
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].reason_id == "json.bad_escape");
}

TEST_CASE("a text of JSON beside other fields stays a text") {
  const std::string payload = quoted(kList);
  CHECK(rows_of(imported("{\"id\":7,\"payload\":" + payload + "}")) == Grid{{"7", kList}});
  CHECK(rows_of(imported("[{\"id\":7,\"payload\":" + payload + "}]")) == Grid{{"7", kList}});
  CHECK(imported("[{\"body\":" + payload + "},{\"body\":" + payload + "}]").table.row_count() == 2);
  CHECK(rows_of(imported("{\"note\":" + payload + ",\"rows\":[{\"x\":1},{\"x\":2}]}")) == Grid{{"1"}, {"2"}});
  // Broken, cut, or no list.
  CHECK(imported("{\"body\":" + quoted("[{\"id\":1},{\"id\":2}") + "}").table.row_count() == 1);
  CHECK(rows_of(imported("{\"body\":" + quoted("{\"id\":1}") + "}")) == Grid{{"{\"id\":1}"}});
  CHECK(rows_of(imported(quoted("{\"id\":1}"))) == Grid{{"1"}});
  CHECK(error_id(quoted("{\"data\":[]}")) == "json.empty_list");
  CHECK(error_id(quoted("[\"a\"]").insert(2, " ")) == "json.no_records");
}

TEST_CASE("cells in quotes that hold JSON make no JSON of a table") {
  for (const std::string text : {"\"[{\"\"a\"\":1}]\";\"x\"\n\"[{\"\"a\"\":2}]\";\"y\"\n", "\"{\\\"a\\\":1}\",\"x\"\n\"{\\\"a\\\":2}\",\"y\"\n", "\"[1] a\",\"b\"\n\"[2] c\",\"d\"\n"}) {
    CAPTURE(text);
    CHECK(imported(text).dialect.format == Format::kCsv);
  }
}
