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
  std::vector<std::string> sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  auto command = protocol::command_from_json(sent[0]);
  REQUIRE(command.ok());
  REQUIRE_MESSAGE(std::holds_alternative<C>(command.value()), sent[0]);
  return std::get<C>(command.value());
}

struct Ready : Studio {
  explicit Ready(bool with_result = true, float height = 900) : Studio(1440, height) {
    receive(fixture::summary(with_result));
    take_commands();
    take_requests();
  }
};

}  // namespace

TEST_CASE("the welcome page asks for files and for the demo") {
  Studio studio;
  studio.click("welcome/browse");
  studio.click("welcome/demo");
  auto requests = studio.take_requests();
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].what == "browse");
  CHECK(requests[1].what == "demo");
  CHECK(studio.take_commands().empty());
}

TEST_CASE("nothing can be run without a source") {
  Studio studio;
  studio.click("rail/run");
  studio.press("Enter", true);
  CHECK(studio.take_commands().empty());
  CHECK(studio.find("rail/run")->disabled);
}

TEST_CASE("one button runs what is stale, as does Ctrl+Enter") {
  Ready studio(false);
  studio.click("rail/run");
  only_command<protocol::Run>(studio);
  CHECK(studio.find("rail/run")->disabled);
  Ready other(false);
  CHECK(other.press("Enter", true));
  only_command<protocol::Run>(other);
}

TEST_CASE("a dialect that is changed names all of its parts") {
  Ready studio(false);
  studio.choose("sources/encoding", "utf-8");
  auto command = only_command<protocol::SetDialect>(studio);
  CHECK(command.source == "crm");
  CHECK(command.encoding == "utf-8");
  CHECK(command.separator == ";");
  CHECK(command.header == "yes");
}

TEST_CASE("of a workbook's sheets those that no source reads yet are offered as further ones") {
  protocol::Summary summary = fixture::summary(false);
  protocol::SourceSummary& crm = summary.sources[0];
  crm.file_name = "clients.xlsx", crm.format = "xlsx", crm.table = "Clients";
  crm.tables = {{"Clients", false, 120}, {"Prospects", false, 80}, {"Archives", true, 3}};
  Ready studio(false);
  summary.revision = 30;
  studio.receive(summary);
  REQUIRE(studio.find("sources/table_add"));
  CHECK(studio.find("sources/table_add")->choices.size() == 2);
  studio.choose("sources/table_add", "Prospects");
  auto added = only_command<protocol::AddTable>(studio);
  CHECK(added.source == "crm");
  CHECK(added.table == "Prospects");
  for (const auto& table : {"Prospects", "Archives"}) {
    protocol::SourceSummary other = summary.sources[0];
    other.name = table, other.table = table;
    summary.sources.push_back(other);
  }
  summary.revision = 31;
  studio.receive(summary);
  CHECK_FALSE(studio.has("sources/table_add"));
}

TEST_CASE("a workbook has sheets, a JSON file lists") {
  Ready studio(false);
  protocol::Summary summary = fixture::summary(false);
  protocol::SourceSummary& crm = summary.sources[0];
  summary.revision = 30;
  for (const bool is_list : {false, true}) {
    crm.format = is_list ? "json" : "xlsx", crm.table = "clients";
    crm.tables = {{"clients", false, 120, is_list}, {"prospects", false, 80, is_list}};
    ++summary.revision;
    studio.receive(summary);
    REQUIRE(studio.find("sources/table"));
    CHECK(studio.find("sources/table")->name == ui::tr(is_list ? "sources.list" : "sources.table"));
    CHECK(studio.find("sources/table_add")->name == ui::tr(is_list ? "sources.list_add" : "sources.table_add"));
  }
  CHECK(ui::tr("sources.list") != ui::tr("sources.table"));
}

