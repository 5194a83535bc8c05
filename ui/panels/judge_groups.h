#pragma once

// Drawn groups, judged one after the other: what of it belongs together, what is missing in it.

#include "panels/panels.h"

namespace jumelles::ui {

void draw_judge_groups(Panel& panel, Rect area);
// Draws groups when there are none, and shows the first that is not judged.
void open_judge_groups(Panel& panel);

}  // namespace jumelles::ui
