#include "block/key_transform.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "support/record_builder.h"

namespace jumelles::block {
namespace {

size_t key_count(AttributeType type, Transform transform, std::initializer_list<std::string_view> values, Code code) {
  test::RecordBuilder builder;
  builder.attribute("a", type);
  for (const std::string_view value : values) builder.record({value});
  const RecordSet records = builder.build();
  KeyColumn column(records.attributes[0], transform);
  column.prepare(0, column.units());
  return static_cast<size_t>(column.end(code) - column.begin(code));
}

TEST_CASE("every transform gives the key of its own example") {
  std::set<std::string_view> ids;
  for (const TransformInfo& row : transforms()) {
    CAPTURE(row.id);
    CHECK(ids.insert(row.id).second);
    CHECK(find_transform(row.id) == &row);
    CHECK(readable_key(row.transform, row.example) == row.example_key);
  }
  CHECK(find_transform("no_such") == nullptr);
}

TEST_CASE("a missing value gives no key") {
  for (const TransformInfo& row : transforms()) CHECK(key_count(AttributeType::kSurname, row.transform, {"MARTIN"}, kMissing) == 0);
}

TEST_CASE("what is unknown or too short to tell anything gives no key") {
  const auto keys = [](Transform transform, std::string_view value) { return key_count(AttributeType::kText, transform, {value}, 1); };
  CHECK(keys(Transform::kMonthDay, "1971-03-14") == 1);
  CHECK(keys(Transform::kMonthDay, "1971-03-00") == 0);
  CHECK(keys(Transform::kMonthDay, "1971-00-14") == 0);
  CHECK(keys(Transform::kMonthDay, "1971") == 0);
  CHECK(keys(Transform::kYear, "0000-03-14") == 0);
  CHECK(keys(Transform::kLast8, "2345678") == 0);
  CHECK(keys(Transform::kFirst9, "73282932") == 0);
  CHECK(keys(Transform::kUserPart, "info@exemple.fr") == 1);
  CHECK(keys(Transform::kUserPart, "jm@exemple.fr") == 0);
  CHECK(keys(Transform::kDelete1, "LI") == 1);
  CHECK(keys(Transform::kDelete1, "ABCDEFGHIJKLMNOPQRST") == 21);
  CHECK(keys(Transform::kDelete1, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCD") == 1);  // a text, no word
  CHECK(keys(Transform::kRareWords, "A B") == 0);
  CHECK(keys(Transform::kRarePairs, "BLACK") == 1);
}

TEST_CASE("spellings one lost letter apart share a key") {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname);
  for (const char* name : {"MARTIN", "MARTN", "MARTINE", "DURAND"}) builder.record({name});
  const RecordSet records = builder.build();
  KeyColumn column(records.attributes[0], Transform::kDelete1);
  column.prepare(0, column.units());
  const auto share = [&](Code a, Code b) {
    return std::find_first_of(column.begin(a), column.end(a), column.begin(b), column.end(b)) != column.end(a);
  };
  CHECK(share(1, 2));
  CHECK(share(1, 3));
  CHECK_FALSE(share(1, 4));
}

TEST_CASE("rare words are the ones that few values hold") {
  const std::initializer_list<std::string_view> titles = {"THE CAT SAT HERE NOW", "THE DOG RAN", "THE CAT RAN", "THE CAT SAT"};
  CHECK(key_count(AttributeType::kTitle, Transform::kRareWords, titles, 1) == 3);
  CHECK(key_count(AttributeType::kTitle, Transform::kRarePairs, titles, 1) == 10);
  CHECK(key_count(AttributeType::kTitle, Transform::kRarePairs, titles, 2) == 3);
}

TEST_CASE("a model number meets itself in however many words it is written") {
  test::RecordBuilder builder;
  builder.attribute("title", AttributeType::kTitle);
  for (const char* title : {"TURNTABLE QRTV720K", "SONY QR TV720K", "SONY QR TV 720K", "SONY HTG290"}) builder.record({title});
  const RecordSet records = builder.build();
  KeyColumn column(records.attributes[0], Transform::kCodeWords);
  column.prepare(0, column.units());
  const auto share = [&](Code a, Code b) {
    return std::find_first_of(column.begin(a), column.end(a), column.begin(b), column.end(b)) != column.end(a);
  };
  CHECK(share(1, 2));
  CHECK(share(1, 3));
  CHECK_FALSE(share(1, 4));
}

}  // namespace
}  // namespace jumelles::block
