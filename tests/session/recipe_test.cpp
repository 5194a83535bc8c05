#include <algorithm>

#include "document/project.h"
#include "session_fixture.h"

using namespace jumelles;
using namespace jumelles::protocol;
using test::SessionFixture;

namespace {

RecipeRuleSummary missing(const std::string& attribute, const std::string& pattern) {
  RecipeRuleSummary rule;
  rule.attribute = attribute, rule.act = "missing", rule.pattern = pattern;
  return rule;
}
RecipeRuleSummary becomes(const std::string& attribute, std::vector<ValueChange> values) {
  RecipeRuleSummary rule;
  rule.attribute = attribute, rule.act = "values", rule.values = std::move(values);
  return rule;
}

constexpr const char* kCrm =
    "id;prenom;nom;email;ville\n1;Anne;Martin;a.martin@poste.example;Lyon\n2;Paul;Durand;paul@poste.example;Lyon\n3;Zoé;Petit;nul@nul.example;LYN\n4;Luc;Caron;nul@nul.example;Paris\n";

struct Kitchen : SessionFixture {
  Kitchen() {
    add("crm.csv", kCrm);
    work();
  }
  std::string refusal(const Command& command) {
    const Status status = session.dispatch(command);
    return status.ok() ? "" : status.error().id;
  }
  RecipePage recipe() { return page<RecipePage>(RecipeQuery{}); }
  std::vector<std::string> names() {
    std::vector<std::string> names;
    for (const RecipeRow& row : recipe().rows) names.push_back(row.rule.name);
    return names;
  }
  std::string undo_name() { return summary().undo_name; }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("rules are added, changed, moved, switched and taken away, each in one step that undo takes back") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{missing("email", "^nul@")});
  CHECK(f.undo_name() == "add_recipe_rule");
  f.do_and_work(AddRecipeRule{becomes("city", {{"LYN", "Lyon"}})});
  f.do_and_work(AddRecipeRule{missing("surname", "^Caron$")});
  CHECK(f.names() == Names{"recipe 1", "recipe 2", "recipe 3"});
  CHECK(f.summary().recipe_rule_count == 3);
  f.do_and_work(MoveRecipeRule{"recipe 3", 0});
  CHECK(f.undo_name() == "move_recipe_rule");
  CHECK(f.names() == Names{"recipe 3", "recipe 1", "recipe 2"});
  f.do_and_work(EnableRecipeRule{"recipe 1", false});
  CHECK(f.undo_name() == "enable_recipe_rule");
  CHECK_FALSE(f.recipe().rows[1].rule.enabled);
  f.do_and_work(SetRecipeRule{"recipe 2", becomes("city", {{"LYN", "Lyon"}, {"Paris", "PARIS"}})});
  CHECK(f.undo_name() == "set_recipe_rule");
  CHECK(f.recipe().rows[2].rule.name == "recipe 2");
  CHECK(f.recipe().rows[2].rule.values.size() == 2);
  f.do_and_work(SetRecipeRule{"recipe 3", {}});
  CHECK(f.names() == Names{"recipe 1", "recipe 2"});
  f.do_and_work(AddRecipeRule{missing("surname", "x")});
  CHECK(f.names().back() == "recipe 3");
  for (int step = 0; step < 7; ++step) f.do_and_work(Undo{});
  CHECK(f.names() == Names{"recipe 1"});
  f.do_and_work(Undo{});
  CHECK(f.names().empty());
  for (int step = 0; step < 3; ++step) f.do_and_work(Redo{});
  CHECK(f.names() == Names{"recipe 1", "recipe 2", "recipe 3"});
}

TEST_CASE("what changes nothing is no step") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{missing("email", "^nul@")});
  f.do_and_work(AddRecipeRule{missing("city", "x")});
  f.do_and_work(EnableRecipeRule{"recipe 1", true});
  f.do_and_work(MoveRecipeRule{"recipe 1", 0});
  f.do_and_work(SetRecipeRule{"recipe 1", missing("email", "^nul@")});
  f.do_and_work(IgnoreFinding{"placeholder email", false});
  f.do_and_work(SetQualityTarget{"email", "completeness", 0, true});
  CHECK(f.undo_name() == "add_recipe_rule");
}

