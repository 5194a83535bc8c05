// Records that say too little, or what another one says already.

#include <algorithm>

#include "audit/work.h"
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

bool is_fed_by_key(const Work& work, size_t t, const Attribute::Slot& slot) {
  const std::vector<uint32_t>& columns = slot.origins[t].columns;
  return columns.size() == 1 && columns[0] != kNoColumn && is_key(work, t, columns[0]);
}

// What rows say, and those that say the same but for what identifies them.
class Contents {
 public:
  explicit Contents(std::shared_ptr<Work> work) : work_(std::move(work)), sort_(&key_of) {}
  uint64_t start() {
    const std::vector<Attribute>& attributes = work_->records().attributes;
    if (attributes.empty()) return 0;
    empty_ = &work_->finding(K::kEmptyRecord, {}), nameless_ = &work_->finding(K::kNoName, {});
    alone_ = &work_->finding(K::kNameAlone, {}), repeated_ = &work_->finding(K::kRepeatedRow, {});
    for (Finding* finding : {empty_, nameless_, alone_, repeated_}) finding->of_count = work_->record_count();
    tables_.resize(work_->source_count());
    for (uint32_t t = 0; t < tables_.size(); ++t)
      for (size_t a = 0; a < attributes.size(); ++a) {
        if (!work_->audit->cell(a, t).present) continue;
        const auto named = static_cast<uint8_t>(is_name(attributes[a])), told = static_cast<uint8_t>(tells_more(attributes[a]));
        tables_[t].has_names |= named != 0;
        tables_[t].has_people |= named != 0 && attributes[a].type != T::kTitle;  // what has a title has neither a birth nor a phone
        tables_[t].has_more |= told != 0;
        for (const Attribute::Slot& slot : attributes[a].slots)
          if (!is_fed_by_key(*work_, t, slot)) tables_[t].slots.push_back({&slot.codes, named, told});
      }
    return work_->record_count();
  }
  void read(uint64_t begin, uint64_t end) {
    for (uint32_t t = 0; t < tables_.size(); ++t) {
      const auto from = std::max<RecordIndex>(static_cast<RecordIndex>(begin), work_->records().first_record[t]), to = std::min<RecordIndex>(static_cast<RecordIndex>(end), work_->records().first_record[t + 1]);
      for (RecordIndex first = from; first < to;) {
        const RecordIndex last = std::min(to, first + kRowsAtOnce);
        read_rows(t, first, last);
        first = last;
      }
    }
  }
  uint64_t start_sort() { return sort_.start(); }
  void run_sort(uint64_t begin, uint64_t end) { sort_.run(begin, end); }
  uint64_t start_repeated() { return sort_.items().size(); }
  void find_repeated(uint64_t begin, uint64_t end) {
    const std::vector<HashedRow>& sorted = sort_.items();
    for (uint64_t i = begin; i < end; ++i)
      for (uint64_t j = i; j > 0 && key_of(sorted[j - 1]) == key_of(sorted[i]); --j) {
        if (sorted[j - 1].hash != sorted[i].hash) continue;
        add(*repeated_, work_->records().table_of(sorted[i].record), sorted[i].record);
        break;
      }
  }

 private:
  static constexpr RecordIndex kRowsAtOnce = 1024;
  // Half of the hash tells nearly all rows apart, and is sorted by in half the time.
  static uint64_t key_of(const HashedRow& row) { return row.hash & ((uint64_t{1} << 33) - 1); }
  struct Row {
    uint64_t hash = 0;       // of its table, and of all that it says but its key
    uint8_t filled = 0, named = 0, told = 0;
  };
  struct Codes {
    const std::vector<Code>* codes = nullptr;  // of all records
    uint8_t named = 0, told = 0;
  };
  struct TableFacts {
    std::vector<Codes> slots;
    bool has_names = false, has_people = false, has_more = false;
  };

  void read_rows(uint32_t t, RecordIndex first, RecordIndex last) {
    const TableFacts& table = tables_[t];
    rows_.assign(last - first, Row{t, 0, 0, 0});
    for (const Codes& slot : table.slots)
      for (RecordIndex r = first; r < last; ++r) {
        const Code code = (*slot.codes)[r];
        Row& row = rows_[r - first];
        row.hash = combine(row.hash, code);
        if (code == kMissing) continue;
        row.filled = static_cast<uint8_t>(std::min(250, row.filled + 1));
        row.named |= slot.named;
        row.told |= slot.told;
      }
    for (RecordIndex r = first; r < last; ++r) {
      const Row& row = rows_[r - first];
      if (row.filled == 0) add(*empty_, t, r);
      else if (table.has_names && row.named == 0) add(*nameless_, t, r);
      else if (table.has_people && table.has_more && row.told == 0) add(*alone_, t, r);
      if (row.filled >= 3) sort_.add({row.hash, r});  // two people of one town alone are no repetition
    }
  }

  std::shared_ptr<Work> work_;
  std::vector<TableFacts> tables_;
  std::vector<Row> rows_;               // at hand
  RadixSort<HashedRow, uint64_t (*)(const HashedRow&)> sort_;
  Finding *empty_ = nullptr, *nameless_ = nullptr, *alone_ = nullptr, *repeated_ = nullptr;
};

void check_ambiguous_dates(Work& work) {
  for (uint32_t a = 0; a < work.input.ambiguous_dates.size(); ++a)
    if (work.input.ambiguous_dates[a] != 0) work.finding(K::kAmbiguousDates, {a}).count = work.input.ambiguous_dates[a];
}

}  // namespace

Phases row_phases(const std::shared_ptr<Work>& work) {
  const auto contents = std::make_shared<Contents>(work);
  constexpr auto kId = "audit.rules";
  return {pass(kId, Unit::kRecords, contents, &Contents::start, &Contents::read, 1000), pass(kId, Unit::kRecords, contents, &Contents::start_sort, &Contents::run_sort, 1000),
          pass(kId, Unit::kRecords, contents, &Contents::start_repeated, &Contents::find_repeated, 1000), in_pieces(work, id_pieces), step(kId, work, check_ambiguous_dates)};
}

}  // namespace jumelles::audit
