// Rules that the data itself keeps: a value of one attribute that tells the value of another one, and the records that depart from it.

#include <algorithm>
#include <map>
#include <string_view>

#include "audit/work.h"
#include "core/hash.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// A rule is one where at most one of twenty departs from what is usual for its value, and knowing the value makes a wrong guess ten times rarer.
constexpr double kMostExceptions = 0.05, kGain = 10;
constexpr uint32_t kFewestOfValue = 5;        // fewer records of a value tell no rule
constexpr uint32_t kFewestRecords = 200;
constexpr uint32_t kTimesAsUsual = 10;        // as exceptions, those are shown that are ten times rarer than what is usual
constexpr uint32_t kSampled = 50'000;         // records, by whole values

// Records by the value that they have of an attribute: those of a value together.
struct Grouped {
  std::vector<RecordIndex> records;
  std::vector<uint32_t> ends;  // of the values with enough records
};

// What records are grouped by: the attribute's values, or what their beginnings say; 0 is none.
struct Grouping {
  const Attribute& attribute;
  std::vector<uint32_t> of_value;  // per comparison code; empty: the code itself
  uint32_t count = 0;              // of groups, 0 with them
  uint32_t of(RecordIndex record) const {
    const Code code = compared(attribute, record);
    return of_value.empty() ? code : of_value[code];
  }
};

Grouping by_value(const Attribute& attribute) { return {attribute, {}, attribute.comparison.size()}; }

// Postcodes begin with what tells a department, a state or a region, of which each has more records than one postcode.
Grouping by_beginning(const Attribute& postcodes) {
  Grouping out{postcodes, std::vector<uint32_t>(postcodes.comparison.size(), 0), 1};
  std::map<std::string_view, uint32_t> groups;
  for (Code code = 1; code < postcodes.comparison.size(); ++code) {
    const std::string_view postcode = postcodes.comparison[code];
    if (postcode.size() < 4) continue;
    const auto [at, is_new] = groups.emplace(postcode.substr(0, postcode.substr(0, 2) == "97" ? 3 : 2), out.count);
    out.of_value[code] = at->second;
    out.count += is_new;
  }
  return out;
}

Grouped group(const Grouping& grouping, uint32_t record_count, uint32_t one_of) {
  Grouped out;
  std::vector<uint32_t> places(grouping.count, 0);
  for (RecordIndex r = 0; r < record_count; ++r) ++places[grouping.of(r)];
  uint32_t total = 0;
  for (uint32_t code = 0; code < grouping.count; ++code) {
    const uint32_t count = places[code];
    const bool wanted = code != kMissing && count >= kFewestOfValue && (one_of <= 1 || mix(code) % one_of == 0);
    places[code] = wanted ? total : UINT32_MAX;
    if (wanted) out.ends.push_back(total += count);
  }
  out.records.resize(total);
  for (RecordIndex r = 0; r < record_count; ++r)
    if (uint32_t& place = places[grouping.of(r)]; place != UINT32_MAX) out.records[place++] = r;
  return out;
}

// Calls f(records, codes with their counts, the most frequent first) for each value's records that have the other attribute, too.
template <class F>
void for_values(const Grouped& grouped, const Attribute& other, F f) {
  std::vector<std::pair<Code, RecordIndex>> of_value;
  std::vector<std::pair<uint32_t, Code>> counts;
  uint32_t begin = 0;
  for (const uint32_t end : grouped.ends) {
    of_value.clear();
    for (uint32_t i = begin; i < end; ++i)
      if (const Code code = compared(other, grouped.records[i]); code != kMissing) of_value.emplace_back(code, grouped.records[i]);
    begin = end;
    if (of_value.size() < kFewestOfValue) continue;
    std::sort(of_value.begin(), of_value.end());
    counts.clear();
    for (size_t i = 0; i < of_value.size(); ++i) {
      if (i == 0 || of_value[i].first != of_value[i - 1].first) counts.emplace_back(0, of_value[i].first);
      ++counts.back().first;
    }
    std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    f(of_value, counts);
  }
}

bool is_rule(const Grouped& grouped, const Attribute& other, double base_error) {
  uint64_t records = 0, exceptions = 0;
  for_values(grouped, other, [&](const auto& of_value, const auto& counts) {
    records += of_value.size();
    exceptions += of_value.size() - counts[0].first;
  });
  if (records < kFewestRecords || exceptions == 0) return false;
  const double error = static_cast<double>(exceptions) / static_cast<double>(records);
  return error <= kMostExceptions && base_error >= kGain * error;
}

