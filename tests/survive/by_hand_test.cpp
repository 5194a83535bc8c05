#include <doctest/doctest.h>

#include <algorithm>

#include "core/rng.h"
#include "reference/golden_by_hand_reference.h"
#include "support/record_builder.h"
#include "survive/survive.h"

using namespace jumelles;
using survive::GoldenRecords;
using survive::HandAct;
using survive::HandValue;
using survive::SurvivorshipConfig;
using test::GoldenText;

namespace {

// Two customers: records 0, 1, 2 of one, 3 of another.
struct Case {
  RecordSet records;
  Groups groups = test::make_groups(4, {{0, 1, 2}, {3}});
  SurvivorshipConfig config;

  Case() {
    using T = AttributeType;
    test::RecordBuilder builder;
    builder.attribute("surname", T::kSurname).attribute("phone", T::kPhone).attribute("street", T::kStreet).attribute("city", T::kCity);
    builder.source("crm").record({"Durand", "1", "1 rue A", "Lyon"});
    builder.source("shop").record({"Durant", "2", "2 rue B", "Paris"});
    builder.record({"Dupont", "3", "", "Nice"});
    builder.source("bills").record({"Martin", "4", "4 rue D", "Lille"});
    records = builder.build();
    config.rules = {{{"surname"}, {"source_order"}, true}, {{"phone"}, {"union", "source_order"}, true}, {{"street", "city"}, {"source_order"}, true}};
    config.source_order = {"crm", "shop", "bills"};
  }
  uint32_t index(const char* key) const { return static_cast<uint32_t>(records.find(key)); }
  HandValue hand(HandAct act, RecordIndex record, const char* key, const char* value, std::optional<std::string> below = {}) const {
    return {act, record, index(key), value, "", Validity::kUnchecked, std::move(below)};
  }
  GoldenText golden(const std::vector<HandValue>& hand, const char* key, uint32_t group = 0) const {
    return test::text_of(records, test::choose_all(records, groups, config, hand), index(key), group);
  }
  std::string states(const std::vector<HandValue>& hand) const {
    std::string out;
    for (const auto& outcome : test::choose_all(records, groups, config, hand).by_hand) out += std::string(out.empty() ? "" : " ") + id(outcome.state);
    return out;
  }
};

}  // namespace

TEST_CASE("a value that is taken wins with the record it is of, one that is typed with none, and both say that no rule chose") {
  const Case c;
  CHECK(c.golden({}, "surname") == GoldenText{"Durand", 0, "source_order", {}});
  CHECK(c.golden({c.hand(HandAct::kTaken, 2, "surname", "Dupont")}, "surname") == GoldenText{"Dupont", 2, "by_hand", {}});
  CHECK(c.golden({c.hand(HandAct::kTyped, 2, "surname", "Dürand")}, "surname") == GoldenText{"Dürand", kNoRecord, "by_hand", {}});
  CHECK(c.golden({c.hand(HandAct::kTyped, 2, "surname", "Dürand")}, "surname", 1).value == "Martin");
  // What is typed as a record of the customer has it is that value.
  const GoldenRecords known = test::choose_all(c.records, c.groups, c.config, {c.hand(HandAct::kTyped, 0, "surname", "Dupont")});
  CHECK(known.values[0][0].code == c.records.attributes[0].slots[0].codes[2]);
  CHECK(known.typed[0].empty());
}

TEST_CASE("an ignored value never wins and is no further value; the rules choose among the others") {
  const Case c;
  CHECK(c.golden({c.hand(HandAct::kIgnored, 1, "surname", "Durand")}, "surname") == GoldenText{"Durant", 1, "founding_record", {}});
  CHECK(c.golden({}, "phone") == GoldenText{"1", 0, "source_order", {"2", "3"}});
  CHECK(c.golden({c.hand(HandAct::kIgnored, 0, "phone", "1")}, "phone") == GoldenText{"2", 1, "founding_record", {"3"}});
  CHECK(c.golden({c.hand(HandAct::kIgnored, 0, "phone", "2")}, "phone").further == std::vector<std::string>{"3"});
  CHECK(c.golden({c.hand(HandAct::kIgnored, 3, "surname", "Martin")}, "surname", 1).value == "");
  CHECK(c.golden({c.hand(HandAct::kIgnored, 3, "surname", "Durand")}, "surname").value == "Durand");  // of another customer
}

