#include "report/targets.h"

#include <algorithm>

namespace jumelles::report {
namespace {

using protocol::AuditCell;
using protocol::AuditPage;

// What a share of 0.9 asks for: of 10, nine. The slack keeps 0.7 of 10 from being eight.
uint64_t wanted_count(double share, uint64_t of) {
  const double wanted = share * static_cast<double>(of) - 1e-9;
  const auto whole = static_cast<uint64_t>(std::max(wanted, 0.0));
  return whole + (wanted > static_cast<double>(whole) ? 1 : 0);
}

TargetCheck checked_cell(const AuditPage& audit, const AuditCell& cell, const Target& target) {
  const bool complete = target.measure == "completeness";
  const uint64_t of = complete ? audit.sources[cell.source].record_count : cell.checked_count;
  const uint64_t count = complete ? cell.filled_count : cell.valid_count;
  const uint64_t wanted = wanted_count(target.share, of);
  TargetCheck out{target, cell.source};
  out.share = of == 0 ? 1 : static_cast<double>(count) / static_cast<double>(of);
  out.is_held = count >= wanted;
  out.lacking_count = out.is_held ? 0 : wanted - count;
  return out;
}

TargetCheck checked_age(uint32_t source, int32_t age_months, const Target& target) {
  TargetCheck out{target, source};
  out.age_months = static_cast<uint32_t>(std::max(0, age_months));
  out.is_held = out.age_months <= target.months;
  return out;
}

TargetCheck checked_whole(const AuditPage& audit, const Target& target) {
  TargetCheck out{target};
  out.share = target.measure == "completeness" ? audit.completeness : audit.validity;
  out.is_held = out.share + 1e-9 >= target.share;
  return out;
}

}  // namespace

std::vector<Target> targets_of(const AuditPage& audit) {
  std::vector<Target> out;
  for (const protocol::AuditAttribute& attribute : audit.attributes) {
    if (attribute.completeness_target >= 0) out.push_back({attribute.key, "completeness", attribute.completeness_target, attribute.completeness_by_user});
    if (attribute.validity_target >= 0) out.push_back({attribute.key, "validity", attribute.validity_target, attribute.validity_by_user});
    if (attribute.freshness_target >= 0) out.push_back({attribute.key, "freshness", 0, true, static_cast<uint32_t>(attribute.freshness_target)});
  }
  return out;
}

std::vector<TargetCheck> check(const AuditPage& audit, const std::vector<Target>& targets) {
  std::vector<TargetCheck> out;
  for (const Target& target : targets) {
    if (target.attribute.empty() && !is_age(target)) {
      out.push_back(checked_whole(audit, target));
      continue;
    }
    const size_t before = out.size();
    for (uint32_t s = 0; s < audit.sources.size() && target.attribute.empty(); ++s)
      if (audit.sources[s].age_months >= 0) out.push_back(checked_age(s, audit.sources[s].age_months, target));
    for (const AuditCell& cell : audit.cells) {
      if (!cell.present || audit.attributes[cell.attribute].key != target.attribute) continue;
      if (!is_age(target)) out.push_back(checked_cell(audit, cell, target));
      else if (cell.age_months >= 0) out.push_back(checked_age(cell.source, cell.age_months, target));
    }
    if (out.size() > before) continue;
    out.push_back({target});
    out.back().is_absent = true;
  }
  return out;
}

}  // namespace jumelles::report
