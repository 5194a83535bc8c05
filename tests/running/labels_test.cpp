#include "running/labels.h"

#include <doctest/doctest.h>

#include "support/record_builder.h"

namespace jumelles::running {
using namespace assessing;
using namespace document;
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Sources {
  RecordSet records;
  std::vector<std::shared_ptr<const Table>> tables;
  Project project;
};

// Two files with ids; "7" is in both, "9" twice in the second one. A column holds known groups.
Sources two_sources() {
  Sources out;
  test::RecordBuilder builder;
  const std::vector<std::vector<std::string>> ids{{"1", "2", "7"}, {"7", "9", "9"}};
  const std::vector<std::vector<std::string>> known{{"A", "", "B"}, {"A", "B", ""}};
  for (size_t t = 0; t < 2; ++t) {
    auto table = std::make_shared<Table>();
    table->name = t == 0 ? "crm" : "shop";
    builder.source(table->name);
    Column column;
    column.name = "customer";
    for (size_t r = 0; r < 3; ++r) {
      builder.record({}, ids[t][r]);
      table->source_rows.push_back(static_cast<uint32_t>(r + 1));
      column.codes.push_back(column.values.intern(known[t][r]));
    }
    table->columns.push_back(std::move(column));
    out.tables.push_back(table);
    SourceConfig source;
    source.name = table->name;
    out.project.sources.push_back(source);
  }
  out.records = builder.build();
  return out;
}

BoundLabels bind(const Sources& s, const Project& project) {
  return bind_labels(project, s.records, s.tables, *RecordFinder::make(std::make_shared<const RecordSet>(s.records), s.tables));
}

// Each row on a line of its own.
Status add(const Rows& rows, Project& project) {
  std::vector<uint64_t> lines;
  for (size_t i = 0; i < rows.size(); ++i) lines.push_back(i + 1);
  return add_labels(rows, lines, project);
}

std::string problem_of(const Rows& rows, Project project) {
  const Status status = add(rows, project);
  return status ? "" : status.error().id;
}

}  // namespace

TEST_CASE("judged pairs name the first and the second file, yes and no in two languages") {
  Sources s = two_sources();
  REQUIRE(add({{"id_a", "id_b", "match"}, {"1", "7", "yes"}, {"2", "7", "non"}, {"7", "7", ""}, {"7", "7", "?"}}, s.project).ok());
  REQUIRE(s.project.decisions.pairs.size() == 3);
  const BoundLabels bound = bind(s, s.project);
  REQUIRE(bound.labels->pairs.size() == 2);
  CHECK((bound.labels->pairs[0].a == 0 && bound.labels->pairs[0].b == 3 && bound.labels->pairs[0].same));
  CHECK((bound.labels->pairs[1].a == 1 && bound.labels->pairs[1].b == 3 && !bound.labels->pairs[1].same));
}

TEST_CASE("a pair settled by likeness binds and teaches nothing, and gives way to whatever somebody says of the pair itself") {
  Sources s = two_sources();
  const auto says = [](const char* verdict, bool by_likeness) {
    PairDecision decision{{"crm", "2", 2, ""}, {"shop", "7", 1, ""}, verdict, {}, {}};
    if (by_likeness) decision.follows = {{"crm", "1", 1, ""}, {"shop", "7", 1, ""}};
    return decision;
  };
  s.project.decisions.pairs = {{{"crm", "1", 1, ""}, {"shop", "7", 1, ""}, kSame, {}, {}}, says(kSame, true)};
  BoundLabels bound = bind(s, s.project);
  CHECK(bound.labels->pairs.size() == 1);
  CHECK(bound.said->pairs.size() == 1);
  CHECK(bound.binding->pairs.size() == 2);
  CHECK(bound.undrawn == bound.binding);
  // In whichever order, and though the two say otherwise: it is no contradiction, and nothing is wrong.
  for (const bool own_first : {true, false})
    for (const char* own : {kDifferent, kUnsure}) {
      s.project.decisions.pairs.resize(1);
      s.project.decisions.pairs.push_back(says(own_first ? own : kSame, !own_first));
      s.project.decisions.pairs.push_back(says(own_first ? kSame : own, own_first));
      bound = bind(s, s.project);
      CHECK_FALSE(bound.problem);
      CHECK(bound.contradiction_count == 0);
      const size_t count = own == std::string(kUnsure) ? 1 : 2;
      REQUIRE(bound.binding->pairs.size() == count);
      CHECK(bound.labels->pairs.size() == count);
      if (count == 2) CHECK_FALSE(bound.binding->pairs[1].same);
    }
}

