#include "standardize/row_rules.h"

#include <doctest/doctest.h>

#include "core/hash.h"
#include "standardize/recipe_effect.h"
#include "standardize/spellings.h"

using namespace jumelles;
using namespace jumelles::standardize;
using T = AttributeType;
using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

namespace {

RecipeRule rule(const std::string& act, const std::string& attribute, std::vector<std::string> into = {}, const std::string& pattern = "", const std::string& replacement = "") {
  RecipeRule rule;
  rule.act = act, rule.attribute = attribute, rule.into = std::move(into), rule.pattern = pattern, rule.replacement = replacement;
  return rule;
}

struct Header { T type; std::string attribute; };
const std::vector<Header> kHeaders{{T::kSurname, "surname"}, {T::kGivenName, "given_name"}, {T::kPhone, "phone"}, {T::kEmail, "email"}};

// Tables of these columns, and what rules make of them.
struct World {
  std::vector<std::shared_ptr<const Table>> tables;
  Mapping mapping;
  std::shared_ptr<RowRules> done;

  void add(const std::string& name, const std::vector<Header>& headers, const Rows& rows) {
    auto table = std::make_shared<Table>();
    table->name = name;
    auto& columns = mapping.emplace_back();
    for (size_t c = 0; c < headers.size(); ++c) {
      Column column;
      column.name = headers[c].attribute + "_column";
      for (const Row& row : rows) column.codes.push_back(column.values.intern(row[c]));
      table->columns.push_back(std::move(column));
      columns.push_back({});
      columns.back().type = headers[c].type;
      columns.back().attribute = headers[c].attribute;
    }
    for (uint32_t i = 0; i < rows.size(); ++i) {
      table->source_rows.push_back(10 * i + 1);
      table->line_numbers.push_back(10 * i + 2);
    }
    tables.push_back(std::move(table));
  }
  Rows apply(std::vector<RecipeRule> rules, size_t table = 0) {
    done = std::make_shared<RowRules>(tables, mapping, std::make_shared<Recipe>(std::move(rules)));
    REQUIRE(run_to_end(RowRules::phases(done)).ok());
    return rows_of(*done->tables()[table]);
  }
  static Rows rows_of(const Table& table) {
    Rows rows(table.row_count());
    for (uint32_t row = 0; row < table.row_count(); ++row)
      for (const Column& column : table.columns) rows[row].emplace_back(column.text(row));
    return rows;
  }
};

}  // namespace

TEST_CASE("a value is moved where the other cell is empty or says it already, and stays where that would write over something") {
  World w;
  w.add("crm", kHeaders, {{"Martin", "Anne", " a@b.fr ", ""}, {"Petit", "Zoé", "c@b.fr", "c@b.fr"}, {"Caron", "Luc", "l@b.fr", "x@b.fr"}, {"Roy", "Guy", "0102030405", ""}});
  CHECK(w.apply({rule("move", "phone", {"email"}, "@")}) ==
        Rows{{"Martin", "Anne", "", "a@b.fr"}, {"Petit", "Zoé", "", "c@b.fr"}, {"Caron", "Luc", "l@b.fr", "x@b.fr"}, {"Roy", "Guy", "0102030405", ""}});
  const RowRuleEffect effect = w.done->effect(0);
  CHECK(effect.row_count == 2);
  CHECK(effect.cell_count == 3);  // one of the four cells said it already
  REQUIRE(effect.examples.size() == 2);
  CHECK(effect.examples[0].before == "a@b.fr");
  CHECK(effect.examples[0].after == "a@b.fr");
  CHECK(World::rows_of(*w.tables[0])[0][2] == " a@b.fr ");  // what was read stays
}

