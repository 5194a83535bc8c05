#include "widgets/group_layout.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace jumelles::ui {
namespace {

constexpr float kBetween = 76;                    // the halves: room for what the bridge weighs
constexpr float kTitle = 28, kMarginX = 56, kMarginY = 26;
constexpr float kPi = 3.14159265f;
constexpr size_t kMostOrdered = 60;

// Sum of the ways along the ring that ties take: short ones cross little.
size_t ring_length(const std::vector<uint32_t>& place_of, std::span<const std::pair<uint32_t, uint32_t>> ties, size_t count) {
  size_t sum = 0;
  for (const auto& [a, b] : ties) {
    const size_t way = static_cast<size_t>(std::abs(static_cast<int>(place_of[a]) - static_cast<int>(place_of[b])));
    sum += std::min(way, count - way);
  }
  return sum;
}

// The records of one half around its ring, `first` at its beginning: exchanges of two, as long as that shortens the ties.
std::vector<uint32_t> ring_order(std::vector<uint32_t> records, uint32_t first, std::span<const std::pair<uint32_t, uint32_t>> all_ties) {
  if (const auto at = std::find(records.begin(), records.end(), first); at != records.end()) std::rotate(records.begin(), at, at + 1);
  const size_t count = records.size();
  if (count < 4 || count > kMostOrdered) return records;
  std::vector<uint32_t> local(*std::max_element(records.begin(), records.end()) + size_t{1}, UINT32_MAX);
  for (uint32_t i = 0; i < count; ++i) local[records[i]] = i;
  std::vector<std::pair<uint32_t, uint32_t>> ties;
  for (const auto& [a, b] : all_ties)
    if (a < local.size() && b < local.size() && local[a] != UINT32_MAX && local[b] != UINT32_MAX) ties.emplace_back(local[a], local[b]);
  std::vector<uint32_t> place_of(count);
  for (uint32_t i = 0; i < count; ++i) place_of[i] = i;
  size_t best = ring_length(place_of, ties, count);
  for (bool better = true; better;) {
    better = false;
    for (size_t i = 1; i < count; ++i)
      for (size_t j = i + 1; j < count; ++j) {
        std::swap(place_of[i], place_of[j]);
        const size_t now = ring_length(place_of, ties, count);
        if (now < best) best = now, better = true;
        else std::swap(place_of[i], place_of[j]);
      }
  }
  std::vector<uint32_t> out(count);
  for (size_t i = 0; i < count; ++i) out[place_of[i]] = records[i];
  return out;
}

// `angle`: where the first one stands.
void place_ring(const std::vector<uint32_t>& order, Rect r, float angle, std::vector<Point>& out) {
  const Point middle{r.x + r.w / 2, r.y + (r.h + kTitle) / 2};
  const float rx = std::max(12.0f, r.w / 2 - kMarginX), ry = std::max(12.0f, (r.h - kTitle) / 2 - kMarginY);
  const auto count = static_cast<float>(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    const float turn = angle + 2 * kPi * static_cast<float>(i) / count;
    out[order[i]] = order.size() == 1 ? middle : Point{middle.x + rx * std::cos(turn), middle.y + ry * std::sin(turn)};
  }
}

}  // namespace

GraphLayout layout_graph(const GraphInput& input, Rect area) {
  GraphLayout out;
  out.records.resize(input.count);
  std::vector<uint32_t> halves[2];
  for (uint32_t i = 0; i < input.count; ++i) halves[i < input.half_of.size() && input.half_of[i] != 0 ? 1 : 0].push_back(i);
  if (halves[0].empty() || halves[1].empty()) {
    const std::vector<uint32_t>& all = halves[0].empty() ? halves[1] : halves[0];
    out.halves = {area};
    // Two stand side by side; more begin at the top.
    if (!all.empty()) place_ring(ring_order(all, all.front(), input.ties), area, all.size() == 2 ? kPi : -kPi / 2, out.records);
    return out;
  }
  const float share = std::clamp(static_cast<float>(halves[0].size()) / static_cast<float>(input.count), 0.38f, 0.62f);
  const float left = std::floor((area.w - kBetween) * share);
  out.halves = {{area.x, area.y, left, area.h}, {area.x + left + kBetween, area.y, area.w - left - kBetween, area.h}};
  place_ring(ring_order(halves[0], input.bridge.first, input.ties), out.halves[0], 0, out.records);
  place_ring(ring_order(halves[1], input.bridge.second, input.ties), out.halves[1], kPi, out.records);
  return out;
}

}  // namespace jumelles::ui
