#include "ingest/json_pages.h"

#include "doctest/doctest.h"

#include "core/rng.h"
#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {

std::string page(int first, int count, const std::string& before = "", const std::string& after = ",\"next\":\"u?p=2\"") {
  std::string out = "{" + before + "\"data\":[";
  for (int i = 0; i < count; ++i) out += (i > 0 ? "," : "") + std::string("{\"id\":") + std::to_string(first + i) + ",\"a\":{\"b\":[1]}}";
  return out + "]" + after + "}";
}

std::vector<int> ids(const ImportResult& result) {
  std::vector<int> out;
  for (uint32_t row = 0; row < result.table.row_count(); ++row) out.push_back(std::stoi("0" + row_of(result, row)[0]));
  return out;
}

std::vector<int> up_to(int last) {
  std::vector<int> out;
  for (int i = 1; i <= last; ++i) out.push_back(i);
  return out;
}

}  // namespace

TEST_CASE("answers of many records each, line by line or one behind the other, are one list") {
  for (const std::string between : {"\n", "", "\r\n\r\n", ",\n", " "}) {
    CAPTURE(between);
    const std::string text = page(1, 20) + between + page(21, 30, "\"meta\":{\"x\":[{\"y\":1},[2]]},") + between + page(51, 1, "", "") + between + page(0, 0) + between;
    const ImportResult result = imported(text);
    CHECK(column_names(result) == Texts{"id", "a.b"});
    CHECK(ids(result) == up_to(51));
    CHECK(result.rejected_count == 0);
    CHECK(result.notices.empty());
    CHECK(result.dialect.format == Format::kJsonArray);
    CHECK(dump(imported(text, {}, 1)) == dump(result));
  }
  CHECK(ids(imported("[" + page(1, 20) + "," + page(21, 2) + ",\n" + page(23, 3) + "]")) == up_to(25));
  CHECK(ids(imported(page(1, 2) + "\n" + page(0, 0))) == up_to(2));
}

TEST_CASE("pages are found where services put their records") {
  for (const std::string text : {R"({"took":1,"hits":{"total":{"value":9},"hits":[{"_id":"1","_source":{"id":1}}]}})", R"({"count":9,"customers":[{"id":1}]})", R"({"customers":[{"id":1}]})",
                                 R"({"data":{"customers":{"edges":[{"node":{"id":1},"cursor":"x"}],"pageInfo":{"hasNextPage":true}}}})",
                                 R"({"@odata.context":"$metadata","value":[{"id":1}],"@odata.nextLink":"u"})", "{\n \"items\": [\n  {\n   \"id\": 1\n  }\n ],\n \"total\": 2,\n \"pages\": 1\n}", R"({"status":"ok","total":1,"data":[{"id":1}]})",
                                 R"({"included":[{"k":1},{"k":2}],"data":[{"id":1}]})", R"({"r\u00e9sultats":[{"id":1}],"count":1})"}) {
    CAPTURE(text);
    CHECK(imported(text + "\n" + text + "\n" + text).table.row_count() == 3);
  }
}

TEST_CASE("records that hold a list are no pages") {
  for (const std::string text : {R"({"id":1,"items":[{"n":1},{"n":2}]})", R"({"nom":"A","data":[{"n":1}]})", R"({"total":3,"items":[{"n":1}],"customer":{"nom":"A"}})", R"({"data":{"a":1}})",
                                 R"({"type":"order","number":"A1","total":7,"items":[{"n":1},{"n":2}]})", R"({"order":{"number":"A1","items":[{"n":1},{"n":2}]}})"}) {
    CAPTURE(text);
    CHECK(imported(text + "\n" + text + "\n").table.row_count() == 2);
    CHECK(imported("[" + text + "," + text + "]").table.row_count() == 2);
  }
  // The second says that the first was none.
  CHECK(imported(page(1, 3) + "\n{\"id\":1}\n").table.row_count() == 2);
}

TEST_CASE("of two lists in all pages the chosen one is read") {
  const std::string text = R"({"data":[{"id":1},{"id":2}],"included":[{"k":7},{"k":8},{"k":9}]})";
  const ImportResult result = imported(text + "\n" + text);
  CHECK(ids(result) == std::vector<int>{1, 2, 1, 2});
  REQUIRE(result.tables.size() == 2);
  CHECK(result.tables[0].row_count == 0);
  DialectOverride choice;
  choice.table = "included";
  CHECK(ids(imported(text + "\n" + text, choice)) == std::vector<int>{7, 8, 9, 7, 8, 9});
}

TEST_CASE("a line without the list that others have is rejected, and so is one that is no answer") {
  const ImportResult result = imported(page(1, 2) + "\n" + page(3, 2) + "\n{\"error\":\"busy\"}\nTimeout\n" + page(5, 1) + "\n{\"data\":null}");
  CHECK(ids(result) == up_to(5));
  REQUIRE(result.rejects.size() == 3);
  CHECK(result.rejects[0].reason_id == "json.no_page");
  CHECK(result.rejects[0].line == 3);
  CHECK(result.rejects[0].text == "{\"error\":\"busy\"}");
  CHECK(result.rejects[1].line == 4);
  CHECK(result.rejects[1].text == "Timeout");
  CHECK(result.rejects[2].line == 6);
  const ImportResult without_lines = imported(page(1, 2) + page(3, 2) + "{\"error\":\"busy\"}" + page(5, 1));
  CHECK(ids(without_lines) == up_to(5));
  CHECK(without_lines.rejects.size() == 1);
}

TEST_CASE("a broken record costs itself, a cut line what it lost, and the pages behind are read") {
  for (const std::string cut : {"{\"data\":[{\"id\":5},{\"id\":", "{\"data\":[{\"id\":5},{\"id\":\"x", "{\"data\":[{\"id\":5},{\"id\":[1,", "{\"data\":[{\"id\":5},", "{\"data\":[{\"id\":5}",
                                "{\"data\":[{\"id\":5},{\"id\":1]},{\"id\":{\"a\":"}) {
    CAPTURE(cut);
    const ImportResult result = imported(page(1, 2) + "\n" + page(3, 2) + "\n" + cut + "\n" + page(6, 2) + "\n");
    CHECK(ids(result) == up_to(7));
    CHECK(has_notice(result, "json_array_not_closed"));
  }
  const ImportResult broken = imported(page(1, 2) + "\n{\"data\":[{\"id\":3},{\"id\":tru},7,{\"id\":[1}},{\"id\":4}],\"next\":1}\n" + page(5, 1) + "\n");
  CHECK(ids(broken) == up_to(5));
  CHECK(broken.rejected_count == 3);
}

TEST_CASE("where pages are cut into slices does not matter") {
  static constexpr const char* kPieces[] = {"{\"data\":[", "{\"id\":1}", ",{\"id\":2}", "]", "}", ",\"next\":1}", "\n", "{\"data\":[{\"id\":3}]}", "{\"error\":{}}", "x", "\"", "\\", "[", "{\"id\":tru}", "/*", "*/ "};
  Rng rng(21);
  for (int round = 0; round < 400; ++round) {
    std::string text = page(1, 2) + (round % 2 == 0 ? "\n" : "") + page(3, 2);
    for (uint64_t i = rng.below(14); i > 0; --i) text += kPieces[rng.below(std::size(kPieces))];
    const std::string whole = dump(imported(text));
    for (const uint64_t step : {1, 2, 3, 7, 17}) {
      const bool equal = dump(imported(text, {}, step)) == whole;
      if (!equal) CHECK_MESSAGE(equal, text);
    }
  }
}
