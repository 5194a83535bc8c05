#include "profile/meet.h"

#include <algorithm>
#include <map>
#include <set>

#include "profile/decide.h"

namespace jumelles::profile {
namespace {

using T = AttributeType;

constexpr double kSharedWords = 0.1;      // of the cells: names and towns of one country share that much, a name and a town do not
constexpr double kAlikeSpread = 0.5;      // from which the only two columns of dates are taken for the same
constexpr double kSimilarHeader = 0.6;    // a word in common, where an equal meaning counts 1
constexpr size_t kMostPairs = 40000;      // of columns, whose values are looked at
constexpr size_t kMostPaired = 200;       // columns, whose best pairing is looked for

bool wordy(T type) { return info(type).may_be_key && info(type).form == ValueForm::kWords; }
bool assigned_here(const ColumnMapping& m) {
  return in_use(m) && !info(m.type).multi_valued && fed_type(m.type) == m.type && m.reason_id != "repeats_columns";
}

// The header says it, in words that belong to no other type.
bool settled(const ColumnMapping& m) { return m.chosen_by_user || (is_own_key(m.type) && (m.reason_id == "header" || m.reason_id == "header_and_content")); }

// Of what a date is, where the header says so: "release_date", "death_date".
std::string_view date_of(const ColumnMapping& m, const HeaderMeaning& header) {
  if (m.type != T::kDate || m.chosen_by_user) return {};
  for (const HeaderReading& reading : header.readings)
    if (reading.type == T::kDate && !reading.key.empty()) return reading.key;
  return {};
}

bool may_meet(const ColumnMapping& a, const HeaderMeaning& header_of_a, const ColumnMapping& b, const HeaderMeaning& header_of_b) {
  if (a.attribute == b.attribute) return true;
  const std::string_view x = date_of(a, header_of_a), y = date_of(b, header_of_b);
  if (!x.empty() && !y.empty() && x != y) return false;
  if (a.type == b.type) return true;
  return info(a.type).form == info(b.type).form && !(settled(a) && settled(b));
}

bool similar_headers(const HeaderMeaning& a, const HeaderMeaning& b) {
  for (const std::string& word : a.words)
    if (word.size() >= 3 && std::find(b.words.begin(), b.words.end(), word) != b.words.end()) return true;
  return false;
}

// Of the cells, those of shapes that both columns have.
double shared_shapes(const ColumnProfile& a, const ColumnProfile& b) {
  double shared = 0;
  for (const ShapeCount& x : a.shapes)
    for (const ShapeCount& y : b.shapes)
      if (x.shape == y.shape) shared += std::min(static_cast<double>(x.count) / a.filled_count, static_cast<double>(y.count) / b.filled_count);
  return shared;
}

// An attribute of the tables before.
struct Known {
  std::string key;
  std::vector<std::pair<size_t, size_t>> columns;  // table, column
};

class Meeting {
 public:
  Meeting(const std::vector<std::shared_ptr<const TableProfile>>& profiles, const std::vector<std::vector<HeaderMeaning>>& headers, Mapping& mapping)
      : profiles_(profiles), headers_(headers), mapping_(mapping) {}

  void add_table(size_t t) {
    const std::vector<Known> known = attributes_before(t);
    std::vector<size_t> columns;
    for (size_t c = 0; c < mapping_[t].size(); ++c)
      if (assigned_here(mapping_[t][c])) columns.push_back(c);
    const bool by_values = columns.size() * known.size() <= kMostPairs;
    std::vector<std::vector<double>> scores(columns.size(), std::vector<double>(known.size(), 0));
    for (size_t i = 0; i < columns.size(); ++i)
      for (size_t k = 0; k < known.size(); ++k)
        for (const auto& [other, d] : known[k].columns) scores[i][k] = std::max(scores[i][k], score(t, columns[i], other, d, by_values));
    const std::vector<int> pairing = best_pairing(scores);
    std::vector<uint8_t> met(known.size(), 0);
    std::vector<size_t> left;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (pairing[i] < 0) left.push_back(columns[i]);
      else met[static_cast<size_t>(pairing[i])] = 1;
    }
    for (size_t i = 0; i < columns.size(); ++i)
      if (pairing[i] >= 0) join(t, columns[i], known[static_cast<size_t>(pairing[i])]);
    for (const auto same_kind : {+[](T type) { return type == T::kTitle; }, +[](T type) { return type == T::kText; },
                                 +[](T type) { return type == T::kDate || type == T::kBirthDate; }})
      join_last_two(t, left, known, met, same_kind);
    keep_apart(t, left);
  }

