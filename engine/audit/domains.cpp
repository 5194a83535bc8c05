// Whether domains that look mistyped are, by the other addresses of their column: a slip is rarer than what was meant.

#include <algorithm>

#include "audit/work.h"
#include "standardize/suspects.h"

namespace jumelles::audit {

void find_mistyped_domains(Work& work, const Feed& feed) {
  constexpr uint64_t kFew = 2;  // by which no column says anything
  work.has_mistyped_domains = true;
  if (info(work.records().attributes[feed.attribute].type).cleaning != Cleaning::kEmail) return;
  // Each address once: who has one writes it alike in many rows.
  struct Domain {
    std::string_view name;
    uint64_t addresses = 0;
    bool is_meant = false;
  };
  std::vector<Domain> large;
  const auto domain_of = [&](std::string_view name) -> Domain& {
    const auto at = std::find_if(large.begin(), large.end(), [&](const Domain& one) { return one.name == name; });
    if (at != large.end()) return *at;
    large.push_back({name});
    return large.back();
  };
  uint64_t slips = 0, meant = 0;
  for (Code code = 1; code < work.counts.size(); ++code) {
    if (work.counts[code] == 0) continue;
    const standardize::LargeDomain domain = standardize::large_domain((*feed.values)[code]);
    if (domain.name.empty()) continue;
    Domain& one = domain_of(domain.name);
    if (domain.is_slip) one.is_meant = true, ++slips;
    else ++one.addresses;
  }
  for (const Domain& one : large) meant += one.is_meant ? one.addresses : 0;
  work.has_mistyped_domains = slips <= kFew || meant > slips;
}

}  // namespace jumelles::audit
