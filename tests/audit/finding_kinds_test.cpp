#include <doctest/doctest.h>

#include <set>

#include "audit/finding_kinds.h"
#include "standardize/suspects.h"

using namespace jumelles;
using namespace jumelles::audit;

TEST_CASE("every kind of finding has a name of its own and speaks both languages") {
  std::set<std::string_view> names;
  for (size_t k = 0; k < kFindingKindCount; ++k) {
    const FindingKind& row = kind(static_cast<FindingKindId>(k));
    CAPTURE(row.name);
    CHECK(names.insert(row.name).second);
    CHECK(kind_named(row.name) == &row);
    for (const std::string_view text : {row.french.headline, row.french.explanation, row.english.headline, row.english.explanation}) {
      CHECK_FALSE(text.empty());
      CHECK(std::count(text.begin(), text.end(), '|') == 1);
    }
    for (const std::string_view text : {row.french.headline, row.english.headline}) CHECK(text.find("{n}") != std::string_view::npos);
    // French signs stand apart by a blank that does not break, and quotes are French.
    for (const std::string_view text : {row.french.headline, row.french.explanation}) {
      CHECK(text.find(" :") == std::string_view::npos);
      CHECK(text.find(" ;") == std::string_view::npos);
      CHECK(text.find("« ") == std::string_view::npos);
      CHECK(text.find('\'') == std::string_view::npos);
    }
  }
  CHECK(kind_named("nothing") == nullptr);
}

TEST_CASE("what a recipe recognizes by itself is a suspicion of values") {
  std::set<std::string_view> found;
  for (size_t k = 0; k < kFindingKindCount; ++k)
    if (const std::string_view suspects = kind(static_cast<FindingKindId>(k)).suspects; !suspects.empty()) found.insert(suspects);
  const auto& ids = standardize::suspect_ids();
  CHECK(found == std::set<std::string_view>(ids.begin(), ids.end()));
}

TEST_CASE("nothing offers to empty more than half of a column: that is how the column is made") {
  const FindingKind &keys = kind(FindingKindId::kWrongKey), &shared = kind(FindingKindId::kSharedValue), &slips = kind(FindingKindId::kMistypedValue);
  CHECK(fix_of(keys, 50, 100) == Fix::kMissing);
  CHECK(fix_of(keys, 51, 100) == Fix::kSee);
  CHECK(is_of_column(keys, 51, 100));
  CHECK_FALSE(is_of_column(keys, 51, 0));            // treated: nothing is left to be compared with
  CHECK(fix_of(shared, 50, 100) == Fix::kMissing);
  CHECK(fix_of(shared, 51, 100) == Fix::kSee);       // a switchboard
  CHECK(fix_of(slips, 90, 100) == Fix::kReplace);
  CHECK(explanation_of_column("fr") != explanation_of_column("en"));
}

TEST_CASE("what stands for nothing in one value of twenty is no trifle that cleaning settles, in more than half it makes results wrong") {
  const FindingKind& fillers = kind(FindingKindId::kDefaultDate);
  CHECK(severity_of(fillers, 4, 100) == Severity::kNote);
  CHECK(fix_of(fillers, 4, 100) == Fix::kDone);
  CHECK(severity_of(fillers, 5, 100) == Severity::kWarning);
  CHECK(fix_of(fillers, 5, 100) == Fix::kSee);
  CHECK(severity_of(fillers, 50, 100) == Severity::kWarning);
  CHECK(severity_of(fillers, 51, 100) == Severity::kError);
  CHECK(severity_of(fillers, 5, 0) == Severity::kNote);
  CHECK(severity_of(kind(FindingKindId::kLostZero), 90, 100) == Severity::kNote);  // all of it is mended
}

TEST_CASE("a sentence agrees with its count, and numbers are written as its language does") {
  const FindingKind& phones = kind(FindingKindId::kMadeUpPhone);
  CHECK(headline(phones, 1, {}, "en") == "1 phone number is made up");
  CHECK(headline(phones, 0, {}, "en") == "0 phone numbers are made up");
  CHECK(headline(phones, 0, {}, "fr") == "0 téléphone est inventé");
  CHECK(headline(phones, 1234567, {}, "en") == "1,234,567 phone numbers are made up");
  CHECK(headline(phones, 1234567, {}, "fr") == "1\u202F234\u202F567 téléphones sont inventés");
  CHECK(explanation(phones, 2, {}, "en") == "Digits that follow or repeat each other: they would link customers who have nothing in common.");
  CHECK(headline(kind(FindingKindId::kDependency), 2, {"City", "Region"}, "en") == "2 records depart from the rule that “City” tells “Region”");
}
