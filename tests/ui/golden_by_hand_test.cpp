#include <doctest/doctest.h>

#include <algorithm>

#include "i18n/text.h"
#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;

namespace {

template <class C>
C only_command(Studio& studio) {
  const std::vector<std::string> sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  auto command = protocol::command_from_json(sent[0]);
  REQUIRE(command.ok());
  REQUIRE_MESSAGE(std::holds_alternative<C>(command.value()), sent[0]);
  return std::get<C>(command.value());
}

protocol::GoldenDecisionRow decision(const char* act, const char* value, const char* state, bool for_ever = false) {
  return {"phone", "phone", act, value, "+33 6 39 98 17 55", state, for_ever, "Ann", 7, {"crm", "101845", 1845, ""}, "9f", 0, "R-4184", "Hélène"};
}

struct Golden : Studio {
  std::vector<protocol::GoldenDecisionRow> decisions;  // on the phone
  explicit Golden(float width = 1440, float height = 900) : Studio(width, height) {
    amend = [this](const protocol::Query&, protocol::Reply& reply) {
      if (auto* d = std::get_if<protocol::GoldenDetail>(&reply.page))
        for (protocol::GoldenAttribute& row : d->attributes)
          if (row.attribute == "phone") row.decisions = decisions;
    };
    receive(summary());
    go("golden");
    settle();
    take_commands();
  }
  protocol::Summary summary() const {
    protocol::Summary s = fixture::summary(true);
    s.revision = std::max(s.revision, revision + 1);
    s.decisions.golden_value_count = 3;
    s.decisions.values_by_hand_count = 1;
    s.decisions.ignored_value_count = 1;
    s.decisions.ended_value_count = 1;
    s.decisions.by_hand_group_count = 2;
    return s;
  }
  void show(std::vector<protocol::GoldenDecisionRow> rows) {
    decisions = std::move(rows);
    receive(summary());
    settle();
  }
};

}  // namespace

TEST_CASE("a press on a record's value takes it, with the records of its customer, that one first") {
  Golden studio;
  studio.click("golden/cell/phone/1");
  auto taken = only_command<protocol::DecideValue>(studio);
  CHECK(taken.act == "taken");
  CHECK(taken.attribute == "phone");
  CHECK(taken.value.empty());  // named by its place: it may be masked
  CHECK_FALSE(taken.for_ever);
  REQUIRE(taken.records.size() == 4);
  CHECK(taken.records[0].id == "101845");
  CHECK(taken.records[1].id == "103390");
  studio.settle();
  CHECK(studio.has("golden/hand"));  // and what can be done with it is shown
}

TEST_CASE("a press on the value that wins takes nothing and shows what can be done; what is empty is no button") {
  Golden studio;
  studio.click("golden/cell/phone/2");
  studio.settle();
  CHECK(studio.take_commands().empty());
  CHECK(studio.has("golden/hand"));
  CHECK_FALSE(studio.has("golden/cascade"));
  CHECK(studio.find("golden/cell/phone/3")->action.empty());
  studio.click("golden/hand/close");
  studio.settle();
  CHECK_FALSE(studio.has("golden/hand"));
  CHECK(studio.has("golden/cascade"));
}

TEST_CASE("another value is typed: what becomes of it is said beneath, Enter keeps it, and nothing else is sent") {
  Golden studio;
  studio.click("golden/change/phone");
  studio.settle();
  CHECK(studio.value("golden/hand/type") == "+33 6 39 98 17 55");
  CHECK(studio.find("golden/hand/use")->disabled);
  studio.type("golden/hand/type", "12");
  studio.settle();
  CHECK(studio.find("golden/hand/becomes")->name == ui::tr("golden.hand.unreadable", {"Téléphone"}));
  CHECK_FALSE(studio.find("golden/hand/use")->disabled);
  studio.type("golden/hand/type", "?");
  studio.settle();
  CHECK(studio.find("golden/hand/becomes")->name == ui::tr("golden.hand.says_nothing"));
  CHECK(studio.find("golden/hand/use")->disabled);
  studio.type("golden/hand/type", "6 40");
  studio.settle();
  CHECK(studio.find("golden/hand/becomes")->name == ui::tr("golden.hand.becomes", {"+33 6 40"}));
  CHECK(studio.take_commands().empty());
  studio.click("golden/hand/lifetime/for_ever");
  studio.settle();
  CHECK(studio.take_commands().empty());  // nothing is decided yet
  studio.click("golden/hand/use");
  auto typed = only_command<protocol::DecideValue>(studio);
  CHECK(typed.act == "typed");
  CHECK(typed.value == "6 40");
  CHECK(typed.for_ever);
}

