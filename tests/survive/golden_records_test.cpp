#include <doctest/doctest.h>

#include <algorithm>

#include "core/rng.h"
#include "support/record_builder.h"
#include "survive/survive.h"

using namespace jumelles;
using survive::GoldenRecords;
using survive::SurvivorshipConfig;

namespace {

GoldenRecords run(const RecordSet& records, const Groups& groups, const SurvivorshipConfig& config) {
  auto golden = std::make_shared<GoldenRecords>();
  const Status status = run_to_end(survive::survive_phases(std::make_shared<const RecordSet>(records),
                                                           std::make_shared<const Groups>(groups), config, golden));
  REQUIRE(status.ok());
  return *golden;
}

std::string value(const RecordSet& records, const GoldenRecords& golden, std::string_view key, uint32_t group = 0) {
  const size_t a = static_cast<size_t>(records.find(key));
  return std::string(records.attributes[a].clean[golden.values[a][group].code]);
}

std::vector<std::string> extras(const RecordSet& records, const GoldenRecords& golden, std::string_view key) {
  const size_t a = static_cast<size_t>(records.find(key));
  std::vector<std::string> out;
  for (const auto& extra : golden.extra[a]) out.emplace_back(records.attributes[a].clean[extra.value.code]);
  return out;
}

// One attribute of three sources, one record each, decided by one cascade.
std::string decide(AttributeType type, const std::vector<std::string>& values, const std::vector<std::string>& cascade) {
  test::RecordBuilder builder;
  builder.attribute("x", type);
  for (size_t i = 0; i < values.size(); ++i) builder.source("s" + std::to_string(i)).record({values[i]});
  const RecordSet records = builder.build();
  std::vector<RecordIndex> all;
  for (RecordIndex r = 0; r < records.record_count(); ++r) all.push_back(r);
  SurvivorshipConfig config;
  config.rules = {{{"x"}, cascade, true}};
  config.source_order = {"s1", "s0"};
  return value(records, run(records, test::make_groups(records.record_count(), {all}), config), "x");
}

std::string rule_of(const RecordSet& records, const GoldenRecords& golden, std::string_view key) {
  const size_t a = static_cast<size_t>(records.find(key));
  return std::string(survive::rules()[golden.values[a][0].rule].id);
}

}  // namespace

TEST_CASE("each rule chooses as it says") {
  using T = AttributeType;
  CHECK(decide(T::kCity, {"Lyon", "Paris", "Nice"}, {"source_order"}) == "Paris");
  CHECK(decide(T::kCity, {"Lyon", "", "Nice"}, {"source_order"}) == "Lyon");
  CHECK(decide(T::kCity, {"Lyon", "Paris", "Paris"}, {"most_frequent"}) == "Paris");
  CHECK(decide(T::kCity, {"Aix", "Nice", "Aix-en-Provence"}, {"longest"}) == "Aix-en-Provence");
  CHECK(decide(T::kCity, {"éééé", "abcde", ""}, {"longest"}) == "abcde");
  CHECK(decide(T::kSiren, {"123!", "456+", "789"}, {"valid_first"}) == "456");
  CHECK(decide(T::kSiren, {"123!", "789", ""}, {"valid_first"}) == "789");
  CHECK(decide(T::kCreatedDate, {"2021-05-01", "2020-01-31", "2022-01-01"}, {"oldest"}) == "2020-01-31");
  CHECK(decide(T::kUpdatedDate, {"2021-05-01", "2020-01-31", "2022-01-01"}, {"most_recent"}) == "2022-01-01");
  CHECK(decide(T::kConsent, {"1", "0", "1"}, {"opt_out_wins"}) == "0");
  CHECK(decide(T::kCity, {"Lyon", "Paris", "Nice"}, {"founding_record"}) == "Lyon");
  CHECK(decide(T::kCity, {"", "", ""}, {"source_order"}) == "");
}

TEST_CASE("an opt-out wins whatever the cascade says") {
  CHECK(decide(AttributeType::kConsent, {"1", "1", "0"}, {"source_order"}) == "0");
  CHECK(decide(AttributeType::kConsent, {"1", "1", "0"}, {"most_frequent"}) == "0");
  CHECK(decide(AttributeType::kConsent, {"1", "0", "1"}, {"union"}) == "0");
}

