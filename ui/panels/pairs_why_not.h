#pragma once

// Why the two records of a pair are not in one group, and what alone would join them.

#include "panels/panels.h"

namespace jumelles::ui {

// Below `y`; returns the bottom. Nothing when the two are together.
float draw_why_not(Panel& panel, const protocol::PairDetail& detail, float x, float y, float width);
// Chooses another record to hold against one of the two. Right-aligned at `right`; returns its left edge.
float draw_compare_with(Panel& panel, const protocol::PairDetail& detail, float right, float y);

}  // namespace jumelles::ui