TEST_CASE("where every value is kept, what a decision takes the place of becomes the first further one") {
  const Case c;
  CHECK(c.golden({c.hand(HandAct::kTaken, 2, "phone", "3")}, "phone") == GoldenText{"3", 2, "by_hand", {"1", "2"}});
  CHECK(c.golden({c.hand(HandAct::kTyped, 2, "phone", "9")}, "phone") == GoldenText{"9", kNoRecord, "by_hand", {"1", "2", "3"}});
  CHECK(c.golden({c.hand(HandAct::kTyped, 2, "phone", "9"), c.hand(HandAct::kIgnored, 2, "phone", "1")}, "phone").further == std::vector<std::string>{"2", "3"});
}

TEST_CASE("of a block only the attribute that was decided changes") {
  const Case c;
  CHECK(c.golden({c.hand(HandAct::kTaken, 1, "street", "2 rue B")}, "street").value == "2 rue B");
  CHECK(c.golden({c.hand(HandAct::kTaken, 1, "street", "2 rue B")}, "city") == GoldenText{"Lyon", 0, "source_order", {}});
  CHECK(c.golden({c.hand(HandAct::kIgnored, 1, "city", "Lyon")}, "city").value == "Paris");
  CHECK(c.golden({c.hand(HandAct::kIgnored, 1, "city", "Lyon")}, "street").value == "1 rue A");
  CHECK(c.golden({c.hand(HandAct::kIgnored, 1, "city", "Paris")}, "city").value == "Lyon");
}

TEST_CASE("a decision of limited life ends when the rules alone give something else, whatever else was decided") {
  const Case c;
  const auto taken = c.hand(HandAct::kTaken, 2, "surname", "Dupont", "Durand");
  CHECK(c.golden({taken}, "surname").value == "Dupont");
  CHECK(c.golden({taken, c.hand(HandAct::kIgnored, 0, "surname", "Durand")}, "surname").value == "Dupont");
  CHECK(c.states({taken}) == "holds");
  const auto of_before = c.hand(HandAct::kTaken, 2, "surname", "Dupont", "Durant");
  CHECK(c.golden({of_before}, "surname").value == "Durand");
  CHECK(c.states({of_before}) == "ended");
  CHECK(c.states({c.hand(HandAct::kTaken, 2, "surname", "Dupont")}) == "holds");
}

TEST_CASE("of two decisions that met in one customer the latest that holds counts, and what has no record or value waits") {
  const Case c;
  const auto first = c.hand(HandAct::kTyped, 0, "surname", "A"), second = c.hand(HandAct::kTyped, 1, "surname", "B");
  CHECK(c.golden({first, second}, "surname").value == "B");
  CHECK(c.states({first, second}) == "overruled holds");
  const auto ended = c.hand(HandAct::kTyped, 1, "surname", "B", "no more");
  CHECK(c.golden({first, ended}, "surname").value == "A");
  CHECK(c.states({first, ended}) == "holds ended");
  CHECK(c.states({c.hand(HandAct::kTaken, 2, "street", "gone"), c.hand(HandAct::kTyped, kNoRecord, "surname", "C")}) == "waiting waiting");
  CHECK(c.golden({c.hand(HandAct::kTaken, 1, "surname", "as it was")}, "surname").value == "Durant");  // the record holds another value now
}

TEST_CASE("a wrong typed value is kept and known as wrong") {
  const Case c;
  auto wrong = c.hand(HandAct::kTyped, 0, "phone", "12");
  wrong.validity = Validity::kInvalid;
  const GoldenRecords golden = test::choose_all(c.records, c.groups, c.config, {wrong});
  CHECK(golden.validity(c.records.attributes[1], 1, golden.values[1][0].code) == Validity::kInvalid);
  CHECK(golden.validity(c.records.attributes[1], 1, golden.values[1][1].code) == c.records.attributes[1].validity[golden.values[1][1].code]);
}

TEST_CASE("another cascade is previewed for what the rules give, whatever was decided over it") {
  const Case c;
  const std::vector<HandValue> hand{c.hand(HandAct::kTyped, 0, "surname", "X"), c.hand(HandAct::kTyped, 0, "phone", "9")};
  const GoldenRecords golden = test::choose_all(c.records, c.groups, c.config, hand);
  CHECK(survive::preview_rule(c.records, c.groups, c.config, golden, 0, {"source_order"}, 5).changed_group_count == 0);
  CHECK(survive::preview_rule(c.records, c.groups, c.config, golden, 0, {"oldest", "founding_record"}, 5).changed_group_count == 0);
  CHECK(survive::preview_rule(c.records, c.groups, c.config, golden, 1, {"union", "source_order"}, 5).changed_group_count == 0);
  CHECK(survive::preview_rule(c.records, c.groups, c.config, golden, 1, {"union", "longest", "most_frequent", "founding_record"}, 5).changed_group_count == 0);
}

