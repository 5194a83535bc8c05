#include "protocol/protocol_json.h"

#include <doctest/doctest.h>

using namespace jumelles;
using namespace jumelles::protocol;

namespace {

std::vector<Command> every_command() {
  return {AddSource{3, "crm.xlsx", "Clients"}, AddTable{"crm", "Prospects"}, RemoveSource{"crm"}, MoveSource{"shop", 0}, RenameSource{"shop", "Boutique « été »"},
          SetDialect{"crm", "windows-1252", ";", "no", "Clients", 3}, SetColumnType{"crm", "Mél", "email"}, SetColumnRole{"crm", "CA", "measure"}, SetLinkType{"link"}, Run{}, ProposeAgain{}, Cancel{},
          SetThreshold{0.123456789012345678, false}, EnableBlockingRule{"email:exact", false}, EnableComparison{"email", false},
          SetLevelWeight{"email", "exact", -3.25, true}, EnableConstraint{"different_valid_siren siren", false}, SetOnePerSource{"crm", false}, SetPlainClosure{true},
          SetSurvivorshipRule{"street", {"valid_first", "most_recent"}}, SetOutputLanguage{"fr"}, SetOutputHeaders{"machine"}, JudgePair{{"crm", "4711", 12, ""}, {"shop", "", 3, "9f"}, "same", 4, true}, LearnFromDecisions{},
          DrawSample{50, {{0.25, 2, {{"crm", "1", 1, ""}}}}}, JudgeGroup{1, {{"crm", "1", 0, ""}, {"shop", "2", 7, ""}}, {0, 1}, false}, Undo{}, Redo{},
          OpenProject{4, "clients.jumelles", false}, NewProject{}, NameProject{"Clients « 2026 »"}, EmbedSources{true}, RestoreChanges{{"{}", "x"}},
          SetAuthor{"Ann"}, ProjectSaved{"clients.jumelles", 9}, ShapeGroup{{{"crm", "1", 0, ""}, {"shop", "", 7, "9f"}}, {0, 1}, "cut"},
          SetBlockingRule{"email:exact", {{"surname", "phonetic"}}}, SetComparison{"surname_2", "surname", "exact"}, SetLevels{"surname", {{"similar", 0.875, true}}},
          SetConstraint{"same_values email", "different_values", "email"}, SetLinkNumber{"prior", 0.125, true},

          DecideValue{{{"crm", "1", 0, ""}}, "phone", "typed", "06 12", 2, true, "+33 6"}, TakeBackValue{{"crm", "1", 0, ""}, "phone", "ignored", "9f"}, ProlongValue{{"crm", "1", 0, ""}, "phone", "typed", true},
          SetGoldenBlock{"country", "street"},
          AddRecipeRule{{"", "email", "crm", "values", "", "", "", {{"nul@nul", ""}}, true, "placeholder email"}},
          FixFindings{{"placeholder email", "test_value surname"}}, ImportRecipe{"recipe.json", "{\"version\": 1, \"recipe\": []}"},
          SetRecipeRule{"recipe 1", {"recipe 1", "phone", "", "replace", "", "^0+(\\d)$", "$1 « é »", {}, false, ""}}, EnableRecipeRule{"recipe 1", false}, MoveRecipeRule{"recipe 1", 3},
          IgnoreFinding{"placeholder email", false}, TagRecords{"à appeler", false, {{"row", "", "crm", 3, 4}}}, SetQualityTarget{"email", "validity", 0.125, true},
          SetDictionaryEntry{{"email", "é", "Claire", "letters", "required", "name@domain", ".+@.+", "contact", 36}}};
}

Summary full_summary() {
  Summary s;
  s.revision = 7;
  s.has_result = true;
  s.recipe_rule_count = 3;
  SourceSummary source;
  source.name = "crm";
  source.state = SourceState::kFailed;
  source.table = "Clients";
  source.tables = {{"Clients", false, 120}, {"Liste", true, 3}};
  source.problem = {ErrorCode::kBadInput, "csv.empty", "The file is empty.", "Choose another one.", "crm.csv", 3, {"crm.csv"}};
  source.columns.push_back({"Nom", "Élodie \"x\"\n", "surname", "surname", 0.97, 12, "header", "", 0, true, "evidence", "identity", true});
  s.sources.push_back(source);
  s.blocking_rules.push_back({{{"email", "exact"}}, true, 10, 20, 5, 1, 3});
  s.comparisons.push_back({"name", {"given_name", "surname"}, "name", true, 0.5, {{"exact", 0, 9.5, 0.9, 0.001, true, false, true}}});
  s.link_numbers.push_back({"seed", "whole", 3, 0, 9, false});
  s.structure.push_back({"one_per_source", "few_inside", "crm", {{"links_inside", 3}, {"median_bits", -0.125}}});
  s.nothing_linked = {"none", true, 4, 9, -10.5, 0.0007, 30.25, 2, {"email", "surname"}, {"phone"}};
  s.histogram = {-60, 1, {1, 2, 3}};
  s.counts.record_count = 18446744073709551615ull;
  s.origins.push_back({"email", {1, 2}});
  s.deliverables.push_back({"golden", "golden.csv", 12, 4});
  return s;
}

}  // namespace

