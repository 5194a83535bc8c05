// Judging quicker than the engine answers: every verdict falls on the pair that it was meant for.
#include <doctest/doctest.h>

#include <deque>

#include "app/app.h"
#include "i18n/text.h"
#include "platform/platform.h"
#include "protocol/protocol_json.h"
#include "ui/fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

// An engine with a list of pairs to check that the judged ones leave, which answers when the test lets it.
struct SlowEngine {
  struct Pair {
    uint32_t a, b;
    std::string verdict;
  };
  ui::NullPlatform platform;
  ui::App app{platform};
  std::vector<Pair> pairs;
  std::vector<Pair> heard;  // verdicts in the order they came
  std::vector<size_t> judged;  // pairs in the order they were judged, for undo
  Summary summary = fixture::summary();
  std::deque<std::string> inbox;

  explicit SlowEngine(uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) pairs.push_back({i, 10000 + i, ""});
    summary.result = 5;
    app.set_language(ui::Language::kFrench);
    app.resize(1440, 900, 1);
    app.engine_state(ui::EngineState::kReady, "");
    tell();
    settle();
    app.activate("rail/pairs", "");
    settle();
  }

  void frame() {
    platform.clock_ms += 16;
    app.frame();
    for (std::string& json : app.take_outgoing()) inbox.push_back(std::move(json));
  }
  void settle() {
    for (int i = 0; i < 200; ++i) {
      frame();
      if (inbox.empty() && !app.frame()) return;
      work();
    }
    FAIL("the studio does not come to rest");
  }
  void work(size_t messages = SIZE_MAX) {
    for (; messages > 0 && !inbox.empty(); --messages) {
      const std::string json = std::move(inbox.front());
      inbox.pop_front();
      if (const auto query = query_from_json(json); query.ok()) answer(query.value().request_id, query.value().query);
      else take(command_from_json(json).value());
    }
  }

  void press(const std::string& key) { app.key({key}, true), app.key({key}, false); }
  bool activate(const std::string& key) { return app.activate(key, ""); }
  const ui::Semantic* find(const std::string& key) const {
    for (const ui::Semantic& semantic : app.semantics())
      if (semantic.key == key) return &semantic;
    return nullptr;
  }
  // The k-th verdict is on the k-th pair from `first` on, "different" and "same" in turn.
  void check_alternating(size_t count, size_t first = 0) const {
    REQUIRE(heard.size() == count);
    for (size_t i = 0; i < count; ++i) {
      CAPTURE(i);
      CHECK(heard[i].a == first + i);
      CHECK(heard[i].b == 10000 + first + i);
      CHECK(heard[i].verdict == (i % 2 == 0 ? "different" : "same"));
    }
  }

 private:
  std::vector<const Pair*> listed(const std::string& filter) const {
    std::vector<const Pair*> out;
    for (const Pair& pair : pairs)
      if (filter == "linked" || (filter == "judged") != pair.verdict.empty()) out.push_back(&pair);
    return out;
  }
  void tell() {
    ++summary.revision;
    summary.counts.to_check_pair_count = listed("to_check").size();
    summary.counts.checked_pair_count = summary.decisions.judged_pair_count = pairs.size() - summary.counts.to_check_pair_count;
    summary.undo_name = judged.empty() ? "add_source" : "judge_pair";
    app.receive(to_json(Event(RevisionEvent{summary})));
  }
  void take(const Command& command) {
    if (std::holds_alternative<Undo>(command) && !judged.empty()) {
      pairs[judged.back()].verdict.clear();
      judged.pop_back();
      tell();
    }
    const auto* verdict = std::get_if<JudgePair>(&command);
    if (!verdict) return;
    const auto record = [](const RecordRef& name) { return static_cast<uint32_t>(std::stoul(name.id)); };
    heard.push_back({record(verdict->a), record(verdict->b), verdict->verdict});
    summary.last_judgment = verdict->number;
    for (size_t i = 0; i < pairs.size(); ++i)
      if (pairs[i].a == heard.back().a && pairs[i].b == heard.back().b) pairs[i].verdict = verdict->verdict, judged.push_back(i);
    tell();
  }
  void answer(uint64_t request, const Query& query) {
    Reply reply = fixture::answer(request, summary.revision, query);
    if (const auto* asked = std::get_if<PairsQuery>(&query)) {
      const std::vector<const Pair*> list = listed(asked->filter);
      PairsPage page{asked->filter, asked->sort, asked->first, list.size(), {}};
      for (uint64_t i = asked->first; i < std::min<uint64_t>(list.size(), asked->first + asked->count); ++i)
        page.rows.push_back({i, list[i]->a, list[i]->b, {0, "A" + std::to_string(list[i]->a), ""}, {1, "B", ""}, .4, 0, list[i]->verdict,
                             {"crm", std::to_string(list[i]->a), 0, ""}, {"shop", std::to_string(list[i]->b), 0, ""}});
      reply.page = std::move(page);
    }
    app.receive(to_json(reply));
  }
};

