#include <doctest/doctest.h>

#include <algorithm>

#include "i18n/text.h"
#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;

namespace {

struct Ready : Studio {
  explicit Ready(ui::Language language = ui::Language::kEnglish) : Studio(1440, 900, language) {
    receive(fixture::summary());
    go("pairs");
    take_commands();
  }
  protocol::JudgePair verdict() {
    const auto sent = take_commands();
    REQUIRE(sent.size() == 1);
    return std::get<protocol::JudgePair>(protocol::command_from_json(sent[0]).value());
  }
};

protocol::Summary next_summary() {
  protocol::Summary summary = fixture::summary();
  ++summary.revision;
  return summary;
}

// The first pair of the list was settled by likeness, with the answer on records 40 and 6040.
void settle_first(const protocol::Query&, protocol::Reply& reply) {
  if (auto* page = std::get_if<protocol::PairsPage>(&reply.page); page && page->first == 0) page->rows[0].verdict = "same", page->rows[0].by_likeness = true, page->rows[0].look_alike_count = 0;
  if (auto* pair = std::get_if<protocol::PairDetail>(&reply.page); pair && pair->record_a == 0) {
    pair->verdict = "same", pair->by_likeness = true, pair->look_alike_count = 0;
    pair->follows_a = 40, pair->follows_b = 6040, pair->follows_label_a = {0, "Ann Judged", ""}, pair->follows_label_b = {1, "A. Judged", ""};
  }
}

}  // namespace

TEST_CASE("a pair tells how many look-alikes its answer would settle, in the list and above the answers") {
  Ready studio;
  CHECK(studio.find("pairs/row/0")->value.find("6 look-alikes") != std::string::npos);
  CHECK(studio.find("pairs/row/1")->value.find("look-alike") == std::string::npos);
  REQUIRE(studio.has("pairs/alike/too"));
  CHECK(studio.find("pairs/alike/too")->name == "Settle its 6 look-alikes, too");
  CHECK_FALSE(studio.find("pairs/alike/too")->checked);
  studio.click("pairs/row/1");
  CHECK_FALSE(studio.has("pairs/alike/too"));
}

TEST_CASE("the plain answer is about the pair alone; with Shift, or the switch, it settles its look-alikes; the switch is for one pair") {
  Ready studio;
  studio.press("m");
  CHECK_FALSE(studio.verdict().look_alikes);
  studio.click("pairs/row/3");
  studio.press("D", false, true);
  protocol::JudgePair spread = studio.verdict();
  CHECK(spread.look_alikes);
  CHECK(spread.verdict == "different");
  CHECK(spread.a.id == "3");
  studio.click("pairs/row/6");
  studio.click("pairs/alike/too");
  CHECK(studio.find("pairs/alike/too")->checked);
  studio.click("pairs/verdict/same");
  spread = studio.verdict();
  CHECK(spread.look_alikes);
  CHECK(spread.verdict == "same");
  studio.click("pairs/row/9");
  CHECK_FALSE(studio.find("pairs/alike/too")->checked);
  studio.click("pairs/alike/too");
  studio.press("s");  // not knowing spreads to nothing
  CHECK_FALSE(studio.verdict().look_alikes);
}

TEST_CASE("look-alikes are seen before the answer, and each of them can be looked at") {
  Ready studio;
  CHECK_FALSE(studio.has("pairs/alike/row/0"));
  studio.press("l");
  REQUIRE(studio.has("pairs/alike/row/0"));
  CHECK(studio.find("pairs/alike/row/0")->name == "Sophie Delaunay / Sophie Delaunay");
  studio.click("pairs/alike/row/2");
  CHECK(studio.has("pairs/back"));
  CHECK(studio.app.view().any_a == 202);
  studio.press("m");
  CHECK(studio.verdict().a.id == "202");
  studio.click("pairs/back");
  studio.click("pairs/alike/show");
  CHECK_FALSE(studio.has("pairs/alike/row/0"));
}

TEST_CASE("a settled pair says whose answer it has; the same answer makes it one's own, and once more takes it back") {
  Ready studio;
  studio.amend = settle_first;
  studio.receive(next_summary());
  studio.click("pairs/filter/linked");
  CHECK(studio.find("pairs/row/0")->value.find("settled by likeness") != std::string::npos);
  CHECK(studio.find("pairs/alike/settled")->name == "Settled by likeness, like Ann Judged / A. Judged.");
  studio.click("pairs/row/0");
  studio.take_commands();
  studio.press("m");
  CHECK(studio.verdict().verdict == "same");
  studio.click("pairs/row/0");
  studio.press("m");
  CHECK(studio.verdict().verdict.empty());
}

TEST_CASE("the pair that was judged is one press away from what it settled") {
  Ready studio;
  studio.amend = settle_first;
  studio.receive(next_summary());
  studio.click("pairs/filter/linked");
  studio.click("pairs/alike/judged");
  CHECK(studio.app.view().any_a == 40);
  CHECK(studio.app.view().any_b == 6040);
}

TEST_CASE("judged and settled pairs are counted apart") {
  Ready studio(ui::Language::kFrench);
  protocol::Summary summary = next_summary();
  summary.decisions.settled_pair_count = 60;
  studio.receive(summary);
  CHECK(studio.find("pairs/judged")->name == "12 jugées, 60 réglées par ressemblance");
  const auto& semantics = studio.app.semantics();
  CHECK(std::any_of(semantics.begin(), semantics.end(), [](const auto& s) { return s.name == "Jugées 12 + 60"; }));
}
