#include "assessing/result_index.h"

#include <algorithm>

#include "core/radix_sort.h"

namespace jumelles::assessing {
namespace {

// Edges by their number, the strongest first.
struct ByWeight {
  const std::vector<Edge>* edges = nullptr;
  uint64_t operator()(uint32_t edge) const { return static_cast<uint64_t>((Weight{1} << 54) - (*edges)[edge].match_weight); }
};

bool tells_values_apart(AttributeType type) {
  return info(type).group != AttributeGroup::kRelation;
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

class GroupMarker {
 public:
  GroupMarker(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups, std::shared_ptr<const survive::GoldenRecords> golden,
              std::shared_ptr<GroupIndex> index, FormerIndex former)
      : records_(std::move(records)), groups_(std::move(groups)), golden_(std::move(golden)), index_(std::move(index)), former_(std::move(former)) {}

  // Units: former groups that are no more, then every group.
  uint64_t start() {
    const size_t sources = records_->sources.size();
    last_seen_.assign(sources, 0);
    index_->origin_counts.assign(golden_->values.size(), std::vector<uint64_t>(sources, 0));
    if (former_.same_groups) {
      *index_ = GroupIndex{former_.index->marks, former_.index->multi_source_count, former_.index->inner_duplicate_count, former_.index->largest_group, std::move(index_->origin_counts)};
    } else {
      index_->marks.assign(groups_->group_count(), 0);
    }
    if (former_.index) {
      index_->multi_source_count = former_.index->multi_source_count;
      index_->inner_duplicate_count = former_.index->inner_duplicate_count;
      for (size_t a = 0; a < golden_->values.size(); ++a)
        if (former_.chosen_alike[a] != 0) index_->origin_counts[a] = former_.index->origin_counts[a];
      count_decided();
    }
    const bool all_alike = former_.index && std::find(former_.chosen_alike.begin(), former_.chosen_alike.end(), 0) == former_.chosen_alike.end();
    return former_.same_groups && all_alike ? 0 : gone_count() + groups_->group_count();
  }

  void mark(uint64_t begin, uint64_t end) {
    for (uint64_t u = begin; u < end; ++u) {
      if (u < gone_count()) forget(former_.changes->gone[u]);
      else mark_one(static_cast<uint32_t>(u - gone_count()));
    }
    if (end == gone_count() + groups_->group_count() && !former_.same_groups)
      for (const uint32_t group : groups_->to_check) index_->marks[group] |= kToCheck;
  }

 private:
  struct Sources { uint32_t different = 0; uint64_t repeats = 0; };
  uint64_t gone_count() const { return former_.index && !former_.same_groups ? former_.changes->gone.size() : 0; }
  uint32_t former_of(uint32_t group) const {
    return !former_.index ? kNoGroup : former_.same_groups ? group : former_.changes->former_of[group];
  }

  // Where groups and rules are as they were, values change that people decide, or decide no more.
  void count_decided() {
    std::vector<std::pair<uint32_t, uint32_t>> decided;  // attribute, group
    for (const survive::HandOutcome& outcome : golden_->by_hand)
      if (outcome.group != kNoGroup) decided.emplace_back(outcome.attribute, outcome.group);
    for (const survive::HandOutcome& outcome : former_.golden->by_hand)
      if (outcome.group != kNoGroup)
        decided.emplace_back(outcome.attribute, groups_->group_of[former_.groups->members[former_.groups->first_member[outcome.group]]]);
    std::sort(decided.begin(), decided.end());
    decided.erase(std::unique(decided.begin(), decided.end()), decided.end());
    for (const auto& [attribute, group] : decided) {
      const uint32_t before = former_of(group);
      if (before == kNoGroup || former_.chosen_alike[attribute] == 0) continue;
      count_origin(*former_.golden, attribute, before, -1);
      count_origin(*golden_, attribute, group, 1);
    }
  }

  Sources sources_of(const RecordIndex* members, size_t count) {
    ++turn_;
    Sources out;
    for (size_t i = 0; i < count; ++i) {
      uint64_t& seen = last_seen_[records_->source_of[members[i]]];
      seen == turn_ ? ++out.repeats : ++out.different;
      seen = turn_;
    }
    return out;
  }

  void forget(uint32_t group) {
    const uint32_t first = former_.groups->first_member[group], last = former_.groups->first_member[group + 1];
    const Sources sources = sources_of(former_.groups->members.data() + first, last - first);
    index_->inner_duplicate_count -= sources.repeats;
    index_->multi_source_count -= sources.different > 1 ? 1 : 0;
    for (size_t a = 0; a < golden_->values.size(); ++a)
      if (former_.chosen_alike[a] != 0) count_origin(*former_.golden, a, group, -1);
  }

  void mark_one(uint32_t group) {
    const uint32_t first = groups_->first_member[group], last = groups_->first_member[group + 1];
    const RecordIndex* members = groups_->members.data() + first;
    const size_t count = last - first;
    index_->largest_group = std::max<uint64_t>(index_->largest_group, count);
    const uint32_t before = former_of(group);
    if (before != kNoGroup && !former_.same_groups) index_->marks[group] = former_.index->marks[before] & static_cast<uint8_t>(~kToCheck);
    else if (before == kNoGroup && count > 1) look_at(group, members, count);
    for (size_t a = 0; a < golden_->values.size(); ++a)
      if (before == kNoGroup || former_.chosen_alike[a] == 0) count_origin(*golden_, a, group, 1);
  }

  void look_at(uint32_t group, const RecordIndex* members, size_t count) {
    const Sources sources = sources_of(members, count);
    index_->inner_duplicate_count += sources.repeats;
    index_->marks[group] |= kSeveralRecords;
    if (sources.different > 1) {
      index_->marks[group] |= kSeveralSources;
      ++index_->multi_source_count;
    }
    for (const Attribute& attribute : records_->attributes) {
      if (!disagree(attribute, members, count)) continue;
      index_->marks[group] |= kDisagreeing;
      break;
    }
  }

  // `step` may wrap around: what is taken off was counted before.
  void count_origin(const survive::GoldenRecords& golden, size_t attribute, uint32_t group, int step) {
    const survive::GoldenValue& value = golden.values[attribute][group];
    if (value.code != kMissing && value.record != kNoRecord) index_->origin_counts[attribute][records_->source_of[value.record]] += static_cast<uint64_t>(int64_t{step});
  }

  std::shared_ptr<const RecordSet> records_;
  std::shared_ptr<const Groups> groups_;
  std::shared_ptr<const survive::GoldenRecords> golden_;
  std::shared_ptr<GroupIndex> index_;
  FormerIndex former_;
  std::vector<uint64_t> last_seen_;  // per source: the turn that it was last seen in
  uint64_t turn_ = 0;
};

}  // namespace

std::vector<Phase> weight_order_phases(std::shared_ptr<const std::vector<Edge>> edges, std::shared_ptr<const std::vector<Edge>> scored,
                                       Weight floor, std::shared_ptr<std::vector<uint32_t>> order) {
  // Filled by a phase before: the edges are read when the first phase starts.
  auto sort = std::make_shared<RadixSort<uint32_t, ByWeight>>(ByWeight{edges.get()});
  const auto count_edges = [edges] { return uint64_t{edges->size()}; };
  const auto collect = [edges, scored, floor, sort](uint64_t begin, uint64_t end) {
    for (uint64_t e = begin; e < end; ++e)
      if ((*edges)[e].match_weight >= floor || (*scored)[e].match_weight < floor) sort->add(static_cast<uint32_t>(e));
  };
  const auto start = [sort, order] {
    const uint64_t units = sort->start();
    if (units == 0) *order = sort->take();
    return units;
  };
  const auto put_in_order = [edges, sort, order](uint64_t begin, uint64_t end) {
    sort->run(begin, end);
    if (end == sort->unit_count()) *order = sort->take();
  };
  return {pass("index.pairs", Unit::kPairs, count_edges, collect, 100000), pass("index.pairs", Unit::kPairs, start, put_in_order, 100000)};
}

std::vector<Phase> group_index_phases(std::shared_ptr<const RecordSet> records, std::shared_ptr<const Groups> groups,
                                      std::shared_ptr<const survive::GoldenRecords> golden, std::shared_ptr<GroupIndex> index, FormerIndex former) {
  auto marker = std::make_shared<GroupMarker>(std::move(records), std::move(groups), std::move(golden), std::move(index), std::move(former));
  return {pass("index.groups", Unit::kGroups, marker, &GroupMarker::start, &GroupMarker::mark, 1000)};
}

}  // namespace jumelles::assessing
