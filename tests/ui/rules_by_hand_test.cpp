#include "panels/rules_by_hand.h"

#include <doctest/doctest.h>

#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;

namespace {

struct Rules : Studio {
  Rules() : Studio(1440, 1900) {
    receive(fixture::summary(true));
    go("rules");
    take_commands();
    take_requests();
  }
  template <class C>
  C only() {
    const std::vector<std::string> sent = take_commands();
    REQUIRE(sent.size() == 1);
    const auto command = protocol::command_from_json(sent[0]);
    REQUIRE(command.ok());
    REQUIRE_MESSAGE(std::holds_alternative<C>(command.value()), sent[0]);
    return std::get<C>(command.value());
  }
};

}  // namespace

TEST_CASE("a key is composed of attributes and of what of them must be equal, and made with one command") {
  Rules studio;
  studio.click("rules/key_add");
  CHECK(studio.has("rules/key_editor"));
  studio.choose("rules/key_part/0/attribute", "postcode");
  studio.choose("rules/key_part/0/transform", "first_2");
  studio.click("rules/key_part_add");
  studio.choose("rules/key_part/1/transform", "phonetic");
  CHECK(studio.take_commands().empty());
  studio.click("rules/key_make");
  const auto made = studio.only<protocol::SetBlockingRule>();
  CHECK(made.rule.empty());
  REQUIRE(made.parts.size() == 2);
  CHECK((made.parts[0].attribute == "postcode" && made.parts[0].transform == "first_2"));
  CHECK((made.parts[1].attribute == "surname" && made.parts[1].transform == "phonetic"));
  CHECK_FALSE(studio.has("rules/key_editor"));
}

TEST_CASE("a key is changed or taken away from its row; one that is there already is not made twice") {
  Rules studio;
  studio.click("rules/key/3/change");
  CHECK(studio.has("rules/key_part/1/attribute"));
  studio.click("rules/key_part/0/remove");
  CHECK_FALSE(studio.has("rules/key_part/1/attribute"));
  studio.click("rules/key_make");
  const auto changed = studio.only<protocol::SetBlockingRule>();
  CHECK(changed.rule == "key 3");
  CHECK(changed.parts.size() == 1);
  studio.click("rules/key/2/change");
  CHECK_FALSE(studio.has("rules/key_part/0/remove"));
  studio.click("rules/key_remove");
  const auto gone = studio.only<protocol::SetBlockingRule>();
  CHECK(gone.rule == "key 2");
  CHECK(gone.parts.empty());
  studio.click("rules/key_add");
  studio.choose("rules/key_part/0/attribute", "siren");
  CHECK(studio.find("rules/key_make")->disabled);
  studio.click("rules/key_cancel");
  CHECK(studio.has("rules/key_add"));
  CHECK(studio.take_commands().empty());
}

TEST_CASE("what a key costs is said while it is made, before anything runs; one that costs much offers a further part") {
  Rules studio;
  std::vector<protocol::KeyPriceQuery> asked;
  std::string state = "ready";
  uint64_t fresh = 214312;
  bool about = true, large = true;
  studio.amend = [&](const protocol::Query& query, protocol::Reply& reply) {
    const auto* price = std::get_if<protocol::KeyPriceQuery>(&query);
    if (!price) return;
    asked.push_back(*price);
    auto& page = std::get<protocol::KeyPricePage>(reply.page);
    page.state = state, page.new_pair_count = fresh, page.is_estimate = about, page.is_large = large;
  };
  studio.click("rules/key_add");
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].rule.empty());
  CHECK(studio.find("rules/key_price")->name == "À comparer en plus\u00a0: environ 210\u202f000 paires, soit 43\u202f% du budget. Le plus grand bloc a 5\u202f312 enregistrements.");
  CHECK(studio.find("rules/key_make")->rect.y >= studio.find("rules/key_refine")->rect.bottom());
  studio.click("rules/key_refine");  // by what other keys use; not by the company number, which is a key of its own
  CHECK(studio.value("rules/key_part/1/attribute") == "Code postal");
  CHECK(studio.take_commands().empty());
  REQUIRE(asked.size() == 2);
  CHECK(asked[1].parts.size() == 2);
  about = large = false, fresh = 412;
  studio.choose("rules/key_part/1/transform", "first_2");
  CHECK(studio.find("rules/key_price")->name.starts_with("À comparer en plus\u00a0: 412 paires,"));
  CHECK_FALSE(studio.has("rules/key_refine"));
  fresh = 0;
  studio.choose("rules/key_part/0/transform", "first_3");
  CHECK(studio.find("rules/key_price")->name.starts_with("Aucune paire de plus"));
  state = "no_result";
  studio.choose("rules/key_part/0/transform", "phonetic");
  CHECK(studio.find("rules/key_price")->name == "Le prix de cette clé sera connu après le premier rapprochement.");
  studio.click("rules/key_cancel");
  state = "ready", fresh = 9;
  studio.click("rules/key/3/change");
  CHECK(asked.back().rule == "key 3");
  CHECK(studio.find("rules/key_price")->name.starts_with("Trouvées par elle seule\u00a0: 9 paires,"));
}

