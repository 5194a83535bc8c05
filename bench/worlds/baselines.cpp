#include "baselines.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string>
#include <unordered_map>

#include "text/fold.h"

namespace jumelles::worlds {
namespace {

constexpr double kLeastCosine = 0.6;
constexpr uint32_t kMostRows = 20000;        // for cosines
constexpr size_t kMostSharers = 2000;        // rows of one value, above which it is asked of no pair

class Union {
 public:
  explicit Union(size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0u); }
  uint32_t find(uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(uint32_t a, uint32_t b) {
    a = find(a), b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }
  Groups groups() {
    Groups groups;
    const uint32_t count = static_cast<uint32_t>(parent_.size());
    std::vector<uint32_t> number(count), size;
    for (uint32_t r = 0; r < count; ++r) {
      const uint32_t root = find(r);
      if (root == r) {
        number[r] = static_cast<uint32_t>(size.size());
        size.push_back(0);
      }
      groups.group_of.push_back(number[root]);
      ++size[number[root]];
    }
    groups.first_member.push_back(0);
    for (const uint32_t n : size) groups.first_member.push_back(groups.first_member.back() + n);
    std::vector<uint32_t> next(groups.first_member.begin(), groups.first_member.end() - 1);
    groups.members.resize(count);
    for (uint32_t r = 0; r < count; ++r) groups.members[next[groups.group_of[r]]++] = r;
    return groups;
  }

 private:
  std::vector<uint32_t> parent_;
};

}  // namespace

Groups equality(const std::vector<TableView>& tables) {
  std::set<int> everywhere;
  for (size_t t = 0; t < tables.size(); ++t) {
    std::set<int> here;
    for (const int meaning : tables[t].meaning)
      if (meaning >= 0 && (t == 0 || everywhere.count(meaning) != 0)) here.insert(meaning);
    everywhere = std::move(here);
  }
  const std::vector<int> meanings(everywhere.begin(), everywhere.end());
  const size_t width = meanings.size();
  // Values by number, 0 missing; one dictionary per meaning.
  std::vector<Dictionary> values(width);
  std::vector<uint32_t> codes;
  for (const TableView& view : tables) {
    std::vector<std::vector<uint32_t>> columns;
    for (size_t m = 0; m < width; ++m) {
      const size_t c = static_cast<size_t>(std::find(view.meaning.begin(), view.meaning.end(), meanings[m]) - view.meaning.begin());
      const Column& column = view.table->columns[c];
      std::vector<uint32_t> of_code(column.values.size());
      for (Code code = 0; code < column.values.size(); ++code) of_code[code] = values[m].intern(text::fold(column.values[code]));
      std::vector<uint32_t>& out = columns.emplace_back();
      for (const Code code : column.codes) out.push_back(of_code[code]);
    }
    for (uint32_t r = 0; r < view.table->row_count(); ++r)
      for (size_t m = 0; m < width; ++m) codes.push_back(columns[m][r]);
  }
  uint32_t count = 0;
  for (const TableView& view : tables) count += view.table->row_count();
  const auto row = [&](uint32_t r) { return codes.data() + size_t{r} * width; };
  Union groups(count);
  if (width == 0) return groups.groups();
  std::vector<std::vector<std::vector<uint32_t>>> sharers(width);
  for (size_t m = 0; m < width; ++m) {
    sharers[m].resize(values[m].size());
    for (uint32_t r = 0; r < count; ++r)
      if (row(r)[m] != kMissing) sharers[m][row(r)[m]].push_back(r);
  }
  const auto equal = [&](uint32_t a, uint32_t b) {
    size_t both = 0, of_a = 0, of_b = 0;
    for (size_t m = 0; m < width; ++m) {
      const uint32_t x = row(a)[m], y = row(b)[m];
      of_a += x != kMissing;
      of_b += y != kMissing;
      if (x == kMissing || y == kMissing) continue;
      if (x != y) return false;
      ++both;
    }
    return both >= 2 && 2 * both >= std::min(of_a, of_b);
  };
  // As the emptier of a pair, a record shares at least `needed` of its values: one of the others, and so one of the rarest
  // `filled - needed + 1`, is among those shared.
  std::vector<const std::vector<uint32_t>*> lists;
  for (uint32_t r = 0; r < count; ++r) {
    lists.clear();
    for (size_t m = 0; m < width; ++m)
      if (row(r)[m] != kMissing) lists.push_back(&sharers[m][row(r)[m]]);
    const size_t needed = std::max<size_t>(2, (lists.size() + 1) / 2);
    if (lists.size() < needed) continue;
    std::sort(lists.begin(), lists.end(), [](const auto* a, const auto* b) { return a->size() < b->size(); });
    for (size_t i = 0; i + needed <= lists.size(); ++i)
      for (const uint32_t other : *lists[i]) {
        if (lists[i]->size() > kMostSharers) break;
        if (other != r && groups.find(other) != groups.find(r) && equal(r, other)) groups.join(r, other);
      }
  }
  return groups.groups();
}

std::optional<Groups> trigram_cosine(const std::vector<TableView>& tables) {
  std::vector<std::vector<std::pair<uint32_t, float>>> rows;  // number of the trigram, weight
  std::vector<uint8_t> table_of;
  std::unordered_map<uint32_t, uint32_t> numbers;
  std::vector<uint32_t> frequency;
  for (const TableView& view : tables)
    if (rows.size() + view.table->row_count() > kMostRows) return std::nullopt;
    else rows.reserve(rows.size() + view.table->row_count());
  uint32_t total = 0;
  for (const TableView& view : tables) total += view.table->row_count();
  if (total > kMostRows) return std::nullopt;
  for (size_t t = 0; t < tables.size(); ++t)
    for (uint32_t r = 0; r < tables[t].table->row_count(); ++r) {
      std::string text = " ";
      for (size_t c = 0; c < tables[t].table->columns.size(); ++c)
        if (tables[t].in_text[c] != 0 && !tables[t].table->columns[c].text(r).empty()) text += text::lower(tables[t].table->columns[c].text(r)) + " ";
      std::vector<uint32_t> grams;
      for (size_t i = 0; i + 3 <= text.size(); ++i) {
        const auto byte = [&](size_t at) { return static_cast<uint32_t>(static_cast<unsigned char>(text[at])); };
        const auto [at, is_new] = numbers.try_emplace(byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2), static_cast<uint32_t>(frequency.size()));
        if (is_new) frequency.push_back(0);
        grams.push_back(at->second);
      }
      std::sort(grams.begin(), grams.end());
      auto& row = rows.emplace_back();
      for (size_t i = 0; i < grams.size(); ++i) {
        if (i > 0 && grams[i] == grams[i - 1]) row.back().second += 1;
        else {
          row.push_back({grams[i], 1.0f});
          ++frequency[grams[i]];
        }
      }
      table_of.push_back(static_cast<uint8_t>(t));
    }
  // The frequent ones first: they stay out of the index as long as they alone cannot make a cosine of .6.
  std::vector<uint32_t> order(frequency.size()), rank(frequency.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return frequency[a] != frequency[b] ? frequency[a] > frequency[b] : a < b; });
  for (uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  const double row_count = static_cast<double>(rows.size());
  for (auto& row : rows) {
    double norm = 0;
    for (auto& [gram, weight] : row) {
      weight *= static_cast<float>(1 + std::log((1 + row_count) / (1 + static_cast<double>(frequency[gram]))));
      norm += static_cast<double>(weight) * static_cast<double>(weight);
      gram = rank[gram];
    }
    for (auto& entry : row) entry.second /= static_cast<float>(std::sqrt(norm));
    std::sort(row.begin(), row.end());
  }
  const auto cosine = [&](uint32_t a, uint32_t b) {
    double sum = 0;
    for (size_t i = 0, j = 0; i < rows[a].size() && j < rows[b].size();) {
      if (rows[a][i].first < rows[b][j].first) ++i;
      else if (rows[a][i].first > rows[b][j].first) ++j;
      else sum += static_cast<double>(rows[a][i++].second) * static_cast<double>(rows[b][j++].second);
    }
    return sum;
  };
  struct Posting { uint32_t row; float weight; };
  std::vector<std::vector<Posting>> index(frequency.size());
  struct Best { double cosine = 0; uint32_t row = kNoRecord; };
  std::vector<Best> best(rows.size());
  std::vector<float> sums(rows.size(), 0);
  std::vector<float> left_out(rows.size(), 0);  // norm of what is not in the index
  std::vector<uint32_t> touched;
  Union groups(rows.size());
  const bool across = tables.size() == 2;
  for (uint32_t r = 0; r < rows.size(); ++r) {
    touched.clear();
    for (const auto& [gram, weight] : rows[r])
      for (const Posting& posting : index[gram]) {
        if (sums[posting.row] == 0) touched.push_back(posting.row);
        sums[posting.row] += weight * posting.weight;
      }
    for (const uint32_t other : touched) {
      const double at_most = static_cast<double>(sums[other] + left_out[other]) + 1e-4;
      sums[other] = 0;
      if (at_most < kLeastCosine || (across && table_of[other] == table_of[r])) continue;
      const double value = cosine(r, other);
      if (value < kLeastCosine) continue;
      if (!across) groups.join(r, other);
      if (value > best[r].cosine) best[r] = {value, other};
      if (value > best[other].cosine) best[other] = {value, r};
    }
    double norm = 0;
    for (const auto& [gram, weight] : rows[r]) {
      const double more = norm + static_cast<double>(weight) * static_cast<double>(weight);
      if (more < kLeastCosine * kLeastCosine * 0.999) {
        norm = more;
        continue;
      }
      index[gram].push_back({r, weight});
    }
    left_out[r] = static_cast<float>(std::sqrt(norm));
  }
  for (uint32_t r = 0; across && r < rows.size(); ++r)
    if (best[r].row != kNoRecord && best[best[r].row].row == r) groups.join(r, best[r].row);
  return groups.groups();
}

}  // namespace jumelles::worlds
