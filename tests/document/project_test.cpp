#include "document/project.h"

#include <doctest/doctest.h>

#include "document/stage_keys.h"
#include "full_project.h"

using namespace jumelles;
using namespace jumelles::document;

using test::full_project;


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
  REQUIRE(back.link.structure.size() == 1);
  CHECK(back.link.structure[0].source == "crm");
  CHECK(back.link.structure[0].figures[1].name == "median_bits");
  CHECK(back.link.structure[0].figures[1].value == -0.1);
  back.link.structure.clear();  // to be read only: nothing rests on it
  back.link.expected_match_count = 7;
  CHECK(stage_keys(back, {1}) == stage_keys(project, {1}));
}

TEST_CASE("all problems of a project are told at once, each with its path") {
  Project out;
  const auto problems = project_from_json(
      R"({"version": 1, "sources": [{"name": 3, "columns": [{"type": "shoe_size"}]}], "link": {"threshold": 7, "blocking_rules": {}, "comparisons": [{}, {"levels": [{"m_probability": "high"}]}]}})",
      out);
  std::vector<std::string> paths;
  for (const Error& problem : problems) paths.push_back(problem.path);
  CHECK(paths == std::vector<std::string>{"sources[0].name", "sources[0].columns[0].type", "link.blocking_rules", "link.comparisons[1].levels[0].m_probability",
                                          "link.threshold", "link.comparisons[0].levels", "link.comparisons[0].attributes", "link.comparisons[0].comparator",
                                          "link.comparisons[1].attributes", "link.comparisons[1].comparator"});
  CHECK(out.sources.empty());
}

namespace {

// "id path" of every problem that the full project has with one piece of its text replaced.
std::vector<std::string> problems_with(const std::string& from, const std::string& to) {
  std::string json = to_json(full_project());
  const size_t at = json.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(json.find(from, at + 1) == std::string::npos);
  Project out;
  std::vector<std::string> found;
  for (const Error& problem : project_from_json(json.replace(at, from.size(), to), out)) {
    CHECK_FALSE(problem.message.empty());
    CHECK_FALSE(problem.hint.empty());
    found.push_back(problem.id + " " + problem.path);
  }
  return found;
}

std::string piece(const std::string& name, const std::string& value) { return "\"" + name + "\": " + value; }

}  // namespace

TEST_CASE("a number outside of its range is refused with its path, one at the end of it is not") {
  struct Case {
    std::string name, is, path;
    std::vector<std::string> refused, taken;
  };
  const std::string most = "4503599627370496", more = "4503599627370497";  // 2^20 bits
  for (const Case& c : {
           Case{"prior", "0.30000000000000004", "link.prior", {"0", "1", "-0.5", "1.5", "7"}, {"0.001", "0.999"}},
           Case{"threshold", "0.5", "link.threshold", {"1", "-0.1", "1.5"}, {"0.01", "0.999"}},
           Case{"review_floor", "0.01", "link.review_floor", {"1", "-0.1"}, {"0", "0.5"}},
           Case{"link_share_floor", "0.5", "link.link_share_floor", {"-0.1", "1.1"}, {"0", "1"}},
           Case{"pairs_per_record", "40.0", "link.pairs_per_record", {"0", "-1", "1000001"}, {"0.01", "1000000"}},
           Case{"confidence", "0.97", "sources[0].columns[0].confidence", {"-0.1", "1.1"}, {"0", "1"}},
           Case{"m_probability", "0.3333333333333333", "link.comparisons[0].levels[0].m_probability", {"-0.1", "1.1"}, {"0", "1"}},
           Case{"u_probability", "1e-300", "link.comparisons[0].levels[0].u_probability", {"-0.1", "1.1"}, {"0", "1"}},
           Case{"weight", "-123456789012345", "link.comparisons[0].levels[0].weight", {more, "-" + more, "18446744073709551615"}, {most, "-" + most}},
           Case{"adjustment", "0", "link.comparisons[0].levels[0].adjustment", {more}, {most}},
           Case{"observed_m_count", "0.0", "link.comparisons[0].levels[0].observed_m_count", {"-1"}, {"1e9"}},
           Case{"observed_u_count", "0", "link.comparisons[0].levels[0].observed_u_count", {"-1"}, {"9"}},
           Case{"taught_pair_count", "0", "link.taught_pair_count", {"-1"}, {"9"}},
           Case{"largest_block", "5", "link.blocking_rules[0].largest_block", {"-1"}, {"9"}},
           Case{"share_before_refining", "1.0", "link.blocking_rules[0].share_before_refining", {"-1"}, {"0"}},
           Case{"chance", "0.125", "sample[0].chance", {"-0.1", "1.1"}, {"1"}},
           Case{"times", "2", "sample[0].times", {"-1"}, {"1"}},
           Case{"version", "1", "version", {"4294967297"}, {}},
       }) {
    for (const char* no_number : {"null", "\"0.3\"", "\"NaN\"", "true", "[]"}) CHECK(problems_with(piece(c.name, c.is), piece(c.name, no_number)) == std::vector<std::string>{"project.bad_field " + c.path});
    for (const std::string& value : c.refused) {
      CAPTURE(c.name);
      CAPTURE(value);
      auto found = problems_with(piece(c.name, c.is), piece(c.name, value));
      for (std::string& problem : found) problem.erase(0, problem.find(' ') + 1);
      CHECK(found == std::vector<std::string>{c.path});
    }
    for (const std::string& value : c.taken) {
      CAPTURE(c.name);
      CAPTURE(value);
      CHECK(problems_with(piece(c.name, c.is), piece(c.name, value)).empty());
    }
  }
}

