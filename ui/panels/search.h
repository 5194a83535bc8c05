#pragma once

// Finding customers and commands: the field in the top bar, and the list that opens under it.

#include "panels/panels.h"

namespace jumelles::ui {

// In the top bar between `x` and `right`; a button where there is no room. Returns where it begins.
float search_field(Panel& panel, float x, float right);
// Over everything, while it is open.
void draw_search(Panel& panel);

void open_search(Panel& panel);
void close_search(Panel& panel);

}  // namespace jumelles::ui