TEST_CASE("a cascade goes on among the candidates that its first rule leaves") {
  CHECK(decide(AttributeType::kSiren, {"1!", "22+", "333+"}, {"valid_first", "longest"}) == "333");
  CHECK(decide(AttributeType::kCity, {"Lyon", "Nice", "Aix"}, {"longest", "source_order"}) == "Nice");
}

TEST_CASE("most recent follows the update date of the record, and the founding record is the last resort") {
  test::RecordBuilder builder;
  builder.attribute("city", AttributeType::kCity).attribute("updated_date", AttributeType::kUpdatedDate);
  builder.record({"Lyon", "2021-01-01"});
  builder.record({"Paris", "2022-06-01"});
  builder.record({"Nice", "2022-06-01"});
  builder.record({"Brest", ""});
  const RecordSet records = builder.build();
  SurvivorshipConfig config;
  config.rules = {{{"city"}, {"most_recent"}, true}, {{"updated_date"}, {"most_recent"}, true}};
  const GoldenRecords golden = run(records, test::make_groups(4, {{0, 1, 2, 3}}), config);
  CHECK(value(records, golden, "city") == "Paris");
  CHECK(rule_of(records, golden, "city") == "founding_record");  // the dates left two
}

TEST_CASE("the oldest is the oldest that is known: records without a date come last") {
  test::RecordBuilder builder;
  builder.attribute("city", AttributeType::kCity).attribute("created_date", AttributeType::kCreatedDate);
  builder.record({"Brest", ""});
  builder.record({"Paris", "2022-06-01"});
  builder.record({"Lyon", "2021-01-01"});
  const RecordSet records = builder.build();
  SurvivorshipConfig config;
  config.rules = {{{"city"}, {"oldest"}, true}, {{"created_date"}, {"oldest"}, true}};
  CHECK(value(records, run(records, test::make_groups(3, {{0, 1, 2}}), config), "city") == "Lyon");
  CHECK(value(records, run(records, test::make_groups(3, {{0, 1}}), config), "city") == "Paris");
}

TEST_CASE("a day counts as its first moment: an hour of the same day is more recent, one of the day before is not") {
  using T = AttributeType;
  CHECK(decide(T::kUpdatedDate, {"2021-05-01", "2021-05-01 10:20:30", "2021-04-30 23:59:59"}, {"most_recent"}) == "2021-05-01 10:20:30");
  CHECK(decide(T::kUpdatedDate, {"2021-05-01", "2021-04-30 23:59:59", ""}, {"most_recent"}) == "2021-05-01");
}

TEST_CASE("a block is no better for having more values that can be checked, and worse for a wrong one") {
  test::RecordBuilder builder;
  builder.attribute("street", AttributeType::kStreet).attribute("postcode", AttributeType::kPostcode);
  builder.source("crm").record({"1 rue Haute", "75011"});
  builder.source("shop").record({"2 rue Basse", "75012+"});
  builder.source("billing").record({"3 rue Neuve", "7501!"});
  const RecordSet records = builder.build();
  SurvivorshipConfig config;
  config.rules = {{{"street", "postcode"}, {"valid_first", "source_order"}, true}};
  const Groups all = test::make_groups(3, {{0, 1, 2}});
  config.source_order = {"crm", "shop", "billing"};
  CHECK(value(records, run(records, all, config), "street") == "1 rue Haute");
  config.source_order = {"billing", "shop", "crm"};
  CHECK(value(records, run(records, all, config), "street") == "2 rue Basse");
}

TEST_CASE("the most complete record of a block is the one that fills the block, whatever else others hold") {
  test::RecordBuilder builder;
  builder.attribute("street", AttributeType::kStreet).attribute("postcode", AttributeType::kPostcode);
  builder.attribute("phone", AttributeType::kPhone).attribute("email", AttributeType::kEmail);
  builder.record({"1 rue Haute", "", "0612345678", "a@b.fr"});
  builder.record({"2 rue Basse", "75011", "", ""});
  builder.record({"3 rue Neuve", "75012", "", "c@d.fr"});
  const RecordSet records = builder.build();
  SurvivorshipConfig config;
  config.rules = {{{"street", "postcode"}, {"most_complete"}, true}, {{"phone"}, {"source_order"}, true}, {{"email"}, {"source_order"}, true}};
  CHECK(value(records, run(records, test::make_groups(3, {{0, 1, 2}}), config), "street") == "3 rue Neuve");
  CHECK(value(records, run(records, test::make_groups(3, {{0, 1}}), config), "street") == "2 rue Basse");
}