TEST_CASE("a column's attribute is chosen in the table and in the inspector") {
  Ready studio(false);
  studio.choose("sources/column/3/type", "full_name");
  auto command = only_command<protocol::SetColumnType>(studio);
  CHECK(command.column == "nom");
  CHECK(command.type == "full_name");
  CHECK(studio.find("inspector/title")->name == "nom");
  studio.choose("inspector/type", "company_name");
  CHECK(only_command<protocol::SetColumnType>(studio).type == "company_name");
  studio.click("inspector/ignore");
  CHECK(only_command<protocol::SetColumnType>(studio).type == "ignored");
}

TEST_CASE("a column's role is said with its reason and changed by one click") {
  Ready studio(false);
  studio.click("sources/column/3");
  CHECK(studio.find("inspector/role_why")->name.find(ui::tr("role.reason.identity")) != std::string::npos);
  studio.click("inspector/compare");
  auto command = only_command<protocol::SetColumnRole>(studio);
  CHECK(command.column == "nom");
  CHECK(command.role == "measure");
  studio.choose("inspector/role", "technical");
  CHECK(only_command<protocol::SetColumnRole>(studio).role == "technical");
  studio.click("sources/column/0");
  CHECK(studio.find("inspector/compare") == nullptr);
}

TEST_CASE("a column chosen in the preview is the one that the inspector shows") {
  Ready studio(false);
  studio.click("sources/preview/2");
  CHECK(studio.find("inspector/title")->name == "prenom");
  CHECK(studio.find("sources/column/2")->selected);
}

TEST_CASE("a source is chosen, moved and removed") {
  Ready studio(false);
  studio.click("sources/card/1");
  CHECK(studio.find("sources/card/1")->selected);
  studio.choose("sources/trust", "0");
  auto move = only_command<protocol::MoveSource>(studio);
  CHECK(move.source == "boutique");
  CHECK(move.to == 0);
  studio.click("sources/remove");
  CHECK(only_command<protocol::RemoveSource>(studio).source == "crm");
  // That it is gone is said, with the way back.
  REQUIRE(studio.has("status/told"));
  CHECK(studio.find("status/told")->name.find("crm") != std::string::npos);
  CHECK(studio.find("status/told")->name.find("Ctrl") != std::string::npos);
}

TEST_CASE("keys, comparisons, weights and certain rules are switched") {
  Ready studio(true, 1200);
  studio.go("rules");
  studio.click("rules/key/5");
  auto key = only_command<protocol::EnableBlockingRule>(studio);
  CHECK(key.rule == "key 5");
  CHECK_FALSE(key.enabled);
  studio.click("rules/comparison/0/used");
  CHECK_FALSE(only_command<protocol::EnableComparison>(studio).enabled);
  studio.click("rules/level/0/1/more");
  auto weight = only_command<protocol::SetLevelWeight>(studio);
  CHECK(weight.comparison == "surname");
  CHECK(weight.level == "very_similar");
  CHECK(weight.weight_bits == doctest::Approx(7.6));
  CHECK(weight.locked);
  studio.click("rules/constraint/0");
  CHECK_FALSE(only_command<protocol::EnableConstraint>(studio).enabled);
  studio.click("rules/one_per_source/crm");
  auto one = only_command<protocol::SetOnePerSource>(studio);
  CHECK(one.source == "crm");
  CHECK(one.enabled);
  studio.choose("rules/link_type", "link");
  CHECK(only_command<protocol::SetLinkType>(studio).link_type == "link");
}

TEST_CASE("one comparison is open at a time") {
  Ready studio(true, 1200);
  studio.go("rules");
  CHECK(studio.has("rules/level/0/0"));
  studio.click("rules/comparison/1");
  CHECK_FALSE(studio.has("rules/level/0/0"));
  CHECK(studio.has("rules/level/1/0"));
  studio.click("rules/comparison/1");
  CHECK_FALSE(studio.has("rules/level/1/0"));
}

