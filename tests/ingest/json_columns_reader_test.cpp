#include "doctest/doctest.h"

#include "core/rng.h"
#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {
const Grid kThree = {{"Durand", "a@x.fr"}, {"Petit", ""}, {"Roux", "c@x.fr"}};
}  // namespace

TEST_CASE("columns side by side are a table") {
  for (const std::string text :
       {R"({"nom":["Durand","Petit","Roux"],"email":["a@x.fr",null,"c@x.fr"]})", R"({"nom":{"0":"Durand","1":"Petit","2":"Roux"},"email":{"0":"a@x.fr","1":null,"2":"c@x.fr"}})",
        "{\n \"count\": 3,\n \"nom\": [\n  \"Durand\", \"Petit\",\n \"Roux\" ],\n \"email\": [\"a@x.fr\", null, \"c@x.fr\"]\n}\n",
        R"({"data":{"nom":["Durand","Petit","Roux"],"email":["a@x.fr","","c@x.fr"]},"status":"ok"})", R"([{"nom":["Durand","Petit","Roux"],"email":["a@x.fr",null,"c@x.fr"]}])"}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(column_names(result) == Texts{"nom", "email"});
    CHECK(rows_of(result) == kThree);
    CHECK(result.dialect.format == Format::kJsonArray);
    CHECK(result.rejected_count == 0);
    CHECK(result.notices.empty());
    CHECK(result.table.source_rows == std::vector<uint32_t>{1, 2, 3});
    CHECK(dump(imported(text, {}, 1)) == dump(result));
  }
  CHECK(imported("{\"nom\":[\n\"A\",\n\"B\"],\n\"e\":[1,\n2]}").table.line_numbers == std::vector<uint64_t>{2, 3});
}

TEST_CASE("rows with names of their own keep them as the column \"key\"") {
  const ImportResult result = imported(R"({"nom":{"7":"Durand","9":"Petit"},"key":{"9":2,"7":1}})");
  CHECK(column_names(result) == Texts{"key (2)", "nom", "key"});
  CHECK(rows_of(result) == Grid{{"7", "Durand", "1"}, {"9", "Petit", "2"}});
  std::string names = "{\"nom\":{", ages = "\"age\":{";
  for (int i = 0; i < 600; ++i) {
    const std::string comma = i > 0 ? ",\"r" : "\"r";
    names += comma + std::to_string(i) + "\":\"x" + std::to_string(i) + "\"";
    ages += comma + std::to_string(i) + "\":" + std::to_string(i % 90);
  }
  const ImportResult named = imported(names + "}," + ages + "}}");
  CHECK(column_names(named) == Texts{"key", "nom", "age"});
  CHECK(named.table.row_count() == 600);
  CHECK(row_of(named, 599) == Texts{"r599", "x599", "59"});
}

TEST_CASE("cells of columns are read as those of records") {
  const ImportResult result = imported(R"({"n":{"0":1.50,"1":NaN},"t":{"0":"\u00e9\n","1":true},"e":{"0":"","1":null}})");
  CHECK(rows_of(result) == Grid{{"1.50", "\xC3\xA9\n", ""}, {"", "true", ""}});
  CHECK(has_notice(result, "json_loose_values"));
  const ImportResult escape = imported(R"({"n":["a","\ud83d","c"],"m":[1,2,3]})");
  CHECK(rows_of(escape) == Grid{{"a", "1"}, {"", "2"}, {"c", "3"}});
  REQUIRE(escape.rejects.size() == 1);
  CHECK(escape.rejects[0].source_row == 2);
  CHECK(escape.rejects[0].reason_id == "json.bad_escape");
}

TEST_CASE("a column that is broken is refused, for its values would stand in other rows") {
  for (const std::string text : {R"({"a":[1,2,3],"b":[4,tru,6]})", R"({"a":[1,2],"b":["x" "y"]})", R"({"a":{"0":1,"1":2},"b":{"0":3,"1":4-}})", R"({"a":[1,2],"b":[,3,4]})"}) {
    CAPTURE(text);
    ImportResult out;
    const Status status = import_bytes(text, out);
    REQUIRE(!status.ok());
    CHECK(status.error().id == "json.broken_column");
    CHECK(status.error().arguments == Texts{"b", "1"});
  }
}

TEST_CASE("records whose fields are lists or objects are no columns") {
  const ImportResult one = imported(R"({"id":7,"emails":["a@x.fr","b@x.fr"],"phones":["01","02"]})");
  CHECK(rows_of(one) == Grid{{"7", "a@x.fr; b@x.fr", "01; 02"}});
  CHECK(imported(R"({"id":7,"contact":{"emails":["a@x.fr","b@x.fr"],"phones":["01","02"]}})").table.row_count() == 1);
  CHECK(imported(R"({"emails":["a@x.fr","b@x.fr"],"phones":["01"]})").table.row_count() == 1);
  CHECK(imported(R"({"emails":["a@x.fr"],"phones":["01"]})").table.row_count() == 1);
  CHECK(column_names(imported(R"({"7":{"1":"x","2":"y"},"8":{"1":"z","2":"w"}})")) == Texts{"key", "1", "2"});
  CHECK(column_names(imported(R"({"u1":{"nom":"A","n":1},"u2":{"nom":"B","n":2}})")) == Texts{"key", "nom", "n"});
  // A file that is cut holds no whole columns.
  CHECK(imported(R"({"a":[1,2],"b":[3,4)").table.row_count() == 0);
}

TEST_CASE("where columns are cut into slices does not matter") {
  static constexpr const char* kPieces[] = {"1", ",", "\"x\\u00e9\"", "[", "]", "{", "}", "\"0\":", "\"1\":", ":", "null", "[1,2]", "{\"k\":[3]}", "\n", "\"", "tru", ",\"c\":", "]}", "}}", " "};
  Rng rng(22);
  for (int round = 0; round < 600; ++round) {
    std::string text = round % 2 == 0 ? "{\"a\":[1,2],\"b\":[3" : "{\"a\":{\"0\":1,\"1\":2},\"b\":{\"0\":3";
    for (uint64_t i = rng.below(6); i > 0; --i) text += kPieces[rng.below(std::size(kPieces))];
    text += round % 2 == 0 ? ",4]}" : ",\"1\":4}}";
    ImportResult whole, cut;
    const Status status = import_bytes(text, whole);
    for (const uint64_t step : {1, 2, 3, 7}) {
      const Status other = import_bytes(text, cut, {}, step);
      const bool equal = status.ok() == other.ok() && (status.ok() ? dump(whole) == dump(cut) : status.error().message == other.error().message);
      if (!equal) CHECK_MESSAGE(equal, text);
    }
  }
}