TEST_CASE("an attribute that a table has no column of gets one, of the type that it has elsewhere or is named after, under a name that is free") {
  World w;
  w.add("crm", {{T::kSurname, "surname"}, {T::kText, "company_name_text"}}, {{"ACME SARL", ""}, {"Martin", ""}});
  w.add("shop", {{T::kTitle, "raison"}, {T::kPhone, "phone"}}, {{"Acme", ""}});
  CHECK(w.apply({rule("move", "surname", {"company_name"}, "SARL$"), rule("move", "surname", {"raison"}, "^Martin$")}) == Rows{{"", "", "ACME SARL", ""}, {"", "", "", "Martin"}});
  const auto& columns = w.done->mapping()[0];
  REQUIRE(columns.size() == 4);
  CHECK(columns[2].type == T::kCompanyName);
  CHECK(columns[2].attribute == "company_name");
  CHECK(columns[3].type == T::kTitle);
  CHECK(w.done->tables()[0]->columns[2].name == "company_name");
  CHECK(w.done->tables()[1] == w.tables[1]);  // it has no surname: it is the table that was read
  CHECK(w.done->mapping()[1].size() == 2);
  World named;
  named.add("crm", {{T::kSurname, "surname"}}, {{"A"}});
  auto renamed = std::make_shared<Table>(*named.tables[0]);
  renamed->columns[0].name = "company_name";
  named.tables[0] = renamed;
  (void)named.apply({rule("move", "surname", {"company_name"})});
  CHECK(named.done->tables()[0]->columns[1].name == "company_name (2)");
}

TEST_CASE("two cells are exchanged: all of them, those whose value holds something, or the pairs that are named") {
  World w;
  w.add("crm", kHeaders, {{"Anne", "Martin", "", ""}, {"Anne", "Petit", "", ""}, {"", "Roy", "", ""}, {"Guy", "Guy", "", ""}});
  CHECK(w.apply({rule("exchange", "surname", {"given_name"})}) == Rows{{"Martin", "Anne", "", ""}, {"Petit", "Anne", "", ""}, {"Roy", "", "", ""}, {"Guy", "Guy", "", ""}});
  CHECK(w.done->effect(0).row_count == 3);
  CHECK(w.done->effect(0).cell_count == 6);
  RecipeRule pairs = rule("exchange", "surname", {"given_name"});
  pairs.values = {{"Anne", "Petit"}, {"Anne", "Durand"}};
  CHECK(w.apply({pairs}) == Rows{{"Anne", "Martin", "", ""}, {"Petit", "Anne", "", ""}, {"", "Roy", "", ""}, {"Guy", "Guy", "", ""}});
  CHECK(w.done->effect(0).examples[0].before == "Anne | Petit");
  CHECK(w.done->effect(0).examples[0].after == "Petit | Anne");
  CHECK(w.apply({rule("exchange", "surname", {"given_name"}, "^An")})[2] == Row{"", "Roy", "", ""});
}

TEST_CASE("a value is parted between what stands there, the last part is the rest, and each part finds its place or none does") {
  World w;
  w.add("crm", kHeaders, {{"Martin, Anne", "", "", ""}, {"Petit", "", "", ""}, {"Roy, Guy, junior", "", "", ""}, {"Caron, Luc", "Lucien", "", ""}});
  CHECK(w.apply({rule("split", "surname", {"surname", "given_name"}, ",")}) == Rows{{"Martin", "Anne", "", ""}, {"Petit", "", "", ""}, {"Roy", "Guy, junior", "", ""}, {"Caron, Luc", "Lucien", "", ""}});
  CHECK(w.done->effect(0).row_count == 2);
  CHECK(w.done->effect(0).cell_count == 4);
  CHECK(w.done->effect(0).examples[0].after == "Martin | Anne");
  // The attribute itself takes no part: it becomes missing.
  CHECK(w.apply({rule("split", "surname", {"given_name", "email"}, ", *")})[0] == Row{"", "Martin", "", "Anne"});
  // Fewer parts than places.
  CHECK(w.apply({rule("split", "surname", {"surname", "given_name", "email"}, ",")})[0] == Row{"Martin", "Anne", "", ""});
  CHECK(w.apply({rule("split", "surname", {"surname", "given_name", "email"}, ",")})[2] == Row{"Roy", "Guy", "", "junior"});
  // A pattern that takes nothing parts nothing.
  CHECK(w.apply({rule("split", "surname", {"surname", "given_name"}, "x*")})[0] == Row{"Martin, Anne", "", "", ""});
}

