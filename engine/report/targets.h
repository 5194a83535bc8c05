#pragma once

// Targets of quality, and whether an audit holds them.

#include <string>
#include <vector>

#include "protocol/quality.h"

namespace jumelles::report {

// measure: "completeness", "validity". attribute "": of all cells together (AuditPage::completeness, ::validity).
// "freshness": half of the records that have the attribute are at most so many months old; attribute "": of all records, source by source.
// is_set: somebody set it; else it is what is expected where nobody says otherwise.
struct Target { std::string attribute, measure; double share = 0; bool is_set = true; uint32_t months = 0; };
inline bool is_age(const Target& target) { return target.measure == "freshness"; }

// One source held against one target. source: index into AuditPage::sources; kAllSources of a target of all cells together, or where no
// source has the attribute.
constexpr uint32_t kAllSources = UINT32_MAX;
struct TargetCheck {
  Target target;
  uint32_t source = kAllSources;
  double share = 0;               // that was found: of records that have it, of checkable values that are right
  uint64_t lacking_count = 0;     // records or values that would have to be mended; 0 of all cells together
  bool is_held = false;
  bool is_absent = false;         // no source has the attribute; of freshness, no source dates it
  uint32_t age_months = 0;        // of freshness, in the place of the share
};

// Those of the audit's attributes.
std::vector<Target> targets_of(const protocol::AuditPage& audit);
// Target after target, source after source. Where no value can be checked, none is wrong; what has no date is neither old nor recent, and is passed over.
std::vector<TargetCheck> check(const protocol::AuditPage& audit, const std::vector<Target>& targets);

}  // namespace jumelles::report
