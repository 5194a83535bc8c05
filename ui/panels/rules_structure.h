#pragma once

#include "panels/panels.h"

namespace jumelles::ui {

// The section that says what the data decided, one line per choice. Returns its bottom; nothing is drawn where there is no choice.
float draw_structure(Panel& panel, float x, float y, float width);

}  // namespace jumelles::ui