TEST_CASE("groups of a pattern are the parts where it takes the whole value") {
  World w;
  w.add("crm", {{T::kCity, "city"}, {T::kPostcode, "postcode"}}, {{"75001 Paris", ""}, {"Lyon", ""}, {"69001 Lyon", "69002"}, {"a 75001 Paris", ""}});
  CHECK(w.apply({rule("split", "city", {"postcode", "city"}, "^(\\d{5}) (.*)$")}) == Rows{{"Paris", "75001"}, {"Lyon", ""}, {"69001 Lyon", "69002"}, {"a 75001 Paris", ""}});
  CHECK(w.apply({rule("split", "city", {"postcode", "city"}, "(\\d{5}) (.*)")})[3] == Row{"a 75001 Paris", ""});
  CHECK(w.apply({rule("split", "city", {"postcode", "city"}, "(\\d{2})(\\d{3}) (.*)")})[0] == Row{"75001 Paris", ""});  // a part would be lost
}

TEST_CASE("cells are joined behind one, those that are empty say nothing, and the others become missing") {
  World w;
  w.add("crm", kHeaders, {{"Martin", "Anne", "", "x"}, {"", "Zoé", "", ""}, {"Roy", "", "", ""}});
  CHECK(w.apply({rule("join", "surname", {"given_name", "email"}, "", ", ")}) == Rows{{"Martin, Anne, x", "", "", ""}, {"Zoé", "", "", ""}, {"Roy", "", "", ""}});
  CHECK(w.done->effect(0).row_count == 2);
  CHECK(w.done->effect(0).cell_count == 5);
  CHECK(w.done->effect(0).examples[0].before == "Martin | Anne | x");
  CHECK(w.done->effect(0).examples[0].after == "Martin, Anne, x");
  World lonely;
  lonely.add("crm", {{T::kSurname, "surname"}}, {{"Martin"}});
  CHECK(lonely.apply({rule("join", "surname", {"given_name"}, "", " ")}) == Rows{{"Martin"}});  // nothing to join: no column is made
}

TEST_CASE("rows are left out with what belongs to them, and values that nobody has any more are gone") {
  World w;
  w.add("crm", kHeaders, {{"TEST", "A", "1", ""}, {"Martin", "Anne", "2", ""}, {"Test", "B", "3", ""}, {"TEST", "C", "4", ""}, {"Roy", "Anne", "5", ""}});
  auto guarded = std::make_shared<Table>(*w.tables[0]);
  guarded->columns[2].guards = {Guard::kNone, Guard::kApostrophe, Guard::kNone, Guard::kTab};
  w.tables[0] = guarded;
  CHECK(w.apply({rule("exclude", "surname", {}, "^TEST$")}) == Rows{{"Martin", "Anne", "2", ""}, {"Test", "B", "3", ""}, {"Roy", "Anne", "5", ""}});
  const Table& table = *w.done->tables()[0];
  CHECK(table.source_rows == std::vector<uint32_t>{11, 21, 41});
  CHECK(table.line_numbers == std::vector<uint64_t>{12, 22, 42});
  CHECK(table.columns[0].values.size() == 4);
  CHECK(table.columns[1].values.size() == 3);
  CHECK(table.columns[2].guards == std::vector<Guard>{Guard::kApostrophe, Guard::kNone, Guard::kNone});
  CHECK(w.done->effect(0).row_count == 2);
  CHECK(w.done->effect(0).cell_count == 0);
  CHECK(w.done->effect(0).examples[0].count == 2);
  RecipeRule known = rule("exclude", "surname");
  known.suspects = "test_value";
  CHECK(w.apply({known}).size() == 2);
  known.pattern = "^T.s";  // both must hold
  CHECK(w.apply({known}).size() == 4);
  RecipeRule listed = rule("exclude", "given_name");
  listed.values = {{" Anne ", ""}};
  CHECK(w.apply({listed}) == Rows{{"TEST", "A", "1", ""}, {"Test", "B", "3", ""}, {"TEST", "C", "4", ""}});
}