TEST_CASE("a price that is being counted is asked for again when it is known") {
  Rules studio;
  std::string state = "counting";
  studio.amend = [&](const protocol::Query& query, protocol::Reply& reply) {
    if (std::holds_alternative<protocol::KeyPriceQuery>(query)) std::get<protocol::KeyPricePage>(reply.page).state = state;
  };
  studio.click("rules/key_add");
  CHECK(studio.find("rules/key_price")->name == "Le prix de cette clé est en cours de calcul…");
  state = "ready";
  studio.receive(protocol::Event{protocol::TaskEnded{"price", {}, false, 30}});
  studio.settle();
  CHECK(studio.find("rules/key_price")->name.starts_with("À comparer en plus"));
}

TEST_CASE("keys that were switched since the result say what the next run compares more or less") {
  Rules studio;
  for (size_t i = 0; i < 7; ++i) CHECK_FALSE(studio.has("rules/key/" + std::to_string(i) + "/price"));
  protocol::Summary summary = fixture::summary(true);
  summary.revision = 99;
  summary.blocking_rules[5].enabled = false;
  summary.blocking_rules[6].enabled = true;
  studio.receive(summary);
  studio.settle();
  CHECK(studio.find("rules/key/5/price")->name == "Sans Ville + Nom, 3 premières lettres\u00a0: environ 210\u202f000 paires de moins à comparer au prochain rapprochement, et 14 liens qu’elle seule trouve.");
  CHECK(studio.find("rules/key/6/price")->name.find("de plus à comparer au prochain rapprochement, soit 43\u202f% du budget.") != std::string::npos);
  CHECK_FALSE(studio.has("rules/key/4/price"));
}

TEST_CASE("what was being made or typed goes with the project that it was about") {
  Rules studio;
  protocol::Summary summary = fixture::summary(true);
  const auto show = [&](uint64_t revision, uint64_t first_change) {
    summary.revision = revision, summary.project.first_change = first_change;
    studio.receive(summary);
    studio.settle();
  };
  show(90, 1);
  studio.click("rules/key_add");
  studio.click("rules/comparison_add");
  studio.click("rules/constraint_add");
  studio.click("rules/levels_change");
  studio.type("rules/number/seed", "x");
  studio.press("Enter");
  studio.settle();
  studio.go("golden");
  studio.choose("golden/rule/street", "source_order");
  studio.go("rules");
  show(91, 1);  // the same one, changed
  for (const char* key : {"rules/key_make", "rules/comparison_make", "rules/constraint_make", "rules/levels_apply", "rules/number/seed/wrong"}) CHECK_MESSAGE(studio.has(key), key);
  CHECK_FALSE(studio.app.view().candidate.empty());
  show(92, 7);
  for (const char* key : {"rules/key_make", "rules/comparison_make", "rules/constraint_make", "rules/levels_apply", "rules/number/seed/wrong"}) CHECK_FALSE_MESSAGE(studio.has(key), key);
  CHECK(studio.app.view().candidate.empty());
  CHECK(studio.take_commands().empty());
}

