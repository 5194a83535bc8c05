#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <set>

#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/imgui_items.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;

namespace {

struct Size { float width, height; };
constexpr Size kUsualSizes[] = {{1440, 900}, {1280, 720}};
constexpr Size kEnlarged = {960, 600};  // 1440 pixels, enlarged one and a half times
constexpr const char* kScreens[] = {"sources", "quality", "recipe", "rules", "pairs", "groups", "golden", "delivery"};

enum class State { kNothing, kSources, kResult, kStale, kRunning, kFailed, kMissing, kDead };

void bring(Studio& studio, State state) {
  if (state == State::kNothing) return;
  if (state == State::kDead) return studio.app.engine_state(ui::EngineState::kDead, "out of memory"), studio.settle();
  protocol::Summary summary = fixture::summary(state != State::kSources);
  if (state == State::kStale) summary.is_stale = true;
  if (state == State::kFailed) {
    summary.sources[1].state = protocol::SourceState::kFailed;
    summary.sources[1].problem = {ErrorCode::kBadInput, "file.empty", "The file is empty.", "Export it again.", "boutique.csv", 0, {}};
  }
  if (state == State::kMissing) {  // opened, damaged, offered to be kept, and an earlier tab left something
    summary.sources[1].state = protocol::SourceState::kMissing;
    summary.sources[1].columns.clear();
    summary.sources[1].row_count = 0;
    summary.sources[0].differs_from_project = true;
    summary.sources[0].repaired_cell_count = 141;
    summary.project = {"Clients 2026", "clients.jumelles", "Ann", 7, 5, true, true, 1, {{ErrorCode::kBadInput, "project.table_damaged", "A table is damaged.", "Look at it.", "pair_decision", 0, {"pair_decision", "12"}}}};
    studio.app.receive_storage(R"({"can_keep":true,"recovery":"on","kept_bytes":4096,"saves_in_place":true,"file_name":"clients.jumelles","problem":"storage.problem.full",
                                   "found":{"name":"Clients","at":"hier","at_ms":1,"change_count":3}})");
  }
  studio.receive(summary);
  if (state == State::kFailed) studio.receive(protocol::Event{protocol::FailedEvent{"import", "boutique.csv", summary.sources[1].problem}});
  if (state == State::kRunning) {
    protocol::ProgressEvent progress;
    progress.task = "run", progress.phase = "score.pairs", progress.unit = "pairs", progress.fraction = .62, progress.units_per_second = 1.9e6, progress.remaining_ms = 3000, progress.linked_pair_count = 6056;
    studio.receive(protocol::Event{progress});
  }
}

void check_semantics(const Studio& studio, const std::string& where) {
  std::set<std::string> keys;
  bool titled = false;
  for (const ui::Semantic& s : studio.app.semantics()) {
    CHECK_MESSAGE(keys.insert(s.key).second, where << ": twice " << s.key);
    CHECK_MESSAGE((s.action.empty() || !s.name.empty()), where << ": nameless " << s.key);
    CHECK_MESSAGE(s.name.find("\u2039") == std::string::npos, where << ": untranslated " << s.name);
    CHECK_MESSAGE(s.value.find("\u2039") == std::string::npos, where << ": untranslated " << s.value);
    titled |= s.role == ui::Role::kHeading && s.level == 1;
  }
  CHECK_MESSAGE(titled, where << ": no title");
}

std::vector<std::pair<std::string, Size>> every_screen_and_size() {
  std::vector<std::pair<std::string, Size>> out;
  for (const Size& size : {kUsualSizes[0], kUsualSizes[1], kEnlarged})
    for (const char* screen : kScreens) out.emplace_back(screen, size);
  return out;
}

}  // namespace