const char* key_of(int press) { return press % 2 == 0 ? "d" : "m"; }
const char* button_of(int press) { return press % 2 == 0 ? "pairs/verdict/different" : "pairs/verdict/same"; }

}  // namespace

TEST_CASE("forty keys between two frames are forty verdicts on forty pairs, in their order") {
  SlowEngine engine(143);
  for (int i = 0; i < 40; ++i) engine.press(key_of(i));
  engine.settle();
  engine.check_alternating(40);
  CHECK(engine.find("pairs/row/0")->selected);
  CHECK(engine.find("pairs/row/0")->name == "A40 / B");
}

TEST_CASE("keys fall on their pairs however late the engine is, across the pages of the list") {
  for (const int messages_per_frame : {0, 1, 2, 5})
    for (const int presses_per_frame : {1, 3}) {
      CAPTURE(messages_per_frame);
      CAPTURE(presses_per_frame);
      SlowEngine engine(300);
      for (int i = 0; i < 90; ++i) {
        engine.press(key_of(i));
        if (i % presses_per_frame != 0) continue;
        engine.frame();
        engine.work(static_cast<size_t>(messages_per_frame));
      }
      engine.settle();
      engine.check_alternating(90);
    }
}

TEST_CASE("the mirror's buttons judge as the keys do, and stay where they are") {
  SlowEngine engine(200);
  for (int i = 0; i < 90; ++i) {
    REQUIRE(engine.activate(button_of(i)));
    if (i % 3 != 0) continue;
    engine.frame();
    CHECK(engine.find("pairs/verdict/same") != nullptr);
    CHECK_FALSE(engine.find("pairs/verdict/same")->action.empty());
    engine.work(1);
  }
  engine.settle();
  engine.check_alternating(90);
}

TEST_CASE("keys and buttons in turn keep their order, and so do chosen rows") {
  SlowEngine engine(100);
  std::vector<std::string> said;
  for (int i = 0; i < 20; ++i) {
    said.push_back(i % 3 == 1 ? "unsure" : "same");
    if (i % 3 == 1) REQUIRE(engine.activate("pairs/verdict/unsure"));
    else engine.press("m");
  }
  engine.settle();
  REQUIRE(engine.heard.size() == 20);
  for (size_t i = 0; i < 20; ++i) CHECK(engine.heard[i].verdict == said[i]);
  REQUIRE(engine.activate("pairs/row/3"));
  engine.press("d");
  engine.settle();
  CHECK(engine.heard.back().a == 23);
}

TEST_CASE("a pair that moves to the page before is still the place") {
  SlowEngine engine(300);
  for (int i = 0; i < 63; ++i) engine.press("j");
  engine.settle();
  engine.press("m");
  engine.settle();
  CHECK(engine.heard.back().a == 63);
  CHECK(engine.find("pairs/row/63")->selected);
  CHECK(engine.find("pairs/row/63")->name == "A64 / B");
}

TEST_CASE("while verdicts wait for the list, clicks do not move the place under them") {
  SlowEngine engine(300);
  for (int i = 0; i < 70; ++i) engine.press(key_of(i));
  engine.frame();  // the second page is not there: the last ones wait
  CHECK(engine.app.view().commands_wait);
  REQUIRE(engine.activate("pairs/row/3"));
  engine.settle();
  engine.check_alternating(70);
}

TEST_CASE("from the middle of a list its judged pairs leave, and the place stays on the pair that is looked at") {
  SlowEngine engine(143);
  for (int i = 0; i < 10; ++i) engine.press("j");
  engine.settle();
  CHECK(engine.find("pairs/row/10")->selected);
  for (int i = 0; i < 6; ++i) engine.press(key_of(i)), engine.frame();
  engine.settle();
  engine.check_alternating(6, 10);
  CHECK(engine.find("pairs/row/10")->selected);
  CHECK(engine.find("pairs/row/10")->name == "A16 / B");
  CHECK(engine.find("pairs/row/9")->name == "A9 / B");
}

