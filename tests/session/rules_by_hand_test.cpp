#include <algorithm>

#include "document/project.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

struct Ruled : SessionFixture {
  Ruled() {
    add_extracts();
    run();
  }
  // Told and refused: the id of the error, "" when it was taken.
  std::string refusal(const Command& command) {
    const Status status = session.dispatch(command);
    return status.ok() ? "" : status.error().id;
  }
  const ComparisonSummary& comparison(const std::string& id) const {
    for (const ComparisonSummary& c : summary().comparisons)
      if (c.id == id) return c;
    FAIL("no comparison " << id);
    return summary().comparisons[0];
  }
  const NumberSummary& number(const std::string& name) const {
    for (const NumberSummary& n : summary().link_numbers)
      if (n.name == name) return n;
    FAIL("no number " << name);
    return summary().link_numbers[0];
  }
  bool has_key(const std::string& name) const {
    return std::any_of(summary().blocking_rules.begin(), summary().blocking_rules.end(), [&](const BlockingRuleSummary& r) { return r.name == name; });
  }
  bool has_constraint(const std::string& name) const {
    return std::any_of(summary().constraints.begin(), summary().constraints.end(), [&](const ConstraintSummary& c) { return c.name == name; });
  }
};

SetLevels levels_of(const ComparisonSummary& comparison) {
  SetLevels out{comparison.id, {}};
  for (const LevelSummary& level : comparison.levels) out.levels.push_back({level.id, level.threshold, level.term_frequency});
  return out;
}

}  // namespace

TEST_CASE("a key made by hand is used by the next run, changed, taken away and undone, each in one step") {
  Ruled f;
  const size_t before = f.summary().blocking_rules.size();
  f.do_and_work(SetBlockingRule{"", {{"birth_date", "year"}, {"surname", "first_3"}}});
  CHECK(f.summary().is_stale);
  CHECK(f.summary().undo_name == "set_blocking_rule");
  REQUIRE(f.has_key("birth_date:year & surname:first_3"));
  CHECK(f.summary().blocking_rules.back().by_hand);
  f.run();
  CHECK(f.summary().blocking_rules.back().total_pair_count > 0);
  f.do_and_work(SetBlockingRule{"birth_date:year & surname:first_3", {{"birth_date", "exact"}}});
  CHECK(f.summary().blocking_rules.size() == before + 1);
  CHECK(f.has_key("birth_date:exact"));
  f.do_and_work(SetBlockingRule{"birth_date:exact", {}});
  CHECK(f.summary().blocking_rules.size() == before);
  f.do_and_work(Undo{});
  CHECK(f.has_key("birth_date:exact"));
  f.do_and_work(Undo{});
  CHECK(f.has_key("birth_date:year & surname:first_3"));
  f.do_and_work(Undo{});
  CHECK(f.summary().blocking_rules.size() == before);
}

TEST_CASE("keys that cannot be are refused, each with its reason, and change nothing") {
  Ruled f;
  const std::string first = f.summary().blocking_rules[0].name;
  const auto parts = f.summary().blocking_rules[0].parts;
  CHECK(f.refusal(SetBlockingRule{"", {}}) == "rule.no_parts");
  CHECK(f.refusal(SetBlockingRule{"", parts}) == "rule.known_key");
  CHECK(f.refusal(SetBlockingRule{first, parts}) == "");
  CHECK(f.refusal(SetBlockingRule{"nothing", parts}) == "command.no_such");
  CHECK(f.refusal(SetBlockingRule{"", {{"shoe_size", "exact"}}}) == "command.no_such");
  CHECK(f.refusal(SetBlockingRule{"", {{"surname", "backwards"}}}) == "command.no_such");
  CHECK(f.refusal(SetBlockingRule{"", std::vector<KeyPartSummary>(kMaxKeyParts + 1, {"surname", "exact"})}) == "rule.too_many_parts");
  while (f.summary().blocking_rules.size() > 1) f.do_and_work(SetBlockingRule{f.summary().blocking_rules[0].name, {}});
  CHECK(f.refusal(SetBlockingRule{f.summary().blocking_rules[0].name, {}}) == "rule.last_key");
  const RuleChoices choices = f.page<RuleChoices>(RuleChoicesQuery{});
  for (const AttributeChoice& attribute : choices.attributes)
    for (const std::string& transform : attribute.transforms)
      if (f.summary().blocking_rules.size() < kMaxBlockingRules) (void)f.session.dispatch(SetBlockingRule{"", {{attribute.attribute, transform}}}).ok();
  CHECK(f.summary().blocking_rules.size() == kMaxBlockingRules);
  CHECK(f.refusal(SetBlockingRule{"", {{"surname", "exact"}, {"surname", "year"}}}) == "rule.too_many_keys");
}

