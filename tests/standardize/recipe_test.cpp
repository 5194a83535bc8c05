#include "standardize/recipe.h"

#include <doctest/doctest.h>

#include "standardize/recipe_effect.h"
#include "standardize/standardize.h"
#include "standardize/suspects.h"

using namespace jumelles;
using namespace jumelles::standardize;
using T = AttributeType;

namespace {

RecipeRule replace(const std::string& attribute, const std::string& pattern, const std::string& replacement) {
  RecipeRule rule;
  rule.attribute = attribute, rule.act = "replace", rule.pattern = pattern, rule.replacement = replacement;
  return rule;
}
RecipeRule missing(const std::string& attribute, const std::string& pattern) {
  RecipeRule rule = replace(attribute, pattern, "");
  rule.act = "missing";
  return rule;
}
RecipeRule values(const std::string& attribute, std::vector<ValueChange> changes) {
  RecipeRule rule;
  rule.attribute = attribute, rule.act = "values", rule.values = std::move(changes);
  return rule;
}

struct Header { T type; std::string attribute; };

// One source of these columns, and what it becomes by a recipe.
struct World {
  std::vector<std::shared_ptr<const Table>> tables;
  Mapping mapping;
  std::shared_ptr<RecordSet> records = std::make_shared<RecordSet>();
  std::shared_ptr<std::vector<TracedValue>> traced = std::make_shared<std::vector<TracedValue>>();

  void add(const std::string& name, const std::vector<Header>& headers, const std::vector<std::vector<std::string>>& rows) {
    auto table = std::make_shared<Table>();
    table->name = name;
    auto& columns = mapping.emplace_back();
    for (size_t c = 0; c < headers.size(); ++c) {
      Column column;
      column.name = headers[c].attribute;
      for (const auto& row : rows) column.codes.push_back(column.values.intern(row[c]));
      table->columns.push_back(std::move(column));
      ColumnMapping m;
      m.type = headers[c].type;
      m.attribute = headers[c].attribute;
      columns.push_back(m);
    }
    for (uint32_t i = 0; i < rows.size(); ++i) {
      table->source_rows.push_back(i + 1);
      table->line_numbers.push_back(i + 2);
    }
    tables.push_back(std::move(table));
  }
  void clean(std::vector<RecipeRule> rules, bool traces = false) {
    traced->clear();
    auto phases = standardize_phases(tables, mapping, records, std::make_shared<StandardizeReport>(), traces ? traced : nullptr, std::make_shared<Recipe>(std::move(rules)));
    REQUIRE(run_to_end(std::move(phases)).ok());
  }
  std::string value(const char* attribute, RecordIndex record) const {
    const int found = records->find(attribute);
    if (found < 0) return "(no attribute)";
    const Attribute& a = records->attributes[static_cast<size_t>(found)];
    return std::string(a.clean[a.slots[0].codes[record]]);
  }
  std::vector<RecipeRuleEffect> effect(std::vector<RecipeRule> rules, int alone = -1) const {
    const auto made = std::make_shared<RecipeEffect>(tables, mapping, std::make_shared<Recipe>(std::move(rules)), alone);
    REQUIRE(run_to_end(RecipeEffect::phases(made)).ok());
    return made->rules();
  }
};

World phones() {
  World w;
  w.add("crm", {{T::kPhone, "phone"}, {T::kSurname, "surname"}},
        {{"06 00 00 00 00", "Martin"}, {" 06 00 00 00 00 ", "Durand"}, {"tel: 0639981234", "TEST"}, {"", "Caron"}, {"0139981234", "Test "}});
  w.add("shop", {{T::kPhone, "phone"}}, {{"06 00 00 00 00"}, {"0639981299"}});
  return w;
}

}  // namespace

TEST_CASE("rules mend values before they are cleaned, in their order, and the table stays as it was read") {
  World w = phones();
  w.clean({missing("phone", "^06( 00){4}$"), replace("phone", "^tel: 06", "07"), replace("phone", "^07", "06"), values("surname", {{"TEST", ""}, {"Test", "Petit"}})});
  CHECK(w.value("phone", 0) == "");
  CHECK(w.value("phone", 1) == "");
  CHECK(w.value("phone", 2) == "+33 6 39 98 12 34");
  CHECK(w.value("phone", 3) == "");
  CHECK(w.value("phone", 4) == "+33 1 39 98 12 34");
  CHECK(w.value("phone", 5) == "");
  CHECK(w.value("phone", 6) == "+33 6 39 98 12 99");
  CHECK(w.value("surname", 2) == "");
  CHECK(w.value("surname", 4) == "Petit");
  CHECK(w.tables[0]->columns[0].text(0) == "06 00 00 00 00");
  CHECK(w.tables[0]->columns[1].text(4) == "Test ");
}

