#include "profile/birth_parts.h"

#include <algorithm>
#include <bit>
#include <string>
#include <string_view>

#include "standardize/dates.h"

namespace jumelles::profile {
namespace {

enum Part : size_t { kYear, kMonth, kDay };

constexpr double kMostWrong = 0.2;            // share of rows whose parts make no date: slips of the pen
constexpr uint32_t kFewestRows = 20;          // for content to say it alone
constexpr int kRecentYears = 15;              // before the latest: dealings lie there, births mostly do not
constexpr double kMostRecent = 0.35;
constexpr int kFewestMonths = 10, kFewestDays = 20;

constexpr std::array<std::string_view, 3> kBirthKeys = {"birth_year", "birth_month", "birth_day"}, kKeys = {"year", "month", "day"};

// What three columns hold, read as year, month and day.
struct Reading {
  uint32_t dates = 0, wrong = 0;
  std::vector<uint32_t> years = std::vector<uint32_t>(2201, 0);
  uint32_t months = 0, days = 0;  // a bit for each that is there

  double wrong_share() const { return static_cast<double>(wrong) / std::max<uint32_t>(1, dates + wrong); }
  // Far apart, and not mostly of late.
  bool like_births() const {
    size_t latest = years.size() - 1;
    while (latest > 0 && years[latest] == 0) --latest;
    uint32_t recent = 0;
    for (size_t year = latest - std::min<size_t>(latest, kRecentYears); year <= latest; ++year) recent += years[year];
    return recent <= kMostRecent * dates;
  }
  bool fills_the_calendar() const { return std::popcount(months) >= kFewestMonths && std::popcount(days) >= kFewestDays; }
};

Reading read(const Table& table, const std::array<size_t, 3>& columns) {
  Reading out;
  std::string text;
  for (uint32_t row = 0; row < table.row_count(); ++row) {
    text.clear();
    standardize::join_date_parts(table.columns[columns[kYear]].text(row), table.columns[columns[kMonth]].text(row),
                                 table.columns[columns[kDay]].text(row), text);
    if (text.empty()) continue;
    const standardize::ParsedDate date = standardize::parse_date(text, standardize::DateOrder::kYearFirst);
    if (!date.recognized || !date.real) {
      ++out.wrong;
      continue;
    }
    ++out.dates;
    ++out.years[static_cast<size_t>(date.year)];
    if (date.month > 0) out.months |= 1u << date.month;
    if (date.day > 0) out.days |= 1u << date.day;
  }
  return out;
}

// Whether all values may be such a part; decides for most columns after a few values.
bool may_be(const Column& column, Part part) {
  const uint32_t most = part == kYear ? 2200 : part == kMonth ? 12 : 31;
  uint32_t wrong = 0;
  for (Code code = 1; code < column.values.size(); ++code) {
    const std::string_view text = column.values[code];
    uint32_t value = 0;
    bool digits = text.size() <= 6 && !text.empty();
    for (const char c : text.substr(0, std::min(text.find('.'), text.size()))) {
      digits = digits && c >= '0' && c <= '9';
      value = value * 10 + static_cast<uint32_t>(c - '0');
    }
    const bool fits = digits && value <= most && (part != kYear || value >= 1850);
    if (!fits && ++wrong > 20 + column.values.size() / 20) return false;
  }
  return column.values.size() > 2;
}

}  // namespace

std::optional<BirthParts> find_birth_parts(const Table& table, const std::vector<HeaderMeaning>& headers, const std::vector<size_t>& free, bool persons) {
  BirthParts parts;
  const auto named = [&](const std::array<std::string_view, 3>& keys) {
    size_t found = 0;
    for (const Part part : {kYear, kMonth, kDay})
      for (const size_t c : free)
        if (!headers[c].readings.empty() && headers[c].readings[0].key == keys[part]) {
          parts.columns[part] = c;
          ++found;
          break;
        }
    return found == keys.size();
  };
  const bool says_birth = named(kBirthKeys);
  if (says_birth || (persons && named(kKeys))) {
    const Reading reading = read(table, parts.columns);
    if (reading.dates == 0 || reading.wrong_share() > kMostWrong || (!says_birth && !reading.like_births())) return std::nullopt;
    parts.by_header = true;
    return parts;
  }
  if (!persons || table.row_count() < kFewestRows) return std::nullopt;
  const auto is_free = [&](size_t c) { return std::find(free.begin(), free.end(), c) != free.end(); };
  for (const size_t c : free) {
    if (!is_free(c + 1) || !is_free(c + 2)) continue;
    constexpr std::array<size_t, 3> kOrders[] = {{0, 1, 2}, {2, 1, 0}, {2, 0, 1}};  // place of year, month, day
    for (const auto& order : kOrders) {
      for (const Part part : {kYear, kMonth, kDay}) parts.columns[part] = c + order[part];
      if (!may_be(table.columns[parts.columns[kYear]], kYear) || !may_be(table.columns[parts.columns[kMonth]], kMonth) ||
          !may_be(table.columns[parts.columns[kDay]], kDay))
        continue;
      const Reading reading = read(table, parts.columns);
      if (reading.dates >= kFewestRows && reading.wrong_share() <= kMostWrong && reading.fills_the_calendar() && reading.like_births()) return parts;
    }
  }
  return std::nullopt;
}

}  // namespace jumelles::profile