TEST_CASE("what cannot be is refused and changes nothing") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{missing("email", "^nul@")});
  const std::string before = f.exported("project");
  CHECK(f.refusal(AddRecipeRule{missing("mood", "x")}) == "command.no_such");
  CHECK(f.refusal(AddRecipeRule{missing("email", "(")}) == "pattern.open_group");
  CHECK(f.refusal(AddRecipeRule{missing("email", "")}) == "recipe.no_pattern");
  CHECK(f.refusal(AddRecipeRule{becomes("email", {})}) == "recipe.no_values");
  RecipeRuleSummary rule = missing("email", "x");
  rule.source = "erp";
  CHECK(f.refusal(AddRecipeRule{rule}) == "command.no_such");
  rule.source = "crm";
  rule.act = "dance";
  CHECK(f.refusal(AddRecipeRule{rule}) == "recipe.act");
  rule.act = "suspects";
  rule.suspects = "poltergeist";
  CHECK(f.refusal(AddRecipeRule{rule}) == "recipe.suspects");
  CHECK(f.refusal(SetRecipeRule{"recipe 9", missing("email", "x")}) == "command.no_such");
  CHECK(f.refusal(SetRecipeRule{"recipe 1", missing("email", "[")}) == "pattern.open_bracket");
  CHECK(f.refusal(EnableRecipeRule{"recipe 9", true}) == "command.no_such");
  CHECK(f.refusal(MoveRecipeRule{"recipe 1", 1}) == "command.no_such");
  CHECK(f.refusal(MoveRecipeRule{"recipe 9", 0}) == "command.no_such");
  CHECK(f.refusal(IgnoreFinding{""}) == "command.no_such");
  CHECK(f.refusal(SetQualityTarget{"mood", "completeness", 0.5}) == "command.no_such");
  CHECK(f.refusal(SetQualityTarget{"email", "beauty", 0.5}) == "command.no_such");
  CHECK(f.refusal(SetQualityTarget{"email", "validity", 1.5}) == "quality.target");
  CHECK(f.refusal(SetQualityTarget{"email", "freshness", 0.5}) == "quality.target_months");
  CHECK(f.refusal(SetQualityTarget{"email", "freshness", 0, false, 1201}) == "quality.target_months");
  CHECK(f.exported("project") == before);
}

TEST_CASE("a recipe makes the result stale, the next run has what it mends, and outputs have what was read") {
  Kitchen f;
  f.run();
  CHECK_FALSE(f.summary().is_stale);
  f.do_and_work(AddRecipeRule{becomes("city", {{"LYN", "Lyon"}})});
  CHECK(f.summary().is_stale);
  f.run();
  CHECK_FALSE(f.summary().is_stale);
  const auto result = f.session.result();
  const Attribute& city = result->records->attributes[static_cast<size_t>(result->records->find("city"))];
  CHECK(city.clean[city.slots[0].codes[2]] == "Lyon");
  CHECK(result->tables[0]->columns[4].text(2) == "LYN");
  f.do_and_work(Undo{});
  CHECK(f.summary().is_stale);
}

TEST_CASE("passing over a finding or setting a target makes nothing stale") {
  Kitchen f;
  f.run();
  f.do_and_work(IgnoreFinding{"placeholder email"});
  CHECK(f.undo_name() == "ignore_finding");
  f.do_and_work(SetQualityTarget{"email", "completeness", 0.75});
  f.do_and_work(SetQualityTarget{"email", "completeness", 0.5});
  f.do_and_work(SetQualityTarget{"city", "validity", 1});
  CHECK(f.undo_name() == "set_quality_target");
  CHECK_FALSE(f.summary().is_stale);
  const document::Project& project = f.session.project();
  CHECK(project.ignored_findings == std::vector<std::string>{"placeholder email"});
  CHECK(project.quality_targets == std::vector<document::QualityTarget>{{"city", "validity", 1}, {"email", "completeness", 0.5}});
  f.do_and_work(SetQualityTarget{"email", "completeness", 0, true});
  f.do_and_work(IgnoreFinding{"placeholder email", false});
  CHECK(project.quality_targets.size() == 1);
  CHECK(project.ignored_findings.empty());
}

TEST_CASE("a source that is renamed keeps its rules") {
  Kitchen f;
  RecipeRuleSummary rule = missing("email", "^nul@");
  rule.source = "crm";
  f.do_and_work(AddRecipeRule{rule});
  f.do_and_work(RenameSource{"crm", "Fichier clients"});
  CHECK(f.recipe().rows[0].rule.source == "Fichier clients");
  CHECK(f.recipe().rows[0].rule.cell_count == 2);
}