TEST_CASE("a second street is no part of the first address, all of its places are") {
  test::RecordBuilder builder;
  using T = AttributeType;
  builder.attribute("street", T::kStreet).attribute("street_2", T::kStreet).attribute("city", T::kCity);
  builder.attribute("district", T::kPlace).attribute("region", T::kPlace);
  builder.source("crm").record({});
  const SurvivorshipConfig config = survive::propose(builder.build());
  REQUIRE(config.rules.size() == 2);
  CHECK(config.rules[0].attributes == std::vector<std::string>{"street", "city", "district", "region"});
  CHECK(config.rules[1].attributes == std::vector<std::string>{"street_2"});
}

TEST_CASE("all values of a block come from one record, also its gaps") {
  test::RecordBuilder builder;
  builder.attribute("street", AttributeType::kStreet).attribute("postcode", AttributeType::kPostcode).attribute("country", AttributeType::kCountry);
  builder.source("crm").record({"", "", "France"});
  builder.source("shop").record({"1 rue Haute", "", ""});
  builder.source("billing").record({"2 rue Basse", "75011", "France"});
  const RecordSet records = builder.build();
  SurvivorshipConfig config;
  config.rules = {{{"street", "postcode", "country"}, {"source_order"}, true}};
  config.source_order = {"crm", "shop", "billing"};
  const GoldenRecords golden = run(records, test::make_groups(3, {{0, 1, 2}}), config);
  CHECK(value(records, golden, "street") == "1 rue Haute");  // the CRM gives a country only: not an address
  CHECK(value(records, golden, "postcode") == "");
  CHECK(golden.values[1][0].record == kNoRecord);
  config.rules[0].cascade = {"most_complete"};
  const GoldenRecords complete = run(records, test::make_groups(3, {{0, 1, 2}}), config);
  for (size_t a = 0; a < 3; ++a) CHECK(complete.values[a][0].record == 2);
}

TEST_CASE("a union keeps every distinct value, the best first, wrong ones only when there is no other") {
  test::RecordBuilder builder;
  builder.attribute("phone", AttributeType::kPhone);
  builder.record({"a!|b+"});
  builder.record({"c+"});
  builder.record({"c|d"});
  builder.record({"b"});
  const RecordSet records = builder.build();
  SurvivorshipConfig config;
  config.rules = {{{"phone"}, {"union", "valid_first", "most_frequent"}, true}};
  const Groups all = test::make_groups(4, {{0, 1, 2, 3}});
  const GoldenRecords golden = run(records, all, config);
  CHECK(value(records, golden, "phone") == "b");
  CHECK(extras(records, golden, "phone") == std::vector<std::string>{"c", "d"});
  const GoldenRecords alone = run(records, test::make_groups(4, {}), config);
  CHECK(value(records, alone, "phone", 0) == "b");
  CHECK(value(records, alone, "phone", 2) == "c");
  CHECK(extras(records, alone, "phone") == std::vector<std::string>{"d"});
}

TEST_CASE("lineage names the record and the slot a value came from") {
  test::RecordBuilder builder;
  builder.attribute("phone", AttributeType::kPhone);
  builder.record({""});
  builder.record({"a!|b+"});
  const RecordSet records = builder.build();
  SurvivorshipConfig config;
  config.rules = {{{"phone"}, {"valid_first"}, true}};
  const GoldenRecords golden = run(records, test::make_groups(2, {{0, 1}}), config);
  CHECK(golden.values[0][0].record == 1);
  CHECK(golden.values[0][0].slot == 1);
  CHECK(golden.values[0][0].code == records.attributes[0].slots[1].codes[1]);
}

