#include "linking/attribute_worth.h"

#include <doctest/doctest.h>

#include <string>

#include "core/rng.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

// Persons twice each, and a few companies twice each: an amount and a status that say nothing, a company's number on its own
// records only.
RecordSet customers() {
  test::RecordBuilder builder;
  builder.attribute("amount", AttributeType::kNumber).attribute("status", AttributeType::kCategory).attribute("surname", AttributeType::kSurname);
  builder.attribute("birth_date", AttributeType::kBirthDate).attribute("company_number", AttributeType::kCode).attribute("company", AttributeType::kTitle);
  Rng rng(4);
  const auto number = [&](uint32_t below) { return std::to_string(rng.below(below)); };
  for (int i = 0; i < 300; ++i) {
    const std::string surname = "s" + number(200), born = "b" + number(500);
    for (int copy = 0; copy < 2; ++copy) builder.record({number(400), number(3), surname, born, "", ""});
  }
  for (int i = 0; i < 20; ++i)
    for (int copy = 0; copy < 2; ++copy)
      builder.record({number(400), number(3), "", "", "n" + std::to_string(i), std::to_string(i) + "name of it " + std::to_string(copy)});
  return builder.build();
}

const std::vector<int> kAll = {0, 1, 2, 3, 4, 5};

}  // namespace

TEST_CASE("what pairs share beyond chance is chosen first, whatever its place and however well the rest is filled") {
  CHECK(most_telling(customers(), LinkType::kDedupe, kAll, 2) == std::vector<size_t>{2, 3});
}

TEST_CASE("what only some records hold finds a place where these have nothing else, texts being alike by their beginning") {
  CHECK(most_telling(customers(), LinkType::kDedupe, kAll, 4) == std::vector<size_t>{2, 3, 4, 5});
}

TEST_CASE("places are those among the candidates; where there is room all are chosen") {
  CHECK(most_telling(customers(), LinkType::kDedupe, {5, 1, 3, 2}, 2) == std::vector<size_t>{2, 3});
  CHECK(most_telling(customers(), LinkType::kDedupe, kAll, 9) == std::vector<size_t>{0, 1, 2, 3, 4, 5});
}

TEST_CASE("across sources only, what two records of one source share says nothing") {
  test::RecordBuilder builder;
  builder.attribute("inside", AttributeType::kCode).attribute("across", AttributeType::kCode).attribute("key", AttributeType::kCode);
  for (const char* source : {"a", "b"}) {
    builder.source(source);
    for (int i = 0; i < 200; ++i) builder.record({source + std::to_string(i / 2), std::to_string(i), "k" + std::to_string(i)});
  }
  const RecordSet records = builder.build();
  CHECK(most_telling(records, LinkType::kLink, {0, 1, 2}, 2) == std::vector<size_t>{1, 2});
}

TEST_CASE("a value that few hold may be one thing's, what half a dozen hold is no sign of one") {
  // Pairs of one number, of which a code tells more; sixes of one word, of which a place tells more, and there are more of these.
  test::RecordBuilder builder;
  builder.attribute("number", AttributeType::kSiren).attribute("code", AttributeType::kCode);
  builder.attribute("word", AttributeType::kCategory).attribute("place", AttributeType::kPlace);
  for (int i = 0; i < 600; ++i) {
    const std::string pair = std::to_string(i / 2), six = std::to_string(i % 100);
    builder.record({i < 200 ? "n" + pair : "", i < 200 ? "c" + pair : "c" + std::to_string(1000 + i), "w" + six, "p" + six});
  }
  CHECK(most_telling(builder.build(), LinkType::kDedupe, {0, 1, 2, 3}, 2) == std::vector<size_t>{0, 1});
}

TEST_CASE("what an attribute alone says of the pairs that share it is no reason to choose it") {
  // Everybody shares an amount with somebody by chance; numbers and names agree with each other.
  test::RecordBuilder builder;
  builder.attribute("amount", AttributeType::kNumber).attribute("number", AttributeType::kSiren);
  builder.attribute("name", AttributeType::kSurname);
  for (int i = 0; i < 600; ++i) {
    const int pair = i / 2;
    builder.record({std::to_string(i * 7 % 300), pair < 60 ? "n" + std::to_string(pair) : "", pair < 60 ? "s" + std::to_string(pair) : ""});
  }
  CHECK(most_telling(builder.build(), LinkType::kDedupe, {0, 1, 2}, 2) == std::vector<size_t>{1, 2});
}

TEST_CASE("a number that no two records share tells nothing of what they share") {
  test::RecordBuilder builder;
  builder.attribute("row", AttributeType::kSiren).attribute("name", AttributeType::kSurname);
  builder.attribute("born", AttributeType::kBirthDate);
  for (int i = 0; i < 200; ++i) builder.record({std::to_string(i), "s" + std::to_string(i / 2), "b" + std::to_string(i / 2)});
  CHECK(most_telling(builder.build(), LinkType::kDedupe, {0, 1, 2}, 2) == std::vector<size_t>{1, 2});
}

}  // namespace jumelles::linking