TEST_CASE("every screen draws in every state, in both languages, at the sizes people have") {
  for (ui::Language language : {ui::Language::kFrench, ui::Language::kEnglish})
    for (auto [width, height] : {std::pair{1440.0f, 900.0f}, {1024.0f, 640.0f}, {1920.0f, 1080.0f}})
      for (State state : {State::kNothing, State::kSources, State::kResult, State::kStale, State::kRunning, State::kFailed, State::kMissing, State::kDead}) {
        Studio studio(width, height, language);
        bring(studio, state);
        for (const char* screen : kScreens) {
          studio.go(screen);
          check_semantics(studio, std::string(screen) + " state " + std::to_string(static_cast<int>(state)) + " width " + std::to_string(static_cast<int>(width)));
        }
      }
}

TEST_CASE("a line ends at a blank, not at the comma of a number") {
  Studio studio;
  studio.settle();
  const ui::Ui& ui = studio.app.ui();
  // Wide enough for "perd 9," and "81 mots".
  const float width = std::max(ui::text_width(ui, "perd 9,", ui::kDense), ui::text_width(ui, "81 mots", ui::kDense)) + 0.5f;
  REQUIRE(ui::text_width(ui, "9,81 mots", ui::kDense) > width);
  CHECK(ui::paragraph_height(ui, "perd 9,81 mots", width, ui::kDense) == 3 * ui::paragraph_height(ui, "perd", width, ui::kDense));
}

TEST_CASE("no text of the interface itself is cut at the sizes of usual screens, in either language") {
  size_t count = 0;
  const ui::TextEntry* entries = ui::text_entries(count);
  std::set<std::string> own;
  for (size_t i = 0; i < count; ++i) own.insert(entries[i].fr), own.insert(entries[i].en);
  for (ui::Language language : {ui::Language::kFrench, ui::Language::kEnglish})
    for (const Size& size : kUsualSizes)
      for (State state : {State::kNothing, State::kSources, State::kResult, State::kRunning, State::kMissing}) {
        Studio studio(size.width, size.height, language);
        bring(studio, state);
        for (const char* screen : kScreens) {
          studio.go(screen);
          for (const std::string& cut : studio.app.ui().cuts) CHECK_MESSAGE(!own.contains(cut), std::string(screen) << " at " << size.width << ": " << cut);
        }
      }
}

TEST_CASE("the run button says the same wide and folded") {
  for (State state : {State::kSources, State::kResult, State::kStale}) {
    Studio wide(1440, 900), folded(kEnlarged.width, kEnlarged.height);
    bring(wide, state);
    bring(folded, state);
    CHECK(wide.find("rail/run")->name == folded.find("rail/run")->name);
  }
}

TEST_CASE("enlarged, what a delivered file is for is still read whole") {
  for (ui::Language language : {ui::Language::kFrench, ui::Language::kEnglish}) {
    Studio studio(kEnlarged.width, kEnlarged.height, language);
    bring(studio, State::kResult);
    studio.go("delivery");
    CHECK(studio.app.ui().cuts.empty());
  }
}

TEST_CASE("whatever can be operated lies on the screen and does not cover another control") {
  for (const auto& [screen, at_size] : every_screen_and_size()) {
    const std::string name = screen;
    const Size size = at_size;
    CAPTURE(name);
    CAPTURE(size.width);
    Studio studio(size.width, size.height);
    bring(studio, State::kResult);
    studio.go(screen);
    std::vector<const ui::Semantic*> items;
    for (const ui::Semantic& s : studio.app.semantics())
      if (s.item && s.rect.y >= 0 && s.rect.bottom() <= size.height) items.push_back(&s);
    // Columns of a scrolling preview may lie beyond their own window.
    for (const ui::Semantic* s : items)
      if (!s->key.starts_with("sources/preview/")) CHECK_MESSAGE((s->rect.x >= 0 && s->rect.right() <= size.width + 1), s->key);
    for (const ui::Semantic* a : items)
      for (const ui::Semantic* b : items) {
        bool apart = a >= b || a->rect.right() <= b->rect.x + 3 || b->rect.right() <= a->rect.x + 3 || a->rect.bottom() <= b->rect.y + 3 || b->rect.bottom() <= a->rect.y + 3;
        bool clipped = a->key.starts_with("sources/preview/") || b->key.starts_with("sources/preview/");
        CHECK_MESSAGE((apart || clipped), a->key << " and " << b->key);
      }
  }
}