TEST_CASE("the rule that decided is told, and one value decides itself") {
  test::RecordBuilder builder;
  builder.attribute("city", AttributeType::kCity).attribute("year", AttributeType::kYear);
  builder.source("a").record({"Lyon", "1"});
  builder.source("b").record({"Paris", "1"});
  const RecordSet records = builder.build();
  SurvivorshipConfig config;
  config.rules = {{{"city"}, {"most_frequent", "source_order"}, true}, {{"year"}, {"most_frequent", "source_order"}, true}};
  config.source_order = {"b", "a"};
  const GoldenRecords golden = run(records, test::make_groups(2, {{0, 1}}), config);
  CHECK(value(records, golden, "city") == "Paris");
  CHECK(rule_of(records, golden, "city") == "source_order");
}

TEST_CASE("the proposal names every attribute once and is valid") {
  test::RecordBuilder builder;
  using T = AttributeType;
  for (int t = 0; t < kAttributeTypeCount; ++t)
    builder.attribute(std::string(info(static_cast<T>(t)).id), static_cast<T>(t));
  builder.attribute("delivery_city", T::kCity).attribute("birth_place", T::kPlace);
  builder.source("crm").record({});
  const RecordSet undated = builder.build();
  SurvivorshipConfig config = survive::propose(undated);
  CHECK(survive::validate(config, undated).empty());
  for (const auto& rule : config.rules)
    for (const std::string& id : rule.cascade) CHECK(id != "most_recent");
  bool found_block = false;
  for (const auto& rule : config.rules)
    if (rule.attributes.front() == "street") {
      found_block = true;
      CHECK(rule.attributes == std::vector<std::string>{"street", "postcode", "city", "country", "place"});
    }
  CHECK(found_block);

  test::RecordBuilder dated_builder;
  dated_builder.attribute("phone", T::kPhone).attribute("updated_date", T::kUpdatedDate);
  dated_builder.source("crm").record({"1", "2022-01-01"});
  const RecordSet dated = dated_builder.build();
  config = survive::propose(dated);
  CHECK(survive::validate(config, dated).empty());
  CHECK(std::count(config.rules[0].cascade.begin(), config.rules[0].cascade.end(), "most_recent") == 1);
}

TEST_CASE("an attribute moves between blocks: cascades fit, empty rules go, and what cannot be changes nothing") {
  const auto made = [] {
    SurvivorshipConfig config;
    config.rules = {{{"street", "city", "country"}, {"most_recent", "source_order"}, false}, {{"email"}, {"union", "valid_first"}, false}, {{"phone"}, {"union"}, false}};
    return config;
  };
  SurvivorshipConfig config = made();
  CHECK_FALSE(survive::move_attribute(config, "street", ""));  // the first one: the block has another name then
  REQUIRE(config.rules.size() == 4);
  CHECK(config.rules[0].attributes == std::vector<std::string>{"city", "country"});
  CHECK(config.rules[1].attributes == std::vector<std::string>{"street"});
  CHECK(config.rules[1].cascade == config.rules[0].cascade);
  CHECK((config.rules[0].chosen_by_user && config.rules[1].chosen_by_user));
  CHECK_FALSE(config.rules[2].chosen_by_user);
  CHECK_FALSE(survive::move_attribute(config, "street", "city"));
  CHECK(config.rules.size() == 3);
  CHECK(config.rules[0].attributes == std::vector<std::string>{"city", "country", "street"});
  CHECK_FALSE(survive::move_attribute(config, "phone", "email"));  // of one record, not all values
  REQUIRE(config.rules.size() == 2);
  CHECK(config.rules[1].attributes == std::vector<std::string>{"email", "phone"});
  CHECK(config.rules[1].cascade == std::vector<std::string>{"valid_first"});
  config = made();
  CHECK_FALSE(survive::move_attribute(config, "email", "phone"));
  CHECK(config.rules[1].cascade == std::vector<std::string>{"source_order"});
  config = made();
  const auto refusal = [&](const std::string& attribute, const std::string& rule) {
    const std::optional<Error> problem = survive::move_attribute(config, attribute, rule);
    return problem ? problem->id : "";
  };
  CHECK(refusal("email", "") == "survivorship.block_as_it_is");
  CHECK(refusal("city", "street") == "survivorship.block_as_it_is");
  CHECK(refusal("street", "street") == "survivorship.block_as_it_is");
  CHECK(refusal("mood", "street") == "command.no_such");
  CHECK(refusal("city", "country") == "command.no_such");  // no rule's first attribute
  CHECK(config.rules[0].attributes.size() == 3);
  CHECK_FALSE(config.rules[0].chosen_by_user);
}