TEST_CASE("a dragged threshold travels once at a time and ends with a final value") {
  Ready studio;
  studio.go("rules");
  studio.drag("rules/threshold", 40);
  std::vector<protocol::SetThreshold> sent;
  for (const std::string& json : studio.take_commands()) sent.push_back(std::get<protocol::SetThreshold>(protocol::command_from_json(json).value()));
  REQUIRE(sent.size() == 2);  // no answer came in between: the first and the last
  CHECK_FALSE(sent.front().final);
  CHECK(sent.back().final);
  CHECK(sent.back().probability > sent.front().probability);
  CHECK(sent.back().probability > 0.985);
}

TEST_CASE("the focused threshold follows the arrow keys and the accessibility mirror") {
  Ready studio;
  studio.go("rules");
  CHECK(studio.app.activate("rules/threshold", "decrease"));
  studio.settle();
  CHECK(only_command<protocol::SetThreshold>(studio).probability < 0.985);
}

TEST_CASE("undo and redo go by their shortcuts, a run is canceled by its button and by Escape") {
  Ready studio;
  CHECK(studio.press("z", true));
  only_command<protocol::Undo>(studio);
  CHECK_FALSE(studio.press("y", true));  // nothing to redo: left to the browser
  protocol::ProgressEvent progress;
  progress.task = "run", progress.fraction = .2;
  studio.receive(protocol::Event{progress});
  studio.press("Escape");
  only_command<protocol::Cancel>(studio);
  studio.click("status/cancel");
  only_command<protocol::Cancel>(studio);
}

TEST_CASE("Escape closes an open list before it cancels, and cancels nothing where nothing runs") {
  Ready studio;
  studio.press("Escape");
  CHECK(studio.take_commands().empty());
  protocol::ProgressEvent progress;
  progress.task = "run", progress.fraction = .2;
  studio.receive(protocol::Event{progress});
  studio.go("pairs");
  studio.click("pairs/sort");
  REQUIRE(studio.has("pairs/sort/list/strongest"));
  studio.press("Escape");
  CHECK_FALSE(studio.has("pairs/sort/list/strongest"));
  CHECK(studio.take_commands().empty());
  studio.press("Escape");
  only_command<protocol::Cancel>(studio);
}

TEST_CASE("what was canceled says that a former result stays only where there is one") {
  Ready studio;
  const auto said = [&](const protocol::TaskEnded& ended) {
    studio.receive(protocol::Event{ended});
    return studio.find("status/result")->name;
  };
  const std::string run = ui::tr("task.run");
  CHECK(said({"run", "", true, 0, false}) == ui::tr("status.canceled_former", {run}));
  CHECK(said({"run", "", true, 0, true}) == ui::tr("status.stopped_by_edit", {run}));
  CHECK(said({"import", "a.csv", true, 0, false}) == ui::tr("status.canceled", {ui::tr("task.import")}));
  studio.receive(fixture::summary(false));
  CHECK(said({"run", "", true, 0, false}) == ui::tr("status.canceled", {run}));
}

TEST_CASE("a file that waits for the end of a run is said to wait") {
  Ready studio;
  protocol::Summary summary = fixture::summary();
  ++summary.revision;
  summary.sources[2].state = protocol::SourceState::kLoading;
  studio.receive(summary);
  protocol::ProgressEvent progress;
  progress.task = "run", progress.fraction = .2;
  studio.receive(protocol::Event{progress});
  REQUIRE(studio.has("status/waiting"));
  CHECK(studio.find("status/waiting")->name == ui::tr_count("status.waiting", 1));
  studio.receive(protocol::Event{protocol::TaskEnded{"run", {}, false, 100}});
  CHECK_FALSE(studio.has("status/waiting"));
}

TEST_CASE("the browser keeps its own shortcuts") {
  Ready studio;
  for (const char* key : {"F5", "F11", "F12", "F1"}) CHECK_FALSE(studio.press(key));
  for (const char* key : {"r", "t", "w", "n", "p", "l", "Tab", "+", "-", "0"}) CHECK_FALSE(studio.press(key, true));
  CHECK(studio.take_commands().empty());
}

