// How recent sources are: the latest date of each record, and what is in the middle of them.

#include <algorithm>

#include "audit/work.h"

namespace jumelles::audit {
namespace {

// By months: a day more or less does not matter to how recent records are.
constexpr size_t kFirstYear = 1800, kYears = 300, kMonths = 12 * kYears;
constexpr uint16_t kNoMonth = UINT16_MAX;

uint16_t month_of(std::string_view iso) {
  const auto digit = [&](size_t i) { return static_cast<size_t>(iso[i] - '0'); };
  const size_t year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3), month = digit(5) * 10 + digit(6);
  const bool is_known = year >= kFirstYear && year < kFirstYear + kYears && month >= 1 && month <= 12;
  return is_known ? static_cast<uint16_t>((year - kFirstYear) * 12 + month - 1) : kNoMonth;
}

std::string iso_of(size_t month) {
  const size_t m = month % 12 + 1;
  return std::to_string(kFirstYear + month / 12) + (m < 10 ? "-0" : "-") + std::to_string(m);
}

// The month in the middle, of how many records have each; "" of none.
std::string middle(const std::vector<uint32_t>& counts) {
  uint64_t total = 0, passed = 0;
  for (const uint32_t count : counts) total += count;
  for (size_t m = 0; m < counts.size(); ++m)
    if ((passed += counts[m]) * 2 > total) return iso_of(m);
  return {};
}

// Units: for each table its dates, and then each attribute.
class Dating {
 public:
  explicit Dating(std::shared_ptr<Work> work) : work_(std::move(work)) {}
  uint64_t start() {
    for (const Attribute& attribute : work_->records().attributes)
      if (info(attribute.type).cleaning == Cleaning::kMoment) dates_.push_back(&attribute);
    counts_.assign(kMonths, 0);
    return dates_.empty() ? 0 : work_->source_count() * units_per_table();
  }
  void run(uint64_t begin, uint64_t end) {
    for (uint64_t unit = begin; unit < end; ++unit) {
      const auto t = static_cast<uint32_t>(unit / units_per_table());
      if (const uint64_t at = unit % units_per_table(); at == 0) date_records(t);
      else date_attribute(t, at - 1);
    }
  }

 private:
  uint64_t units_per_table() const { return 1 + work_->records().attributes.size(); }

  std::string_view latest_of(RecordIndex record) const {
    std::string_view latest;
    for (const Attribute* attribute : dates_)
      for (const Attribute::Slot& slot : attribute->slots) {
        const Code code = slot.codes[record];
        if (code == kMissing || attribute->validity[code] == Validity::kInvalid) continue;
        const std::string_view text = attribute->clean[code];
        if (is_whole_day(text) && (work_->today.empty() || text.substr(0, 10) <= work_->today) && text > latest) latest = text;
      }
    return latest;
  }

  void date_records(uint32_t t) {
    SourceFacts& source = work_->audit->sources[t];
    const RecordIndex first = work_->records().first_record[t], end = work_->records().first_record[t + 1];
    months_.assign(end - first, kNoMonth);
    std::fill(counts_.begin(), counts_.end(), 0);
    for (RecordIndex r = first; r < end; ++r) {
      const std::string_view latest = latest_of(r);
      const uint16_t month = latest.empty() ? kNoMonth : month_of(latest);
      if (month == kNoMonth) continue;
      months_[r - first] = month;
      ++counts_[month];
      const std::string_view day = latest.substr(0, 10);
      if (source.oldest.empty() || day < source.oldest) source.oldest = day;
      if (day > source.newest) source.newest = day;
    }
    source.median = middle(counts_);
  }

  void date_attribute(uint32_t t, size_t a) {
    CellFacts& cell = work_->audit->cells[a * work_->source_count() + t];
    if (!cell.present || work_->audit->sources[t].median.empty()) return;
    std::fill(counts_.begin(), counts_.end(), 0);
    for (size_t row = 0; row < months_.size(); ++row) {
      if (months_[row] == kNoMonth) continue;
      const RecordIndex record = work_->records().first_record[t] + static_cast<RecordIndex>(row);
      const std::vector<Attribute::Slot>& slots = work_->records().attributes[a].slots;
      if (std::any_of(slots.begin(), slots.end(), [&](const Attribute::Slot& slot) { return slot.codes[record] != kMissing; })) ++counts_[months_[row]];
    }
    cell.median_date = middle(counts_);
  }

  std::shared_ptr<Work> work_;
  std::vector<const Attribute*> dates_;
  std::vector<uint16_t> months_;   // of the table's records
  std::vector<uint32_t> counts_;   // per month
};

}  // namespace

Phases date_phases(const std::shared_ptr<Work>& work) { return {pass("audit.rules", Unit::kSteps, std::make_shared<Dating>(work), &Dating::start, &Dating::run, 1)}; }

}  // namespace jumelles::audit
