// Finding people and commands, from the field in the top bar.
#include <doctest/doctest.h>

#include "i18n/text.h"
#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;

namespace {

struct Finding : Studio {
  explicit Finding(bool with_result = true, float width = 1440) : Studio(width, 900) {
    receive(fixture::summary(with_result));
    take_commands();
    take_requests();
  }
  std::string selected() const {
    for (const ui::Semantic& semantic : app.semantics())
      if (semantic.role == ui::Role::kOption && semantic.selected) return semantic.key;
    return {};
  }
};

}  // namespace

TEST_CASE("Ctrl+K opens the search, arrows walk what is found, Enter opens the customer") {
  Finding studio;
  CHECK_FALSE(studio.has("search/status"));
  CHECK(studio.press("k", true));
  CHECK(studio.app.ui().field == "top/search");
  studio.type("top/search", " lefvere ");
  REQUIRE(studio.has("search/person/0"));
  CHECK(studio.find("search/status")->name == ui::tr_count("search.found", 12));
  CHECK(studio.queries.back().find("\"text\":\"lefvere\"") != std::string::npos);
  CHECK(studio.find("search/person/0")->value.find("+33 6 39 98 17 55") != std::string::npos);
  CHECK(studio.selected() == "search/person/0");
  CHECK(studio.press("ArrowDown"));
  CHECK(studio.press("ArrowDown"));
  CHECK(studio.press("ArrowUp"));
  CHECK(studio.selected() == "search/person/1");
  CHECK(studio.find("top/search")->field->active == "search/person/1");
  CHECK(studio.press("Enter"));
  CHECK(studio.app.view().screen == ui::Screen::kGolden);
  CHECK(studio.app.view().golden_filter == "all");
  CHECK(studio.app.view().golden_row == 41);
  CHECK_FALSE(studio.has("search/status"));
  CHECK(studio.app.ui().field.empty());
  CHECK(studio.value("top/search").empty());
}

TEST_CASE("letters typed right behind Ctrl+K are the field's, and no shortcuts") {
  Finding studio;
  studio.go("pairs");
  studio.take_commands();
  studio.app.key({"k", true}, true);
  REQUIRE_FALSE(studio.platform.requests.empty());
  CHECK(studio.platform.requests.back().what == "focus_field");  // before any frame
  studio.app.key({"m"}, true);                                   // where the host has not followed yet
  studio.settle();
  CHECK(studio.take_commands().empty());
  CHECK(studio.has("search/status"));
}

TEST_CASE("Enter waits for the answer to what was typed before it") {
  Finding studio;
  studio.press("k", true);
  studio.answers = false;
  studio.app.field("top/search", "input", "lef");
  for (int i = 0; i < 5; ++i) studio.app.frame();
  studio.app.key({"Enter"}, true);
  for (int i = 0; i < 5; ++i) studio.app.frame();
  CHECK(studio.has("search/status"));
  CHECK(studio.app.view().screen != ui::Screen::kGolden);
  protocol::SearchPage page{"lef", "ready", 0, 1, {{7, "R-1", "Lefèvre", {0}, 3, 0, {}}}};
  const auto asked = [&] {
    for (const std::string& json : studio.app.take_outgoing())
      if (json.find("\"search\"") != std::string::npos) return protocol::query_from_json(json).value().request_id;
    return uint64_t{0};
  }();
  REQUIRE(asked != 0);
  studio.app.receive(protocol::to_json(protocol::Reply{asked, studio.revision, page, {}, true}));
  studio.answers = true;
  studio.settle();
  CHECK(studio.app.view().screen == ui::Screen::kGolden);
  CHECK(studio.app.view().golden_row == 7);
}

TEST_CASE("commands and screens are found by the beginnings of their words, accents aside") {
  Finding studio;
  studio.press("k", true);
  studio.type("top/search", "enregistrer");
  CHECK(studio.has("search/command/save"));
  CHECK(studio.has("search/command/save_as"));
  CHECK_FALSE(studio.has("search/command/undo"));
  studio.type("top/search", "retab");
  CHECK_FALSE(studio.has("search/command/redo"));  // there is nothing to do again
  studio.type("top/search", "personne");
  CHECK(studio.find("search/status")->name == ui::tr("search.nothing"));
  studio.type("top/search", "aller pair");
  while (studio.selected() != "search/command/pairs" && studio.press("ArrowDown") && studio.selected() != "search/command/pairs") {}
  studio.press("Enter");
  CHECK(studio.app.view().screen == ui::Screen::kPairs);
  studio.press("k", true);
  studio.type("top/search", "enregistrer projet sous");
  studio.click("search/command/save_as");
  const auto requests = studio.take_requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].what == "save");
  CHECK(requests[0].argument == "as");
  CHECK_FALSE(studio.has("search/status"));
}

