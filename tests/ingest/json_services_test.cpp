// What programs of services, databases and loaders write around records.

#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {

const Grid kTwo = {{"1", "Durand"}, {"2", "Petit"}};
const std::string kList = R"([{"id":1,"nom":"Durand"},{"id":2,"nom":"Petit"}])";
const std::string kMore = R"([{"id":3,"nom":"Roux"},{"id":4,"nom":"Roux"},{"id":5,"nom":"Roux"}])";

}  // namespace

TEST_CASE("lists of records within one list are one list, whole or under a name") {
  for (const std::string& text : {"[" + kList + "," + kMore + "]", "[" + kList + ", [], " + kMore + "\n]", "{\"count\":5,\"pages\":[" + kList + "," + kMore + "]}"}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(column_names(result) == Texts{"id", "nom"});
    REQUIRE(result.table.row_count() == 5);
    CHECK(row_of(result, 1) == Texts{"2", "Petit"});
    CHECK(row_of(result, 2) == Texts{"3", "Roux"});
    CHECK(result.rejected_count == 0);
    CHECK(result.tables.empty());
    CHECK_FALSE(has_notice(result, "json_one_of_several_lists"));
    CHECK_FALSE(has_notice(result, "json_array_not_closed"));
    for (const uint64_t step : {1, 7}) CHECK(dump(imported(text, {}, step)) == dump(result));
  }
}

TEST_CASE("a broken record in one of several lists costs that record alone") {
  const ImportResult result = imported("[[{\"id\":1,\"nom\":\"Durand\"},\n{\"id\":2,,}],\n" + kMore + "]");
  CHECK(result.table.row_count() == 4);
  CHECK(result.rejected_count == 1);
}

TEST_CASE("lists of objects of one value each are no lists of records") {
  CHECK(imported(R"([[{"v":"1"},{"v":"Durand"}],[{"v":"2"},{"v":"Petit"}]])").table.row_count() != 4);
}

TEST_CASE("tables of a dump have the names that the dump gives them") {
  const std::string dumped = R"([{"type":"header","version":"5.2"},{"type":"database","name":"crm"},{"type":"table","name":"clients","database":"crm","data":)" + kList +
                             R"(},{"type":"table","name":"comm\u0061ndes","database":"crm","data":)" + kMore + "}]";
  const ImportResult proposed = imported(dumped);
  REQUIRE(proposed.tables.size() == 2);
  CHECK(proposed.tables[0].name == "clients");
  CHECK(proposed.tables[1].name == "commandes");
  CHECK(proposed.dialect.table == "commandes");
  DialectOverride choice;
  choice.table = "clients";
  CHECK(rows_of(imported(dumped, choice)) == kTwo);
}

TEST_CASE("lines that steer a loader are set aside, and said") {
  const ImportResult singer = imported(
      "{\"type\":\"SCHEMA\",\"stream\":\"c\",\"schema\":{\"a\":{}}}\n{\"type\":\"RECORD\",\"stream\":\"c\",\"record\":{\"id\":1,\"nom\":\"Durand\"}}\n"
      "{\"type\":\"RECORD\",\"stream\":\"c\",\"record\":{\"id\":2,\"nom\":\"Petit\"}}\n{\"type\":\"STATE\",\"value\":{\"at\":2}}\n");
  CHECK(column_names(singer) == Texts{"type", "stream", "id", "nom"});
  REQUIRE(singer.table.row_count() == 2);
  CHECK(row_of(singer, 1) == Texts{"RECORD", "c", "2", "Petit"});
  CHECK(has_notice(singer, "json_control_lines"));
  REQUIRE(singer.rejects.size() == 2);
  CHECK(singer.rejects[0].reason_id == "json.control_line");
  CHECK(singer.rejects[1].line == 4);

  const ImportResult bulk = imported("{\"index\":{\"_index\":\"c\",\"_id\":\"1\"}}\n{\"id\":1,\"nom\":\"Durand\"}\n{\"create\":{\"_id\":\"2\",\"routing\":\"a\"}}\n{\"id\":2,\"nom\":\"Petit\"}\n");
  CHECK(rows_of(bulk) == kTwo);
  CHECK(bulk.rejected_count == 2);
}

TEST_CASE("records that look a little like lines for loaders stay records") {
  const ImportResult one = imported("{\"index\":{\"name\":\"Durand\"}}\n{\"index\":{\"name\":\"Petit\"}}\n");
  CHECK(one.table.row_count() == 2);
  CHECK_FALSE(has_notice(one, "json_control_lines"));
  CHECK(imported("{\"type\":\"STATE\",\"value\":\"x\"}\n{\"type\":\"CITY\",\"value\":\"y\"}\n").table.row_count() == 2);
}

TEST_CASE("JSON that most rows hold as a text is kept, and said") {
  const std::string row = R"({"offset":1,"value":"{\"nom\":\"Durand\"}"})";
  const ImportResult result = imported(row + "\n" + row + "\n");
  CHECK(row_of(result, 0) == Texts{"1", "{\"nom\":\"Durand\"}"});
  CHECK(has_notice(result, "json_text_in_field"));
  CHECK_FALSE(has_notice(imported(row + "\n{\"offset\":2,\"value\":\"\"}\n"), "json_text_in_field"));
  CHECK_FALSE(has_notice(imported("{\"a\":\"{x}\\n\"}\n{\"a\":\"{y}\\n\"}\n"), "json_text_in_field"));
}

TEST_CASE("an answer that tells an error is refused") {
  for (const char* const text : {R"({"error":{"code":401,"message":"no"}})", R"({"errors":[{"message":"a","code":1},{"message":"b","code":2}]})", R"({"status":404,"error":"Not Found","path":"/x"})",
                                 R"({"timestamp":"x","status":500,"error":"x","message":"y"})"}) {
    CAPTURE(text);
    CHECK(error_id(text) == "json.error_answer");
  }
  CHECK(error_id(R"({"error":null,"customers":)" + kList + "}") == "");
  CHECK(error_id(R"({"error":null,"data":)" + kList + "}") == "");
  CHECK(error_id("{\"error\":\"a\",\"nom\":\"Durand\"}") == "");
  CHECK(error_id("{\"error\":\"a\"}\n{\"error\":\"b\"}\n") == "");
  CHECK(error_id("{\"code\":7,\"message\":\"Durand\"}") == "");
}

TEST_CASE("a list inside of an object with texts of its own is said, with its name") {
  const ImportResult result = imported("{\"nom\":\"Durand\",\"ville\":\"Tours\",\"commandes\":" + kMore + "}");
  CHECK(result.table.row_count() == 3);
  CHECK(result.dialect.table == "commandes");
  CHECK(has_notice(result, "json_list_inside_object"));
  CHECK_FALSE(has_notice(imported("{\"name\":\"clients\",\"commandes\":" + kMore + "}"), "json_list_inside_object"));
  CHECK_FALSE(has_notice(imported("{\"clients\":3,\"next\":\"x\",\"commandes\":" + kMore + "}"), "json_list_inside_object"));
}
