#include "document/record_tags.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <utility>

#include "document/record_contents.h"

namespace jumelles::document {
namespace {

constexpr RecordIndex kSeveral = kNoRecord - 1;
constexpr uint64_t kMostOfRun = 10'000'000;  // rows that a file of strangers may speak of at once

struct Run {
  std::string id;
  uint64_t row = 0, count = 1;
};

// "C0041" to "C0042"; false where its digits are at their end, or there are none.
bool count_up(std::string& id) {
  for (size_t i = id.size(); i-- > 0;) {
    if (id[i] < '0' || id[i] > '9') return false;
    if (id[i] != '9') {
      ++id[i];
      return true;
    }
    id[i] = '0';
  }
  return false;
}

void put_escaped(std::string& out, std::string_view id) {
  for (const char c : id) {
    if (c == '\\' || c == '\n' || c == '\t') out += '\\';
    out += c == '\n' ? 'n' : c == '\t' ? 't' : c;
  }
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) out += text[i];
    else if (const char c = text[++i]; c == 'n' || c == 't') out += c == 'n' ? '\n' : '\t';
    else out += c;
  }
  return out;
}

void put(std::string& out, const Run& run) {
  put_escaped(out, run.id);
  out += '\t' + std::to_string(run.row);
  if (run.count > 1) out += '\t' + std::to_string(run.count);
  out += '\n';
}

// What is no run is none: files are written by strangers.
template <class Take>
void each_run(std::string_view text, Take take) {
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size()), tab = text.find('\t', begin);
    if (tab < end) {
      Run run{unescaped(text.substr(begin, tab - begin))};
      const char* const last = text.data() + end;
      const auto row = std::from_chars(text.data() + tab + 1, last, run.row);
      bool is_run = row.ec == std::errc();
      if (is_run && row.ptr != last) is_run = *row.ptr == '\t' && std::from_chars(row.ptr + 1, last, run.count).ec == std::errc();
      if (is_run && run.count > 0 && run.count <= kMostOfRun) take(std::move(run));
    }
    begin = end + 1;
  }
}

// Finds the records of one source.
class Finder {
 public:
  Finder(const TaggedRecords& of, uint32_t table)
      : records_(*of.records), table_(*(*of.tables)[table]), first_(records_.first_record[table]), count_(records_.first_record[table + 1] - first_) {}

  RecordIndex find(const std::string& id, uint64_t row) {
    const RecordIndex there = at_row(row);
    if (id.empty() || (there != kNoRecord && records_.record_ids[there] == id)) return there;
    if (by_id_.empty())
      for (RecordIndex r = first_; r < first_ + count_; ++r)
        if (const auto [place, fresh] = by_id_.try_emplace(records_.record_ids[r], r); !fresh) place->second = kSeveral;
    const auto found = by_id_.find(id);
    return found == by_id_.end() || found->second == kSeveral ? kNoRecord : found->second;
  }

 private:
  // Rows ascend; mostly the one behind the last is asked for.
  RecordIndex at_row(uint64_t row) {
    const std::vector<uint32_t>& rows = table_.source_rows;
    if (next_ >= count_ || rows[next_] != row) next_ = static_cast<uint32_t>(std::lower_bound(rows.begin(), rows.begin() + count_, row) - rows.begin());
    return next_ < count_ && rows[next_] == row ? first_ + next_++ : kNoRecord;
  }

  const RecordSet& records_;
  const Table& table_;
  RecordIndex first_;
  uint32_t count_, next_ = 0;
  std::unordered_map<std::string_view, RecordIndex> by_id_;
};

// The records of a list, and `lost` with the runs that are no more.
uint64_t mark(const RecordTag& tag, const TaggedRecords& of, std::vector<uint8_t>& has, std::string& lost) {
  uint64_t lost_count = 0;
  const auto lose = [&](const Run& run) { put(lost, run), lost_count += run.count; };
  const auto& tables = *of.tables;
  const auto table = static_cast<uint32_t>(std::find_if(tables.begin(), tables.end(), [&](const auto& one) { return one->name == tag.source; }) - tables.begin());
  if (table == tables.size() || (!tag.file.empty() && (*of.hashes)[table] != tag.file)) {
    each_run(tag.records, lose);
    return lost_count;
  }
  Finder finder(of, table);
  each_run(tag.records, [&](Run run) {
    Run gone{{}, 0, 0};  // those in a row that are not there
    for (; run.count > 0; --run.count, ++run.row) {
      if (const RecordIndex record = finder.find(run.id, run.row); record != kNoRecord) {
        has[record] = 1;
        if (gone.count > 0) lose(std::exchange(gone, {{}, 0, 0}));
      } else if (gone.count++ == 0) {
        gone.id = run.id, gone.row = run.row;
      }
      if (run.count > 1 && !run.id.empty() && !count_up(run.id)) break;
    }
    if (gone.count > 0) lose(gone);
  });
  return lost_count;
}