TEST_CASE("pairs are walked by keys and by clicks, and their parts add up") {
  Ready studio;
  studio.go("pairs");
  CHECK(studio.find("pairs/row/0")->selected);
  CHECK(studio.press("ArrowDown"));
  CHECK(studio.press("j"));
  CHECK(studio.find("pairs/row/2")->selected);
  CHECK(studio.press("k"));
  CHECK(studio.find("pairs/row/1")->selected);
  studio.click("pairs/row/4");
  CHECK(studio.find("pairs/row/4")->selected);
  CHECK(studio.value("pairs/waterfall/result") == "+1,8");
  CHECK(studio.value("pairs/waterfall/surname") == "+5,8");
  CHECK(studio.value("pairs/probability") == ui::percent(.777, 1));
  studio.click("pairs/filter/linked");
  CHECK(studio.app.view().pair_filter == "linked");
  CHECK(studio.find("pairs/row/0")->selected);
}

TEST_CASE("another survivorship rule is shown with its effect before it is applied") {
  Ready studio;
  studio.go("golden");
  studio.choose("golden/rule/street", "source_order");
  CHECK(studio.take_commands().empty());
  CHECK(studio.find("golden/effect")->name.find("312") != std::string::npos);
  studio.click("golden/apply");
  auto command = only_command<protocol::SetSurvivorshipRule>(studio);
  CHECK(command.rule == "street");
  CHECK(command.cascade == std::vector<std::string>{"source_order", "most_recent"});
}

TEST_CASE("a golden record shows the origin of its values and its cells") {
  Ready studio;
  studio.go("golden");
  CHECK(studio.value("golden/value/street") == "18 bis rue Nationale");
  CHECK(studio.find("golden/cell/street/2")->name == "18 bis rue Nationale");
  CHECK(studio.value("golden/cell/street/2") == ui::tr("golden.cell.winner"));
  CHECK(studio.value("golden/cell/street/0") == ui::tr("golden.cell.other"));
  CHECK(studio.value("golden/cell/postcode/0") == ui::tr("golden.cell.same"));
  CHECK(studio.find("golden/cell/civility/3")->name == ui::tr("value.absent"));
  CHECK(studio.value("golden/cell/civility/3") == ui::tr("golden.cell.absent"));
  CHECK(studio.value("golden/cell/civility/2").empty());  // its name says it
  CHECK(studio.find("golden/cell/civility/2")->name == ui::tr("value.empty"));
}

TEST_CASE("each deliverable is downloaded by its kind") {
  Ready studio;
  studio.go("delivery");
  studio.click("delivery/download/source:boutique");
  auto requests = studio.take_requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].what == "download");
  CHECK(requests[0].argument == "source:boutique");
  CHECK(requests[0].file_name == "boutique.csv");
}

TEST_CASE("while the screen is masked files are, under a name that says so, unless people keep the values; never the project") {
  Studio studio;
  studio.receive(fixture::summary());
  studio.go("delivery");
  CHECK_FALSE(studio.has("delivery/masked"));
  CHECK(studio.press("m", true, true));
  REQUIRE(studio.has("delivery/masked"));
  studio.take_requests();
  const auto downloaded = [&](const char* key) {
    studio.click(key);
    const auto requests = studio.take_requests();
    REQUIRE(requests.size() == 1);
    return requests[0].argument + " " + requests[0].file_name;
  };
  CHECK(downloaded("delivery/download/golden") == "masked:golden golden-masque.csv");
  CHECK(downloaded("delivery/download/source:boutique") == "masked:source:boutique boutique-masque.csv");
  CHECK(downloaded("delivery/download/project") == "project project.json");
  CHECK(downloaded("delivery/main") == "masked:all jumelles-masque.zip");
  studio.click("delivery/keep_values");
  CHECK(studio.find("delivery/masked")->name == ui::tr("delivery.unmasked"));
  studio.take_requests();
  CHECK(downloaded("delivery/download/golden") == "golden golden.csv");
  CHECK(studio.press("m", true, true));
  CHECK(studio.press("m", true, true));
  studio.take_requests();
  CHECK(downloaded("delivery/download/golden") == "masked:golden golden-masque.csv");  // asked for anew
}