TEST_CASE("every problem of a configuration is told with its path") {
  test::RecordBuilder builder;
  builder.attribute("city", AttributeType::kCity).attribute("consent", AttributeType::kConsent).attribute("phone", AttributeType::kPhone);
  builder.source("crm").record({"Lyon", "1", "2"});
  const RecordSet records = builder.build();
  SurvivorshipConfig config;
  config.rules = {{{"city", "consent"}, {"best", "union"}, true}, {{"city", "town"}, {}, true}, {{"city"}, {"most_recent"}, true}};
  config.source_order = {"crm", "erp", "crm"};
  std::vector<std::string> found;
  for (const Error& error : survive::validate(config, records)) found.push_back(error.id + " " + error.path);
  CHECK(found == std::vector<std::string>{
                     "survivorship.consent_in_block survivorship.rules[0].attributes[1]",
                     "survivorship.unknown_rule survivorship.rules[0].cascade[0]",
                     "survivorship.not_for_blocks survivorship.rules[0].cascade[1]",
                     "survivorship.unknown_attribute survivorship.rules[1].attributes[1]",
                     "survivorship.no_rule survivorship.rules[1].cascade",
                     "survivorship.attribute_twice survivorship.rules[1].attributes[0]",
                     "survivorship.no_update_date survivorship.rules[2].cascade[0]",
                     "survivorship.attribute_twice survivorship.rules[2].attributes[0]",
                     "survivorship.attribute_without_rule survivorship.rules",
                     "survivorship.unknown_source survivorship.source_order[1]",
                     "survivorship.source_twice survivorship.source_order[2]",
                 });
  auto golden = std::make_shared<GoldenRecords>();
  const Status status = run_to_end(survive::survive_phases(std::make_shared<const RecordSet>(records),
                                                           std::make_shared<const Groups>(test::make_groups(1, {})), config, golden));
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().code == ErrorCode::kBadConfig);
}

namespace {

// Random records of three attributes in three sources, and random groups of them.
struct RandomCase {
  RecordSet records;
  Groups groups;
  SurvivorshipConfig config;
};

RandomCase random_case(uint64_t seed) {
  Rng rng(seed);
  test::RecordBuilder builder;
  builder.attribute("city", AttributeType::kCity).attribute("phone", AttributeType::kPhone);
  builder.attribute("street", AttributeType::kStreet).attribute("postcode", AttributeType::kPostcode);
  builder.attribute("updated_date", AttributeType::kUpdatedDate);
  const std::vector<std::string> values{"", "a", "bb", "ccc+", "d!", "e"};
  const auto any = [&]() -> std::string_view { return values[rng.below(values.size())]; };
  const std::vector<std::string> phones{"", "1", "2+", "3!", "1|2", "2|4!", "|4"};
  const std::vector<std::string> dates{"", "2020-01-01", "2021-01-01"};
  uint32_t count = 0;
  for (int s = 0; s < 3; ++s) {
    builder.source("s" + std::to_string(s));
    for (int r = 0; r < 40; ++r, ++count) {
      const std::vector<std::string_view> cells{any(), phones[rng.below(phones.size())], any(), any(), dates[rng.below(dates.size())]};
      builder.record(cells);
    }
  }
  RandomCase out;
  out.records = builder.build();
  std::vector<std::vector<RecordIndex>> lists(30);
  for (RecordIndex r = 0; r < count; ++r) lists[rng.below(lists.size())].push_back(r);
  std::erase_if(lists, [](const auto& list) { return list.empty(); });
  out.groups = test::make_groups(count, lists);
  out.config = survive::propose(out.records);
  return out;
}

bool same(const survive::GoldenValue& a, const survive::GoldenValue& b) {
  return a.code == b.code && a.record == b.record && a.slot == b.slot && a.rule == b.rule;
}

}  // namespace

