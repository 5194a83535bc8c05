#pragma once

// Where the records of a group stand when it is drawn as a graph: pure, and the same for the same group.

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "widgets/semantics.h"

namespace jumelles::ui {

struct Point {
  float x = 0, y = 0;
};

struct GraphInput {
  size_t count = 0;
  std::span<const uint8_t> half_of;                          // per record, 0 or 1; empty: one half
  std::span<const std::pair<uint32_t, uint32_t>> ties;
  std::pair<uint32_t, uint32_t> bridge{UINT32_MAX, UINT32_MAX};  // the records of the single pair between the halves, of half 0 first
};

struct GraphLayout {
  std::vector<Point> records;  // their middles
  std::vector<Rect> halves;    // one, or two side by side, half 0 left
};

// Each half is a ring, so that all its ties are seen; neighbors are those that are tied, and the ends of the bridge face each other.
// O(records³) of a half, of up to 60.
GraphLayout layout_graph(const GraphInput& input, Rect area);

}  // namespace jumelles::ui
