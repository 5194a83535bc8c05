#pragma once

// Precision and recall of a result from groups that a person judged: a weighted sample of the groups, judged whole, stands
// for all of them (Binette et al. 2022 for sampled clusters; Hansen & Hurwitz 1943 for the weights).
//
// Each record r of a judged group knows its true fellows t(r): those of its group that belong with it, and the missing ones.
// Whatever groups are to be scored, a(r) being the others of r's group there:
//   precision = sum of w |a(r) and t(r)| / sum of w |a(r)|        recall = sum of w |a(r) and t(r)| / sum of w |t(r)|
//   w = times drawn / chance of being drawn
// over records of judged groups: half of what it would be over pairs, above and below. The groups drawn need not be those
// scored, so judgments stay useful when thresholds or weights change. They must not have shaped the groups that are scored.
//
// Intervals: variance of a ratio of weighted means (Cochran 1977, 6.4) turned into the size of a simple sample of the same
// variance (Korn & Graubard 1998), never more than the weights allow (Kish 1965), then Wilson's. What nobody was shown
// is not known to be missing: records that resemble nothing of the group make recall too high.

#include <cstdint>
#include <vector>

#include "core/records.h"
#include "evaluate/estimate.h"

namespace jumelles::evaluate {

// Chance of each group to be drawn, summing to 1: half by its pairs, a quarter by its records, a quarter by how many wrong or
// missing pairs its edges make expect. So groups that matter and groups in doubt are seen more often, and every one can
// be seen. O(edges + groups).
std::vector<double> chances_to_be_drawn(const Groups& groups, const std::vector<Edge>& edges);

struct Draw {
  uint32_t group = 0;
  double chance = 0;
  uint32_t times = 1;
};
// `count` draws with replacement; each group once, in the order of its first draw. The first judged ones of them are a sample
// as good as all, only smaller.
std::vector<Draw> draw_groups(const std::vector<double>& chances, uint32_t count, uint64_t seed);

struct JudgedGroup {
  double chance = 0;
  uint32_t times = 1;
  uint32_t member_count = 0;            // of `records`, those that were in the group drawn
  std::vector<RecordIndex> records;     // then those that were missing in it
  std::vector<uint32_t> thing_of;       // per record: which thing it is
};

struct JudgedEstimate {
  bool precision_known = false, recall_known = false;
  Interval precision, recall;  // 95 %
  uint32_t group_count = 0, draw_count = 0;
};
// O(sum of squares of the judged groups' sizes).
JudgedEstimate estimate_from_judged(const std::vector<JudgedGroup>& judged, const Groups& groups);

}  // namespace jumelles::evaluate