TEST_CASE("everything is downloaded in one by the button above the files, which do not list it") {
  Ready studio;
  studio.go("delivery");
  CHECK(studio.find("delivery/file/all") == nullptr);
  studio.click("delivery/main");
  const auto requests = studio.take_requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].what == "download");
  CHECK(requests[0].argument == "all");
  CHECK(requests[0].file_name == "jumelles.zip");
}

TEST_CASE("the notices of what is inside are asked of the page from the delivery screen") {
  Ready studio;
  studio.go("delivery");
  studio.click("delivery/notices");
  auto requests = studio.take_requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].what == "notices");
}

TEST_CASE("the language changes everywhere and is told to the page") {
  Ready studio;
  studio.click("top/language/en");
  CHECK(studio.find("rail/rules")->name == "Rules");
  auto requests = studio.take_requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].argument == "en");
}

TEST_CASE("an engine that died is announced, and a restarted one forgets the old result") {
  Ready studio;
  studio.app.receive_engine_state(R"({"state":"dead","reason":"out of memory"})");
  studio.settle();
  CHECK(studio.find("status/state")->name == ui::tr("engine.dead"));
  studio.app.receive_engine_state(R"({"state":"restarted","reason":""})");
  studio.settle();
  CHECK_FALSE(studio.app.client().summary().has_result);
}

TEST_CASE("a failure stays until it is dismissed, with what to do") {
  Ready studio;
  studio.receive(protocol::Event{protocol::FailedEvent{"import", "vide.csv", {ErrorCode::kBadInput, "file.empty", "The file is empty.", "Export it again.", "vide.csv", 0, {}}}});
  REQUIRE(studio.has("failure"));
  CHECK(studio.find("failure")->name.find("vide.csv") != std::string::npos);
  CHECK(studio.value("failure") == ui::tr("hint.file.empty"));
  studio.click("failure/action");
  CHECK_FALSE(studio.has("failure"));
}

TEST_CASE("a studio at rest wants no frame") {
  Ready studio;
  for (const char* screen : {"sources", "rules", "pairs", "golden", "delivery"}) {
    studio.go(screen);
    studio.platform.clock_ms += 1000;
    studio.app.frame();
    studio.app.frame();
    studio.app.frame();
    CHECK_FALSE(studio.app.frame());
    CHECK(studio.app.wake_after_ms() < 0);
  }
}

TEST_CASE("progress of a task under way wants one frame, its start and its end more") {
  Ready studio;
  const auto frames_wanted = [&](const protocol::Event& event) {
    studio.app.receive(protocol::to_json(event));
    int frames = 1;
    while (studio.app.frame() && frames < 20) ++frames;
    return frames;
  };
  protocol::ProgressEvent progress;
  progress.task = "run", progress.fraction = .2;
  CHECK(frames_wanted(protocol::Event{progress}) > 1);
  progress.fraction = .3;
  CHECK(frames_wanted(protocol::Event{progress}) == 1);
  CHECK(frames_wanted(protocol::Event{protocol::TaskEnded{"run", {}, false, 100}}) > 1);
}

TEST_CASE("a click behind a burst of keys is not left in the queue") {
  Ready studio;
  for (int i = 0; i < 20; ++i) {
    studio.app.key({"Control", true}, true);
    studio.app.key({"Control", false}, false);
  }
  const ui::Rect tab = studio.find("rail/pairs")->rect;
  studio.app.pointer_button(0, true, tab.x + 20, tab.y + 10, false);
  studio.app.pointer_button(0, false, tab.x + 20, tab.y + 10, false);
  for (int i = 0; i < 100 && studio.app.frame(); ++i) studio.platform.clock_ms += 16;
  studio.settle();
  CHECK(studio.has("pairs/row/0"));
}