TEST_CASE("what each rule changes is told with examples, and so is what one more would change") {
  Kitchen f;
  CHECK(f.recipe().state == "ready");
  f.do_and_work(AddRecipeRule{missing("email", "^nul@")});
  f.do_and_work(AddRecipeRule{becomes("city", {{"LYN", "Lyon"}})});
  const RecipePage page = f.recipe();
  CHECK(page.state == "ready");
  CHECK(page.rows[0].rule.value_count == 1);
  CHECK(page.rows[0].rule.cell_count == 2);
  REQUIRE(page.rows[0].examples.size() == 1);
  CHECK(page.rows[0].examples[0].before == "nul@nul.example");
  CHECK(page.rows[1].rule.cell_count == 1);
  CHECK(std::find(page.attributes.begin(), page.attributes.end(), "email") != page.attributes.end());
  CHECK_FALSE(page.suspects.empty());
  const auto tried = [&](const RecipeRuleSummary& rule) { return f.page<RecipeTrial>(RecipeTrialQuery{rule}); };
  CHECK(tried(becomes("city", {{"LYN", "Paris"}})).cell_count == 0);  // the rules before it leave none
  CHECK(tried(becomes("city", {{"Lyon", "LYON"}})).cell_count == 3);
  RecipeRuleSummary instead = becomes("city", {{"LYN", "Paris"}});
  instead.name = "recipe 2";
  CHECK(tried(instead).cell_count == 1);
  CHECK(tried(instead).examples[0].after == "Paris");
  const RecipeTrial wrong = tried(missing("email", "a("));
  CHECK(wrong.state == "problem");
  CHECK(wrong.problem == "pattern.open_group");
  CHECK(wrong.problem_arguments == std::vector<std::string>{"3"});
  CHECK(f.recipe().rows.size() == 2);
}

TEST_CASE("where counting takes longer it is done in slices, and its end is told") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{missing("email", "^nul@")});
  f.look_ms = 10;  // every look at the clock: nothing is done at once
  f.seen.clear();
  CHECK(f.recipe().state == "counting");
  CHECK(f.page<RecipeTrial>(RecipeTrialQuery{missing("email", "^a")}).state == "counting");
  CHECK(f.page<RecipeTrial>(RecipeTrialQuery{missing("email", "^p")}).state == "counting");
  f.work();
  size_t told = 0;
  for (const TaskEnded& ended : f.events<TaskEnded>()) told += ended.task == "recipe";
  CHECK(told == 2);
  CHECK(f.recipe().state == "ready");
  const RecipeTrial trial = f.page<RecipeTrial>(RecipeTrialQuery{missing("email", "^p")});
  CHECK(trial.state == "ready");
  CHECK(trial.cell_count == 1);
}

TEST_CASE("without a source there is nothing to count") {
  SessionFixture f;
  CHECK(f.page<RecipePage>(RecipeQuery{}).state == "no_source");
}

TEST_CASE("a recipe is kept in the project file and opened again") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{missing("email", "^nul@")});
  f.do_and_work(AddRecipeRule{becomes("city", {{"LYN", "Lyon"}})});
  f.do_and_work(IgnoreFinding{"placeholder email"});
  f.do_and_work(SetQualityTarget{"email", "completeness", 0.5});
  const std::string bytes = f.exported("jumelles");
  SessionFixture g;
  const uint32_t file = g.session.register_file(std::make_shared<ingest::MemorySource>(bytes));
  g.do_and_work(OpenProject{file, "clients.jumelles", false});
  const document::Project &before = f.session.project(), &after = g.session.project();
  CHECK(after.recipe == before.recipe);
  CHECK(after.ignored_findings == before.ignored_findings);
  CHECK(after.quality_targets == before.quality_targets);
}

