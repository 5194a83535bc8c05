#include "client/mask.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/protocol_json.h"
#include "ui/fixture.h"
#include "ui/strings_json.h"
#include "ui/studio.h"

using namespace jumelles;
using fixture::Studio;

namespace {

// What in replies is no value of a record: names of things, ids of words, and how commands name records.
const std::set<std::string> kNames{
    "page.page", "page.filter", "page.sort", "page.cascade", "page.state", "page.constraint", "page.constraint_attribute", "page.verdict", "page.reason",
    "page.golden_id",
    "page.rows.source", "page.rows.reason_id", "page.rows.verdict", "page.rows.golden_id",
    "page.rows.name_a.source", "page.rows.name_a.id", "page.rows.name_a.content", "page.rows.name_b.source", "page.rows.name_b.id", "page.rows.name_b.content",
    "page.rows.name.source", "page.rows.name.id", "page.rows.name.content",
    "page.a.name.source", "page.a.name.id", "page.a.name.content", "page.b.name.source", "page.b.name.id", "page.b.name.content",
    "page.records.name.source", "page.records.name.id", "page.records.name.content",
    "page.examples.status", "page.found_by.attribute", "page.found_by.transform",
    "page.attributes", "page.attributes.attribute", "page.attributes.type", "page.attributes.block", "page.attributes.rule", "page.attributes.comparison",
    "page.attributes.finding", "page.attributes.cells.state", "page.bars.comparison", "page.bars.level",
    "page.near_keys.parts.attribute", "page.near_keys.parts.transform",
    "page.attributes.decisions.attribute", "page.attributes.decisions.type", "page.attributes.decisions.act", "page.attributes.decisions.state", "page.attributes.decisions.who",
    "page.attributes.decisions.record.source", "page.attributes.decisions.record.id", "page.attributes.decisions.record.content", "page.attributes.decisions.value_id",
    "page.attributes.decisions.golden_id",
    "page.rows.attribute", "page.rows.type", "page.rows.act", "page.rows.state", "page.rows.who", "page.rows.record.source", "page.rows.record.id", "page.rows.record.content",
    "page.rows.value_id", "page.attribute", "page.type", "page.status",
    "page.changes.kind", "page.changes.side", "page.changes.attribute", "page.changes.constraint", "page.changes.source",
    "page.changes.key.attribute", "page.changes.key.transform",
    "page.text", "page.search_state", "page.list_state", "page.reasons.text", "page.rows.hits.attribute", "page.rows.hits.type", "page.rows.doubts", "page.row.doubts", "page.row.golden_id", "page.bridge_agrees", "page.shape", "page.shape_by",
    "page.attributes.transforms", "page.attributes.comparators", "page.attributes.constraints", "page.comparators.id", "page.comparators.levels.id", "page.comparators.levels.unit",
    "page.rows.rule.name", "page.rows.rule.attribute", "page.rows.rule.source", "page.rows.rule.act", "page.rows.rule.suspects", "page.rows.rule.pattern",
    "page.rows.rule.replacement", "page.rows.rule.finding", "page.suspects", "page.problem", "page.problem_arguments",
    "page.method", "page.source", "page.groups.id", "page.import.file_name", "page.import.problems.rule.name", "page.import.problems.rule.attribute", "page.import.problems.rule.source", "page.import.problems.rule.act",
    "page.import.problems.rule.suspects", "page.import.problems.rule.pattern", "page.import.problems.rule.replacement", "page.import.problems.rule.finding",
    "page.import.problems.problem.id", "page.import.problems.problem.message", "page.import.problems.problem.hint",
    "page.import.problems.problem.path", "page.import.problems.problem.arguments",
    "page.rule", "page.parts.attribute", "page.parts.transform", "page.state",
    "page.names.source", "page.names.id", "page.names.content", "page.rows.names.source", "page.rows.names.id", "page.rows.names.content",
    "page.rows.chain.kind", "page.rows.chain.who", "page.rows.chain.how", "page.rows.chain.names.source", "page.rows.chain.names.id", "page.rows.chain.names.content",
    "page.language", "page.sources.name", "page.sources.oldest", "page.sources.median", "page.sources.newest", "page.attributes.key", "page.attributes.label", "page.cells.median_date",
    // What people said of attributes.
    "page.dictionary.entry.attribute", "page.dictionary.entry.meaning", "page.dictionary.entry.owner", "page.dictionary.entry.purpose", "page.dictionary.entry.requirement", "page.dictionary.entry.format", "page.dictionary.entry.pattern", "page.dictionary.entry.personal_data",
    "page.dictionary.chosen.attribute", "page.dictionary.chosen.meaning", "page.dictionary.chosen.owner", "page.dictionary.chosen.purpose", "page.dictionary.chosen.requirement", "page.dictionary.chosen.format", "page.dictionary.chosen.pattern", "page.dictionary.chosen.personal_data", "page.dictionary.type", "page.dictionary.label",
    "page.tags.tag", "page.rows.tags", "page.others", "page.findings", "page.findings.id", "page.findings.kind", "page.findings.severity", "page.findings.fix", "page.findings.state", "page.findings.harm", "page.findings.attributes", "page.findings.headline",
    "page.findings.explanation", "page.findings.rule.name", "page.findings.rule.attribute", "page.findings.rule.source", "page.findings.rule.act", "page.findings.rule.suspects",
    "page.findings.rule.pattern", "page.findings.rule.replacement", "page.findings.rule.finding", "page.cell.median_date", "page.shapes.remark", "page.values.remark", "page.invalid.remark",
    "page.set_aside.remark", "page.since", "page.day", "page.points.day", "page.series.source", "page.series.attribute", "page.series.type", "page.series.label", "page.alerts.kind",
    "page.alerts.severity", "page.alerts.source", "page.alerts.attribute", "page.alerts.subject", "page.alerts.sentence", "page.alerts.advice", "page.alerts.finding", "page.alerts.values.remark",
    "page.rows.against.kind", "page.rows.against.who", "page.rows.against.how", "page.rows.against.names.source", "page.rows.against.names.id", "page.rows.against.names.content"};

// One of each kind.
std::vector<protocol::Query> queries() {
  return {protocol::PreviewQuery{0, 0, 64}, protocol::RejectsQuery{0, 64}, protocol::ColumnQuery{0, 6}, protocol::PairsQuery{"to_check", "useful", 0, 64},
          protocol::PairQuery{7, 7, 6007}, protocol::GoldenQuery{"all", 0, 64}, protocol::GoldenDetailQuery{3}, protocol::RuleEffectQuery{1, {"longest"}},
          protocol::WhyNotQuery{1, 2}, protocol::LookAlikesQuery{1, 8}, protocol::SampledGroupQuery{33}, protocol::SearchQuery{"delaunay", 0, 8}, protocol::GroupsQuery{"all", 0, 64},
          protocol::GroupQuery{0}, protocol::GroupFiguresQuery{}, protocol::NearGroupsQuery{0, 8}, protocol::ContradictionsQuery{0, 8},
          protocol::LikenessQuery{6, 6006, 0, 8}, protocol::RuleChoicesQuery{}, protocol::KeyPriceQuery{"key 3", {{"postcode", "exact"}}},
          protocol::GoldenDecisionsQuery{0, 8}, protocol::TypedValueQuery{3, "phone", "06 12"},
          protocol::AuditQuery{"fr"}, protocol::AuditCellQuery{1, "phone", "fr"}, protocol::AuditRowsQuery{{{"finding", "", "x"}}, 0, 8}, protocol::RecipeQuery{},
          protocol::MonitoringQuery{"fr"}, protocol::RecipeTrialQuery{{"", "phone", "", "missing", "", "(", "", {}, true, ""}}, protocol::SpellingsQuery{"city", "crm", "fingerprint"}};
}

protocol::Reply answer(const protocol::Query& query) {
  protocol::Reply reply = fixture::answer(1, 18, query);
  if (auto* golden = std::get_if<protocol::GoldenDetail>(&reply.page)) {
    golden->attributes[3].further_values = {"h.m@old.example"};
    golden->attributes[3].decisions = {{"email", "email", "typed", "x@y.example", "h.marchand@boite.example", "holds", false, "Ann", 3, {"crm", "1", 1, "9f"}, "0", 3, "R-1", "Hélène"}};
  }
  if (auto* audit = std::get_if<protocol::AuditPage>(&reply.page)) audit->tags = {{"to call", 12, 1}};
  if (auto* why = std::get_if<protocol::WhyNotDetail>(&reply.page)) why->changes[0].constraint = why->changes[0].source = "x";
  return reply;
}

constexpr std::string_view kMarker = "Zqw";  // in no word of either language, nor in any value

bool is_value(const std::string& path) { return path.starts_with("page.") && !kNames.contains(path); }
std::string marked(const std::string& path, std::string text) { return is_value(path) && !text.empty() ? "Zqw" + text : text; }

// What the studio tells: drawn, said, in tool-tips and choices, asked of the host.
struct Told {
  std::string all;
  void add(std::string_view text) { (all += text) += '\n'; }
};

void look(Studio& studio, Told& told, bool hover = true) {
  std::vector<std::string> drawn;
  studio.app.ui().drawn = &drawn;
  studio.settle();
  studio.app.frame();
  const auto keep = [&] {
    for (const ui::Semantic& s : studio.app.semantics()) {
      told.add(s.name), told.add(s.value);
      for (const ui::Choice& choice : s.choices) told.add(choice.text);
    }
    told.add(studio.app.ui().tip.text);
    for (const std::string& text : drawn) told.add(text);
    drawn.clear();
  };
  keep();
  // The pointer on everything that is told, and in between.
  std::vector<std::pair<float, float>> places;
  for (const ui::Semantic& s : studio.app.semantics()) places.emplace_back(s.rect.x + s.rect.w / 2, s.rect.y + s.rect.h / 2);
  for (float y = 60; y < 880; y += 26)
    for (float x = 240; x < 1440; x += 130) places.emplace_back(x, y);
  for (const auto& [x, y] : hover ? places : decltype(places){}) {
    studio.app.pointer_move(x, y, false);
    studio.platform.clock_ms += 500;
    studio.app.frame();
    keep();
  }
  studio.app.pointer_leave();
  for (const ui::HostRequest& request : studio.platform.requests) told.add(request.argument), told.add(request.file_name), told.add(request.html);
  studio.app.ui().drawn = nullptr;
  studio.settle();
}

struct Screen {
  const char* name;
  void (*open)(Studio&);
};
const Screen kScreens[] = {
    {"sources", [](Studio& s) { s.go("sources"); }},
    {"a column", [](Studio& s) { s.go("sources"), s.app.view().column = 6; }},
    {"quality", [](Studio& s) { s.go("quality"), s.app.view().quality.finding = "mistyped_domain email"; }},
    {"quality by source, all fixes", [](Studio& s) { s.go("quality"), s.app.view().quality.shown = "sources", s.app.view().quality.fixes_all = true; }},
    {"quality month by month", [](Studio& s) { s.go("quality"), s.app.view().quality.shown = "history"; }},
    {"records of a finding", [](Studio& s) { s.go("quality"), s.app.view().quality.filters = {{"value", "phone", "Zqw06 12"}}, s.app.view().quality.shows_rows = true; }},
    {"the recipe", [](Studio& s) { s.go("recipe"); }},
    {"a rule of the recipe", [](Studio& s) { s.go("recipe"), s.click("recipe/rule/0/change"); }},
    {"spellings", [](Studio& s) { s.go("recipe"), s.click("recipe/spellings"); }},
    {"rules", [](Studio& s) { s.go("rules"); }},
    {"pairs", [](Studio& s) { s.go("pairs"); }},
    {"look-alikes of a pair", [](Studio& s) { s.go("pairs"), s.app.view().alike_open = true; }},
    {"any two records", [](Studio& s) { 
       s.go("pairs");
       const std::string record = s.find("pairs/compare_with")->choices.at(1).id;
       s.choose("pairs/compare_with", record);
     }},
    {"groups to judge", [](Studio& s) { s.go("pairs"), s.click("pairs/filter/to_judge"); }},
    {"groups", [](Studio& s) { s.go("groups"); }},
    {"contradictions", [](Studio& s) { s.go("groups"), s.app.view().group_filter = "contradictions"; }},
    {"search", [](Studio& s) { s.app.view().search_open = true, s.app.view().search_text = "zu"; }},
    {"golden records", [](Studio& s) { s.go("golden"); }},
    {"a golden value by hand", [](Studio& s) { s.go("golden"), s.app.view().hand_attribute = "phone"; }},
    {"golden values by hand", [](Studio& s) { s.go("golden"), s.app.view().golden_decisions = true; }},
    {"the effect of a rule", [](Studio& s) { s.go("golden"), s.app.view().rule = 1, s.app.view().candidate = {"most_recent", "valid_first"}; }},
    {"delivery", [](Studio& s) { s.go("delivery"); }},
};

protocol::Summary marked_summary() {
  protocol::Summary summary = fixture::summary();
  summary.decisions.golden_value_count = 3;
  for (auto& source : summary.sources)
    for (auto& column : source.columns) column.example = "Zqw" + column.example;
  return summary;
}

}  // namespace

