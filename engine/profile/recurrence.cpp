#include "profile/recurrence.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/hash.h"
#include "text/fold.h"

namespace jumelles::profile {
namespace {

constexpr uint32_t kFirstTexts = 24;

constexpr size_t kSampledKeys = 300;
constexpr uint32_t kSampledRows = 2000;

// Open addressing: a code per slot, 0 for empty.
std::vector<Code> slots_of(const Dictionary& values) {
  size_t size = 16;
  while (size < size_t{values.size()} * 2) size *= 2;
  std::vector<Code> slots(size, kMissing);
  for (Code code = 1; code < values.size(); ++code) {
    size_t at = hash_text(values[code]) & (size - 1);
    while (slots[at] != kMissing) at = (at + 1) & (size - 1);
    slots[at] = code;
  }
  return slots;
}

// Codes of both columns with one text, in order of the first column's codes.
std::vector<std::pair<Code, Code>> shared_values(const Column& a, const Column& b) {
  const std::vector<Code> slots = slots_of(b.values);
  std::vector<std::pair<Code, Code>> shared;
  for (Code code = 1; code < a.values.size(); ++code) {
    const std::string_view text = a.values[code];
    for (size_t at = hash_text(text) & (slots.size() - 1); slots[at] != kMissing; at = (at + 1) & (slots.size() - 1)) {
      if (b.values[slots[at]] != text) continue;
      shared.emplace_back(code, slots[at]);
      break;
    }
  }
  return shared;
}

bool integer_span(const Column& column, double& lowest, double& highest) {
  lowest = 1e18, highest = 0;
  for (Code code = 1; code < column.values.size(); ++code) {
    double number = 0;
    for (const char c : column.values[code]) {
      if (c < '0' || c > '9') return false;
      number = number * 10 + (c - '0');
    }
    lowest = std::min(lowest, number);
    highest = std::max(highest, number);
  }
  return column.values.size() > 1;
}

// Values that two independent sets of numbers of these ranges would share.
double expected_by_chance(const Column& a, const Column& b) {
  double low_a = 0, high_a = 0, low_b = 0, high_b = 0;
  if (!integer_span(a, low_a, high_a) || !integer_span(b, low_b, high_b)) return 0;
  const double overlap = std::min(high_a, high_b) - std::max(low_a, low_b) + 1;
  if (overlap <= 0) return 0;
  return overlap * (a.values.size() - 1) / (high_a - low_a + 1) * (b.values.size() - 1) / (high_b - low_b + 1);
}

// First row of each code.
std::vector<uint32_t> first_rows(const Column& column) {
  std::vector<uint32_t> rows(column.values.size(), UINT32_MAX);
  for (uint32_t row = static_cast<uint32_t>(column.codes.size()); row-- > 0;) rows[column.codes[row]] = row;
  return rows;
}

bool rows_agree(ColumnRef a, ColumnRef b, const std::vector<std::pair<Code, Code>>& shared, const SharedColumns& columns) {
  const auto rows_a = first_rows(a.get()), rows_b = first_rows(b.get());
  const size_t step = std::max<size_t>(1, shared.size() / kSampledKeys);
  for (const auto& [ca, cb] : columns) {
    const Column& left = a.table->columns[ca];
    const Column& right = b.table->columns[cb];
    // A column of few values agrees by chance.
    if (ca == a.column || cb == b.column || left.values.size() < 20 || right.values.size() < 20) continue;
    uint32_t both = 0, same = 0;
    for (size_t i = 0; i < shared.size(); i += step) {
      const uint32_t ra = rows_a[shared[i].first], rb = rows_b[shared[i].second];
      if (ra == UINT32_MAX || rb == UINT32_MAX || left.codes[ra] == kMissing || right.codes[rb] == kMissing) continue;
      ++both;
      same += text::fold(left.text(ra)) == text::fold(right.text(rb));
    }
    if (both >= 5 && same * 10 >= both * 3) return true;
  }
  return false;
}

// "-12,50", "12,50-", "(12,50)"
bool is_negative(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.empty()) return false;
  return text.front() == '-' || text.back() == '-' || text.substr(0, 3) == "\u2212" || (text.front() == '(' && text.back() == ')');
}

// Signs are lost when texts are folded; that of a number is not.
bool says_the_same(std::string_view a, std::string_view b) { return a == b || (text::fold(a) == text::fold(b) && is_negative(a) == is_negative(b)); }

bool joins(std::string_view whole, std::string_view first, std::string_view second) {
  const std::string joined = text::fold(whole), left = text::fold(first), right = text::fold(second);
  return joined == left + " " + right || joined == right + " " + left;
}

template <class Holds>
bool holds_for_all(const Table& table, size_t part, Holds holds) {
  for (uint32_t row = 0; row < table.row_count(); ++row)
    if (table.columns[part].codes[row] != kMissing && !holds(row)) return false;
  return true;
}

// How often two rows have the same value.
double same_by_chance(const Column& column) {
  std::vector<uint32_t> counts(column.values.size(), 0);
  for (const Code code : column.codes) ++counts[code];
  double filled = 0, same = 0;
  for (Code code = 1; code < counts.size(); ++code) filled += counts[code], same += static_cast<double>(counts[code]) * counts[code];
  return filled == 0 ? 0 : same / (filled * filled);
}

}  // namespace