TEST_CASE("a recipe that was exported comes into another project, in one step, and only once") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{missing("email", "^nul@")});
  f.do_and_work(AddRecipeRule{becomes("city", {{"LYN", "Lyon"}})});
  f.do_and_work(EnableRecipeRule{"recipe 1", false});
  const std::string file = f.exported("recipe");
  Kitchen g;
  g.do_and_work(AddRecipeRule{missing("surname", "x")});
  g.do_and_work(ImportRecipe{"recipe.json", file});
  CHECK(g.names() == Names{"recipe 1", "recipe 2", "recipe 3"});
  CHECK(g.undo_name() == "import_recipe");
  RecipeImport told = g.recipe().import;
  CHECK(told.number == 1);
  CHECK(told.file_name == "recipe.json");
  CHECK(told.added_count == 2);
  CHECK(told.problems.empty());
  CHECK_FALSE(g.recipe().rows[1].rule.enabled);
  CHECK(g.recipe().rows[2].rule.values == std::vector<ValueChange>{{"LYN", "Lyon"}});
  g.do_and_work(ImportRecipe{"recipe.json", file});
  told = g.recipe().import;
  CHECK((told.number == 2 && told.added_count == 0 && told.known_count == 2));
  CHECK(g.names().size() == 3);
  g.do_and_work(Undo{});
  CHECK(g.names() == Names{"recipe 1"});
  CHECK(g.recipe().import.number == 0);
  g.do_and_work(ImportRecipe{"project.json", f.exported("project")});
  CHECK(g.names().size() == 3);
  g.do_and_work(MoveRecipeRule{"recipe 1", 1});
  CHECK(g.recipe().import.number == 0);
}

TEST_CASE("rules of a file that do not fit are told one by one, and the others come") {
  Kitchen f;
  f.do_and_work(ImportRecipe{"recipe.json", R"({"version": 1, "recipe": [
    {"attribute": "mood", "act": "missing", "pattern": "x"},
    {"attribute": "email", "act": "missing", "pattern": "^nul@"},
    {"attribute": "email", "source": "erp", "act": "missing", "pattern": "^nul@"},
    {"attribute": "email", "act": "missing", "pattern": "("},
    {"attribute": "email", "act": "dance"},
    7]})"});
  const RecipeImport told = f.recipe().import;
  CHECK(told.added_count == 1);
  CHECK(f.names() == Names{"recipe 1"});
  REQUIRE(told.problems.size() == 5);
  CHECK(told.problems[0].place == 1);
  CHECK(told.problems[0].rule.attribute == "mood");
  CHECK(told.problems[0].problem.id == "command.no_such");
  CHECK(told.problems[1].place == 3);
  for (size_t i = 2; i < 5; ++i) {
    CHECK(told.problems[i].place == i + 2);
    CHECK(told.problems[i].problem.id == "recipe.bad_rule");
  }
}

TEST_CASE("a file that is no recipe is refused") {
  Kitchen f;
  CHECK(f.refusal(ImportRecipe{"a.json", "{"}) == "recipe.unreadable");
  CHECK(f.refusal(ImportRecipe{"a.json", "[]"}) == "recipe.unreadable");
  CHECK(f.refusal(ImportRecipe{"a.json", "{\"version\": 1}"}) == "recipe.no_list");
  CHECK(f.refusal(ImportRecipe{"a.json", "{\"version\": 99, \"recipe\": []}"}) == "recipe.version");
  CHECK(f.refusal(ImportRecipe{"a.json", "{\"recipe\": []}"}) == "recipe.version");
  CHECK(f.recipe().import.number == 0);
  CHECK(f.undo_name() != "import_recipe");
}

TEST_CASE("a recipe that comes with its files waits until they are read") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{missing("email", "^nul@")});
  const std::string file = f.exported("recipe");
  SessionFixture g;
  g.add("crm.csv", kCrm);
  CHECK(g.session.dispatch(ImportRecipe{"recipe.json", file}).ok());
  CHECK(g.session.dispatch(ImportRecipe{"bad.json", "{"}).ok());
  g.work();
  CHECK(g.page<RecipePage>(RecipeQuery{}).rows.size() == 1);
  const auto failed = g.events<FailedEvent>();
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].error.id == "recipe.unreadable");
  CHECK(failed[0].error.path == "bad.json");
}

