#include "assessing/source_quality.h"

#include <algorithm>
#include <map>
#include <utility>

namespace jumelles::assessing {
namespace {

// What tells that the rows of a table are orders, visits and the like, of whom the customers are that matching finds.
struct Events {
  bool are_numbered = false;      // each has a number of its own, and a date or an amount
  std::vector<uint32_t> dates;    // attributes: when they were
  uint64_t groups = 0, copied = 0;  // customers of several rows; of these, those who are written alike in all, on different dates
};

struct Work {
  std::shared_ptr<const RunResult> result;
  std::shared_ptr<SourceQuality> quality;
  Weight threshold = 0;
  std::vector<size_t> attributes;                      // that can be compared
  std::vector<size_t> own;                             // of these, those that stay with a customer
  std::vector<Events> events;                          // per table
  std::vector<TableAgreement> agreements;              // attribute, a, b: all of them
  std::map<std::vector<uint32_t>, uint64_t> overlaps;
  // Of a group: per table, its members; per table and attribute at work, comparison codes.
  std::vector<std::vector<RecordIndex>> members;
  std::vector<std::vector<Code>> codes;
  std::vector<uint32_t> dates;                         // of the latest of these records that has the attribute; 0: not dated
  const Attribute* updated = nullptr;                  // when records were last changed; null: nobody says so
  std::vector<uint32_t> date_ranks;                    // of its clean values, in time; 0: none

  const RecordSet& records() const { return *result->records; }
  uint32_t table_count() const { return static_cast<uint32_t>(result->tables.size()); }
};

// Days in their order: ISO dates sort as texts. Times of the day do not matter.
void rank_dates(Work& work) {
  for (const Attribute& attribute : work.records().attributes)
    if (attribute.type == AttributeType::kUpdatedDate) work.updated = &attribute;
  if (work.updated == nullptr) return;
  const Dictionary& texts = work.updated->clean;
  std::vector<Code> order;
  for (Code code = 1; code < texts.size(); ++code)
    if (work.updated->validity[code] != Validity::kInvalid && texts[code].size() >= 10) order.push_back(code);
  std::sort(order.begin(), order.end(), [&](Code a, Code b) { return texts[a] < texts[b]; });
  work.date_ranks.assign(texts.size(), 0);
  uint32_t rank = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || texts[order[i]].substr(0, 10) != texts[order[i - 1]].substr(0, 10)) ++rank;
    work.date_ranks[order[i]] = rank;
  }
}

uint32_t date_of(const Work& work, RecordIndex record) {
  if (work.updated == nullptr) return 0;
  uint32_t latest = 0;
  for (const Attribute::Slot& slot : work.updated->slots) latest = std::max(latest, work.date_ranks[slot.codes[record]]);
  return latest;
}

Events events_of(const Work& work, uint32_t t) {
  Events events;
  bool has_number = false, has_amount = false;
  for (const ColumnMapping& column : work.result->mapping[t]) {
    const bool is_event = column.role_reason_id == "event";
    const bool is_date = info(column.type).judging == Judging::kDate;
    has_number = has_number || (is_event && !is_date);
    has_amount = has_amount || (column.type == AttributeType::kNumber && column.role == ColumnRole::kMeasure);
    const int attribute = is_event && is_date ? work.records().find(column.attribute) : -1;
    if (attribute >= 0 && !work.records().attributes[static_cast<size_t>(attribute)].slots.empty()) events.dates.push_back(static_cast<uint32_t>(attribute));
  }
  events.are_numbered = has_number && (has_amount || !events.dates.empty());
  return events;
}

bool say_the_same(const Attribute& attribute, const std::vector<RecordIndex>& members) {
  const auto code = [&](RecordIndex record) { return attribute.comparison_of[attribute.slots[0].codes[record]]; };
  return std::all_of(members.begin(), members.end(), [&](RecordIndex record) { return code(record) == code(members[0]); });
}