bool recurs(ColumnRef a, ColumnRef b, const SharedColumns& shared_columns) {
  const std::vector<std::pair<Code, Code>> shared = shared_values(a.get(), b.get());
  const double smaller = static_cast<double>(std::min(a.get().values.size(), b.get().values.size()));
  if (shared.size() < 2 || static_cast<double>(shared.size()) < 0.005 * smaller) return false;
  const double expected = expected_by_chance(a.get(), b.get());
  if (static_cast<double>(shared.size()) > 3 * expected + 2) return true;
  return rows_agree(a, b, shared, shared_columns);
}

bool sharing_rows_agree(const Table& table, size_t column, const std::vector<size_t>& others) {
  const Column& key = table.columns[column];
  const std::vector<uint32_t> first = first_rows(key);
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (uint32_t row = 0; row < table.row_count() && pairs.size() < kSampledKeys; ++row)
    if (key.codes[row] != kMissing && first[key.codes[row]] != row) pairs.emplace_back(first[key.codes[row]], row);
  for (const size_t other : others) {
    const Column& values = table.columns[other];
    if (other == column || values.values.size() < 20) continue;
    uint32_t both = 0, same = 0;
    for (const auto& [a, b] : pairs) {
      if (values.codes[a] == kMissing || values.codes[b] == kMissing) continue;
      ++both;
      same += text::fold(values.text(a)) == text::fold(values.text(b));
    }
    if (both < 3 || same * 10 < both * 3) continue;
    // Few values, and one that most have, agree without a reason.
    const double chance = same_by_chance(values);
    if (same > both * chance + 2 * std::sqrt(both * chance * (1 - chance))) return true;
  }
  return false;
}

double same_share(const Table& table, size_t first, size_t second) {
  const Column& a = table.columns[first];
  const Column& b = table.columns[second];
  uint32_t both = 0, same = 0;
  const uint32_t step = std::max<uint32_t>(1, table.row_count() / kSampledRows);
  for (uint32_t row = 0; row < table.row_count(); row += step) {
    if (a.codes[row] == kMissing || b.codes[row] == kMissing) continue;
    ++both;
    same += says_the_same(a.text(row), b.text(row)) ? 1 : 0;
    if (both >= 40 && same * 2 < both) break;  // most columns are not each other's copies
  }
  return both < 5 ? 0 : static_cast<double>(same) / both;
}

bool adds_nothing(const Table& table, size_t whole, size_t part) {
  return holds_for_all(table, part, [&](uint32_t row) { return says_the_same(table.columns[whole].text(row), table.columns[part].text(row)); });
}

FirstTexts::FirstTexts(const Table& table) {
  const uint32_t step = std::max<uint32_t>(1, table.row_count() / kFirstTexts);
  for (const Column& column : table.columns) {
    std::vector<uint64_t>& texts = texts_.emplace_back();
    for (uint32_t row = 0; row < table.row_count(); row += step)
      texts.push_back(column.codes[row] == kMissing ? 0 : hash_text(text::fold(column.text(row))) | 1);
  }
}

bool FirstTexts::differ(size_t first, size_t second) const {
  uint32_t both = 0, same = 0;
  for (size_t i = 0; i < texts_[first].size(); ++i) {
    if (texts_[first][i] == 0 || texts_[second][i] == 0) continue;
    ++both;
    same += texts_[first][i] == texts_[second][i] ? 1 : 0;
  }
  return both >= 8 && same * 2 < both;
}

double contained_share(const Table& table, size_t whole, size_t part) {
  const Column& w = table.columns[whole];
  const Column& p = table.columns[part];
  uint32_t both = 0, held = 0, held_by_chance = 0;
  const uint32_t step = std::max<uint32_t>(1, table.row_count() / kSampledRows);
  for (uint32_t row = 0; row < table.row_count(); row += step) {
    if (w.codes[row] == kMissing || p.codes[row] == kMissing) continue;
    ++both;
    held += w.text(row).find(p.text(row)) != std::string_view::npos;
    // Neighboring rows may be of one customer.
    held_by_chance += w.text((row + table.row_count() / 2) % table.row_count()).find(p.text(row)) != std::string_view::npos;
    if (both >= 40 && held * 2 < both) break;
  }
  return both < 20 || held_by_chance * 2 > both ? 0 : static_cast<double>(held) / both;
}

bool always_contained(const Table& table, size_t whole, size_t part) {
  return holds_for_all(table, part, [&](uint32_t row) { return table.columns[whole].text(row).find(table.columns[part].text(row)) != std::string_view::npos; });
}

double joined_share(const Table& table, size_t whole, size_t first, size_t second) {
  const Column& w = table.columns[whole];
  const Column& a = table.columns[first];
  const Column& b = table.columns[second];
  uint32_t all = 0, same = 0;
  const uint32_t step = std::max<uint32_t>(1, table.row_count() / kSampledRows);
  for (uint32_t row = 0; row < table.row_count(); row += step) {
    if (w.codes[row] == kMissing || a.codes[row] == kMissing || b.codes[row] == kMissing) continue;
    ++all;
    same += joins(w.text(row), a.text(row), b.text(row)) ? 1 : 0;
  }
  return all < 5 ? 0 : static_cast<double>(same) / all;
}

bool always_joined(const Table& table, size_t whole, size_t first, size_t second) {
  return holds_for_all(table, whole, [&](uint32_t row) {
    return joins(table.columns[whole].text(row), table.columns[first].text(row), table.columns[second].text(row));
  });
}

}  // namespace jumelles::profile
