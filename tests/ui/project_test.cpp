#include <doctest/doctest.h>

#include "i18n/text.h"
#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;

namespace {

struct Kept : Studio {
  protocol::Summary summary = fixture::summary(true);
  explicit Kept(bool unsaved = true, float height = 1400) : Studio(1440, height) {
    summary.project.has_unsaved = unsaved;
    summary.project.name = "Clients";
    tell();
    take_commands();
    take_requests();
  }
  void tell() { receive(summary); }
  void storage(const std::string& json) {
    app.receive_storage(json);
    settle();
  }
  std::string only_request() {
    const auto requests = take_requests();
    REQUIRE(requests.size() == 1);
    return requests[0].what + " " + requests[0].argument;
  }
};

}  // namespace

TEST_CASE("the project's menu saves, opens, names, and asks before something unsaved is put away") {
  Kept studio;
  CHECK(studio.find("top/project")->name == "Clients");
  CHECK(studio.has("top/unsaved"));
  studio.choose("top/menu", "save");
  CHECK(studio.only_request() == "save ");
  studio.choose("top/menu", "save_as");
  CHECK(studio.only_request() == "save as");
  studio.choose("top/menu", "open");
  CHECK(studio.only_request() == "browse ");
  studio.choose("top/menu", "new");
  CHECK(studio.take_requests().empty());
  REQUIRE(studio.has("project/ask_new"));
  studio.click("project/ask_new/stay");
  CHECK(studio.take_requests().empty());
  CHECK_FALSE(studio.has("project/ask_new"));
  studio.choose("top/menu", "new");
  studio.click("project/ask_new/go");
  CHECK(studio.only_request() == "new_project ");
  studio.choose("top/menu", "new");
  studio.click("project/ask_new/save");
  CHECK(studio.only_request() == "save ");
  Kept saved(false);
  CHECK_FALSE(saved.has("top/unsaved"));
  saved.choose("top/menu", "new");
  CHECK(saved.only_request() == "new_project ");
}

TEST_CASE("Ctrl+S saves, with Shift under another name, and nothing without a source") {
  Kept studio;
  CHECK(studio.press("s", true));
  CHECK(studio.only_request() == "save ");
  CHECK(studio.press("S", true, true));
  CHECK(studio.only_request() == "save as");
  Studio empty;
  empty.settle();
  empty.take_requests();
  empty.press("s", true);
  for (const auto& request : empty.take_requests()) CHECK(request.what != "save");
}

TEST_CASE("the window asks before it closes when, and only when, something is unsaved, and its title says so") {
  Kept studio;
  CHECK(studio.app.has_unsaved());
  studio.platform.requests.clear();
  studio.summary.project.has_unsaved = false;
  studio.tell();
  CHECK_FALSE(studio.app.has_unsaved());
  std::string title;
  for (const auto& request : studio.platform.requests)
    if (request.what == "title") title = request.argument;
  CHECK(title.find("Clients · ") == 0);
}

TEST_CASE("a missing source says which file it waits for, can be browsed for or removed, and holds the run") {
  Kept studio;
  studio.summary.sources[1].state = protocol::SourceState::kMissing;
  studio.summary.sources[1].columns.clear();
  studio.summary.sources[1].file_name = "exports/boutique.csv";
  studio.summary.project.missing_count = 1;
  studio.summary.has_result = false;
  studio.tell();
  studio.go("sources");
  studio.click("sources/card/1");
  CHECK(studio.find("sources/card/1")->value == ui::tr("sources.not_given"));
  CHECK(studio.find("sources/missing")->name.find("boutique.csv") != std::string::npos);
  CHECK(studio.find("sources/missing")->name.find("exports") == std::string::npos);
  CHECK(studio.find("rail/run")->disabled);
  studio.take_requests();
  studio.click("sources/missing/browse");
  CHECK(studio.only_request() == "browse ");
  studio.take_commands();
  studio.click("sources/missing/remove");
  const auto sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  CHECK(std::get<protocol::RemoveSource>(protocol::command_from_json(sent[0]).value()).source == "boutique");
}

TEST_CASE("a source that differs from the project says so") {
  Kept studio;
  studio.go("sources");
  CHECK_FALSE(studio.has("sources/differs"));
  studio.summary.sources[0].differs_from_project = true;
  studio.tell();
  studio.click("sources/card/0");
  CHECK(studio.has("sources/differs"));
}

