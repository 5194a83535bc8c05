#include "panels/panels.h"

namespace jumelles::ui {
void draw_pairs(Panel& panel, Rect area) { Region region(panel.ui, "pairs", area); }
}  // namespace jumelles::ui
