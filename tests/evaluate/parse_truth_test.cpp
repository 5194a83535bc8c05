#include <doctest/doctest.h>

#include "evaluate/evaluate.h"
#include "support/record_builder.h"

using namespace jumelles;

namespace {

using Rows = std::vector<std::vector<std::string>>;
const std::vector<std::string> kNames{"crm", "shop"};

RecordSet two_tables() {
  test::RecordBuilder builder;
  builder.source("crm");
  builder.record({}, "1");
  builder.record({}, "2");
  builder.source("shop");
  builder.record({}, "1");
  builder.record({}, "3");
  return builder.build();
}

RecordSet one_table(const std::vector<std::string>& ids) {
  test::RecordBuilder builder;
  builder.source("crm");
  for (const std::string& id : ids) builder.record({}, id);
  return builder.build();
}

std::string error_of(const Rows& rows, const RecordSet& records, const std::vector<std::string>& names) {
  const auto truth = evaluate::parse_truth(rows, records, names);
  return truth ? "" : truth.error().id;
}

}  // namespace

TEST_CASE("clusters with a source name records of each file") {
  const Rows rows{{"source", "id", "cluster_id"}, {"crm", "1", "A"}, {"shop", "1", "B"}, {"shop", "3", "A"}, {"shop", "9", "A"}};
  const auto truth = evaluate::parse_truth(rows, two_tables(), kNames);
  REQUIRE(truth.ok());
  const auto& cluster = truth.value().cluster_of;
  CHECK(cluster[0] == cluster[3]);
  CHECK(cluster[0] != cluster[2]);
  CHECK(cluster[1] == UINT32_MAX);
  CHECK(truth.value().unknown_id_count == 1);
}

TEST_CASE("clusters without a source find ids in all files") {
  const Rows rows{{"\xEF\xBB\xBFid", "Cluster_ID "}, {"2", "x"}, {"3", "x"}, {"", ""}};
  const auto truth = evaluate::parse_truth(rows, two_tables(), kNames);
  REQUIRE(truth.ok());
  CHECK(truth.value().cluster_of[1] == truth.value().cluster_of[3]);
}

TEST_CASE("the source of a truth may be a source inside a file") {
  RecordSet records = one_table({"1", "1"});
  records.sources.push_back({"north", 1});
  records.source_of = {0, 1};
  const Rows rows{{"source", "id", "cluster_id"}, {"north", "1", "a"}};
  const auto truth = evaluate::parse_truth(rows, records, {"file"});
  REQUIRE(truth.ok());
  CHECK(truth.value().cluster_of[0] == UINT32_MAX);
  CHECK(truth.value().cluster_of[1] != UINT32_MAX);
}

TEST_CASE("pairs of two files look for the first id in the first file and the second in the second") {
  const Rows rows{{"id_a", "id_b"}, {"1", "1"}, {"2", "3"}, {"2", "3"}, {"3", "3"}};
  const auto truth = evaluate::parse_truth(rows, two_tables(), kNames);
  REQUIRE(truth.ok());
  CHECK(truth.value().is_pairs);
  CHECK(truth.value().cross_table_only);
  CHECK(truth.value().pairs == std::vector<std::pair<RecordIndex, RecordIndex>>{{0, 2}, {1, 3}});
  CHECK(truth.value().unknown_id_count == 1);
}

TEST_CASE("pairs of one file are put in order") {
  const auto truth = evaluate::parse_truth({{"id_a", "id_b"}, {"b", "a"}, {"a", "a"}}, one_table({"a", "b"}), {"crm"});
  REQUIRE(truth.ok());
  CHECK_FALSE(truth.value().cross_table_only);
  CHECK(truth.value().pairs == std::vector<std::pair<RecordIndex, RecordIndex>>{{0, 1}});
}

TEST_CASE("what is wrong with a truth file is said") {
  const RecordSet records = two_tables();
  CHECK(error_of({}, records, kNames) == "truth.empty");
  CHECK(error_of({{"name", "city"}}, records, kNames) == "truth.unknown_columns");
  CHECK(error_of({{"id", "cluster_id"}, {"1", "A"}}, records, kNames) == "truth.ambiguous_id");
  CHECK(error_of({{"id", "cluster_id"}, {"2", "A"}, {"2", "B"}}, records, kNames) == "truth.two_clusters");
  CHECK(error_of({{"id", "cluster_id"}, {"2", ""}}, records, kNames) == "truth.no_cluster");
  CHECK(error_of({{"id", "cluster_id"}, {"2"}}, records, kNames) == "truth.short_row");
  CHECK(error_of({{"id", "cluster_id"}, {"77", "A"}}, records, kNames) == "truth.no_known_id");
  CHECK(error_of({{"id_a", "id_b"}, {"77", "78"}}, records, kNames) == "truth.no_known_id");
  CHECK(error_of({{"id_a", "id_b"}, {"a", "b"}}, one_table({"a", "a", "b"}), {"crm"}) == "truth.ambiguous_id");
  CHECK(error_of({{"id_a", "id_b"}, {"1", "2"}}, records, {"a", "b", "c"}) == "truth.pairs_of_many_files");
  const auto truth = evaluate::parse_truth({{"id", "cluster_id"}, {"2", "A"}, {"", ""}, {"2", "B"}}, records, kNames);
  REQUIRE_FALSE(truth.ok());
  CHECK(truth.error().line == 4);
}
