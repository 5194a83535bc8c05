#pragma once

#include "panels/panels.h"

namespace jumelles::ui {

// Below the golden record: the chosen block's cascade, what another rule would change, where values come from.
void draw_golden_effect(Panel& panel, Rect area);

}  // namespace jumelles::ui