TEST_CASE("a rule is about its source and its attribute, and about nothing while it is off") {
  World w = phones();
  RecipeRule of_shop = values("phone", {{"06 00 00 00 00", "0639981277"}});
  of_shop.source = "shop";
  w.clean({of_shop, values("surname", {{"0139981234", ""}})});
  CHECK(w.value("phone", 4) == "+33 1 39 98 12 34");
  CHECK(w.value("phone", 5) == "+33 6 39 98 12 77");
  const std::string untouched = w.value("phone", 0);
  of_shop.source.clear();
  of_shop.enabled = false;
  w.clean({of_shop});
  CHECK(w.value("phone", 0) == untouched);
  CHECK(w.value("phone", 5) == untouched);
}

TEST_CASE("hints of columns see what the recipe leaves") {
  World w;
  w.add("crm", {{T::kBirthDate, "birth_date"}}, {{"03/04/1971"}, {"05/06/1980"}, {"12.31.1999"}});
  w.clean({});
  const std::string day_first = w.value("birth_date", 0);
  w.clean({replace("birth_date", "\\.", "/")});  // now one of them tells that months come first
  CHECK(w.value("birth_date", 2) == "1999-12-31");
  CHECK(w.value("birth_date", 0) == "1971-03-04");
  w.clean({replace("birth_date", "^12\\.31\\.", "31/12/")});
  CHECK(w.value("birth_date", 0) == "1971-04-03");
  CHECK(day_first != "");
}

TEST_CASE("what several columns say together is mended as one text") {
  World w;
  w.add("crm", {{T::kBirthYear, "birth_date"}, {T::kBirthMonth, "birth_date"}, {T::kBirthDay, "birth_date"}}, {{"1971", "3", "14"}, {"1900", "1", "1"}, {"1980", "5", "6"}});
  w.clean({values("birth_date", {{"1971-3-14", "1971-03-15"}})});
  CHECK(w.value("birth_date", 0) == "1971-03-15");
  CHECK(w.value("birth_date", 2) == "1980-05-06");
  const auto effect = w.effect({values("birth_date", {{"1971-3-14", "1971-03-15"}})});
  CHECK(effect[0].value_count == 1);
  CHECK(effect[0].cell_count == 1);
}

TEST_CASE("a full name is mended as it is written, before it is taken apart, and so is one of its parts alone") {
  World w;
  w.add("crm", {{T::kFullName, "full_name"}}, {{"Zzz Martin"}, {"Jean Dupont"}, {"TEST"}});
  w.clean({replace("full_name", "^Zzz", "Paul"), missing("full_name", "^TEST$")});
  CHECK(w.value("given_name", 0) == "Paul");
  CHECK(w.value("surname", 0) == "Martin");
  CHECK(w.value("given_name", 1) == "Jean");
  CHECK(w.value("surname", 2) == "");
  w.clean({missing("given_name", "^Zzz")});
  CHECK(w.value("given_name", 0) == "");
  CHECK(w.value("surname", 0) == "Martin");
  const auto effect = w.effect({replace("full_name", "^Zzz", "Paul")});
  CHECK(effect[0].cell_count == 1);  // one cell, though two attributes come of it
}

TEST_CASE("with no rule that is on everything is as without a recipe") {
  World plain = phones(), idle = phones();
  plain.clean({});
  RecipeRule off = missing("phone", ".");
  off.enabled = false;
  RecipeRule broken = missing("phone", "(");
  idle.clean({off, broken});
  REQUIRE(plain.records->attributes.size() == idle.records->attributes.size());
  for (size_t a = 0; a < plain.records->attributes.size(); ++a) {
    CHECK(plain.records->attributes[a].slots[0].codes == idle.records->attributes[a].slots[0].codes);
    CHECK(plain.records->attributes[a].clean.size() == idle.records->attributes[a].clean.size());
  }
  CHECK(Recipe({off, broken}).is_idle());
  CHECK_FALSE(Recipe({missing("phone", ".")}).is_idle());
}