TEST_CASE("every string of a reply is either a value or known as a name") {
  const auto is_word = [](const std::string& path) { return path == "page.page" || path.ends_with(".code"); };  // of few
  std::set<std::string> met;
  for (const protocol::Query& query : queries()) {
    const std::string all = fixture::with_strings(protocol::to_json(answer(query)), [&](const std::string& path, std::string text) {
      return is_word(path) ? text : "Zqw7" + text;
    });
    protocol::Reply reply = protocol::reply_from_json(all).value();
    ui::mask(reply.page);
    fixture::with_strings(protocol::to_json(reply), [&](const std::string& path, std::string text) {
      if (path == "page.page" || text.starts_with(kMarker)) met.insert(path);
      if (text.starts_with(kMarker)) CHECK_MESSAGE(kNames.contains(path), path);
      else if (!is_word(path)) CHECK_MESSAGE(text.starts_with("Xxx"), path);
      return text;
    });
  }
  for (const std::string& name : kNames) CHECK_MESSAGE(met.contains(name), name);
  CHECK(queries().size() == std::variant_size_v<protocol::Query>);
}

TEST_CASE("of a summary, only examples are values") {
  const auto is_word = [](const std::string& path) { return path == "event" || path.ends_with(".state") || path.ends_with(".code"); };  // of few
  const std::string all = fixture::with_strings(protocol::to_json(protocol::Event{protocol::RevisionEvent{fixture::summary()}}), [&](const std::string& path, std::string text) {
    return is_word(path) ? text : "Zqw7" + text;
  });
  protocol::Event event = protocol::event_from_json(all).value();
  ui::mask(std::get<protocol::RevisionEvent>(event).summary);
  size_t examples = 0;
  fixture::with_strings(protocol::to_json(event), [&](const std::string& path, std::string text) {
    if (is_word(path)) return text;
    const bool is_example = path == "summary.sources.columns.example";
    examples += is_example;
    CHECK_MESSAGE(text.starts_with(is_example ? "Xxx" : "Zqw"), path);
    return text;
  });
  CHECK(examples == 33);
}

