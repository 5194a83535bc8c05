#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "i18n/text.h"
#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/studio.h"
#include "widgets/group_layout.h"

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

struct Groups : Studio {
  explicit Groups(float width = 1440, float height = 900) : Studio(width, height) {
    protocol::Summary s = summary();
    receive(s);
    go("groups");
    settle();
    take_commands();
  }
  // What the engine says next.
  protocol::Summary summary() const {
    protocol::Summary s = fixture::summary(true);
    s.revision = std::max(s.revision, revision + 1);
    s.counts.doubted_group_count = 6;
    s.counts.several_records_group_count = 2462;
    s.decisions.contradiction_count = 1;
    return s;
  }
};

using Things = std::vector<uint32_t>;

}  // namespace

TEST_CASE("a group that a single pair holds is cut in its halves by C, and kept by G") {
  Groups studio;
  CHECK(studio.find("groups/why")->name == ui::tr("groups.why.bridge"));
  CHECK(studio.press("c"));
  auto cut = only_command<protocol::ShapeGroup>(studio);
  CHECK(cut.shape == "cut");
  CHECK(cut.thing_of == Things{0, 0, 0, 0, 1, 1, 1});
  CHECK(cut.records.size() == 7);
  // Until the engine has answered, the same key does it no second time.
  CHECK_FALSE(studio.press("c"));
  CHECK(studio.take_commands().empty());
  studio.receive(studio.summary());
  studio.settle();
  CHECK(studio.press("g"));
  auto kept = only_command<protocol::ShapeGroup>(studio);
  CHECK(kept.shape == "kept");
  CHECK(kept.thing_of == Things(7, 0));
}

TEST_CASE("marked records are split off, one alone is taken out") {
  Groups studio;
  CHECK(studio.find("groups/take_out")->disabled);
  CHECK(studio.find("groups/split_group")->disabled);
  CHECK_FALSE(studio.press("s"));
  studio.click("groups/mark/2");
  studio.settle();
  CHECK_FALSE(studio.find("groups/take_out")->disabled);
  studio.click("groups/take_out");
  auto out = only_command<protocol::ShapeGroup>(studio);
  CHECK(out.shape == "taken_out");
  CHECK(out.thing_of == Things{0, 0, 1, 0, 0, 0, 0});
  studio.receive(studio.summary());
  studio.settle();
  studio.click("groups/mark/2");
  studio.click("groups/mark/3");
  studio.settle();
  CHECK(studio.find("groups/take_out")->disabled);
  CHECK(studio.press("s"));
  auto split = only_command<protocol::ShapeGroup>(studio);
  CHECK(split.shape == "split");
  CHECK(split.thing_of == Things{0, 0, 1, 1, 0, 0, 0});
}

TEST_CASE("a group is merged with one that resembles it") {
  Groups studio;
  studio.click("groups/merge");
  studio.settle();
  studio.click("groups/merge/0");
  auto merged = only_command<protocol::ShapeGroup>(studio);
  CHECK(merged.shape == "merged");
  CHECK(merged.records.size() == 9);
  CHECK(merged.thing_of == Things(9, 0));
}

TEST_CASE("the arrows walk through the groups and forget what was marked; the pair of the bridge can be seen") {
  Groups studio;
  studio.click("groups/mark/2");
  studio.settle();
  studio.press("ArrowDown");
  studio.settle();
  CHECK(studio.app.view().group_row == 1);
  CHECK(studio.app.view().group_marked.empty());
  CHECK_FALSE(studio.has("groups/cut_group"));
  CHECK(studio.has("groups/keep_group"));
  studio.press("ArrowUp");
  studio.settle();
  studio.click("groups/see_pair");
  studio.settle();
  CHECK(studio.app.view().screen == ui::Screen::kPairs);
  CHECK((studio.app.view().any_a == 3 && studio.app.view().any_b == 4));
}

TEST_CASE("contradictions are listed with what takes each judgment back") {
  Groups studio;
  studio.click("groups/filter/contradictions");
  studio.settle();
  CHECK_FALSE(studio.has("groups/contradiction/0/1/take_back"));  // known groups are of a file
  studio.click("groups/contradiction/0/0/take_back");
  CHECK(only_command<protocol::JudgePair>(studio).verdict.empty());
  studio.receive(studio.summary());
  studio.settle();
  studio.click("groups/contradiction/0/against/take_back");
  CHECK(only_command<protocol::ShapeGroup>(studio).thing_of.empty());
  protocol::Summary none = studio.summary();
  none.decisions.contradiction_count = 0;
  studio.receive(none);
  studio.settle();
  CHECK(studio.app.view().group_filter == "to_check");
}

TEST_CASE("every filter and the figures draw at the sizes that people have") {
  for (const auto& size : {std::pair(1440.0f, 900.0f), std::pair(1280.0f, 720.0f), std::pair(960.0f, 600.0f)})
    for (ui::Language language : {ui::Language::kFrench, ui::Language::kEnglish}) {
      CAPTURE(size.first);
      Groups studio(size.first, size.second);
      studio.app.set_language(language);
      studio.settle();
      CHECK(studio.has("groups/graph"));
      CHECK(studio.has("groups/filter/contradictions"));
      if (studio.has("groups/figures")) studio.click("groups/figures"), studio.settle();
      CHECK(studio.has("groups/sizes/chart"));
      CHECK(studio.has("groups/presence/0"));
      for (const char* filter : {"several_records", "all"}) studio.click(std::string("groups/filter/") + filter), studio.settle();
      CHECK(studio.find("groups/filter/contradictions")->rect.right() <= size.first);
      ui::set_language(ui::Language::kFrench);
    }
}

TEST_CASE("records stand inside of their half, apart from each other, the same each time, and the ends of the bridge face each other") {
  const std::vector<std::pair<uint32_t, uint32_t>> ties{{0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}, {4, 5}, {4, 6}, {5, 6}};
  const std::vector<uint8_t> half_of{0, 0, 0, 0, 1, 1, 1};
  const ui::Rect area{100, 50, 700, 260};
  const auto inside = [](const ui::Rect& r, ui::Point p) { return p.x > r.x && p.x < r.right() && p.y > r.y && p.y < r.bottom(); };
  const ui::GraphLayout layout = ui::layout_graph({7, half_of, ties, {3, 4}}, area);
  REQUIRE(layout.halves.size() == 2);
  CHECK(layout.halves[0].right() < layout.halves[1].x);
  for (size_t i = 0; i < 7; ++i) {
    CHECK(inside(layout.halves[half_of[i]], layout.records[i]));
    for (size_t j = 0; j < i; ++j) CHECK(std::hypot(layout.records[i].x - layout.records[j].x, layout.records[i].y - layout.records[j].y) > 24);
  }
  for (size_t i = 0; i < 4; ++i) CHECK(layout.records[i].x <= layout.records[3].x);
  for (size_t i = 4; i < 7; ++i) CHECK(layout.records[i].x >= layout.records[4].x);
  // 0-1-3-2 is a ring: nobody stands between two that are tied.
  CHECK(std::fabs(layout.records[0].x - layout.records[3].x) > std::fabs(layout.records[0].x - layout.records[1].x));
  const ui::GraphLayout again = ui::layout_graph({7, half_of, ties, {3, 4}}, area);
  for (size_t i = 0; i < 7; ++i) CHECK((again.records[i].x == layout.records[i].x && again.records[i].y == layout.records[i].y));
  const ui::GraphLayout one = ui::layout_graph({60, {}, {}, {}}, area);
  CHECK(one.halves.size() == 1);
  for (const ui::Point& p : one.records) CHECK(inside(area, p));
}
