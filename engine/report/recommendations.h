#pragma once

// What to do, from what was found: each rests on findings, targets, or the result of matching.

#include <string>
#include <vector>

#include "report/report.h"
#include "report/targets.h"
#include "report/texts.h"

namespace jumelles::report {

// id: "match" (nothing was matched yet), "fix" and "look" (a finding), "merge" (duplicates inside sources),
// "complete", "correct" and "refresh" (a target that is missed), "treat" (a finding to fix), "enrich" (records that nothing can match), "trust" (of two
// sources, which one a third agrees with), "read" (rows that could not be read).
struct Recommendation {
  std::string id;
  std::string what, why;   // sentences
  uint64_t count = 0;      // records or cells that it is about
};

// What was badly read first, findings by what they cost, targets, sources to trust, and matching last. `checks`: of the project's targets.
std::vector<Recommendation> recommendations(const protocol::AuditPage& audit, const ReportInput& input, const std::vector<TargetCheck>& checks, const Words& words);

}  // namespace jumelles::report
