#include <algorithm>
#include <array>

#include "core/hash.h"
#include "core/table.h"
#include "evaluate/evaluate.h"

namespace jumelles::evaluate {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Error bad(std::string id, std::string message, std::string hint, uint64_t line, std::vector<std::string> arguments = {}) {
  return {ErrorCode::kBadInput, std::move(id), std::move(message), std::move(hint), {}, line, std::move(arguments)};
}

// Records by their id, by hash: two 64-bit hashes that are equal are checked against the text.
class IdIndex {
 public:
  explicit IdIndex(const RecordSet& records) : records_(records) {
    entries_.reserve(records.record_count());
    for (RecordIndex r = 0; r < records.record_count(); ++r) entries_.push_back({hash_text(records.record_ids[r]), r});
    std::sort(entries_.begin(), entries_.end());
  }

  // The records of that id for which `accept` is true, in order; at most two, which is enough to see an ambiguity.
  template <class Accept>
  std::array<RecordIndex, 2> find(std::string_view id, Accept accept) const {
    std::array<RecordIndex, 2> found{kNoRecord, kNoRecord};
    const uint64_t hash = hash_text(id);
    auto at = std::lower_bound(entries_.begin(), entries_.end(), std::pair<uint64_t, RecordIndex>(hash, 0));
    for (; at != entries_.end() && at->first == hash; ++at) {
      if (records_.record_ids[at->second] != id || !accept(at->second)) continue;
      if (found[0] != kNoRecord) {
        found[1] = at->second;
        break;
      }
      found[0] = at->second;
    }
    return found;
  }

