#include "panels/panels.h"

namespace jumelles::ui {
void draw_golden(Panel& panel, Rect area) { Region region(panel.ui, "golden", area); }
}  // namespace jumelles::ui