 private:
  std::vector<Known> attributes_before(size_t t) const {
    std::vector<Known> known;
    std::map<std::string, size_t> at;
    for (size_t other = 0; other < t; ++other)
      for (size_t d = 0; d < mapping_[other].size(); ++d) {
        if (!assigned_here(mapping_[other][d])) continue;
        const std::string& key = mapping_[other][d].attribute;
        const auto [place, is_new] = at.try_emplace(key, known.size());
        if (is_new) known.push_back({key, {}});
        known[place->second].columns.emplace_back(other, d);
      }
    return known;
  }

  double score(size_t t, size_t c, size_t other, size_t d, bool by_values) const {
    const ColumnMapping &a = mapping_[t][c], &b = mapping_[other][d];
    if (!may_meet(a, headers_[t][c], b, headers_[other][d])) return 0;
    double by_header = 0;
    if (a.attribute == b.attribute) by_header = (1 + std::min(a.confidence, b.confidence)) / 2;
    else if (a.chosen_by_user && b.chosen_by_user) return 0;
    else if (generic(a.type) && generic(b.type) && (a.type == b.type || (wordy(a.type) && wordy(b.type))) && similar_headers(headers_[t][c], headers_[other][d]))
      by_header = kSimilarHeader;
    if (!by_values) return by_header;
    const ColumnProfile &x = profiles_[t]->columns[c], &y = profiles_[other]->columns[d];
    const Likeness like = likeness(x.sketch, y.sketch);
    const bool measured = like.spread > 0;
    const double shared = like.proven && (measured || like.shared >= kSharedWords) ? like.shared : 0;
    if (by_header == 0 && shared == 0) return 0;
    return by_header + 2 * shared + (measured ? like.spread : shared_shapes(x, y)) / 4 + (a.type == b.type ? 0.1 : 0);
  }

  // The better known of both meanings becomes that of all.
  void join(size_t t, size_t c, const Known& known) {
    ColumnMapping& mine = mapping_[t][c];
    ColumnMapping& first = mapping_[known.columns[0].first][known.columns[0].second];
    if (mine.attribute == first.attribute) return;
    const ColumnMapping* best = &first;
    for (const auto& [other, d] : known.columns)
      if (mapping_[other][d].confidence > best->confidence) best = &mapping_[other][d];
    const bool mine_leads = settled(mine) && !settled(*best) && !taken_before(t, mine.attribute);
    const ColumnMapping lead = mine_leads ? mine : *best;
    const auto follow = [&](ColumnMapping& m) {
      if (m.chosen_by_user || m.attribute == lead.attribute) return;
      if (m.type != lead.type || !similar_or_same(m, lead)) m.reason_id = "shared_values";
      m.attribute = lead.attribute;
      m.type = lead.type;
    };
    if (mine_leads)
      for (const auto& [other, d] : known.columns) follow(mapping_[other][d]);
    else follow(mine);
  }

  static bool similar_or_same(const ColumnMapping& a, const ColumnMapping& b) { return a.type == b.type && a.reason_id == "header"; }

  bool taken_before(size_t t, const std::string& key) const {
    for (size_t other = 0; other < t; ++other)
      for (const ColumnMapping& m : mapping_[other])
        if (in_use(m) && m.attribute == key) return true;
    return false;
  }

  // One column of a kind is left in this table, one attribute of it before: they meet, dates only where they are alike.
  void join_last_two(size_t t, std::vector<size_t>& left, const std::vector<Known>& known, std::vector<uint8_t>& met, bool (*is_kind)(T)) {
    int mine = -1, theirs = -1;
    for (const size_t c : left)
      if (is_kind(mapping_[t][c].type)) mine = mine == -1 ? static_cast<int>(c) : -2;
    for (size_t k = 0; k < known.size(); ++k) {
      const auto& [other, d] = known[k].columns[0];
      if (!met[k] && is_kind(mapping_[other][d].type)) theirs = theirs == -1 ? static_cast<int>(k) : -2;
    }
    if (mine < 0 || theirs < 0) return;
    const auto c = static_cast<size_t>(mine), k = static_cast<size_t>(theirs);
    const auto& [other, d] = known[k].columns[0];
    if (!may_meet(mapping_[t][c], headers_[t][c], mapping_[other][d], headers_[other][d])) return;
    if (info(mapping_[t][c].type).form == ValueForm::kDates &&
        likeness(profiles_[t]->columns[c].sketch, profiles_[other]->columns[d].sketch).spread < kAlikeSpread)
      return;
    join(t, c, known[k]);
    met[k] = 1;
    left.erase(std::find(left.begin(), left.end(), c));
  }