TEST_CASE("every ImGui item that can be operated has a Semantic") {
  for (State state : {State::kNothing, State::kSources, State::kResult, State::kFailed, State::kMissing}) {
    Studio studio;
    bring(studio, state);
    for (const char* screen : kScreens) {
      studio.go(screen);
      fixture::imgui_items().clear();
      ImGui::GetCurrentContext()->TestEngineHookItems = true;
      studio.platform.clock_ms += 16;
      studio.app.frame();
      ImGui::GetCurrentContext()->TestEngineHookItems = false;
      std::set<uint32_t> known;
      for (const ui::Semantic& s : studio.app.semantics()) known.insert(s.item);
      size_t operable = 0;
      for (const auto& item : fixture::imgui_items()) {
        if (item.label.empty() || item.label == item.window) continue;  // windows are not operated
        ++operable;
        CHECK_MESSAGE(known.contains(item.id), std::string(screen) << ": " << item.label << " in " << item.window);
      }
      CHECK(operable > 8);
    }
  }
}

TEST_CASE("a pair that is apart says why, what would join it, and can be held against another record") {
  Studio studio(1440, 900, ui::Language::kFrench);
  bring(studio, State::kResult);
  studio.go("pairs");
  studio.settle();
  const auto find = [&](const std::string& key) -> const ui::Semantic* {
    for (const ui::Semantic& s : studio.app.semantics())
      if (s.key == key) return &s;
    return nullptr;
  };
  REQUIRE(find("pairs/why_not/reason") != nullptr);
  CHECK(find("pairs/why_not/reason")->name.find("Aucune clé commune") == 0);
  REQUIRE(find("pairs/near_key/0") != nullptr);
  CHECK(find("pairs/near_key/0")->value.find("37000") != std::string::npos);
  REQUIRE(find("pairs/change/1") != nullptr);
  CHECK(find("pairs/change/1")->value == "31 autres paires");
  CHECK(find("pairs/change/0/apply") == nullptr);  // a value is not ours to change
  CHECK(find("pairs/change/1/apply") != nullptr);
  REQUIRE(find("pairs/compare_with") != nullptr);
  CHECK(studio.app.activate("pairs/compare_with", "2"));
  studio.settle();
  CHECK(studio.app.view().any_pair);
  CHECK(studio.app.view().any_b == 200);
  CHECK(studio.app.activate("pairs/back", ""));
  studio.settle();
  CHECK_FALSE(studio.app.view().any_pair);
}

TEST_CASE("a pair says which of its records could belong to another as well, and shows it") {
  Studio studio(1440, 900, ui::Language::kEnglish);
  bring(studio, State::kResult);
  studio.go("pairs");
  studio.settle();
  const auto sentence = [&](const std::string& key) {
    for (const ui::Semantic& s : studio.app.semantics())
      if (s.key == key) return s.name;
    return std::string();
  };
  const auto& sources = studio.app.client().summary().sources;
  CHECK(sentence("pairs/rivals/a") == "Ambiguous: 2 other records of " + sources[1].name + " fit A at least as well as B does (best weight: +2.5).");
  CHECK(sentence("pairs/rivals/b").find("another record of " + sources[0].name + " fits B at least as well as A does") != std::string::npos);
  CHECK(studio.app.activate("pairs/rivals/b/show", ""));
  studio.settle();
  CHECK(studio.app.view().any_pair);
  CHECK(studio.app.view().any_a == 6000);
  CHECK(studio.app.view().any_b == 7);
}

