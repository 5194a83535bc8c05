#pragma once

#include "panels/panels.h"

namespace jumelles::ui {

// The rows of a source as they were read, filtered and sorted as somebody asks, scrolled both ways in at most `most_height`; columns are as wide as somebody dragged them.
// Gives the y behind.
float draw_source_preview(Panel& panel, const protocol::SourceSummary& source, float x, float y, float width, float most_height);

// Another source is looked at, from its first row.
void show_source(Panel& panel, uint32_t source);
// The cell at the cursor, which keys move; only within what is shown.
bool has_preview_cursor(const Panel& panel);
void step_preview(Panel& panel, int rows, int columns);

}  // namespace jumelles::ui
