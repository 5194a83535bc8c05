#include "ingest/json_kinds.h"

#include "doctest/doctest.h"

#include "ingest/support.h"

using namespace jumelles;
using namespace jumelles::ingest;
using namespace jumelles::ingest::test;

TEST_CASE("a list that Python or JavaScript printed is refused as such") {
  for (const char* const text : {"[{'nom': 'Durand', 'x': None}, {'nom': \"D'Angelo\"}]", "[{nom: \"Durand\"}, {nom: \"Petit\"}]\n", "{'nom': 'Durand'}\n{'nom': 'Petit'}\n",
                                 "  [\n  {'code postal': '37000'}\n]", "\xEF\xBB\xBF[{'pr\xC3\xA9nom': 'Ann'}]"}) {
    CAPTURE(text);
    CHECK(error_id(text) == "json.of_script");
  }
  CHECK(error_id("[{\"nom\": \"Durand\"}]") == "");
  CHECK(error_id("[{}, {\"nom\": \"Durand\"}]") == "");
  CHECK(error_id("{12:30},b\n1,2\n") == "");
}

TEST_CASE("a web answer below its headers is refused as such") {
  CHECK(error_id("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nNEL: {\"a\":1}\r\n\r\n[{\"nom\":\"Durand\"}]") == "json.below_headers");
  CHECK(error_id("HTTP/2 200\ndate: x\n\n{\"nom\":\"Durand\"}") == "json.below_headers");
  CHECK(error_id("HTTP/1.1;nom\n1;Durand\n2;Petit\n") == "");
}

TEST_CASE("lines of a log with objects in them are refused, columns with objects in them are not") {
  CHECK(error_id("2024-03-12 10:00:00 INFO {\"nom\":\"Durand\"}\n2024-03-12 10:00:01 INFO {\"nom\":\"Petit\"}\n") == "json.in_log_lines");
  CHECK(error_id("2024-03-12 10:00:00 INFO {\"nom\":\"Durand\"}\nstarted\n") == "");
  CHECK(error_id("7 rue Haute;{\"nom\":\"Durand\"}\n8 rue Haute;{\"nom\":\"Petit\"}\n") == "");
  CHECK(error_id("id\t{\"nom\":\"Durand\"}\n8\t{\"nom\":\"Petit\"}\n") == "");
}

TEST_CASE("what a database program shows of a query that gives JSON is refused as such") {
  CHECK(error_id("   json_agg   \n--------------\n [{\"nom\": \"Durand\"}, +\n  {\"nom\": \"Petit\"}]\n(1 row)\n") == "json.as_printed");
  CHECK(error_id("JSON_F52E2B61-18A1-11d1-B105-00805F49916B\r\n-----------\r\n[{\"nom\":\"Durand\"}]\r\n") == "json.as_printed");
  CHECK(error_id("nom\n-----\nDurand\nPetit\n") == "");
}

TEST_CASE("who says how a file is to be read gets it so") {
  DialectOverride choice;
  choice.format = Format::kCsv;
  CHECK(error_id("2024-03-12 10:00:00 INFO {\"nom\":\"Durand\"}\n2024-03-12 10:00:01 INFO {\"nom\":\"Petit\"}\n", choice) == "");
}

TEST_CASE("of delimited text no table can be chosen by its name") {
  DialectOverride choice;
  choice.table = "clients";
  CHECK(error_id("nom;ville\nDurand;Tours\nPetit;Lyon\n", choice) == "file.one_table");
}