TEST_CASE("golden values do not depend on where the work is cut") {
  const RandomCase input = random_case(3);
  const GoldenRecords whole = run(input.records, input.groups, input.config);
  auto golden = std::make_shared<GoldenRecords>();
  for (Phase& phase : survive::survive_phases(std::make_shared<const RecordSet>(input.records),
                                              std::make_shared<const Groups>(input.groups), input.config, golden)) {
    const uint64_t count = phase.count();
    for (uint64_t at = 0; at < count; at += 7) REQUIRE(phase.body(at, std::min(count, at + 7)).ok());
  }
  for (size_t a = 0; a < whole.values.size(); ++a) {
    REQUIRE(whole.extra[a].size() == golden->extra[a].size());
    for (size_t g = 0; g < whole.values[a].size(); ++g) CHECK(same(whole.values[a][g], golden->values[a][g]));
    for (size_t e = 0; e < whole.extra[a].size(); ++e) CHECK(same(whole.extra[a][e].value, golden->extra[a][e].value));
  }
}

TEST_CASE("every golden value is the value of the record and slot it names") {
  const RandomCase input = random_case(4);
  const GoldenRecords golden = run(input.records, input.groups, input.config);
  for (size_t a = 0; a < golden.values.size(); ++a)
    for (uint32_t g = 0; g < golden.values[a].size(); ++g) {
      const survive::GoldenValue& v = golden.values[a][g];
      if (v.record == kNoRecord) {
        CHECK(v.code == kMissing);
        continue;
      }
      CHECK(input.groups.group_of[v.record] == g);
      CHECK(input.records.attributes[a].slots[v.slot].codes[v.record] == v.code);
    }
}

TEST_CASE("a preview tells exactly the groups that the change then changes") {
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    const RandomCase input = random_case(seed);
    const GoldenRecords before = run(input.records, input.groups, input.config);
    for (size_t rule = 0; rule < input.config.rules.size(); ++rule)
      for (const std::vector<std::string>& cascade :
           {std::vector<std::string>{"longest"}, {"most_recent", "source_order"}, {"most_frequent"}, {"founding_record"}, {"union", "source_order"}}) {
        if (cascade[0] == "union" && input.config.rules[rule].attributes.size() > 1) continue;  // a block has one value of each
        SurvivorshipConfig changed = input.config;
        changed.rules[rule].cascade = cascade;
        const GoldenRecords after = run(input.records, input.groups, changed);
        std::vector<uint32_t> expected;
        for (uint32_t g = 0; g < input.groups.group_count(); ++g) {
          bool differs = false;
          for (size_t a = 0; a < before.values.size(); ++a) {
            differs |= before.values[a][g].code != after.values[a][g].code;
            std::vector<Code> old_extra, new_extra;
            for (const auto& extra : before.extra[a])
              if (extra.group == g) old_extra.push_back(extra.value.code);
            for (const auto& extra : after.extra[a])
              if (extra.group == g) new_extra.push_back(extra.value.code);
            differs |= old_extra != new_extra;
          }
          if (differs) expected.push_back(g);
        }
        const auto effect = survive::preview_rule(input.records, input.groups, input.config, before, rule, cascade, 1000);
        CHECK(effect.changed_group_count == expected.size());
        CHECK(effect.examples == expected);
      }
  }
}

TEST_CASE("the ruin of a value is golden only where there is no other, whatever the cascade says") {
  test::RecordBuilder builder;
  builder.attribute("card", AttributeType::kCode);
  for (const char* card : {"2.09E+12", "2.09E+12", "2091234567890"}) builder.source("s").record({card});
  RecordSet records = builder.build();
  Attribute& cards = records.attributes[0];
  const Code ruin = cards.slots[0].codes[0];
  cards.validity[ruin] = Validity::kInvalid;
  cards.comparison_of[ruin] = kMissing;
  SurvivorshipConfig config;
  config.rules = {{{"card"}, {"most_frequent"}, true}};
  CHECK(value(records, run(records, test::make_groups(3, {{0, 1, 2}}), config), "card") == "2091234567890");
  CHECK(value(records, run(records, test::make_groups(3, {{0, 1}, {2}}), config), "card") == "2.09E+12");
}
