#include "monitoring/history.h"

#include <algorithm>

#include "core/ascii.h"

namespace jumelles::monitoring {
namespace {

constexpr int64_t kDayMs = 86'400'000;

struct Day { int64_t year = 0, month = 0, day = 0; };

// Days since 1970 to a civil date, and back (Howard Hinnant, "chrono-compatible low-level date algorithms").
Day day_of(uint64_t at_ms) {
  const int64_t days = static_cast<int64_t>(at_ms) / kDayMs + 719'468, era = days / 146'097, of_era = days - era * 146'097;
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), shifted = (5 * of_year + 2) / 153;
  const int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {year_of_era + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1};
}

}  // namespace

uint64_t month_of(uint64_t at_ms) {
  if (at_ms == 0) return 0;
  const Day day = day_of(at_ms);
  return static_cast<uint64_t>(day.year * 12 + day.month - 1);
}

std::string day_text(uint64_t at_ms) {
  if (at_ms == 0) return {};
  const Day day = day_of(at_ms);
  const auto two = [](int64_t number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
  return std::to_string(day.year) + two(day.month) + two(day.day);
}

uint64_t at_ms_of(const std::string& iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return 0;
  const auto number = [&](size_t from, size_t count) {
    int64_t value = 0;
    for (size_t i = from; i < from + count; ++i) value = is_digit(iso[i]) ? value * 10 + (iso[i] - '0') : -10'000;
    return value;
  };
  const int64_t year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) return 0;
  const int64_t y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
  const int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return static_cast<uint64_t>((era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468) * kDayMs);
}

bool is_of_same_files(const QualityFigures& a, const QualityFigures& b) {
  if (a.sources.size() != b.sources.size()) return false;
  for (const SourceFigures& source : a.sources) {
    const SourceFigures* other = find_source(b, source.name);
    // Without a hash, whatever says the same is the same.
    if (other == nullptr || other->hash != source.hash || other->record_count != source.record_count || (source.hash.empty() && a.cells != b.cells)) return false;
  }
  return true;
}

void keep(std::vector<Point>& points, Point now) {
  for (Point& point : points) {
    if (!is_of_same_files(point.figures, now.figures)) continue;
    if (!now.figures.is_matched && point.figures.is_matched) {  // what a matching has found of these files is known
      for (FindingFigures& finding : point.figures.findings)
        if (finding.kind == "duplicate" || finding.kind == "unmatchable") now.figures.findings.push_back(std::move(finding));
      now.figures.is_matched = true;
    }
    point.run = now.run;
    if (point.at_ms == 0) point.at_ms = now.at_ms;
    point.figures = std::move(now.figures);
    return;
  }
  const auto place = std::find_if(points.begin(), points.end(), [&](const Point& point) { return now.at_ms != 0 && point.at_ms > now.at_ms; });
  points.insert(place, std::move(now));
  if (points.size() > kMostPoints) points.erase(points.begin());
}

const Point* former_point(const std::vector<Point>& points, const QualityFigures& now, uint64_t at_ms) {
  // What is looked at may be of an earlier month itself.
  size_t end = points.size();
  for (size_t p = 0; p < points.size(); ++p)
    if (is_of_same_files(points[p].figures, now)) end = p, at_ms = points[p].at_ms;
  const uint64_t month = month_of(at_ms);
  const Point* last = nullptr;
  const Point* of_earlier_month = nullptr;
  for (size_t p = 0; p < end; ++p) {
    last = &points[p];
    if (month != 0 && points[p].at_ms != 0 && month_of(points[p].at_ms) < month) of_earlier_month = last;
  }
  return of_earlier_month != nullptr ? of_earlier_month : last;
}

std::vector<Point> monthly(const std::vector<Point>& points) {
  std::vector<Point> out;
  for (const Point& point : points) {
    const uint64_t month = month_of(point.at_ms);
    if (month == 0 || out.empty() || month_of(out.back().at_ms) != month) {
      out.push_back(point);
      continue;
    }
    // Sources that this run did not have keep what was said of them before.
    Point joined = point;
    const std::vector<int> former = former_places(out.back().figures, point.figures);
    for (size_t s = 0; s < out.back().figures.sources.size(); ++s) {
      if (std::find(former.begin(), former.end(), static_cast<int>(s)) != former.end()) continue;
      const SourceFigures& source = out.back().figures.sources[s];
      joined.figures.sources.push_back(source);
      for (const CellFigures& cell : out.back().figures.cells)
        if (cell.source == source.name) joined.figures.cells.push_back(cell);
      for (const FindingFigures& finding : out.back().figures.findings)
        if (finding.source == source.name) joined.figures.findings.push_back(finding);
    }
    out.back() = std::move(joined);
  }
  return out;
}

}  // namespace jumelles::monitoring
