#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {
const std::string kOne = R"({"id":1,"name":"Durand","zip":"06000"})", kTwo = R"({"id":2,"name":"Petit","zip":"69002"})", kThree = R"({"id":3,"name":"Weiss","zip":"10115"})";
}  // namespace

TEST_CASE("lists of alike objects under several names are one table, with the name where it says something") {
  for (const std::string& text : {"{\"shop\":[" + kOne + "," + kTwo + "],\"web\":[" + kThree + "]}", "{\"count\":3,\"data\":{\"shop\":[" + kOne + "," + kTwo + "],\"none\":[],\"web\":[" + kThree + "]}}",
                                  "[{\"shop\":[" + kOne + "," + kTwo + "],\"web\":[" + kThree + "]}]"}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(column_names(result) == Texts{"key", "id", "name", "zip"});
    CHECK(rows_of(result) == Grid{{"shop", "1", "Durand", "06000"}, {"shop", "2", "Petit", "69002"}, {"web", "3", "Weiss", "10115"}});
    CHECK(result.rejected_count == 0);
    CHECK(result.notices == Texts{"json_lists_joined"});
    CHECK(dump(imported(text, {}, 1)) == dump(result));
  }
  const std::string dated = R"({"a.b":[{"id":1,"key":"k"}],"c":[{"id":2,"key":"l"}]})";
  CHECK(column_names(imported(dated)) == Texts{"key", "id", "key (2)"});
  CHECK(rows_of(imported(dated)) == Grid{{"a.b", "1", "k"}, {"c", "2", "l"}});
}

TEST_CASE("the name of a list is no column when it numbers pages or when the records say it themselves") {
  CHECK(column_names(imported("{\"page1\":[" + kOne + "," + kTwo + "],\"page2\":[" + kThree + "]}")) == Texts{"id", "name", "zip"});
  CHECK(column_names(imported("{\"0\":[" + kOne + "],\"1\":[" + kThree + "]}")) == Texts{"id", "name", "zip"});
  CHECK(column_names(imported(R"({"FR":[{"id":1,"land":"FR"}],"DE":[{"id":2,"land":"DE"},{"id":3,"land":"DE"}]})")) == Texts{"id", "land"});
  CHECK(column_names(imported(R"({"FR":[{"id":1,"land":"FR"}],"DE":[{"id":2,"land":"DE"},{"id":3,"land":"AT"}]})")) == Texts{"key", "id", "land"});
}

TEST_CASE("lists of other things, or of a record, are not put together") {
  // Other fields, what stands beside records, and lists within one record.
  const std::string shop = "{\"shop\":[" + kOne + "," + kTwo + "," + kThree + "],";
  CHECK(imported(shop + R"("orders":[{"id":7,"date":"2024-01-02","amount":12}]})").table.row_count() == 3);
  CHECK(imported(shop + "\"included\":[" + kOne + "]}").table.row_count() == 3);
  CHECK(has_notice(imported(R"({"name":"Durand","billing":[{"street":"a","zip":"1"}],"delivery":[{"street":"b","zip":"2"}]})"), "json_lists_joined") == false);
  CHECK(imported(R"([{"id":1,"a":[{"x":1,"y":2}],"b":[{"x":1,"y":2}]},{"id":2,"a":[{"x":1,"y":2}],"b":[{"x":1,"y":2}]}])").table.row_count() == 2);
  // One of them can still be asked for.
  DialectOverride choice;
  choice.table = "web";
  CHECK(rows_of(imported("{\"shop\":[" + kOne + "," + kTwo + "],\"web\":[" + kThree + "]}", choice)) == Grid{{"3", "Weiss", "10115"}});
  choice.table = "other";
  CHECK(error_id("{\"shop\":[" + kOne + "],\"web\":[" + kThree + "]}", choice) == "json.no_such_list");
}

TEST_CASE("a broken record in one of several lists costs itself only") {
  const ImportResult result = imported("{\"shop\":[" + kOne + ",{\"id\":9,\"name\":x},\n" + kTwo + "],\"web\":[" + kThree + "]}");
  CHECK(result.table.row_count() == 3);
  CHECK(result.rejected_count == 1);
}

