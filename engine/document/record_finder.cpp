#include "document/record_finder.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "core/hash.h"
#include "document/record_contents.h"

namespace jumelles::document {
namespace {

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

std::string text_of(const RecordName& name) { return quoted(name.id) + (name.source.empty() ? "" : " in " + quoted(name.source)); }

size_t RecordFinder::slot_of(std::string_view id) const { return hash_text(id) & (first_.size() - 2); }

// Entries sorted by slot: counted, then put where they belong. After counting, first_[slot + 1] is where the next entry of `slot` goes.
void RecordFinder::count(uint64_t begin, uint64_t end) {
  const uint64_t n = records_->record_count();
  if (begin == 0) first_.assign(std::bit_ceil(std::max<uint64_t>(n, 2)) + 1, 0);
  for (uint64_t r = begin; r < end; ++r) ++first_[slot_of(records_->record_ids[r]) + 1];
  if (end < n) return;
  uint32_t sum = 0;
  for (uint32_t& first : first_) {
    const uint32_t size = first;
    first = sum;
    sum += size;
  }
  entries_.resize(n);
}

void RecordFinder::fill(uint64_t begin, uint64_t end) {
  for (uint64_t r = begin; r < end; ++r) entries_[first_[slot_of(records_->record_ids[r]) + 1]++] = static_cast<RecordIndex>(r);
}

std::vector<Phase> RecordFinder::phases(std::shared_ptr<RecordFinder> finder) {
  const auto all = [](const RecordFinder& f) { return uint64_t{f.records_->record_count()}; };
  return {pass("index.ids", Unit::kRecords, finder, all, &RecordFinder::count, 4096), pass("index.ids", Unit::kRecords, finder, all, &RecordFinder::fill, 4096)};
}

std::shared_ptr<const RecordFinder> RecordFinder::make(std::shared_ptr<const RecordSet> records, Tables tables) {
  auto finder = std::make_shared<RecordFinder>(std::move(records), tables, tables);
  (void)run_to_end(phases(finder)).ok();
  return finder;
}

// Rows that are equal in all cells are told by their numbers, if these are still theirs.
RecordFinder::Found RecordFinder::find_content(const RecordName& name) const {
  if (contents_.empty()) {
    for (size_t t = 0; t < tables_.size(); ++t) {
      const RecordIndex first = records_->first_record[t];
      if (!has_no_ids(*tables_[t], *records_, first)) continue;
      for (uint32_t row = 0; row < tables_[t]->row_count(); ++row) contents_.emplace_back(content_hash(*read_[t], *tables_[t], row), first + row);
    }
    std::sort(contents_.begin(), contents_.end());
  }
  const uint64_t hash = std::strtoull(name.content.c_str(), nullptr, 16);
  Found found;
  for (auto at = std::lower_bound(contents_.begin(), contents_.end(), std::pair<uint64_t, RecordIndex>(hash, 0)); at != contents_.end() && at->first == hash; ++at) {
    const RecordIndex r = at->second;
    const Table& table = *tables_[records_->table_of(r)];
    if (!name.source.empty() && name.source != table.name && name.source != records_->sources[records_->source_of[r]].name) continue;
    if (name.row != 0 && table.source_rows[records_->row_of(r)] == name.row) return {r, false};
    found.several = found.several || found.record != kNoRecord;
    if (!found.several) found.record = r;
  }
  if (found.several) found.record = kNoRecord;
  return found;
}

RecordFinder::Found RecordFinder::find(const RecordName& name) const {
  if (!name.content.empty()) return find_content(name);
  Found found;
  if (entries_.empty()) return found;
  const bool is_table = std::any_of(tables_.begin(), tables_.end(), [&](const auto& table) { return table->name == name.source; });
  const size_t slot = slot_of(name.id);
  for (uint32_t e = first_[slot]; e < first_[slot + 1]; ++e) {
    const RecordIndex r = entries_[e];
    if (records_->record_ids[r] != name.id) continue;
    const Table& table = *tables_[records_->table_of(r)];
    if (!name.source.empty() && name.source != (is_table ? table.name : records_->sources[records_->source_of[r]].name)) continue;
    if (name.row != 0 && table.source_rows[records_->row_of(r)] == name.row) return {r, false};
    found.several = found.several || found.record != kNoRecord;
    if (found.several && name.row == 0) break;
    if (!found.several) found.record = r;
  }
  if (found.several) found.record = kNoRecord;
  return found;
}

std::string RecordFinder::why_not(const RecordName& name) const {
  const std::string row = name.row == 0 ? "" : ", none of them in row " + std::to_string(name.row);
  if (find(name).several) return "several records " + text_of(name) + row;
  const auto is_named = [&](const auto& source) { return source.name == name.source; };
  bool known = name.source.empty() || std::any_of(records_->sources.begin(), records_->sources.end(), is_named);
  for (const auto& table : tables_) known = known || is_named(*table);
  return known ? "no record " + text_of(name) : "no source " + quoted(name.source);
}

}  // namespace jumelles::document