TEST_CASE("elements of lists have the ranges of their lists") {
  using Found = std::vector<std::string>;
  CHECK(problems_with("0.25", "1") == Found{"project.out_of_range link.sibling_priors[0]"});
  CHECK(problems_with("0.25", "0.5, 0") == Found{"project.out_of_range link.sibling_priors[1]"});
  CHECK(problems_with(piece("sibling_probabilities", "[]"), piece("sibling_probabilities", "[0.5, 2]")) == Found{"project.out_of_range link.comparisons[0].levels[0].sibling_probabilities[1]"});
  std::string json = to_json(full_project());
  for (const auto& [weight, path] : {std::pair{" 5\n", "link.dependences[0].weights[0][0]"}, std::pair{" -6\n", "link.dependences[0].sibling_weights[0][0][0]"}})
    CHECK(problems_with(weight, " 4503599627370497\n") == Found{std::string("project.out_of_range ") + path});
}

TEST_CASE("a weight set by hand has the range that the studio has") {
  Project project = full_project(), out;
  Level& level = project.link.comparisons[0].levels[0];
  for (const auto& [weight, locked, fits] : {std::tuple{100 * kOneBit, true, true}, std::tuple{100 * kOneBit + 1, true, false}, std::tuple{100 * kOneBit + 1, false, true}}) {
    level.weight = weight;
    level.locked = locked;
    std::string json = to_json(project);
    CHECK(project_from_json(json, out).empty());  // the weight set by hand counts
    CHECK(out.link.comparisons[0].levels[0].weight == (locked ? 0 : weight));
    // Documents of before say of it only that the weight is locked.
    json.erase(json.find("\"hand_weight\""), json.find("\"m_probability\"") - json.find("\"hand_weight\""));
    CHECK(project_from_json(json, out).empty() == fits);
    if (fits) CHECK(out.link.comparisons[0].levels[0].hand_weight == (locked ? weight : 0));
  }
  level.hand_weight = 100 * kOneBit + 1;
  CHECK(project_from_json(to_json(project), out).size() == 1);
}

TEST_CASE("a prior may be missing until it has been learned, and only until then") {
  for (const bool trained : {false, true})
    for (const bool locked : {false, true}) {
      Project project = full_project(), out;
      project.link.prior = 0;
      project.link.trained = trained;
      project.link.prior_locked = locked;
      CHECK(project_from_json(to_json(project), out).empty() == (!trained && !locked));
      project.link.prior = 1;
      CHECK(project_from_json(to_json(project), out).size() == 1);
    }
}

TEST_CASE("with the lists emptied to be proposed again, what was learned of them may stand until it is learned again") {
  Project project = full_project(), out;
  project.link.comparisons.clear();
  project.link.blocking_rules.clear();
  project.survivorship.rules.clear();
  project.link.trained = false;
  CHECK(project_from_json(to_json(project), out).empty());
  project.link.trained = true;
  CHECK(project_from_json(to_json(project), out).size() == 2);
}

TEST_CASE("the threshold is not below the review floor") {
  CHECK(problems_with(piece("threshold", "0.5"), piece("threshold", "0.009")) == std::vector<std::string>{"project.bad_field link.threshold"});
}

TEST_CASE("an unknown name is refused with its path and the names there are") {
  struct Case {
    std::string from, to, problem, says;
  };
  for (const Case& c : {
           Case{piece("transform", "\"phonetic\""), piece("transform", "\"fonetic\""), "project.bad_field link.blocking_rules[0].refinement[0].transform", "sorted_words"},
           Case{piece("transform", "\"exact\""), piece("transform", "\"Exact\""), "project.bad_field link.blocking_rules[0].parts[0].transform", "first_3"},
           Case{piece("comparator", "\"surname\""), piece("comparator", "\"name\""), "compare.unknown_comparator link.comparisons[0].comparator", "given_name"},
           Case{piece("id", "\"exact\""), piece("id", "\"exactly\""), "compare.unknown_level link.comparisons[0].levels[0].id", "very_similar"},
           Case{"\"valid_first\"", "\"valid_last\"", "project.bad_field survivorship.rules[0].cascade[0]", "most_recent"},
           Case{piece("type", "\"surname\""), piece("type", "\"family_name\""), "project.bad_field sources[0].columns[0].type", "given_name"},
           Case{piece("verdict", "\"unsure\""), piece("verdict", "\"maybe\""), "project.bad_field decisions[0].verdict", "same, different"},
           Case{piece("output_language", "\"fr\""), piece("output_language", "\"de\""), "project.bad_field output_language", "fr, en"},
           Case{piece("link_type", "\"link-dedupe\""), piece("link_type", "\"join\""), "project.bad_field link.link_type", "dedupe, link"},
           Case{piece("first", "\"surname\""), piece("first", "\"name\""), "project.bad_field link.dependences[0].first", ""},
           Case{piece("second", "\"surname\""), piece("second", "\"name\""), "project.bad_field link.dependences[0].second", ""},
           Case{piece("threshold", "0.5"), piece("treshold", "0.5"), "project.unknown_field link.treshold", "threshold"},
           Case{piece("version", "1"), piece("version", "1") + ", " + piece("notes", "\"\""), "project.unknown_field notes", "output_language"},
       }) {
    CAPTURE(c.to);
    CHECK(problems_with(c.from, c.to) == std::vector<std::string>{c.problem});
    std::string json = to_json(full_project());
    Project out;
    const auto problems = project_from_json(json.replace(json.find(c.from), c.from.size(), c.to), out);
    for (const Error& problem : problems) CHECK(problem.hint.find(c.says) != std::string::npos);
  }
}