TEST_CASE("an answer that tells an error holds no records, however the service writes it") {
  for (const std::string text : {R"([{"message":"Session expired","errorCode":"INVALID_SESSION"}])", R"({"errors":[{"message":"Rate limit","extensions":{"code":"THROTTLED"}}],"data":null})",
                                 R"({"errors":[{"message":"Rate limit"}],"data":{"customers":null}})", R"({"message":"Not Found","documentation_url":"https://docs"})",
                                 R"({"error":{"code":401,"message":"no"}})", R"({"errors":[{"code":1},{"code":2}],"results":[]})", R"({"status":404,"detail":"none","title":"Not found","instance":"/c"})"}) {
    CAPTURE(text);
    CHECK(error_id(text) == "json.error_answer");
  }
  for (const std::string text : {R"([{"message":"call back","errorCode":"","name":"Durand"}])", R"({"message":"ok","results":[{"id":1,"name":"Durand"}]})", R"({"message":"hello","name":"Durand"})",
                                 R"({"errors":[{"message":"x"}],"data":{"customers":[{"id":1,"name":"Durand"}]}})", R"([{"message":"a","error":"b"},{"message":"c","error":"d"}])"}) {
    CAPTURE(text);
    CHECK(error_id(text) == "");
  }
}

TEST_CASE("an answer whose list is empty says so, whatever the list is called") {
  for (const std::string text : {R"({"customers":[],"count":0})", R"({"status":"success","data":{"customers":[]},"total":0})", R"({"clients":[]})"}) {
    CAPTURE(text);
    CHECK(error_id(text) == "json.empty_list");
  }
  CHECK(imported(R"({"id":7,"name":"Durand","tags":[]})").table.row_count() == 1);
}

TEST_CASE("records none of which can be read are told as such, not as a wrong separator") {
  CHECK(error_id(R"([{"id":1,"path":"C:\Docs"},{"id":2,"path":"C:\Docs"}])") == "json.all_rejected");
  CHECK(error_id(R"({"id":1,"path":"C:\Docs"})" "\n" R"({"id":2,"path":"C:\Docs"})") == "json.all_rejected");
}

TEST_CASE("an answer that is one page of several says that the service has more") {
  const std::string list = "[" + kOne + "," + kTwo + "]";
  struct Answer { std::string text; uint64_t stated; };
  for (const Answer& answer : std::vector<Answer>{{"{\"data\":" + list + ",\"links\":{\"next\":\"https://x?page=2\"},\"meta\":{\"current_page\":1,\"total\":320}}", 320},
                              {"{\"count\":40,\"value\":" + list + "}", 40},
                              {"{\"value\":" + list + ",\"@odata.nextLink\":\"https://x\"}", 1},
                              {"{\"results\":" + list + ",\"paging\":{\"next\":{\"after\":\"24\"}}}", 1},
                              {"{\"records\":" + list + ",\"offset\":\"itr/rec\"}", 1},
                              {"{\"totalSize\":2500,\"done\":false,\"records\":" + list + "}", 2500},
                              {"{\"items\":" + list + ",\"has_more\":true}", 1}}) {
    CAPTURE(answer.text);
    const ImportResult result = imported(answer.text);
    CHECK(result.table.row_count() == 2);
    CHECK(has_notice(result, "json_more_at_service"));
    CHECK(result.stated_row_count == answer.stated);
    CHECK(dump(imported(answer.text, {}, 1)) == dump(result));
  }
  for (const std::string& text : {"{\"data\":" + list + ",\"links\":{\"next\":null},\"meta\":{\"total\":2}}", "{\"count\":2,\"next\":null,\"results\":" + list + "}", "{\"records\":" + list + ",\"offset\":100}",
                                  "{\"done\":true,\"records\":" + list + "}", "{\"items\":" + list + ",\"has_more\":false,\"next\":\"\"}", "{\"order\":\"A-7\",\"total\":320,\"items\":" + list + "}",
                                  "[" + kOne + "," + kTwo + "]", "{\"count\":4,\"data\":" + list + "}\n{\"count\":4,\"data\":" + list + "}"}) {
    CAPTURE(text);
    CHECK_FALSE(has_notice(imported(text), "json_more_at_service"));
  }
}
