#pragma once

// What the answer on a pair would settle besides it: how many pairs, which, and the choice to settle them as well.

#include <string>

#include "panels/panels.h"

namespace jumelles::ui {

// "× 6" of a row of the list; "" where there are none.
std::string look_alikes_text(uint64_t count);
// Of the part between a pair and its answers, in a place that is so high; 0 where there is nothing to say.
float likeness_height(const Panel& panel, const protocol::PairDetail& detail, float room);
void draw_likeness(Panel& panel, const protocol::PairDetail& detail, Rect area);

}  // namespace jumelles::ui