TEST_CASE("a consent does not become a refusal") {
  protocol::GoldenDetail detail;
  protocol::GoldenAttribute consent, phone;
  consent.type = "consent", consent.value = "1", phone.type = "phone", phone.value = "1";
  detail.attributes = {consent, phone};
  protocol::Page page = detail;
  ui::mask(page);
  CHECK(std::get<protocol::GoldenDetail>(page).attributes[0].value == "x");
  CHECK(std::get<protocol::GoldenDetail>(page).attributes[1].value == "0");
}

TEST_CASE("while it is masked, no screen draws, says or hints at a value") {
  for (const Screen& screen : kScreens) {
    Studio studio(1440, 900);
    studio.amend = [](const protocol::Query&, protocol::Reply& reply) {
      reply = protocol::reply_from_json(fixture::with_strings(protocol::to_json(reply), marked)).value();
    };
    studio.receive(marked_summary());
    screen.open(studio);
    Told plain, hidden, again;
    look(studio, plain, false);
    if (std::string_view(screen.name) != "rules") CHECK_MESSAGE(plain.all.find(kMarker) != std::string::npos, screen.name);
    CHECK(studio.press("m", true, true));
    CHECK(studio.find("top/mask")->checked);
    look(studio, hidden);
    const size_t at = hidden.all.find(kMarker);
    CHECK_MESSAGE(at == std::string::npos, screen.name << ": " << hidden.all.substr(at == std::string::npos ? 0 : at, 40));
    studio.press("m", true, true);
    look(studio, again, false);
    if (std::string_view(screen.name) != "rules") CHECK_MESSAGE(again.all.find(kMarker) != std::string::npos, screen.name);
  }
}

