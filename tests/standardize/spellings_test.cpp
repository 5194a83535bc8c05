#include "standardize/spellings.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace jumelles;
using namespace jumelles::standardize;

namespace {

std::shared_ptr<Table> table_of(const std::string& name, const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
  auto table = std::make_shared<Table>();
  table->name = name;
  for (size_t c = 0; c < header.size(); ++c) {
    Column column;
    column.name = header[c];
    for (const auto& row : rows) column.codes.push_back(column.values.intern(row[c]));
    table->columns.push_back(std::move(column));
  }
  for (uint32_t r = 0; r < rows.size(); ++r) table->source_rows.push_back(r + 1);
  return table;
}

std::shared_ptr<SpellingGroups> found(const std::vector<std::shared_ptr<const Table>>& tables, const Mapping& mapping, const std::string& method, const std::string& source = {},
                                      std::vector<RecipeRule> rules = {}) {
  auto groups = std::make_shared<SpellingGroups>(tables, mapping, std::make_shared<Recipe>(std::move(rules)), "city", source, method);
  REQUIRE(run_to_end(SpellingGroups::phases(groups)).ok());
  return groups;
}

const std::vector<std::vector<std::string>> kTowns{{"Lyon"}, {" Lyon"}, {"Lyon"}, {"LYON"}, {"Saint-Étienne"}, {"saint etienne"}, {"Etienne Saint"}, {"Paris"}, {"Lyyon"}, {""}, {"--"}};
Mapping towns(size_t tables) {
  ColumnMapping column;
  column.type = AttributeType::kCity, column.attribute = "city";
  return Mapping(tables, {column});
}

}  // namespace

TEST_CASE("a fingerprint knows no case, accents, punctuation, order or repetition of words") {
  CHECK(spelling_key("fingerprint", "Saint-Étienne") == spelling_key("fingerprint", "etienne  SAINT, saint"));
  CHECK(spelling_key("fingerprint", "Lyon") != spelling_key("fingerprint", "Lyyon"));
  CHECK(spelling_key("fingerprint", " - ") == "");
}

TEST_CASE("pairs of letters know no blanks and no repetition") {
  CHECK(spelling_key("ngram", "S.A. Dupont") == spelling_key("ngram", "SA Dupont"));
  CHECK(spelling_key("ngram", "Krzysztof") == "KROFRZSZTOYSZTZY");
  CHECK(spelling_key("ngram", "banana") == spelling_key("ngram", "bananana"));
  CHECK(spelling_key("ngram", "É") == "E");
  CHECK(spelling_key("ngram", "") == "");
}

TEST_CASE("names that sound alike have one phonetic key") {
  CHECK(spelling_key("phonetic", "Dupond") == spelling_key("phonetic", "DUPONT"));
  CHECK(spelling_key("phonetic", "Dupond") != spelling_key("phonetic", "Durand"));
}

TEST_CASE("spellings are grouped with their cells, the group of most cells first and the most frequent spelling first") {
  const auto groups = found({table_of("crm", {"ville"}, kTowns)}, towns(1), "fingerprint");
  CHECK(groups->group_count() == 2);
  CHECK(groups->value_count() == 8);
  REQUIRE(groups->groups().size() == 2);
  const SpellingGroup &first = groups->groups()[0], &second = groups->groups()[1];
  CHECK(first.cell_count == 4);
  REQUIRE(first.spellings.size() == 2);
  CHECK(first.spellings[0].value == "Lyon");  // blanks around it are none of it
  CHECK(first.spellings[0].count == 3);
  CHECK(first.spellings[1].value == "LYON");
  CHECK(second.spelling_count == 3);
  CHECK(second.spellings[0].value == "Etienne Saint");  // of as many, one in both cases
}

TEST_CASE("spellings are those of the attribute and the source, as the recipe leaves them") {
  const std::vector<std::shared_ptr<const Table>> tables{table_of("crm", {"ville"}, {{"Lyon"}, {"LYON"}}), table_of("shop", {"town"}, {{"lyon"}, {"Lyyon"}})};
  const Mapping mapping = towns(2);
  CHECK(found(tables, mapping, "fingerprint")->groups()[0].spelling_count == 3);
  CHECK(found(tables, mapping, "fingerprint", "crm")->groups()[0].spelling_count == 2);
  CHECK(found(tables, mapping, "fingerprint", "shop")->groups().empty());
  RecipeRule rule;
  rule.attribute = "city", rule.act = "replace", rule.pattern = "yy", rule.replacement = "y";
  CHECK(found(tables, mapping, "fingerprint", "", {rule})->groups()[0].cell_count == 4);
  rule.pattern = "^L", rule.replacement = "M";
  CHECK(found(tables, mapping, "fingerprint", "crm", {rule})->groups()[0].spellings[0].value == "Myon");
}

TEST_CASE("of very many groups and spellings the largest are kept, and all are counted") {
  std::vector<std::vector<std::string>> rows;
  for (int g = 0; g < 600; ++g)
    for (const char* end : {" x", " X"})
      for (int times = 0; times < (g == 599 ? 3 : 1); ++times) rows.push_back({"town" + std::to_string(g) + end});
  for (size_t i = 0; i < kMostSpellings + 5; ++i) rows.push_back({"many" + std::string(i, '-')});
  const auto groups = found({table_of("crm", {"ville"}, rows)}, towns(1), "fingerprint");
  CHECK(groups->group_count() == 601);
  REQUIRE(groups->groups().size() == kMostSpellingGroups);
  CHECK(groups->groups()[0].spelling_count == kMostSpellings + 5);
  CHECK(groups->groups()[0].spellings.size() == kMostSpellings);
  CHECK(groups->groups()[1].cell_count == 6);
}