// How often a guess of the most frequent value is wrong.
double base_error(const Attribute& attribute, uint32_t record_count) {
  std::vector<uint32_t> counts(attribute.comparison.size(), 0);
  for (RecordIndex r = 0; r < record_count; ++r) ++counts[compared(attribute, r)];
  uint64_t filled = 0;
  uint32_t most = 0;
  for (Code code = 1; code < counts.size(); ++code) filled += counts[code], most = std::max(most, counts[code]);
  return filled == 0 ? 0 : 1 - static_cast<double>(most) / static_cast<double>(filled);
}

bool takes_part(const Attribute& attribute) {
  if (attribute.slots.empty() || attribute.comparison.size() < 3) return false;
  switch (info(attribute.type).cleaning) {
    case Cleaning::kMoment:
    case Cleaning::kConsent:
    case Cleaning::kRefusal:
    case Cleaning::kDate: return false;
    default: return true;
  }
}

// Told by checks of their own, or one made from the other.
bool is_known(T a, T b) {
  const auto both = [&](T x, T y) { return (a == x && b == y) || (a == y && b == x); };
  const auto is_person = [](T type) { return type == T::kGivenName || type == T::kSurname || type == T::kFullName; };
  return both(T::kPostcode, T::kCity) || both(T::kGivenName, T::kCivility) || both(T::kGivenName, T::kGender) || both(T::kSiren, T::kSiret) || both(T::kSiren, T::kVat) ||
         (is_person(a) && is_person(b));
}

// Attributes that take part, with how often a guess of their most frequent value is wrong.
struct Taking { std::vector<uint32_t> attributes; std::vector<double> errors; };

void add_exceptions(Work& work, uint32_t a, uint32_t b, const Grouped& grouped) {
  const RecordSet& records = work.records();
  const Attribute &from = records.attributes[a], &to = records.attributes[b];
  Finding& finding = work.finding(K::kDependency, {a, b});
  for_values(grouped, to, [&](const auto& of_value, const auto& counts) {
    finding.of_count += of_value.size();
    for (const auto& [code, record] : of_value) {
      uint32_t times = 0;
      for (const auto& [n, c] : counts)
        if (c == code) times = n;
      if (counts[0].first < kTimesAsUsual * times) continue;
      add(finding, records.table_of(record), record, std::string(from.clean[from.slots[0].codes[record]]) + " · " + std::string(to.clean[to.slots[0].codes[record]]));
    }
  });
}

// Rules from that attribute, as it is grouped, to those not yet `told`.
void find_rules(Work& work, uint32_t a, const Grouping& grouping, const Taking& taking, std::vector<uint8_t>& told) {
  const RecordSet& records = work.records();
  const uint32_t count = records.record_count();
  const Grouped sample = group(grouping, count, count / kSampled);
  Grouped all;
  for (size_t i = 0; i < taking.attributes.size(); ++i) {
    const uint32_t b = taking.attributes[i];
    const Attribute& to = records.attributes[b];
    if (a == b || told[i] != 0 || is_known(grouping.attribute.type, to.type) || !is_rule(sample, to, taking.errors[i])) continue;
    if (all.ends.empty()) all = group(grouping, count, 1);
    if (!is_rule(all, to, taking.errors[i])) continue;
    told[i] = 1;
    add_exceptions(work, a, b, all);
  }
}

// Units: the attributes that take part, once for what a guess of each is worth, once for the rules from it.
class Dependencies {
 public:
  explicit Dependencies(std::shared_ptr<Work> work) : work_(std::move(work)) {}
  uint64_t start() {
    const RecordSet& records = work_->records();
    for (uint32_t a = 0; a < records.attributes.size(); ++a)
      if (takes_part(records.attributes[a])) taking_.attributes.push_back(a);
    return 2 * taking_.attributes.size();
  }
  void run(uint64_t begin, uint64_t end) {
    const RecordSet& records = work_->records();
    const size_t count = taking_.attributes.size();
    for (uint64_t unit = begin; unit < end; ++unit) {
      const uint32_t a = taking_.attributes[unit % count];
      const Attribute& from = records.attributes[a];
      if (unit < count) {
        taking_.errors.push_back(base_error(from, records.record_count()));
        continue;
      }
      std::vector<uint8_t> told(count, 0);
      if (from.type == T::kPostcode) find_rules(*work_, a, by_beginning(from), taking_, told);
      find_rules(*work_, a, by_value(from), taking_, told);
    }
  }

 private:
  std::shared_ptr<Work> work_;
  Taking taking_;
};

}  // namespace

Phases dependency_phases(const std::shared_ptr<Work>& work) {
  return {pass("audit.rules", Unit::kSteps, std::make_shared<Dependencies>(work), &Dependencies::start, &Dependencies::run, 1)};
}

}  // namespace jumelles::audit
