#include "pipeline/column_dependence.h"

#include <doctest/doctest.h>

#include "core/rng.h"
#include "support/record_builder.h"

namespace jumelles::pipeline {
namespace {

enum : int { kChain, kTown, kShop, kColor, kName };

test::RecordBuilder shops_builder() {
  test::RecordBuilder builder;
  builder.attribute("chain", AttributeType::kCategory).attribute("town", AttributeType::kCity);
  builder.attribute("shop", AttributeType::kCompanyName).attribute("color", AttributeType::kCategory).attribute("name", AttributeType::kSurname);
  return builder;
}

// Shops named after their chain and town, of a color that follows from nothing.
RecordSet shops(int count = 400) {
  test::RecordBuilder builder = shops_builder();
  Rng rng(7);
  for (int i = 0; i < count; ++i) {
    const std::string chain = "C" + std::to_string(rng.below(6)), town = "T" + std::to_string(rng.below(12)), shop = chain + " " + town,
                      color = "K" + std::to_string(rng.below(4)), name = "N" + std::to_string(i);
    builder.record({chain, town, shop, color, name});
  }
  return builder.build();
}

TEST_CASE("What is made of two attributes follows from both, from each alone only as far as it narrows it down") {
  const RecordSet records = shops();
  CHECK(share_determined(records, {kChain, kTown}, kShop) == 1);
  CHECK(share_determined(records, {kChain}, kShop) < 0.15);
  CHECK(share_determined(records, {kTown}, kShop) < 0.3);
  CHECK(share_determined(records, {kShop}, kChain) == 1);
}

TEST_CASE("What is drawn apart follows from nothing, however few values it has") {
  const RecordSet records = shops();
  const Determination found = determination(records, {kTown}, kColor);
  CHECK(found.share == doctest::Approx(0.25).epsilon(0.25));
  CHECK(found.chance == doctest::Approx(0.25).epsilon(0.1));
  CHECK(found.above_chance() < 0.08);
  CHECK(found.records == 400);
}

TEST_CASE("Shares are of records, by hand") {
  test::RecordBuilder builder = shops_builder();
  for (int i = 0; i < 4; ++i) builder.record({"A", "", i < 3 ? "x" : "y"});
  for (int i = 0; i < 2; ++i) builder.record({"B", "", "z"});
  builder.record({"C", "", "z"});  // alone with its chain
  builder.record({"A", "", ""});   // lacks the value
  builder.record({"", "", "x"});   // of no chain: counts for chance
  const RecordSet records = builder.build();
  const Determination found = determination(records, {kChain}, kShop);
  CHECK(found.records == 6);
  CHECK(found.share == doctest::Approx((4 * 3.0 / 6 + 2 * 1.0) / 6));
  CHECK(found.chance == doctest::Approx((6.0 + 3.0) / 28));  // x 4, z 3, y 1
  CHECK(share_determined(records, {kChain}, kShop) == 0);
}

TEST_CASE("One large group counts by its records, not by its pairs") {
  test::RecordBuilder builder = shops_builder();
  for (int i = 0; i < 100; ++i) builder.record({"large", "", "s" + std::to_string(i % 2)});
  for (int i = 0; i < 100; ++i) builder.record({"c" + std::to_string(i / 2), "", "d" + std::to_string(i / 2)});
  const Determination found = determination(builder.build(), {kChain}, kShop);
  CHECK(found.share == doctest::Approx(0.5 * 49.0 / 99 + 0.5));
}

TEST_CASE("Fewer than twenty records tell nothing") {
  const auto pairs = [](int count) {
    test::RecordBuilder builder = shops_builder();
    for (int i = 0; i < count; ++i) builder.record({"c" + std::to_string(i / 2), "", "s" + std::to_string(i / 2)});
    return share_determined(builder.build(), {kChain}, kShop);
  };
  CHECK(pairs(18) == 0);
  CHECK(pairs(20) == 1);
}

TEST_CASE("Records of one thing can be set aside: only pairs that differ in a third attribute count then") {
  test::RecordBuilder builder = shops_builder();
  Rng rng(3);
  // 200 things, twice each: color agrees inside a thing alone.
  std::string color;
  for (int i = 0; i < 400; ++i) {
    if (i % 2 == 0) color = "K" + std::to_string(rng.below(50));
    builder.record({"", "T" + std::to_string(i / 4), "", color, "N" + std::to_string(i / 2)});
  }
  builder.record({"", "T0", "", "K1", ""});
  const RecordSet records = builder.build();
  CHECK(share_determined(records, {kTown}, kColor) > 0.3);
  CHECK(share_determined(records, {kTown}, kColor, kName) < 0.06);
  CHECK(determination(records, {kTown}, kColor, kName).records == 400);
}

TEST_CASE("A value that all records have is not said to follow") {
  test::RecordBuilder builder = shops_builder();
  for (int i = 0; i < 60; ++i) builder.record({"c" + std::to_string(i / 3), "", "same"});
  CHECK(share_determined(builder.build(), {kChain}, kShop) == 0);
}

}  // namespace
}  // namespace jumelles::pipeline
