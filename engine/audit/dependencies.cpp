// Rules that the data itself keeps: a value of one attribute that tells the value of another one, and the records that depart from it.

#include <algorithm>
#include <map>
#include <optional>
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
  std::vector<uint32_t> places(grouping.count, 0), group_of(record_count);
  for (RecordIndex r = 0; r < record_count; ++r) ++places[group_of[r] = grouping.of(r)];
  uint32_t total = 0;
  for (uint32_t code = 0; code < grouping.count; ++code) {
    const uint32_t count = places[code];
    const bool wanted = code != kMissing && count >= kFewestOfValue && (one_of <= 1 || mix(code) % one_of == 0);
    places[code] = wanted ? total : UINT32_MAX;
    if (wanted) out.ends.push_back(total += count);
  }
  out.records.resize(total);
  for (RecordIndex r = 0; r < record_count; ++r)
    if (uint32_t& place = places[group_of[r]]; place != UINT32_MAX) out.records[place++] = r;
  return out;
}

// What the records of one value have of the other attribute.
struct OfValue {
  const RecordIndex* records = nullptr;
  std::vector<Code> codes;      // of each record, kMissing among them
  uint32_t filled = 0, most = 0;  // records that have any, and the most frequent one
};

// Calls f(what the records of a value have) for each value of which enough have the other attribute, as long as it says so. `times`, per code,
// holds during the call how many have each; it has room for all codes, and is 0 before and after.
template <class F>
void for_values(const Grouped& grouped, const Attribute& other, std::vector<uint32_t>& times, F f) {
  OfValue of;
  bool goes_on = true;
  uint32_t begin = 0;
  for (size_t g = 0; g < grouped.ends.size() && goes_on; ++g) {
    of.records = grouped.records.data() + begin;
    of.codes.clear();
    of.filled = of.most = 0;
    for (uint32_t i = begin; i < grouped.ends[g]; ++i) {
      const Code code = compared(other, grouped.records[i]);
      of.codes.push_back(code);
      if (code != kMissing) ++of.filled, of.most = std::max(of.most, ++times[code]);
    }
    begin = grouped.ends[g];
    if (of.filled >= kFewestOfValue) goes_on = f(of);
    for (const Code code : of.codes) times[code] = 0;
  }
}