TEST_CASE("a comparison is made of an attribute and of how it is compared, and taken away") {
  Rules studio;
  studio.click("rules/comparison_add");
  CHECK(studio.value("rules/comparison_new/attribute") == "Code postal");  // the first that nothing compares
  studio.choose("rules/comparison_new/comparator", "exact");
  studio.click("rules/comparison_make");
  const auto made = studio.only<protocol::SetComparison>();
  CHECK(made.comparison.empty());
  CHECK(made.attribute == "postcode");
  CHECK(made.comparator == "exact");
  studio.click("rules/comparison_remove");
  const auto gone = studio.only<protocol::SetComparison>();
  CHECK(gone.comparison == "surname");
  CHECK(gone.attribute.empty());
}

TEST_CASE("levels are switched, their thresholds typed, and sent together") {
  Rules studio;
  studio.click("rules/levels_change");
  studio.click("rules/level_choice/3");
  studio.type("rules/level_choice/1/threshold", "0,97");
  studio.press("Enter");
  studio.settle();
  studio.click("rules/level_choice/4");
  studio.click("rules/levels_apply");
  const auto levels = studio.only<protocol::SetLevels>();
  CHECK(levels.comparison == "surname");
  std::vector<std::string> ids;
  for (const auto& level : levels.levels) ids.push_back(level.id);
  CHECK(ids == std::vector<std::string>{"exact", "very_similar", "similar", "contained", "else"});
  CHECK(levels.levels[1].threshold == doctest::Approx(.97));
  CHECK(levels.levels[0].term_frequency);
  CHECK_FALSE(studio.has("rules/levels_apply"));
}

TEST_CASE("a certain rule is made on an attribute, and taken away") {
  Rules studio;
  studio.click("rules/constraint_add");
  studio.choose("rules/constraint_new/attribute", "siren");
  CHECK(studio.find("rules/constraint_make")->disabled);  // it is there
  studio.choose("rules/constraint_new/kind", "same_values");
  studio.click("rules/constraint_make");
  const auto made = studio.only<protocol::SetConstraint>();
  CHECK(made.constraint.empty());
  CHECK(made.id == "same_values");
  CHECK(made.attribute == "siren");
  CHECK_FALSE(studio.has("rules/constraint/0/remove"));  // it would be proposed again
  studio.click("rules/constraint/1/remove");
  const auto gone = studio.only<protocol::SetConstraint>();
  CHECK(gone.constraint == "different_values birth_date");
  CHECK(gone.id.empty());
}

TEST_CASE("numbers are typed as people write them; what is none is said and changes nothing") {
  Rules studio;
  studio.type("rules/number/pairs_per_record", "12,5");
  studio.press("Enter");
  studio.settle();
  const auto typed = studio.only<protocol::SetLinkNumber>();
  CHECK(typed.name == "pairs_per_record");
  CHECK(typed.value == 12.5);
  studio.type("rules/number/review_floor", "peu");
  studio.press("Enter");
  studio.settle();
  CHECK(studio.take_commands().empty());
  REQUIRE(studio.has("rules/number/review_floor/wrong"));
  CHECK(studio.find("rules/number/review_floor/wrong")->name == "Ce n’est pas un nombre. Attendu\u00a0: de 0 à 0,5, en part du tout.");
  studio.click("rules/number/review_floor/default");
  CHECK(studio.only<protocol::SetLinkNumber>().by_default);
  CHECK_FALSE(studio.has("rules/number/pairs_per_record/default"));
  studio.click("rules/number/plain_model");
  CHECK(studio.only<protocol::SetLinkNumber>().value == 1);
}

