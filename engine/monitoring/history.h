#pragma once

// Figures of several runs: which ones a curve is made of, and what "last month" was.

#include <cstdint>
#include <string>
#include <vector>

#include "monitoring/figures.h"

namespace jumelles::monitoring {

// What a run said; at_ms: since 1970 UTC, 0: not known.
struct Point {
  uint64_t run = 0, at_ms = 0;
  QualityFigures figures;
  bool operator==(const Point&) const = default;
};

// Months since the year 0, 0 of a time that is not known; and how it is written, "2026-11".
uint64_t month_of(uint64_t at_ms);
std::string day_text(uint64_t at_ms);  // "2026-11-30", "" where it is not known
uint64_t at_ms_of(const std::string& iso_day);  // its midnight, 0 where it is no day

// Whether both are about the very same files.
bool is_of_same_files(const QualityFigures& a, const QualityFigures& b);

// Twenty years of months.
constexpr size_t kMostPoints = 240;
// Figures of the same files take the place of the former ones, whose day stays: it is that of the files. Others come behind.
void keep(std::vector<Point>& points, Point now);

// What figures of that time are compared with: the last ones of an earlier month, else the last ones of other files. Null: nothing came before.
const Point* former_point(const std::vector<Point>& points, const QualityFigures& now, uint64_t at_ms);

// One point per month, the last of each; those whose month is not known each for itself. Of a month that several runs share, the last one
// that has a source tells of it.
std::vector<Point> monthly(const std::vector<Point>& points);

}  // namespace jumelles::monitoring
