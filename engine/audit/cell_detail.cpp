#include "audit/cell_detail.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "audit/feeds.h"
#include "audit/work.h"
#include "core/ascii.h"
#include "core/math.h"
#include "profile/content.h"

namespace jumelles::audit {
namespace {

constexpr size_t kValues = 20, kShapes = 12, kWrong = 12;
constexpr int64_t kLengthSpans = 20, kYearSpans = 30, kNumberSpans = 20;

struct Counted { Code code = kMissing; uint32_t count = 0; };

std::vector<ValueTally> top(std::vector<Counted> values, const Dictionary& texts, size_t most) {
  const auto more = [](const Counted& a, const Counted& b) { return a.count != b.count ? a.count > b.count : a.code < b.code; };
  const size_t kept = std::min(values.size(), most);
  std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept), values.end(), more);
  std::vector<ValueTally> out;
  for (size_t i = 0; i < kept; ++i) out.push_back({std::string(texts[values[i].code]), values[i].count});
  return out;
}

// Of several columns together: the same texts are one.
void merge(std::vector<ValueTally>& all, std::vector<ValueTally> more, size_t most) {
  for (ValueTally& value : more) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const ValueTally& other) { return other.value == value.value; });
    if (same != all.end()) same->count += value.count;
    else all.push_back(std::move(value));
  }
  std::stable_sort(all.begin(), all.end(), [](const ValueTally& a, const ValueTally& b) { return a.count > b.count; });
  if (all.size() > most) all.resize(most);
}

// Whole numbers by how often each occurs, in at most so many spans of one width: 1, 2 or 5 and a power of ten.
std::vector<Span> spans(const std::map<int64_t, uint64_t>& counts, int64_t most) {
  if (counts.empty()) return {};
  const int64_t first = counts.begin()->first, last = counts.rbegin()->first;
  int64_t width = 1;
  for (int step = 0; (last / width) - (first / width) + 1 > most; ++step) width = step % 3 == 1 ? width / 2 * 5 : width * 2;
  const auto start_of = [&](int64_t value) { return (value >= 0 ? value / width : -((-value + width - 1) / width)) * width; };
  std::vector<Span> out;
  for (const auto& [value, count] : counts) {
    const int64_t start = start_of(value);
    while (!out.empty() && out.back().from < start) out.push_back({out.back().from + width, out.back().to + width, 0});
    if (out.empty()) out.push_back({start, start + width - 1, 0});
    out.back().count += count;
  }
  return out;
}

struct Distributions {
  std::map<int64_t, uint64_t> lengths, years, numbers;

  void add(const Attribute& attribute, std::string_view original, Code clean, uint32_t count) {
    lengths[static_cast<int64_t>(length_in_characters(original))] += count;
    const std::string_view text = attribute.clean[clean];
    switch (info(attribute.type).cleaning) {
      case Cleaning::kDate:
      case Cleaning::kMoment:
      case Cleaning::kYear: {
        if (attribute.validity[clean] == Validity::kInvalid || text.size() < 4 || !std::all_of(text.begin(), text.begin() + 4, is_digit)) break;
        years[(text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0')] += count;
        break;
      }
      case Cleaning::kNumber: {
        if (attribute.validity[clean] != Validity::kValid) break;
        const double number = std::strtod(std::string(text).c_str(), nullptr);
        if (std::fabs(number) < 1e15) numbers[static_cast<int64_t>(std::floor(number))] += count;
        break;
      }
      default: break;
    }
  }
};

}  // namespace

CellDetail cell_detail(const AuditInput& input, uint32_t table, uint32_t a) {
  const RecordSet& records = *input.records;
  const Attribute& attribute = records.attributes[a];
  CellDetail out;
  Distributions distributions;
  std::string shape;
  for (const Feed& feed : feeds_of(input.tables, input.mapping, records)) {
    if (feed.table != table || feed.attribute != a) continue;
    std::vector<uint32_t> counts(feed.values->size(), 0);
    std::vector<Code> clean_of(feed.values->size(), kMissing);
    const RecordIndex base = records.first_record[table];
    for (uint32_t row = 0; row < input.tables[table]->row_count(); ++row) {
      const Code code = feed.code(records, row), clean = attribute.slots[feed.slot].codes[base + row];
      ++counts[code];
      if (clean != kMissing) clean_of[code] = clean;
    }
    std::vector<Counted> values, invalid, aside;
    Dictionary shapes;
    std::vector<Counted> shape_counts{{}};
    for (Code code = 1; code < counts.size(); ++code) {
      if (counts[code] == 0) continue;
      const std::string_view original = (*feed.values)[code];
      values.push_back({code, counts[code]});
      profile::shape_of(original, shape);
      const Code of = shapes.intern(shape);
      if (of == shape_counts.size()) shape_counts.push_back({of, 0});
      shape_counts[of].count += counts[code];
      if (clean_of[code] == kMissing) {
        if (feed.slot == 0) aside.push_back({code, counts[code]});
        continue;
      }
      if (attribute.validity[clean_of[code]] == Validity::kInvalid) invalid.push_back({code, counts[code]});
      distributions.add(attribute, original, clean_of[code], counts[code]);
    }
    shape_counts.erase(shape_counts.begin());
    merge(out.values, top(std::move(values), *feed.values, kValues), kValues);
    merge(out.shapes, top(std::move(shape_counts), shapes, kShapes), kShapes);
    merge(out.invalid, top(std::move(invalid), *feed.values, kWrong), kWrong);
    merge(out.set_aside, top(std::move(aside), *feed.values, kWrong), kWrong);
  }
  out.lengths = spans(distributions.lengths, kLengthSpans);
  out.years = spans(distributions.years, kYearSpans);
  out.numbers = spans(distributions.numbers, kNumberSpans);
  return out;
}

}  // namespace jumelles::audit
