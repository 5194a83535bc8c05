#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

namespace {

const Grid kTwo = {{"1", "Durand"}, {"2", "Petit"}};
const std::string kList = R"([{"id":1,"nom":"Durand"},{"id":2,"nom":"Petit"}])";
const std::string kMore = R"({"id":3,"nom":"Roux"},{"id":4,"nom":"Roux"},{"id":5,"nom":"Roux"})";

}  // namespace

TEST_CASE("a list of records is found inside of what a service answers") {
  for (const std::string& text : {R"({"count":2,"next":null,"customers":)" + kList + "}", R"({"response":{"numFound":2,"docs":)" + kList + "}}",
                                 R"({"data":)" + kList + R"(,"links":{"self":"x"},"meta":{"total":2}})", "[{\"data\":" + kList + "}]",
                                 R"([{"page":1,"pages":1},)" + kList + "]", R"({"d":{"results":)" + kList + "}}", "{\"value\":" + kList + "}",
                                 R"({"tags":[1,2,3],"matrix":[[1,2],[3,4],[5,6],[7,8]],"records":)" + kList + "}"}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(column_names(result) == Texts{"id", "nom"});
    CHECK(rows_of(result) == kTwo);
    CHECK(result.dialect.format == Format::kJsonArray);
    CHECK(result.rejected_count == 0);
    CHECK(result.notices.empty());
  }
}

TEST_CASE("records have the line of the file where they start, and their number in the list") {
  const ImportResult result = imported("{\n \"meta\": {\"a\": [1,\n2]},\n \"rows\": [\n  {\"id\": 1},\n  7,\n  {\"id\": 2}\n ]\n}\n");
  CHECK(result.table.line_numbers == std::vector<uint64_t>{5, 7});
  CHECK(result.table.source_rows == std::vector<uint32_t>{1, 3});
  REQUIRE(result.rejects.size() == 1);
  CHECK(result.rejects[0].line == 6);
}

TEST_CASE("of several lists the fullest is read, wherever it stands, and said") {
  const std::string kList = R"([{"shop":1,"nom":"Durand"},{"shop":2,"nom":"Petit"}])";
  const ImportResult late = imported("{\"shops\":" + kList + ",\"customers\":[" + kMore + "]}");
  CHECK(late.table.row_count() == 3);
  CHECK(has_notice(late, "json_one_of_several_lists"));
  CHECK(imported("{\"customers\":[" + kMore + "],\"shops\":" + kList + "}").table.row_count() == 3);
}

TEST_CASE("another list than the fullest is read when its path is chosen") {
  const std::string text = "{\"out\":{\"shops\":" + kList + "},\"customers\":[" + kMore + "]}";
  const ImportResult proposed = imported(text);
  REQUIRE(proposed.tables.size() == 2);
  CHECK(proposed.tables[0].name == "out.shops");
  CHECK(proposed.tables[0].row_count == 2);
  CHECK(proposed.dialect.table == "customers");
  DialectOverride choice;
  choice.table = "out.shops";
  const ImportResult chosen = imported(text, choice);
  CHECK(rows_of(chosen) == kTwo);
  CHECK(chosen.dialect.table == "out.shops");
  CHECK(chosen.notices.empty());
}

TEST_CASE("a path that the file does not have is refused with those it has") {
  DialectOverride choice;
  choice.table = "clients";
  ImportResult out;
  const Status two = import_bytes("{\"out\":{\"shops\":" + kList + "},\"customers\":[" + kMore + "]}", out, choice);
  REQUIRE(!two.ok());
  CHECK(two.error().id == "json.no_such_list");
  CHECK(two.error().arguments == Texts{"clients", "out.shops, customers"});
  CHECK(two.error().hint == "Its lists are: out.shops, customers.");
  CHECK(out.tables.size() == 2);
  CHECK(out.tables[0].is_list);
  CHECK(import_bytes("{\"customers\":" + kList + "}", out, choice).error().arguments == Texts{"clients", "customers"});
  for (const std::string& text : {kList, std::string("{\"id\":1}\n{\"id\":2}\n"), std::string("{\"id\":1}"), std::string("{\"a\":{\"x\":1},\"b\":{\"x\":2}}")}) {
    CAPTURE(text);
    CHECK(error_id(text, choice) == "json.no_named_list");
  }
  choice.table = "customers";
  CHECK(rows_of(imported("{\"customers\":" + kList + "}", choice)) == kTwo);
}