TEST_CASE("a number out of its range stays where it was typed, with the range and its unit beneath, until it is mended or put back") {
  Rules studio;
  const std::string field = "rules/level/0/1/weight";
  const std::string before = studio.value(field);
  studio.type(field, "250");
  studio.press("Enter");
  studio.settle();
  CHECK(studio.take_commands().empty());
  REQUIRE(studio.has(field + "/wrong"));
  CHECK(studio.find(field + "/wrong")->name == "Attendu\u00a0: de \u2212100 à 100, en bits.");
  CHECK(studio.value(field) == "250");
  studio.enter_field(field);
  studio.press("Escape");
  studio.settle();
  CHECK_FALSE(studio.has(field + "/wrong"));
  CHECK(studio.value(field) == before);
  CHECK(studio.take_commands().empty());
}

TEST_CASE("a problem of a number pushes what follows down instead of lying over it") {
  Rules studio;
  const float below = studio.find("rules/level/0/2")->rect.y, end = studio.find("rules/comparison/1")->rect.y;
  studio.type("rules/level/0/1/weight", "x");
  studio.press("Enter");
  studio.settle();
  const auto& problem = studio.find("rules/level/0/1/weight/wrong")->rect;
  CHECK(studio.find("rules/level/0/2")->rect.y >= problem.bottom() - 1);
  CHECK(studio.find("rules/level/0/2")->rect.y > below);
  CHECK(studio.find("rules/comparison/1")->rect.y > end);
}

TEST_CASE("a level's weight is typed as the language writes it, and locked") {
  Rules studio;
  studio.type("rules/level/0/1/weight", "12,25");
  studio.press("Enter");
  studio.settle();
  const auto typed = studio.only<protocol::SetLevelWeight>();
  CHECK(typed.comparison == "surname");
  CHECK(typed.level == "very_similar");
  CHECK(typed.weight_bits == 12.25);
  CHECK(typed.locked);
  studio.type("rules/level/0/1/weight", "3");
  studio.press("Escape");
  studio.settle();
  CHECK(studio.take_commands().empty());
  // One that is locked is written as it was typed, one that was learned to a tenth.
  protocol::Summary summary = fixture::summary(true);
  summary.comparisons[0].levels[1].weight_bits = -3.25;
  summary.comparisons[0].levels[2].weight_bits = 3.25;
  summary.comparisons[0].levels[1].locked = true;
  summary.revision = 99;
  studio.receive(summary);
  studio.settle();
  CHECK(studio.value("rules/level/0/1/weight") == "\u22123,25");
  CHECK(studio.value("rules/level/0/2/weight") == "+3,2");
}

TEST_CASE("a threshold of a level says beneath it what it must be") {
  Rules studio;
  studio.click("rules/levels_change");
  const std::string field = "rules/level_choice/1/threshold";
  studio.type(field, "1,5");
  studio.press("Enter");
  studio.settle();
  REQUIRE(studio.has(field + "/wrong"));
  CHECK(studio.find(field + "/wrong")->name == "Attendu\u00a0: de 0 à 1, 1 voulant dire identiques.");
  CHECK(studio.find("rules/level_choice/2")->rect.y >= studio.find(field + "/wrong")->rect.bottom());
  CHECK(studio.find("rules/levels_apply")->disabled);  // else the former one would be taken
  studio.type(field, "0,5");
  studio.press("Enter");
  studio.settle();
  CHECK_FALSE(studio.has(field + "/wrong"));
  studio.click("rules/levels_apply");
  CHECK(studio.only<protocol::SetLevels>().levels[1].threshold == .5);
}

TEST_CASE("English numbers have points, and commas between thousands") {
  ui::set_language(ui::Language::kEnglish);
  CHECK(ui::number_from_text("12.5") == 12.5);
  CHECK(ui::number_from_text("12,5") == 12.5);
  CHECK(ui::number_from_text("12,000") == 12000);
  CHECK(ui::number_from_text("1,234,567.5") == 1234567.5);
  CHECK(ui::number_from_text("12,0000") == 12);
  CHECK(ui::number_from_text(ui::number(1234567)) == 1234567);
  ui::set_language(ui::Language::kFrench);
  CHECK(ui::number_from_text("12,000") == 12);
  CHECK(ui::number_from_text(ui::number(1234567)) == 1234567);
}

