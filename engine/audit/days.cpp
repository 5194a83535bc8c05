// Days on which far more happened than chance puts there.

#include <algorithm>
#include <array>
#include <map>

#include "audit/work.h"
#include "core/ascii.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// Days since 1970-01-01 of an ISO day (Howard Hinnant, "chrono-compatible low-level date algorithms").
int32_t day_number(std::string_view iso) {
  const auto digits = [&](size_t at, size_t count) {
    int value = 0;
    for (size_t i = at; i < at + count; ++i) value = value * 10 + (iso[i] - '0');
    return value;
  };
  int year = digits(0, 4);
  const int month = digits(5, 2), day = digits(8, 2);
  year -= month <= 2;
  const int era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400, of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

bool is_calendar_day(std::string_view iso) { return is_whole_day(iso) && iso.substr(5, 2) != "00" && iso.substr(8, 2) != "00"; }

// Clean values of a table with how many records have each.
std::vector<uint32_t> counts_in(const Work& work, const Attribute& attribute, uint32_t table) {
  std::vector<uint32_t> counts(attribute.clean.size(), 0);
  for (RecordIndex r = work.records().first_record[table]; r < work.records().first_record[table + 1]; ++r) ++counts[attribute.slots[0].codes[r]];
  return counts;
}

void mark(Work& work, uint32_t a, uint32_t table, const std::vector<uint8_t>& crowded, const std::vector<uint32_t>& counts) {
  const Attribute& attribute = work.records().attributes[a];
  Finding& finding = work.finding(K::kCrowdedDay, {a});
  for (RecordIndex r = work.records().first_record[table]; r < work.records().first_record[table + 1]; ++r)
    if (crowded[attribute.slots[0].codes[r]] != 0) add(finding, table, r);
  for (Code code = 1; code < crowded.size(); ++code)
    if (crowded[code] != 0 && counts[code] > 0) finding.values.push_back({std::string(attribute.clean[code]), {}, counts[code]}), ++finding.distinct_count;
}

// A day that has thirty records, twenty times those of the days that have any, and of the thirty days around it. At most ten such days: more
// are how the column is filled.
void check_moments(Work& work, uint32_t a, uint32_t table) {
  constexpr uint32_t kFewest = 30, kTimes = 20, kMostDays = 10;
  constexpr int32_t kAround = 15;
  const Attribute& attribute = work.records().attributes[a];
  const std::vector<uint32_t> counts = counts_in(work, attribute, table);
  std::map<int32_t, uint32_t> of_day;
  uint64_t total = 0;
  for (Code code = 1; code < counts.size(); ++code)
    if (counts[code] > 0 && attribute.validity[code] != Validity::kInvalid && is_calendar_day(attribute.clean[code])) of_day[day_number(attribute.clean[code])] += counts[code], total += counts[code];
  std::vector<int32_t> days;
  for (const auto& [day, count] : of_day) {
    if (count < kFewest || uint64_t{count} * (of_day.size() - 1) <= kTimes * (total - count)) continue;
    uint64_t around = 0;
    for (auto at = of_day.lower_bound(day - kAround); at != of_day.end() && at->first <= day + kAround; ++at)
      if (at->first != day) around += at->second;
    if (uint64_t{count} * 2 * kAround > kTimes * around) days.push_back(day);
  }
  // The only day of a file says nothing of the others.
  if (days.empty() || days.size() > kMostDays || of_day.size() < kFewest) return;
  std::vector<uint8_t> crowded(attribute.clean.size(), 0);
  for (Code code = 1; code < counts.size(); ++code)
    if (counts[code] > 0 && attribute.validity[code] != Validity::kInvalid && is_calendar_day(attribute.clean[code])) crowded[code] = std::binary_search(days.begin(), days.end(), day_number(attribute.clean[code]));
  mark(work, a, table, crowded, counts);
}

// Births by day of the year, whatever the year: five times as many as on the others on average, and twenty.
void check_births(Work& work, uint32_t a, uint32_t table) {
  constexpr uint32_t kFewest = 20, kTimes = 5, kDaysOfYear = 365;
  const Attribute& attribute = work.records().attributes[a];
  const std::vector<uint32_t> counts = counts_in(work, attribute, table);
  const auto place = [](std::string_view iso) { return static_cast<size_t>((iso[5] - '0') * 10 + iso[6] - '0') * 32 + static_cast<size_t>((iso[8] - '0') * 10 + iso[9] - '0'); };
  std::array<uint64_t, 13 * 32> of_day{};
  uint64_t total = 0;
  const auto counted = [&](Code code) { return counts[code] > 0 && attribute.validity[code] != Validity::kInvalid && is_calendar_day(attribute.clean[code]) && place(attribute.clean[code]) < of_day.size(); };
  for (Code code = 1; code < counts.size(); ++code)
    if (counted(code)) of_day[place(attribute.clean[code])] += counts[code], total += counts[code];
  // More than half on one day of the year: the column tells years alone, and the day stands for none.
  if (2 * *std::max_element(of_day.begin(), of_day.end()) > total) return;
  const auto is_crowd = [&](uint64_t count) { return count >= kFewest && count * kDaysOfYear > kTimes * total; };
  // A date of one year may be the whole crowd: then those of other years are like any.
  std::array<uint32_t, 13 * 32> most{};
  for (Code code = 1; code < counts.size(); ++code)
    if (counted(code)) most[place(attribute.clean[code])] = std::max(most[place(attribute.clean[code])], counts[code]);
  std::vector<uint8_t> crowded(attribute.clean.size(), 0);
  bool any = false;
  for (Code code = 1; code < counts.size(); ++code) {
    if (!counted(code)) continue;
    const size_t day = place(attribute.clean[code]);
    const bool is_of_one_year = is_crowd(most[day]) && !is_crowd(of_day[day] - most[day]);
    crowded[code] = is_crowd(of_day[day]) && (!is_of_one_year || counts[code] == most[day]);
    any = any || crowded[code] != 0;
  }
  if (any) mark(work, a, table, crowded, counts);
}

// Customers who came of age on the very day: ten times as many as on each of the sixty days after, and five.
class AgeCheck {
 public:
  AgeCheck(Work& work, int birth, int created) : work_(work), birth_(birth), created_(created) {}

  // Each day once.
  void read_days() {
    const Attribute &births = attribute(birth_), &records_of = attribute(created_);
    births_.assign(births.clean.size(), {});
    records_.assign(records_of.clean.size(), {});
    for (Code code = 1; code < births_.size(); ++code) {
      const std::string_view born = births.clean[code];
      if (!is_calendar_day(born)) continue;
      std::string majority(born.substr(0, 10));
      const int year = year_of(born) + 18;
      for (size_t i = 0, power = 1000; i < 4; ++i, power /= 10) majority[i] = static_cast<char>('0' + (static_cast<size_t>(year) / power) % 10);
      births_[code] = {year_of(born), day_number(majority), true};
    }
    for (Code code = 1; code < records_.size(); ++code)
      if (const std::string_view since = records_of.clean[code]; is_calendar_day(since)) records_[code] = {year_of(since), day_number(since), true};
  }

  void check(uint32_t t) {
    constexpr int32_t kDays = 60;
    constexpr uint32_t kFewest = 5, kTimes = 10;
    const Attribute &births = attribute(birth_), &records_of = attribute(created_);
    std::vector<RecordIndex> on_the_day;
    uint32_t after = 0;
    for (RecordIndex r = work_.records().first_record[t]; r < work_.records().first_record[t + 1]; ++r) {
      const Day &born = births_[births.slots[0].codes[r]], &since = records_[records_of.slots[0].codes[r]];
      const int years = since.year - born.year;
      if (!born.is_known || !since.is_known || (years != 18 && years != 19)) continue;
      const int32_t days = since.number - born.number;
      if (days == 0) on_the_day.push_back(r);
      else if (days > 0 && days <= kDays) ++after;
    }
    if (on_the_day.size() < kFewest || on_the_day.size() * static_cast<size_t>(kDays) <= size_t{kTimes} * after) return;
    Finding& finding = work_.finding(K::kJustOfAge, {static_cast<uint32_t>(birth_), static_cast<uint32_t>(created_)});
    for (const RecordIndex r : on_the_day) add(finding, t, r, std::string(births.clean[births.slots[0].codes[r]]) + " · " + std::string(records_of.clean[records_of.slots[0].codes[r]]));
  }

 private:
  struct Day {
    int year = 0;        // of birth, of the record
    int32_t number = 0;  // of the day of majority, of the record
    bool is_known = false;
  };
  static int year_of(std::string_view iso) { return (iso[0] - '0') * 1000 + (iso[1] - '0') * 100 + (iso[2] - '0') * 10 + iso[3] - '0'; }
  const Attribute& attribute(int a) const { return work_.records().attributes[static_cast<size_t>(a)]; }
  Work& work_;
  int birth_, created_;
  std::vector<Day> births_, records_;  // per clean value
};

}  // namespace

Pieces day_pieces(Work& work) {
  Pieces pieces;
  for (uint32_t a = 0; a < work.records().attributes.size(); ++a) {
    const Attribute& attribute = work.records().attributes[a];
    for (uint32_t t = 0; !attribute.slots.empty() && t < work.source_count(); ++t) {
      if (!work.audit->cell(a, t).present) continue;
      if (attribute.type == T::kBirthDate) pieces.push_back([=, &work] { check_births(work, a, t); });
      else if (info(attribute.type).cleaning == Cleaning::kMoment) pieces.push_back([=, &work] { check_moments(work, a, t); });
    }
  }
  const int birth = work.attribute_of(T::kBirthDate), created = work.attribute_of(T::kCreatedDate);
  if (birth < 0 || created < 0) return pieces;
  const auto ages = std::make_shared<AgeCheck>(work, birth, created);
  pieces.push_back([ages] { ages->read_days(); });
  for (uint32_t t = 0; t < work.source_count(); ++t) pieces.push_back([=] { ages->check(t); });
  return pieces;
}

}  // namespace jumelles::audit
