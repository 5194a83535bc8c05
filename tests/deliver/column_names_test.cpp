#include "deliver/column_names.h"

#include <doctest/doctest.h>

using namespace jumelles;
using namespace jumelles::deliver;

TEST_CASE("a column has its key for programs, and words in either language") {
  CHECK(fixed_column("source_row_a", Naming::kMachine).label == "source_row_a");
  CHECK(fixed_column("source_row_a", Naming::kEnglish).label == "Data row A");
  CHECK(fixed_column("source_row_b", Naming::kFrench).label == "Ligne de donn\xC3\xA9" "es B");
  CHECK(column_about("phone", "T\xC3\xA9l\xC3\xA9phone", "_others", Naming::kFrench).label == "T\xC3\xA9l\xC3\xA9phone (autres)");
  CHECK(column_about("phone", "phone", "_others", Naming::kMachine).key == "phone_others");
}

TEST_CASE("an attribute is called by its type, by the header that feeds it, or by its key") {
  CHECK(attribute_label("given_name", AttributeType::kGivenName, "PRENOM", Naming::kFrench) == "Pr\xC3\xA9nom");
  CHECK(attribute_label("street_2", AttributeType::kStreet, "", Naming::kEnglish) == "Street 2");
  CHECK(attribute_label("points", AttributeType::kNumber, "Points de fid\xC3\xA9lit\xC3\xA9", Naming::kFrench) == "Points de fid\xC3\xA9lit\xC3\xA9");
  CHECK(attribute_label("loyalty_points", AttributeType::kNumber, "", Naming::kEnglish) == "Loyalty points");
  CHECK(attribute_label("loyalty_points", AttributeType::kNumber, "Points", Naming::kMachine) == "loyalty_points");
}

TEST_CASE("labels that repeat are numbered") {
  std::vector<OutputColumn> columns{{"a", "Nom"}, {"b", "Ville"}, {"c", "Nom"}, {"d", "Nom"}};
  tell_apart(columns);
  CHECK(columns[0].label == "Nom");
  CHECK(columns[2].label == "Nom 2");
  CHECK(columns[3].label == "Nom 3");
}

TEST_CASE("our own columns are told by their names in any of the namings") {
  for (int t = 0; t < kAttributeTypeCount; ++t) {
    const AttributeTypeInfo& row = info(static_cast<AttributeType>(t));
    if (!row.in_records || row.generic || row.feeds != AttributeType::kIgnored) continue;
    CAPTURE(row.id);
    for (const Naming naming : {Naming::kMachine, Naming::kEnglish, Naming::kFrench}) {
      const std::string label = attribute_label(row.id, row.type, "", naming);
      const auto found = own_column(label), others = own_column(column_about(row.id, label, "_others", naming).label);
      REQUIRE(found);
      CHECK(found->type == row.type);
      CHECK_FALSE(found->others);
      REQUIRE(others);
      CHECK(others->type == row.type);
      CHECK(others->others);
    }
  }
  CHECK_FALSE(own_column("Points de fid\xC3\xA9lit\xC3\xA9"));
  CHECK_FALSE(own_column("title"));
  CHECK(is_called("Identifiant de fiche", "golden_id"));
  CHECK_FALSE(is_called("golden", "golden_id"));
}
