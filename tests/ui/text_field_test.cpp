// What is typed: in the project's name, which stands in the top bar, and in the signature.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"
#include "widgets/semantics.h"

using namespace jumelles;
using fixture::Studio;

namespace {

struct Typing : Studio {
  explicit Typing(float height = 900) : Studio(1440, height) {
    protocol::Summary summary = fixture::summary();
    summary.project.name = "Clients";
    receive(summary);
    take_commands();
    take_requests();
  }
  template <class C>
  std::optional<C> only() {
    const auto sent = take_commands();
    if (sent.size() != 1) return std::nullopt;
    const auto command = protocol::command_from_json(sent[0]);
    REQUIRE(command.ok());
    const C* is = std::get_if<C>(&command.value());
    return is ? std::optional<C>(*is) : std::nullopt;
  }
};

}  // namespace

TEST_CASE("renaming puts the name into a field that has the focus; Enter names the project") {
  Typing studio;
  studio.choose("top/menu", "rename");
  REQUIRE(studio.has("top/name"));
  CHECK(studio.value("top/name") == "Clients");
  CHECK(studio.app.ui().field == "top/name");
  studio.type("top/name", "  Clients de l’Est ");
  CHECK(studio.value("top/name") == "  Clients de l’Est ");
  CHECK(studio.take_commands().empty());
  CHECK(studio.press("Enter"));
  const auto named = studio.only<protocol::NameProject>();
  REQUIRE(named);
  CHECK(named->name == "Clients de l’Est");
  CHECK_FALSE(studio.has("top/name"));
  CHECK(studio.app.ui().field.empty());
}

TEST_CASE("Escape gives up what was typed, leaving the field takes it, the same name is no command") {
  Typing studio;
  studio.choose("top/menu", "rename");
  studio.type("top/name", "Autre");
  CHECK(studio.press("Escape"));
  CHECK(studio.take_commands().empty());
  CHECK_FALSE(studio.has("top/name"));
  studio.choose("top/menu", "rename");
  CHECK(studio.value("top/name") == "Clients");
  studio.type("top/name", "Autre");
  studio.app.field("top/name", "blur", "");
  studio.settle();
  const auto named = studio.only<protocol::NameProject>();
  REQUIRE(named);
  CHECK(named->name == "Autre");
  studio.choose("top/menu", "rename");
  studio.type("top/name", "Clients ");
  studio.press("Enter");
  CHECK(studio.take_commands().empty());
}

TEST_CASE("keys typed in a field are no shortcuts, those with Ctrl that no text knows are") {
  Typing studio;
  studio.go("pairs");
  studio.choose("top/menu", "rename");
  studio.take_commands();
  for (const char* key : {"m", "d", "s", "j", "ArrowDown", "ArrowLeft", "Home", "é", "Delete"}) {
    CAPTURE(key);
    CHECK_FALSE(studio.press(key));
  }
  for (const char* key : {"z", "Z", "y", "a", "c", "v", "x"}) {
    CAPTURE(key);
    CHECK_FALSE(studio.press(key, true));
  }
  CHECK_FALSE(studio.press("m", false, false, true));
  CHECK(studio.take_commands().empty());
  CHECK(studio.has("top/name"));
  CHECK(studio.press("s", true));
  const auto requests = studio.take_requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].what == "save");
  studio.press("Escape");
  CHECK(studio.press("m"));
}

TEST_CASE("a field that is shown no more keeps no keys") {
  Typing studio;
  studio.go("delivery");
  studio.type("project/author", "Ada");
  studio.go("pairs");
  CHECK(studio.app.ui().field.empty());
  CHECK(studio.press("m"));
}

TEST_CASE("decisions are signed in a field of the delivery screen") {
  Typing studio;
  studio.go("delivery");
  studio.type("project/author", "Zoé");
  studio.press("Enter");
  const auto signed_by = studio.only<protocol::SetAuthor>();
  REQUIRE(signed_by);
  CHECK(signed_by->name == "Zoé");
}

TEST_CASE("the host is told how the field looks, and that a list which opens covers it") {
  Typing studio(1400);
  studio.go("delivery");
  const auto field = [&] {
    for (const auto& item : nlohmann::json::parse(ui::fields_to_json(studio.app.semantics())))
      if (item["key"] == "project/author") return item;
    return nlohmann::json();
  };
  CHECK(field()["role"] == "textbox");
  CHECK(field()["field"]["font_px"] == 13);
  CHECK(field()["field"]["color"] == "#18202e");
  CHECK(field()["field"]["placeholder"] == ui::tr("project.signed_by"));
  CHECK(field()["field"]["covered"] == false);
  CHECK(field()["rect"] == field()["field"]["clip"]);
  studio.click("top/menu");
  CHECK(field()["field"]["covered"] == true);
}