TEST_CASE("before a run, people come after matching, and commands are there") {
  Finding studio(false);
  studio.press("k", true);
  CHECK(studio.find("search/status")->name == ui::tr("search.before_run"));
  studio.type("top/search", "rapprocher");
  CHECK(studio.has("search/command/run"));
  studio.press("Enter");
  const auto sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  CHECK(protocol::task_name(protocol::command_from_json(sent[0]).value()) == "run");
}

TEST_CASE("Escape, a click elsewhere and leaving the field close the search; a click in it opens what it shows") {
  Finding studio;
  studio.press("k", true);
  studio.press("Escape");
  CHECK_FALSE(studio.has("search/status"));
  studio.enter_field("top/search");
  studio.type("top/search", "lef");
  studio.click("search/person/3");
  CHECK(studio.app.view().golden_row == 43);
  CHECK_FALSE(studio.has("search/status"));
  studio.enter_field("top/search");
  REQUIRE(studio.has("search/status"));
  studio.app.field("top/search", "blur", "");
  studio.settle();
  CHECK_FALSE(studio.has("search/status"));
  studio.enter_field("top/search");
  studio.app.field("top/search", "blur", "search/command/undo");
  studio.settle();
  CHECK(studio.has("search/status"));
  CHECK(studio.press("Escape"));
  CHECK_FALSE(studio.has("search/status"));
}

TEST_CASE("where the top bar has no room, a button opens the search with a field of its own") {
  Finding studio(true, 700);
  REQUIRE(studio.has("top/find"));
  CHECK_FALSE(studio.has("top/search"));
  studio.click("top/find");
  REQUIRE(studio.has("top/search"));
  CHECK(studio.app.ui().field == "top/search");
  studio.type("top/search", "lef");
  CHECK(studio.has("search/person/0"));
}

TEST_CASE("the answer that came before the index is asked again when that is made") {
  Finding studio;
  bool made = false;
  studio.amend = [&](const protocol::Query& query, protocol::Reply& reply) {
    if (const auto* asked = std::get_if<protocol::SearchQuery>(&query); asked && !made) reply.page = protocol::SearchPage{asked->text, "indexing", 0, 0, {}};
  };
  studio.press("k", true);
  studio.type("top/search", "lef");
  CHECK_FALSE(studio.has("search/person/0"));
  CHECK(studio.find("search/status")->name == ui::tr("search.indexing", {ui::percent(0)}));
  studio.press("Enter");
  CHECK(studio.has("search/status"));
  made = true;
  studio.receive(protocol::Event{protocol::TaskEnded{"search", {}, false, 800}});
  CHECK(studio.app.view().screen == ui::Screen::kGolden);  // Enter has waited
  CHECK(studio.app.view().golden_row == 40);
}

TEST_CASE("the list of golden records is filtered by what is typed over it") {
  Finding studio;
  studio.go("golden");
  studio.type("golden/find", "lefvere");
  CHECK(std::any_of(studio.queries.begin(), studio.queries.end(), [](const std::string& json) { return json.find("\"golden\"") != std::string::npos && json.find("lefvere") != std::string::npos; }));
  CHECK(studio.has("golden/row/11"));
  CHECK_FALSE(studio.has("golden/row/12"));
  studio.type("golden/find", "personne");
  CHECK(studio.find("golden/none")->name == ui::tr("golden.none_found"));
  studio.press("Escape");
  CHECK(studio.value("golden/find").empty());
  CHECK(studio.has("golden/row/12"));
}

TEST_CASE("where more customers answer than are shown, all of them are a press away, and each says what tells it from its namesakes") {
  Finding studio;
  CHECK(studio.press("k", true));
  studio.type("top/search", "lefevre");
  REQUIRE(studio.has("search/command/see_all"));
  CHECK(studio.find("search/command/see_all")->name == ui::tr_count("search.see_all", 12));
  CHECK(studio.find("search/person/0")->value.starts_with("Tours"));
  studio.click("search/command/see_all");
  CHECK(studio.app.view().screen == ui::Screen::kGolden);
  CHECK(studio.app.view().golden_text == "lefevre");
  CHECK(studio.app.view().golden_filter == "all");
  CHECK(studio.app.view().golden_row == 0);
  CHECK_FALSE(studio.has("search/status"));
  CHECK(studio.press("k", true));
  studio.type("top/search", "personne");
  CHECK_FALSE(studio.has("search/command/see_all"));
}
