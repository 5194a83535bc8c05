// Rows in turn that say the same, or count up, where the column otherwise varies from row to row.

#include <algorithm>
#include <array>

#include "audit/work.h"
#include "core/ascii.h"
#include "standardize/words.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

constexpr uint32_t kRows = 4;         // in turn: a household or a company's people are fewer, or have one name
constexpr uint32_t kNamesOfRun = 3;
constexpr uint32_t kOneOf = 20;       // more rows that are like the one above: the file is sorted by it, or is of buildings

// What the record is called; kMissing without a name. Numbers of different kinds of names may be the same: a run mixes them rarely.
Code name_of(const std::vector<const Attribute*>& names, RecordIndex record) {
  for (const Attribute* attribute : names)
    if (const Code code = compared(*attribute, record); code != kMissing) return code;
  return kMissing;
}

bool are_strangers(const std::vector<const Attribute*>& names, RecordIndex begin, RecordIndex end) {
  std::array<Code, kNamesOfRun> seen{};
  uint32_t count = 0;
  for (RecordIndex r = begin; r < end && count < kNamesOfRun; ++r) {
    const Code name = name_of(names, r);
    if (name != kMissing && std::find(seen.begin(), seen.begin() + count, name) == seen.begin() + count) seen[count++] = name;
  }
  return count == kNamesOfRun;
}

// The number that a phone's digits are, 0 for others.
uint64_t number_of(std::string_view text) {
  uint64_t value = 0;
  size_t digits = 0;
  for (const char c : text)
    if (is_digit(c)) value = value * 10 + static_cast<uint64_t>(c - '0'), ++digits;
  return digits < 8 || digits > 15 ? 0 : value;
}

void check_column(Work& work, uint32_t a, uint32_t table, const std::vector<const Attribute*>& names) {
  const Attribute& attribute = work.records().attributes[a];
  const Feed* feed = written_feed(work, table, static_cast<int>(a));
  if (feed == nullptr) return;
  const RecordIndex base = work.records().first_record[table];
  const uint32_t rows = work.input.tables[table]->row_count();
  const bool counts_up = attribute.type == T::kPhone;
  std::vector<uint64_t> numbers;
  if (counts_up) {
    numbers.assign(feed->values->size(), 0);
    for (Code code = 1; code < numbers.size(); ++code) numbers[code] = number_of((*feed->values)[code]);
  }
  struct Run { uint32_t begin, end; };
  std::vector<Run> runs;
  uint64_t alike = 0;
  for (uint32_t row = 1, begin = 0; row <= rows; ++row) {
    static constexpr uint8_t kNo = 0, kSame = 1, kNext = 2;
    const auto step = [&](uint32_t at) -> uint8_t {
      const Code here = feed->code(work.records(), at), above = feed->code(work.records(), at - 1);
      if (here == kMissing || above == kMissing) return kNo;
      if (here == above) return kSame;
      return counts_up && numbers[here] != 0 && numbers[above] != 0 && numbers[here] == numbers[above] + 1 ? kNext : kNo;
    };
    const uint8_t here = row < rows ? step(row) : kNo;
    alike += here != kNo;
    if (here != kNo && (row == begin + 1 || here == step(row - 1))) continue;
    if (row - begin >= kRows) runs.push_back({begin, row});
    begin = here == kNo ? row : row - 1;
  }
  if (runs.empty() || alike * kOneOf > rows) return;
  Finding& finding = work.finding(K::kFilledDown, {a});
  for (const Run& run : runs) {
    if (!are_strangers(names, base + run.begin, base + run.end)) continue;
    for (uint32_t row = run.begin + 1; row < run.end; ++row) add(finding, table, base + row, std::string((*feed->values)[feed->code(work.records(), row)]));
  }
}

}  // namespace

Pieces fill_pieces(Work& work) {
  std::vector<const Attribute*> names;
  for (const T type : {T::kCompanyName, T::kSurname, T::kFullName})
    if (const int at = work.attribute_of(type); at >= 0) names.push_back(&work.records().attributes[static_cast<size_t>(at)]);
  Pieces pieces;
  for (uint32_t a = 0; !names.empty() && a < work.records().attributes.size(); ++a) {
    const T type = work.records().attributes[a].type;
    if (type != T::kEmail && type != T::kPhone && type != T::kStreet && type != T::kIban && type != T::kSiren && type != T::kSiret) continue;
    for (uint32_t t = 0; t < work.source_count(); ++t) pieces.push_back([=, &work] { check_column(work, a, t, names); });
  }
  return pieces;
}

}  // namespace jumelles::audit
