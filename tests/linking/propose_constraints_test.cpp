#include "linking/propose_constraints.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "linking/link.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

// Ten records of one source, `shared` of which have the first one's number.
RecordSet ten_records(AttributeType type, std::string_view identifier, int shared, const char* mark = "+") {
  test::RecordBuilder builder;
  builder.attribute("number", type, identifier);
  for (int i = 0; i < 10; ++i) {
    const std::string cell = "N" + std::to_string(i < shared ? 0 : i) + mark;
    builder.record({cell});
  }
  return builder.build();
}

bool separates(const RecordSet& records) { return !propose_constraints(records).empty(); }

}  // namespace

TEST_CASE("different well-formed numbers that stand once in their source tell records apart") {
  for (const AttributeType type : {AttributeType::kSiret, AttributeType::kVat}) {
    const std::vector<Constraint> rules = propose_constraints(ten_records(type, "", 0));
    REQUIRE(rules.size() == 1);
    CHECK(rules[0].id == "different_valid_number");
    CHECK(rules[0].attribute == "number");
    CHECK_FALSE(rules[0].must_match);
    CHECK(rules[0].enabled);
  }
  CHECK(separates(ten_records(AttributeType::kCode, "pesel", 0)));
}

TEST_CASE("a code without check digits, or an account's number, tells nothing apart") {
  CHECK_FALSE(separates(ten_records(AttributeType::kCode, "", 0)));
  CHECK_FALSE(separates(ten_records(AttributeType::kCode, "iban", 0)));
  CHECK_FALSE(separates(ten_records(AttributeType::kIban, "iban", 0)));
  CHECK_FALSE(separates(ten_records(AttributeType::kCode, "issn", 0)));
}

TEST_CASE("numbers that fail their check tell nothing apart") { CHECK_FALSE(separates(ten_records(AttributeType::kSiret, "", 0, "!"))); }

TEST_CASE("a number that most records share with another one is that of something larger") {
  CHECK(separates(ten_records(AttributeType::kSiret, "", 4)));        // six stand once
  CHECK_FALSE(separates(ten_records(AttributeType::kSiret, "", 5)));  // five do: not most
  CHECK_FALSE(separates(ten_records(AttributeType::kCode, "isbn", 5)));
  CHECK(separates(ten_records(AttributeType::kSiren, "", 8)));        // establishments share their company's, and it separates companies
}

TEST_CASE("the same number in another source is no repetition") {
  test::RecordBuilder builder;
  builder.attribute("number", AttributeType::kSiret);
  for (const char* source : {"crm", "shop"}) {
    builder.source(source);
    for (int i = 0; i < 10; ++i) builder.record({"N" + std::to_string(i) + "+"});
  }
  CHECK(separates(builder.build()));
}

TEST_CASE("a number in a column that is not compared tells nothing apart") {
  RecordSet records = ten_records(AttributeType::kSiret, "", 0);
  records.attributes[0].role = ColumnRole::kTechnical;
  CHECK_FALSE(separates(records));
}

TEST_CASE("a chain's shops with numbers of their own stay apart, and the model does not learn from them that name and town make a match") {
  test::RecordBuilder builder;
  builder.attribute("company_name", AttributeType::kCompanyName).attribute("city", AttributeType::kCity).attribute("siret", AttributeType::kSiret);
  const char* chains[] = {"BOULANGE DOR", "OPTIC VUE", "AUTO FIX", "COIFF STYLE"};
  const char* towns[] = {"LYON", "LILLE", "NANTES", "BREST", "DIJON"};
  const auto shop = [&](int i) { builder.record({chains[i * 7 % 4], towns[i * 11 % 5], std::to_string(10000000000000 + i * 7919) + "+"}); };
  for (int i = 0; i < 300; ++i) shop(i);
  for (int i = 0; i < 300; i += 10) shop(i);  // thirty of them twice
  const auto records = std::make_shared<RecordSet>(builder.build());
  auto result = std::make_shared<LinkResult>();
  REQUIRE(run_to_end(link_phases(records, LinkConfig{}, result)).ok());
  size_t linked = 0;
  for (const Edge& edge : result->edges) linked += edge.match_weight >= 0 ? 1 : 0;
  CHECK(linked == 30);
  // Thirty matches among all pairs of 330, not one for every two shops of one chain and town.
  CHECK(result->config.prior == doctest::Approx(30.0 / (330 * 329 / 2)).epsilon(0.2));
}

}  // namespace jumelles::linking
