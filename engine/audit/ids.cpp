// What identifies rows, and does not.

#include <algorithm>
#include <unordered_map>

#include "audit/work.h"
#include "core/ascii.h"
#include "core/hash.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

// An id by what it is made of: letters and signs as they are, runs of digits as one.
uint64_t form_of_id(std::string_view id, std::string& out) {
  out.clear();
  for (const char c : id)
    if (!is_digit(c)) out += c;
    else if (out.empty() || out.back() != '9') out += '9';
  return hash_text(out);
}

// Ids of another form than all but one of a hundred: "TEMP12" among "C100001".
void check_forms(Work& work, uint32_t table, const Column& column, const std::vector<uint32_t>& times) {
  constexpr uint64_t kOneOf = 100, kFewest = 200;
  std::unordered_map<uint64_t, uint64_t> rows;
  std::vector<uint64_t> forms(times.size(), 0);
  std::string text;
  uint64_t total = 0, usual = 0;
  for (Code code = 1; code < times.size(); ++code)
    if (times[code] > 0) rows[forms[code] = form_of_id(column.values[code], text)] += times[code], total += times[code];
  for (const auto& [form, count] : rows)
    if (count * kOneOf >= total) usual += count;
  if (total < kFewest || usual == total || (total - usual) * kOneOf > 2 * total) return;
  Finding& odd = work.finding(K::kOddId, {});
  odd.of_count += total;
  for (uint32_t row = 0; row < column.codes.size(); ++row) {
    const Code code = column.codes[row];
    if (code != kMissing && rows[forms[code]] * kOneOf < total) add(odd, table, work.records().first_record[table] + row, std::string(column.values[code]));
  }
}

void check_repeated(Work& work, uint32_t table, const Column& column, std::vector<uint32_t>& times) {
  Finding& finding = work.finding(K::kRepeatedId, {});
  finding.of_count += column.codes.size();
  times.assign(column.values.size(), 0);
  for (uint32_t row = 0; row < column.codes.size(); ++row) {
    const Code code = column.codes[row];
    if (code == kMissing || times[code]++ == 0) continue;
    add(finding, table, work.records().first_record[table] + row, std::string(column.values[code]));
  }
}

}  // namespace

// A column that identifies the rows of its table, or was meant to: one that repeats itself is no id any more, and comes as a code.
bool is_key(const Work& work, size_t t, size_t c) {
  const ColumnMapping& mapping = work.input.mapping[t][c];
  if (mapping.type == T::kRecordId || mapping.reason_id == "surrogate_key") return true;
  if (c != 0 || mapping.type != T::kCode) return false;
  const Column& column = work.input.tables[t]->columns[c];
  const uint32_t rows = work.input.tables[t]->row_count();
  constexpr uint32_t kFewestRows = 200;
  return rows >= kFewestRows && column.values.size() * uint64_t{100} >= rows * uint64_t{99} && std::find(column.codes.begin(), column.codes.end(), kMissing) == column.codes.end();
}

Pieces id_pieces(Work& work) {
  Pieces pieces;
  for (uint32_t t = 0; t < work.source_count(); ++t) {
    const std::vector<Column>& columns = work.input.tables[t]->columns;
    size_t c = 0;
    while (c < columns.size() && !is_key(work, t, c)) ++c;
    if (c == columns.size()) continue;
    const auto times = std::make_shared<std::vector<uint32_t>>();  // per value
    pieces.push_back([=, &work, &column = columns[c]] { check_repeated(work, t, column, *times); });
    pieces.push_back([=, &work, &column = columns[c]] { check_forms(work, t, column, *times); });
  }
  return pieces;
}

}  // namespace jumelles::audit
