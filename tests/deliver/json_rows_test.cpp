#include "deliver/json_rows.h"

#include <doctest/doctest.h>

using namespace jumelles;
using namespace jumelles::deliver;

TEST_CASE("rows become objects by the columns' keys: missing is null, lists are arrays, numbers numbers") {
  std::string text;
  const auto rows = json_rows([&](std::string_view piece) {
    text += piece;
    return true;
  });
  rows->head({{"id", "Identifiant"}, {"n", "Nombre"}, {"more", "Autres"}, {"v", "Valeur"}});
  rows->exact("x1").number(3).list(std::vector<std::string>{"a", "b\"c"}).decimal("12.50").end();
  rows->text("l\n\t\\\x01\xC3\xA9").text("").list({}).decimal("1234567890123456").end();
  CHECK(rows->finish().ok());
  CHECK(text ==
        "[\n{\"id\":\"x1\",\"n\":3,\"more\":[\"a\",\"b\\\"c\"],\"v\":12.50},\n"
        "{\"id\":\"l\\n\\t\\\\\\u0001\xC3\xA9\",\"n\":null,\"more\":[],\"v\":\"1234567890123456\"}\n]\n");
}

TEST_CASE("no row is an empty array") {
  std::string text;
  const auto rows = json_rows([&](std::string_view piece) {
    text += piece;
    return true;
  });
  rows->head({{"id", "id"}});
  CHECK(rows->finish().ok());
  CHECK(text == "[\n]\n");
}

TEST_CASE("fifteen digits fit a double, zeros before them count for nothing") {
  CHECK(fits_double("-0.000123456789012345"));
  CHECK(fits_double("123456789012345"));
  CHECK_FALSE(fits_double("1234567890.123456"));
}
