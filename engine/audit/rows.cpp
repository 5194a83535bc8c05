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

// Units: for each table its attributes, what its rows say then, and those of them that are repeated.
class Contents {
 public:
  explicit Contents(std::shared_ptr<Work> work) : work_(std::move(work)) {}
  uint64_t start() {
    for (const Attribute& attribute : work_->records().attributes) names_.push_back(is_name(attribute)), more_.push_back(tells_more(attribute));
    if (names_.empty()) return 0;
    empty_ = &work_->finding(K::kEmptyRecord, {}), nameless_ = &work_->finding(K::kNoName, {});
    alone_ = &work_->finding(K::kNameAlone, {}), repeated_ = &work_->finding(K::kRepeatedRow, {});
    for (Finding* finding : {empty_, nameless_, alone_, repeated_}) finding->of_count = work_->record_count();
    return work_->source_count() * units_per_table();
  }
  void run(uint64_t begin, uint64_t end) {
    for (uint64_t unit = begin; unit < end; ++unit) {
      const auto t = static_cast<uint32_t>(unit / units_per_table());
      const uint64_t a = unit % units_per_table();
      if (a == 0) begin_table(t);
      if (a < names_.size()) take_attribute(t, a);
      else if (a == names_.size()) judge_rows(t);
      else find_repeated(t);
    }
  }

 private:
  struct Row {
    uint64_t hash = 0;       // of all that it says but its key
    uint8_t filled = 0, named = 0, told = 0;
  };
  uint64_t units_per_table() const { return names_.size() + 2; }
  RecordIndex first(uint32_t t) const { return work_->records().first_record[t]; }

  void begin_table(uint32_t t) {
    rows_.assign(first(t + 1) - first(t), {});
    has_names_ = has_more_ = false;
  }

  void take_attribute(uint32_t t, size_t a) {
    if (!work_->audit->cell(a, t).present) return;
    has_names_ = has_names_ || names_[a] != 0;
    has_more_ = has_more_ || more_[a] != 0;
    for (const Attribute::Slot& slot : work_->records().attributes[a].slots) {
      if (is_fed_by_key(*work_, t, slot)) continue;
      for (size_t i = 0; i < rows_.size(); ++i) {
        const Code code = slot.codes[first(t) + i];
        Row& row = rows_[i];
        row.hash = combine(row.hash, code);
        if (code == kMissing) continue;
        row.filled = static_cast<uint8_t>(std::min(250, row.filled + 1));
        row.named |= names_[a];
        row.told |= more_[a];
      }
    }
  }

  void judge_rows(uint32_t t) {
    for (size_t i = 0; i < rows_.size(); ++i) {
      const RecordIndex record = first(t) + static_cast<RecordIndex>(i);
      const Row& row = rows_[i];
      if (row.filled == 0) add(*empty_, t, record);
      else if (has_names_ && row.named == 0) add(*nameless_, t, record);
      else if (has_more_ && row.told == 0) add(*alone_, t, record);
    }
  }

  void find_repeated(uint32_t t) {
    const auto hash_of = [](const HashedRow& row) { return row.hash; };
    RadixSort<HashedRow, decltype(hash_of)> sort(hash_of);
    for (size_t i = 0; i < rows_.size(); ++i)
      if (rows_[i].filled >= 3) sort.add({rows_[i].hash, first(t) + static_cast<RecordIndex>(i)});  // two people of one town alone are no repetition
    sort.run(0, sort.start());
    const std::vector<HashedRow>& sorted = sort.items();
    for (size_t i = 1; i < sorted.size(); ++i)
      if (sorted[i].hash == sorted[i - 1].hash) add(*repeated_, t, sorted[i].record);
  }

  std::shared_ptr<Work> work_;
  std::vector<uint8_t> names_, more_;   // per attribute
  std::vector<Row> rows_;               // of the table
  bool has_names_ = false, has_more_ = false;
  Finding *empty_ = nullptr, *nameless_ = nullptr, *alone_ = nullptr, *repeated_ = nullptr;
};

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

void check_ambiguous_dates(Work& work) {
  for (uint32_t a = 0; a < work.input.ambiguous_dates.size(); ++a)
    if (work.input.ambiguous_dates[a] != 0) work.finding(K::kAmbiguousDates, {a}).count = work.input.ambiguous_dates[a];
}

}  // namespace

Phases row_phases(const std::shared_ptr<Work>& work) {
  return {pass("audit.rules", Unit::kSteps, std::make_shared<Contents>(work), &Contents::start, &Contents::run, 1), step("audit.rules", work, check_ids),
          step("audit.rules", work, check_ambiguous_dates)};
}

}  // namespace jumelles::audit