TEST_CASE("pairs without answers are matches, also as pairs.csv names them") {
  Sources s = two_sources();
  REQUIRE(add({{"source_a", "source_row_a", "source_id_a", "source_b", "source_row_b", "source_id_b"}, {"shop", "3", "9", "crm", "1", "1"}}, s.project).ok());
  const BoundLabels bound = bind(s, s.project);
  REQUIRE(bound.labels->pairs.size() == 1);
  CHECK((bound.labels->pairs[0].a == 0 && bound.labels->pairs[0].b == 5 && bound.labels->pairs[0].same));
}

TEST_CASE("ids of no record, or of several that nothing tells apart, are counted and left out") {
  Sources s = two_sources();
  REQUIRE(add({{"id_a", "id_b"}, {"1", "9"}, {"5", "7"}}, s.project).ok());
  const BoundLabels bound = bind(s, s.project);
  CHECK(bound.labels->pairs.empty());
  CHECK(bound.unknown.count == 2);
}

TEST_CASE("known groups bind, a column of groups only teaches") {
  Sources s = two_sources();
  REQUIRE(add({{"source", "id", "cluster_id"}, {"crm", "7", "X"}, {"shop", "7", "X"}, {"crm", "2", "Y"}}, s.project).ok());
  s.project.truth_column = "customer";
  const auto labels = bind(s, s.project).labels;
  CHECK(labels->group_of == std::vector<uint32_t>{kNoGroup, 1, 0, 0, kNoGroup, kNoGroup});
  CHECK(labels->taught_group_of == std::vector<uint32_t>{0, kNoGroup, 1, 0, 1, kNoGroup});
  const KnownPairs known(*labels, 6);
  CHECK(known.of(2, 3) == Known::kSame);
  CHECK(known.of(1, 2) == Known::kDifferent);
  CHECK(known.of(0, 3) == Known::kSame);
  CHECK(known.of(0, 5) == Known::kNothing);
}

TEST_CASE("which ids are not found is said with their line, the first five of them, and why") {
  Sources s = two_sources();
  REQUIRE(add({{"source_a", "id_a", "source_b", "id_b"}, {"crm", "1", "shop", "9"}, {"crm", "5", "shop", "7"}, {"", "7", "market", "1"}, {"crm", "1", "shop", "7"}, {"", "a", "", "b"}}, s.project).ok());
  const UnknownNames unknown = bind(s, s.project).unknown;
  CHECK(unknown.count == 6);
  std::vector<std::string> told;
  for (const UnknownNames::Example& example : unknown.examples) told.push_back(std::to_string(example.line) + example.path + ": " + example.why);
  CHECK(told == std::vector<std::string>{"2: several records \"9\" in \"shop\"", "3: no record \"5\" in \"crm\"", "4: several records \"7\"", "4: no source \"market\"",
                                         "6: no record \"a\""});
}

TEST_CASE("names of the document that are not found are said with their path, those of judged groups too") {
  Sources s = two_sources();
  s.project.decisions.pairs.push_back({{"crm", "1", 1}, {"crm", "x", 0}, kSame});
  s.project.decisions.known_groups.push_back({{"shop", "9", 7}, "A"});
  s.project.decisions.sample.push_back({0.5, 1, {{"crm", "1", 1}, {"crm", "y", 0}}, {{"crm", "z", 0}}, {0, 0, 0}, false});
  s.project.decisions.sample.push_back({0.5, 1, {{"crm", "not judged", 0}}, {}, {}, false});
  const BoundLabels bound = bind(s, s.project);
  std::vector<std::string> told;
  for (const UnknownNames::Example& example : bound.unknown.examples) told.push_back(example.path + ": " + example.why);
  CHECK(told == std::vector<std::string>{"decisions[0].b: no record \"x\" in \"crm\"", "known_groups[0].record: several records \"9\" in \"shop\", none of them in row 7",
                                         "sample[0].members[1]: no record \"y\" in \"crm\"", "sample[0].missing[0]: no record \"z\" in \"crm\""});
  CHECK(bound.unknown.count == 4);
  CHECK_FALSE(bound.problem);
  CHECK(bound.judged.empty());
}