TEST_CASE("random decisions give what a slow reference gives, in one go, cut into pieces, and from the former golden records") {
  const std::vector<std::string> values{"", "a", "bb", "ccc+", "d!", "e"}, phones{"", "1", "2+", "3!", "1|2", "2|4!", "|4"};
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed);
    test::RecordBuilder builder;
    builder.attribute("city", AttributeType::kCity).attribute("phone", AttributeType::kPhone);
    builder.attribute("street", AttributeType::kStreet).attribute("postcode", AttributeType::kPostcode);
    constexpr uint32_t kRecords = 24;
    for (int s = 0; s < 3; ++s) {
      builder.source("s" + std::to_string(s));
      for (uint32_t r = 0; r < kRecords / 3; ++r) {
        const std::vector<std::string_view> cells{values[rng.below(6)], phones[rng.below(7)], values[rng.below(6)], values[rng.below(6)]};
        builder.record(cells);
      }
    }
    const auto records = std::make_shared<const RecordSet>(builder.build());
    SurvivorshipConfig config;
    config.rules = {{{"city"}, {rng.chance(0.5) ? "most_frequent" : "longest"}, true}, {{"phone"}, {"union", "valid_first", "most_frequent"}, true},
                    {{"street", "postcode"}, {"valid_first", "source_order"}, true}};
    config.source_order = {"s0", "s1", "s2"};
    const auto random_groups = [&] {
      std::vector<std::vector<RecordIndex>> lists(7);
      for (RecordIndex r = 0; r < kRecords; ++r) lists[rng.below(lists.size())].push_back(r);
      std::erase_if(lists, [](const auto& list) { return list.empty(); });
      return std::make_shared<const Groups>(test::make_groups(kRecords, lists));
    };
    std::shared_ptr<const Groups> groups = random_groups();
    std::shared_ptr<const GoldenRecords> former;
    std::shared_ptr<const Groups> former_groups;
    std::vector<HandValue> hand;
    for (int turn = 0; turn < 6; ++turn) {
      for (uint64_t n = rng.below(4); n-- > 0;) {
        HandValue h;
        h.act = static_cast<HandAct>(rng.below(3));
        h.record = rng.chance(0.1) ? kNoRecord : static_cast<RecordIndex>(rng.below(kRecords));
        h.attribute = static_cast<uint32_t>(rng.below(4));
        const Attribute& attribute = records->attributes[h.attribute];
        h.value = h.act == HandAct::kTyped && rng.chance(0.6) ? "typed " + std::to_string(rng.below(3)) : std::string(attribute.clean[static_cast<Code>(1 + rng.below(attribute.clean.size() - 1))]);
        if (h.act != HandAct::kIgnored && rng.chance(0.5)) h.below = std::string(attribute.clean[static_cast<Code>(rng.below(attribute.clean.size()))]);
        hand.push_back(std::move(h));
      }
      if (!hand.empty() && rng.chance(0.4)) hand.erase(hand.begin() + static_cast<std::ptrdiff_t>(rng.below(hand.size())));
      const bool regroups = rng.chance(0.4);
      if (regroups) groups = random_groups();
      auto golden = std::make_shared<GoldenRecords>();
      survive::FormerGolden before;
      if (former) {
        auto changes = std::make_shared<GroupChanges>();
        (void)run_to_end(group_changes_phases(former_groups, groups, changes)).ok();
        before = {former, changes, config, !regroups};
      }
      for (Phase& phase : survive::survive_phases(records, groups, config, golden, before, hand)) {
        const uint64_t count = phase.count();
        for (uint64_t at = 0; at < count; at += 3) REQUIRE(phase.body(at, std::min(count, at + 3)).ok());
      }
      std::map<size_t, std::string> states;
      for (size_t a = 0; a < 4; ++a)
        for (uint32_t g = 0; g < groups->group_count(); ++g) {
          CAPTURE(seed);
          CAPTURE(turn);
          CAPTURE(a);
          CAPTURE(g);
          const GoldenText wanted = test::golden_by_hand(*records, *groups, config, a, g, hand, states), is = test::text_of(*records, *golden, a, g);
          CHECK(is.value == wanted.value);
          CHECK(is.record == wanted.record);
          CHECK(is.further == wanted.further);
          if (!wanted.value.empty()) CHECK(is.rule == wanted.rule);
        }
      REQUIRE(golden->by_hand.size() == hand.size());
      for (size_t i = 0; i < hand.size(); ++i) CHECK(id(golden->by_hand[i].state) == (states.contains(i) ? states[i] : "waiting"));
      former = golden;
      former_groups = groups;
    }
  }
}
