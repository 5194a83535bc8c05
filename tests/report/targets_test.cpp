#include "report/targets.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "full_audit.h"
#include "report/recommendations.h"
#include "report/report.h"

using namespace jumelles;
using namespace jumelles::report;

namespace {

std::vector<TargetCheck> checked(const Target& target) { return check(full_input().audit, {target}); }

}  // namespace

TEST_CASE("a target is held by each source that has the attribute, or it is told how much lacks") {
  const auto rows = checked({"email", "completeness", 0.9});
  REQUIRE(rows.size() == 3);
  CHECK_FALSE(rows[0].is_held);  // 83 % of 5272
  CHECK(rows[0].lacking_count == 4745 - 4376);
  CHECK(rows[1].is_held);
  CHECK(rows[1].lacking_count == 0);
  CHECK_FALSE(rows[2].is_held);
  CHECK(checked({"siren", "validity", 0.9}).size() == 2);  // one source has no such column
}

TEST_CASE("a target that is just reached is held") {
  protocol::AuditPage audit;
  audit.sources = {{"a", 10, "", "", ""}};
  audit.attributes.resize(1);
  audit.attributes[0].key = "email";
  audit.cells = {audited_cell(0, 0, 10, 0.7, 1)};
  CHECK(check(audit, {{"email", "completeness", 0.7}})[0].is_held);
  CHECK_FALSE(check(audit, {{"email", "completeness", 0.701}})[0].is_held);
  CHECK(check(audit, {{"email", "completeness", 0.701}})[0].lacking_count == 1);
  audit.cells[0].checked_count = audit.cells[0].valid_count = 0;
  CHECK(check(audit, {{"email", "validity", 0.9}})[0].is_held);  // nothing there can be wrong
}

TEST_CASE("a target of freshness holds where half of the records are as recent, source by source, and passes over what has no date") {
  protocol::AuditPage audit = full_input().audit;
  audit.sources[0].age_months = 42;
  audit.sources[1].age_months = 22;
  for (protocol::AuditCell& cell : audit.cells) {
    if (audit.attributes[cell.attribute].key == "email" && cell.source < 2) cell.age_months = cell.source == 0 ? 13 : 12;
  }
  const auto rows = check(audit, {{"email", "freshness", 0, true, 12}});
  REQUIRE(rows.size() == 2);
  CHECK_FALSE(rows[0].is_held);
  CHECK(rows[0].age_months == 13);
  CHECK(rows[1].is_held);
  const auto whole = check(audit, {{"", "freshness", 0, true, 24}});
  REQUIRE(whole.size() == 2);
  CHECK_FALSE(whole[0].is_held);
  CHECK(whole[1].is_held);
  const auto undated = check(audit, {{"phone", "freshness", 0, true, 24}});
  REQUIRE(undated.size() == 1);
  CHECK(undated[0].is_absent);
  CHECK_FALSE(undated[0].is_held);
  audit.attributes[6].freshness_target = 12;
  const std::vector<Target> targets = targets_of(audit);
  const auto own = std::find_if(targets.begin(), targets.end(), [](const Target& target) { return is_age(target); });
  REQUIRE(own != targets.end());
  CHECK(own->attribute == "email");
  CHECK(own->months == 12);
  ReportInput input = full_input();
  input.audit = audit;
  const std::string html = to_html(input);
  CHECK(html.find("Fraîcheur</td><td class=\"n\">12\u00A0mois</td><td class=\"n\">13\u00A0mois</td><td class=\"n\">\u2013") != std::string::npos);
  CHECK(html.find("fraîcheur 12\u00A0mois") != std::string::npos);
  const auto advice = recommendations(audit, input, rows, Words("en"));
  CHECK(std::any_of(advice.begin(), advice.end(), [](const Recommendation& row) { return row.id == "refresh" && row.what == "E-mail: bring the records of CRM up to date." && row.why == "Half of them are 13 months old or more, for a target of 12 months at most."; }));
}

TEST_CASE("a target without an attribute is about all cells, and one that no source has is missed") {
  CHECK(checked({"", "completeness", 0.72})[0].is_held);
  CHECK_FALSE(checked({"", "completeness", 0.73})[0].is_held);
  CHECK(checked({"", "validity", 0.96})[0].is_held);
  const auto rows = checked({"shoe_size", "completeness", 0});
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].is_absent);
  CHECK_FALSE(rows[0].is_held);
}

TEST_CASE("recommendations begin with what was not read, then findings and duplicates as they stand by cost, then targets, and the rest") {
  const ReportInput input = full_input();
  const auto rows = recommendations(input.audit, input, check(input.audit, targets_of(input.audit)), Words("en"));
  std::vector<std::string> ids;
  for (const Recommendation& row : rows)
    if (ids.empty() || ids.back() != row.id) ids.push_back(row.id);
  CHECK(ids == std::vector<std::string>{"reread", "fix", "merge", "treat", "look", "treat", "enrich", "complete", "trust", "read"});
  CHECK(rows[1].count == 262);
  const auto complete = std::find_if(rows.begin(), rows.end(), [](const Recommendation& row) { return row.id == "complete"; });
  REQUIRE(complete != rows.end());
  CHECK(complete->what == "E-mail: complete 1,182 records of <img src=x onerror=alert(1)>.");
}

TEST_CASE("a third source is believed only where it was asked often enough and sides clearly") {
  ReportInput input = full_input();
  const auto trusts = [&](uint64_t with_a, uint64_t with_b) {
    input.audit.result.agreements = {{0, 0, 1, 100, 50, 0, 0, with_a, with_b}};
    const auto rows = recommendations(input.audit, input, {}, Words("en"));
    return std::any_of(rows.begin(), rows.end(), [](const Recommendation& row) { return row.id == "trust"; });
  };
  CHECK(trusts(8, 2));
  CHECK(trusts(10, 5));
  CHECK_FALSE(trusts(10, 6));
  CHECK_FALSE(trusts(9, 0));
  CHECK(trusts(0, 10));
}