TEST_CASE("a file of labels that fits no record is refused; a document that fits none is not") {
  for (const Rows& rows : {Rows{{"id_a", "id_b"}, {"1", "x"}, {"y", "7"}}, Rows{{"id", "cluster_id"}, {"x", "A"}, {"7", "A"}}}) {
    Sources s = two_sources();
    REQUIRE(add(rows, s.project).ok());
    const auto problem = bind(s, s.project).problem;
    REQUIRE(problem);
    CHECK(problem->id == "labels.no_known_id");
    CHECK(problem->line == 2);
    CHECK(problem->message == "None of the 2 labels fits the records: no record \"x\"" + std::string(rows[0].size() == 2 && rows[0][0] == "id" ? "" : " in \"shop\"") + ".");
    for (PairDecision& decision : s.project.decisions.pairs) decision.origin.line = 0;
    for (KnownRecord& known : s.project.decisions.known_groups) known.origin.line = 0;
    CHECK_FALSE(bind(s, s.project).problem);
  }
  // One that fits is enough, also an undecided one.
  Sources s = two_sources();
  REQUIRE(add({{"id_a", "id_b", "match"}, {"1", "x", "yes"}, {"1", "7", "?"}}, s.project).ok());
  CHECK_FALSE(bind(s, s.project).problem);
}

namespace {

std::string problem_with(Sources s, const Rows& rows) {
  REQUIRE(add(rows, s.project).ok());
  const auto problem = bind(s, s.project).problem;
  if (!problem) return "";
  CHECK_FALSE(problem->hint.empty());
  return problem->id + " " + problem->path + ":" + std::to_string(problem->line) + " " + problem->message;
}

}  // namespace

TEST_CASE("a pair judged both ways is refused with both places, however its records are named") {
  const std::vector<std::string> header{"source_a", "id_a", "source_row_a", "source_b", "id_b", "source_row_b", "match"};
  using Row = std::vector<std::string>;
  struct Case { Row first, second; const char* message; };
  for (const Case& c : {
           Case{{"crm", "1", "", "shop", "7", "", "yes"}, {"crm", "1", "", "shop", "7", "", "no"}, "The records \"1\" in \"crm\" and \"7\" in \"shop\" are judged different here, and the same in line 2."},
           Case{{"crm", "1", "", "shop", "7", "", "no"}, {"shop", "7", "", "crm", "1", "", "yes"}, "The records \"7\" in \"shop\" and \"1\" in \"crm\" are judged the same here, and different in line 2."},
           Case{{"", "1", "", "shop", "7", "1", "yes"}, {"crm", "1", "1", "shop", "7", "", "no"}, "The records \"1\" in \"crm\" and \"7\" in \"shop\" are judged different here, and the same in line 2."},
           Case{{"crm", "2", "", "crm", "1", "", "?"}, {"crm", "2", "", "crm", "2", "2", "no"}, "The record \"2\" in \"crm\" is judged different from itself."},
       })
    CHECK(problem_with(two_sources(), {header, c.first, c.second}) == "labels.both_ways :3 " + std::string(c.message));
  for (const Rows& fine : {Rows{{"crm", "1", "", "shop", "7", "", "yes"}, {"shop", "7", "", "crm", "1", "", "yes"}}, Rows{{"crm", "1", "", "shop", "7", "", "no"}, {"shop", "7", "", "crm", "1", "", "no"}},
                           Rows{{"crm", "1", "", "shop", "7", "", "no"}, {"shop", "7", "", "crm", "1", "", "?"}}, Rows{{"crm", "1", "", "shop", "7", "", "no"}, {"crm", "1", "", "crm", "1", "", "yes"}},
                           Rows{{"shop", "9", "2", "shop", "7", "", "no"}, {"shop", "9", "3", "shop", "7", "", "yes"}}})
    CHECK(problem_with(two_sources(), {header, fine[0], fine[1]}) == "");
}

TEST_CASE("of many contradictions the first one is told, the places of the next five, and how many more") {
  Rows rows{{"id_a", "id_b", "match"}, {"1", "7", "yes"}, {"2", "7", "yes"}};
  for (int i = 0; i < 2; ++i) rows.push_back({i == 0 ? "2" : "1", "7", "no"});
  const std::string first = "labels.both_ways :4 The records \"2\" in \"crm\" and \"7\" in \"shop\" are judged different here, and the same in line 3.";
  CHECK(problem_with(two_sources(), rows) == first + " Likewise line 5 and line 2.");
  for (int i = 0; i < 6; ++i) rows.push_back({"1", "7", "no"});
  CHECK(problem_with(two_sources(), rows) == first + " Likewise line 5 and line 2, line 6 and line 2, line 7 and line 2, line 8 and line 2, line 9 and line 2 and 2 more.");
}

