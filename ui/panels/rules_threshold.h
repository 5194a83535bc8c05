#pragma once

#include "panels/panels.h"

namespace jumelles::ui {

// The right side of the rules: histogram with the threshold, what moving it changes, rules that decide alone.
void draw_threshold(Panel& panel, Rect area);

}  // namespace jumelles::ui