TEST_CASE("a comparison made by hand is learned with the others, and stands before what the model adds") {
  Ruled f;
  const size_t before = f.summary().comparisons.size();
  f.do_and_work(SetComparison{"", "surname", "exact"});
  CHECK(f.summary().comparisons.size() == before + 1);
  CHECK(f.comparison("surname_2").by_hand);
  bool bars = false;
  for (const ComparisonSummary& c : f.summary().comparisons) {
    CHECK_FALSE((bars && !c.is_bar_of_model));
    bars = bars || c.is_bar_of_model;
  }
  f.run();
  CHECK(f.comparison("surname_2").levels.front().m_probability > f.comparison("surname_2").levels.front().u_probability);
  f.do_and_work(SetComparison{"surname_2", "surname", "code"});
  CHECK(f.comparison("surname_2").levels.size() == 4);
  f.do_and_work(SetComparison{"surname_2", "", ""});
  f.run();
  CHECK(std::none_of(f.summary().comparisons.begin(), f.summary().comparisons.end(), [](const auto& c) { return c.id == "surname_2"; }));
  CHECK(f.refusal(SetComparison{"", "surname", "date"}) == "command.no_such");
  CHECK(f.refusal(SetComparison{"", "shoe_size", "exact"}) == "command.no_such");
  CHECK(f.refusal(SetComparison{"", "", ""}) == "rule.no_attribute");
  CHECK(f.refusal(SetComparison{"nothing", "surname", "exact"}) == "command.no_such");
  while (f.refusal(SetComparison{"", "surname", "exact"}).empty()) {}
  CHECK(f.refusal(SetComparison{"", "surname", "exact"}) == "rule.too_many_comparisons");
  f.run();
  CHECK(f.summary().has_result);
}

TEST_CASE("levels are taken away, added and moved by hand; the model is learned anew with them") {
  Ruled f;
  SetLevels levels = levels_of(f.comparison("surname"));
  const size_t count = levels.levels.size();
  std::erase_if(levels.levels, [](const LevelChoice& level) { return level.id == "phonetic" || level.id == "similar"; });
  for (LevelChoice& level : levels.levels)
    if (level.id == "very_similar") level.threshold = 0.97;
  f.do_and_work(levels);
  CHECK(f.comparison("surname").levels.size() == count - 2);
  CHECK(f.comparison("surname").by_hand);
  f.run();
  for (const LevelSummary& level : f.comparison("surname").levels)
    if (level.id == "very_similar") CHECK(level.threshold == 0.97);
  CHECK(f.comparison("surname").levels.back().weight_bits < 0);
  SetLevels wrong = levels;
  wrong.levels.insert(wrong.levels.begin(), {"nearly", 0, false});
  CHECK(f.refusal(wrong) == "command.no_such");
  wrong = levels;
  wrong.levels.insert(wrong.levels.begin(), wrong.levels.front());
  CHECK(f.refusal(wrong) == "level.twice");
  wrong = levels;
  wrong.levels.pop_back();
  CHECK(f.refusal(wrong) == "level.too_few");
  CHECK(f.refusal(SetLevels{"surname", {{"else", 0, false}}}) == "level.too_few");
  wrong = levels;
  for (LevelChoice& level : wrong.levels)
    if (level.id == "very_similar") level.threshold = 1.5;
  CHECK(f.refusal(wrong) == "compare.level_threshold");
  CHECK(f.refusal(SetLevels{"nothing", levels.levels}) == "command.no_such");
}