bool is_rule(const Grouped& grouped, const Attribute& other, double base_error, std::vector<uint32_t>& times) {
  // More are too many, however many records there will be.
  const auto most_exceptions = static_cast<uint64_t>(kMostExceptions * static_cast<double>(grouped.records.size())) + 1;
  uint64_t records = 0, exceptions = 0;
  for_values(grouped, other, times, [&](const OfValue& of) {
    records += of.filled;
    exceptions += of.filled - of.most;
    return exceptions <= most_exceptions;
  });
  if (records < kFewestRecords || exceptions == 0 || exceptions > most_exceptions) return false;
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

// By value, and then by record.
void add_exceptions(Work& work, uint32_t a, uint32_t b, const Grouped& grouped, std::vector<uint32_t>& times) {
  const RecordSet& records = work.records();
  const Attribute &from = records.attributes[a], &to = records.attributes[b];
  Finding& finding = work.finding(K::kDependency, {a, b});
  std::vector<std::pair<Code, RecordIndex>> exceptions;
  for_values(grouped, to, times, [&](const OfValue& of) {
    finding.of_count += of.filled;
    exceptions.clear();
    for (size_t i = 0; i < of.codes.size(); ++i)
      if (of.codes[i] != kMissing && of.most >= kTimesAsUsual * times[of.codes[i]]) exceptions.emplace_back(of.codes[i], of.records[i]);
    std::sort(exceptions.begin(), exceptions.end());
    for (const auto& [code, record] : exceptions)
      add(finding, records.table_of(record), record, std::string(from.clean[from.slots[0].codes[record]]) + " · " + std::string(to.clean[to.slots[0].codes[record]]));
    return true;
  });
}

// Rules from each attribute that takes part to each other one: looked for in a sample, and then held against all records.
class Dependencies {
 public:
  explicit Dependencies(std::shared_ptr<Work> work) : work_(std::move(work)) {}
  uint64_t start_errors() {
    size_t most = 0;
    for (uint32_t a = 0; a < attributes().size(); ++a)
      if (takes_part(attributes()[a])) taking_.push_back(a), most = std::max<size_t>(most, attributes()[a].comparison.size());
    times_.assign(most, 0);
    return taking_.size();
  }
  void find_errors(uint64_t begin, uint64_t end) {
    for (uint64_t i = begin; i < end; ++i) errors_.push_back(base_error(attributes()[taking_[i]], work_->record_count()));
  }
  // Units: of each grouping a sample, and the steps to a rule to each other attribute.
  uint64_t start() {
    for (const uint32_t a : taking_) {
      if (attributes()[a].type == T::kPostcode) groupings_.push_back({a, true});
      groupings_.push_back({a, false});
    }
    return groupings_.size() * units_per_grouping();
  }
  void run(uint64_t begin, uint64_t end) {
    for (uint64_t unit = begin; unit < end; ++unit) {
      const uint64_t of_grouping = unit % units_per_grouping();
      const auto [a, by_beginnings] = groupings_[unit / units_per_grouping()];
      if (of_grouping == 0) begin_grouping(a, by_beginnings);
      else take_step(a, (of_grouping - 1) / kSteps, (of_grouping - 1) % kSteps);
    }
  }

 private:
  static constexpr uint64_t kSteps = 4;
  const std::vector<Attribute>& attributes() const { return work_->records().attributes; }
  uint64_t units_per_grouping() const { return 1 + kSteps * taking_.size(); }

  void begin_grouping(uint32_t a, bool by_beginnings) {
    // What the beginnings of postcodes tell, whole ones need not tell again.
    if (told_by_ != a) told_.assign(taking_.size(), 0);
    told_by_ = a;
    grouping_.emplace(by_beginnings ? by_beginning(attributes()[a]) : by_value(attributes()[a]));
    sample_ = group(*grouping_, work_->record_count(), work_->record_count() / kSampled);
    all_ = {};
  }

  void take_step(uint32_t a, size_t i, uint64_t step) {
    const uint32_t b = taking_[i];
    const Attribute& to = attributes()[b];
    if (step == 0) may_be_ = a != b && told_[i] == 0 && !is_known(attributes()[a].type, to.type) && is_rule(sample_, to, errors_[i], times_);
    if (!may_be_) return;
    if (step == 1 && all_.ends.empty()) all_ = group(*grouping_, work_->record_count(), 1);
    if (step == 2) may_be_ = is_rule(all_, to, errors_[i], times_);
    if (step == 3) told_[i] = 1, add_exceptions(*work_, a, b, all_, times_);
  }

  struct From { uint32_t attribute; bool by_beginnings; };
  std::shared_ptr<Work> work_;
  std::vector<uint32_t> taking_;  // attributes
  std::vector<double> errors_;    // how often a guess of the most frequent value of each is wrong
  std::vector<From> groupings_;
  std::vector<uint32_t> times_;   // see for_values
  // Of the grouping at work.
  uint32_t told_by_ = UINT32_MAX;
  std::vector<uint8_t> told_;     // per attribute that takes part
  std::optional<Grouping> grouping_;
  Grouped sample_, all_;
  bool may_be_ = false;           // the rule at hand
};

}  // namespace

Phases dependency_phases(const std::shared_ptr<Work>& work) {
  const auto rules = std::make_shared<Dependencies>(work);
  return {pass("audit.rules", Unit::kSteps, rules, &Dependencies::start_errors, &Dependencies::find_errors, 1), pass("audit.rules", Unit::kSteps, rules, &Dependencies::start, &Dependencies::run, 1)};
}

}  // namespace jumelles::audit