TEST_CASE("while it is masked, nothing that is copied holds a value") {
  Studio studio(1440, 900);
  studio.amend = [](const protocol::Query&, protocol::Reply& reply) {
    reply = protocol::reply_from_json(fixture::with_strings(protocol::to_json(reply), marked)).value();
  };
  studio.receive(marked_summary());
  struct Thing { const char *screen, *key; };
  for (const bool is_masked : {false, true}) {
    if (is_masked) studio.click("top/mask");
    for (const Thing& thing : {Thing{"sources", "sources/preview/row/0"}, Thing{"pairs", "pairs/row/1"}, Thing{"groups", "groups/row/1"}, Thing{"groups", "groups/record/0"},
                               Thing{"golden", "golden/row/1"}, Thing{"golden", "golden/cell/surname/0"}})
      for (const char* what : {"menu/value", "menu/row", "menu/table"}) {
        CAPTURE(thing.key);
        CAPTURE(what);
        studio.go(thing.screen);
        studio.take_requests();
        studio.click(thing.key, 1);
        studio.click(what);
        std::string all;
        for (const ui::HostRequest& request : studio.take_requests())
          if (request.what == "copy") all += request.argument + request.html;
        CHECK_FALSE(all.empty());
        if (is_masked) CHECK(all.find(kMarker) == std::string::npos);
        else if (std::string_view(what) != "menu/value") CHECK(all.find(kMarker) != std::string::npos);
      }
  }
}