TEST_CASE("the rules show what is estimated, with its interval, or why it is not") {
  Studio studio(1440, 900, ui::Language::kFrench);
  protocol::Summary summary = fixture::summary(true);
  summary.threshold_before = summary.threshold;
  studio.receive(summary);
  studio.go("rules");
  const auto value = [&](const std::string& key) {
    for (const ui::Semantic& s : studio.app.semantics())
      if (s.key == key) return s.name + " " + s.value;
    return std::string();
  };
  CHECK(value("rules/estimate/precision").find("98,1") != std::string::npos);
  CHECK(value("rules/estimate/recall").find("97,6") != std::string::npos);
  CHECK(value("rules/estimate/blocking").find("97,1") != std::string::npos);
  summary.estimate = {};
  summary.estimate.withheld_id = "contradicted";
  summary.estimate.contradicted_share = 0.31;
  ++summary.revision;
  studio.receive(summary);
  studio.settle();
  CHECK(value("rules/estimate/precision").empty());
  CHECK(value("rules/estimate/withheld").find("31") != std::string::npos);
}

TEST_CASE("the rules say what was done about costly keys, and what is not counted twice") {
  Studio studio(1440, 900, ui::Language::kEnglish);
  protocol::Summary summary = fixture::summary(true);
  summary.blocking_rules[3].share_before_refining = 0.22;
  summary.blocking_rules[5].refining_loss = 0.0125;
  summary.overlaps = {{"place", "phone", 3.24}};
  summary.sources[0].columns[1].reason_id = "repeats_columns";
  studio.receive(summary);
  studio.go("rules");
  const auto sentence = [&](const std::string& key) {
    for (const ui::Semantic& s : studio.app.semantics())
      if (s.key == key) return s.name + " " + s.value;
    return std::string();
  };
  CHECK(sentence("rules/key/3/why").find("22") != std::string::npos);
  CHECK(sentence("rules/key/5/why").find("1.25") != std::string::npos);
  CHECK(sentence("rules/key/0/why").empty());
  CHECK(sentence("rules/overlap/0").find("3.2") != std::string::npos);
  CHECK_FALSE(sentence("rules/left_out/" + summary.sources[0].name + "/" + summary.sources[0].columns[1].name).empty());
  summary.overlaps.clear();
  ++summary.revision;
  studio.receive(summary);
  studio.settle();
  CHECK(sentence("rules/overlap/0").empty());
}

TEST_CASE("the rules say what the data decided, each choice with its numbers, in both languages") {
  for (const ui::Language language : {ui::Language::kFrench, ui::Language::kEnglish}) {
    const bool french = language == ui::Language::kFrench;
    Studio studio(1440, 900, language);
    protocol::Summary summary = fixture::summary(true);
    studio.receive(summary);
    studio.go("rules");
    const auto said = [&](size_t row) {
      const ui::Semantic* s = studio.find("rules/structure/" + std::to_string(row));
      return s == nullptr ? std::string() : s->name + " | " + s->value;
    };
    CHECK(said(1).find(french ? "crm a des clients plusieurs fois" : "crm holds some customers more than once") == 0);
    CHECK(said(1).find("154") != std::string::npos);
    CHECK(said(2).find("412") != std::string::npos);
    CHECK(said(2).find(french ? "moins de 1" : "less than 1") != std::string::npos);
    CHECK(said(3).find("640") != std::string::npos);
    CHECK(said(4).empty());
    // Every answer there is: with all its figures filled in.
    for (const char* answer : {"found", "none", "cannot_tell", "no_shared_key", "no_pair", "none_inside", "few_inside", "light_inside", "own_partners", "not_contradicted",
                               "learned_few", "learned_own_partners", "same_partner", "heavy_inside", "too_little", "none_alike", "some_alike", "used", "too_few", "no_room",
                               "nothing_own", "like_matches"}) {
      CAPTURE(answer);
      summary.structure = {{"any", answer, "crm", {{"a", 1}, {"b", 2}, {"expected_c", 3.25}, {"d", 4}, {"e_bits", -5.5}, {"f", 6}, {"g", 7}}}};
      ++summary.revision;
      studio.receive(summary);
      studio.settle();
      CHECK_FALSE(said(0).empty());
      CHECK(said(0).find('{') == std::string::npos);
      CHECK(said(0).find("\u2039") == std::string::npos);
    }
    summary.structure[0].answer = "of_a_later_version";
    ++summary.revision;
    studio.receive(summary);
    studio.settle();
    CHECK(said(0).empty());
  }
}

