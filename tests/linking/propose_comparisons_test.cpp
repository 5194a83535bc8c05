#include "linking/propose_comparisons.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "compare/comparator.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

bool has(const std::vector<Comparison>& comparisons, std::string_view id) {
  return std::any_of(comparisons.begin(), comparisons.end(), [&](const Comparison& c) { return c.id == id; });
}

// A hundred persons with their full name, so many of them with given name and surname beside it.
std::vector<Comparison> proposed_for_names(int with_parts) {
  test::RecordBuilder builder;
  builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname);
  builder.attribute("full_name", AttributeType::kFullName);
  for (int i = 0; i < 100; ++i) {
    const std::string given = "G" + std::to_string(i % 9), surname = "S" + std::to_string(i);
    builder.record({i < with_parts ? given : "", i < with_parts ? surname : "", given + " " + surname});
  }
  std::vector<ComparisonNote> notes;
  return propose_comparisons(builder.build(), LinkType::kDedupe, notes);
}

}  // namespace

TEST_CASE("a full name is compared where most records have no parts of it, and says nothing new where half have") {
  CHECK(has(proposed_for_names(0), "full_name"));
  CHECK(has(proposed_for_names(40), "full_name"));
  CHECK_FALSE(has(proposed_for_names(60), "full_name"));
  CHECK(has(proposed_for_names(60), "surname"));
}

TEST_CASE("what one record alone holds cannot be compared") {
  test::RecordBuilder builder;
  builder.attribute("phone", AttributeType::kPhone).attribute("email", AttributeType::kEmail);
  builder.record({"1", "a@b.fr"});
  builder.record({"", "c@d.fr"});
  std::vector<ComparisonNote> notes;
  const std::vector<Comparison> proposed = propose_comparisons(builder.build(), LinkType::kDedupe, notes);
  CHECK_FALSE(has(proposed, "phone"));
  CHECK(has(proposed, "email"));
}

TEST_CASE("a code is a thing's own where few records share it, a title where there is nothing else for most of them") {
  test::RecordBuilder builder;
  builder.attribute("code", AttributeType::kCode).attribute("house", AttributeType::kCode);
  builder.attribute("title", AttributeType::kTitle);
  builder.attribute("given_name", AttributeType::kGivenName);
  for (int i = 0; i < 90; ++i) {
    const bool person = i < 30;
    builder.record({"c" + std::to_string(i / 2), std::to_string(i % 20), person ? "" : "film " + std::to_string(i), person ? "G" + std::to_string(i) : ""});
  }
  const RecordSet records = builder.build();
  const std::vector<Comparison> comparisons = {compare::make_comparison("code", "code", {"code"}), compare::make_comparison("house", "code", {"house"}),
                                               compare::make_comparison("title", "text", {"title"}),
                                               compare::make_comparison("given_name", "given_name", {"given_name"})};
  // The code is everybody's own, so that no title stands alone.
  CHECK(own_comparisons(records, comparisons) == std::vector<uint8_t>{1, 0, 0, 1});
  const std::vector<Comparison> without_code(comparisons.begin() + 1, comparisons.end());
  CHECK(own_comparisons(records, without_code) == std::vector<uint8_t>{0, 1, 1});
}

}  // namespace jumelles::linking
