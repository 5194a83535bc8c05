#include "pipeline/labels.h"

#include <doctest/doctest.h>

#include "support/record_builder.h"

namespace jumelles::pipeline {
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
  REQUIRE(s.project.decisions.size() == 3);
  const BoundLabels bound = bind_labels(s.project, s.records, s.tables);
  REQUIRE(bound.labels->pairs.size() == 2);
  CHECK((bound.labels->pairs[0].a == 0 && bound.labels->pairs[0].b == 3 && bound.labels->pairs[0].same));
  CHECK((bound.labels->pairs[1].a == 1 && bound.labels->pairs[1].b == 3 && !bound.labels->pairs[1].same));
}

TEST_CASE("pairs without answers are matches, also as pairs.csv names them") {
  Sources s = two_sources();
  REQUIRE(add({{"source_a", "source_row_a", "source_id_a", "source_b", "source_row_b", "source_id_b"}, {"shop", "3", "9", "crm", "1", "1"}}, s.project).ok());
  const BoundLabels bound = bind_labels(s.project, s.records, s.tables);
  REQUIRE(bound.labels->pairs.size() == 1);
  CHECK((bound.labels->pairs[0].a == 0 && bound.labels->pairs[0].b == 5 && bound.labels->pairs[0].same));
}

TEST_CASE("ids of no record, or of several that nothing tells apart, are counted and left out") {
  Sources s = two_sources();
  REQUIRE(add({{"id_a", "id_b"}, {"1", "9"}, {"5", "7"}}, s.project).ok());
  const BoundLabels bound = bind_labels(s.project, s.records, s.tables);
  CHECK(bound.labels->pairs.empty());
  CHECK(bound.unknown.count == 2);
}

TEST_CASE("known groups bind, a column of groups only teaches") {
  Sources s = two_sources();
  REQUIRE(add({{"source", "id", "cluster_id"}, {"crm", "7", "X"}, {"shop", "7", "X"}, {"crm", "2", "Y"}}, s.project).ok());
  s.project.truth_column = "customer";
  const auto labels = bind_labels(s.project, s.records, s.tables).labels;
  CHECK(labels->group_of == std::vector<uint32_t>{kNoGroup, 1, 0, 0, kNoGroup, kNoGroup});
  CHECK(labels->taught_group_of == std::vector<uint32_t>{0, kNoGroup, 1, 0, 1, kNoGroup});
  const KnownPairs known(*labels, 6);
  CHECK(known.of(2, 3) == Known::kSame);
  CHECK(known.of(1, 2) == Known::kDifferent);
  CHECK(known.of(0, 3) == Known::kSame);
  CHECK(known.of(0, 5) == Known::kNothing);
}

TEST_CASE("of a pair judged both ways, different stays") {
  Sources s = two_sources();
  REQUIRE(add({{"id_a", "id_b", "match"}, {"1", "7", "yes"}, {"1", "7", "no"}}, s.project).ok());
  const auto labels = bind_labels(s.project, s.records, s.tables).labels;
  REQUIRE(labels->pairs.size() == 1);
  CHECK_FALSE(labels->pairs[0].same);
}

TEST_CASE("a file of labels that cannot be understood says what it should be") {
  const Project project = two_sources().project;
  CHECK(problem_of({}, project) == "labels.empty");
  CHECK(problem_of({{"a", "b"}}, project) == "labels.unknown_columns");
  CHECK(problem_of({{"id_a", "id_b", "match"}, {"1", "7", "perhaps"}}, project) == "labels.match");
  Project three = project;
  three.sources.push_back(three.sources[0]);
  CHECK(problem_of({{"id_a", "id_b"}, {"1", "7"}}, three) == "labels.no_source");
}

TEST_CASE("a record is found again by the name that a project keeps") {
  Sources s = two_sources();
  for (RecordIndex r = 0; r < 6; ++r) {
    Project project = s.project;
    project.decisions.push_back({name_of(r, s.records, s.tables), name_of((r + 1) % 6, s.records, s.tables), kSame});
    const auto labels = bind_labels(project, s.records, s.tables).labels;
    REQUIRE(labels->pairs.size() == 1);
    CHECK(labels->pairs[0].a == std::min(r, (r + 1) % 6));
  }
}

}  // namespace jumelles::pipeline
