#include "assessing/result_index.h"

#include <algorithm>
#include <array>

namespace jumelles::assessing {
namespace {

constexpr uint32_t kDigitBits = 16;

// A stable radix sort by (strongest - weight), cut at any unit: every pass counts all digits, then moves all entries.
struct WeightSort {
  std::shared_ptr<const std::vector<Edge>> edges, scored;
  Weight floor = 0;
  std::shared_ptr<std::vector<uint32_t>> order;
  std::vector<uint32_t> target;
  std::vector<uint32_t> starts;
  Weight strongest = 0;
  uint32_t passes = 0;

  uint64_t key(uint32_t edge) const { return static_cast<uint64_t>(strongest) - static_cast<uint64_t>((*edges)[edge].match_weight); }

  uint64_t prepare() {
    order->clear();
    order->reserve(edges->size());
    for (size_t e = 0; e < edges->size(); ++e)
      if ((*edges)[e].match_weight >= floor || (*scored)[e].match_weight < floor) order->push_back(static_cast<uint32_t>(e));
    const size_t n = order->size();
    target.resize(n);
    starts.assign(1u << kDigitBits, 0);
    if (n == 0) return 0;
    Weight weakest = strongest = (*edges)[order->front()].match_weight;
    for (const uint32_t e : *order) {
      strongest = std::max(strongest, (*edges)[e].match_weight);
      weakest = std::min(weakest, (*edges)[e].match_weight);
    }
    const uint64_t range = static_cast<uint64_t>(strongest) - static_cast<uint64_t>(weakest);
    for (passes = 1; passes < 4 && (range >> (passes * kDigitBits)) != 0;) ++passes;
    return uint64_t{passes} * 2 * n;
  }

  void count(uint32_t shift, uint64_t begin, uint64_t end) {
    for (uint64_t i = begin; i < end; ++i) ++starts[(key((*order)[i]) >> shift) & 0xffff];
    if (end < order->size()) return;
    uint32_t sum = 0;
    for (uint32_t& start : starts) {
      const uint32_t size = start;
      start = sum;
      sum += size;
    }
  }

  void move(uint32_t shift, uint64_t begin, uint64_t end) {
    for (uint64_t i = begin; i < end; ++i) target[starts[(key((*order)[i]) >> shift) & 0xffff]++] = (*order)[i];
    if (end < order->size()) return;
    order->swap(target);
    std::fill(starts.begin(), starts.end(), 0);
  }

  void run(uint64_t begin, uint64_t end) {
    const uint64_t n = order->size();
    while (begin < end) {
      const uint64_t part = begin / n, part_end = std::min(end, (part + 1) * n);
      const uint32_t shift = static_cast<uint32_t>(part / 2) * kDigitBits;
      if (part % 2 == 0) {
        count(shift, begin - part * n, part_end - part * n);
      } else {
        move(shift, begin - part * n, part_end - part * n);
      }
      begin = part_end;
    }
  }
};

bool tells_values_apart(AttributeType type) {
  return type != AttributeType::kCreatedDate && type != AttributeType::kUpdatedDate && type != AttributeType::kConsent;
}

}  // namespace

bool disagree(const Attribute& attribute, const RecordIndex* members, size_t count) {
  if (attribute.slots.empty() || !tells_values_apart(attribute.type)) return false;
  const std::vector<Code>& codes = attribute.slots[0].codes;
  uint64_t first = 0;
  for (size_t i = 0; i < count; ++i) {
    const Code clean = codes[members[i]];
    if (clean == kMissing) continue;
    const Code compared = attribute.comparison_of[clean];
    const uint64_t value = compared != kMissing ? compared : (uint64_t{1} << 32) + clean;
    if (first == 0) {
      first = value;
    } else if (value != first) {
      return true;
    }
  }
  return false;
}

namespace {

struct GroupMarker {
  std::shared_ptr<const RecordSet> records;
  std::shared_ptr<const Groups> groups;
  std::shared_ptr<const survive::GoldenRecords> golden;
  std::shared_ptr<GroupIndex> index;
  std::vector<uint32_t> last_group_of_source;

  uint64_t prepare() {
    index->marks.assign(groups->group_count(), 0);
    for (uint32_t group : groups->to_check) index->marks[group] |= kToCheck;
    last_group_of_source.assign(records->sources.size(), UINT32_MAX);
    index->origin_counts.assign(golden->values.size(), std::vector<uint64_t>(records->sources.size(), 0));
    return groups->group_count();
  }

  void mark(uint32_t group) {
    const uint32_t first = groups->first_member[group], last = groups->first_member[group + 1];
    const RecordIndex* members = groups->members.data() + first;
    const size_t count = last - first;
    index->largest_group = std::max<uint64_t>(index->largest_group, count);
    if (count > 1) {
      uint32_t sources = 0;
      for (size_t i = 0; i < count; ++i) {
        uint32_t& seen = last_group_of_source[records->source_of[members[i]]];
        seen == group ? ++index->inner_duplicate_count : ++sources;
        seen = group;
      }
      index->marks[group] |= kSeveralRecords;
      if (sources > 1) {
        index->marks[group] |= kSeveralSources;
        ++index->multi_source_count;
      }
      for (const Attribute& attribute : records->attributes) {
        if (!disagree(attribute, members, count)) continue;
        index->marks[group] |= kDisagreeing;
        break;
      }
    }
    for (size_t a = 0; a < golden->values.size(); ++a) {
      const survive::GoldenValue& value = golden->values[a][group];
      if (value.code != kMissing && value.record != kNoRecord) ++index->origin_counts[a][records->source_of[value.record]];
    }
  }
};

}  // namespace

std::vector<Phase> weight_order_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const std::vector<Edge>> scored,
                                       Weight floor, std::shared_ptr<std::vector<uint32_t>> order) {
  auto sort = std::make_shared<WeightSort>();
  sort->edges = std::move(edges);
  sort->scored = std::move(scored);
  sort->floor = floor;
  sort->order = std::move(order);
  return {pass("index.pairs", Unit::kPairs, sort, &WeightSort::prepare, &WeightSort::run, 100000)};
}

std::vector<Phase> group_index_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups,
                                      std::shared_ptr<const survive::GoldenRecords> golden, std::shared_ptr<GroupIndex> index) {
  auto marker = std::make_shared<GroupMarker>();
  marker->records = std::move(records);
  marker->groups = std::move(groups);
  marker->golden = std::move(golden);
  marker->index = std::move(index);
  const auto mark = [](GroupMarker& m, uint64_t begin, uint64_t end) {
    for (uint64_t group = begin; group < end; ++group) m.mark(static_cast<uint32_t>(group));
  };
  return {pass("index.groups", Unit::kGroups, marker, &GroupMarker::prepare, mark, 1000)};
}

}  // namespace jumelles::assessing
