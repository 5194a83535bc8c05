// Findings, each with the values that it is about, in the order of what they cost.

#include <algorithm>

#include "audit/costs.h"
#include "audit/work.h"
#include "core/hash.h"

namespace jumelles::audit {
namespace {

using K = FindingKindId;

// Whatever the attribute, what could have it: its values, those set aside among them.
void settle_shares(Work& work) {
  const Audit& audit = *work.audit;
  for (auto& [key, finding] : work.found) {
    if (finding.count == 0 || finding.of_count != 0 || finding.attributes.empty()) continue;
    for (size_t t = 0; t < work.source_count(); ++t) {
      const CellFacts& cell = audit.cell(finding.attributes[0], t);
      finding.of_count += kind(finding.kind).counts_records ? audit.sources[t].record_count : cell.value_count + cell.set_aside_count;
    }
  }
}

// Nobody is older than the oldest. Where more than one of twenty is, the data is of the past, and says nothing wrong. So does a file for show:
// more than one of twenty of its phones or addresses are those that nobody can have.
void forgive_what_is_usual(Work& work) {
  const auto times = [](FindingKindId of) -> uint64_t { return of == K::kTooOld || of == K::kFictionPhone || of == K::kReservedDomain ? 20 : 0; };
  for (auto& [key, finding] : work.found) {
    if (times(finding.kind) == 0 || finding.count * times(finding.kind) <= finding.of_count) continue;
    for (size_t t = 0; t < work.source_count(); ++t)
      work.audit->cells[finding.attributes[0] * work.source_count() + t].valid_count += static_cast<uint32_t>(finding.per_source[t]);
    finding.count = 0;
  }
}

// Values that are the same become one, with what the first of them becomes.
class ValueMerger {
 public:
  void begin(size_t most) {
    size_t slots = 16;
    while (slots < 2 * most) slots *= 2;
    slots_.assign(slots, 0);
    merged_.clear();
  }
  void add(std::string_view value, std::string_view becomes, uint64_t count) {
    const size_t mask = slots_.size() - 1;
    size_t slot = hash_text(value) & mask;
    for (; slots_[slot] != 0; slot = (slot + 1) & mask)
      if (Merged& known = merged_[slots_[slot] - 1]; known.value == value) {
        known.count += count;
        return;
      }
    merged_.push_back({value, becomes, count});
    slots_[slot] = static_cast<uint32_t>(merged_.size());
  }
  size_t size() const { return merged_.size(); }
  // The most frequent first, at most kMostValues.
  std::vector<FoundValue> take() {
    const size_t count = std::min(merged_.size(), kMostValues);
    std::partial_sort(merged_.begin(), merged_.begin() + static_cast<std::ptrdiff_t>(count), merged_.end(),
                      [](const Merged& a, const Merged& b) { return a.count != b.count ? a.count > b.count : a.value < b.value; });
    std::vector<FoundValue> out;
    for (size_t i = 0; i < count; ++i) out.push_back({std::string(merged_[i].value), std::string(merged_[i].becomes), merged_[i].count});
    return out;
  }

 private:
  struct Merged { std::string_view value, becomes; uint64_t count = 0; };
  std::vector<Merged> merged_;
  std::vector<uint32_t> slots_;  // of a hash table with linear probing, number of the merged value + 1, 0 for empty
};

// Units: values, of one finding after the other, and one for each finding.
class Ranking {
 public:
  explicit Ranking(std::shared_ptr<Work> work) : work_(std::move(work)) {}
  uint64_t start() {
    settle_shares(*work_);
    forgive_what_is_usual(*work_);
    uint64_t total = 0;
    for (auto& [key, finding] : work_->found) {
      if (finding.count == 0) continue;
      notes_.push_back(std::move(work_->notes[&finding]));
      work_->audit->findings.push_back(std::move(finding));
      ends_.push_back(total += notes_.back().values.size() + work_->audit->findings.back().values.size() + 1);
    }
    work_->found.clear();
    work_->notes.clear();
    return total;
  }
  void run(uint64_t begin, uint64_t end) {
    while (begin < end) {
      const auto f = static_cast<size_t>(std::upper_bound(ends_.begin(), ends_.end(), begin) - ends_.begin());
      const uint64_t from = f == 0 ? 0 : ends_[f - 1];
      const uint64_t stop = std::min(end, ends_[f]);
      merge(f, begin - from, stop - from);
      begin = stop;
    }
    if (!ends_.empty() && end == ends_.back()) sort();
  }

 private:
  void merge(size_t f, uint64_t begin, uint64_t end) {
    Notes& notes = notes_[f];
    Finding& finding = work_->audit->findings[f];
    const size_t noted = notes.values.size(), count = noted + finding.values.size();
    if (begin == 0) merger_.begin(count);
    for (uint64_t i = begin; i < std::min<uint64_t>(end, count); ++i) {
      if (i >= noted) {
        const FoundValue& value = finding.values[i - noted];
        merger_.add(value.value, value.becomes, value.count);
        continue;
      }
      const NotedValue& value = notes.values[i];
      if (value.count == 0) continue;  // all of its cells are told otherwise
      const uint32_t from = i == 0 ? 0 : notes.values[i - 1].becomes_end;
      merger_.add((*work_->feeds[value.feed].values)[value.code], std::string_view(notes.becomes).substr(from, value.becomes_end - from), value.count);
    }
    if (end <= count) return;
    if (finding.distinct_count > 0) finding.distinct_count = merger_.size();
    finding.values = merger_.take();
    notes = {};
  }

  void sort() {
    std::vector<Finding>& findings = work_->audit->findings;
    const auto cost = [](const Finding& finding) { return cost_of(kind(finding.kind), finding.count, finding.of_count); };
    std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) { return costs_more(cost(a), cost(b)); });
  }

  std::shared_ptr<Work> work_;
  std::vector<Notes> notes_;     // per finding
  std::vector<uint64_t> ends_;   // of the findings' units, summed up
  ValueMerger merger_;           // of the finding at work
};

}  // namespace

void merge_values(Finding& finding) {
  ValueMerger merger;
  merger.begin(finding.values.size());
  for (const FoundValue& value : finding.values) merger.add(value.value, value.becomes, value.count);
  if (finding.distinct_count > 0) finding.distinct_count = merger.size();
  finding.values = merger.take();
}

Phases rank_phases(const std::shared_ptr<Work>& work) {
  return {pass("audit.rules", Unit::kValues, std::make_shared<Ranking>(work), &Ranking::start, &Ranking::run, 1000)};
}

}  // namespace jumelles::audit