TEST_CASE("a file may not contradict the document, nor the document itself") {
  Sources s = two_sources();
  s.project.decisions.pairs.push_back({{"crm", "1", 1}, {"shop", "7", 1}, kSame});
  CHECK(problem_with(s, {{"id_a", "id_b", "match"}, {"1", "7", "no"}}) == "labels.both_ways :2 The records \"1\" in \"crm\" and \"7\" in \"shop\" are judged different here, and the same in decisions[0].");
  s.project.decisions.pairs.push_back({{"shop", "7", 0}, {"crm", "1", 0}, kDifferent});
  const auto problem = bind(s, s.project).problem;
  REQUIRE(problem);
  CHECK(problem->code == ErrorCode::kBadConfig);
  CHECK(to_string(*problem) == "decisions[1]: The records \"7\" in \"shop\" and \"1\" in \"crm\" are judged different here, and the same in decisions[0]. Keep what is true, and take the other out.");
}

TEST_CASE("a record in two groups is refused with both places, one that is named twice is not") {
  const std::vector<std::string> header{"source", "id", "cluster_id"};
  const std::string message = "The record \"1\" in \"crm\" is of the group \"B\" here, and of the group \"A\" in line 2.";
  CHECK(problem_with(two_sources(), {header, {"crm", "1", "A"}, {"shop", "7", "A"}, {"crm", "1", "B"}}) == "labels.two_groups :4 " + message);
  CHECK(problem_with(two_sources(), {header, {"", "1", "A"}, {"crm", "1", "B"}}) == "labels.two_groups :3 " + message);
  CHECK(problem_with(two_sources(), {header, {"crm", "1", "A"}, {"", "1", "A"}, {"crm", "2", "B"}}) == "");
  Sources s = two_sources();
  s.project.decisions.known_groups.push_back({{"crm", "1", 1}, "X"});
  CHECK(problem_with(s, {{"id", "cluster_id"}, {"2", "A"}, {"1", "A"}}) == "labels.two_groups :3 The record \"1\" is of the group \"A\" here, and of the group \"X\" in known_groups[0].");
}

TEST_CASE("judged pairs that say other than groups and other pairs are contradictions") {
  const auto count = [](const Rows& pairs, const Rows& groups) {
    Sources s = two_sources();
    Rows rows{{"source_a", "id_a", "source_b", "id_b", "match"}};
    rows.insert(rows.end(), pairs.begin(), pairs.end());
    REQUIRE(add(rows, s.project).ok());
    rows = {{"source", "id", "cluster_id"}};
    rows.insert(rows.end(), groups.begin(), groups.end());
    REQUIRE(add(rows, s.project).ok());
    const BoundLabels bound = bind(s, s.project);
    CHECK_FALSE(bound.problem);
    return bound.contradiction_count;
  };
  const Rows groups{{"crm", "2", "B"}, {"crm", "1", "A"}, {"crm", "7", "B"}, {"shop", "7", "A"}};
  CHECK(count({{"crm", "1", "shop", "7", "yes"}, {"crm", "1", "crm", "2", "no"}}, groups) == 0);
  CHECK(count({{"crm", "1", "shop", "7", "no"}}, groups) == 1);
  CHECK(count({{"crm", "1", "crm", "2", "yes"}}, groups) == 1);
  CHECK(count({{"crm", "1", "crm", "2", "yes"}, {"crm", "2", "crm", "7", "yes"}, {"crm", "1", "crm", "7", "no"}}, {}) == 1);
  CHECK(count({{"crm", "1", "crm", "2", "yes"}, {"crm", "1", "crm", "7", "no"}}, {}) == 0);
}

TEST_CASE("a file of labels that cannot be understood says what it should be") {
  const Project project = two_sources().project;
  CHECK(problem_of({}, project) == "labels.empty");
  CHECK(problem_of({{"a", "b"}}, project) == "labels.unknown_columns");
  CHECK(problem_of({{"id_a", "id_b", "match"}, {"1", "7", "perhaps"}}, project) == "labels.match");
  CHECK(problem_of({{"id_a", "id_b", "match"}, {"1", "", "yes"}}, project) == "labels.no_id");
  CHECK(problem_of({{"id_a", "id_b"}, {"", "7"}}, project) == "labels.no_id");
  CHECK(problem_of({{"id", "cluster_id"}, {"", "A"}}, project) == "labels.no_id");
  for (const Rows& unanswered : {Rows{{"id_a", "id_b", "match"}, {"1", "", ""}}, Rows{{"id_a", "id_b"}, {"", ""}}, Rows{{"id", "cluster_id"}, {"1", ""}, {"", ""}}})
    CHECK(problem_of(unanswered, project) == "");
  Project three = project;
  three.sources.push_back(three.sources[0]);
  CHECK(problem_of({{"id_a", "id_b"}, {"1", "7"}}, three) == "labels.no_source");
}