TEST_CASE("rules are done one after the other, of their source, and a row that is left out is touched no more") {
  World w;
  w.add("crm", kHeaders, {{"a@b.fr", "Anne", "", ""}, {"Zoé", "Petit", "", ""}});
  w.add("shop", kHeaders, {{"a@b.fr", "Anne", "", ""}});
  RecipeRule of_crm = rule("move", "surname", {"email"}, "@");
  of_crm.source = "crm";
  RecipeRule off = rule("exclude", "email", {}, "@");
  off.enabled = false;
  const std::vector<RecipeRule> rules{of_crm, rule("exchange", "surname", {"given_name"}), off, rule("exclude", "email", {}, "@"), rule("move", "surname", {"phone"}, "Anne")};
  CHECK(w.apply(rules) == Rows{{"Petit", "Zoé", "", ""}});
  CHECK(w.apply(rules, 1) == Rows{{"", "a@b.fr", "Anne", ""}});
  CHECK(w.done->effect(2).row_count == 0);
  CHECK(w.done->effect(3).row_count == 1);
  CHECK(w.done->effect(4).row_count == 1);
  // As far as one of them alone.
  auto first = std::make_shared<RowRules>(w.tables, w.mapping, std::make_shared<Recipe>(rules), 0);
  REQUIRE(run_to_end(RowRules::phases(first)).ok());
  CHECK(World::rows_of(*first->tables()[0]) == Rows{{"", "Anne", "", "a@b.fr"}, {"Zoé", "Petit", "", ""}});
  CHECK(first->tables()[1] == w.tables[1]);
}

TEST_CASE("of several columns of an attribute each is looked at, and what comes goes into the first") {
  World w;
  w.add("crm", {{T::kPhone, "phone"}, {T::kPhone, "phone"}, {T::kEmail, "email"}, {T::kEmail, "email"}}, {{"01", "a@b.fr", "", ""}, {"c@b.fr", "d@b.fr", "", ""}, {"e@b.fr", "e@b.fr", "", ""}});
  CHECK(w.apply({rule("move", "phone", {"email"}, "@")}) == Rows{{"01", "", "a@b.fr", ""}, {"", "d@b.fr", "c@b.fr", ""}, {"", "", "e@b.fr", ""}});
  CHECK(w.done->effect(0).row_count == 3);
  CHECK(w.done->effect(0).cell_count == 7);
}

TEST_CASE("the cells that rules say they change are the cells that differ, whatever they are and wherever the work is cut") {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    uint64_t state = seed;
    const auto draw = [&](uint64_t below) { return (state = mix(state + 1)) % below; };
    const auto cell = [&] { return std::vector<std::string>{"", "a", "b, c", " d ", "e@f", "TEST", "a, b, c"}[draw(7)]; };
    World w;
    Rows rows;
    for (uint64_t r = 0; r < 20; ++r) rows.push_back({cell(), cell(), cell(), cell()});
    w.add("crm", kHeaders, rows);
    const auto key = [&] { return kHeaders[draw(4)].attribute; };
    const std::string own = key();
    std::string other = key();
    while (other == own) other = key();
    const std::string pattern = std::vector<std::string>{"a", ",", "@", "^TEST$", " *"}[draw(5)];
    const std::string act = std::vector<std::string>{"split", "join", "move", "exchange"}[draw(4)];
    const RecipeRule made = rule(act, own, act == "split" ? std::vector<std::string>{draw(2) == 0 ? own : "company_name", other} : std::vector<std::string>{other}, pattern, "-");
    const Rows after = w.apply({made});
    uint64_t cells = 0, changed_rows = 0;
    for (size_t r = 0; r < after.size(); ++r) {
      uint64_t here = 0;
      for (size_t c = 0; c < after[r].size(); ++c) {
        const auto bare = [](std::string text) {
          while (!text.empty() && text.front() == ' ') text.erase(0, 1);
          while (!text.empty() && text.back() == ' ') text.pop_back();
          return text;
        };
        here += bare(after[r][c]) != (c < 4 ? bare(rows[r][c]) : "");
      }
      cells += here;
      changed_rows += here > 0;
    }
    CHECK(w.done->effect(0).cell_count == cells);
    CHECK(w.done->effect(0).row_count == changed_rows);
    // In steps of one unit.
    auto cut = std::make_shared<RowRules>(w.tables, w.mapping, std::make_shared<Recipe>(std::vector<RecipeRule>{made}));
    for (Phase& phase : RowRules::phases(cut)) {
      const uint64_t count = phase.count();
      for (uint64_t unit = 0; unit < count; ++unit) REQUIRE(phase.body(unit, unit + 1).ok());
    }
    CHECK(World::rows_of(*cut->tables()[0]) == after);
  }
}