std::string listed(const TaggedRecords& of, uint32_t table, const std::vector<uint8_t>& has, bool by_row) {
  const RecordSet& records = *of.records;
  const std::vector<uint32_t>& rows = (*of.tables)[table]->source_rows;
  const RecordIndex first = records.first_record[table];
  std::string out, next;
  Run run{{}, 0, 0};
  for (RecordIndex r = first; r < records.first_record[table + 1]; ++r) {
    if (has[r] == 0) continue;
    const uint64_t row = rows[r - first];
    bool goes_on = run.count > 0 && row == run.row + run.count;
    if (goes_on && !by_row) goes_on = count_up(next) && next == records.record_ids[r];
    if (goes_on) {
      ++run.count;
      continue;
    }
    if (run.count > 0) put(out, run);
    run = {by_row ? std::string() : records.record_ids[r], row, 1};
    next = run.id;
  }
  if (run.count > 0) put(out, run);
  return out;
}

}  // namespace

std::vector<BoundTag> bind_tags(const std::vector<RecordTag>& tags, const TaggedRecords& records) {
  std::vector<BoundTag> out;
  std::string lost;
  for (const RecordTag& tag : tags) {
    auto bound = std::lower_bound(out.begin(), out.end(), tag.tag, [](const BoundTag& one, const std::string& word) { return one.tag < word; });
    if (bound == out.end() || bound->tag != tag.tag) bound = out.insert(bound, {tag.tag, std::vector<uint8_t>(records.records->record_count(), 0)});
    bound->lost_count += mark(tag, records, bound->has, lost);
  }
  for (BoundTag& tag : out) tag.count = static_cast<uint64_t>(std::count(tag.has.begin(), tag.has.end(), 1));
  return out;
}

void change_tag(std::vector<RecordTag>& tags, const std::string& tag, const std::vector<uint8_t>& wanted, bool given, const TaggedRecords& of) {
  for (uint32_t t = 0; t < of.tables->size(); ++t) {
    const RecordIndex first = of.records->first_record[t], end = of.records->first_record[t + 1];
    if (std::find(wanted.begin() + first, wanted.begin() + end, 1) == wanted.begin() + end) continue;
    const Table& table = *(*of.tables)[t];
    const bool by_row = has_no_ids(table, *of.records, first);
    const std::string file = by_row ? (*of.hashes)[t] : std::string();
    auto at = std::find_if(tags.begin(), tags.end(), [&](const RecordTag& one) { return one.tag == tag && one.source == table.name && one.file == file; });
    std::vector<uint8_t> has(wanted.size(), 0);
    std::string lost;
    if (at != tags.end()) (void)mark(*at, of, has, lost);
    for (RecordIndex r = first; r < end; ++r)
      if (wanted[r] != 0) has[r] = given ? 1 : 0;
    std::string records = listed(of, t, has, by_row) + lost;
    if (at != tags.end() && records.empty()) tags.erase(at);
    else if (at != tags.end()) at->records = std::move(records);
    else if (!records.empty()) tags.push_back({tag, table.name, file, std::move(records)});
  }
  std::stable_sort(tags.begin(), tags.end(), [](const RecordTag& a, const RecordTag& b) { return a.tag != b.tag ? a.tag < b.tag : a.source < b.source; });
}

std::string tags_of(const std::vector<BoundTag>& tags, RecordIndex record) {
  std::string out;
  for (const BoundTag& tag : tags)
    if (record < tag.has.size() && tag.has[record] != 0) out += (out.empty() ? "" : "; ") + tag.tag;
  return out;
}

}  // namespace jumelles::document
