#include "baselines.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "core/rng.h"
#include "text/fold.h"

namespace jumelles::worlds {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TableView view(const Rows& rows, std::vector<int> meaning) {
  auto table = std::make_shared<Table>();
  table->columns.resize(meaning.size());
  for (uint32_t r = 0; r < rows.size(); ++r) {
    for (size_t c = 0; c < meaning.size(); ++c) table->columns[c].codes.push_back(table->columns[c].values.intern(rows[r][c]));
    table->source_rows.push_back(r + 1);
  }
  std::vector<uint8_t> in_text(meaning.size(), 1);
  return {table, std::move(meaning), in_text};
}

// Groups of what a rule says of any two rows, all looked at.
template <class Rule>
std::vector<uint32_t> closure(const Rows& rows, Rule rule) {
  std::vector<uint32_t> group(rows.size());
  for (uint32_t i = 0; i < rows.size(); ++i) group[i] = i;
  for (bool moved = true; moved;) {
    moved = false;
    for (size_t a = 0; a < rows.size(); ++a)
      for (size_t b = 0; b < rows.size(); ++b)
        if (a != b && group[a] < group[b] && rule(rows[a], rows[b])) {
          group[b] = group[a];
          moved = true;
        }
  }
  return group;
}

void check_same(const Groups& groups, const std::vector<uint32_t>& expected) {
  for (size_t a = 0; a < expected.size(); ++a)
    for (size_t b = 0; b < a; ++b) CHECK((groups.group_of[a] == groups.group_of[b]) == (expected[a] == expected[b]));
}

}  // namespace

TEST_CASE("equality of what is filled: pairs equal in all that both fill, two columns at least and half of the emptier row") {
  const auto together = [](const Rows& rows) { return equality({view(rows, {0, 1, 2, 3, 4, 5})}).group_count() == 1; };
  CHECK(together({{"a", "b", "", "", "", ""}, {"a", "B", "c", "", "", ""}}));
  CHECK_FALSE(together({{"a", "b", "c", "", "", ""}, {"a", "b", "d", "", "", ""}}));
  CHECK_FALSE(together({{"a", "", "", "", "", ""}, {"a", "", "", "", "", ""}}));
  CHECK(together({{"a", "b", "c", "d", "e", ""}, {"a", "b", "", "", "", "f"}}));
  CHECK_FALSE(together({{"a", "b", "c", "d", "e", ""}, {"a", "", "", "", "", "f"}}));
}

TEST_CASE("equality finds the pairs that looking at all pairs finds") {
  Rng rng(4);
  for (int round = 0; round < 40; ++round) {
    Rows rows;
    for (int r = 0; r < 40; ++r) {
      std::vector<std::string>& row = rows.emplace_back();
      for (int c = 0; c < 9; ++c) row.push_back(rng.chance(0.45) ? "" : std::string(1, static_cast<char>('a' + rng.below(2))));
    }
    const auto equal = [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
      size_t both = 0, of_a = 0, of_b = 0;
      for (size_t c = 0; c < 9; ++c) {
        of_a += a[c].empty() ? 0 : 1, of_b += b[c].empty() ? 0 : 1;
        if (a[c].empty() || b[c].empty()) continue;
        if (a[c] != b[c]) return false;
        ++both;
      }
      return both >= 2 && 2 * both >= std::min(of_a, of_b);
    };
    check_same(equality({view(rows, {0, 1, 2, 3, 4, 5, 6, 7, 8})}), closure(rows, equal));
  }
}

TEST_CASE("columns that do not mean the same, or that are of the row, are not compared") {
  const Rows a{{"ann", "lee", "1"}}, b{{"2", "lee", "ann"}};
  CHECK(equality({view(a, {0, 1, -1}), view(b, {-1, 1, 0})}).group_count() == 1);
  CHECK(equality({view(a, {0, 1, -1}), view(b, {0, 1, -1})}).group_count() == 2);
}

TEST_CASE("cosines: rows of one file are connected from .6, rows of two files only with each other's best") {
  const Rows rows{{"margaret thatcher"}, {"margaret thatchre"}, {"john major"}};
  const Groups one = *trigram_cosine({view(rows, {0})});
  CHECK(one.group_of[0] == one.group_of[1]);
  CHECK(one.group_of[0] != one.group_of[2]);
  const Groups two = *trigram_cosine({view({{"margaret thatcher"}, {"margaret thatcher"}}, {0}), view({{"margaret thatcher"}, {"john major"}}, {0})});
  CHECK(two.group_count() == 3);
  CHECK(two.group_of[0] != two.group_of[1]);
}

TEST_CASE("cosines find the pairs that looking at all pairs finds") {
  Rng rng(8);
  Rows rows;
  for (int r = 0; r < 60; ++r) {
    std::string text;
    for (int i = 0; i < 12; ++i) text.push_back("abcd "[rng.below(5)]);
    rows.push_back({text});
    std::string near = text;
    near[rng.below(near.size())] = 'x';
    rows.push_back({near});
  }
  // Plain sums over all trigrams.
  std::vector<std::map<std::string, double>> vectors;
  std::map<std::string, double> holders;
  for (const auto& row : rows) {
    auto& vector = vectors.emplace_back();
    const std::string text = " " + text::lower(row[0]) + " ";
    for (size_t i = 0; i + 3 <= text.size(); ++i) vector[text.substr(i, 3)] += 1;
    for (const auto& [gram, count] : vector) holders[gram] += 1;
  }
  const auto weight = [&](const std::string& gram, double count) { return count * (1 + std::log((1.0 + static_cast<double>(rows.size())) / (1 + holders[gram]))); };
  const auto dot = [&](size_t a, size_t b) {
    double sum = 0;
    for (const auto& [gram, count] : vectors[a])
      if (const auto at = vectors[b].find(gram); at != vectors[b].end()) sum += weight(gram, count) * weight(gram, at->second);
    return sum;
  };
  const Groups groups = *trigram_cosine({view(rows, {0})});
  const auto alike = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const size_t i = static_cast<size_t>(&a - rows.data()), j = static_cast<size_t>(&b - rows.data());
    return dot(i, j) / std::sqrt(dot(i, i) * dot(j, j)) >= 0.6;
  };
  check_same(groups, closure(rows, alike));
}

}  // namespace jumelles::worlds