TEST_CASE("keeping is offered once, when something would be lost, and explained before it is answered") {
  Kept studio;
  CHECK_FALSE(studio.has("project/offer"));  // nothing is known of the browser yet
  studio.storage(R"({"can_keep":false,"recovery":"unasked"})");
  CHECK_FALSE(studio.has("project/offer"));
  studio.storage(R"({"can_keep":true,"recovery":"unasked"})");
  REQUIRE(studio.has("project/offer"));
  studio.click("project/offer/what");
  CHECK(studio.find("project/offer")->value == ui::tr("project.kept_where"));
  studio.take_requests();
  studio.click("project/offer/on");
  CHECK(studio.only_request() == "recovery on");
  studio.storage(R"({"can_keep":true,"recovery":"on"})");
  CHECK_FALSE(studio.has("project/offer"));
  Kept later;
  later.storage(R"({"can_keep":true,"recovery":"unasked"})");
  later.take_requests();
  later.click("project/offer/later");
  CHECK(later.only_request() == "recovery off");
  CHECK_FALSE(later.has("project/offer"));
  Kept nothing(false);
  nothing.storage(R"({"can_keep":true,"recovery":"unasked"})");
  CHECK_FALSE(nothing.has("project/offer"));
}

TEST_CASE("what an earlier tab left is restored or thrown away") {
  Kept studio(false);
  for (const std::string answer : {"yes", "no"}) {
    studio.storage(R"({"can_keep":true,"recovery":"on","found":{"name":"Fichier","at":"hier","change_count":3}})");
    CHECK(studio.find("project/found")->name.find("Fichier") != std::string::npos);
    CHECK(studio.find("project/found")->name.find("hier") != std::string::npos);
    CHECK(studio.find("project/found")->value.find("3") != std::string::npos);
    studio.take_requests();
    studio.click("project/found/" + answer);
    CHECK(studio.only_request() == "recover " + answer);
    studio.storage(R"({"can_keep":true,"recovery":"on","found":null})");
    CHECK_FALSE(studio.has("project/found"));
  }
}

TEST_CASE("what a project lost and what the browser refused is told until it was read") {
  Kept studio;
  studio.summary.project.file_name = "clients.jumelles";
  studio.summary.project.problems = {{ErrorCode::kBadInput, "project.table_damaged", "", "", "pair_decision", 0, {"pair_decision", "12"}}};
  studio.tell();
  CHECK(studio.find("project/problems")->value.find("12") != std::string::npos);
  studio.click("project/problems/read");
  CHECK_FALSE(studio.has("project/problems"));
  studio.storage(R"({"can_keep":true,"recovery":"on","problem":"saving.problem.full"})");
  CHECK(studio.find("project/storage_problem")->name == ui::tr("saving.problem.full"));
  studio.click("project/storage_problem/read");
  CHECK_FALSE(studio.has("project/storage_problem"));
}

TEST_CASE("the delivery screen saves, holds extracts, signs, keeps and erases") {
  Kept studio;
  studio.storage(R"({"can_keep":true,"recovery":"off","kept_bytes":123456})");
  studio.go("delivery");
  CHECK(studio.find("project/state")->name == ui::tr("project.never_saved"));
  studio.take_requests();
  studio.click("project/save");
  CHECK(studio.only_request() == "save ");
  studio.click("project/save_as");
  CHECK(studio.only_request() == "save as");
  studio.take_commands();
  studio.click("project/embeds");
  const auto sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  CHECK(std::get<protocol::EmbedSources>(protocol::command_from_json(sent[0]).value()).enabled);
  studio.click("project/recovery");
  CHECK(studio.only_request() == "recovery on");
  studio.click("project/erase");
  CHECK(studio.take_requests().empty());
  studio.click("project/ask_erase/no");
  CHECK(studio.take_requests().empty());
  studio.click("project/erase");
  studio.click("project/ask_erase/yes");
  CHECK(studio.only_request() == "erase ");
  studio.summary.project.file_name = "clients.jumelles";
  studio.tell();
  CHECK(studio.find("project/state")->name == ui::tr("project.unsaved_since", {"clients.jumelles"}));
  studio.summary.project.has_unsaved = false;
  studio.tell();
  CHECK(studio.find("project/state")->name == ui::tr("project.saved", {"clients.jumelles"}));
}