TEST_CASE("masking outlives an engine that is started again, and pages that come later") {
  Studio studio(1440, 900);
  studio.amend = [](const protocol::Query&, protocol::Reply& reply) {
    reply = protocol::reply_from_json(fixture::with_strings(protocol::to_json(reply), marked)).value();
  };
  studio.click("top/mask");
  CHECK(studio.find("top/mask")->value.find("Ctrl Shift M") != std::string::npos);
  studio.app.engine_state(ui::EngineState::kDead, "");
  studio.app.engine_state(ui::EngineState::kRestarted, "");
  studio.receive(marked_summary());
  studio.go("pairs");
  Told told;
  look(studio, told);
  CHECK(told.all.find(kMarker) == std::string::npos);
  CHECK(told.all.find("Xxx") != std::string::npos);
}

TEST_CASE("a verdict on masked records names them as the engine knows them") {
  Studio studio(1440, 900);
  studio.receive(fixture::summary());
  studio.go("pairs");
  studio.click("top/mask");
  const auto requests = studio.take_requests();
  CHECK(std::any_of(requests.begin(), requests.end(), [](const auto& request) { return request.what == "say"; }));
  studio.take_commands();
  studio.press("d");
  const auto sent = studio.take_commands();
  REQUIRE(sent.size() == 1);
  const auto judged = std::get<protocol::JudgePair>(protocol::command_from_json(sent[0]).value());
  CHECK(judged.a.source == "crm");
  CHECK(judged.b.id == "6000");
}
