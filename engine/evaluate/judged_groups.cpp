#include "evaluate/judged_groups.h"

#include <algorithm>

#include "core/math.h"
#include "core/rng.h"

namespace jumelles::evaluate {
namespace {

constexpr double kByPairs = 0.5, kByRecords = 0.25, kByDoubt = 0.25;
constexpr uint32_t kFewestDraws = 10;

// One judged group's part of a ratio.
struct Part {
  double above = 0, below = 0, chance = 1, times = 1;
};

bool ratio_of(const std::vector<Part>& parts, Interval& out) {
  double draws = 0, above = 0, below = 0, squares = 0;
  bool all = true;  // nothing wrong was seen
  for (const Part& part : parts) {
    draws += part.times;
    above += part.times * part.above / part.chance;
    below += part.times * part.below / part.chance;
    squares += part.times * (part.below / part.chance) * (part.below / part.chance);
    all = all && part.above == part.below;
  }
  if (draws < kFewestDraws || below <= 0) return false;
  const double ratio = all ? 1.0 : above / below;
  double variance = 0;
  for (const Part& part : parts) {
    const double off = (part.above - ratio * part.below) / part.chance;
    variance += part.times * off * off;
  }
  variance *= draws / (draws - 1) / (below * below);
  double size = below * below / squares;
  if (variance > 0 && ratio > 0 && ratio < 1) size = std::min(size, ratio * (1.0 - ratio) / variance);
  out = wilson(ratio * size, size);
  out.value = ratio;
  if (all) out.high = 1;
  return true;
}

}  // namespace

std::vector<double> chances_to_be_drawn(const Groups& groups, const std::vector<Edge>& edges) {
  const uint32_t count = groups.group_count();
  std::vector<double> doubt(count, 0), chances(count, 0);
  for (const Edge& edge : edges) {
    const uint32_t a = groups.group_of[edge.a], b = groups.group_of[edge.b];
    const double p = probability_from_weight(edge.match_weight);
    if (a == b) doubt[a] += 1.0 - p;
    else doubt[a] += p / 2, doubt[b] += p / 2;
  }
  const auto pairs_of = [&](uint32_t g) {
    const double n = groups.first_member[g + 1] - groups.first_member[g];
    return n * (n - 1) / 2;
  };
  double all_pairs = 0, all_doubt = 0;
  for (uint32_t g = 0; g < count; ++g) all_pairs += pairs_of(g), all_doubt += doubt[g];
  const double by_pairs = all_pairs > 0 ? kByPairs : 0, by_doubt = all_doubt > 0 ? kByDoubt : 0;
  const double by_records = kByRecords + (kByPairs - by_pairs) + (kByDoubt - by_doubt);
  for (uint32_t g = 0; g < count; ++g) {
    const double size = groups.first_member[g + 1] - groups.first_member[g];
    chances[g] = by_records * size / static_cast<double>(groups.members.size());
    if (by_pairs > 0) chances[g] += by_pairs * pairs_of(g) / all_pairs;
    if (by_doubt > 0) chances[g] += by_doubt * doubt[g] / all_doubt;
  }
  return chances;
}

std::vector<Draw> draw_groups(const std::vector<double>& chances, uint32_t count, uint64_t seed) {
  std::vector<double> ends;
  double sum = 0;
  for (const double chance : chances) ends.push_back(sum += chance);
  std::vector<Draw> draws;
  if (sum <= 0) return draws;
  std::vector<uint32_t> place(chances.size(), UINT32_MAX);
  Rng rng(seed);
  for (uint32_t i = 0; i < count; ++i) {
    const auto at = std::upper_bound(ends.begin(), ends.end(), rng.uniform() * sum);
    const uint32_t group = static_cast<uint32_t>(std::min<size_t>(static_cast<size_t>(at - ends.begin()), chances.size() - 1));
    if (place[group] == UINT32_MAX) {
      place[group] = static_cast<uint32_t>(draws.size());
      draws.push_back({group, chances[group] / sum, 0});
    }
    ++draws[place[group]].times;
  }
  return draws;
}

JudgedEstimate estimate_from_judged(const std::vector<JudgedGroup>& judged, const Groups& groups) {
  JudgedEstimate out;
  std::vector<Part> precision, recall;
  for (const JudgedGroup& group : judged) {
    if (group.chance <= 0) continue;
    double right = 0, found = 0, there = 0;
    for (uint32_t i = 0; i < group.member_count; ++i) {
      const uint32_t own = groups.group_of[group.records[i]];
      found += groups.first_member[own + 1] - groups.first_member[own] - 1;
      for (uint32_t j = 0; j < group.records.size(); ++j) {
        if (i == j || group.thing_of[i] != group.thing_of[j]) continue;
        there += 1;
        right += groups.group_of[group.records[j]] == own ? 1 : 0;
      }
    }
    precision.push_back({right, found, group.chance, static_cast<double>(group.times)});
    recall.push_back({right, there, group.chance, static_cast<double>(group.times)});
    ++out.group_count;
    out.draw_count += group.times;
  }
  out.precision_known = ratio_of(precision, out.precision);
  out.recall_known = ratio_of(recall, out.recall);
  return out;
}

}  // namespace jumelles::evaluate