TEST_CASE("the trace of a value tells the recipe first") {
  World w = phones();
  w.clean({replace("phone", "^tel: ", "")}, true);
  bool told = false;
  for (const TracedValue& value : *w.traced) {
    if (value.original != "tel: 0639981234") continue;
    told = true;
    REQUIRE(value.steps.size() > 1);
    CHECK(value.steps[0].before == "tel: 0639981234");
    CHECK(value.steps[0].after == "0639981234");
    CHECK(value.steps[0].rules == std::vector<std::string_view>{kRecipeRule});
    CHECK(value.steps.back().after == "+33 6 39 98 12 34");
  }
  CHECK(told);
}

TEST_CASE("suspects are what they are recognized as, and become what is suggested") {
  RecipeRule rule;
  rule.attribute = "email", rule.act = "suspects";
  for (const std::string_view id : suspect_ids()) {
    rule.suspects = id;
    CHECK_FALSE(recipe_problem(rule));
  }
  const Recipe recipe({rule});
  for (const char* value : {"jean@gmial.com", "azerty", "jean.dupont@poste.example"}) {
    const Suspicion found = suspect(T::kEmail, value);
    std::string out;
    CHECK(recipe.apply({0}, T::kEmail, value, out) == (found.id == rule.suspects));
    if (found.id == rule.suspects) CHECK(out == found.suggestion);
  }
}

TEST_CASE("what is wrong with a rule is said") {
  const auto id = [](const RecipeRule& rule) { const auto problem = recipe_problem(rule); return problem ? problem->id : ""; };
  CHECK(id(missing("phone", "^0+$")) == "");
  CHECK(id(missing("phone", "(")) == "pattern.open_group");
  CHECK(id(missing("phone", "")) == "recipe.no_pattern");
  CHECK(id(replace("phone", "", "x")) == "recipe.no_pattern");
  CHECK(id(values("phone", {})) == "recipe.no_values");
  CHECK(id(values("phone", {{" ", "x"}})) == "recipe.empty_value");
  RecipeRule rule = missing("phone", ".");
  rule.act = "suspects";
  CHECK(id(rule) == "recipe.suspects");
  rule.act = "dance";
  CHECK(id(rule) == "recipe.act");
}

TEST_CASE("blanks around a value say nothing, rules that undo each other change nothing, and long texts are left alone") {
  std::string out;
  const Recipe recipe({replace("x", "a", "b"), replace("x", "b", "a"), replace("x", "^ | $|c", " ")});
  CHECK_FALSE(recipe.apply({0, 1}, T::kText, " a ", out));
  CHECK_FALSE(recipe.apply({2}, T::kText, " a ", out));
  CHECK(recipe.apply({0}, T::kText, " a ", out));
  CHECK(out == "b");
  CHECK(recipe.apply({2}, T::kText, "cxc", out));
  CHECK(out == "x");
  CHECK_FALSE(recipe.apply({0}, T::kText, std::string(text::Pattern::kMostBytes + 1, 'a'), out));
}

TEST_CASE("what rules change is counted value by value and cell by cell, each on what the one before left") {
  World w = phones();
  const std::vector<RecipeRule> rules{missing("phone", "00 00"), replace("phone", "^tel: ", ""), replace("phone", "^0", "+33 "), values("surname", {{"Test", ""}})};
  const auto effect = w.effect(rules);
  CHECK(effect[0].value_count == 3);  // with blanks around it is another value of the file
  CHECK(effect[0].cell_count == 3);
  REQUIRE(effect[0].examples.size() == 1);
  CHECK(effect[0].examples[0].before == "06 00 00 00 00");
  CHECK(effect[0].examples[0].after == "");
  CHECK(effect[0].examples[0].count == 3);
  CHECK(effect[1].cell_count == 1);
  CHECK(effect[2].cell_count == 3);
  CHECK(effect[2].examples[0].after == "+33 639981234");
  CHECK(effect[3].cell_count == 1);
  const auto alone = w.effect(rules, 2);
  CHECK(alone[0].cell_count == 0);
  CHECK(alone[2].cell_count == 3);
}

TEST_CASE("examples are the changes that are there most often, eight at most") {
  World w;
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 12; ++i)
    for (int n = 0; n <= i; ++n) rows.push_back({"v" + std::to_string(i)});
  w.add("crm", {{T::kText, "note"}}, rows);
  const auto effect = w.effect({replace("note", "v", "w")});
  CHECK(effect[0].value_count == 12);
  CHECK(effect[0].cell_count == 78);
  REQUIRE(effect[0].examples.size() == kMostRecipeExamples);
  CHECK(effect[0].examples[0].before == "v11");
  CHECK(effect[0].examples[0].count == 12);
  CHECK(effect[0].examples[7].before == "v4");
}