TEST_CASE("a rule that keeps apart and one that brings together are made by hand, decide, and go") {
  Ruled f;
  f.do_and_work(SetConstraint{"", "different_values", "birth_date"});
  f.run();
  REQUIRE(f.has_constraint("different_values birth_date"));
  const auto decided = [&](const std::string& name) {
    for (const ConstraintSummary& c : f.summary().constraints)
      if (c.name == name) return c.pair_count;
    return uint64_t{0};
  };
  CHECK(decided("different_values birth_date") > 0);
  const auto& records = *f.session.result()->records;
  const auto group_of = f.session.result()->groups->group_of;
  const Attribute& birth = records.attributes[static_cast<size_t>(records.find("birth_date"))];
  std::vector<Code> of_group(records.record_count(), kMissing);
  for (RecordIndex r = 0; r < records.record_count(); ++r) {
    const Code code = birth.comparison_of[birth.slots[0].codes[r]];
    if (code == kMissing) continue;
    Code& first = of_group[group_of[r]];
    if (first == kMissing) first = code;
    CHECK(first == code);
  }
  f.do_and_work(SetConstraint{"different_values birth_date", "same_values", "email"});
  f.run();
  CHECK_FALSE(f.has_constraint("different_values birth_date"));
  REQUIRE(f.has_constraint("same_values email"));
  CHECK(std::any_of(f.summary().constraints.begin(), f.summary().constraints.end(), [](const ConstraintSummary& c) { return c.id == "same_values" && c.must_match; }));
  CHECK(decided("same_values email") > 0);
  CHECK(f.refusal(SetConstraint{"", "same_values", "email"}) == "rule.known_constraint");
  CHECK(f.refusal(SetConstraint{"", "", ""}) == "rule.no_kind");
  CHECK(f.refusal(SetConstraint{"", "sometimes", "email"}) == "command.no_such");
  CHECK(f.refusal(SetConstraint{"", "same_values", "shoe_size"}) == "command.no_such");
  CHECK(f.refusal(SetConstraint{"nothing", "same_values", "email"}) == "command.no_such");
  f.do_and_work(SetConstraint{"same_values email", "", ""});
  CHECK_FALSE(f.has_constraint("same_values email"));
}

TEST_CASE("numbers of the matching are written, refused outside their range, and given back") {
  Ruled f;
  const double learned = f.number("prior").value;
  CHECK(f.number("pairs_per_record").is_default);
  f.do_and_work(SetLinkNumber{"pairs_per_record", 12.5});
  CHECK(f.number("pairs_per_record").value == 12.5);
  CHECK_FALSE(f.number("pairs_per_record").is_default);
  f.do_and_work(SetLinkNumber{"pairs_per_record", 0, true});
  CHECK(f.number("pairs_per_record").value == 40);
  CHECK(f.refusal(SetLinkNumber{"pairs_per_record", 0}) == "number.range");
  CHECK(f.refusal(SetLinkNumber{"review_floor", 0.6}) == "number.range");  // above the threshold
  CHECK(f.refusal(SetLinkNumber{"review_floor", 0.5}) == "");
  CHECK(f.refusal(SetLinkNumber{"seed", 1.5}) == "number.range");
  CHECK(f.refusal(SetLinkNumber{"plain_model", 0.5}) == "number.range");
  CHECK(f.refusal(SetLinkNumber{"mood", 1}) == "command.no_such");
  CHECK((f.number("prior").open_least && f.number("prior").open_most));
  CHECK_FALSE((f.number("review_floor").open_least || f.number("review_floor").open_most));
  f.do_and_work(SetLinkNumber{"review_floor", 0, true});
  f.do_and_work(SetLinkNumber{"plain_closure", 1});
  CHECK(f.session.project().link.plain_closure);
  f.do_and_work(SetLinkNumber{"prior", 0.25});
  CHECK(f.session.project().link.prior_locked);
  f.run();
  CHECK(f.number("prior").value == 0.25);
  f.do_and_work(SetLinkNumber{"plain_closure", 0, true});
  f.do_and_work(SetLinkNumber{"prior", 0, true});
  f.run();
  CHECK(f.number("prior").is_default);
  CHECK(f.number("prior").value == doctest::Approx(learned).epsilon(0.01));
}

TEST_CASE("rules made by hand outlive what columns mean: others are proposed beside them, unless all are asked for anew") {
  Ruled f;
  f.do_and_work(SetBlockingRule{"", {{"surname", "exact"}, {"birth_date", "year"}}});
  f.do_and_work(SetComparison{"", "surname", "exact"});
  f.do_and_work(SetConstraint{"", "different_values", "birth_date"});
  const size_t keys = f.summary().blocking_rules.size();
  f.do_and_work(SetColumnType{f.source(0), f.column(0, 0), "ignored"});
  CHECK_FALSE(f.summary().is_proposed);
  f.run();
  CHECK(f.summary().blocking_rules.size() >= keys / 2);
  CHECK(f.has_key("surname:exact & birth_date:year"));
  CHECK(f.comparison("surname_2").by_hand);
  CHECK(f.comparison("surname").levels.size() > 2);
  CHECK(f.has_constraint("different_values birth_date"));
  const std::string golden = f.exported("golden");
  f.run();
  CHECK(f.exported("golden") == golden);
  f.do_and_work(ProposeAgain{});
  CHECK_FALSE(f.has_key("surname:exact & birth_date:year"));
  CHECK_FALSE(f.has_constraint("different_values birth_date"));
}