TEST_CASE("at the end of the list the last one that is left follows, and when all are judged there is nothing to judge") {
  SlowEngine engine(5);
  engine.press("j"), engine.press("j"), engine.press("j");
  for (int i = 0; i < 9; ++i) engine.press("m");
  engine.settle();
  REQUIRE(engine.heard.size() == 5);
  const uint32_t order[] = {3, 4, 2, 1, 0};
  for (size_t i = 0; i < 5; ++i) CHECK(engine.heard[i].a == order[i]);
  CHECK(engine.find("pairs/verdict/same") == nullptr);
  CHECK(engine.find("pairs/none")->name == ui::tr("pairs.none.all_checked"));
}

TEST_CASE("progress tells how many of those to check are judged") {
  SlowEngine engine(143);
  CHECK(engine.find("pairs/progress") == nullptr);
  for (int i = 0; i < 4; ++i) engine.press("m");
  engine.settle();
  CHECK(engine.find("pairs/progress")->name == "4 sur 143 jugées");
  CHECK(engine.find("pairs/filter/to_check")->name == "À vérifier 139");
  CHECK(engine.find("pairs/filter/judged")->name == "Jugées 4");
}

TEST_CASE("where judged pairs stay, the next one follows, the last one stays, and the same verdict again takes it back") {
  SlowEngine engine(3);
  engine.activate("pairs/filter/linked");
  engine.settle();
  for (const char* key : {"m", "d", "s"}) engine.press(key);
  engine.settle();
  REQUIRE(engine.heard.size() == 3);
  for (uint32_t i = 0; i < 3; ++i) CHECK(engine.heard[i].a == i);
  CHECK(engine.find("pairs/row/2")->selected);
  engine.press("s");  // once too often
  engine.settle();
  CHECK(engine.heard.size() == 3);
  for (const char* key : {"k", "j", "s"}) engine.press(key);
  engine.settle();
  CHECK(engine.heard.back().a == 2);
  CHECK(engine.heard.back().verdict.empty());
  engine.press("k");
  engine.press("m");  // judged different: another verdict replaces it
  engine.settle();
  CHECK(engine.heard.back().a == 1);
  CHECK(engine.heard.back().verdict == "same");
}

TEST_CASE("two records chosen by hand are judged where they are, and a key once too often takes nothing back") {
  SlowEngine engine(143);
  REQUIRE(engine.activate("pairs/rivals/b/show"));
  engine.settle();
  const auto a = engine.app.view().any_a, b = engine.app.view().any_b;
  for (int i = 0; i < 2; ++i) engine.press("m");
  engine.settle();
  REQUIRE(engine.heard.size() == 1);
  CHECK(engine.heard[0].a == a);
  CHECK(engine.heard[0].b == b);
  CHECK(engine.app.view().any_pair);
}

TEST_CASE("a verdict that is undone brings its pair back, to be judged again") {
  for (const uint32_t count : {20u, 143u}) {  // a list of one page, known whole, and a longer one
    CAPTURE(count);
    SlowEngine engine(count);
    for (int i = 0; i < 3; ++i) engine.press(key_of(i));
    engine.settle();
    engine.app.key({"z", true}, true);
    engine.frame();
    engine.frame();
    engine.settle();
    CHECK(engine.find("pairs/row/0")->selected);
    CHECK(engine.find("pairs/row/0")->name == "A2 / B");
    engine.press("m");
    engine.settle();
    CHECK(engine.heard.back().a == 2);
    CHECK(engine.heard.back().verdict == "same");
  }
}

TEST_CASE("a studio told of a result that is gone says nothing of what it was") {
  SlowEngine engine(20);
  engine.app.receive(to_json(Event(TaskEnded{"run", {}, false, 100})));
  engine.settle();
  REQUIRE(engine.find("status/result") != nullptr);
  engine.summary.has_result = false;
  ++engine.summary.revision;
  engine.app.receive(to_json(Event(RevisionEvent{engine.summary})));
  engine.settle();
  CHECK(engine.find("status/result") == nullptr);
}

TEST_CASE("with another result the place begins anew, and what waits is not said of other records") {
  SlowEngine engine(300);
  for (int i = 0; i < 5; ++i) engine.press("j");
  engine.settle();
  ++engine.summary.result;
  ++engine.summary.revision;
  engine.app.receive(to_json(Event(RevisionEvent{engine.summary})));
  engine.settle();
  CHECK(engine.find("pairs/row/0")->selected);
  engine.summary.has_result = false;
  ++engine.summary.revision;
  engine.app.receive(to_json(Event(RevisionEvent{engine.summary})));
  engine.settle();
  engine.press("m");
  engine.settle();
  CHECK(engine.heard.empty());
  CHECK(engine.find("pairs/row/0") == nullptr);
}