TEST_CASE("a key pressed right behind a click does not overtake it: the verdict is for the list that was clicked") {
  Ready studio;
  studio.amend = [](const protocol::Query& query, protocol::Reply& reply) {
    auto* page = std::get_if<protocol::PairsPage>(&reply.page);
    const auto* asked = std::get_if<protocol::PairsQuery>(&query);
    if (page && asked && asked->filter == "linked")
      for (protocol::PairRow& row : page->rows) row.name_a.id = "linked";
  };
  studio.go("pairs");
  const ui::Rect linked = studio.find("pairs/filter/linked")->rect;
  studio.app.pointer_button(0, true, linked.x + 20, linked.y + 10, false);
  studio.app.pointer_button(0, false, linked.x + 20, linked.y + 10, false);
  studio.app.pointer_move(linked.x + 30, linked.y + 12, false);
  studio.app.key({"d"}, true);
  studio.settle();
  CHECK(studio.app.view().pair_filter == "linked");
  const protocol::JudgePair verdict = only_command<protocol::JudgePair>(studio);
  CHECK(verdict.verdict == "different");
  CHECK(verdict.a.id == "linked");
}

TEST_CASE("a held key walks the list, and judges one pair only") {
  Ready studio;
  studio.go("pairs");
  studio.app.key({"m"}, true);
  for (int i = 0; i < 5; ++i) studio.app.key({"m", false, false, false, true}, true), studio.settle();
  CHECK(only_command<protocol::JudgePair>(studio).verdict == "same");
  CHECK(studio.find("pairs/row/1")->selected);
  for (int i = 0; i < 3; ++i) studio.app.key({"j", false, false, false, true}, true), studio.settle();
  CHECK(studio.find("pairs/row/4")->selected);
}

TEST_CASE("a verdict that is taken back stays on its pair") {
  Ready studio;
  studio.amend = [](const protocol::Query&, protocol::Reply& reply) {
    if (auto* page = std::get_if<protocol::PairsPage>(&reply.page))
      for (protocol::PairRow& row : page->rows) row.verdict = "different";
  };
  studio.go("pairs");
  studio.click("pairs/filter/linked");
  studio.press("d");
  CHECK(only_command<protocol::JudgePair>(studio).verdict.empty());
  CHECK(studio.find("pairs/row/0")->selected);
  studio.press("m");
  CHECK(only_command<protocol::JudgePair>(studio).verdict == "same");
  CHECK(studio.find("pairs/row/1")->selected);
}

namespace {

// The screen of drawn groups, where group 33 is the first open one.
void judge_groups(Studio& studio) {
  studio.go("pairs");
  studio.click("pairs/filter/to_judge");
  studio.click("pairs/groups");
  REQUIRE(studio.has("judge/confirm"));
}

}  // namespace

TEST_CASE("judging begins with the first open group, keeps its keys to itself, and the rail leads back to the pairs") {
  Ready studio;
  judge_groups(studio);
  CHECK(studio.find("judge/progress")->name.find("34") != std::string::npos);
  CHECK(studio.has("judge/record/0"));
  const uint64_t row = studio.app.view().pair_row;
  for (const char* key : {"ArrowDown", "j", "m"}) studio.press(key);
  CHECK(studio.app.view().pair_row == row);
  CHECK(studio.take_commands().empty());
  studio.go("rules");
  studio.click("rules/see_pairs");
  CHECK_FALSE(studio.has("judge/confirm"));
  CHECK(studio.has("pairs/row/0"));
}

TEST_CASE("a judged group is shown as it was judged, its first record apart too") {
  Ready studio;
  bool judged = true;
  studio.amend = [&](const protocol::Query&, protocol::Reply& reply) {
    auto* group = std::get_if<protocol::SampledGroupDetail>(&reply.page);
    if (!group || !judged) return;
    group->state = "judged";
    group->records[0].thing = 1, group->records[1].thing = 0, group->records[2].thing = 0;
  };
  judge_groups(studio);
  CHECK_FALSE(studio.find("judge/record/0")->checked);
  CHECK(studio.find("judge/record/1")->checked);
  CHECK(studio.find("judge/record/2")->checked);
  CHECK(studio.find("judge/progress")->name.find(ui::tr("judge.is_judged")) != std::string::npos);
  judged = false;  // undone
  protocol::Summary next = fixture::summary();
  next.revision = 19;
  studio.receive(next);
  CHECK(studio.find("judge/record/0")->checked);
  CHECK(studio.find("judge/record/1")->checked);
  CHECK_FALSE(studio.find("judge/record/2")->checked);
}