TEST_CASE("a list without duplicates says so in the rules, among the golden records and below") {
  Studio studio(1440, 900, ui::Language::kEnglish);
  protocol::Summary summary = fixture::summary(true);
  summary.counts.linked_pair_count = summary.counts.vetoed_pair_count = summary.counts.to_check_pair_count = 0;
  summary.counts.group_count = summary.counts.record_count = 1000;
  summary.counts.candidate_pair_count = 3074;
  summary.estimate = {};
  summary.estimate.withheld_id = "nothing_linked";
  summary.nothing_linked = {"none", true, 4, 9, -10.04, 0.00095, 31.2, 0, {"email", "surname", "phone", "place"}, {"siren"}};
  studio.amend = [](const protocol::Query& query, protocol::Reply& reply) {
    if (const auto* q = std::get_if<protocol::GoldenQuery>(&query); q != nullptr && q->filter != "all") reply.page = protocol::GoldenPage{q->filter, 0, 0, {}};
    if (const auto* q = std::get_if<protocol::PairsQuery>(&query)) reply.page = protocol::PairsPage{q->filter, q->sort, 0, 0, {}};
  };
  studio.receive(summary);
  studio.receive(protocol::Event{protocol::TaskEnded{"run", "", false, 545, false}});
  const auto sentence = [&] {
    studio.receive(summary);
    studio.settle();
    studio.go("rules");
    ++summary.revision;
    const ui::Semantic* s = studio.find("rules/estimate/withheld");
    return s == nullptr ? std::string() : s->name;
  };
  const auto says = [&](const std::string& part) { return sentence().find(part) != std::string::npos; };
  CHECK(sentence().find("No duplicates found in 1,000 records: 3,074 pairs were compared") == 0);
  CHECK(says("\u221210.0"));
  CHECK(says("0.095%"));
  CHECK(says("Against it: E-mail, Surname, Phone\u2026."));
  CHECK_FALSE(says("in doubt"));
  CHECK(studio.find("status/result")->name.find("No duplicates found in 1,000 records") != std::string::npos);
  summary.counts.to_check_pair_count = 4, summary.counts.vetoed_pair_count = 12;
  CHECK(says("in doubt, to check: 4"));
  CHECK(says("certain rule: 12"));
  summary.nothing_linked.against.clear();
  CHECK(says("it lacks: SIREN."));
  summary.nothing_linked.missing.clear();
  CHECK(says("what agrees is common."));
  summary.link_type = "link";
  CHECK(says("No matches found between the sources"));
  using Said = std::pair<const char*, const char*>;
  for (const Said& said : {Said{"threshold", "A lower threshold"}, {"apart", "keeps the linked pairs apart"}, {"cannot_tell", "31.2"}, {"no_shared_key", "share a key"}, {"no_pair", "no pair to compare"}}) {
    CAPTURE(said.first);
    summary.nothing_linked.reason = said.first;
    CHECK(says(said.second));
    CHECK_FALSE(says("what agrees is common"));
  }
  // Among the golden records of several records there are none: the list itself is a press away.
  summary.nothing_linked.reason = "none";
  summary.link_type = "dedupe";
  studio.receive(summary);
  studio.go("golden");
  studio.settle();
  CHECK(studio.find("golden/nothing_linked/title")->name == "No duplicates found in 1,000 records");
  CHECK(studio.find("golden/nothing_linked/text")->name.find("3,074 pairs were compared") == 0);
  studio.click("golden/nothing_linked/action");
  studio.settle();
  CHECK_FALSE(studio.has("golden/nothing_linked/title"));
  CHECK(studio.has("golden/row/0"));
  studio.go("pairs");
  studio.click("pairs/filter/linked");
  studio.settle();
  CHECK(studio.find("pairs/none")->name.find("No duplicates found in 1,000 records: ") == 0);
}