 private:
  const RecordSet& records_;
  std::vector<std::pair<uint64_t, RecordIndex>> entries_;
};

Error ambiguous(const std::string& id, uint64_t line, bool has_source) {
  return bad("truth.ambiguous_id", "The id \"" + id + "\" belongs to several records.",
             has_source ? "Name a column whose values are unique as the id." : "Add a source column to the truth file, or name a unique id column.",
             line, {id});
}

// What the columns of a truth file are; -1 where it has none.
struct Header {
  int source = -1, id = -1, cluster = -1, id_a = -1, id_b = -1;
  size_t columns_needed = 0;
};

Result<Header> read_header(const Rows& rows) {
  if (rows.empty()) return bad("truth.empty", "The truth file is empty.", "Its first line names its columns: source,id,cluster_id or id,cluster_id or id_a,id_b.", 0);
  Header header;
  for (size_t c = 0; c < rows[0].size(); ++c) {
    const std::string word = header_word(rows[0][c]);
    const int column = static_cast<int>(c);
    if (word == "source") header.source = column;
    if (word == "id") header.id = column;
    if (word == "cluster_id") header.cluster = column;
    if (word == "id_a") header.id_a = column;
    if (word == "id_b") header.id_b = column;
  }
  const bool pairs = header.id_a >= 0 && header.id_b >= 0;
  const bool clusters = header.id >= 0 && header.cluster >= 0;
  if (pairs == clusters)
    return bad("truth.unknown_columns", "The columns of the truth file are not understood.",
               "Its first line must be source,id,cluster_id or id,cluster_id or id_a,id_b.", 1);
  if (pairs) header.id = header.cluster = header.source = -1;
  header.columns_needed = static_cast<size_t>(std::max({header.source, header.id, header.cluster, header.id_a, header.id_b})) + 1;
  return header;
}

bool is_blank(const std::vector<std::string>& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
}

Error short_row(uint64_t line, size_t needed) {
  return bad("truth.short_row", "This line of the truth file has too few columns.", "Every line needs " + std::to_string(needed) + " values.", line,
             {std::to_string(needed)});
}

Result<Truth> parse_pairs(const Rows& rows, const Header& header, const RecordSet& records, const std::vector<std::string>& table_names) {
  if (table_names.size() > 2)
    return bad("truth.pairs_of_many_files", "A truth of pairs fits one or two files, not " + std::to_string(table_names.size()) + ".",
               "Use the columns source,id,cluster_id instead.", 1, {std::to_string(table_names.size())});
  const IdIndex index(records);
  Truth truth;
  truth.is_pairs = true;
  truth.cross_table_only = table_names.size() == 2;
  for (size_t i = 1; i < rows.size(); ++i) {
    if (is_blank(rows[i])) continue;
    if (rows[i].size() < header.columns_needed) return short_row(i + 1, header.columns_needed);
    std::array<RecordIndex, 2> ends{};
    for (uint32_t side = 0; side < 2; ++side) {
      const std::string& id = rows[i][static_cast<size_t>(side == 0 ? header.id_a : header.id_b)];
      const uint32_t table = truth.cross_table_only ? side : 0;
      const auto found = index.find(id, [&](RecordIndex r) { return records.table_of(r) == table; });
      if (found[1] != kNoRecord) return ambiguous(id, i + 1, true);
      truth.unknown_id_count += found[0] == kNoRecord ? 1 : 0;
      ends[side] = found[0];
    }
    if (ends[0] == kNoRecord || ends[1] == kNoRecord || ends[0] == ends[1]) continue;
    truth.pairs.emplace_back(std::min(ends[0], ends[1]), std::max(ends[0], ends[1]));
  }
  std::sort(truth.pairs.begin(), truth.pairs.end());
  truth.pairs.erase(std::unique(truth.pairs.begin(), truth.pairs.end()), truth.pairs.end());
  return truth;
}

Result<Truth> parse_clusters(const Rows& rows, const Header& header, const RecordSet& records, const std::vector<std::string>& table_names) {
  const IdIndex index(records);
  Dictionary clusters;
  Truth truth;
  truth.cluster_of.assign(records.record_count(), kUnknownCluster);
  for (size_t i = 1; i < rows.size(); ++i) {
    const auto& row = rows[i];
    if (is_blank(row)) continue;
    if (row.size() < header.columns_needed) return short_row(i + 1, header.columns_needed);
    const std::string& id = row[static_cast<size_t>(header.id)];
    std::array<RecordIndex, 2> found{kNoRecord, kNoRecord};
    if (header.source < 0) {
      found = index.find(id, [](RecordIndex) { return true; });
    } else {
      const std::string& source = row[static_cast<size_t>(header.source)];
      const bool is_table = std::find(table_names.begin(), table_names.end(), source) != table_names.end();
      found = index.find(id, [&](RecordIndex r) {
        return source == (is_table ? table_names[records.table_of(r)] : records.sources[records.source_of[r]].name);
      });
    }
    if (found[1] != kNoRecord) return ambiguous(id, i + 1, header.source >= 0);
    if (found[0] == kNoRecord) {
      ++truth.unknown_id_count;
      continue;
    }
    const std::string& cluster = row[static_cast<size_t>(header.cluster)];
    if (cluster.empty())
      return bad("truth.no_cluster", "The record \"" + id + "\" has no cluster in the truth file.", "Give every line a cluster_id.", i + 1, {id});
    const uint32_t number = clusters.intern(cluster);
    uint32_t& known = truth.cluster_of[found[0]];
    if (known != kUnknownCluster && known != number)
      return bad("truth.two_clusters", "The record \"" + id + "\" is in two clusters.", "Keep one line per record.", i + 1, {id});
    known = number;
  }
  return truth;
}

}  // namespace

std::string header_word(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

Result<Truth> parse_truth(const Rows& rows, const RecordSet& records, const std::vector<std::string>& table_names) {
  Result<Header> header = read_header(rows);
  if (!header) return header.error();
  Result<Truth> truth = header.value().id_a >= 0 ? parse_pairs(rows, header.value(), records, table_names)
                                                 : parse_clusters(rows, header.value(), records, table_names);
  if (!truth) return truth;
  const bool nothing = truth.value().is_pairs ? truth.value().pairs.empty()
                                              : std::all_of(truth.value().cluster_of.begin(), truth.value().cluster_of.end(),
                                                            [](uint32_t c) { return c == kUnknownCluster; });
  if (nothing && truth.value().unknown_id_count > 0)
    return bad("truth.no_known_id", "None of the ids of the truth file is the id of a record.", "Say which column of the files is the id.", 2);
  return truth;
}

}  // namespace jumelles::evaluate