TEST_CASE("a source renamed keeps its rules, what was decided of its records, and its place among trusted ones") {
  Ruled f;
  f.do_and_work(SetLevelWeight{"email", "exact", 6.5, true});
  const PairsPage pairs = f.page<PairsPage>(PairsQuery{"to_check", "useful", 0, 1});
  REQUIRE(pairs.rows.size() == 1);
  const PairDetail detail = f.page<PairDetail>(PairQuery{pairs.rows[0].pair});
  f.do_and_work(JudgePair{detail.a.name, detail.b.name, "different", 0});
  const std::string former = detail.a.name.source;
  f.do_and_work(RenameSource{former, "Ventes 2026"});
  CHECK(f.comparison("email").levels.front().weight_bits == 6.5);
  const document::PairDecision& decision = f.session.project().decisions.pairs.at(0);
  CHECK((decision.a.source == "Ventes 2026" || decision.b.source == "Ventes 2026"));
  CHECK(decision.a.source != former);
  CHECK(decision.b.source != former);
  const auto& order = f.session.project().survivorship.source_order;
  CHECK(std::find(order.begin(), order.end(), former) == order.end());
  f.run();
  CHECK(f.summary().decisions.different_count == 1);
  f.do_and_work(Undo{});
  CHECK(f.session.project().decisions.pairs.at(0).a == document::RecordName{detail.a.name.source, detail.a.name.id, detail.a.name.row, detail.a.name.content});
  CHECK(f.refusal(RenameSource{former, ""}) == "source.no_name");
}

TEST_CASE("what rules can be made of begins with what is usual") {
  Ruled f;
  const RuleChoices choices = f.page<RuleChoices>(RuleChoicesQuery{});
  const auto found = std::find_if(choices.attributes.begin(), choices.attributes.end(), [](const AttributeChoice& c) { return c.attribute == "surname"; });
  REQUIRE(found != choices.attributes.end());
  CHECK(found->comparators.front() == "surname");
  CHECK(found->transforms.front() == "exact");
  CHECK(found->constraints == std::vector<std::string>{"different_values", "same_values"});
  CHECK(std::none_of(choices.attributes.begin(), choices.attributes.end(), [](const AttributeChoice& c) { return c.type == "updated_date" || c.type == "consent"; }));
  for (const ComparatorChoice& comparator : choices.comparators) CHECK(comparator.levels.back().id.size() > 0);
  const auto unit = [&](const std::string& comparator, const std::string& level) {
    for (const ComparatorChoice& c : choices.comparators)
      for (const LevelInfo& l : c.levels)
        if (c.id == comparator && l.id == level) return l.unit;
    return std::string("no such level");
  };
  CHECK(unit("city", "very_similar") == "likeness");
  CHECK(unit("text", "different_codes_alike") == "likeness");
  CHECK(unit("number", "within_10_percent") == "share");
  CHECK(unit("coordinate", "within_1_km") == "degrees");
  CHECK(unit("year", "within_1") == "years");
  CHECK(unit("city", "exact").empty());
}

TEST_CASE("what a key would cost is told before it runs, and is what the run then counts") {
  Ruled f;
  const KeyPriceQuery query{"", {{"birth_date", "year"}, {"surname", "first_3"}}};
  const auto price = [&](const KeyPriceQuery& asked) { return f.page<KeyPricePage>(asked); };
  CHECK(price(query).state == "counting");
  f.work();
  const KeyPricePage told = price(query);
  REQUIRE(told.state == "ready");
  CHECK(told.pair_count > 0);
  CHECK(told.new_pair_count <= told.pair_count);
  CHECK(told.budget_share == doctest::Approx(static_cast<double>(told.new_pair_count) / (40.0 * f.session.result()->records->record_count())));
  CHECK_FALSE(f.summary().is_stale);  // asking changes nothing
  f.do_and_work(SetBlockingRule{"", query.parts});
  CHECK_FALSE(f.summary().blocking_rules.back().in_result);
  f.run();
  const BlockingRuleSummary& made = f.summary().blocking_rules.back();
  CHECK(made.in_result);
  CHECK(made.total_pair_count == told.pair_count);
  CHECK(made.largest_block == told.largest_block);
  CHECK(made.pair_count == told.new_pair_count);  // all others come before it
}

