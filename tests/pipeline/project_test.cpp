#include "pipeline/project.h"

#include <doctest/doctest.h>

#include "pipeline/run.h"

using namespace jumelles;
using namespace jumelles::pipeline;

namespace {

Project full_project() {
  Project p;
  p.output_language = "fr";
  p.id_column = "id \"é\"";
  p.ignored_columns = {"a", "b"};
  SourceConfig source;
  source.name = "crm";
  source.file = "exports/crm.csv";
  source.choice.encoding = ingest::Encoding::kWindows1252;
  source.choice.separator = ';';
  source.dialect = {ingest::Format::kCsv, ingest::Encoding::kWindows1252, false, ';', true, false, true};
  source.columns.push_back({"Nom", {AttributeType::kSurname, "surname", 0.97, "header_and_content", false}});
  source.columns.push_back({"Réf", {AttributeType::kIgnored, "", 1, "user", true}});
  p.sources.push_back(source);
  p.link.link_type = LinkType::kLinkDedupe;
  p.link.seed = 18446744073709551615ull;
  p.link.prior = 0.1 + 0.2;
  p.link.trained = true;
  p.link.blocking_rules.push_back({{{"email", "exact"}}, {{"city", "phonetic"}}, true, 1, 2, 3, 4, 5});
  Comparison comparison;
  comparison.id = "surname";
  comparison.attributes = {"surname"};
  comparison.comparator = "name";
  Level level;
  level.id = "exact";
  level.m_probability = 1.0 / 3;
  level.u_probability = 1e-300;
  level.weight = -123456789012345;
  comparison.levels.push_back(level);
  p.link.comparisons.push_back(comparison);
  p.link.constraints.push_back({"different_valid_siren", "siren", false, true, 7});
  p.link.one_per_source = {"crm"};
  p.survivorship.rules.push_back({{"street", "postcode"}, {"valid_first", "source_order"}, true});
  p.survivorship.source_order = {"crm"};
  return p;
}

}  // namespace

TEST_CASE("a project survives the way to JSON and back, to the last bit") {
  const Project project = full_project();
  const std::string json = to_json(project);
  Project back;
  const auto problems = project_from_json(json, back);
  REQUIRE(problems.empty());
  CHECK(to_json(back) == json);
  CHECK(back.link.prior == 0.1 + 0.2);
  CHECK(back.link.seed == 18446744073709551615ull);
  CHECK(back.link.comparisons[0].levels[0].m_probability == 1.0 / 3);
  CHECK(back.link.comparisons[0].levels[0].u_probability == 1e-300);
  CHECK(back.link.comparisons[0].levels[0].weight == -123456789012345);
  CHECK(back.sources[0].choice.encoding == ingest::Encoding::kWindows1252);
  CHECK_FALSE(back.sources[0].choice.has_header.has_value());
  CHECK(back.sources[0].columns[0].mapping.type == AttributeType::kSurname);
  CHECK(stage_keys(back, {1}) == stage_keys(project, {1}));
}

TEST_CASE("all problems of a project are told at once, each with its path") {
  Project out;
  const auto problems = project_from_json(
      R"({"version": 1, "sources": [{"name": 3, "columns": [{"type": "shoe_size"}]}], "link": {"threshold": 7, "blocking_rules": {}, "comparisons": [{}, {"levels": [{"m_probability": "high"}]}]}})",
      out);
  std::vector<std::string> paths;
  for (const Error& problem : problems) paths.push_back(problem.path);
  CHECK(paths == std::vector<std::string>{"sources[0].name", "sources[0].columns[0].type", "link.blocking_rules",
                                          "link.comparisons[1].levels[0].m_probability", "link.threshold"});
  CHECK(out.sources.empty());
}

TEST_CASE("what is no project is refused in one sentence") {
  Project out;
  for (const char* text : {"", "[]", "{", "{}", "{\"version\": 99}", "name,city\n"}) {
    CAPTURE(text);
    const auto problems = project_from_json(text, out);
    REQUIRE(problems.size() == 1);
    CHECK_FALSE(problems[0].message.empty());
    CHECK_FALSE(problems[0].hint.empty());
  }
}

TEST_CASE("sources are named by their file, and of one name only once") {
  CHECK(source_name_of("exports/CRM/crm.csv") == "crm");
  CHECK(source_name_of("C:\\data\\crm.v2.json") == "crm.v2");
  CHECK(source_name_of(".csv") == ".csv");
  CHECK(source_name_of("dir/") == "source");
  Project p;
  for (const char* expected : {"crm", "crm-2", "crm-3"}) {
    SourceConfig source;
    source.name = unique_source_name(p, "crm");
    CHECK(source.name == expected);
    p.sources.push_back(source);
  }
}

TEST_CASE("each stage is stale when, and only when, what it rests on changes") {
  const Project base = full_project();
  const StageKeys keys = stage_keys(base, {1});
  const auto changed = [&](auto edit) {
    Project p = base;
    edit(p);
    return stage_keys(p, {1});
  };
  const StageKeys threshold = changed([](Project& p) { p.link.threshold = 0.9; });
  CHECK(threshold.link == keys.link);
  CHECK(threshold.groups != keys.groups);
  const StageKeys rule = changed([](Project& p) { p.survivorship.rules[0].cascade = {"longest"}; });
  CHECK(rule.groups == keys.groups);
  CHECK(rule.golden != keys.golden);
  const StageKeys level = changed([](Project& p) { p.link.comparisons[0].levels[0].weight += 1; });
  CHECK(level.records == keys.records);
  CHECK(level.link != keys.link);
  const StageKeys counted = changed([](Project& p) { p.link.blocking_rules[0].pair_count = 99; });
  CHECK(counted == keys);
  const StageKeys language = changed([](Project& p) { p.output_language = "en"; });
  CHECK(language == keys);
  const StageKeys column = changed([](Project& p) { p.sources[0].columns[0].mapping.type = AttributeType::kGivenName; });
  CHECK(column.records != keys.records);
  CHECK(stage_keys(base, {2}).records != keys.records);
}