TEST_CASE("a path of names with escapes is the names that they stand for") {
  const std::string text = "{\"d\\u00e9p\\u00f4ts\":" + kList + ",\"b\":[{\"x\":1,\"y\":2},{\"x\":1,\"y\":2}]}";
  CHECK(imported(text).tables[0].name == "d\xC3\xA9p\xC3\xB4ts");
  DialectOverride choice;
  choice.table = "d\xC3\xA9p\xC3\xB4ts";
  CHECK(rows_of(imported(text, choice)) == kTwo);
}

TEST_CASE("a list that starts behind a megabyte of another is found") {
  std::string text = "{\"log\":[";
  for (int i = 0; i < 100'000; ++i) text += (i > 0 ? "," : "") + std::string("[\"tick ") + std::to_string(i) + "\"]";
  text += "],\"customers\":[" + kMore + "]}";
  REQUIRE(text.size() > 1'000'000);
  CHECK(imported(text).table.row_count() == 3);
  CHECK(imported(text, {}, 70'000).table.row_count() == 3);
}

TEST_CASE("what stands beside records is not taken for them, however much it is") {
  CHECK(rows_of(imported("{\"data\":" + kList + ",\"included\":[" + kMore + "]}")) == kTwo);
  CHECK(rows_of(imported("{\"aggregations\":{\"town\":{\"buckets\":[" + kMore + "]}},\"hits\":{\"total\":2,\"hits\":" + kList + "}}")) == kTwo);
}

TEST_CASE("a list inside of records is theirs") {
  const std::string text = R"({"customers":[{"id":1,"orders":[{"n":1},{"n":2},{"n":3}]},{"id":2,"orders":[{"n":4}]}]})";
  const ImportResult result = imported(text);
  CHECK(column_names(result) == Texts{"id", "orders.1.n", "orders.2.n", "orders.3.n"});
  CHECK(rows_of(result) == Grid{{"1", "1", "2", "3"}, {"2", "4", "", ""}});
}

TEST_CASE("a broken record inside a list costs only itself") {
  for (const std::string broken : {R"({"id":tru,"x":[1]})", R"({"id":[1}})", R"({"id":"x)", R"({"id":{"a":nul}})"}) {
    CAPTURE(broken);
    const ImportResult result = imported("{\"count\":3,\"rows\":[\n{\"id\":1},\n" + broken + ",\n{\"id\":2}\n]}");
    CHECK(rows_of(result) == Grid{{"1"}, {"2"}});
    CHECK(result.rejected_count == 1);
  }
}

TEST_CASE("a list inside that is cut is read as far as it goes, and said") {
  const ImportResult result = imported("{\"count\":3,\"rows\":[{\"id\":1},{\"id\":2},{\"id\":");
  CHECK(rows_of(result) == Grid{{"1"}, {"2"}});
  CHECK(has_notice(result, "json_array_not_closed"));
}

TEST_CASE("an object of objects is a record for each name, which becomes the column \"key\"") {
  const ImportResult result = imported(R"({"-Nx1":{"nom":"Durand","tel":"01"},"-N\u00e9":{"tel":"02","nom":"Petit"}})");
  CHECK(column_names(result) == Texts{"key", "nom", "tel"});
  CHECK(rows_of(result) == Grid{{"-Nx1", "Durand", "01"}, {"-N\xC3\xA9", "Petit", "02"}});
  CHECK(rows_of(imported(R"({"users":{"u1":{"a":1},"u2":{"a":2},"u3":{"a":3}},"version":4})")) == Grid{{"u1", "1"}, {"u2", "2"}, {"u3", "3"}});
}

TEST_CASE("a field \"key\" of a keyed object keeps its own column") {
  const ImportResult result = imported(R"({"x":{"key":"a","b":{"c":1}},"y":{"key":"d"}})");
  CHECK(column_names(result) == Texts{"key", "key (2)", "b.c"});
  CHECK(rows_of(result) == Grid{{"x", "a", "1"}, {"y", "d", ""}});
}

TEST_CASE("what is no object among keyed ones is rejected alone") {
  const ImportResult result = imported(R"({"x":{"a":1},"status":"fine, {really}","n":[{"a":9}],"y":{"a":2},"z":{"a":tru},"w":{"a":3}})");
  CHECK(rows_of(result) == Grid{{"x", "1"}, {"y", "2"}, {"w", "3"}});
  CHECK(result.rejected_count == 3);
}

TEST_CASE("a record of several unlike objects is no keyed object") {
  const ImportResult result = imported(R"({"name":{"first":"A"},"address":{"city":"B"},"phone":{"number":"C"}})");
  CHECK(column_names(result) == Texts{"name.first", "address.city", "phone.number"});
  CHECK(result.table.row_count() == 1);
}

TEST_CASE("features are their properties and a point") {
  const ImportResult result = imported(
      R"({"type":"FeatureCollection","features":[)"
      R"({"type":"Feature","id":"f1","geometry":{"type":"Point","coordinates":[2.350,48.85]},"properties":{"id":7,"nom":"Durand","adr":{"ville":"Lyon"}}},)"
      R"({"type":"Feature","id":"f2","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4]]]},"properties":{"nom":"Petit"}},)"
      R"({"type":"Feature","geometry":null,"properties":{"nom":"Roux"}}]})");
  CHECK(column_names(result) == Texts{"id", "properties.id", "nom", "adr.ville", "geometry.longitude", "geometry.latitude"});
  CHECK(rows_of(result) == Grid{{"f1", "7", "Durand", "Lyon", "2.350", "48.85"}, {"f2", "", "Petit", "", "", ""}, {"", "", "Roux", "", "", ""}});
  CHECK(has_notice(result, "json_geometry_left_out"));
}