TEST_CASE("spellings are offered as the recipe leaves them, and those that a rule has merged are offered no more") {
  SessionFixture f;
  f.add("crm.csv", "id;nom;ville\n1;Martin;Lyon\n2;Durand;Lyon\n3;Petit;LYON\n4;Caron;Saint-Étienne\n5;Roy;saint etienne\n6;Roux;Paris\n");
  f.work();
  const auto asked = [&](const std::string& attribute, const std::string& method) { return f.page<SpellingsPage>(SpellingsQuery{attribute, "", method}); };
  SpellingsPage page = asked("city", "fingerprint");
  CHECK(page.state == "ready");
  CHECK(page.value_count == 5);
  REQUIRE(page.groups.size() == 2);
  CHECK(page.groups[0].cell_count == 3);
  CHECK(page.groups[0].spellings[0].value == "Lyon");
  CHECK(page.groups[0].id != page.groups[1].id);
  f.do_and_work(AddRecipeRule{becomes("city", {{"LYON", "Lyon"}})});
  page = asked("city", "fingerprint");
  REQUIRE(page.groups.size() == 1);
  CHECK(page.groups[0].spelling_count == 2);
  CHECK(f.page<RecipePage>(RecipeQuery{}).rows[0].rule.cell_count == 1);
  CHECK(asked("mood", "fingerprint").state == "unknown");
  CHECK(asked("city", "dance").state == "unknown");
  SessionFixture empty;
  CHECK(empty.page<SpellingsPage>(SpellingsQuery{"city", "", "ngram"}).state == "no_source");
}

TEST_CASE("where looking for spellings takes longer it is done in slices, and its end is told") {
  Kitchen f;
  f.look_ms = 10;  // every look at the clock: nothing is done at once
  f.seen.clear();
  CHECK(f.page<SpellingsPage>(SpellingsQuery{"city", "", "fingerprint"}).state == "counting");
  CHECK(f.page<SpellingsPage>(SpellingsQuery{"city", "", "phonetic"}).state == "counting");
  f.work();
  CHECK(f.events<TaskEnded>().back().task == "recipe");
  CHECK(f.page<SpellingsPage>(SpellingsQuery{"city", "", "phonetic"}).state == "ready");
}

namespace {

RecipeRuleSummary of_rows(const std::string& act, const std::string& attribute, std::vector<std::string> into, const std::string& pattern) {
  RecipeRuleSummary rule;
  rule.act = act, rule.attribute = attribute, rule.into = std::move(into), rule.pattern = pattern;
  return rule;
}

std::string clean_value(const SessionFixture& f, const std::string& attribute, RecordIndex record) {
  const auto result = f.session.result();
  const int found = result->records->find(attribute);
  if (found < 0) return "(no attribute)";
  const Attribute& a = result->records->attributes[static_cast<size_t>(found)];
  return std::string(a.clean[a.slots[0].codes[record]]);
}

}  // namespace

TEST_CASE("rules on rows stand before those on values, whenever they were made, and cannot be moved behind them") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{missing("email", "^nul@")});
  f.do_and_work(AddRecipeRule{of_rows("exclude", "city", {}, "^Paris$")});
  f.do_and_work(AddRecipeRule{of_rows("move", "city", {"text"}, "^LYN$")});
  CHECK(f.names() == Names{"recipe 2", "recipe 3", "recipe 1"});
  f.do_and_work(MoveRecipeRule{"recipe 1", 0});
  CHECK(f.names() == Names{"recipe 2", "recipe 3", "recipe 1"});
  CHECK(f.undo_name() == "add_recipe_rule");  // it was no step
  f.do_and_work(MoveRecipeRule{"recipe 3", 0});
  CHECK(f.names() == Names{"recipe 3", "recipe 2", "recipe 1"});
  (void)f.recipe();
  f.work();  // several phases are more than a question waits for
  const RecipePage page = f.recipe();
  REQUIRE(page.state == "ready");
  CHECK(page.rows[1].rule.row_count == 1);
  CHECK(page.rows[1].examples[0].before == "Paris");
  CHECK(std::find(page.attributes.begin(), page.attributes.end(), "text") != page.attributes.end());  // a rule makes it
  CHECK(std::find(page.others.begin(), page.others.end(), "text") == page.others.end());
  CHECK(std::find(page.others.begin(), page.others.end(), "siren") != page.others.end());
  CHECK(std::find(page.others.begin(), page.others.end(), "record_id") == page.others.end());
  // A rule on what another one makes, tried and made.
  const auto tried = [&](const RecipeRuleSummary& rule) {
    (void)f.page<RecipeTrial>(RecipeTrialQuery{rule});
    f.work();
    return f.page<RecipeTrial>(RecipeTrialQuery{rule});
  };
  CHECK(tried(becomes("text", {{"LYN", "Lyon"}})).cell_count == 1);
  CHECK(tried(of_rows("exclude", "city", {}, "^L")).row_count == 2);  // the third is moved before
  CHECK(tried(of_rows("exclude", "city", {}, "")).problem == "recipe.no_condition");
  CHECK(f.refusal(AddRecipeRule{of_rows("move", "city", {"mood"}, "")}) == "command.no_such");
  CHECK(f.refusal(AddRecipeRule{of_rows("join", "city", {"siren"}, "")}) == "command.no_such");
}

