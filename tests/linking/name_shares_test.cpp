#include "linking/name_shares.h"

#include <doctest/doctest.h>

#include "compare/comparator.h"
#include "linking/row_counts.h"
#include "support/record_builder.h"
#include "text/french_names.h"

namespace jumelles::linking {
namespace {

struct Shares {
  explicit Shares(const std::vector<std::pair<const char*, const char*>>& persons) {
    test::RecordBuilder builder;
    builder.attribute("given_name", AttributeType::kGivenName).attribute("surname", AttributeType::kSurname).attribute("city", AttributeType::kCity);
    for (const auto& [given, surname] : persons) builder.record({given, surname, "Lyon"});
    records = builder.build();
    LinkConfig config;
    config.comparisons = {compare::make_comparison("given_name", "given_name", {"given_name"}), compare::make_comparison("surname", "surname", {"surname"}),
                          compare::make_comparison("city", "place", {"city"})};
    compare::RecordComparer comparer(records, config.comparisons, {});
    comparer.pack(0, comparer.pack_units());
    RowCounts rows(records, config, comparer);
    rows.count(0, records.record_count());
    all = name_shares(records, comparer, rows.term_counts());
  }
  double of(size_t comparison, const char* name) const { return all[comparison][records.attributes[comparison].comparison.find(name)]; }
  RecordSet records;
  std::vector<std::vector<double>> all;
};

TEST_CASE("names of a French file have the shares that they have in France") {
  const Shares shares({{"MARIE", "MARTIN"}, {"JEAN", "DUBREUILH"}, {"PIERRE", "XQZW"}, {"NATHALIE", "BERNARD"}});
  CHECK(shares.of(0, "MARIE") == text::french_given_name_share("MARIE"));
  CHECK(shares.of(1, "MARTIN") == text::french_surname_share("MARTIN"));
  CHECK(shares.of(1, "XQZW") == doctest::Approx(1e-5));
  CHECK(shares.all[2].empty());
}

TEST_CASE("the figures of France say nothing of a file with given names of elsewhere, whatever its surnames") {
  const Shares shares({{"WOLFGANG", "MARTIN"}, {"JUERGEN", "SCHMITT"}, {"HEIKE", "MARTIN"}, {"DETLEF", "WALTER"}});
  for (const auto& of_comparison : shares.all) CHECK(of_comparison.empty());
}

TEST_CASE("surnames alone do not tell that a file is French") {
  const Shares shares({{"", "MARTIN"}, {"", "BERNARD"}});
  for (const auto& of_comparison : shares.all) CHECK(of_comparison.empty());
}

}  // namespace
}  // namespace jumelles::linking
