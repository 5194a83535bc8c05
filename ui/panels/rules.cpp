#include "panels/panels.h"

namespace jumelles::ui {
void draw_rules(Panel& panel, Rect area) { Region region(panel.ui, "rules", area); }
}  // namespace jumelles::ui
