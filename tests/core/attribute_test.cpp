#include "core/attribute.h"

#include <doctest/doctest.h>

using namespace jumelles;

TEST_CASE("every attribute type stands in its own row of the table and is found by its id") {
  for (int i = 0; i < kAttributeTypeCount; ++i) {
    const AttributeType type = static_cast<AttributeType>(i);
    CHECK(info(type).type == type);
    REQUIRE(attribute_type_from_id(info(type).id).has_value());
    CHECK(*attribute_type_from_id(info(type).id) == type);
  }
  CHECK_FALSE(attribute_type_from_id("no such type").has_value());
}