TEST_CASE("an attribute that no column feeds is refused wherever it is named") {
  const auto found = [](auto edit) {
    Project project = full_project(), out;
    edit(project);
    std::vector<std::string> paths;
    for (const Error& problem : project_from_json(to_json(project), out)) paths.push_back(problem.id + " " + problem.path);
    return paths;
  };
  using Found = std::vector<std::string>;
  const std::string id = "project.unknown_attribute ";
  CHECK(found([](Project& p) { p.link.blocking_rules[0].parts[0].attribute = "emial"; }) == Found{id + "link.blocking_rules[0].parts[0].attribute"});
  CHECK(found([](Project& p) { p.link.blocking_rules[0].refinement[0].attribute = "town"; }) == Found{id + "link.blocking_rules[0].refinement[0].attribute"});
  CHECK(found([](Project& p) { p.link.comparisons[0].attributes.push_back("name"); }) == Found{id + "link.comparisons[0].attributes[1]"});
  CHECK(found([](Project& p) { p.link.constraints[0].attribute = ""; }) == Found{id + "link.constraints[0].attribute"});
  CHECK(found([](Project& p) { p.survivorship.rules[0].attributes[1] = "zip"; }) == Found{id + "survivorship.rules[0].attributes[1]"});
  // Not fed any more, since its column is ignored.
  CHECK(found([](Project& p) { p.sources[0].columns[0].mapping = {}; }) == Found{id + "link.comparisons[0].attributes[0]"});
  // A full name feeds what it is taken apart into; without sources nothing can be said.
  CHECK(found([](Project& p) { p.sources[0].columns[0].mapping = {AttributeType::kFullName, "full_name", 1, "header", false}; }).empty());
  CHECK(found([](Project& p) { p.sources.clear(); }).empty());
}

TEST_CASE("what cannot be kept apart or counted is refused") {
  const auto found = [](auto edit) {
    Project project = full_project(), out;
    edit(project);
    std::vector<std::string> paths;
    for (const Error& problem : project_from_json(to_json(project), out)) paths.push_back(problem.path);
    return paths;
  };
  using Found = std::vector<std::string>;
  CHECK(found([](Project& p) { p.sources.push_back(p.sources[0]); }) == Found{"sources[1].name", "sources[1].number"});
  CHECK(found([](Project& p) { p.sources.push_back(p.sources[0]), p.sources[1].number = 0; }) == Found{"sources[1].name"});
  CHECK(found([](Project& p) { p.decisions.pairs[0].follows.pop_back(); }) == Found{"decisions[0].follows"});
  CHECK(found([](Project& p) { p.decisions.pairs[0].follows.clear(); }).empty());
  CHECK(found([](Project& p) { p.decisions.sample[0].thing_of.pop_back(); }) == Found{"sample[0].thing_of"});
  CHECK(found([](Project& p) { p.link.blocking_rules[0].parts.clear(); }) == Found{"link.blocking_rules[0].parts"});
  CHECK(found([](Project& p) { p.link.blocking_rules[0].parts.resize(kMaxKeyParts - 1, {"email", "exact"}); }).empty());
  CHECK(found([](Project& p) { p.link.blocking_rules[0].parts.resize(kMaxKeyParts, {"email", "exact"}); }) == Found{"link.blocking_rules[0].parts"});
  CHECK(found([](Project& p) { p.link.blocking_rules.resize(kMaxBlockingRules, p.link.blocking_rules[0]); }).empty());
  CHECK(found([](Project& p) { p.link.blocking_rules.resize(kMaxBlockingRules + 1, p.link.blocking_rules[0]); }) == Found{"link.blocking_rules"});
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
  // Its outputs would be one file where file systems know no case.
  CHECK(unique_source_name(p, "CRM") == "CRM-4");
  CHECK(unique_source_name(p, "crm2") == "crm2");
}