TEST_CASE("records in an envelope keep the names of their fields") {
  const ImportResult api = imported(R"({"data":[{"type":"people","id":"1","attributes":{"nom":"Durand"}},{"type":"people","id":"2","attributes":{"nom":"Petit"}}]})");
  CHECK(column_names(api) == Texts{"type", "id", "nom"});
  const ImportResult hits = imported(R"({"took":3,"hits":{"total":{"value":2},"hits":[{"_index":"c","_id":"1","_score":1.0,"_source":{"nom":"Durand"}},)"
                                     R"({"_index":"c","_id":"2","_score":1.0,"_source":{"nom":"Petit"}}]}})");
  CHECK(column_names(hits) == Texts{"_index", "_id", "_score", "nom"});
  // Something else beside it: an object like any other.
  CHECK(column_names(imported(R"([{"nom":"Durand","attributes":{"color":"red"}}])")) == Texts{"nom", "attributes.color"});
}

TEST_CASE("records of GraphQL, OData and pandas are found, and what describes them is not") {
  CHECK(rows_of(imported(R"({"data":{"customers":{"totalCount":2,"edges":[{"cursor":"a","node":{"id":1,"nom":"Durand"}},{"cursor":"b","node":{"id":2,"nom":"Petit"}}],"pageInfo":{"endCursor":"b"}}}})")) ==
        Grid{{"a", "1", "Durand"}, {"b", "2", "Petit"}});
  CHECK(rows_of(imported("{\"@odata.context\":\"$metadata#c\",\"@odata.count\":2,\"value\":" + kList + ",\"@odata.nextLink\":\"u\"}")) == kTwo);
  CHECK(rows_of(imported(R"({"schema":{"fields":[{"name":"id","type":"integer"},{"name":"nom","type":"string"},{"name":"x","type":"string"}],"pandas_version":"1.4.0"},"data":)" + kList + "}")) == kTwo);
  const ImportResult by_index = imported(R"({"0":{"id":1,"nom":"Durand"},"1":{"id":2,"nom":"Petit"}})");
  CHECK(column_names(by_index) == Texts{"key", "id", "nom"});
}

