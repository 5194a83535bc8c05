#include "report/notices.h"

#include <doctest/doctest.h>

using namespace jumelles::report;

TEST_CASE("a notice is a sentence in either language, with what it counts") {
  CHECK(notice_text("second_table", {}, "en") == "A second table under another header was set aside (see rejects.csv). Put it into a file of its own to read it.");
  CHECK(notice_text("second_table", {}, "fr").find("second tableau") != std::string::npos);
  CHECK(notice_text("error_cells", {10, 0, 1200}, "en") == "Cells with an error (#N/A, #REF! and the like) were read as missing: 1,200.");
  CHECK(notice_text("json_more_at_service", {50, 1200, 0}, "en").find(": 50 of 1,200.") != std::string::npos);
  CHECK(notice_text("json_more_at_service", {50, 1, 0}, "en").find(" of ") == std::string::npos);  // more, nobody says how many
  CHECK(notice_text("nothing", {}, "en") == "nothing");
  CHECK(repaired_text(1, "en").find("1 cell was") == 0);
}

TEST_CASE("what may be lost or wrong alarms, what is only told does not") {
  for (const char* notice : {"second_table", "rounded_numbers", "json_array_not_closed", "no_rows"}) CHECK(is_alarm(notice));
  for (const char* notice : {"short_rows", "text_guards", "lines_above", "nothing"}) CHECK_FALSE(is_alarm(notice));
}
