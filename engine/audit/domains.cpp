// Whether domains that look mistyped are, by the other addresses of their column: a slip is rarer than what was meant.

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "audit/work.h"
#include "standardize/suspects.h"

namespace jumelles::audit {

void find_mistyped_domains(Work& work, const Feed& feed) {
  constexpr uint64_t kFew = 2;  // by which no column says anything
  work.has_mistyped_domains = true;
  if (info(work.records().attributes[feed.attribute].type).cleaning != Cleaning::kEmail) return;
  // Each address once: who has one writes it alike in many rows. Few domains are behind many addresses.
  Dictionary domains;
  std::vector<uint64_t> addresses(1, 0);
  for (Code code = 1; code < work.counts.size(); ++code) {
    const std::string_view address = (*feed.values)[code];
    const size_t at = work.counts[code] == 0 ? std::string_view::npos : address.rfind('@');
    if (at == std::string_view::npos) continue;
    const Code domain = domains.intern(address.substr(at));
    if (domain == addresses.size()) addresses.push_back(0);
    ++addresses[domain];
  }
  std::map<std::string_view, uint64_t> of_large;
  std::set<std::string_view> meant_ones;
  uint64_t slips = 0, meant = 0;
  for (Code domain = 1; domain < domains.size(); ++domain) {
    const standardize::LargeDomain large = standardize::large_domain(domains[domain]);
    if (large.name.empty()) continue;
    if (large.is_slip) meant_ones.insert(large.name), slips += addresses[domain];
    else of_large[large.name] += addresses[domain];
  }
  for (const std::string_view name : meant_ones) meant += of_large[name];
  work.has_mistyped_domains = slips <= kFew || meant > slips;
}

}  // namespace jumelles::audit