TEST_CASE("typed values of MongoDB are values") {
  const ImportResult result = imported(
      R"({"_id":{"$oid":"5f1"},"n":{"$numberLong":"12"},"d":{"$date":"2020-01-02T03:04:05Z"},"m":{"$date":{"$numberLong":"1577836800000"}},"o":{"$date":-1},"t":[{"$oid":"a"},{"$oid":"b"}],"s":{"x":{"$numberDecimal":"1.50"}}})"
      "\n"
      R"({"_id":{ "$oid" : "5f2"},"n":{"$numberInt":"-3"},"d":{"$date":{"$numberLong":"951826554321"}},"m":{"$uuid":"u"},"o":{"$numberDouble":"NaN"},"t":[{"$date":0},null,"c"],"s":{"x":{"$symbol":"\u00e9"}}})");
  CHECK(column_names(result) == Texts{"_id", "n", "d", "m", "o", "t", "s.x"});
  CHECK(rows_of(result) == Grid{{"5f1", "12", "2020-01-02T03:04:05Z", "2020-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "a; b", "1.50"},
                                {"5f2", "-3", "2000-02-29T12:15:54.321Z", "u", "NaN", "1970-01-01T00:00:00Z; c", "\xC3\xA9"}});
  // Another thing under the same name, or something beside it.
  const ImportResult other = imported(R"([{"a":{"$oid":{"x":1}},"b":{"$date":"2020","z":1},"c":{"$ref":"t","$id":"u"},"d":{"$date":"1"},"e":{"$date":99999999999999999}},{"a":1}])");
  CHECK(column_names(other) == Texts{"a.$oid.x", "b.$date", "b.z", "c.$ref", "c.$id", "d", "e.$date", "a"});
}

TEST_CASE("parts of a dump of tables are not records; the fullest table is") {
  const ImportResult result = imported(
      "[\n{\"type\":\"header\",\"version\":\"5.2\"},\n{\"type\":\"database\",\"name\":\"shop\"},\n{\"type\":\"table\",\"name\":\"c\",\"data\":\n" + kList + "\n}\n]");
  CHECK(rows_of(result) == kTwo);
}

TEST_CASE("rows of cells have the names of their list of columns") {
  for (const std::string text : {R"({"columns":["id","nom"],"data":[[1,"Durand"],[2,"Petit"]]})", R"({"columns":["id","nom"],"index":[0,1],"data":[[1,"Durand"],[2,"Petit"]]})",
                                 R"({"meta":{"view":{"columns":[{"name":"id","type":"n"},{"name":"nom","type":"t"}]}},"data":[[1,"Durand"],[2,"Petit"]]})",
                                 R"({"rows":[[1,"Durand"],[2,"Petit"]],"fields":["id","nom"]})", R"([["id","nom"],[1,"Durand"],[2,"Petit"]])",
                                 "[\"id\",\"nom\"]\n[1,\"Durand\"]\n[2,\"Petit\"]\n"}) {
    CAPTURE(text);
    const ImportResult result = imported(text);
    CHECK(column_names(result) == Texts{"id", "nom"});
    CHECK(rows_of(result) == kTwo);
    CHECK(!has_notice(result, "header_missing"));
  }
  CHECK(column_names(imported(R"([["id","address1"],[1,"x"]])")) == Texts{"id", "address1"});
  CHECK(imported(R"([["AB1","CD2"],["AB3","CD4"]])").table.row_count() == 2);
  CHECK(imported(R"([["SKU12","Roux"],["SKU13","Petit"]])").table.row_count() == 2);
  const ImportResult bare = imported(R"([[1,"Durand"],[2,"Petit"]])");
  CHECK(column_names(bare) == Texts{"column 1", "column 2"});
  CHECK(rows_of(bare) == kTwo);
  CHECK(has_notice(bare, "header_missing"));
}

TEST_CASE("values of one list stand in one cell, apart by what none of them holds") {
  const ImportResult result = imported(R"([{"m":["a@x.fr","b@x.fr"]},{"m":["c@x.fr"]},{"m":[null]},{"m":["a;b",7,true]},{"m":["a;b","c|d"]},{"m":["\u00e9","f"]}])");
  CHECK(column_names(result) == Texts{"m"});
  CHECK(rows_of(result) == Grid{{"a@x.fr; b@x.fr"}, {"c@x.fr"}, {""}, {"a;b | 7 | true"}, {"[\"a;b\",\"c|d\"]"}, {"\xC3\xA9; f"}});
}

TEST_CASE("of a list of objects nine have columns, the rest is kept as text") {
  std::string text = "[{\"p\":[";
  for (int i = 1; i <= 11; ++i) text += (i > 1 ? ", " : "") + std::string("{\"n\":") + std::to_string(i) + "}";
  const ImportResult result = imported(text + "]},{\"p\":[]}]");
  REQUIRE(result.table.columns.size() == 10);
  CHECK(column_names(result)[8] == "p.9.n");
  CHECK(column_names(result)[9] == "p.more");
  CHECK(row_of(result, 0)[9] == "[{\"n\":10}, {\"n\":11}]");
  CHECK(has_notice(result, "nested_value_kept_as_text"));
}

TEST_CASE("objects that are maps of ever other names do not become columns without end") {
  std::string text = "[";
  for (int i = 0; i < 1000; ++i) text += (i > 0 ? "," : "") + std::string("{\"id\":1,\"tags\":{\"t") + std::to_string(i) + "\":1}}";
  const ImportResult result = imported(text + "]");
  CHECK(result.table.row_count() == 1000);
  CHECK(result.table.columns.size() == 513);
  CHECK(row_of(result, 999)[512] == "{\"t999\":1}");
}

TEST_CASE("numbers stay as written at any depth") {
  const ImportResult result = imported(R"({"rows":[{"a":{"n":12345678901234567890.10},"b":[1.0,2e5]},{"a":{"n":00}}]})");
  CHECK(rows_of(result) == Grid{{"12345678901234567890.10", "1.0; 2e5"}, {"00", ""}});
}

TEST_CASE("values of other notations are kept or missing, and never shift their neighbours") {
  const ImportResult result = imported(
      R"([{"a":00123,"b":"x"},{"a":NaN,"b":"y"},{"a":undefined,"b":"z"},{"a":None,"b":True},{"a":-Infinity,"b":.5},{"a":+33,"b":"w",}])");
  CHECK(rows_of(result) == Grid{{"00123", "x"}, {"", "y"}, {"", "z"}, {"", "True"}, {"-Infinity", ".5"}, {"+33", "w"}});
  CHECK(has_notice(result, "json_loose_values"));
  CHECK(result.rejected_count == 0);
  const ImportResult broken = imported(R"([{"a":tru,"b":"x"},{"a":1,"b":"y"},{"a":12 rue X,"b":"z"}])");
  CHECK(rows_of(broken) == Grid{{"1", "y"}});
  CHECK(broken.rejected_count == 2);
}

TEST_CASE("objects apart by commas, blank lines or nothing are records") {
  for (const std::string between : {",\n", "\n\n", "", " ,", "\r\n\r\n"}) {
    CAPTURE(between);
    CHECK(rows_of(imported("\xEF\xBB\xBF\n\n{\"id\":1,\"nom\":\"Durand\"}" + between + "{\"id\":2,\"nom\":\"Petit\"}" + between)) == kTwo);
  }
  CHECK(rows_of(imported("[{\"id\":1,\"nom\":\"Durand\"}]\n[{\"id\":2,\"nom\":\"Petit\"}]\n")) == kTwo);
}

TEST_CASE("a list inside is found in UTF-16, too") {
  const std::string text = "{\"n\":2,\"rows\":" + kList + "}";
  for (const bool mark : {false, true})
    for (const bool little : {false, true}) {
      CAPTURE(mark);
      CAPTURE(little);
      std::string wide = mark ? (little ? "\xFF\xFE" : "\xFE\xFF") : "";
      for (const char c : text) wide += little ? std::string{c, '\0'} : std::string{'\0', c};
      CHECK(rows_of(imported(wide)) == kTwo);
      CHECK(rows_of(imported(wide, {}, 1)) == kTwo);
    }
}

TEST_CASE("text that begins with a bracket is not taken for JSON") {
  for (const std::string text : {"[1] a note;x\n[2] b;y\n", "[[Link]];x\n[[Other]];y\n", "[id];name\n1;a\n"}) {
    CAPTURE(text);
    CHECK(imported(text).dialect.format == Format::kCsv);
  }
}

TEST_CASE("who says that a file is objects in lines is taken at his word") {
  DialectOverride choice;
  choice.format = Format::kNdjson;
  const ImportResult result = imported("{\"count\":2,\"rows\":" + kList + "}", choice);
  CHECK(column_names(result) == Texts{"count", "rows.1.id", "rows.1.nom", "rows.2.id", "rows.2.nom"});
}
