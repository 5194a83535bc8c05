#include "report/texts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/attribute.h"

using namespace jumelles;
using namespace jumelles::report;

TEST_CASE("texts stand in the order of their keys, each in both languages with the same gaps") {
  const auto& all = texts();
  CHECK(std::is_sorted(all.begin(), all.end(), [](const Text& a, const Text& b) { return a.key < b.key; }));
  std::set<std::string_view> keys;
  for (const Text& row : all) {
    CHECK_MESSAGE(keys.insert(row.key).second, row.key);
    CHECK_MESSAGE(!row.french.empty(), row.key);
    CHECK_MESSAGE(!row.english.empty(), row.key);
    for (const char* gap : {"{1}", "{2}", "{3}"}) CHECK_MESSAGE((row.french.find(gap) == std::string_view::npos) == (row.english.find(gap) == std::string_view::npos), row.key);
  }
  // What is counted has both forms.
  for (const Text& row : all)
    if (row.key.ends_with(".one")) CHECK_MESSAGE(keys.contains(std::string(row.key.substr(0, row.key.size() - 3)) + "many"), row.key);
}

TEST_CASE("French texts have no-break spaces before the signs that it sets apart, and its own apostrophe") {
  for (const Text& row : texts())
    for (const char* wrong : {" :", " ;", " %", " !", " ?", "« ", " »", "'"}) CHECK_MESSAGE(row.french.find(wrong) == std::string_view::npos, row.key);
}

TEST_CASE("every type of a record's attribute has a meaning, and every class of personal data a name") {
  const Words words("fr");
  for (int t = 0; t < kAttributeTypeCount; ++t) {
    const AttributeTypeInfo& type = info(static_cast<AttributeType>(t));
    if (!type.in_records || type.feeds != AttributeType::kIgnored) continue;
    CHECK_MESSAGE(words.has("meaning." + std::string(type.id)), type.id);
    CHECK_MESSAGE(words.has("personal." + std::string(personal_data_id(type.personal))), type.id);
  }
  for (int p = 0; p < kPersonalDataCount; ++p) CHECK_MESSAGE(words.has("personal." + std::string(personal_data_id(static_cast<PersonalData>(p)))), p);
  for (const char* id : {"required", "wished", "optional"}) CHECK_MESSAGE(words.has("requirement." + std::string(id)), id);
  CHECK(info(AttributeType::kSurname).personal == PersonalData::kIdentity);
  CHECK(info(AttributeType::kEmail).personal == PersonalData::kContact);
  CHECK(info(AttributeType::kBirthDate).personal == PersonalData::kPerson);
  CHECK(info(AttributeType::kIban).personal == PersonalData::kFinancial);
  CHECK(info(AttributeType::kSiren).personal == PersonalData::kCompany);
  CHECK(info(AttributeType::kNumber).personal == PersonalData::kOpen);
}

TEST_CASE("numbers, shares, days and lists are written as each language writes them") {
  const Words french("fr"), english("en");
  CHECK(french.number(12400) == "12\u202F400");
  CHECK(english.number(1234567) == "1,234,567");
  CHECK(french.percent(0.72) == "72\u202F%");
  CHECK(english.percent(0.72) == "72%");
  CHECK(french.percent(0) == "0\u202F%");
  CHECK(french.percent(1) == "100\u202F%");
  CHECK(french.percent(0.99996) == "99,9\u202F%");   // not all
  CHECK(english.percent(0.00001) == "0.1%");         // not none
  CHECK(english.percent(0.995) == "99.5%");
  CHECK(french.fine_percent(0.987) == "98,7\u202F%");
  CHECK(french.points(0.26) == "+26\u00A0points");
  CHECK(french.points(-0.011) == "\u22121\u00A0point");
  CHECK(english.points(0) == "0 points");
  CHECK(french.bytes(1'400'512) == "1,4\u00A0Mo");
  CHECK(english.bytes(1) == "1 byte");
  CHECK(french.day("2026-12-01") == "1er\u00A0décembre\u00A02026");
  CHECK(english.day("2026-03-14") == "14\u00A0March\u00A02026");
  CHECK(french.short_day("2026-03-14") == "14/03/2026");
  CHECK(french.short_day("2026-03") == "03/2026");
  CHECK(english.short_day("2026-03-14") == "2026-03-14");
  CHECK(french.day("soon") == "soon");
  CHECK(french.list({"a", "b", "c"}) == "a, b et c");
  CHECK(english.list({"a"}) == "a");
}

TEST_CASE("what is counted is in the singular where the language has it so, and a key without a text shows itself") {
  const Words french("fr"), english("en");
  CHECK(french.counted("situation.errors", 0) == "0 fausse les résultats.");
  CHECK(english.counted("situation.errors", 0) == "0 make results wrong.");
  CHECK(english.counted("situation.errors", 1) == "1 makes results wrong.");
  CHECK(french("no.such.key") == "no.such.key");
}