TEST_CASE("of a key that is switched, the price is what it alone finds; keys that are off take nothing from it") {
  Ruled f;
  const BlockingRuleSummary first = f.summary().blocking_rules[0];
  const KeyPriceQuery query{first.name, first.parts};
  (void)f.page<KeyPricePage>(query);
  f.work();
  const uint64_t beside_others = f.page<KeyPricePage>(query).new_pair_count;
  for (const BlockingRuleSummary& rule : std::vector<BlockingRuleSummary>(f.summary().blocking_rules))
    if (rule.name != first.name) f.do_and_work(EnableBlockingRule{rule.name, false});
  CHECK(f.page<KeyPricePage>(query).state == "counting");  // another question
  f.work();
  const KeyPricePage alone = f.page<KeyPricePage>(query);
  CHECK(alone.new_pair_count == alone.pair_count);
  CHECK(alone.new_pair_count > beside_others);
  CHECK(alone.pair_count == first.total_pair_count);
}

TEST_CASE("without a result, and of attributes that its records lack, no price is told") {
  SessionFixture empty;
  CHECK(empty.page<KeyPricePage>(KeyPriceQuery{"", {{"surname", "exact"}}}).state == "no_result");
  Ruled f;
  CHECK(f.page<KeyPricePage>(KeyPriceQuery{"", {{"age", "exact"}}}).state == "unknown");
  CHECK(f.page<KeyPricePage>(KeyPriceQuery{"", {}}).state == "unknown");
}

TEST_CASE("a price asked for twice is counted once; other limits of blocks and a new result ask anew") {
  Ruled f;
  const auto query = [](const char* transform) { return KeyPriceQuery{"", {{"surname", transform}}}; };
  (void)f.page<KeyPricePage>(query("exact"));
  (void)f.page<KeyPricePage>(query("first_3"));
  (void)f.page<KeyPricePage>(query("exact"));  // asked twice, counted once
  f.work();
  const std::vector<TaskEnded> ended = f.events<TaskEnded>();
  CHECK(std::count_if(ended.begin(), ended.end(), [](const TaskEnded& e) { return e.task == "price"; }) == 2);
  CHECK(f.page<KeyPricePage>(query("exact")).state == "ready");
  f.do_and_work(SetLinkNumber{"pairs_per_record", 30});  // other limits of blocks
  CHECK(f.page<KeyPricePage>(query("exact")).state == "counting");
  f.run();
  CHECK(f.page<KeyPricePage>(query("first_3")).state == "counting");
}

TEST_CASE("an attribute leaves a block of golden values or joins one in one step, that undo and the project hold, to the same bytes") {
  Ruled f;
  const auto rule_of = [&](const std::string& attribute) {
    for (const SurvivorshipRuleSummary& rule : f.summary().survivorship)
      if (std::count(rule.attributes.begin(), rule.attributes.end(), attribute) > 0) return rule;
    FAIL("no rule of " << attribute);
    return SurvivorshipRuleSummary{};
  };
  const SurvivorshipRuleSummary address = rule_of("city");
  REQUIRE(address.attributes.size() > 2);
  const std::string before = f.exported("golden");
  f.do_and_work(SetGoldenBlock{"city", ""});
  CHECK(rule_of("city").attributes == std::vector<std::string>{"city"});
  CHECK(rule_of("city").cascade == address.cascade);
  CHECK((rule_of("city").chosen_by_user && rule_of("street").chosen_by_user));
  CHECK(rule_of("street").attributes.size() == address.attributes.size() - 1);
  CHECK_FALSE(f.summary().is_stale);  // golden records are chosen anew at once
  CHECK(f.summary().undo_name == "set_golden_block");
  f.do_and_work(SetGoldenBlock{"email", rule_of("street").name});
  CHECK(rule_of("email").attributes.back() == "email");
  CHECK(rule_of("email").attributes.size() == address.attributes.size());
  const std::string changed = f.exported("golden"), project = f.exported("project");
  CHECK(changed != before);
  // Another session that runs the project: the command line does nothing else.
  SessionFixture other;
  other.add_extracts();
  other.work();
  other.do_and_work(OpenProject{other.session.register_file(std::make_shared<ingest::MemorySource>(project)), "clients.json"});
  CHECK(other.exported("golden") == changed);
  f.do_and_work(Undo{});
  f.do_and_work(Undo{});
  CHECK(f.exported("golden") == before);
  CHECK(rule_of("city").attributes == address.attributes);
  CHECK(f.refusal(SetGoldenBlock{"email", ""}) == "survivorship.block_as_it_is");
  CHECK(f.refusal(SetGoldenBlock{"city", address.name}) == "survivorship.block_as_it_is");
  CHECK(f.refusal(SetGoldenBlock{"mood", address.name}) == "command.no_such");
  CHECK(f.refusal(SetGoldenBlock{"email", "mood"}) == "command.no_such");
  SessionFixture empty;
  CHECK_FALSE(empty.session.dispatch(SetGoldenBlock{"email", ""}).ok());
}