  // A column that lost its attribute to a better one is an attribute of its own.
  void keep_apart(size_t t, const std::vector<size_t>& left) {
    std::set<std::string> taken;
    for (size_t other = 0; other <= t; ++other)
      for (size_t c = 0; c < mapping_[other].size(); ++c)
        if ((assigned_here(mapping_[other][c]) || mapping_[other][c].reason_id == "repeats_columns") && (other < t || std::find(left.begin(), left.end(), c) == left.end())) taken.insert(mapping_[other][c].attribute);
    for (const size_t c : left) {
      ColumnMapping& m = mapping_[t][c];
      if (m.chosen_by_user) continue;
      std::string key = m.attribute;
      if (taken.count(key)) key = headers_[t][c].slug;
      for (int n = 2; taken.count(key); ++n) key = headers_[t][c].slug + "_" + std::to_string(n);
      m.attribute = key;
      taken.insert(key);
    }
  }

  const std::vector<std::shared_ptr<const TableProfile>>& profiles_;
  const std::vector<std::vector<HeaderMeaning>>& headers_;
  Mapping& mapping_;
};

// The best of what is left, again and again.
std::vector<int> greedy_pairing(const std::vector<std::vector<double>>& scores) {
  struct Cell { double score; size_t row, column; };
  std::vector<Cell> cells;
  for (size_t r = 0; r < scores.size(); ++r)
    for (size_t c = 0; c < scores[r].size(); ++c)
      if (scores[r][c] > 0) cells.push_back({scores[r][c], r, c});
  std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.score > b.score; });
  std::vector<int> paired(scores.size(), -1);
  std::set<size_t> used;
  for (const Cell& cell : cells)
    if (paired[cell.row] < 0 && used.insert(cell.column).second) paired[cell.row] = static_cast<int>(cell.column);
  return paired;
}

}  // namespace

std::vector<int> best_pairing(const std::vector<std::vector<double>>& scores) {
  const size_t rows = scores.size(), columns = rows == 0 ? 0 : scores[0].size();
  if (std::max(rows, columns) > kMostPaired) return greedy_pairing(scores);
  // The Hungarian method on costs, with a column of no cost for each row that stays alone.
  const size_t n = rows, m = columns + rows;
  const auto cost = [&](size_t r, size_t c) { return c < columns ? -scores[r][c] : 0.0; };
  std::vector<double> of_row(n + 1, 0), of_column(m + 1, 0);
  std::vector<size_t> row_of(m + 1, 0), way(m + 1, 0);
  for (size_t r = 1; r <= n; ++r) {
    row_of[0] = r;
    size_t at = 0;
    std::vector<double> least(m + 1, 1e300);
    std::vector<uint8_t> used(m + 1, 0);
    do {
      used[at] = 1;
      const size_t row = row_of[at];
      double delta = 1e300;
      size_t next = 0;
      for (size_t c = 1; c <= m; ++c) {
        if (used[c]) continue;
        const double reduced = cost(row - 1, c - 1) - of_row[row] - of_column[c];
        if (reduced < least[c]) least[c] = reduced, way[c] = at;
        if (least[c] < delta) delta = least[c], next = c;
      }
      for (size_t c = 0; c <= m; ++c) {
        if (used[c]) of_row[row_of[c]] += delta, of_column[c] -= delta;
        else least[c] -= delta;
      }
      at = next;
    } while (row_of[at] != 0);
    for (; at != 0; at = way[at]) row_of[at] = row_of[way[at]];
  }
  std::vector<int> paired(rows, -1);
  for (size_t c = 1; c <= columns; ++c)
    if (row_of[c] != 0 && scores[row_of[c] - 1][c - 1] > 0) paired[row_of[c] - 1] = static_cast<int>(c - 1);
  return paired;
}

void meet(const std::vector<std::shared_ptr<const TableProfile>>& profiles, const std::vector<std::vector<HeaderMeaning>>& headers, Mapping& mapping) {
  Meeting meeting(profiles, headers, mapping);
  for (size_t t = 1; t < mapping.size(); ++t) meeting.add_table(t);
}

}  // namespace jumelles::profile
