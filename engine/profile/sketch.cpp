#include "profile/sketch.h"

#include <algorithm>
#include <cmath>

#include "core/hash.h"
#include "standardize/dates.h"
#include "text/fold.h"

namespace jumelles::profile {
namespace {

// Days since a day before all dates, without the calendar's exceptions: only distances matter.
constexpr double kYear = 372;
double day_number(const standardize::ParsedDate& date) { return date.year * kYear + date.month * 31 + date.day; }

// Digits without what separates them and leading zeros; nothing where letters are among them.
bool digits_of(std::string_view text, std::string& out) {
  out.clear();
  // "31000.0" went through a floating-point column.
  if (text.size() > 2 && text.substr(text.size() - 2) == ".0") text.remove_suffix(2);
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (c != '0' || !out.empty()) out.push_back(c);
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80) {
      return false;
    }
  }
  return !out.empty();
}

double number_of(const std::string& digits) {
  double number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

// Shared cells of one column's sample: values below `limit` that the other has, too.
struct Overlap {
  double cells_a = 0, cells_b = 0, shared_a = 0, shared_b = 0;
  uint32_t values_a = 0, values_b = 0, shared = 0;
};

Overlap overlap(const ColumnSketch& a, const ColumnSketch& b) {
  Overlap out;
  const uint64_t limit = std::min(a.drawn_below, b.drawn_below);
  size_t i = 0, j = 0;
  const auto more = [limit](const ColumnSketch& s, size_t at) { return at < s.values.size() && s.values[at].first < limit; };
  while (more(a, i) || more(b, j)) {
    const bool in_a = more(a, i) && (!more(b, j) || a.values[i].first <= b.values[j].first);
    const bool in_b = more(b, j) && (!more(a, i) || b.values[j].first <= a.values[i].first);
    if (in_a) out.cells_a += a.values[i].second, ++out.values_a;
    if (in_b) out.cells_b += b.values[j].second, ++out.values_b;
    if (in_a && in_b) out.shared_a += a.values[i].second, out.shared_b += b.values[j].second, ++out.shared;
    i += in_a ? 1 : 0;
    j += in_b ? 1 : 0;
  }
  return out;
}

// How alike two distributions are by mean and deviation.
double spread(const ColumnSketch& a, const ColumnSketch& b) {
  if (a.deviation <= 0 || b.deviation <= 0) return 0;
  const double apart = (a.mean - b.mean) / ((a.deviation + b.deviation) / 2);
  return std::min(a.deviation, b.deviation) / std::max(a.deviation, b.deviation) / (1 + apart * apart);
}

// The share of one column's cells that another one of so many different values would hold by chance.
double held_by_chance(const ColumnSketch& cells, const ColumnSketch& other) {
  const double step = std::max(cells.step, other.step);
  const double low = std::max(cells.lowest, other.lowest), high = std::min(cells.highest, other.highest);
  if (high < low || other.highest <= other.lowest) return high < low ? 0 : 1;
  const double inside = (high - low + step) / (cells.highest - cells.lowest + step);
  return std::min(1.0, inside * std::min(1.0, other.distinct * step / (other.highest - other.lowest + step)));
}

double beyond(double share, double chance) { return chance >= 1 ? 0 : std::max(0.0, (share - chance) / (1 - chance)); }

}  // namespace

void SketchBuilder::add(std::string_view original, uint32_t count) {
  bool measured = false;
  double number = 0;
  switch (sketch_.form) {
    case ValueForm::kDates: {
      const standardize::ParsedDate date = standardize::parse_date(original, order_);
      if (!date.real) return;
      number = day_number(date);
      measured = true;
      if (date.month <= 1 && date.day <= 1) years_ += count;
      scratch_ = standardize::iso_date(date);
      break;
    }
    case ValueForm::kDigits:
      if (digits_of(original, scratch_)) {
        // Of phone numbers with and without the country's digits the last nine are the same.
        if (scratch_.size() > 9 && scratch_.size() <= 13) scratch_.erase(0, scratch_.size() - 9);
        number = number_of(scratch_);
        measured = true;
        break;
      }
      [[fallthrough]];
    case ValueForm::kWords: text::fold_into(original.substr(0, 400), scratch_);
  }
  if (scratch_.empty()) return;
  if (measured) {
    sketch_.lowest = sketch_.measured == 0 ? number : std::min(sketch_.lowest, number);
    sketch_.highest = sketch_.measured == 0 ? number : std::max(sketch_.highest, number);
    sketch_.measured += count;
    sum_ += count * number;
    squares_ += count * number * number;
  }
  const uint32_t hash = static_cast<uint32_t>(hash_text(scratch_));
  if (hash >= sketch_.drawn_below) return;
  sketch_.values.emplace_back(hash, count);
  if (sketch_.values.size() >= 4 * ColumnSketch::kSize) shrink();
}

// Values that became the same are counted as one, the lowest kept.
void SketchBuilder::shrink() {
  auto& values = sketch_.values;
  std::sort(values.begin(), values.end());
  size_t kept = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    if (kept > 0 && values[kept - 1].first == values[i].first) values[kept - 1].second += values[i].second;
    else values[kept++] = values[i];
  }
  values.resize(kept);
  if (kept <= ColumnSketch::kSize) return;
  sketch_.drawn_below = values[ColumnSketch::kSize].first;
  values.resize(ColumnSketch::kSize);
}

ColumnSketch SketchBuilder::finish() {
  shrink();
  sketch_.values.shrink_to_fit();
  sketch_.distinct = static_cast<uint32_t>(static_cast<double>(sketch_.values.size()) * 4294967296.0 / static_cast<double>(sketch_.drawn_below));
  if (sketch_.measured > 0) {
    if (years_ * 2 > sketch_.measured) sketch_.step = kYear;
    sketch_.mean = sum_ / sketch_.measured;
    sketch_.deviation = std::sqrt(std::max(0.0, squares_ / sketch_.measured - sketch_.mean * sketch_.mean));
  }
  return std::move(sketch_);
}

Likeness likeness(const ColumnSketch& a, const ColumnSketch& b) {
  Likeness out;
  if (a.form != b.form) return out;
  const Overlap found = overlap(a, b);
  if (found.cells_a == 0 || found.cells_b == 0) return out;
  const bool measured = a.measured > 0 && b.measured > 0;
  const double chance_a = measured ? held_by_chance(a, b) : 0, chance_b = measured ? held_by_chance(b, a) : 0;
  const double expected = std::max(found.values_a * chance_a, found.values_b * chance_b);
  out.shared = std::sqrt(beyond(found.shared_a / found.cells_a, chance_a) * beyond(found.shared_b / found.cells_b, chance_b));
  out.proven = found.shared >= 2 && found.shared > expected + 3 * std::sqrt(expected);
  if (measured) out.spread = spread(a, b);
  return out;
}

}  // namespace jumelles::profile