TEST_CASE("a value is ignored, and no more, from the list of what the records hold") {
  Golden studio;
  studio.click("golden/change/phone");
  studio.settle();
  CHECK(studio.find("golden/hand/value/0")->name == "+33 6 39 98 17 55");
  studio.click("golden/hand/value/1/ignore");
  auto ignored = only_command<protocol::DecideValue>(studio);
  CHECK(ignored.act == "ignored");
  CHECK(ignored.for_ever);
  CHECK(ignored.records[0].id == "101845");
  studio.show({decision("ignored", "02 61 91 55 20", "holds", true)});
  CHECK(studio.value("golden/hand/value/1") == ui::tr("golden.hand.is_ignored"));
  studio.click("golden/hand/value/1/allow");
  CHECK(only_command<protocol::TakeBackValue>(studio).value_id == "9f");
}

TEST_CASE("a decision is marked in its row, its lifetime is changed, and Delete gives the value back to the rules") {
  Golden studio;
  CHECK_FALSE(studio.has("golden/by_hand/phone"));
  studio.press("Delete");
  CHECK(studio.take_commands().empty());
  studio.show({decision("taken", "02 61 91 55 20", "holds")});
  CHECK(studio.find("golden/rule/phone")->action == "choose");  // the rule for the others is to be reached, too
  const std::string other = studio.find("golden/rule/phone")->choices.back().id;
  studio.choose("golden/rule/phone", other);
  CHECK(studio.app.view().rule == 2);
  studio.click("golden/by_hand/phone");
  studio.settle();
  CHECK(studio.find("golden/hand/state")->name.find(ui::clean_value_label("phone", "+33 6 39 98 17 55")) != std::string::npos);
  studio.click("golden/hand/lifetime/for_ever");
  const auto longer = only_command<protocol::ProlongValue>(studio);
  CHECK(longer.for_ever);
  CHECK(longer.act == "taken");
  CHECK(studio.press("Delete"));
  const auto back = only_command<protocol::TakeBackValue>(studio);
  CHECK(back.act == "taken");
  CHECK(back.record.id == "101845");
  studio.click("golden/hand/take_back");
  CHECK(only_command<protocol::TakeBackValue>(studio).attribute == "phone");
}

TEST_CASE("a decision that has ended is said where its value is, in the sentence and in the list") {
  Golden studio;
  studio.show({decision("typed", "+33 6 00", "ended")});
  CHECK(studio.find("golden/change/phone")->name == ui::tr("golden.change_ended", {"Téléphone"}));
  CHECK_FALSE(studio.has("golden/by_hand/phone"));
  studio.click("golden/change/phone");
  studio.settle();
  CHECK(studio.find("golden/hand/state")->name.find("+33 6 00") != std::string::npos);
  CHECK_FALSE(studio.has("golden/hand/take_back"));
  studio.click("golden/view/by_hand");
  studio.settle();
  CHECK(studio.find("golden/decision/0")->value == ui::tr("golden.state.until", {"Marchand-Roussel"}));
  CHECK(studio.find("golden/decision/2")->value == ui::tr("golden.state.waiting"));
  CHECK(studio.find("golden/decision/2/open")->disabled);
  studio.click("golden/decision/1/take_back");
  CHECK(only_command<protocol::TakeBackValue>(studio).act == "ignored");
  studio.click("golden/decision/0/open");
  studio.settle();
  CHECK(studio.has("golden/hand"));
  CHECK(studio.app.view().golden_row == 3);
}

TEST_CASE("while values are masked the field begins empty, and what is typed for one customer is no other's") {
  Golden studio;
  studio.click("golden/change/phone");
  studio.settle();
  studio.click("top/mask");
  studio.settle();
  CHECK(studio.value("golden/hand/type").empty());
  studio.type("golden/hand/type", "6 40");
  studio.settle();
  studio.app.view().hand_attribute = "surname";
  studio.settle();
  CHECK(studio.value("golden/hand/type").empty());
  studio.click("golden/cell/surname/1");
  CHECK(only_command<protocol::DecideValue>(studio).value.empty());
}

TEST_CASE("nothing of it is cut or runs over at the sizes of the design") {
  for (const auto& [width, height] : {std::pair(1280.0f, 720.0f), std::pair(1440.0f, 900.0f), std::pair(960.0f, 600.0f)}) {
    Golden studio(width, height);
    studio.show({decision("taken", "02 61 91 55 20", "holds")});
    studio.click("golden/by_hand/phone");
    studio.settle();
    for (const ui::Semantic& s : studio.app.semantics()) {
      if (!s.key.starts_with("golden/hand/") || s.role != ui::Role::kButton) continue;
      CAPTURE(s.key);
      CHECK(s.rect.right() <= width);
    }
  }
}