void count_events(Work& work, uint32_t t, const std::vector<RecordIndex>& members) {
  Events& events = work.events[t];
  if (events.are_numbered || events.dates.empty()) return;
  const std::vector<Attribute>& attributes = work.records().attributes;
  ++events.groups;
  events.copied += std::any_of(events.dates.begin(), events.dates.end(), [&](uint32_t a) { return !say_the_same(attributes[a], members); }) &&
                   std::all_of(work.own.begin(), work.own.end(), [&](size_t a) { return say_the_same(attributes[a], members); });
}

uint64_t start(Work& work) {
  const uint32_t tables = work.table_count();
  *work.quality = {};
  work.quality->duplicates.assign(tables, 0);
  work.quality->returns.assign(tables, 0);
  work.quality->unmatchable.assign(tables, 0);
  work.quality->is_unmatchable.assign(work.records().record_count(), 0);
  work.quality->is_duplicate.assign(work.records().record_count(), 0);
  work.quality->is_return.assign(work.records().record_count(), 0);
  for (uint32_t t = 0; t < tables; ++t) work.events.push_back(events_of(work, t));
  work.threshold = weight_from_probability(work.result->project.link.threshold);
  for (size_t a = 0; a < work.records().attributes.size(); ++a) {
    if (!comparable(work.records().attributes[a])) continue;
    work.attributes.push_back(a);
    if (const AttributeGroup group = info(work.records().attributes[a].type).group; group != AttributeGroup::kNone && group != AttributeGroup::kOther) work.own.push_back(a);
    for (uint32_t x = 0; x < tables; ++x)
      for (uint32_t y = x + 1; y < tables; ++y) work.agreements.push_back({static_cast<uint32_t>(a), x, y});
  }
  work.members.resize(tables);
  work.codes.resize(tables);
  work.dates.assign(tables, 0);
  rank_dates(work);
  return work.result->link->scorer == nullptr ? 0 : work.records().record_count();
}

// A record is compared with itself: nothing could be more alike, with all that it says being as rare as it is.
void weigh(Work& work, uint64_t begin, uint64_t end) {
  for (auto r = static_cast<RecordIndex>(begin); r < end; ++r) {
    if (work.result->link->scorer->score(r, r) >= work.threshold) continue;
    work.quality->is_unmatchable[r] = 1;
    ++work.quality->unmatchable[work.records().table_of(r)];
  }
}

bool share_one(const std::vector<Code>& a, const std::vector<Code>& b) {
  return std::any_of(a.begin(), a.end(), [&](Code code) { return std::find(b.begin(), b.end(), code) != b.end(); });
}

void compare_tables(Work& work, const std::vector<uint32_t>& present, TableAgreement* agreements) {
  const uint32_t tables = work.table_count();
  for (size_t i = 0; i < present.size(); ++i)
    for (size_t j = i + 1; j < present.size(); ++j) {
      const uint32_t a = present[i], b = present[j];
      // Its place among the pairs a < b of so many tables.
      TableAgreement& pair = agreements[size_t{a} * tables - size_t{a} * (a + 1) / 2 + (b - a - 1)];
      const std::vector<Code> &x = work.codes[a], &y = work.codes[b];
      if (x.empty() || y.empty()) {
        pair.a_alone_count += !x.empty();
        pair.b_alone_count += !y.empty();
        continue;
      }
      ++pair.pair_count;
      if (work.dates[a] != 0 && work.dates[b] != 0) {
        pair.a_newer_count += work.dates[a] > work.dates[b];
        pair.b_newer_count += work.dates[b] > work.dates[a];
      }
      if (share_one(x, y)) {
        ++pair.same_count;
        continue;
      }
      bool with_a = false, with_b = false;
      for (const uint32_t c : present) {
        if (c == a || c == b) continue;
        with_a = with_a || share_one(work.codes[c], x);
        with_b = with_b || share_one(work.codes[c], y);
      }
      pair.third_with_a_count += with_a && !with_b;
      pair.third_with_b_count += with_b && !with_a;
    }
}