TEST_CASE("a drawn group that is gone says so and can be drawn again") {
  Ready studio;
  studio.amend = [](const protocol::Query& query, protocol::Reply& reply) {
    if (!std::holds_alternative<protocol::SampledGroupQuery>(query)) return;
    reply.ok = false;
    reply.error = {ErrorCode::kBadConfig, "judge.record_gone", "A record is gone.", "Draw again.", {}, 0, {}};
  };
  studio.go("pairs");
  studio.click("pairs/filter/to_judge");
  studio.click("pairs/groups");
  CHECK(studio.find("judge/problem")->name == ui::tr("error.judge.record_gone"));
  studio.click("judge/problem/action");
  only_command<protocol::DrawSample>(studio);
}

TEST_CASE("several failures are all shown, each is dismissed alone, and the same one is said once") {
  Ready studio;
  for (const char* file : {"vide.csv", "image.csv", "vide.csv"})
    studio.receive(protocol::Event{protocol::FailedEvent{"import", file, {ErrorCode::kBadInput, "file.empty", "The file is empty.", "Export it again.", file, 0, {}}}});
  CHECK(studio.find("failure")->name.find("image.csv") != std::string::npos);
  CHECK(studio.find("failure/1")->name.find("vide.csv") != std::string::npos);
  CHECK_FALSE(studio.has("failure/2"));
  studio.click("failure/action");
  CHECK(studio.find("failure")->name.find("vide.csv") != std::string::npos);
  CHECK_FALSE(studio.has("failure/1"));
}

TEST_CASE("every source that cannot be read says why in the list, and goes by its own button") {
  Ready studio;
  protocol::Summary summary = fixture::summary(false);
  for (size_t i : {size_t{0}, size_t{2}}) {
    summary.sources[i].state = protocol::SourceState::kFailed;
    summary.sources[i].problem = {ErrorCode::kBadInput, i == 0 ? "file.empty" : "file.binary", "No.", "", "", 0, {}};
  }
  summary.revision = 30;
  studio.receive(summary);
  studio.receive(protocol::Event{protocol::FailedEvent{"import", summary.sources[0].file_name, summary.sources[0].problem}});
  studio.go("sources");
  CHECK(studio.find("sources/problem/0")->name.find(ui::tr("error.file.empty")) != std::string::npos);
  CHECK(studio.find("sources/problem/0")->name.find(summary.sources[0].file_name) != std::string::npos);
  CHECK(studio.find("sources/problem/2")->name.find(ui::tr("error.file.binary")) != std::string::npos);
  CHECK_FALSE(studio.has("failure"));  // the list says it
  studio.take_commands();
  studio.click("sources/problem/2/action");
  CHECK(only_command<protocol::RemoveSource>(studio).source == summary.sources[2].name);
  studio.go("rules");
  CHECK(studio.has("failure"));
}

TEST_CASE("nothing can be matched while no file could be read") {
  Studio studio;
  studio.app.receive_engine_state(R"({"state":"ready","reason":""})");
  protocol::Summary summary = fixture::summary(false);
  for (auto& source : summary.sources) source.state = protocol::SourceState::kFailed;
  summary.is_proposed = false;
  studio.receive(summary);
  CHECK(studio.find("rail/run")->disabled);
  studio.go("rules");
  CHECK(studio.find("rules/empty/action")->disabled);
  summary.sources[0].state = protocol::SourceState::kReady;
  summary.revision = 31;
  studio.receive(summary);
  CHECK_FALSE(studio.find("rail/run")->disabled);
  CHECK_FALSE(studio.find("rules/empty/action")->disabled);
  protocol::ProgressEvent progress;
  progress.task = "run", progress.phase = "score.pairs";
  studio.receive(protocol::Event{progress});
  CHECK(studio.find("rules/empty/action")->disabled);
  CHECK(studio.find("rules/empty/action")->name == ui::tr("action.running"));
}