TEST_CASE("rows that a rule leaves out are of no customer, are no records, and stay in the file they came from") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{of_rows("exclude", "email", {}, "^nul@")});
  f.run();
  CHECK(f.session.result()->records->record_count() == 2);
  CHECK(f.session.result()->groups->group_count() == 2);
  const std::string source = f.exported("source:crm");
  CHECK(source.find("3;Zoé;Petit;nul@nul.example;LYN;;\n") != std::string::npos);
  CHECK(source.find("1;Anne;Martin;a.martin@poste.example;Lyon;;") == std::string::npos);
  CHECK(f.exported("golden").find("Petit") == std::string::npos);
  CHECK(f.exported("xref").find("Petit") == std::string::npos);
  f.do_and_work(Undo{});
  f.run();
  CHECK(f.session.result()->records->record_count() == 4);
}

TEST_CASE("values go between columns for matching, and outputs have rows as they were read") {
  Kitchen f;
  f.do_and_work(AddRecipeRule{of_rows("split", "email", {"given_name", "email"}, "@")});
  f.do_and_work(AddRecipeRule{of_rows("exchange", "surname", {"city"}, "^Caron$")});
  f.run();
  CHECK(clean_value(f, "city", 3) == "Caron");
  CHECK(clean_value(f, "surname", 3) == "Paris");
  CHECK(clean_value(f, "given_name", 0) == "Anne");  // the cell was not empty
  CHECK(f.exported("source:crm").find("4;Luc;Caron;nul@nul.example;Paris;") != std::string::npos);
}

TEST_CASE("what people said of records without ids holds whatever rules on rows make of these") {
  SessionFixture f;
  f.add("crm.csv", "prenom;nom;email;ville\nAnne;Martin;a@poste.example;Lyon\nAnne;Martin;a@poste.example;LYN\nPaul;Durand;p@poste.example;Lyon\nTEST;TEST;t@poste.example;Lyon\n");
  f.work();
  f.run();
  const auto result = f.session.result();
  REQUIRE(!result->link->edges.empty());
  const document::RecordName before = running::name_of(1, *result);
  CHECK_FALSE(before.content.empty());
  f.do_and_work(AddRecipeRule{of_rows("move", "city", {"text"}, "^LYN$")});
  f.do_and_work(AddRecipeRule{of_rows("exclude", "surname", {}, "^TEST$")});
  f.run();
  const auto after = f.session.result();
  CHECK(after->tables[0] != after->read_tables[0]);
  CHECK(running::name_of(1, *after).content == before.content);
  CHECK((*after->finder)(before) == 1);
  document::RecordName gone = running::name_of(3, *result);
  CHECK((*after->finder)(gone) == kNoRecord);
}

TEST_CASE("a rule that brings a column makes the rules of matching and of golden records anew, and undo brings the former ones back") {
  Kitchen f;
  f.run();
  const size_t count = f.session.result()->project.survivorship.rules.size();
  f.do_and_work(AddRecipeRule{of_rows("split", "city", {"city", "text"}, "y")});
  f.run();
  CHECK(f.events<FailedEvent>().empty());
  CHECK(f.session.result()->project.survivorship.rules.size() == count + 1);
  CHECK(clean_value(f, "text", 0) == "on");
  f.do_and_work(Undo{});
  f.run();
  CHECK(f.events<FailedEvent>().empty());
  CHECK(f.session.result()->project.survivorship.rules.size() == count);
}

TEST_CASE("a recipe file may hold rules on what its own rules bring") {
  Kitchen f;
  f.do_and_work(ImportRecipe{"recipe.json", R"({"version": 1, "recipe": [
    {"attribute": "city", "act": "move", "into": ["siren"], "pattern": "^LYN$"},
    {"attribute": "siren", "act": "missing", "pattern": "L"}]})"});
  CHECK(f.recipe().import.added_count == 2);
  CHECK(f.recipe().import.problems.empty());
}
