#pragma once

// What has become worse, or other, from one month to the next.
//
// A share alarms where its loss is beyond chance (monitoring/chance.h) and visible. Beyond chance: less likely than kChance where nothing
// has changed, divided by the number of comparisons that are made (Bonferroni), so that a whole extract alarms by chance once in a hundred
// months. Visible: kVisible, one percent of the records as figures are shown; in a million records any difference is beyond chance.

#include <cstdint>
#include <string>
#include <vector>

#include "monitoring/figures.h"

namespace jumelles::monitoring {

enum class AlertKind : uint8_t {
  kSourceGone,        // no file of it
  kAttributeGone,     // the source has no column for it any more, or an empty one
  kRecordsFallen, kRecordsGrown,
  kSourceUnchanged,   // the same file as before, where others have changed
  kBelowTarget,       // it held its target, and does not any more
  kGrownOld,          // its records were as recent as the target asks for, and are not any more
  kCompletenessLost, kValidityLost,
  kShapesDrifted,     // values are written in another way
  kValueNew, kValueGone,  // of lists
  kFindingGrown,
  kCount,
};
constexpr size_t kAlertKindCount = static_cast<size_t>(AlertKind::kCount);
// As of findings: it makes results wrong, it is to be mended, it is to be known.
enum class Severity : uint8_t { kError, kWarning, kNote };

// `before` and `after`: shares from 0 to 1; months of age; counts of records that have come or gone, and of findings; of shapes, 0 and the index.
struct Alert {
  AlertKind kind = AlertKind::kSourceGone;
  Severity severity = Severity::kWarning;
  std::string source, attribute;  // of now; of what is gone, as it was. attribute "": the whole source; of a finding, its keys
  std::string subject;            // measure of a target ("completeness", "validity", "freshness"), kind of a finding
  double before = 0, after = 0;
  double target = -1;
  std::vector<Tally> values{};    // those that are new or gone, shapes that have gained most
  bool operator==(const Alert&) const = default;
};

constexpr double kChance = 0.01;
constexpr double kVisible = 0.01;
// Extracts grow with the business; one that lacks a tenth of its records was mostly cut short, or filtered.
constexpr double kMostFall = 0.10, kMostGrowth = 0.25;
// Of the population stability index: "small" and "large" change (Lewis, An Introduction to Credit Scoring, 1994; Siddiqi, Credit Risk
// Scorecards, 2006). By chance it is about chi-squared over the harmonic size (Yurdakul, Statistical Properties of PSI, 2018).
constexpr double kSomeDrift = 0.10, kMuchDrift = 0.25;
// A kind of finding has grown where its share is beyond chance, and it is half as many again and so many more: kinds are rare by nature, and a
// percent of all records would hide a tenfold one.
constexpr double kGrownBy = 1.5;
constexpr uint64_t kLeastMore = 10;
// What fewer records than that hold is not kept of a list: it may tell who somebody is.
constexpr uint64_t kLeastHolders = 5;

struct Target { std::string attribute, measure; double share = 0; uint64_t months = 0; };
// On which both figures were made, ISO; "": the latest date of their records stands for it.
struct Days { std::string then{}, now{}; };

// Sources by `former_places`; the gravest first. Of the same figures twice there is none.
std::vector<Alert> compare(const QualityFigures& then, const QualityFigures& now, const std::vector<Target>& targets, const Days& days = {});

// Sum of (p - q) ln(p / q) over the shapes that both have counted, and the rest; half a case stands for none. `chance`: how likely that is where
// nothing has changed.
struct Drift { double index = 0, chance = 1; };
Drift drift_of(const CellFigures& then, const CellFigures& now);

}  // namespace jumelles::monitoring