TEST_CASE("texts are numbers where people mean one") {
  CHECK(ui::number_from_text("0,01") == 0.01);
  CHECK(ui::number_from_text("1\u202f%") == 0.01);
  CHECK(ui::number_from_text("12\u00a0000") == 12000);
  CHECK(ui::number_from_text("\u22121.5") == -1.5);
  CHECK(ui::number_from_text("1e-3") == 0.001);
  for (const char* text : {"", " ", "%", "abc", "1,2,3", "12a", "1e999", "--1", "nan"}) {
    CAPTURE(text);
    CHECK_FALSE(ui::number_from_text(text).has_value());
  }
}

TEST_CASE("steps of a cascade are moved, taken away and added; nothing is applied before it is said") {
  Rules studio;
  studio.go("golden");
  studio.choose("golden/rule/street", "source_order");
  studio.click("golden/forget");
  studio.click("golden/cascade/1/up");
  CHECK(studio.app.view().candidate == std::vector<std::string>{"source_order", "most_recent"});
  studio.choose("golden/cascade/add", "most_frequent");
  CHECK(studio.app.view().candidate == std::vector<std::string>{"source_order", "most_recent", "most_frequent"});
  studio.click("golden/cascade/1/remove");
  CHECK(studio.take_commands().empty());
  studio.click("golden/apply");
  const auto set = studio.only<protocol::SetSurvivorshipRule>();
  CHECK(set.rule == "street");
  CHECK(set.cascade == std::vector<std::string>{"source_order", "most_frequent"});
  CHECK(studio.find("golden/cascade/0/up")->disabled);
}

TEST_CASE("attributes leave a block and join one, each an act of its own; a consent does neither") {
  Rules studio;
  studio.go("golden");
  studio.choose("golden/rule/street", "source_order");
  CHECK(studio.app.view().candidate.size() == 2);
  // Below the cascade, in a part that scrolls: as the mirror operates it.
  const auto operate = [&](const std::string& key, const std::string& value) {
    REQUIRE(studio.app.activate(key, value));
    studio.settle();
  };
  operate("golden/block/2/split", "");
  const auto left = studio.only<protocol::SetGoldenBlock>();
  CHECK(left.attribute == "city");
  CHECK(left.rule.empty());
  CHECK(studio.app.view().candidate.empty());  // it was about the former block
  for (const ui::Choice& choice : studio.find("golden/block/join")->choices) CHECK(choice.id != "consent");
  operate("golden/block/join", "email");
  const auto joined = studio.only<protocol::SetGoldenBlock>();
  CHECK(joined.attribute == "email");
  CHECK(joined.rule == "street");
  studio.app.view().rule = 4;
  studio.settle();
  CHECK_FALSE(studio.has("golden/block/join"));
  studio.app.view().rule = 1;  // of one attribute: it can be taken with another
  studio.settle();
  CHECK_FALSE(studio.has("golden/block/0/split"));
  CHECK(studio.has("golden/block/join"));
}

TEST_CASE("the rule that asks for the order of sources leads to where it is changed") {
  Rules studio;
  studio.go("golden");
  studio.choose("golden/rule/street", "source_order");
  studio.click("golden/source_order");
  CHECK(studio.app.view().screen == ui::Screen::kSources);
  studio.go("golden");
  studio.app.view().rule = 1;  // its cascade does not ask for it
  studio.app.view().candidate.clear();
  studio.settle();
  CHECK_FALSE(studio.has("golden/source_order"));
}

TEST_CASE("a source is renamed where it stands") {
  Rules studio;
  studio.go("sources");
  studio.click("sources/rename");
  studio.type("sources/name", "Ventes");
  studio.press("Enter");
  studio.settle();
  const auto renamed = studio.only<protocol::RenameSource>();
  CHECK(renamed.source == "crm");
  CHECK(renamed.name == "Ventes");
  CHECK_FALSE(studio.has("sources/name"));
}
