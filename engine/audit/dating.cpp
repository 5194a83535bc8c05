// How recent sources are: the latest date of each record, and what is in the middle of them.

#include <algorithm>

#include "audit/work.h"

namespace jumelles::audit {
namespace {

// By months: a day more or less does not matter to how recent records are.
constexpr size_t kFirstYear = 1800, kYears = 300, kMonths = 12 * kYears;
constexpr uint16_t kNoMonth = UINT16_MAX;

// A day as a number that reads like it: 20240314; 0 is none.
uint32_t day_of(std::string_view iso) {
  uint32_t day = 0;
  for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) day = day * 10 + static_cast<uint32_t>(iso[i] - '0');
  return day;
}
std::string text_of(uint32_t day) {
  const std::string digits = std::to_string(100'000'000 + day).substr(1);
  return digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6);
}

uint16_t month_of(uint32_t day) {
  const size_t year = day / 10'000, month = day / 100 % 100;
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

class Dating {
 public:
  explicit Dating(std::shared_ptr<Work> work) : work_(std::move(work)) {}
  uint64_t start() {
    for (const Attribute& attribute : work_->records().attributes)
      if (info(attribute.type).cleaning == Cleaning::kMoment && !attribute.slots.empty()) dates_.push_back({&attribute, days_of(attribute)});
    counts_.assign(1 + work_->records().attributes.size(), std::vector<uint32_t>(kMonths, 0));
    return dates_.empty() ? 0 : work_->record_count();
  }
  void run(uint64_t begin, uint64_t end) {
    for (uint32_t t = 0; t < work_->source_count(); ++t) {
      const auto first = std::max<RecordIndex>(static_cast<RecordIndex>(begin), work_->records().first_record[t]), last = std::min<RecordIndex>(static_cast<RecordIndex>(end), work_->records().first_record[t + 1]);
      if (first >= last) continue;
      for (RecordIndex r = first; r < last; ++r) date_record(r);
      for (size_t a = 0; a < work_->records().attributes.size(); ++a)
        if (work_->audit->cells[a * work_->source_count() + t].present) count_attribute(a, first, last);
      months_.clear();
      if (last == work_->records().first_record[t + 1]) end_table(t);
    }
  }

 private:
  struct Dates {
    const Attribute* attribute;
    std::vector<uint32_t> days;  // per clean value, 0 where it says none, or one to come
  };

  std::vector<uint32_t> days_of(const Attribute& attribute) const {
    std::vector<uint32_t> days(attribute.clean.size(), 0);
    for (Code code = 1; code < days.size(); ++code) {
      const std::string_view text = attribute.clean[code];
      if (attribute.validity[code] != Validity::kInvalid && is_whole_day(text) && (work_->today.empty() || text.substr(0, 10) <= work_->today)) days[code] = day_of(text);
    }
    return days;
  }

  // The latest of its dates.
  void date_record(RecordIndex record) {
    uint32_t latest = 0;
    for (const Dates& dates : dates_)
      for (const Attribute::Slot& slot : dates.attribute->slots) latest = std::max(latest, dates.days[slot.codes[record]]);
    const uint16_t month = latest == 0 ? kNoMonth : month_of(latest);
    months_.push_back(month);
    if (month == kNoMonth) return;
    ++counts_[0][month];
    oldest_ = std::min(oldest_, latest), newest_ = std::max(newest_, latest);
  }

  void count_attribute(size_t a, RecordIndex first, RecordIndex last) {
    const std::vector<Attribute::Slot>& slots = work_->records().attributes[a].slots;
    std::vector<uint32_t>& counts = counts_[1 + a];
    for (RecordIndex r = first; r < last; ++r) {
      const uint16_t month = months_[r - first];
      if (month != kNoMonth && std::any_of(slots.begin(), slots.end(), [&](const Attribute::Slot& slot) { return slot.codes[r] != kMissing; })) ++counts[month];
    }
  }

  void end_table(uint32_t t) {
    SourceFacts& source = work_->audit->sources[t];
    source.median = middle(counts_[0]);
    if (newest_ != 0) source.oldest = text_of(oldest_), source.newest = text_of(newest_);
    for (size_t a = 0; a < work_->records().attributes.size(); ++a) {
      CellFacts& cell = work_->audit->cells[a * work_->source_count() + t];
      if (cell.present && !source.median.empty()) cell.median_date = middle(counts_[1 + a]);
    }
    for (std::vector<uint32_t>& counts : counts_) std::fill(counts.begin(), counts.end(), 0);
    oldest_ = UINT32_MAX, newest_ = 0;
  }

  std::shared_ptr<Work> work_;
  std::vector<Dates> dates_;
  std::vector<uint16_t> months_;                // of the records at hand
  std::vector<std::vector<uint32_t>> counts_;   // per month: of the table's records, and of those that have each attribute
  uint32_t oldest_ = UINT32_MAX, newest_ = 0;   // of the table
};

}  // namespace

Phases date_phases(const std::shared_ptr<Work>& work) { return {pass("audit.rules", Unit::kRecords, std::make_shared<Dating>(work), &Dating::start, &Dating::run, 1000)}; }

}  // namespace jumelles::audit
