#include "report/sheets.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "full_audit.h"

using namespace jumelles;
using namespace jumelles::report;

namespace {

size_t column(const Sheet& sheet, const std::string& key) {
  const auto found = std::find_if(sheet.columns.begin(), sheet.columns.end(), [&](const SheetColumn& one) { return one.key == key; });
  REQUIRE_MESSAGE(found != sheet.columns.end(), key);
  return static_cast<size_t>(found - sheet.columns.begin());
}

std::string cell(const Sheet& sheet, size_t row, const std::string& key) { return sheet.rows.at(row).at(column(sheet, key)); }

}  // namespace

TEST_CASE("the sheets of an audit are named in its language, and by keys for programs") {
  const protocol::AuditPage audit = full_input().audit;
  const auto names = [&](const SheetVoice& voice) {
    std::string all;
    for (const Sheet& sheet : audit_sheets(audit, voice)) all += sheet.name + "|" + sheet.columns[0].label + " ";
    return all;
  };
  CHECK(names({"fr", false}) == "Qualité|Source Constats|Gravité Dictionnaire|Attribut ");
  CHECK(names({"en", false}) == "Quality|Source Findings|Severity Dictionary|Attribute ");
  CHECK(names({"fr", true}) == "quality|source findings|severity dictionary|attribute ");
}

TEST_CASE("every row of a sheet has a cell for each column, and no text is left without words") {
  for (const SheetVoice& voice : {SheetVoice{"fr", false}, SheetVoice{"en", false}, SheetVoice{"en", true}})
    for (const Sheet& sheet : audit_sheets(full_input().audit, voice)) {
      CHECK_FALSE(sheet.rows.empty());
      for (const auto& row : sheet.rows) {
        CHECK(row.size() == sheet.columns.size());
        for (size_t c = 0; c < row.size(); ++c) {
          for (const char* untold : {"state.", "severity.", "requirement.", "personal.", "dictionary."}) CHECK_FALSE(row[c].starts_with(untold));
          if (sheet.columns[c].cells == SheetCells::kCount) CHECK(row[c].find_first_not_of("0123456789") == std::string::npos);
          if (sheet.columns[c].cells == SheetCells::kShare && !row[c].empty()) CHECK(row[c].size() == 6);
        }
      }
    }
}

TEST_CASE("figures stand source by source for what a source has, with shares and targets") {
  const protocol::AuditPage audit = full_input().audit;
  const Sheet sheet = quality_sheet(audit, {"en", false});
  const auto present = std::count_if(audit.cells.begin(), audit.cells.end(), [](const auto& one) { return one.present; });
  CHECK(sheet.rows.size() == static_cast<size_t>(present));
  size_t email = 0;
  while (sheet.rows[email][1] != "email") ++email;
  CHECK(cell(sheet, email, "completeness") == "0.8300");
  CHECK(cell(sheet, email, "completeness_target") == "0.9000");
  CHECK(cell(sheet, email, "validity_target").empty());
  CHECK(cell(sheet, email, "filled_count") == std::to_string(audit.cells[18].filled_count));
}

TEST_CASE("findings stand in their order with where they are and examples") {
  const Sheet sheet = findings_sheet(full_input().audit, {"fr", false});
  CHECK(sheet.rows.size() == 11);
  CHECK(cell(sheet, 3, "severity") == "À corriger");
  CHECK(cell(sheet, 3, "attributes") == "Téléphone");
  CHECK(cell(sheet, 3, "count") == "626");
  CHECK(cell(sheet, 3, "cost") == "1878");
  CHECK(cell(sheet, 3, "examples") == "612345678 \u2192 0612345678; 611111112 \u2192 0611111112");
  CHECK(cell(sheet, 9, "state") == "traité");
  CHECK(cell(sheet, 0, "state") == "ouvert");
  CHECK(cell(findings_sheet(full_input().audit, {"fr", true}), 3, "severity") == "warning");
}

TEST_CASE("the dictionary has a column for each source that says what it lacks") {
  const protocol::AuditPage audit = full_input().audit;
  const Sheet sheet = dictionary_sheet(audit, {"fr", false});
  CHECK(sheet.rows.size() == audit.attributes.size() + 1);
  CHECK(cell(sheet, 6, "requirement") == "Obligatoire");
  CHECK(cell(sheet, 6, "retention_months") == "36");
  CHECK(cell(sheet, 6, audit.sources[0].name) == "890\u00A0fiches sans valeur");
  CHECK(cell(sheet, 6, audit.sources[1].name) == "tenu");
  CHECK(cell(sheet, 12, audit.sources[1].name) == "pas de colonne");
}