TEST_CASE("effects and spellings are of rows as these rules leave them") {
  World w;
  w.add("crm", kHeaders, {{"Martin, Anne", "", "", ""}, {"MARTIN, Anne", "", "", ""}, {"Roy, Zoé", "", "", ""}, {"TEST", "", "", ""}});
  const std::vector<RecipeRule> rules{rule("split", "surname", {"surname", "given_name"}, ","), rule("exclude", "surname", {}, "^TEST$"), rule("missing", "given_name", {}, "^Anne$")};
  const auto recipe = std::make_shared<Recipe>(rules);
  const auto effect_of = [&](int alone) {
    auto effect = std::make_shared<RecipeEffect>(w.tables, w.mapping, recipe, alone);
    REQUIRE(run_to_end(RecipeEffect::phases(effect)).ok());
    return effect->rules();
  };
  const auto all = effect_of(-1);
  CHECK(all[0].row_count == 3);
  CHECK(all[0].cell_count == 6);
  CHECK(all[1].row_count == 1);
  CHECK(all[2].row_count == 0);
  CHECK(all[2].cell_count == 2);
  CHECK(all[2].examples[0].before == "Anne");
  CHECK(effect_of(1)[0].row_count == 0);
  CHECK(effect_of(1)[1].row_count == 1);
  CHECK(effect_of(2)[2].cell_count == 2);
  auto groups = std::make_shared<SpellingGroups>(w.tables, w.mapping, recipe, "surname", "", "fingerprint");
  REQUIRE(run_to_end(SpellingGroups::phases(groups)).ok());
  CHECK(groups->value_count() == 3);
  REQUIRE(groups->groups().size() == 1);
  CHECK(groups->groups()[0].cell_count == 2);
}

TEST_CASE("what is wrong with a rule on rows is said") {
  const auto wrong = [](const RecipeRule& rule) {
    const std::optional<Error> problem = recipe_problem(rule);
    return problem ? problem->id : "";
  };
  CHECK(wrong(rule("split", "surname", {"surname", "given_name"}, ",")) == "");
  CHECK(wrong(rule("split", "surname", {"given_name"}, ",")) == "recipe.into");
  CHECK(wrong(rule("split", "surname", {"given_name", "given_name"}, ",")) == "recipe.into");
  CHECK(wrong(rule("split", "surname", {"given_name", ""}, ",")) == "recipe.into");
  CHECK(wrong(rule("split", "surname", {"surname", "given_name"})) == "recipe.no_pattern");
  CHECK(wrong(rule("join", "surname", {"given_name", "email"})) == "");
  CHECK(wrong(rule("join", "surname", {})) == "recipe.into");
  CHECK(wrong(rule("join", "surname", {"surname"})) == "recipe.into");
  CHECK(wrong(rule("move", "surname", {"given_name"})) == "");
  CHECK(wrong(rule("move", "surname", {"surname"})) == "recipe.into");
  CHECK(wrong(rule("move", "surname", {"email", "phone"})) == "recipe.into");
  CHECK(wrong(rule("move", "surname", {"email"}, "(")) == "pattern.open_group");
  CHECK(wrong(rule("exchange", "surname", {"given_name"})) == "");
  CHECK(wrong(rule("exclude", "surname", {}, "x")) == "");
  CHECK(wrong(rule("exclude", "surname")) == "recipe.no_condition");
  CHECK(wrong(rule("exclude", "surname", {"email"}, "x")) == "recipe.into");
  RecipeRule named = rule("exclude", "surname");
  named.suspects = "poltergeist";
  CHECK(wrong(named) == "recipe.suspects");
  named.suspects.clear();
  named.values = {{" ", ""}};
  CHECK(wrong(named) == "recipe.empty_value");
}
