#include "panels/recipe.h"

#include <doctest/doctest.h>

#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;

namespace {

struct Recipe : Studio {
  Recipe() : Studio(1440, 1200) {
    receive(fixture::summary(true));
    go("recipe");
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

TEST_CASE("rules say what they do, with what they change") {
  Recipe studio;
  const ui::Semantic* rule = studio.find("recipe/rule/0");
  REQUIRE(rule != nullptr);
  CHECK(rule->name.find("( 00)") != std::string::npos);
  CHECK(rule->value.find("84") != std::string::npos);
  CHECK(rule->value.find("06 00 00 00 00") != std::string::npos);
  CHECK(studio.has("recipe/rule/2"));
  CHECK_FALSE(studio.has("recipe/none"));
}

TEST_CASE("a rule is switched, moved and taken away by one command each") {
  Recipe studio;
  studio.click("recipe/rule/0/on");
  const auto off = studio.only<protocol::EnableRecipeRule>();
  CHECK((off.rule == "recipe 1" && !off.enabled));
  studio.click("recipe/rule/2/on");
  CHECK(studio.only<protocol::EnableRecipeRule>().enabled);
  studio.click("recipe/rule/0/down");
  const auto down = studio.only<protocol::MoveRecipeRule>();
  CHECK((down.rule == "recipe 1" && down.to == 1));
  studio.click("recipe/rule/2/up");
  CHECK(studio.only<protocol::MoveRecipeRule>().to == 1);
  CHECK(studio.find("recipe/rule/0/up")->disabled);
  CHECK(studio.find("recipe/rule/2/down")->disabled);
  studio.click("recipe/rule/1/remove");
  const auto gone = studio.only<protocol::SetRecipeRule>();
  CHECK((gone.rule == "recipe 2" && gone.to.act.empty()));
}

TEST_CASE("a rule is made of an attribute, an act and a pattern, and tried while it is typed") {
  Recipe studio;
  studio.click("recipe/add");
  CHECK(studio.has("recipe/editor"));
  CHECK_FALSE(studio.has("recipe/trial"));
  CHECK(studio.find("recipe/make")->disabled);
  studio.choose("recipe/attribute", "phone");
  studio.choose("recipe/source", "crm");
  studio.choose("recipe/act", "replace");
  studio.type("recipe/pattern", "(");
  CHECK(studio.find("recipe/make")->disabled);
  CHECK(studio.find("recipe/trial")->name.find("2") != std::string::npos);  // where it is wrong
  studio.type("recipe/pattern", "^tel: ");
  CHECK(studio.has("recipe/example/0"));
  studio.type("recipe/replacement", "0");
  studio.click("recipe/make");
  const auto made = studio.only<protocol::AddRecipeRule>();
  CHECK((made.rule.attribute == "phone" && made.rule.source == "crm" && made.rule.act == "replace"));
  CHECK((made.rule.pattern == "^tel: " && made.rule.replacement == "0" && made.rule.enabled));
  CHECK_FALSE(studio.has("recipe/editor"));
}

TEST_CASE("a list of values is changed line by line, and what is empty is not sent") {
  Recipe studio;
  studio.click("recipe/rule/1/change");
  CHECK(studio.has("recipe/value/1/from"));
  studio.click("recipe/value_add");
  studio.type("recipe/value/0/to", "Lyon 1er");
  studio.click("recipe/value/1/remove");
  studio.click("recipe/make");
  const auto changed = studio.only<protocol::SetRecipeRule>();
  CHECK(changed.rule == "recipe 2");
  REQUIRE(changed.to.values.size() == 1);
  CHECK(changed.to.values[0] == protocol::ValueChange{"LYN", "Lyon 1er"});
}

TEST_CASE("a rule on rows names the other attributes, as many as it needs, and which cells it is about") {
  Recipe studio;
  studio.click("recipe/add");
  studio.choose("recipe/act", "split");
  studio.choose("recipe/attribute", "city");
  CHECK(studio.find("recipe/make")->disabled);
  studio.type("recipe/pattern", " - ");
  studio.choose("recipe/into/0", "postcode");
  CHECK(studio.find("recipe/make")->disabled);  // the second part has no place yet
  CHECK_FALSE(studio.has("recipe/into/0/remove"));
  studio.click("recipe/into_add");
  studio.choose("recipe/into/1", "company_name");  // which no column has
  studio.choose("recipe/into/2", "city");
  studio.click("recipe/into/2/remove");
  CHECK(studio.find("recipe/trial")->name.find("12") != std::string::npos);
  studio.click("recipe/make");
  auto made = studio.only<protocol::AddRecipeRule>().rule;
  CHECK(made.into == std::vector<std::string>{"postcode", "company_name"});
  CHECK(made.pattern == " - ");
  studio.click("recipe/add");
  studio.choose("recipe/act", "move");
  studio.choose("recipe/attribute", "phone");
  studio.choose("recipe/into/0", "email");
  CHECK_FALSE(studio.has("recipe/into_add"));
  studio.type("recipe/pattern", "@");
  studio.choose("recipe/act", "exchange");  // what was said of it stays
  studio.click("recipe/make");
  made = studio.only<protocol::AddRecipeRule>().rule;
  CHECK((made.act == "exchange" && made.pattern == "@"));
  CHECK(made.into == std::vector<std::string>{"email"});
  studio.click("recipe/add");
  studio.choose("recipe/act", "exclude");
  CHECK_FALSE(studio.has("recipe/into/0"));
  CHECK(studio.find("recipe/make")->disabled);
  studio.type("recipe/pattern", "^TEST");
  CHECK(studio.find("recipe/example/0")->name.find("ligne écartée") != std::string::npos);
  studio.click("recipe/make");
  made = studio.only<protocol::AddRecipeRule>().rule;
  CHECK((made.act == "exclude" && made.into.empty()));
  studio.click("recipe/add");
  studio.choose("recipe/act", "join");
  studio.type("recipe/replacement", ", ");
  studio.choose("recipe/into/0", "email");
  studio.click("recipe/make");
  made = studio.only<protocol::AddRecipeRule>().rule;
  CHECK((made.act == "join" && made.replacement == ", " && made.pattern.empty()));
}

TEST_CASE("what a rule on rows does is one sentence, with the cells that it is about") {
  protocol::RecipeRuleSummary rule;
  rule.attribute = "phone", rule.act = "move", rule.into = {"email"};
  const auto says = [&] { return ui::recipe_sentence(rule); };
  CHECK(says() == "Téléphone : va dans E-mail");
  rule.pattern = "@";
  CHECK(says() == "Téléphone : va dans E-mail si « @ » s’y trouve");
  rule.values = {{"a@b.fr", ""}};
  CHECK(says() == "Téléphone : va dans E-mail si c’est « a@b.fr »");
  rule.values.push_back({"c@b.fr", ""});
  CHECK(says() == "Téléphone : va dans E-mail, 2 valeurs");
  rule.suspects = "test_value";
  rule.act = "exclude", rule.into.clear();
  CHECK(says().starts_with("Téléphone : ligne écartée, "));
  rule = {};
  rule.attribute = "city", rule.act = "split", rule.into = {"postcode", "city"}, rule.pattern = " ";
  CHECK(says() == "Ville : partagé à «   » en Code postal, Ville");
  rule.act = "join", rule.replacement = ", ", rule.into = {"postcode"};
  CHECK(says() == "Ville : réuni avec Code postal, « ,  » entre les deux");
}

TEST_CASE("a kind of suspects is chosen from what the engine recognizes, and a change can be given up") {
  Recipe studio;
  studio.click("recipe/add");
  studio.choose("recipe/act", "suspects");
  studio.choose("recipe/suspects", "mistyped_domain");
  studio.click("recipe/make");
  CHECK(studio.only<protocol::AddRecipeRule>().rule.suspects == "mistyped_domain");
  studio.click("recipe/add");
  studio.click("recipe/cancel");
  CHECK_FALSE(studio.has("recipe/editor"));
  CHECK(studio.take_commands().empty());
}

TEST_CASE("masked values cannot be written back") {
  Recipe studio;
  CHECK_FALSE(studio.find("recipe/rule/1/change")->disabled);
  studio.press("m", true, true);
  CHECK(studio.find("recipe/rule/1/change")->disabled);
  CHECK_FALSE(studio.find("recipe/rule/0/change")->disabled);
}

TEST_CASE("what waits for its count is asked again when it is there") {
  Recipe studio;
  bool counting = true;
  studio.amend = [&](const protocol::Query&, protocol::Reply& reply) {
    if (auto* page = std::get_if<protocol::RecipePage>(&reply.page); page && counting) page->state = "counting";
  };
  auto next = fixture::summary(true);
  next.revision += 1;
  studio.receive(next);
  CHECK(studio.find("recipe/rule/0")->value.find("84") == std::string::npos);
  counting = false;
  studio.receive(protocol::Event{protocol::TaskEnded{"recipe", {}, false, 3}});
  CHECK(studio.find("recipe/rule/0")->value.find("84") != std::string::npos);
}

TEST_CASE("the recipe is written to a file and read from one") {
  Recipe studio;
  studio.click("recipe/export");
  std::vector<ui::HostRequest> asked = studio.take_requests();
  REQUIRE(asked.size() == 1);
  CHECK((asked[0].what == "download" && asked[0].argument == "recipe" && asked[0].file_name == "recipe.json"));
  studio.click("recipe/import");
  asked = studio.take_requests();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].what == "import_recipe");
  studio.press("m", true, true);
  CHECK(studio.find("recipe/export")->disabled);
}

TEST_CASE("what of a file came is told, with each rule that did not fit, until it was read") {
  Recipe studio;
  const ui::Semantic* told = studio.find("recipe/imported");
  REQUIRE(told != nullptr);
  CHECK(told->name.find("2 règles ajoutées, 1 était déjà là, 2 règles ne conviennent pas ici") != std::string::npos);
  CHECK(studio.find("recipe/imported/0")->name.find("Règle 2") != std::string::npos);
  CHECK(studio.find("recipe/imported/1")->name.find("erp") != std::string::npos);
  studio.click("recipe/imported/action");
  CHECK_FALSE(studio.has("recipe/imported"));
  CHECK_FALSE(studio.has("recipe/imported/0"));
}

TEST_CASE("a recipe that was dropped is shown where it came") {
  Recipe studio;
  studio.go("sources");
  studio.receive(protocol::Event{protocol::TaskEnded{"recipe_import", "recipe.json", false, 0}});
  CHECK(studio.has("recipe/rule/0"));
}

TEST_CASE("spellings are grouped by ticking groups and choosing their forms, which makes one rule") {
  Recipe studio;
  studio.click("recipe/spellings");
  CHECK_FALSE(studio.has("recipe/rule/0"));
  CHECK(studio.find("spellings/state")->name.find("3 groupes") != std::string::npos);
  CHECK(studio.find("spellings/make")->disabled);
  studio.choose("spellings/source", "crm");
  studio.click("spellings/group/0/on");
  CHECK(studio.find("spellings/outcome")->name.find("43") != std::string::npos);
  studio.click("spellings/group/1/on");
  studio.click("spellings/group/1/spelling/2");
  studio.type("spellings/group/0/form", "Lyon (69)");
  studio.click("spellings/make");
  const auto made = studio.only<protocol::AddRecipeRule>();
  CHECK((made.rule.attribute == "city" && made.rule.source == "crm" && made.rule.act == "values"));
  CHECK(made.rule.values == std::vector<protocol::ValueChange>{{"Lyon", "Lyon (69)"}, {"LYON", "Lyon (69)"}, {"lyon", "Lyon (69)"}, {"Saint-Étienne", "Saint Etienne"},
                                                               {"ST ETIENNE", "Saint Etienne"}, {"Étienne Saint", "Saint Etienne"}});
  CHECK(studio.find("spellings/make")->disabled);  // nothing is ticked any more
  studio.click("spellings/close");
  CHECK(studio.has("recipe/rule/0"));
}

TEST_CASE("all groups are ticked at once, and another method begins anew") {
  Recipe studio;
  studio.click("recipe/spellings");
  studio.click("spellings/all");
  CHECK_FALSE(studio.find("spellings/make")->disabled);
  studio.click("spellings/all");
  CHECK(studio.find("spellings/make")->disabled);
  studio.click("spellings/all");
  studio.choose("spellings/method", "ngram");
  CHECK(studio.find("spellings/make")->disabled);
  studio.choose("spellings/method", "phonetic");
  CHECK_FALSE(studio.has("spellings/group/0"));
  CHECK(studio.find("spellings/state")->name.find("aucune") != std::string::npos);
}

TEST_CASE("masked spellings are not grouped") {
  Recipe studio;
  studio.click("recipe/spellings");
  studio.type("spellings/group/0/form", "Mme Zqwarth");
  studio.click("spellings/all");
  studio.press("m", true, true);
  CHECK(studio.find("spellings/make")->disabled);
  CHECK_FALSE(studio.has("spellings/group/0/form"));
  CHECK(studio.find("spellings/group/0/spelling/1")->disabled);
  for (const ui::Semantic& semantic : studio.app.semantics()) CHECK(semantic.name.find("Zqwarth") == std::string::npos);  // what was typed before
}

TEST_CASE("of a rule of very many values the first are changed, and all are kept") {
  Recipe studio;
  studio.amend = [](const protocol::Query&, protocol::Reply& reply) {
    auto* page = std::get_if<protocol::RecipePage>(&reply.page);
    if (page == nullptr) return;
    page->rows[1].rule.values.clear();
    for (int i = 0; i < 150; ++i) page->rows[1].rule.values.push_back({"v" + std::to_string(i), "V"});
  };
  auto next = fixture::summary(true);
  next.revision += 1;
  studio.receive(next);
  studio.click("recipe/rule/1/change");
  CHECK(studio.find("recipe/values_more")->name.find("50") != std::string::npos);
  CHECK_FALSE(studio.has("recipe/value/100/from"));
  studio.type("recipe/value/0/to", "W");
  const auto press = [&](const std::string& key) {  // below what the window shows
    REQUIRE(studio.app.activate(key, ""));
    studio.settle();
  };
  press("recipe/value_add");
  studio.type("recipe/value/0/from", "first");
  press("recipe/make");
  const auto changed = studio.only<protocol::SetRecipeRule>();
  REQUIRE(changed.to.values.size() == 151);
  CHECK(changed.to.values[0] == protocol::ValueChange{"first", ""});
  CHECK(changed.to.values[1] == protocol::ValueChange{"v0", "W"});
  CHECK(changed.to.values[150].from == "v149");
}