TEST_CASE("every command survives the way to JSON and back") {
  for (const Command& command : every_command()) {
    const std::string json = to_json(command);
    CAPTURE(json);
    const Result<Command> back = command_from_json(json);
    REQUIRE(back);
    CHECK(back.value().index() == command.index());
    CHECK(to_json(back.value()) == json);
    CHECK(json.find("\"command\":\"" + command_name(command) + "\"") != std::string::npos);
  }
  CHECK(every_command().size() == std::variant_size_v<Command>);
}

TEST_CASE("a threshold keeps every bit of its double") {
  const auto back = command_from_json(to_json(Command{SetThreshold{0.1 + 0.2, true}}));
  REQUIRE(back);
  CHECK(std::get<SetThreshold>(back.value()).probability == 0.1 + 0.2);
}

TEST_CASE("a whole summary survives the way to JSON and back") {
  const std::string json = to_json(Event{RevisionEvent{full_summary()}});
  const auto back = event_from_json(json);
  REQUIRE(back);
  const Summary& s = std::get<RevisionEvent>(back.value()).summary;
  CHECK(to_json(back.value()) == json);
  CHECK(s.counts.record_count == 18446744073709551615ull);
  REQUIRE(s.structure.size() == 1);
  CHECK(s.structure[0].answer == "few_inside");
  CHECK(s.structure[0].source == "crm");
  CHECK(s.structure[0].figures[1].value == -0.125);
  CHECK(s.nothing_linked.reason == "none");
  CHECK(s.nothing_linked.record_b == 9);
  CHECK(s.nothing_linked.likely_pair_count == 2);
  CHECK(s.nothing_linked.against == std::vector<std::string>{"email", "surname"});
  CHECK(s.nothing_linked.missing == std::vector<std::string>{"phone"});
  CHECK(s.sources[0].state == SourceState::kFailed);
  CHECK(s.sources[0].problem.id == "csv.empty");
  CHECK(s.sources[0].problem.line == 3);
  CHECK(s.sources[0].columns[0].example == "Élodie \"x\"\n");
}

