#include "core/group_changes.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace jumelles {
namespace {

struct Comparison {
  std::shared_ptr<const Groups> former, groups;
  std::shared_ptr<GroupChanges> out;
  std::vector<uint8_t> stays;  // per former group

  uint64_t start() {
    out->former_of.assign(groups->group_count(), kNoGroup);
    out->gone.clear();
    stays.assign(former->group_count(), 0);
    return uint64_t{groups->group_count()} + former->group_count();
  }

  // Units: every group, then every former one.
  void run(uint64_t begin, uint64_t end) {
    for (uint64_t u = begin; u < end; ++u) {
      if (u < groups->group_count()) compare(static_cast<uint32_t>(u));
      else if (const uint32_t old = static_cast<uint32_t>(u - groups->group_count()); stays[old] == 0) out->gone.push_back(old);
    }
  }

  void compare(uint32_t group) {
    const auto first = groups->members.begin() + groups->first_member[group], last = groups->members.begin() + groups->first_member[group + 1];
    const uint32_t old = former->group_of[*first];
    const auto old_first = former->members.begin() + former->first_member[old], old_last = former->members.begin() + former->first_member[old + 1];
    if (!std::equal(first, last, old_first, old_last)) return;
    out->former_of[group] = old;
    stays[old] = 1;
  }
};

// Known groups without their numbers: a record has changed where no renaming of groups tells both that it is and that others are
// where they were.
void add_changed_groups(const std::vector<uint32_t>& former, const std::vector<uint32_t>& now, std::vector<RecordIndex>& out) {
  std::vector<uint32_t> new_of, old_of;
  const auto name = [](std::vector<uint32_t>& names, uint32_t group, uint32_t other) {
    if (group >= names.size()) names.resize(group + size_t{1}, kNoGroup);
    if (names[group] == kNoGroup) names[group] = other;
    return names[group] == other;
  };
  for (RecordIndex r = 0; r < std::max(former.size(), now.size()); ++r) {
    const uint32_t x = former.empty() ? kNoGroup : former[r], y = now.empty() ? kNoGroup : now[r];
    if (x == kNoGroup && y == kNoGroup) continue;
    if (x == kNoGroup || y == kNoGroup) {
      out.push_back(r);
      continue;
    }
    const bool there = name(new_of, x, y), back = name(old_of, y, x);
    if (!there || !back) out.push_back(r);
  }
}

}  // namespace

std::vector<Phase> group_changes_phases(std::shared_ptr<const Groups> former, std::shared_ptr<const Groups> groups, std::shared_ptr<GroupChanges> out) {
  auto comparison = std::make_shared<Comparison>();
  comparison->former = std::move(former);
  comparison->groups = std::move(groups);
  comparison->out = std::move(out);
  return {pass("groups.compare", Unit::kGroups, comparison, &Comparison::start, &Comparison::run, 4096)};
}

std::vector<RecordIndex> changed_records(const Labels* former, const Labels* labels) {
  static const Labels kNone;
  const Labels &old = former != nullptr ? *former : kNone, &now = labels != nullptr ? *labels : kNone;
  std::vector<RecordIndex> out;
  std::vector<JudgedPair> changed;
  std::set_symmetric_difference(old.pairs.begin(), old.pairs.end(), now.pairs.begin(), now.pairs.end(), std::back_inserter(changed),
                                [](const JudgedPair& x, const JudgedPair& y) { return std::tie(x.a, x.b, x.same) < std::tie(y.a, y.b, y.same); });
  for (const JudgedPair& pair : changed) out.insert(out.end(), {pair.a, pair.b});
  add_changed_groups(old.group_of, now.group_of, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace jumelles