TEST_CASE("a result that was made while the sources are looked at is said there, with the way to it") {
  Ready studio;
  studio.go("sources");
  CHECK_FALSE(studio.has("sources/result"));
  studio.receive(protocol::Event{protocol::TaskEnded{"run", "", false, 1200}});
  REQUIRE(studio.has("sources/result"));
  CHECK(studio.find("sources/result")->name.find(ui::number(fixture::summary().counts.group_count)) != std::string::npos);
  studio.click("sources/result/action");
  CHECK(studio.has("golden/filter"));
  studio.go("sources");
  CHECK_FALSE(studio.has("sources/result"));  // it was seen
}

TEST_CASE("a rule that changes nothing cannot be applied") {
  Ready studio;
  studio.amend = [](const protocol::Query& query, protocol::Reply& reply) {
    if (std::holds_alternative<protocol::RuleEffectQuery>(query)) std::get<protocol::RuleEffect>(reply.page).changed_count = 0, std::get<protocol::RuleEffect>(reply.page).examples.clear();
  };
  studio.go("golden");
  const ui::Semantic* rule = nullptr;
  for (const ui::Semantic& s : studio.app.semantics())
    if (!rule && s.key.starts_with("golden/rule/") && s.choices.size() > 1) rule = &s;
  REQUIRE(rule);
  const std::string key = rule->key, other = rule->choices[0].text == rule->value ? rule->choices[1].id : rule->choices[0].id;
  studio.choose(key, other);
  REQUIRE(studio.has("golden/apply"));
  CHECK(studio.find("golden/apply")->disabled);
  CHECK(studio.find("golden/effect")->name.find("0") == std::string::npos);
}

TEST_CASE("the preview is scrolled through in pages, and its columns are made wider") {
  Ready studio;
  studio.go("sources");
  REQUIRE(studio.has("sources/preview/row/7"));
  CHECK_FALSE(studio.has("sources/preview/row/40"));
  const float before = studio.find("sources/preview/1")->rect.w;
  CHECK(studio.app.activate("sources/preview/1/width", "300"));
  studio.settle();
  CHECK(studio.find("sources/preview/1")->rect.w == doctest::Approx(294));
  CHECK(before < 290);
  const ui::Semantic* row = studio.find("sources/preview/row/3");
  studio.app.pointer_move(row->rect.x + 40, row->rect.y + 8, false);
  for (int i = 0; i < 60; ++i) studio.app.wheel(0, -3), studio.settle();
  bool asked_further = false;
  for (const std::string& query : studio.queries) asked_further |= query.find("preview") != std::string::npos && query.find("\"first\":64") != std::string::npos;
  CHECK(asked_further);
}

TEST_CASE("fifty sources leave room for the one that is looked at") {
  Ready studio;
  protocol::Summary summary = fixture::summary(false);
  for (int i = 0; i < 50; ++i) {
    summary.sources.push_back(summary.sources[0]);
    summary.sources.back().name = "extrait-" + std::to_string(i);
  }
  summary.revision = 40;
  studio.receive(summary);
  studio.go("sources");
  CHECK(studio.has("sources/card/52"));
  CHECK(studio.find("sources/preview/0")->rect.bottom() < 700);
}

TEST_CASE("a failure is shown once on every screen") {
  Ready studio;
  studio.receive(protocol::Event{protocol::FailedEvent{"run", "", {ErrorCode::kBadInput, "run.nothing_to_compare", "No column can be compared.", "", {}, 0, {}}}});
  for (const char* screen : {"sources", "rules", "pairs", "golden", "delivery"}) {
    studio.go(screen);
    CHECK_MESSAGE(std::count_if(studio.app.semantics().begin(), studio.app.semantics().end(), [](const auto& s) { return s.key == "failure"; }) == 1, screen);
  }
}
