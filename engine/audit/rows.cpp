// Records that say too little, or what another one says already.

#include <algorithm>
#include <unordered_map>

#include "audit/work.h"
#include "core/ascii.h"
#include "core/hash.h"
#include "core/radix_sort.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;
using T = AttributeType;

struct HashedRow {
  uint64_t hash = 0;
  RecordIndex record = 0;
};

bool is_name(const Attribute& attribute) {
  switch (attribute.type) {
    case T::kGivenName:
    case T::kSurname:
    case T::kFullName:
    case T::kCompanyName:
    case T::kTitle: return true;
    default: return false;
  }
}

// A record is told by more than its name where anything else that is compared and stands for itself is filled; a country does not.
bool tells_more(const Attribute& attribute) { return !is_name(attribute) && comparable(attribute) && attribute.role == ColumnRole::kEvidence && attribute.type != T::kCountry; }

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

bool is_fed_by_key(const Work& work, size_t t, const Attribute::Slot& slot) {
  const std::vector<uint32_t>& columns = slot.origins[t].columns;
  return columns.size() == 1 && columns[0] != kNoColumn && is_key(work, t, columns[0]);
}

void check_contents(Work& work) {
  const RecordSet& records = work.records();
  const size_t attributes = records.attributes.size();
  std::vector<uint8_t> names, more;
  for (const Attribute& attribute : records.attributes) names.push_back(is_name(attribute)), more.push_back(tells_more(attribute));
  if (attributes == 0) return;
  Finding &empty = work.finding(K::kEmptyRecord, {}), &nameless = work.finding(K::kNoName, {}), &alone = work.finding(K::kNameAlone, {}), &repeated = work.finding(K::kRepeatedRow, {});
  for (Finding* finding : {&empty, &nameless, &alone, &repeated}) finding->of_count = records.record_count();
  const auto hash_of = [](const HashedRow& row) { return row.hash; };
  for (uint32_t t = 0; t < work.source_count(); ++t) {
    const RecordIndex begin = records.first_record[t], end = records.first_record[t + 1];
    std::vector<uint64_t> hashes(end - begin, 0);
    std::vector<uint8_t> filled(end - begin, 0), named(end - begin, 0), told(end - begin, 0);
    bool has_names = false, has_more = false;
    for (size_t a = 0; a < attributes; ++a) {
      const Attribute& attribute = records.attributes[a];
      if (!work.audit->cell(a, t).present) continue;
      has_names = has_names || names[a] != 0;
      has_more = has_more || more[a] != 0;
      for (const Attribute::Slot& slot : attribute.slots) {
        if (is_fed_by_key(work, t, slot)) continue;
        for (RecordIndex r = begin; r < end; ++r) {
          const Code code = slot.codes[r];
          hashes[r - begin] = combine(hashes[r - begin], code);
          if (code == kMissing) continue;
          filled[r - begin] = static_cast<uint8_t>(std::min(250, filled[r - begin] + 1));
          named[r - begin] |= names[a];
          told[r - begin] |= more[a];
        }
      }
    }
    RadixSort<HashedRow, decltype(hash_of)> sort(hash_of);
    for (RecordIndex r = begin; r < end; ++r) {
      const size_t i = r - begin;
      if (filled[i] == 0) add(empty, t, r);
      else if (has_names && named[i] == 0) add(nameless, t, r);
      else if (has_more && told[i] == 0) add(alone, t, r);
      if (filled[i] >= 3) sort.add({hashes[i], r});  // two people of one town alone are no repetition
    }
    sort.run(0, sort.start());
    const std::vector<HashedRow>& rows = sort.items();
    for (size_t i = 1; i < rows.size(); ++i)
      if (rows[i].hash == rows[i - 1].hash) add(repeated, t, rows[i].record);
  }
}

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

void check_ids(Work& work) {
  Finding& finding = work.finding(K::kRepeatedId, {});
  for (uint32_t t = 0; t < work.source_count(); ++t) {
    const Table& table = *work.input.tables[t];
    for (size_t c = 0; c < table.columns.size(); ++c) {
      if (!is_key(work, t, c)) continue;
      const Column& column = table.columns[c];
      finding.of_count += table.row_count();
      std::vector<uint32_t> times(column.values.size(), 0);
      for (uint32_t row = 0; row < table.row_count(); ++row) {
        const Code code = column.codes[row];
        if (code == kMissing || times[code]++ == 0) continue;
        add(finding, t, work.records().first_record[t] + row, std::string(column.values[code]));
      }
      check_forms(work, t, column, times);
      break;
    }
  }
}

}  // namespace

void check_rows(Work& work) {
  check_contents(work);
  check_ids(work);
  for (uint32_t a = 0; a < work.input.ambiguous_dates.size(); ++a) {
    if (work.input.ambiguous_dates[a] == 0) continue;
    Finding& finding = work.finding(K::kAmbiguousDates, {a});
    finding.count = work.input.ambiguous_dates[a];
  }
}

}  // namespace jumelles::audit
