#include "core/result.h"

#include <doctest/doctest.h>

using namespace jumelles;

TEST_CASE("an error reads as file, line, what and what to do") {
  const Error error{ErrorCode::kBadInput, "csv.empty", "The file is empty.", "Export it again.", "crm.csv", 3, {}};
  CHECK(to_string(error) == "crm.csv:3: The file is empty. Export it again.");
}

TEST_CASE("a result holds a value or an error, never both") {
  const Result<int> good = 3;
  const Result<int> bad = Error{ErrorCode::kInternal, "x", "No.", "", "", 0, {}};
  CHECK(good.ok());
  CHECK(good.value() == 3);
  CHECK_FALSE(bad.ok());
  CHECK(bad.error().message == "No.");
}