TEST_CASE("a record is found again by the name that a project keeps") {
  Sources s = two_sources();
  for (RecordIndex r = 0; r < 6; ++r) {
    Project project = s.project;
    project.decisions.pairs.push_back({name_of(r, s.records, s.tables), name_of((r + 1) % 6, s.records, s.tables), kSame});
    const auto labels = bind(s, project).labels;
    REQUIRE(labels->pairs.size() == 1);
    CHECK(labels->pairs[0].a == std::min(r, (r + 1) % 6));
  }
}

}  // namespace jumelles::running

namespace jumelles::running {

namespace {

// A table as it was read, and the records made of it.
struct ReadTable {
  std::shared_ptr<Table> table = std::make_shared<Table>();
  RecordSet records;
  std::vector<std::shared_ptr<const Table>> tables;
  explicit ReadTable(const std::vector<std::vector<std::string>>& rows, bool with_ids = false) {
    table->name = "crm";
    for (const char* name : {"nom", "ville", "id"}) table->columns.emplace_back().name = name;
    for (uint32_t r = 0; r < rows.size(); ++r) {
      for (size_t c = 0; c < 3; ++c) table->columns[c].codes.push_back(c < rows[r].size() && !rows[r][c].empty() ? table->columns[c].values.intern(rows[r][c]) : kMissing);
      table->source_rows.push_back(r + 1);
      table->line_numbers.push_back(r + 2);
      records.record_ids.push_back(with_ids ? rows[r][2] : std::to_string(r + 1));
      records.source_of.push_back(0);
    }
    SourceInfo source;
    source.name = "crm";
    records.sources.push_back(source);
    records.first_record = {0, static_cast<RecordIndex>(rows.size())};
    tables = {table};
  }
  document::RecordName name(RecordIndex r) const { return name_of(r, records, tables); }
  RecordIndex find(const document::RecordName& name) const { return (*document::RecordFinder::make(std::make_shared<const RecordSet>(records), tables))(name); }
};

}  // namespace

TEST_CASE("in a source without ids a record is found by its cells, wherever its row has moved to") {
  const ReadTable before({{"Durand", "Tours"}, {"Martin", "Paris"}, {"Martin", ""}, {"Petit", "Lille"}});
  const ReadTable after({{"Petit", "Lille"}, {"Nouveau", "Nice"}, {"Martin", ""}, {"Durand", "Tours"}, {"Martin", "Lyon"}});
  CHECK(before.name(0).content.size() == 16);
  CHECK(after.find(before.name(0)) == 3);
  CHECK(after.find(before.name(3)) == 0);
  CHECK(after.find(before.name(2)) == 2);
  CHECK(after.find(before.name(1)) == kNoRecord);  // edited: it cannot be told
  for (RecordIndex r = 0; r < 4; ++r) CHECK(before.find(before.name(r)) == r);
}

TEST_CASE("rows that are equal in all cells are told by their number while it is theirs, and not at all afterwards") {
  const ReadTable before({{"Durand", "Tours"}, {"Durand", "Tours"}, {"Petit", "Lille"}});
  CHECK(before.find(before.name(0)) == 0);
  CHECK(before.find(before.name(1)) == 1);
  const ReadTable after({{"Petit", "Lille"}, {"Durand", "Tours"}, {"Durand", "Tours"}});
  CHECK(after.find(before.name(0)) == kNoRecord);
  CHECK(after.find(before.name(1)) == 1);
}

TEST_CASE("where records have ids, also ones that count the rows, these name them") {
  const ReadTable ids({{"Durand", "Tours", "A7"}, {"Martin", "Paris", "A8"}}, true);
  CHECK(ids.name(0).content.empty());
  const ReadTable counted({{"Durand", "Tours", "1"}, {"Martin", "Paris", "2"}, {"Petit", "Lille", "3"}}, true);
  CHECK(counted.name(2).content.empty());
  CHECK(counted.name(2).id == "3");
}

}  // namespace jumelles::running