TEST_CASE("a million pairs scroll: only visible rows are drawn, the last is reached") {
  struct Million {
    static protocol::PairsPage page(const protocol::PairsQuery& q) {
      protocol::PairsPage page;
      page.filter = q.filter, page.sort = q.sort, page.first = q.first, page.total = 1000000;
      for (uint64_t i = q.first; i < std::min<uint64_t>(1000000, q.first + q.count); ++i) page.rows.push_back({i, static_cast<uint32_t>(i), 2000000, {0, "A" + std::to_string(i), ""}, {1, "B", ""}, .4, 0, {}});
      return page;
    }
  };
  Studio studio;
  bring(studio, State::kResult);
  studio.go("pairs");
  // The list believes in a million rows once one of its pages says so.
  studio.answers = false;
  studio.app.view().pair_sort = "weakest";
  studio.app.view().pair.reset();
  studio.app.view().pair_row = 999999;
  studio.app.view().reveal_pair = true;
  auto answer = [&] {
    for (int i = 0; i < 6; ++i) {
      studio.platform.clock_ms += 16;
      studio.app.frame();
      for (const std::string& json : studio.app.take_outgoing()) {
        auto query = protocol::query_from_json(json);
        if (!query.ok()) continue;
        if (const auto* q = std::get_if<protocol::PairsQuery>(&query.value().query)) {
          protocol::Reply reply;
          reply.request_id = query.value().request_id, reply.revision = studio.revision, reply.page = Million::page(*q);
          studio.app.receive(protocol::to_json(reply));
        }
      }
    }
  };
  answer();
  studio.app.view().reveal_pair = true;
  answer();
  CHECK(studio.has("pairs/row/999999"));
  auto rows = std::count_if(studio.app.semantics().begin(), studio.app.semantics().end(), [](const auto& s) { return s.key.starts_with("pairs/row/"); });
  CHECK(rows > 5);
  CHECK(rows < 40);
  CHECK(studio.find("pairs/row/999999")->name == "A999999 / B");
}

TEST_CASE("a pair is judged by button and by key, and the next one follows") {
  Studio studio(1440, 900, ui::Language::kFrench);
  bring(studio, State::kResult);
  studio.go("pairs");
  studio.take_commands();
  studio.click("pairs/verdict/different");
  std::vector<std::string> sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  const auto judged = std::get<protocol::JudgePair>(protocol::command_from_json(sent[0]).value());
  CHECK(judged.a.id == "0");
  CHECK(judged.b.id == "6000");
  CHECK(judged.verdict == "different");
  studio.press("m");
  sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  CHECK(std::get<protocol::JudgePair>(protocol::command_from_json(sent[0]).value()).verdict == "same");
  studio.click("pairs/learn");
  sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  CHECK(std::holds_alternative<protocol::LearnFromDecisions>(protocol::command_from_json(sent[0]).value()));
}

TEST_CASE("drawn groups are judged one after the other: what does not belong, what is missing") {
  Studio studio(1440, 900, ui::Language::kFrench);
  bring(studio, State::kResult);
  studio.go("rules");
  CHECK(studio.find("rules/judged/precision") != nullptr);
  CHECK(studio.find("rules/judged/recall") != nullptr);
  studio.go("pairs");
  studio.click("pairs/filter/to_judge");
  studio.click("pairs/groups");
  studio.settle();
  check_semantics(studio, "judging");
  studio.take_commands();
  studio.click("judge/record/1");
  studio.click("judge/record/2");
  studio.click("judge/confirm");
  const std::vector<std::string> sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  const auto judged = std::get<protocol::JudgeGroup>(protocol::command_from_json(sent[0]).value());
  CHECK(judged.group == 33);  // after the 33 that were judged or passed over
  REQUIRE(judged.records.size() == 3);
  CHECK(judged.records[1].id == "6000");
  CHECK(judged.records[2].id == "9100");
  CHECK(judged.thing_of == std::vector<uint32_t>{0, 2, 0});
  CHECK(studio.find("judge/progress")->name.find("35") != std::string::npos);
  studio.click("judge/back");
  CHECK(studio.find("pairs/verdict/same") != nullptr);
}
