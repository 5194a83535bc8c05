#include "linking/row_counts.h"

#include <doctest/doctest.h>

#include "compare/comparator.h"
#include "support/record_builder.h"

namespace jumelles::linking {
namespace {

struct Counted {
  RecordSet records;
  LinkConfig config;
  std::unique_ptr<compare::RecordComparer> comparer;
  std::unique_ptr<RowCounts> rows;

  uint32_t holders(size_t comparison, const std::string& value) const {
    const int attribute = comparer->term_attribute(comparison);
    const Dictionary& values = records.attributes[static_cast<size_t>(attribute)].comparison;
    for (Code code = 1; code < values.size(); ++code)
      if (values[code] == value) return rows->term_counts()[comparison][code];
    return 0;
  }
};

// One title many times, the same in every column, among others that differ; `step` records are counted at a time.
std::unique_ptr<Counted> counted(int same, int others, uint64_t step, LinkType type = LinkType::kDedupe) {
  test::RecordBuilder builder;
  builder.attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity).attribute("note", AttributeType::kText);
  for (int i = 0; i < same; ++i) builder.record({"DURAND", "TOURS", std::to_string(i)});
  for (int i = 0; i < others; ++i) builder.record({"DURAND", "VILLE" + std::to_string(i), "x"});
  auto out = std::make_unique<Counted>();
  out->records = builder.build();
  out->config.link_type = type;
  out->config.comparisons = {compare::make_comparison("surname", "surname", {"surname"}), compare::make_comparison("city", "city", {"city"})};
  out->config.comparisons[1].levels[0].term_frequency = false;
  out->comparer = std::make_unique<compare::RecordComparer>(out->records, out->config.comparisons, compare::Hooks{});
  out->comparer->pack(0, out->comparer->pack_units());
  out->comparer->prepare(0, out->comparer->prepare_units());
  out->rows = std::make_unique<RowCounts>(out->records, out->config, *out->comparer);
  const uint64_t n = out->records.record_count();
  for (uint64_t at = 0; at < n; at += step) out->rows->count(at, std::min(n, at + step));
  return out;
}

TEST_CASE("a row that is there many times counts once for how common its values are, a few times as often as they are") {
  CHECK(counted(8, 30, 1000)->holders(0, "DURAND") == 38);
  CHECK(counted(9, 30, 1000)->holders(0, "DURAND") == 31);
  CHECK(counted(500, 30, 1000)->holders(0, "DURAND") == 31);
  CHECK(counted(500, 30, 7)->holders(0, "DURAND") == 31);
}

TEST_CASE("values of comparisons that are not corrected by frequency are not counted") {
  const auto c = counted(3, 30, 1000);
  CHECK(c->rows->term_counts()[1].empty());
}

TEST_CASE("pairs of one repeated row are known, what is not compared does not tell rows apart") {
  const auto c = counted(500, 30, 64);
  CHECK(c->rows->repeated_pair_count() == 500 * 499 / 2);
  CHECK(c->rows->same_repeated_row(0, 499));
  CHECK_FALSE(c->rows->same_repeated_row(0, 500));
  CHECK_FALSE(c->rows->same_repeated_row(500, 501));
  const auto few = counted(8, 30, 64);
  CHECK(few->rows->repeated_pair_count() == 0);
  CHECK_FALSE(few->rows->same_repeated_row(0, 1));
  CHECK(counted(500, 30, 64, LinkType::kLink)->rows->repeated_pair_count() == 0);
}

}  // namespace
}  // namespace jumelles::linking
