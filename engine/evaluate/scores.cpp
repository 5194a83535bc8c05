#include <algorithm>
#include <functional>
#include <tuple>

#include "evaluate/evaluate.h"
#include "evaluate/true_pairs.h"

namespace jumelles::evaluate {
namespace {

uint64_t pairs_of(uint64_t count) { return count * (count - (count > 0 ? 1 : 0)) / 2; }

double ratio(double part, double whole) { return whole > 0 ? part / whole : 1; }
double harmonic(double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0; }

// The true cluster of every record: as given, or the connected components of the true pairs.
std::vector<uint32_t> true_clusters(const Truth& truth, uint32_t record_count) {
  if (!truth.is_pairs) return truth.cluster_of;
  std::vector<uint32_t> parent(record_count);
  for (uint32_t r = 0; r < record_count; ++r) parent[r] = r;
  const auto find = [&](uint32_t r) {
    while (parent[r] != r) r = parent[r] = parent[parent[r]];
    return r;
  };
  for (const auto& [a, b] : truth.pairs) parent[std::max(find(a), find(b))] = std::min(find(a), find(b));
  for (uint32_t r = 0; r < record_count; ++r) parent[r] = find(r);
  return parent;
}

// One record's place in the table of true clusters by groups.
struct Cell {
  uint32_t cluster, group, table;
};

template <class Key>
void for_runs(const std::vector<Cell>& cells, Key key, const std::function<void(size_t begin, size_t end)>& visit) {
  for (size_t begin = 0; begin < cells.size();) {
    size_t end = begin + 1;
    while (end < cells.size() && key(cells[end]) == key(cells[begin])) ++end;
    visit(begin, end);
    begin = end;
  }
}

// Pairs inside a run of cells; only those of two tables when asked for.
uint64_t pairs_in(const std::vector<Cell>& cells, size_t begin, size_t end, bool cross_table_only, std::vector<uint64_t>& per_table) {
  uint64_t pairs = pairs_of(end - begin);
  if (!cross_table_only || pairs == 0) return pairs;
  for (size_t i = begin; i < end; ++i) ++per_table[cells[i].table];
  for (size_t i = begin; i < end; ++i) {
    pairs -= pairs_of(per_table[cells[i].table]);
    per_table[cells[i].table] = 0;
  }
  return pairs;
}

}  // namespace

BlockingRecall blocking_recall(const Truth& truth, const std::function<bool(RecordIndex, RecordIndex)>& met,
                               uint64_t pair_limit) {
  BlockingRecall out;
  const uint64_t limit = std::max<uint64_t>(1, pair_limit);
  const uint64_t stride = std::max<uint64_t>(1, (true_pair_count(truth) + limit - 1) / limit);
  for_true_pairs(truth, stride, [&](RecordIndex a, RecordIndex b) {
    ++out.asked_pairs;
    out.met_pairs += met(a, b) ? 1 : 0;
  });
  out.recall = ratio(static_cast<double>(out.met_pairs), static_cast<double>(out.asked_pairs));
  return out;
}

Scores score(const Truth& truth, const RecordSet& records, const Groups& groups) {
  const std::vector<uint32_t> clusters = true_clusters(truth, records.record_count());
  std::vector<Cell> cells;
  cells.reserve(clusters.size());
  uint32_t table = 0;
  for (RecordIndex r = 0; r < records.record_count(); ++r) {
    while (r >= records.first_record[table + 1]) ++table;
    if (clusters[r] != kUnknownCluster) cells.push_back({clusters[r], groups.group_of[r], table});
  }
  std::vector<uint64_t> per_table(records.first_record.size(), 0);
  const bool cross = truth.cross_table_only;
  const auto by_cluster = [](const Cell& c) { return c.cluster; };
  const auto by_group = [](const Cell& c) { return c.group; };
  const auto by_both = [](const Cell& c) { return std::pair(c.cluster, c.group); };

  Scores out;
  std::sort(cells.begin(), cells.end(), [](const Cell& x, const Cell& y) {
    return std::tie(x.group, x.cluster, x.table) < std::tie(y.group, y.cluster, y.table);
  });
  std::vector<uint64_t> group_size(groups.group_count(), 0);
  for_runs(cells, by_group, [&](size_t begin, size_t end) {
    group_size[cells[begin].group] = end - begin;
    out.predicted_groups += end - begin > 1 ? 1 : 0;
    out.largest_group = std::max<uint64_t>(out.largest_group, end - begin);
    out.predicted_pairs += pairs_in(cells, begin, end, cross, per_table);
  });
  std::sort(cells.begin(), cells.end(), [](const Cell& x, const Cell& y) {
    return std::tie(x.cluster, x.group, x.table) < std::tie(y.cluster, y.group, y.table);
  });
  std::vector<uint64_t> cluster_size;  // by run of equal clusters
  for_runs(cells, by_cluster, [&](size_t begin, size_t end) {
    cluster_size.push_back(end - begin);
    out.true_groups += end - begin > 1 ? 1 : 0;
    out.largest_true_group = std::max<uint64_t>(out.largest_true_group, end - begin);
    if (!truth.is_pairs) out.true_pairs += pairs_in(cells, begin, end, cross, per_table);
  });
  size_t run = 0, run_end = cluster_size.empty() ? 0 : cluster_size[0];
  for_runs(cells, by_both, [&](size_t begin, size_t end) {
    while (begin >= run_end) run_end += cluster_size[++run];
    const uint64_t common = end - begin, in_group = group_size[cells[begin].group], in_cluster = cluster_size[run];
    if (!truth.is_pairs) out.correct_pairs += pairs_in(cells, begin, end, cross, per_table);
    out.bcubed_precision += static_cast<double>(common) * static_cast<double>(common) / static_cast<double>(in_group);
    out.bcubed_recall += static_cast<double>(common) * static_cast<double>(common) / static_cast<double>(in_cluster);
    if (common > 1 && common == in_group && common == in_cluster) ++out.identical_groups;
  });
  if (truth.is_pairs) {
    out.true_pairs = truth.pairs.size();
    for (const auto& [a, b] : truth.pairs) out.correct_pairs += groups.group_of[a] == groups.group_of[b] ? 1 : 0;
  }
  out.precision = ratio(static_cast<double>(out.correct_pairs), static_cast<double>(out.predicted_pairs));
  out.recall = ratio(static_cast<double>(out.correct_pairs), static_cast<double>(out.true_pairs));
  out.f1 = harmonic(out.precision, out.recall);
  out.bcubed_precision = ratio(out.bcubed_precision, static_cast<double>(cells.size()));
  out.bcubed_recall = ratio(out.bcubed_recall, static_cast<double>(cells.size()));
  out.bcubed_f1 = harmonic(out.bcubed_precision, out.bcubed_recall);
  return out;
}

}  // namespace jumelles::evaluate
