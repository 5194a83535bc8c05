#include "pipeline/column_dependence.h"

#include <algorithm>
#include <unordered_map>

namespace jumelles::pipeline {
namespace {

constexpr uint32_t kFewestRecords = 20;
constexpr uint32_t kNoGroup = UINT32_MAX;

// A partition of the records, numbered by first appearance; kNoGroup where a value is missing.
struct Partition {
  std::vector<uint32_t> group_of;
  uint32_t count = 1;

  explicit Partition(uint32_t records) : group_of(records, 0) {}
  void split_by(const Attribute& attribute) {
    std::unordered_map<uint64_t, uint32_t> numbers;
    numbers.reserve(attribute.comparison.size());
    for (size_t r = 0; r < group_of.size(); ++r) {
      if (group_of[r] == kNoGroup) continue;
      const Code value = attribute.slots.empty() ? kMissing : attribute.comparison_of[attribute.slots[0].codes[r]];
      if (value == kMissing) group_of[r] = kNoGroup;
      else group_of[r] = numbers.try_emplace(uint64_t{group_of[r]} << 32 | value, static_cast<uint32_t>(numbers.size())).first->second;
    }
    count = static_cast<uint32_t>(numbers.size());
  }
};

double pairs(double n) { return n * (n - 1) / 2; }

// Adds to `into[group of outer]` the pairs that `inner`, a finer partition, leaves together.
void add_pairs(const Partition& inner, const Partition& outer, double sign, std::vector<double>& into) {
  std::vector<uint32_t> sizes(inner.count, 0), outer_of(inner.count, kNoGroup);
  for (size_t r = 0; r < inner.group_of.size(); ++r) {
    if (inner.group_of[r] == kNoGroup) continue;
    ++sizes[inner.group_of[r]];
    outer_of[inner.group_of[r]] = outer.group_of[r];
  }
  for (uint32_t g = 0; g < inner.count; ++g)
    if (outer_of[g] != kNoGroup) into[outer_of[g]] += sign * pairs(sizes[g]);
}

// Pairs per group of `outer`: all, and those that agree on the determined attribute.
struct Counted {
  std::vector<double> all, same;
};

Counted count(const RecordSet& records, Partition& outer, int determined, int apart_on) {
  const auto split = [&](Partition partition, int attribute) {
    partition.split_by(records.attributes[static_cast<size_t>(attribute)]);
    return partition;
  };
  Partition same = split(outer, determined);
  // Records that lack a value that is asked for are of no group.
  Partition apart = apart_on < 0 ? outer : split(outer, apart_on);
  for (size_t r = 0; r < outer.group_of.size(); ++r)
    if (same.group_of[r] == kNoGroup || apart.group_of[r] == kNoGroup) outer.group_of[r] = same.group_of[r] = apart.group_of[r] = kNoGroup;
  Counted counted{std::vector<double>(outer.count, 0), std::vector<double>(outer.count, 0)};
  add_pairs(outer, outer, 1, counted.all);
  add_pairs(same, outer, 1, counted.same);
  if (apart_on >= 0) {
    add_pairs(apart, outer, -1, counted.all);
    add_pairs(split(same, apart_on), outer, -1, counted.same);
  }
  return counted;
}

}  // namespace

Determination determination(const RecordSet& records, const std::vector<int>& determining, int determined, int apart_on) {
  Determination out;
  Partition everything(records.record_count()), outer(records.record_count());
  const Counted by_chance = count(records, everything, determined, apart_on);
  if (by_chance.all[0] > 0) out.chance = by_chance.same[0] / by_chance.all[0];
  for (const int attribute : determining) outer.split_by(records.attributes[static_cast<size_t>(attribute)]);
  const Counted counted = count(records, outer, determined, apart_on);
  std::vector<uint32_t> sizes(outer.count, 0);
  for (const uint32_t group : outer.group_of)
    if (group != kNoGroup) ++sizes[group];
  double agreeing = 0;
  for (uint32_t g = 0; g < outer.count; ++g) {
    if (counted.all[g] == 0) continue;
    out.records += sizes[g];
    agreeing += sizes[g] * counted.same[g] / counted.all[g];
  }
  if (out.records > 0) out.share = agreeing / out.records;
  return out;
}

double share_determined(const RecordSet& records, const std::vector<int>& determining, int determined, int apart_on) {
  const Determination found = determination(records, determining, determined, apart_on);
  return found.records < kFewestRecords ? 0 : found.above_chance();
}

}  // namespace jumelles::pipeline
