#include "assessing/result_index.h"

#include <doctest/doctest.h>

#include "support/record_builder.h"

namespace jumelles::assessing {

TEST_CASE("members disagree where two of them hold different values; an empty one says nothing, times of systems neither") {
  test::RecordBuilder builder;
  builder.attribute("city", AttributeType::kCity).attribute("updated_date", AttributeType::kUpdatedDate);
  builder.record({"", "2020-01-01"});
  builder.record({"PARIS", "2021-01-01"});
  builder.record({"PARIS", "2022-01-01"});
  builder.record({"LYON", "2022-01-01"});
  const RecordSet records = builder.build();
  const RecordIndex members[] = {1, 0, 2, 3};
  CHECK_FALSE(disagree(records.attributes[0], members, 1));
  CHECK_FALSE(disagree(records.attributes[0], members, 2));
  CHECK_FALSE(disagree(records.attributes[0], members, 3));
  CHECK(disagree(records.attributes[0], members, 4));
  CHECK_FALSE(disagree(records.attributes[1], members, 4));
}

}  // namespace jumelles::assessing
