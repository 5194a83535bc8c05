#include "panels/panels.h"

namespace jumelles::ui {
void draw_delivery(Panel& panel, Rect area) { Region region(panel.ui, "delivery", area); }
}  // namespace jumelles::ui