void compare(Work& work, uint64_t begin, uint64_t end) {
  const Groups& groups = *work.result->groups;
  const uint32_t tables = work.table_count();
  const size_t pairs = size_t{tables} * (tables - (tables > 0)) / 2;
  std::vector<uint32_t> present;
  for (uint64_t g = begin; g < end; ++g) {
    for (auto& of_table : work.members) of_table.clear();
    present.clear();
    for (uint32_t i = groups.first_member[g]; i < groups.first_member[g + 1]; ++i) {
      const RecordIndex record = groups.members[i];
      std::vector<RecordIndex>& of_table = work.members[work.records().table_of(record)];
      if (!of_table.empty()) work.quality->is_duplicate[record] = 1;
      of_table.push_back(record);
    }
    for (uint32_t t = 0; t < tables; ++t) {
      if (work.members[t].empty()) continue;
      present.push_back(t);
      work.quality->duplicates[t] += work.members[t].size() - 1;
      if (work.members[t].size() > 1) count_events(work, t, work.members[t]);
    }
    ++work.overlaps[present];
    if (present.size() < 2) continue;
    for (size_t k = 0; k < work.attributes.size(); ++k) {
      const Attribute& attribute = work.records().attributes[work.attributes[k]];
      for (const uint32_t t : present) {
        work.codes[t].clear();
        work.dates[t] = 0;
        for (const RecordIndex record : work.members[t]) {
          const size_t before = work.codes[t].size();
          for (const Attribute::Slot& slot : attribute.slots)
            if (const Code code = attribute.comparison_of[slot.codes[record]]; code != kMissing) work.codes[t].push_back(code);
          if (work.codes[t].size() > before) work.dates[t] = std::max(work.dates[t], date_of(work, record));
        }
      }
      compare_tables(work, present, work.agreements.data() + k * pairs);
    }
  }
}

// A customer who orders twice is no duplicate. Where rows have no number that says what they are, most customers of several rows must be
// copied from one account: people who come twice by mistake are written differently, and lists of customers do not date what they did.
void tell_returns(Work& work) {
  SourceQuality& quality = *work.quality;
  for (uint32_t t = 0; t < work.table_count(); ++t) {
    const Events& events = work.events[t];
    if (!events.are_numbered && 2 * events.copied <= events.groups) continue;
    quality.returns[t] = std::exchange(quality.duplicates[t], 0);
    for (RecordIndex r = work.records().first_record[t]; r < work.records().first_record[t + 1]; ++r) std::swap(quality.is_return[r], quality.is_duplicate[r]);
  }
}

void finish(Work& work) {
  tell_returns(work);
  for (const TableAgreement& pair : work.agreements)
    if (pair.pair_count + pair.a_alone_count + pair.b_alone_count > 0) work.quality->agreements.push_back(pair);
  for (const auto& [tables, count] : work.overlaps) work.quality->overlaps.push_back({tables, count});
  std::stable_sort(work.quality->overlaps.begin(), work.quality->overlaps.end(), [](const TableOverlap& a, const TableOverlap& b) { return a.count > b.count; });
}

}  // namespace

std::vector<Phase> source_quality_phases(std::shared_ptr<const RunResult> result, std::shared_ptr<SourceQuality> quality) {
  auto work = std::make_shared<Work>();
  work->result = std::move(result);
  work->quality = std::move(quality);
  std::vector<Phase> phases;
  phases.push_back(pass("quality.attainable", Unit::kRecords, work, start, weigh, 1000));
  phases.push_back(pass("quality.agreement", Unit::kGroups, work, [](const Work& w) { return uint64_t{w.result->groups->group_count()}; }, compare, 500));
  phases.push_back(step("quality.agreement", work, finish));
  return phases;
}

}  // namespace jumelles::assessing