TEST_CASE("every query and page survives the way to JSON and back") {
  const std::vector<Query> queries{PreviewQuery{1, 2, 3, "lefèvre", 4, 5, true}, RejectsQuery{1, 2, "lefèvre", "crm", "csv.too_many_fields"}, ColumnQuery{1, 2}, PairsQuery{"linked", "useful", 5, 6, "lefèvre"},
                                   PairQuery{9}, GoldenQuery{"all", 1, 2, "lefèvre", "name", true}, GroupsQuery{"all", 1, 2, "lefèvre", "weakest", true}, GoldenDetailQuery{4}, RuleEffectQuery{1, {"longest"}},
                                   SampledGroupQuery{3}, SearchQuery{"lefèvre", 10, 20}, LikenessQuery{1, 2, 64, 64}, KeyPriceQuery{"key 3", {{"postcode", "first_2"}}}, MonitoringQuery{"fr"}};
  for (const Query& query : queries) {
    const std::string json = query_to_json(42, query);
    const auto back = query_from_json(json);
    REQUIRE(back);
    CHECK(back.value().request_id == 42);
    CHECK(query_to_json(42, back.value().query) == json);
  }
  PairDetail pair;
  pair.bars.push_back({"email", "exact", 0.92, 8.5, 1.5, "a@b.fr", 3});
  pair.rivals_of_b = {2, 7, 11.5};
  pair.look_alike_count = 6, pair.settled_count = 5, pair.by_likeness = true, pair.follows_a = 3, pair.follows_b = 4, pair.follows_label_a = {0, "A", "B"}, pair.follows_label_b = {1, "C", "D"};
  PairRow settled{3, 1, 2, {0, "A", "B"}, {1, "C", "D"}, 0.5, 0, "same"};
  settled.by_likeness = true, settled.look_alike_count = 9;
  const std::vector<Page> pages{PreviewPage{1, 0, 9, {{2, {"a", "b"}}}, 12, "making"}, RejectsPage{0, 1, {{"crm", 4, "x", "y", "z"}}, 3, "ready", {{"x", 2}}}, ColumnDetail{},
                                PairsPage{"all", "useful", 0, 1, {{3, 1, 2, {0, "A", "B"}, {1, "C", "D"}, 0.5, 0, "same"}}, 9, "ready"}, GroupsPage{"all", 0, 0, {}, 9, "ready"}, pair,
                                LikenessPage{1, 2, 64, 70, {settled}}, KeyPricePage{"key 3", {{"postcode", "first_2"}}, "ready", 9, 8, true, 7, 6, .5, true},
                                SampledGroupDetail{2, 9, "judged", {"email"}, {{7, 1, "id", "L", true, kNoThing, .5, {"a@b.fr"}}}},
                                SearchPage{"lefèvre", "ready", 10, 11, {{4, "ab", "L", {0, 1}, 7, 1, {{"phone", "phone", "+33639980271"}}}}},
                                GoldenPage{"all", 0, 1, {{1, "ab", "L", {0, 1}}}, "ready", 9}, GoldenDetail{}, RuleEffect{1, {"longest"}, 3, {{"a", "b", "c"}}},
                                MonitoringPage{"ready", "fr", "2026-10-31", "2026-11-30", true, true, {{"2026-10-31"}}, {{"crm", "email", "email", "E-mail", .9, .95, {{1, 2, 3, 4, 5, 6, 7, 8}}}},
                                               {{"value_new", "note", "crm", "civility", "x", "Sentence.", "Advice.", .1, .2, "id", {{"Mx", 3, ""}}}}}};
  for (const Page& page : pages) {
    const std::string json = to_json(Reply{42, 7, page, {}, true});
    const auto back = reply_from_json(json);
    REQUIRE(back);
    CHECK(back.value().revision == 7);
    CHECK(to_json(back.value()) == json);
  }
}

TEST_CASE("a failed reply carries its error") {
  Reply reply;
  reply.ok = false;
  reply.error = {ErrorCode::kTooLarge, "x", "what", "hint", "path", 0, {}};
  const auto back = reply_from_json(to_json(reply));
  REQUIRE(back);
  CHECK_FALSE(back.value().ok);
  CHECK(back.value().error.code == ErrorCode::kTooLarge);
}

TEST_CASE("a message that is no message is an error, never an exception") {
  CHECK_FALSE(command_from_json("").ok());
  CHECK_FALSE(command_from_json("[]").ok());
  CHECK_FALSE(command_from_json("{\"command\":\"fly\"}").ok());
  CHECK_FALSE(command_from_json("{\"command\":\"set_threshold\",\"probability\":\"high\"}").ok());
  CHECK_FALSE(event_from_json("{\"event\":7}").ok());
  CHECK_FALSE(query_from_json("{\"query\":\"pairs\"").ok());
}

TEST_CASE("texts that are not UTF-8 do not break a message") {
  const std::string json = to_json(Command{RenameSource{"crm", std::string("caf\xE9")}});
  CHECK(command_from_json(json).ok());
}
